//! How fast each stage is, on the example stories: `cargo bench -p rashomon-engine`.

#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

use std::fs;
use std::path::Path;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use engine::article::Article;
use engine::document::{self, Document};
use engine::formats::{self, Page};
use engine::languages::Language;
use engine::render::{self, Look};
use engine::{claims, grammar, report};

fn main() {
    divan::main();
}

/// Every file of a story: its name and its bytes.
fn pages(story: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(story);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.display().to_string(), fs::read(path).unwrap())).collect()
}

fn articles(story: &str) -> Vec<Article> {
    pages(story).iter().flat_map(|(name, bytes)| formats::read(&Page::new(name, bytes)).articles).collect()
}

/// One article of 6,000 characters, the length of a usual report, made of the examples' paragraphs.
fn long_article() -> Article {
    let articles = articles("ferry");
    let mut text = String::new();
    for paragraph in articles.iter().flat_map(|article| article.text.split("\n\n")).cycle() {
        if text.len() > 6_000 {
            break;
        }
        text.push_str(paragraph);
        text.push_str("\n\n");
    }
    Article { text: text.trim_end().to_owned(), ..articles[0].clone() }
}

#[divan::bench]
fn pages_to_articles(bencher: Bencher<'_, '_>) {
    let pages = pages("ferry");
    let bytes: usize = pages.iter().map(|(_, bytes)| bytes.len()).sum();
    bencher.counter(ItemsCount::new(pages.len())).counter(BytesCount::new(bytes)).bench(|| {
        pages.iter().map(|(name, bytes)| formats::read(&Page::new(name, bytes)).articles.len()).sum::<usize>()
    });
}

#[divan::bench]
fn text_to_grammar(bencher: Bencher<'_, '_>) {
    let article = long_article();
    let words = article.text.split_whitespace().count();
    let language = Language::of(Some("en"));
    bencher.counter(ItemsCount::new(words)).bench(|| grammar::read(&article.text, language));
}

#[divan::bench]
fn article_to_document(bencher: Bencher<'_, '_>) {
    let article = long_article();
    bencher
        .counter(ItemsCount::new(1_usize))
        .counter(BytesCount::new(article.text.len()))
        .with_inputs(|| article.clone())
        .bench_values(document::read);
}

#[divan::bench]
fn document_to_account(bencher: Bencher<'_, '_>) {
    let document = document::read(long_article());
    bencher.counter(ItemsCount::new(1_usize)).with_inputs(|| document.clone()).bench_values(claims::find);
}

#[divan::bench(args = ["ferry", "merger", "resignation"])]
fn documents_to_report(bencher: Bencher<'_, '_>, story: &str) {
    let documents: Vec<Document> = articles(story).into_iter().map(document::read).collect();
    bencher
        .counter(ItemsCount::new(documents.len()))
        .with_inputs(|| documents.clone())
        .bench_values(report::write);
}

#[divan::bench(args = ["text", "json", "md", "html", "csv"])]
fn report_shown(bencher: Bencher<'_, '_>, renderer: &str) {
    let report = report::write(articles("ferry").into_iter().map(document::read).collect());
    let renderer = render::named(renderer).unwrap();
    bencher.bench(|| (renderer.render)(&report, Look::default()));
}
