//! What a number counts: the noun phrase after it.

use super::amounts::Amount;
use super::labels;
use super::numbers::{self, Before, Written};
use super::pieces::{Meaning, PieceIndex, PieceKind, Reading};
use crate::grammar::{Grammar, Tag, TokenIndex};
use crate::languages::Measure;
use crate::text::Span;

/// A noun phrase that is counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    /// The phrase without number and article.
    pub(super) span: Span,
    /// Its last noun.
    pub(super) head: TokenIndex,
    /// The noun that the number counts, where it hangs on it with a hyphen (`judge`, in "three-judge panel"); else the
    /// head.
    pub(super) noun: TokenIndex,
}

impl Counted {
    /// The unit that the phrase gives: its last noun, as printed.
    pub(super) fn unit(self, text: &str, grammar: &Grammar) -> String {
        let word = grammar.spans[self.noun].of(text);
        if word.starts_with(char::is_uppercase) {
            word.to_owned()
        } else {
            grammar.lower(self.noun).to_owned()
        }
    }
}

/// The noun phrase that an amount counts, when one follows.
pub(super) fn after(reading: &Reading<'_>, grammar: &Grammar, amount: &Amount) -> Option<Counted> {
    let measure = amount.unit.map(|unit| unit.measure);
    if matches!(measure, Some(Measure::Age | Measure::Time)) || amount.rate.is_some() {
        return None;
    }
    let start = past_fillers(reading, grammar, amount.end);
    let many = amount.unit.is_none() && amount.value != 1.0;
    let meant = amount.start > 0 && labels::tag_at(reading, grammar, amount.start - 1) == Tag::Dt;
    if meant && labels::tag_at(reading, grammar, amount.end) == Tag::Vbz {
        return None;
    }
    let phrase = phrase(reading, grammar, start, many)?;
    let first = labels::tag_at(reading, grammar, start);
    let clause = first == Tag::Vbg && (amount.unit.is_some() || amount.written == Written::One);
    let name = grammar.tags[phrase.head] == Tag::Nnp && !(amount.value == 1.0 && amount.unit.is_none());
    let name = name && !(many && ends_as_plural(reading, grammar.lower(phrase.head)));
    (!name && !clause && !is_time(reading, grammar, phrase)).then_some(phrase)
}

/// Whether a name looks like a plural ("300 National Guardsmen").
fn ends_as_plural(reading: &Reading<'_>, word: &str) -> bool {
    reading.table.plural_endings.iter().any(|ending| word.ends_with(ending))
}

/// Whether a phrase says when ("5 percent last year").
fn is_time(reading: &Reading<'_>, grammar: &Grammar, phrase: Counted) -> bool {
    let at = reading.pieces.partition_point(|piece| piece.span.end <= grammar.spans[phrase.head].start);
    let time = |meaning| matches!(meaning, Meaning::Unit(unit) if unit.measure == Measure::Time);
    reading.is(at, time).is_some()
}

/// The piece after the words between a number and its noun ("more", "of the 300").
fn past_fillers(reading: &Reading<'_>, grammar: &Grammar, from: PieceIndex) -> PieceIndex {
    let mut at = reading.past_hyphen(from);
    let mut of = false;
    for _ in 0..FILLERS_MAX {
        if let Some(end) = reading.is(at, |meaning| matches!(meaning, Meaning::Filler | Meaning::After(_))) {
            of |= reading.is(at, |meaning| matches!(meaning, Meaning::Of)).is_some();
            at = end;
        } else if of && let Some(owned) = past_owner(reading, grammar, at) {
            at = owned;
        } else if of && let Some(number) = numbers::read(reading, at, Before::Other) {
            if reading.is_hyphen(number.end) {
                break;
            }
            at = number.end;
        } else {
            break;
        }
    }
    at
}

/// The piece after an owner: `the president's`, in "seven of the president's 12 aides".
fn past_owner(reading: &Reading<'_>, grammar: &Grammar, at: PieceIndex) -> Option<PieceIndex> {
    let owner =
        (at..at + OWNER_PIECES_MAX).find(|&piece| !is_noun(labels::tag_at(reading, grammar, piece)))?;
    let possessive = owner > at && labels::tag_at(reading, grammar, owner) == Tag::Pos;
    let after = (owner..owner + 3).find(|&piece| labels::tag_at(reading, grammar, piece) != Tag::Pos)?;
    possessive.then_some(after)
}

const OWNER_PIECES_MAX: usize = 4;
const FILLERS_MAX: usize = 4;

/// The noun phrase that begins at a piece: modifiers and nouns up to its last noun.
/// `many` says that a plural must follow.
pub(super) fn phrase(
    reading: &Reading<'_>,
    grammar: &Grammar,
    at: PieceIndex,
    many: bool,
) -> Option<Counted> {
    if !reading.bounds.contains(&at) {
        return None;
    }
    if reading.kind(at) == Some(PieceKind::Mark) {
        return None;
    }
    let byte = reading.pieces[at].span.start;
    let first = grammar.spans.partition_point(|token| token.end <= byte);
    let sentence = grammar.sentence_of(first);
    let end = grammar.sentences.get(sentence).map(|range| range.end as usize)?;
    let tags: Vec<Tag> = (first..end.min(first + PHRASE_TOKENS_MAX))
        .map(|token| match grammar.tags[token] {
            Tag::Vbz if many && !reading.table.singular_verbs.contains(&grammar.lower(token)) => Tag::Nns,
            tag => tag,
        })
        .collect();
    let head = first + last_noun(&tags, many)?;
    let hyphened = reading.is_hyphen(at.wrapping_sub(1)) && tags.first().is_some_and(|&tag| is_noun(tag));
    let noun = if hyphened { first } else { head };
    let span = Span { start: byte, end: grammar.spans[head].end };
    (span.start < span.end).then_some(Counted { span, head, noun })
}

const PHRASE_TOKENS_MAX: usize = 12;

/// The last noun of the phrase that the tags begin with.
fn last_noun(tags: &[Tag], many: bool) -> Option<usize> {
    let tag = |index: usize| tags.get(index).copied().unwrap_or_default();
    let mut last = None;
    for index in 0..tags.len() {
        let (here, next) = (tag(index), tag(index + 1));
        let inside = match index {
            0 => opens(here, next),
            _ => {
                let compound = index > 1 && tag(index - 2) == Tag::Hyph;
                continues(tag(index - 1), here, next, last.is_some() && !compound)
            }
        };
        if is_noun(here) {
            last = Some(index);
            if closes(here, next) || many && next == Tag::Pos {
                break;
            }
        } else if !inside {
            break;
        }
    }
    last
}

fn is_noun(tag: Tag) -> bool {
    matches!(tag, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
}

/// Whether a plural noun ends its phrase, given the tag after it: a name or a day after it is another phrase.
fn closes(tag: Tag, next: Tag) -> bool {
    matches!(tag, Tag::Nns | Tag::Nnps) && !matches!(next, Tag::Nn | Tag::Nns | Tag::Hyph | Tag::Pos)
        || tag == Tag::Nns && next == Tag::Nn
}

/// Whether a token that is no noun may begin a noun phrase without its article.
fn opens(tag: Tag, next: Tag) -> bool {
    let describes = matches!(next, Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::Vbn | Tag::Vbg);
    match tag {
        Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::Vbn | Tag::Afx => true,
        Tag::Vbg => is_noun(next),
        Tag::Cd => next == Tag::Hyph,
        Tag::Rb | Tag::Rbr | Tag::Rbs => describes,
        _ => false,
    }
}

/// Whether a token that is no noun may stand inside a noun phrase.
fn continues(before: Tag, tag: Tag, next: Tag, after_noun: bool) -> bool {
    let describes = |tag| matches!(tag, Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::Vbn | Tag::Vbg);
    match tag {
        Tag::Hyph | Tag::Afx => true,
        Tag::Pos => after_noun && (is_noun(next) || describes(next)),
        Tag::Cd => after_noun && is_noun(next),
        Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::Vbn | Tag::Vbg => {
            !after_noun || next == Tag::Hyph || before == Tag::Hyph
        }
        Tag::Rb | Tag::Rbr | Tag::Rbs => !after_noun && describes(next),
        Tag::Cc | Tag::Comma => !after_noun && describes(next),
        _ => false,
    }
}
