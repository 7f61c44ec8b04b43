//! What is known of each word before anything is decided: its letters, the lists that it stands in, its place.

use rustc_hash::FxHashMap;

use super::gazetteer::look_up;
use crate::grammar::Grammar;
use crate::languages::{Language, Names};

/// The lists that a word stands in, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lists(u32);

impl Lists {
    pub(super) const HONORIFIC_MALE: Lists = Lists(1);
    pub(super) const HONORIFIC_FEMALE: Lists = Lists(1 << 1);
    pub(super) const HONORIFIC: Lists = Lists(1 << 2);
    pub(super) const TITLE: Lists = Lists(1 << 3);
    pub(super) const MODIFIER: Lists = Lists(1 << 4);
    pub(super) const ROLE: Lists = Lists(1 << 5);
    pub(super) const ROLE_MALE: Lists = Lists(1 << 6);
    pub(super) const ROLE_FEMALE: Lists = Lists(1 << 7);
    pub(super) const SUFFIX: Lists = Lists(1 << 8);
    pub(super) const PARTICLE: Lists = Lists(1 << 9);
    pub(super) const ORGANISATION_SUFFIX: Lists = Lists(1 << 10);
    pub(super) const ORGANISATION: Lists = Lists(1 << 11);
    pub(super) const PLACE: Lists = Lists(1 << 12);
    pub(super) const PLACE_START: Lists = Lists(1 << 13);
    pub(super) const OTHER: Lists = Lists(1 << 14);
    pub(super) const PEOPLE: Lists = Lists(1 << 15);
    pub(super) const CALENDAR: Lists = Lists(1 << 16);
    pub(super) const NEVER: Lists = Lists(1 << 17);
    pub(super) const COMPASS: Lists = Lists(1 << 18);
    pub(super) const HE: Lists = Lists(1 << 19);
    pub(super) const SHE: Lists = Lists(1 << 20);
    pub(super) const IT: Lists = Lists(1 << 21);
    pub(super) const SPEAKING: Lists = Lists(1 << 22);
    pub(super) const PLACE_PREPOSITION: Lists = Lists(1 << 23);
    pub(super) const GIVEN_MALE: Lists = Lists(1 << 24);
    pub(super) const GIVEN_FEMALE: Lists = Lists(1 << 25);
    pub(super) const SURNAME: Lists = Lists(1 << 26);

    /// Words before the name of a person that name no office.
    pub(super) const ANY_HONORIFIC: Lists = Lists(0b111);
    /// Given names.
    pub(super) const GIVEN: Lists = Lists(0b11 << 24);

    /// Whether the word stands in one of `lists`.
    pub(super) fn any(self, lists: Lists) -> bool {
        self.0 & lists.0 != 0
    }

    /// Both together.
    pub(super) const fn and(self, other: Lists) -> Lists {
        Lists(self.0 | other.0)
    }

    /// The set as a number, one bit a list.
    pub(super) fn bits(self) -> u32 {
        self.0
    }
}

/// The letters of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shape {
    /// No letter and no digit.
    #[default]
    Mark,
    /// Digits first.
    Digits,
    /// No capital.
    Lower,
    /// One capital, first: `Ann`.
    Capital,
    /// One capital letter, with or without its stop: `J.`
    Initial,
    /// Capitals and stops only: `NATO`, `U.S.`
    Upper,
    /// Capital first and again later: `McKay`, `YouTube`.
    Mixed,
    /// Capital later only: `iPhone`.
    Inner,
}

/// What is known of one token.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clue {
    /// Its lists.
    pub(super) lists: Lists,
    /// Its letters.
    pub(super) shape: Shape,
    /// How many tenths of its uses inside sentences have a capital; [`UNSEEN`] when too few were seen.
    pub(super) capital_tenths: u8,
    /// Whether it is the first word of its sentence or of a quotation.
    pub(super) starts: bool,
    /// Whether no white space stands before it.
    pub(super) glued: bool,
    /// Whether its sentence has capitals nearly everywhere, as headlines do.
    pub(super) headline: bool,
}

/// See [`Clue::capital_tenths`].
pub(super) const UNSEEN: u8 = 10;

impl Clue {
    /// Whether the word begins with a capital letter.
    pub(super) fn is_capital(self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Initial | Shape::Upper | Shape::Mixed)
    }

    /// Whether the word stands in one of `lists`.
    pub(super) fn any(self, lists: Lists) -> bool {
        self.lists.any(lists)
    }
}

/// The clues of every token.
pub(super) fn read(text: &str, grammar: &Grammar, language: &Language) -> Vec<Clue> {
    let mut known = listed(&language.names);
    let mut clues = Vec::with_capacity(grammar.len());
    let mut before = 0;
    for token in 0..grammar.len() {
        let span = grammar.spans[token];
        let lower = without_stop(grammar.lower(token));
        let (lists, capital_tenths) = *known
            .entry(lower)
            .and_modify(|(lists, tenths)| {
                if *tenths == NOT_LOOKED_UP {
                    let (more, share) = worded(&language.names, lower);
                    *lists = lists.and(more);
                    *tenths = share;
                }
            })
            .or_insert_with(|| worded(&language.names, lower));
        clues.push(Clue {
            lists,
            shape: shape(span.of(text)),
            capital_tenths,
            glued: span.start == before && token > 0,
            ..Clue::default()
        });
        before = span.end;
    }
    mark_places(grammar, &mut clues);
    clues
}

/// A word as the lists have it: an abbreviation without its stop, unless it has more stops than one.
fn without_stop(lower: &str) -> &str {
    lower.strip_suffix('.').filter(|word| word.len() > 1 && !word.contains('.')).unwrap_or(lower)
}

const NOT_LOOKED_UP: u8 = 11;

/// Marks the words that begin sentences or quotations, and sentences with capitals throughout.
fn mark_places(grammar: &Grammar, clues: &mut [Clue]) {
    for index in 0..grammar.sentences.len() {
        let tokens = grammar.sentence(index);
        let mut starts = true;
        let (mut words, mut capitals) = (0_u32, 0_u32);
        for token in tokens.clone() {
            let clue = &mut clues[token];
            if clue.shape == Shape::Mark {
                starts |= matches!(
                    grammar.lower(token),
                    "\"" | "“" | "``" | "'" | "‘" | ":" | "_" | "-" | "--" | "—" | "–" | "(" | "[" | "•"
                ) && !clue.glued;
                continue;
            }
            clue.starts = starts;
            starts = false;
            if clue.shape != Shape::Digits && !clue.any(Lists::NEVER) {
                words += 1;
                capitals += u32::from(clue.is_capital());
            }
        }
        if words >= 4 && capitals * 10 >= words * 8 {
            clues[tokens].iter_mut().for_each(|clue| clue.headline = true);
        }
    }
}

/// The lists of the language as one table.
fn listed(names: &Names) -> FxHashMap<&'static str, (Lists, u8)> {
    let lists: [(&[&'static str], Lists); 24] = [
        (names.honorifics_male, Lists::HONORIFIC_MALE),
        (names.honorifics_female, Lists::HONORIFIC_FEMALE),
        (names.honorifics, Lists::HONORIFIC),
        (names.titles, Lists::TITLE),
        (names.title_modifiers, Lists::MODIFIER),
        (names.roles, Lists::ROLE),
        (names.roles_male, Lists::ROLE_MALE),
        (names.roles_female, Lists::ROLE_FEMALE),
        (names.person_suffixes, Lists::SUFFIX),
        (names.particles, Lists::PARTICLE),
        (names.organisation_suffixes, Lists::ORGANISATION_SUFFIX),
        (names.organisation_heads, Lists::ORGANISATION),
        (names.place_heads, Lists::PLACE),
        (names.place_starts, Lists::PLACE_START),
        (names.other_heads, Lists::OTHER),
        (names.peoples, Lists::PEOPLE),
        (names.calendar, Lists::CALENDAR),
        (names.never, Lists::NEVER),
        (names.compass, Lists::COMPASS),
        (names.pronouns_male, Lists::HE),
        (names.pronouns_female, Lists::SHE),
        (names.pronouns_thing, Lists::IT),
        (names.speaking, Lists::SPEAKING),
        (names.place_prepositions, Lists::PLACE_PREPOSITION),
    ];
    let mut table: FxHashMap<&'static str, (Lists, u8)> = FxHashMap::default();
    table.reserve(2048);
    for (words, list) in lists {
        for &word in words {
            let entry = table.entry(word).or_insert((Lists::default(), NOT_LOOKED_UP));
            entry.0 = entry.0.and(list);
        }
    }
    table
}

/// What the table of single words knows: given name and of whom, surname, share of capitals.
fn worded(names: &Names, lower: &str) -> (Lists, u8) {
    let mut lists = Lists::default();
    let mut tenths = UNSEEN;
    for code in look_up(names.words, lower).unwrap_or("").bytes() {
        match code {
            b'm' => lists = lists.and(Lists::GIVEN_MALE),
            b'f' => lists = lists.and(Lists::GIVEN_FEMALE),
            b'b' => lists = lists.and(Lists::GIVEN),
            b's' => lists = lists.and(Lists::SURNAME),
            b'0'..=b'9' => tenths = code - b'0',
            _ => {}
        }
    }
    (lists, tenths)
}

fn shape(word: &str) -> Shape {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return Shape::Mark };
    if first.is_numeric() {
        return Shape::Digits;
    }
    if !first.is_alphabetic() {
        return if word.chars().any(char::is_alphabetic) { Shape::Lower } else { Shape::Mark };
    }
    let (mut letters, mut capitals) = (1, u32::from(first.is_uppercase()));
    for c in chars.filter(|c| c.is_alphabetic()) {
        letters += 1;
        capitals += u32::from(c.is_uppercase());
    }
    match (first.is_uppercase(), capitals) {
        (true, _) if letters == 1 => Shape::Initial,
        (true, _) if capitals == letters => Shape::Upper,
        (true, 1) => Shape::Capital,
        (true, _) => Shape::Mixed,
        (false, 0) => Shape::Lower,
        (false, _) => Shape::Inner,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_shapes() {
        for (word, expected) in [
            ("", Shape::Mark),
            ("--", Shape::Mark),
            ("3rd", Shape::Digits),
            ("envoy", Shape::Lower),
            ("Ann", Shape::Capital),
            ("J.", Shape::Initial),
            ("A", Shape::Initial),
            ("U.S.", Shape::Upper),
            ("NATO", Shape::Upper),
            ("McKay", Shape::Mixed),
            ("O'Neill", Shape::Mixed),
            ("iPhone", Shape::Inner),
            ("'s", Shape::Lower),
            ("Ó", Shape::Initial),
        ] {
            assert_eq!(shape(word), expected, "{word}");
        }
    }
}
