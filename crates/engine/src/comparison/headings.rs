//! Headings: what a claim is called, in words of an account that are understood alone.

use crate::document::Quantity;
use crate::grammar::{Grammar, Relation, Tag, TokenIndex};
use crate::text::Span;

use super::Story;

/// A heading has so many words at most.
const WORDS_MAX: usize = 12;
/// And so many at least, where the sentence has as many.
const WORDS_MIN: usize = 3;

/// Stands for the number that is left out.
const GAP: char = '…';

/// What figures count and what is said of it: an account's words around the number, the number left out. Words that
/// name the counted thing and stand in one piece are best; the earliest among equals.
pub(super) fn of_figures<'q>(
    story: &Story<'_>,
    figures: impl Iterator<Item = (usize, &'q Quantity)>,
) -> String {
    let headings = figures.map(|(account, quantity)| {
        let document = &story.accounts[account].document;
        (quantity.counted.is_none(), around(&document.article.text, &document.grammar, quantity))
    });
    headings
        .min_by_key(|(nameless, heading)| {
            let words = heading.split_whitespace().count();
            (*nameless, words < WORDS_MIN, heading.contains(GAP), words.abs_diff(WORDS_MAX / 2))
        })
        .map(|(_, heading)| heading)
        .unwrap_or_default()
}

/// The words of a sentence around a number that say what it counts, without the number.
fn around(text: &str, grammar: &Grammar, quantity: &Quantity) -> String {
    let number = grammar.inside(quantity.span);
    if number.is_empty() {
        return quantity.span.of(text).to_owned();
    }
    let sentence = grammar.sentence(grammar.sentence_of(number.start));
    let ends = |token: TokenIndex| is_break(grammar, token);
    let mut end = number.end;
    while end < sentence.end && !ends(end) && end - number.end < WORDS_MAX - 2 {
        end += 1;
    }
    let verb =
        governing_verb(grammar, number.clone()).filter(|&verb| (verb + 1..number.start).all(|t| !ends(t)));
    let words_min = if verb.is_some() { WORDS_MIN } else { WORDS_MIN * 2 };
    let mut start = verb.map_or(number.start, |verb| verb.max(number.start.saturating_sub(WORDS_MAX / 2)));
    while (end - start).saturating_sub(number.len()) < words_min && start > sentence.start && !ends(start - 1)
    {
        start -= 1;
    }
    let before = words(text, grammar, start..number.start);
    let after = words(text, grammar, number.end..end);
    joined(before, after)
}

/// The verb whose object the number, or what it counts, is.
fn governing_verb(grammar: &Grammar, number: std::ops::Range<TokenIndex>) -> Option<TokenIndex> {
    let mut at = number.start;
    for _ in 0..4 {
        let head = grammar.head(at)?;
        if crate::claims::is_verb(grammar.tags[head]) {
            let object =
                matches!(grammar.relations[at], Relation::Obj | Relation::Obl | Relation::OblUnmarked);
            return Some(head).filter(|&head| object && head < number.start);
        }
        at = head;
    }
    None
}

/// Whether a heading may not go on past a token: a mark that ends a clause, a quotation mark, a bracket.
fn is_break(grammar: &Grammar, token: TokenIndex) -> bool {
    matches!(
        grammar.tags[token],
        Tag::Comma
            | Tag::Stop
            | Tag::Colon
            | Tag::LeftBracket
            | Tag::RightBracket
            | Tag::OpenQuote
            | Tag::CloseQuote
    )
}

/// The words of tokens without joining words and prepositions left hanging at the ends.
fn words<'t>(text: &'t str, grammar: &Grammar, tokens: std::ops::Range<TokenIndex>) -> &'t str {
    let hangs = |token: TokenIndex| {
        matches!(grammar.tags[token], Tag::Cc | Tag::In | Tag::To | Tag::Dt | Tag::Wdt | Tag::Wp | Tag::Md)
    };
    let mut tokens = tokens;
    while tokens.end > tokens.start && hangs(tokens.end - 1) {
        tokens.end -= 1;
    }
    while tokens.end > tokens.start && matches!(grammar.tags[tokens.start], Tag::Cc | Tag::Wdt | Tag::Hyph) {
        tokens.start += 1;
    }
    if tokens.is_empty() { "" } else { grammar.span(tokens).of(text).trim() }
}

/// Words before and after a number that is left out.
fn joined(before: &str, after: &str) -> String {
    let after = after.trim_start_matches(['-', '–', '%']).trim_start();
    match (before.is_empty(), after.is_empty()) {
        (true, _) => after.to_owned(),
        (_, true) => before.to_owned(),
        _ => format!("{before} {GAP} {after}"),
    }
}

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
    use crate::article::Article;

    fn heading(text: &str) -> String {
        let article = Article { text: text.to_owned(), ..Article::default() };
        let document = crate::document::read(article);
        let quantity = document.quantities.first().expect("a number in the sentence");
        around(text, &document.grammar, quantity)
    }

    #[test]
    fn a_heading_says_what_is_counted_and_what_became_of_it() {
        assert_eq!(
            heading("Seventeen people were killed in the crash, officials said."),
            "people were killed in the crash"
        );
        assert_eq!(heading("The blast injured 42 workers at the mill."), "injured … workers at the mill");
    }

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
