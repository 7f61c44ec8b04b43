//! What the tagger and the parser see of each token.

use super::Grammar;
use super::classes::Classes;
use super::model::hashed;
use crate::text::plain;

/// A token as numbers: everything about it that does not depend on its neighbours.
#[derive(Clone, Copy, Debug, Default)]
pub struct Atom {
    /// The form, figures as `0`.
    pub form: u32,
    /// The lower-case form, figures as `0`.
    pub lower: u32,
    /// The last two characters, lower case.
    pub suffix2: u32,
    /// The last three characters, lower case.
    pub suffix3: u32,
    /// The last four characters, lower case.
    pub suffix4: u32,
    /// The first three characters, lower case.
    pub prefix3: u32,
    /// Capitals, figures and marks, and for marks what they touch.
    pub shape: u32,
    /// Word class of the form, or of its lower-case form.
    pub class: u32,
    /// Group of that class.
    pub group: u32,
    /// Word class of the lower-case form.
    pub lower_class: u32,
}

/// The atoms of all tokens of a text.
#[must_use]
pub fn of(text: &str, grammar: &Grammar, classes: &Classes<'_>) -> Vec<Atom> {
    let touches = |a: usize, b: usize| grammar.spans[a].end == grammar.spans[b].start;
    let mut form = String::new();
    (0..grammar.len())
        .map(|token| {
            let after = token > 0 && touches(token - 1, token);
            let before = token + 1 < grammar.len() && touches(token, token + 1);
            form.clear();
            form.extend(grammar.spans[token].of(text).chars().map(normal));
            atom(&form, grammar.lower(token), after, before, classes)
        })
        .collect()
}

/// The form of a token that classes are kept by: plain marks but for quotation marks, figures as `0`.
#[must_use]
pub fn normal(c: char) -> char {
    match c {
        '0'..='9' => '0',
        '“' | '”' | '«' | '»' | '„' => c,
        _ => plain(c),
    }
}

fn atom(form: &str, lower: &str, after: bool, before: bool, classes: &Classes<'_>) -> Atom {
    let figures = lower.bytes().any(|byte| byte.is_ascii_digit());
    let lower_hash = if figures { hashed(form.to_lowercase().as_bytes()) } else { hashed(lower.as_bytes()) };
    let form_hash = hashed(form.as_bytes());
    let lower_class = classes.of(lower_hash);
    let class = match classes.of(form_hash) {
        class if class.class > 0 => class,
        _ => lower_class,
    };
    Atom {
        form: form_hash,
        lower: lower_hash,
        suffix2: suffix(lower, 2),
        suffix3: suffix(lower, 3),
        suffix4: suffix(lower, 4),
        prefix3: prefix(lower, 3),
        shape: shape(form, after, before),
        class: class.class.into(),
        group: class.group.into(),
        lower_class: lower_class.class.into(),
    }
}

fn suffix(word: &str, chars: usize) -> u32 {
    let start = word.char_indices().rev().nth(chars - 1).map_or(0, |(at, _)| at);
    hashed(&word.as_bytes()[start..])
}

fn prefix(word: &str, chars: usize) -> u32 {
    let end = word.char_indices().nth(chars).map_or(word.len(), |(at, _)| at);
    hashed(&word.as_bytes()[..end])
}

/// Kinds of characters in their order, runs shortened to two; for a token of marks, the characters and what they touch.
fn shape(form: &str, after: bool, before: bool) -> u32 {
    if !form.contains(char::is_alphanumeric) {
        return hashed(form.as_bytes()) ^ (1 + u32::from(after) + 2 * u32::from(before));
    }
    let (mut code, mut last, mut run) = (7_u32, 0, 0);
    for c in form.chars() {
        let kind = kind(c);
        run = if kind == last { run + 1 } else { 0 };
        last = kind;
        if run < 2 {
            code = code.wrapping_mul(31).wrapping_add(kind);
        }
    }
    code
}

fn kind(c: char) -> u32 {
    match c {
        'a'..='z' => 1,
        'A'..='Z' => 2,
        '0' => 3,
        '-' => 4,
        '.' => 5,
        ',' => 6,
        '\'' => 7,
        _ if c.is_lowercase() => 1,
        _ if c.is_uppercase() => 2,
        _ if c.is_alphabetic() => 8,
        _ => 9,
    }
}
