//! Counts of units: figures and words, with fractions.

use super::fields::Count;
use super::pieces::{Figures, Piece, kind};
use crate::languages::times::Word;

/// The count that begins at a piece, and the piece after it.
pub(super) fn read(pieces: &[Piece], at: usize, slash: u16) -> Option<(Count, usize)> {
    let article = usize::from(meaning(pieces, at) == Some(Word::Article));
    let (count, next) = match meaning(pieces, at + article) {
        Some(Word::Few) => (Count::Several, at + article + 1),
        Some(Word::Several) if article == 0 => (Count::Several, at + 1),
        Some(Word::Times(times)) if article == 1 => (Count::Tenths(u32::from(times) * 10), at + article + 1),
        Some(Word::Group(number)) => (Count::Tenths(u32::from(number) * 10), at + article + 1),
        _ if article == 1 => return None,
        _ => exact(pieces, at, slash)?,
    };
    let grouped = matches!(meaning(pieces, next - 1), Some(Word::Group(_) | Word::Times(_)));
    let of = usize::from(grouped && meaning(pieces, next) == Some(Word::Of));
    Some((count, next + of))
}

fn meaning(pieces: &[Piece], at: usize) -> Option<Word> {
    pieces.get(at).and_then(|piece| piece.words[0])
}

fn exact(pieces: &[Piece], at: usize, slash: u16) -> Option<(Count, usize)> {
    let (tenths, next) = match pieces.get(at)?.figures {
        Figures::Number(tenths) if pieces[at].kinds & kind::NUMBER != 0 => (tenths, at + 1),
        Figures::Not => words(pieces, at)?,
        _ => return None,
    };
    let (more, next) = fraction(pieces, next, slash).unwrap_or((0, next));
    Some((Count::Tenths(tenths.saturating_add(more)), next))
}

/// A number in words below a million, in tenths.
fn words(pieces: &[Piece], at: usize) -> Option<(u32, usize)> {
    let (mut number, mut next) = match meaning(pieces, at)? {
        Word::Number(number) => tens_and_ones(pieces, at, number),
        _ => return None,
    };
    while number <= LARGEST
        && let Some(Word::Times(times)) = meaning(pieces, next)
    {
        number = number.saturating_mul(u32::from(times));
        next += 1;
        if let Some(Word::Number(more)) = meaning(pieces, next) {
            let (more, after) = tens_and_ones(pieces, next, more);
            number = number.saturating_add(more);
            next = after;
        }
    }
    (number <= LARGEST).then_some((number * 10, next))
}

/// The largest number in words that counts units of time. Reading stops there: a row of number words is no count.
const LARGEST: u32 = 1_000_000;

/// "twenty-five" from "twenty".
fn tens_and_ones(pieces: &[Piece], at: usize, number: u16) -> (u32, usize) {
    let number = u32::from(number);
    let hyphen = usize::from(meaning(pieces, at + 1) == Some(Word::Hyphen));
    match meaning(pieces, at + 1 + hyphen) {
        Some(Word::Number(ones @ 1..=9)) if number >= 20 && number % 10 == 0 => {
            (number + u32::from(ones), at + 2 + hyphen)
        }
        _ => (number, at + 1),
    }
}

/// "1/2" or "and a half" after a whole number, in tenths.
fn fraction(pieces: &[Piece], at: usize, slash: u16) -> Option<(u32, usize)> {
    if meaning(pieces, at) == Some(Word::And) {
        let article = usize::from(meaning(pieces, at + 1) == Some(Word::Article));
        return (meaning(pieces, at + 1 + article) == Some(Word::Half)).then_some((5, at + 2 + article));
    }
    let [over, stroke, under] = pieces.get(at..at + 3)? else { return None };
    match (over.figures, under.figures) {
        (Figures::Number(over), Figures::Number(under))
            if stroke.literal == slash && under >= 20 && over < under =>
        {
            Some((over * 10 / under, at + 3))
        }
        _ => None,
    }
}

/// A year in words ("nineteen ninety-six"). "Two thousand" alone counts far more often than it dates.
pub(super) fn spoken_year(pieces: &[Piece], at: usize) -> Option<(i16, usize)> {
    let Some(Word::Number(century)) = meaning(pieces, at) else { return None };
    let Some(Word::Number(tens)) = meaning(pieces, at + 1) else { return None };
    let (years, next) = tens_and_ones(pieces, at + 1, tens);
    let year = i16::try_from(u32::from(century) * 100 + years).ok()?;
    ((15..=20).contains(&century) && tens >= 10 && years < 100).then_some((year, next))
}
