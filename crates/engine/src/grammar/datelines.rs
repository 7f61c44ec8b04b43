//! Datelines: the places in capitals with which agencies begin a text.

use std::ops::Range;

use super::Tag;
use crate::text::Span;

/// A dateline ends within so many tokens.
const TOKENS_MAX: usize = 14;

/// Tags the words in capitals of a dateline (`LAKEPORT, Maine (AP) —`) as names; `sentence` begins a paragraph.
pub(super) fn tag(text: &str, spans: &[Span], sentence: Range<usize>, tags: &mut [Tag]) {
    let Some(dash) = dash(text, spans, sentence.clone()) else { return };
    let place = sentence.start..dash;
    for (span, tag) in spans[place.clone()].iter().zip(&mut tags[place]) {
        if is_capitals(span.of(text)) {
            *tag = Tag::Nnp;
        }
    }
}

/// The dash that ends the dateline with which a sentence begins.
pub(super) fn dash(text: &str, spans: &[Span], sentence: Range<usize>) -> Option<usize> {
    let word = |token: usize| spans[token].of(text);
    if !is_capitals(word(sentence.start)) || word(sentence.start).len() < 3 {
        return None;
    }
    let is_dash = |&token: &usize| {
        let apart = token > sentence.start && spans[token - 1].end < spans[token].start;
        apart && matches!(word(token), "—" | "–" | "-" | "--")
    };
    sentence.clone().take(TOKENS_MAX).find(is_dash)
}

fn is_capitals(word: &str) -> bool {
    word.len() >= 2 && word.chars().all(char::is_uppercase)
}
