//! What an article is grouped by: its words, each with how often and how prominently it stands.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::article::Article;
use crate::words::{Stems, Term, each_word, pair, rarity};

/// An article as grouping sees it.
#[derive(Clone, Debug)]
pub struct Features {
    /// Day of printing, in days since 1970.
    pub day: Option<i64>,
    /// Its terms, by term.
    pub(super) terms: Vec<Weighted>,
}

/// A term and what it says of the article.
#[derive(Clone, Debug)]
pub(super) struct Weighted {
    pub(super) term: Term,
    /// How often and how prominently it stands.
    pub(super) weight: f32,
    /// In the news at large.
    pub(super) rarity: f32,
    /// Where it stands first: in the title, or after it in the text.
    place: Place,
}

#[derive(Clone, Debug)]
enum Place {
    Title(Range<usize>),
    Text(Range<usize>),
}

impl Weighted {
    /// The term as the article prints it.
    pub(super) fn printed<'a>(&self, article: &'a Article) -> &'a str {
        match &self.place {
            Place::Title(range) => article.title.as_deref().unwrap_or("").get(range.clone()).unwrap_or(""),
            Place::Text(range) => article.text.get(range.clone()).unwrap_or(""),
        }
    }
}

/// Terms rarer than this and printed with a capital count as names.
const NAME_RARITY_MIN: f32 = 1.5;
/// Words more common than this say nothing.
const RARITY_MIN: f32 = 0.8;
/// A text is read so far: what an event is about stands at the beginning.
const BYTES_MAX: usize = 6_000;
/// The lead: the first bytes of a text, where an account says what happened.
const LEAD_BYTES: usize = 600;

#[derive(Default)]
struct Tally {
    count: f32,
    capitals: f32,
    place: Option<Place>,
}

impl Features {
    /// The features of an article.
    #[must_use]
    pub fn of(article: &Article) -> Features {
        let stems = Stems::default();
        let mut tallies: FxHashMap<Term, Tally> = FxHashMap::default();
        let title = article.title.as_deref().unwrap_or("");
        add(&mut tallies, &stems, title, |range| (2.0, Place::Title(range)));
        let body = head(&article.text, BYTES_MAX);
        add(&mut tallies, &stems, body, |range| {
            (if range.start < LEAD_BYTES { 1.5 } else { 1.0 }, Place::Text(range))
        });
        let mut terms: Vec<Weighted> = tallies.into_iter().filter_map(weighted).collect();
        terms.sort_unstable_by_key(|term| term.term);
        Features { day: article.published.map(|moment| moment.seconds().div_euclid(86_400)), terms }
    }
}

fn weighted((term, tally): (Term, Tally)) -> Option<Weighted> {
    let rarity = rarity(term);
    let named = tally.capitals * 2.0 > tally.count && rarity > NAME_RARITY_MIN;
    let weight = (1.0 + libm::logf(tally.count.max(1.0))) * if named { 1.6 } else { 1.0 };
    (rarity > RARITY_MIN).then_some(Weighted { term, weight, rarity, place: tally.place? })
}

/// Adds the words of a text, and each pair of neighbours that both begin with a capital.
fn add(
    tallies: &mut FxHashMap<Term, Tally>,
    stems: &Stems,
    text: &str,
    place: impl Fn(Range<usize>) -> (f32, Place),
) {
    let mut before: Option<(Term, Range<usize>)> = None;
    each_word(text, |word, range| {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            before = None;
            return;
        }
        let capital = text[range.clone()].starts_with(char::is_uppercase);
        let term = stems.term(word);
        tally(tallies, term, capital, place(range.clone()));
        if let (true, Some((first, start))) = (capital, &before)
            && text[start.end..range.start].chars().all(|c| c == ' ' || c == '-')
        {
            tally(tallies, pair(*first, term), true, place(start.start..range.end));
        }
        before = capital.then_some((term, range));
    });
}

fn tally(tallies: &mut FxHashMap<Term, Tally>, term: Term, capital: bool, (count, place): (f32, Place)) {
    let tally = tallies.entry(term).or_default();
    tally.count += count;
    tally.capitals += if capital { count } else { 0.0 };
    tally.place.get_or_insert(place);
}

/// The beginning of a text, cut between characters.
fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
