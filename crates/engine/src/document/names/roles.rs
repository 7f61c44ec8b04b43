//! What the text calls a person: titles before the name, appositions and relative clauses after it.

use super::clues::{Lists, Shape};
use super::entities::Draft;
use super::spans::{Candidate, Reader};
use crate::document::{EntityIndex, NameKind};
use crate::text::Span;

/// Longest role, in tokens.
const ROLE_TOKENS_MAX: usize = 14;

/// Adds the roles of persons to their entities.
pub(super) fn find(
    reader: Reader<'_>,
    candidates: &[Candidate],
    owner: &[EntityIndex],
    drafts: &mut [Draft],
) {
    for (index, candidate) in candidates.iter().enumerate() {
        if candidate.kind != NameKind::Person {
            continue;
        }
        let draft = &mut drafts[owner[index]];
        draft.roles.extend(title_before(reader, candidates, index));
        draft.roles.extend(apposition_after(reader, candidate));
    }
}

/// The title that stands before a name: "Secretary of State", "press secretary", "Special Envoy for Haiti".
fn title_before(reader: Reader<'_>, candidates: &[Candidate], index: usize) -> Option<Span> {
    let end = candidates[index].tokens.start;
    let sentence = reader.grammar.sentence(reader.grammar.sentence_of(end)).start;
    let mut start = end;
    let mut has_title = false;
    while start > sentence && end - start < ROLE_TOKENS_MAX {
        let clue = reader.clues[start - 1];
        let word = reader.grammar.lower(start - 1);
        let is_inside = index > 0 && candidates[index - 1].tokens.contains(&(start - 1));
        let is_link = start < end && matches!(word, "of" | "for" | "the" | "-" | "and" | "general");
        if clue.any(Lists::TITLE.and(Lists::ROLE)) && !is_inside {
            has_title = true;
        } else if !(clue.any(Lists::MODIFIER)
            || is_link
            || clue.shape == Shape::Capital && start < end && has_of(reader, start))
        {
            break;
        }
        start -= 1;
    }
    while start < end && !reader.clues[start].any(Lists::TITLE.and(Lists::ROLE).and(Lists::MODIFIER)) {
        start += 1;
    }
    // "New York City Mayor", "Green Party candidate": a name that the role begins in belongs to it, and so does that of a
    // body right before it.
    let before = candidates[..index].iter().rev().take_while(|name| name.tokens.end >= start);
    let is_owner = |name: &&Candidate| match name.kind {
        NameKind::Organisation => name.tokens.start >= sentence,
        NameKind::Place | NameKind::Other => name.tokens.start >= sentence && name.tokens.end > start,
        NameKind::Person => false,
    };
    let owner = before.filter(is_owner).last();
    let start = owner.map_or(start, |owner| owner.tokens.start.min(start));
    (has_title && start < end).then(|| reader.grammar.span(start..end))
}

/// Whether the token before `at` stands after `of` or `for`, as in "Secretary of State Ann Hale".
fn has_of(reader: Reader<'_>, at: usize) -> bool {
    at >= 2 && matches!(reader.grammar.lower(at - 2), "of" | "for")
}

/// The description that stands after a name and a comma: "Ann Hale, a career diplomat, left".
fn apposition_after(reader: Reader<'_>, candidate: &Candidate) -> Option<Span> {
    let comma = candidate.tokens.end;
    let limit = reader.grammar.sentence(reader.grammar.sentence_of(candidate.tokens.start)).end;
    if comma >= limit || reader.grammar.lower(comma) != "," {
        return None;
    }
    let mut start = comma + 1;
    if start + 2 < limit
        && reader.grammar.lower(start) == "who"
        && matches!(reader.grammar.lower(start + 1), "is" | "was")
    {
        start += 2;
    }
    let mut end = start;
    while end < limit && end - start < ROLE_TOKENS_MAX && !is_break(reader, end) {
        end += 1;
    }
    if end == start
        || end - start >= ROLE_TOKENS_MAX
        || end < limit && !matches!(reader.grammar.lower(end), "," | "." | "who" | ";")
    {
        return None;
    }
    let first = reader.clues[start];
    let begins =
        matches!(reader.grammar.lower(start), "a" | "an" | "the" | "his" | "her") || first.any(ROLES);
    let has_role = (start..end.min(start + 6))
        .any(|token| reader.clues[token].any(ROLES) && reader.clues[token].shape != Shape::Mark);
    if !(begins && has_role) {
        return None;
    }
    let article = matches!(reader.grammar.lower(start), "a" | "an" | "the" | "his" | "her");
    let start = start + usize::from(article);
    (start < end).then(|| reader.grammar.span(start..end))
}

const ROLES: Lists = Lists::TITLE.and(Lists::ROLE).and(Lists::MODIFIER);

fn is_break(reader: Reader<'_>, token: usize) -> bool {
    let clue = reader.clues[token];
    clue.any(Lists::SPEAKING)
        || matches!(
            reader.grammar.lower(token),
            "," | "." | ";" | "who" | "which" | "\"" | "”" | "“" | ":" | "(" | ")"
        )
}
