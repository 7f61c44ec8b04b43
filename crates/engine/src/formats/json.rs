//! Article JSON: one article as an object, or several in an array.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::article::{Article, ArticleId, Moment, Removed};

use super::{Complaint, Format, Head, Page, Reading, charset};

/// An article object, or an array of them.
pub static FORMAT: Format =
    Format { name: "json", about: "an article as JSON, or an array of articles", recognises, read };

/// An object or array; the name decides nothing, because a text file may begin with a brace, too.
fn recognises(head: &Head<'_>) -> bool {
    let mut chars = head.text.chars().filter(|c| !c.is_whitespace());
    match chars.next() {
        Some('{') => matches!(chars.next(), Some('"' | '}')) || head.ending == "json",
        Some('[') => matches!(chars.next(), Some('{' | ']')) || head.ending == "json",
        _ => head.ending == "json",
    }
}

fn read(page: &Page<'_>) -> Reading {
    let decoded = charset::decode(page.bytes, None);
    let mut reading = Reading::default();
    let value = match parse(decoded.text.as_bytes()) {
        Ok((value, replaced)) => (value, replaced),
        Err(message) => {
            reading.complaints.push(Complaint::whole(message));
            return reading;
        }
    };
    let (items, several) = match value.0 {
        Value::Array(items) => (items, true),
        item => (vec![item], false),
    };
    for (index, item) in items.into_iter().enumerate() {
        match article(page.input, item, value.1) {
            Ok(article) => reading.articles.push(article),
            Err(message) if several => {
                reading.complaints.push(Complaint::whole(format!("item {}: {message}", index + 1)));
            }
            Err(message) => reading.complaints.push(Complaint::whole(message)),
        }
    }
    reading
}

/// The article of one JSON object, as it was given. The error says what is missing.
pub(super) fn object(input: &str, bytes: &[u8]) -> Result<Article, String> {
    let (value, replaced) = parse(bytes)?;
    article(input, value, replaced)
}

/// A JSON value, and whether half surrogate pairs had to be replaced in it.
fn parse(bytes: &[u8]) -> Result<(Value, bool), String> {
    let error = match serde_json::from_slice(bytes) {
        Ok(value) => return Ok((value, false)),
        Err(error) => error,
    };
    let text = String::from_utf8_lossy(bytes);
    let mended = without_half_pairs(&text);
    match serde_json::from_str(&mended) {
        Ok(value) => Ok((value, true)),
        Err(_) => Err(format!("is no JSON: {error}")),
    }
}

/// A JSON value from a page: comments, CDATA marks and stops around it are taken away, bare control characters and trailing
/// commas mended. `None` if it still is none.
pub(super) fn lenient(text: &str) -> Option<Value> {
    let text = text
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[");
    let text = text
        .trim_end()
        .trim_end_matches("-->")
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>")
        .trim_end_matches(';');
    if let Ok((value, _)) = parse(text.trim().as_bytes()) {
        return Some(value);
    }
    let mended = without_trailing_commas(&without_half_pairs(text));
    serde_json::from_str(&mended).ok().or_else(|| serde_json::from_str(&with_inner_quotes(&mended)).ok())
}

/// The text with every quotation mark escaped that stands inside a string, as where a page builder forgot to do so
/// (`"He said "no", and left."`). One ends a string if what follows can follow one.
fn with_inner_quotes(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let (mut in_string, mut escaped) = (false, false);
    for (at, c) in text.char_indices() {
        if c == '"' && !escaped {
            if in_string && !ends_string(&text[at + 1..]) {
                out.push('\\');
            } else {
                in_string = !in_string;
            }
        }
        escaped = in_string && c == '\\' && !escaped;
        out.push(c);
    }
    out
}

/// Whether a string can have ended before `rest`.
fn ends_string(rest: &str) -> bool {
    let mut rest = rest.trim_start().chars();
    match rest.next() {
        None | Some('}' | ']' | ':') => true,
        Some(',') => {
            let next = rest.as_str().trim_start();
            next.starts_with(['"', '{', '[', '}', ']', '-'])
                || next.starts_with(|c: char| c.is_ascii_digit())
                || ["true", "false", "null"].iter().any(|word| next.starts_with(word))
        }
        Some(_) => false,
    }
}

/// The fields of the one object that a page is.
pub(super) fn fields(page: &Page<'_>) -> Result<Map<String, Value>, String> {
    match parse(charset::decode(page.bytes, None).text.as_bytes())?.0 {
        Value::Object(fields) => Ok(fields),
        other => Err(format!("is no JSON object but {}", kind(&other))),
    }
}

/// The JSON value at the front of a text, whatever follows it; mended like [`lenient`] if it is the whole text.
pub(super) fn leading(text: &str) -> Option<Value> {
    let mut values = serde_json::Deserializer::from_str(text.trim_start()).into_iter();
    values.next().and_then(Result::ok).or_else(|| lenient(text))
}

/// The text without commas before a closing bracket; strings are left alone.
fn without_trailing_commas(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut in_string, mut escaped) = (false, false);
    for c in text.chars() {
        if in_string {
            in_string = escaped || c != '"';
            escaped = c == '\\' && !escaped;
        } else if c == '"' {
            in_string = true;
        } else if matches!(c, '}' | ']') {
            let kept = out.trim_end();
            if kept.ends_with(',') {
                out.truncate(kept.len() - 1);
            }
        }
        out.push(c);
    }
    out
}

/// The text with every escape of half a surrogate pair (`\ud83d` alone) replaced by that of U+FFFD, and every control
/// character that stands bare replaced by a space.
fn without_half_pairs(text: &str) -> Cow<'_, str> {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(next) = text[at..].find(|c: char| c == '\\' || c < ' ') {
        out.push_str(&text[at..at + next]);
        at += next;
        let (copied, length) = match (text.as_bytes()[at], unit(at)) {
            (b'\\', Some(0xd800..=0xdbff)) if matches!(unit(at + 6), Some(0xdc00..=0xdfff)) => {
                (&text[at..at + 12], 12)
            }
            (b'\\', Some(0xd800..=0xdfff)) => ("\\ufffd", 6),
            (b'\\', _) => {
                let length = 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8);
                (&text[at..at + length], length)
            }
            _ => (" ", 1),
        };
        out.push_str(copied);
        at += length;
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

/// What kind of JSON value it is, for complaints.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// An article of a JSON value; only `text` is required.
fn article(input: &str, value: Value, replaced: bool) -> Result<Article, String> {
    let Value::Object(mut fields) = value else {
        return Err(format!("is no JSON object but {}", kind(&value)));
    };
    let text = match fields.shift_remove("text") {
        Some(Value::String(text)) => text,
        None | Some(Value::Null) => return Err("has no `text`".to_owned()),
        Some(other) => return Err(format!("`text` is {}, not a text", kind(&other))),
    };
    let mut taken = Taken { fields, complaints: Vec::new() };
    let mut article = Article {
        id: ArticleId(taken.text("id").unwrap_or_default()),
        input: taken.text("input").unwrap_or_else(|| input.to_owned()),
        url: taken.text("url"),
        outlet: taken.text("outlet"),
        owner: None,
        title: taken.text("title"),
        byline: taken.texts("byline"),
        agency: taken.text("agency"),
        published: taken.moment("published"),
        modified: taken.moment("modified"),
        language: taken.text("language").map(|tag| tag.to_lowercase().replace('_', "-")),
        text,
        removed: taken.removed(),
        complaints: Vec::new(),
        carried: Vec::new(),
    };
    article.complaints = taken.texts("complaints");
    article.complaints.append(&mut taken.complaints);
    if replaced {
        article.complaints.push("half surrogate pairs or bare control characters were replaced".to_owned());
    }
    article.carried = taken.fields.into_iter().map(|(name, value)| (name, value.to_string())).collect();
    Ok(article)
}

/// The fields of an article object, taken out one by one; what remains is carried through.
struct Taken {
    fields: Map<String, Value>,
    complaints: Vec<String>,
}

impl Taken {
    /// A text, or a number as text; empty counts as missing.
    fn text(&mut self, name: &str) -> Option<String> {
        match self.fields.shift_remove(name)? {
            Value::String(text) if text.trim().is_empty() => None,
            Value::String(text) => Some(text),
            Value::Number(number) => Some(number.to_string()),
            Value::Null => None,
            other => {
                self.complaints.push(format!("`{name}` is {}, not a text", kind(&other)));
                None
            }
        }
    }

    /// Texts, or a single one.
    fn texts(&mut self, name: &str) -> Vec<String> {
        match self.fields.shift_remove(name) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::String(text)) => {
                vec![text].into_iter().filter(|text| !text.trim().is_empty()).collect()
            }
            Some(Value::Array(items)) => {
                items.into_iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
            }
            Some(other) => {
                self.complaints.push(format!("`{name}` is {}, not a list of texts", kind(&other)));
                Vec::new()
            }
        }
    }

    fn moment(&mut self, name: &str) -> Option<Moment> {
        let text = self.text(name)?;
        let moment = Moment::parse(&text);
        if moment.is_none() {
            self.complaints.push(format!("`{name}` is no date: {}", shortened(&text)));
        }
        moment
    }

    fn removed(&mut self) -> Vec<Removed> {
        let Some(Value::Array(items)) = self.fields.shift_remove("removed") else { return Vec::new() };
        let field = |item: &Value, name: &str| item.get(name).and_then(Value::as_str).map(str::to_owned);
        items
            .iter()
            .filter_map(|item| {
                Some(Removed { text: field(item, "text")?, rule: field(item, "rule").unwrap_or_default() })
            })
            .collect()
    }
}

/// At most 40 characters of a text, for complaints.
fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(text: &str) -> Article {
        object("-", text.as_bytes()).unwrap()
    }

    #[test]
    fn unknown_fields_are_carried_in_order() {
        let article = given(r#"{"z": [1, 2], "text": "A.", "a": {"b": null}}"#);
        let carried: Vec<(&str, &str)> =
            article.carried.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        assert_eq!(carried, [("z", "[1,2]"), ("a", "{\"b\":null}")]);
    }

    #[test]
    fn a_date_that_is_none_is_said() {
        let article = given(r#"{"text": "A.", "published": "last Tuesday"}"#);
        assert_eq!(
            (article.published, article.complaints.as_slice()),
            (None, &["`published` is no date: last Tuesday".to_owned()][..])
        );
        assert!(given(r#"{"text": "A.", "published": ""}"#).complaints.is_empty());
    }

    #[test]
    fn half_surrogate_pairs_are_replaced_and_whole_ones_kept() {
        let article = given(r#"{"text": "a \ud83d b \ude00 \ud83d\ude00 \\ud83d"}"#);
        assert_eq!(article.text, "a \u{fffd} b \u{fffd} 😀 \\ud83d");
        assert_eq!(article.complaints.len(), 1);
    }

    #[test]
    fn quotation_marks_inside_strings_are_mended() {
        let value = lenient(
            r#"{"a": "He said "no", and left.", "b": ["x", "y"], "c": "z\"", "d": "it was "true".", "e": 1,}"#,
        );
        let value = value.unwrap();
        assert_eq!(value["a"], "He said \"no\", and left.");
        assert_eq!((&value["b"][1], &value["c"], &value["e"]), (&"y".into(), &"z\"".into(), &1.into()));
        assert_eq!(value["d"], "it was \"true\".");
        assert_eq!(lenient("{\"a\": nothing"), None);
    }

    #[test]
    fn deep_nesting_is_refused_without_harm() {
        let deep = format!("{{\"text\": {}1{}}}", "[".repeat(10_000), "]".repeat(10_000));
        assert!(object("-", deep.as_bytes()).unwrap_err().starts_with("is no JSON"));
    }

    #[test]
    fn a_single_author_is_a_list_of_one() {
        assert_eq!(given(r#"{"text": "A.", "byline": "Ana Reyes"}"#).byline, ["Ana Reyes"]);
        assert_eq!(given(r#"{"text": "A.", "id": 17}"#).id.0, "17");
    }
}
