//! Headings: what a claim is called, in words of an account that are understood alone.

use crate::grammar::{Grammar, Relation, Tag, TokenIndex};
use crate::text::Span;

/// The words of a statement without what joins it to the one before it ("and", "where", "that").
pub(super) fn of_statement(text: &str, grammar: &Grammar, span: Span) -> String {
    const WORDS_MIN: usize = 4;
    let mut tokens = grammar.inside(span);
    let joins = |token: TokenIndex| {
        matches!(grammar.tags[token], Tag::Cc | Tag::Wdt | Tag::Comma | Tag::OpenQuote | Tag::CloseQuote)
            || (grammar.tags[token] == Tag::In && grammar.relations[token] == Relation::Mark)
    };
    while tokens.len() > WORDS_MIN && joins(tokens.start) {
        tokens.start += 1;
    }
    if tokens.is_empty() {
        span.of(text).to_owned()
    } else {
        Span { start: grammar.spans[tokens.start].start, end: span.end }.of(text).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_called_without_what_joins_it() {
        let text = "The ferry sank and thanked nobody for their service.";
        let grammar = crate::grammar::read(text, crate::languages::Language::of(Some("en")));
        let start = text.find("and").expect("the joining word");
        assert_eq!(
            of_statement(text, &grammar, Span::new(start, text.len() - 1)),
            "thanked nobody for their service"
        );
    }
}
