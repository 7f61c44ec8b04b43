//! The story in a few cited sentences.
