//! Nouns that report: "his claim that ...", "the mayor's promise to ...".

use std::ops::Range;

use super::contents;
use super::page::{Page, Stretch, is_inside_noun_phrase};
use super::{Found, cues};
use crate::grammar::{Tag, TokenIndex};

/// What the nouns of a stretch report, where somebody's name or a possessive tells whose they are.
pub(super) fn read(page: &Page, stretch: &Stretch, found: &mut Vec<Found>) {
    let tokens = &stretch.tokens;
    for at in tokens.clone() {
        if page.mark(at).is_some()
            || !matches!(page.tag(at), Tag::Nn | Tag::Nns)
            || !page.speech.is_claim(page.lower(at))
        {
            continue;
        }
        let that = page.lower(at + 1) == "that" && at + 3 < tokens.end;
        if !that || page.mark(at + 1).is_some() {
            continue;
        }
        let Some(speaker) = whose(page, tokens, at) else { continue };
        let end = clause_end(page, at + 2, tokens.end);
        if !(at + 2..end).any(|token| super::page::is_finite(page.tag(token))) {
            continue;
        }
        found.push(Found {
            content: contents::clause(page, at + 1..end),
            cue: Some(at..at + 1),
            speaker: Some(speaker),
            via: None,
            paragraph: stretch.paragraph,
        });
    }
}

/// Whose a noun is: "Lee's", or for "their" the subject of the verb before it.
fn whose(page: &Page, tokens: &Range<usize>, noun: TokenIndex) -> Option<Range<usize>> {
    let mut first = noun;
    while first > tokens.start && matches!(page.tag(first - 1), Tag::Jj | Tag::Nn | Tag::Vbn) {
        first -= 1;
    }
    let before = first.checked_sub(1).filter(|&before| before >= tokens.start)?;
    match page.tag(before) {
        Tag::PrpS => cues::shared_subject(page, tokens.start, before, 3).or(Some(before..before + 1)),
        Tag::Pos => {
            let inside = |token: TokenIndex| is_inside_noun_phrase(page.tag(token)) && !page.is_time(token);
            let mut start = before;
            while start > tokens.start && page.mark(start - 1).is_none() && inside(start - 1) {
                start -= 1;
            }
            (start < before).then_some(start..before)
        }
        _ => None,
    }
}

/// The end of a clause: a comma, dash or semicolon outside quotation marks, or the end of the sentence.
fn clause_end(page: &Page, from: TokenIndex, high: TokenIndex) -> TokenIndex {
    let breaks = |&token: &TokenIndex| {
        page.mark(token).is_none() && matches!(page.tag(token), Tag::Comma | Tag::Colon | Tag::Stop)
    };
    let mut end = (from..high).find(breaks).unwrap_or(high);
    while end > from && page.mark(end - 1).is_none() && page.is_sign(end - 1) {
        end -= 1;
    }
    end
}
