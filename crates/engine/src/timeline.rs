//! What happened when: by event time, in words of the accounts.

use std::collections::BTreeMap;

use crate::claims::Statement;
use crate::comparison::{Claim, Comparison, Kind, Place, Story};
use crate::document::{Days, Document, Time, TimeKind};
use crate::grammar::{Relation, Tag, TokenIndex};
use crate::languages::times::Word;
use crate::text::Span;

/// Something that happened at a known time.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// When.
    pub when: When,
    /// What, where and by whom: the shortest wording first.
    pub places: Vec<Place>,
    /// The words that give the time, one for each place.
    pub times: Vec<Place>,
}

/// A time on the calendar.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    /// The days.
    pub days: Days,
    /// The time of day, as TIMEX3 has it (`T10:30`, `TMO`), where it is told.
    pub clock: Option<String>,
    /// How exact it is.
    pub precision: Precision,
}

/// How exact a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// A time of day.
    Time,
    /// A day.
    Day,
    /// A week or a weekend.
    Week,
    /// A month.
    Month,
    /// A quarter, season or half.
    Season,
    /// A year.
    Year,
    /// Anything else, longer than a day.
    Span,
}

/// A statement, the words of its time, and the time.
type Told = (Place, Place, When);

/// The timeline of a story, by first day, then by last day, then by place.
#[must_use]
pub fn find(story: &Story<'_>, comparison: &Comparison) -> Vec<Entry> {
    let mut entries: BTreeMap<(Days, usize), Vec<Told>> = BTreeMap::new();
    let mut alone = comparison.claims.len();
    for (account, told) in story.accounts.iter().enumerate() {
        for statement in told.statements.iter().filter(|statement| !statement.quoted) {
            let place = Place { account, span: statement.span };
            let times = &told.document.times[statement.times.clone()];
            for (time, when) in told_times(times) {
                if is_nowadays(story, &told.document, statement, time) {
                    continue;
                }
                let stands = Place { account, span: time.span };
                let claim = dated_by(&comparison.claims, stands)
                    .or_else(|| claim_at(&comparison.claims, place))
                    .unwrap_or_else(|| {
                        alone += 1;
                        alone
                    });
                entries.entry((when.days, claim)).or_default().push((place, stands, when));
            }
        }
    }
    let mut found: Vec<Entry> = entries.into_values().map(|told| entry(story, told)).collect();
    found.sort_by(|a, b| a.when.cmp(&b.when).then_with(|| a.places.cmp(&b.places)));
    found
}

fn entry(story: &Story<'_>, mut told: Vec<(Place, Place, When)>) -> Entry {
    let when = told.iter().map(|(_, _, when)| when.clone()).min_by_key(|when| when.precision);
    told.sort_by_key(|&(place, time, _)| (story.words(place).len(), place, time));
    told.dedup_by_key(|told| told.0);
    Entry {
        when: when.unwrap_or_else(|| told[0].2.clone()),
        places: told.iter().map(|told| told.0).collect(),
        times: told.iter().map(|told| told.1).collect(),
    }
}

/// The times of a statement that are places on the calendar, without those that one next to them tells more exactly:
/// "earlier this year in July" is July.
fn told_times(times: &[Time]) -> Vec<(&Time, When)> {
    // So many bytes are a preposition and the spaces or the comma around it.
    const APART_MAX: u32 = 6;
    let known: Vec<(&Time, When)> = times.iter().filter_map(|time| Some((time, when(time)?))).collect();
    let within =
        |inner: &Days, outer: &Days| inner != outer && outer.first <= inner.first && inner.last <= outer.last;
    let adjoins = |a: Span, b: Span| {
        let (first, second) = if a < b { (a, b) } else { (b, a) };
        second.start.saturating_sub(first.end) <= APART_MAX
    };
    let is_exact = |(time, when): &&(&Time, When)| {
        !known.iter().any(|(other, exact)| within(&exact.days, &when.days) && adjoins(time.span, other.span))
    };
    known.iter().filter(is_exact).cloned().collect()
}

/// Whether a time is "today" and the statement only tells how things stand: "Today, many families have not been found".
fn is_nowadays(story: &Story<'_>, document: &Document, statement: &Statement, time: &Time) -> bool {
    let grammar = &document.grammar;
    let words = grammar.inside(time.span);
    let is_today =
        |(word, meaning): &(&str, Word)| *meaning == Word::DayWord(0) && *word == grammar.lower(words.start);
    let opens = words.start == grammar.sentence(statement.sentence).start;
    if words.len() != 1 || !opens || !story.language().times.words.iter().any(is_today) {
        return false;
    }
    let is_helper = |token: TokenIndex| {
        matches!(grammar.relations[token], Relation::Aux | Relation::AuxPass | Relation::Cop)
            && matches!(grammar.tags[token], Tag::Vbz | Tag::Vbp)
    };
    statement.tokens.clone().any(is_helper)
}

/// The claim that a time is a reading of.
fn dated_by(claims: &[Claim], time: Place) -> Option<usize> {
    claims.iter().position(|claim| {
        claim.kind == Kind::Date && claim.readings.iter().any(|reading| reading.places.contains(&time))
    })
}

/// The event claim that holds a statement.
fn claim_at(claims: &[Claim], place: Place) -> Option<usize> {
    claims.iter().position(|claim| {
        matches!(claim.kind, Kind::Event | Kind::Said)
            && claim.readings.iter().any(|reading| reading.places.contains(&place))
    })
}

/// When a time is, if it is a place on the calendar and no longer than a year.
fn when(time: &Time) -> Option<When> {
    const DAYS_MAX: i32 = 366;
    let days = time.days?;
    if !matches!(time.kind, TimeKind::Date | TimeKind::Time) {
        return None;
    }
    let length = days.first.until(days.last).map_or(i32::MAX, |span| span.get_days());
    let clock = time.value.split_once('T').map(|(_, clock)| format!("T{clock}"));
    let precision = match length {
        _ if clock.is_some() => Precision::Time,
        0 => Precision::Day,
        1..=7 => Precision::Week,
        27..=31 => Precision::Month,
        80..=100 => Precision::Season,
        360..=DAYS_MAX => Precision::Year,
        _ => Precision::Span,
    };
    (length <= DAYS_MAX).then_some(When { days, clock, precision })
}
