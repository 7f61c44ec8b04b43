//! Copies: how much of one text's wording stands in another.
//!
//! Containment decides, not likeness of the whole: wire copy with a local paragraph, cut from the end, is still copy.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::words::each_word;

/// A text of which so much stands in another one is a copy of it.
pub const COPY_MIN: f32 = 0.5;

/// Words in a shingle.
const WORDS: usize = 5;

/// The runs of five words of a text, outside quotation marks, as hashes in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shingles {
    hashes: Vec<u64>,
}

impl Shingles {
    /// The shingles of a text. What stands in quotation marks is left out: two reporters who quote one statement
    /// have not copied each other.
    #[must_use]
    pub fn of(text: &str) -> Shingles {
        let mut hashes = Vec::new();
        let mut last = [0_u64; WORDS];
        let mut count = 0;
        let mut quoted = Quoted::default();
        let mut read = 0;
        each_word(text, |word, range| {
            quoted.pass(&text[read..range.start]);
            read = range.end;
            if quoted.open {
                count = 0;
                return;
            }
            last.rotate_left(1);
            last[WORDS - 1] = hash(word.as_bytes());
            count += 1;
            if count >= WORDS {
                hashes
                    .push(last.iter().fold(0, |sum: u64, word| sum.rotate_left(7) ^ word.wrapping_mul(MIX)));
            }
        });
        hashes.sort_unstable();
        hashes.dedup();
        Shingles { hashes }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether the text was too short to have any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// The share of the shorter text's shingles that the other text holds, 0 to 1.
    ///
    /// ```
    /// use engine::stories::copies::Shingles;
    /// let wire = Shingles::of("The ferry sank off the northern cape late on Monday night, the coast guard said.");
    /// let local = Shingles::of("A local man helped. The ferry sank off the northern cape late on Monday night.");
    /// assert!(wire.containment(&local) > 0.5);
    /// ```
    #[must_use]
    pub fn containment(&self, other: &Shingles) -> f32 {
        let shorter = self.len().min(other.len());
        if shorter == 0 {
            return 0.0;
        }
        self.shared(other) as f32 / shorter as f32
    }

    /// How many shingles both texts hold.
    #[must_use]
    pub fn shared(&self, other: &Shingles) -> usize {
        let (small, large) = if self.len() <= other.len() { (self, other) } else { (other, self) };
        let large: FxHashSet<u64> = large.hashes.iter().copied().collect();
        small.hashes.iter().filter(|hash| large.contains(hash)).count()
    }

    /// A fixed eighth of all possible shingles; all of a short text's.
    fn sample(&self) -> Vec<u32> {
        const SHORT: usize = 128;
        let is_all = self.hashes.len() <= SHORT;
        self.hashes.iter().filter(|&hash| is_all || hash % 8 == 0).map(|hash| (hash >> 32) as u32).collect()
    }
}

/// The copies' index: a sample of the wording of every article so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    first: FxHashMap<u32, u32>,
    pub(super) samples: Vec<Box<[u32]>>,
}

impl Known {
    /// The index of articles that were noted before.
    pub(super) fn of(samples: Vec<Box<[u32]>>) -> Known {
        let mut first = FxHashMap::default();
        for (number, sample) in samples.iter().enumerate() {
            for &shingle in sample {
                first.entry(shingle).or_insert(number as u32);
            }
        }
        Known { first, samples }
    }

    /// Notes an article by number; tells the earliest one that holds most of its wording.
    pub(super) fn note(&mut self, number: u32, text: &str) -> Option<u32> {
        let own = Shingles::of(text).sample();
        let mut hits: FxHashMap<u32, u32> = FxHashMap::default();
        for shingle in &own {
            if let Some(&earlier) = self.first.get(shingle) {
                *hits.entry(earlier).or_default() += 1;
            }
        }
        let mut hits: Vec<(u32, u32)> = hits.into_iter().collect();
        hits.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let copied = hits
            .iter()
            .find(|&&(earlier, shared)| {
                let shorter = own.len().min(self.samples[earlier as usize].len());
                shared as f32 >= COPY_MIN * shorter as f32
            })
            .map(|&(earlier, _)| earlier);
        for &shingle in &own {
            self.first.entry(shingle).or_insert(number);
        }
        self.samples.push(own.into());
        copied
    }
}

const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Whether the reader is between double quotation marks; a paragraph's end closes what was left open.
#[derive(Default)]
struct Quoted {
    open: bool,
}

impl Quoted {
    fn pass(&mut self, between: &str) {
        for c in between.chars() {
            match c {
                '\n' => self.open = false,
                '"' => self.open = !self.open,
                '“' | '„' | '«' => self.open = true,
                '”' | '»' => self.open = false,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_quotations_are_no_copies() {
        let a = Shingles::of(
            "“We will rebuild the harbour wall before winter comes,” the mayor told reporters on Friday.",
        );
        let b = Shingles::of(
            "Asked, she said: “We will rebuild the harbour wall before winter comes.” Nobody believed it.",
        );
        assert_eq!(a.shared(&b), 0);
    }

    #[test]
    fn containment_is_symmetric_and_bounded() {
        let a = Shingles::of("one two three four five six seven eight");
        let b = Shingles::of("zero one two three four five six");
        assert!((a.containment(&b) - b.containment(&a)).abs() < f32::EPSILON);
        assert!((a.containment(&a) - 1.0).abs() < f32::EPSILON);
        assert!(Shingles::of("too short").containment(&a).abs() < f32::EPSILON);
    }
}
