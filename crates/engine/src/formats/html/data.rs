//! Bodies that stand only in a page's data: the structured data's `articleBody`, and the content that some page
//! builders hand to their scripts.

use html5ever::local_name;
use serde_json::Value;

use crate::article::Removed;
use crate::formats::tree::{self, Kind, NodeId, Tree};
use crate::formats::{json, paragraphs};
use crate::text::Span;

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

/// Paragraphs without the codes that a page builder would have replaced (`[gallery id="7"]`), and what was cut.
#[must_use]
pub(super) fn without_codes(paragraphs: Vec<String>) -> (Vec<String>, Vec<Removed>) {
    let mut removed = Vec::new();
    let mut kept = Vec::with_capacity(paragraphs.len());
    for text in paragraphs {
        let codes = codes(&text);
        let mut out = String::new();
        let mut at = 0;
        for code in &codes {
            out.push_str(&text[at..code.start as usize]);
            removed.push(Removed { text: code.of(&text).to_owned(), rule: "code".to_owned() });
            at = code.end as usize;
        }
        out.push_str(&text[at..]);
        let out = if codes.is_empty() { text } else { paragraphs::squeezed(&out) };
        if !out.is_empty() {
            kept.push(out);
        }
    }
    (kept, removed)
}

/// The places of codes in brackets: a name, and values in quotation marks; or `[/name]` after one of them.
fn codes(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('[').map(|open| at + open) {
        let Some(close) = text[open..].find(']').map(|close| open + close) else { break };
        let inside = &text[open + 1..close];
        let name = inside.split([' ', '/']).find(|part| !part.is_empty()).unwrap_or("");
        let is_name = !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte));
        let opens = is_name && inside.starts_with(name) && inside.contains("=\"");
        let closes = inside.starts_with('/') && names.contains(&name);
        if opens {
            names.push(name);
        }
        if opens || closes {
            out.push(Span::new(open, close + 1));
        }
        at = close + 1;
    }
    out
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_cut_and_brackets_stay() {
        let given = [
            "A [ferry] sank [sic].",
            "[gallery ids=\"1,2\"]",
            "One [box id=\"3\"]two[/box] [/other] three [open",
        ];
        let (kept, removed) = without_codes(given.map(str::to_owned).to_vec());
        assert_eq!(kept, ["A [ferry] sank [sic].", "One two [/other] three [open"]);
        let removed: Vec<&str> = removed.iter().map(|cut| cut.text.as_str()).collect();
        assert_eq!(removed, ["[gallery ids=\"1,2\"]", "[box id=\"3\"]", "[/box]"]);
    }
}
