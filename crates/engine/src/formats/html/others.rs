//! The other articles that a page shows whole below its own, as pages do that never end: each in an element that says that it
//! is an article, or each with its text in a list of the page's structured data.

use serde_json::Value;
use web_atoms::local_name;

use super::blocks::Blocks;
use super::{body, data, live, metadata};
use crate::article::{Article, Moment};
use crate::formats::tree::{NodeId, Tree};
use crate::formats::{Page, address, json};
use crate::languages::Language;
use crate::text::folded;

/// The most articles of one page.
const OTHERS_MAX: usize = 50;

/// The shortest text that makes an article in a list, in bytes.
const TEXT_BYTES_MIN: usize = 500;

/// The articles in `nodes`, else those that the structured data lists beside `own`. Nothing of a live blog, whose entries look
/// the same.
#[must_use]
pub(super) fn find(
    tree: &Tree,
    blocks: &Blocks,
    nodes: &[NodeId],
    own: &Article,
    page: &Page<'_>,
) -> Vec<Article> {
    if live::may_be(tree) {
        return Vec::new();
    }
    let language = Language::of(own.language.as_deref());
    let shown = nodes.iter().filter_map(|&node| shown(tree, blocks, node, own, language));
    let mut out: Vec<Article> = shown.collect();
    if nodes.is_empty() {
        out = listed(tree, own);
    }
    let own_title = own.title.as_deref().map(folded);
    out.retain(|article| article.title.as_deref().map(folded) != own_title);
    for (at, article) in out.iter_mut().enumerate() {
        article.input = format!("{}#{}", page.input, at + 2);
        article.outlet.clone_from(&own.outlet);
        article.language = article.language.take().or_else(|| own.language.clone());
        article.complaints.push("stands on the page of another article".to_owned());
    }
    out
}

/// The article in an element.
fn shown(tree: &Tree, blocks: &Blocks, node: NodeId, own: &Article, language: &Language) -> Option<Article> {
    let (heading, body) = body::other(tree, blocks, node, language)?;
    let heading = &blocks.list[heading];
    let time = tree.inside(node).find(|&id| *tree.name(id) == local_name!("time"));
    let stamp = time.and_then(|id| tree.attribute(id, &local_name!("datetime")));
    let link = tree.inside(heading.node).find_map(|id| tree.attribute(id, &local_name!("href")));
    let url = link.and_then(|link| address::resolved(link, own.url.as_deref()));
    Some(Article {
        url: url.filter(|url| own.url.as_ref() != Some(url)),
        title: Some(heading.text.clone()),
        published: stamp.and_then(Moment::parse),
        text: body.paragraphs.join("\n\n"),
        removed: body.removed,
        ..Article::default()
    })
}

/// The articles that the structured data gives with their texts, if the page's own is one of them.
fn listed(tree: &Tree, own: &Article) -> Vec<Article> {
    let mut out = Vec::new();
    for (kind, text) in &tree.data {
        if kind.contains("ld+json")
            && text.matches("articleBody").nth(1).is_some()
            && let Some(value) = json::lenient(text)
        {
            gather(&value, 0, &mut out);
        }
    }
    let title = own.title.as_deref().map(folded);
    let is_own = |article: &Article| article.title.as_deref().map(folded) == title;
    if out.iter().any(is_own) { out } else { Vec::new() }
}

/// How deep lists stand in structured data, at most.
const DEPTH_MAX: usize = 6;

fn gather(value: &Value, depth: usize, out: &mut Vec<Article>) {
    match value {
        Value::Array(items) if depth < DEPTH_MAX => {
            items.iter().for_each(|item| gather(item, depth + 1, out));
        }
        Value::Object(fields) if depth < DEPTH_MAX && out.len() < OTHERS_MAX => {
            if let Some(article) = of_data(value) {
                out.push(article);
                return;
            }
            for name in ["@graph", "itemListElement", "item", "mainEntity"] {
                fields.get(name).into_iter().for_each(|inner| gather(inner, depth + 1, out));
            }
        }
        _ => {}
    }
}

/// The article that an object of the structured data gives whole.
fn of_data(value: &Value) -> Option<Article> {
    let field = |name: &str| value.get(name).and_then(Value::as_str);
    let is_article = field("@type").is_some_and(metadata::is_article_type);
    let paragraphs = data::plain(field("articleBody").filter(|_| is_article)?);
    let title = data::plain(field("headline")?).join(" ");
    (data::length(&paragraphs) >= TEXT_BYTES_MIN).then(|| Article {
        url: field("url").filter(|url| url.starts_with("http")).map(str::to_owned),
        title: Some(title),
        published: field("datePublished").and_then(Moment::parse),
        modified: field("dateModified").and_then(Moment::parse),
        text: paragraphs.join("\n\n"),
        ..Article::default()
    })
}
