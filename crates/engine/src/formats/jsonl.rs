//! JSON Lines: one article a line, as `rashomon extract` writes them.
//!
//! A file that is larger than memory is read line by line by whoever has the file open, with [`line()`].

use crate::article::Article;

use super::{Complaint, Format, Head, Page, Place, Reading, charset, json};

/// One article a line.
pub static FORMAT: Format =
    Format { name: "jsonl", about: "JSON Lines, one article a line", recognises, read };

/// The article of one line, as it was given: not cleaned, but with an id. `Ok(None)` for a blank line. `number` is the
/// line's, counted from 1.
///
/// # Errors
///
/// The line is no JSON object, or has no `text`.
///
/// ```
/// let article = engine::formats::jsonl::line("-", 1, br#"{"text": "A ferry sank."}"#).unwrap().unwrap();
/// assert_eq!((article.text.as_str(), article.input.as_str()), ("A ferry sank.", "-"));
/// ```
pub fn line(input: &str, number: u64, bytes: &[u8]) -> Result<Option<Article>, Complaint> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(None);
    }
    let mut article =
        json::object(input, bytes).map_err(|message| Complaint { place: Place::Line(number), message })?;
    super::identify(&mut article);
    super::name_outlet(&mut article);
    Ok(Some(article))
}

/// A second line begins a second object, or the name says so.
fn recognises(head: &Head<'_>) -> bool {
    if !head.text.starts_with('{') {
        return matches!(head.ending.as_str(), "jsonl" | "ndjson");
    }
    let first = head.text.lines().next().unwrap_or("").trim_end();
    matches!(head.ending.as_str(), "jsonl" | "ndjson")
        || (first.ends_with('}') && head.text[first.len()..].trim_start().starts_with('{'))
}

fn read(page: &Page<'_>) -> Reading {
    let mut reading = Reading::default();
    let decoded = charset::decode(page.bytes, None);
    for (index, text) in decoded.text.split('\n').enumerate() {
        match line(page.input, index as u64 + 1, text.as_bytes()) {
            Ok(article) => reading.articles.extend(article),
            Err(complaint) => reading.complaints.push(complaint),
        }
    }
    reading
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats;

    #[test]
    fn bad_lines_are_named_and_good_ones_read() {
        let text = "{\"text\": \"One.\"}\n\n[1]\n{\"title\": \"x\"}\n{\"text\": 7}\n{\"text\": \"Two.\"\n{\"text\": \"Six.\"}\n";
        let reading = formats::read(&Page::new("a.jsonl", text.as_bytes()));
        let texts: Vec<&str> = reading.articles.iter().map(|article| article.text.as_str()).collect();
        assert_eq!(texts, ["One.", "Six."]);
        let complaints: Vec<String> = reading.complaints.iter().map(ToString::to_string).collect();
        assert_eq!(complaints[0], "line 3: is no JSON object but an array");
        assert_eq!(complaints[1], "line 4: has no `text`");
        assert_eq!(complaints[2], "line 5: `text` is a number, not a text");
        assert!(complaints[3].starts_with("line 6: is no JSON"), "{}", complaints[3]);
    }

    #[test]
    fn lines_are_known_without_a_name() {
        let text = "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n";
        assert_eq!(formats::recognise(&Page::new("-", text.as_bytes())).name, "jsonl");
        assert_eq!(formats::recognise(&Page::new("-", b"{\"text\": \"One.\"}")).name, "json");
    }
}
