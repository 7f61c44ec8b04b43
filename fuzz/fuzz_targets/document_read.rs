//! Any text as an article's body, in English and in Spanish: every span of every layer fits the text.
#![no_main]

use engine::article::{Article, Moment};
use engine::document;
use libfuzzer_sys::fuzz_target;

mod spans;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    for language in ["en", "es"] {
        let article = Article {
            text: text.clone().into_owned(),
            language: Some(language.to_owned()),
            published: Moment::parse("2024-02-29"),
            ..Article::default()
        };
        spans::check(&document::read(article));
    }
});
