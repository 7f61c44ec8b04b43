//! Words as they are compared: stems as numbers, and how rare each is in the news.
//!
//! A stem's number is a fixed hash, so that an article can be turned into terms alone, on any core, and compared
//! with articles that were read elsewhere or yesterday. Two stems in a hundred thousand share a number; nothing that is
//! shown to a reader rests on a number alone.

use rust_stemmers::{Algorithm, Stemmer};

/// A word's stem, as a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(pub u32);

/// Turns words into terms.
pub struct Stems {
    stemmer: Stemmer,
}

impl std::fmt::Debug for Stems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stems")
    }
}

impl Default for Stems {
    fn default() -> Stems {
        Stems { stemmer: Stemmer::create(Algorithm::English) }
    }
}

impl Stems {
    /// The term of a word that is already lower case (Snowball's English stems).
    ///
    /// ```
    /// let stems = engine::words::Stems::default();
    /// assert_eq!(stems.term("resigned"), stems.term("resigns"));
    /// assert_ne!(stems.term("resigned"), stems.term("signed"));
    /// ```
    #[must_use]
    pub fn term(&self, lower: &str) -> Term {
        hashed(self.stemmer.stem(lower).as_bytes())
    }
}

/// The term of two terms that stand side by side, in this order.
#[must_use]
pub fn pair(first: Term, second: Term) -> Term {
    let mut bytes = [0; 8];
    bytes[..4].copy_from_slice(&first.0.to_le_bytes());
    bytes[4..].copy_from_slice(&second.0.to_le_bytes());
    hashed(&bytes)
}

/// The longest common subsequence of two lists, as pairs of places; ties go to the earlier place of the first list.
///
/// Time and memory grow with the product of the two lengths, so callers keep lists short; each holds fewer than 65,536.
pub(crate) fn in_common<K: PartialEq>(first: &[K], second: &[K]) -> Vec<(usize, usize)> {
    let (rows, columns) = (first.len(), second.len());
    let at = |row: usize, column: usize| row * (columns + 1) + column;
    let mut best = vec![0_u16; (rows + 1) * (columns + 1)];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            best[at(row, column)] = if first[row] == second[column] {
                best[at(row + 1, column + 1)] + 1
            } else {
                best[at(row + 1, column)].max(best[at(row, column + 1)])
            };
        }
    }
    let mut pairs = Vec::new();
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        if first[row] == second[column] {
            pairs.push((row, column));
            row += 1;
            column += 1;
        } else if best[at(row + 1, column)] >= best[at(row, column + 1)] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// FNV-1a, 32 bits: the shipped table of frequencies is keyed by it.
fn hashed(bytes: &[u8]) -> Term {
    Term(bytes.iter().fold(0x811c_9dc5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)))
}

/// Terms, each with how rare it is: `count` little-endian `u32`, in order, then `count` bytes of rarity in sixteenths.
/// Made by `cargo xtask train frequencies`.
static FREQUENCIES: &[u8] = include_bytes!("../data/english.frequencies");

/// The rarity of a term that the table does not hold.
pub const RAREST: f32 = 9.0;

/// The terms of the table of frequencies, in order.
pub fn vocabulary() -> impl Iterator<Item = Term> {
    (0..FREQUENCIES.len() / 5).map(key)
}

fn key(row: usize) -> Term {
    let bytes = &FREQUENCIES[row * 4..row * 4 + 4];
    Term(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
}

/// The row of the table of frequencies that is a term's.
fn row(term: Term) -> Option<usize> {
    let (mut low, mut high) = (0, FREQUENCIES.len() / 5);
    while low < high {
        let middle = usize::midpoint(low, high);
        if key(middle) < term {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    (low < FREQUENCIES.len() / 5 && key(low) == term).then_some(low)
}

/// How rare a term is in the news: the natural logarithm of (articles / articles that hold it), from 0 for "the" to
/// [`RAREST`] for what was in fewer than three of 14,000 articles.
#[must_use]
pub fn rarity(term: Term) -> f32 {
    row(term).map_or(RAREST, |row| f32::from(FREQUENCIES[FREQUENCIES.len() / 5 * 4 + row]) / 16.0)
}

/// Visits the words of a text in lower case: runs of letters and digits, apostrophes inside them kept plain, a
/// possessive `'s` left out.
pub fn each_word(text: &str, mut visit: impl FnMut(&str, std::ops::Range<usize>)) {
    let mut word = String::new();
    let mut at = 0;
    while at < text.len() {
        let start = at;
        word.clear();
        at = read_word(text, start, &mut word);
        if at == start {
            at += text[start..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let kept = word.strip_suffix("'s").unwrap_or(&word).trim_end_matches('\'');
        if !kept.is_empty() {
            visit(kept, start..at);
        }
    }
}

/// Adds the word that begins here to `word`, in lower case, and tells where it ends: at its beginning if there is none.
/// An apostrophe after it belongs to it.
fn read_word(text: &str, start: usize, word: &mut String) -> usize {
    let bytes = text.as_bytes();
    let is_letter = |at: usize| text[at..].starts_with(char::is_alphanumeric);
    let mut at = start;
    loop {
        let plain = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let written = word.len();
        word.push_str(&text[at..at + plain]);
        word[written..].make_ascii_lowercase();
        at += plain;
        let Some(c) = text[at..].chars().next() else { return at };
        let after = at + c.len_utf8();
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’') || word.is_empty() {
            return at;
        } else if is_letter(after) {
            word.push('\'');
        } else {
            return after;
        }
        at = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        each_word(text, |word, _| found.push(word.to_owned()));
        found
    }

    #[test]
    fn words_are_lower_case_and_without_possessive() {
        assert_eq!(
            words("The Envoy’s letter, 'don't', U.S. 4th"),
            ["the", "envoy", "letter", "don't", "u", "s", "4th"]
        );
        assert_eq!(words("players' "), ["players"]);
        assert_eq!(words(""), Vec::<String>::new());
    }

    #[test]
    fn rare_words_are_rarer() {
        let stems = Stems::default();
        let of = |word| rarity(stems.term(word));
        assert!(of("the") < 0.2 && of("the") < of("president") && of("president") < of("ferry"));
        assert!(of("ferry") <= RAREST && (of("zzyzxq") - RAREST).abs() < f32::EPSILON);
    }
}
