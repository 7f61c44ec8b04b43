//! Feeds: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, well-formed or not, and news sitemaps.
//!
//! Every item is an article. Its text is the longest of what it carries (`content:encoded`, Atom `content`, then
//! `description` and `summary`); an item with only a summary says so in its complaints.

use super::tree::{self, Cut, NodeId, Tree};
use super::xml::{self, FIELD_BYTES_MAX, attribute, local, markup, text};
use super::{Complaint, Format, Head, Page, Reading, address, charset, dates, html, paragraphs};
use crate::article::{Article, Moment};
use crate::languages::Language;

/// Feeds in XML.
pub static FORMAT: Format =
    Format { name: "feed", about: "RSS, RDF and Atom feeds, and news sitemaps", recognises, read };

/// Elements that a feed begins with, without their prefix.
const ROOTS: &[&str] = &["rss", "rdf", "feed", "channel", "urlset", "sitemapindex", "opml"];

fn recognises(head: &Head<'_>) -> bool {
    head.text.starts_with('<') && ROOTS.contains(&xml::root(&head.text).as_str())
}

fn read(page: &Page<'_>) -> Reading {
    let declared = page.content_type.and_then(|kind| charset::declaration(kind.as_bytes()));
    let decoded = charset::decode(page.bytes, declared.as_deref());
    let tree = Tree::parse_xml(&decoded.text);
    let mut reading = Reading::default();
    let feed = Feed::of(&tree);
    let mut untitled = 0;
    for (index, &item) in feed.items.iter().enumerate() {
        let mut article = feed.article(&tree, item, page);
        if article.title.is_none() && article.text.is_empty() && local(tree.name(item)) == "url" {
            untitled += 1;
            continue;
        }
        let told = article.published.is_some() || !article.byline.is_empty() || article.title.is_some();
        if !told && article.url.is_none() && article.text.is_empty() {
            reading.complaints.push(Complaint::whole(format!("item {} is empty", index + 1)));
            continue;
        }
        article.complaints.extend(decoded.complaints.iter().cloned());
        if is_cut_in(&tree, item) {
            article.complaints.push("the feed is cut off in the middle of this item".to_owned());
        }
        reading.articles.push(article);
    }
    if feed.items.is_empty() {
        reading.complaints.push(Complaint::whole(feed.list_of.unwrap_or("is a feed without items")));
    }
    if untitled > 0 {
        let message = format!("is a sitemap: {untitled} of its addresses come without title or text");
        reading.complaints.push(Complaint::whole(message));
    }
    if tree.given_up {
        reading.complaints.push(Complaint::whole(format!(
            "has more than {} elements and was read only up to there",
            tree::NODES_MAX
        )));
    }
    reading
}

/// Whether the feed's end is missing and it breaks off in `item`.
fn is_cut_in(tree: &Tree, item: NodeId) -> bool {
    match tree.cut {
        Some(Cut::InElement(id)) => tree.inside(item).contains(&id),
        Some(Cut::InTag) => tree.inside(item).end as usize == tree.nodes.len(),
        None => false,
    }
}

/// What holds for all items of a feed.
struct Feed {
    items: Vec<NodeId>,
    title: Option<String>,
    language: Option<String>,
    /// What relative links are relative to: the address that the feed gives as its own.
    link: Option<String>,
    /// What is said of a document that lists other documents.
    list_of: Option<&'static str>,
}

impl Feed {
    fn of(tree: &Tree) -> Feed {
        let mut feed = Feed { items: Vec::new(), title: None, language: None, link: None, list_of: None };
        let mut id: NodeId = 1;
        while (id as usize) < tree.nodes.len() {
            match local(tree.name(id)) {
                "item" | "entry" | "url" => {
                    feed.items.push(id);
                    id = tree.inside(id).end;
                    continue;
                }
                "opml" => feed.list_of = Some("is a list of feeds, which holds no articles"),
                "sitemapindex" => feed.list_of = Some("is a list of sitemaps, which holds no articles"),
                "image" | "textinput" => {
                    id = tree.inside(id).end;
                    continue;
                }
                "title" if feed.title.is_none() => feed.title = text(tree, id),
                "link" if feed.link.is_none() && is_alternate(tree, id) => feed.link = linked(tree, id),
                "language" if feed.language.is_none() => feed.language = text(tree, id),
                "feed" | "rss" | "channel" => {
                    feed.language =
                        feed.language.or_else(|| attribute(tree, id, "xml:lang").map(str::to_owned));
                }
                _ => {}
            }
            id += 1;
        }
        feed
    }

    fn article(&self, tree: &Tree, item: NodeId, page: &Page<'_>) -> Article {
        let own = Item { tree, item };
        let body = own.body();
        let language = body
            .as_ref()
            .map_or_else(|| own.first("title"), |body| Some(body.element))
            .and_then(|words| attribute(tree, words, "xml:lang"))
            .or_else(|| attribute(tree, item, "xml:lang"))
            .map(str::to_owned)
            .or_else(|| own.text(&["news:language", "dc:language"]));
        let language = language
            .or_else(|| self.language.clone())
            .or_else(|| page.language.map(str::to_owned))
            .map(|tag| tag.trim().to_ascii_lowercase().replace('_', "-"));
        let is_summary = body.as_ref().is_some_and(|body| body.is_summary);
        let (text, removed) = body
            .map(|body| html::fragment(&body.html, Language::of(language.as_deref())))
            .unwrap_or_default();
        let text = text.join("\n\n");
        let mut article = Article {
            input: page.input.to_owned(),
            url: own.url().map(|url| self.absolute(tree, item, url, page)),
            outlet: own.source().or_else(|| self.title.clone()),
            title: own.title(),
            byline: own.authors(),
            published: own.moment(&[
                "pubdate",
                "published",
                "issued",
                "news:publication_date",
                "dcterms:issued",
                "dc:date",
                "created",
                "dcterms:created",
                "date",
            ]),
            modified: own
                .moment(&["updated", "modified", "dcterms:modified", "lastmod"])
                .or_else(|| attribute(tree, item, "lastmod").and_then(moment)),
            language,
            text,
            removed,
            ..Article::default()
        };
        article.published = article.published.or(article.modified);
        if article.text.is_empty() {
            article.complaints.push("the feed gives no text".to_owned());
        } else if is_summary {
            article.complaints.push("the feed gives only a summary".to_owned());
        }
        article
    }
}

impl Feed {
    /// The address of an item in full: relative to what the elements around it say, else to the feed's own address.
    fn absolute(&self, tree: &Tree, item: NodeId, url: String, page: &Page<'_>) -> String {
        let feed = page.url.or(Some(page.input)).filter(|url| url.starts_with("http"));
        let mut base = feed.map(str::to_owned);
        for own in bases(tree, item) {
            base = address::resolved(own, base.as_deref()).or(base);
        }
        let base = base.or_else(|| self.link.clone());
        address::resolved(&url, base.as_deref()).unwrap_or(url)
    }
}

/// The nodes directly around an item, and their `xml:base`, the outermost first.
fn bases(tree: &Tree, item: NodeId) -> impl Iterator<Item = &str> {
    let around: Vec<NodeId> = tree::ancestors(tree, item).collect();
    around.into_iter().rev().filter_map(|id| attribute(tree, id, "xml:base"))
}

/// Whether a link leads to what it describes.
fn is_alternate(tree: &Tree, id: NodeId) -> bool {
    matches!(attribute(tree, id, "rel"), None | Some("alternate"))
}

/// The address in a link's attribute or words.
fn linked(tree: &Tree, id: NodeId) -> Option<String> {
    attribute(tree, id, "href").map(str::to_owned).or_else(|| text(tree, id))
}

/// One item of a feed.
struct Item<'t> {
    tree: &'t Tree,
    item: NodeId,
}

/// Elements that hold an item's text, and those that hold its summary or, in some feeds, all of its text.
const BODIES: &[&str] =
    &["content:encoded", "encoded", "content", "xhtml:body", "body", "xhtml:div", "fullitem"];
const SUMMARIES: &[&str] = &[
    "description",
    "summary",
    "media:description",
    "itunes:summary",
    "dc:description",
    "tagline",
    "abstract",
];

/// Prefixes that feeds use for their own elements.
const OWN_PREFIXES: &[&str] = &["atom", "a", "rss", "news", "rdf"];

/// A text shorter than this that is called a description or summary is taken for one, in bytes.
const SUMMARY_BYTES_MAX: usize = 1200;

impl Item<'_> {
    /// The elements directly in the item (or in its `news:news` or `media:group`) that have a name, with or without the
    /// item's own prefix or one that feeds use for their own elements.
    fn named<'n>(&'n self, name: &'n str) -> impl Iterator<Item = NodeId> + 'n {
        let is_group = |&id: &NodeId| matches!(local(self.tree.name(id)), "news" | "group");
        let direct = tree::children(self.tree, self.item);
        let nested = tree::children(self.tree, self.item).filter(is_group);
        let prefix = self.tree.name(self.item).split_once(':').map(|(prefix, _)| prefix);
        let is_own = move |given: &str| OWN_PREFIXES.contains(&given) || Some(given) == prefix;
        direct.chain(nested.flat_map(|id| tree::children(self.tree, id))).filter(move |&id| {
            let own: &str = self.tree.name(id);
            own == name || own.split_once(':').is_some_and(|(prefix, local)| local == name && is_own(prefix))
        })
    }

    fn first(&self, name: &str) -> Option<NodeId> {
        self.named(name).next()
    }

    /// The first text among elements of these names, in order of preference.
    fn text(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.named(name).find_map(|id| text(self.tree, id)))
    }

    /// The title as plain text: HTML that stands in it as text is read as HTML, what stands in it as XHTML is text already.
    fn title(&self) -> Option<String> {
        let plain = |id: NodeId| {
            let title = unpacked(self.tree, id).or_else(|| text(self.tree, id))?;
            let plain = if xml::holds_elements(self.tree, id) { title } else { html_free(&title) };
            (!plain.is_empty()).then_some(plain)
        };
        ["title", "dc:title", "media:title"].iter().find_map(|name| self.named(name).find_map(plain))
    }

    fn url(&self) -> Option<String> {
        let permanent = |id: &NodeId| attribute(self.tree, *id, "ispermalink") != Some("false");
        let guid = || {
            self.named("guid")
                .filter(permanent)
                .find_map(|id| text(self.tree, id))
                .filter(|url| url.starts_with("http"))
        };
        let link =
            self.named("link").filter(|&id| is_alternate(self.tree, id)).find_map(|id| linked(self.tree, id));
        link.or_else(|| self.text(&["loc", "feedburner:origlink"])).or_else(guid).or_else(|| {
            ["rdf:about", "href"]
                .iter()
                .find_map(|name| attribute(self.tree, self.item, name))
                .map(str::to_owned)
        })
    }

    /// The outlet that an item was taken from by its feed.
    fn source(&self) -> Option<String> {
        let title =
            |id: NodeId| tree::children(self.tree, id).find(|&inner| local(self.tree.name(inner)) == "title");
        let name = |id: NodeId| title(id).map_or_else(|| text(self.tree, id), |title| text(self.tree, title));
        let publication = |id: NodeId| {
            tree::children(self.tree, id)
                .find(|&inner| local(self.tree.name(inner)) == "name")
                .and_then(|name| text(self.tree, name))
        };
        self.named("source").find_map(name).or_else(|| self.named("publication").find_map(publication))
    }

    fn authors(&self) -> Vec<String> {
        let name = |id: NodeId| {
            let inner = tree::children(self.tree, id).find(|&inner| local(self.tree.name(inner)) == "name");
            let name = text(self.tree, inner.unwrap_or(id))?;
            Some(without_address(&name)).filter(|name| !name.is_empty())
        };
        let mut out: Vec<String> = Vec::new();
        for kind in ["author", "dc:creator", "creator", "dc:author", "itunes:author"] {
            for name in self.named(kind).filter_map(name) {
                if !out.contains(&name) {
                    out.push(name);
                }
            }
            if !out.is_empty() {
                break;
            }
        }
        out
    }

    /// The moment in the elements of these names, in order of preference; of several of one name the last one counts, as
    /// with other readers of feeds.
    fn moment(&self, names: &[&str]) -> Option<Moment> {
        names.iter().find_map(|name| {
            self.named(name).filter_map(|id| text(self.tree, id)).filter_map(|text| moment(&text)).last()
        })
    }

    /// The longest of the item's bodies, else of its summaries.
    fn body(&self) -> Option<Body> {
        let contents = |id: NodeId| unpacked(self.tree, id).unwrap_or_else(|| markup(self.tree, id));
        let longest = |names: &[&str]| {
            let found = names.iter().flat_map(|name| self.named(name)).map(|id| (id, contents(id)));
            found.max_by_key(|(_, html)| html.len()).filter(|(_, html)| !html.trim().is_empty())
        };
        let full = longest(BODIES).map(|(element, html)| Body { element, html, is_summary: false });
        full.or_else(|| {
            let (element, html) = longest(SUMMARIES)?;
            Some(Body { element, is_summary: html.len() < SUMMARY_BYTES_MAX, html })
        })
    }
}

/// An item's text as the feed carries it.
struct Body {
    /// The element that holds it.
    element: NodeId,
    html: String,
    /// Whether it is only a summary.
    is_summary: bool,
}

/// What stands in an element as base64 (`mode="base64"` in Atom 0.3, a type that is no text in Atom 1.0).
fn unpacked(tree: &Tree, id: NodeId) -> Option<String> {
    let kind = attribute(tree, id, "type").unwrap_or("");
    let is_text =
        !kind.contains('/') || kind.starts_with("text/") || kind.ends_with("xml") || kind.ends_with("html");
    if attribute(tree, id, "mode") != Some("base64") && is_text {
        return None;
    }
    let bytes = base64(&markup(tree, id))?;
    String::from_utf8(bytes).ok()
}

/// The bytes of base64 (RFC 4648), white space ignored; `None` if it is none.
fn base64(text: &str) -> Option<Vec<u8>> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut count) = (0_u32, 0);
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    for byte in text.trim().trim_end_matches('=').bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = LETTERS.iter().position(|&letter| letter == byte)?;
        bits = bits << 6 | value as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    Some(out)
}

/// A text without the tags and character references that some feeds put into titles.
fn html_free(text: &str) -> String {
    if !text.contains('<') && !text.contains('&') {
        return text.to_owned();
    }
    let tree = Tree::parse(text);
    paragraphs::squeezed(&tree.text_of(0, FIELD_BYTES_MAX))
}

/// An author's name without the address that RSS asks for: `ana@example.org (Ana Reyes)`.
fn without_address(author: &str) -> String {
    if let Some((front, rest)) = author.split_once('(')
        && front.contains('@')
    {
        return rest.trim_end_matches(')').trim().to_owned();
    }
    let words = author.split_whitespace().filter(|word| !word.contains('@'));
    words.collect::<Vec<_>>().join(" ").trim_matches([',', ' ']).to_owned()
}

fn moment(text: &str) -> Option<Moment> {
    Moment::parse(text).or_else(|| dates::rfc_822(text)).or_else(|| Moment::parse(text.get(..10)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats;

    const RSS: &str = "<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour Post</title><language>en-GB</language>\
        <item><title>Ferry &amp;amp; quay</title><link>https://example.org/a</link><pubDate>Thu, 02 May 2024 10:00:00 +0100</pubDate>\
        <dc:creator>Ana Reyes</dc:creator><description>Short.</description>\
        <content:encoded><![CDATA[<p>The ferry sank.</p><p>Nobody was <b>hurt</b>.</p><p>Read more: Ferries</p>]]></content:encoded></item>\
        <item><title>Second</title><guid>https://example.org/b</guid><author>t@example.org (Tom Hale)</author><description>Only this.</description></item>\
        </channel></rss>";

    #[test]
    fn rss_items_are_articles() {
        let articles = formats::read(&Page::new("feed.xml", RSS.as_bytes())).articles;
        let (first, second) = (&articles[0], &articles[1]);
        assert_eq!(first.text, "The ferry sank.\n\nNobody was hurt.");
        assert_eq!(first.title.as_deref(), Some("Ferry & quay"));
        assert_eq!(first.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(first.published.map(|m| m.to_string()).as_deref(), Some("2024-05-02T10:00:00+01:00"));
        assert_eq!(
            (first.byline.as_slice(), first.language.as_deref()),
            (&["Ana Reyes".to_owned()][..], Some("en-gb"))
        );
        assert_eq!(
            (second.byline.as_slice(), second.url.as_deref()),
            (&["Tom Hale".to_owned()][..], Some("https://example.org/b"))
        );
        assert_eq!(second.complaints, ["the feed gives only a summary"]);
        assert_eq!(second.outlet.as_deref(), Some("Harbour Post"));
    }

    #[test]
    fn relative_links_are_resolved() {
        let url = |feed: &str| formats::read(&Page::new("-", feed.as_bytes())).articles.remove(0).url;
        let rss = "<rss><channel><link>https://example.org/news/</link><item><title>A</title><link>/a</link></item></channel></rss>";
        assert_eq!(url(rss).as_deref(), Some("https://example.org/a"));
        let atom = "<feed xml:base='https://example.org/x/'><entry xml:base='y/'><title>A</title><link href='a'/></entry></feed>";
        assert_eq!(url(atom).as_deref(), Some("https://example.org/x/y/a"));
    }

    #[test]
    fn titles_and_texts_in_every_clothing() {
        let feed = |inner: &str| {
            formats::read(&Page::new(
                "-",
                format!("<x:feed xmlns:x='y'><x:entry>{inner}</x:entry></x:feed>").as_bytes(),
            ))
            .articles
            .remove(0)
        };
        let article = feed(
            "<x:title type='xhtml'><div>The &lt;b&gt; tag</div></x:title><x:content xml:lang='fr' mode='base64'>PHA+VW4uPC9wPg==</x:content>",
        );
        assert_eq!((article.title.as_deref(), article.text.as_str()), (Some("The <b> tag"), "Un."));
        assert_eq!(article.language.as_deref(), Some("fr"));
        assert_eq!(
            feed("<media:group><media:description>A ferry sank.</media:description></media:group>").text,
            "A ferry sank."
        );
        assert_eq!(
            feed("<x:summary>&lt;a href='/b'&gt;The ferry sank&lt;/a&gt;</x:summary>").text,
            "The ferry sank"
        );
        assert_eq!(base64("not base64!"), None);
        let title = "<x:title type='xhtml'><div>Ferry<script>go('x');</script> sinks</div></x:title>";
        assert_eq!(feed(title).title.as_deref(), Some("Ferry sinks"));
        assert_eq!(
            feed("<x:summary>&lt;p>A&lt;iframe src=x> ferry&lt;/iframe> sank.</x:summary>").text,
            "A ferry sank."
        );
        let formula = "<x:summary>&lt;p>So &lt;math>&lt;mi>a&lt;/mi>&lt;mo>+&lt;/mo>&lt;mi>b&lt;/mi>&lt;/math> holds.&lt;/p></x:summary>";
        assert_eq!(feed(formula).text, "So a+b holds.");
        let cdf = "<channel><item lastmod='2024-05-02T10:00:00Z'><title>A</title></item></channel>";
        let article = formats::read(&Page::new("-", cdf.as_bytes())).articles.remove(0);
        assert_eq!(
            article.published.map(|moment| moment.to_string()).as_deref(),
            Some("2024-05-02T10:00:00Z")
        );
    }

    #[test]
    fn the_language_is_that_of_the_text() {
        let language = |inner: &str| {
            let feed = format!("<feed xml:lang='en'><entry>{inner}</entry></feed>");
            formats::read(&Page::new("-", feed.as_bytes())).articles.remove(0).language
        };
        let summary = "<summary xml:lang='fr'>Un bac.</summary>";
        assert_eq!(language(summary).as_deref(), Some("fr"));
        assert_eq!(language(&format!("{summary}<content>A ferry.</content>")).as_deref(), Some("en"));
        assert_eq!(
            language("<title xml:lang='fr'>Le bac</title><summary>A ferry.</summary>").as_deref(),
            Some("en")
        );
        assert_eq!(language("<title xml:lang='fr'>Le bac</title>").as_deref(), Some("fr"));
    }

    #[test]
    fn of_two_days_the_last_counts() {
        let feed = "<rss><channel><item><title>A</title><pubDate>2024-05-02</pubDate><pubDate>2024-05-03</pubDate></item></channel></rss>";
        let article = formats::read(&Page::new("-", feed.as_bytes())).articles.remove(0);
        assert_eq!(article.published.map(|moment| moment.to_string()).as_deref(), Some("2024-05-03"));
    }

    #[test]
    fn lists_of_other_documents_are_complaints() {
        for (text, expected) in [
            (
                "<opml version='2.0'><body><outline text='Post' xmlUrl='https://example.org/feed'/></body></opml>",
                "is a list of feeds, which holds no articles",
            ),
            (
                "<sitemapindex><sitemap><loc>https://example.org/a.xml</loc></sitemap></sitemapindex>",
                "is a list of sitemaps, which holds no articles",
            ),
            (
                "<urlset><url><loc>https://example.org/a</loc></url><url><loc>https://example.org/b</loc></url></urlset>",
                "is a sitemap: 2 of its addresses come without title or text",
            ),
        ] {
            let reading = formats::read(&Page::new("list.xml", text.as_bytes()));
            assert!(reading.articles.is_empty());
            assert_eq!(reading.complaints, [Complaint::whole(expected)]);
        }
    }

    #[test]
    fn atom_entries_are_articles() {
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr'><title>Le Quai</title><entry><title type='html'>Le &lt;b&gt;bac&lt;/b&gt;</title>\
            <link rel='self' href='https://example.org/self'/><link href='https://example.org/c'/><updated>2024-05-02T10:00:00Z</updated>\
            <author><name>Zoë Marchand</name></author><content type='xhtml'><div xmlns='x'><p>Un.</p><p>Deux <em>trois</em>.</p></div></content></entry></feed>";
        let article = formats::read(&Page::new("-", atom.as_bytes())).articles.remove(0);
        assert_eq!(
            (article.title.as_deref(), article.url.as_deref()),
            (Some("Le bac"), Some("https://example.org/c"))
        );
        assert_eq!((article.text.as_str(), article.language.as_deref()), ("Un.\n\nDeux trois.", Some("fr")));
        assert_eq!(article.byline, ["Zoë Marchand"]);
    }

    #[test]
    fn entities_do_not_explode() {
        let bomb = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>\
            <rss><channel><item><title>&b;&b;&b;</title><description>Fine.</description></item></channel></rss>";
        let article = formats::read(&Page::new("-", bomb.as_bytes())).articles.remove(0);
        assert_eq!(article.text, "Fine.");
        assert!(article.title.is_some_and(|title| title.len() < 40));
    }

    #[test]
    fn ill_formed_feeds_give_what_they_have() {
        let cut = &RSS[..RSS.find("Nobody").unwrap()];
        let articles = formats::read(&Page::new("-", cut.as_bytes())).articles;
        assert_eq!((articles.len(), articles[0].title.as_deref()), (1, Some("Ferry & quay")));
        assert_eq!(articles[0].complaints, ["the feed is cut off in the middle of this item"]);
        let complaints =
            formats::read(&Page::new("-", b"<rss><channel><title>x</title></channel></rss>")).complaints;
        assert_eq!(complaints[0].message, "is a feed without items");
    }

    #[test]
    fn news_sitemaps_name_their_articles() {
        let map = "<urlset xmlns:news='n'><url><loc>https://example.org/d</loc><news:news><news:publication><news:name>Harbour Post</news:name>\
            <news:language>en</news:language></news:publication><news:publication_date>2024-05-02</news:publication_date><news:title>Ferry sinks</news:title></news:news></url></urlset>";
        let article = formats::read(&Page::new("-", map.as_bytes())).articles.remove(0);
        assert_eq!(
            (article.title.as_deref(), article.outlet.as_deref()),
            (Some("Ferry sinks"), Some("Harbour Post"))
        );
        assert_eq!(article.published.map(|m| m.to_string()).as_deref(), Some("2024-05-02"));
    }
}
