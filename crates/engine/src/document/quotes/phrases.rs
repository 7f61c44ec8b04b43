//! Noun phrases beside a verb: who speaks.

use std::ops::Range;

use super::page::{Page, is_finite, is_inside_noun_phrase, is_noun, is_verb};
use crate::document::NameKind;
use crate::grammar::{Tag, TokenIndex};

/// Pronouns that stand for a whole subject.
const SUBJECTS: &[&str] = &["he", "she", "they", "it", "we", "i", "you"];

/// The subject that ends right before `end`, at or after `low`: a noun phrase with its apposition, a pronoun, or
/// what a relative pronoun stands for.
pub(in crate::document) fn subject(page: &Page, low: TokenIndex, end: TokenIndex) -> Option<Range<usize>> {
    let mut end = end;
    while end > low && matches!(page.tag(end - 1), Tag::Rb | Tag::Rbr) {
        end -= 1;
    }
    let last = end.checked_sub(1).filter(|&last| last >= low)?;
    if page.mark(last).is_some() {
        return None;
    }
    match page.tag(last) {
        Tag::Prp => SUBJECTS.contains(&page.lower(last)).then_some(last..end),
        Tag::Wp | Tag::Wdt => relative(page, low, last),
        Tag::Comma | Tag::RightBracket | Tag::Colon => apposed(page, low, last),
        Tag::Ex => None,
        _ => ending(page, low, end).filter(|found| !is_adverb(page, low, found)),
    }
}

/// Whether a noun right behind a verb is no subject of the next one: "home" in "those who went home found".
fn is_adverb(page: &Page, low: TokenIndex, phrase: &Range<usize>) -> bool {
    phrase.len() == 1
        && phrase.start > low
        && page.tag(phrase.start) == Tag::Nn
        && matches!(page.tag(phrase.start - 1), Tag::Vbd | Tag::Vbz | Tag::Vbp)
}

/// What "who" stands for: the noun phrase before it.
fn relative(page: &Page, low: TokenIndex, pronoun: TokenIndex) -> Option<Range<usize>> {
    let mut end = pronoun;
    if end > low && page.tag(end - 1) == Tag::Comma {
        end -= 1;
    }
    let found = ending(page, low, end)?;
    let found = if end == pronoun { nearest(page, &found) } else { found };
    Some(described(page, low, &found).unwrap_or(found))
}

/// The part of a noun phrase that a relative clause without a comma belongs to: "migrants" of "a warning to migrants".
fn nearest(page: &Page, phrase: &Range<usize>) -> Range<usize> {
    let link = phrase.clone().rev().find(|&token| {
        matches!(page.tag(token), Tag::In | Tag::To)
            && matches!(page.lower(token), "to" | "about" | "against")
    });
    link.filter(|link| link + 1 < phrase.end).map_or(phrase.clone(), |link| link + 1..phrase.end)
}

/// The noun phrase that a description stands behind: "Ann Lee, a lawyer in Reno" for "a lawyer in Reno".
fn described(page: &Page, low: TokenIndex, description: &Range<usize>) -> Option<Range<usize>> {
    let comma = description.start.checked_sub(1).filter(|&comma| comma > low)?;
    let short = description.len() == 1;
    let describes = short
        || matches!(page.tag(description.start), Tag::Dt | Tag::Nn | Tag::Jj | Tag::Nns)
        || ends_with_person(page, comma);
    if page.tag(comma) != Tag::Comma || page.mark(comma).is_some() || !describes {
        return None;
    }
    let from = |start: TokenIndex| start > low && matches!(page.lower(start - 1), "from" | "by");
    let person = ends_with_person(page, comma) || page.tag(description.start) == Tag::Dt;
    let named = ending(page, low, comma)
        .filter(|named| stands_free(page, low, named.start) || !short && (from(named.start) || person))?;
    let named = if ends_with_person(page, comma) { person_phrase(page, &named) } else { named };
    let names = named.clone().filter(|&token| matches!(page.tag(token), Tag::Nnp | Tag::Nnps)).count();
    let proper = names > usize::from(short);
    proper.then(|| described(page, low, &named).unwrap_or(named.start..description.end))
}

/// The part of a phrase that ends in a person's name which names that person: behind any verb or preposition but "of".
fn person_phrase(page: &Page, phrase: &Range<usize>) -> Range<usize> {
    let governs = |&token: &TokenIndex| {
        is_verb(page.tag(token)) && !page.is_named(token)
            || matches!(page.tag(token), Tag::In | Tag::To) && page.lower(token) != "of"
    };
    let last = phrase.clone().rev().find(governs);
    last.filter(|last| last + 1 < phrase.end).map_or(phrase.clone(), |last| last + 1..phrase.end)
}

/// Whether a person's name stands in a phrase.
pub(in crate::document) fn holds_person(page: &Page, phrase: &Range<usize>) -> bool {
    let span = page.span(phrase);
    let names = &page.document.names;
    let from = names.partition_point(|name| name.span.start < span.start);
    names[from..]
        .iter()
        .take_while(|name| name.span.end <= span.end)
        .any(|name| name.kind == NameKind::Person)
}

/// Whether a person's name ends right before a token.
fn ends_with_person(page: &Page, end: TokenIndex) -> bool {
    let place = page.grammar.spans[end - 1].end;
    let names = &page.document.names;
    let at = names.partition_point(|name| name.span.end < place);
    names.get(at).is_some_and(|name| name.kind == NameKind::Person && name.span.end == place)
}

/// A noun phrase and the apposition that ends in the comma, dash or bracket `closing`.
fn apposed(page: &Page, low: TokenIndex, closing: TokenIndex) -> Option<Range<usize>> {
    let mut found = None;
    let lowest = low.max(closing.saturating_sub(40));
    for comma in (lowest + 1..closing).rev() {
        if page.mark(comma).is_some() || !is_break(page, comma) {
            continue;
        }
        let Some(head) = ending(page, low, comma) else { continue };
        if stands_free(page, low, head.start) {
            found = Some((head, comma));
            break;
        }
    }
    let (mut head, comma) = found?;
    if let Some(whole) = described(page, low, &head) {
        head = whole;
    }
    // "(R-Maine)" belongs to the name with both of its brackets.
    let bracketed = page.tag(comma) == Tag::LeftBracket && page.tag(closing) == Tag::RightBracket;
    let end = if describes(page, comma + 1) { closing + usize::from(bracketed) } else { head.end };
    Some(head.start..end)
}

fn is_break(page: &Page, token: TokenIndex) -> bool {
    matches!(page.tag(token), Tag::Comma | Tag::LeftBracket | Tag::Colon)
}

/// Whether an apposition begins at a token, rather than a participle or an adverbial.
pub(in crate::document) fn describes(page: &Page, token: TokenIndex) -> bool {
    is_inside_noun_phrase(page.tag(token)) && !page.is_time(token)
        || matches!(page.tag(token), Tag::Wp | Tag::WpS | Tag::Wdt)
}

/// Whether a noun phrase that begins at `start` can be the subject of its clause: no verb or preposition governs it.
fn stands_free(page: &Page, low: TokenIndex, start: TokenIndex) -> bool {
    let Some(before) = start.checked_sub(1).filter(|&before| before >= low) else { return true };
    page.mark(before).is_some()
        || page.is_time(before)
        || matches!(
            page.tag(before),
            Tag::Comma | Tag::Cc | Tag::Colon | Tag::Stop | Tag::CloseQuote | Tag::Rb
        )
        || is_subordinator(page, before)
}

/// Whether a preposition right before a noun phrase governs it, so that it is no subject.
pub(in crate::document) fn is_governed(page: &Page, low: TokenIndex, start: TokenIndex) -> bool {
    start > low && is_link(page, start - 1)
}

/// Whether the token is a conjunction that begins a clause.
pub(in crate::document) fn is_subordinator(page: &Page, token: TokenIndex) -> bool {
    matches!(page.tag(token), Tag::In | Tag::Wrb | Tag::Wdt)
        && matches!(
            page.lower(token),
            "that"
                | "as"
                | "after"
                | "because"
                | "before"
                | "while"
                | "if"
                | "although"
                | "though"
                | "since"
                | "when"
                | "whether"
                | "where"
                | "until"
                | "once"
                | "unless"
                | "whereas"
                | "how"
                | "why"
                | "what"
        )
}

/// The noun phrase that ends right before `end`, at or after `low`.
pub(in crate::document) fn ending(page: &Page, low: TokenIndex, end: TokenIndex) -> Option<Range<usize>> {
    let mut start = end;
    while start > low {
        let token = start - 1;
        if page.mark(token).is_some() || page.is_time(token) {
            break;
        }
        let tag = page.tag(token);
        if starts_new(page, start, end) && !joins_left(page, low, token) {
            break;
        }
        if is_inside_noun_phrase(tag) || page.is_named(token) || start < end && is_attribute(page, low, token)
        {
            start = token;
        } else if is_link(page, token) && start < end && token > low && holds_link(page, low, token - 1) {
            start = token;
            if matches!(page.tag(token - 1), Tag::Vbn | Tag::Vbg | Tag::Vbd) {
                start = token - 1;
            }
        } else if tag == Tag::Cc && start < end {
            match ending(page, low, token).filter(|left| stands_free(page, low, left.start)) {
                Some(left) => start = left.start,
                None => break,
            }
        } else {
            break;
        }
    }
    while start < end && matches!(page.tag(start), Tag::Cc | Tag::Rb | Tag::In | Tag::Hyph | Tag::Pos) {
        start += 1;
    }
    (start < end && (start..end).any(|token| can_head(page, token))).then_some(start..end)
}

/// Whether a participle stands before a noun as an adjective does: "a leading contender".
fn is_attribute(page: &Page, low: TokenIndex, token: TokenIndex) -> bool {
    matches!(page.tag(token), Tag::Vbg | Tag::Vbn)
        && token > low
        && matches!(page.tag(token - 1), Tag::Dt | Tag::PrpS | Tag::Jj | Tag::Pos)
        && matches!(page.tag(token + 1), Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Jj)
}

/// Whether the phrase found so far begins with a determiner, so that what stands left of it is another phrase.
fn starts_new(page: &Page, start: TokenIndex, end: TokenIndex) -> bool {
    start < end && matches!(page.tag(start), Tag::Dt | Tag::PrpS)
}

/// Whether a token left of a determiner still belongs to the phrase.
fn joins_left(page: &Page, low: TokenIndex, token: TokenIndex) -> bool {
    matches!(page.tag(token), Tag::Pdt | Tag::Cc) || token > low && is_link(page, token)
}

fn is_link(page: &Page, token: TokenIndex) -> bool {
    matches!(page.tag(token), Tag::In | Tag::To) && page.speech.links.contains(&page.lower(token))
}

/// Whether a preposition after this token can belong to the token's noun phrase.
fn holds_link(page: &Page, low: TokenIndex, token: TokenIndex) -> bool {
    let tag = page.tag(token);
    if page.is_time(token) || page.mark(token).is_some() {
        return false;
    }
    let participle =
        matches!(tag, Tag::Vbn | Tag::Vbg | Tag::Vbd) && token > low && is_noun(page.tag(token - 1));
    participle || is_noun(tag) || matches!(tag, Tag::Jj | Tag::Cd | Tag::Dt | Tag::RightBracket)
}

/// Whether the token can stand for somebody.
fn can_head(page: &Page, token: TokenIndex) -> bool {
    is_noun(page.tag(token)) || matches!(page.tag(token), Tag::Cd | Tag::Dt | Tag::Jj | Tag::Jjs | Tag::Prp)
}

/// The noun phrase that begins at `at` and ends before `high`; a pronoun alone counts as one.
pub(in crate::document) fn starting(page: &Page, at: TokenIndex, high: TokenIndex) -> Option<Range<usize>> {
    if at < high && page.tag(at) == Tag::Prp && page.mark(at).is_none() {
        return Some(at..at + 1);
    }
    let mut end = at;
    let mut named = false;
    while end < high && page.mark(end).is_none() {
        let tag = page.tag(end);
        if qualifies(page, at, end, high) {
            end += 1;
            continue;
        }
        if page.is_time(end)
            || end > at && page.tag(end) == Tag::Dt && is_inside_noun_phrase(page.tag(end - 1))
        {
            break;
        }
        if is_inside_noun_phrase(tag) {
            named = matches!(tag, Tag::Nnp | Tag::Nnps);
            end += 1;
        } else if end > at
            && (is_link(page, end) && follows_link(page, end, high, named)
                || tag == Tag::Cc && joins_right(page, end, high))
        {
            end += 1;
        } else {
            break;
        }
    }
    while end > at
        && (is_link(page, end - 1)
            || matches!(page.tag(end - 1), Tag::Cc | Tag::Dt | Tag::PrpS) && end - at > 1)
    {
        end -= 1;
    }
    (end > at && (at..end).any(|token| can_head(page, token))).then_some(at..end)
}

/// Whether a token that no noun phrase is made of stands inside one before its noun: "the most recent numbers",
/// "trading partners", "its Friday release", "oil and gas worker".
fn qualifies(page: &Page, at: TokenIndex, token: TokenIndex, high: TokenIndex) -> bool {
    let next = token + 1;
    if next >= high || page.is_sign(token) {
        return false;
    }
    let opened =
        token == at || matches!(page.tag(token - 1), Tag::Dt | Tag::Jj | Tag::PrpS | Tag::Pos | Tag::Cd);
    if page.is_time(token) {
        return token > at && opened && is_noun(page.tag(next)) && !page.is_time(next);
    }
    match page.tag(token) {
        Tag::Rbs | Tag::Rbr | Tag::Rb => {
            token > at && opened && matches!(page.tag(next), Tag::Jj | Tag::Vbn | Tag::Vbg | Tag::Cd)
        }
        Tag::Vbn | Tag::Vbg => {
            opened && is_noun(page.tag(next)) || token > at && page.tag(token - 1) == Tag::Rb
        }
        Tag::Vb => token > at && page.tag(token - 1) == Tag::Cc && is_noun(page.tag(next)),
        _ => false,
    }
}

/// Whether a preposition after a noun phrase goes on with it: "of" always; others after a description
/// ("a lawyer for", "people in the crowd"), unless they tell the channel or the time.
fn follows_link(page: &Page, link: TokenIndex, high: TokenIndex, named: bool) -> bool {
    let next = link + 1;
    if next >= high || page.is_time(next) || !is_inside_noun_phrase(page.tag(next)) {
        return false;
    }
    page.speech.of.contains(&page.lower(link)) || !named && !names_channel(page, next, high)
}

/// Whether a channel is named in the noun phrase at `at`.
pub(in crate::document) fn names_channel(page: &Page, at: TokenIndex, high: TokenIndex) -> bool {
    (at..high).take_while(|&token| is_inside_noun_phrase(page.tag(token))).any(|token| {
        page.speech.channels.contains(&page.lower(token)) || page.speech.networks.contains(&page.word(token))
    })
}

/// Whether a conjunction joins another noun phrase, and not a clause with its own verb.
fn joins_right(page: &Page, conjunction: TokenIndex, high: TokenIndex) -> bool {
    let first = conjunction + 1 + usize::from(page.tag(conjunction + 1) == Tag::Vb);
    let Some(right) = starting(page, first, high) else { return false };
    page.tag(right.start) != Tag::Prp && !(right.end < high && is_finite(page.tag(right.end)))
}

/// The end of the apposition that follows the comma at `comma`, or `comma` when none does.
pub(in crate::document) fn apposition_end(page: &Page, comma: TokenIndex, high: TokenIndex) -> TokenIndex {
    if comma + 1 >= high || page.tag(comma) != Tag::Comma || !describes(page, comma + 1) {
        return comma;
    }
    let mut token = comma + 1;
    while token < high && page.mark(token).is_none() {
        let tag = page.tag(token);
        if matches!(tag, Tag::Stop | Tag::Colon) {
            break;
        }
        if tag == Tag::Comma && !describes(page, token + 1) {
            break;
        }
        if tag == Tag::Comma && page.mark(token + 1).is_some() {
            break;
        }
        token += 1;
    }
    token
}
