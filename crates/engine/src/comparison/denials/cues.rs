//! Cues of denial: the words of a statement by which it disputes something.

use crate::claims::Statement;
use crate::document::Document;
use crate::languages::Claims;
use crate::text::Span;

/// What makes a statement a denial.
pub(super) struct Cues {
    tables: &'static Claims,
}

impl Cues {
    pub(super) fn new(tables: &'static Claims) -> Cues {
        Cues { tables }
    }

    /// Phrases by which somebody speaks against what was said before ("hit back").
    pub(super) fn counters(&self) -> &'static [&'static str] {
        self.tables.counters
    }

    /// The words by which a statement disputes something: a verb with an object that can be disputed, a noun, or a phrase.
    pub(super) fn find(&self, document: &Document, statement: &Statement) -> Option<Span> {
        if let Some(cue) = statement.disputes {
            return Some(document.grammar.spans[cue]);
        }
        let words = statement.span.of(&document.article.text).to_ascii_lowercase();
        let (at, phrase) = first_of(&words, self.tables.denial_phrases)?;
        Some(Span::new(statement.span.start as usize + at, statement.span.start as usize + at + phrase.len()))
    }

    /// Whether a denial disputes only why something happened.
    pub(super) fn disputes_reason(&self, document: &Document, statement: &Statement) -> bool {
        let words = statement.span.of(&document.article.text).to_ascii_lowercase();
        first_of(&words, self.tables.disputed_reasons).is_some()
    }

    /// Whether a denial only points to what was told before: "denied that.", "rejected it".
    pub(super) fn leans(&self, document: &Document, statement: &Statement, cue: Span) -> bool {
        const WITHIN: usize = 2;
        let grammar = &document.grammar;
        let after = grammar.inside(cue).end;
        let rest = after..(after + WITHIN).min(statement.tokens.end);
        let last = statement.tokens.end.saturating_sub(after) <= WITHIN + 1;
        last && rest.into_iter().any(|token| self.tables.pointers.contains(&grammar.lower(token)))
    }
}

/// The first of some phrases, in the order of their list, that stands in words, and where.
fn first_of<'p>(words: &str, phrases: &'p [&'p str]) -> Option<(usize, &'p str)> {
    let is_word = |at: usize, phrase: &str| {
        let before = words[..at].chars().next_back();
        let after = words[at + phrase.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    phrases.iter().find_map(|phrase| {
        let at = words.match_indices(phrase).map(|(at, _)| at).find(|&at| is_word(at, phrase))?;
        Some((at, *phrase))
    })
}
