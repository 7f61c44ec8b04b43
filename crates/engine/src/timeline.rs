//! What happened when: by event time, in words of the accounts.

use std::collections::BTreeMap;

use crate::comparison::{Claim, Comparison, Kind, Place, Story};
use crate::document::{Days, Time, TimeKind};

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
            for time in &told.document.times[statement.times.clone()] {
                let Some(when) = when(time) else { continue };
                let claim = claim_at(&comparison.claims, place).unwrap_or_else(|| {
                    alone += 1;
                    alone
                });
                let stands = Place { account, span: time.span };
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
