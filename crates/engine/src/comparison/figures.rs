//! Figures: numbers of different accounts that count the same thing, and whether they can all be true.
//!
//! That two numbers count the same is decided first, and never by the numbers alone: what became of the counted people
//! ([`tolls`]), whose age it is ([`ages`]), the counted noun and the words around the number ([`others`]). Only then is
//! it judged how the numbers stand to each other: time and scope are tested before anything is called a conflict.

use crate::document::{Approximator, Document, Quantity, Time, TimeKind};
use crate::languages::{Language, Measure};
use crate::text::Span;
use crate::words::{Stems, Term};

use super::align::Units;
use super::{Cast, Claim, Place, Story, headings};

mod again;
mod ages;
mod context;
mod groups;
mod interval;
mod others;
mod rules;
mod standing;
mod tolls;

use groups::Link;
use interval::Interval;
use standing::Standing;

/// The unit of ages.
const AGE: &str = "year of age";
const MONTHS_OF_AGE: &str = "month of age";
/// How sure it is that tolls of one fate, and ages of one person, speak of the same.
const TOLL_SCORE: f32 = 0.8;
const AGE_SCORE: f32 = 0.9;

/// A number as one account tells it.
struct Told {
    quantity: Quantity,
    /// The number with the counted noun.
    place: Place,
    interval: Interval,
    sentence: usize,
    /// The moment or period it speaks of, ISO 8601, where a time stands beside it.
    as_of: Option<String>,
    /// Whether its account takes it back ("an earlier version said that ...").
    retracted: bool,
}

/// What makes two numbers one reading.
#[derive(Clone, Copy, PartialEq)]
struct Key {
    value: f64,
    to: Option<f64>,
    approximator: Option<Approximator>,
}

impl Told {
    fn key(&self) -> Key {
        let quantity = &self.quantity;
        Key { value: quantity.value, to: quantity.value_to, approximator: quantity.approximator }
    }
}

/// The claims about quantities.
pub(super) fn find(story: &Story<'_>, cast: &Cast, units: &Units) -> Vec<Claim> {
    let mut judged = Judged::default();
    let mut claims = of_tolls(story, cast, &mut judged);
    claims.extend(of_ages(story, cast));
    claims.extend(others::find(story, cast, units, &judged));
    claims
}

/// Numbers that were judged as tolls.
#[derive(Default)]
struct Judged {
    /// Such as stand in a claim.
    taken: Vec<Place>,
    /// Such as are told with a fate: nothing else decides whether two of them differ.
    fated: Vec<Place>,
}

/// The claims about how many people died, were hurt and so on.
fn of_tolls(story: &Story<'_>, cast: &Cast, judged: &mut Judged) -> Vec<Claim> {
    let days = tolls::StoryDays::of(story);
    let mut tolls: Vec<tolls::Toll> = Vec::new();
    for account in 0..story.accounts.len() {
        tolls.extend(tolls::find(story, cast, account, &days, &mut judged.fated));
    }
    let standing = Standing::new(story, cast, &tolls);
    let mut links = Vec::new();
    for b in 0..tolls.len() {
        for a in 0..b {
            links.extend(standing.rule(a, b).map(|(rule, a, b)| Link { a, b, rule }));
        }
    }
    let bare = again::find(story, &tolls);
    links.extend(bare.iter().enumerate().map(|(at, &(_, toll))| Link {
        a: toll,
        b: tolls.len() + at,
        rule: rules::Rule::SameFigure,
    }));
    let bare = bare.iter().map(|(told, _)| told);
    let told: Vec<&Told> = tolls.iter().map(|toll| &toll.told).chain(bare).collect();
    let subjects = |members: &[usize]| {
        let told: Vec<&Told> = members.iter().map(|&member| told[member]).collect();
        subject(story, &told)
    };
    // What only one origin has is left to the words around the number: they may link it to what others have.
    let mut claims = groups::claims(story, &told, &links, &subjects, TOLL_SCORE);
    claims.retain(|claim| claim.verdict.status != super::Status::Single);
    let places = claims.iter().flat_map(|claim| &claim.readings).flat_map(|reading| &reading.places);
    // Nor is a number that its account takes back told by anything else.
    let retracted = tolls.iter().filter(|toll| toll.told.retracted).map(|toll| &toll.told.place);
    judged.taken = places.chain(retracted).copied().collect();
    claims
}

/// The claims about how old people are.
fn of_ages(story: &Story<'_>, cast: &Cast) -> Vec<Claim> {
    let ages = ages::find(story, cast);
    let links = ages::links(story, cast, &ages);
    let told: Vec<&Told> = ages.iter().map(|age| &age.told).collect();
    let subject = |members: &[usize]| {
        let named = members.iter().find_map(|&member| ages[member].owner);
        named.map_or_else(
            || context::around(story, told[members[0]].place),
            |owner| cast.members[owner].canonical.clone(),
        )
    };
    let mut claims = groups::claims(story, &told, &links, &subject, AGE_SCORE);
    // One account that gives an age twice claims nothing more by it.
    claims.retain(|claim| {
        let places: Vec<Place> =
            claim.readings.iter().flat_map(|reading| reading.places.iter().copied()).collect();
        story.accounts_of(&places) > 1
    });
    claims
}

/// The claim of a number that stands alone.
fn alone(story: &Story<'_>, told: &Told) -> Claim {
    groups::claim(story, &[told], &[0], None, subject(story, &[told]), 1.0)
}

/// What is counted or measured, in the words of an account around its number; else the words of the number itself.
fn subject(story: &Story<'_>, told: &[&Told]) -> String {
    let value = |told: &&Told| Place { account: told.place.account, span: told.quantity.span };
    let values: Vec<Place> = told.iter().map(value).collect();
    headings::of_value(story, &values).unwrap_or_else(|| context::around(story, told[0].place))
}

/// How many days apart two accounts were printed.
fn days_between(story: &Story<'_>, a: &Told, b: &Told) -> Option<i64> {
    const DAY: i64 = 86_400;
    Some((seconds(story, a)?.div_euclid(DAY) - seconds(story, b)?.div_euclid(DAY)).abs())
}

/// Whether the account of `a` is surely later than that of `b`: a later version of the same outlet's report, a later
/// day, or the same day with hours between.
fn is_later(story: &Story<'_>, a: &Told, b: &Told) -> bool {
    const HOURS_MIN: i64 = 3;
    const HOUR: i64 = 3_600;
    let article = |told: &Told| &story.accounts[told.place.account].document.article;
    let timed = |told: &Told| article(told).published.is_some_and(|moment| moment.time.is_some());
    let (Some(x), Some(y)) = (seconds(story, a), seconds(story, b)) else { return false };
    x > y
        && (is_version(story, a, b)
            || days_between(story, a, b).is_some_and(|days| days >= 1)
            || (timed(a) && timed(b) && x - y >= HOURS_MIN * HOUR))
}

/// Whether the account of `a` is a later version of that of `b`: one outlet's report, changed or printed anew.
fn is_version(story: &Story<'_>, a: &Told, b: &Told) -> bool {
    let outlet = |told: &Told| story.accounts[told.place.account].document.article.outlet.as_ref();
    outlet(a).is_some()
        && outlet(a) == outlet(b)
        && story.groups[a.place.account] == story.groups[b.place.account]
        && seconds(story, a) > seconds(story, b)
}

/// Whether the account takes a number back: its sentence tells what an earlier version said, or corrects it to another
/// number, "not" this one.
fn is_retracted(language: &Language, document: &Document, number: Span) -> bool {
    const BEFORE: usize = 2;
    let grammar = &document.grammar;
    let tokens = grammar.inside(number);
    if tokens.is_empty() {
        return false;
    }
    let sentence = grammar.sentence(grammar.sentence_of(tokens.start));
    let words = grammar.span(sentence.clone()).of(&document.article.text).to_lowercase();
    let tells = |phrases: &[&str]| phrases.iter().any(|phrase| words.contains(phrase));
    let negated = || {
        let before = sentence.start.max(tokens.start.saturating_sub(BEFORE))..tokens.start;
        before.into_iter().any(|token| language.claims.negations.contains(&grammar.lower(token)))
    };
    tells(language.claims.earlier_versions) || tells(language.claims.corrections) && negated()
}

/// The moment that stands right beside a number, inside some words: a day, or the first and the last day. One behind
/// another number is that one's: "roughly 4,000 from a peak of 5,500 last week".
fn moment_beside(document: &Document, number: Span, inside: Span) -> Option<String> {
    const WITHIN: usize = 8;
    let grammar = &document.grammar;
    let others = || document.quantities.iter().map(|quantity| quantity.span);
    let is_of_another = |time: &Time| {
        others().any(|other| {
            number.end <= other.start && other.end <= time.span.start
                || time.span.end <= other.start && other.end <= number.start
        })
    };
    let number = grammar.inside(number);
    let from = document.times.partition_point(|time| time.span.start < inside.start);
    let far = |time: &Time| {
        let time = grammar.inside(time.span);
        if time.start >= number.end { time.start - number.end } else { number.start.saturating_sub(time.end) }
    };
    document.times[from..]
        .iter()
        .take_while(|time| time.span.end <= inside.end)
        .filter(|time| matches!(time.kind, TimeKind::Date | TimeKind::Time) && far(time) <= WITHIN)
        .filter(|time| !is_of_another(time))
        .filter_map(|time| Some((far(time), time.days?)))
        .min_by_key(|(far, _)| *far)
        .map(|(_, days)| days)
        .map(|days| {
            if days.first == days.last {
                days.first.to_string()
            } else {
                format!("{}/{}", days.first, days.last)
            }
        })
}

/// The name of a unit without the time that it is counted over, for money: what is saved in a year is compared with
/// yearly savings.
fn measured<'a>(language: &'static Language, unit: &'a str) -> &'a str {
    let Some((base, _)) = unit.split_once(" per ") else { return unit };
    let is_money = |unit: &&crate::languages::Unit| unit.measure == Measure::Money && unit.rate == base;
    language.quantities.units.iter().find(is_money).map_or(unit, |unit| unit.name)
}

/// When an account was last changed, else printed.
fn seconds(story: &Story<'_>, told: &Told) -> Option<i64> {
    let article = &story.accounts[told.place.account].document.article;
    article.modified.or(article.published).map(|moment| moment.seconds())
}

/// Whether a quantity measures (money, metres, ages) and does not count things.
fn is_measure(language: &Language, quantity: &Quantity) -> bool {
    quantity.unit.contains(' ') || language.quantities.units.iter().any(|unit| unit.name == quantity.unit)
}

/// A term of a table's word.
fn of_table(stems: &Stems, rows: &[&[&str]]) -> Vec<(Term, usize)> {
    let mut terms: Vec<(Term, usize)> = rows
        .iter()
        .enumerate()
        .flat_map(|(row, words)| words.iter().map(move |word| (row, *word)))
        .map(|(row, word)| (crate::claims::phrase(stems, word), row))
        .collect();
    terms.sort_unstable();
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str, number: &str) -> Option<String> {
        let mut article = crate::article::Article { text: text.to_owned(), ..Default::default() };
        article.language = Some("en".to_owned());
        article.published = Some(crate::article::Moment::day(jiff::civil::date(2031, 3, 5)));
        let document = crate::document::read(article);
        let start = text.find(number).expect("the number");
        moment_beside(&document, Span::new(start, start + number.len()), Span::new(0, text.len()))
    }

    #[test]
    fn a_moment_is_that_of_the_number_next_to_it() {
        let text = "The camp has fallen to roughly 4,000 people from 5,500 people on Monday.";
        assert_eq!(moment(text, "5,500").as_deref(), Some("2031-03-03"));
        assert_eq!(moment(text, "4,000"), None);
        assert_eq!(
            moment("On Monday 4,000 people were in the camp.", "4,000").as_deref(),
            Some("2031-03-03")
        );
    }
}
