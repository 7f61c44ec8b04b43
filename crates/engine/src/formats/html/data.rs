//! Bodies that stand only in a page's data: the structured data's `articleBody`, and the content that some page
//! builders hand to their scripts.

use serde_json::Value;
use web_atoms::local_name;

use crate::article::Removed;
use crate::formats::tree::{self, Kind, NodeId, Tree};
use crate::formats::{json, paragraphs};
use crate::text::{Span, folded};

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

/// The longest script that is searched for an article, in bytes, and how much is searched altogether.
const SCRIPT_BYTES_MAX: usize = 4 << 20;

/// The shortest body that is believed to stand in a script, in bytes.
const SCRIPT_BODY_BYTES_MIN: usize = 500;

/// The body in the scripts of a page that shows none: the longest run of prose in a value beside or inside which the page's
/// title stands. Empty if there is none.
#[must_use]
pub(super) fn in_scripts(html: &str, title: Option<&str>) -> Vec<String> {
    let Some(title) = title.map(folded) else { return Vec::new() };
    let mut best = Vec::new();
    let mut left = SCRIPT_BYTES_MAX;
    for script in scripts(html) {
        let Some(start) = script.find('{').filter(|_| script.len() <= left) else { continue };
        left -= script.len();
        let Some(value) = json::leading(&script[start..]) else { continue };
        let mut search = Search { title: &title, best: Vec::new(), left: VALUES_MAX };
        search.look(&value, false, 0);
        if length(&search.best) > length(&best) {
            best = search.best;
        }
    }
    if length(&best) < SCRIPT_BODY_BYTES_MIN { Vec::new() } else { best }
}

/// The contents of a page's scripts that may hold an article's data.
fn scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|script| {
        let (tag, rest) = script.split_once('>')?;
        let code = rest.split("</script").next().unwrap_or("");
        let is_data = tag.contains("json") || code.len() > 1000;
        is_data.then_some(code)
    })
}

/// A search for prose in a page's data.
struct Search<'t> {
    title: &'t str,
    best: Vec<String>,
    /// How many more values are looked at.
    left: usize,
}

/// Fields that hold other articles than the page's own.
const OTHERS: &[&str] =
    &["related", "recommend", "latest", "more", "trending", "popular", "comment", "nav", "menu", "footer"];

/// The deepest value that is looked at.
const SEARCH_DEPTH_MAX: usize = 40;

impl Search<'_> {
    /// Looks at a value, which stands in one that has the page's title if `titled`.
    fn look(&mut self, value: &Value, titled: bool, depth: usize) {
        if self.left == 0 || depth > SEARCH_DEPTH_MAX {
            return;
        }
        self.left -= 1;
        match value {
            Value::Object(fields) => {
                let is_title = |value: &Value| {
                    value.as_str().is_some_and(|text| text.len() < 500 && folded(text) == self.title)
                };
                let titled = titled || fields.values().any(is_title);
                for (name, value) in fields {
                    let lower = name.to_ascii_lowercase();
                    if !OTHERS.iter().any(|other| lower.contains(other)) {
                        self.look(value, titled, depth + 1);
                    }
                }
            }
            Value::Array(items) => {
                if titled {
                    let mut texts = Vec::new();
                    items.iter().for_each(|item| prose(item, &mut texts, 0));
                    self.take(texts.iter().flat_map(|text| plain(text)).collect());
                }
                items.iter().for_each(|item| self.look(item, titled, depth + 1));
            }
            Value::String(text) if titled && text.len() >= SCRIPT_BODY_BYTES_MIN => self.take(plain(text)),
            _ => {}
        }
    }

    /// Keeps paragraphs that are longer than what was found before, if they read as an article.
    fn take(&mut self, paragraphs: Vec<String>) {
        let sentences =
            paragraphs.iter().filter(|text| text.len() > 60 && text.contains(['.', '。', '।', '؟'])).count();
        if sentences >= 3 && length(&paragraphs) > length(&self.best) {
            self.best = paragraphs;
        }
    }
}

/// Fields of a content element that hold its words.
const WORDS: &[&str] = &["text", "content", "html", "value", "body", "paragraph", "children", "data"];

/// The texts of one content element, in order.
fn prose<'v>(value: &'v Value, out: &mut Vec<&'v str>, depth: usize) {
    match value {
        Value::String(text) if text.len() >= 20 && text.contains(' ') => out.push(text),
        Value::Array(items) if depth < 6 => items.iter().for_each(|item| prose(item, out, depth + 1)),
        Value::Object(fields) if depth < 6 => {
            WORDS.iter().filter_map(|name| fields.get(*name)).for_each(|value| prose(value, out, depth + 1));
        }
        _ => {}
    }
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
