//! A report as the data it is: one JSON object, keys in the contract's order.

use super::{Look, Renderer};
use crate::report::Report;

/// Indented, for people and files.
pub(super) static RENDERER: Renderer = Renderer {
    name: "json",
    extensions: &["json"],
    summary: "the whole report as indented JSON",
    render: indented,
};

/// On one line, for pipes.
pub(super) static LINE_RENDERER: Renderer = Renderer {
    name: "jsonl",
    extensions: &["jsonl", "ndjson"],
    summary: "the whole report as JSON on one line",
    render: line,
};

const SERIALISABLE: &str =
    "a report holds nothing but strings, numbers and lists, which JSON can always hold";

fn indented(report: &Report, _look: Look) -> String {
    let mut out = serde_json::to_string_pretty(report).expect(SERIALISABLE);
    out.push('\n');
    out
}

fn line(report: &Report, _look: Look) -> String {
    let mut out = serde_json::to_string(report).expect(SERIALISABLE);
    out.push('\n');
    out
}
