//! Quotations: the words in quotation marks stand in an account, word for word, and are given to the same speaker.

use crate::claims::Account;
use crate::text::{Span, folded};
use crate::words::{Term, each_word};

use super::library::Library;
use super::{Evidence, Finding, Kind, Status};

/// An account's sentence that holds so many of a quotation's words, small ones included, is the one that is misquoted.
const LIKE_MIN: f32 = 0.7;

pub(super) fn check(text: &Account, library: &Library<'_>, findings: &mut Vec<Finding>) {
    let shelves: Vec<Words> = library.accounts.iter().map(|account| Words::of(account, library)).collect();
    let all = &text.document.article.text;
    for span in quoted(all) {
        if !library.bag(span.of(all)).is_empty() {
            findings.push(finding(text, span, &shelves, library));
        }
    }
}

/// All words of an account, in order.
struct Words {
    terms: Vec<Term>,
    places: Vec<Span>,
}

impl Words {
    fn of(account: &Account, library: &Library<'_>) -> Words {
        Words::of_text(&account.document.article.text, library)
    }

    fn of_text(text: &str, library: &Library<'_>) -> Words {
        let mut words = Words { terms: Vec::new(), places: Vec::new() };
        each_word(text, |word, place| {
            words.terms.push(exact(word, library));
            words.places.push(place.into());
        });
        words
    }

    /// Where these terms stand one after the other.
    fn find(&self, wanted: &[Term]) -> Option<Span> {
        let at = self.terms.windows(wanted.len().max(1)).position(|window| window == wanted)?;
        Some(self.places[at].to(self.places[at + wanted.len() - 1]))
    }
}

/// The very word as a term: stems are made of words, so a word with an ending no stem has stays itself.
fn exact(word: &str, library: &Library<'_>) -> Term {
    let stem = library.stems.term(word);
    Term(word.bytes().fold(stem.0, |hash, byte| hash.rotate_left(5) ^ u32::from(byte)))
}

fn finding(text: &Account, span: Span, shelves: &[Words], library: &Library<'_>) -> Finding {
    let all = &text.document.article.text;
    let of = |status, because: String, evidence: Vec<Evidence>| Finding {
        kind: Kind::Quotation,
        span,
        status,
        because,
        evidence,
    };
    let Some(found) = everywhere(span.of(all), shelves, library) else {
        return match misquoted(span.of(all), library) {
            Some(evidence) => {
                of(Status::Differs, "An account words it otherwise.".to_owned(), vec![evidence])
            }
            None => of(Status::Unsupported, "These words stand in no account.".to_owned(), Vec::new()),
        };
    };
    match other_speaker(text, span, &found, library) {
        Some(speaker) => of(Status::Differs, format!("An account gives these words to {speaker}."), found),
        None => of(Status::Supported, "The words stand in an account.".to_owned(), found),
    }
}

/// Where an account has all parts of a quotation; parts are what stands between marks of omission.
fn everywhere(words: &str, shelves: &[Words], library: &Library<'_>) -> Option<Vec<Evidence>> {
    let parts: Vec<Vec<Term>> = words
        .split(['…', '[', ']'])
        .flat_map(|part| part.split("..."))
        .map(|part| Words::of_text(part, library).terms)
        .filter(|terms| !terms.is_empty())
        .collect();
    shelves.iter().enumerate().find_map(|(account, shelf)| {
        let places: Option<Vec<Span>> = parts.iter().map(|part| shelf.find(part)).collect();
        let places = places.filter(|places| !places.is_empty())?;
        Some(places.into_iter().map(|span| Evidence { account, span }).collect())
    })
}

/// The sentence of an account that holds most words of a quotation that stands nowhere word for word.
fn misquoted(words: &str, library: &Library<'_>) -> Option<Evidence> {
    let (evidence, _) = library.nearest(&library.bag(words))?;
    let mut there = Words::of_text(evidence.span.of(library.text(evidence.account)), library).terms;
    there.sort_unstable();
    let asked = Words::of_text(words, library).terms;
    let held = asked.iter().filter(|term| there.binary_search(term).is_ok()).count();
    (held as f32 >= LIKE_MIN * asked.len() as f32).then_some(evidence)
}

/// Whom every account that has the words gives them to, if the text gives them to somebody else.
fn other_speaker(text: &Account, span: Span, found: &[Evidence], library: &Library<'_>) -> Option<String> {
    let ours = speaker(text, span)?;
    let first = found.first()?;
    let theirs = speaker(&library.accounts[first.account], first.span)?;
    let (a, b) = (folded(&ours), folded(&theirs));
    let shares = a.split(' ').any(|word| word.len() > 2 && b.split(' ').any(|other| other == word));
    (!shares).then_some(theirs)
}

/// Who has a name and says what stands at a place.
fn speaker(account: &Account, span: Span) -> Option<String> {
    let quotes = &account.document.quotes;
    let quote = quotes.iter().find(|quote| quote.span.overlaps(span) && quote.entity.is_some())?;
    quote.reference.clone()
}

/// The places between double quotation marks; an open one ends with its paragraph.
fn quoted(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('“' | '„' | '«', None) | ('"', None) => open = Some(at + c.len_utf8()),
            ('”' | '"' | '»', Some(start)) => {
                found.push(Span::new(start, at));
                open = None;
            }
            ('\n', Some(start)) => {
                found.push(Span::new(start, at));
                open = None;
            }
            _ => {}
        }
    }
    found.extend(open.map(|start| Span::new(start, text.len())));
    found
}
