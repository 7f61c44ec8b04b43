//! What an article is grouped by: its words, each with how often and how prominently it stands, and its day.

use rustc_hash::FxHashMap;

use super::copies::{Sample, Wording, word_hash};
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

/// Where a term stands, in bytes.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    start: u32,
    end: u32,
    is_title: bool,
    is_lead: bool,
}

impl Weighted {
    /// The term as the article prints it.
    pub(super) fn printed<'a>(&self, article: &'a Article) -> &'a str {
        let text = if self.place.is_title { article.title.as_deref().unwrap_or("") } else { &article.text };
        text.get(self.place.start as usize..self.place.end as usize).unwrap_or("")
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
/// The terms of so many words are remembered.
const REMEMBERED_MAX: usize = 60_000;

#[derive(Default)]
struct Tally {
    count: u32,
    capitals: u32,
    lead: u32,
    place: Place,
}

/// Reads the features of articles, and remembers the terms of words that it has met. What it reads does not depend on
/// what it read before.
#[derive(Debug, Default)]
pub struct Reader {
    stems: Stems,
    /// The term of a word, by the word's hash.
    known: FxHashMap<u64, Term>,
}

impl Features {
    /// The features of an article.
    #[must_use]
    pub fn of(article: &Article) -> Features {
        Reader::default().read(article)
    }
}

impl Reader {
    /// The features of an article.
    pub fn read(&mut self, article: &Article) -> Features {
        if self.known.len() > REMEMBERED_MAX {
            self.known.clear();
        }
        let mut gathering = Gathering { reader: self, tallies: FxHashMap::default(), before: None };
        let title = article.title.as_deref().unwrap_or("");
        each_word(title, |word, range| {
            let place =
                Place { start: range.start as u32, end: range.end as u32, is_title: true, is_lead: true };
            gathering.word(title, word, word_hash(word), place);
        });
        gathering.before = None;
        let mut wording = Wording::default();
        wording.title(title);
        each_paragraph(&article.text, |from, paragraph| {
            wording.begin(paragraph);
            each_word(paragraph, |word, range| {
                let hash = word_hash(word);
                wording.word(hash, paragraph, range.clone());
                let (start, end) = (from + range.start, from + range.end);
                if end <= BYTES_MAX {
                    let is_lead = start < LEAD_BYTES;
                    let place = Place { start: start as u32, end: end as u32, is_title: false, is_lead };
                    gathering.word(&article.text, word, hash, place);
                }
            });
        });
        let mut terms: Vec<Weighted> = gathering.tallies.into_iter().filter_map(weighted).collect();
        terms.sort_unstable_by_key(|term| term.term);
        let day = article.published.map(|moment| moment.seconds().div_euclid(86_400));
        Features {
            day: day.filter(|&day| day != 0),
            terms,
            sample: wording.sample(article.outlet.as_deref()),
        }
    }
}

/// Visits the paragraphs of a text that are not empty, each with its place.
fn each_paragraph<'t>(text: &'t str, mut visit: impl FnMut(usize, &'t str)) {
    let mut from = 0;
    for paragraph in text.split('\n') {
        if !paragraph.trim().is_empty() {
            visit(from, paragraph);
        }
        from += paragraph.len() + 1;
    }
}

fn weighted((term, tally): (Term, Tally)) -> Option<Weighted> {
    let rarity = rarity(term);
    (rarity > RARITY_MIN).then_some(Weighted {
        term,
        count: tally.count,
        lead: tally.lead,
        is_name: tally.capitals * 2 > tally.count && rarity > NAME_RARITY_MIN,
        rarity,
        place: tally.place,
    })
}

/// What is gathered while an article is read.
struct Gathering<'r> {
    reader: &'r mut Reader,
    tallies: FxHashMap<Term, Tally>,
    /// The word before, if it begins with a capital.
    before: Option<(Term, Place)>,
}

impl Gathering<'_> {
    /// Adds a word of a text, and the pair of it and the word before if both begin with a capital. Figures are no words.
    fn word(&mut self, text: &str, word: &str, hash: u64, place: Place) {
        let before = self.before.take();
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return;
        }
        let is_capital = text[place.start as usize..].starts_with(char::is_uppercase);
        let Reader { stems, known } = &mut *self.reader;
        let term = *known.entry(hash).or_insert_with(|| stems.term(word));
        self.tally(term, is_capital, place);
        if !is_capital {
            return;
        }
        if let Some((first, start)) = before
            && is_joint(&text.as_bytes()[start.end as usize..place.start as usize])
        {
            // In a title or lead the two names stand anyway: the pair would count them once more.
            self.tally(pair(first, term), true, Place { start: start.start, is_lead: false, ..place });
        }
        self.before = Some((term, place));
    }

    fn tally(&mut self, term: Term, is_capital: bool, place: Place) {
        let tally = self.tallies.entry(term).or_insert_with(|| Tally { place, ..Tally::default() });
        tally.count += 1;
        tally.capitals += u32::from(is_capital);
        tally.lead += u32::from(place.is_lead);
    }
}

/// Whether what stands between two words joins them.
fn is_joint(between: &[u8]) -> bool {
    between.iter().all(|&byte| byte == b' ' || byte == b'-')
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
