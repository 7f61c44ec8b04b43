//! Vectors and cores: what an article, or all articles of a story together, tell of.
//!
//! Both keep how often a term stands, not what it weighs: how rare a word is in a stream is only known as the stream
//! goes on, so it is asked when two are compared.

use crate::words::Term;

/// One article as it is kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Vector {
    /// Its heaviest terms, by term.
    pub(super) terms: Box<[Counted]>,
    /// The day of printing.
    pub(super) day: Option<i32>,
    /// How long its terms are together, as their rarity was when it was last looked at.
    pub(super) lengths: Pair,
    /// How like it the nearest other articles are, 0 to 1.
    pub(super) crowd: Pair,
}

/// How often a term stands in an article; six bytes, because there are hundreds of millions of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C, packed(2))]
pub(super) struct Counted {
    term: Term,
    /// In title and text, at most 127; the highest bit tells whether it is a name.
    body: u8,
    /// In title and lead, at most 127; the highest bit tells whether the article is found by the term.
    lead: u8,
}

/// Two numbers: of title and text, and of title and lead.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Pair {
    pub(super) body: f32,
    pub(super) lead: f32,
}

/// The sum of articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Core {
    pub(super) articles: u32,
    /// By term.
    pub(super) entries: Vec<Entry>,
    /// The days of printing.
    pub(super) days: Option<(i32, i32)>,
    /// The mean of its articles' crowds.
    pub(super) crowd: Pair,
}

/// A term of a core: how often it stands in an article of length one, summed over the articles.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Entry {
    pub(super) term: Term,
    pub(super) shares: Pair,
}

/// An article or story that others are compared with.
#[derive(Clone, Debug)]
pub(super) struct Probe {
    /// Its terms, each weighed by the square of its rarity: once for itself and once for the other.
    entries: Vec<Entry>,
    /// Where each term stands among them, from 1 on, by its hash; 0 for nowhere.
    places: Box<[u16]>,
    /// The days of its articles.
    days: Days,
}

/// The days of printing of some articles.
#[derive(Clone, Debug)]
pub(super) enum Days {
    /// Each by itself; articles without a day are left out.
    Each(Vec<i32>),
    /// The first and the last.
    Range(Option<(i32, i32)>),
}

/// How like two sides are, the mean over all pairs of articles.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Likeness {
    /// The cosines of title and text, and of title and lead.
    pub(super) words: Pair,
    /// Fortnights between them, at most one; 0 where a day is unknown.
    pub(super) apart: f32,
}

/// A core with more terms than this loses its lightest.
const TERMS_MAX: usize = 600;
/// So many are left.
const TERMS_KEPT: usize = 400;
/// The bit of the body's count that tells that a term is a name.
const NAME: u8 = 0x80;
/// The bit of the lead's count that tells that an article is found by a term.
const FOUND: u8 = 0x80;
/// What a name counts in a lead, beside another word: two events of one kind in one place share their names there.
const NAME_IN_LEAD: f32 = 0.7;

impl Counted {
    pub(super) fn new(term: Term, body: u32, lead: u32) -> Counted {
        let most = |count: u32| u8::try_from(count).unwrap_or(u8::MAX).min(!FOUND);
        Counted { term, body: most(body), lead: most(lead) }
    }

    /// The same, and whether it is a name.
    pub(super) fn named(self, is_name: bool) -> Counted {
        let body = self.body & !NAME | if is_name { NAME } else { 0 };
        Counted { body, ..self }
    }

    pub(super) fn term(self) -> Term {
        self.term
    }

    /// The same, and whether the article is found by it.
    pub(super) fn found(self, is_found: bool) -> Counted {
        let lead = self.lead() | if is_found { FOUND } else { 0 };
        Counted { lead, ..self }
    }

    fn lead(self) -> u8 {
        self.lead & !FOUND
    }

    /// Whether the article is found by it.
    pub(super) fn is_found(self) -> bool {
        self.lead & FOUND != 0
    }

    /// What the counts say: the second time a word stands says less than the first. In a text nothing says more than
    /// twice what standing once does (Robertson and Zaragoza 2009, with k of 1): a long report repeats its words.
    pub(super) fn said(self) -> Pair {
        let share = if self.body & NAME == 0 { 1.0 } else { NAME_IN_LEAD };
        Pair { body: IN_TEXT[usize::from(self.body & !NAME)], lead: said(self.lead()) * share }
    }

    /// The two bytes of counts as they are kept.
    pub(super) fn counts(self) -> [u8; 2] {
        [self.body, self.lead]
    }

    /// What [`Counted::counts`] gave.
    pub(super) fn of(term: Term, [body, lead]: [u8; 2]) -> Counted {
        Counted { term, body, lead }
    }
}

/// Twice a count by one more than it: from 1 for 1 to 2 for many.
static IN_TEXT: [f32; NAME as usize] = {
    let mut said = [0.0; NAME as usize];
    let mut count = 1;
    while count < said.len() {
        said[count] = 2.0 * count as f32 / (count as f32 + 1.0);
        count += 1;
    }
    said
};

/// One and the natural logarithm of a count; 0 for 0.
fn said(count: u8) -> f32 {
    const SMALL: [f32; 8] =
        [0.0, 1.0, 1.693_147_2, 2.098_612_3, 2.386_294_4, 2.609_438, 2.791_759_5, 2.945_91];
    SMALL.get(usize::from(count)).copied().unwrap_or_else(|| 1.0 + libm::logf(f32::from(count)))
}

impl Pair {
    pub(super) fn plus(self, other: Pair) -> Pair {
        Pair { body: self.body + other.body, lead: self.lead + other.lead }
    }

    pub(super) fn times(self, factor: f32) -> Pair {
        Pair { body: self.body * factor, lead: self.lead * factor }
    }

    /// Divided number by number; 0 by 0 is 0.
    fn over(self, other: Pair) -> Pair {
        let over = |a: f32, b: f32| if b > 0.0 { a / b } else { 0.0 };
        Pair { body: over(self.body, other.body), lead: over(self.lead, other.lead) }
    }
}

impl Vector {
    /// Takes the lengths anew.
    pub(super) fn measure(&mut self, rarity: impl Fn(Term) -> f32) {
        self.lengths = lengths(self.terms.iter().map(|term| (term.said(), rarity(term.term()))));
    }

    pub(super) fn holds(&self, term: Term) -> bool {
        self.terms.binary_search_by_key(&term, |counted| counted.term()).is_ok()
    }

    /// The terms as shares of an article of length one.
    pub(super) fn entries(&self) -> impl Iterator<Item = Entry> + '_ {
        self.terms.iter().map(|term| Entry { term: term.term(), shares: term.said().over(self.lengths) })
    }
}

/// How long terms are together, each with what is said of it and how rare it is.
pub(super) fn lengths(terms: impl Iterator<Item = (Pair, f32)>) -> Pair {
    let (mut body, mut lead) = (0.0, 0.0);
    for (said, rarity) in terms {
        body += said.body * said.body * rarity * rarity;
        lead += said.lead * said.lead * rarity * rarity;
    }
    Pair { body: f32::sqrt(body), lead: f32::sqrt(lead) }
}

impl Core {
    /// The core of several articles.
    pub(super) fn of<'v>(vectors: impl IntoIterator<Item = &'v Vector>) -> Core {
        let mut core = Core::default();
        let mut entries: Vec<Entry> = Vec::new();
        for vector in vectors {
            core.count(1, vector.days(), vector.crowd);
            entries.extend(vector.entries());
        }
        // Equal terms stay in the order of their articles, so that sums are taken in that order.
        entries.sort_by_key(|entry| entry.term);
        entries.dedup_by(|later, sum| {
            let is_same = later.term == sum.term;
            if is_same {
                sum.shares = sum.shares.plus(later.shares);
            }
            is_same
        });
        core.entries = entries;
        core
    }

    /// Adds one article.
    pub(super) fn add(&mut self, vector: &Vector) {
        self.count(1, vector.days(), vector.crowd);
        self.entries = joined(std::mem::take(&mut self.entries), vector.entries());
    }

    /// Adds another core.
    pub(super) fn add_core(&mut self, other: &Core) {
        self.count(other.articles, other.days, other.crowd);
        self.entries = joined(std::mem::take(&mut self.entries), other.entries.iter().copied());
    }

    /// Counts more articles, with their days and crowd.
    fn count(&mut self, articles: u32, days: Option<(i32, i32)>, crowd: Pair) {
        let all = self.articles + articles;
        let share = articles as f32 / all.max(1) as f32;
        self.crowd = self.crowd.times(1.0 - share).plus(crowd.times(share));
        self.articles = all;
        self.days = both(self.days, days);
    }

    /// Keeps the heaviest terms of a core that has too many.
    pub(super) fn trim(&mut self, rarity: impl Fn(Term) -> f32) {
        if self.entries.len() > TERMS_MAX {
            self.prune(TERMS_KEPT, rarity);
        }
    }

    /// Keeps the `kept` heaviest terms.
    pub(super) fn prune(&mut self, kept: usize, rarity: impl Fn(Term) -> f32) {
        let mut heaviest = self.heaviest(rarity);
        heaviest.truncate(kept);
        heaviest.sort_unstable_by_key(|&(term, _)| term);
        self.entries.retain(|entry| heaviest.binary_search_by_key(&entry.term, |&(term, _)| term).is_ok());
        self.entries.shrink_to_fit();
    }

    /// The terms, each with its weight, heaviest first.
    pub(super) fn heaviest(&self, rarity: impl Fn(Term) -> f32) -> Vec<(Term, f32)> {
        let weighed = self.entries.iter().map(|entry| (entry.term, entry.shares.body * rarity(entry.term)));
        let mut heaviest: Vec<(Term, f32)> = weighed.collect();
        heaviest.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        heaviest
    }
}

/// The first and last day of both.
pub(super) fn both(a: Option<(i32, i32)>, b: Option<(i32, i32)>) -> Option<(i32, i32)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    }
}

fn joined(a: Vec<Entry>, b: impl Iterator<Item = Entry>) -> Vec<Entry> {
    let mut all = Vec::with_capacity(a.len() + b.size_hint().0);
    let (mut a, mut b) = (a.into_iter().peekable(), b.peekable());
    while let (Some(&left), Some(&right)) = (a.peek(), b.peek()) {
        let shares = match left.term.cmp(&right.term) {
            std::cmp::Ordering::Less => left.shares,
            std::cmp::Ordering::Greater => right.shares,
            std::cmp::Ordering::Equal => left.shares.plus(right.shares),
        };
        if left.term <= right.term {
            a.next();
        }
        if right.term <= left.term {
            b.next();
        }
        all.push(Entry { term: left.term.min(right.term), shares });
    }
    all.extend(a);
    all.extend(b);
    all
}

/// So many places there are for each term, at least: most of what is looked for in vain is known at once.
const PLACES: usize = 8;

/// The place of a term among so many, a power of two.
fn place(term: Term, places: usize) -> usize {
    (term.0.wrapping_mul(0x9e37_79b1) >> 12) as usize & (places - 1)
}

fn places(entries: &[Entry]) -> Box<[u16]> {
    let mut places = vec![0; (entries.len() * PLACES).next_power_of_two()];
    for (nth, entry) in entries.iter().enumerate().take(u16::MAX.into()) {
        let mut at = place(entry.term, places.len());
        while places[at] != 0 {
            at = (at + 1) & (places.len() - 1);
        }
        places[at] = nth as u16 + 1;
    }
    places.into()
}

impl Probe {
    /// What entries weigh for whoever is compared with them. There are no more of them than a core has.
    pub(super) fn of(
        entries: impl Iterator<Item = Entry>,
        days: Days,
        rarity: impl Fn(Term) -> f32,
    ) -> Probe {
        let weighed = entries.map(|entry| {
            let rarity = rarity(entry.term);
            Entry { shares: entry.shares.times(rarity * rarity), ..entry }
        });
        let entries: Vec<Entry> = weighed.collect();
        Probe { places: places(&entries), entries, days }
    }

    fn shares(&self, term: Term) -> Option<Pair> {
        let mut at = place(term, self.places.len());
        loop {
            let entry = &self.entries[usize::from(self.places[at].checked_sub(1)?)];
            if entry.term == term {
                return Some(entry.shares);
            }
            at = (at + 1) & (self.places.len() - 1);
        }
    }

    /// How like an article is.
    pub(super) fn like(&self, vector: &Vector) -> Likeness {
        Likeness { words: self.like_words(vector), apart: self.days.apart(&Days::of([vector])) }
    }

    /// How far away in time some articles are, in fortnights.
    pub(super) fn apart(&self, days: &Days) -> f32 {
        self.days.apart(days)
    }

    /// How like an article is: the cosines of title and text, and of title and lead.
    pub(super) fn like_words(&self, vector: &Vector) -> Pair {
        let mut sum = Pair::default();
        for counted in &vector.terms {
            if let Some(shares) = self.shares(counted.term()) {
                let said = counted.said();
                sum.body += shares.body * said.body;
                sum.lead += shares.lead * said.lead;
            }
        }
        sum.over(vector.lengths)
    }

    /// How like the articles of a core are, summed.
    pub(super) fn like_all(&self, core: &Core) -> Pair {
        let mut sum = Pair::default();
        for entry in &core.entries {
            if let Some(shares) = self.shares(entry.term) {
                sum.body += shares.body * entry.shares.body;
                sum.lead += shares.lead * entry.shares.lead;
            }
        }
        sum
    }
}

impl Default for Days {
    fn default() -> Days {
        Days::Range(None)
    }
}

impl Days {
    pub(super) fn of<'v>(vectors: impl IntoIterator<Item = &'v Vector>) -> Days {
        Days::Each(vectors.into_iter().filter_map(|vector| vector.day).collect())
    }

    /// The mean of the fortnights between all pairs, each at most one; 0 where no day is known.
    fn apart(&self, other: &Days) -> f32 {
        let to_range = |day: i32, (first, last): (i32, i32)| (first - day).max(day - last).max(0);
        let mean = |sum: f32, pairs: usize| if pairs > 0 { sum / pairs as f32 } else { 0.0 };
        match (self, other) {
            (Days::Each(a), Days::Each(b)) => {
                let one = |&a: &i32| b.iter().map(|&b| fortnights((a - b).abs())).sum::<f32>();
                mean(a.iter().map(one).sum(), a.len() * b.len())
            }
            (Days::Each(each), &Days::Range(Some(range))) | (&Days::Range(Some(range)), Days::Each(each)) => {
                mean(each.iter().map(|&day| fortnights(to_range(day, range))).sum(), each.len())
            }
            (&Days::Range(Some(a)), &Days::Range(Some(b))) => fortnights((a.0 - b.1).max(b.0 - a.1).max(0)),
            (Days::Range(None), _) | (_, Days::Range(None)) => 0.0,
        }
    }
}

/// Days as fortnights, at most one.
fn fortnights(days: i32) -> f32 {
    (days as f32 / 14.0).min(1.0)
}

impl Likeness {
    pub(super) fn plus(self, other: Likeness) -> Likeness {
        Likeness { words: self.words.plus(other.words), apart: self.apart + other.apart }
    }

    pub(super) fn times(self, factor: f32) -> Likeness {
        Likeness { words: self.words.times(factor), apart: self.apart * factor }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vector(terms: &[u32]) -> Vector {
        let terms = terms.iter().map(|&term| Counted::new(Term(term), 1, 1)).collect();
        let mut vector = Vector { terms, ..Vector::default() };
        vector.measure(|_| 1.0);
        vector
    }

    fn probe(vectors: &[Vector]) -> Probe {
        Probe::of(Core::of(vectors).entries.into_iter(), Days::of(vectors), |_| 1.0)
    }

    #[test]
    fn counts_are_six_bytes_and_saturate() {
        assert_eq!(size_of::<Counted>(), 6);
        let most = Counted::new(Term(7), 999, 999).found(true);
        assert_eq!((most.body, most.lead(), most.is_found()), (127, 127, true));
        assert_eq!(Counted::of(Term(7), most.counts()), most);
        assert!(!Counted::new(Term(7), 1, 127).is_found());
        assert_eq!(most.named(true).named(false), most);
    }

    #[test]
    fn repeating_says_little_and_names_say_less_in_a_lead() {
        let said = |body, lead| Counted::new(Term(7), body, lead).said();
        assert!(said(127, 1).body < 2.0 * said(1, 1).body);
        let named = Counted::new(Term(7), 3, 2).named(true).found(true).said();
        assert!((named.body - said(3, 2).body).abs() < 1e-6 && named.lead < said(3, 2).lead);
    }

    #[test]
    fn an_article_is_wholly_like_itself_and_not_at_all_like_others() {
        let (a, b) = (vector(&[2, 40, 77]), vector(&[1, 3, 80]));
        let like = probe(std::slice::from_ref(&a));
        let own = like.like(&a).words;
        assert!((own.body - 1.0).abs() < 1e-6 && (own.lead - 1.0).abs() < 1e-6);
        assert_eq!(like.like(&b), Likeness::default());
        assert_eq!(like.like(&vector(&[])), Likeness::default());
    }

    #[test]
    fn a_core_is_as_like_as_its_articles_together() {
        let all = [vector(&[1, 3, 5]), vector(&[2, 3, 9, 12]), vector(&[3, 9])];
        let other = vector(&[3, 9, 40]);
        let like = probe(std::slice::from_ref(&other));
        let sum = all.iter().fold(Pair::default(), |sum, vector| sum.plus(like.like_words(vector)));
        let core = Core::of(&all);
        assert!((like.like_all(&core).body - sum.body).abs() < 1e-6);
        assert!((probe(&all).like_words(&other).body - sum.body).abs() < 1e-6);
        assert_eq!(core.articles, 3);
    }

    #[test]
    fn days_apart_are_the_mean_over_pairs() {
        let each = |days: &[i32]| Days::Each(days.to_vec());
        assert!((each(&[0, 7]).apart(&each(&[7, 700])) - 0.625).abs() < 1e-6);
        assert_eq!(each(&[]).apart(&each(&[3])), 0.0);
        assert_eq!(each(&[3, 17]).apart(&Days::Range(Some((1, 10)))), 0.25);
        assert_eq!(Days::Range(Some((1, 10))).apart(&Days::Range(Some((24, 30)))), 1.0);
        assert_eq!(Days::default().apart(&each(&[3])), 0.0);
    }

    #[test]
    fn a_large_core_keeps_what_is_heavy() {
        let mut core =
            Core::of([&vector(&(0..500).collect::<Vec<u32>>()), &vector(&(200..760).collect::<Vec<u32>>())]);
        core.trim(|_| 1.0);
        assert_eq!(core.entries.len(), TERMS_KEPT);
        assert!((200..500).all(|term| core.entries.iter().any(|entry| entry.term == Term(term))));
        core.prune(2, |term| term.0 as f32);
        assert_eq!(core.entries.iter().map(|entry| entry.term.0).collect::<Vec<_>>(), [498, 499]);
    }
}
