//! Times: dates, times of day, lengths of time and recurrences, resolved against the day of printing.
//!
//! The text is cut into pieces, the language's phrases are matched at every piece, the longest phrase at a place wins,
//! neighbours that make one time are joined ("10 p.m." and "Wednesday"), and each is resolved in the order of the text,
//! so that "a year earlier" and "the same day" know what was named before.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::Time;
use crate::grammar::{Grammar, Tag};
use crate::languages::Language;
use crate::languages::times::{Joins, Phrase, Shaded, Unit, Word};

mod calendar;
mod counts;
mod fields;
mod phrases;
mod pieces;
mod resolve;

use calendar::Stretch;
use fields::{Clock, Count, Fields};
use phrases::{Found, Phrases};
use pieces::{Figures, Lexicon, Piece, cue, kind};
use resolve::{Context, Look, Resolved, Tense};

/// The times in a text, by place.
pub(super) fn find(text: &str, grammar: &Grammar, language: &Language, printed: Option<Date>) -> Vec<Time> {
    let times = &language.times;
    let mut lexicon = Lexicon::of(times);
    let phrases = Phrases::of(times, &mut lexicon);
    let pieces = pieces::cut(text, &lexicon, sentence_starts(grammar));
    let found = joined(longest(&phrases, &pieces, grammar), &phrases, &pieces);
    resolved(&found, &pieces, grammar, printed)
}

/// Tells of bytes, asked in order, whether a sentence begins there.
fn sentence_starts(grammar: &Grammar) -> impl FnMut(usize) -> bool {
    let mut starts =
        grammar.sentences.iter().map(|range| grammar.spans[range.start as usize].start as usize).peekable();
    move |at| {
        while starts.next_if(|&start| start < at).is_some() {}
        starts.peek() == Some(&at)
    }
}

// ---------------------------------------------------------------- what is found

/// The longest phrases, none overlapping; the first, then the first of the table, where two are equally long.
fn longest(phrases: &Phrases, pieces: &[Piece], grammar: &Grammar) -> Vec<Found> {
    let mut all = Vec::new();
    for at in 0..pieces.len() {
        if pieces[at].literal > 0 || pieces[at].kinds != 0 {
            phrases.at(pieces, at, &mut all);
        }
    }
    all.retain_mut(|found| settle(found, pieces, grammar));
    all.sort_by_key(|found| (found.phrase != Phrase::None, Reverse(found.end - found.start), found.start));
    let mut taken = vec![false; pieces.len()];
    let mut kept: Vec<Found> = Vec::new();
    for found in all {
        if taken[found.start..found.end].iter().all(|taken| !taken) {
            taken[found.start..found.end].fill(true);
            kept.push(found);
        }
    }
    kept.sort_by_key(|found| found.start);
    kept.retain(|found| found.phrase != Phrase::None);
    kept
}

/// Puts the fields of a phrase in order; `false` when the words turn out to be no time.
fn settle(found: &mut Found, pieces: &[Piece], grammar: &Grammar) -> bool {
    if is_title(found, pieces) {
        return false;
    }
    if found.phrase == Phrase::Shaded && found.modifier.is_some() && found.end > found.start + 1 {
        found.phrase = Phrase::Calendar;
    }
    let rate = is_rate(found, pieces);
    let fields = &mut found.fields;
    match found.phrase {
        Phrase::NthOfYear => {
            let unit = fields.unit.take().unwrap_or(Unit::Half);
            let last = fields.shift.take().map(|_| 2);
            fields.nth = fields.ordinal.or(last).map(|nth| (unit, nth));
        }
        Phrase::DayPart(day, part) => {
            fields.day_word = Some(day);
            fields.part = Some(part);
        }
        Phrase::Relative if fields.part.is_some() && fields.weekday.is_none() => {
            fields.day_word = fields.shift.take()
        }
        Phrase::Shaded => return false,
        Phrase::Relative if fields.unit == Some(Unit::Week) => fields.week_shift = fields.shift,
        Phrase::Relative if fields.unit == Some(Unit::Year) => fields.year_shift = fields.shift,
        Phrase::Shifted(shift) if fields.unit == Some(Unit::Year) => fields.year_shift = Some(shift),
        Phrase::Shifted(shift) if fields.unit.is_none() => fields.shift = Some(shift),
        Phrase::Length if rate => found.phrase = Phrase::Every,
        Phrase::Decade if found.end == found.start + 1 && fields.decade.is_some_and(|first| first < 100) => {
            return pieces[found.start].figures == Figures::Not || pieces[found.start].span.len() > 3;
        }
        Phrase::Calendar => {
            return settle_calendar(fields)
                && (!is_bare_year(found) || plausible_year(found, pieces, grammar));
        }
        _ => {}
    }
    true
}

fn settle_calendar(fields: &mut Fields) -> bool {
    if fields.date.month.is_some() && fields.date.day.is_none() {
        fields.date.day = fields.ordinal.and_then(|day| u8::try_from(day).ok());
    }
    if let Some(Count::Tenths(tenths)) = fields.count.take() {
        let Some(hour) =
            u8::try_from(tenths / 10).ok().filter(|hour| (1..=12).contains(hour) && tenths % 10 == 0)
        else {
            return false;
        };
        fields.clock = Some(Clock { hour, minute: 0 });
        if let Some(part) = fields.part.take() {
            fields.meridiem = Some(resolve::half_of_day(part, hour));
        }
    }
    fields.date.day.is_none_or(|day| day <= 31)
}

/// "a year" in "$5 million a year".
fn is_rate(found: &Found, pieces: &[Piece]) -> bool {
    let article = found.end == found.start + 2 && pieces[found.start].words[0] == Some(Word::Article);
    let before = found.start.checked_sub(1).map(|at| &pieces[at]);
    let number = |piece: &Piece| piece.kinds & kind::NUMBER != 0 && piece.words[0] != Some(Word::Article);
    article && before.is_some_and(|piece| number(piece) || piece.cues & cue::RATE != 0)
}

/// Whether a doubtful month is a first name ("June Novak").
fn is_month_of_name(found: &Found, pieces: &[Piece]) -> bool {
    let piece = &pieces[found.start];
    let doubtful = piece.kinds & kind::MONTH != 0 && piece.kinds & kind::CLEAR_MONTH == 0;
    let alone = found.phrase == Phrase::Calendar && found.end == found.start + 1;
    let cue = found.start > 0 && pieces[found.start - 1].cues & cue::MONTH != 0;
    let name = pieces.get(found.end).is_some_and(|next| next.capital && next.kinds == 0 && !next.begins);
    doubtful && alone && name && !cue
}

/// Whether the words are a title and no time ("USA Today", "This Week").
fn is_title(found: &Found, pieces: &[Piece]) -> bool {
    let (first, last) = (&pieces[found.start], &pieces[found.end - 1]);
    if found.phrase == Phrase::Length
        && last.capital
        && first.figures != Figures::Not
        && found.fields.unit.is_some_and(|unit| unit < Unit::Day)
    {
        return true;
    }
    let told = matches!(found.phrase, Phrase::Relative | Phrase::Shifted(_)) && found.fields.unit.is_some();
    let day_word = found.fields.day_word.is_some() && found.end == found.start + 1;
    if is_month_of_name(found, pieces) {
        return true;
    }
    let after_name = found.start > 0 && !first.begins && {
        let before = &pieces[found.start - 1];
        before.capital && before.kinds == 0 && first.spaced && !before.begins
    };
    (told && first.capital && last.capital) || (day_word && first.capital && after_name)
}

fn is_bare_year(found: &Found) -> bool {
    found.end == found.start + 1 && found.fields.date.year.is_some() && found.fields.date.month.is_none()
}

/// Whether four figures that stand alone are a year and no count, price or number of a thing.
fn plausible_year(found: &Found, pieces: &[Piece], grammar: &Grammar) -> bool {
    let before = found.start.checked_sub(1).map(|at| &pieces[at]);
    let after = pieces.get(found.end).filter(|piece| !piece.begins);
    let has = |piece: Option<&Piece>, cue: u16| piece.is_some_and(|piece| piece.cues & cue != 0);
    if has(before, cue::SIGN) && !pieces[found.start].spaced {
        return false;
    }
    if after.is_some_and(|piece| piece.kinds & (kind::UNITS | kind::MERIDIEM) != 0) {
        return false;
    }
    // "020 7946 2000": one of several numbers in a row.
    let figures =
        |piece: &Piece| piece.kinds & kind::NUMBER != 0 && matches!(piece.figures, Figures::Number(_));
    if before.is_some_and(figures) && pieces[found.start].spaced || after.is_some_and(figures) {
        return false;
    }
    let modifies = before.is_some_and(|piece| matches!(tag(piece, grammar), Tag::Dt | Tag::PrpS | Tag::Pos));
    let counts = after.is_some_and(|piece| tag(piece, grammar) == Tag::Nns) && !modifies;
    let year = found.fields.date.year.unwrap_or(0);
    has(before, cue::YEAR) || ((1900..=2050).contains(&year) && !counts)
}

/// Whether a shade can stand before a phrase.
fn shades(found: &Found, shaded: Shaded, pieces: &[Piece]) -> bool {
    let counted = || pieces[found.start].kinds & kind::NUMBER != 0;
    match found.phrase {
        Phrase::Length | Phrase::Ago | Phrase::Earlier | Phrase::Hence => match shaded {
            Shaded::Lengths => true,
            Shaded::Counts => counted(),
            Shaded::Dates => false,
        },
        Phrase::Fixed(..) | Phrase::Every | Phrase::None | Phrase::Partial => false,
        _ => shaded == Shaded::Dates,
    }
}

// ---------------------------------------------------------------- what belongs together

/// Joins neighbours that make one time; drops what is a time only when joined.
fn joined(found: Vec<Found>, phrases: &Phrases, pieces: &[Piece]) -> Vec<Found> {
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    for next in found {
        match joined.last_mut() {
            Some(last) if are_one(last, &next, phrases, pieces) => {
                last.fields = last.fields.with(next.fields);
                last.end = next.end;
                last.modifier = last.modifier.or(next.modifier);
                last.phrase = Phrase::Calendar;
            }
            _ => joined.push(next),
        }
    }
    joined.retain(|found| found.phrase != Phrase::Partial);
    joined
}

fn are_one(first: &Found, second: &Found, phrases: &Phrases, pieces: &[Piece]) -> bool {
    let same_sentence = pieces[first.end..=second.start].iter().all(|piece| !piece.begins);
    let near = second.start - first.end <= 3;
    near && same_sentence
        && phrases.joints(pieces, first.end, second.start).any(|joint| join(joint.joins, first, second))
}

fn join(joins: Joins, first: &Found, second: &Found) -> bool {
    let (a, b) = (&first.fields, &second.fields);
    if !is_calendar(first.phrase) || !is_calendar(second.phrase) {
        return false;
    }
    match joins {
        Joins::WeekdayDate => {
            a.weekday.is_some() && a.date.is_empty() && b.date.day.is_some() && b.weekday.is_none()
        }
        Joins::DayWeek => a.weekday.is_some() && a.date.is_empty() && !a.has_time() && b.week_shift.is_some(),
        Joins::PartYear => a.is_part_of_year() && is_year(second),
        Joins::YearPart => is_year(first) && b.nth.is_some() && b.is_part_of_year(),
        Joins::TimeDay => a.has_no_day() && a.has_time() && b.has_day() && !b.has_time(),
        Joins::DayTime => a.has_day() && !a.has_time() && b.has_no_day() && b.has_time(),
    }
}

fn is_calendar(phrase: Phrase) -> bool {
    matches!(
        phrase,
        Phrase::Calendar
            | Phrase::Fiscal
            | Phrase::NthOfYear
            | Phrase::Relative
            | Phrase::Shifted(_)
            | Phrase::Partial
            | Phrase::DayPart(..)
    )
}

/// Whether a phrase names a year and nothing smaller.
fn is_year(found: &Found) -> bool {
    let fields = &found.fields;
    let plain =
        fields.date.month.is_none() && fields.nth.is_none() && !fields.has_day() && !fields.has_time();
    plain && fields.season.is_none() && (fields.date.year.is_some() || fields.year_shift.is_some())
}

// ---------------------------------------------------------------- what it means

fn resolved(found: &[Found], pieces: &[Piece], grammar: &Grammar, printed: Option<Date>) -> Vec<Time> {
    let mut context = Context { printed, ..Context::default() };
    let mut times = Vec::with_capacity(found.len());
    for found in found {
        context.look = look(found, pieces, grammar);
        let Some(resolved) = resolve::resolve(found, &context) else { continue };
        remember(&mut context, found, &resolved);
        times.push(Time {
            span: pieces[found.start].span.to(pieces[found.end - 1].span),
            kind: resolved.kind,
            days: resolved.days(),
            modifier: modifier(found),
            value: resolved.value,
        });
    }
    times
}

fn remember(context: &mut Context, found: &Found, resolved: &Resolved) {
    if let Some(stretch) = resolved.stretch {
        let compared = matches!(found.phrase, Phrase::Earlier | Phrase::YearBefore | Phrase::Ago);
        let over = context.printed.zip(resolved.days()).is_none_or(|(printed, days)| days.last < printed);
        if matches!(stretch, Stretch::Quarter(..)) && !compared && over {
            context.period = Some(stretch);
        }
        context.named = Some(stretch);
    }
}

/// A bound on "two years ago" is one on the date.
fn modifier(found: &Found) -> Option<&'static str> {
    match (found.phrase, found.modifier?) {
        (Phrase::Ago | Phrase::Earlier, "MORE_THAN") => Some("BEFORE"),
        (Phrase::Ago | Phrase::Earlier, "LESS_THAN") => Some("AFTER"),
        (Phrase::Ago | Phrase::Earlier, "EQUAL_OR_MORE") => Some("ON_OR_BEFORE"),
        (Phrase::Ago | Phrase::Earlier, "EQUAL_OR_LESS") => Some("ON_OR_AFTER"),
        (_, modifier) => Some(modifier),
    }
}

/// Where the sentence looks at a time: by the word right before it, then by the nearest telling word before it in the
/// sentence, then after it.
fn look(found: &Found, pieces: &[Piece], grammar: &Grammar) -> Look {
    let start = (0..=found.start).rev().find(|&at| pieces[at].begins).unwrap_or(0);
    let end = (found.end..pieces.len()).find(|&at| pieces[at].begins).unwrap_or(pieces.len());
    let away = |at: usize| if at < found.start { found.start - at } else { at + 1 - found.end };
    let told = |at: usize| {
        telling(at, pieces, grammar)
            .filter(|told| *told != Told::ToCome || away(at) <= CLOSE)
            .map(|told| (told, at))
    };
    let before = (start..found.start).rev().take(REACH).find_map(told);
    let after = || (found.end..end).take(REACH).find_map(told);
    let telling = before.or_else(after);
    if found.start > 0 && pieces[found.start - 1].cues & cue::TOWARD != 0 {
        let weak = telling.is_some_and(|(told, _)| told == Told::Past);
        return Look { tense: Tense::Future, near: true, weak };
    }
    let Some((told, at)) = telling else { return Look::default() };
    let tense = if told == Told::Past { Tense::Past } else { Tense::Future };
    let near = at < found.start && away(at) <= NEAR;
    Look { tense, near: near || told == Told::Ahead, weak: told == Told::ToCome }
}

/// What a word tells of the tense of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// It happened.
    Past,
    /// It will happen.
    Ahead,
    /// It is meant to happen ("to resume").
    ToCome,
}

/// How many pieces away an infinitive can tell the tense of a time.
const CLOSE: usize = 5;

/// How many pieces away a verb can tell the tense of a time.
const REACH: usize = 16;

/// How many pieces before a time a verb stands that has the time to itself ("sank on Dec. 29").
const NEAR: usize = 3;

/// The tense that a word tells, if it does.
fn telling(at: usize, pieces: &[Piece], grammar: &Grammar) -> Option<Told> {
    let piece = &pieces[at];
    let before = at.checked_sub(1).map_or(0, |at| pieces[at].cues);
    if piece.cues & cue::AHEAD != 0 {
        return Some(if before & cue::BACK != 0 { Told::Past } else { Told::Ahead });
    }
    let past_form = before & cue::NO_PAST == 0;
    if piece.cues & cue::BACK != 0 && past_form {
        return Some(Told::Past);
    }
    match tag(piece, grammar) {
        Tag::Vbd => Some(Told::Past),
        Tag::Vbn if past_form => Some(Told::Past),
        Tag::Unknown if past_form && piece.cues & cue::PAST_ENDING != 0 => Some(Told::Past),
        Tag::Vb if before & cue::INFINITIVE != 0 && piece.cues & cue::PERFECT == 0 => Some(Told::ToCome),
        _ => None,
    }
}

fn tag(piece: &Piece, grammar: &Grammar) -> Tag {
    let at = grammar.spans.partition_point(|span| span.start < piece.span.start);
    let same = grammar.spans.get(at).is_some_and(|span| span.start == piece.span.start);
    if same { grammar.tags[at] } else { Tag::Unknown }
}

#[cfg(test)]
mod tests;
