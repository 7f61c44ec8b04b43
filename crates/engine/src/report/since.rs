//! New since: what no account tells that was printed before some moment, or that an earlier report had read.
//!
//! That two accounts were not matched does not make what the later one says new. So what comes near an earlier sentence,
//! or has a value that stands in an earlier text, is not called new.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::article::Moment;
use crate::claims::Account;
use crate::comparison::{Claim, Comparison, Kind, Place, Quotation, Reading, Story, Value};
use crate::document::Form;
use crate::stories::dating::Inferred;
use crate::stories::origins::OriginKind;
use crate::words::Term;

use super::Report;

/// What was known before.
///
/// ```
/// use engine::article::{Article, Moment};
/// use engine::{document, report};
/// let article = |id: &str, day: &str, text: &str| {
///     document::read(Article {
///         id: engine::article::ArticleId(id.into()),
///         published: Moment::parse(day),
///         text: text.into(),
///         ..Article::default()
///     })
/// };
/// let monday = article("a", "2031-03-03", "The ferry Elin sank off Skerrin on Sunday. Nine people died.");
/// let tuesday = article(
///     "b",
///     "2031-03-04",
///     "The ferry Elin sank off Skerrin on Sunday. Police arrested the captain, a cousin of the mayor.",
/// );
/// let since = report::Since::Moment(Moment::parse("2031-03-04").unwrap());
/// let report = report::write(vec![monday, tuesday], Some(&since));
/// let new: Vec<_> = report.stories[0].claims.iter().filter(|claim| claim.new).collect();
/// assert!(new.iter().any(|claim| claim.subject.contains("arrested")));
/// assert!(!new.iter().any(|claim| claim.subject.contains("sank")));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Since {
    /// What was printed before this moment. A bare day begins with its first second.
    Moment(Moment),
    /// What an earlier report had read: its name, and its articles' texts by id.
    Report {
        /// What it is called.
        name: String,
        /// Texts by id.
        texts: BTreeMap<String, String>,
    },
}

impl Since {
    /// What an earlier report had read.
    #[must_use]
    pub fn report(name: &str, report: &Report) -> Since {
        let texts = report.articles.iter().map(|article| (article.id.clone(), article.text.clone()));
        Since::Report { name: name.to_owned(), texts: texts.collect() }
    }

    /// As it was asked.
    pub(super) fn asked(&self) -> String {
        match self {
            Since::Moment(moment) => moment.to_string(),
            Since::Report { name, .. } => name.clone(),
        }
    }
}

/// What of a story was known before.
pub(super) struct Known<'a> {
    story: &'a Story<'a>,
    since: &'a Since,
    /// For each account whether it was printed later, or is not known in these words.
    is_later: Vec<bool>,
    /// The words of each earlier account.
    earlier: Vec<FxHashSet<Term>>,
}

/// News that has fewer words than this which an earlier account lacks may be that account's, told otherwise.
const WORDS_MIN: usize = 2;

impl<'a> Known<'a> {
    pub(super) fn of(story: &'a Story<'a>, since: &'a Since, inferred: &[Option<Inferred>]) -> Known<'a> {
        let is_later = |account: usize| match since {
            Since::Moment(since) => {
                told_at(story, inferred, account).is_some_and(|told| is_from(told, *since))
            }
            Since::Report { texts, .. } => {
                let article = &story.accounts[account].document.article;
                texts.get(&article.id.0) != Some(&article.text)
            }
        };
        let is_later: Vec<bool> = (0..story.accounts.len()).map(is_later).collect();
        let earlier = story.accounts.iter().zip(&is_later).filter(|(_, later)| !**later);
        let terms = |account: &Account| {
            account.statements.iter().flat_map(|told| &told.words).map(|word| word.term).collect()
        };
        Known { earlier: earlier.map(|(account, _)| terms(account)).collect(), story, since, is_later }
    }

    /// The accounts that are new or changed.
    pub(super) fn later(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.is_later.len()).filter(|&account| self.is_later[account])
    }

    /// Whether no earlier account tells a claim or comes near.
    pub(super) fn is_new(&self, comparison: &Comparison, claim: &Claim) -> bool {
        claim.readings.iter().all(|reading| {
            self.is_new_reading(reading) && !self.is_valued_before(claim.kind, reading.value.as_ref())
        }) && self.has_new_words(claim)
            && !self.comes_near(comparison, claim)
    }

    /// Whether each earlier account lacks some of the words in which what happened is told.
    fn has_new_words(&self, claim: &Claim) -> bool {
        if claim.kind != Kind::Event {
            return true;
        }
        let places = || claim.readings.iter().flat_map(|reading| reading.places.iter().copied());
        let told = |place: Place| {
            let statements = &self.story.accounts[place.account].statements;
            statements.iter().filter(move |told| told.span.overlaps(place.span))
        };
        let words: FxHashSet<Term> =
            places().flat_map(told).flat_map(|told| &told.words).map(|word| word.term).collect();
        self.earlier.iter().all(|known| words.difference(known).count() >= WORDS_MIN)
    }

    /// Whether no earlier account has a reading.
    pub(super) fn is_new_reading(&self, reading: &Reading) -> bool {
        reading.places.iter().all(|&place| self.is_new_place(place))
    }

    /// Whether no earlier account has a quotation. What somebody is reported to have said is told by claims.
    pub(super) fn is_new_quotation(&self, quotation: &Quotation) -> bool {
        quotation.variants.iter().all(|variant| self.is_new_place(variant.place))
            && quotation.variants.iter().any(|variant| variant.form != Form::Indirect)
    }

    /// Whether an account printed the words at a place only later. A new version has them from the old one where the
    /// old one has the very words.
    fn is_new_place(&self, place: Place) -> bool {
        let article = &self.story.accounts[place.account].document.article;
        let before = match self.since {
            Since::Report { texts, .. } => texts.get(&article.id.0),
            Since::Moment(_) => None,
        };
        self.is_later[place.account]
            && before.is_none_or(|text| !text.contains(self.story.words(self.with_neighbours(place))))
    }

    /// A place with some words around it: "13" alone stands in many texts.
    fn with_neighbours(&self, place: Place) -> Place {
        const TOKENS: usize = 2;
        let grammar = &self.story.accounts[place.account].document.grammar;
        let tokens = grammar.inside(place.span);
        if tokens.is_empty() {
            return place;
        }
        let sentence = grammar.sentence(grammar.sentence_of(tokens.start));
        let first = tokens.start.saturating_sub(TOKENS).max(sentence.start);
        let end = (tokens.end + TOKENS).min(sentence.end).max(tokens.end);
        Place { span: grammar.span(first..end), ..place }
    }

    /// Whether an earlier account has the same number, day or name, whatever it says of it.
    fn is_valued_before(&self, kind: Kind, value: Option<&Value>) -> bool {
        let earlier = self.story.accounts.iter().zip(&self.is_later).filter(|(_, later)| !**later);
        let mut documents = earlier.map(|(account, _)| &account.document);
        match value {
            Some(Value::Number(number)) => documents.any(|document| {
                document.quantities.iter().any(|quantity| (quantity.value - number).abs() < f64::EPSILON)
            }),
            Some(Value::Text(text)) if kind == Kind::Date => {
                documents.any(|document| document.times.iter().any(|time| time.value == *text))
            }
            Some(Value::Text(text)) => documents.any(|document| document.article.text.contains(text)),
            None => false,
        }
    }

    /// Whether a sentence that tells the claim comes near a sentence of an earlier account.
    fn comes_near(&self, comparison: &Comparison, claim: &Claim) -> bool {
        let tells = |sentence: Place| {
            let mut places = claim.readings.iter().flat_map(|reading| &reading.places);
            places.any(|place| place.account == sentence.account && place.span.overlaps(sentence.span))
        };
        comparison.near.iter().any(|near| {
            let (first, second) = (near.first, near.second);
            !self.is_later[first.account] && self.is_later[second.account] && tells(second)
                || !self.is_later[second.account] && self.is_later[first.account] && tells(first)
        })
    }
}

/// Whether a moment lies at another one or after it; one without a time of day only if its day does.
fn is_from(told: Moment, since: Moment) -> bool {
    match (told.time, since.time) {
        (_, None) => told.date >= since.date,
        (None, Some(_)) => told.date > since.date,
        (Some(_), Some(_)) => told.seconds() >= since.seconds(),
    }
}

/// When an account told what it tells: when it was printed, a later version of a report when it was changed, and one
/// that states no day on the first on which it can have been printed.
fn told_at(story: &Story<'_>, inferred: &[Option<Inferred>], account: usize) -> Option<Moment> {
    let article = &story.accounts[account].document.article;
    let Some(printed) = article.published else {
        return inferred[account].as_ref().map(|inferred| Moment::day(inferred.days.first));
    };
    let changed =
        |account: usize| story.accounts[account].document.article.modified.as_ref().map(Moment::seconds);
    let origin = &story.origins[story.groups[account]];
    let is_later_version = origin.kind == OriginKind::Original
        && origin.members.iter().any(|&other| other != account && changed(other) < changed(account));
    Some(article.modified.filter(|_| is_later_version).unwrap_or(printed))
}
