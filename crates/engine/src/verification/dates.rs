//! Dates: an account speaks of the same days.

use crate::claims::Account;
use crate::document::{Days, Time};

use super::library::{Library, around};
use super::{Evidence, Finding, Kind, Status};

/// Two dates that speak of one thing have at least this much of the words around them in common.
const CONTEXT_MIN: f32 = 0.4;
/// What another date must have more in common with the text than an equal one, to be the one that is meant.
const CONTEXT_MORE: f32 = 0.3;
/// A time of an account that is so many times longer than the one in the text does not support it: the year is right
/// whatever month is written.
const LONGER_MAX: i32 = 8;

pub(super) fn check(text: &Account, library: &Library<'_>, findings: &mut Vec<Finding>) {
    for time in &text.document.times {
        if let Some(days) = time.days {
            findings.push(finding(text, time, days, library));
        }
    }
}

fn finding(text: &Account, time: &Time, days: Days, library: &Library<'_>) -> Finding {
    let of = |status, because: &str, evidence: Option<Evidence>| Finding {
        kind: Kind::Date,
        span: time.span,
        status,
        because: because.to_owned(),
        evidence: evidence.into_iter().collect(),
    };
    let mut nearest = Nearest::default();
    let bag = library.bag(&around(text, time.span));
    for (account, told) in library.accounts.iter().enumerate() {
        for known in &told.document.times {
            let Some(known_days) = known.days else { continue };
            let context = library.context(&bag, account, known.span);
            nearest.see(relation(days, known_days), Evidence { account, span: known.span }, context);
        }
    }
    let words = |evidence: Evidence| evidence.span.of(library.text(evidence.account));
    match nearest.judged() {
        Some((Relation::Same, evidence)) => {
            of(Status::Supported, "An account speaks of the same time.", Some(evidence))
        }
        Some((Relation::Other, evidence)) => of(
            Status::Differs,
            &format!("Where the text has this time an account has “{}”.", words(evidence)),
            Some(evidence),
        ),
        Some((Relation::Vaguer, evidence)) => of(
            Status::Unsupported,
            &format!("No account is so exact; one has “{}”.", words(evidence)),
            Some(evidence),
        ),
        None => of(Status::Unsupported, "No account speaks of this time.", None),
    }
}

/// How a time of an account stands to one of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    /// One lies inside the other, and they are of much the same length.
    Same,
    /// The text's lies inside the account's, which is much longer: `July 22` and `July`.
    Vaguer,
    /// They lie apart.
    Other,
}

fn relation(asked: Days, known: Days) -> Relation {
    let inside = |inner: Days, outer: Days| outer.first <= inner.first && inner.last <= outer.last;
    match (inside(known, asked), inside(asked, known)) {
        (true, _) => Relation::Same,
        (false, true) if length(known) <= length(asked).saturating_mul(LONGER_MAX) => Relation::Same,
        (false, true) => Relation::Vaguer,
        (false, false) => Relation::Other,
    }
}

fn length(days: Days) -> i32 {
    days.last.since(days.first).map_or(i32::MAX, |span| span.get_days().saturating_add(1))
}

/// For each relation the place of the accounts whose words are most like the text's, and how much.
#[derive(Debug, Default)]
struct Nearest {
    same: Option<(Evidence, f32)>,
    vaguer: Option<(Evidence, f32)>,
    other: Option<(Evidence, f32)>,
}

impl Nearest {
    fn see(&mut self, relation: Relation, evidence: Evidence, context: f32) {
        let best = match relation {
            Relation::Same => &mut self.same,
            Relation::Vaguer => &mut self.vaguer,
            Relation::Other => &mut self.other,
        };
        if best.is_none_or(|(_, most)| context > most) {
            *best = Some((evidence, context));
        }
    }

    /// The relation that the words speak for.
    fn judged(&self) -> Option<(Relation, Evidence)> {
        let least = self.same.map_or(CONTEXT_MIN, |(_, context)| CONTEXT_MIN.max(context + CONTEXT_MORE));
        let other = self.other.filter(|(_, context)| *context >= least);
        let vaguer = self.vaguer.filter(|(_, context)| *context >= CONTEXT_MIN);
        let found = match (self.same, other) {
            (_, Some(other)) => Some((Relation::Other, other)),
            (Some(same), None) => Some((Relation::Same, same)),
            (None, None) => vaguer.map(|vaguer| (Relation::Vaguer, vaguer)),
        };
        found.map(|(relation, (evidence, _))| (relation, evidence))
    }
}
