//! Any bytes as an input file: read without a panic. With `FORMAT=html` in the environment every input is handed to that
//! format's reader, whatever it looks like; a list (`FORMAT=nitf,ninjs`) to each of them.
#![no_main]

use std::sync::LazyLock;

use engine::article::Article;
use engine::formats::{self, Format, Page};
use libfuzzer_sys::fuzz_target;

/// The readers that are asked for; none: the one that recognises the input.
static ASKED: LazyLock<Vec<&'static Format>> = LazyLock::new(|| {
    let names = std::env::var("FORMAT").unwrap_or_default();
    names.split(',').filter(|name| !name.is_empty()).map(named).collect()
});

fn named(name: &str) -> &'static Format {
    formats::ALL.iter().copied().find(|format| format.name == name).expect("FORMAT names formats of formats::ALL")
}

fuzz_target!(|bytes: &[u8]| {
    let page = Page::new("fuzzed", bytes);
    if ASKED.is_empty() {
        formats::read(&page).articles.iter().for_each(check);
    }
    for format in ASKED.iter() {
        for mut article in (format.read)(&page).articles {
            formats::clean(&mut article);
            check(&article);
        }
    }
});

/// What must hold of an article whatever it was read from.
fn check(article: &Article) {
    assert!(!article.id.0.is_empty(), "an article without an id");
    assert!(!article.text.contains("\n\n\n") && !article.text.contains('\0'), "a text that was not cleaned");
}
