//! What the words around an amount say of it: bounds, rise and fall.

use super::super::{Approximator, Change};
use super::amounts::Amount;
use super::labels;
use super::numbers::Written;
use super::pieces::{Meaning, PieceIndex, PieceKind, Reading};
use crate::grammar::{Grammar, Tag};
use crate::languages::Measure;

/// The bound before an amount, and the first piece of its words.
pub(super) fn bound_before(reading: &Reading<'_>, amount: &Amount) -> Option<(Approximator, PieceIndex)> {
    let bound = |meaning| match meaning {
        Meaning::Before(bound) => Some(bound),
        _ => None,
    };
    let article = |meaning| matches!(meaning, Meaning::Article | Meaning::Whole).then_some(());
    let direct = reading.find_before(amount.opened, bound).or_else(|| {
        let (_, at) = reading.find_before(amount.opened, article)?;
        reading.find_before(at, bound)
    })?;
    let time = amount.unit.is_some_and(|unit| unit.measure == Measure::Time);
    let few = amount.unit.is_none() && matches!(amount.written, Written::Words) && amount.value <= 12.0;
    let other = |meaning| match meaning {
        Meaning::During => time,
        Meaning::Beneath => few,
        _ => false,
    };
    reading.is(direct.1, other).is_none().then_some(direct)
}

/// The bound after an amount or its noun ("or so"), when it stands at piece `at`.
pub(super) fn bound_after(reading: &Reading<'_>, at: PieceIndex) -> Option<Approximator> {
    let bound = |meaning| match meaning {
        Meaning::After(bound) => Some(bound),
        _ => None,
    };
    reading.find(reading.past_hyphen(at), bound).map(|(bound, _)| bound)
}

/// The rise or fall whose size an amount is. `from` is the first piece of the amount with its bound, `noun` the last
/// word of the noun phrase after it, if there is one.
pub(super) fn change(
    reading: &Reading<'_>,
    grammar: &Grammar,
    amount: &Amount,
    from: PieceIndex,
    noun: Option<PieceIndex>,
) -> Option<Change> {
    let measure = amount.unit.map(|unit| unit.measure);
    if measure == Some(Measure::Age) {
        return None;
    }
    told_before(reading, grammar, from, measure).or_else(|| match measure {
        None | Some(Measure::Time | Measure::Age) => None,
        Some(measure) => told_after(reading, amount.end, measure, noun),
    })
}

fn told_before(
    reading: &Reading<'_>,
    grammar: &Grammar,
    from: PieceIndex,
    measure: Option<Measure>,
) -> Option<Change> {
    let mut at = from;
    let mut by = false;
    for _ in 0..WORDS_BETWEEN_MAX {
        if let Some((change, first)) = reading.find_before(at, direction) {
            let told = match by {
                true => measure.is_some() || !is_passive(reading, first),
                false => tells_size(reading, first, at, measure),
            };
            return (told && !is_particle(reading, grammar, first, at)).then_some(change);
        }
        if let Some(change) = noun_before(reading, at) {
            return Some(change);
        }
        let between = reading.find_before(at, |meaning| match meaning {
            Meaning::By => Some(true),
            Meaning::Between | Meaning::Before(_) => Some(false),
            _ => None,
        });
        let Some((is_by, first)) = between else { break };
        by |= is_by;
        at = first;
    }
    if by && measure.is_some() { verb_far_before(reading, at) } else { None }
}

const WORDS_BETWEEN_MAX: usize = 4;

/// Whether a form of "to be" stands before a verb, so that "by" names who did it: "were raised by two mayors".
fn is_passive(reading: &Reading<'_>, first: PieceIndex) -> bool {
    first > reading.bounds.start && reading.table.changes.being.contains(&reading.word(first - 1))
}

/// Whether the verb of change at `first..end` tells the size of a change by the measure after it: "lost 5 percent"
/// does, "lost three friends" and "raised $5" do not.
fn tells_size(reading: &Reading<'_>, first: PieceIndex, end: PieceIndex, measure: Option<Measure>) -> bool {
    let doubtful = |meaning| match meaning {
        Meaning::NotOfCounts => measure.is_none(),
        Meaning::NotOfMoney => measure == Some(Measure::Money),
        _ => false,
    };
    !matches!(measure, Some(Measure::Time | Measure::Length)) && reading.is(first, doubtful) != Some(end)
}

/// Whether an adverb belongs to the verb before it ("lined up another $60 billion").
fn is_particle(reading: &Reading<'_>, grammar: &Grammar, first: PieceIndex, end: PieceIndex) -> bool {
    let adverb = first + 1 == end
        && matches!(labels::tag_at(reading, grammar, first), Tag::Rp | Tag::In | Tag::Rb)
        && first > reading.bounds.start;
    let verb = adverb && labels::tag_at(reading, grammar, first - 1).is_verb();
    verb && !reading.table.changes.being.contains(&reading.word(first - 1))
}

fn direction(meaning: Meaning) -> Option<Change> {
    match meaning {
        Meaning::Up => Some(Change::Up),
        Meaning::Down => Some(Change::Down),
        _ => None,
    }
}

/// "an increase of", "a fall of".
fn noun_before(reading: &Reading<'_>, at: PieceIndex) -> Option<Change> {
    let (_, of) = reading.find_before(at, |meaning| matches!(meaning, Meaning::Of).then_some(()))?;
    reading.find_before(of, noun).map(|(change, _)| change)
}

fn noun(meaning: Meaning) -> Option<Change> {
    match meaning {
        Meaning::UpNoun => Some(Change::Up),
        Meaning::DownNoun => Some(Change::Down),
        _ => None,
    }
}

/// The verb of "raised the minimum wage by": before the object, in the same clause.
fn verb_far_before(reading: &Reading<'_>, at: PieceIndex) -> Option<Change> {
    let first = at.saturating_sub(OBJECT_PIECES_MAX).max(reading.bounds.start);
    for piece in (first..at).rev() {
        if let Some((change, _)) = reading.find(piece, |meaning| direction(meaning).or(noun(meaning))) {
            return Some(change);
        }
        if reading.kind(piece) == Some(PieceKind::Mark)
            && matches!(reading.word(piece), "," | ";" | ":" | "(" | ")")
        {
            return None;
        }
    }
    None
}

const OBJECT_PIECES_MAX: usize = 12;

/// "5 percent higher", "an 8 percent increase".
fn told_after(
    reading: &Reading<'_>,
    end: PieceIndex,
    measure: Measure,
    last: Option<PieceIndex>,
) -> Option<Change> {
    let compared = matches!(measure, Measure::Share | Measure::Money | Measure::Temperature);
    let after = reading.find(reading.past_hyphen(end), |meaning| match meaning {
        Meaning::UpAfter if compared => Some(Change::Up),
        Meaning::DownAfter if compared => Some(Change::Down),
        _ => noun(meaning),
    });
    after.or_else(|| reading.find(last?, noun)).map(|(change, _)| change)
}
