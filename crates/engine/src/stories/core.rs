//! Cores: what an article, or all articles of a story together, tell of.

use crate::words::Term;

/// One article as it is kept: its heaviest terms, packed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Vector {
    pub(super) terms: Box<[Packed]>,
    pub(super) dates: Box<[u16]>,
    pub(super) years: Box<[u16]>,
    pub(super) day: Option<i32>,
    /// How much it shares with its nearest neighbours, 0 to 1.
    pub(super) density: f32,
}

/// A term of one article; the weights are shares of 65535, those of all its terms have length one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Packed {
    pub(super) term: Term,
    pub(super) body: u16,
    pub(super) lead: u16,
    pub(super) title: u16,
    pub(super) local: u16,
    pub(super) is_name: bool,
}

/// The sum of articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Core {
    pub(super) articles: u32,
    /// By term.
    pub(super) entries: Vec<Entry>,
    pub(super) lengths: Weights,
    pub(super) names_length: f32,
    pub(super) others_length: f32,
    /// The days of printing.
    pub(super) days: Option<(i32, i32)>,
    /// Days and years that are named, each with in how many articles.
    pub(super) dates: Vec<(u16, u32)>,
    pub(super) years: Vec<(u16, u32)>,
    /// The mean of its articles' densities.
    pub(super) density: f32,
}

/// A term of a core.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Entry {
    pub(super) term: Term,
    pub(super) weights: Weights,
    pub(super) articles: u32,
    /// In how many more articles it is a name than not.
    pub(super) named: i32,
}

/// How a term weighs in the whole text, in title and lead, in the title, and against near stories.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Weights {
    pub(super) body: f32,
    pub(super) lead: f32,
    pub(super) title: f32,
    pub(super) local: f32,
}

/// A core with more terms than this loses its lightest.
const TERMS_MAX: usize = 600;
/// So many are left.
const TERMS_KEPT: usize = 400;

impl Entry {
    pub(super) fn is_name(&self) -> bool {
        self.named > 0
    }
}

impl Weights {
    fn add(&mut self, other: Weights) {
        self.body += other.body;
        self.lead += other.lead;
        self.title += other.title;
        self.local += other.local;
    }
}

/// A share of 65535 for a weight of 0 to 1.
pub(super) fn packed(weight: f32) -> u16 {
    (weight.clamp(0.0, 1.0) * 65_535.0).round() as u16
}

impl Packed {
    pub(super) fn weights(&self) -> Weights {
        let of = |share: u16| f32::from(share) / 65_535.0;
        Weights { body: of(self.body), lead: of(self.lead), title: of(self.title), local: of(self.local) }
    }
}

impl Core {
    /// The core of one article.
    pub(super) fn of(vector: &Vector) -> Core {
        let entry = |packed: &Packed| Entry {
            term: packed.term,
            weights: packed.weights(),
            articles: 1,
            named: if packed.is_name { 1 } else { -1 },
        };
        let once = |values: &[u16]| values.iter().map(|&value| (value, 1)).collect();
        let mut core = Core {
            articles: 1,
            entries: vector.terms.iter().map(entry).collect(),
            days: vector.day.map(|day| (day, day)),
            dates: once(&vector.dates),
            years: once(&vector.years),
            density: vector.density,
            ..Core::default()
        };
        core.measure();
        core
    }

    /// The core of several articles.
    pub(super) fn of_all<'v>(vectors: impl IntoIterator<Item = &'v Vector>) -> Core {
        let cores = vectors.into_iter().map(Core::of);
        cores.reduce(|sum, core| sum.joined(&core)).unwrap_or_default()
    }

    /// Both together.
    pub(super) fn joined(&self, other: &Core) -> Core {
        let share = other.articles as f32 / (self.articles + other.articles).max(1) as f32;
        let mut core = Core {
            articles: self.articles + other.articles,
            entries: entries_joined(&self.entries, &other.entries),
            days: match (self.days, other.days) {
                (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
                (a, b) => a.or(b),
            },
            dates: counts_joined(&self.dates, &other.dates),
            years: counts_joined(&self.years, &other.years),
            density: self.density + (other.density - self.density) * share,
            ..Core::default()
        };
        core.prune(TERMS_MAX, TERMS_KEPT);
        core.measure();
        core
    }

    /// Keeps the `kept` heaviest terms of a core that has more than `most`.
    pub(super) fn prune(&mut self, most: usize, kept: usize) {
        if self.entries.len() <= most {
            return;
        }
        self.entries
            .sort_unstable_by(|a, b| b.weights.body.total_cmp(&a.weights.body).then(a.term.cmp(&b.term)));
        self.entries.truncate(kept);
        self.entries.sort_unstable_by_key(|entry| entry.term);
    }

    /// Takes the lengths anew.
    pub(super) fn measure(&mut self) {
        let (mut sums, mut names, mut others) = (Weights::default(), 0.0, 0.0);
        for entry in &self.entries {
            let Weights { body, lead, title, local } = entry.weights;
            sums.add(Weights {
                body: body * body,
                lead: lead * lead,
                title: title * title,
                local: local * local,
            });
            *(if entry.is_name() { &mut names } else { &mut others }) += body * body;
        }
        self.lengths = Weights {
            body: sums.body.sqrt(),
            lead: sums.lead.sqrt(),
            title: sums.title.sqrt(),
            local: sums.local.sqrt(),
        };
        self.names_length = f32::sqrt(names);
        self.others_length = f32::sqrt(others);
    }
}

fn entries_joined(a: &[Entry], b: &[Entry]) -> Vec<Entry> {
    let mut all = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    while let (Some(&&left), Some(&&right)) = (a.peek(), b.peek()) {
        let mut entry = if left.term <= right.term { left } else { right };
        if left.term == right.term {
            entry.weights.add(right.weights);
            entry.articles += right.articles;
            entry.named += right.named;
        }
        if left.term <= right.term {
            a.next();
        }
        if right.term <= left.term {
            b.next();
        }
        all.push(entry);
    }
    all.extend(a.chain(b));
    all
}

fn counts_joined(a: &[(u16, u32)], b: &[(u16, u32)]) -> Vec<(u16, u32)> {
    let mut all = a.to_vec();
    for &(value, count) in b {
        match all.binary_search_by_key(&value, |&(value, _)| value) {
            Ok(at) => all[at].1 += count,
            Err(at) => all.insert(at, (value, count)),
        }
    }
    all
}

/// Visits the entries that two cores share, in the order of their terms.
pub(super) fn each_shared(a: &Core, b: &Core, mut visit: impl FnMut(&Entry, &Entry)) {
    if a.entries.len() <= b.entries.len() {
        each_within(&a.entries, &b.entries, |mine, theirs| visit(mine, theirs));
    } else {
        each_within(&b.entries, &a.entries, |theirs, mine| visit(mine, theirs));
    }
}

fn each_within(small: &[Entry], large: &[Entry], mut visit: impl FnMut(&Entry, &Entry)) {
    let mut rest = large;
    for entry in small {
        rest = &rest[skipped(rest, entry.term)..];
        match rest.first() {
            Some(other) if other.term == entry.term => visit(entry, other),
            Some(_) => {}
            None => return,
        }
    }
}

/// How many entries come before a term: looked for in growing steps, because it is near.
fn skipped(entries: &[Entry], term: Term) -> usize {
    let mut step = 1;
    while step < entries.len() && entries[step].term < term {
        step *= 2;
    }
    let from = step / 2;
    let to = (step + 1).min(entries.len());
    from + entries[from..to].partition_point(|entry| entry.term < term)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn core(terms: &[u32]) -> Core {
        let packed = |&term: &u32| Packed {
            term: Term(term),
            body: 30_000,
            is_name: term % 2 == 0,
            ..Packed::default()
        };
        Core::of(&Vector { terms: terms.iter().map(packed).collect(), ..Vector::default() })
    }

    #[test]
    fn joined_cores_hold_the_terms_of_both() {
        let all = core(&[1, 3, 5]).joined(&core(&[2, 3, 9]));
        let terms: Vec<(u32, u32)> = all.entries.iter().map(|entry| (entry.term.0, entry.articles)).collect();
        assert_eq!(terms, [(1, 1), (2, 1), (3, 2), (5, 1), (9, 1)]);
        assert_eq!(all.articles, 2);
    }

    #[test]
    fn shared_entries_are_found_from_both_sides() {
        let small = core(&[2, 40, 77]);
        let large = core(&(0..60).collect::<Vec<u32>>());
        for (a, b) in [(&small, &large), (&large, &small)] {
            let mut found = Vec::new();
            each_shared(a, b, |left, right| found.push((left.term.0, right.term.0)));
            assert_eq!(found, [(2, 2), (40, 40)]);
        }
        each_shared(&core(&[]), &large, |_, _| unreachable!());
    }

    #[test]
    fn a_large_core_keeps_what_is_heavy() {
        let mut all = core(&(0..500).collect::<Vec<u32>>()).joined(&core(&(200..760).collect::<Vec<u32>>()));
        assert_eq!(all.entries.len(), TERMS_KEPT);
        assert!((200..500).all(|term| all.entries.iter().any(|entry| entry.term == Term(term))));
        all.prune(3, 2);
        assert_eq!(all.entries.len(), 2);
    }
}
