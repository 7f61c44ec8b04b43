//! Names: people, organisations, places and what else has one, joined to entities.

mod clues;
mod compare;
mod descriptions;
mod entities;
mod gazetteer;
pub mod labels;
mod learned;
mod pronouns;
mod roles;
mod spans;
pub mod tagging;

pub use compare::{PersonName, same_person};

use super::{Entity, EntityIndex, Name};
use crate::grammar::Grammar;
use crate::grammar::model::Model;
use crate::languages::Language;
use crate::text::Span;

/// The names in a text, by place, and whom they name, by first mention.
pub(super) fn find(text: &str, grammar: &Grammar, language: &Language) -> (Vec<Name>, Vec<Entity>) {
    find_with(text, grammar, language, language.names.weights)
}

/// The names in a text, found with other weights than the language's, for training; empty weights leave the rules alone.
/// None in a language without tables of names.
#[must_use]
pub fn find_with(
    text: &str,
    grammar: &Grammar,
    language: &Language,
    weights: &[u8],
) -> (Vec<Name>, Vec<Entity>) {
    if language.names.titles.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let clues = clues::read(text, grammar, language);
    let reader = spans::Reader { text, grammar, clues: &clues, language };
    let mut candidates = match Model::new(weights) {
        Some(model) => learned::find(reader, &model),
        None => spans::find(reader),
    };
    let (owner, mut drafts) = entities::join(reader, &mut candidates);
    roles::find(reader, &candidates, &owner, &mut drafts);
    descriptions::find(reader, &candidates, &mut drafts);
    pronouns::resolve(reader, &candidates, &owner, &mut drafts);
    let names = candidates
        .iter()
        .zip(&owner)
        .map(|(candidate, &entity)| Name {
            span: grammar.span(candidate.tokens.clone()),
            kind: candidate.kind,
            entity,
        })
        .collect();
    (names, drafts.into_iter().map(|draft| draft.finish(text)).collect())
}

/// Every mention of every entity, by place, for [`entity_at`].
#[must_use]
pub fn mentions(entities: &[Entity]) -> Vec<(Span, EntityIndex)> {
    let mut all: Vec<(Span, EntityIndex)> = Vec::new();
    for (index, entity) in entities.iter().enumerate() {
        all.extend(entity.mentions.iter().map(|&span| (span, index)));
    }
    all.sort_unstable();
    all
}

/// The entity that the words at `span` mean: of the mentions inside the span the first, else the mention that holds
/// it. `mentions` is what [`mentions`] gives.
#[must_use]
pub fn entity_at(mentions: &[(Span, EntityIndex)], span: Span) -> Option<EntityIndex> {
    let at = mentions.partition_point(|(mention, _)| mention.start < span.start);
    let inside = mentions[at..]
        .iter()
        .take_while(|(mention, _)| mention.start < span.end)
        .find(|(m, _)| span.contains(*m));
    let around = || mentions[..at].last().filter(|(mention, _)| mention.contains(span));
    inside.or_else(around).map(|&(_, entity)| entity)
}

#[cfg(test)]
mod tests;
