//! Any bytes as an input file: read without a panic.
#![no_main]

use engine::formats::{self, Page};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for article in formats::read(&Page::new("fuzzed", bytes)).articles {
        assert!(!article.id.0.is_empty(), "an article without an id");
    }
});
