//! Stories: which articles tell of one event, and which of them are copies.
//!
//! [`Stream::place`] puts one article after the other into a story and uses nothing from the future. What decides is
//! [`evidence`]: how much the article shares with the whole of a story (its core), in words that are rare in the news,
//! in this stream and among the nearest stories, and the days that both are of. Numbers never decide. Later articles
//! can prove two stories to be one and one to be two; each such [`Change`] is told, and ids stay what they were.

use rustc_hash::FxHashMap;

use crate::article::{Article, ArticleId};
use crate::words::Term;

pub mod copies;
mod core;
pub mod dating;
pub mod evidence;
mod features;
mod index;
pub mod origins;
mod partition;
mod reasons;
mod weights;

use self::core::{Core, Packed, Vector, each_shared, packed};
use self::evidence::probability;
pub use self::evidence::{Evidence, Learned};
pub use self::features::Features;
use self::index::Index;

/// Names a story of a stream: `s1`, `s2`, … in order of birth. Never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryId(pub u32);

impl std::fmt::Display for StoryId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "s{}", self.0)
    }
}

/// How a stream decides. Thresholds are logarithms of odds: 0 is as likely as not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// A story without a new article for so many days falls asleep.
    pub window_days: i32,
    /// How sure an article must be of a story to join it.
    pub join: f32,
    /// How sure two stories must be to prove to be one.
    pub merge: f32,
    /// How sure the parts of a story must be to stay together.
    pub split: f32,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { window_days: 14, join: -0.5, merge: -0.5, split: -1.5 }
    }
}

/// Where one article was placed, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// The article.
    pub article: ArticleId,
    /// Its story.
    pub story: StoryId,
    /// Whether the story began with it.
    pub new: bool,
    /// How sure it is that it is of that story, 0 to 1; for a new story, of the nearest one that it did not join.
    pub score: f32,
    /// The reasons, one plain phrase each.
    pub why: Vec<String>,
    /// The earlier article that this one copies.
    pub duplicate_of: Option<ArticleId>,
    /// What the article proved about stories.
    pub changes: Vec<Change>,
}

/// What late evidence proved.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Two stories are one.
    Merged {
        /// The story that is gone; its id leads to the other for ever.
        gone: StoryId,
        /// The story that has its articles now.
        into: StoryId,
    },
    /// One story is two.
    Split {
        /// The story that keeps its id, with its first article.
        from: StoryId,
        /// The new story.
        into: StoryId,
        /// The articles that it took along.
        articles: Vec<ArticleId>,
    },
}

/// Two groups of articles that the stream weighed against each other, for whoever learns the weights.
#[derive(Debug)]
pub struct Weighed<'a> {
    /// Articles by their number in the stream.
    pub left: &'a [u32],
    /// The others.
    pub right: &'a [u32],
    /// What was seen.
    pub evidence: Evidence,
}

/// Stories as they grow, article by article.
#[derive(Debug)]
pub struct Stream {
    settings: Settings,
    learned: Learned,
    stories: Vec<Story>,
    index: Index,
    /// In how many articles of this stream a term stood.
    seen: FxHashMap<Term, u32>,
    /// The articles so far, by number, and the story of each.
    articles: Vec<ArticleId>,
    homes: Vec<u32>,
    copies: copies::Known,
}

/// One story of a stream.
#[derive(Debug, Default)]
struct Story {
    /// Its articles by number, in order of arrival; none once it is merged away.
    members: Vec<u32>,
    vectors: Vec<Vector>,
    /// The sum of two articles or more.
    core: Option<Core>,
    /// The story that it was merged into.
    into: Option<u32>,
}

/// A story, and what an article or story shares with it.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    story: u32,
    odds: f32,
}

/// So many of an article's terms are kept.
const TERMS_KEPT: usize = 64;
/// So many of them propose stories; the others only weigh.
const PROPOSING: usize = 48;
/// So many proposed stories are looked at.
const PROPOSED: usize = 32;
/// So many of those are weighed in full.
const WEIGHED: usize = 10;
/// So many near articles tell what is common around an article.
const NEIGHBOURS: u32 = 40;
/// So many of them tell how dense it is there.
const NEAREST: u32 = 10;
/// Names weigh so much more than other words.
const NAME: f32 = 1.6;

impl Story {
    fn core(&self) -> std::borrow::Cow<'_, Core> {
        match (&self.core, self.vectors.first()) {
            (Some(core), _) => std::borrow::Cow::Borrowed(core),
            (None, Some(vector)) => std::borrow::Cow::Owned(Core::of(vector)),
            (None, None) => std::borrow::Cow::Owned(Core::default()),
        }
    }
}

impl Stream {
    /// A stream without articles.
    #[must_use]
    pub fn new(settings: Settings) -> Stream {
        Stream::learned(settings, weights::LEARNED)
    }

    /// A stream without articles that decides by other weights, for whoever learns them.
    #[must_use]
    pub fn learned(settings: Settings, learned: Learned) -> Stream {
        Stream {
            settings,
            learned,
            stories: Vec::new(),
            index: Index::default(),
            seen: FxHashMap::default(),
            articles: Vec::new(),
            homes: Vec::new(),
            copies: copies::Known::default(),
        }
    }

    /// Places the next article.
    pub fn place(&mut self, article: &Article) -> Placement {
        self.place_watched(article, &mut |_| {})
    }

    /// Places the next article, and shows whatever was weighed on the way.
    pub fn place_watched(&mut self, article: &Article, watch: &mut dyn FnMut(&Weighed<'_>)) -> Placement {
        let features = Features::of(article);
        let number = self.articles.len() as u32;
        self.articles.push(article.id.clone());
        for term in &features.terms {
            *self.seen.entry(term.term).or_default() += 1;
        }
        let (vector, near) = self.vector(&features);
        let own = Core::of(&vector);
        let candidates = self.weigh(&own, &near, |story, evidence| {
            watch(&Weighed { left: &[number], right: &story.members, evidence });
        });
        let duplicate_of = self.copies.note(number, &article.text);
        let best = candidates.first().copied();
        let joined = best.filter(|best| best.odds >= self.settings.join).map(|best| best.story);
        let why = self.reasons(&candidates, joined.is_some(), &own, article, &features);
        let story = joined.unwrap_or_else(|| self.begin());
        self.join(story, number, vector, &own);
        let mut changes = Vec::new();
        if joined.is_some() {
            let others = candidates.iter().skip(1).map(|other| other.story).collect();
            let home = self.merge_near(story, others, &mut changes, watch);
            self.split_grown(home, &mut changes, watch);
        }
        Placement {
            article: article.id.clone(),
            story: StoryId(self.homes[number as usize] + 1),
            new: joined.is_none(),
            score: best.map_or(0.0, |best| probability(best.odds)),
            why,
            duplicate_of: duplicate_of.map(|earlier| self.articles[earlier as usize].clone()),
            changes,
        }
    }

    /// The story that an id stands for after all merges so far.
    #[must_use]
    pub fn now(&self, story: StoryId) -> StoryId {
        let mut at = story.0.saturating_sub(1);
        while let Some(into) = self.stories.get(at as usize).and_then(|story| story.into) {
            at = into;
        }
        StoryId(at + 1)
    }

    /// The story of each article so far, in order of arrival, after all changes.
    pub fn placed(&self) -> impl Iterator<Item = (&ArticleId, StoryId)> {
        self.articles.iter().zip(self.homes.iter().map(|home| StoryId(home + 1)))
    }

    /// The article's heaviest terms, weighed, and the stories near it, nearest first.
    fn vector(&self, features: &Features) -> (Vector, Vec<u32>) {
        let mut terms: Vec<(f32, f32, &features::Weighted)> = features
            .terms
            .iter()
            .filter_map(|term| {
                let rarity = self.rarity(term);
                let weight = (1.0 + libm::logf(term.count)) * rarity * if term.is_name { NAME } else { 1.0 };
                (weight > 0.0).then_some((weight, rarity, term))
            })
            .collect();
        terms.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.2.term.cmp(&b.2.term)));
        terms.truncate(TERMS_KEPT);
        let lead = |(_, rarity, term): &(f32, f32, &features::Weighted)| {
            if term.lead > 0.0 { rarity * (1.0 + libm::logf(term.lead)) } else { 0.0 }
        };
        let title = |(_, rarity, term): &(f32, f32, &features::Weighted)| {
            if term.is_in_title { *rarity } else { 0.0 }
        };
        let body: Vec<f32> = unit(terms.iter().map(|term| term.0).collect());
        let lead: Vec<f32> = unit(terms.iter().map(lead).collect());
        let title: Vec<f32> = unit(terms.iter().map(title).collect());
        let heaviest: Vec<(Term, f32)> =
            terms.iter().zip(&body).take(PROPOSING).map(|(term, &weight)| (term.2.term, weight)).collect();
        let mut packed: Vec<Packed> = (0..terms.len())
            .map(|at| Packed {
                term: terms[at].2.term,
                body: packed(body[at]),
                lead: packed(lead[at]),
                title: packed(title[at]),
                local: 0,
                is_name: terms[at].2.is_name,
            })
            .collect();
        packed.sort_unstable_by_key(|term| term.term);
        let mut vector = Vector {
            terms: packed.into(),
            dates: features.dates.clone().into(),
            years: features.years.clone().into(),
            day: features.day.and_then(|day| i32::try_from(day).ok()),
            density: 0.0,
        };
        let near = self.near(&Core::of(&vector), &heaviest);
        self.localise(&mut vector, &near);
        (vector, near.into_iter().map(|(story, _)| story).collect())
    }

    /// Rarity in the news, lowered by what this stream has shown: a word that half of its articles hold says nothing.
    fn rarity(&self, term: &features::Weighted) -> f32 {
        const PRIOR: f32 = 60.0;
        let share = libm::expf(-term.rarity) * PRIOR;
        let seen = self.seen.get(&term.term).copied().unwrap_or(0) as f32;
        libm::logf((PRIOR + self.articles.len() as f32) / (share + seen)).max(0.0)
    }

    /// The stories nearest to an article by their words, nearest first, each with the mean over its articles.
    fn near(&self, own: &Core, heaviest: &[(Term, f32)]) -> Vec<(u32, f32)> {
        let mut near: Vec<(u32, f32, f32)> = self
            .index
            .propose(heaviest, PROPOSED)
            .into_iter()
            .map(|at| {
                let core = self.stories[at as usize].core();
                let mut product = 0.0;
                each_shared(own, &core, |a, b| product += a.weights.body * b.weights.body);
                (
                    at,
                    product / core.lengths.body.max(f32::MIN_POSITIVE),
                    product / core.articles.max(1) as f32,
                )
            })
            .filter(|&(at, ..)| self.is_in_reach(own, at))
            .collect();
        near.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        near.into_iter().map(|(at, _, mean)| (at, mean)).collect()
    }

    /// Weighs the article's terms by how few of its neighbours hold them, and notes how near those are.
    fn localise(&self, vector: &mut Vector, near: &[(u32, f32)]) {
        let mut counts = vec![0.0_f32; vector.terms.len()];
        let (mut neighbours, mut nearest, mut density) = (0, 0, 0.0);
        let own = Core::of(vector);
        for &(at, mean) in near {
            if neighbours >= NEIGHBOURS {
                break;
            }
            let core = self.stories[at as usize].core();
            let counted = core.articles.min(NEIGHBOURS - neighbours);
            let dense = counted.min(NEAREST.saturating_sub(nearest));
            density += mean * dense as f32;
            nearest += dense;
            neighbours += counted;
            let share = counted as f32 / core.articles as f32;
            each_shared(&own, &core, |mine, theirs| {
                if let Ok(at) = vector.terms.binary_search_by_key(&mine.term, |term| term.term) {
                    counts[at] += theirs.articles as f32 * share;
                }
            });
        }
        let all = neighbours as f32;
        let locals: Vec<f32> = vector
            .terms
            .iter()
            .zip(counts)
            .map(|(term, count)| f32::from(term.body) * libm::logf((all + 2.0) / (count + 1.0)))
            .collect();
        for (term, local) in vector.terms.iter_mut().zip(unit(locals)) {
            term.local = packed(local);
        }
        vector.density = density / NEAREST as f32;
    }

    /// Whether a story and an article or another story can be of one event by their days.
    fn is_in_reach(&self, core: &Core, at: u32) -> bool {
        let other = match &self.stories[at as usize].core {
            Some(core) => core.days,
            None => self.stories[at as usize].vectors.first().and_then(|v| v.day).map(|day| (day, day)),
        };
        let (Some(a), Some(b)) = (core.days, other) else { return true };
        (a.0 - b.1).max(b.0 - a.1) <= self.settings.window_days
    }

    /// The near stories in order of the odds that the article is of theirs.
    fn weigh(&self, own: &Core, near: &[u32], mut watch: impl FnMut(&Story, Evidence)) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = near
            .iter()
            .take(WEIGHED)
            .map(|&at| {
                let story = &self.stories[at as usize];
                let evidence = Evidence::between(own, &story.core());
                watch(story, evidence);
                Candidate { story: at, odds: self.learned.odds(&evidence) }
            })
            .collect();
        candidates.sort_by(|a, b| b.odds.total_cmp(&a.odds).then(a.story.cmp(&b.story)));
        candidates
    }

    fn begin(&mut self) -> u32 {
        self.stories.push(Story::default());
        self.stories.len() as u32 - 1
    }

    fn join(&mut self, at: u32, number: u32, vector: Vector, own: &Core) {
        for term in &vector.terms {
            self.index.add(term.term, at);
        }
        let story = &mut self.stories[at as usize];
        if !story.members.is_empty() {
            let core = story.core().joined(own);
            story.core = Some(core);
        }
        story.members.push(number);
        story.vectors.push(vector);
        self.homes.push(at);
    }

    /// Merges a story that has grown with those near it that it proves to be one with. Tells which has the articles now.
    fn merge_near(
        &mut self,
        mut at: u32,
        mut others: Vec<u32>,
        changes: &mut Vec<Change>,
        watch: &mut dyn FnMut(&Weighed<'_>),
    ) -> u32 {
        loop {
            let core = self.stories[at as usize].core().into_owned();
            others.retain(|&other| other != at && self.is_in_reach(&core, other));
            let members = self.stories[at as usize].members.clone();
            let weighed = self.weigh(&core, &others, |story, evidence| {
                watch(&Weighed { left: &members, right: &story.members, evidence });
            });
            let Some(best) = weighed.first().filter(|best| best.odds >= self.settings.merge) else {
                return at;
            };
            let (keep, gone) = (at.min(best.story), at.max(best.story));
            self.merge(keep, gone);
            changes.push(Change::Merged { gone: StoryId(gone + 1), into: StoryId(keep + 1) });
            others.retain(|&other| other != best.story);
            at = keep;
        }
    }

    fn merge(&mut self, keep: u32, gone: u32) {
        let lost = std::mem::take(&mut self.stories[gone as usize]);
        self.unindex(&lost, gone);
        for &member in &lost.members {
            self.homes[member as usize] = keep;
        }
        let core = self.stories[keep as usize].core().joined(&lost.core());
        for term in lost.vectors.iter().flat_map(|vector| &vector.terms) {
            self.index.add(term.term, keep);
        }
        self.stories[gone as usize].into = Some(keep);
        let kept = &mut self.stories[keep as usize];
        kept.core = Some(core);
        let all = std::mem::take(&mut kept.members).into_iter().zip(std::mem::take(&mut kept.vectors));
        let mut all: Vec<(u32, Vector)> = all.chain(lost.members.into_iter().zip(lost.vectors)).collect();
        all.sort_by_key(|&(number, _)| number);
        (kept.members, kept.vectors) = all.into_iter().unzip();
    }

    fn unindex(&mut self, story: &Story, at: u32) {
        for vector in &story.vectors {
            for term in &vector.terms {
                self.index.remove(term.term, at);
            }
        }
    }

    /// Looks again at a story whenever it has grown by half: do its articles still hold together?
    fn split_grown(&mut self, at: u32, changes: &mut Vec<Change>, watch: &mut dyn FnMut(&Weighed<'_>)) {
        const SIZES: [usize; 7] = [4, 6, 9, 13, 19, 28, 40];
        if SIZES.contains(&self.stories[at as usize].members.len()) {
            self.split(at, changes, watch);
        }
    }

    fn split(&mut self, at: u32, changes: &mut Vec<Change>, watch: &mut dyn FnMut(&Weighed<'_>)) {
        let story = &self.stories[at as usize];
        let parts =
            partition::Parting { learned: &self.learned, least: self.settings.split, watch }.parts(story);
        if parts.len() < 2 {
            return;
        }
        let story = std::mem::take(&mut self.stories[at as usize]);
        self.unindex(&story, at);
        let mut rest: Vec<Option<(u32, Vector)>> =
            story.members.into_iter().zip(story.vectors).map(Some).collect();
        for (nth, part) in parts.into_iter().enumerate() {
            let home = if nth == 0 { at } else { self.begin() };
            let mut part: Vec<(u32, Vector)> =
                part.into_iter().filter_map(|member| rest[member].take()).collect();
            part.sort_by_key(|&(number, _)| number);
            for (number, vector) in &part {
                self.homes[*number as usize] = home;
                for term in &vector.terms {
                    self.index.add(term.term, home);
                }
            }
            if nth > 0 {
                let articles =
                    part.iter().map(|&(number, _)| self.articles[number as usize].clone()).collect();
                changes.push(Change::Split { from: StoryId(at + 1), into: StoryId(home + 1), articles });
            }
            let (members, vectors): (Vec<u32>, Vec<Vector>) = part.into_iter().unzip();
            let core = (vectors.len() > 1).then(|| Core::of_all(&vectors));
            self.stories[home as usize] = Story { members, vectors, core, into: None };
        }
    }
}

/// The weights made a vector of length one.
fn unit(mut weights: Vec<f32>) -> Vec<f32> {
    let length = weights.iter().map(|weight| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        weights.iter_mut().for_each(|weight| *weight /= length);
    }
    weights
}
