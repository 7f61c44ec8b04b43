//! HTML pages of any age: main text, and what the page says about itself.

use crate::article::{Article, Removed};
use crate::languages::Language;

use super::{Complaint, Format, Head, Page, Reading, charset, furniture};

mod blocks;
mod body;
mod cards;
mod data;
mod live;
mod metadata;
mod others;
mod parts;

use super::tree::{self, Tree};
use blocks::{Block, BlockKind, Blocks};

/// HTML.
pub static FORMAT: Format = Format { name: "html", about: "HTML pages", recognises, read };

/// A page begins with a tag that pages begin with, or has one of their tags in its first kilobytes.
fn recognises(head: &Head<'_>) -> bool {
    let lower = head.text.to_ascii_lowercase();
    let named = matches!(head.ending.as_str(), "html" | "htm" | "xhtml" | "shtml" | "mhtml" | "amp");
    let typed = head.page.content_type.is_some_and(|kind| kind.contains("html"));
    let tagged = MARKS.iter().any(|mark| lower.contains(mark));
    lower.starts_with("<!doctype html")
        || lower.starts_with("<html")
        || ((named || typed) && lower.contains('<'))
        || (lower.starts_with('<') && tagged)
}

/// Tags that pages have in their first kilobytes and feeds have not.
const MARKS: &[&str] =
    &["<html", "<head", "<body", "<meta ", "<title", "<div", "<p>", "<article", "<script", "<h1"];

fn read(page: &Page<'_>) -> Reading {
    let declared = page.content_type.and_then(|kind| charset::declaration(kind.as_bytes()));
    let decoded = charset::decode(page.bytes, declared.as_deref());
    let mut articles = articles(page, &decoded.text);
    let own = &mut articles[0];
    own.complaints.splice(0..0, decoded.complaints);
    if own.text.is_empty() {
        let cut = own.complaints.iter().any(|complaint| complaint == CUT_OFF);
        let message = if cut { "is cut off before any article text" } else { "holds no article text" };
        return Reading { articles: Vec::new(), complaints: vec![Complaint::whole(message)] };
    }
    Reading { articles, complaints: Vec::new() }
}

/// What is said of a page whose end is missing.
const CUT_OFF: &str = "the page is cut off: its end is missing";

/// The article of a page, decoded as `html`; its text is empty if there is none.
#[must_use]
pub fn article(page: &Page<'_>, html: &str) -> Article {
    articles(page, html).swap_remove(0)
}

/// The articles of a page, decoded as `html`: the page's own, whose text is empty if there is none, then any others that it
/// shows whole.
fn articles(page: &Page<'_>, html: &str) -> Vec<Article> {
    let tree = Tree::parse(html);
    let mut article = metadata::read(&tree, page);
    if tree.given_up {
        article.complaints.push(format!(
            "the page has more than {} elements and was read only up to there",
            tree::NODES_MAX
        ));
    }
    article.complaints.extend(tree.cut.map(|_| CUT_OFF.to_owned()));
    let language = Language::of(article.language.as_deref());
    let blocks = blocks::find(&tree);
    let body = body::find(&tree, &blocks, article.title.as_deref(), language);
    let wall = wall(&tree, &body, language);
    article.removed = body.removed;
    let unseen = |text: &String| Removed { text: text.clone(), rule: "hidden".to_owned() };
    article.removed.extend(blocks.unseen.iter().map(unseen));
    let others = others::find(&tree, &blocks, &body.others, &article, page);
    if !body.others.is_empty() && others.is_empty() {
        let count = body.others.len() + 1;
        article
            .complaints
            .push(format!("the page holds {count} articles: only the one under its title was read"));
    }
    let mut data = data::body(&tree);
    if body.weight < BARE_BYTES_MAX && data::length(&data) < BARE_BYTES_MAX {
        data = data::in_scripts(html, article.title.as_deref());
    }
    if data::length(&data) * 2 > data::length(&body.paragraphs) * 3 {
        let (paragraphs, codes) = data::without_codes(data);
        article.text = paragraphs.join("\n\n");
        article.removed.extend(codes);
        article
            .complaints
            .push("the text was taken from the page's data: the page itself shows less of it".to_owned());
    } else {
        article.complaints.extend(wall.map(str::to_owned));
        set_apart(gallery(&blocks, body.weight), &mut article);
        article.text = body.paragraphs.join("\n\n");
        if live::may_be(&tree) {
            furniture::cut(&mut article);
            article.carried.extend(live::entries(&tree, &article, &body.paragraphs, &body.nodes));
        }
    }
    std::iter::once(article).chain(others).collect()
}

/// A page with less running text than this may have its article in its scripts, in bytes.
const BARE_BYTES_MAX: usize = 400;

/// How many captions make a gallery, at least.
const CAPTIONS_MIN: usize = 5;

/// Lists a gallery's captions as cut, and says so.
fn set_apart(captions: Vec<Removed>, article: &mut Article) {
    if captions.is_empty() {
        return;
    }
    let count = captions.len();
    article.complaints.push(format!(
        "a gallery: most of the page's words are the captions of {count} pictures, which are cut"
    ));
    article.removed.retain(|cut| cut.rule != "caption");
    article.removed.extend(captions);
}

/// The captions of a page that is mostly pictures; nothing for any other page.
fn gallery(blocks: &Blocks, weight: usize) -> Vec<Removed> {
    let is_caption = |block: &&Block| block.kind == BlockKind::Caption;
    let captions = || blocks.list.iter().filter(is_caption);
    let bytes: usize = captions().map(|block| block.text.len()).sum();
    if captions().count() < CAPTIONS_MIN || bytes <= 2 * weight {
        return Vec::new();
    }
    captions().map(|block| Removed { text: block.text.clone(), rule: "caption".to_owned() }).collect()
}

/// A page with more running text than this is no stub, in bytes.
const STUB_BYTES_MAX: usize = 1500;

/// Why a page shows less than its article, if it does: a paywall or a consent wall.
fn wall(tree: &Tree, body: &body::Body, language: &Language) -> Option<&'static str> {
    if body.weight > STUB_BYTES_MAX {
        return None;
    }
    let asks = |text: &str| furniture::asks_for_payment(text, language);
    let asked =
        body.removed.iter().any(|cut| asks(&cut.text)) || body.paragraphs.iter().any(|text| asks(text));
    let overlaid =
        body.removed.iter().filter(|cut| cut.rule == "overlay").map(|cut| cut.text.len()).sum::<usize>();
    if asked || metadata::is_paid(tree) {
        Some("a paywall: the page shows only the beginning of its article, or little of it")
    } else if overlaid > 2 * body.weight {
        Some("a consent wall: the page shows mostly its notice")
    } else {
        None
    }
}

/// The paragraphs of a piece of HTML that is an article's body already, as feeds carry it, and what was cut from it. One
/// that is nothing but links is kept.
#[must_use]
pub(super) fn fragment(html: &str, language: &Language) -> (Vec<String>, Vec<Removed>) {
    if !html.contains('<') {
        return (data::plain(html), Vec::new());
    }
    let tree = Tree::parse_fragment(html);
    let blocks = blocks::find(&tree);
    let body = body::of_fragment(&tree, &blocks, language);
    if body.paragraphs.is_empty() && body.removed.iter().all(|cut| cut.rule == "link") {
        return (body.removed.into_iter().map(|cut| cut.text).collect(), Vec::new());
    }
    (body.paragraphs, body.removed)
}
