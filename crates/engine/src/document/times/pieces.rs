//! Pieces: the words, figures and marks of a text as phrases of time are made of them.
//!
//! Finer than tokens, because times hide inside compounds ("two-month", "mid-1990s") and coarser where figures make one
//! time ("10:30", "2021-09-23").

use rustc_hash::FxHashMap;

use super::fields::{Clock, Ymd};
use crate::languages::times::{Times, Word};
use crate::text::Span;

/// Kinds of words, as bits, so that one look tells whether a piece can begin a phrase.
pub(super) type Kinds = u32;

/// The bits of [`Kinds`].
#[rustfmt::skip]
pub(super) mod kind {
    use super::Kinds;
    pub(crate) const NUMBER: Kinds = 1; // figures or a number word
    pub(crate) const ORDINAL: Kinds = 1 << 1;
    pub(crate) const MONTH: Kinds = 1 << 2;
    pub(crate) const CLEAR_MONTH: Kinds = 1 << 3;
    pub(crate) const WEEKDAY: Kinds = 1 << 4;
    pub(crate) const SHORT_DAY: Kinds = 1 << 5;
    pub(crate) const WEEKDAYS: Kinds = 1 << 6;
    pub(crate) const SEASON: Kinds = 1 << 7;
    pub(crate) const PART: Kinds = 1 << 8;
    pub(crate) const HOUR: Kinds = 1 << 9;
    pub(crate) const UNIT: Kinds = 1 << 10;
    pub(crate) const UNITS: Kinds = 1 << 11;
    pub(crate) const SHIFT: Kinds = 1 << 12;
    pub(crate) const DAY_WORD: Kinds = 1 << 13;
    pub(crate) const HOLIDAY: Kinds = 1 << 14;
    pub(crate) const DECADE: Kinds = 1 << 15;
    pub(crate) const ZONE: Kinds = 1 << 16;
    pub(crate) const MERIDIEM: Kinds = 1 << 17;
    pub(crate) const DAY: Kinds = 1 << 18;
    pub(crate) const YEAR: Kinds = 1 << 19;
    pub(crate) const FOUR: Kinds = 1 << 20;
    pub(crate) const CLOCK: Kinds = 1 << 21;
    pub(crate) const DATE: Kinds = 1 << 22;
    pub(crate) const CLEAR_UNIT: Kinds = 1 << 23;
}

/// What words tell of the times around them, as bits.
pub(super) mod cue {
    /// [`super::Times::ahead`]
    pub(crate) const AHEAD: u16 = 1;
    /// [`super::Times::toward`]
    pub(crate) const TOWARD: u16 = 1 << 1;
    /// [`super::Times::back`]
    pub(crate) const BACK: u16 = 1 << 2;
    /// [`super::Times::year_cues`]
    pub(crate) const YEAR: u16 = 1 << 3;
    /// [`super::Times::no_past`]
    pub(crate) const NO_PAST: u16 = 1 << 4;
    /// [`super::Times::rate_cues`]
    pub(crate) const RATE: u16 = 1 << 5;
    /// [`super::Times::past_endings`]
    pub(crate) const PAST_ENDING: u16 = 1 << 6;
    /// [`super::Times::infinitive`]
    pub(crate) const INFINITIVE: u16 = 1 << 7;
    /// [`super::Times::perfect`]
    pub(crate) const PERFECT: u16 = 1 << 8;
    /// A sign of money, number or address before figures (`$`, `#`).
    pub(crate) const SIGN: u16 = 1 << 10;
    /// [`super::Times::month_cues`]
    pub(crate) const MONTH: u16 = 1 << 9;
}

/// What figures say.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Figures {
    /// No figures.
    #[default]
    Not,
    /// A plain number, in tenths.
    Number(u32),
    /// A time of day.
    Clock(Clock),
    /// A whole date.
    Date(Ymd),
    /// A decade by its first year, with the century (1980) or without (80).
    Decade(u16),
}

/// A word, a run of figures, or a mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Where it stands.
    pub(super) span: Span,
    /// What it can be.
    pub(super) kinds: Kinds,
    /// Which word of the phrases it is; 0 for none.
    pub(super) literal: u16,
    /// What the word means.
    pub(super) words: [Option<Word>; 2],
    /// What the word tells of the times around it, as bits of [`cue`].
    pub(super) cues: u16,
    /// What the figures say.
    pub(super) figures: Figures,
    /// Whether space stands before it.
    pub(super) spaced: bool,
    /// Whether a new paragraph or sentence begins with it.
    pub(super) begins: bool,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
}

/// The words of a language's times: what each means, and its number as a literal of phrases.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    entries: FxHashMap<&'static str, Entry>,
    literals: u16,
    month_first: bool,
    capitals: bool,
    past_endings: &'static [&'static str],
    ahead_endings: &'static [&'static str],
}

#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    literal: u16,
    words: [Option<Word>; 2],
    cues: u16,
    doubtful: bool,
}

impl Lexicon {
    pub(super) fn of(times: &Times) -> Lexicon {
        let mut lexicon = Lexicon {
            month_first: times.month_first,
            capitals: times.capitals,
            past_endings: times.past_endings,
            ahead_endings: times.ahead_endings,
            ..Lexicon::default()
        };
        for &(word, meaning) in times.words {
            let entry = lexicon.entries.entry(word).or_default();
            let free = usize::from(entry.words[0].is_some());
            entry.words[free] = Some(meaning);
        }
        let cues = [
            (times.ahead, cue::AHEAD),
            (times.toward, cue::TOWARD),
            (times.back, cue::BACK),
            (times.year_cues, cue::YEAR),
            (times.no_past, cue::NO_PAST),
            (times.rate_cues, cue::RATE),
            (times.infinitive, cue::INFINITIVE),
            (times.perfect, cue::PERFECT),
            (times.month_cues, cue::MONTH),
        ];
        for (words, bit) in cues {
            for word in words {
                lexicon.entries.entry(word).or_default().cues |= bit;
            }
        }
        for word in times.doubtful {
            lexicon.entries.entry(word).or_default().doubtful = true;
        }
        lexicon
    }

    /// The number of a word as a literal of phrases.
    pub(super) fn literal(&mut self, word: &'static str) -> u16 {
        let entry = self.entries.entry(word).or_default();
        if entry.literal == 0 {
            self.literals += 1;
            entry.literal = self.literals;
        }
        entry.literal
    }

    fn entry(&self, lower: &str) -> Option<Entry> {
        self.entries.get(lower).copied()
    }
}

/// What has a name of its own in languages that write it with a capital.
const NAMED: Kinds = kind::MONTH | kind::CLEAR_MONTH | kind::WEEKDAY;

/// Cuts a text into pieces. `begins` tells of a byte whether a sentence begins there.
pub(super) fn cut(text: &str, lexicon: &Lexicon, mut begins: impl FnMut(usize) -> bool) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(text.len() / 4);
    let mut at = 0;
    let mut new_lines = 2;
    let mut spaced = true;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            new_lines += usize::from(first == '\n');
            spaced = true;
            at += first.len_utf8();
            continue;
        }
        let mut piece = next(text, at, first, lexicon);
        piece.spaced = spaced;
        piece.begins = new_lines > 1 || begins(at);
        if piece.capital && !piece.begins && !lexicon.capitals {
            piece.kinds &= !NAMED; // "Domingo" is a name where weekdays have no capital
        }
        at = piece.span.end as usize;
        pieces.push(piece);
        spaced = false;
        new_lines = 0;
    }
    pieces
}

fn next(text: &str, at: usize, first: char, lexicon: &Lexicon) -> Piece {
    if first.is_ascii_digit() {
        return figures(text, at, lexicon);
    }
    if matches!(first, '\'' | '’' | '‘')
        && let Some(piece) = short_decade(text, at, first)
    {
        return piece;
    }
    if first.is_alphabetic() {
        return word(text, at, first, lexicon);
    }
    let end = at + first.len_utf8();
    let plain = match first {
        '’' | '‘' => "'",
        '‑' | '‐' => "-",
        '—' => "–",
        _ => &text[at..end],
    };
    let mut piece = bare(at, end);
    if matches!(first, '$' | '€' | '£' | '¥' | '₹' | '#' | '@') {
        piece.cues = cue::SIGN;
    }
    lexicon.entry(plain).map_or(piece, |entry| meant(piece, entry, lexicon))
}

fn bare(start: usize, end: usize) -> Piece {
    Piece {
        span: Span::new(start, end),
        kinds: 0,
        literal: 0,
        words: [None; 2],
        cues: 0,
        figures: Figures::Not,
        spaced: false,
        begins: false,
        capital: false,
    }
}

/// A run of letters; with its stops, when the language knows it so ("Sept.", "a.m.").
fn word(text: &str, at: usize, first: char, lexicon: &Lexicon) -> Piece {
    let rest = &text[at..];
    let end = at + rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let dotted = dotted_end(text, at, end);
    for end in [dotted, end] {
        if let Some(entry) = lowered(&text[at..end], |lower| lexicon.entry(lower)) {
            return meant(Piece { capital: first.is_uppercase(), ..bare(at, end) }, entry, lexicon);
        }
    }
    let end = if dotted > end + 1 { dotted } else { end };
    let word = &text[at..end];
    let ends = |endings: &[&str]| first.is_lowercase() && endings.iter().any(|ending| word.ends_with(ending));
    let past = if ends(lexicon.past_endings) { cue::PAST_ENDING } else { 0 };
    let cues = if ends(lexicon.ahead_endings) { cue::AHEAD } else { past };
    Piece { capital: first.is_uppercase(), cues, ..bare(at, end) }
}

/// The end of the word with the stop after it, or of an abbreviation of single letters with stops between them.
fn dotted_end(text: &str, at: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    if bytes.get(end) != Some(&b'.') {
        return end;
    }
    let mut end = end + 1;
    if end - at != 2 {
        return end;
    }
    while bytes.get(end).is_some_and(u8::is_ascii_alphabetic) {
        match bytes.get(end + 1) {
            Some(b'.') => end += 2,
            Some(next) if next.is_ascii_alphanumeric() => break,
            _ => return end + 1,
        }
    }
    end
}

/// Calls `with` with the lower-case form, without allocating for short ASCII words.
fn lowered<T>(word: &str, with: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    let mut buffer = [0_u8; 16];
    if !word.is_ascii() {
        return with(&word.to_lowercase());
    }
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    with(std::str::from_utf8(lower).ok()?)
}

/// The piece with what the tables say of its word.
fn meant(mut piece: Piece, entry: Entry, lexicon: &Lexicon) -> Piece {
    piece.literal = entry.literal;
    piece.cues |= entry.cues;
    for word in entry.words.into_iter().flatten() {
        let named = matches!(word, Word::Month(_) | Word::Weekday(_) | Word::ShortDay(_) | Word::Weekdays(_));
        if named && lexicon.capitals && !piece.capital {
            continue;
        }
        piece.kinds |= kinds_of(word, entry.doubtful);
        let free = usize::from(piece.words[0].is_some());
        piece.words[free] = Some(word);
    }
    let clear = piece.kinds & kind::UNIT != 0 && piece.kinds & kind::ORDINAL == 0;
    piece.kinds |= if clear { kind::CLEAR_UNIT } else { 0 };
    piece
}

fn kinds_of(word: Word, doubtful: bool) -> Kinds {
    match word {
        Word::Number(_)
        | Word::Times(_)
        | Word::Several
        | Word::Few
        | Word::Group(_)
        | Word::Half
        | Word::Article => kind::NUMBER,
        Word::And | Word::Of | Word::Hyphen => 0,
        Word::Ordinal(_) => kind::ORDINAL,
        Word::Month(_) if doubtful => kind::MONTH,
        Word::Month(_) => kind::MONTH | kind::CLEAR_MONTH,
        Word::Weekday(_) => kind::WEEKDAY,
        Word::ShortDay(_) => kind::SHORT_DAY,
        Word::Weekdays(_) => kind::WEEKDAYS,
        Word::Season(_) => kind::SEASON,
        Word::Part(_) => kind::PART,
        Word::Hour(_) => kind::HOUR,
        Word::Unit(_) => kind::UNIT,
        Word::Units(_) => kind::UNITS,
        Word::Shift(_) => kind::SHIFT,
        Word::DayWord(_) => kind::DAY_WORD,
        Word::Holiday(_) => kind::HOLIDAY,
        Word::Decade(_) => kind::DECADE,
        Word::Zone => kind::ZONE,
        Word::Meridiem(_) => kind::MERIDIEM,
    }
}

/// `'80s`, `’90s`.
fn short_decade(text: &str, at: usize, quote: char) -> Option<Piece> {
    let from = at + quote.len_utf8();
    let bytes = text.get(from..from + 3)?.as_bytes();
    let ends = text[from + 3..].chars().next().is_none_or(|next| !next.is_alphanumeric());
    if !(bytes[0].is_ascii_digit() && bytes[1] == b'0' && bytes[2] == b's' && ends) {
        return None;
    }
    let figures = Figures::Decade(u16::from(bytes[0] - b'0') * 10);
    Some(Piece { kinds: kind::DECADE, figures, ..bare(at, from + 3) })
}

/// A number, year, time of day, date or decade in figures.
fn figures(text: &str, at: usize, lexicon: &Lexicon) -> Piece {
    let digits =
        |from: usize| text.as_bytes()[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let count = digits(at);
    let end = at + count;
    let number = text[at..end].parse::<u32>().ok().filter(|&number| number < 100_000_000);
    if let Some(piece) = whole_date(text, at, lexicon).or_else(|| clock(text, at, end)) {
        return piece;
    }
    let rest = &text[end..];
    if let Some(end) = ordinal_end(rest).map(|letters| end + letters) {
        let day = number.filter(|number| (1..=31).contains(number)).map_or(0, |_| kind::DAY);
        let word = number.and_then(|number| u16::try_from(number).ok()).map(Word::Ordinal);
        let figures = Figures::Number(number.unwrap_or(0) * 10);
        return Piece { kinds: kind::ORDINAL | day, words: [word, None], figures, ..bare(at, end) };
    }
    if let Some(piece) = long_decade(at, end, number, rest) {
        return piece;
    }
    if let Some((tenths, end)) = grouped_or_decimal(text, at, end) {
        return Piece { kinds: kind::NUMBER, figures: Figures::Number(tenths), ..bare(at, end) };
    }
    let Some(number) = number else { return bare(at, end) };
    let mut kinds = kind::NUMBER;
    if (1..=31).contains(&number) && count <= 2 {
        kinds |= kind::DAY;
    }
    if count == 4 {
        kinds |= kind::FOUR;
        if (1500..=2199).contains(&number) {
            kinds |= kind::YEAR;
        }
    }
    Piece { kinds, figures: Figures::Number(number * 10), ..bare(at, end) }
}

/// The length of an ordinal ending at the start of `rest`.
fn ordinal_end(rest: &str) -> Option<usize> {
    let ending = rest.get(..2)?;
    let ends = rest[2..].chars().next().is_none_or(|next| !next.is_alphanumeric());
    (matches!(ending, "st" | "nd" | "rd" | "th") && ends).then_some(2)
}

/// `1980s`, `1980's`, `80s`.
fn long_decade(at: usize, end: usize, number: Option<u32>, rest: &str) -> Option<Piece> {
    let number = number.filter(|number| number % 10 == 0)?;
    let letters = rest.strip_prefix(['\'', '’']).unwrap_or(rest);
    let after = letters.strip_prefix('s')?;
    if after.starts_with(char::is_alphanumeric) {
        return None;
    }
    let whole = matches!(end - at, 4) && (1500..=2190).contains(&number);
    let short = end - at == 2 && (20..=90).contains(&number);
    let figures = Figures::Decade(u16::try_from(number).ok()?);
    let end = end + rest.len() - after.len();
    (whole || short).then(|| Piece { kinds: kind::DECADE, figures, ..bare(at, end) })
}

/// `1,200` and `2.5`, in tenths.
fn grouped_or_decimal(text: &str, at: usize, end: usize) -> Option<(u32, usize)> {
    let bytes = text.as_bytes();
    let mark = *bytes.get(end)?;
    let more = bytes[end + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    if more == 0 || !matches!(mark, b',' | b'.') || (mark == b',' && more != 3) {
        return None;
    }
    let whole: u32 = text[at..end].parse().ok()?;
    let last = end + 1 + more;
    if mark == b'.' {
        let tenth = u32::from(bytes[end + 1] - b'0');
        return Some((whole.checked_mul(10)?.checked_add(tenth)?, last));
    }
    let rest: u32 = text[end + 1..last].parse().ok()?;
    Some((whole.checked_mul(10_000)?.checked_add(rest * 10)?, last))
}

/// `10:30`, `10.30` only with a word for the half of the day, which the phrases ask for.
fn clock(text: &str, at: usize, end: usize) -> Option<Piece> {
    let bytes = text.as_bytes();
    let two = |from: usize| -> Option<u8> {
        let pair = bytes.get(from..from + 2)?;
        (pair.iter().all(u8::is_ascii_digit)).then(|| (pair[0] - b'0') * 10 + pair[1] - b'0')
    };
    if end - at > 2 || bytes.get(end) != Some(&b':') {
        return None;
    }
    let hour: u8 = text[at..end].parse().ok()?;
    let minute = two(end + 1)?;
    let mut last = end + 3;
    if bytes.get(last) == Some(&b':') && two(last + 1).is_some() {
        last += 3;
    }
    let alone = bytes.get(last).is_none_or(|byte| !byte.is_ascii_digit() && *byte != b':');
    let fits = hour <= 24 && minute < 60 && alone;
    let figures = Figures::Clock(Clock { hour, minute });
    fits.then(|| Piece { kinds: kind::CLOCK, figures, ..bare(at, last) })
}

/// `2021-09-23`, `9/23/2021`, `23.9.2021`; a date written with strokes is read in the language's order, unless only
/// the other one is on the calendar.
fn whole_date(text: &str, at: usize, lexicon: &Lexicon) -> Option<Piece> {
    let bytes = text.as_bytes();
    let mut numbers = [0_u32; 3];
    let mut lengths = [0_usize; 3];
    let mut from = at;
    let mut mark = None;
    for index in 0..3 {
        lengths[index] = bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        numbers[index] = text[from..from + lengths[index]].parse().ok().filter(|_| lengths[index] <= 4)?;
        from += lengths[index];
        if index < 2 {
            let found = *bytes.get(from)?;
            if !matches!(found, b'-' | b'/' | b'.') || mark.is_some_and(|mark| mark != found) {
                return None;
            }
            mark = Some(found);
            from += 1;
        }
    }
    let goes_on = bytes
        .get(from)
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || Some(*byte) == mark && *byte != b'.');
    let joined = at > 0 && matches!(bytes[at - 1], b'/' | b'.' | b'-' | b'$');
    if goes_on || joined {
        return None;
    }
    let ymd = match (lengths, mark?) {
        ([4, 1..=2, 1..=2], b'-' | b'/') => Ymd::checked(numbers[0], numbers[1], numbers[2]),
        ([1..=2, 1..=2, 4], _) => {
            in_order(numbers[0], numbers[1], numbers[2], lexicon.month_first && mark != Some(b'.'))
        }
        ([1..=2, 1..=2, 2], b'/') => {
            let century = if numbers[2] < 50 { 2000 } else { 1900 };
            in_order(numbers[0], numbers[1], century + numbers[2], lexicon.month_first)
        }
        _ => None,
    }?;
    Some(Piece { kinds: kind::DATE, figures: Figures::Date(ymd), ..bare(at, from) })
}

fn in_order(first: u32, second: u32, year: u32, month_first: bool) -> Option<Ymd> {
    let month_then_day = Ymd::checked(year, first, second);
    let day_then_month = Ymd::checked(year, second, first);
    if month_first { month_then_day.or(day_then_month) } else { day_then_month.or(month_then_day) }
}
