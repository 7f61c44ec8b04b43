//! Headings: what a claim is called, in words of an account that are understood alone.

use std::cmp::Reverse;
use std::ops::Range;

use crate::grammar::{Grammar, Relation, Tag, TokenIndex};
use crate::languages::Language;
use crate::text::Span;

use super::{Place, Story};

/// So many words stand before and behind the value in a heading, at most.
const BEFORE_MAX: usize = 6;
const BEHIND_MAX: usize = 8;
/// A heading of fewer words says too little.
const WORDS_MIN: usize = 2;
/// What stands in a heading for the value that it is about.
const GAP: &str = "…";

/// What the values at some places are of: the words of one account around its value, the value left out ("people were on
/// board", "annual savings of … by the end of 2027"). Words that say who or what and lean on nothing before them go
/// first, then those whose verbs most accounts use, then the fewest.
pub(super) fn of_value(story: &Story<'_>, values: &[Place]) -> Option<String> {
    let language = story.language();
    let headings: Vec<Heading<'_>> =
        values.iter().filter_map(|&value| around(story, language, value)).collect();
    let votes = |heading: &Heading<'_>| {
        headings.iter().filter(|other| other.verbs.iter().any(|verb| heading.verbs.contains(verb))).count()
    };
    let best = headings
        .iter()
        .min_by_key(|heading| (!heading.stands_alone, Reverse(votes(heading)), heading.words))?;
    Some(best.text.clone())
}

/// Words of one account around its value.
struct Heading<'a> {
    text: String,
    words: usize,
    verbs: Vec<&'a str>,
    /// Whether a noun and a verb stand in it and nothing before it is needed to understand it.
    stands_alone: bool,
}

fn around<'a>(story: &Story<'a>, language: &Language, place: Place) -> Option<Heading<'a>> {
    let account = &story.accounts[place.account];
    let (grammar, text) = (&account.document.grammar, account.document.article.text.as_str());
    let value = grammar.inside(place.span);
    let at = account
        .statements
        .iter()
        .find(|statement| statement.tokens.start <= value.start && value.end <= statement.tokens.end)?;
    let value = bounded(grammar, language, value, at.tokens.start);
    // Another number would be taken for the value.
    let numbers: Vec<Range<TokenIndex>> = account.document.quantities[at.quantities.clone()]
        .iter()
        .map(|quantity| grammar.inside(quantity.span))
        .filter(|number| number.start >= value.end || number.end <= value.start)
        .collect();
    let first = numbers.iter().map(|number| number.end).filter(|&end| end <= value.start).max();
    let last = numbers.iter().map(|number| number.start).filter(|&start| start >= value.end).min();
    // Who says so stands beside the reading: the words reported are enough.
    let quotes = account.document.quotes.iter().filter(|quote| quote.span.contains(place.span));
    let said = quotes.map(|quote| grammar.inside(quote.span)).min_by_key(ExactSizeIterator::len);
    let whole = said.map_or(at.tokens.clone(), |said| {
        said.start.max(at.tokens.start).min(value.start)..said.end.min(at.tokens.end).max(value.end)
    });
    let before = before(grammar, text, first.unwrap_or(whole.start).max(whole.start)..value.start);
    let behind = behind(grammar, value.end..last.unwrap_or(whole.end).min(whole.end));
    let words = |tokens: &Range<TokenIndex>| {
        if tokens.is_empty() { "" } else { grammar.span(tokens.clone()).of(text) }
    };
    let words = match (words(&before), words(&behind)) {
        ("", behind) => behind.to_owned(),
        (before, "") => format!("{before} {GAP}"),
        (before, behind) => format!("{before} {GAP} {behind}"),
    };
    let first = before.clone().chain(behind.clone()).next()?;
    let tokens = || before.clone().chain(behind.clone());
    let is_noun = |token: TokenIndex| grammar.tags[token].is_noun();
    let is_telling = |token: &TokenIndex| {
        grammar.tags[*token].is_verb()
            && !matches!(grammar.relations[*token], Relation::Aux | Relation::AuxPass | Relation::Cop)
    };
    let has_verb = tokens().any(|token| grammar.tags[token].is_verb());
    Some(Heading {
        text: words,
        words: before.len() + behind.len(),
        verbs: tokens().filter(is_telling).map(|token| grammar.lemma(token)).collect(),
        stands_alone: has_verb && tokens().any(is_noun) && !leans(grammar, first),
    })
    .filter(|heading| has_verb || heading.words >= WORDS_MIN)
}

/// The words of a number with those before it that bound or blur it: "more than 30 people".
pub(super) fn with_bound(story: &Story<'_>, place: Place) -> Place {
    let grammar = &story.accounts[place.account].document.grammar;
    let value = grammar.inside(place.span);
    if value.is_empty() {
        return place;
    }
    let first = grammar.sentence(grammar.sentence_of(value.start)).start;
    let from = bounded(grammar, story.language(), value, first).start;
    let start = grammar.spans[from].start.min(place.span.start);
    Place { account: place.account, span: Span { start, end: place.span.end } }
}

/// The tokens of a number with the words before it that bound or blur it ("more than").
fn bounded(
    grammar: &Grammar,
    language: &Language,
    value: Range<TokenIndex>,
    first: TokenIndex,
) -> Range<TokenIndex> {
    const WORDS_MAX: usize = 4;
    let bounds = &language.quantities.bounds_before;
    let tables =
        [bounds.about, bounds.nearly, bounds.more_than, bounds.at_least, bounds.less_than, bounds.up_to];
    let bounds = |tokens: Range<TokenIndex>| {
        let words: Vec<&str> = tokens.map(|token| grammar.lower(token)).collect();
        let words = words.join(" ");
        tables.iter().any(|table| table.contains(&words.as_str()))
    };
    let start = (value.start.saturating_sub(WORDS_MAX).max(first)..value.start)
        .find(|&start| bounds(start..value.start))
        .unwrap_or(value.start);
    start..value.end
}

/// The last words before the value that begin a phrase.
fn before(grammar: &Grammar, text: &str, mut tokens: Range<TokenIndex>) -> Range<TokenIndex> {
    // "survivors claim that": who says so stands beside the reading.
    let opens = |token: TokenIndex| is_mark(grammar, token) || opens_clause(grammar, token);
    let last_mark = tokens.clone().rev().find(|&token| opens(token));
    tokens.start = last_mark.map_or(tokens.start, |mark| mark + 1);
    let cut = tokens.len() > BEFORE_MAX;
    tokens.start = tokens.start.max(tokens.end.saturating_sub(BEFORE_MAX));
    // Half of "clean-up" is no word.
    let is_half = |token: TokenIndex| {
        let ahead = &text[..grammar.spans[token].start as usize];
        grammar.tags[token] == Tag::Hyph || ahead.ends_with(['-', '’', '\''])
    };
    while !tokens.is_empty()
        && (joins(grammar, tokens.start) || cut && (binds(grammar, tokens.start) || is_half(tokens.start)))
    {
        tokens.start += 1;
    }
    tokens
}

/// The first words behind the value that end a phrase.
fn behind(grammar: &Grammar, mut tokens: Range<TokenIndex>) -> Range<TokenIndex> {
    let first_mark = tokens.clone().find(|&token| is_mark(grammar, token));
    tokens.end = first_mark.unwrap_or(tokens.end).min(tokens.start + BEHIND_MAX);
    while !tokens.is_empty() && (joins(grammar, tokens.end - 1) || binds(grammar, tokens.end - 1)) {
        tokens.end -= 1;
    }
    while !tokens.is_empty() && joins(grammar, tokens.start) {
        tokens.start += 1;
    }
    tokens
}

/// Marks that part phrases.
fn is_mark(grammar: &Grammar, token: TokenIndex) -> bool {
    use Tag::{CloseQuote, Colon, Comma, LeftBracket, OpenQuote, RightBracket, Stop};
    matches!(grammar.tags[token], CloseQuote | Colon | Comma | LeftBracket | OpenQuote | RightBracket | Stop)
}

/// A word that opens what somebody says or thinks ("that", "whether").
fn opens_clause(grammar: &Grammar, token: TokenIndex) -> bool {
    grammar.tags[token] == Tag::In && grammar.relations[token] == Relation::Mark
}

/// A word that leans on what stands before it ("of them", "when", "she").
fn leans(grammar: &Grammar, token: TokenIndex) -> bool {
    matches!(grammar.tags[token], Tag::In | Tag::Prp | Tag::PrpS | Tag::Wp | Tag::Wrb | Tag::Wdt | Tag::To)
}

/// What joins a statement to the one before it ("and", "where", "that").
fn joins(grammar: &Grammar, token: TokenIndex) -> bool {
    matches!(grammar.tags[token], Tag::Cc | Tag::Wdt | Tag::Comma | Tag::OpenQuote | Tag::CloseQuote)
        || opens_clause(grammar, token)
}

/// A word that says nothing without the one behind it.
fn binds(grammar: &Grammar, token: TokenIndex) -> bool {
    use Tag::{Dt, In, Md, Pos, PrpS, To, Wp, Wrb};
    matches!(grammar.tags[token], Dt | In | Md | Pos | PrpS | To | Wp | Wrb)
}

/// The words of a statement without what joins it to the one before it ("and", "where", "that"); with an ellipsis where
/// they still lean on that one ("after which", "was killed").
pub(super) fn of_statement(text: &str, grammar: &Grammar, span: Span) -> String {
    const WORDS_MIN: usize = 4;
    let mut tokens = grammar.inside(span);
    while tokens.len() > WORDS_MIN && joins(grammar, tokens.start) {
        tokens.start += 1;
    }
    if tokens.is_empty() {
        return span.of(text).to_owned();
    }
    let words = Span { start: grammar.spans[tokens.start].start, end: span.end }.of(text);
    if hangs(grammar, tokens.start) { format!("{GAP} {words}") } else { words.to_owned() }
}

/// The statement at a place, or its sentence where the statement cannot be read alone ("since he was elected").
pub(super) fn in_full(story: &Story<'_>, place: Place) -> Place {
    const BYTES_MAX: usize = 300;
    let document = &story.accounts[place.account].document;
    let grammar = &document.grammar;
    let tokens = grammar.inside(place.span);
    if tokens.is_empty() || !hangs(grammar, tokens.start) {
        return place;
    }
    let sentence = grammar.sentence_of(tokens.start);
    let span = grammar.span(grammar.without_dateline(&document.article.text, sentence));
    if span.len() > BYTES_MAX { place } else { Place { account: place.account, span } }
}

/// Whether the words from a token on need those before them: it begins no sentence and is no subject.
fn hangs(grammar: &Grammar, token: TokenIndex) -> bool {
    use Tag::{In, Md, To, Vbd, Vbg, Vbn, Vbp, Vbz, Wdt, Wp, Wrb};
    let begins = grammar.sentence(grammar.sentence_of(token)).start == token;
    !begins && matches!(grammar.tags[token], In | Md | To | Vbd | Vbg | Vbn | Vbp | Vbz | Wdt | Wp | Wrb)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(text: &str, value: &str) -> Option<String> {
        let mut document = crate::document::Document::default();
        document.article.text = text.to_owned();
        document.grammar = crate::grammar::read(text, Language::of(Some("en")));
        let accounts = [crate::claims::find(document)];
        let start = text.find(value).expect("the value");
        let span = Span::new(start, start + value.len());
        of_value(&Story::new(&accounts, &[]), &[Place { account: 0, span }])
    }

    #[test]
    fn a_value_is_called_by_the_words_around_it() {
        let cases = [
            ("More than 150 people were on board, survivors said.", "150", "people were on board"),
            (
                "The merger would bring annual savings of $58 million by the end of 2027.",
                "$58 million",
                "merger would bring annual savings of … by the end of 2027",
            ),
            ("Rescuers pulled 112 people from the water.", "112", "Rescuers pulled … people from the water"),
        ];
        for (text, value, expected) in cases {
            assert_eq!(heading(text, value).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_statement_is_called_without_what_joins_it() {
        let text = "The ferry sank and thanked nobody for their service.";
        let grammar = crate::grammar::read(text, crate::languages::Language::of(Some("en")));
        let start = text.find("and").expect("the joining word");
        let heading = of_statement(text, &grammar, Span::new(start, text.len() - 1));
        assert_eq!(heading, "… thanked nobody for their service");
        assert_eq!(of_statement(text, &grammar, Span::new(0, start - 1)), "The ferry sank");
    }
}
