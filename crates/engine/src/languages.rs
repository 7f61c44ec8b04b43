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
    /// Lines that pages put into bodies and that no reporter wrote.
    pub furniture: Furniture,
    /// The words of times.
    pub times: Times,
    /// The words of numbers.
    pub quantities: Quantities,
    /// The words around names.
    pub names: Names,
    /// The words of reported speech and of sources.
    pub speech: Speech,
    /// The words that decide whether two claims are one.
    pub claims: Claims,
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

/// Lines that pages put into bodies and that no reporter wrote.
#[derive(Debug)]
pub struct Furniture {}

/// The words of times.
#[derive(Debug)]
pub struct Times {}

/// The words of numbers.
#[derive(Debug)]
pub struct Quantities {}

/// The words around names.
#[derive(Debug)]
pub struct Names {}

/// The words of reported speech and of sources.
#[derive(Debug)]
pub struct Speech {}

/// The words that decide whether two claims are one.
#[derive(Debug)]
pub struct Claims {}

/// Every language the engine reads.
pub static ALL: &[&Language] = &[&ENGLISH];

impl Language {
    /// The language of a BCP 47 tag (`en-GB`); English, the first of [`ALL`], for a tag that is missing or unknown.
    #[must_use]
    pub fn of(tag: Option<&str>) -> &'static Language {
        let primary = tag.and_then(|tag| tag.split(['-', '_']).next()).unwrap_or("");
        ALL.iter().find(|language| language.code.eq_ignore_ascii_case(primary)).unwrap_or(&ALL[0])
    }
}
