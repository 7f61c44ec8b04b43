//! A variant laid over the canonical wording: which words it shares, adds, leaves out or changes.

use crate::report::{Difference, Op, Variant};

/// A stretch of a variant.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// The canonical words, as the variant prints them.
    Same(&'a str),
    /// A difference, and the variant's words of it.
    Changed(&'a Difference, &'a str),
}

/// A word and the marks around it.
struct Word<'a> {
    /// As printed, up to the next word.
    printed: &'a str,
    /// Where it begins, in bytes.
    start: usize,
    /// Its letters and digits in lower case.
    key: String,
}

/// A variant laid over the canonical wording.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Laid<'a> {
    /// The canonical words ahead of those that the variant prints: a quotation in part begins later.
    pub(super) before: &'a str,
    /// What it prints and changes, in reading order.
    pub(super) pieces: Vec<Piece<'a>>,
    /// The canonical words behind those that it prints.
    pub(super) behind: &'a str,
}

impl Laid<'_> {
    /// Whether the variant prints a part of the canonical wording, from its middle, beginning or end.
    pub(super) fn is_part(&self) -> bool {
        !self.before.is_empty() || !self.behind.is_empty()
    }

    /// The changes within the words that it prints.
    pub(super) fn changes(&self) -> impl Iterator<Item = &Difference> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Same(_) => None,
            Piece::Changed(difference, _) => Some(*difference),
        })
    }
}

/// So many ways to lay a variant over the canonical wording are tried.
const TRIES_MOST: usize = 10_000;

/// The variant over the canonical wording, when its differences can be found in its words.
pub(super) fn laid<'a>(canonical: &str, variant: &'a Variant) -> Option<Laid<'a>> {
    let mut pieces = pieces(canonical, variant)?;
    let left_out = |piece: Option<&Piece<'a>>| match piece {
        Some(Piece::Changed(difference, _)) if difference.op == Op::Delete => Some(difference.ours.as_str()),
        _ => None,
    };
    let behind = left_out(pieces.last()).filter(|_| pieces.len() > 1);
    pieces.truncate(pieces.len() - usize::from(behind.is_some()));
    let before = left_out(pieces.first()).filter(|_| pieces.len() > 1);
    pieces.drain(..usize::from(before.is_some()));
    Some(Laid { before: before.unwrap_or_default(), pieces, behind: behind.unwrap_or_default() })
}

/// The variant as pieces in reading order.
fn pieces<'a>(canonical: &str, variant: &'a Variant) -> Option<Vec<Piece<'a>>> {
    let (ours, theirs) = (words(canonical), words(&variant.text));
    let mut counts = Vec::new();
    lay(&ours, &theirs, &variant.differs, &mut counts, &mut 0).then_some(())?;
    let (mut pieces, mut at) = (Vec::new(), 0);
    for (difference, count) in variant.differs.iter().zip(counts) {
        let changed = at + count + words(&difference.theirs).len();
        push_same(&mut pieces, printed(&variant.text, &theirs[at..at + count]));
        pieces.push(Piece::Changed(difference, printed(&variant.text, &theirs[at + count..changed])));
        at = changed;
    }
    push_same(&mut pieces, printed(&variant.text, &theirs[at..]));
    Some(pieces)
}

/// Finds how many words are the same before each difference, so that all words of both sides are used up.
fn lay(
    ours: &[Word],
    theirs: &[Word],
    differs: &[Difference],
    counts: &mut Vec<usize>,
    tries: &mut usize,
) -> bool {
    *tries += 1;
    let same = ours.iter().zip(theirs).take_while(|(our, their)| our.key == their.key).count();
    let Some((first, rest)) = differs.split_first() else {
        return same == ours.len() && same == theirs.len();
    };
    let (our_words, their_words) = (words(&first.ours), words(&first.theirs));
    let retouched = matches!(first.op, Op::Case | Op::Punctuation);
    let candidates: Vec<usize> = if retouched { (0..=same).collect() } else { (0..=same).rev().collect() };
    for count in candidates {
        let fits = starts_with(&ours[count..], &our_words) && starts_with(&theirs[count..], &their_words);
        if !fits
            || (retouched && ours[count].printed.trim() == theirs[count].printed.trim())
            || *tries > TRIES_MOST
        {
            continue;
        }
        counts.push(count);
        let (ours, theirs) = (&ours[count + our_words.len()..], &theirs[count + their_words.len()..]);
        if lay(ours, theirs, rest, counts, tries) {
            return true;
        }
        counts.pop();
    }
    false
}

fn starts_with(words: &[Word], first: &[Word]) -> bool {
    words.len() >= first.len() && words.iter().zip(first).all(|(word, other)| word.key == other.key)
}

/// Cuts a text into words; marks go with the word before, opening marks after a space with the word behind them.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut starts: Vec<usize> = Vec::new();
    let mut within = false;
    let mut after_space = Some(0);
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let joins = within && "'’.-,&".contains(c) && text[end..].starts_with(char::is_alphanumeric);
        let part = is_letter(c) || joins;
        if part && !within {
            starts.push(after_space.unwrap_or(at));
        }
        if part {
            after_space = None;
        } else if c.is_whitespace() {
            after_space = Some(end);
        }
        within = part;
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let word = |(start, end): (usize, usize)| {
        let printed = &text[start..end];
        let key = printed.chars().filter(|&c| is_letter(c)).flat_map(char::to_lowercase).collect();
        Word { printed, start, key }
    };
    starts.iter().copied().zip(ends).map(word).collect()
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || "$€£%".contains(c)
}

/// The stretch of the text that the words fill.
fn printed<'a>(text: &'a str, words: &[Word]) -> &'a str {
    let start = words.first().map_or(0, |word| word.start);
    let end = words.last().map_or(0, |word| word.start + word.printed.len());
    &text[start..end]
}

fn push_same<'a>(pieces: &mut Vec<Piece<'a>>, words: &'a str) {
    if !words.is_empty() {
        pieces.push(Piece::Same(words));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::{Piece, is_letter, pieces, words};
    use crate::report::{Difference, Form, Op, Span, Variant};

    fn check(canonical: &str, text: &str, differs: &[(Op, &str, &str)], expected: Option<&str>) {
        let span = Span { article: "a".to_owned(), start: 0, end: 1, exact: String::new() };
        let differs = differs
            .iter()
            .map(|&(op, ours, theirs)| Difference { op, ours: ours.to_owned(), theirs: theirs.to_owned() })
            .collect();
        let variant = Variant {
            form: Form::Direct,
            text: text.to_owned(),
            span,
            cue: None,
            speaker_span: None,
            via: None,
            differs,
        };
        let shown = pieces(canonical, &variant).map(|pieces| {
            let words = pieces.iter().map(|piece| match piece {
                Piece::Same(words) => (*words).to_owned(),
                Piece::Changed(difference, theirs) => format!("[{}|{theirs}]", difference.ours),
            });
            words.collect::<String>()
        });
        assert_eq!(shown.as_deref(), expected);
    }

    #[test]
    fn differences_stand_where_they_belong() {
        let canonical = "a dam and a lock and a weir";
        check(canonical, canonical, &[], Some(canonical));
        check(
            canonical,
            "a dam and a weir",
            &[(Op::Delete, "lock and a", "")],
            Some("a dam and a [lock and a|]weir"),
        );
        check(
            canonical,
            "A dam or a lock and a broad weir",
            &[(Op::Case, "a", "A"), (Op::Replace, "and", "or"), (Op::Insert, "", "broad")],
            Some("[a|A ]dam [and|or ]a lock and a [|broad ]weir"),
        );
    }

    #[test]
    fn marks_are_no_difference_unless_they_are_said_to_be() {
        check(
            "that “my warnings” — all of them—were read, then filed",
            "My warnings, all of them, were read then filed.",
            &[(Op::Delete, "that", ""), (Op::Case, "my", "My"), (Op::Punctuation, "read,", "read")],
            Some("[that|][my|My ]warnings, all of them, were [read,|read ]then filed."),
        );
        check("he said so", "[Vale] said so", &[(Op::Insert, "he", "Vale")], Some("[he|[Vale] ]said so"));
    }

    #[test]
    fn differences_that_cannot_be_found_are_said_apart() {
        check("a dam", "a lock", &[(Op::Replace, "weir", "lock")], None);
        check("a dam", "a lock", &[], None);
    }

    proptest! {
        #[test]
        fn words_fill_the_text(text in "\\PC{0,60}") {
            let words = words(&text);
            let filled: String = words.iter().map(|word| word.printed).collect();
            let skipped = text.len() - filled.len();
            assert_eq!(&text[skipped..], filled);
            assert!(!text[..skipped].contains(is_letter));
        }
    }
}
