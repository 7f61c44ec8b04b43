//! Evidence: what speaks for and against two articles or stories telling of one event, in numbers.
//!
//! Each number is a share or a logarithm; `weights` says what it counts.

use super::core::{Core, each_shared};

/// How many numbers there are.
pub const FACTS: usize = 19;

/// What each number is.
pub const NAMES: [&str; FACTS] = [
    "body, mean of all pairs",
    "body, of the cores",
    "title and lead, mean of all pairs",
    "title and lead, of the cores",
    "names, of the cores",
    "other words, of the cores",
    "titles, of the cores",
    "title in the other's body, mean of all pairs",
    "articles of the smaller, logarithm",
    "articles of the larger, logarithm",
    "fortnights between them",
    "both name the same day",
    "not both name a day",
    "years named, of the cores",
    "not both name a year",
    "against near stories, of the cores",
    "against near stories, mean of all pairs",
    "how much else is near, both together",
    "how much else is near, the larger",
];

/// What each fact counts for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Learned {
    /// A weight for each fact, in the order of [`NAMES`].
    pub weights: [f32; FACTS],
    /// The odds where all facts are zero.
    pub base: f32,
}

/// What speaks for and against two cores being of one event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence(pub [f32; FACTS]);

/// Farther apart than this is all the same.
const FORTNIGHTS_MAX: f32 = 2.0;

impl Evidence {
    /// Compares two cores; the order makes no difference.
    pub(super) fn between(a: &Core, b: &Core) -> Evidence {
        let (mut body, mut lead, mut title, mut local) = (0.0, 0.0, 0.0, 0.0);
        let (mut names, mut crossed) = (0.0, 0.0);
        each_shared(a, b, |left, right| {
            let (x, y) = (left.weights, right.weights);
            body += x.body * y.body;
            lead += x.lead * y.lead;
            title += x.title * y.title;
            local += x.local * y.local;
            crossed += x.title * y.body + x.body * y.title;
            if left.named + right.named > 0 {
                names += x.body * y.body;
            }
        });
        let pairs = a.articles as f32 * b.articles as f32;
        let size = |articles: u32| libm::logf(articles.max(1) as f32);
        let (is_same_day, no_day) = days(a, b);
        let (years, no_year) = years(a, b);
        Evidence([
            body / pairs,
            share(body, a.lengths.body, b.lengths.body),
            lead / pairs,
            share(lead, a.lengths.lead, b.lengths.lead),
            share(names, a.names_length, b.names_length),
            share(body - names, a.others_length, b.others_length),
            share(title, a.lengths.title, b.lengths.title),
            crossed / pairs,
            size(a.articles.min(b.articles)),
            size(a.articles.max(b.articles)),
            fortnights(a, b).min(FORTNIGHTS_MAX),
            is_same_day,
            no_day,
            years,
            no_year,
            share(local, a.lengths.local, b.lengths.local),
            local / pairs,
            a.density + b.density,
            a.density.max(b.density),
        ])
    }
}

impl Learned {
    /// How sure it is that both are of one event, as the logarithm of the odds.
    pub(super) fn odds(&self, evidence: &Evidence) -> f32 {
        evidence.0.iter().zip(self.weights).map(|(fact, weight)| fact * weight).sum::<f32>() + self.base
    }
}

/// The probability of such odds, 0 to 1.
pub(super) fn probability(odds: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-odds))
}

fn share(product: f32, a: f32, b: f32) -> f32 {
    if a > 0.0 && b > 0.0 { (product / (a * b)).clamp(0.0, 1.0) } else { 0.0 }
}

/// Days of printing between two cores, in fortnights; none where a day is unknown.
fn fortnights(a: &Core, b: &Core) -> f32 {
    let (Some(a), Some(b)) = (a.days, b.days) else { return 0.0 };
    (a.0 - b.1).max(b.0 - a.1).max(0) as f32 / 14.0
}

fn days(a: &Core, b: &Core) -> (f32, f32) {
    if a.dates.is_empty() || b.dates.is_empty() {
        return (0.0, 1.0);
    }
    let is_shared = a.dates.iter().any(|(day, _)| b.dates.binary_search_by_key(day, |&(day, _)| day).is_ok());
    (if is_shared { 1.0 } else { 0.0 }, 0.0)
}

fn years(a: &Core, b: &Core) -> (f32, f32) {
    if a.years.is_empty() || b.years.is_empty() {
        return (0.0, 1.0);
    }
    let squares = |core: &Core| core.years.iter().map(|&(_, n)| n as f32 * n as f32).sum::<f32>().sqrt();
    let shared = a.years.iter().filter_map(|&(year, n)| {
        let at = b.years.binary_search_by_key(&year, |&(year, _)| year).ok()?;
        Some(n as f32 * b.years[at].1 as f32)
    });
    (share(shared.sum(), squares(a), squares(b)), 0.0)
}
