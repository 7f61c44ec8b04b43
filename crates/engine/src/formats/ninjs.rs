//! ninjs, the news agencies' exchange format in JSON (IPTC, 1.x and 2.x).

use serde_json::{Map, Value};

use super::{Complaint, Format, Head, Page, Reading, html, json};
use crate::article::{Article, Moment};
use crate::languages::Language;

/// ninjs.
pub static FORMAT: Format = Format { name: "ninjs", about: "ninjs news items", recognises, read };

/// An object with one of the names of a body that only ninjs has.
fn recognises(head: &Head<'_>) -> bool {
    head.text.starts_with('{')
        && !head.text.contains("\"text\":")
        && head.text.contains("\"uri\"")
        && [
            "\"body_html\"",
            "\"body_text\"",
            "\"body_xhtml\"",
            "\"bodies\"",
            "\"versioncreated\"",
            "\"versionCreated\"",
        ]
        .iter()
        .any(|name| head.text.contains(name))
}

fn read(page: &Page<'_>) -> Reading {
    match json::fields(page) {
        Ok(item) => Reading { articles: vec![article(&item, page.input)], complaints: Vec::new() },
        Err(message) => Reading { articles: Vec::new(), complaints: vec![Complaint::whole(message)] },
    }
}

fn article(item: &Map<String, Value>, input: &str) -> Article {
    let own = |names: &[&str]| names.iter().find_map(|name| text(item.get(*name)?));
    let first =
        |list: &str, field: &str| item.get(list)?.as_array()?.iter().find_map(|part| text(part.get(field)?));
    let language = own(&["language"]).map(|tag| tag.to_ascii_lowercase());
    let body = own(&["body_html", "body_xhtml", "body_text"])
        .or_else(|| first("bodies", "value"))
        .unwrap_or_default();
    let (paragraphs, removed) = html::fragment(&body, Language::of(language.as_deref()));
    let moment = |names: &[&str]| own(names).and_then(|text| Moment::parse(&text));
    let complaint = body.is_empty().then(|| "the item gives no text".to_owned());
    Article {
        input: input.to_owned(),
        url: first("altids", "value")
            .filter(|url| url.starts_with("http"))
            .or_else(|| own(&["uri"]).filter(|uri| uri.starts_with("http"))),
        outlet: own(&["provider", "source", "copyrightholder", "copyrightHolder"]),
        title: own(&["headline", "title"]).or_else(|| first("headlines", "value")),
        byline: own(&["byline", "by"]).into_iter().collect(),
        agency: own(&["infosource"]).or_else(|| first("infosource", "name")),
        published: moment(&["firstcreated", "firstCreated", "versioncreated", "versionCreated"]),
        modified: moment(&["versioncreated", "versionCreated", "contentcreated"]),
        language,
        text: paragraphs.join("\n\n"),
        removed,
        complaints: complaint.into_iter().collect(),
        ..Article::default()
    }
}

/// A text, or the `name` of an object.
fn text(value: &Value) -> Option<String> {
    value
        .as_str()
        .or_else(|| value.get("name")?.as_str())
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats;

    #[test]
    fn an_item_is_an_article() {
        let item = r#"{"uri": "urn:x:1", "type": "text", "language": "en", "headline": "Ferry sinks", "byline": "Ana Reyes",
            "versioncreated": "2024-05-02T10:00:00Z", "body_html": "<p>One.</p><p>Two.</p>"}"#;
        let article = formats::read(&Page::new("-", item.as_bytes())).articles.remove(0);
        assert_eq!((article.title.as_deref(), article.text.as_str()), (Some("Ferry sinks"), "One.\n\nTwo."));
        assert_eq!(article.published.map(|m| m.to_string()).as_deref(), Some("2024-05-02T10:00:00Z"));
    }
}
