//! Names: people, organisations, places and what else has one, joined to entities.

use super::{Entity, Name};
use crate::grammar::Grammar;
use crate::languages::Language;

/// The names in a text, by place, and whom they name, by first mention.
pub(super) fn find(_text: &str, _grammar: &Grammar, _language: &Language) -> (Vec<Name>, Vec<Entity>) {
    (Vec::new(), Vec::new())
}
