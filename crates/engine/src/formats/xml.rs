//! What the formats in XML share.

use web_atoms::LocalName;

use super::tree::{Kind, NodeId, Tree};
use crate::article::Moment;

/// The longest field of an item that is no body, in bytes.
pub(super) const FIELD_BYTES_MAX: usize = 4000;

/// The local name of the first element in the beginning of a document, lower case; empty if there is none.
#[must_use]
pub(super) fn root(text: &str) -> String {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with("!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end..]);
        } else if rest.starts_with('!') {
            let close = if rest.find('[') < rest.find('>') && rest.contains('[') { "]>" } else { ">" };
            rest = rest.find(close).map_or("", |end| &rest[end..]);
        } else if rest.starts_with(|c: char| c.is_alphabetic()) {
            let end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(rest.len());
            return rest[..end].rsplit(':').next().unwrap_or("").to_ascii_lowercase();
        }
    }
    String::new()
}

/// The part of a name behind its prefix.
pub(super) fn local(name: &LocalName) -> &str {
    name.rsplit(':').next().unwrap_or("")
}

/// An attribute of an element; its name is lower case.
pub(super) fn attribute<'t>(tree: &'t Tree, id: NodeId, name: &str) -> Option<&'t str> {
    tree.attribute(id, &LocalName::from(name)).map(str::trim).filter(|value| !value.is_empty())
}

/// The text of an element, if it has one.
pub(super) fn text(tree: &Tree, id: NodeId) -> Option<String> {
    let text = tree.text_of(id, FIELD_BYTES_MAX);
    (!text.is_empty()).then_some(text)
}

/// The elements in `node` that have a local name, in document order.
pub(super) fn all<'t>(tree: &'t Tree, node: NodeId, name: &'t str) -> impl Iterator<Item = NodeId> + 't {
    tree.inside(node).skip(1).filter(move |&id| local(tree.name(id)) == name)
}

/// The first element in `node` that has a local name.
pub(super) fn first(tree: &Tree, node: NodeId, name: &str) -> Option<NodeId> {
    all(tree, node, name).next()
}

/// The text of the first element in `node` that has one of these names and a text, the names in order of preference.
pub(super) fn first_text(tree: &Tree, node: NodeId, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| all(tree, node, name).find_map(|id| text(tree, id)))
}

/// The contents of an element as HTML. An element that holds only text holds HTML as text; one that holds elements
/// (XHTML in Atom) holds it as it is, and characters in its texts that would be tags are written as references, unless the
/// element says that it holds HTML as text (`type="html"`) all the same.
pub(super) fn markup(tree: &Tree, id: NodeId) -> String {
    let is_escaped = matches!(attribute(tree, id, "type"), Some("html" | "text/html"))
        || attribute(tree, id, "mode") == Some("escaped");
    let holds_elements = holds_elements(tree, id) && !is_escaped;
    let mut out = String::new();
    let mut open: Vec<(NodeId, NodeId)> = Vec::new();
    for inner in tree.inside(id).skip(1) {
        close(tree, &mut open, inner, &mut out);
        match &tree.nodes[inner as usize].kind {
            Kind::Text(span) if holds_elements => escape(span.of(&tree.text), &mut out),
            Kind::Text(span) => out.push_str(span.of(&tree.text)),
            Kind::Element(name, _) => {
                out.push('<');
                out.push_str(local(name));
                out.push('>');
                open.push((inner, tree.inside(inner).end));
            }
        }
    }
    out
}

/// Whether an element holds other elements.
#[must_use]
pub(super) fn holds_elements(tree: &Tree, id: NodeId) -> bool {
    tree.inside(id).skip(1).any(|id| matches!(tree.nodes[id as usize].kind, Kind::Element(..)))
}

/// Ends the open elements that do not hold `inner`.
fn close(tree: &Tree, open: &mut Vec<(NodeId, NodeId)>, inner: NodeId, out: &mut String) {
    while let Some(&(last, end)) = open.last()
        && end <= inner
    {
        out.push_str("</");
        out.push_str(local(tree.name(last)));
        out.push('>');
        open.pop();
    }
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
}

/// A moment as ISO 8601 has it, with or without the marks between its figures: `20240502T101500+0100`.
#[must_use]
pub(super) fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    Moment::parse(text).or_else(|| {
        let day = text.get(..8).filter(|day| day.bytes().all(|byte| byte.is_ascii_digit()))?;
        let mut out = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
        if let Some(clock) = text[8..].strip_prefix(['T', 't'])
            && let Some(figures) =
                clock.get(..6).filter(|clock| clock.bytes().all(|byte| byte.is_ascii_digit()))
        {
            out.push_str(&format!("T{}:{}:{}{}", &figures[..2], &figures[2..4], &figures[4..], &clock[6..]));
        }
        Moment::parse(&out)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_stands_behind_declarations() {
        for (text, expected) in [
            ("<?xml version='1.0'?>\n<!-- <html> --><newsItem guid='x'>", "newsitem"),
            ("<!DOCTYPE nitf SYSTEM 'nitf-3-6.dtd'><nitf>", "nitf"),
            ("<!DOCTYPE r [<!ENTITY a '<b>'>]><x:Root/>", "root"),
            ("no tags", ""),
            ("<!-- open", ""),
        ] {
            assert_eq!(root(text), expected, "{text}");
        }
    }

    #[test]
    fn moments_without_marks() {
        let shown = |text| moment(text).map(|moment| moment.to_string());
        assert_eq!(shown("20240502T101500+0100").as_deref(), Some("2024-05-02T10:15:00+01:00"));
        assert_eq!(shown("20240502").as_deref(), Some("2024-05-02"));
        assert_eq!(shown("2024-05-02T10:15:00Z").as_deref(), Some("2024-05-02T10:15:00Z"));
        assert_eq!(shown("20241502"), None);
        assert_eq!(shown("May 2"), None);
    }

    #[test]
    fn escaped_tags_in_xhtml_stay_text() {
        let tree = Tree::parse_xml("<c><p>1 &lt;b> 2</p></c>");
        assert_eq!(markup(&tree, 1), "<p>1 &lt;b> 2");
        let tree = Tree::parse_xml("<c>&lt;p>1</c>");
        assert_eq!(markup(&tree, 1), "<p>1");
        let tree = Tree::parse_xml("<c type='html'><div>1 &lt;b>2&lt;/b></div></c>");
        assert_eq!(markup(&tree, 1), "<div>1 <b>2</b>");
    }
}
