//! What a linguist knows of a language, as tables: one language, one file.

mod english;

pub use english::ENGLISH;

/// Everything the engine knows of one language.
#[derive(Debug)]
pub struct Language {
    /// BCP 47 primary tag (`en`).
    pub code: &'static str,
    /// The language's own name (`English`).
    pub name: &'static str,
    /// Where sentences end and where they only seem to.
    pub sentences: Sentences,
}

/// What the sentence splitter must know.
#[derive(Debug)]
pub struct Sentences {
    /// Abbreviations, lower case, without their last stop, that a sentence seldom ends after (`mr`, `gen`, `no`).
    pub abbreviations: &'static [&'static str],
    /// Abbreviations, lower case, without their last stop, after which a sentence may also end (`inc`, `u.s`, `p.m`).
    pub closing_abbreviations: &'static [&'static str],
    /// Words that begin a sentence far more often than they follow an abbreviation inside one (`the`, `but`, `he`).
    pub starters: &'static [&'static str],
}

/// Every language the engine reads.
pub static ALL: &[&Language] = &[&ENGLISH];
