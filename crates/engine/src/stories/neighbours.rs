//! Neighbours: which stories are near an article or story, and how crowded it is there.

use super::core::{Core, Days, Likeness, Pair, Probe, Vector, both};
use super::evidence::{Evidence, days_apart};
use super::{Candidate, PROPOSING, Story, Stream};
use crate::words::Term;

/// A story near an article or another story.
#[derive(Clone, Debug)]
pub(super) struct Near {
    pub(super) story: u32,
    pub(super) articles: u32,
    /// How like it is, the mean over its articles.
    pub(super) like: Likeness,
    /// How like each of its articles is, if they were compared one by one.
    each: Vec<Pair>,
}

/// So many proposed stories are looked at.
const PROPOSED: usize = 32;
/// So many of the nearest articles tell how crowded it is.
const CROWD: u32 = 10;
/// They are looked for in so many stories.
const CROWDED: usize = 16;

/// How like the nearest others are in the news at large,
const USUAL: f32 = 0.22;
/// which counts as much as what so many articles of a stream show.
const BEGINNING: f32 = 200.0;

/// The nearest of articles, by one measure: how like, and how many are as like; the most alike first.
#[derive(Default)]
struct Nearest {
    likes: Vec<(f32, u32)>,
}

impl Nearest {
    fn note(&mut self, like: f32, articles: u32) {
        const KEPT: usize = CROWD as usize;
        let at = self.likes.partition_point(|&(other, _)| other >= like);
        if at < KEPT {
            self.likes.truncate(KEPT - 1);
            self.likes.insert(at, (like, articles));
        }
    }

    /// The mean over the nearest; where there are fewer, the others are not like at all.
    fn mean(&self) -> f32 {
        let (mut left, mut sum) = (CROWD, 0.0);
        for &(like, articles) in &self.likes {
            let counted = articles.min(left);
            sum += like * counted as f32;
            left -= counted;
        }
        sum / CROWD as f32
    }
}

impl Story {
    /// How like its articles are.
    fn near(&self, at: u32, probe: &Probe) -> Near {
        let mut each = Vec::new();
        let sum = match &self.core {
            Some(core) => probe.like_all(core),
            None => {
                each = self.vectors.iter().map(|vector| probe.like_words(vector)).collect();
                each.iter().fold(Pair::default(), |sum, like| sum.plus(*like))
            }
        };
        let words = sum.times(1.0 / self.articles().max(1) as f32);
        let like = Likeness { words, apart: probe.apart(&self.each_day()) };
        Near { story: at, articles: self.articles(), like, each }
    }

    fn each_day(&self) -> Days {
        if self.vectors.is_empty() { Days::Range(self.days()) } else { Days::of(&self.vectors) }
    }

    /// The first and last day of printing.
    pub(super) fn days(&self) -> Option<(i32, i32)> {
        match &self.core {
            Some(core) => core.days,
            None => self.vectors.iter().fold(None, |days, vector| both(days, vector.days())),
        }
    }

    /// How like the nearest others are, the mean over its articles.
    fn crowd(&self) -> Pair {
        if let Some(core) = &self.core {
            return core.crowd;
        }
        let share = 1.0 / self.vectors.len().max(1) as f32;
        self.vectors.iter().fold(Pair::default(), |sum, vector| sum.plus(vector.crowd.times(share)))
    }

    /// The number of articles that it can be compared by.
    fn articles(&self) -> u32 {
        self.core.as_ref().map_or(self.vectors.len() as u32, |core| core.articles)
    }

    pub(super) fn core(&self) -> std::borrow::Cow<'_, Core> {
        match &self.core {
            Some(core) => std::borrow::Cow::Borrowed(core),
            None => std::borrow::Cow::Owned(Core::of(&self.vectors)),
        }
    }
}

impl Vector {
    pub(super) fn days(&self) -> Option<(i32, i32)> {
        self.day.map(|day| (day, day))
    }
}

impl Stream {
    pub(super) fn probe(&self, vector: &Vector) -> Probe {
        Probe::of(vector.entries(), Days::of([vector]), self.seen.rarities())
    }

    /// The stories that share heavy terms and are not too far away in time, the most alike first.
    pub(super) fn near(
        &self,
        probe: &Probe,
        days: Option<(i32, i32)>,
        heaviest: &[(Term, f32)],
        except: Option<u32>,
    ) -> Vec<Near> {
        let proposed = self.index.propose(heaviest, PROPOSED);
        let mut near: Vec<Near> = proposed
            .into_iter()
            .filter(|&at| Some(at) != except)
            .map(|at| (at, &self.stories[at as usize]))
            .filter(|(_, story)| self.is_in_reach(days, story.days()))
            .map(|(at, story)| story.near(at, probe))
            .collect();
        near.sort_by(|a, b| b.like.words.body.total_cmp(&a.like.words.body).then(a.story.cmp(&b.story)));
        near
    }

    /// How like the nearest articles are, one article of one story left out: the one that asks.
    pub(super) fn crowd(&self, probe: &Probe, near: &[Near], except: Option<(u32, usize)>) -> Pair {
        let (mut body, mut lead) = (Nearest::default(), Nearest::default());
        let mut note = |like: Pair, articles: u32| {
            body.note(like.body, articles);
            lead.note(like.lead, articles);
        };
        for near in near.iter().take(CROWDED) {
            let story = &self.stories[near.story as usize];
            if story.vectors.is_empty() {
                note(near.like.words, near.articles);
            }
            for (at, vector) in story.vectors.iter().enumerate() {
                if except != Some((near.story, at)) {
                    note(near.each.get(at).copied().unwrap_or_else(|| probe.like_words(vector)), 1);
                }
            }
        }
        Pair { body: self.expected(body.mean()), lead: self.expected(lead.mean()) }
    }

    /// What a crowd will be once more is known: at the beginning of a stream there is none yet, but one will come.
    fn expected(&self, crowd: f32) -> f32 {
        let unknown = BEGINNING / (BEGINNING + self.seen.articles as f32);
        crowd + (USUAL - crowd).max(0.0) * unknown
    }

    /// Whether two sides can be of one event by their days.
    pub(super) fn is_in_reach(&self, a: Option<(i32, i32)>, b: Option<(i32, i32)>) -> bool {
        days_apart(a, b).is_none_or(|days| days <= self.settings.window_days)
    }

    /// Near stories in order of the odds that something is of theirs.
    pub(super) fn weigh(&self, crowd: Pair, near: &[Near]) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = near
            .iter()
            .map(|near| {
                let crowds = [crowd, self.stories[near.story as usize].crowd()];
                let evidence = Evidence::between(near.like, crowds);
                Candidate { story: near.story, odds: self.learned.odds(&evidence) }
            })
            .collect();
        candidates.sort_by(|a, b| b.odds.total_cmp(&a.odds).then(a.story.cmp(&b.story)));
        candidates
    }

    /// How a story is compared with others.
    pub(super) fn story_probe(&self, at: u32) -> Probe {
        let core = self.stories[at as usize].core();
        let articles = core.articles.max(1) as f32;
        let entries = core
            .entries
            .iter()
            .map(|entry| super::core::Entry { shares: entry.shares.times(1.0 / articles), ..*entry });
        Probe::of(entries, self.stories[at as usize].each_day(), self.seen.rarities())
    }

    /// How like the nearest others are to a story.
    pub(super) fn crowd_of(&self, at: u32) -> Pair {
        self.stories[at as usize].crowd()
    }

    /// How near some stories are to another one.
    pub(super) fn nearness(&self, probe: &Probe, stories: &[u32]) -> Vec<Near> {
        stories.iter().map(|&at| self.stories[at as usize].near(at, probe)).collect()
    }

    /// The heaviest terms of a story, heaviest first.
    pub(super) fn heaviest(&self, at: u32) -> Vec<(Term, f32)> {
        let mut heaviest = self.stories[at as usize].core().heaviest(self.seen.rarities());
        heaviest.truncate(PROPOSING);
        heaviest
    }

    /// Takes the lengths of a story's articles anew: terms become more common as the stream goes on.
    pub(super) fn measure(&mut self, at: u32) {
        let mut vectors = std::mem::take(&mut self.stories[at as usize].vectors);
        for vector in &mut vectors {
            vector.measure(self.seen.rarities());
        }
        self.stories[at as usize].vectors = vectors;
        self.fit(at);
    }

    /// Takes the lengths of the next stories in turn anew.
    pub(super) fn measure_some(&mut self) {
        /// So many stories for each article that comes.
        const MEASURED: u32 = 2;
        for _ in 0..MEASURED.min(self.stories.len() as u32) {
            self.measured = (self.measured + 1) % self.stories.len() as u32;
            self.measure(self.measured);
        }
    }

    /// Looks anew at what is near a story's articles.
    pub(super) fn refresh(&mut self, at: u32) {
        if !self.stories[at as usize].is_whole() {
            return;
        }
        self.measure(at);
        let mut vectors = self.stories[at as usize].vectors.clone();
        for (one, vector) in vectors.iter_mut().enumerate() {
            let probe = self.probe(vector);
            let mut heaviest = Core::of([&*vector]).heaviest(self.seen.rarities());
            heaviest.truncate(PROPOSING);
            let near = self.near(&probe, vector.days(), &heaviest, None);
            vector.crowd = self.crowd(&probe, &near, Some((at, one)));
        }
        self.stories[at as usize].vectors = vectors;
        self.fit(at);
    }

    /// Sums a story's articles anew, if there are enough of them to be worth it.
    pub(super) fn fit(&mut self, at: u32) {
        /// Fewer articles than this are compared one by one.
        const SUMMED_MIN: usize = 4;
        let story = &self.stories[at as usize];
        if story.vectors.len() != story.members.len() || story.vectors.is_empty() {
            return;
        }
        let mut core = (story.vectors.len() >= SUMMED_MIN).then(|| Core::of(&story.vectors));
        if let Some(core) = &mut core {
            core.trim(self.seen.rarities());
        }
        self.stories[at as usize].core = core.map(Box::new);
    }
}
