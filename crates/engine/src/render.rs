//! A report as text, Markdown, a page, JSON, CSV, or its quotations collated for an edition.
//!
//! A renderer is one file with one `static` and its line in [`ALL`]: the program's `--format`, the endings that `-o`
//! knows and the help text are made from this list. Every renderer turns hostile text into harmless text and gives
//! the same bytes for the same report.

use crate::report::Report;

mod collation;
mod csv;
mod dates;
mod html;
mod json;
mod markdown;
mod phrases;
mod text;
mod values;
mod wording;

/// A way to show a report.
#[derive(Debug)]
pub struct Renderer {
    /// What `--format` calls it.
    pub name: &'static str,
    /// Endings of file names that mean it, without the dot; none for a form that only `--format` names.
    pub extensions: &'static [&'static str],
    /// What a reader gets, in one short phrase for the help text.
    pub summary: &'static str,
    /// The report, shown.
    pub render: fn(&Report, Look) -> String,
}

/// How the place looks where a report is shown. Only `text` cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether it shows colour and weight.
    pub ink: Ink,
    /// How many columns it has.
    pub columns: usize,
}

/// Whether a place shows colour and weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Letters alone.
    Plain,
    /// The sixteen colours of a terminal, bold, underlined.
    Coloured,
}

impl Default for Look {
    fn default() -> Look {
        Look { ink: Ink::Plain, columns: 80 }
    }
}

/// Every renderer, in the order in which help texts name them.
pub static ALL: &[&Renderer] = &[
    &text::RENDERER,
    &json::RENDERER,
    &json::LINE_RENDERER,
    &markdown::RENDERER,
    &html::RENDERER,
    &csv::RENDERER,
    &collation::COLLATEX,
    &collation::TEI,
];

/// The renderer of this name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Renderer> {
    ALL.iter().find(|renderer| renderer.name == name).copied()
}

/// The renderer that a file of this ending means, in any letters' case.
#[must_use]
pub fn for_extension(extension: &str) -> Option<&'static Renderer> {
    let known = |renderer: &&&Renderer| renderer.extensions.iter().any(|e| e.eq_ignore_ascii_case(extension));
    ALL.iter().find(known).copied()
}
