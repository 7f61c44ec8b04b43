//! Partition: whether the articles of one story hold together, looked at again without their order.

use super::core::Core;
use super::evidence::{Evidence, Learned};
use super::{Story, Weighed};

/// How a story is looked at again.
pub(super) struct Parting<'a> {
    pub(super) learned: &'a Learned,
    /// The odds that parts must reach to stay together.
    pub(super) least: f32,
    /// Sees everything that is weighed.
    pub(super) watch: &'a mut dyn FnMut(&Weighed<'_>),
}

/// A part of a story: its articles by place in the story, and what they share.
struct Part {
    places: Vec<usize>,
    numbers: Vec<u32>,
    core: Core,
}

impl Parting<'_> {
    /// The parts of a story that hold together, by their first articles: one if all do. The most alike join first.
    pub(super) fn parts(&mut self, story: &Story) -> Vec<Vec<usize>> {
        let part = |(at, vector)| Part {
            places: vec![at],
            numbers: vec![story.members[at]],
            core: Core::of(vector),
        };
        let mut parts: Vec<Part> = story.vectors.iter().enumerate().map(part).collect();
        let mut odds: Vec<Vec<f32>> = (0..parts.len()).map(|at| self.row(&parts, at, at)).collect();
        while let Some((a, b)) = best(&odds, self.least) {
            let joined = parts.remove(b);
            odds.remove(b);
            odds.iter_mut().filter(|row| row.len() > b).for_each(|row| {
                row.remove(b);
            });
            let into = &mut parts[a];
            into.core = into.core.joined(&joined.core);
            into.places.extend(joined.places);
            into.numbers.extend(joined.numbers);
            let fresh = self.row(&parts, a, parts.len());
            for (other, &value) in fresh.iter().enumerate().filter(|&(other, _)| other != a) {
                odds[a.max(other)][a.min(other)] = value;
            }
        }
        let mut parts: Vec<Vec<usize>> = parts.into_iter().map(|part| part.places).collect();
        parts.iter_mut().for_each(|part| part.sort_unstable());
        parts.sort();
        parts
    }

    /// The odds of one part with the first `others` parts.
    fn row(&mut self, parts: &[Part], at: usize, others: usize) -> Vec<f32> {
        let mut row = Vec::with_capacity(others);
        for other in 0..others {
            let evidence = Evidence::between(&parts[at].core, &parts[other].core);
            if other != at {
                (self.watch)(&Weighed { left: &parts[at].numbers, right: &parts[other].numbers, evidence });
            }
            row.push(self.learned.odds(&evidence));
        }
        row
    }
}

/// The surest pair, the first of equals.
fn best(odds: &[Vec<f32>], least: f32) -> Option<(usize, usize)> {
    let mut best: Option<(f32, usize, usize)> = None;
    for (high, row) in odds.iter().enumerate() {
        for (low, &value) in row.iter().enumerate() {
            if value >= least && best.is_none_or(|(most, ..)| value > most) {
                best = Some((value, low, high));
            }
        }
    }
    best.map(|(_, low, high)| (low, high))
}
