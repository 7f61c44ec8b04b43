//! Patterns of furniture, and many of them asked at once.

use rustc_hash::FxHashMap;

/// Which pairs of neighbouring bytes a text has, roughly: several pairs share a bit. What has a pair that the text has not
/// does not stand in the text, and nearly all patterns are told apart by that.
#[derive(Debug, Default)]
pub(super) struct Pairs([u64; 16]);

impl Pairs {
    #[must_use]
    pub(super) fn of(text: &str) -> Pairs {
        let mut out = Pairs::default();
        out.add(text);
        out
    }

    fn add(&mut self, text: &str) {
        for pair in text.as_bytes().windows(2) {
            let (word, bit) = Pairs::place(pair);
            self.0[word] |= bit;
        }
    }

    /// Whether all of these pairs may stand in the text.
    fn may_hold(&self, others: &Pairs) -> bool {
        self.0.iter().zip(&others.0).all(|(own, other)| other & !own == 0)
    }

    fn place(pair: &[u8]) -> (usize, u64) {
        let number = usize::from(pair[0]) * 31 + usize::from(pair[1]);
        (number / 64 % 16, 1 << (number % 64))
    }
}

/// How paragraphs of one sort read; `*` in it stands for any words or none.
#[derive(Debug)]
struct Pattern {
    text: &'static str,
    /// The pairs of all its pieces.
    pairs: Pairs,
    /// The group that it is of.
    group: usize,
}

impl Pattern {
    fn of(text: &'static str, group: usize) -> Pattern {
        let mut pairs = Pairs::default();
        text.split('*').for_each(|piece| pairs.add(piece));
        Pattern { text, pairs, group }
    }

    /// Whether it describes all of `text`, which has no other pairs than `pairs`.
    ///
    /// Linear in the text for each piece between stars: the pieces are sought from left to right, the last one at the end.
    fn describes(&self, text: &str, pairs: &Pairs) -> bool {
        let Some((first, rest)) = self.text.split_once('*') else { return self.text == text };
        let Some(mut text) = text.strip_prefix(first) else { return false };
        if !pairs.may_hold(&self.pairs) {
            return false;
        }
        let mut pieces = rest.split('*').peekable();
        while let Some(piece) = pieces.next() {
            if pieces.peek().is_none() {
                return text.ends_with(piece);
            }
            let Some(at) = text.find(piece) else { return false };
            text = &text[at + piece.len()..];
        }
        true
    }
}

/// How many bytes at a pattern's front or end it is found by.
const KEY_BYTES: usize = 3;

/// The first or last bytes of a text.
type Key = [u8; KEY_BYTES];

/// Many patterns in groups, found by how they begin or end: a text is compared with a few in a hundred of them.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    by_front: FxHashMap<Key, Vec<Pattern>>,
    by_end: FxHashMap<Key, Vec<Pattern>>,
    /// Those that begin and end with a star, or nearly so.
    others: Vec<Pattern>,
}

impl Patterns {
    /// Of these groups; the first one is group 0.
    #[must_use]
    pub(super) fn of<'g>(groups: impl IntoIterator<Item = &'g [&'static str]>) -> Patterns {
        let mut out = Patterns::default();
        for (group, texts) in groups.into_iter().enumerate() {
            texts.iter().for_each(|text| out.add(Pattern::of(text, group)));
        }
        out
    }

    fn add(&mut self, pattern: Pattern) {
        let (first, last) =
            (pattern.text.split('*').next().unwrap_or(""), pattern.text.rsplit('*').next().unwrap_or(""));
        let place = match (first.as_bytes().first_chunk(), last.as_bytes().last_chunk()) {
            (Some(key), _) => self.by_front.entry(*key).or_default(),
            (None, Some(key)) => self.by_end.entry(*key).or_default(),
            (None, None) => &mut self.others,
        };
        place.push(pattern);
    }

    /// The first of the groups that `allows` lets pass and that has a pattern for all of `text`, which has no other pairs than
    /// `pairs`.
    #[must_use]
    pub(super) fn group(&self, text: &str, pairs: &Pairs, allows: impl Fn(usize) -> bool) -> Option<usize> {
        let bytes = text.as_bytes();
        let front = bytes.first_chunk().and_then(|key| self.by_front.get(key));
        let end = bytes.last_chunk().and_then(|key| self.by_end.get(key));
        let near = front.into_iter().chain(end).flatten().chain(&self.others);
        near.fold(None, |found, pattern| {
            let sooner = found.is_none_or(|found| pattern.group < found) && allows(pattern.group);
            if sooner && pattern.describes(text, pairs) { Some(pattern.group) } else { found }
        })
    }

    /// Whether any pattern describes all of `text`.
    #[must_use]
    pub(super) fn any(&self, text: &str, pairs: &Pairs) -> bool {
        self.group(text, pairs, |_| true).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn matches(pattern: &'static str, text: &str) -> bool {
        let patterns = Patterns::of([&[pattern][..]]);
        patterns.any(text, &Pairs::of(text))
    }

    #[test]
    fn stars_stand_for_any_words() {
        assert!(matches("read also:*", "read also: ferry sinks"));
        assert!(matches("sign up *newsletter*", "sign up for our daily newsletter!"));
        assert!(matches("*/ap", "tom hale/ap"));
        assert!(matches("a*b*b", "a b b"));
        assert!(!matches("a*b*b", "a b"));
        assert!(!matches("share", "share the burden"));
        assert!(!matches("*/ap", "ap"));
    }

    #[test]
    fn the_first_group_that_is_allowed_counts() {
        let patterns = Patterns::of([&["*ferry*"][..], &["share*", "ad"], &["*sinks", "share ferry"]]);
        let group = |text: &str, least: usize| patterns.group(text, &Pairs::of(text), |group| group >= least);
        assert_eq!((group("share ferry", 0), group("share ferry", 1)), (Some(0), Some(1)));
        assert_eq!((group("share ferry", 2), group("ship sinks", 0)), (Some(2), Some(2)));
        assert_eq!((group("ad", 0), group("a", 0), group("", 0)), (Some(1), None, None));
    }

    proptest! {
        #[test]
        fn matching_never_panics(text in "\\PC{0,20}|(a|b| ){0,8}") {
            for pattern in ["", "*", "a", "ab", "a*b", "*ab*", "aba*bab", "*abb", "a**b"] {
                let _ = matches(pattern, &text);
            }
        }
    }
}
