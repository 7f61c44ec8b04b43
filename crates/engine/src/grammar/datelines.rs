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

/// The mark that ends the dateline with which a sentence begins: a dash after a place in capitals, or after a day and an
/// agency in brackets (`Oct. 17 (Harbour Press) --`); a colon right after a place in capitals (`LAKEPORT: The`).
pub(super) fn dash(text: &str, spans: &[Span], sentence: Range<usize>) -> Option<usize> {
    let word = |token: usize| spans[token].of(text);
    let first = sentence.start;
    let in_capitals = is_capitals(word(first)) && word(first).len() >= 3;
    let is_day = |token: usize| word(token).parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    let behind_day = |dash: usize| {
        let bracket = (first + 1..dash).find(|&token| word(token) == "(");
        word(dash - 1) == ")" && bracket.is_some_and(|bracket| is_day(bracket - 1))
    };
    if in_capitals
        && sentence.len() > 2
        && word(first + 1) == ":"
        && spans[first + 1].end < spans[first + 2].start
    {
        return Some(first + 1);
    }
    let is_dash = |&token: &usize| {
        let apart = token > first && spans[token - 1].end < spans[token].start;
        apart && matches!(word(token), "—" | "–" | "-" | "--") && (in_capitals || behind_day(token))
    };
    if !word(first).starts_with(char::is_uppercase) {
        return None;
    }
    sentence.take(TOKENS_MAX).find(is_dash)
}

fn is_capitals(word: &str) -> bool {
    word.len() >= 2 && word.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use crate::grammar::read;
    use crate::languages::Language;

    #[test]
    fn a_sentence_begins_behind_its_dateline() {
        for (text, told) in [
            ("LAKEPORT, Maine (AP) — A ferry sank.", "A ferry sank."),
            ("Oct. 17 (Harbour Press) -- A ferry sank.", "A ferry sank."),
            ("LAKEPORT: A ferry sank.", "A ferry sank."),
            (
                "Ida Moe (Labour) – a former minister – has left.",
                "Ida Moe (Labour) – a former minister – has left.",
            ),
            ("The ferry – the last one – sank.", "The ferry – the last one – sank."),
            ("Lakeport: the town that lost its ferry.", "Lakeport: the town that lost its ferry."),
        ] {
            let grammar = read(text, Language::of(Some("en")));
            assert_eq!(grammar.span(grammar.without_dateline(text, 0)).of(text), told);
        }
    }
}
