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
    /// How words are cut into tokens.
    pub tokens: Tokens,
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

/// What the sentence splitter must know. Words are lower case and stand for the word in any case; an abbreviation with
/// a capital stands for the capitalised word alone (`Ill`, not `ill`). Abbreviations stand without their last stop.
#[derive(Debug)]
pub struct Sentences {
    /// Abbreviations that a sentence does not end after (`Mr`, `Gen`).
    pub abbreviations: &'static [&'static str],
    /// Abbreviations after which a sentence may also end (`inc`, `u.s`).
    pub closing_abbreviations: &'static [&'static str],
    /// Abbreviations of the clock (`p.m`), after which a sentence may end.
    pub clock_abbreviations: &'static [&'static str],
    /// Capitalised words that follow a clock abbreviation inside a sentence (`tuesday`, `edt`).
    pub clock_followers: &'static [&'static str],
    /// Words that are abbreviations only before a figure (`no`, `p`).
    pub numbered_abbreviations: &'static [&'static str],
    /// Words that begin a sentence far more often than they follow an abbreviation inside one (`the`, `but`, `he`).
    pub starters: &'static [&'static str],
    /// Names that end with an exclamation or question mark (`yahoo`).
    pub marked_names: &'static [&'static str],
    /// Verbs that tell who spoke after a quotation that ends with a question or exclamation mark (`asked`).
    pub sayings: &'static [&'static str],
}

/// How words are cut into tokens. All words are lower case, with plain apostrophes.
#[derive(Debug)]
pub struct Tokens {
    /// Endings that are tokens of their own (`'s`, `n't`).
    pub clitics: &'static [&'static str],
    /// Two words written as one, and the bytes of the first (`cannot`, 3).
    pub fused: &'static [(&'static str, usize)],
    /// Words that an apostrophe begins, without it (`em`, `til`).
    pub elisions: &'static [&'static str],
    /// First parts of words that a hyphen does not cut off (`non`, `anti`).
    pub prefixes: &'static [&'static str],
    /// Units that stand at a number without a space (`km`, `pm`).
    pub attached_units: &'static [&'static str],
}

/// Lines that pages put into bodies and that no reporter wrote.
#[derive(Debug)]
pub struct Furniture {
    /// Paragraphs that are furniture as a whole; the first rule that fits counts.
    pub rules: &'static [FurnitureRule],
    /// Headings of link lists (`related stories`); the open lines that follow are cut with them.
    pub list_headings: &'static [&'static str],
    /// Endings of a picture's caption that name who took it (`*(ap photo/*)`).
    pub caption_credits: &'static [&'static str],
    /// The months' names and short forms, lower case, as embedded posts print their day.
    pub months: &'static [&'static str],
    /// News agencies as datelines and bylines print them, and their names.
    pub agencies: &'static [(&'static str, &'static str)],
}

/// One reason to cut a paragraph, and how such paragraphs read.
///
/// A pattern is compared with the whole paragraph in its folded form (see [`crate::text::folded`]); `*` stands for any
/// words or none.
#[derive(Debug)]
pub struct FurnitureRule {
    /// What the reader of `removed` is told (`related link`).
    pub name: &'static str,
    /// Longer paragraphs are never cut by this rule, in words.
    pub words_max: usize,
    /// Whether the paragraph must end without a stop, as headlines and labels do.
    pub open: bool,
    /// How such paragraphs read.
    pub patterns: &'static [&'static str],
}

/// The words of times.
#[derive(Debug)]
pub struct Times {}

/// The words of numbers.
#[derive(Debug)]
pub struct Quantities {}

/// The words around names. All are lower case and without the stop of an abbreviation.
#[derive(Debug, Default)]
pub struct Names {
    /// Words before the name of a man (`mr`).
    pub honorifics_male: &'static [&'static str],
    /// Words before the name of a woman (`mrs`).
    pub honorifics_female: &'static [&'static str],
    /// Words before the name of any person that name no office (`dr`).
    pub honorifics: &'static [&'static str],
    /// Offices and ranks that stand before a name (`senator`) or for the person (`the senator`).
    pub titles: &'static [&'static str],
    /// Words before an office that belong to it (`vice`, `deputy`, `former`).
    pub title_modifiers: &'static [&'static str],
    /// What a person is called after the name or instead of it, never with a capital before it (`lawyer`).
    pub roles: &'static [&'static str],
    /// Offices, roles and kin that are men.
    pub roles_male: &'static [&'static str],
    /// Offices, roles and kin that are women.
    pub roles_female: &'static [&'static str],
    /// Words after a person's last name that belong to it (`jr`).
    pub person_suffixes: &'static [&'static str],
    /// Words in lower case inside a person's name (`de`, `van`, `bin`).
    pub particles: &'static [&'static str],
    /// Words that end the name of a company (`inc`).
    pub organisation_suffixes: &'static [&'static str],
    /// Nouns of organisations (`university`, `ministry`).
    pub organisation_heads: &'static [&'static str],
    /// Nouns of places that stand last (`street`, `county`).
    pub place_heads: &'static [&'static str],
    /// Nouns of places that stand first (`mount`, `lake`).
    pub place_starts: &'static [&'static str],
    /// Nouns of laws, events, works, prizes, products (`act`, `war`, `prize`).
    pub other_heads: &'static [&'static str],
    /// Peoples, languages, faiths and their adjectives (`haitian`).
    pub peoples: &'static [&'static str],
    /// Days and months, which have capitals and are no names.
    pub calendar: &'static [&'static str],
    /// Words that have a capital and are no names (`i`, `mr`'s relatives in other uses).
    pub never: &'static [&'static str],
    /// Points of the compass and other adjectives of places (`north`, `upper`).
    pub compass: &'static [&'static str],
    /// Pronouns for one man.
    pub pronouns_male: &'static [&'static str],
    /// Pronouns for one woman.
    pub pronouns_female: &'static [&'static str],
    /// Pronouns for one thing or organisation.
    pub pronouns_thing: &'static [&'static str],
    /// Verbs of speaking, in the forms that stand beside a name.
    pub speaking: &'static [&'static str],
    /// Prepositions before a place (`in`, `near`).
    pub place_prepositions: &'static [&'static str],
    /// Other names of one thing, each with the name that it is joined under (`u.s.`, `united states`).
    pub aliases: &'static [(&'static str, &'static str)],
    /// Single words and what they are: see `data/names/README.md`.
    pub words: &'static str,
    /// Well-known names of one word or more and what they are: see `data/names/README.md`.
    pub phrases: &'static str,
}

/// The words of reported speech and of sources.
#[derive(Debug)]
pub struct Speech {}

/// The words that decide whether two claims are one.
#[derive(Debug)]
pub struct Claims {
    /// Words, lower case, by which a text says that it is a press release (`business wire`).
    pub release_words: &'static [&'static str],
    /// Words that say the same of an event: one row a meaning, stems' full forms or two words with a space (`step down`).
    pub synonyms: &'static [&'static [&'static str]],
    /// Words that deny, dispute or contradict, as lemmas.
    pub denials: &'static [&'static str],
    /// Phrases that deny what somebody else said.
    pub denial_phrases: &'static [&'static str],
    /// Words that turn a statement around (`not`, `never`).
    pub negations: &'static [&'static str],
    /// Words around a number that say which moment or part it counts: one row a scope (`peak`, `total`).
    pub scopes: &'static [&'static [&'static str]],
    /// First words of a sentence that leans on the one before it (`he`, `but`, `meanwhile`).
    pub leaning: &'static [&'static str],
    /// Nouns that can count the same people: one row a kind (`people`, `migrants`).
    pub counted_alike: &'static [&'static [&'static str]],
}

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
