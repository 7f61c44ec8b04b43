//! Constraints: what a person has decided, which every later decision keeps.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::StoryId;
use crate::article::ArticleId;

/// One decision of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// These articles are of one story.
    Merge(Vec<ArticleId>),
    /// No article of the first list is of one story with an article of the second.
    Split(Vec<ArticleId>, Vec<ArticleId>),
    /// The article is of this story; if its id is not given yet, from when it is.
    Pin(ArticleId, StoryId),
    /// The article is not of this story.
    Exclude(ArticleId, StoryId),
}

/// All decisions together, free of contradictions.
#[derive(Clone, Debug, Default)]
pub struct Constraints {
    rules: Vec<Constraint>,
    /// The bundle of each article that a decision names: articles that must stay together.
    bundles: FxHashMap<ArticleId, u32>,
    bounds: Vec<Bound>,
}

/// What holds for all articles of a bundle.
#[derive(Clone, Debug, Default)]
pub(super) struct Bound {
    pub(super) pin: Option<StoryId>,
    pub(super) excluded: Vec<StoryId>,
    /// Bundles that must be in other stories.
    pub(super) apart: BTreeSet<u32>,
}

impl Constraints {
    /// Takes decisions together.
    ///
    /// # Errors
    ///
    /// Two of them cannot both be kept; the message says which articles or stories it is about.
    pub fn new(rules: Vec<Constraint>) -> Result<Constraints, String> {
        let bundles = bundles(&rules);
        let count = bundles.values().max().map_or(0, |&most| most as usize + 1);
        let mut bounds = vec![Bound::default(); count];
        for rule in &rules {
            match rule {
                Constraint::Merge(_) => {}
                Constraint::Split(left, right) => {
                    for (a, b) in left.iter().flat_map(|a| right.iter().map(move |b| (a, b))) {
                        let (one, other) = (bundles[a], bundles[b]);
                        if one == other {
                            return Err(format!("`{a}` and `{b}` are to be together and apart"));
                        }
                        bounds[one as usize].apart.insert(other);
                        bounds[other as usize].apart.insert(one);
                    }
                }
                Constraint::Pin(article, story) => {
                    let pin = &mut bounds[bundles[article] as usize].pin;
                    if pin.is_some_and(|pin| pin != *story) {
                        return Err(format!("`{article}` is to be in two stories, one of them {story}"));
                    }
                    *pin = Some(*story);
                }
                Constraint::Exclude(article, story) => {
                    bounds[bundles[article] as usize].excluded.push(*story);
                }
            }
        }
        let constraints = Constraints { rules, bundles, bounds };
        constraints.check()?;
        Ok(constraints)
    }

    fn check(&self) -> Result<(), String> {
        for (at, bound) in self.bounds.iter().enumerate() {
            let Some(pin) = bound.pin else { continue };
            let is_elsewhere = |&other: &u32| self.bounds[other as usize].pin == Some(pin);
            if bound.excluded.contains(&pin) || bound.apart.iter().any(is_elsewhere) {
                let named = self.bundles.iter().filter(|&(_, &bundle)| bundle as usize == at);
                let article = named.map(|(article, _)| article).min();
                let article = article.map_or("", |article| article.0.as_str());
                return Err(format!("`{article}` is to be in {pin} and not to be there"));
            }
        }
        Ok(())
    }

    /// The decisions, as they were given.
    #[must_use]
    pub fn rules(&self) -> &[Constraint] {
        &self.rules
    }

    pub(super) fn bundle(&self, article: &ArticleId) -> Option<u32> {
        if self.bundles.is_empty() { None } else { self.bundles.get(article).copied() }
    }

    pub(super) fn bound(&self, bundle: u32) -> &Bound {
        &self.bounds[bundle as usize]
    }

    /// The bundles that are to be in stories of these numbers.
    pub(super) fn pinned(&self, stories: std::ops::RangeInclusive<u32>) -> Vec<u32> {
        let is_pinned = |bound: &Bound| bound.pin.is_some_and(|pin| stories.contains(&pin.0));
        (0..self.bounds.len() as u32).filter(|&at| is_pinned(&self.bounds[at as usize])).collect()
    }

    /// Whether two sets of bundles may be in one story.
    pub(super) fn may_join(&self, left: &[u32], right: &[u32]) -> bool {
        left.iter().all(|&one| {
            let bound = self.bound(one);
            right.iter().all(|other| {
                let pins = (bound.pin, self.bound(*other).pin);
                !bound.apart.contains(other) && !matches!(pins, (Some(a), Some(b)) if a != b)
            })
        })
    }
}

/// Numbers the bundles: articles that merges tie together, directly or through others.
fn bundles(rules: &[Constraint]) -> FxHashMap<ArticleId, u32> {
    let mut bundle: BTreeMap<&ArticleId, usize> = BTreeMap::new();
    let mut next = 0;
    for rule in rules {
        let named: Vec<&ArticleId> = match rule {
            Constraint::Merge(articles) => articles.iter().collect(),
            Constraint::Split(left, right) => left.iter().chain(right).collect(),
            Constraint::Pin(article, _) | Constraint::Exclude(article, _) => vec![article],
        };
        for article in &named {
            bundle.entry(article).or_insert_with(|| {
                next += 1;
                next
            });
        }
        if let (Constraint::Merge(_), Some(first)) = (rule, named.first()) {
            let into = bundle[first];
            let tied: Vec<usize> = named.iter().map(|article| bundle[article]).collect();
            bundle.values_mut().filter(|bundle| tied.contains(bundle)).for_each(|bundle| *bundle = into);
        }
    }
    let mut numbers: BTreeMap<usize, u32> = BTreeMap::new();
    for &bundle in bundle.values() {
        let next = numbers.len() as u32;
        numbers.entry(bundle).or_insert(next);
    }
    bundle.into_iter().map(|(article, bundle)| (article.clone(), numbers[&bundle])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> ArticleId {
        ArticleId(name.to_owned())
    }

    fn merge(names: &[&str]) -> Constraint {
        Constraint::Merge(names.iter().map(|name| id(name)).collect())
    }

    #[test]
    fn merges_tie_through_others() {
        let all = Constraints::new(vec![merge(&["a", "b"]), merge(&["c", "d"]), merge(&["d", "a"])]).unwrap();
        let bundle = |name| all.bundle(&id(name));
        assert_eq!(bundle("b"), bundle("c"));
        assert_eq!(bundle("x"), None);
    }

    #[test]
    fn contradictions_are_refused() {
        let split = Constraint::Split(vec![id("a")], vec![id("c")]);
        let told = |rules| Constraints::new(rules).unwrap_err();
        assert!(
            told(vec![merge(&["a", "b"]), merge(&["b", "c"]), split.clone()]).contains("together and apart")
        );
        let pin = |name, story| Constraint::Pin(id(name), StoryId(story));
        assert!(told(vec![pin("a", 1), pin("a", 2)]).contains("two stories"));
        assert!(
            told(vec![pin("a", 1), Constraint::Exclude(id("a"), StoryId(1))]).contains("not to be there")
        );
        assert!(told(vec![pin("a", 1), pin("c", 1), split]).contains("not to be there"));
    }

    #[test]
    fn pins_to_two_stories_keep_apart() {
        let pin = |name, story| Constraint::Pin(id(name), StoryId(story));
        let all = Constraints::new(vec![pin("a", 1), pin("b", 2), pin("c", 1)]).unwrap();
        let bundle = |name| all.bundle(&id(name)).unwrap();
        assert!(!all.may_join(&[bundle("a")], &[bundle("b")]));
        assert!(all.may_join(&[bundle("a")], &[bundle("c")]));
    }
}
