//! Spanish: so far its times, as the proof that a language is a table.

pub mod times;
