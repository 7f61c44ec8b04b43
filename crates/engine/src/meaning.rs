//! Meaning: how alike words are in what they mean, by vectors learned from a sentence encoder.
//!
//! The table has a row of small numbers for each stem that is common enough in the news (`cargo xtask train vectors`).
//! It is read where it lies: nothing is parsed at the start and nothing allocated for a word. Vectors propose what may
//! be the same; names, numbers, days and negations decide.

use crate::words::Term;

/// Stems in order, four little-endian bytes each, then a row of [`WIDTH`] signed bytes for each.
static VECTORS: &[u8] = include_bytes!("../models/english.vectors");

/// Numbers a row.
const WIDTH: usize = 128;
/// Bytes a stem and its row.
const BYTES: usize = 4 + WIDTH;
/// What one step of a signed byte is worth: rows are of length one and no number in them is larger than a half.
const STEP: f32 = 0.5 / 127.0;

/// What a word means: a row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning(u32);

impl Meaning {
    /// The meaning of a stem; `None` if the table has none.
    ///
    /// ```
    /// use engine::{meaning::Meaning, words::Stems};
    /// let stems = Stems::default();
    /// let of = |word| Meaning::of(stems.term(word)).expect("a common word");
    /// assert!(of("doctor").alike(of("hospital")) > of("doctor").alike(of("tariff")));
    /// ```
    #[must_use]
    pub fn of(term: Term) -> Option<Meaning> {
        let (mut low, mut high) = (0, VECTORS.len() / BYTES);
        while low < high {
            let middle = usize::midpoint(low, high);
            if key(middle) < term { low = middle + 1 } else { high = middle }
        }
        (low < VECTORS.len() / BYTES && key(low) == term).then_some(Meaning(low as u32))
    }

    /// How alike two meanings are: about 0 for words that have nothing in common, 1 for the same.
    #[must_use]
    pub fn alike(self, other: Meaning) -> f32 {
        product(self.row(), other.row()) * STEP * STEP
    }

    fn row(self) -> &'static [u8] {
        let start = VECTORS.len() / BYTES * 4 + self.0 as usize * WIDTH;
        &VECTORS[start..start + WIDTH]
    }
}

fn key(row: usize) -> Term {
    let bytes = &VECTORS[row * 4..row * 4 + 4];
    Term(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
}

fn product(a: &[u8], b: &[u8]) -> f32 {
    let of = |(a, b): (&u8, &u8)| i32::from(*a as i8) * i32::from(*b as i8);
    a.iter().zip(b).map(of).sum::<i32>() as f32
}

/// What several words mean together.
#[derive(Clone, Debug)]
pub struct Sense([u8; WIDTH]);

impl Default for Sense {
    fn default() -> Sense {
        Sense([0; WIDTH])
    }
}

impl Sense {
    /// The weighted sum of meanings, of length one; without meanings nothing, which is like nothing.
    #[must_use]
    pub fn of(meanings: impl Iterator<Item = (Meaning, f32)>) -> Sense {
        let mut sum = [0.0_f32; WIDTH];
        for (meaning, weight) in meanings {
            for (sum, step) in sum.iter_mut().zip(meaning.row()) {
                *sum += f32::from(*step as i8) * weight;
            }
        }
        let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
        if length == 0.0 {
            return Sense::default();
        }
        Sense(sum.map(|x| (x / length / STEP).round().clamp(-127.0, 127.0) as i8 as u8))
    }

    /// How alike two senses are, about 0 to 1.
    #[must_use]
    pub fn alike(&self, other: &Sense) -> f32 {
        product(&self.0, &other.0) * STEP * STEP
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Stems;

    fn sense(words: &[&str]) -> Sense {
        let stems = Stems::default();
        Sense::of(words.iter().filter_map(|word| Some((Meaning::of(stems.term(word))?, 1.0))))
    }

    #[test]
    fn other_words_for_one_thing_are_closer_than_other_things() {
        let kept = sense(&["ministry", "postpone", "vote"]);
        let near = kept.alike(&sense(&["government", "delay", "election"]));
        let far = kept.alike(&sense(&["storm", "sink", "ferry"]));
        assert!(near > far + 0.2, "{near} {far}");
    }

    #[test]
    fn a_sense_is_like_itself_and_nothing_is_like_nothing() {
        let one = sense(&["storm", "harbour"]);
        assert!((one.alike(&one) - 1.0).abs() < 0.03);
        assert!(Sense::default().alike(&one).abs() < f32::EPSILON);
        assert!(Meaning::of(Term(1)).is_none());
    }
}
