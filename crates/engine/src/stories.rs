//! Stories: which articles tell of one event, and which of them are copies.
//!
//! [`Stream::place`] puts one article after the other into a story and uses nothing from the future. What decides is
//! [`evidence`]: how much the article shares with the articles of a story, in words that are rare in the news and in
//! this stream, how much it shares with what else is near, and the days that both are of. Numbers never decide. Later
//! articles can prove two stories to be one and one to be two; each such [`Change`] is told, and ids stay what they were.

use crate::article::{Article, ArticleId};
use crate::words::Term;

mod constraints;
pub mod copies;
mod core;
pub mod dating;
pub mod evidence;
mod features;
mod index;
mod neighbours;
pub mod origins;
mod partition;
mod rarity;
mod reasons;
mod review;
mod sleep;
mod state;
mod weights;

pub use self::constraints::{Constraint, Constraints};
use self::core::{Core, Counted, Days, Pair, Probe, Vector};
pub use self::evidence::Learned;
use self::evidence::probability;
pub use self::features::{Features, Reader};
use self::index::Index;
use self::neighbours::Near;
use self::rarity::Seen;
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
        Settings { window_days: 14, join: 0.0, merge: 1.0, split: 0.0 }
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

/// What late evidence proved, and new versions.
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
    /// An outlet printed an article of its own again, edited: a new version of one account, no second source.
    Revised {
        /// The earlier version.
        earlier: ArticleId,
        /// The new one.
        by: ArticleId,
        /// How much of the shorter version's wording stands in the other, 0 to 1.
        share: f32,
    },
}

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
    seen: Seen,
    /// The story whose articles were measured last.
    measured: u32,
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
    /// The sum of its articles, if there are more than a few or if they are not known each by itself any more.
    core: Option<Box<Core>>,
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
    probe: Probe,
    /// The stories near it, nearest first.
    near: Vec<Near>,
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
const TERMS_KEPT: usize = 160;
/// By so many of them it is found.
const PROPOSING: usize = 40;

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
            seen: Seen::default(),
            measured: 0,
            articles: Vec::new(),
            homes: Vec::new(),
            copies: copies::Known::default(),
        }
    }

    /// Places the next article.
    pub fn place(&mut self, article: &Article) -> Placement {
        self.place_read(article, &Features::of(article))
    }

    /// Places the next article, whose features were read before, perhaps by another thread.
    pub fn place_read(&mut self, article: &Article, features: &Features) -> Placement {
        let begun = self.stories.len();
        let day = self.clock.believed(features.day.and_then(|day| i32::try_from(day).ok()));
        if let Some(today) = self.clock.note(day) {
            self.lull(today);
        }
        let number = self.articles.len() as u32;
        self.articles.push(article.id.clone());
        let rarities = self.seen.note(features.terms.iter().map(|term| (term.term, term.rarity)));
        let arrived = self.arrived(features, &rarities, day);
        let candidates = self.weigh(arrived.vector.crowd, &arrived.near);
        let bundle = self.constraints.bundle(&article.id);
        let choice = self.choose(bundle, &candidates, &arrived);
        let why = self.reasons(&choice, &candidates, &arrived, article, features);
        let story = choice.story.unwrap_or_else(|| self.begin_for(bundle.as_slice()));
        let copied = self.copies.note(features.sample.clone());
        self.join(story, number, bundle, arrived.vector);
        let revised = copied.filter(|copied| copied.is_version).map(|copied| Change::Revised {
            earlier: self.articles[copied.earlier as usize].clone(),
            by: article.id.clone(),
            share: copied.share,
        });
        let mut changes: Vec<Change> = revised.into_iter().collect();
        if choice.story.is_some() {
            let home = self.merge_near(story, &candidates, &mut changes);
            self.review(home, &candidates, &mut changes);
        }
        self.keep_pins(begun, &mut changes);
        self.measure_some();
        Placement {
            article: article.id.clone(),
            story: StoryId(self.homes[number as usize] + 1),
            new: choice.story.is_none(),
            score: choice.odds.map_or(0.0, probability),
            why,
            duplicate_of: copied.map(|copied| self.articles[copied.earlier as usize].clone()),
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
        // Who is to be in a story comes last: then those who must be apart have made room.
        let mut bundled: Vec<(u32, Vec<u32>)> = self.bundled().into_iter().collect();
        bundled.sort_by_key(|&(bundle, _)| self.constraints.bound(bundle).pin.is_some());
        for (bundle, numbers) in bundled {
            let homes = numbers.iter().map(|&number| self.homes[number as usize]);
            let home = self.pinned(bundle).or(homes.min()).filter(|&home| self.may_be_in(bundle, home));
            let bound: Vec<u32> = home.map_or_else(Vec::new, |home| self.stories[home as usize].bound());
            // Whoever is in a story where others are wanted is wanted elsewhere, and leaves it in turn.
            let is_wanted = self.constraints.bound(bundle).pin.is_some();
            let home = home.filter(|_| is_wanted || self.constraints.may_join(&[bundle], &bound));
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
            new.core = new.core.take().or_else(|| Some(Box::new(old.core().into_owned())));
            new.woken = true;
        }
        let is_out = |&(_, bundle): &(u32, u32)| {
            let excluded = &self.constraints.bound(bundle).excluded;
            excluded.iter().any(|&excluded| self.now(excluded).0 == from + 1)
        };
        // Whoever is still to come into the story would be led to those that left to make room.
        let is_awaited =
            || self.constraints.pinned(1..=u32::MAX).iter().any(|&bundle| self.pinned(bundle) == Some(from));
        let leads = !new.bundles.iter().chain(&old.bundles).any(is_out) && !is_awaited();
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
            self.stories[at as usize] = story;
            self.fit(at);
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
        let dreamt = self.dreamt(arrived.vector.crowd, &arrived.probe, &arrived.heaviest);
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

    /// The story that a person wants these articles in, if its id has been given.
    fn pinned(&self, bundle: u32) -> Option<u32> {
        let pin = self.constraints.bound(bundle).pin?;
        let now = self.now(pin).0.checked_sub(1)?;
        ((now as usize) < self.stories.len()).then_some(now)
    }

    /// Moves articles into the stories that a person wants them in and whose ids have been given since.
    fn keep_pins(&mut self, begun: usize, changes: &mut Vec<Change>) {
        let new = begun as u32 + 1..=self.stories.len() as u32;
        let pinned = self.constraints.pinned(new);
        if pinned.is_empty() {
            return;
        }
        let bundled = self.bundled();
        for bundle in pinned {
            let Some(home) = self.pinned(bundle) else { continue };
            for &number in bundled.get(&bundle).into_iter().flatten() {
                self.move_to(number, home, changes);
            }
        }
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
        !bound.excluded.iter().any(is_out)
            && self.pinned(bundle).is_none_or(|pin| pin == story)
            && !self.is_barred(bundle, story)
    }

    /// Whether a person wants articles in a story from which the bundle must be apart, whether they have come or not.
    fn is_barred(&self, bundle: u32, story: u32) -> bool {
        self.constraints.bound(bundle).apart.iter().any(|&other| self.pinned(other) == Some(story))
    }

    /// Whether a person's decisions let two stories be one.
    fn may_merge(&self, a: u32, b: u32) -> bool {
        let (left, right) = (&self.stories[a as usize], &self.stories[b as usize]);
        if left.bundles.is_empty() && right.bundles.is_empty() {
            return true;
        }
        let (left, right) = (left.bound(), right.bound());
        let is_out = |&bundle: &u32| {
            let excluded = &self.constraints.bound(bundle).excluded;
            excluded.iter().any(|&excluded| [a + 1, b + 1].contains(&self.now(excluded).0))
                || [a, b].iter().any(|&story| self.is_barred(bundle, story))
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

    /// The article as it is kept and compared, and the stories near it. Its terms come with how rare each is.
    fn arrived(&self, features: &Features, rarities: &[f32], day: Option<i32>) -> Arrived {
        let mut terms = kept(features, rarities);
        let heaviest: Vec<(Term, f32)> =
            terms.iter().take(PROPOSING).map(|kept| (kept.counted.term(), kept.weight)).collect();
        for kept in terms.iter_mut().take(PROPOSING) {
            kept.counted = kept.counted.found(true);
        }
        terms.sort_unstable_by_key(|kept| kept.counted.term());
        let rarity = |term: Term| {
            terms.binary_search_by_key(&term, |kept| kept.counted.term()).map_or(0.0, |at| terms[at].rarity)
        };
        let lengths = core::lengths(terms.iter().map(|kept| (kept.counted.said(), kept.rarity)));
        let counted = terms.iter().map(|kept| kept.counted).collect();
        let mut vector = Vector { terms: counted, day, lengths, crowd: Pair::default() };
        let probe = Probe::of(vector.entries(), Days::of([&vector]), rarity);
        let near = self.near(&probe, vector.days(), &heaviest, None);
        vector.crowd = self.crowd(&probe, &near, None);
        Arrived { vector, probe, near, heaviest }
    }

    /// Begins a story that may hold these bundles: an id that a person excluded for them stays empty, and one that a
    /// person wants others in waits for those.
    fn begin_for(&mut self, bundles: &[u32]) -> u32 {
        loop {
            let at = self.stories.len() as u32;
            self.stories.push(Story::default());
            let is_out = |&bundle: &u32| self.constraints.bound(bundle).excluded.contains(&StoryId(at + 1));
            let awaited = self.constraints.pinned(at + 1..=at + 1);
            if !bundles.iter().any(is_out) && self.constraints.may_join(bundles, &awaited) {
                return at;
            }
        }
    }

    fn join(&mut self, at: u32, number: u32, bundle: Option<u32>, vector: Vector) {
        let mut story = std::mem::take(&mut self.stories[at as usize]);
        let is_whole = story.vectors.len() == story.members.len() && story.members.len() < WHOLE_MAX;
        if is_whole {
            vector
                .terms
                .iter()
                .filter(|term| term.is_found())
                .for_each(|term| self.index.add(term.term(), at));
        } else {
            self.unindex(&story, at);
        }
        if let Some(core) = &mut story.core {
            core.add(&vector);
            core.trim(self.seen.rarities());
        }
        story.touched = story.touched.max(vector.day.or(self.clock.today()));
        story.bundles.extend(bundle.map(|bundle| (number, bundle)));
        if is_whole {
            // Most stories stay small, so their lists have no room to spare.
            if story.members.len() < 4 {
                story.vectors.reserve_exact(1);
                story.members.reserve_exact(1);
            }
            story.vectors.push(vector);
        } else {
            story.vectors = Vec::new();
            story.woken = true;
        }
        story.members.push(number);
        self.homes.push(at);
        self.stories[at as usize] = story;
        if !is_whole {
            self.reindex(at);
        } else if self.stories[at as usize].core.is_none() {
            self.fit(at);
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

/// A term of an article that is kept.
struct Kept {
    counted: Counted,
    rarity: f32,
    weight: f32,
}

/// The heaviest terms of an article, heaviest first.
fn kept(features: &Features, rarities: &[f32]) -> Vec<Kept> {
    let weighed = |(term, &rarity): (&features::Weighted, &f32)| {
        let counted = Counted::new(term.term, term.count, term.lead).named(term.is_name);
        Kept { counted, rarity, weight: counted.said().body * rarity }
    };
    let mut terms: Vec<Kept> = features.terms.iter().zip(rarities).map(weighed).collect();
    terms.retain(|kept| kept.rarity > 0.0);
    let order =
        |a: &Kept, b: &Kept| b.weight.total_cmp(&a.weight).then(a.counted.term().cmp(&b.counted.term()));
    if terms.len() > TERMS_KEPT {
        terms.select_nth_unstable_by(TERMS_KEPT, order);
        terms.truncate(TERMS_KEPT);
    }
    terms.sort_unstable_by(order);
    terms
}

/// The terms by which a story is found while it is awake.
fn each_term(story: &Story, mut visit: impl FnMut(Term)) {
    for term in story.vectors.iter().flat_map(|vector| &vector.terms).filter(|term| term.is_found()) {
        visit(term.term());
    }
    for entry in story.core.iter().filter(|_| story.woken).flat_map(|core| &core.entries) {
        visit(entry.term);
    }
}
