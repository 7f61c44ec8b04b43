//! Phrases: the language's table of phrases made ready, and where they match.

use super::counts;
use super::fields::{Clock, Count, Fields};
use super::pieces::{Figures, Kinds, Lexicon, Piece, kind};
use crate::languages::times::{Joint, Phrase, Shade, Times, Word};

/// The tables of a language, ready to be matched.
pub(super) struct Phrases {
    phrases: Vec<(Pattern, Phrase)>,
    shades: Vec<(Pattern, Shade)>,
    joints: Vec<(Pattern, Joint)>,
    store: Store,
    phrase_starts: Starts,
    shade_starts: Starts,
}

/// A phrase as a run of elements in the [`Store`].
#[derive(Clone, Copy, Debug)]
struct Pattern {
    start: u32,
    end: u32,
}

/// The elements of all patterns, and the literals of all elements.
#[derive(Default)]
struct Store {
    elements: Vec<Element>,
    literals: Vec<u16>,
    slash: u16,
}

#[derive(Clone, Copy, Debug)]
struct Element {
    role: Role,
    kinds: Kinds,
    literals: (u32, u32),
    optional: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Word,
    Number,
    Year,
    Open,
    Close,
}

/// Which patterns can begin with a piece.
#[derive(Default)]
struct Starts {
    by_literal: Vec<Vec<u16>>,
    by_kind: [Vec<u16>; 24],
}

/// A pattern that matches: what it said, and its pieces, `start` included, `end` excluded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    pub(super) fields: Fields,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The piece after the last that the pattern looked at.
    reach: usize,
}

/// A phrase found, with its shade.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) fields: Fields,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) phrase: Phrase,
    pub(super) modifier: Option<&'static str>,
}

impl Phrases {
    /// Makes the tables ready; gives the words their numbers in the lexicon.
    pub(super) fn of(times: &Times, lexicon: &mut Lexicon) -> Phrases {
        let mut store = Store { slash: lexicon.literal("/"), ..Store::default() };
        let phrases: Vec<_> =
            times.phrases.iter().map(|&(words, phrase)| (store.add(words, lexicon), phrase)).collect();
        let shades: Vec<_> =
            times.shades.iter().map(|&shade| (store.add(shade.words, lexicon), shade)).collect();
        let joints = times.joints.iter().map(|&joint| (store.add(joint.words, lexicon), joint)).collect();
        let phrase_starts = store.starts(phrases.iter().map(|&(pattern, _)| pattern));
        let shade_starts = store.starts(shades.iter().map(|&(pattern, _)| pattern));
        Phrases { phrases, shades, joints, store, phrase_starts, shade_starts }
    }

    /// Every phrase that begins at a piece, with and without shades.
    pub(super) fn at(&self, pieces: &[Piece], at: usize, found: &mut Vec<Found>) {
        self.plain(pieces, at, |found_here| found.push(found_here));
        self.shade_starts.each(&pieces[at], |index| {
            let (pattern, shade) = self.shades[index];
            let Some(before) = self.store.matched(pattern, pieces, at) else { return };
            self.plain(pieces, before.reach, |mut core| {
                if core.start == before.reach && super::shades(&core, shade.before, pieces) {
                    core.start = if shade.inside { at } else { core.start };
                    core.modifier = Some(shade.modifier);
                    found.push(core);
                }
            });
        });
    }

    fn plain(&self, pieces: &[Piece], at: usize, mut each: impl FnMut(Found)) {
        let Some(piece) = pieces.get(at) else { return };
        self.phrase_starts.each(piece, |index| {
            let (pattern, phrase) = self.phrases[index];
            if let Some(Match { fields, start, end, .. }) = self.store.matched(pattern, pieces, at) {
                each(Found { fields, start, end, phrase, modifier: None });
            }
        });
    }

    /// The joints that fit exactly between two pieces.
    pub(super) fn joints(&self, pieces: &[Piece], from: usize, to: usize) -> impl Iterator<Item = Joint> {
        self.joints.iter().filter_map(move |&(pattern, joint)| {
            let matched = if from == to { None } else { self.store.matched(pattern, pieces, from) };
            let fits = match matched {
                Some(matched) => matched.reach == to,
                None => from == to && self.store.may_be_empty(pattern),
            };
            fits.then_some(joint)
        })
    }
}

impl Starts {
    fn each(&self, piece: &Piece, mut with: impl FnMut(usize)) {
        if let Some(patterns) = self.by_literal.get(usize::from(piece.literal)).filter(|_| piece.literal > 0)
        {
            patterns.iter().for_each(|&pattern| with(usize::from(pattern)));
        }
        let mut kinds = piece.kinds;
        while kinds != 0 {
            let bit = kinds.trailing_zeros() as usize;
            kinds &= kinds - 1;
            self.by_kind[bit].iter().for_each(|&pattern| with(usize::from(pattern)));
        }
    }
}

impl Store {
    fn add(&mut self, words: &'static str, lexicon: &mut Lexicon) -> Pattern {
        let start = self.elements.len() as u32;
        for word in words.split_ascii_whitespace() {
            let element = self.element(word, lexicon);
            self.elements.push(element);
        }
        Pattern { start, end: self.elements.len() as u32 }
    }

    fn element(&mut self, word: &'static str, lexicon: &mut Lexicon) -> Element {
        let optional = word.len() > 1 && word.ends_with('?');
        let word = if optional { &word[..word.len() - 1] } else { word };
        let start = self.literals.len() as u32;
        let mut element = Element { role: Role::Word, kinds: 0, literals: (start, start), optional };
        match word {
            "[" => element.role = Role::Open,
            "]" => element.role = Role::Close,
            _ => {
                for choice in word.split('|') {
                    match class(choice) {
                        Some((role, kinds)) => {
                            element.kinds |= kinds;
                            element.role = role;
                        }
                        None => self.literals.push(lexicon.literal(choice)),
                    }
                }
            }
        }
        element.literals.1 = self.literals.len() as u32;
        element
    }

    fn elements(&self, pattern: Pattern) -> &[Element] {
        &self.elements[pattern.start as usize..pattern.end as usize]
    }

    fn literals(&self, element: &Element) -> &[u16] {
        &self.literals[element.literals.0 as usize..element.literals.1 as usize]
    }

    fn may_be_empty(&self, pattern: Pattern) -> bool {
        self.elements(pattern).iter().all(|element| element.optional)
    }

    fn starts(&self, patterns: impl Iterator<Item = Pattern>) -> Starts {
        let mut starts = Starts::default();
        for (index, pattern) in patterns.enumerate() {
            let index = index as u16;
            for element in self.elements(pattern) {
                for &literal in self.literals(element) {
                    let literal = usize::from(literal);
                    if starts.by_literal.len() <= literal {
                        starts.by_literal.resize_with(literal + 1, Vec::new);
                    }
                    starts.by_literal[literal].push(index);
                }
                for (bit, list) in starts.by_kind.iter_mut().enumerate() {
                    if element.kinds >> bit & 1 == 1 {
                        list.push(index);
                    }
                }
                let passes = element.optional || matches!(element.role, Role::Open | Role::Close);
                if !passes {
                    break;
                }
            }
        }
        starts
    }

    fn matched(&self, pattern: Pattern, pieces: &[Piece], at: usize) -> Option<Match> {
        let begun = Match { fields: Fields::default(), start: at, end: usize::MAX, reach: at };
        self.step(self.elements(pattern), pieces, begun, at)
    }

    /// Matches the elements one after the other; an optional one is taken when that leads to a match.
    fn step(&self, elements: &[Element], pieces: &[Piece], so_far: Match, first: usize) -> Option<Match> {
        let Some((element, rest)) = elements.split_first() else {
            let end = so_far.end.min(so_far.reach);
            return (so_far.start < end || so_far.end == usize::MAX).then_some(Match { end, ..so_far });
        };
        let at = so_far.reach;
        match element.role {
            Role::Open => return self.step(rest, pieces, Match { start: at, ..so_far }, first),
            Role::Close => return self.step(rest, pieces, Match { end: at, ..so_far }, first),
            _ => {}
        }
        let within = pieces.get(at).is_some_and(|piece| at == first || !piece.begins);
        let taken = within.then(|| self.take(*element, pieces, so_far)).flatten();
        if let Some(matched) = taken.and_then(|taken| self.step(rest, pieces, taken, first)) {
            return Some(matched);
        }
        if element.optional { self.step(rest, pieces, so_far, first) } else { None }
    }

    fn take(&self, element: Element, pieces: &[Piece], mut so_far: Match) -> Option<Match> {
        let at = so_far.reach;
        let piece = &pieces[at];
        if piece.literal > 0 && self.literals(&element).contains(&piece.literal) {
            absorb(&mut so_far.fields, piece, Kinds::MAX);
            so_far.reach += 1;
            return Some(so_far);
        }
        if element.role == Role::Number
            && let Some((count, next)) = counts::read(pieces, at, self.slash)
        {
            let known = so_far.fields.count.is_some();
            let slot = if known { &mut so_far.fields.count_to } else { &mut so_far.fields.count };
            *slot = Some(count);
            so_far.reach = next;
            return Some(so_far);
        }
        if element.role == Role::Year
            && piece.kinds & kind::YEAR == 0
            && let Some((year, next)) = counts::spoken_year(pieces, at)
        {
            so_far.fields.date.year = Some(year);
            so_far.reach = next;
            return Some(so_far);
        }
        let wanted = element.kinds & !kind::NUMBER;
        if piece.kinds & wanted == 0 {
            return None;
        }
        absorb(&mut so_far.fields, piece, wanted);
        so_far.reach += 1;
        Some(so_far)
    }
}

/// Whether a name in capitals stands for a kind of words.
#[cfg(test)]
pub(super) fn is_class(name: &str) -> bool {
    class(name).is_some()
}

/// What a class name of the phrases stands for.
fn class(name: &str) -> Option<(Role, Kinds)> {
    let kinds = match name {
        "NUMBER" => return Some((Role::Number, kind::NUMBER)),
        "YEAR" => return Some((Role::Year, kind::YEAR | kind::NUMBER)),
        "ORDINAL" => kind::ORDINAL,
        "MONTH" => kind::MONTH,
        "CLEARMONTH" => kind::CLEAR_MONTH,
        "WEEKDAY" => kind::WEEKDAY,
        "SHORTDAY" => kind::SHORT_DAY,
        "WEEKDAYS" => kind::WEEKDAYS,
        "SEASON" => kind::SEASON,
        "PART" => kind::PART,
        "HOUR" => kind::HOUR,
        "UNIT" => kind::UNIT,
        "CLEARUNIT" => kind::CLEAR_UNIT,
        "UNITS" => kind::UNITS,
        "SHIFT" => kind::SHIFT,
        "DAYWORD" => kind::DAY_WORD,
        "HOLIDAY" => kind::HOLIDAY,
        "DECADE" => kind::DECADE,
        "ZONE" => kind::ZONE,
        "MERIDIEM" => kind::MERIDIEM,
        "DAY" => kind::DAY,
        "FOUR" => kind::FOUR,
        "CLOCK" => kind::CLOCK,
        "DATE" => kind::DATE,
        _ => return None,
    };
    Some((Role::Word, kinds))
}

/// Takes into the fields what a piece says, as the kinds that are wanted.
fn absorb(fields: &mut Fields, piece: &Piece, wanted: Kinds) {
    match piece.figures {
        Figures::Clock(clock) => fields.clock = Some(clock),
        Figures::Date(date) => fields.date = date,
        Figures::Decade(first) => fields.decade = Some(first),
        Figures::Number(tenths) => {
            let number = tenths / 10;
            if wanted & piece.kinds & kind::YEAR != 0 {
                fields.date.year = i16::try_from(number).ok();
            } else if wanted & piece.kinds & kind::DAY != 0 {
                fields.date.day = u8::try_from(number).ok();
            } else if wanted & piece.kinds & kind::FOUR != 0 {
                fields.clock = super::resolve::four_figures(number);
            }
        }
        Figures::Not => {}
    }
    for word in piece.words.into_iter().flatten() {
        absorb_word(fields, word, wanted);
    }
}

fn absorb_word(fields: &mut Fields, word: Word, wanted: Kinds) {
    let is = |kinds: Kinds| wanted & kinds != 0;
    match word {
        Word::Ordinal(number) if is(kind::ORDINAL) => fields.ordinal = Some(number),
        Word::Month(month) if is(kind::MONTH | kind::CLEAR_MONTH) => fields.date.month = Some(month),
        Word::Weekday(day) | Word::ShortDay(day) | Word::Weekdays(day)
            if is(kind::WEEKDAY | kind::SHORT_DAY | kind::WEEKDAYS) =>
        {
            fields.weekday = Some(day);
        }
        Word::Season(season) if is(kind::SEASON) => fields.season = Some(season),
        Word::Part(part) if is(kind::PART) => fields.part = Some(part),
        Word::Hour(hour) if is(kind::HOUR) => fields.clock = Some(Clock { hour, minute: 0 }),
        Word::Unit(unit) if is(kind::UNIT | kind::CLEAR_UNIT) => fields.unit = Some(unit),
        Word::Units(unit) if is(kind::UNITS) => {
            fields.unit = Some(unit);
            fields.several = true;
        }
        Word::Shift(shift) if is(kind::SHIFT) => fields.shift = Some(shift),
        Word::DayWord(shift) if is(kind::DAY_WORD) => fields.day_word = Some(shift),
        Word::Holiday(holiday) if is(kind::HOLIDAY) => fields.holiday = Some(holiday),
        Word::Decade(first) if is(kind::DECADE) => fields.decade = Some(u16::from(first)),
        Word::Meridiem(hours) if is(kind::MERIDIEM) => fields.meridiem = Some(hours),
        Word::Half if is(kind::NUMBER) => {
            fields.count = Some(Count::Tenths(if fields.unit.is_some() { 15 } else { 5 }));
        }
        _ => {}
    }
}
