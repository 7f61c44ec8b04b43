//! Articles that stand on several pages: what a page says of the others, and the pages joined where all are given.
//!
//! A page tells its next and previous one by links (`rel=next`, `rel=prev`). What it tells is carried as `pages`, with the
//! page's own address, and stands in the article's complaints until the other page is there.

use serde_json::{Map, Value};

use crate::article::Article;

/// The name of the field that is carried.
const FIELD: &str = "pages";

/// The keys of that field: addresses of the page itself, of the page before it and the one after it, and of all that were joined.
const OWN: &str = "own";
const PREVIOUS: &str = "previous";
const NEXT: &str = "next";
const JOINED: &str = "joined";

/// Notes on an article of which other pages there are.
pub(super) fn note(article: &mut Article, own: &str, previous: Option<&str>, next: Option<&str>) {
    if previous.is_none() && next.is_none() {
        return;
    }
    let named = [(OWN, Some(own)), (PREVIOUS, previous), (NEXT, next)];
    let fields: Map<String, Value> =
        named.into_iter().filter_map(|(name, url)| Some((name.to_owned(), Value::from(url?)))).collect();
    set(article, fields);
}

/// Whether an article says that it stands on other pages, too.
#[must_use]
pub fn is_part(article: &Article) -> bool {
    let pages = pages(article);
    pages.contains_key(PREVIOUS) || pages.contains_key(NEXT)
}

/// Whether a complaint is about another page that is not there.
#[must_use]
pub fn is_told(complaint: &str) -> bool {
    [BEGINS, CONTINUES].iter().any(|told| complaint.starts_with(told))
}

const BEGINS: &str = "the article begins on another page: ";
const CONTINUES: &str = "the article continues on another page: ";

/// The most articles that wait for their other pages.
const WAITING_MAX: usize = 64;

/// Joins the pages of articles as they come, in whatever order.
#[derive(Debug, Default)]
pub struct Joiner {
    waiting: Vec<Article>,
}

impl Joiner {
    /// Takes an article that stands on several pages, and gives those that are complete or that have waited for too many others.
    pub fn take(&mut self, article: Article) -> Vec<Article> {
        let mut article = article;
        while let Some((at, is_before)) = self.neighbour(&article) {
            let other = self.waiting.remove(at);
            article = if is_before { joined(other, article) } else { joined(article, other) };
        }
        if !is_part(&article) {
            return vec![article];
        }
        self.waiting.push(article);
        let surplus = self.waiting.len().saturating_sub(WAITING_MAX);
        self.waiting.drain(..surplus).collect()
    }

    /// Gives the articles whose other pages did not come.
    pub fn rest(&mut self) -> Vec<Article> {
        std::mem::take(&mut self.waiting)
    }

    /// A waiting article that stands directly before or after this one, and whether it stands before.
    fn neighbour(&self, article: &Article) -> Option<(usize, bool)> {
        let own = pages(article);
        self.waiting.iter().enumerate().find_map(|(at, other)| {
            let other = pages(other);
            let meets = |first: &Map<String, Value>, second: &Map<String, Value>| {
                is_same(first.get(NEXT), first_of(second)) || is_same(second.get(PREVIOUS), last_of(first))
            };
            if meets(&other, &own) {
                return Some((at, true));
            }
            meets(&own, &other).then_some((at, false))
        })
    }
}

/// What an article says of its pages.
fn pages(article: &Article) -> Map<String, Value> {
    let field = article.carried.iter().find(|(name, _)| name == FIELD);
    match field.and_then(|(_, json)| serde_json::from_str(json).ok()) {
        Some(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

fn set(article: &mut Article, fields: Map<String, Value>) {
    article.carried.retain(|(name, _)| name != FIELD);
    article.carried.push((FIELD.to_owned(), Value::Object(fields).to_string()));
    article.complaints.retain(|complaint| !is_told(complaint));
    let pages = pages(article);
    for (key, told) in [(PREVIOUS, BEGINS), (NEXT, CONTINUES)] {
        let url = pages.get(key).and_then(Value::as_str);
        article.complaints.extend(url.map(|url| format!("{told}{url}")));
    }
}

/// The address of the first page of an article, and of its last one.
fn first_of(pages: &Map<String, Value>) -> Option<&Value> {
    pages.get(JOINED).and_then(|all| all.get(0)).or_else(|| pages.get(OWN))
}

fn last_of(pages: &Map<String, Value>) -> Option<&Value> {
    let joined = pages.get(JOINED).and_then(Value::as_array);
    joined.and_then(|all| all.last()).or_else(|| pages.get(OWN))
}

/// Whether two addresses lead to the same page.
fn is_same(left: Option<&Value>, right: Option<&Value>) -> bool {
    let (Some(left), Some(right)) = (left.and_then(Value::as_str), right.and_then(Value::as_str)) else {
        return false;
    };
    key(left) == key(right)
}

fn key(url: &str) -> &str {
    let url = url.split('#').next().unwrap_or("");
    url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/')
}

/// How many paragraphs at the top of a page can be those of the page before: the title, what sums it up.
const REPEATED_MAX: usize = 3;

/// The article of two pages, the second directly after the first.
fn joined(first: Article, second: Article) -> Article {
    let (before, after) = (pages(&first), pages(&second));
    let mut all: Vec<Value> = Vec::new();
    for pages in [&before, &after] {
        match pages.get(JOINED).and_then(Value::as_array) {
            Some(joined) => all.extend(joined.iter().cloned()),
            None => all.extend(pages.get(OWN).cloned()),
        }
    }
    let mut fields = Map::new();
    fields.extend(before.get(PREVIOUS).map(|url| (PREVIOUS.to_owned(), url.clone())));
    fields.extend(after.get(NEXT).map(|url| (NEXT.to_owned(), url.clone())));
    fields.insert(JOINED.to_owned(), Value::Array(all));
    let mut out = first;
    let known: Vec<&str> = out.text.split("\n\n").collect();
    let fresh = second.text.split("\n\n").enumerate();
    let fresh: Vec<&str> = fresh
        .filter(|(at, text)| *at >= REPEATED_MAX || !known.contains(text))
        .map(|(_, text)| text)
        .filter(|text| !text.is_empty())
        .collect();
    let text =
        known.into_iter().filter(|text| !text.is_empty()).chain(fresh).collect::<Vec<_>>().join("\n\n");
    out.text = text;
    out.removed.extend(second.removed);
    out.modified = match (out.modified, second.modified) {
        (Some(own), Some(other)) if other.seconds() > own.seconds() => Some(other),
        (own, other) => own.or(other),
    };
    for complaint in second.complaints {
        if !out.complaints.contains(&complaint) {
            out.complaints.push(complaint);
        }
    }
    set(&mut out, fields);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(number: u32, last: u32) -> Article {
        let url = |number: u32| format!("https://post.example/ferry/{number}");
        let mut article = Article {
            title: Some("Ferry sinks".to_owned()),
            text: format!("In short.\n\nPage {number}."),
            ..Article::default()
        };
        let previous = (number > 1).then(|| url(number - 1));
        let next = (number < last).then(|| url(number + 1) + "/");
        note(&mut article, &url(number), previous.as_deref(), next.as_deref());
        article
    }

    #[test]
    fn pages_are_joined_in_any_order() {
        for order in [[1, 2, 3], [3, 1, 2], [2, 3, 1], [3, 2, 1]] {
            let mut joiner = Joiner::default();
            let out: Vec<Article> = order.iter().flat_map(|&number| joiner.take(page(number, 3))).collect();
            assert_eq!(out.len(), 1, "{order:?}");
            assert_eq!(out[0].text, "In short.\n\nPage 1.\n\nPage 2.\n\nPage 3.", "{order:?}");
            assert!(out[0].complaints.is_empty() && !is_part(&out[0]));
            assert!(joiner.rest().is_empty());
        }
    }

    #[test]
    fn what_is_missing_is_told() {
        let mut joiner = Joiner::default();
        assert!(joiner.take(page(1, 4)).is_empty());
        assert!(joiner.take(page(2, 4)).is_empty());
        assert!(joiner.take(page(4, 4)).is_empty());
        let rest = joiner.rest();
        let told: Vec<&str> =
            rest.iter().flat_map(|article| &article.complaints).map(String::as_str).collect();
        assert_eq!(
            told,
            [
                "the article continues on another page: https://post.example/ferry/3/",
                "the article begins on another page: https://post.example/ferry/3"
            ]
        );
        assert!(told.iter().all(|complaint| is_told(complaint)));
    }

    #[test]
    fn waiting_is_bounded() {
        let mut joiner = Joiner::default();
        let lone = |number: usize| {
            let mut article = Article { text: number.to_string(), ..Article::default() };
            note(&mut article, &format!("https://a.example/{number}"), None, Some("https://b.example/2"));
            article
        };
        let given: usize = (0..WAITING_MAX + 3).map(|number| joiner.take(lone(number)).len()).sum();
        assert_eq!((given, joiner.rest().len()), (3, WAITING_MAX));
    }
}
