//! Two to four articles, separated by lines of `====`, compared: every span of the report says what the text says.
#![no_main]

use engine::article::{Article, ArticleId, Moment};
use engine::{document, report};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

mod spans;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let texts: Vec<&str> = text.split("\n====\n").take(4).collect();
    if texts.len() < 2 {
        return;
    }
    let documents: Vec<_> = texts.iter().enumerate().map(|(at, text)| document::read(article(at, text))).collect();
    documents.iter().for_each(spans::check);
    let report = report::write(documents);
    let value = serde_json::to_value(&report).expect("a report is plain data");
    check(&value, &report.articles);
});

/// An article of its own outlet and day.
fn article(at: usize, text: &str) -> Article {
    Article {
        id: ArticleId(format!("a{at}")),
        outlet: Some(format!("Outlet {at}")),
        title: text.lines().next().map(str::to_owned),
        language: Some("en".to_owned()),
        published: Moment::parse(&format!("2024-02-2{at}")),
        text: text.to_owned(),
        ..Article::default()
    }
}

/// Finds every span in a report, however deep, and compares its words with the text at its place.
fn check(value: &Value, articles: &[report::Article]) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| check(value, articles)),
        Value::Object(fields) => {
            if let (Some(id), Some(exact)) = (fields.get("article"), fields.get("exact")) {
                let article = articles.iter().find(|article| *id == article.id).expect("a span names its article");
                let offset = |name: &str| fields[name].as_u64().expect("an offset is a number") as usize;
                let (start, end) = (offset("start"), offset("end"));
                assert!(start <= end && end <= article.text.chars().count(), "a span outside its text: {value}");
                let words: String = article.text.chars().skip(start).take(end - start).collect();
                assert_eq!(*exact, words, "a span that says something else");
            }
            fields.values().for_each(|value| check(value, articles));
        }
        _ => {}
    }
}
