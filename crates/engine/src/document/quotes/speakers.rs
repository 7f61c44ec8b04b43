//! Speakers: who the words naming a speaker mean, and whose the quotations without such words are.

use std::ops::Range;

use super::page::Page;
use super::{Found, phrases};
use crate::document::{EntityIndex, NameKind, Quote};
use crate::grammar::Tag;
use crate::text::Span;

/// Who speaks.
#[derive(Clone, Debug, Default)]
struct Who {
    reference: Option<String>,
    entity: Option<EntityIndex>,
}

/// Makes quotations of what was found, by place, with their speakers resolved.
pub(super) fn resolve(page: &Page, found: &[Found]) -> Vec<Quote> {
    let mut quotes = Vec::with_capacity(found.len());
    let mut last: Option<(Who, usize)> = None;
    for (index, one) in found.iter().enumerate() {
        let who = match &one.speaker {
            Some(speaker) => named(page, speaker, last.as_ref().map(|(who, _)| who)),
            None => follow_on(page, found, index, last.as_ref()),
        };
        if who.reference.is_some() {
            last = Some((who.clone(), one.paragraph));
        }
        quotes.push(Quote {
            span: one.content.span,
            form: one.content.form,
            cue: one.cue.as_ref().map(|cue| page.span(cue)),
            speaker: one.speaker.as_ref().map(|speaker| page.span(speaker)),
            reference: who.reference,
            entity: who.entity,
            via: one.via,
        });
    }
    quotes
}

/// Whom the words naming a speaker mean.
fn named(page: &Page, speaker: &Range<usize>, last: Option<&Who>) -> Who {
    let span = page.span(speaker);
    if let Some(entity) = entity(page, speaker) {
        return Who {
            reference: Some(page.document.entities[entity].canonical.clone()),
            entity: Some(entity),
        };
    }
    if speaker.len() == 1 && page.tag(speaker.start) == Tag::Prp {
        return last.cloned().unwrap_or_default();
    }
    let core = core(page, speaker);
    let words = page.span(&core).of(page.text);
    let words = if words.is_empty() { span.of(page.text) } else { words };
    Who { reference: Some(words.split_whitespace().collect::<Vec<_>>().join(" ")), entity: None }
}

/// The speaker without apposition and leading article.
pub(in crate::document) fn core(page: &Page, speaker: &Range<usize>) -> Range<usize> {
    let end = speaker
        .clone()
        .find(|&token| token > speaker.start && page.tag(token) == Tag::Comma)
        .unwrap_or(speaker.end);
    let start = speaker.start + usize::from(page.lower(speaker.start) == "the" && end - speaker.start > 1);
    start..end
}

/// The entity that the words naming a speaker mean.
fn entity(page: &Page, speaker: &Range<usize>) -> Option<EntityIndex> {
    let span = page.span(speaker);
    let core = page.span(&core(page, speaker));
    let mut best: Option<(u8, EntityIndex)> = None;
    for (index, entity) in page.document.entities.iter().enumerate() {
        let from = entity.mentions.partition_point(|mention| mention.start < span.start);
        for mention in entity.mentions[from..].iter().take_while(|mention| mention.start < span.end) {
            if !span.contains(*mention) {
                continue;
            }
            let person = entity.kind == NameKind::Person;
            let rank = match (mention.end == core.end, *mention == core, person) {
                (_, true, _) => 4,
                (true, _, true) => 3,
                (true, _, false) => 2,
                (false, _, true) if mention.start > core.end => 1,
                _ => continue,
            };
            if best.is_none_or(|(before, _)| rank > before) {
                best = Some((rank, index));
            }
        }
    }
    best.map(|(_, index)| index)
}

/// Whose a quotation without speaker is: the one of the quotation before it in this paragraph or the last.
fn follow_on(page: &Page, found: &[Found], index: usize, last: Option<&(Who, usize)>) -> Who {
    let _ = (page, index);
    match last {
        Some((who, paragraph)) if found[index].paragraph <= paragraph + 1 => who.clone(),
        _ => Who::default(),
    }
}

/// The channel among the words after a reporting verb: "in a letter to", "on Twitter", "told NPR".
pub(super) fn via(page: &Page, tail: &Range<usize>) -> Option<Span> {
    let mut at = tail.start;
    while at < tail.end {
        if matches!(page.tag(at), Tag::In | Tag::To)
            && let Some(phrase) = phrases::starting(page, at + 1, tail.end)
        {
            if phrases::names_channel(page, phrase.start, phrase.end) {
                return Some(page.span(&(at..phrase.end)));
            }
            at = phrase.end;
        } else {
            at += 1;
        }
    }
    None
}

/// The channel that a sentence begins with: "In a letter to the board, Ann Lee said".
pub(super) fn via_in_front(page: &Page, front: &Range<usize>) -> Option<Span> {
    let comma = front.end.checked_sub(1).filter(|&comma| comma > front.start)?;
    if page.tag(comma) != Tag::Comma || page.tag(front.start) != Tag::In {
        return None;
    }
    let phrase = phrases::starting(page, front.start + 1, comma)?;
    phrases::names_channel(page, phrase.start, phrase.end).then(|| page.span(&(front.start..phrase.end)))
}
