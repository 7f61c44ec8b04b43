//! Rarity: how much a term says in a stream, by the news at large and by what the stream has shown so far.

use rustc_hash::FxHashMap;

use crate::words::{self, Term};

/// In how many articles of a stream each term stood.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Seen {
    pub(super) articles: u32,
    pub(super) counts: FxHashMap<Term, u32>,
}

/// The news at large count as much as so many articles of the stream.
const PRIOR: f32 = 60.0;
/// With more terms than this, all counts are halved and what was seen once is forgotten.
const TERMS_MAX: usize = 4_000_000;

impl Seen {
    /// Notes the terms of an article, each once.
    pub(super) fn note(&mut self, terms: impl Iterator<Item = Term>) {
        self.articles += 1;
        for term in terms {
            *self.counts.entry(term).or_default() += 1;
        }
        if self.counts.len() > TERMS_MAX {
            self.articles /= 2;
            self.counts.retain(|_, count| {
                *count /= 2;
                *count > 0
            });
        }
    }

    /// How much a term says: 0 if every article has it.
    pub(super) fn rarity(&self, term: Term) -> f32 {
        self.rarity_from(term, words::rarity(term))
    }

    /// The same for a term whose rarity in the news at large is known.
    pub(super) fn rarity_from(&self, term: Term, in_news: f32) -> f32 {
        let seen = self.counts.get(&term).copied().unwrap_or(0) as f32;
        let share = libm::expf(-in_news) * PRIOR + seen;
        libm::logf((PRIOR + self.articles as f32) / share).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_article_has_says_less_and_less() {
        let (often, never) = (Term(7), Term(8));
        let mut seen = Seen::default();
        let first = seen.rarity_from(often, 5.0);
        for _ in 0..200 {
            seen.note([often].into_iter());
        }
        assert!(seen.rarity_from(often, 5.0) < 0.3 && first > 4.0);
        assert!(seen.rarity_from(never, 5.0) > first);
    }
}
