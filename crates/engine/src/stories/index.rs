//! The index: which stories hold a term, so that an article is compared only with stories that can be its own.

use rustc_hash::FxHashMap;

use crate::words::Term;

/// Which stories hold a term, in order. Most terms are of one story, so a single story takes no list.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    holders: FxHashMap<Term, Holder>,
    lists: Vec<Vec<u32>>,
    /// Lists that are not used any more.
    free: Vec<u32>,
}

/// Who holds a term: a story, or with the highest bit a list of them.
#[derive(Clone, Copy, Debug)]
struct Holder(u32);

const LIST: u32 = 1 << 31;

impl Holder {
    fn list(self) -> Option<usize> {
        (self.0 & LIST != 0).then_some((self.0 & !LIST) as usize)
    }
}

/// So many entries are read for one article, however long the stream is; the rarest terms come first.
const READ_MAX: usize = 20_000;

impl Index {
    pub(super) fn add(&mut self, term: Term, story: u32) {
        let Some(holder) = self.holders.get_mut(&term) else {
            self.holders.insert(term, Holder(story));
            return;
        };
        if let Some(list) = holder.list() {
            let stories = &mut self.lists[list];
            if let Err(at) = stories.binary_search(&story) {
                stories.insert(at, story);
            }
        } else if holder.0 != story {
            let both = vec![holder.0.min(story), holder.0.max(story)];
            let list = self.free.pop().unwrap_or(self.lists.len() as u32);
            *holder = Holder(list | LIST);
            match self.lists.get_mut(list as usize) {
                Some(free) => *free = both,
                None => self.lists.push(both),
            }
        }
    }

    pub(super) fn remove(&mut self, term: Term, story: u32) {
        let Some(holder) = self.holders.get_mut(&term) else { return };
        let Some(list) = holder.list() else {
            if holder.0 == story {
                self.holders.remove(&term);
            }
            return;
        };
        let stories = &mut self.lists[list];
        if let Ok(at) = stories.binary_search(&story) {
            stories.remove(at);
        }
        if let [last] = stories[..] {
            *holder = Holder(last);
            *stories = Vec::new();
            self.free.push(list as u32);
        }
    }

    fn stories<'i>(&'i self, holder: &'i Holder) -> &'i [u32] {
        holder.list().map_or(std::slice::from_ref(&holder.0), |list| &self.lists[list])
    }

    /// The stories that share most of these terms, weighed, the most alike first: at most `most`. The terms come with the
    /// heaviest first.
    pub(super) fn propose(&self, terms: &[(Term, f32)], most: usize) -> Vec<u32> {
        let mut left = READ_MAX;
        let mut shares: FxHashMap<u32, f32> = FxHashMap::default();
        for (term, weight) in terms {
            let stories = self.holders.get(term).map_or(&[][..], |holder| self.stories(holder));
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
        index.add(Term(3), 1);
        index.remove(Term(3), 4);
        index.remove(Term(3), 1);
        assert!(index.propose(&terms[2..], 9).is_empty());
    }
}
