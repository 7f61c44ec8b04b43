//! What each fact of [`super::evidence`] counts. Found by `cargo xtask train groups`; see
//! `crates/engine/data/README.md`.

use super::evidence::Learned;

/// The weights, in the order of [`super::evidence::NAMES`].
pub(super) const LEARNED: Learned = Learned {
    weights: [
        20.0,  // how like the texts are, titles included
        10.5,  // how like titles and leads are
        -7.25, // how like the nearest others are, by text
        -6.0,  // how like the nearest others are, by title and lead
        -5.4,  // fortnights between them, at most one
    ],
    base: -1.4,
};
