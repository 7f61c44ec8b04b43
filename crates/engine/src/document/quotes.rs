//! Quotations: reported speech of every form, its cue, its speaker and its channel.
//!
//! Quotation marks come first: they cut each paragraph into stretches that end where a sentence ends outside marks.
//! In each stretch every reporting verb and every "according to" is read with the words around it: who speaks, what is
//! said, to whom and where. Marks that no cue takes are quotations when they stand alone; who speaks them is what
//! the words before them tell.

use std::ops::Range;

use super::{Document, Form, Quote};
use crate::grammar::{Relation, Tag};
use crate::languages::Language;
use crate::text::Span;
use contents::{Content, Reading, Setting};
use page::{Page, Stretch};

mod antecedents;
mod contents;
mod cues;
mod marks;
mod nouns;
pub(super) mod page;
pub(super) mod phrases;
mod signed;
pub(super) mod speakers;

/// The reported speech in a document whose earlier layers are complete, by place.
pub(super) fn find(document: &Document, language: &'static Language) -> Vec<Quote> {
    let page = Page::new(document, &language.speech);
    let mut found = Vec::new();
    for stretch in page.stretches() {
        read_stretch(&page, &stretch, &mut found);
    }
    signed::find(&page, &mut found);
    // Where a report without marks ends, only a parsed sentence tells.
    found.retain(|found| language.models.is_some() || found.content.form == Form::Direct);
    found.retain(|found| !found.speaker.as_ref().is_some_and(|speaker| is_own(&page, speaker)));
    found.sort_by_key(|found| (found.content.span, found.cue.is_none()));
    found.dedup_by_key(|found| found.content.span);
    speakers::resolve(&page, &found)
}

/// Whether the words naming a speaker name the article itself ("an earlier version of this report").
fn is_own(page: &Page, speaker: &Range<usize>) -> bool {
    let words = page.span(speaker).of(page.text).to_lowercase();
    page.speech.own_words.iter().any(|own| words.ends_with(own))
}

/// One piece of reported speech before its speaker is resolved.
#[derive(Clone, Debug)]
struct Found {
    content: Content,
    cue: Option<Range<usize>>,
    speaker: Option<Range<usize>>,
    via: Option<Span>,
    /// The paragraph it stands in.
    paragraph: usize,
}

fn read_stretch(page: &Page, stretch: &Stretch, found: &mut Vec<Found>) {
    let first = found.len();
    let cues = cues::find(page, &stretch.tokens);
    let mut taken = stretch.tokens.start;
    for index in 0..cues.len() {
        let setting = Setting { tokens: stretch.tokens.clone(), taken, cues: &cues, index };
        let Some(reading) = contents::read(page, &setting) else { continue };
        taken = taken.max(cues[index].group.end).max(reading.tail.end);
        push(page, stretch, Some(cues[index].group.clone()), reading, found);
    }
    read_according(page, stretch, found);
    nouns::read(page, stretch, found);
    let mut at = stretch.tokens.start;
    while at < stretch.tokens.end {
        let Some(mark) = page.mark(at) else {
            at += 1;
            continue;
        };
        let end = page.after_mark(mark).max(at + 1);
        let free = !found[first..].iter().any(|found| found.content.span.overlaps(page.marks[mark].inner));
        let speaker = led_by(page, stretch, mark);
        if free && (speaker.is_some() || stands_alone(page, stretch, mark)) {
            let reading = Reading { contents: vec![contents::direct(page, mark)], speaker, tail: end..end };
            push(page, stretch, None, reading, found);
        }
        at = end;
    }
}

fn push(page: &Page, stretch: &Stretch, cue: Option<Range<usize>>, reading: Reading, found: &mut Vec<Found>) {
    let front = reading.speaker.as_ref().map_or(0..0, |speaker| stretch.tokens.start..speaker.start);
    let via = speakers::via(page, &reading.tail).or_else(|| speakers::via_in_front(page, &front));
    for content in reading.contents {
        found.push(Found {
            content,
            cue: cue.clone(),
            speaker: reading.speaker.clone(),
            via,
            paragraph: stretch.paragraph,
        });
    }
}

/// "According to X, ..." and "..., according to X."
fn read_according(page: &Page, stretch: &Stretch, found: &mut Vec<Found>) {
    let tokens = &stretch.tokens;
    for at in tokens.clone() {
        if page.mark(at).is_some() {
            continue;
        }
        let Some(words) = contents::is_according(page, at) else { continue };
        let cue = at..at + words;
        let Some(source) = phrases::starting(page, cue.end, tokens.end) else { continue };
        let after = phrases::apposition_end(page, source.end, tokens.end);
        let front = at == tokens.start;
        let source = if front { source } else { source.start..after };
        let contents: Vec<Content> = if front {
            behind(page, stretch, source.end).into_iter().collect()
        } else {
            ahead(page, stretch, at).into_iter().chain(resumed(page, stretch, at, source.end)).collect()
        };
        if contents.is_empty() {
            continue;
        }
        let reading = Reading { contents, speaker: Some(source.clone()), tail: source.end..source.end };
        push(page, stretch, Some(cue), reading, found);
    }
}

/// What follows "According to X,".
fn behind(page: &Page, stretch: &Stretch, from: usize) -> Option<Content> {
    let breaks = |from: usize, tag: Tag| (from..stretch.tokens.end).find(|&token| page.tag(token) == tag);
    let dashed = page.tag(from) == Tag::Colon;
    let comma = if dashed { breaks(from + 1, Tag::Colon) } else { breaks(from, Tag::Comma) }?;
    let mut end = stretch.tokens.end;
    while end > comma + 1 && page.mark(end - 1).is_none() && page.is_sign(end - 1) {
        end -= 1;
    }
    (end > comma + 1).then(|| contents::clause(page, comma + 1..end))
}

/// What goes on after ", according to X," in the middle of a sentence: only where it has the sentence's verb.
fn resumed(page: &Page, stretch: &Stretch, at: usize, after: usize) -> Option<Content> {
    let finite = |range: Range<usize>| range.into_iter().any(|token| page::is_finite(page.tag(token)));
    if finite(stretch.tokens.start..at) || after >= stretch.tokens.end {
        return None;
    }
    behind(page, stretch, after)
}

/// What stands before ", according to X".
fn ahead(page: &Page, stretch: &Stretch, at: usize) -> Option<Content> {
    let mut end = at;
    while end > stretch.tokens.start && page.mark(end - 1).is_none() && page.is_sign(end - 1) {
        end -= 1;
    }
    let start = stretch.tokens.start;
    (end > start).then(|| contents::clause(page, start..end))
}

/// Whether marks that no cue takes are a quotation: they fill their stretch.
fn stands_alone(page: &Page, stretch: &Stretch, mark: usize) -> bool {
    let tokens = &stretch.tokens;
    let first = page.first_of_mark(mark);
    let after = page.after_mark(mark);
    let free = |range: Range<usize>| {
        range.into_iter().all(|token| page.mark(token).is_none() && page.is_sign(token))
    };
    let stop = |&token: &usize| page.mark(token).is_none() && page.tag(token) == Tag::Stop;
    let start = (tokens.start..first).rev().find(stop).map_or(tokens.start, |stop| stop + 1);
    let words = page.marks[mark].inner.of(page.text).split_whitespace().count();
    let alone = free(after.min(tokens.end)..tokens.end);
    let broken_off = page.marks[mark].inner.of(page.text).ends_with(',') && words > 4;
    words > 1 && free(start..first.max(start)) && (alone && ends_sentence(page, mark) || broken_off)
}

/// Who speaks a sentence in marks that the words before it lead to with a colon ("Her lawyer Ann Lee hit back: “...”"):
/// their subject, where it is a person.
fn led_by(page: &Page, stretch: &Stretch, mark: usize) -> Option<Range<usize>> {
    const WORDS_MIN: usize = 3;
    let first = page.first_of_mark(mark);
    let colon = first.checked_sub(1).filter(|&colon| colon > stretch.tokens.start)?;
    let inner = page.marks[mark].inner.of(page.text);
    let is_sentence = inner.starts_with(char::is_uppercase)
        && inner.split_whitespace().count() >= WORDS_MIN
        && ends_sentence(page, mark)
        && (first..page.after_mark(mark)).any(|token| page::is_finite(page.tag(token)));
    if page.word(colon) != ":" || page.mark(colon).is_some() || !is_sentence {
        return None;
    }
    let start = stretch.tokens.start.max(page.grammar.sentence(page.grammar.sentence_of(colon)).start);
    let subject = (start..colon).find(|&token| page.grammar.relations[token] == Relation::Nsubj)?;
    let whole = page.grammar.subtree(subject);
    let verb = page.grammar.head(subject).filter(|&verb| verb > subject).unwrap_or(colon);
    let phrase = whole.start.max(start)..whole.end.min(verb).min(colon);
    let is_pronoun = matches!(page.lower(subject), "he" | "she");
    (is_pronoun || phrases::holds_person(page, &phrase)).then_some(phrase)
}

/// Whether the words in marks end as a sentence does, or are cut off.
fn ends_sentence(page: &Page, mark: usize) -> bool {
    let inner = page.marks[mark].inner.of(page.text);
    let after = &page.text[page.marks[mark].outer.end as usize..];
    !page.marks[mark].closed
        || inner.ends_with(['.', '!', '?', '…', ',', '-', '–', '—', '’', '”', '\'', '"'])
        || after.starts_with(['.', '!', '?'])
}
