//! Tags from tables, for a language of which nothing was learned.
//!
//! Small words and endings tell articles, prepositions, pronouns, adverbs and verbs; signs tell themselves; what has a
//! capital is a name, and the rest are nouns. That is enough to see who is said to speak beside a reporting verb.

use std::ops::Range;

use super::Tag;
use crate::languages::{Language, SmallWords};
use crate::text::is_quotation_mark;

/// A table's words by the tag that they get; the first list that has a word counts.
type Row = (fn(&SmallWords) -> &'static [&'static str], Tag);

const WORDS: &[Row] = &[
    (|table| table.determiners, Tag::Dt),
    (|table| table.possessives, Tag::PrpS),
    (|table| table.prepositions, Tag::In),
    (|table| table.conjunctions, Tag::Cc),
    (|table| table.pronouns, Tag::Prp),
    (|table| table.relatives, Tag::Wp),
    (|table| table.adverbs, Tag::Rb),
    (|table| table.verbs, Tag::Vbd),
];

const ENDINGS: &[Row] = &[
    (|table| table.adverb_endings, Tag::Rb),
    (|table| table.verb_endings, Tag::Vbd),
    (|table| table.plural_endings, Tag::Nns),
];

/// Tags the tokens of one sentence. `word` gives a token as printed and its lower-case form.
pub(super) fn tag<'w>(
    language: &Language,
    sentence: Range<usize>,
    word: impl Fn(usize) -> (&'w str, &'w str),
    tags: &mut [Tag],
) {
    let mut open = true;
    for token in sentence {
        let (form, lower) = word(token);
        tags[token] = if form.contains(char::is_alphanumeric) {
            of_word(form, lower, language)
        } else {
            of_sign(form, open)
        };
        if matches!(tags[token], Tag::OpenQuote | Tag::CloseQuote) {
            open = tags[token] == Tag::CloseQuote;
        }
    }
}

fn of_word(form: &str, lower: &str, language: &Language) -> Tag {
    let table = &language.small_words;
    if form.starts_with(|c: char| c.is_ascii_digit()) {
        return Tag::Cd;
    }
    if let Some(&(_, tag)) = WORDS.iter().find(|(list, _)| list(table).contains(&lower)) {
        return tag;
    }
    let reports = language.speech.verbs.iter().any(|verb| verb.forms.split(' ').any(|form| form == lower));
    if reports {
        return Tag::Vbd;
    }
    if form.starts_with(char::is_uppercase) {
        return Tag::Nnp;
    }
    let ending = |(list, _): &&Row| {
        list(table).iter().any(|ending| lower.len() > ending.len() && lower.ends_with(ending))
    };
    ENDINGS.iter().find(ending).map_or(Tag::Nn, |&(_, tag)| tag)
}

fn of_sign(form: &str, open: bool) -> Tag {
    match form.chars().next().unwrap_or(' ') {
        '.' | '!' | '?' | '…' => Tag::Stop,
        ',' => Tag::Comma,
        ':' | ';' | '—' | '–' => Tag::Colon,
        '-' => Tag::Hyph,
        '(' | '[' | '{' => Tag::LeftBracket,
        ')' | ']' | '}' => Tag::RightBracket,
        '$' | '€' | '£' | '¥' => Tag::Currency,
        '«' | '“' | '„' | '‘' => Tag::OpenQuote,
        '»' | '”' | '’' => Tag::CloseQuote,
        c if is_quotation_mark(c) => {
            if open {
                Tag::OpenQuote
            } else {
                Tag::CloseQuote
            }
        }
        _ => Tag::Sym,
    }
}
