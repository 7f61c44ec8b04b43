//! Phrases: words that stand near each other in one sentence of an account and in no other. Two accounts that both have
//! several of them tell the same there, however much else their sentences tell.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::comparison::Story;
use crate::words::{Term, pair};

use super::{Unit, Units};

/// Two words side by side, or nearly.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    unit: usize,
    words: [(Term, f32); 2],
}

/// The phrases of a story, by the term of both words.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    held_by: BTreeMap<Term, Vec<Phrase>>,
}

/// Two words with more tokens between them than this are no phrase.
const TOKENS_MAX: usize = 4;
/// So many different words of phrases must be shared.
const WORDS_MIN: usize = 3;
/// And they must be so rare in the news, together.
const RARITY_MIN: f32 = 7.5;
/// A phrase in more accounts than this proposes no pairs.
const POSTINGS_MAX: usize = 64;

impl Phrases {
    /// The phrases of all units; names make none, for whoever is spoken of is named in the same way.
    pub(super) fn of(story: &Story<'_>, units: &[Unit]) -> Phrases {
        let mut held_by: BTreeMap<Term, Vec<Phrase>> = BTreeMap::new();
        for (at, unit) in units.iter().enumerate().filter(|(_, unit)| !unit.quoted) {
            let told = &story.accounts[unit.account];
            let grammar = &told.document.grammar;
            let words = &told.statements[unit.statement].words;
            for (place, first) in words.iter().enumerate() {
                for second in
                    words[place + 1..].iter().take_while(|next| next.token <= first.token + TOKENS_MAX)
                {
                    let named = grammar.is_proper(first.token) || grammar.is_proper(second.token);
                    if !named && first.term != second.term {
                        let words = [(first.term, first.rarity), (second.term, second.rarity)];
                        held_by
                            .entry(pair(first.term, second.term))
                            .or_default()
                            .push(Phrase { unit: at, words });
                    }
                }
            }
        }
        held_by.retain(|_, phrases| {
            let account = |phrase: &Phrase| units[phrase.unit].account;
            let repeated = phrases.windows(2).any(|two| account(&two[0]) == account(&two[1]));
            phrases.len() > 1 && phrases.len() <= POSTINGS_MAX && !repeated
        });
        Phrases { held_by }
    }

    /// Pairs of units of different accounts that share several phrases, rarest first.
    pub(super) fn pairs(&self, units: &Units) -> Vec<(usize, usize)> {
        let mut shared: FxHashMap<(usize, usize), BTreeMap<Term, f32>> = FxHashMap::default();
        for phrases in self.held_by.values() {
            for (at, a) in phrases.iter().enumerate() {
                for b in &phrases[at + 1..] {
                    shared.entry((a.unit, b.unit)).or_default().extend(a.words);
                }
            }
        }
        let mut pairs: Vec<(f32, (usize, usize))> = shared
            .into_iter()
            .filter(|(_, words)| words.len() >= WORDS_MIN)
            .map(|(pair, words)| (words.values().sum::<f32>(), pair))
            .filter(|&(rarity, (a, b))| rarity >= RARITY_MIN && units.all[a].account != units.all[b].account)
            .collect();
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        pairs.into_iter().map(|(_, pair)| pair).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::comparison::Story;
    use crate::comparison::align::Units;
    use crate::{claims, document};

    /// How many pairs of statements of two texts share a wording that is theirs alone.
    fn pairs(first: &str, second: &str) -> usize {
        let article = |text: &str| Article { text: text.to_owned(), ..Article::default() };
        let accounts: Vec<_> = [first, second]
            .map(article)
            .into_iter()
            .map(|article| claims::find(document::read(article)))
            .collect();
        let story = Story::new(&accounts, &[]);
        let units = Units::of(&story, &story.cast);
        units.phrases.pairs(&units).len()
    }

    #[test]
    fn several_words_that_stand_together_once_in_each_account_are_a_wording() {
        let first = "The brewer, who had inherited the brewery, hosted a gentle version of the talk show.";
        let second = "On Friday the brewer died after he had hosted a gentle version of the quiz.";
        assert_eq!(pairs(first, second), 1);
    }

    #[test]
    fn what_an_account_says_twice_is_no_wording_of_one_sentence() {
        let first = "He hosted a gentle version of the show. She hosted a gentle version of the quiz.";
        let second = "On Friday the brewer died after he had hosted a gentle version of the song.";
        assert_eq!(pairs(first, second), 0);
    }
}
