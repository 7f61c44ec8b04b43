//! Rarity: how much a term says in a stream, by the news at large and by what the stream has shown so far.

use rustc_hash::FxHashMap;

use crate::words::{self, Term};

/// In how many articles of a stream each term stood.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Seen {
    pub(super) articles: u32,
    terms: FxHashMap<Term, Stood>,
}

/// How often a term stood.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stood {
    articles: u32,
    /// The natural logarithm of that and of what the news at large add to it.
    logarithm: f32,
}

/// The news at large count as much as so many articles of the stream.
const PRIOR: f32 = 100.0;
/// With more terms than this, all counts are halved and what was seen once is forgotten.
const TERMS_MAX: usize = 3_600_000;

impl Stood {
    fn new(articles: u32, in_news: f32) -> Stood {
        Stood { articles, logarithm: libm::logf(libm::expf(-in_news) * PRIOR + articles as f32) }
    }
}

impl Seen {
    /// Notes the terms of an article, each once and with its rarity in the news at large. Tells how rare each is now.
    pub(super) fn note(&mut self, terms: impl Iterator<Item = (Term, f32)>) -> Vec<f32> {
        if self.terms.len() > TERMS_MAX {
            self.halve();
        }
        self.articles += 1;
        let all = self.logarithm();
        let terms = terms.map(|(term, in_news)| {
            let stood = self.terms.entry(term).or_insert(Stood { articles: 0, logarithm: 0.0 });
            *stood = Stood::new(stood.articles + 1, in_news);
            (all - stood.logarithm).max(0.0)
        });
        terms.collect()
    }

    fn halve(&mut self) {
        self.articles /= 2;
        self.terms.retain(|&term, stood| {
            *stood = Stood::new(stood.articles / 2, words::rarity(term));
            stood.articles > 0
        });
    }

    fn logarithm(&self) -> f32 {
        libm::logf(PRIOR + self.articles as f32)
    }

    /// How much terms say: 0 if every article has one.
    pub(super) fn rarities(&self) -> impl Fn(Term) -> f32 + '_ {
        let all = self.logarithm();
        move |term| {
            let stood = self.terms.get(&term).copied();
            (all - stood.unwrap_or_else(|| Stood::new(0, words::rarity(term))).logarithm).max(0.0)
        }
    }

    /// In how many articles each term stood, by term.
    pub(super) fn counts(&self) -> Vec<(Term, u32)> {
        let mut counts: Vec<(Term, u32)> =
            self.terms.iter().map(|(&term, stood)| (term, stood.articles)).collect();
        counts.sort_unstable();
        counts
    }

    /// What [`Seen::counts`] told of so many articles.
    pub(super) fn of(articles: u32, counts: Vec<(Term, u32)>) -> Seen {
        let stood = |(term, articles)| (term, Stood::new(articles, words::rarity(term)));
        Seen { articles, terms: counts.into_iter().map(stood).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_article_has_says_less_and_less() {
        let (often, never) = (Term(7), Term(8));
        let mut seen = Seen::default();
        let first = seen.note([(often, 5.0)].into_iter())[0];
        for _ in 0..400 {
            seen.note([(often, 5.0)].into_iter());
        }
        let rarity = seen.rarities();
        assert!(rarity(often) < 0.3 && first > 3.5);
        assert!(rarity(never) > first);
    }

    #[test]
    fn what_was_saved_is_as_rare() {
        let mut seen = Seen::default();
        for terms in [[1, 2], [1, 3], [1, 2]] {
            seen.note(terms.map(|term| (Term(term), words::rarity(Term(term)))).into_iter());
        }
        assert_eq!(Seen::of(seen.articles, seen.counts()), seen);
        seen.halve();
        assert_eq!((seen.articles, seen.counts()), (1, vec![(Term(1), 1), (Term(2), 1)]));
    }
}
