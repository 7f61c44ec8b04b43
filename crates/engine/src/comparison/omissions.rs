//! Omissions: what most independent accounts tell and one does not.
//!
//! That nothing in an account was matched with a claim does not mean that the account leaves it out: it may tell it in
//! words that nothing here knows for the same. So an omission is told only of news that several independent accounts
//! had printed by then, and only where most of the words that these tell it in stand nowhere in the account, neither
//! themselves nor in a word that means much the same, and no sentence of it comes near.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::article::Moment;
use crate::claims::{Account, Statement, Word};
use crate::meaning::Meaning;
use crate::words::{Stems, Term};

use super::align::Units;
use super::{Claim, Kind, Omission, Place, Status, Story, accounts_of};

/// So many independent accounts must have printed it.
const ORIGINS_MIN: usize = 3;
/// For each account that lacks it, so many independent ones must have it.
const TOLD_FOR_EACH_SILENT: usize = 3;
/// News stands among the first so many sentences of half of the accounts that have it.
const HEAD_SENTENCES: usize = 30;
/// It must be told in so many words that they share.
const WORDS_MIN: usize = 3;
/// So much of their weight must stand nowhere in the account.
const ABSENT_MIN: f32 = 0.75;
/// Two neighbouring sentences of the account may have no more of it, in words of like meaning.
const TOLD_MAX: f32 = 0.45;
/// Two words that mean so much the same may tell the same.
const LIKE_MIN: f32 = 0.42;
/// A statement that may tell the same, however unsure it is, is near.
const NEAR_MIN: f32 = 0.33;
/// An account of so many times fewer statements than the others leaves out most.
const SHORT: usize = 3;
/// So many are told of a story.
const OMISSIONS_MAX: usize = 12;

/// What accounts leave out, weightiest claims first.
pub(super) fn find(story: &Story<'_>, units: &Units, claims: &[Claim]) -> Vec<Omission> {
    // Few accounts are ever asked: their words are gathered when they are.
    let mut vocabularies: BTreeMap<usize, Vocabulary> = BTreeMap::new();
    let mut told: FxHashSet<(usize, usize, usize)> = FxHashSet::default();
    let mut found = Vec::new();
    for (at, claim) in claims.iter().enumerate() {
        let Some(news) = News::of(story, units, claim) else { continue };
        for account in news.silent(story) {
            // A sentence is told once, however many clauses of it an account leaves out.
            let is_told = news
                .sentences(story, units)
                .any(|(holder, sentence)| told.contains(&(account, holder, sentence)));
            let Some(because) = news.left_out_by(story, account).filter(|_| !is_told) else { continue };
            let vocabulary =
                vocabularies.entry(account).or_insert_with(|| Vocabulary::of(&story.accounts[account]));
            if vocabulary.lacks(&news.words) && !news.is_near(units, account) {
                told.extend(
                    news.sentences(story, units).map(|(holder, sentence)| (account, holder, sentence)),
                );
                found.push(Omission { claim: at, account, because });
            }
        }
    }
    found.truncate(OMISSIONS_MAX);
    found
}

/// A statement that so many accounts share that its absence tells something.
struct News {
    places: Vec<Place>,
    units: Vec<usize>,
    /// The words that at least half of its accounts tell it in, and what they weigh.
    words: Vec<(Word, f32)>,
}

impl News {
    fn of(story: &Story<'_>, units: &Units, claim: &Claim) -> Option<News> {
        let [reading] = &claim.readings[..] else { return None };
        let is_event = matches!(claim.kind, Kind::Event | Kind::Said);
        if !is_event || claim.verdict.status != Status::Agreed {
            return None;
        }
        let places = reading.places.clone();
        if story.support(&places) < ORIGINS_MIN {
            return None;
        }
        let members: Vec<usize> = places.iter().map(|&place| units.at(place)).collect::<Option<_>>()?;
        let news = News { words: words(story, units, &members), units: members, places };
        let early = news.sentences(story, units).filter(|(_, sentence)| *sentence < HEAD_SENTENCES);
        let mut early: Vec<usize> = early.map(|(account, _)| account).collect();
        early.dedup();
        (early.len() * 2 >= accounts_of(&news.places).len() && news.words.len() >= WORDS_MIN).then_some(news)
    }

    /// The accounts without it, if they are few enough.
    fn silent(&self, story: &Story<'_>) -> Vec<usize> {
        let holders = accounts_of(&self.places);
        let groups: Vec<usize> = holders.iter().map(|&account| story.groups[account]).collect();
        let is_silent = |account: &usize| {
            holders.binary_search(account).is_err() && !groups.contains(&story.groups[*account])
        };
        let silent: Vec<usize> = (0..story.accounts.len()).filter(is_silent).collect();
        let most = story.support(&self.places) / TOLD_FOR_EACH_SILENT;
        if silent.len() <= most { silent } else { Vec::new() }
    }

    /// Accounts and their sentences that tell it, by account.
    fn sentences<'s>(
        &'s self,
        story: &'s Story<'_>,
        units: &'s Units,
    ) -> impl Iterator<Item = (usize, usize)> + 's {
        self.units.iter().map(move |&unit| (units.all[unit].account, stated(story, units, unit).sentence))
    }

    /// Why an account leaves it out; `None` if it may have been printed before this was known, or is so short that it
    /// leaves out most.
    fn left_out_by(&self, story: &Story<'_>, account: usize) -> Option<String> {
        let printed = |account: usize| story.accounts[account].document.article.published;
        let day = printed(account);
        let by_then: Vec<Place> = self
            .places
            .iter()
            .copied()
            .filter(|place| day.is_none_or(|day| printed(place.account).is_some_and(|own| is_by(own, day))))
            .collect();
        let support = story.support(&by_then);
        let lengths =
            || accounts_of(&by_then).into_iter().map(|holder| story.accounts[holder].statements.len());
        let usual = lengths().sum::<usize>() / lengths().count().max(1);
        if support < ORIGINS_MIN || story.accounts[account].statements.len() * SHORT < usual {
            return None;
        }
        let (label, holders) = (&story.labels[account], story.named(&by_then));
        Some(match day {
            Some(_) => format!(
                "{holders}, printed no later, state it in {support} independent reports; {label} has nothing like it."
            ),
            None => format!(
                "{holders} state it in {support} independent reports; {label}, whose day of printing is not known, has nothing like it."
            ),
        })
    }

    /// Whether a statement of the account comes near.
    fn is_near(&self, units: &Units, account: usize) -> bool {
        let mut own = units.of_account(account);
        own.any(|own| self.units.iter().any(|&unit| units.sure(unit, own) >= NEAR_MIN))
    }
}

/// Whether something was printed no later than something else, as far as both tell it.
fn is_by(first: Moment, second: Moment) -> bool {
    match (first.time, second.time) {
        (Some(_), Some(_)) => first.seconds() <= second.seconds(),
        _ => first.date <= second.date,
    }
}

fn stated<'s>(story: &Story<'s>, units: &Units, unit: usize) -> &'s Statement {
    &story.accounts[units.all[unit].account].statements[units.all[unit].statement]
}

/// The words that stand in the statements of at least half of the accounts, and what they weigh in the story.
fn words(story: &Story<'_>, units: &Units, members: &[usize]) -> Vec<(Word, f32)> {
    let mut known: BTreeMap<Term, (Word, f32, Vec<usize>)> = BTreeMap::new();
    for &unit in members {
        for word in &stated(story, units, unit).words {
            let weight = units.weight_in(unit, word.term);
            let (_, most, accounts) = known.entry(word.term).or_insert((*word, 0.0, Vec::new()));
            *most = most.max(weight * weight);
            accounts.push(units.all[unit].account);
        }
    }
    let accounts = |places: &mut Vec<usize>| {
        places.sort_unstable();
        places.dedup();
        places.len()
    };
    let all = accounts(&mut members.iter().map(|&unit| units.all[unit].account).collect());
    let mut shared = Vec::new();
    for (word, weight, mut places) in known.into_values() {
        if accounts(&mut places) * 2 >= all {
            shared.push((word, weight));
        }
    }
    shared
}

/// The words of an account, sentence by sentence, its headline's first.
struct Vocabulary {
    sentences: Vec<Vec<(Term, Option<Meaning>)>>,
    /// All of them, by term.
    terms: Vec<Term>,
}

impl Vocabulary {
    fn of(account: &Account) -> Vocabulary {
        let stems = Stems::default();
        let title = account.document.article.title.as_deref().unwrap_or("");
        let title = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let title = title.map(|word| stems.term(&word.to_lowercase()));
        let mut sentences: Vec<Vec<_>> = vec![title.map(|term| (term, Meaning::of(term))).collect()];
        for told in account.statements.chunk_by(|a, b| a.sentence == b.sentence) {
            let words = told.iter().flat_map(|statement| &statement.words);
            sentences.push(words.map(|word| (word.term, word.meaning)).collect());
        }
        let mut terms: Vec<Term> = sentences.iter().flatten().map(|word| word.0).collect();
        terms.sort_unstable();
        terms.dedup();
        Vocabulary { sentences, terms }
    }

    /// Whether much of the words' weight stands nowhere in it, and no two neighbouring sentences have most of it,
    /// themselves or in words that mean much the same.
    fn lacks(&self, words: &[(Word, f32)]) -> bool {
        let all: f32 = words.iter().map(|word| word.1).sum();
        let absent = words.iter().filter(|(word, _)| self.terms.binary_search(&word.term).is_err());
        let absent: f32 = absent.map(|word| word.1).sum();
        // Meanings are compared only where words are not there: that is seldom.
        absent >= ABSENT_MIN * all && self.told(words) <= TOLD_MAX * all
    }

    /// The most of the words' weight that two neighbouring sentences tell.
    fn told(&self, words: &[(Word, f32)]) -> f32 {
        let tells = |sentence: &[(Term, Option<Meaning>)], word: &Word| {
            sentence.iter().any(|&(term, meaning)| {
                let alike =
                    || word.meaning.zip(meaning).is_some_and(|(own, other)| own.alike(other) >= LIKE_MIN);
                term == word.term || alike()
            })
        };
        let by_sentence: Vec<Vec<bool>> = self
            .sentences
            .iter()
            .map(|sentence| words.iter().map(|(word, _)| tells(sentence, word)).collect())
            .collect();
        let weight = |told: &mut dyn Iterator<Item = bool>| -> f32 {
            told.zip(words).filter(|(told, _)| *told).map(|(_, word)| word.1).sum()
        };
        let together = by_sentence
            .windows(2)
            .map(|two| weight(&mut two[0].iter().zip(&two[1]).map(|(first, second)| *first || *second)));
        together.fold(0.0, f32::max)
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, ArticleId, Moment};
    use crate::claims::{self, Account};
    use crate::comparison::{Comparison, Story, compare};
    use crate::document::{self, Document};
    use crate::stories::origins::{Origin, OriginKind};

    const ENVOY: &str = "The envoy Lena Farrow resigned on Monday, the ministry of Port Sorrel said.";
    const DOG: &str = "A police dog sniffed out two forged passports beneath the ferry's lifeboat.";
    const REST: &str =
        "She had worked in the harbour for nine years.\n\nHer deputy takes over the office on Friday.";

    /// What the last of several accounts of these texts leaves out, by the words of the claims.
    fn left_out(days: [&str; 4], texts: [String; 4]) -> Vec<String> {
        let article = |(at, text): (usize, &String)| Article {
            id: ArticleId(format!("a{at}")),
            outlet: Some(["Herald", "Courier", "Post", "Echo"][at].to_owned()),
            published: Moment::parse(days[at]),
            text: text.clone(),
            ..Article::default()
        };
        let documents: Vec<Document> = texts.iter().enumerate().map(article).map(document::read).collect();
        let own = |account: usize| Origin {
            kind: OriginKind::Original,
            members: vec![account],
            root: None,
            evidence: Vec::new(),
            note: String::new(),
        };
        let origins: Vec<Origin> = (0..documents.len()).map(own).collect();
        let accounts: Vec<Account> = documents.into_iter().map(claims::find).collect();
        let story = Story::new(&accounts, &origins);
        let Comparison { left_out, claims, .. } = compare(&story);
        left_out.iter().map(|omission| claims[omission.claim].subject.clone()).collect()
    }

    fn texts(last: &str) -> [String; 4] {
        [
            format!("{ENVOY} {DOG}\n\nThe mayor was silent at noon. {REST}"),
            "Lena Farrow, the envoy, stepped down. A police dog found two forged passports under the lifeboat of the ferry, officers said.\n\nThe baker next door wept.".to_owned(),
            "Two forged passports were found by a police dog under a lifeboat of the ferry. That is why the envoy, Lena Farrow, resigned on Monday.\n\nThe tide was high that morning.".to_owned(),
            format!("{ENVOY} {last}\n\n{REST}"),
        ]
    }

    #[test]
    fn what_most_tell_and_one_does_not_is_left_out() {
        let days = ["2031-03-04", "2031-03-04", "2031-03-04", "2031-03-05"];
        let found = left_out(days, texts("The weather was mild and the market was open."));
        assert!(found.len() == 1 && found[0].contains("passports"), "{found:?}");
    }

    #[test]
    fn what_an_account_tells_in_other_words_is_not_left_out() {
        let days = ["2031-03-04", "2031-03-04", "2031-03-04", "2031-03-05"];
        let found = left_out(days, texts("A police dog discovered fake passports under a lifeboat."));
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn an_early_account_leaves_nothing_out() {
        let days = ["2031-03-04", "2031-03-04", "2031-03-04", "2031-03-03"];
        let found = left_out(days, texts("The weather was mild and the market was open."));
        assert!(found.is_empty(), "{found:?}");
    }
}
