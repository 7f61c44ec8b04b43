//! A report as a table (RFC 4180): one row for each place where an account gives a reading of a claim.

use super::phrases::{self, one_line};
use super::{Look, Renderer};
use crate::report::{Article, Claim, ClaimKind, Reading, Report, Span, Status, Story, Value};

/// Comma-separated values.
pub(super) static RENDERER: Renderer = Renderer {
    name: "csv",
    extensions: &["csv"],
    summary: "claims as a table, one row for each place in an account",
    render,
};

const HEADER: [&str; 21] = [
    "story",
    "claim",
    "kind",
    "status",
    "subject",
    "score",
    "rule",
    "origins",
    "reading",
    "value",
    "unit",
    "approximator",
    "as_of",
    "according_to",
    "article",
    "outlet",
    "published",
    "start",
    "end",
    "exact",
    "new",
];

fn render(report: &Report, _look: Look) -> String {
    let mut out = String::new();
    row(&mut out, &HEADER.map(str::to_owned));
    let articles = phrases::by_id(report);
    for story in &report.stories {
        for claim in &story.claims {
            for (number, reading) in claim.readings.iter().enumerate() {
                for span in &reading.spans {
                    let article = articles.get(span.article.as_str()).copied();
                    let place = Place { story, claim, reading, number: number + 1, span, article };
                    row(&mut out, &cells(&place));
                }
            }
        }
    }
    out
}

/// One place of a reading.
struct Place<'r> {
    story: &'r Story,
    claim: &'r Claim,
    reading: &'r Reading,
    number: usize,
    span: &'r Span,
    article: Option<&'r Article>,
}

fn cells(place: &Place<'_>) -> [String; 21] {
    let Place { story, claim, reading, number, span, article } = place;
    let some = |text: Option<&String>| text.cloned().unwrap_or_default();
    [
        story.id.clone(),
        claim.id.clone(),
        kind(claim.kind).to_owned(),
        status(claim.status).to_owned(),
        claim.subject.clone(),
        claim.score.to_string(),
        claim.rule.clone(),
        claim.origins.to_string(),
        number.to_string(),
        reading.value.as_ref().map_or_else(String::new, value),
        some(reading.unit.as_ref()),
        some(reading.approximator.as_ref()),
        some(reading.as_of.as_ref()),
        reading.according_to.join("; "),
        span.article.clone(),
        article.map_or_else(String::new, |article| phrases::label(article).to_owned()),
        some(article.and_then(|article| article.published.as_ref())),
        span.start.to_string(),
        span.end.to_string(),
        span.exact.clone(),
        String::from(if reading.new { "yes" } else { "" }),
    ]
}

fn value(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.clone(),
    }
}

fn kind(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Event => "event",
        ClaimKind::Quantity => "quantity",
        ClaimKind::Date => "date",
        ClaimKind::Name => "name",
        ClaimKind::Place => "place",
        ClaimKind::Role => "role",
        ClaimKind::Said => "said",
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Agreed => "agreed",
        Status::Single => "single",
        Status::Conflict => "conflict",
        Status::Compatible => "compatible",
        Status::Revised => "revised",
        Status::Scope => "scope",
    }
}

fn row(out: &mut String, cells: &[String; 21]) {
    for (at, text) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        cell(out, &one_line(text));
    }
    out.push_str("\r\n");
}

/// A cell, quoted where it must be. What a spreadsheet would take for a formula gets an apostrophe in front, as OWASP
/// recommends; plain numbers are none.
fn cell(out: &mut String, text: &str) {
    let is_formula = text.starts_with(['=', '+', '-', '@']) && text.parse::<f64>().is_err();
    let guard = if is_formula { "'" } else { "" };
    if text.contains([',', '"']) {
        out.push_str(&format!("\"{guard}{}\"", text.replace('"', "\"\"")));
    } else {
        out.push_str(guard);
        out.push_str(text);
    }
}
