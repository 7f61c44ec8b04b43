//! A page's elements and texts, built in one pass over its tags and texts ([`super::tokens`]).
//!
//! The builder closes what authors leave open (paragraphs, list items, cells) as browsers do, but does not move
//! nodes about: extraction needs to know what stands in what, not what a browser would draw. Nesting deeper than
//! [`DEPTH_MAX`] is flattened and a page of more than [`NODES_MAX`] nodes is given up there, so that no page takes
//! more than time linear in its length.

use rustc_hash::FxHashMap;
use web_atoms::{LocalName, local_name};

use super::tokens::{self, Contents, Receiver, StartTag};
use crate::text::Span;

/// The deepest nesting that is kept; browsers keep 512.
pub(super) const DEPTH_MAX: usize = 400;

/// The most nodes that a page can have; the largest real pages have 100,000.
pub(super) const NODES_MAX: usize = 400_000;

/// How much of a page's end is searched for the end tags of whole pages, in bytes.
const TAIL_BYTES: usize = 400;

/// The place of a node in its tree. The first one, 0, is the document.
pub(super) type NodeId = u32;

/// No node.
pub(super) const NONE: NodeId = u32::MAX;

/// A parsed page.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// In document order: a node stands before everything in it.
    pub nodes: Vec<Node>,
    /// All texts, one after the other.
    pub text: String,
    attributes: Vec<Attribute>,
    /// The values of all attributes, one after the other.
    values: String,
    /// The contents of scripts that hold data: type or id, and the text.
    pub data: Vec<(String, String)>,
    /// Whether the page had more nodes than are read.
    pub given_up: bool,
    /// How the page was cut off, if it was.
    pub cut: Option<Cut>,
}

/// Where a page or feed ends that was not read to its end by whoever saved it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// In the middle of a tag or of a script.
    InTag,
    /// In an element that is never left open: this one, or one around it.
    InElement(NodeId),
}

/// An element or a text.
#[derive(Debug)]
pub(super) struct Node {
    /// The element that it stands in.
    pub parent: NodeId,
    /// The first node in it.
    pub first: NodeId,
    /// The node after it in its parent.
    pub next: NodeId,
    last: NodeId,
    /// What it is.
    pub kind: Kind,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    /// The document itself, or an element: its name and where its attributes are.
    Element(LocalName, Span),
    /// A piece of the tree's text.
    Text(Span),
}

#[derive(Debug)]
struct Attribute {
    name: LocalName,
    /// Its place in the tree's values.
    value: Span,
}

impl Tree {
    /// Parses a page.
    #[must_use]
    pub(super) fn parse(text: &str) -> Tree {
        Tree::build(text, Grammar::Html)
    }

    /// Parses a piece of HTML as feeds carry it. What stands in a frame is what readers without frames are shown.
    #[must_use]
    pub(super) fn parse_fragment(text: &str) -> Tree {
        Tree::build(text, Grammar::Fragment)
    }

    /// Parses XML, well-formed or not: every element is what its tags say, names are lower-cased and keep their prefix.
    /// Entities that a document declares itself are not expanded, so that none can explode.
    #[must_use]
    pub(super) fn parse_xml(text: &str) -> Tree {
        Tree::build(text, Grammar::Xml)
    }

    fn build(text: &str, grammar: Grammar) -> Tree {
        let mut builder = Builder::new(text, grammar);
        tokens::cut(text, grammar == Grammar::Xml, &mut builder);
        let cut = builder.cut(text);
        Tree { cut, ..builder.tree }
    }

    /// The name of an element; empty for a text and for the document.
    #[must_use]
    pub(super) fn name(&self, node: NodeId) -> &LocalName {
        match &self.nodes[node as usize].kind {
            Kind::Element(name, _) => name,
            Kind::Text(_) => self.name(0),
        }
    }

    /// An attribute of an element, if it has it. Only attributes that extraction asks for are kept.
    #[must_use]
    pub(super) fn attribute(&self, node: NodeId, name: &LocalName) -> Option<&str> {
        let Kind::Element(_, place) = &self.nodes[node as usize].kind else { return None };
        let found = self.attributes[place.range()].iter().find(|attribute| attribute.name == *name);
        found.map(|attribute| attribute.value.of(&self.values))
    }

    /// The same for an attribute that has no constant.
    #[must_use]
    pub(super) fn attribute_called(&self, node: NodeId, name: &str) -> Option<&str> {
        let Kind::Element(_, place) = &self.nodes[node as usize].kind else { return None };
        let found = self.attributes[place.range()].iter().find(|attribute| &*attribute.name == name);
        found.map(|attribute| attribute.value.of(&self.values))
    }

    /// The values of all attributes that name what an element is for: class, id, role, test id.
    pub(super) fn names(&self, node: NodeId) -> impl Iterator<Item = &str> {
        let place = match &self.nodes[node as usize].kind {
            Kind::Element(_, place) => place.range(),
            Kind::Text(_) => 0..0,
        };
        self.attributes[place]
            .iter()
            .filter(|attribute| is_naming(&attribute.name))
            .map(|attribute| attribute.value.of(&self.values))
    }

    /// The node after everything in `node`, in document order.
    #[must_use]
    pub(super) fn after(&self, node: NodeId) -> NodeId {
        let mut at = node;
        while at != NONE {
            let next = self.nodes[at as usize].next;
            if next != NONE {
                return next;
            }
            at = self.nodes[at as usize].parent;
        }
        NONE
    }

    /// The ids of `node` and everything in it, in document order.
    #[must_use]
    pub(super) fn inside(&self, node: NodeId) -> std::ops::Range<NodeId> {
        let end = self.after(node);
        node..if end == NONE { self.nodes.len() as NodeId } else { end }
    }

    /// The texts in a node, white space folded, at most `limit` bytes or so.
    #[must_use]
    pub(super) fn text_of(&self, node: NodeId, limit: usize) -> String {
        let mut out = String::new();
        let mut code_end = 0;
        for id in self.inside(node) {
            if id < code_end {
                continue;
            }
            if let Kind::Text(span) = &self.nodes[id as usize].kind {
                out.push_str(span.of(&self.text));
            } else if matches!(*self.name(id), local_name!("script") | local_name!("style")) {
                code_end = self.inside(id).end;
            } else if is_block(self.name(id)) || *self.name(id) == local_name!("br") {
                out.push(' ');
            }
            if out.len() > limit {
                break;
            }
        }
        super::paragraphs::squeezed(&out)
    }
}

/// Elements whose contents no reader sees as text. One that is closed nowhere in the page would swallow all that
/// follows, so it is read as if it had no contents.
static SWALLOWING: [LocalName; 10] = [
    local_name!("iframe"),
    local_name!("object"),
    local_name!("noscript"),
    local_name!("noembed"),
    local_name!("noframes"),
    local_name!("xmp"),
    local_name!("textarea"),
    local_name!("video"),
    local_name!("audio"),
    local_name!("canvas"),
];

/// For each of the [`SWALLOWING`] elements, whether the page has an end tag of it.
type Ends = [bool; SWALLOWING.len()];

/// The ends that a page has.
fn ends(page: &str) -> Ends {
    let mut out = Ends::default();
    for (at, _) in page.match_indices('<') {
        let Some(tag) = page[at + 1..].strip_prefix('/') else { continue };
        for (name, seen) in SWALLOWING.iter().zip(&mut out) {
            *seen |= tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        }
    }
    out
}

/// Whether a text ends between a tag's first sign and its last.
fn ends_in_tag(text: &str) -> bool {
    let Some(start) = text.rfind('<') else { return false };
    let tail = &text[start + 1..];
    let opens = tail.is_empty()
        || tail.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
    opens && !tail.contains('>')
}

/// The nodes directly in `node`.
pub(super) fn children(tree: &Tree, node: NodeId) -> impl Iterator<Item = NodeId> {
    let some = |node: NodeId| (node != NONE).then_some(node);
    std::iter::successors(some(tree.nodes[node as usize].first), move |&at| {
        some(tree.nodes[at as usize].next)
    })
}

/// `node` and the elements around it, the innermost first.
pub(super) fn ancestors(tree: &Tree, node: NodeId) -> impl Iterator<Item = NodeId> {
    std::iter::successors(Some(node), |&at| {
        let parent = tree.nodes[at as usize].parent;
        (parent != NONE).then_some(parent)
    })
}

/// Whose rules a tree is built by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grammar {
    Html,
    Fragment,
    Xml,
}

struct Builder<'p> {
    page: &'p str,
    tree: Tree,
    grammar: Grammar,
    /// Names of elements as the page writes them, and of attributes where they are asked for: a page has few that differ.
    names: FxHashMap<&'p str, LocalName>,
    attribute_names: FxHashMap<&'p str, Option<LocalName>>,
    /// The open elements, the document first.
    open: Vec<NodeId>,
    /// How many `svg` and `math` elements are open: other rules hold in them.
    foreign: usize,
    /// Whether the texts that come belong to a script or style.
    skipping: bool,
    /// Whether they belong to a script with data.
    collecting: bool,
    /// Which elements the page has end tags of, once that was asked.
    ends: Option<Ends>,
    /// Whether the page is a whole one, and whether it came to its end.
    whole: bool,
    ended: bool,
}

/// How many names of each sort are remembered.
const NAMES_MAX: usize = 4096;

/// The name that a page writes in any case.
fn name(written: &str) -> LocalName {
    if written.bytes().any(|byte| byte.is_ascii_uppercase()) {
        LocalName::from(written.to_ascii_lowercase())
    } else {
        LocalName::from(written)
    }
}

impl<'p> Builder<'p> {
    fn new(page: &'p str, grammar: Grammar) -> Builder<'p> {
        let mut tree = Tree::default();
        tree.text.reserve(page.len() / 8);
        tree.nodes.push(Node {
            parent: NONE,
            first: NONE,
            next: NONE,
            last: NONE,
            kind: Kind::Element(local_name!(""), Span::default()),
        });
        Builder {
            page,
            tree,
            grammar,
            names: FxHashMap::default(),
            attribute_names: FxHashMap::default(),
            open: vec![0],
            foreign: 0,
            skipping: false,
            collecting: false,
            ends: None,
            whole: false,
            ended: false,
        }
    }

    /// How the text was cut off, all of which was read, if it was.
    fn cut(&self, text: &str) -> Option<Cut> {
        let is_fragment = self.grammar != Grammar::Xml && !self.whole;
        let tail = &text[text.floor_char_boundary(text.len().saturating_sub(TAIL_BYTES))..];
        let ends = tail.contains("</html") || tail.contains("</body");
        if is_fragment || self.ended || ends || self.tree.given_up {
            return None;
        }
        if self.skipping || self.collecting || ends_in_tag(text) {
            return Some(Cut::InTag);
        }
        if self.grammar == Grammar::Html && text.trim_end().ends_with('>') {
            return None;
        }
        let is_left = |&&id: &&NodeId| self.grammar == Grammar::Xml || is_always_closed(self.tree.name(id));
        self.open[1..].iter().rev().find(is_left).map(|&id| Cut::InElement(id))
    }

    /// The name that an element has where the page writes `written`.
    fn name(&mut self, written: &'p str) -> LocalName {
        if let Some(known) = self.names.get(written) {
            return known.clone();
        }
        let name = name(written);
        if self.names.len() < NAMES_MAX {
            self.names.insert(written, name.clone());
        }
        name
    }

    /// The same for an attribute; `None` if nobody asks for it.
    fn attribute_name(&mut self, written: &'p str) -> Option<LocalName> {
        if let Some(known) = self.attribute_names.get(written) {
            return known.clone();
        }
        let name = Some(name(written)).filter(|name| self.grammar == Grammar::Xml || is_asked_for(name));
        if self.attribute_names.len() < NAMES_MAX {
            self.attribute_names.insert(written, name.clone());
        }
        name
    }

    /// Whether the page has more nodes than are read.
    fn is_full(&mut self) -> bool {
        self.tree.given_up |= self.tree.nodes.len() >= NODES_MAX;
        self.tree.given_up
    }

    fn add_text(&mut self, text: &str) {
        if self.collecting {
            if let Some((_, data)) = self.tree.data.last_mut() {
                data.push_str(text);
            }
            return;
        }
        if self.skipping {
            return;
        }
        let start = self.tree.text.len();
        self.tree.text.push_str(text);
        let end = self.tree.text.len();
        let last = self.tree.nodes[self.current() as usize].last;
        if last != NONE
            && let Kind::Text(span) = &mut self.tree.nodes[last as usize].kind
            && span.end as usize == start
        {
            *span = Span::new(span.start as usize, end);
            return;
        }
        self.append(Kind::Text(Span::new(start, end)));
    }

    fn current(&self) -> NodeId {
        self.open.last().copied().unwrap_or(0)
    }

    fn append(&mut self, kind: Kind) -> NodeId {
        let parent = self.current();
        let id = self.tree.nodes.len() as NodeId;
        self.tree.nodes.push(Node { parent, first: NONE, next: NONE, last: NONE, kind });
        let last = std::mem::replace(&mut self.tree.nodes[parent as usize].last, id);
        if last == NONE {
            self.tree.nodes[parent as usize].first = id;
        } else {
            self.tree.nodes[last as usize].next = id;
        }
        id
    }

    fn open_tag(&mut self, tag: &StartTag<'p, '_>) -> Contents {
        let written = self.name(tag.name);
        // Feeds have no other form of a formula beside it.
        let is_formula = self.grammar == Grammar::Fragment && written == local_name!("math");
        let name = if is_formula { local_name!("span") } else { written };
        self.whole |= matches!(name, local_name!("html") | local_name!("body") | local_name!("head"));
        if self.foreign == 0 {
            self.close_implied(&name);
        }
        if matches!(name, local_name!("html") | local_name!("body") | local_name!("head"))
            && self.is_open(&name)
        {
            return Contents::Markup;
        }
        let id = self.element(name.clone(), tag);
        let closed = is_void(&name) || (self.foreign > 0 && tag.self_closing) || self.swallows(&name);
        if closed {
            return Contents::Markup;
        }
        if self.open.len() < DEPTH_MAX {
            self.open.push(id);
            self.foreign += usize::from(is_foreign(&name));
        }
        if self.foreign > 0 {
            return Contents::Markup;
        }
        match name {
            local_name!("script") => {
                self.skipping = true;
                self.collect(id);
                Contents::Script
            }
            local_name!("style")
            | local_name!("iframe")
            | local_name!("noscript")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("xmp") => {
                self.skipping = true;
                Contents::Raw
            }
            local_name!("textarea") | local_name!("title") => Contents::Text,
            _ => Contents::Markup,
        }
    }

    fn open_xml_tag(&mut self, tag: &StartTag<'p, '_>) {
        let name = self.name(tag.name);
        let id = self.element(name, tag);
        if !tag.self_closing && self.open.len() < DEPTH_MAX {
            self.open.push(id);
        }
    }

    fn element(&mut self, name: LocalName, tag: &StartTag<'p, '_>) -> NodeId {
        let start = self.tree.attributes.len();
        for (written, value) in tag.attributes {
            let Some(name) = self.attribute_name(written) else { continue };
            if self.tree.attributes[start..].iter().any(|attribute| attribute.name == name) {
                continue;
            }
            let from = self.tree.values.len();
            self.tree.values.push_str(&tokens::value(value));
            self.tree.attributes.push(Attribute { name, value: Span::new(from, self.tree.values.len()) });
        }
        let place = Span::new(start, self.tree.attributes.len());
        self.append(Kind::Element(name, place))
    }

    /// Begins to collect a script's text if its type or id says that it holds data.
    fn collect(&mut self, id: NodeId) {
        let kind = self.tree.attribute(id, &local_name!("type")).unwrap_or("").to_ascii_lowercase();
        let label = self.tree.attribute(id, &local_name!("id")).unwrap_or("").to_owned();
        self.collecting = kind.contains("ld+json") || label == "fusion-metadata";
        if self.collecting {
            self.tree.data.push((if kind.contains("ld+json") { kind } else { label }, String::new()));
        }
    }

    /// Whether an element would swallow the rest of the page.
    fn swallows(&mut self, name: &LocalName) -> bool {
        let Some(at) = SWALLOWING.iter().position(|known| known == name) else { return false };
        let is_shown = self.grammar == Grammar::Fragment && *name == local_name!("iframe");
        let page = self.page;
        is_shown || !self.ends.get_or_insert_with(|| ends(page))[at]
    }

    fn is_open(&self, name: &LocalName) -> bool {
        self.open.iter().any(|&id| self.tree.name(id) == name)
    }

    /// Closes what the start of `name` closes.
    fn close_implied(&mut self, name: &LocalName) {
        if closes_paragraph(name) {
            self.close_within(&[local_name!("p")], is_scope);
        }
        match *name {
            local_name!("li") => self.close_within(&[local_name!("li")], is_list),
            local_name!("dt") | local_name!("dd") => {
                self.close_within(&[local_name!("dt"), local_name!("dd")], is_list)
            }
            local_name!("option") => self.close_within(&[local_name!("option")], is_scope),
            local_name!("td") | local_name!("th") => {
                self.close_within(&[local_name!("td"), local_name!("th")], is_table)
            }
            local_name!("tr") => self.close_within(&[local_name!("tr")], is_table),
            local_name!("tbody") | local_name!("thead") | local_name!("tfoot") => {
                self.close_within(
                    &[local_name!("tbody"), local_name!("thead"), local_name!("tfoot")],
                    is_table,
                );
            }
            local_name!("body") => self.close_within(&[local_name!("head")], is_scope),
            local_name!("a") => self.close_within(&[local_name!("a")], is_block),
            _ => {}
        }
    }

    /// Closes the innermost open element among `names`, and what is open in it, unless a `border` element stands
    /// between.
    fn close_within(&mut self, names: &[LocalName], border: fn(&LocalName) -> bool) {
        for at in (1..self.open.len()).rev() {
            let name = self.tree.name(self.open[at]);
            if names.contains(name) {
                self.truncate(at);
                return;
            }
            if border(name) {
                return;
            }
        }
    }

    fn truncate(&mut self, length: usize) {
        for id in self.open.drain(length..) {
            self.foreign -= usize::from(is_foreign(self.tree.name(id))).min(self.foreign);
        }
    }

    fn close_tag(&mut self, name: &LocalName) {
        let span = local_name!("span");
        let is_formula = self.grammar == Grammar::Fragment && *name == local_name!("math");
        let name = if is_formula { &span } else { name };
        self.skipping = false;
        self.collecting = false;
        if matches!(*name, local_name!("html") | local_name!("body")) {
            self.ended = true;
            return;
        }
        if is_heading(name) {
            let headings = [
                local_name!("h1"),
                local_name!("h2"),
                local_name!("h3"),
                local_name!("h4"),
                local_name!("h5"),
                local_name!("h6"),
            ];
            self.close_within(&headings, is_scope);
            return;
        }
        let border = match *name {
            local_name!("li") => is_list,
            local_name!("table")
            | local_name!("tr")
            | local_name!("tbody")
            | local_name!("thead")
            | local_name!("tfoot")
            | local_name!("td")
            | local_name!("th") => is_table,
            _ if is_block(name) || is_foreign(name) || is_scope(name) || SWALLOWING.contains(name) => {
                is_scope
            }
            local_name!("a") => is_section,
            _ => is_block,
        };
        self.close_within(std::slice::from_ref(name), border);
    }
}

impl<'p> Receiver<'p> for Builder<'p> {
    fn text(&mut self, text: &str) {
        if !self.is_full() {
            self.add_text(text);
        }
    }

    fn start(&mut self, tag: &StartTag<'p, '_>) -> Contents {
        if self.is_full() {
            return Contents::Markup;
        }
        if self.grammar == Grammar::Xml {
            self.open_xml_tag(tag);
            return Contents::Markup;
        }
        self.open_tag(tag)
    }

    fn end(&mut self, name: &'p str) {
        if self.is_full() {
            return;
        }
        let name = self.name(name);
        if self.grammar == Grammar::Xml {
            self.close_within(std::slice::from_ref(&name), |_| false);
        } else {
            self.close_tag(&name);
        }
    }
}

fn is_void(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("area")
            | local_name!("base")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("hr")
            | local_name!("img")
            | local_name!("input")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("param")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr")
    )
}

fn is_foreign(name: &LocalName) -> bool {
    matches!(*name, local_name!("svg") | local_name!("math"))
}

/// Whether an element is a heading, `h1` to `h6`.
#[must_use]
pub(super) fn is_heading(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("h5")
            | local_name!("h6")
    )
}

/// Elements that nobody leaves open at the end of a page.
fn is_always_closed(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("div")
            | local_name!("article")
            | local_name!("section")
            | local_name!("main")
            | local_name!("header")
            | local_name!("footer")
            | local_name!("nav")
            | local_name!("aside")
            | local_name!("ul")
            | local_name!("ol")
            | local_name!("table")
            | local_name!("figure")
            | local_name!("blockquote")
            | local_name!("head")
            | local_name!("title")
            | local_name!("a")
            | local_name!("span")
    ) || is_heading(name)
}

/// Elements that no implied end tag reaches through.
fn is_scope(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("table")
            | local_name!("td")
            | local_name!("th")
            | local_name!("caption")
            | local_name!("html")
            | local_name!("object")
            | local_name!("template")
            | local_name!("button")
    )
}

fn is_list(name: &LocalName) -> bool {
    matches!(*name, local_name!("ul") | local_name!("ol") | local_name!("dl")) || is_scope(name)
}

fn is_table(name: &LocalName) -> bool {
    matches!(*name, local_name!("table") | local_name!("html") | local_name!("template"))
}

fn is_section(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("article")
            | local_name!("section")
            | local_name!("main")
            | local_name!("body")
            | local_name!("ul")
            | local_name!("ol")
            | local_name!("li")
    ) || is_scope(name)
}

/// Whether an element ends the line before it and after it.
#[must_use]
pub(super) fn is_block(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("p")
            | local_name!("div")
            | local_name!("section")
            | local_name!("article")
            | local_name!("main")
            | local_name!("header")
            | local_name!("footer")
            | local_name!("aside")
            | local_name!("nav")
            | local_name!("ul")
            | local_name!("ol")
            | local_name!("li")
            | local_name!("dl")
            | local_name!("dt")
            | local_name!("dd")
            | local_name!("table")
            | local_name!("tbody")
            | local_name!("thead")
            | local_name!("tfoot")
            | local_name!("tr")
            | local_name!("td")
            | local_name!("th")
            | local_name!("caption")
            | local_name!("blockquote")
            | local_name!("pre")
            | local_name!("figure")
            | local_name!("figcaption")
            | local_name!("form")
            | local_name!("fieldset")
            | local_name!("address")
            | local_name!("details")
            | local_name!("summary")
            | local_name!("body")
            | local_name!("hr")
            | local_name!("center")
            | local_name!("html")
            | local_name!("head")
            | local_name!("title")
            | local_name!("hgroup")
            | local_name!("dialog")
            | local_name!("menu")
    ) || is_heading(name)
}

/// Elements whose start closes an open paragraph.
fn closes_paragraph(name: &LocalName) -> bool {
    is_block(name)
        && !matches!(
            *name,
            local_name!("td")
                | local_name!("th")
                | local_name!("tr")
                | local_name!("tbody")
                | local_name!("thead")
                | local_name!("tfoot")
                | local_name!("caption")
                | local_name!("title")
        )
}

/// Attributes that say what an element is for.
fn is_naming(name: &LocalName) -> bool {
    matches!(*name, local_name!("class") | local_name!("id") | local_name!("role")) || is_data_name(name)
}

/// Attributes of page builders that say what an element is for.
fn is_data_name(name: &str) -> bool {
    matches!(
        name,
        "data-testid"
            | "data-component"
            | "data-qa"
            | "data-type"
            | "data-module"
            | "data-block"
            | "data-name"
    )
}

fn is_asked_for(name: &LocalName) -> bool {
    is_naming(name)
        || &**name == "subscriptions-section"
        || matches!(
            *name,
            local_name!("property")
                | local_name!("name")
                | local_name!("content")
                | local_name!("rel")
                | local_name!("href")
                | local_name!("datetime")
                | local_name!("type")
                | local_name!("hidden")
                | local_name!("style")
                | local_name!("lang")
                | local_name!("http-equiv")
                | local_name!("title")
                | local_name!("aria-hidden")
                | local_name!("itemprop")
                | local_name!("itemtype")
                | local_name!("aria-label")
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The tree as nested parentheses.
    fn shown(tree: &Tree, node: NodeId) -> String {
        let mut out = String::new();
        let mut at = tree.nodes[node as usize].first;
        while at != NONE {
            match &tree.nodes[at as usize].kind {
                Kind::Text(span) => out.push_str(span.of(&tree.text)),
                Kind::Element(name, _) => out.push_str(&format!("({name} {})", shown(tree, at))),
            }
            at = tree.nodes[at as usize].next;
        }
        out
    }

    fn check(html: &str, expected: &str) {
        assert_eq!(shown(&Tree::parse(html), 0), expected, "{html}");
    }

    #[test]
    fn what_is_left_open_is_closed() {
        check("<p>One<p>Two<div>Three", "(p One)(p Two)(div Three)");
        check("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e", "(ul (li a)(li b(ul (li c)))(li d))e");
        check("<table><tr><td>a<td>b<tr><td>c</table>d", "(table (tr (td a)(td b))(tr (td c)))d");
        check("<h2>a</h3>b", "(h2 a)b");
    }

    #[test]
    fn crossed_tags_do_no_harm() {
        check("<div><b>a</div>b", "(div (b a))b");
        check("<div>a</span></p>b</div>c", "(div ab)c");
        check("<a href=x>a<a href=y>b</a>c", "(a a)(a b)c");
        check("<button><div>a<div></button><p>b", "(button (div a(div )))(p b)");
        check("<p><button><a>b</a></div></button>c", "(p (button (a b))c)");
    }

    #[test]
    fn scripts_are_no_text_and_data_is_kept() {
        let tree = Tree::parse(
            "<script>var a='<p>no';</script><script type='application/ld+json'>{\"a\":1}</script><p>yes",
        );
        assert_eq!(tree.text, "yes");
        assert_eq!(tree.data, [("application/ld+json".to_owned(), "{\"a\":1}".to_owned())]);
    }

    #[test]
    fn too_many_attributes_are_left_out() {
        let many: String = (0..2 * tokens::ATTRIBUTES_MAX).map(|n| format!(" a{n}='>' b=/")).collect();
        check(&format!("<p class=x{many}>One<p>Two"), "(p One)(p Two)");
        let tree = Tree::parse(&format!("<p class=x{many}>One"));
        assert_eq!(tree.attribute(1, &local_name!("class")), Some("x"));
    }

    #[test]
    fn what_is_closed_nowhere_swallows_nothing() {
        check("<p>a<iframe src=x>b</p>", "(p a(iframe )b)");
        check("<object data=x>a<b>c</b>", "(object )a(b c)");
        check("<iframe>a</IFRAME>b<iframe>c", "(iframe )b(iframe )");
    }

    #[test]
    fn a_page_that_was_cut_off_is_known() {
        let cut = |html: &str| Tree::parse(html).cut;
        for whole in
            ["<html><body><div>a</body></html>", "<body><p>a<p>b", "<div>a", "<p>a <b", "<html><p>1 < 2"]
        {
            assert_eq!(cut(whole), None, "{whole}");
        }
        for text in ["<html><body><p>a <a hre", "<html><script>var a", "<html><body><p>a</", "<html><p>a<"] {
            assert_eq!(cut(text), Some(Cut::InTag), "{text}");
        }
        assert_eq!(cut("<html><body><div><p>a"), Some(Cut::InElement(3)));
        assert_eq!(Tree::parse_xml("<a><b>c</b>").cut, Some(Cut::InElement(1)));
        assert_eq!(Tree::parse_xml("<a><b>c</b></a>").cut, None);
    }

    #[test]
    fn deep_nesting_is_flattened() {
        for tag in ["div", "b", "table", "li", "svg", "a"] {
            let html = format!("{}<p>deep", format!("<{tag}>").repeat(10_000));
            let tree = Tree::parse(&html);
            assert!(tree.text.contains("deep"));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_tree(html in "(<[a-z]{1,4}( [a-z]=['\"]?)?>|</[a-z]{1,5}>|<(p|div|li|table|td|svg|a|script)>|</(p|div|li|table|svg|a|script)>|\\PC{0,5}){0,30}") {
            let tree = Tree::parse(&html);
            for (id, node) in tree.nodes.iter().enumerate().skip(1) {
                prop_assert!((node.parent as usize) < id);
                prop_assert!(tree.inside(node.parent).contains(&(id as NodeId)));
            }
        }
    }
}
