//! Reasons: why an article was placed where it was, in plain phrases.

use super::core::{Core, each_shared};
use super::features::{Features, Weighted};
use super::{Candidate, Choice, StoryId, Stream};
use crate::article::Article;

use super::evidence::probability;

/// So many shared words of a kind are named.
const NAMED: usize = 5;

impl Stream {
    /// Shared names, shared rare words, days, and the nearest story that was not joined.
    pub(super) fn reasons(
        &self,
        choice: &Choice,
        candidates: &[Candidate],
        own: &Core,
        article: &Article,
        features: &Features,
    ) -> Vec<String> {
        let mut why = Vec::new();
        if choice.is_decided {
            why.push("decided by a person".to_owned());
        }
        let Some(at) = choice.story.or(candidates.first().map(|best| best.story)) else { return why };
        let core = self.stories[at as usize].core();
        let story = StoryId(at + 1);
        let (names, words) = shared(own, &core, article, features);
        if !names.is_empty() {
            why.push(format!("shares the names {} with {story}", names.join(", ")));
        }
        if !words.is_empty() {
            why.push(format!("shares the rare words {} with {story}", words.join(", ")));
        }
        why.extend(days_apart(own, &core));
        if own.dates.iter().any(|(day, _)| core.dates.binary_search_by_key(day, |&(day, _)| day).is_ok()) {
            why.push("names the same day".to_owned());
        }
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
fn shared(own: &Core, core: &Core, article: &Article, features: &Features) -> (Vec<String>, Vec<String>) {
    let mut all: Vec<(f32, bool, &Weighted)> = Vec::new();
    each_shared(own, core, |mine, theirs| {
        if let Ok(at) = features.terms.binary_search_by_key(&mine.term, |term| term.term) {
            let weight = mine.weights.body * theirs.weights.body;
            all.push((weight, mine.is_name(), &features.terms[at]));
        }
    });
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.term.cmp(&b.2.term)));
    let printed = |wanted: bool| {
        let kind = all.iter().filter(|(_, is_name, _)| *is_name == wanted).take(NAMED);
        kind.map(|(_, _, term)| format!("\u{201c}{}\u{201d}", term.printed(article))).collect()
    };
    (printed(true), printed(false))
}

fn days_apart(own: &Core, core: &Core) -> Option<String> {
    let (a, b) = (own.days?, core.days?);
    Some(match (a.0 - b.1).max(b.0 - a.1).max(0) {
        0 => "printed within its days".to_owned(),
        1 => "printed a day apart".to_owned(),
        days => format!("printed {days} days apart"),
    })
}
