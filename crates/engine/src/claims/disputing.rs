//! Whether a word disputes what stands beside it: "denied the theft", but not "denied the request".

use std::ops::Range;

use crate::grammar::{Grammar, Relation, Tag, TokenIndex};
use crate::languages::{Claims, DisputedObject};

/// So many words stand between a verb and the head of its object, at most.
const OBJECT_TOKENS_MAX: usize = 8;

/// Whether a word, in a sentence that ends at `end`, disputes something: a verb with an object that can be disputed, or a
/// noun for a denial.
pub(super) fn disputes(tables: &Claims, grammar: &Grammar, token: TokenIndex, end: TokenIndex) -> bool {
    let is_noun = grammar.tags[token].is_noun();
    if !is_noun && !grammar.tags[token].is_verb() {
        return false;
    }
    let (lemma, lower) = (grammar.lemma(token), grammar.lower(token));
    // "The ministry disputes this": no noun has a determiner behind it, whatever its tag.
    let leads = token + 1 < end && matches!(grammar.tags[token + 1], Tag::Dt | Tag::PrpS);
    if is_noun && !leads {
        return tables.denial_nouns.contains(&lemma) && !is_refusal(tables, grammar, token + 1..end);
    }
    let of = tables.denials.iter().find(|row| row.verb == lemma || row.verb == lower);
    match of.map(|row| row.object) {
        None => false,
        Some(DisputedObject::Anything) => true,
        Some(DisputedObject::Claim) => is_of_claim(tables, grammar, token, end),
        Some(DisputedObject::Deed) => {
            !is_deprived(grammar, token, end) && !is_refusal(tables, grammar, token + 1..end)
        }
    }
}

/// Whether what a verb is said of can be true or false: "rejected claims that", "the claim was rejected", "rejected
/// that".
fn is_of_claim(tables: &Claims, grammar: &Grammar, verb: TokenIndex, end: TokenIndex) -> bool {
    let is_claim = |token: TokenIndex| tables.disputable.contains(&grammar.lemma(token));
    let after = verb + 1..end.min(verb + 1 + OBJECT_TOKENS_MAX);
    // "rejected that", but not "rejected that offer"
    let is_alone = |token: TokenIndex| !grammar.tags.get(token + 1).is_some_and(|next| is_of_object(*next));
    let is_pointer = |token: TokenIndex| {
        tables.pointers.contains(&grammar.lower(token)) && grammar.tags[token] != Tag::Prp
    };
    let points = after.clone().next().is_some_and(|token| is_pointer(token) && is_alone(token));
    let object = after.take_while(|&token| is_of_object(grammar.tags[token]));
    let subject = grammar
        .children(verb)
        .filter(|&child| matches!(grammar.relations[child], Relation::NsubjPass | Relation::Obj));
    points || object.chain(subject).any(is_claim)
}

/// Whether what stands behind a word of denial is something that can be refused: "the request", "of a visa".
fn is_refusal(tables: &Claims, grammar: &Grammar, after: Range<TokenIndex>) -> bool {
    let object = after
        .take(OBJECT_TOKENS_MAX)
        .take_while(|&token| is_of_object(grammar.tags[token]) || grammar.tags[token] == Tag::In);
    let head = object.take_while(|&token| grammar.lower(token) != "that").find(|&token| {
        let next = grammar.tags.get(token + 1);
        grammar.tags[token].is_noun() && !next.is_some_and(|next| next.is_noun() || *next == Tag::Pos)
    });
    head.is_some_and(|head| tables.refusable.contains(&grammar.lemma(head)))
}

/// Whether a tag may stand in the object of a verb, up to its head.
fn is_of_object(tag: Tag) -> bool {
    tag.is_noun()
        || matches!(
            tag,
            Tag::Dt
                | Tag::Pdt
                | Tag::Jj
                | Tag::Jjr
                | Tag::Jjs
                | Tag::Cd
                | Tag::Pos
                | Tag::PrpS
                | Tag::Hyph
                | Tag::Rb
                | Tag::Vbg
        )
}

/// Whether somebody is denied something: "denied sleep by noise", "were denied entry", "denied him a visa".
fn is_deprived(grammar: &Grammar, verb: TokenIndex, end: TokenIndex) -> bool {
    let tag = |token: TokenIndex| if token < end { grammar.tags[token] } else { Tag::Unknown };
    let next = tag(verb + 1);
    let gives = next == Tag::Prp
        && (tag(verb + 2).is_noun() || matches!(tag(verb + 2), Tag::Dt | Tag::PrpS | Tag::Jj));
    let helped = |by: Relation| grammar.children(verb).any(|child| grammar.relations[child] == by);
    let is_passive = helped(Relation::AuxPass) || tag(verb) == Tag::Vbn && !helped(Relation::Aux);
    let is_given = next.is_noun() || matches!(next, Tag::Dt | Tag::PrpS | Tag::Jj);
    gives || is_passive && is_given
}
