//! What each fact of [`super::evidence`] counts. Made by `cargo xtask train groups`; see
//! `crates/engine/data/README.md`.

use super::evidence::Learned;

/// The weights, in the order of [`super::evidence::NAMES`].
pub(super) const LEARNED: Learned = Learned {
    weights: [
        10.05, // body, mean of all pairs
        4.21,  // body, of the cores
        2.42,  // title and lead, mean of all pairs
        3.34,  // title and lead, of the cores
        2.64,  // names, of the cores
        1.88,  // other words, of the cores
        1.78,  // titles, of the cores
        -2.37, // title in the other's body, mean of all pairs
        -1.92, // articles of the smaller, logarithm
        -0.62, // articles of the larger, logarithm
        -2.57, // fortnights between them
        1.35,  // both name the same day
        0.21,  // not both name a day
        1.73,  // years named, of the cores
        0.7,   // not both name a year
        -0.05, // against near stories, of the cores
        -7.27, // against near stories, mean of all pairs
        -3.22, // how much else is near, both together
        -2.04, // how much else is near, the larger
    ],
    base: -4.17,
};
