//! English.

use super::{Claims, Furniture, Language, Names, Quantities, Sentences, Speech, Times};

/// English, as news agencies and outlets of Britain, Ireland, North America, Australia, Africa and Asia write it.
pub static ENGLISH: Language = Language {
    code: "en",
    name: "English",
    sentences: SENTENCES,
    furniture: FURNITURE,
    times: TIMES,
    quantities: QUANTITIES,
    names: NAMES,
    speech: SPEECH,
    claims: CLAIMS,
};

const SENTENCES: Sentences = Sentences {
    abbreviations: &[
        "mr", "mrs", "ms", "dr", "prof", "gen", "sen", "rep", "gov", "st", "lt", "col", "sgt", "capt",
    ],
    closing_abbreviations: &["inc", "corp", "co", "ltd", "jr", "sr", "u.s", "u.k", "a.m", "p.m", "etc"],
    starters: &["the", "a", "an", "but", "and", "he", "she", "it", "they", "in", "on", "at", "we", "i"],
};

const FURNITURE: Furniture = Furniture {};

const TIMES: Times = Times {};

const QUANTITIES: Quantities = Quantities {};

const NAMES: Names = Names {};

const SPEECH: Speech = Speech {};

const CLAIMS: Claims = Claims {};
