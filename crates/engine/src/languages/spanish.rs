//! Spanish, from tables alone: sentences, tokens, numbers, times, direct quotations and their sources. Names and indirect
//! speech want more than tables, so of those nothing is said.

mod claims;
mod furniture;
mod grammar;
mod quantities;
mod speech;
mod times;
mod tolls;

use super::{Language, Lemmas, Names};

/// Spanish, as outlets of Spain and Latin America write it.
pub static SPANISH: Language = Language {
    code: "es",
    name: "Español",
    common: &[
        "el", "los", "las", "y", "del", "una", "con", "por", "para", "pero", "más", "fue", "según", "su",
        "al", "como", "este", "había", "también",
    ],
    sentences: grammar::SENTENCES,
    tokens: grammar::TOKENS,
    lemmas: Lemmas {
        verbs: &[],
        nouns: &[],
        adjectives: &[],
        others: &[],
        pasts: &[],
        gerunds: &[],
        presents: &[],
        plurals: &[],
        degrees: &[],
    },
    models: None,
    small_words: grammar::SMALL_WORDS,
    furniture: furniture::FURNITURE,
    times: times::TIMES,
    quantities: &quantities::QUANTITIES,
    names: NAMES,
    speech: speech::SPEECH,
    claims: claims::CLAIMS,
};

/// No tables of names: none are found.
const NAMES: Names = Names {
    honorifics_male: &[],
    honorifics_female: &[],
    honorifics: &[],
    titles: &[],
    title_modifiers: &[],
    roles: &[],
    roles_male: &[],
    roles_female: &[],
    person_suffixes: &[],
    particles: &[],
    given_names: &[],
    organisation_suffixes: &[],
    organisation_heads: &[],
    place_heads: &[],
    place_starts: &[],
    other_heads: &[],
    peoples: &[],
    calendar: &[],
    never: &[],
    compass: &[],
    pronouns_male: &[],
    pronouns_female: &[],
    pronouns_thing: &[],
    speaking: &[],
    place_prepositions: &[],
    aliases: &[],
    weights: &[],
    words: "",
    phrases: "",
};
