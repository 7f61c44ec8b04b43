//! Stories: which articles tell of one event, and which of them are copies.
//!
//! [`Stream::place`] puts one article after the other into a story and uses nothing from the future. What decides is
//! [`evidence`]: how much the article shares with the whole of a story (its core), in words that are rare in the news,
//! in this stream and among the nearest stories, and the days that both are of. Numbers never decide. Later articles
//! can prove two stories to be one and one to be two; each such [`Change`] is told, and ids stay what they were.

use rustc_hash::FxHashMap;

use crate::article::{Article, ArticleId};
use crate::words::Term;

mod constraints;
pub mod copies;
mod core;
pub mod dating;
pub mod evidence;
mod features;
mod index;
pub mod origins;
mod partition;
mod reasons;
mod review;
mod sleep;
mod state;
mod weights;

pub use self::constraints::{Constraint, Constraints};
use self::core::{Core, Packed, Vector, each_shared, packed};
use self::evidence::probability;
pub use self::evidence::{Evidence, Learned};
pub use self::features::Features;
use self::index::Index;
use self::sleep::Clock;
pub use self::state::StateError;

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
        Settings { window_days: 14, join: -1.0, merge: -1.0, split: -1.5 }
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
    /// The story that a new story continues: near, but of another event.
    pub follows: Option<StoryId>,
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
    /// Articles are of another story than it seemed.
    Split {
        /// The story that they leave; it keeps its id.
        from: StoryId,
        /// The story that has them now: a new one, or one that was there.
        into: StoryId,
        /// Those articles, in order of arrival.
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

/// Sees what is weighed.
pub type Watch<'w> = &'w mut dyn FnMut(&Weighed<'_>);

/// Stories as they grow, article by article.
#[derive(Debug)]
pub struct Stream {
    settings: Settings,
    learned: Learned,
    constraints: Constraints,
    stories: Vec<Story>,
    /// The terms of the stories that are awake.
    index: Index,
    /// Some terms of those that are asleep.
    sleeping: Index,
    clock: Clock,
    /// In how many articles of this stream a term stood.
    seen: FxHashMap<Term, u32>,
    /// The articles so far, by number, and the story of each.
    articles: Vec<ArticleId>,
    homes: Vec<u32>,
    copies: copies::Known,
}

/// One story of a stream.
#[derive(Clone, Debug, Default, PartialEq)]
struct Story {
    /// Its articles by number, in order of arrival; none once it is merged away.
    members: Vec<u32>,
    /// What is known of each; none for a story that was asleep or that is large.
    vectors: Vec<Vector>,
    /// The bundles of those articles that a person has decided about, each after the article's number.
    bundles: Vec<(u32, u32)>,
    /// The sum of two articles or more, or of a story that was asleep.
    core: Option<Core>,
    is_asleep: bool,
    /// Whether it is found by its core, because its articles are not known each by itself any more.
    woken: bool,
    /// The last day on which something about it was printed or came in.
    touched: Option<i32>,
    /// The story that it was merged into.
    into: Option<u32>,
}

/// A story, and what an article or story shares with it.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    story: u32,
    odds: f32,
}

/// An article as it came.
struct Arrived {
    vector: Vector,
    core: Core,
    /// The stories near it, nearest first.
    near: Vec<u32>,
    /// Its heaviest terms, heaviest first.
    heaviest: Vec<(Term, f32)>,
}

/// Where an article belongs.
struct Choice {
    /// None for a new story.
    story: Option<u32>,
    odds: Option<f32>,
    follows: Option<StoryId>,
    is_decided: bool,
}

/// A new story continues an older one from such odds on.
const FOLLOWS: f32 = -2.0;
/// Of a story with more articles, only the core is kept.
const WHOLE_MAX: usize = 64;
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
    fn is_awake(&self) -> bool {
        !self.members.is_empty() && !self.is_asleep
    }

    /// Whether all its articles can be taken apart again.
    fn is_whole(&self) -> bool {
        self.is_awake() && self.vectors.len() == self.members.len()
    }

    fn bundle_of(&self, number: u32) -> Option<u32> {
        let at = self.bundles.binary_search_by_key(&number, |&(number, _)| number).ok()?;
        Some(self.bundles[at].1)
    }

    fn bound(&self) -> Vec<u32> {
        self.bundles.iter().map(|&(_, bundle)| bundle).collect()
    }

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
            constraints: Constraints::default(),
            stories: Vec::new(),
            index: Index::default(),
            sleeping: Index::default(),
            clock: Clock::default(),
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
    pub fn place_watched(&mut self, article: &Article, watch: Watch<'_>) -> Placement {
        let mut features = Features::of(article);
        let day = self.clock.believed(features.day.and_then(|day| i32::try_from(day).ok()));
        features.day = day.map(i64::from);
        if let Some(today) = self.clock.note(day) {
            self.lull(today);
        }
        let number = self.articles.len() as u32;
        self.articles.push(article.id.clone());
        for term in &features.terms {
            *self.seen.entry(term.term).or_default() += 1;
        }
        let arrived = self.arrived(&features);
        let candidates = self.weigh(&arrived.core, &arrived.near, |story, evidence| {
            watch(&Weighed { left: &[number], right: &story.members, evidence });
        });
        let bundle = self.constraints.bundle(&article.id);
        let choice = self.choose(bundle, &candidates, &arrived);
        let why = self.reasons(&choice, &candidates, &arrived.core, article, &features);
        let story = choice.story.unwrap_or_else(|| self.begin_for(bundle.as_slice()));
        let copied = self.copies.note(article.outlet.as_deref(), &article.text);
        self.join(story, number, bundle, arrived);
        let mut changes = Vec::new();
        if choice.story.is_some() {
            let home = self.merge_near(story, &candidates, &mut changes, watch);
            self.review(home, &candidates, &mut changes, watch);
        }
        Placement {
            article: article.id.clone(),
            story: StoryId(self.homes[number as usize] + 1),
            new: choice.story.is_none(),
            score: choice.odds.map_or(0.0, probability),
            why,
            duplicate_of: copied.map(|earlier| self.articles[earlier as usize].clone()),
            follows: choice.follows,
            changes,
        }
    }

    /// What a person has decided so far.
    #[must_use]
    pub fn constraints(&self) -> &Constraints {
        &self.constraints
    }

    /// Keeps what a person has decided, from now on and for the articles so far. Tells what that changes.
    pub fn constrain(&mut self, constraints: Constraints) -> Vec<Change> {
        self.constraints = constraints;
        for story in &mut self.stories {
            let bundled = story.members.iter().filter_map(|&number| {
                Some((number, self.constraints.bundle(&self.articles[number as usize])?))
            });
            story.bundles = bundled.collect();
        }
        let mut changes = Vec::new();
        for (bundle, numbers) in self.bundled() {
            let homes = numbers.iter().map(|&number| self.homes[number as usize]);
            let home = self.pinned(bundle).or(homes.min()).filter(|&home| self.may_be_in(bundle, home));
            let bound: Vec<u32> = home.map_or_else(Vec::new, |home| self.stories[home as usize].bound());
            let home = home.filter(|_| self.constraints.may_join(&[bundle], &bound));
            let home = home.unwrap_or_else(|| self.begin_for(&[bundle]));
            for number in numbers {
                self.move_to(number, home, &mut changes);
            }
        }
        changes
    }

    /// The articles so far of each bundle.
    fn bundled(&self) -> std::collections::BTreeMap<u32, Vec<u32>> {
        let mut bundled: std::collections::BTreeMap<u32, Vec<u32>> = std::collections::BTreeMap::new();
        for &(number, bundle) in self.stories.iter().flat_map(|story| &story.bundles) {
            bundled.entry(bundle).or_default().push(number);
        }
        bundled.values_mut().for_each(|numbers| numbers.sort_unstable());
        bundled
    }

    /// Takes one article out of its story and puts it into another.
    fn move_to(&mut self, number: u32, to: u32, changes: &mut Vec<Change>) {
        let from = self.homes[number as usize];
        if from == to {
            return;
        }
        for story in [from, to] {
            if self.stories[story as usize].is_asleep {
                self.wake(story);
            }
        }
        let mut old = std::mem::take(&mut self.stories[from as usize]);
        let mut new = std::mem::take(&mut self.stories[to as usize]);
        self.unindex(&old, from);
        self.unindex(&new, to);
        let is_whole = [&old, &new].iter().all(|story| story.vectors.len() == story.members.len());
        let at = old.members.iter().position(|&member| member == number).unwrap_or(0);
        old.members.remove(at);
        new.members.push(number);
        if is_whole {
            new.vectors.push(old.vectors.remove(at));
        } else {
            new.core = new.core.or_else(|| old.core.clone());
            new.woken = true;
        }
        let is_out = |&(_, bundle): &(u32, u32)| {
            let excluded = &self.constraints.bound(bundle).excluded;
            excluded.iter().any(|&excluded| self.now(excluded).0 == from + 1)
        };
        let leads = !new.bundles.iter().chain(&old.bundles).any(is_out);
        let (moved, kept) = std::mem::take(&mut old.bundles).into_iter().partition(|&(of, _)| of == number);
        old.bundles = kept;
        new.bundles = [new.bundles, moved].concat();
        new.touched = new.touched.max(old.touched);
        self.homes[number as usize] = to;
        let articles = vec![self.articles[number as usize].clone()];
        if old.members.is_empty() && leads {
            old = Story { into: Some(to), ..Story::default() };
            changes.push(Change::Merged { gone: StoryId(from + 1), into: StoryId(to + 1) });
        } else {
            changes.push(Change::Split { from: StoryId(from + 1), into: StoryId(to + 1), articles });
        }
        for (at, mut story) in [(from, old), (to, new)] {
            story.sort();
            if is_whole {
                story.core = (story.members.len() > 1).then(|| Core::of_all(&story.vectors));
            }
            self.stories[at as usize] = story;
            self.reindex(at);
        }
    }

    /// Where the article belongs: what a person decided, else the surest story that is sure enough.
    fn choose(&mut self, bundle: Option<u32>, candidates: &[Candidate], arrived: &Arrived) -> Choice {
        let decided = bundle.and_then(|bundle| self.pinned(bundle).or_else(|| self.home(bundle)));
        if let Some(story) = decided {
            if self.stories[story as usize].is_asleep {
                self.wake(story);
            }
            let odds = candidates.iter().find(|candidate| candidate.story == story).map(|found| found.odds);
            return Choice { story: Some(story), odds, follows: None, is_decided: true };
        }
        let may_join = |candidate: &&Candidate| self.may_come(bundle, candidate.story);
        let best = candidates.iter().find(may_join).copied();
        if let Some(best) = best.filter(|best| best.odds >= self.settings.join) {
            return Choice {
                story: Some(best.story),
                odds: Some(best.odds),
                follows: None,
                is_decided: false,
            };
        }
        let dreamt = self.dreamt(&arrived.core, &arrived.heaviest);
        if let Some(dreamt) = dreamt.filter(|dreamt| self.wakes(dreamt.odds) && may_join(&dreamt)) {
            self.wake(dreamt.story);
            return Choice {
                story: Some(dreamt.story),
                odds: Some(dreamt.odds),
                follows: None,
                is_decided: false,
            };
        }
        let before = [best, dreamt].into_iter().flatten().max_by(|a, b| a.odds.total_cmp(&b.odds));
        let follows = before.filter(|before| before.odds >= FOLLOWS).map(|before| StoryId(before.story + 1));
        Choice { story: None, odds: best.map(|best| best.odds), follows, is_decided: false }
    }

    /// The story that a person wants these articles in, if it is there.
    fn pinned(&self, bundle: u32) -> Option<u32> {
        let pin = self.constraints.bound(bundle).pin?;
        let now = self.now(pin).0.checked_sub(1)?;
        self.stories.get(now as usize).is_some_and(|story| !story.members.is_empty()).then_some(now)
    }

    /// The story that the bundle's articles so far are in.
    fn home(&self, bundle: u32) -> Option<u32> {
        let of = |&at: &u32| self.stories[at as usize].bundles.iter().any(|&(_, of)| of == bundle);
        (0..self.stories.len() as u32).find(of)
    }

    fn may_come(&self, bundle: Option<u32>, story: u32) -> bool {
        let Some(bundle) = bundle else { return true };
        self.may_be_in(bundle, story)
            && self.constraints.may_join(&[bundle], &self.stories[story as usize].bound())
    }

    /// Whether a person's decisions let the bundle be in a story of this id.
    fn may_be_in(&self, bundle: u32, story: u32) -> bool {
        let bound = self.constraints.bound(bundle);
        let is_out = |excluded: &StoryId| excluded.0 == story + 1 || self.now(*excluded).0 == story + 1;
        !bound.excluded.iter().any(is_out) && self.pinned(bundle).is_none_or(|pin| pin == story)
    }

    /// Whether a person's decisions let two stories be one.
    fn may_merge(&self, a: u32, b: u32) -> bool {
        let (left, right) = (&self.stories[a as usize], &self.stories[b as usize]);
        if left.bundles.is_empty() && right.bundles.is_empty() {
            return true;
        }
        let (left, right) = (left.bound(), right.bound());
        let is_out = |bundle: &u32| {
            let excluded = &self.constraints.bound(*bundle).excluded;
            excluded.iter().any(|&excluded| [a + 1, b + 1].contains(&self.now(excluded).0))
        };
        self.constraints.may_join(&left, &right) && !left.iter().chain(&right).any(is_out)
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
    fn arrived(&self, features: &Features) -> Arrived {
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
        self.localise(&mut vector, &near, None);
        let near = near.into_iter().map(|(story, _)| story).collect();
        Arrived { core: Core::of(&vector), vector, near, heaviest }
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

    /// Weighs the article's terms by how few of its neighbours hold them, and notes how near those are. The story that it
    /// is already in counts without it.
    fn localise(&self, vector: &mut Vector, near: &[(u32, f32)], home: Option<u32>) {
        let mut counts = vec![0.0_f32; vector.terms.len()];
        let (mut neighbours, mut nearest, mut density) = (0, 0, 0.0);
        let own = Core::of(vector);
        for &(at, mean) in near {
            if neighbours >= NEIGHBOURS {
                break;
            }
            let core = self.stories[at as usize].core();
            let itself = u32::from(home == Some(at));
            let others = core.articles - itself;
            if others == 0 {
                continue;
            }
            let mean = (mean * core.articles as f32 - itself as f32) / others as f32;
            let counted = others.min(NEIGHBOURS - neighbours);
            let dense = counted.min(NEAREST.saturating_sub(nearest));
            density += mean.max(0.0) * dense as f32;
            nearest += dense;
            neighbours += counted;
            let share = counted as f32 / others as f32;
            each_shared(&own, &core, |mine, theirs| {
                if let Ok(at) = vector.terms.binary_search_by_key(&mine.term, |term| term.term) {
                    counts[at] += (theirs.articles - itself) as f32 * share;
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

    /// Begins a story that may hold these bundles: an id that a person excluded for them stays empty for ever.
    fn begin_for(&mut self, bundles: &[u32]) -> u32 {
        loop {
            let at = self.stories.len() as u32;
            self.stories.push(Story::default());
            let is_out = |&bundle: &u32| self.constraints.bound(bundle).excluded.contains(&StoryId(at + 1));
            if !bundles.iter().any(is_out) {
                return at;
            }
        }
    }

    fn join(&mut self, at: u32, number: u32, bundle: Option<u32>, arrived: Arrived) {
        let mut story = std::mem::take(&mut self.stories[at as usize]);
        let is_whole = story.vectors.len() == story.members.len();
        if is_whole && story.members.len() < WHOLE_MAX {
            arrived.vector.terms.iter().for_each(|term| self.index.add(term.term, at));
        } else {
            self.unindex(&story, at);
        }
        if !story.members.is_empty() {
            story.core = Some(story.core().joined(&arrived.core));
        }
        story.touched = story.touched.max(arrived.vector.day.or(self.clock.today()));
        story.bundles.extend(bundle.map(|bundle| (number, bundle)));
        if is_whole && story.members.len() < WHOLE_MAX {
            story.vectors.push(arrived.vector);
        } else {
            story.vectors = Vec::new();
            story.woken = true;
        }
        story.members.push(number);
        self.homes.push(at);
        let by_core = story.woken;
        self.stories[at as usize] = story;
        if by_core {
            self.reindex(at);
        }
    }

    fn unindex(&mut self, story: &Story, at: u32) {
        each_term(story, |term| self.index.remove(term, at));
    }

    fn reindex(&mut self, at: u32) {
        let story = &self.stories[at as usize];
        each_term(story, |term| self.index.add(term, at));
    }
}

/// The terms by which a story is found while it is awake.
fn each_term(story: &Story, mut visit: impl FnMut(Term)) {
    for term in story.vectors.iter().flat_map(|vector| &vector.terms) {
        visit(term.term);
    }
    for entry in story.core.iter().filter(|_| story.woken).flat_map(|core| &core.entries) {
        visit(entry.term);
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
