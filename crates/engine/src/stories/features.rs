//! What an article is grouped by: its words, each with how often and how prominently it stands, and the days and years
//! that it names.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::article::Article;
use crate::languages::Language;
use crate::languages::times::{Times, Word};
use crate::words::{Stems, Term, each_word, pair, rarity};

/// An article as grouping sees it.
#[derive(Clone, Debug)]
pub struct Features {
    /// Day of printing, in days since 1970. `None` also for 1 January 1970, which is how programs write "unknown".
    pub day: Option<i64>,
    /// Its terms, by term.
    pub(super) terms: Vec<Weighted>,
    /// The days that its text names, as 32 × month + day, in order.
    pub(super) dates: Vec<u16>,
    /// The years that its text names, in order.
    pub(super) years: Vec<u16>,
}

/// A term and what it says of the article.
#[derive(Clone, Debug)]
pub(super) struct Weighted {
    pub(super) term: Term,
    /// How often it stands in title and text.
    pub(super) count: f32,
    /// How often it stands in the title and the lead.
    pub(super) lead: f32,
    pub(super) is_in_title: bool,
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
/// The years that four figures can mean.
const YEARS: Range<u16> = 1900..2100;

#[derive(Default)]
struct Tally {
    count: f32,
    capitals: f32,
    lead: f32,
    place: Option<Place>,
}

/// What is gathered while an article is read.
struct Gathering<'a> {
    stems: Stems,
    times: &'a Times,
    tallies: FxHashMap<Term, Tally>,
    dates: Vec<u16>,
    years: Vec<u16>,
}

/// A word before the one that is read.
enum Before {
    Nothing,
    Capital(Term, Range<usize>),
    Day(u16, usize),
}

impl Features {
    /// The features of an article.
    #[must_use]
    pub fn of(article: &Article) -> Features {
        let mut gathering = Gathering {
            stems: Stems::default(),
            times: &Language::of(article.language.as_deref()).times,
            tallies: FxHashMap::default(),
            dates: Vec::new(),
            years: Vec::new(),
        };
        gathering.read(article.title.as_deref().unwrap_or(""), Place::Title);
        gathering.read(head(&article.text, BYTES_MAX), Place::Text);
        let mut terms: Vec<Weighted> = gathering.tallies.into_iter().filter_map(weighted).collect();
        terms.sort_unstable_by_key(|term| term.term);
        let day = article.published.map(|moment| moment.seconds().div_euclid(86_400));
        Features {
            day: day.filter(|&day| day != 0),
            terms,
            dates: set(gathering.dates),
            years: set(gathering.years),
        }
    }
}

fn set(mut values: Vec<u16>) -> Vec<u16> {
    values.sort_unstable();
    values.dedup();
    values
}

fn weighted((term, tally): (Term, Tally)) -> Option<Weighted> {
    let rarity = rarity(term);
    let place = tally.place?;
    (rarity > RARITY_MIN).then_some(Weighted {
        term,
        count: tally.count,
        lead: tally.lead,
        is_in_title: matches!(place, Place::Title(_)),
        is_name: tally.capitals * 2.0 > tally.count && rarity > NAME_RARITY_MIN,
        rarity,
        place,
    })
}

impl Gathering<'_> {
    /// Adds the words of a text, each pair of neighbours that both begin with a capital, and the days and years.
    fn read(&mut self, text: &str, place: fn(Range<usize>) -> Place) {
        let is_title = matches!(place(0..0), Place::Title(_));
        let mut before = Before::Nothing;
        each_word(text, |word, range| {
            let is_lead = is_title || range.start < LEAD_BYTES;
            if word.starts_with(|c: char| c.is_ascii_digit()) {
                before = self.figure(word, text, range, &before);
                return;
            }
            let is_capital = text[range.clone()].starts_with(char::is_uppercase);
            let term = self.stems.term(word);
            self.tally(term, is_capital, is_lead, place(range.clone()));
            match &before {
                Before::Capital(first, start)
                    if is_capital && text[start.end..range.start].chars().all(|c| c == ' ' || c == '-') =>
                {
                    self.tally(pair(*first, term), true, is_lead, place(start.start..range.end));
                }
                &Before::Day(day, end) if is_capital && &text[end..range.start] == " " => {
                    self.date(word, day)
                }
                _ => {}
            }
            before = if is_capital { Before::Capital(term, range) } else { Before::Nothing };
        });
    }

    /// Notes what a word of figures means as a day or year.
    fn figure(&mut self, word: &str, text: &str, range: Range<usize>, before: &Before) -> Before {
        if let (4, Ok(year)) = (word.len(), word.parse())
            && YEARS.contains(&year)
        {
            self.years.push(year);
            return Before::Nothing;
        }
        let Some(day) = day_of_month(word) else { return Before::Nothing };
        if let Before::Capital(_, month) = before
            && matches!(&text[month.end..range.start], " " | ". ")
        {
            self.date(&text[month.clone()].to_lowercase(), day);
        }
        Before::Day(day, range.end)
    }

    fn date(&mut self, word: &str, day: u16) {
        let month = self.times.words.iter().find_map(|(name, meaning)| match meaning {
            Word::Month(month) if name.trim_end_matches('.') == word => Some(u16::from(*month)),
            _ => None,
        });
        self.dates.extend(month.map(|month| 32 * month + day));
    }

    fn tally(&mut self, term: Term, is_capital: bool, is_lead: bool, place: Place) {
        let tally = self.tallies.entry(term).or_default();
        tally.count += 1.0;
        tally.capitals += if is_capital { 1.0 } else { 0.0 };
        tally.lead += if is_lead { 1.0 } else { 0.0 };
        tally.place.get_or_insert(place);
    }
}

/// `4`, `04`, `4th`: the day of a month.
fn day_of_month(word: &str) -> Option<u16> {
    let digits = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    let is_plain = matches!(&word[digits..], "" | "st" | "nd" | "rd" | "th");
    let day = word[..digits].parse().ok()?;
    (is_plain && digits <= 2 && (1..=31).contains(&day)).then_some(day)
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
    fn days_and_years_are_read_from_the_text() {
        let found = features(
            "On May 3, 2013, and again on 14 June and Sept. 2nd. May 45 people come? In 1850, 3 may.",
        );
        assert_eq!(found.dates, [32 * 5 + 3, 32 * 6 + 14, 32 * 9 + 2]);
        assert_eq!(found.years, [2013]);
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
