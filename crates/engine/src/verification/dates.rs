//! Dates: an account speaks of the same days.

use crate::claims::Account;
use crate::document::{Days, Time};

use super::library::{Library, around};
use super::{Evidence, Finding, Kind, Status};

/// Two dates that speak of one thing have at least this much of the words around them in common.
const CONTEXT_MIN: f32 = 0.4;

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
    let bag = library.bag(&around(text, time.span));
    let mut other: Option<(Evidence, f32)> = None;
    for (account, told) in library.accounts.iter().enumerate() {
        for known in &told.document.times {
            let Some(known_days) = known.days else { continue };
            let evidence = Evidence { account, span: known.span };
            if is_compatible(days, known_days) {
                return of(Status::Supported, "An account speaks of the same time.", Some(evidence));
            }
            let context = library.context(&bag, account, known.span);
            if context >= CONTEXT_MIN && other.is_none_or(|(_, best)| context > best) {
                other = Some((evidence, context));
            }
        }
    }
    match other {
        Some((evidence, _)) => {
            let words = evidence.span.of(library.text(evidence.account));
            of(
                Status::Differs,
                &format!("Where the text has this time an account has “{words}”."),
                Some(evidence),
            )
        }
        None => of(Status::Unsupported, "No account speaks of this time.", None),
    }
}

/// Whether one time lies inside the other: `July 22` and `July`.
fn is_compatible(a: Days, b: Days) -> bool {
    let inside = |inner: Days, outer: Days| outer.first <= inner.first && inner.last <= outer.last;
    inside(a, b) || inside(b, a)
}
