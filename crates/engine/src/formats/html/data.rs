//! Bodies that stand only in a page's data: the structured data's `articleBody`, and the content that some page
//! builders hand to their scripts.

use html5ever::local_name;
use serde_json::Value;

use crate::formats::tree::{self, Kind, NodeId, Tree};
use crate::formats::{json, paragraphs};

/// The longest body that a page's data gives, its paragraphs in order; empty if it gives none.
#[must_use]
pub(super) fn body(tree: &Tree) -> Vec<String> {
    let mut best: Vec<String> = Vec::new();
    for (_, text) in &tree.data {
        let text = text.split_once("Fusion.globalContent=").map_or(text.as_str(), |(_, rest)| rest);
        let Some(value) = json::leading(text) else { continue };
        for found in bodies(&value) {
            if length(&found) > length(&best) {
                best = found;
            }
        }
    }
    best
}

/// How long a body is, in bytes.
#[must_use]
pub(super) fn length(paragraphs: &[String]) -> usize {
    paragraphs.iter().map(String::len).sum()
}

/// How many values of a page's data are looked at.
const VALUES_MAX: usize = 100_000;

/// All bodies in a value, the outermost first: those of other articles stand deeper.
fn bodies(value: &Value) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    let mut level = vec![value];
    let mut seen = 0;
    while out.is_empty() && !level.is_empty() && seen < VALUES_MAX {
        let mut next = Vec::new();
        for value in level {
            seen += 1;
            match value {
                Value::Object(fields) => {
                    out.extend(fields.get("articleBody").and_then(Value::as_str).map(plain));
                    out.extend(
                        fields.get("content_elements").and_then(Value::as_array).map(|items| elements(items)),
                    );
                    next.extend(fields.values().filter(|value| value.is_object() || value.is_array()));
                }
                Value::Array(items) => {
                    next.extend(items.iter().filter(|value| value.is_object() || value.is_array()))
                }
                _ => {}
            }
        }
        level = next;
    }
    out
}

/// The paragraphs of a list of content elements.
fn elements(items: &[Value]) -> Vec<String> {
    items.iter().filter_map(element).flat_map(plain).collect()
}

/// The text of a content element.
fn element(item: &Value) -> Option<&str> {
    let kind = item.get("type")?.as_str()?;
    if matches!(kind, "text" | "paragraph" | "header" | "raw_html") {
        item.get("content")?.as_str()
    } else {
        None
    }
}

/// The paragraphs of a text that may be HTML.
pub(super) fn plain(text: &str) -> Vec<String> {
    if !text.contains('<') && !text.contains('&') {
        return paragraphs::split(text);
    }
    let tree = Tree::parse(text);
    let mut out = String::new();
    let mut id: NodeId = 0;
    while (id as usize) < tree.nodes.len() {
        match &tree.nodes[id as usize].kind {
            Kind::Text(span) => out.push_str(span.of(&tree.text)),
            Kind::Element(name, _) if tree::is_block(name) || *name == local_name!("br") => out.push('\n'),
            Kind::Element(..) => {}
        }
        id += 1;
    }
    paragraphs::split(&out)
}
