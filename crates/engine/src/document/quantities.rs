//! Quantities: numbers that count or measure something, and what they count.
//!
//! The text is cut into [`pieces`]; [`numbers`] reads numerals from them, [`amounts`] numerals with currency, unit
//! and range. What [`labels`] knows as a name, a year, an address is dropped. [`counted`] finds the noun phrase
//! after a number, and [`context`] the words around it that bound it or tell a rise or a fall.

use std::ops::Range;

use super::{Quantity, Time, TimeKind};
use crate::grammar::{Grammar, Tag};
use crate::languages::{Language, Measure};
use crate::text::Span;
use amounts::Amount;
use counted::Counted;
use numbers::Written;
use pieces::{Meaning, PieceIndex, PieceKind, Reading};

mod amounts;
mod context;
mod counted;
mod labels;
mod numbers;
mod pieces;

/// The quantities in a text, by place. A date, a time of day and a recurrence in `times` are no quantity; a length
/// of time is.
pub(super) fn find(text: &str, grammar: &Grammar, language: &Language, times: &[Time]) -> Vec<Quantity> {
    let mut reading = Reading::new(text, language.quantities);
    let mut found = Vec::new();
    for bounds in sentences(&reading, grammar) {
        reading.bounds = bounds;
        sentence(&reading, grammar, times, &mut found);
    }
    found
}

/// The pieces of each sentence.
fn sentences(reading: &Reading<'_>, grammar: &Grammar) -> Vec<Range<PieceIndex>> {
    let mut start = 0;
    let mut all = Vec::with_capacity(grammar.sentences.len());
    for index in 0..grammar.sentences.len() {
        let end_byte = grammar.span(grammar.sentence(index)).end;
        let rest = &reading.pieces[start..];
        let end = start + rest.partition_point(|piece| piece.span.end <= end_byte);
        all.push(start..end);
        start = end;
    }
    all
}

/// A quantity that was found in a sentence, with what later rules need to know of it.
struct Found {
    quantity: Quantity,
    /// The piece after it.
    end: PieceIndex,
    start: PieceIndex,
    /// Whether it is written in words.
    words: bool,
    /// Whether it has no unit and counts nothing that follows it.
    bare: bool,
}

/// Finds the quantities of the sentence in bounds.
fn sentence(reading: &Reading<'_>, grammar: &Grammar, times: &[Time], out: &mut Vec<Quantity>) {
    let mut found: Vec<Found> = Vec::new();
    let mut at = reading.bounds.start;
    while at < reading.bounds.end {
        if !opens(reading, at) {
            at += 1;
        } else if let Some(end) = labels::idiom(reading, at) {
            at = end;
        } else if let Some(one) = multiplied(reading, at) {
            at = one.end;
            found.push(one);
        } else if let Some(amount) = amounts::read(reading, at) {
            at = amount.end.max(at + 1);
            found.extend(quantity(reading, grammar, times, amount));
        } else {
            at += 1;
        }
    }
    share_nouns(reading, grammar, &mut found);
    found.retain(|found| !is_idle(found));
    out.extend(found.into_iter().map(|found| found.quantity));
}

/// Whether a quantity is a small number in words that counts nothing that can be told ("of the two").
fn is_idle(found: &Found) -> bool {
    let quantity = &found.quantity;
    found.words
        && found.bare
        && quantity.unit.is_empty()
        && quantity.value_to.is_none()
        && quantity.approximator.is_none()
        && quantity.change.is_none()
        && quantity.value <= 12.0
        && quantity.value.fract() == 0.0
}

/// Whether a quantity, or a phrase with a number that is none, may begin at a piece: one look instead of a dozen.
fn opens(reading: &Reading<'_>, at: PieceIndex) -> bool {
    let word = reading.kind(at) == Some(PieceKind::Word);
    if !word || reading.table.compound.is_some() {
        return true;
    }
    let opener = |meaning| {
        matches!(
            meaning,
            Meaning::Cardinal(_)
                | Meaning::Magnitude(_)
                | Meaning::Multiple(_)
                | Meaning::Several
                | Meaning::Collective(_)
                | Meaning::Fraction(_)
                | Meaning::Article
                | Meaning::RangeOpener
                | Meaning::Symbol(_)
                | Meaning::Multiplied(_)
                | Meaning::Idiom
        )
    };
    reading.is(at, opener).is_some()
}

/// "a triple homicide": the victims, counted by an adjective.
fn multiplied(reading: &Reading<'_>, at: PieceIndex) -> Option<Found> {
    let (value, noun) = reading.find(at, |meaning| match meaning {
        Meaning::Multiplied(value) => Some(value),
        _ => None,
    })?;
    let end = reading.is(reading.past_hyphen(noun), |meaning| matches!(meaning, Meaning::MultipliedNoun))?;
    let quantity = Quantity {
        span: reading.span(at..end),
        value,
        value_to: None,
        unit: reading.table.people.to_owned(),
        counted: None,
        approximator: None,
        change: None,
    };
    Some(Found { quantity, start: at, end, words: true, bare: false })
}

/// The quantity that an amount is, if it is one.
fn quantity(reading: &Reading<'_>, grammar: &Grammar, times: &[Time], amount: Amount) -> Option<Found> {
    let mut amount = as_age(reading, grammar, amount);
    let bound = context::bound_before(reading, &amount);
    let counted = counted::after(reading, grammar, &amount);
    let model = bound.is_none() && labels::is_model(reading, grammar, &amount, counted);
    if labels::is_label(reading, &amount, counted.is_some(), bound.is_some())
        || model
        || in_time(reading.pieces[amount.start].span, &amount, times)
        || amount.written == Written::One && amount.unit.is_none() && counted.is_none()
    {
        return None;
    }
    let from = bound.map_or(amount.opened, |(_, first)| first);
    let noun = counted.map(|counted| piece_at(reading, grammar.spans[counted.head].start));
    let end = amount.end;
    let after = noun.map_or(end, |noun| noun + 1);
    if amount.rate.is_none() {
        amount.rate = amounts::rate(reading, after).map(|(rate, _)| rate);
    }
    let approximator = amount
        .blur
        .or(bound.map(|(bound, _)| bound))
        .or_else(|| context::bound_after(reading, end))
        .or_else(|| context::bound_after(reading, after));
    let unit = unit(reading, grammar, &amount, counted);
    let quantity = Quantity {
        span: reading.span(amount.start..end),
        value: amount.value,
        value_to: amount.value_to,
        unit,
        counted: counted.map(|counted| counted.span),
        approximator,
        change: context::change(reading, grammar, &amount, from, noun),
    };
    let bare = quantity.unit.is_empty() && counted.is_none();
    let words = matches!(amount.written, Written::Words | Written::One);
    Some(Found { quantity, start: amount.start, end, words, bare })
}

/// The normalised unit of an amount, or the noun that it counts, with what it is taken by.
fn unit(reading: &Reading<'_>, grammar: &Grammar, amount: &Amount, counted: Option<Counted>) -> String {
    let (name, per_name) = match (amount.unit, counted) {
        (Some(unit), _) => (unit.name.to_owned(), unit.rate.to_owned()),
        (None, Some(counted)) => {
            let noun = counted.unit(reading.text, grammar);
            (noun.clone(), noun)
        }
        (None, None) => return String::new(),
    };
    match amount.rate {
        Some(rate) => format!("{per_name} per {rate}"),
        None if reading.table.occurrences.contains(&name.as_str()) => String::new(),
        None => name,
    }
}

/// Whether an amount, by its first piece, stands in a time expression and is no length of time.
fn in_time(span: Span, amount: &Amount, times: &[Time]) -> bool {
    let first = times.partition_point(|time| time.span.end <= span.start);
    let long = amount.unit.is_some_and(|unit| unit.measure == Measure::Age);
    times[first..]
        .iter()
        .take_while(|time| time.span.start < span.end)
        .any(|time| time.kind != TimeKind::Duration && !long)
}

/// The piece that holds a byte, or the first after it.
fn piece_at(reading: &Reading<'_>, byte: u32) -> PieceIndex {
    reading.pieces.partition_point(|piece| piece.span.end <= byte)
}

/// The amount with the unit of an age, where the words around it make it one: "aged 42", "Smith, 42,".
fn as_age(reading: &Reading<'_>, grammar: &Grammar, amount: Amount) -> Amount {
    let years = amount.unit.is_none_or(|unit| unit.name == "year");
    let age = reading.table.units.iter().find(|unit| unit.name == reading.table.ages.unit);
    let bound = context::bound_before(reading, &amount).map_or(amount.opened, |(_, first)| first);
    let said =
        |at| reading.find_before(at, |meaning| matches!(meaning, Meaning::AgeBefore).then_some(())).is_some();
    if years && (said(amount.opened) || said(bound)) || is_age_after_name(reading, grammar, &amount) {
        return Amount { unit: age, ..amount };
    }
    amount
}

/// `Smith, 42, of Leeds`.
fn is_age_after_name(reading: &Reading<'_>, grammar: &Grammar, amount: &Amount) -> bool {
    let whole = amount.written == Written::Bare && amount.unit.is_none() && amount.value_to.is_none();
    if !whole || !(1.0..=115.0).contains(&amount.value) || amount.start < reading.bounds.start + 2 {
        return false;
    }
    let name = amount.start - 2;
    let capital = reading.word(name).starts_with(char::is_uppercase);
    let tag = labels::tag_at(reading, grammar, name);
    let month = reading.is(name, |meaning| matches!(meaning, Meaning::Month | Meaning::Label)).is_some();
    let closed = matches!(reading.word(amount.end), "," | "." | ";" | "") && !reading.glued(amount.end + 1);
    capital
        && !month
        && matches!(tag, Tag::Nnp | Tag::Nnps | Tag::Unknown)
        && reading.word(name + 1) == ","
        && closed
}

/// Gives bare numbers the noun that the sentence lets them count: "killing 17", "two dead", "of the 120 passengers, 84
/// were rescued", "killed 102 and 21 people".
fn share_nouns(reading: &Reading<'_>, grammar: &Grammar, found: &mut [Found]) {
    for index in 0..found.len() {
        if !found[index].bare {
            continue;
        }
        if let Some(counted) = number_of(reading, grammar, &found[index]) {
            found[index].quantity.unit = counted.unit(reading.text, grammar);
            found[index].quantity.counted = Some(counted.span);
        } else if counts_people(reading, &found[index]) {
            found[index].quantity.unit = reading.table.people.to_owned();
        } else if let Some(other) = noun_giver(reading, grammar, found, index) {
            let Quantity { unit, counted, .. } = &found[other].quantity;
            let (unit, counted) = (unit.clone(), *counted);
            found[index].quantity.unit = unit;
            found[index].quantity.counted = counted;
        } else if suffered(reading, grammar, &found[index]) {
            found[index].quantity.unit = reading.table.people.to_owned();
        }
    }
}

/// "the number of deaths climbed to 1,204": what was said to be counted, before the number in the same sentence.
fn number_of(reading: &Reading<'_>, grammar: &Grammar, found: &Found) -> Option<Counted> {
    let of = before(reading, found, |meaning| matches!(meaning, Meaning::NumberOf))?;
    let counted = counted::phrase(reading, grammar, of, true)?;
    (counted.span.end < found.quantity.span.start).then_some(counted)
}

/// The piece after the last such phrase not far before a number that follows a verb or "to".
fn before(reading: &Reading<'_>, found: &Found, wanted: fn(Meaning) -> bool) -> Option<PieceIndex> {
    let first = found.start.saturating_sub(SUBJECT_PIECES_MAX).max(reading.bounds.start);
    (first..found.start).rev().find_map(|at| reading.is(at, wanted))
}

const SUBJECT_PIECES_MAX: usize = 24;

/// "17 dead", "killing 17", "the death toll rose to 84".
fn counts_people(reading: &Reading<'_>, found: &Found) -> bool {
    if before(reading, found, |meaning| matches!(meaning, Meaning::Toll)).is_some() {
        return true;
    }
    let state = |meaning| matches!(meaning, Meaning::Casualty);
    let verb = |meaning| matches!(meaning, Meaning::CasualtyVerb).then_some(());
    reading.is(found.end, state).is_some() || reading.find_before(found.start, verb).is_some()
}

/// "Two were killed", "five are feared dead": what became of them follows the verb after the number.
fn suffered(reading: &Reading<'_>, grammar: &Grammar, found: &Found) -> bool {
    const REACH: usize = 3;
    let verb = labels::tag_at(reading, grammar, found.end);
    let became = |meaning| matches!(meaning, Meaning::Casualty | Meaning::CasualtyVerb);
    matches!(verb, Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md)
        && (found.end..=found.end + REACH).any(|at| reading.is(at, became).is_some())
}

/// The quantity of the same sentence whose noun a bare number counts too.
fn noun_giver(reading: &Reading<'_>, grammar: &Grammar, found: &[Found], index: usize) -> Option<usize> {
    let this = &found[index];
    let counts = |other: &Found| other.quantity.counted.is_some();
    let next = found.get(index + 1).filter(|next| counts(next));
    let joined = |next: &Found| {
        next.start == this.end + 1
            && reading
                .is(this.end, |meaning| matches!(meaning, Meaning::Joiner | Meaning::RangeJoint))
                .is_some()
    };
    if next.is_some_and(joined) {
        return Some(index + 1);
    }
    let follows = index > 0 && counts(&found[index - 1]);
    (follows && stands_for_noun(reading, grammar, this)).then(|| index - 1)
}

/// Whether a bare number is the subject of the verb after it, or is followed by "of them" or a place.
fn stands_for_noun(reading: &Reading<'_>, grammar: &Grammar, found: &Found) -> bool {
    let of = reading.is(found.end, |meaning| matches!(meaning, Meaning::Of));
    if let Some(of) = of {
        return reading.is(of, |meaning| matches!(meaning, Meaning::Pronoun)).is_some();
    }
    let tag = labels::tag_at(reading, grammar, found.end);
    matches!(tag, Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md | Tag::In)
}
