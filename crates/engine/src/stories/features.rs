//! What an article is grouped by: its words, each with how often and how prominently it stands, and its day.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::copies::Sample;
use crate::article::Article;
use crate::words::{Stems, Term, each_word, pair, rarity};

/// An article as grouping sees it.
#[derive(Clone, Debug)]
pub struct Features {
    /// Day of printing, in days since 1970. `None` also for 1 January 1970, which is how programs write "unknown".
    pub day: Option<i64>,
    /// Its terms, by term.
    pub(super) terms: Vec<Weighted>,
    /// Its wording.
    pub(super) sample: Sample,
}

/// A term and what it says of the article.
#[derive(Clone, Debug)]
pub(super) struct Weighted {
    pub(super) term: Term,
    /// How often it stands in title and text.
    pub(super) count: u32,
    /// How often it stands in the title and the lead.
    pub(super) lead: u32,
    pub(super) is_name: bool,
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
    count: u32,
    capitals: u32,
    lead: u32,
    place: Option<Place>,
}

/// What is gathered while an article is read.
#[derive(Default)]
struct Gathering {
    stems: Stems,
    tallies: FxHashMap<Term, Tally>,
}

impl Features {
    /// The features of an article.
    #[must_use]
    pub fn of(article: &Article) -> Features {
        let mut gathering = Gathering::default();
        gathering.read(article.title.as_deref().unwrap_or(""), Place::Title);
        gathering.read(head(&article.text, BYTES_MAX), Place::Text);
        let mut terms: Vec<Weighted> = gathering.tallies.into_iter().filter_map(weighted).collect();
        terms.sort_unstable_by_key(|term| term.term);
        let day = article.published.map(|moment| moment.seconds().div_euclid(86_400));
        Features {
            day: day.filter(|&day| day != 0),
            terms,
            sample: Sample::of(article.outlet.as_deref(), &article.text),
        }
    }
}

fn weighted((term, tally): (Term, Tally)) -> Option<Weighted> {
    let rarity = rarity(term);
    let place = tally.place?;
    (rarity > RARITY_MIN).then_some(Weighted {
        term,
        count: tally.count,
        lead: tally.lead,
        is_name: tally.capitals * 2 > tally.count && rarity > NAME_RARITY_MIN,
        rarity,
        place,
    })
}

impl Gathering {
    /// Adds the words of a text, and each pair of neighbours that both begin with a capital. Figures are no words.
    fn read(&mut self, text: &str, place: fn(Range<usize>) -> Place) {
        let is_title = matches!(place(0..0), Place::Title(_));
        let mut before: Option<(Term, Range<usize>)> = None;
        each_word(text, |word, range| {
            let is_lead = is_title || range.start < LEAD_BYTES;
            if word.starts_with(|c: char| c.is_ascii_digit()) {
                before = None;
                return;
            }
            let is_capital = text[range.clone()].starts_with(char::is_uppercase);
            let term = self.stems.term(word);
            self.tally(term, is_capital, is_lead, place(range.clone()));
            if let Some((first, start)) = before.take_if(|_| is_capital)
                && text[start.end..range.start].chars().all(|c| c == ' ' || c == '-')
            {
                self.tally(pair(first, term), true, is_lead, place(start.start..range.end));
            }
            before = is_capital.then_some((term, range));
        });
    }

    fn tally(&mut self, term: Term, is_capital: bool, is_lead: bool, place: Place) {
        let tally = self.tallies.entry(term).or_default();
        tally.count += 1;
        tally.capitals += u32::from(is_capital);
        tally.lead += u32::from(is_lead);
        tally.place.get_or_insert(place);
    }
}

/// The beginning of a text, cut between characters.
fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Moment;

    fn features(text: &str) -> Features {
        Features::of(&Article { text: text.to_owned(), ..Article::default() })
    }

    #[test]
    fn numbers_are_no_terms() {
        assert!(features("12 345 6th 7pm 1999").terms.is_empty());
    }

    #[test]
    fn the_first_day_of_1970_is_no_day() {
        let day =
            |text: &str| Features::of(&Article { published: Moment::parse(text), ..Article::default() }).day;
        assert_eq!((day("1970-01-01T00:00:00Z"), day("1970-01-02"), day("")), (None, Some(1), None));
    }
}
