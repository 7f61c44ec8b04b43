//! Statements: a sentence of an account says most of what a clause of the text says.

use crate::claims::{Account, Statement};

use super::library::{Bag, Library, weight_of};
use super::{Evidence, Finding, Kind, Status};

/// A sentence that holds so much of a clause's words says the same.
const SAME_MIN: f32 = 0.6;
/// A sentence that holds so much of them is shown as what comes nearest.
const NEAR_MIN: f32 = 0.3;
/// Clauses that weigh less say too little to be checked.
const WEIGHT_MIN: f32 = 8.0;

pub(super) fn check(text: &Account, library: &Library<'_>, findings: &mut Vec<Finding>) {
    for statement in &text.statements {
        let bag = library.bag(statement.span.of(&text.document.article.text));
        if weight_of(&bag) >= WEIGHT_MIN {
            findings.push(finding(statement, &bag, library));
        }
    }
}

fn finding(statement: &Statement, bag: &Bag, library: &Library<'_>) -> Finding {
    let nearest = library.nearest(bag).filter(|(_, likeness)| *likeness >= NEAR_MIN);
    let (status, because) = match &nearest {
        Some((evidence, likeness)) if *likeness >= SAME_MIN => judged(statement, *evidence, library),
        Some(_) => (Status::Unsupported, "No account says it; this comes nearest."),
        None => (Status::Unsupported, "No account says anything like it."),
    };
    Finding {
        kind: Kind::Statement,
        span: statement.span,
        status,
        because: because.to_owned(),
        evidence: nearest.map(|(evidence, _)| evidence).into_iter().collect(),
    }
}

/// A sentence with the same words may still deny what the text affirms.
fn judged(statement: &Statement, evidence: Evidence, library: &Library<'_>) -> (Status, &'static str) {
    let told = library.accounts[evidence.account].statements.iter();
    let mut there = told.filter(|told| evidence.span.overlaps(told.span)).peekable();
    let is_known = there.peek().is_some();
    if is_known && there.all(|told| told.negated != statement.negated) {
        return (
            Status::Differs,
            "An account says it with a negation where the text has none, or without one.",
        );
    }
    (Status::Supported, "An account says it.")
}
