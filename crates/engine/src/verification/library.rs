//! The accounts' sentences, found by their words.

use rustc_hash::FxHashMap;

use crate::claims::Account;
use crate::text::Span;
use crate::words::{Stems, Term, each_word, rarity};

use super::Evidence;

/// Words as terms, each once, by term, with how rare they are.
pub(super) type Bag = Vec<(Term, f32)>;

/// A sentence of an account.
#[derive(Debug)]
struct Sentence {
    account: usize,
    span: Span,
    bag: Bag,
}

/// All sentences of all accounts.
#[derive(Debug)]
pub(super) struct Library<'a> {
    pub(super) accounts: &'a [Account],
    pub(super) stems: Stems,
    sentences: Vec<Sentence>,
    /// Which sentences hold a term.
    postings: FxHashMap<Term, Vec<u32>>,
}

impl<'a> Library<'a> {
    pub(super) fn of(accounts: &'a [Account]) -> Library<'a> {
        let stems = Stems::default();
        let mut library = Library { accounts, stems, sentences: Vec::new(), postings: FxHashMap::default() };
        for (account, told) in accounts.iter().enumerate() {
            for span in sentences(told) {
                let bag = library.bag(span.of(&told.document.article.text));
                let number = u32::try_from(library.sentences.len()).unwrap_or(u32::MAX);
                for (term, _) in &bag {
                    library.postings.entry(*term).or_default().push(number);
                }
                library.sentences.push(Sentence { account, span, bag });
            }
        }
        library
    }

    /// The content words of a text. Numbers are none: they are compared as numbers.
    pub(super) fn bag(&self, text: &str) -> Bag {
        const RARITY_MIN: f32 = 0.8;
        const RARITY_MAX: f32 = 6.0;
        let mut bag = Bag::new();
        each_word(text, |word, _| {
            let term = self.stems.term(word);
            let rare = rarity(term).min(RARITY_MAX);
            if rare >= RARITY_MIN && !word.bytes().all(|byte| byte.is_ascii_digit()) {
                bag.push((term, rare));
            }
        });
        bag.sort_unstable_by_key(|word| word.0);
        bag.dedup_by_key(|word| word.0);
        bag
    }

    /// The sentence that holds most of these words, and how much of their weight, 0 to 1. Ties go to the earlier one.
    pub(super) fn nearest(&self, bag: &Bag) -> Option<(Evidence, f32)> {
        let mut shared: FxHashMap<u32, f32> = FxHashMap::default();
        for (term, rare) in bag {
            for &sentence in self.postings.get(term).into_iter().flatten() {
                *shared.entry(sentence).or_default() += rare;
            }
        }
        let best = shared
            .into_iter()
            .max_by(|(a, x), (b, y)| x.total_cmp(y).then(b.cmp(a)))
            .map(|(sentence, weight)| (&self.sentences[sentence as usize], weight))?;
        let (sentence, weight) = best;
        let evidence = Evidence { account: sentence.account, span: sentence.span };
        Some((evidence, weight / weight_of(bag).max(f32::EPSILON)))
    }

    /// How much of these words' weight stands in the sentence around a place of an account, 0 to 1.
    pub(super) fn context(&self, bag: &Bag, account: usize, place: Span) -> f32 {
        let at = self.sentences.partition_point(|s| (s.account, s.span.end) <= (account, place.start));
        let Some(sentence) = self.sentences.get(at).filter(|sentence| sentence.account == account) else {
            return 0.0;
        };
        let holds = |term: Term| sentence.bag.binary_search_by_key(&term, |word| word.0).is_ok();
        let shared: f32 = bag.iter().filter(|(term, _)| holds(*term)).map(|(_, rare)| rare).sum();
        shared / weight_of(bag).max(f32::EPSILON)
    }

    /// The text of an account.
    pub(super) fn text(&self, account: usize) -> &'a str {
        &self.accounts[account].document.article.text
    }
}

/// The sum of all weights.
pub(super) fn weight_of(bag: &Bag) -> f32 {
    bag.iter().map(|(_, rare)| rare).sum()
}

/// The sentences of an account, by place.
fn sentences(account: &Account) -> impl Iterator<Item = Span> + '_ {
    let grammar = &account.document.grammar;
    (0..grammar.sentences.len()).map(|sentence| grammar.span(grammar.sentence(sentence)))
}

/// The words around a place of a text: its sentence without the place itself.
pub(super) fn around(text: &Account, place: Span) -> String {
    let all = &text.document.article.text;
    let sentence = sentences(text).find(|sentence| sentence.overlaps(place)).unwrap_or(place).to(place);
    let before = Span { start: sentence.start, end: place.start };
    let after = Span { start: place.end, end: sentence.end };
    format!("{} {}", before.of(all), after.of(all))
}
