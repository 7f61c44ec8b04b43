//! Pieces: a text cut finer than tokens, so that `$13.6m`, `30-year-old` and `15-20%` come apart the same way
//! whatever the tokens are; and the lexicon, which finds a language's phrases in the pieces.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::super::Approximator;
use crate::languages::Measure;
use crate::languages::{Bounds, Quantities, SYMBOLS, Unit};
use crate::text::{Span, plain};

/// A place in a list of pieces.
pub(super) type PieceIndex = usize;

/// The smallest part that a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it stands.
    pub(super) span: Span,
    /// What it is made of.
    pub(super) kind: PieceKind,
}

/// What a piece is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// Digits with the signs between their groups and before their decimals (`1,401.5`).
    Figure,
    /// Figures with more than one decimal sign: a version, an address, a date.
    Odd,
    /// Letters.
    Word,
    /// One character of anything else.
    Mark,
}

/// The pieces of a text in order; white space is no piece.
pub(super) fn cut(text: &str, signs: &Quantities) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(text.len() / 4);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let glued = pieces.last().is_some_and(|last: &Piece| last.span.end as usize == at);
        let (len, kind) = piece(&text[at..], signs, glued);
        pieces.push(Piece { span: Span::new(at, at + len), kind });
        at += len;
    }
    pieces
}

/// Length in bytes and kind of the first piece of `rest`, which is not empty.
fn piece(rest: &str, signs: &Quantities, glued: bool) -> (usize, PieceKind) {
    let first = rest.chars().next().unwrap_or(' ');
    let decimals = !glued && first == signs.decimal && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    if first.is_ascii_digit() || decimals {
        return figure(rest, signs);
    }
    if first.is_alphabetic() {
        let len = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        return (len, PieceKind::Word);
    }
    (first.len_utf8(), PieceKind::Mark)
}

/// Length and kind of the figures at the start of `rest`.
fn figure(rest: &str, signs: &Quantities) -> (usize, PieceKind) {
    let mut end = digits(rest);
    let mut groups = 0;
    while let Some(next) = group(&rest[end..], signs) {
        if end > 3 && groups == 0 {
            break;
        }
        end += next;
        groups += 1;
    }
    let mut points = 0;
    while let Some(next) = decimals(&rest[end..], signs) {
        end += next;
        points += 1;
    }
    (end, if points > 1 { PieceKind::Odd } else { PieceKind::Figure })
}

/// How many bytes of digits `text` starts with.
fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Length of a sign and the three digits after it (or two, before another group, as India writes). A space after the
/// sign is forgiven where the group begins with zero, which no number of its own does.
fn group(rest: &str, signs: &Quantities) -> Option<usize> {
    let sign = rest.chars().next()?;
    if sign != signs.grouping && !matches!(sign, '\u{a0}' | '\u{202f}' | '\u{2009}') {
        return None;
    }
    let after = &rest[sign.len_utf8()..];
    if let Some(spaced) = after.strip_prefix(" 0") {
        return (sign == signs.grouping && digits(spaced) == 2).then_some(sign.len_utf8() + 4);
    }
    let count = digits(after);
    let indian = count == 2 && sign == signs.grouping && group(&after[2..], signs).is_some();
    (count == 3 || indian).then_some(sign.len_utf8() + count)
}

/// Length of a decimal sign and the digits after it.
fn decimals(rest: &str, signs: &Quantities) -> Option<usize> {
    let after = rest.strip_prefix(signs.decimal)?;
    let count = digits(after);
    (count > 0).then_some(signs.decimal.len_utf8() + count)
}

/// What a phrase of the language tables means to the rules.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "each is named after the table in languages.rs that it comes from")]
pub(super) enum Meaning {
    Cardinal(f64),
    Magnitude(f64),
    Letter(f64),
    Multiple(f64),
    Several,
    Collective(f64),
    Fraction(f64),
    Article,
    Joiner,
    One,
    RangeOpener,
    RangeMiddle,
    RangeJoint,
    Unit(&'static Unit),
    /// A unit whose form is a sign, a code or a symbol.
    Symbol(&'static Unit),
    /// A word for a currency or for a measure.
    MoneyOrMeasure(&'static str, &'static str),
    MoneyWord,
    Per,
    Rate(&'static str),
    Before(Approximator),
    After(Approximator),
    Up,
    Down,
    UpNoun,
    DownNoun,
    UpAfter,
    DownAfter,
    By,
    Of,
    Between,
    AgeBefore,
    Filler,
    Casualty,
    CasualtyVerb,
    Multiplied(f64),
    MultipliedNoun,
    Label,
    Address,
    Month,
    Clock,
    Idiom,
    Pronoun,
    Occurrence,
    NotRate,
    During,
    RatioJoint,
    Scale(&'static str),
    NumberOf,
    Toll,
    From,
    RangingFrom,
    LevelJoint,
    Beneath,
    NotOfCounts,
    NotOfMoney,
    Whole,
}

/// All phrases of a language, to be found by their first piece.
#[derive(Debug)]
pub(super) struct Lexicon {
    entries: Vec<Entry>,
    /// From the hash of a first piece to the latest entry that begins so.
    first: FxHashMap<u64, u32>,
}

#[derive(Debug)]
struct Entry {
    form: &'static str,
    meaning: Meaning,
    /// The entry before it with the same first piece.
    next: Option<u32>,
}

impl Lexicon {
    /// Every phrase of a language's numbers.
    pub(super) fn new(table: &'static Quantities) -> Lexicon {
        let mut lexicon = Lexicon { entries: Vec::with_capacity(2048), first: FxHashMap::default() };
        lexicon.first.reserve(1536);
        let signs = table;
        for (list, meaning) in word_lists(table) {
            for form in list {
                lexicon.add(form, meaning, signs);
            }
        }
        for (list, meaning) in number_lists(table) {
            for &(form, value) in list {
                lexicon.add(form, meaning(value), signs);
            }
        }
        for &(form, name) in table.rates {
            lexicon.add(form, Meaning::Rate(name), signs);
        }
        for &(form, name) in table.scales {
            lexicon.add(form, Meaning::Scale(name), signs);
        }
        for &(form, money, other) in table.money_or_measure {
            lexicon.add(form, Meaning::MoneyOrMeasure(money, other), signs);
        }
        for unit in table.units {
            for form in unit.forms {
                lexicon.add(form, Meaning::Unit(unit), signs);
            }
        }
        for unit in SYMBOLS {
            for form in unit.forms {
                lexicon.add(form, Meaning::Symbol(unit), signs);
            }
        }
        lexicon
    }

    fn add(&mut self, form: &'static str, meaning: Meaning, signs: &Quantities) {
        let (len, _) = piece(form, signs, false);
        let index = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let next = self.first.insert(key(&form[..len]), index);
        self.entries.push(Entry { form, meaning, next });
    }
}

type WordList = (&'static [&'static str], Meaning);

fn word_lists(table: &'static Quantities) -> impl Iterator<Item = WordList> {
    let plain = [
        (table.several, Meaning::Several),
        (table.articles, Meaning::Article),
        (table.joiners, Meaning::Joiner),
        (table.ones, Meaning::One),
        (table.range_openers, Meaning::RangeOpener),
        (table.range_middles, Meaning::RangeMiddle),
        (table.range_joints, Meaning::RangeJoint),
        (table.money_words, Meaning::MoneyWord),
        (table.per, Meaning::Per),
        (table.not_rates, Meaning::NotRate),
        (table.during, Meaning::During),
        (table.beneath, Meaning::Beneath),
        (table.ratio_joints, Meaning::RatioJoint),
        (table.numbers_of, Meaning::NumberOf),
        (table.tolls, Meaning::Toll),
        (table.from, Meaning::From),
        (table.ranging_from, Meaning::RangingFrom),
        (table.level_joints, Meaning::LevelJoint),
        (table.changes.not_of_counts, Meaning::NotOfCounts),
        (table.changes.not_of_money, Meaning::NotOfMoney),
        (table.wholes, Meaning::Whole),
        (table.changes.up, Meaning::Up),
        (table.changes.down, Meaning::Down),
        (table.changes.up_nouns, Meaning::UpNoun),
        (table.changes.down_nouns, Meaning::DownNoun),
        (table.changes.up_after, Meaning::UpAfter),
        (table.changes.down_after, Meaning::DownAfter),
        (table.changes.by, Meaning::By),
        (table.changes.of, Meaning::Of),
        (table.changes.between, Meaning::Between),
        (table.ages.before, Meaning::AgeBefore),
        (table.fillers, Meaning::Filler),
        (table.casualties, Meaning::Casualty),
        (table.casualty_verbs, Meaning::CasualtyVerb),
        (table.multiplied_nouns, Meaning::MultipliedNoun),
        (table.labels, Meaning::Label),
        (table.addresses, Meaning::Address),
        (table.months, Meaning::Month),
        (table.clock, Meaning::Clock),
        (table.idioms, Meaning::Idiom),
        (table.pronouns, Meaning::Pronoun),
        (table.occurrences, Meaning::Occurrence),
    ];
    let before = bounds(&table.bounds_before).map(|(list, bound)| (list, Meaning::Before(bound)));
    let after = bounds(&table.bounds_after).map(|(list, bound)| (list, Meaning::After(bound)));
    plain.into_iter().chain(before).chain(after)
}

fn bounds(table: &'static Bounds) -> [(&'static [&'static str], Approximator); 6] {
    [
        (table.about, Approximator::About),
        (table.nearly, Approximator::Nearly),
        (table.more_than, Approximator::MoreThan),
        (table.at_least, Approximator::AtLeast),
        (table.less_than, Approximator::LessThan),
        (table.up_to, Approximator::UpTo),
    ]
}

type NumberList = (&'static [(&'static str, f64)], fn(f64) -> Meaning);

fn number_lists(table: &'static Quantities) -> [NumberList; 7] {
    [
        (table.cardinals, Meaning::Cardinal),
        (table.magnitudes, Meaning::Magnitude),
        (table.magnitude_letters, Meaning::Letter),
        (table.multiples, Meaning::Multiple),
        (table.collectives, Meaning::Collective),
        (table.fractions, Meaning::Fraction),
        (table.multiplied, Meaning::Multiplied),
    ]
}

/// FNV-1a of the lower-case piece: a collision costs a comparison, nothing else.
fn key(piece: &str) -> u64 {
    piece.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A text in pieces, with the lexicon of its language.
#[derive(Debug)]
pub(super) struct Reading<'t> {
    /// The text.
    pub(super) text: &'t str,
    /// Its pieces.
    pub(super) pieces: Vec<Piece>,
    /// The language's tables.
    pub(super) table: &'static Quantities,
    lexicon: Lexicon,
    /// The pieces that rules may look at: those of one sentence.
    pub(super) bounds: Range<PieceIndex>,
}

impl<'t> Reading<'t> {
    /// Cuts a text, with all of it in bounds.
    pub(super) fn new(text: &'t str, table: &'static Quantities) -> Reading<'t> {
        let pieces = cut(text, table);
        let bounds = 0..pieces.len();
        Reading { text, pieces, table, lexicon: Lexicon::new(table), bounds }
    }

    /// The words of a piece in bounds; empty outside.
    pub(super) fn word(&self, at: PieceIndex) -> &'t str {
        if self.bounds.contains(&at) { self.pieces[at].span.of(self.text) } else { "" }
    }

    /// The kind of a piece in bounds.
    pub(super) fn kind(&self, at: PieceIndex) -> Option<PieceKind> {
        self.bounds.contains(&at).then(|| self.pieces[at].kind)
    }

    /// The span of a range of pieces, which is not empty.
    pub(super) fn span(&self, range: Range<PieceIndex>) -> Span {
        self.pieces[range.start].span.to(self.pieces[range.end - 1].span)
    }

    /// Whether nothing stands between a piece and the one before it.
    pub(super) fn glued(&self, at: PieceIndex) -> bool {
        at > self.bounds.start
            && at < self.bounds.end
            && self.pieces[at - 1].span.end == self.pieces[at].span.start
    }

    /// Whether the piece is a hyphen or a dash as short as one.
    pub(super) fn is_hyphen(&self, at: PieceIndex) -> bool {
        matches!(self.word(at), "-" | "‐" | "‑" | "–")
    }

    /// The first piece at or after `at` that is no hyphen.
    pub(super) fn past_hyphen(&self, at: PieceIndex) -> PieceIndex {
        if self.is_hyphen(at) { at + 1 } else { at }
    }

    /// The longest phrase at `at` whose meaning `pick` takes, and the piece after it.
    pub(super) fn find<T>(
        &self,
        at: PieceIndex,
        pick: impl Fn(Meaning) -> Option<T>,
    ) -> Option<(T, PieceIndex)> {
        let mut best: Option<(T, PieceIndex)> = None;
        let mut next = self.lexicon.first.get(&key(self.word(at))).copied();
        while let Some(index) = next {
            let entry = &self.lexicon.entries[index as usize];
            next = entry.next;
            let Some(value) = pick(entry.meaning) else { continue };
            let Some(end) = self.matched(at, entry.form) else { continue };
            if best.as_ref().is_none_or(|(_, longest)| end > *longest) {
                best = Some((value, end));
            }
        }
        best
    }

    /// Whether a phrase with that meaning stands at `at`: the piece after it.
    pub(super) fn is(&self, at: PieceIndex, pick: impl Fn(Meaning) -> bool) -> Option<PieceIndex> {
        self.find(at, |meaning| pick(meaning).then_some(())).map(|((), end)| end)
    }

    /// The longest phrase that ends before piece `end` and whose meaning `pick` takes, and its first piece.
    pub(super) fn find_before<T>(
        &self,
        end: PieceIndex,
        pick: impl Fn(Meaning) -> Option<T>,
    ) -> Option<(T, PieceIndex)> {
        let first = end.saturating_sub(PHRASE_PIECES_MAX).max(self.bounds.start);
        (first..end).find_map(|at| self.find_exact(at, end, &pick).map(|value| (value, at)))
    }

    /// Whether a phrase of two pieces with that meaning ends right before `at`, in whatever sentence.
    pub(super) fn follows(&self, at: PieceIndex, is: impl Fn(Meaning) -> bool) -> bool {
        let Some(start) = at.checked_sub(2) else { return false };
        let mut next = self.lexicon.first.get(&key(self.pieces[start].span.of(self.text))).copied();
        while let Some(index) = next {
            let entry = &self.lexicon.entries[index as usize];
            next = entry.next;
            if is(entry.meaning) && self.matched(start, entry.form) == Some(at) {
                return true;
            }
        }
        false
    }

    fn find_exact<T>(
        &self,
        at: PieceIndex,
        end: PieceIndex,
        pick: impl Fn(Meaning) -> Option<T>,
    ) -> Option<T> {
        let mut next = self.lexicon.first.get(&key(self.word(at))).copied();
        while let Some(index) = next {
            let entry = &self.lexicon.entries[index as usize];
            next = entry.next;
            if let Some(value) = pick(entry.meaning)
                && self.matched(at, entry.form) == Some(end)
            {
                return Some(value);
            }
        }
        None
    }

    /// Whether `form` stands at piece `at`: the piece after it. A space in the form is any white space and hyphen
    /// in the text. A form of one letter, or with a capital, must stand there in that case.
    fn matched(&self, at: PieceIndex, form: &str) -> Option<PieceIndex> {
        let exact = form.len() == 1 && form != "a" || form.bytes().any(|byte| byte.is_ascii_uppercase());
        let start = self.pieces.get(at)?.span.start as usize;
        let mut rest = self.text[start..].chars();
        let mut stands = start;
        for wanted in form.chars() {
            if wanted == ' ' {
                let gap = rest.clone().take_while(|&c| is_gap(c)).take(GAP_CHARS_MAX);
                let len: usize = gap.map(char::len_utf8).sum();
                if len == 0 {
                    return None;
                }
                stands += len;
                rest = self.text[stands..].chars();
                continue;
            }
            let found = rest.next()?;
            let same = found == wanted || !exact && plain(found).to_lowercase().eq([wanted]);
            if !same {
                return None;
            }
            stands += found.len_utf8();
        }
        self.piece_ending(at, stands)
    }

    /// The piece after the one that ends at byte `end`, looking from `at` on.
    fn piece_ending(&self, at: PieceIndex, end: usize) -> Option<PieceIndex> {
        let inside = &self.pieces[at..self.bounds.end.max(at)];
        let count = inside.iter().take_while(|piece| (piece.span.end as usize) < end).count();
        let last = inside.get(count)?;
        (last.span.end as usize == end).then_some(at + count + 1)
    }
}

/// Phrases are no longer than this.
const PHRASE_PIECES_MAX: usize = 7;
/// A space in a phrase covers no more than this (` - `).
const GAP_CHARS_MAX: usize = 3;

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\u{a0}' | '-' | '‐' | '‑' | '\u{202f}')
}

/// Whether a unit measures money.
pub(super) fn is_money(unit: Option<&Unit>) -> bool {
    unit.is_some_and(|unit| unit.measure == Measure::Money)
}
