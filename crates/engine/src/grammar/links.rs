//! Walks over the trees: dependents, subtrees, noun phrases.

use std::ops::Range;

use super::{Grammar, Relation, Tag, TokenIndex};

/// For each token its first dependent, the next dependent of its head, and how far its subtree reaches.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    first: Vec<u32>,
    next: Vec<u32>,
    reach: Vec<Range<u32>>,
}

const NONE: u32 = u32::MAX;

impl Links {
    /// Links the tokens of trees, in linear time.
    pub(super) fn of(heads: &[u32]) -> Links {
        let count = heads.len();
        let mut links = Links {
            first: vec![NONE; count],
            next: vec![NONE; count],
            reach: (0..count as u32).map(|token| token..token + 1).collect(),
        };
        for (token, &head) in heads.iter().enumerate().rev().filter(|(token, head)| **head as usize != *token)
        {
            links.next[token] = links.first[head as usize];
            links.first[head as usize] = token as u32;
        }
        // Heads before dependents; taken backwards, each subtree is complete before it widens its head's.
        let mut order: Vec<u32> = (0..count as u32).filter(|&token| heads[token as usize] == token).collect();
        let mut at = 0;
        while at < order.len() {
            let mut child = links.first[order[at] as usize];
            while child != NONE {
                order.push(child);
                child = links.next[child as usize];
            }
            at += 1;
        }
        for &token in order.iter().rev() {
            let inner = links.reach[token as usize].clone();
            let outer = &mut links.reach[heads[token as usize] as usize];
            *outer = outer.start.min(inner.start)..outer.end.max(inner.end);
        }
        links
    }
}

/// Relations that stand before a noun inside its noun phrase.
const BEFORE: &[Relation] = &[
    Relation::Det,
    Relation::DetPredet,
    Relation::Amod,
    Relation::Nummod,
    Relation::Compound,
    Relation::NmodPoss,
    Relation::NmodDesc,
    Relation::NmodUnmarked,
    Relation::Flat,
];

/// Relations that stand after a noun inside its noun phrase.
const AFTER: &[Relation] = &[Relation::Flat, Relation::Compound, Relation::Nummod];

impl Grammar {
    /// The dependents of a token, in order.
    pub fn children(&self, token: TokenIndex) -> impl Iterator<Item = TokenIndex> {
        let links = &self.links;
        let step = |token: u32| (token != NONE).then_some(token as usize);
        std::iter::successors(step(links.first[token]), move |&child| step(links.next[child]))
    }

    /// The tokens from the first to the last that a token governs, directly or not, itself included.
    #[must_use]
    pub fn subtree(&self, token: TokenIndex) -> Range<TokenIndex> {
        let reach = &self.links.reach[token];
        reach.start as usize..reach.end as usize
    }

    /// The noun phrase of a noun without what follows it: its determiners, adjectives, numbers, compounds and the rest
    /// of a name, but no clause, apposition or prepositional phrase.
    #[must_use]
    pub fn noun_phrase(&self, noun: TokenIndex) -> Range<TokenIndex> {
        let (mut start, mut end) = (noun, noun + 1);
        for child in self.children(noun) {
            let reach = self.subtree(child);
            let relation = self.relations[child];
            if child < noun && BEFORE.contains(&relation) {
                start = start.min(reach.start);
            } else if child >= end && reach.start <= end + 1 && AFTER.contains(&relation) {
                end = reach.end;
            }
        }
        start..end
    }

    /// Whether the token is tagged as a name or a part of one.
    #[must_use]
    pub fn is_proper(&self, token: TokenIndex) -> bool {
        matches!(self.tags[token], Tag::Nnp | Tag::Nnps)
    }
}
