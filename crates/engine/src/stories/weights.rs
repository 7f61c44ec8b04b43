//! What each fact of [`super::evidence`] counts. Made by `cargo xtask train groups`; see
//! `crates/engine/data/README.md`.

use super::evidence::Learned;

/// The weights, in the order of [`super::evidence::NAMES`].
pub(super) const LEARNED: Learned = Learned {
    weights: [
        2.74,  // body, mean of all pairs
        -0.8,  // body, of the cores
        5.43,  // title and lead, mean of all pairs
        2.16,  // title and lead, of the cores
        3.88,  // names, of the cores
        2.31,  // other words, of the cores
        1.71,  // titles, of the cores
        -3.25, // title in the other's body, mean of all pairs
        -1.85, // articles of the smaller, logarithm
        -0.41, // articles of the larger, logarithm
        -4.59, // fortnights between them
        1.17,  // both name the same day
        0.4,   // not both name a day
        2.06,  // years named, of the cores
        0.74,  // not both name a year
        9.3,   // against near stories, of the cores
        -1.16, // against near stories, mean of all pairs
        -5.62, // how much else is near, both together
        6.37,  // how much else is near, the larger
    ],
    base: -4.33,
};
