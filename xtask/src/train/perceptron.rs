//! The averaged perceptron (Freund and Schapire 1999), sparse: a feature has weights only for classes that it was updated
//! for, and counts only once it was updated often enough (Goldberg and Elhadad 2011).

use engine::grammar::model::{self, Feature};
use rustc_hash::FxHashMap;

/// A classifier that learns.
pub(crate) struct Learner {
    classes: usize,
    /// How often a feature must be updated before it counts.
    updates_min: u32,
    rows: FxHashMap<Feature, Row>,
    time: u32,
}

#[derive(Default)]
struct Row {
    updates: u32,
    cells: Vec<Cell>,
}

struct Cell {
    class: u8,
    weight: i32,
    /// Sum of the weight over time, up to `since`.
    total: i64,
    since: u32,
}

/// Scores by class while learning.
pub(crate) type Scores = Vec<i64>;

impl Learner {
    /// A learner that knows nothing.
    pub(crate) fn new(classes: usize, updates_min: u32) -> Learner {
        Learner { classes, updates_min, rows: FxHashMap::default(), time: 0 }
    }

    /// The scores of all classes.
    pub(crate) fn score(&self, features: &[Feature]) -> Scores {
        let mut scores = vec![0; self.classes];
        for feature in features {
            let Some(row) = self.rows.get(feature) else { continue };
            if row.updates >= self.updates_min {
                for cell in &row.cells {
                    scores[usize::from(cell.class)] += i64::from(cell.weight);
                }
            }
        }
        scores
    }

    /// Counts one decision, right or wrong.
    pub(crate) fn step(&mut self) {
        self.time += 1;
    }

    /// Moves weight from the class that was chosen to the one that was right.
    pub(crate) fn update(&mut self, features: &[Feature], right: usize, chosen: usize) {
        for &feature in features {
            let row = self.rows.entry(feature).or_default();
            row.updates += 1;
            row.change(right as u8, 1, self.time);
            row.change(chosen as u8, -1, self.time);
        }
    }

    /// Adds to the weight of one feature for one class.
    pub(crate) fn change(&mut self, feature: Feature, class: u8, by: i32) {
        let row = self.rows.entry(feature).or_default();
        row.updates += 1;
        row.change(class, by, self.time);
    }

    /// The averaged model, weights in a byte.
    pub(crate) fn finish(&self, bits: u8) -> Vec<u8> {
        self.finish_within(bits, usize::MAX)
    }

    /// The averaged model, weights in a byte; the features that matter least are left out until it has at most
    /// `bytes_max` bytes.
    pub(crate) fn finish_within(&self, bits: u8, bytes_max: usize) -> Vec<u8> {
        let mut features = self.weights();
        let mut bytes = 4 << bits;
        let kept = features.iter().take_while(|(_, weights)| {
            bytes += 3 + 2 * weights.len();
            bytes <= bytes_max
        });
        let kept = kept.count();
        eprintln!("{} of {} features kept", kept, features.len());
        features.truncate(kept);
        model::write(self.classes, bits, &features)
    }

    /// The averaged model of a choice between three.
    pub(crate) fn finish_triples(&self, bits: u8) -> Vec<u8> {
        let triples: Vec<(Feature, [i8; 3])> = self
            .weights()
            .into_iter()
            .map(|(feature, weights)| {
                let mut triple = [0; 3];
                weights.iter().for_each(|&(class, weight)| triple[usize::from(class)] = weight);
                (feature, triple)
            })
            .collect();
        eprintln!("{} triples", triples.len());
        model::write_triples(bits, &triples)
    }

    /// The averaged weights of all features that count, the weightiest first.
    fn weights(&self) -> Vec<(Feature, Vec<(u8, i8)>)> {
        let counted = || self.rows.iter().filter(|(_, row)| row.updates >= self.updates_min);
        let largest = counted()
            .flat_map(|(_, row)| row.cells.iter().map(|cell| cell.average(self.time).abs()))
            .fold(1e-9, f64::max);
        let scale = model::WEIGHT_MAX / largest;
        let mut features: Vec<(Feature, Vec<(u8, i8)>)> = counted()
            .map(|(&feature, row)| (feature, row.quantised(self.time, scale)))
            .filter(|(_, weights)| !weights.is_empty())
            .collect();
        let weight_of = |weights: &[(u8, i8)]| weights.iter().map(|&(_, weight)| weight.unsigned_abs()).max();
        features.sort_by_key(|(feature, weights)| (std::cmp::Reverse(weight_of(weights)), *feature));
        features
    }
}

/// Weights whose byte is smaller than this are left out.
const ROOT_MIN: u8 = 2;

impl Row {
    fn change(&mut self, class: u8, by: i32, now: u32) {
        let at = self.cells.iter().position(|cell| cell.class == class);
        let at = at.unwrap_or_else(|| {
            self.cells.push(Cell { class, weight: 0, total: 0, since: now });
            self.cells.len() - 1
        });
        let cell = &mut self.cells[at];
        cell.total += i64::from(cell.weight) * i64::from(now - cell.since);
        cell.since = now;
        cell.weight += by;
    }

    fn quantised(&self, now: u32, scale: f64) -> Vec<(u8, i8)> {
        let mut weights: Vec<(u8, i8)> = self
            .cells
            .iter()
            .map(|cell| (cell.class, model::byte(cell.average(now) * scale)))
            .filter(|&(_, weight)| weight.unsigned_abs() >= ROOT_MIN)
            .collect();
        weights.sort_unstable();
        weights
    }
}

impl Cell {
    fn average(&self, now: u32) -> f64 {
        let total = self.total + i64::from(self.weight) * i64::from(now - self.since);
        total as f64 / f64::from(now.max(1))
    }
}

/// A shuffle that is the same every time (xorshift from a fixed seed).
pub(crate) struct Shuffle(u64);

impl Default for Shuffle {
    fn default() -> Shuffle {
        Shuffle(0x5eed_5eed_5eed_5eed)
    }
}

impl Shuffle {
    /// Another fixed order.
    pub(crate) fn seeded(seed: u64) -> Shuffle {
        Shuffle(Shuffle::default().0.rotate_left(seed as u32 * 7) ^ seed)
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }

    /// Shuffles (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
