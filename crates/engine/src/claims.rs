//! Claims: what an account states that another account could state too, or state otherwise.
//!
//! A statement is a clause of an account: the smallest piece that says something of somebody. Everything that the
//! comparison aligns, it aligns by statements. One article alone is enough to find them.

use std::ops::Range;

use crate::document::{Document, Form};
use crate::grammar::{Grammar, TokenIndex};
use crate::languages::{Claims, Language};
use crate::meaning::Meaning;
use crate::text::{Span, is_quotation_mark};
use crate::words::{Stems, Term, pair, rarity};

mod clauses;
mod disputing;

/// A document and what it states.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// The document.
    pub document: Document,
    /// Its statements, by place.
    pub statements: Vec<Statement>,
}

/// A clause that states something.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Where it stands, without the marks at its ends.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<TokenIndex>,
    /// The sentence that holds it.
    pub sentence: usize,
    /// Its content words.
    pub words: Vec<Word>,
    /// Whether a negation stands in it, or a word that disputes what it tells.
    pub negated: bool,
    /// The word of it that disputes something, if one does ("denied").
    pub disputes: Option<TokenIndex>,
    /// The reported speech that holds it (or that it holds), as an index into the document's quotes.
    pub quote: Option<usize>,
    /// Whether the reported speech that holds it stands in quotation marks.
    pub quoted: bool,
    /// Whether most of it stands in quotation marks, whatever else reports it.
    pub in_marks: bool,
    /// The document's quantities in it.
    pub quantities: Range<usize>,
    /// The document's times in it.
    pub times: Range<usize>,
}

/// A content word of a statement.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Its stem, or that of its meaning where the language's table knows synonyms.
    pub term: Term,
    /// Its first token.
    pub token: TokenIndex,
    /// How rare it is in the news, 0 to 9.
    pub rarity: f32,
    /// Whether it is a verb.
    pub verb: bool,
    /// What it means; `None` for names and numbers, which mean nothing but themselves.
    pub meaning: Option<Meaning>,
}

/// The account of a document: its statements, by place.
#[must_use]
pub fn find(document: Document) -> Account {
    let language = Language::of(document.article.language.as_deref());
    let meanings = Meanings::new(language);
    let mut statements = Vec::new();
    for sentence in 0..document.grammar.sentences.len() {
        if !is_heading(&document, sentence) {
            let told = document.grammar.without_dateline(&document.article.text, sentence);
            for tokens in clauses::split(&document.grammar, sentence) {
                let tokens = tokens.start.max(told.start)..tokens.end;
                if !tokens.is_empty() {
                    statements.extend(statement(&document, &meanings, sentence, tokens));
                }
            }
        }
    }
    Account { document, statements }
}

fn statement(
    document: &Document,
    meanings: &Meanings,
    sentence: usize,
    tokens: Range<TokenIndex>,
) -> Option<Statement> {
    const WORDS_MIN: usize = 2;
    let grammar = &document.grammar;
    let span = grammar.span(tokens.clone()).trimmed(&document.article.text, is_edge);
    let words = meanings.words(grammar, tokens.clone());
    if words.len() < WORDS_MIN {
        return None;
    }
    let held = |quote: &Span| quote.shared(span) * 2 > span.len();
    let quote = document.quotes.iter().position(|quote| held(&quote.span));
    let quoted = quote.is_some_and(|quote| document.quotes[quote].form == Form::Direct);
    let in_marks = document.quotes.iter().filter(|quote| held(&quote.span)).any(|quote| {
        quote.form == Form::Direct || quote.form == Form::Mixed && is_in_marks(&document.article.text, span)
    });
    let end = grammar.sentence(sentence).end;
    let disputes = tokens.clone().find(|&token| disputing::disputes(meanings.tables, grammar, token, end));
    let negated = disputes.is_some() || tokens.clone().any(|token| meanings.negates(grammar.lower(token)));
    Some(Statement {
        quantities: inside(&document.quantities, span, |quantity| quantity.span),
        times: inside(&document.times, span, |time| time.span),
        span,
        tokens,
        sentence,
        words,
        negated,
        disputes,
        quote,
        quoted,
        in_marks,
    })
}

/// Whether a span begins with a quotation mark and goes on without another one, up to its end.
fn is_in_marks(text: &str, span: Span) -> bool {
    let words = span.of(text);
    let before = text.get(..span.start as usize).unwrap_or("");
    let inner = words.trim_matches(is_quotation_mark);
    let opens = words.starts_with(is_quotation_mark) || before.ends_with(is_quotation_mark);
    opens && !inner.contains(['"', '“', '”'])
}

/// The members of a layer, sorted by place, that begin inside a span.
fn inside<T>(layer: &[T], span: Span, place: impl Fn(&T) -> Span) -> Range<usize> {
    let start = layer.partition_point(|member| place(member).start < span.start);
    let end = layer.partition_point(|member| place(member).start < span.end);
    start..end.max(start)
}

/// Characters that a statement does not begin or end with.
fn is_edge(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '–' | '—' | '-')
}

/// A short paragraph without an end mark: a heading, which states what the text below it states.
fn is_heading(document: &Document, sentence: usize) -> bool {
    const TOKENS_MAX: usize = 16;
    let grammar = &document.grammar;
    let tokens = grammar.sentence(sentence);
    let alone =
        grammar.paragraphs.iter().any(|paragraph| *paragraph == (sentence as u32..sentence as u32 + 1));
    let ends = grammar
        .span(tokens.clone())
        .of(&document.article.text)
        .ends_with(['.', '!', '?', '”', '"', '’', ':', ')']);
    alone && !ends && tokens.len() <= TOKENS_MAX
}

/// The language's synonyms and negations, ready to look up.
struct Meanings {
    stems: Stems,
    /// From a stem, or a pair of stems, to the term of its meaning; sorted.
    rows: Vec<(Term, Term)>,
    tables: &'static Claims,
}

impl Meanings {
    fn new(language: &'static Language) -> Meanings {
        let stems = Stems::default();
        let mut rows = Vec::new();
        for row in language.claims.synonyms {
            let Some(meaning) = row.first().map(|word| phrase(&stems, word)) else { continue };
            rows.extend(row.iter().map(|word| (phrase(&stems, word), meaning)));
        }
        rows.sort_unstable();
        rows.dedup_by_key(|row| row.0);
        Meanings { stems, rows, tables: &language.claims }
    }

    fn meaning(&self, term: Term) -> Option<Term> {
        self.rows.binary_search_by_key(&term, |row| row.0).ok().map(|at| self.rows[at].1)
    }

    fn negates(&self, lower: &str) -> bool {
        self.tables.negations.contains(&lower)
    }

    /// The content words of a range of tokens.
    fn words(&self, grammar: &Grammar, tokens: Range<TokenIndex>) -> Vec<Word> {
        const RARITY_MIN: f32 = 0.9;
        let mut words: Vec<Word> = Vec::new();
        let mut skip = 0;
        for token in tokens.clone() {
            if token < skip || !grammar.lower(token).starts_with(char::is_alphanumeric) {
                continue;
            }
            let own = self.stems.term(grammar.lemma(token));
            let next = (token + 1 < tokens.end).then(|| pair(own, self.stems.term(grammar.lemma(token + 1))));
            let verb = grammar.tags[token].is_verb();
            if let Some(meaning) = next.and_then(|next| self.meaning(next)) {
                words.push(Word {
                    term: meaning,
                    token,
                    rarity: rarity(own).max(2.5),
                    verb,
                    meaning: Meaning::of(own),
                });
                skip = token + 2;
                continue;
            }
            let rarity = rarity(own);
            if rarity >= RARITY_MIN {
                let named = grammar.is_proper(token);
                let meaning = if named { None } else { Meaning::of(own) };
                words.push(Word { term: self.meaning(own).unwrap_or(own), token, rarity, verb, meaning });
            }
        }
        words
    }
}

/// The term of one word, or of two words with a space.
pub(crate) fn phrase(stems: &Stems, words: &str) -> Term {
    match words.split_once(' ') {
        Some((first, second)) => pair(stems.term(first), stems.term(second)),
        None => stems.term(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::document;

    fn statements(text: &str) -> Vec<String> {
        let article = Article { text: text.to_owned(), ..Article::default() };
        let account = find(document::read(article));
        account.statements.iter().map(|s| s.span.of(text).to_owned()).collect()
    }

    #[test]
    fn sentences_state_and_headings_do_not() {
        let text =
            "Harbour reopens after storm\n\nThe harbour of Skerrin reopened on Monday after the storm.";
        assert_eq!(statements(text), ["The harbour of Skerrin reopened on Monday after the storm"]);
    }

    #[test]
    fn no_statement_ends_before_a_clause_that_completes_it() {
        let check = |text: &str, expected: &[&str]| assert_eq!(statements(text), expected, "{text}");
        check(
            "The special envoy to Skerrin resigned his position over what he called the removal of the bakers.",
            &[
                "The special envoy to Skerrin resigned his position",
                "over what he called the removal of the bakers",
            ],
        );
        let parts = statements(
            "The bakers of Port Sorrel never knew for certain what he called the removal of the old ferry.",
        );
        assert!(parts.iter().all(|part| !part.ends_with(" what")), "{parts:?}");
        let parts = statements(
            "The envoy left the island, in which nine thousand bakers had worked for ninety years.",
        );
        assert!(parts.iter().all(|part| !part.ends_with(" in")), "{parts:?}");
    }

    #[test]
    fn words_of_one_meaning_are_one_term() {
        let language = Language::of(Some("en"));
        let meanings = Meanings::new(language);
        let of = |text: &str| {
            let grammar = crate::grammar::read(text, language);
            meanings.words(&grammar, 0..grammar.len()).first().map(|word| word.term)
        };
        assert_eq!(of("resigned"), of("stepped down"));
        assert_eq!(of("resignation"), of("resigned"));
        assert_ne!(of("resigned"), of("appointed"));
    }
}
