//! JSON Feed 1.0 and 1.1.

use serde_json::{Map, Value};

use super::{Complaint, Format, Head, Page, Reading, html, json};
use crate::article::{Article, Moment};
use crate::languages::Language;

/// JSON Feed.
pub static FORMAT: Format = Format { name: "json-feed", about: "JSON Feed", recognises, read };

fn recognises(head: &Head<'_>) -> bool {
    head.text.starts_with('{')
        && (head.text.contains("jsonfeed.org/version") || head.text.contains("jsonfeed.org\\/version"))
}

fn read(page: &Page<'_>) -> Reading {
    let mut reading = Reading::default();
    let feed = match json::fields(page) {
        Ok(feed) => feed,
        Err(message) => {
            reading.complaints.push(Complaint::whole(message));
            return reading;
        }
    };
    let items = feed.get("items").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    for (index, item) in items.iter().enumerate() {
        match item.as_object() {
            Some(item) => reading.articles.push(article(&feed, item, page.input)),
            None => {
                reading.complaints.push(Complaint::whole(format!("item {} is no JSON object", index + 1)))
            }
        }
    }
    if items.is_empty() {
        reading.complaints.push(Complaint::whole("is a feed without items"));
    }
    reading
}

fn article(feed: &Map<String, Value>, item: &Map<String, Value>, input: &str) -> Article {
    let own = |name: &str| text(item, name);
    let language = own("language").or_else(|| text(feed, "language")).map(|tag| tag.to_ascii_lowercase());
    let full = own("content_html").or_else(|| own("content_text"));
    let is_summary = full.is_none();
    let body = full.or_else(|| own("summary")).unwrap_or_default();
    let (paragraphs, removed) = html::fragment(&body, Language::of(language.as_deref()));
    let complaint = match (body.is_empty(), is_summary) {
        (true, _) => Some("the feed gives no text"),
        (false, true) => Some("the feed gives only a summary"),
        (false, false) => None,
    };
    Article {
        input: input.to_owned(),
        url: own("url")
            .or_else(|| own("external_url"))
            .or_else(|| own("id").filter(|id| id.starts_with("http"))),
        outlet: text(feed, "title"),
        title: own("title"),
        byline: authors(item).or_else(|| authors(feed)).unwrap_or_default(),
        published: own("date_published").and_then(|text| Moment::parse(&text)),
        modified: own("date_modified").and_then(|text| Moment::parse(&text)),
        language,
        text: paragraphs.join("\n\n"),
        removed,
        complaints: complaint.into_iter().map(str::to_owned).collect(),
        ..Article::default()
    }
}

fn text(fields: &Map<String, Value>, name: &str) -> Option<String> {
    fields.get(name)?.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The names in `authors` (1.1) or `author` (1.0).
fn authors(fields: &Map<String, Value>) -> Option<Vec<String>> {
    let listed = fields.get("authors").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let names =
        listed.iter().chain(fields.get("author")).filter_map(|author| text(author.as_object()?, "name"));
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats;

    #[test]
    fn items_are_articles() {
        let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "language": "en", "authors": [{"name": "Desk"}],
            "items": [{"id": "1", "url": "https://example.org/a", "title": "Ferry sinks", "content_html": "<p>One.</p><p>Two.</p>",
            "date_published": "2024-05-02T10:00:00Z", "authors": [{"name": "Ana Reyes"}]}, {"id": "2", "summary": "Short."}, 7]}"#;
        let reading = formats::read(&Page::new("-", feed.as_bytes()));
        let first = &reading.articles[0];
        assert_eq!((first.text.as_str(), first.outlet.as_deref()), ("One.\n\nTwo.", Some("Harbour Post")));
        assert_eq!(first.byline, ["Ana Reyes"]);
        assert_eq!(
            (reading.articles[1].byline.as_slice(), reading.articles[1].complaints.len()),
            (&["Desk".to_owned()][..], 1)
        );
        assert_eq!(reading.complaints[0].to_string(), "item 3 is no JSON object");
    }
}
