//! What stands around a number and tells what it counts.

use crate::claims::Statement;
use crate::document::{Document, Quantity};
use crate::languages::Language;
use crate::text::Span;
use crate::words::{Stems, Term};

use super::super::{Place, Story, word_at};
use super::{is_measure, measured, of_table};

/// The language's tables as terms.
pub(super) struct Tables<'s> {
    language: &'static Language,
    stems: &'s Stems,
    outcomes: Vec<(Term, usize)>,
    scopes: Vec<(Term, usize)>,
    alike: Vec<(Term, usize)>,
    /// The first noun of the table of alike nouns: people.
    people: Term,
    remainders: &'static [&'static str],
    going_on: &'static [&'static str],
}

impl<'s> Tables<'s> {
    pub(super) fn new(language: &'static Language, stems: &'s Stems) -> Tables<'s> {
        let claims = &language.claims;
        Tables {
            language,
            stems,
            outcomes: of_table(stems, claims.outcomes),
            scopes: of_table(stems, claims.scopes),
            alike: of_table(stems, claims.counted_alike),
            people: claims
                .counted_alike
                .first()
                .and_then(|row| row.first())
                .map(|word| stems.term(word))
                .unwrap_or_default(),
            remainders: claims.remainders,
            going_on: claims.going_on,
        }
    }
}

/// What stands around a number.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// Content words, nearer ones heavier, by term; a unit vector.
    words: Vec<(Term, f32)>,
    /// The counted noun.
    noun: Option<Term>,
    /// The rows of the table of alike nouns that it stands in.
    alike: Vec<usize>,
    /// The row of what became of the counted, and how many tokens away it is told.
    outcome: Option<usize>,
    /// Rows of the scopes told beside it.
    scopes: Vec<usize>,
    /// Whether it counts what was not counted before ("three others").
    remainder: bool,
    /// Whether its sentence tells that the counting goes on ("so far").
    goes_on: bool,
    /// What a share is a share of.
    whole: Option<Term>,
    /// The words that stand in what a share is a share of, by term.
    of_whole: Vec<Term>,
}

/// Words so far from the number say nothing of it.
const REACH: usize = 12;
/// An outcome is told so near.
const OUTCOME_REACH: usize = 8;
/// A scope is told so near before the number, and so near after it.
const SCOPE_REACH: usize = 4;
const SCOPE_REACH_AFTER: usize = 9;

impl Context {
    pub(super) fn of(
        document: &Document,
        statement: &Statement,
        quantity: &Quantity,
        tables: &Tables<'_>,
    ) -> Context {
        let grammar = &document.grammar;
        let number = grammar.inside(quantity.span);
        let counted = quantity.counted.map(|span| grammar.inside(span));
        let whole = counted
            .clone()
            .map_or(number.clone(), |counted| number.start.min(counted.start)..number.end.max(counted.end));
        let distance = |token: usize| {
            if token < whole.start { whole.start - token } else { (token + 1).saturating_sub(whole.end) }
        };
        let mut context = Context { noun: noun(document, quantity, tables), ..Context::default() };
        for word in statement.words.iter().filter(|word| !number.contains(&word.token)) {
            let far = distance(word.token);
            if far > REACH {
                continue;
            }
            context.words.push((word.term, word.rarity.min(6.0) / (1.0 + far as f32 / 3.0)));
        }
        let near = |reach: usize| {
            whole.start.saturating_sub(reach).max(statement.tokens.start)
                ..(whole.end + reach).min(statement.tokens.end)
        };
        let term = |token: usize| tables.stems.term(grammar.lemma(token));
        context.outcome = near(OUTCOME_REACH)
            .filter_map(|token| Some((distance(token), row(&tables.outcomes, term(token))?)))
            .min()
            .map(|(_, row)| row);
        let sentence = grammar.sentence(statement.sentence);
        let scoped = whole.start.saturating_sub(SCOPE_REACH).max(sentence.start)
            ..(whole.end + SCOPE_REACH_AFTER).min(sentence.end);
        let others = others_beside(document, quantity, grammar.span(sentence.clone()));
        // A scope belongs to the number that stands nearest, or right behind it.
        let own = |token: &usize| {
            others.iter().all(|other| {
                if *token < other.start {
                    distance(*token) < other.start - token
                } else {
                    distance(*token) <= (token + 1).saturating_sub(other.end)
                }
            })
        };
        context.scopes = scoped.filter(own).filter_map(|token| row(&tables.scopes, term(token))).collect();
        context.scopes.sort_unstable();
        context.scopes.dedup();
        context.remainder = near(1).any(|token| tables.remainders.contains(&grammar.lower(token)));
        let words = grammar.span(sentence).of(&document.article.text).to_lowercase();
        context.goes_on = tables.going_on.iter().any(|phrase| word_at(&words, phrase).is_some());
        let meaning =
            |token: usize| statement.words.iter().find(|word| word.token == token).map(|word| word.term);
        let measured = is_measure(tables.language, quantity);
        let shared = counted.filter(|_| measured);
        context.of_whole = shared.clone().into_iter().flatten().filter_map(meaning).collect();
        context.of_whole.sort_unstable();
        context.whole = shared.and_then(Iterator::last).and_then(meaning);
        if let Some(noun) = context.noun {
            context.alike =
                tables.alike.iter().filter(|(term, _)| *term == noun).map(|(_, row)| *row).collect();
        }
        if counts_a_people(document, quantity) {
            context.alike.extend(rows(&tables.alike, tables.people));
        }
        context.normalise();
        context
    }

    fn normalise(&mut self) {
        self.words.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        self.words.dedup_by_key(|word| word.0);
        let length = self.words.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        self.words.iter_mut().for_each(|(_, weight)| *weight /= length.max(f32::MIN_POSITIVE));
    }

    /// The words around the number with their weights, by term.
    pub(super) fn words(&self) -> &[(Term, f32)] {
        &self.words
    }

    /// The counted noun.
    pub(super) fn noun(&self) -> Option<Term> {
        self.noun
    }

    /// Cosine of the words around both.
    pub(super) fn likeness(&self, other: &Context) -> f32 {
        let find = |term: &Term| other.words.binary_search_by_key(term, |word| word.0).ok();
        self.words.iter().filter_map(|(term, weight)| Some(weight * other.words[find(term)?].1)).sum()
    }

    /// What the counted nouns say: more for the same, less for such as can count the same, nothing where one is not
    /// told; `None` for nouns that cannot.
    pub(super) fn nouns_agree(&self, other: &Context) -> Option<f32> {
        match (self.noun, other.noun) {
            (Some(a), Some(b)) if a == b => Some(0.28),
            (Some(_), Some(_)) if self.alike.iter().any(|row| other.alike.contains(row)) => Some(0.2),
            (Some(_), Some(_)) => None,
            _ if self.outcome.is_some() && other.outcome.is_some() => Some(0.15),
            _ => Some(0.05),
        }
    }

    /// The same for what became of the counted.
    pub(super) fn outcomes_agree(&self, other: &Context) -> Option<f32> {
        match (self.outcome, other.outcome) {
            (Some(a), Some(b)) => (a == b).then_some(0.4),
            _ => Some(0.0),
        }
    }

    /// Whether its sentence tells that the counting goes on.
    pub(super) fn goes_on(&self) -> bool {
        self.goes_on
    }

    /// Whether both are told as shares of something, and of different things ("of patients", "of the money"), or nothing
    /// around them but that thing is alike: "58 percent of voters live there" and "50 percent of voters chose it" are two
    /// shares.
    pub(super) fn shares_differ(&self, other: &Context) -> bool {
        const BESIDE_MIN: f32 = 0.1;
        let (Some(a), Some(b)) = (self.whole, other.whole) else { return false };
        let is_whole = |term: &Term| self.of_whole.binary_search(term).is_ok();
        let find = |term: &Term| other.words.binary_search_by_key(term, |word| word.0).ok();
        let beside = self.words.iter().filter(|(term, _)| !is_whole(term));
        let alike: f32 = beside.filter_map(|(term, weight)| Some(weight * other.words[find(term)?].1)).sum();
        a != b || alike < BESIDE_MIN
    }

    /// Whether one counts a part or moment that the other does not.
    pub(super) fn scope_differs(&self, other: &Context) -> bool {
        self.scopes != other.scopes || self.remainder != other.remainder
    }
}

/// The tokens of each other number in a sentence.
fn others_beside(document: &Document, quantity: &Quantity, sentence: Span) -> Vec<std::ops::Range<usize>> {
    let from = document.quantities.partition_point(|other| other.span.start < sentence.start);
    document.quantities[from..]
        .iter()
        .take_while(|other| other.span.end <= sentence.end)
        .filter(|other| other.span != quantity.span)
        .map(|other| document.grammar.inside(other.span))
        .filter(|tokens| !tokens.is_empty())
        .collect()
}

/// Every row of a table that a term stands in.
fn rows(table: &[(Term, usize)], term: Term) -> impl Iterator<Item = usize> {
    let start = table.partition_point(|entry| entry.0 < term);
    table[start..].iter().take_while(move |entry| entry.0 == term).map(|entry| entry.1)
}

fn row(table: &[(Term, usize)], term: Term) -> Option<usize> {
    let at = table.partition_point(|entry| entry.0 < term);
    table.get(at).filter(|entry| entry.0 == term).map(|entry| entry.1)
}

/// The last word of the counted noun phrase's first part, as a stem; else the unit, where it is a noun.
fn noun(document: &Document, quantity: &Quantity, tables: &Tables<'_>) -> Option<Term> {
    if tables.remainders.contains(&quantity.unit.as_str()) {
        return None;
    }
    if !quantity.unit.is_empty() {
        let last = measured(tables.language, &quantity.unit).split_whitespace().last()?;
        return Some(tables.stems.term(&last.to_lowercase()));
    }
    let tokens = document.grammar.inside(quantity.counted?);
    let last = tokens.last()?;
    Some(tables.stems.term(document.grammar.lemma(last)))
}

/// Whether the counted noun is a people's name ("Haitians", "Danes").
fn counts_a_people(document: &Document, quantity: &Quantity) -> bool {
    let grammar = &document.grammar;
    let last = quantity.counted.and_then(|counted| grammar.inside(counted).last());
    last.is_some_and(|token| grammar.tags[token] == crate::grammar::Tag::Nnps)
}

/// So many words before and behind a number tell what it counts.
const AROUND_BEFORE: usize = 7;
const AROUND_AFTER: usize = 5;

/// The words of a number with a few around it, for a claim whose counted noun is not told.
pub(super) fn around(story: &Story<'_>, place: Place) -> String {
    let grammar = &story.accounts[place.account].document.grammar;
    let tokens = grammar.inside(place.span);
    if tokens.is_empty() {
        return story.words(place).to_owned();
    }
    let sentence = grammar.sentence(grammar.sentence_of(tokens.start));
    let start = tokens.start.saturating_sub(AROUND_BEFORE).max(sentence.start);
    let end = (tokens.end + AROUND_AFTER).min(sentence.end);
    story.words(Place { account: place.account, span: grammar.span(start..end) }).to_owned()
}
