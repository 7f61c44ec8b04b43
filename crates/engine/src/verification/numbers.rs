//! Numbers: an account counts the same thing with the same number, or with another one.

use crate::claims::Account;
use crate::document::Quantity;
use crate::text::folded;

use super::library::{Bag, Library, around};
use super::{Evidence, Finding, Kind, Status};

/// Two numbers that speak of one thing have at least this much of the words around them in common.
const CONTEXT_MIN: f32 = 0.3;
/// What another number must have more in common with the text than an equal one, to be the one that is meant.
const CONTEXT_MORE: f32 = 0.3;

/// A number of an account, beside a number of the text.
struct Candidate<'a> {
    evidence: Evidence,
    quantity: &'a Quantity,
    is_equal: bool,
    is_same_unit: bool,
    context: f32,
}

pub(super) fn check(text: &Account, library: &Library<'_>, findings: &mut Vec<Finding>) {
    for quantity in &text.document.quantities {
        let bag = library.bag(&around(text, quantity.span));
        findings.push(finding(quantity, &candidates(quantity, text, &bag, library), library));
    }
}

fn candidates<'a>(asked: &Quantity, text: &Account, bag: &Bag, library: &Library<'a>) -> Vec<Candidate<'a>> {
    let unit = unit(asked, text);
    let mut found = Vec::new();
    for (account, told) in library.accounts.iter().enumerate() {
        for quantity in &told.document.quantities {
            found.push(Candidate {
                evidence: Evidence { account, span: quantity.span },
                quantity,
                is_equal: is_equal(asked, quantity),
                is_same_unit: unit.is_empty()
                    || unit == self::unit(quantity, told)
                    || is_like(asked, quantity),
                context: library.context(bag, account, quantity.span),
            });
        }
    }
    found
}

fn finding(asked: &Quantity, candidates: &[Candidate<'_>], library: &Library<'_>) -> Finding {
    let best = |wanted: &dyn Fn(&Candidate<'_>) -> bool| {
        let mut wanted = candidates.iter().enumerate().filter(|(_, candidate)| wanted(candidate));
        let first = wanted.next()?;
        let (_, best) =
            wanted.fold(first, |best, next| if next.1.context > best.1.context { next } else { best });
        Some(best)
    };
    let equal =
        best(&|candidate| candidate.is_equal && (candidate.is_same_unit || candidate.context >= CONTEXT_MIN));
    let other =
        best(&|candidate| !candidate.is_equal && candidate.is_same_unit && candidate.context >= CONTEXT_MIN);
    let of = |status, because, candidate: Option<&Candidate<'_>>| Finding {
        kind: Kind::Number,
        span: asked.span,
        status,
        because,
        evidence: candidate.map(|candidate| candidate.evidence).into_iter().collect(),
    };
    match (equal, other) {
        (Some(equal), Some(other)) if other.context > equal.context + CONTEXT_MORE => {
            of(Status::Differs, differs(other, library), Some(other))
        }
        (Some(equal), _) => of(Status::Supported, supported(asked, equal), Some(equal)),
        (None, Some(other)) => of(Status::Differs, differs(other, library), Some(other)),
        (None, None) => of(Status::Unsupported, "No account has this number.".to_owned(), None),
    }
}

fn supported(asked: &Quantity, candidate: &Candidate<'_>) -> String {
    if asked.approximator == candidate.quantity.approximator {
        return "An account has the same number.".to_owned();
    }
    "An account has the same number, but bounds it otherwise.".to_owned()
}

fn differs(candidate: &Candidate<'_>, library: &Library<'_>) -> String {
    let words = candidate.evidence.span.of(library.text(candidate.evidence.account));
    format!("Where the text has this number an account has “{words}”.")
}

/// What is counted or measured, as it is compared: the unit, else the last word of what is counted.
fn unit(quantity: &Quantity, text: &Account) -> String {
    if !quantity.unit.is_empty() {
        return folded(&quantity.unit);
    }
    let counted = quantity.counted.map_or("", |span| span.of(&text.document.article.text));
    folded(counted.split_whitespace().next_back().unwrap_or(""))
}

/// Whether two counts of things that are named otherwise ("people", "migrants") may be of the same things: they are too
/// large and of too near a size for chance.
fn is_like(a: &Quantity, b: &Quantity) -> bool {
    const LARGE: f64 = 100.0;
    let are_counts = a.counted.is_some() && b.counted.is_some();
    let (less, more) = (a.value.min(b.value), a.value.max(b.value));
    are_counts && less >= LARGE && more <= 2.0 * less
}

/// Whether the numbers are one, ranges included, up to what rounding of a printed number hides.
fn is_equal(a: &Quantity, b: &Quantity) -> bool {
    let close = |x: f64, y: f64| (x - y).abs() <= 0.001 * x.abs().max(y.abs());
    match (a.value_to, b.value_to) {
        (None, None) => close(a.value, b.value),
        (Some(x), Some(y)) => close(a.value, b.value) && close(x, y),
        _ => false,
    }
}
