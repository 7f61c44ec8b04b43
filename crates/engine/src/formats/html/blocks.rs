//! The blocks of a page: its paragraphs, headings, list items and table rows in order, and what part of the page each
//! one stands in.

use web_atoms::{LocalName, local_name};

use super::parts::{self, Names, Part};
use crate::formats::paragraphs::{ends_sentence, squeezed};
use crate::formats::tree::{self, Kind, NodeId, Tree};

/// A block of text.
#[derive(Debug)]
pub(super) struct Block {
    /// Its words, white space folded.
    pub text: String,
    /// The innermost block element that it stands in.
    pub node: NodeId,
    /// What it is.
    pub kind: BlockKind,
    /// How many bytes of it are links.
    pub linked: usize,
    /// The innermost part of the page that it stands in, as an index into [`Blocks::zones`].
    pub zone: Option<usize>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading and its level.
    Heading(u8),
    /// A list item.
    Item,
    /// A paragraph of a block quotation.
    Quote,
    /// A row of a table, its cells separated by ` | `.
    Row,
    /// Words under a picture.
    Caption,
}

/// A part of the page that is probably not the article.
#[derive(Debug)]
pub(super) struct Zone {
    /// What makes it one.
    pub part: Part,
    /// Its element.
    pub node: NodeId,
    /// The zone around it.
    pub outer: Option<usize>,
    /// How much running text stands in it.
    pub weight: usize,
}

/// All blocks of a page.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// In document order.
    pub list: Vec<Block>,
    /// In document order.
    pub zones: Vec<Zone>,
    /// How much running text the page has.
    pub weight: usize,
    /// Pieces of lines that no reader sees, each once.
    pub unseen: Vec<String>,
}

impl Block {
    /// How much running text the block is: its bytes if it reads as sentences rather than as labels and links.
    #[must_use]
    pub(super) fn weight(&self) -> usize {
        let prose = matches!(self.kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::Item);
        if !prose || self.text.len() < 60 || self.linked * 5 > self.text.len() * 2 {
            return 0;
        }
        let ends = self.text.contains(['.', '!', '?', '。', '।', '؟', '…', '，', '、', ',', '”', '"']);
        let weight = self.text.len().min(1500);
        if ends { weight } else { weight / 4 }
    }
}

/// An open element on the walk through the tree.
struct Frame {
    node: NodeId,
    end: NodeId,
    in_link: bool,
    in_pre: bool,
    kind: BlockKind,
    block: NodeId,
    zone: Option<usize>,
}

/// Finds the blocks of a page.
#[must_use]
pub(super) fn find(tree: &Tree) -> Blocks {
    let mut walk = Walk { tree, out: Blocks::default(), run: String::new(), linked: 0 };
    let mut names = Names::of(tree);
    let mut stack = vec![Frame {
        node: 0,
        end: tree.nodes.len() as NodeId,
        in_link: false,
        in_pre: false,
        kind: BlockKind::Paragraph,
        block: 0,
        zone: None,
    }];
    let mut id: NodeId = 1;
    let end = tree.nodes.len() as NodeId;
    while id < end {
        while stack.len() > 1 && stack.last().is_some_and(|frame| frame.end <= id) {
            if let Some(frame) = stack.pop() {
                walk.leave(&frame);
            }
        }
        let Some(top) = stack.last() else { break };
        match &tree.nodes[id as usize].kind {
            Kind::Text(span) => walk.push(span.of(&tree.text), top.in_link, top.in_pre),
            Kind::Element(name, _) => {
                let after = tree.after(id).min(end);
                if parts::is_never_text(name) {
                    id = after;
                    continue;
                }
                let part = names.part(id, name);
                if part == Some(Part::Hidden) && parts::is_unseen(tree, id, name) {
                    walk.unseen(id, top);
                    id = after;
                    continue;
                }
                let frame = walk.enter(id, name, part, top, after);
                stack.push(frame);
            }
        }
        id += 1;
    }
    while let Some(frame) = stack.pop() {
        walk.leave(&frame);
    }
    for at in (0..walk.out.zones.len()).rev() {
        if let Some(outer) = walk.out.zones[at].outer {
            walk.out.zones[outer].weight += walk.out.zones[at].weight;
        }
    }
    walk.out
}

struct Walk<'t> {
    tree: &'t Tree,
    out: Blocks,
    run: String,
    linked: usize,
}

/// The longest cell of a table that holds facts, in bytes, and the most cells in a row of one.
const CELL_BYTES_MAX: usize = 160;
const CELLS_MAX: usize = 40;

/// How many different pieces of lines that no reader sees are listed.
const UNSEEN_MAX: usize = 20;

/// The longest piece of a line that is set aside because no reader sees it, in bytes.
const UNSEEN_BYTES_MAX: usize = 120;

/// What is named a caption and is longer than this is none, in bytes.
const CAPTION_BYTES_MAX: usize = 2000;

/// A line break inside a block.
const BREAK: char = '\u{1}';

impl Walk<'_> {
    fn push(&mut self, text: &str, in_link: bool, in_pre: bool) {
        if in_link {
            self.linked += text.trim().len();
        }
        if in_pre {
            self.run.extend(text.chars().map(|c| if c == '\n' { BREAK } else { c }));
        } else if text.contains(BREAK) {
            self.run.extend(text.chars().filter(|&c| c != BREAK));
        } else {
            self.run.push_str(text);
        }
    }

    /// Sets a piece of a line aside that no reader sees; a long one is kept, because something else may show it.
    fn unseen(&mut self, id: NodeId, top: &Frame) {
        let text = self.tree.text_of(id, UNSEEN_BYTES_MAX);
        if text.len() > UNSEEN_BYTES_MAX {
            self.push(&text, top.in_link, false);
        } else if top.zone.is_none()
            && !text.is_empty()
            && !self.out.unseen.contains(&text)
            && self.out.unseen.len() < UNSEEN_MAX
        {
            self.out.unseen.push(text);
        }
    }

    fn enter(&mut self, id: NodeId, name: &LocalName, part: Option<Part>, top: &Frame, end: NodeId) -> Frame {
        let mut frame = Frame {
            node: id,
            end,
            in_link: top.in_link || *name == local_name!("a"),
            in_pre: top.in_pre || *name == local_name!("pre"),
            kind: top.kind,
            block: top.block,
            zone: top.zone,
        };
        if *name == local_name!("br") {
            self.run.push(BREAK);
            return frame;
        }
        let cell = matches!(*name, local_name!("td") | local_name!("th"));
        if cell && top.kind == BlockKind::Row {
            if !self.run.trim().is_empty() {
                self.run.push_str(" | ");
            }
        } else if tree::is_block(name) && top.kind != BlockKind::Row {
            self.flush(top);
            frame.block = id;
            frame.kind = self.kind(id, name, top);
        }
        if let Some(part) = part {
            self.out.zones.push(Zone { part, node: id, outer: top.zone, weight: 0 });
            frame.zone = Some(self.out.zones.len() - 1);
            if part == Part::Caption || (name.contains('-') && top.kind != BlockKind::Row) {
                self.flush(top);
                frame.block = id;
            }
            if part == Part::Caption && self.tree.text_of(id, CAPTION_BYTES_MAX).len() <= CAPTION_BYTES_MAX {
                frame.kind = BlockKind::Caption;
            }
        }
        frame
    }

    /// What the text directly in a block element is.
    fn kind(&self, id: NodeId, name: &LocalName, top: &Frame) -> BlockKind {
        match *name {
            local_name!("h1") => BlockKind::Heading(1),
            local_name!("h2") => BlockKind::Heading(2),
            local_name!("h3") => BlockKind::Heading(3),
            local_name!("h4") => BlockKind::Heading(4),
            local_name!("h5") | local_name!("h6") => BlockKind::Heading(5),
            local_name!("li") | local_name!("dt") | local_name!("dd") => BlockKind::Item,
            local_name!("blockquote") => BlockKind::Quote,
            local_name!("figcaption") | local_name!("caption") => BlockKind::Caption,
            local_name!("tr") if self.is_data_row(id) => BlockKind::Row,
            local_name!("td") | local_name!("th") | local_name!("table") => BlockKind::Paragraph,
            _ => top.kind,
        }
    }

    /// Whether a table row holds facts rather than the page's layout: two cells or more, nothing but short text in
    /// them.
    fn is_data_row(&self, row: NodeId) -> bool {
        let (mut cells, mut bytes) = (0, 0);
        for id in self.tree.inside(row).skip(1) {
            match &self.tree.nodes[id as usize].kind {
                Kind::Text(span) => bytes += span.of(&self.tree.text).trim().len(),
                Kind::Element(name, _) => match *name {
                    local_name!("td") | local_name!("th") => {
                        cells += 1;
                        bytes = 0;
                    }
                    local_name!("table") | local_name!("ul") | local_name!("h1") | local_name!("h2") => {
                        return false;
                    }
                    _ => {}
                },
            }
            if bytes > CELL_BYTES_MAX || cells > CELLS_MAX {
                return false;
            }
        }
        cells >= 2
    }

    fn leave(&mut self, frame: &Frame) {
        let name = self.tree.name(frame.node);
        if frame.block == frame.node || (tree::is_block(name) && frame.kind != BlockKind::Row) {
            self.flush(frame);
        }
    }

    /// Makes blocks of the run of text that has gathered.
    fn flush(&mut self, frame: &Frame) {
        if self.run.trim_matches(|c: char| c.is_whitespace() || c == BREAK).is_empty() {
            self.run.clear();
            self.linked = 0;
            return;
        }
        let run = std::mem::take(&mut self.run);
        let linked = std::mem::take(&mut self.linked);
        let total = run.len().max(1);
        for text in lines(&run) {
            let share = linked * text.len() / total;
            let linked = if linked * 10 > total * 9 { text.len() } else { share.min(text.len()) };
            let block = Block { text, node: frame.block, kind: frame.kind, linked, zone: frame.zone };
            self.weigh(&block);
            self.out.list.push(block);
        }
    }

    fn weigh(&mut self, block: &Block) {
        let weight = block.weight();
        self.out.weight += weight;
        if let Some(at) = block.zone {
            self.out.zones[at].weight += weight;
        }
    }
}

/// The paragraphs of a run of text: two line breaks separate them, and a single one does after a sentence's end.
fn lines(run: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut breaks = 2;
    for line in run.split(BREAK) {
        let text = squeezed(line);
        if text.is_empty() {
            breaks += 1;
            continue;
        }
        match out.last_mut() {
            Some(last) if breaks < 2 && !ends_sentence(last) && !last.ends_with(':') => {
                last.push(' ');
                last.push_str(&text);
            }
            _ => out.push(text),
        }
        breaks = 1;
    }
    out
}
