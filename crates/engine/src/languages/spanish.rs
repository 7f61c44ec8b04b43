//! Spanish: so far its times and numbers, as the proof that a language is a table.

pub mod quantities;
pub mod times;
