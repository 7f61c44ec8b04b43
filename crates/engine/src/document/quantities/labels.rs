//! Numbers that count nothing: years, dates, times of day, addresses, telephone numbers, names.

use super::amounts::Amount;
use super::counted::Counted;
use super::numbers::Written;
use super::pieces::{Meaning, PieceIndex, PieceKind, Reading};
use crate::grammar::{Grammar, Tag};

/// Where the idiom or the label at `at` ends, which holds a number that counts nothing.
pub(super) fn idiom(reading: &Reading<'_>, at: PieceIndex) -> Option<PieceIndex> {
    reading
        .is(at, |meaning| matches!(meaning, Meaning::Idiom))
        .or_else(|| chain(reading, at))
        .or_else(|| row(reading, at))
        .or_else(|| clock(reading, at))
        .or_else(|| day_of_month(reading, at))
}

/// Three figures or more joined by the same sign (`2021-09-23`, `555-123-4567`), or three and four digits.
fn chain(reading: &Reading<'_>, at: PieceIndex) -> Option<PieceIndex> {
    let joint = reading.word(at + 1);
    if reading.kind(at)? != PieceKind::Figure || !matches!(joint, "-" | "/" | "." | "–") {
        return None;
    }
    let mut end = at + 1;
    let mut count = 1;
    while reading.word(end) == joint
        && reading.glued(end)
        && reading.glued(end + 1)
        && reading.kind(end + 1) == Some(PieceKind::Figure)
    {
        end += 2;
        count += 1;
    }
    let telephone =
        count == 2 && joint == "-" && reading.word(at).len() == 3 && is_digits(reading.word(at + 2), 4);
    (count > 2 || telephone).then_some(end)
}

/// Three bare figures or more in a row, as telephone numbers have: `20 7946 0958`.
fn row(reading: &Reading<'_>, at: PieceIndex) -> Option<PieceIndex> {
    let bare = |at: PieceIndex| {
        reading.kind(at) == Some(PieceKind::Figure)
            && reading.word(at).bytes().all(|byte| byte.is_ascii_digit())
    };
    let end = (at..reading.bounds.end).find(|&piece| !bare(piece)).unwrap_or(reading.bounds.end);
    let part = reading.word(end) == "/";
    (end >= at + 3 && !part).then_some(end)
}

fn is_digits(word: &str, count: usize) -> bool {
    word.len() == count && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// `10:30`, `9 a.m.`, `11pm`.
fn clock(reading: &Reading<'_>, at: PieceIndex) -> Option<PieceIndex> {
    if reading.kind(at)? != PieceKind::Figure {
        return None;
    }
    let mut end = at + 1;
    while reading.word(end) == ":"
        && reading.glued(end)
        && reading.glued(end + 1)
        && reading.kind(end + 1) == Some(PieceKind::Figure)
    {
        end += 2;
    }
    let zone = reading.is(end, |meaning| matches!(meaning, Meaning::Clock));
    if end > at + 1 || zone.is_some() { Some(zone.unwrap_or(end)) } else { None }
}

/// `5 January`, `January 5`, `Jan. 5`.
fn day_of_month(reading: &Reading<'_>, at: PieceIndex) -> Option<PieceIndex> {
    let day = reading.kind(at)? == PieceKind::Figure && (1..=2).contains(&reading.word(at).len());
    if !day {
        return None;
    }
    let month = |meaning| matches!(meaning, Meaning::Month);
    if let Some(end) = reading.is(at + 1, month) {
        return Some(end);
    }
    let before = reading.find_before(at, |meaning| month(meaning).then_some(()));
    // Where all is written small, the stop of "sept. 30" looks like the end of a sentence.
    let across =
        || at == reading.bounds.start && reading.follows(at, |meaning| matches!(meaning, Meaning::Month));
    (before.is_some() || across()).then_some(at + 1)
}

/// Whether an amount is a name, a year or an address rather than a count. `counted` says that a noun follows that
/// it may count, `bounded` that a word before it bounds it.
pub(super) fn is_label(reading: &Reading<'_>, amount: &Amount, counted: bool, bounded: bool) -> bool {
    hangs_on_letters(reading, amount, counted)
        || is_listed(reading, amount)
        || amount.unit.is_none()
            && (is_odd(reading, amount)
                || !bounded && amount.blur.is_none() && is_year(amount, counted)
                || !bounded && follows_label(reading, amount, counted)
                || is_address(reading, amount))
        || is_name(reading, amount)
}

/// `A320`, `covid-19`, `737s`, `5th`, `#1`.
fn hangs_on_letters(reading: &Reading<'_>, amount: &Amount, counted: bool) -> bool {
    let start = amount.opened;
    let word = |at: PieceIndex| reading.kind(at) == Some(PieceKind::Word);
    let sign = |at: PieceIndex| match reading.word(at) {
        "/" => at == 0 || reading.kind(at - 1) != Some(PieceKind::Figure),
        "'" | "’" => !counted && year_like(reading, amount),
        mark => matches!(mark, "#" | "@" | "_" | "№" | "\\" | "=" | "+"),
    };
    let glued_before = reading.glued(start) && start > 0 && (word(start - 1) || sign(start - 1));
    let hyphened = reading.glued(start)
        && start > 1
        && reading.is_hyphen(start - 1)
        && reading.glued(start - 1)
        && reading.kind(start - 2) != Some(PieceKind::Mark)
        && !is_numeral(reading, start - 2);
    let bracketed = glued_before_bracket(reading, amount);
    let glued_after = amount.unit.is_none() && reading.glued(amount.end) && word(amount.end);
    let written = matches!(amount.written, Written::Bare | Written::Figures);
    glued_before || hyphened || bracketed || glued_after && written || is_ordinal(reading, amount)
}

/// Paragraphs of laws: `501(c)(3)`.
fn glued_before_bracket(reading: &Reading<'_>, amount: &Amount) -> bool {
    let letter = reading.glued(amount.end)
        && reading.word(amount.end) == "("
        && reading.glued(amount.end + 1)
        && reading.word(amount.end + 1).len() == 1
        && reading.kind(amount.end + 1) == Some(PieceKind::Word);
    let inside = amount.start > 0
        && reading.word(amount.start - 1) == "("
        && reading.glued(amount.start)
        && reading.glued(amount.start - 1);
    letter || inside
}

/// Two bare digits, as in `class of '98`.
fn year_like(reading: &Reading<'_>, amount: &Amount) -> bool {
    amount.written == Written::Bare && reading.word(amount.start).len() == 2
}

fn is_numeral(reading: &Reading<'_>, at: PieceIndex) -> bool {
    let figure = reading.kind(at) == Some(PieceKind::Figure);
    if figure && (at == 0 || !reading.glued(at)) {
        return true;
    }
    reading
        .is(at, |meaning| matches!(meaning, Meaning::Cardinal(_) | Meaning::RangeJoint | Meaning::Unit(_)))
        .is_some()
}

/// `21 st` with the letters apart is left to the tokens; words of order never parse as numerals.
fn is_ordinal(reading: &Reading<'_>, amount: &Amount) -> bool {
    reading.is_hyphen(amount.end)
        && amount.unit.is_none()
        && reading.glued(amount.end)
        && matches!(reading.word(amount.end + 1), "th" | "st" | "nd" | "rd")
}

/// `1) first point`, `2. second point` at the start of a line.
fn is_listed(reading: &Reading<'_>, amount: &Amount) -> bool {
    if amount.written != Written::Bare || amount.end != amount.start + 1 {
        return false;
    }
    let first = amount.start == reading.bounds.start;
    let closes = reading.word(amount.end) == ")" && amount.start > 0 && reading.word(amount.start - 1) != "(";
    let enclosed = (amount.start.saturating_sub(8).max(reading.bounds.start)..amount.start)
        .any(|at| reading.word(at) == "(");
    closes && !enclosed || first && matches!(reading.word(amount.end), "." | ")" | ":")
}

/// Codes: leading zeros, or more digits than anybody prints without a sign between the groups.
fn is_odd(reading: &Reading<'_>, amount: &Amount) -> bool {
    let word = reading.word(amount.start);
    amount.written == Written::Bare && (word.len() > 1 && word.starts_with('0') || word.len() > 7)
}

/// A bare number in the range of years.
fn is_year(amount: &Amount, counted: bool) -> bool {
    let year = |value: f64| (1500.0..2100.0).contains(&value) && value.fract() == 0.0;
    if amount.written != Written::Bare || !year(amount.value) {
        return false;
    }
    let round = amount.value % 100.0 == 0.0;
    let span = amount.value_to.is_none_or(|to| year(to) || to < 100.0);
    span && !(counted && (round || amount.value < 1800.0))
}

/// `flight 370`, `Section 230`, `Boeing 737`.
fn follows_label(reading: &Reading<'_>, amount: &Amount, counted: bool) -> bool {
    let start = amount.opened;
    let label = reading.find_before(start, |meaning| matches!(meaning, Meaning::Label).then_some(()));
    let Some((_, first)) = label else { return false };
    let capital = reading.word(first).starts_with(char::is_uppercase) && first > reading.bounds.start;
    let small = amount.value < 1000.0 || amount.written == Written::Bare;
    small && (capital || !counted)
}

/// `the 787`, `a 737 jet`, `iPad 2`: a bare number after a name, or one that an article makes a thing.
pub(super) fn is_model(
    reading: &Reading<'_>,
    grammar: &Grammar,
    amount: &Amount,
    counted: Option<Counted>,
) -> bool {
    let version = amount.written == Written::Figures
        && amount.value < 100.0
        && matches!(tag_at(reading, grammar, amount.opened.wrapping_sub(1)), Tag::Nnp | Tag::Nnps);
    let plain = amount.written == Written::Bare || version;
    let plain = plain && amount.unit.is_none();
    let score = amount.value_to.is_none()
        && reading.is_hyphen(amount.end)
        && reading.glued(amount.end)
        && reading.kind(amount.end + 1) == Some(PieceKind::Figure);
    if !plain || score || amount.opened <= reading.bounds.start {
        return false;
    }
    if amount.value_to.is_some() {
        let article = tag_at(reading, grammar, amount.opened - 1) == Tag::Dt;
        return article && counted.is_none();
    }
    let plural = counted.is_some_and(|counted| is_plural(reading, grammar, counted));
    let of = reading.is(amount.end, |meaning| matches!(meaning, Meaning::Of)).is_some()
        || reading.table.plural_verbs.contains(&reading.word(amount.end));
    let large = amount.value >= 100.0;
    match tag_at(reading, grammar, amount.opened - 1) {
        Tag::Nnp | Tag::Nnps => counted.is_none(),
        Tag::Dt | Tag::PrpS | Tag::Pos => !plural && !of && (counted.is_none() || large),
        _ => large && !plural && counted.is_some(),
    }
}

/// Whether the head of a phrase is a plural, by its tag or because it is used as one (`crew`).
fn is_plural(reading: &Reading<'_>, grammar: &Grammar, counted: Counted) -> bool {
    matches!(grammar.tags[counted.head], Tag::Nns | Tag::Nnps)
        || reading.table.collective_nouns.contains(&grammar.lower(counted.head))
}

/// The tag of the token that a piece belongs to.
pub(super) fn tag_at(reading: &Reading<'_>, grammar: &Grammar, at: PieceIndex) -> Tag {
    if !reading.bounds.contains(&at) {
        return Tag::Unknown;
    }
    let byte = reading.pieces[at].span.start;
    let token = grammar.spans.partition_point(|token| token.end <= byte);
    grammar.tags.get(token).copied().unwrap_or_default()
}

/// `10 Downing Street`.
fn is_address(reading: &Reading<'_>, amount: &Amount) -> bool {
    let capital = |at: PieceIndex| reading.word(at).starts_with(char::is_uppercase);
    let figures = matches!(amount.written, Written::Bare | Written::Figures);
    figures
        && (amount.end..amount.end + 4)
            .take_while(|&at| capital(at))
            .skip(1)
            .any(|at| reading.is(at, |meaning| matches!(meaning, Meaning::Address)).is_some())
}

/// A number word with a capital inside a sentence, beside another capital: `Channel Four`, `Ocean's Eleven`.
fn is_name(reading: &Reading<'_>, amount: &Amount) -> bool {
    let capital = |at: PieceIndex| reading.word(at).starts_with(char::is_uppercase);
    let words = matches!(amount.written, Written::Words | Written::One);
    let inside =
        amount.start > reading.bounds.start && reading.kind(amount.start - 1) == Some(PieceKind::Word);
    words
        && inside
        && capital(amount.start)
        && (capital(amount.start - 1) || capital(amount.end))
        && !is_headline(reading)
}

/// Whether most words of the sentence have capitals.
fn is_headline(reading: &Reading<'_>) -> bool {
    let words = || reading.bounds.clone().filter(|&at| reading.kind(at) == Some(PieceKind::Word));
    let capitals = words().filter(|&at| reading.word(at).starts_with(char::is_uppercase)).count();
    capitals * 3 > words().count() * 2
}
