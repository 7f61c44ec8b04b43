//! Reasons: why an article was placed where it was, in plain phrases.

use super::evidence::{days_apart, probability};
use super::features::{Features, Weighted};
use super::{Arrived, Candidate, Choice, StoryId, Stream};
use crate::article::Article;
use crate::words::Term;

/// So many shared words of a kind are named.
const NAMED: usize = 5;

impl Stream {
    /// Shared names, shared rare words, days, and the nearest story that was not joined.
    pub(super) fn reasons(
        &self,
        choice: &Choice,
        candidates: &[Candidate],
        arrived: &Arrived,
        article: &Article,
        features: &Features,
    ) -> Vec<String> {
        let mut why = Vec::new();
        if choice.is_decided {
            why.push("decided by a person".to_owned());
        }
        let Some(at) = choice.story.or(candidates.first().map(|best| best.story)) else { return why };
        let told = &self.stories[at as usize];
        let story = StoryId(at + 1);
        let holds = |term: Term| match &told.core {
            Some(core) => core.entries.binary_search_by_key(&term, |entry| entry.term).is_ok(),
            None => told.vectors.iter().any(|vector| vector.holds(term)),
        };
        let (names, words) = shared(arrived, holds, article, features);
        if !names.is_empty() {
            why.push(format!("shares the names {} with {story}", names.join(", ")));
        }
        if !words.is_empty() {
            why.push(format!("shares the rare words {} with {story}", words.join(", ")));
        }
        let days = days_apart(arrived.vector.days(), told.days());
        why.extend(days.map(|days| match days {
            0 => "printed within its days".to_owned(),
            1 => "printed a day apart".to_owned(),
            days => format!("printed {days} days apart"),
        }));
        if let Some(other) = candidates.iter().find(|other| choice.story != Some(other.story)) {
            why.push(format!(
                "nearest story not joined: {} at {:.2}",
                StoryId(other.story + 1),
                probability(other.odds)
            ));
        }
        why
    }
}

/// The heaviest shared names and other words, as the article prints them.
fn shared(
    arrived: &Arrived,
    holds: impl Fn(Term) -> bool,
    article: &Article,
    features: &Features,
) -> (Vec<String>, Vec<String>) {
    let weighted = |&(term, _): &(Term, f32)| {
        let at = features.terms.binary_search_by_key(&term, |term| term.term).ok()?;
        Some(&features.terms[at])
    };
    let all: Vec<&Weighted> =
        arrived.heaviest.iter().filter(|(term, _)| holds(*term)).filter_map(weighted).collect();
    let printed = |wanted: bool| {
        let kind = all.iter().filter(|term| term.is_name == wanted).take(NAMED);
        kind.map(|term| format!("\u{201c}{}\u{201d}", term.printed(article))).collect()
    };
    (printed(true), printed(false))
}
