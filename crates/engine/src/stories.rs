//! Stories: which articles tell of one event, and which of them are copies.
//!
//! [`Stream::place`] puts one article after the other into a story and uses nothing from the future. What decides is
//! how much the article shares with the whole of a story (its core), in words that are rare in the news and rare in
//! this stream, names counting most, and how far apart they were printed. Numbers never decide.

use rustc_hash::FxHashMap;

use crate::article::{Article, ArticleId};
use crate::words::Term;

pub mod copies;
pub mod dating;
mod features;
pub mod origins;

pub use features::Features;

/// Names a story of a stream: `s1`, `s2`, … in order of birth. Never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryId(pub u32);

impl std::fmt::Display for StoryId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "s{}", self.0)
    }
}

/// How a stream decides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// A story without a new article for so many days falls asleep and takes no more.
    pub window_days: i64,
    /// What an article must share with a story's core to join it, 0 to 1.
    pub join: f32,
    /// What two stories must share to prove to be one, 0 to 1.
    pub merge: f32,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { window_days: 14, join: 0.23, merge: 0.42 }
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
    /// What it shares with the story's core, 0 to 1; for a new story, with the nearest one that it did not join.
    pub score: f32,
    /// The reasons, one plain phrase each.
    pub why: Vec<String>,
    /// The earlier article that this one copies.
    pub duplicate_of: Option<ArticleId>,
    /// Stories that this article proved to be one with `story`; they are gone, `story` has their articles.
    pub merged: Vec<StoryId>,
}

/// Stories as they grow, article by article.
#[derive(Debug)]
pub struct Stream {
    settings: Settings,
    stories: Vec<Story>,
    /// Which stories hold a term.
    index: FxHashMap<Term, Vec<u32>>,
    /// In how many articles of this stream a term stood.
    seen: FxHashMap<Term, u32>,
    articles: u32,
    /// The latest day of printing so far, in days since 1970.
    today: Option<i64>,
    shingles: FxHashMap<u64, u32>,
    placed: Vec<(ArticleId, copies::Shingles)>,
}

/// One story of a stream.
#[derive(Debug)]
struct Story {
    /// The sum of its articles' unit vectors; empty once merged away.
    sum: FxHashMap<Term, f32>,
    /// The sum of its weights' squares, kept up as it grows.
    squares: f32,
    articles: u32,
    first_day: Option<i64>,
    last_day: Option<i64>,
    into: Option<u32>,
}

/// A story and what an article shares with it.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    story: u32,
    score: f32,
}

impl Stream {
    /// A stream without articles.
    #[must_use]
    pub fn new(settings: Settings) -> Stream {
        Stream {
            settings,
            stories: Vec::new(),
            index: FxHashMap::default(),
            seen: FxHashMap::default(),
            articles: 0,
            today: None,
            shingles: FxHashMap::default(),
            placed: Vec::new(),
        }
    }

    /// Places the next article.
    pub fn place(&mut self, article: &Article) -> Placement {
        let features = Features::of(article);
        self.note(&features);
        let vector = self.weigh(&features);
        let duplicate_of = self.copy_of(article);
        let (best, second) = self.nearest(&vector, features.day);
        let joins = best.is_some_and(|best| best.score >= self.needed(best.story));
        let story = match best {
            Some(best) if joins => best.story,
            _ => self.begin(),
        };
        let mut why = best.map_or_else(Vec::new, |best| self.reasons(best, &vector, article, &features));
        if let (true, Some(second)) = (joins, second) {
            why.push(format!("nearest other story {} at {:.2}", StoryId(second.story + 1), second.score));
        }
        self.join(story, &vector, features.day);
        let merged = self.merge_into(story, second.filter(|_| joins));
        Placement {
            article: article.id.clone(),
            story: StoryId(story + 1),
            new: !joins,
            score: best.map_or(0.0, |best| best.score),
            why,
            duplicate_of,
            merged,
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

    fn note(&mut self, features: &Features) {
        self.articles += 1;
        for term in &features.terms {
            *self.seen.entry(term.term).or_default() += 1;
        }
        self.today = self.today.max(features.day);
    }

    /// The article's unit vector: each term weighted by how often, how rare and where it stands.
    fn weigh(&self, features: &Features) -> Vec<(Term, f32)> {
        let mut vector: Vec<(Term, f32)> =
            features.terms.iter().map(|term| (term.term, term.weight * self.rarity(term))).collect();
        let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        if length > 0.0 {
            vector.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
        vector
    }

    /// Rarity in the news, lowered by what this stream has shown: a word that half of its articles hold says nothing.
    fn rarity(&self, term: &features::Weighted) -> f32 {
        const PRIOR: f32 = 60.0;
        let share = libm::expf(-term.rarity) * PRIOR;
        let seen = self.seen.get(&term.term).copied().unwrap_or(0) as f32;
        libm::logf((PRIOR + self.articles as f32) / (share + seen)).max(0.0)
    }

    /// The two stories that share most with an article.
    fn nearest(&self, vector: &[(Term, f32)], day: Option<i64>) -> (Option<Candidate>, Option<Candidate>) {
        let mut proposed: FxHashMap<u32, f32> = FxHashMap::default();
        for (term, weight) in heaviest(vector) {
            for &story in self.index.get(&term).map_or(&[][..], Vec::as_slice) {
                *proposed.entry(story).or_default() += weight * self.stories[story as usize].sum[&term];
            }
        }
        let mut proposed: Vec<(u32, f32)> = proposed
            .into_iter()
            .filter(|&(story, _)| self.awake(story, day))
            .map(|(story, product)| (story, product / self.length(story)))
            .collect();
        proposed.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        proposed.truncate(CANDIDATES_MAX);
        let mut found: Vec<Candidate> = proposed
            .into_iter()
            .map(|(story, _)| {
                let sum = &self.stories[story as usize].sum;
                let product: f32 =
                    vector.iter().filter_map(|(term, weight)| sum.get(term).map(|sum| weight * sum)).sum();
                Candidate { story, score: product * self.closeness(story, day) / self.length(story) }
            })
            .collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.story.cmp(&b.story)));
        let mut found = found.into_iter();
        (found.next(), found.next())
    }

    fn length(&self, story: u32) -> f32 {
        self.stories[story as usize].squares.sqrt().max(f32::MIN_POSITIVE)
    }

    fn awake(&self, story: u32, day: Option<i64>) -> bool {
        let story = &self.stories[story as usize];
        let Some(day) = day else { return true };
        story.last_day.is_none_or(|last| day - last <= self.settings.window_days)
            && story.first_day.is_none_or(|first| first - day <= self.settings.window_days)
    }

    /// From 1 for the same day down to about a half at the window's end.
    fn closeness(&self, story: u32, day: Option<i64>) -> f32 {
        let story = &self.stories[story as usize];
        let (Some(day), Some(first), Some(last)) = (day, story.first_day, story.last_day) else { return 1.0 };
        let apart = (day - last).max(first - day).max(0) as f32;
        1.0 / (1.0 + apart / self.settings.window_days.max(1) as f32)
    }

    /// A story asks the more, the more articles it has: what grows by chaining stops.
    fn needed(&self, story: u32) -> f32 {
        let articles = self.stories[story as usize].articles as f32;
        self.settings.join + 0.012 * libm::logf(articles.max(1.0))
    }

    fn begin(&mut self) -> u32 {
        self.stories.push(Story {
            sum: FxHashMap::default(),
            squares: 0.0,
            articles: 0,
            first_day: None,
            last_day: None,
            into: None,
        });
        self.stories.len() as u32 - 1
    }

    fn join(&mut self, at: u32, vector: &[(Term, f32)], day: Option<i64>) {
        let story = &mut self.stories[at as usize];
        story.articles += 1;
        story.first_day = earliest(story.first_day, day);
        story.last_day = story.last_day.max(day);
        for &(term, weight) in vector {
            let sum = story.sum.entry(term).or_insert_with(|| {
                self.index.entry(term).or_default().push(at);
                0.0
            });
            story.squares += weight * (2.0 * *sum + weight);
            *sum += weight;
        }
    }

    /// Merges the runner-up into the story when the new article showed that their cores are one.
    fn merge_into(&mut self, at: u32, other: Option<Candidate>) -> Vec<StoryId> {
        let Some(other) = other.filter(|other| other.score >= self.needed(other.story)) else {
            return Vec::new();
        };
        if self.alike(at, other.story) < self.settings.merge {
            return Vec::new();
        }
        let (keep, gone) = (at.min(other.story), at.max(other.story));
        if keep != at {
            // The placement names the story that the article is in, so the younger one must not vanish under it.
            return Vec::new();
        }
        let sum = std::mem::take(&mut self.stories[gone as usize].sum);
        for (term, weight) in sum {
            if let Some(stories) = self.index.get_mut(&term) {
                stories.retain(|&story| story != gone);
                if !stories.contains(&keep) {
                    stories.push(keep);
                }
            }
            *self.stories[keep as usize].sum.entry(term).or_default() += weight;
        }
        let (articles, first, last) = {
            let gone = &mut self.stories[gone as usize];
            gone.into = Some(keep);
            (gone.articles, gone.first_day, gone.last_day)
        };
        let kept = &mut self.stories[keep as usize];
        kept.squares = sorted(&kept.sum).map(|(_, weight)| weight * weight).sum();
        kept.articles += articles;
        kept.first_day = earliest(kept.first_day, first);
        kept.last_day = kept.last_day.max(last);
        vec![StoryId(gone + 1)]
    }

    /// What two stories' cores share, 0 to 1.
    fn alike(&self, a: u32, b: u32) -> f32 {
        let other = &self.stories[b as usize].sum;
        let product: f32 = sorted(&self.stories[a as usize].sum)
            .filter_map(|(term, weight)| other.get(&term).map(|other| weight * other))
            .sum();
        product / (self.length(a) * self.length(b))
    }

    fn reasons(
        &self,
        best: Candidate,
        vector: &[(Term, f32)],
        article: &Article,
        features: &Features,
    ) -> Vec<String> {
        let story = &self.stories[best.story as usize];
        let mut shared: Vec<(f32, &features::Weighted)> = vector
            .iter()
            .zip(&features.terms)
            .filter_map(|(&(term, weight), of)| story.sum.get(&term).map(|sum| (weight * sum, of)))
            .collect();
        shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.term.cmp(&b.1.term)));
        let words: Vec<String> =
            shared.iter().take(5).map(|(_, of)| format!("\u{201c}{}\u{201d}", of.printed(article))).collect();
        let mut why = Vec::new();
        if !words.is_empty() {
            why.push(format!("shares {} with {}", words.join(", "), StoryId(best.story + 1)));
        }
        if let (Some(day), Some(last)) = (features.day, story.last_day) {
            why.push(match (day - last).abs() {
                0 => "printed the same day".to_owned(),
                1 => "printed a day apart".to_owned(),
                days => format!("printed {days} days apart"),
            });
        }
        why
    }

    /// The earliest article that holds most of this one's wording.
    fn copy_of(&mut self, article: &Article) -> Option<ArticleId> {
        let shingles = copies::Shingles::of(&article.text);
        let mut hits: FxHashMap<u32, u32> = FxHashMap::default();
        for shingle in shingles.sample() {
            if let Some(&earlier) = self.shingles.get(&shingle) {
                *hits.entry(earlier).or_default() += 1;
            }
        }
        let mut hits: Vec<(u32, u32)> = hits.into_iter().collect();
        hits.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let copied = hits
            .iter()
            .take(3)
            .map(|&(earlier, _)| &self.placed[earlier as usize])
            .find(|(_, earlier)| shingles.containment(earlier) >= copies::COPY_MIN)
            .map(|(id, _)| id.clone());
        let at = self.placed.len() as u32;
        for shingle in shingles.sample() {
            self.shingles.entry(shingle).or_insert(at);
        }
        self.placed.push((article.id.clone(), shingles));
        copied
    }
}

/// So many terms of an article propose stories; the others only weigh.
const PROPOSING_MAX: usize = 48;
/// So many stories are looked at in full for one article.
const CANDIDATES_MAX: usize = 24;

/// The heaviest terms of a vector, ties by term.
fn heaviest(vector: &[(Term, f32)]) -> Vec<(Term, f32)> {
    let mut terms = vector.to_vec();
    terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    terms.truncate(PROPOSING_MAX);
    terms
}

/// The terms of a story in a fixed order, so that sums of floats are the same on every run.
fn sorted(sum: &FxHashMap<Term, f32>) -> impl Iterator<Item = (Term, f32)> {
    let mut terms: Vec<(Term, f32)> = sum.iter().map(|(&term, &weight)| (term, weight)).collect();
    terms.sort_unstable_by_key(|&(term, _)| term);
    terms.into_iter()
}

fn earliest(a: Option<i64>, b: Option<i64>) -> Option<i64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
