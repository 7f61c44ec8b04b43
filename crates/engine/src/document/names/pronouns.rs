//! Pronouns joined to the persons that they mean. One that could mean two people stays out.

use super::clues::Lists;
use super::entities::{Draft, agrees};
use super::spans::{Candidate, Reader};
use crate::document::{EntityIndex, Gender, NameKind};
use crate::grammar::Tag;

/// How many sentences back a pronoun may reach.
const SENTENCES_BACK_MAX: usize = 2;

/// Resolves `he` and `she` and adds them to their entities.
pub(super) fn resolve(
    reader: Reader<'_>,
    candidates: &[Candidate],
    owner: &[EntityIndex],
    drafts: &mut [Draft],
) {
    let mut mentions: Vec<Mention> = Vec::new();
    let mut next = 0;
    for token in 0..reader.grammar.len() {
        while next < candidates.len() && candidates[next].tokens.start <= token {
            if candidates[next].kind == NameKind::Person {
                let sentence = reader.grammar.sentence_of(token);
                let entity = (!owns_who_acts(reader, candidates, next)).then_some(owner[next]);
                mentions.push(Mention { sentence, entity, is_pronoun: false });
            }
            next += 1;
        }
        let Some(gender) = pronoun(reader, token) else { continue };
        let sentence = reader.grammar.sentence_of(token);
        let Some(entity) = antecedent(&mentions, sentence, gender, drafts) else { continue };
        drafts[entity].others.push(reader.grammar.spans[token]);
        drafts[entity].gender = Some(gender);
        mentions.push(Mention { sentence, entity: Some(entity), is_pronoun: true });
    }
}

/// A person spoken of before the pronoun.
#[derive(Clone, Copy)]
struct Mention {
    sentence: usize,
    /// None for somebody without a name.
    entity: Option<EntityIndex>,
    is_pronoun: bool,
}

/// Whether a name only tells whose envoy, wife or teacher acts, who has none: "Lee's envoy to Skerrin left over what
/// she called a mistake". Who speaks for somebody speaks of him: "Lee's envoy said she was well".
fn owns_who_acts(reader: Reader<'_>, candidates: &[Candidate], index: usize) -> bool {
    let grammar = reader.grammar;
    let mark = candidates[index].tokens.end;
    let end = grammar.sentence(grammar.sentence_of(candidates[index].tokens.start)).end;
    if mark >= end || grammar.tags[mark] != Tag::Pos {
        return false;
    }
    let is_inside = |&token: &usize| matches!(grammar.tags[token], Tag::Jj | Tag::Nn | Tag::Hyph);
    let Some(head) = (mark + 1..end).take_while(is_inside).last() else { return false };
    let is_somebody = grammar.tags[head] == Tag::Nn && reader.clues[head].any(Lists::ROLE.and(Lists::TITLE));
    // "Lee's envoy Bo Ray", "Lee's envoy, Bo Ray"
    let has_name = candidates.get(index + 1).is_some_and(|next| next.tokens.start <= head + 2);
    let is_verb = |&token: &usize| matches!(grammar.tags[token], Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md);
    let acts = (head + 1..end).find(is_verb).is_some_and(|verb| !reader.clues[verb].any(Lists::SPEAKING));
    is_somebody && !has_name && acts
}

fn pronoun(reader: Reader<'_>, token: usize) -> Option<Gender> {
    let clue = reader.clues[token];
    if clue.any(Lists::HE) {
        Some(Gender::Male)
    } else if clue.any(Lists::SHE) {
        Some(Gender::Female)
    } else {
        None
    }
}

/// The one person that a pronoun can mean: the nearest sentence with a person that fits decides; in it the pronouns
/// before stand before names; two people that fit equally well leave it open. Somebody whose gender is not known is
/// taken only when nobody near has the right one. Somebody without a name can always be meant.
fn antecedent(
    mentions: &[Mention],
    sentence: usize,
    gender: Gender,
    drafts: &[Draft],
) -> Option<EntityIndex> {
    let known = |mention: &Mention| mention.entity.and_then(|entity| drafts[entity].gender);
    let is_known = |mention: &Mention| known(mention) == Some(gender);
    let near = mentions.iter().rev().take_while(|mention| mention.sentence + SENTENCES_BACK_MAX >= sentence);
    let has_known = near.clone().any(is_known);
    for back in 0..=SENTENCES_BACK_MAX {
        let Some(wanted) = sentence.checked_sub(back) else { break };
        let fitting = near.clone().filter(|mention| mention.sentence == wanted).filter(|mention| {
            let fits = if has_known { is_known(mention) } else { agrees(known(mention), Some(gender)) };
            fits || mention.entity.is_none()
        });
        let mut first: Option<Option<EntityIndex>> = None;
        let mut is_open = false;
        for mention in fitting {
            if mention.is_pronoun {
                return mention.entity;
            }
            is_open |= first.is_some_and(|entity| entity != mention.entity);
            first = Some(mention.entity);
        }
        if let Some(entity) = first {
            return entity.filter(|_| !is_open);
        }
    }
    None
}
