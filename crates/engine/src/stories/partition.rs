//! Partition: how the articles of some stories hold together, looked at again without their order.

use super::Story;
use super::constraints::Constraints;
use super::core::{Likeness, Pair, Probe};
use super::evidence::{Evidence, Learned};

/// How stories are looked at again.
pub(super) struct Parting<'a> {
    pub(super) learned: &'a Learned,
    /// The odds that parts of different stories must reach to come together.
    pub(super) merge: f32,
    /// The odds that parts of one story must reach to stay together.
    pub(super) stay: f32,
    pub(super) constraints: &'a Constraints,
}

/// Articles that hold together: each by its story (of those given) and its place there.
pub(super) type Places = Vec<(usize, usize)>;

struct Part {
    places: Places,
    bundles: Vec<u32>,
    crowd: Pair,
    /// How like it is to each part before it.
    likes: Vec<Likeness>,
}

impl Part {
    fn articles(&self) -> f32 {
        self.places.len() as f32
    }

    /// The story that all its articles are from, if it is one.
    fn home(&self) -> Option<usize> {
        let first = self.places[0].0;
        self.places.iter().all(|&(story, _)| story == first).then_some(first)
    }
}

impl Parting<'_> {
    /// The parts that hold together, by their first articles; the most alike join first. Each article comes with what
    /// the others are compared with.
    pub(super) fn parts(&self, stories: &[&Story], probes: &[Probe]) -> Vec<Places> {
        let mut parts = singles(stories, probes);
        while let Some((a, b)) = tied(&parts).or_else(|| self.surest(&parts)) {
            join(&mut parts, a, b);
        }
        let mut parts: Vec<Places> = parts.into_iter().map(|part| part.places).collect();
        parts.iter_mut().for_each(|part| part.sort_unstable());
        parts.sort();
        parts
    }

    /// The surest two parts of those that are sure enough, the first of equals.
    fn surest(&self, parts: &[Part]) -> Option<(usize, usize)> {
        let mut best: Option<(f32, usize, usize)> = None;
        for high in 1..parts.len() {
            for low in 0..high {
                let value = self.above(&parts[low], &parts[high], parts[high].likes[low]);
                if value >= 0.0 && best.is_none_or(|(most, ..)| value > most) {
                    best = Some((value, low, high));
                }
            }
        }
        best.map(|(_, low, high)| (low, high))
    }

    /// The odds of two parts above what they must reach.
    fn above(&self, a: &Part, b: &Part, like: Likeness) -> f32 {
        if !self.constraints.may_join(&a.bundles, &b.bundles) {
            return f32::MIN;
        }
        let odds = self.learned.odds(&Evidence::between(like, [a.crowd, b.crowd]));
        let is_at_home = a.home().is_some_and(|home| b.home() == Some(home));
        odds - if is_at_home { self.stay } else { self.merge }
    }
}

/// A part for each article.
fn singles(stories: &[&Story], probes: &[Probe]) -> Vec<Part> {
    let all = stories.iter().enumerate().flat_map(|(nth, story)| {
        (0..story.vectors.len()).map(move |place| (nth, place, &story.vectors[place]))
    });
    let parts = all.enumerate().map(|(at, (nth, place, vector))| Part {
        places: vec![(nth, place)],
        bundles: stories[nth].bundle_of(stories[nth].members[place]).into_iter().collect(),
        crowd: vector.crowd,
        likes: probes[..at].iter().map(|probe| probe.like(vector)).collect(),
    });
    parts.collect()
}

/// Two parts that a person tied together.
fn tied(parts: &[Part]) -> Option<(usize, usize)> {
    let is_tied = |a: &Part, b: &Part| a.bundles.iter().any(|bundle| b.bundles.contains(bundle));
    let highs = (1..parts.len()).filter(|&high| !parts[high].bundles.is_empty());
    highs
        .flat_map(|high| (0..high).map(move |low| (low, high)))
        .find(|&(low, high)| is_tied(&parts[low], &parts[high]))
}

/// Puts part `b` into part `a`, which is before it.
fn join(parts: &mut Vec<Part>, a: usize, b: usize) {
    let lost = parts.remove(b);
    let (own, other) = (parts[a].articles(), lost.articles());
    let share = other / (own + other);
    let mean = |x: Likeness, y: Likeness| x.times(1.0 - share).plus(y.times(share));
    for at in 0..a {
        parts[a].likes[at] = mean(parts[a].likes[at], lost.likes[at]);
    }
    for (at, part) in parts.iter_mut().enumerate().skip(a + 1) {
        let from_lost = if at < b { lost.likes[at] } else { part.likes.remove(b) };
        part.likes[a] = mean(part.likes[a], from_lost);
    }
    let part = &mut parts[a];
    part.crowd = part.crowd.times(1.0 - share).plus(lost.crowd.times(share));
    part.places.extend(lost.places);
    part.bundles.extend(lost.bundles);
}
