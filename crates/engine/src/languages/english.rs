//! English.

use super::{Language, Sentences};

/// English, as news agencies and outlets of Britain, Ireland, North America, Australia, Africa and Asia write it.
pub static ENGLISH: Language = Language {
    code: "en",
    name: "English",
    sentences: Sentences {
        abbreviations: &[
            "mr", "mrs", "ms", "dr", "prof", "gen", "sen", "rep", "gov", "st", "lt", "col", "sgt", "capt",
        ],
        closing_abbreviations: &["inc", "corp", "co", "ltd", "jr", "sr", "u.s", "u.k", "a.m", "p.m", "etc"],
        starters: &["the", "a", "an", "but", "and", "he", "she", "it", "they", "in", "on", "at", "we", "i"],
    },
};
