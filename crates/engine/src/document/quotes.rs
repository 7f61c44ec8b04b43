//! Quotations: reported speech of every form, its cue, its speaker and its channel.

use super::{Entity, Name, Quote};
use crate::grammar::Grammar;
use crate::languages::Language;

/// The reported speech in a text, by place.
pub(super) fn find(
    _text: &str,
    _grammar: &Grammar,
    _language: &Language,
    _names: &[Name],
    _entities: &[Entity],
) -> Vec<Quote> {
    Vec::new()
}
