//! Partition: how the articles of some stories hold together, looked at again without their order.

use super::constraints::Constraints;
use super::core::Core;
use super::evidence::{Evidence, Learned};
use super::{Story, Weighed};

/// How stories are looked at again.
pub(super) struct Parting<'a> {
    pub(super) learned: &'a Learned,
    /// The odds that parts of different stories must reach to come together.
    pub(super) merge: f32,
    /// The odds that parts of one story must reach to stay together.
    pub(super) stay: f32,
    pub(super) constraints: &'a Constraints,
    /// Sees everything that is weighed.
    pub(super) watch: &'a mut dyn FnMut(&Weighed<'_>),
}

/// Articles that hold together: each by its story (of those given) and its place there.
pub(super) type Places = Vec<(usize, usize)>;

struct Part {
    places: Places,
    numbers: Vec<u32>,
    bundles: Vec<u32>,
    core: Core,
}

impl Part {
    fn join(&mut self, other: Part) {
        self.core = self.core.joined(&other.core);
        self.places.extend(other.places);
        self.numbers.extend(other.numbers);
        self.bundles.extend(other.bundles);
    }

    /// The story that all its articles are from, if it is one.
    fn home(&self) -> Option<usize> {
        let first = self.places[0].0;
        self.places.iter().all(|&(story, _)| story == first).then_some(first)
    }
}

impl Parting<'_> {
    /// The parts that hold together, by their first articles. The most alike join first.
    pub(super) fn parts(&mut self, stories: &[&Story]) -> Vec<Places> {
        let mut parts = self.bundled(stories);
        let mut odds: Vec<Vec<f32>> = (0..parts.len()).map(|at| self.row(&parts, at, at)).collect();
        while let Some((a, b)) = surest(&odds) {
            let joined = parts.remove(b);
            odds.remove(b);
            odds.iter_mut().filter(|row| row.len() > b).for_each(|row| {
                row.remove(b);
            });
            parts[a].join(joined);
            let fresh = self.row(&parts, a, parts.len());
            for (other, &value) in fresh.iter().enumerate().filter(|&(other, _)| other != a) {
                odds[a.max(other)][a.min(other)] = value;
            }
        }
        let mut parts: Vec<Places> = parts.into_iter().map(|part| part.places).collect();
        parts.iter_mut().for_each(|part| part.sort_unstable());
        parts.sort();
        parts
    }

    /// A part for each article; those that a person tied together are one.
    fn bundled(&self, stories: &[&Story]) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for (nth, story) in stories.iter().enumerate() {
            for (place, (vector, &number)) in story.vectors.iter().zip(&story.members).enumerate() {
                let bundle = story.bundle_of(number);
                let part = Part {
                    places: vec![(nth, place)],
                    numbers: vec![number],
                    bundles: bundle.into_iter().collect(),
                    core: Core::of(vector),
                };
                let tied =
                    bundle.and_then(|bundle| parts.iter_mut().find(|part| part.bundles.contains(&bundle)));
                match tied {
                    Some(tied) => tied.join(part),
                    None => parts.push(part),
                }
            }
        }
        parts
    }

    /// The odds of one part with the first `others` parts, above what they must reach.
    fn row(&mut self, parts: &[Part], at: usize, others: usize) -> Vec<f32> {
        let mut row = Vec::with_capacity(others);
        for other in 0..others {
            let (left, right) = (&parts[at], &parts[other]);
            if other == at || !self.constraints.may_join(&left.bundles, &right.bundles) {
                row.push(f32::MIN);
                continue;
            }
            let evidence = Evidence::between(&left.core, &right.core);
            (self.watch)(&Weighed { left: &left.numbers, right: &right.numbers, evidence });
            let is_at_home = left.home().is_some_and(|home| right.home() == Some(home));
            row.push(self.learned.odds(&evidence) - if is_at_home { self.stay } else { self.merge });
        }
        row
    }
}

/// The surest pair of those that are sure enough, the first of equals.
fn surest(odds: &[Vec<f32>]) -> Option<(usize, usize)> {
    let mut best: Option<(f32, usize, usize)> = None;
    for (high, row) in odds.iter().enumerate() {
        for (low, &value) in row.iter().enumerate() {
            if value >= 0.0 && best.is_none_or(|(most, ..)| value > most) {
                best = Some((value, low, high));
            }
        }
    }
    best.map(|(_, low, high)| (low, high))
}
