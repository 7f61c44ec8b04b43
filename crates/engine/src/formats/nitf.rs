//! NITF, the News Industry Text Format of the IPTC: one article a document.

use super::tree::{NodeId, Tree};
use super::xml::{self, attribute, first, first_text};
use super::{Complaint, Format, Head, Page, Reading, charset, furniture, html};
use crate::article::{Article, Moment};
use crate::languages::Language;

/// NITF 3.
pub static FORMAT: Format =
    Format { name: "nitf", about: "NITF documents of news agencies", recognises, read };

fn recognises(head: &Head<'_>) -> bool {
    head.text.starts_with('<') && xml::root(&head.text) == "nitf"
}

fn read(page: &Page<'_>) -> Reading {
    let decoded = charset::decode(page.bytes, None);
    let tree = Tree::parse_xml(&decoded.text);
    let Some(node) = first(&tree, 0, "nitf") else {
        return Reading { articles: Vec::new(), complaints: vec![Complaint::whole("is no NITF document")] };
    };
    let mut article = article(&tree, node, None);
    article.input = page.input.to_owned();
    article.complaints.splice(0..0, decoded.complaints);
    Reading { articles: vec![article], complaints: Vec::new() }
}

/// The article of a `nitf` element. `language` is what is known of it from outside.
#[must_use]
pub(super) fn article(tree: &Tree, node: NodeId, language: Option<&str>) -> Article {
    let language = xml::all(tree, node, "body.content")
        .chain(first(tree, node, "body"))
        .chain([node])
        .find_map(|id| attribute(tree, id, "xml:lang"))
        .or(language)
        .map(|tag| tag.to_ascii_lowercase());
    let table = Language::of(language.as_deref());
    let source = first_text(tree, node, &["distributor"]);
    let (paragraphs, removed) = html::fragment(&body(tree, node), table);
    let complaint = paragraphs.is_empty().then(|| "the document gives no text".to_owned());
    Article {
        outlet: printed_in(tree, node).or_else(|| source.clone()),
        title: first_text(tree, node, &["hl1", "hedline", "title"]),
        byline: byline(tree, node),
        agency: source.as_deref().and_then(|name| furniture::agency(name, table)).map(str::to_owned),
        published: published(tree, node),
        language,
        text: paragraphs.join("\n\n"),
        removed,
        complaints: complaint.into_iter().collect(),
        ..Article::default()
    }
}

/// The outlet: where it was printed, else who holds the rights.
fn printed_in(tree: &Tree, node: NodeId) -> Option<String> {
    let named =
        |element: &str, name: &str| attribute(tree, first(tree, node, element)?, name).map(str::to_owned);
    named("pubdata", "name").or_else(|| named("doc.copyright", "holder"))
}

/// Elements that give the day of printing, their attribute, the most trusted first.
const DATES: &[(&str, &str)] = &[
    ("date.issue", "norm"),
    ("date.release", "norm"),
    ("pubdata", "date.publication"),
    ("story.date", "norm"),
];

fn published(tree: &Tree, node: NodeId) -> Option<Moment> {
    DATES.iter().find_map(|(element, name)| xml::moment(attribute(tree, first(tree, node, element)?, name)?))
}

/// The people of the byline: those marked as such, else its words without their titles.
fn byline(tree: &Tree, node: NodeId) -> Vec<String> {
    let Some(line) = first(tree, node, "byline") else { return Vec::new() };
    let people: Vec<String> = xml::all(tree, line, "person").filter_map(|id| xml::text(tree, id)).collect();
    if !people.is_empty() {
        return people;
    }
    let title = first_text(tree, line, &["byttl"]).unwrap_or_default();
    let words = xml::text(tree, line).unwrap_or_default();
    let words = words.strip_suffix(&title).unwrap_or(&words).trim();
    furniture::byline(words).unwrap_or_else(|| {
        let name = words.strip_prefix("By ").or_else(|| words.strip_prefix("by ")).unwrap_or(words);
        if name.is_empty() { Vec::new() } else { vec![name.to_owned()] }
    })
}

/// NITF's own elements, and what HTML calls them.
const AS_HTML: &[(&str, &str)] =
    &[("hl2", "h2"), ("media-caption", "figcaption"), ("media-producer", "figcaption"), ("media", "figure")];

/// The body as HTML.
fn body(tree: &Tree, node: NodeId) -> String {
    let Some(content) = first(tree, node, "body.content") else { return String::new() };
    let mut out = xml::markup(tree, content);
    for (own, other) in AS_HTML {
        out = out
            .replace(&format!("<{own}>"), &format!("<{other}>"))
            .replace(&format!("</{own}>"), &format!("</{other}>"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats;

    const DOCUMENT: &str = "<?xml version='1.0' encoding='UTF-8'?><nitf xml:lang='en-GB'><head><title>ferry-1</title><docdata>\
        <date.issue norm='20240502T101500+0100'/><doc.copyright holder='Harbour Post' year='2024'/></docdata></head>\
        <body><body.head><hedline><hl1>Ferry sinks off Skerrin</hl1></hedline><byline>By <person>Ana Reyes</person><byttl>Staff</byttl></byline>\
        <distributor>Reuters</distributor><dateline><location>SKERRIN</location><story.date norm='20240501'>May 1</story.date></dateline></body.head>\
        <body.content><p>The ferry sank on Monday, and 3 &lt; 4.</p><media media-type='image'><media-caption>The quay.</media-caption></media>\
        <hl2>After the storm</hl2><block><p>Nobody was hurt, the harbour master said.</p></block></body.content></body></nitf>";

    #[test]
    fn a_document_is_an_article() {
        let mut reading = formats::read(&Page::new("a.xml", DOCUMENT.as_bytes()));
        let article = reading.articles.remove(0);
        assert_eq!(
            article.text,
            "The ferry sank on Monday, and 3 < 4.\n\nAfter the storm\n\nNobody was hurt, the harbour master said."
        );
        assert_eq!(article.title.as_deref(), Some("Ferry sinks off Skerrin"));
        assert_eq!(
            (article.outlet.as_deref(), article.agency.as_deref()),
            (Some("Harbour Post"), Some("Reuters"))
        );
        assert_eq!(
            (article.byline, article.language.as_deref()),
            (vec!["Ana Reyes".to_owned()], Some("en-gb"))
        );
        assert_eq!(article.published.map(|m| m.to_string()).as_deref(), Some("2024-05-02T10:15:00+01:00"));
        assert_eq!(article.removed[0].text, "The quay.");
    }

    #[test]
    fn a_document_cut_in_the_middle_is_read_so_far() {
        for end in 0..DOCUMENT.len() {
            if let Some(text) = DOCUMENT.get(..end) {
                let _ = formats::read(&Page::new("a.xml", text.as_bytes()));
            }
        }
    }

    #[test]
    fn a_byline_loses_its_title() {
        let tree =
            Tree::parse_xml("<nitf><byline>by Tom Hale <byttl>Political editor</byttl></byline></nitf>");
        assert_eq!(byline(&tree, 1), ["Tom Hale"]);
    }
}
