//! Clauses: a sentence cut where another subject and verb begin.

use std::ops::Range;

use crate::grammar::{Grammar, Relation, Tag, TokenIndex};

/// A clause has so many tokens at least; what is shorter stays with its neighbour.
const TOKENS_MIN: usize = 6;

/// The clauses of a sentence as ranges of tokens that cover it, in order. Without heads the sentence is one clause.
pub(super) fn split(grammar: &Grammar, sentence: usize) -> Vec<Range<TokenIndex>> {
    let tokens = grammar.sentence(sentence);
    let mut cuts = vec![tokens.start];
    for head in tokens.clone().filter(|&token| opens_clause(grammar, token)) {
        let start = first_of(grammar, tokens.clone(), head);
        cuts.extend(cut(grammar, start).filter(|&start| start > tokens.start));
    }
    cuts.push(tokens.end);
    cuts.sort_unstable();
    cuts.dedup();
    let mut clauses: Vec<Range<TokenIndex>> = Vec::new();
    let mut start = cuts[0];
    for pair in cuts.windows(2) {
        let last = pair[1] == tokens.end;
        if pair[1] - start >= TOKENS_MIN && (last || tokens.end - pair[1] >= TOKENS_MIN) {
            clauses.push(start..pair[1]);
            start = pair[1];
        } else if last {
            match clauses.last_mut() {
                Some(before) if pair[1] - start < TOKENS_MIN => before.end = pair[1],
                _ => clauses.push(start..pair[1]),
            }
        }
    }
    clauses
}

/// Where to cut before a clause that begins at a token, so that what stands before the cut can end there: before the
/// preposition of "in which" and of "over what he called a mistake", and nowhere in "knows what he called a mistake".
fn cut(grammar: &Grammar, start: TokenIndex) -> Option<TokenIndex> {
    let tag = |token: TokenIndex| grammar.tags[token];
    let question = |token: TokenIndex| matches!(tag(token), Tag::Wp | Tag::Wrb | Tag::WpS | Tag::Wdt);
    let before = start.checked_sub(1)?;
    let asked = if question(before) && !matches!(tag(before), Tag::Wdt) { before } else { start };
    let governed = asked.checked_sub(1).filter(|&governor| matches!(tag(governor), Tag::In | Tag::To));
    match (governed, tag(before)) {
        (Some(preposition), _) if question(asked) => Some(preposition),
        (None, _) if asked < start => None,
        (_, Tag::In | Tag::To | Tag::Dt | Tag::PrpS | Tag::Pos) => None,
        _ => Some(start),
    }
}

/// Whether a token is the verb of a clause that can stand alone: a finite clause joined by "and" or "while", or one
/// that tells more of a noun ("who", "which").
fn opens_clause(grammar: &Grammar, token: TokenIndex) -> bool {
    let own_subject = || {
        grammar.children(token).any(|child| {
            matches!(grammar.relations[child], Relation::Nsubj | Relation::NsubjPass | Relation::Expl)
        })
    };
    match grammar.relations[token] {
        Relation::Conj | Relation::Parataxis => own_subject(),
        Relation::Advcl | Relation::AclRelcl | Relation::AdvclRelcl => own_subject(),
        _ => false,
    }
}

/// The first token of a subtree that is one piece in front of its head.
fn first_of(grammar: &Grammar, tokens: Range<TokenIndex>, head: TokenIndex) -> TokenIndex {
    let belongs = |token: TokenIndex| {
        let mut at = token;
        for _ in 0..tokens.len() {
            if at == head {
                return true;
            }
            match grammar.head(at) {
                Some(up) => at = up,
                None => return false,
            }
        }
        false
    };
    let mut first = head;
    while first > tokens.start && belongs(first - 1) {
        first -= 1;
    }
    first
}
