//! Numerals: figures and words, read from pieces.

use super::super::Approximator;
use super::pieces::{Meaning, PieceIndex, PieceKind, Reading};

/// A numeral at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    /// What it says.
    pub(super) value: f64,
    /// The piece after it.
    pub(super) end: PieceIndex,
    /// The magnitude word that the value contains (`1e6` for `1.5 million`), else 1.
    pub(super) factor: f64,
    /// How it is written.
    pub(super) written: Written,
    /// Whether it is an unknown multiple ("thousands of", "several hundred").
    pub(super) blur: Option<Approximator>,
}

/// How a numeral is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// Digits alone, without sign between groups or decimals, as years and codes are.
    Bare,
    /// Digits with signs, or with a magnitude.
    Figures,
    /// The one word that means one.
    One,
    /// Words.
    Words,
}

/// What stands before a numeral, as far as it decides how letters after figures are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// A sign of a currency: `$3m` is three million dollars.
    Money,
    /// Anything else: `3m` is three metres.
    Other,
}

/// The numeral that begins at piece `at`.
pub(super) fn read(reading: &Reading<'_>, at: PieceIndex, before: Before) -> Option<Number> {
    let number = match reading.kind(at)? {
        PieceKind::Figure => figures(reading, at, before),
        PieceKind::Word => words(reading, at),
        PieceKind::Mark => vulgar(reading.word(at)).map(|value| Number {
            value,
            end: at + 1,
            factor: 1.0,
            written: Written::Figures,
            blur: None,
        }),
        PieceKind::Odd => None,
    }?;
    number.value.is_finite().then_some(number)
}

/// The value of one piece of figures.
pub(super) fn figure_value(reading: &Reading<'_>, at: PieceIndex) -> f64 {
    let decimal = reading.table.decimal;
    let digits: String = reading
        .word(at)
        .chars()
        .filter(|&c| c.is_ascii_digit() || c == decimal)
        .map(|c| if c == decimal { '.' } else { c })
        .collect();
    digits.parse().unwrap_or(f64::NAN)
}

fn figures(reading: &Reading<'_>, at: PieceIndex, before: Before) -> Option<Number> {
    let word = reading.word(at);
    let bare = word.bytes().all(|byte| byte.is_ascii_digit());
    let mut number = Number {
        value: figure_value(reading, at),
        end: at + 1,
        factor: 1.0,
        written: if bare { Written::Bare } else { Written::Figures },
        blur: None,
    };
    if bare {
        part(reading, at, &mut number);
    }
    if let Some(end) = and_a_part(reading, number.end) {
        number.value += end.0;
        number.end = end.1;
        number.written = Written::Figures;
    }
    let letter = |meaning| match meaning {
        Meaning::Letter(value) => Some(value),
        _ => None,
    };
    if let Some((factor, end)) = reading.find(number.end, letter) {
        let long = reading.word(number.end).len() > 1;
        let capital = reading.word(number.end).starts_with(|c: char| c.is_ascii_uppercase());
        let thousand = factor == 1e3;
        let fits = reading.glued(number.end) && (before == Before::Money || long || capital || thousand);
        if (fits || before == Before::Money) && !is_symbol_too(reading, number.end, end, before) {
            multiply(&mut number, factor, end);
        }
    }
    magnitudes(reading, &mut number);
    Some(number)
}

/// Whether letters after figures are rather a unit (`mm`, `MB`): only currencies make them magnitudes then.
fn is_symbol_too(reading: &Reading<'_>, at: PieceIndex, end: PieceIndex, before: Before) -> bool {
    let unit = |meaning| matches!(meaning, Meaning::Symbol(_));
    before == Before::Other && reading.is(at, unit).is_some_and(|other| other >= end)
}

fn multiply(number: &mut Number, factor: f64, end: PieceIndex) {
    number.value *= factor;
    number.factor *= factor;
    number.end = end;
    number.written = if number.written == Written::Bare { Written::Figures } else { number.written };
}

/// Magnitude words after a numeral: `1.5 million`, `25 lakh`, `3 hundred thousand`.
pub(super) fn magnitudes(reading: &Reading<'_>, number: &mut Number) {
    let start = number.end;
    while let Some((factor, end)) = magnitude(reading, reading.past_hyphen(number.end)) {
        multiply(number, factor, end);
        if end - start > NUMERAL_PIECES_MAX {
            number.value = f64::INFINITY;
            return;
        }
    }
}

/// More pieces than any numeral of prose has. A longer row of number words is no numeral, and reading on to its end
/// from each of its words would take the square of its length.
const NUMERAL_PIECES_MAX: usize = 32;

/// Whether the word before a piece is a magnitude: what follows it begins no numeral of its own.
fn is_inside_a_row(reading: &Reading<'_>, at: PieceIndex) -> bool {
    at > 0 && magnitude(reading, at - 1).is_some()
}

/// A magnitude word, also in the plural after a number ("two millions").
fn magnitude(reading: &Reading<'_>, at: PieceIndex) -> Option<(f64, PieceIndex)> {
    reading.find(at, |meaning| match meaning {
        Meaning::Magnitude(value) => Some(value),
        _ => None,
    })
}

/// A part written with figures: `1/4`, `10 1/2`, `7½`.
fn part(reading: &Reading<'_>, at: PieceIndex, number: &mut Number) {
    if let Some((value, end)) = slashed(reading, at) {
        number.value = value;
        number.end = end;
        number.written = Written::Figures;
    } else if let Some((value, end)) = slashed(reading, at + 1)
        && !reading.glued(at + 1)
    {
        number.value += value;
        number.end = end;
        number.written = Written::Figures;
    } else if let Some(value) = vulgar(reading.word(at + 1)) {
        number.value += value;
        number.end = at + 2;
        number.written = Written::Figures;
    }
}

/// `1/4`: a proper fraction with a denominator that people use.
fn slashed(reading: &Reading<'_>, at: PieceIndex) -> Option<(f64, PieceIndex)> {
    let three = reading.kind(at)? == PieceKind::Figure
        && reading.word(at + 1) == "/"
        && reading.kind(at + 2)? == PieceKind::Figure
        && reading.glued(at + 1)
        && reading.glued(at + 2)
        && reading.word(at + 3) != "/";
    if !three {
        return None;
    }
    let (part, whole) = (figure_value(reading, at), figure_value(reading, at + 2));
    let usual = DENOMINATORS.contains(&whole);
    (usual && part > 0.0 && part < whole).then(|| (part / whole, at + 3))
}

const DENOMINATORS: [f64; 9] = [2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 16.0, 32.0];

/// The value of a fraction that is one character.
fn vulgar(word: &str) -> Option<f64> {
    let mut chars = word.chars();
    let value = match chars.next()? {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        _ => return None,
    };
    chars.next().is_none().then_some(value)
}

/// "and a half", "and three quarters" after a whole number: the part, and the piece after it.
pub(super) fn and_a_part(reading: &Reading<'_>, at: PieceIndex) -> Option<(f64, PieceIndex)> {
    let at = reading.past_hyphen(at);
    let joined = reading.is(at, |meaning| matches!(meaning, Meaning::Joiner))?;
    let joined = reading.past_hyphen(joined);
    let (count, end) = match reading.is(joined, |meaning| matches!(meaning, Meaning::Article)) {
        Some(end) => (1.0, end),
        None => cardinal(reading, joined)?,
    };
    let (value, end) = fraction(reading, reading.past_hyphen(end))?;
    Some((count * value, end))
}

fn fraction(reading: &Reading<'_>, at: PieceIndex) -> Option<(f64, PieceIndex)> {
    reading.find(at, |meaning| match meaning {
        Meaning::Fraction(value) => Some(value),
        _ => None,
    })
}

/// A numeral in words.
fn words(reading: &Reading<'_>, at: PieceIndex) -> Option<Number> {
    several(reading, at)
        .or_else(|| multiple(reading, at))
        .or_else(|| collective(reading, at))
        .or_else(|| part_of(reading, at))
        .or_else(|| whole(reading, at))
}

/// "several hundred", "a few thousand".
fn several(reading: &Reading<'_>, at: PieceIndex) -> Option<Number> {
    let end = reading.is(at, |meaning| matches!(meaning, Meaning::Several))?;
    let (value, end) = magnitude(reading, reading.past_hyphen(end))?;
    let mut number =
        Number { value, end, factor: value, written: Written::Words, blur: Some(Approximator::Several) };
    magnitudes(reading, &mut number);
    Some(number)
}

/// "thousands", "tens of thousands", "hundreds of millions".
fn multiple(reading: &Reading<'_>, at: PieceIndex) -> Option<Number> {
    let plural = |meaning| match meaning {
        Meaning::Multiple(value) => Some(value),
        _ => None,
    };
    let (mut value, mut end) = reading.find(at, plural)?;
    while let Some(of) = reading.is(end, |meaning| matches!(meaning, Meaning::Of))
        && let Some((factor, after)) = reading.find(of, plural)
        && factor > value
    {
        value *= factor;
        end = after;
    }
    Some(Number { value, end, factor: value, written: Written::Words, blur: Some(Approximator::Multiples) })
}

/// "a pair of".
fn collective(reading: &Reading<'_>, at: PieceIndex) -> Option<Number> {
    let (value, end) = reading.find(at, |meaning| match meaning {
        Meaning::Collective(value) => Some(value),
        _ => None,
    })?;
    Some(Number { value, end, factor: 1.0, written: Written::Words, blur: None })
}

/// "half", "two thirds", "a quarter", "half a million", "three quarters of a billion".
fn part_of(reading: &Reading<'_>, at: PieceIndex) -> Option<Number> {
    let article = |at| reading.is(at, |meaning| matches!(meaning, Meaning::Article));
    let counted = cardinal(reading, at).map(|(count, end)| (count, reading.past_hyphen(end)));
    let (count, start, opened) = match (article(at), counted) {
        (Some(end), _) => (1.0, end, true),
        (None, Some((count, end))) => (count, end, true),
        (None, None) => (1.0, at, false),
    };
    let (share, end) = fraction(reading, start)?;
    let value = count * share;
    let of = reading.is(end, |meaning| matches!(meaning, Meaning::Of));
    let big = of.or(Some(end)).and_then(|at| article(at).or(Some(at)));
    let big = big.and_then(|at| magnitude(reading, reading.past_hyphen(at)));
    let mut number = Number { value, end, factor: 1.0, written: Written::Words, blur: None };
    if let Some((factor, after)) = big {
        multiply(&mut number, factor, after);
        magnitudes(reading, &mut number);
        return Some(number);
    }
    let ordinal = share < 0.5 && share != 0.25 && article(at).is_some();
    let meant =
        of.is_some() || !ordinal && (opened || is_shared_out(reading, end)) || is_compared(reading, end);
    let bounded = !opened
        && reading.find_before(at, |meaning| matches!(meaning, Meaning::Before(_)).then_some(())).is_some();
    ((meant || bounded) && (opened || share == 0.5)).then_some(number)
}

/// Whether a bare "half" is followed by what it is the half of ("half the town", "half an hour").
fn is_shared_out(reading: &Reading<'_>, at: PieceIndex) -> bool {
    reading.is(at, |meaning| matches!(meaning, Meaning::Article | Meaning::Of | Meaning::Whole)).is_some()
}

/// "a third less", "a fifth higher".
fn is_compared(reading: &Reading<'_>, at: PieceIndex) -> bool {
    reading.is(at, |meaning| matches!(meaning, Meaning::UpAfter | Meaning::DownAfter)).is_some()
}

/// "one hundred and five", "a dozen", "twenty-three thousand".
fn whole(reading: &Reading<'_>, at: PieceIndex) -> Option<Number> {
    let (mut group, mut end, one) = match cardinal(reading, at) {
        Some((value, end)) => {
            (value, end, reading.is(at, |meaning| matches!(meaning, Meaning::One)).is_some())
        }
        None => {
            let end = reading.is(at, |meaning| matches!(meaning, Meaning::Article)).unwrap_or(at);
            if is_inside_a_row(reading, at) {
                return None;
            }
            magnitude(reading, end)?;
            (1.0, end, false)
        }
    };
    let mut total = 0.0;
    let mut factor: f64 = 1.0;
    let first = end;
    if let Some((part, after)) = and_a_part(reading, end)
        && group > 0.0
    {
        group += part;
        end = after;
    }
    loop {
        if end - at > NUMERAL_PIECES_MAX {
            return None;
        }
        let next = reading.past_hyphen(end);
        if let Some((value, after)) = magnitude(reading, next) {
            group = group.max(f64::from(u8::from(group == 0.0))) * value;
            factor = if value > factor || total == 0.0 { value } else { factor };
            end = after;
            if value >= 1e3 {
                total += group;
                group = 0.0;
            }
            continue;
        }
        if factor == 1.0 {
            break;
        }
        let joined = reading.is(next, |meaning| matches!(meaning, Meaning::Joiner)).unwrap_or(next);
        match cardinal(reading, joined) {
            Some((value, after)) if fits_below(total, group, value) => {
                group += value;
                end = after;
            }
            _ => break,
        }
    }
    let written = if one && end == first { Written::One } else { Written::Words };
    Some(Number { value: total + group, end, factor, written, blur: None })
}

/// Whether a cardinal continues a numeral: `five` after `one hundred`, not after `five` or a mere dozen.
fn fits_below(total: f64, group: f64, value: f64) -> bool {
    let below_hundred = group == 0.0 || group % 100.0 == 0.0;
    value < 100.0 && value > 0.0 && below_hundred && (group > 0.0 || total > 0.0)
}

/// A cardinal below one hundred, with its units: `seven`, `twenty-three`.
fn cardinal(reading: &Reading<'_>, at: PieceIndex) -> Option<(f64, PieceIndex)> {
    let simple = |at| {
        reading.find(at, |meaning| match meaning {
            Meaning::Cardinal(value) => Some(value),
            _ => None,
        })
    };
    let Some((tens, end)) = simple(at) else { return compound(reading, at) };
    if tens < 20.0 || tens % 10.0 != 0.0 || tens > 90.0 {
        return Some((tens, end));
    }
    let joined = match reading.table.compound {
        Some(_) => reading.is(end, |meaning| matches!(meaning, Meaning::Joiner)).unwrap_or(end),
        None => reading.past_hyphen(end),
    };
    match simple(joined) {
        Some((units, after)) if units < 10.0 && units > 0.0 => Some((tens + units, after)),
        _ => Some((tens, end)),
    }
}

/// A cardinal that is one word of parts: `dreiundzwanzig`.
fn compound(reading: &Reading<'_>, at: PieceIndex) -> Option<(f64, PieceIndex)> {
    let joint = reading.table.compound.filter(|joint| !joint.is_empty())?;
    if reading.kind(at)? != PieceKind::Word {
        return None;
    }
    let word = reading.word(at).to_lowercase();
    let value = |part: &str| {
        let found = reading.table.cardinals.iter().find(|(form, _)| *form == part);
        found.map(|&(_, value)| value)
    };
    let (units, tens) = word.split_once(joint)?;
    let (units, tens) = (value(units)?, value(tens)?);
    (units < 10.0 && (20.0..=90.0).contains(&tens)).then_some((tens + units, at + 1))
}
