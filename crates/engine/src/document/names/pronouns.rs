//! Pronouns joined to the persons that they mean. One that could mean two people stays out.

use super::clues::Lists;
use super::entities::{Draft, agrees};
use super::spans::{Candidate, Reader};
use crate::document::{EntityIndex, Gender, NameKind};

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
                mentions.push(Mention { sentence, entity: owner[next], is_pronoun: false });
            }
            next += 1;
        }
        let Some(gender) = pronoun(reader, token) else { continue };
        let sentence = reader.grammar.sentence_of(token);
        let Some(entity) = antecedent(&mentions, sentence, gender, drafts) else { continue };
        drafts[entity].others.push(reader.grammar.spans[token]);
        drafts[entity].gender = Some(gender);
        mentions.push(Mention { sentence, entity, is_pronoun: true });
    }
}

/// A person spoken of before the pronoun.
#[derive(Clone, Copy)]
struct Mention {
    sentence: usize,
    entity: EntityIndex,
    is_pronoun: bool,
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
/// taken only when nobody near has the right one.
fn antecedent(
    mentions: &[Mention],
    sentence: usize,
    gender: Gender,
    drafts: &[Draft],
) -> Option<EntityIndex> {
    let is_known = |mention: &Mention| drafts[mention.entity].gender == Some(gender);
    let near = mentions.iter().rev().take_while(|mention| mention.sentence + SENTENCES_BACK_MAX >= sentence);
    let has_known = near.clone().any(is_known);
    for back in 0..=SENTENCES_BACK_MAX {
        let Some(wanted) = sentence.checked_sub(back) else { break };
        let fitting = near.clone().filter(|mention| mention.sentence == wanted).filter(|mention| {
            if has_known { is_known(mention) } else { agrees(drafts[mention.entity].gender, Some(gender)) }
        });
        let mut first = None;
        let mut is_open = false;
        for mention in fitting {
            if mention.is_pronoun {
                return Some(mention.entity);
            }
            is_open |= first.is_some_and(|entity| entity != mention.entity);
            first = Some(mention.entity);
        }
        if let Some(entity) = first {
            return (!is_open).then_some(entity);
        }
    }
    None
}
