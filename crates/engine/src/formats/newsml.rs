//! NewsML-G2, the IPTC's envelope for news: items with their fields, and NITF, XHTML or plain text in them.

use super::tree::{NodeId, Tree};
use super::xml::{self, attribute, first, first_text, local};
use super::{Complaint, Format, Head, Page, Reading, charset, furniture, html, nitf};
use crate::article::{Article, Moment};
use crate::languages::Language;

/// NewsML-G2 items and messages.
pub static FORMAT: Format =
    Format { name: "newsml", about: "NewsML-G2 items and messages of news agencies", recognises, read };

/// Elements that a message begins with.
const ROOTS: &[&str] =
    &["newsitem", "newsmessage", "packageitem", "conceptitem", "knowledgeitem", "planningitem"];

fn recognises(head: &Head<'_>) -> bool {
    head.text.starts_with('<') && ROOTS.contains(&xml::root(&head.text).as_str())
}

fn read(page: &Page<'_>) -> Reading {
    let decoded = charset::decode(page.bytes, None);
    let tree = Tree::parse_xml(&decoded.text);
    let mut reading = Reading::default();
    for node in xml::all(&tree, 0, "newsitem") {
        let mut article = article(&tree, node);
        if article.text.is_empty() && article.title.is_none() {
            let message = format!(
                "item {} has neither title nor text",
                reading.articles.len() + reading.complaints.len() + 1
            );
            reading.complaints.push(Complaint::whole(message));
            continue;
        }
        article.input = page.input.to_owned();
        article.complaints.extend(decoded.complaints.iter().cloned());
        reading.articles.push(article);
    }
    if reading.articles.is_empty() && reading.complaints.is_empty() {
        reading.complaints.push(Complaint::whole("holds packages, concepts or plans, and no news item"));
    }
    reading
}

fn article(tree: &Tree, node: NodeId) -> Article {
    let language = first(tree, node, "contentmeta")
        .and_then(|meta| first(tree, meta, "language"))
        .and_then(|id| attribute(tree, id, "tag"))
        .or_else(|| attribute(tree, node, "xml:lang"))
        .map(|tag| tag.to_ascii_lowercase());
    let inner = inner(tree, node, language.as_deref());
    let table = Language::of(language.as_deref());
    let meta =
        |names: &[&str]| first(tree, node, "contentmeta").and_then(|meta| first_text(tree, meta, names));
    let provider = first(tree, node, "provider").and_then(|id| named(tree, id));
    let credit = meta(&["creditline"]);
    let agency =
        credit.iter().chain(&provider).find_map(|name| furniture::agency(name, table)).map(str::to_owned);
    let byline =
        meta(&["by"]).map_or(inner.byline, |line| furniture::byline(&line).unwrap_or_else(|| vec![line]));
    let mut article = Article {
        url: link(tree, node),
        outlet: provider.or(credit).or(inner.outlet),
        title: meta(&["headline"]).or(inner.title),
        byline,
        agency: agency.or(inner.agency),
        published: moment(tree, node, &["firstcreated", "versioncreated", "contentcreated"])
            .or(inner.published),
        modified: moment(tree, node, &["versioncreated", "contentmodified"]),
        language: language.or(inner.language),
        text: inner.text,
        removed: inner.removed,
        ..Article::default()
    };
    article.complaints.extend(withheld(tree, node));
    if article.text.is_empty() {
        article.complaints.push(elsewhere(tree, node));
    }
    article
}

/// What the item's own content tells: the longest of its renditions.
fn inner(tree: &Tree, node: NodeId, language: Option<&str>) -> Article {
    let Some(set) = first(tree, node, "contentset") else { return Article::default() };
    let renditions = tree.inside(set).filter_map(|id| match local(tree.name(id)) {
        "inlinexml" => Some(of_xml(tree, id, language)),
        "inlinedata" => Some(of_markup(&xml::markup(tree, id), language)),
        _ => None,
    });
    renditions.max_by_key(|article| article.text.len()).unwrap_or_default()
}

fn of_xml(tree: &Tree, id: NodeId, language: Option<&str>) -> Article {
    if let Some(document) = first(tree, id, "nitf") {
        return nitf::article(tree, document, language);
    }
    of_markup(&xml::markup(tree, first(tree, id, "body").unwrap_or(id)), language)
}

fn of_markup(markup: &str, language: Option<&str>) -> Article {
    let (paragraphs, removed) = html::fragment(markup, Language::of(language));
    Article { text: paragraphs.join("\n\n"), removed, ..Article::default() }
}

/// The name of a party: its `name`, else what its code or words say behind the prefix.
fn named(tree: &Tree, id: NodeId) -> Option<String> {
    let code =
        |name: &str| attribute(tree, id, name).map(|code| code.rsplit(':').next().unwrap_or(code).to_owned());
    first_text(tree, id, &["name"]).or_else(|| code("literal")).or_else(|| code("qcode"))
}

/// The address of the item on the web, if it gives one.
fn link(tree: &Tree, node: NodeId) -> Option<String> {
    let links = xml::all(tree, node, "link").filter_map(|id| attribute(tree, id, "href"));
    let own = attribute(tree, node, "guid").into_iter().filter(|guid| guid.starts_with("http"));
    links.filter(|address| address.starts_with("http")).chain(own).next().map(str::to_owned)
}

fn moment(tree: &Tree, node: NodeId, names: &[&str]) -> Option<Moment> {
    let metas = ["itemmeta", "contentmeta"].iter().filter_map(|name| first(tree, node, name));
    let metas: Vec<NodeId> = metas.collect();
    names
        .iter()
        .find_map(|name| metas.iter().find_map(|&meta| xml::moment(&first_text(tree, meta, &[name])?)))
}

/// That its agency has taken the item back, if it has.
fn withheld(tree: &Tree, node: NodeId) -> Option<String> {
    let status = attribute(tree, first(tree, node, "pubstatus")?, "qcode")?;
    let withheld = status.ends_with(":canceled") || status.ends_with(":withheld");
    withheld.then(|| "its agency has withdrawn the item".to_owned())
}

/// Where the text is, if not here.
fn elsewhere(tree: &Tree, node: NodeId) -> String {
    let address = first(tree, node, "remotecontent").and_then(|id| attribute(tree, id, "href"));
    address.map_or_else(
        || "the item gives no text".to_owned(),
        |address| format!("the item's text stands in another file: {address}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats;

    const ITEM: &str = "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:x:1' xml:lang='en'><itemMeta><provider qcode='nprov:AFP'><name>AFP</name></provider>\
        <versionCreated>2024-05-02T11:00:00Z</versionCreated><firstCreated>2024-05-02T10:00:00Z</firstCreated><pubStatus qcode='stat:usable'/></itemMeta>\
        <contentMeta><headline>Ferry sinks</headline><by>Ana Reyes</by><language tag='en-US'/></contentMeta><contentSet>";

    fn read(content: &str) -> Vec<Article> {
        formats::read(&Page::new("-", format!("{ITEM}{content}</contentSet></newsItem>").as_bytes())).articles
    }

    #[test]
    fn items_hold_html_nitf_or_text() {
        for content in [
            "<inlineXML contenttype='application/xhtml+xml'><html xmlns='x'><head><title>t</title></head><body><p>One.</p><p>Two.</p></body></html></inlineXML>",
            "<inlineXML contenttype='application/nitf+xml'><nitf><body><body.content><p>One.</p><p>Two.</p></body.content></body></nitf></inlineXML>",
            "<inlineData contenttype='text/plain'>One.\n\nTwo.</inlineData>",
        ] {
            let article = read(content).remove(0);
            assert_eq!(article.text, "One.\n\nTwo.", "{content}");
            assert_eq!(article.title.as_deref(), Some("Ferry sinks"));
            assert_eq!(
                (article.outlet.as_deref(), article.agency.as_deref()),
                (Some("AFP"), Some("Agence France-Presse"))
            );
            assert_eq!(
                (article.byline, article.language.as_deref()),
                (vec!["Ana Reyes".to_owned()], Some("en-us"))
            );
            let shown = |moment: Option<Moment>| moment.map(|moment| moment.to_string());
            assert_eq!(shown(article.published).as_deref(), Some("2024-05-02T10:00:00Z"));
            assert_eq!(shown(article.modified).as_deref(), Some("2024-05-02T11:00:00Z"));
        }
    }

    #[test]
    fn text_that_is_elsewhere_is_a_complaint() {
        let article = read("<remoteContent href='ferry.txt'/>").remove(0);
        assert_eq!(article.complaints, ["the item's text stands in another file: ferry.txt"]);
    }

    #[test]
    fn messages_hold_items() {
        let item = ITEM.replace("stat:usable", "stat:canceled");
        let message = format!(
            "<?xml version='1.0'?><newsMessage><header/><itemSet>{item}<inlineData>One.</inlineData></contentSet></newsItem>\
            {ITEM}<inlineData>Two.</inlineData></contentSet></newsItem><packageItem/></itemSet></newsMessage>"
        );
        let reading = formats::read(&Page::new("m.xml", message.as_bytes()));
        let texts: Vec<&str> = reading.articles.iter().map(|article| article.text.as_str()).collect();
        assert_eq!(texts, ["One.", "Two."]);
        assert_eq!(reading.articles[0].complaints, ["its agency has withdrawn the item"]);
        let package = formats::read(&Page::new("p.xml", b"<packageItem><groupSet/></packageItem>"));
        assert_eq!(package.complaints[0].message, "holds packages, concepts or plans, and no news item");
    }
}
