//! A wording: an utterance as words and the marks between them, and how two wordings differ.

use crate::comparison::{Difference, Op};
use crate::languages::Claims;
use crate::text::{folded, is_quotation_mark, plain};
use crate::words::{Stems, Term, in_common, pair};

/// An utterance as words, each with the marks that follow it.
#[derive(Clone, Debug, Default)]
pub(super) struct Wording {
    words: Vec<Token>,
}

#[derive(Clone, Debug)]
struct Token {
    /// As printed.
    printed: String,
    /// As compared: lower case, plain apostrophes, no stops or hyphens inside (`us` for `U.S.`).
    key: String,
    /// Marks after it, as compared: no spaces, no quotation marks.
    marks: String,
    /// Whether it stands in square brackets or is all dots: an editor's hand.
    edited: bool,
}

/// A wording is compared so far; what follows is cut. No utterance in the news is as long.
const WORDS_MAX: usize = 600;

impl Wording {
    pub(super) fn of(text: &str) -> Wording {
        let mut words: Vec<Token> = Vec::new();
        let mut bracket = false;
        let mut printed = String::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let inside = (matches!(plain(c), '\'' | '.' | ',') || matches!(c, '-' | '‐' | '‑' | '&'))
                && !printed.is_empty()
                && chars.peek().is_some_and(|next| next.is_alphanumeric());
            if c.is_alphanumeric() || inside || "$€£%".contains(c) {
                printed.push(c);
                continue;
            }
            flush(&mut words, &mut printed, bracket);
            match c {
                '[' => bracket = true,
                ']' => bracket = false,
                _ if c.is_whitespace() || (is_quotation_mark(c) && plain(c) != '\'') => {}
                _ => {
                    if let Some(last) = words.last_mut() {
                        last.marks.push(plain(c));
                    }
                }
            }
        }
        flush(&mut words, &mut printed, bracket);
        words.truncate(WORDS_MAX);
        Wording { words }
    }

    /// How many words it has.
    pub(super) fn words(&self) -> usize {
        self.words.len()
    }

    /// The terms of words that stand side by side, in order.
    pub(super) fn pairs(&self, stems: &Stems) -> impl Iterator<Item = Term> {
        let terms: Vec<Term> = self.words.iter().map(|word| stems.term(&word.key)).collect();
        (1..terms.len()).map(move |at| pair(terms[at - 1], terms[at]))
    }

    /// Whether both are the same words, whatever the marks and letters' case.
    pub(super) fn same_words(&self, other: &Wording) -> bool {
        self.words.len() == other.words.len()
            && self.words.iter().zip(&other.words).all(|(ours, theirs)| ours.key == theirs.key)
    }

    /// How many words both have in the same order. Of a few words only those count that stand near each other in both:
    /// "a lot of MPs" stands in many a long speech by chance.
    pub(super) fn common(&self, other: &Wording) -> usize {
        const FEW: usize = 10;
        let aligned = self.aligned(other);
        let shorter = self.words().min(other.words());
        if shorter >= FEW {
            return aligned.len();
        }
        if self.holds(other) || other.holds(self) {
            return shorter;
        }
        let reach = shorter + shorter / 2 + 1;
        let near = |aligned: &[(usize, usize)]| {
            let from = |at: usize| {
                let (a, b) = aligned[at];
                aligned[at..].iter().take_while(|to| to.0 - a < reach && to.1 - b < reach).count()
            };
            (0..aligned.len()).map(from).max().unwrap_or(0)
        };
        let common = near(&aligned);
        // Of two alignments as long, one may be nearer.
        if common == shorter { common } else { common.max(near(&other.aligned(self))) }
    }

    /// Whether all words of the other wording stand in this one, side by side.
    pub(super) fn holds(&self, other: &Wording) -> bool {
        let same = |run: &[Token]| run.iter().zip(&other.words).all(|(ours, theirs)| ours.key == theirs.key);
        !other.words.is_empty() && self.words.windows(other.words.len()).any(same)
    }

    /// Whether both have a sentence in common, of so many words that it is no chance.
    pub(super) fn shares_sentence(&self, other: &Wording) -> bool {
        const WORDS_MIN: usize = 4;
        let theirs: Vec<&[Token]> = other.sentences().collect();
        self.sentences().filter(|ours| ours.len() >= WORDS_MIN).any(|ours| {
            let same = |theirs: &&[Token]| {
                theirs.len() == ours.len() && theirs.iter().zip(ours).all(|(a, b)| a.key == b.key)
            };
            theirs.iter().any(same)
        })
    }

    /// Its sentences.
    fn sentences(&self) -> impl Iterator<Item = &[Token]> {
        self.words.split_inclusive(|word| word.marks.contains(['.', '!', '?']))
    }

    /// Where `other` differs from this wording, in order.
    pub(super) fn differences(&self, other: &Wording) -> Vec<Difference> {
        let mut found = Vec::new();
        let (mut ours, mut theirs) = (0, 0);
        let aligned = self.corresponding(other);
        for &(a, b) in &aligned {
            if ours == 0 && theirs == 0 {
                found.extend(outside(&self.words[..a], &other.words[..b]));
            } else {
                found.extend(changed(&self.words[ours..a], &other.words[theirs..b]));
            }
            found.extend(self.retouched(other, a, b));
            (ours, theirs) = (a + 1, b + 1);
        }
        found.extend(outside(&self.words[ours..], &other.words[theirs..]));
        found
    }

    /// The same word with another letter's case, or with other marks after it.
    fn retouched(&self, other: &Wording, a: usize, b: usize) -> Option<Difference> {
        let (ours, theirs) = (&self.words[a], &other.words[b]);
        let last = a + 1 == self.words.len() || b + 1 == other.words.len();
        let op = if !last && ours.marks != theirs.marks {
            Op::Punctuation
        } else if ours.printed.to_lowercase() == theirs.printed.to_lowercase()
            && ours.printed != theirs.printed
        {
            Op::Case
        } else if folded(&ours.printed) != folded(&theirs.printed) {
            Op::Punctuation
        } else {
            return None;
        };
        let shown = |word: &Token| format!("{}{}", word.printed, if last { "" } else { &word.marks });
        Some(Difference { op, ours: shown(ours), theirs: shown(theirs) })
    }

    /// The words that correspond: those in common, without single ones far from any other, which only chance put in both.
    fn corresponding(&self, other: &Wording) -> Vec<(usize, usize)> {
        const FAR: usize = 2;
        let aligned = self.aligned(other);
        let far = |from: (usize, usize), to: (usize, usize)| to.0 - from.0 > FAR && to.1 - from.1 > FAR;
        let alone = |at: usize| {
            let next = aligned.get(at + 1);
            at > 0 && far(aligned[at - 1], aligned[at]) && next.is_none_or(|&next| far(aligned[at], next))
        };
        (0..aligned.len()).filter(|&at| !alone(at)).map(|at| aligned[at]).collect()
    }

    /// The longest common subsequence of words, as pairs of indices; ties go to the earlier word.
    fn aligned(&self, other: &Wording) -> Vec<(usize, usize)> {
        fn keys(words: &[Token]) -> Vec<&str> {
            words.iter().map(|word| word.key.as_str()).collect()
        }
        in_common(&keys(&self.words), &keys(&other.words))
    }
}

/// Whether both are the same words in another spelling: of a possessive, of two words drawn together, of an ending, or
/// with a space or hyphen more.
pub(super) fn is_respelled(claims: &Claims, ours: &str, theirs: &str) -> bool {
    let lower = |words: &str| -> String { words.chars().map(plain).flat_map(char::to_lowercase).collect() };
    let (ours, theirs) = (&lower(ours), &lower(theirs));
    let whole = |words: &str| -> String { words.chars().filter(|c| c.is_alphanumeric()).collect() };
    let spelled_out = |words: &String| -> String {
        let long =
            claims.contractions.iter().fold(words.clone(), |words, (short, long)| words.replace(short, long));
        whole(&long)
    };
    let owner = |words: &String| -> String { whole(words.strip_suffix("'s").unwrap_or(words)) };
    let (a, b) = (whole(ours), whole(theirs));
    let ends_otherwise = |a: &str, b: &str| {
        claims.spellings.iter().any(|(one, other)| {
            a.strip_suffix(one).is_some_and(|stem| stem.len() > 1 && b.strip_suffix(other) == Some(stem))
        })
    };
    a == b
        || owner(ours) == owner(theirs)
        || spelled_out(ours) == spelled_out(theirs)
        || ends_otherwise(&a, &b)
        || ends_otherwise(&b, &a)
}

fn flush(words: &mut Vec<Token>, printed: &mut String, edited: bool) {
    if printed.is_empty() {
        return;
    }
    let key: String = printed
        .chars()
        .map(plain)
        .flat_map(char::to_lowercase)
        .filter(|&c| !matches!(c, '.' | '\'' | '-'))
        .collect();
    words.push(Token { printed: std::mem::take(printed), key, marks: String::new(), edited });
}

/// What stands before or after the words that both have: nothing says that one takes the other's place.
fn outside(ours: &[Token], theirs: &[Token]) -> impl Iterator<Item = Difference> {
    changed(ours, &[]).into_iter().chain(changed(&[], theirs))
}

/// What became of a run of words: left out, added, or put in other words.
fn changed(ours: &[Token], theirs: &[Token]) -> Option<Difference> {
    let op = match (ours.is_empty(), theirs.is_empty()) {
        (true, true) => return None,
        (false, true) => Op::Delete,
        (true, false) => Op::Insert,
        (false, false) if theirs.iter().chain(ours).any(|word| word.edited) => Op::Insert,
        (false, false) => Op::Replace,
    };
    Some(Difference { op, ours: joined(ours), theirs: joined(theirs) })
}

fn joined(words: &[Token]) -> String {
    let mut text = String::new();
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            text.push(' ');
        }
        text.push_str(&word.printed);
        if at + 1 < words.len() {
            text.push_str(&word.marks);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(ours: &str, theirs: &str, expected: &[(Op, &str, &str)]) {
        let found = Wording::of(ours).differences(&Wording::of(theirs));
        let found: Vec<(Op, &str, &str)> =
            found.iter().map(|d| (d.op, d.ours.as_str(), d.theirs.as_str())).collect();
        assert_eq!(found, expected, "{ours} | {theirs}");
    }

    #[test]
    fn wordings_differ_word_by_word() {
        check("I leave with regret.", "I leave with regret", &[]);
        check("I leave with deep regret", "I leave with regret", &[(Op::Delete, "deep", "")]);
        check("I leave with regret", "I leave with deep regret", &[(Op::Insert, "", "deep")]);
        check("my word differs from yours", "my word differs than yours", &[(Op::Replace, "from", "than")]);
        check("Our harbour is closed", "our harbour is closed", &[(Op::Case, "Our", "our")]);
        check(
            "to Skerrin, a place",
            "to Skerrin. A place",
            &[(Op::Punctuation, "Skerrin,", "Skerrin."), (Op::Case, "a", "A")],
        );
        check("the States’ choice here", "the States choice here", &[(Op::Punctuation, "States'", "States")]);
        check("the U.S. navy here", "the US navy here", &[(Op::Punctuation, "U.S.", "US")]);
        check("and he said so", "and [Vale] said so", &[(Op::Insert, "he", "Vale")]);
        check("first we rest", "then we rest", &[(Op::Delete, "first", ""), (Op::Insert, "", "then")]);
    }

    #[test]
    fn another_spelling_is_no_other_word() {
        let claims = &crate::languages::Language::of(Some("en")).claims;
        for (ours, theirs) in [
            ("Wales’s", "Wales"),
            ("do not", "don’t"),
            ("cannot", "can't"),
            ("organisation", "organization"),
            ("favours", "favors"),
            ("life jackets", "lifejackets"),
            ("it is", "It's"),
        ] {
            assert!(is_respelled(claims, ours, theirs), "{ours} | {theirs}");
            assert!(is_respelled(claims, theirs, ours), "{theirs} | {ours}");
        }
        for (ours, theirs) in [("from", "than"), ("did", "did not"), ("for", "four"), ("to", "in control of")]
        {
            assert!(!is_respelled(claims, ours, theirs), "{ours} | {theirs}");
        }
    }

    #[test]
    fn a_word_that_chance_put_in_both_corresponds_to_nothing() {
        check(
            "Nobody came. We told the men where all their life jackets were",
            "Nobody came. I just hit and hit and hit the glass until it gave",
            &[
                (Op::Delete, "We told the men where all their life jackets were", ""),
                (Op::Insert, "", "I just hit and hit and hit the glass until it gave"),
            ],
        );
    }

    #[test]
    fn sentences_and_short_words_are_found_in_others() {
        let of = Wording::of;
        assert!(of("There was no call. We ran.").shares_sentence(&of("We sat. There was no call.")));
        assert!(!of("There was no call for us.").shares_sentence(&of("There was no call.")));
        assert!(!of("We ran. It fell").shares_sentence(&of("We ran. He fell")));
        assert!(of("a final 30 days").holds(&of("final")) && !of("a final 30 days").holds(&of("a 30")));
    }

    #[test]
    fn curly_and_straight_marks_are_the_same() {
        check("we’ve come “far” — and", "we've come \"far\" - and", &[]);
        check("in the north — and on", "in the north—and on", &[]);
    }

    proptest! {
        #[test]
        fn a_wording_does_not_differ_from_itself(text in "\\PC{0,80}") {
            prop_assert!(Wording::of(&text).differences(&Wording::of(&text)).is_empty());
        }

        #[test]
        fn common_words_are_symmetric(a in "[a-d ]{0,40}", b in "[a-d ]{0,40}") {
            let (a, b) = (Wording::of(&a), Wording::of(&b));
            prop_assert_eq!(a.common(&b), b.common(&a));
        }
    }
}
