//! Descriptions joined to the persons that they mean: "the envoy", once the text has called somebody an envoy. A
//! description that could mean two people, or somebody else, stays out.

use std::collections::BTreeMap;

use super::clues::{Lists, Shape};
use super::entities::Draft;
use super::spans::{Candidate, Reader};
use crate::document::{EntityIndex, NameKind};
use crate::grammar::Tag;

/// Finds "the" and an office or role that the text gives to one person alone, and adds it to the person's mentions.
pub(super) fn find(reader: Reader<'_>, candidates: &[Candidate], drafts: &mut [Draft]) {
    let described = described(reader, drafts);
    let mut next = 0;
    for noun in 1..reader.grammar.len() {
        while next < candidates.len() && candidates[next].tokens.start < noun {
            next += 1;
        }
        let Some(&(entity, after)) = described.get(reader.grammar.lower(noun)) else { continue };
        let named = candidates
            .get(next)
            .is_some_and(|name| name.tokens.start == noun || name.tokens.start == noun + 1);
        if let Some(entity) = entity.filter(|_| noun > after && !named && stands_alone(reader, noun)) {
            drafts[entity].others.push(reader.grammar.span(noun - 1..noun + 1));
        }
    }
}

/// The office or role that each role of a person ends in: whose it is, if one person's alone, and the token where the
/// text first says so.
fn described<'r>(reader: Reader<'r>, drafts: &[Draft]) -> BTreeMap<&'r str, (Option<EntityIndex>, usize)> {
    let mut described: BTreeMap<&str, (Option<EntityIndex>, usize)> = BTreeMap::new();
    for (entity, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.kind() == NameKind::Person) {
        for &role in &draft.roles {
            let Some(noun) = head(reader, role) else { continue };
            let known = described.entry(reader.grammar.lower(noun)).or_insert((Some(entity), noun));
            known.0 = known.0.filter(|known| *known == entity);
            known.1 = known.1.min(noun);
        }
    }
    described
}

/// The noun of a role: its last office before a preposition.
fn head(reader: Reader<'_>, role: crate::text::Span) -> Option<usize> {
    reader
        .grammar
        .inside(role)
        .take_while(|&token| !matches!(reader.grammar.tags[token], Tag::In | Tag::To | Tag::Comma | Tag::Wp))
        .filter(|&token| reader.clues[token].any(Lists::TITLE.and(Lists::ROLE)))
        .last()
}

/// Whether "the" stands before a noun in small letters and nothing behind it says which one is meant.
fn stands_alone(reader: Reader<'_>, noun: usize) -> bool {
    let lower = reader.clues[noun].shape == Shape::Lower && reader.grammar.tags[noun] == Tag::Nn;
    let after = reader.grammar.tags.get(noun + 1).copied().unwrap_or_default();
    let goes_on = matches!(
        after,
        Tag::In
            | Tag::To
            | Tag::Nn
            | Tag::Nns
            | Tag::Nnp
            | Tag::Nnps
            | Tag::Hyph
            | Tag::Wp
            | Tag::Wdt
            | Tag::Cc
            | Tag::Jj
    );
    lower && reader.grammar.lower(noun - 1) == "the" && !goes_on
}
