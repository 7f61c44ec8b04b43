//! Evidence: what speaks for and against two articles or stories telling of one event, in numbers.
//!
//! All numbers are means over pairs of articles, one of each side: so a large story is not joined by whatever is like
//! a single one of its articles, and two stories are as near as their articles are. What is like a crowd of others
//! must be more like to be one.

use super::core::{Likeness, Pair};

/// How many numbers there are.
pub const FACTS: usize = 5;

/// What each number is.
pub const NAMES: [&str; FACTS] = [
    "how like the texts are, titles included",
    "how like titles and leads are",
    "how like the nearest others are, by text",
    "how like the nearest others are, by title and lead",
    "fortnights between them, at most one",
];

/// What each fact counts for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Learned {
    /// A weight for each fact, in the order of [`NAMES`].
    pub weights: [f32; FACTS],
    /// The odds where all facts are zero.
    pub base: f32,
}

/// What speaks for and against two sides being of one event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence(pub [f32; FACTS]);

impl Evidence {
    /// Of two sides that are so much alike, and as like to the nearest others each.
    pub(super) fn between(like: Likeness, crowds: [Pair; 2]) -> Evidence {
        let crowd = crowds[0].plus(crowds[1]).times(0.5);
        Evidence([like.words.body, like.words.lead, crowd.body, crowd.lead, like.apart])
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

/// Days between the nearest articles of both, none where a day is unknown.
pub(super) fn days_apart(a: Option<(i32, i32)>, b: Option<(i32, i32)>) -> Option<i32> {
    let (a, b) = (a?, b?);
    Some(a.0.saturating_sub(b.1).max(b.0.saturating_sub(a.1)).max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowd_must_be_outdone() {
        let learned = Learned { weights: [20.0, 10.0, -10.0, -5.0, -4.0], base: -1.0 };
        let like = Likeness { words: Pair { body: 0.5, lead: 0.25 }, apart: 0.5 };
        let odds = |body| learned.odds(&Evidence::between(like, [Pair { body, lead: 0.0 }, Pair::default()]));
        assert!((odds(0.0) - 9.5).abs() < 1e-5 && (odds(0.4) - 7.5).abs() < 1e-5);
        assert_eq!(days_apart(Some((1, 9)), Some((4, 5))), Some(0));
        assert_eq!(days_apart(None, Some((4, 5))), None);
    }
}
