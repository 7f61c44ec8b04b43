//! The index: which stories hold a term, so that an article is compared only with stories that can be its own.

use rustc_hash::FxHashMap;

use crate::words::Term;

/// Which stories hold a term, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    stories: FxHashMap<Term, Vec<u32>>,
}

/// So many entries are read for one article, however long the stream is; the rarest terms come first.
const READ_MAX: usize = 20_000;

impl Index {
    pub(super) fn add(&mut self, term: Term, story: u32) {
        let stories = self.stories.entry(term).or_default();
        if let Err(at) = stories.binary_search(&story) {
            stories.insert(at, story);
        }
    }

    pub(super) fn remove(&mut self, term: Term, story: u32) {
        let Some(stories) = self.stories.get_mut(&term) else { return };
        if let Ok(at) = stories.binary_search(&story) {
            stories.remove(at);
        }
        if stories.is_empty() {
            self.stories.remove(&term);
        }
    }

    /// The stories that share most of these terms, weighed, the most alike first: at most `most`. The terms come with the
    /// heaviest first.
    pub(super) fn propose(&self, terms: &[(Term, f32)], most: usize) -> Vec<u32> {
        let mut left = READ_MAX;
        let mut shares: FxHashMap<u32, f32> = FxHashMap::default();
        for (term, weight) in terms {
            let stories = self.stories.get(term).map_or(&[][..], Vec::as_slice);
            if stories.len() > left {
                continue;
            }
            left -= stories.len();
            for &story in stories {
                *shares.entry(story).or_default() += weight;
            }
        }
        let mut shares: Vec<(u32, f32)> = shares.into_iter().collect();
        let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if shares.len() > most {
            shares.select_nth_unstable_by(most, order);
            shares.truncate(most);
        }
        shares.sort_unstable_by(order);
        shares.into_iter().map(|(story, _)| story).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_alike_come_first_and_ties_by_age() {
        let mut index = Index::default();
        for (term, story) in [(1, 9), (1, 2), (2, 9), (3, 4), (3, 2), (1, 9)] {
            index.add(Term(term), story);
        }
        let terms = [(Term(1), 0.5), (Term(2), 0.5), (Term(3), 0.5), (Term(4), 0.5)];
        assert_eq!(index.propose(&terms, 9), [2, 9, 4]);
        assert_eq!(index.propose(&terms, 2), [2, 9]);
        index.remove(Term(3), 2);
        index.remove(Term(8), 2);
        assert_eq!(index.propose(&terms, 9), [9, 2, 4]);
    }
}
