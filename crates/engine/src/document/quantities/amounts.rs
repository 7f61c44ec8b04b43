//! Amounts: a numeral with its sign, currency, unit and rate, or a range of two.

use super::super::Approximator;
use super::numbers::{self, Before, Number, Written};
use super::pieces::{Meaning, PieceIndex, PieceKind, Reading, is_money};
use crate::languages::{Measure, Unit};

/// An amount at a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    /// Its first piece, sign and currency included.
    pub(super) start: PieceIndex,
    /// The piece after it.
    pub(super) end: PieceIndex,
    /// The number; the lower end of a range.
    pub(super) value: f64,
    /// The upper end of a range.
    pub(super) value_to: Option<f64>,
    /// Its unit, when it has one.
    pub(super) unit: Option<&'static Unit>,
    /// What it is taken by (`share`, in `$70 a share`).
    pub(super) rate: Option<&'static str>,
    /// A bound that the numeral itself says.
    pub(super) blur: Option<Approximator>,
    /// How the numeral is written.
    pub(super) written: Written,
    /// The magnitude word that the value contains, else 1.
    pub(super) factor: f64,
    /// Where the words before it begin that open a range ("between"); else `start`.
    pub(super) opened: PieceIndex,
}

/// The amount that begins at piece `at`.
pub(super) fn read(reading: &Reading<'_>, at: PieceIndex) -> Option<Amount> {
    if let Some(opener) = reading.is(at, |meaning| matches!(meaning, Meaning::RangeOpener)) {
        let first = single(reading, opener)?;
        let middle =
            reading.is(first.end, |meaning| matches!(meaning, Meaning::RangeMiddle | Meaning::RangeJoint));
        let second = middle.and_then(|middle| single(reading, middle));
        let range = second.and_then(|second| joined(first, second))?;
        return Some(Amount { opened: at, ..range });
    }
    let first = single(reading, at)?;
    let larger = ratio(reading, first).or_else(|| range(reading, first));
    Some(larger.unwrap_or(first))
}

/// A share told by two whole numbers: "one in five", "three out of every ten".
fn ratio(reading: &Reading<'_>, first: Amount) -> Option<Amount> {
    let whole = |amount: &Amount| {
        amount.unit.is_none()
            && amount.value.fract() == 0.0
            && amount.value > 0.0
            && amount.blur.is_none()
            && amount.written != Written::Figures
    };
    let of = reading.is(first.end, |meaning| matches!(meaning, Meaning::RatioJoint))?;
    let second = single(reading, of).filter(|second| whole(second) && whole(&first))?;
    let usual = second.value > first.value && second.value <= 100.0 && opens_clause(reading, first.start);
    let share =
        Amount { end: second.end, value: first.value / second.value, written: Written::Figures, ..first };
    usual.then_some(share)
}

/// Whether nothing governs the words at `start`, so that they can be the subject: "won 3 in 10 games" is no share.
fn opens_clause(reading: &Reading<'_>, start: PieceIndex) -> bool {
    let word = start > reading.bounds.start && reading.kind(start - 1) == Some(PieceKind::Word);
    let governs = |meaning| matches!(meaning, Meaning::Before(_) | Meaning::Joiner).then_some(());
    !word || reading.find_before(start, governs).is_some()
}

/// A range that begins with `first`: "19 to 22 million", "15-20%", "two or three".
fn range(reading: &Reading<'_>, first: Amount) -> Option<Amount> {
    let joint = reading.past_hyphen(first.end);
    let joint = if joint > first.end && reading.is(joint, is_joint).is_none() { first.end } else { joint };
    let after = reading.is(joint, is_joint)?;
    let after = reading.past_hyphen(after);
    let second = single(reading, after)?;
    let dash = reading.is_hyphen(joint);
    if dash && (first.written == Written::Words) != (second.written == Written::Words) && first.unit.is_none()
    {
        let mixed = first.factor == 1.0 && second.factor == 1.0;
        if !mixed || !reading.glued(joint) {
            return None;
        }
    }
    if chained(reading, second.end) || !dash && first.written == Written::One {
        return None;
    }
    let level = reading.is(joint, |meaning| matches!(meaning, Meaning::LevelJoint)).is_some();
    if level && (second.unit.is_none() || first.unit.is_some()) && tells_change(reading, first.start)
        || level && comes_from(reading, first.start)
    {
        return None;
    }
    joined(first, second)
}

/// Whether the words before an amount tell a rise or a fall, so that "to" leads to the new level: "fell 4 to 91".
fn tells_change(reading: &Reading<'_>, start: PieceIndex) -> bool {
    let mut at = start;
    for _ in 0..3 {
        let change = |meaning| matches!(meaning, Meaning::Up | Meaning::Down | Meaning::By).then_some(());
        if reading.find_before(at, change).is_some() {
            return true;
        }
        let between = |meaning| matches!(meaning, Meaning::Between | Meaning::Before(_)).then_some(());
        let Some(((), first)) = reading.find_before(at, between) else { return false };
        at = first;
    }
    false
}

/// Whether an amount is where something came from, not the lower end of a range: "from 29 percent to 33 percent".
fn comes_from(reading: &Reading<'_>, start: PieceIndex) -> bool {
    let from = |meaning| match meaning {
        Meaning::From => Some(true),
        Meaning::RangingFrom => Some(false),
        _ => None,
    };
    reading.find_before(start, from).is_some_and(|(comes, _)| comes)
}

fn is_joint(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::RangeJoint)
}

/// Whether another figure hangs on with a hyphen: a telephone number, a date, a code.
fn chained(reading: &Reading<'_>, end: PieceIndex) -> bool {
    reading.is_hyphen(end)
        && reading.glued(end)
        && reading.glued(end + 1)
        && reading.kind(end + 1) == Some(PieceKind::Figure)
}

/// Two amounts as one range; `None` when they are no range.
fn joined(first: Amount, second: Amount) -> Option<Amount> {
    if first.blur.is_some() || second.blur.is_some() || first.value_to.is_some() {
        return None;
    }
    let same = match (first.unit, second.unit) {
        (Some(one), Some(other)) => std::ptr::eq(one, other) || one.name == other.name,
        (Some(one), None) => one.measure == Measure::Money,
        (None, _) => true,
    };
    let low = if first.factor == 1.0 && second.factor >= 1e3 && first.value < second.value / second.factor {
        first.value * second.factor
    } else {
        first.value
    };
    if !same || low >= second.value {
        return None;
    }
    Some(Amount {
        end: second.end,
        value: low,
        value_to: Some(second.value),
        unit: second.unit.or(first.unit),
        rate: second.rate.or(first.rate),
        ..first
    })
}

/// One numeral with what belongs to it.
fn single(reading: &Reading<'_>, at: PieceIndex) -> Option<Amount> {
    let (sign, unsigned) = negative(reading, at);
    let before = currency(reading, unsigned);
    let mut start = before.map_or(unsigned, |(_, end)| end);
    if before.is_some() && reading.is_hyphen(start) && reading.glued(start) {
        start += 1;
    }
    let how = if before.is_some() { Before::Money } else { Before::Other };
    let number = numbers::read(reading, start, how)?;
    let mut amount = Amount {
        start: at,
        end: number.end,
        value: sign * number.value,
        value_to: None,
        unit: before.map(|(unit, _)| unit),
        rate: None,
        blur: number.blur,
        written: number.written,
        factor: number.factor,
        opened: at,
    };
    unit_after(reading, &mut amount, &number);
    rest_of_money(reading, &mut amount);
    amount.rate = None;
    if amount.unit.is_none() {
        amount.unit = scale(reading, amount.start);
    }
    if amount.unit.is_some() {
        rate_after(reading, &mut amount);
    }
    Some(amount)
}

/// A minus sign that belongs to the figures after it.
fn negative(reading: &Reading<'_>, at: PieceIndex) -> (f64, PieceIndex) {
    let minus = matches!(reading.word(at), "-" | "−");
    let figure = reading.kind(at + 1) == Some(PieceKind::Figure);
    let opens = !reading.glued(at) || reading.word(at.wrapping_sub(1)) == "(";
    if minus && figure && opens && reading.glued(at + 1) { (-1.0, at + 1) } else { (1.0, at) }
}

/// A currency's sign or code before figures.
fn currency(reading: &Reading<'_>, at: PieceIndex) -> Option<(&'static Unit, PieceIndex)> {
    let found = reading.find(at, |meaning| match meaning {
        Meaning::Symbol(unit) if unit.measure == Measure::Money => Some(unit),
        _ => None,
    })?;
    let figures = |at| reading.kind(at) == Some(PieceKind::Figure);
    (figures(found.1) || reading.is_hyphen(found.1) && figures(found.1 + 1)).then_some(found)
}

fn unit(reading: &Reading<'_>, at: PieceIndex) -> Option<(&'static Unit, PieceIndex)> {
    reading.find(at, |meaning| match meaning {
        Meaning::Unit(unit) | Meaning::Symbol(unit) => Some(unit),
        _ => None,
    })
}

/// Finds the unit after the numeral, if it has one.
fn unit_after(reading: &Reading<'_>, amount: &mut Amount, number: &Number) {
    let of = reading.is(amount.end, |meaning| matches!(meaning, Meaning::Of)).filter(|_| takes_of(number));
    let of = of.and_then(|of| reading.is(of, |meaning| matches!(meaning, Meaning::Article)).or(Some(of)));
    let article =
        reading.is(amount.end, |meaning| matches!(meaning, Meaning::Article)).filter(|_| amount.value < 1.0);
    let at = of.or(article).unwrap_or(reading.past_hyphen(amount.end));
    let ambiguous = reading.find(at, |meaning| match meaning {
        Meaning::MoneyOrMeasure(money, other) => Some((money, other)),
        _ => None,
    });
    let plain = unit(reading, at)
        .filter(|&(_, end)| fits(reading, amount, at, end))
        .or_else(|| enclosed(reading, at))
        .or_else(|| of_a_country(reading, at));
    let found = match (plain, ambiguous) {
        (Some((_, end)), Some((_, other))) if end > other => plain,
        (_, Some(((money, other), end))) => {
            let name = if is_money(amount.unit) || tells_of_money(reading, number) { money } else { other };
            named(reading, name).map(|unit| (unit, end))
        }
        (plain, None) => plain,
    };
    let Some((unit, end)) = found else { return };
    if let Some(known) = amount.unit {
        let next = reading.kind(end) == Some(PieceKind::Figure);
        if !next
            && unit.measure == Measure::Money
            && (known.name == unit.name || unit.name.ends_with(known.rate))
        {
            amount.end = end;
        }
        return;
    }
    amount.unit = Some(unit);
    amount.end = end;
    if unit.measure == Measure::Money {
        let mut whole = Number { value: amount.value, end, ..*number };
        numbers::magnitudes(reading, &mut whole);
        amount.value = whole.value;
        amount.end = whole.end;
    }
    if let Some((part, end)) = numbers::and_a_part(reading, amount.end) {
        amount.value += part;
        amount.end = end;
    }
}

/// A unit in brackets: `20 (kg)`.
fn enclosed(reading: &Reading<'_>, at: PieceIndex) -> Option<(&'static Unit, PieceIndex)> {
    let opens = matches!(reading.word(at), "(" | "[" | "{");
    let (unit, end) = unit(reading, at + 1).filter(|_| opens)?;
    matches!(reading.word(end), ")" | "]" | "}").then_some((unit, end + 1))
}

/// A currency after the adjective of its country: `Italian lire`.
fn of_a_country(reading: &Reading<'_>, at: PieceIndex) -> Option<(&'static Unit, PieceIndex)> {
    let adjective = reading.word(at).starts_with(char::is_uppercase);
    unit(reading, at + 1).filter(|&(unit, _)| adjective && is_money(Some(unit)))
}

/// The unit that stands before its number: "magnitude 7.1".
fn scale(reading: &Reading<'_>, start: PieceIndex) -> Option<&'static Unit> {
    let (name, _) = reading.find_before(start, |meaning| match meaning {
        Meaning::Scale(name) => Some(name),
        _ => None,
    })?;
    named(reading, name)
}

/// Whether a numeral is followed by "of" before its unit: "thousands of dollars", "a quarter of a mile".
fn takes_of(number: &Number) -> bool {
    number.blur.is_some() || number.factor > 1.0 && number.written == Written::Words
}

/// Whether a unit's form at `at` is meant as a unit: a single letter only where nothing else can be meant.
fn fits(reading: &Reading<'_>, amount: &Amount, at: PieceIndex, end: PieceIndex) -> bool {
    if reading.glued(end) && reading.kind(end) == Some(PieceKind::Figure) {
        return false;
    }
    let letter = end == at + 1 && reading.word(at).len() == 1 && reading.kind(at) == Some(PieceKind::Word);
    let figures = matches!(amount.written, Written::Bare | Written::Figures);
    let alone = reading.kind(end) != Some(PieceKind::Word) && !is_name_part(reading, end);
    !letter || figures && (alone || reading.glued(at) && at == amount.end)
}

fn is_name_part(reading: &Reading<'_>, end: PieceIndex) -> bool {
    matches!(reading.word(end), "." | "'" | "’" | "&" | "-") && reading.glued(end)
}

fn named(reading: &Reading<'_>, name: &str) -> Option<&'static Unit> {
    let units = reading.table.units.iter().chain(crate::languages::SYMBOLS);
    units.into_iter().find(|unit| unit.name == name)
}

/// Whether a number of pounds is money: nobody weighs millions, and some sentences tell of paying.
fn tells_of_money(reading: &Reading<'_>, number: &Number) -> bool {
    let money = |meaning| matches!(meaning, Meaning::MoneyWord);
    number.factor >= 1e6 || reading.bounds.clone().any(|at| reading.is(at, money).is_some())
}

/// "3 dollars 50 cents", "fifteen dollars and 20 cents", "15 dollars 50".
fn rest_of_money(reading: &Reading<'_>, amount: &mut Amount) {
    if !is_money(amount.unit) || amount.factor > 1.0 || amount.value.fract() != 0.0 {
        return;
    }
    let joined = reading.is(amount.end, |meaning| matches!(meaning, Meaning::Joiner));
    let Some(rest) = numbers::read(reading, joined.unwrap_or(amount.end), Before::Other) else { return };
    if rest.value >= 100.0 || rest.value.fract() != 0.0 {
        return;
    }
    let in_words = reading.kind(amount.end - 1) == Some(PieceKind::Word);
    let ends = !matches!(reading.kind(rest.end), Some(PieceKind::Word | PieceKind::Figure));
    let cents = match unit(reading, rest.end) {
        Some((small, end)) if matches!(small.name, "cent" | "penny") => Some(end),
        Some(_) => None,
        None => (in_words && ends && rest.value >= 10.0).then_some(rest.end),
    };
    let Some(end) = cents else { return };
    if amount.unit.is_some_and(|unit| !matches!(unit.name, "cent" | "penny")) {
        amount.value += rest.value / 100.0;
        amount.end = end;
    }
}

/// "a day", "per share", "an hour" after a unit.
pub(super) fn rate_after(reading: &Reading<'_>, amount: &mut Amount) {
    if let Some((rate, end)) = rate(reading, amount.end) {
        amount.rate = Some(rate);
        amount.end = end;
    }
}

/// What the words at `at` take an amount by, and the piece after them.
pub(super) fn rate(reading: &Reading<'_>, at: PieceIndex) -> Option<(&'static str, PieceIndex)> {
    let at = reading.past_hyphen(at);
    let per = reading.is(at, |meaning| matches!(meaning, Meaning::Per))?;
    let name = |meaning| match meaning {
        Meaning::Rate(name) => Some(name),
        _ => None,
    };
    let (name, end) = reading.find(reading.past_hyphen(per), name)?;
    let stopped = reading.is(end, |meaning| matches!(meaning, Meaning::NotRate)).is_some();
    (!stopped).then_some((name, end))
}
