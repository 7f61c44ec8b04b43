//! How fast each stage is, on the example stories: `cargo bench -p rashomon-engine`.

#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

use std::fs;
use std::path::Path;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use engine::article::{Article, Moment};
use engine::claims::Account;
use engine::comparison::{self, Story};
use engine::document::{self, Document};
use engine::formats::{self, Page};
use engine::languages::Language;
use engine::render::{self, Look};
use engine::stories::origins;
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
        .bench_values(|documents| report::write(documents, None));
}

/// What accounts of one accident say, with other figures, names and places: `{}` is the next of a list.
const SAID: [&str; 10] = [
    "At least {toll} people died when the ferry Aldis rolled over near {place} on Tuesday.",
    "{toll} people were killed and {missing} were missing, {person} told reporters.",
    "“{remark},” {person}, {age}, said on Wednesday.",
    "About {saved} of those on board were rescued by Wednesday morning.",
    "The refit of the fleet cost ${cost} million, {person} said.",
    "{person}, the harbour master, denied that the ferry Aldis was overloaded.",
    "{missing} lifeboats were sent to {place} after the distress call.",
    "The operator said that {aboard} people were aboard the Aldis when it left {place}.",
    "{person} resigned on Thursday and asked for an inquiry into the doors of the ferry.",
    "Shares of Sound Lines fell {missing} percent after the capsizing of the Aldis near {place}.",
];

const WORDS: [(&str, &[&str]); 9] = [
    ("{toll}", &["9", "14", "16", "17", "20"]),
    ("{missing}", &["11", "17", "22"]),
    ("{saved}", &["110", "112", "120"]),
    ("{aboard}", &["140", "143", "150"]),
    ("{cost}", &["43.8", "44", "43"]),
    ("{age}", &["19", "34", "57", "61"]),
    ("{place}", &["Skerrin", "Port Ellery", "Gannet Head"]),
    ("{person}", &["Ana Vell", "Jon Orlan", "Mira Dray", "Peter Ansah", "Nora Quill", "Tomas Marsh"]),
    ("{remark}", &["Nobody was told that the boat was full", "We waited an hour and no one came"]),
];

/// So many accounts of one accident, of 21 sentences each, always the same.
fn accounts(count: usize) -> Vec<Account> {
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut sentence = || {
        let mut said = SAID[next(SAID.len())].to_owned();
        for (gap, words) in WORDS {
            said = said.replace(gap, words[next(words.len())]);
        }
        said
    };
    let mut account = |at: usize| {
        let paragraphs: Vec<String> =
            (0..7).map(|_| [sentence(), sentence(), sentence()].join(" ")).collect();
        Article {
            outlet: Some(format!("Outlet {at}")),
            published: Moment::parse(&format!("2024-03-{}", 13 + at % 3)),
            text: paragraphs.join("\n\n"),
            ..Article::default()
        }
    };
    (0..count).map(|at| claims::find(document::read(account(at)))).collect()
}

/// Growth must stay near linear: ten times the accounts may take little more than ten times as long.
#[divan::bench(args = [50, 500], sample_count = 3, sample_size = 1)]
fn accounts_to_comparison(bencher: Bencher<'_, '_>, count: usize) {
    let accounts = accounts(count);
    let documents: Vec<&Document> = accounts.iter().map(|account| &account.document).collect();
    let origins = origins::find(&documents);
    let story = Story::new(&accounts, &origins);
    bencher.counter(ItemsCount::new(count)).bench(|| comparison::compare(&story));
}

#[divan::bench(args = ["text", "json", "md", "html", "csv"])]
fn report_shown(bencher: Bencher<'_, '_>, renderer: &str) {
    let report = report::write(articles("ferry").into_iter().map(document::read).collect(), None);
    let renderer = render::named(renderer).unwrap();
    bencher.bench(|| (renderer.render)(&report, Look::default()));
}
