//! Cues: the verbs and prepositions that report speech, and who stands beside them.

use std::ops::Range;

use super::page::{Page, is_finite, is_noun, is_verb, takes_clause};
use super::phrases;
use crate::grammar::{Tag, TokenIndex};
use crate::languages::{Frame, ReportingVerb};

/// A reporting verb in use.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    /// The verb with its auxiliaries, adverbs and particle.
    pub(super) group: Range<usize>,
    pub(super) verb: &'static ReportingVerb,
    /// Its subject, where it stands before the verb or is shared with an earlier verb.
    pub(super) subject: Option<Range<usize>>,
    /// How the subject was found.
    pub(super) place: Place,
}

/// Where a cue's subject stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Right before the verb.
    Before,
    /// Before the verb, with a relative pronoun between them.
    Relative,
    /// At an earlier verb of the sentence ("left, saying", "left and said").
    Shared,
    /// Nowhere before the verb: it may follow it.
    Open,
}

/// The reporting verbs among `tokens` that stand outside quotation marks, in order.
pub(super) fn find(page: &Page, tokens: &Range<usize>) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    for at in tokens.clone().filter(|&token| page.mark(token).is_none()) {
        let Some(mut cue) = read(page, tokens, at) else { continue };
        // A participle goes with the report before it, whoever else the report speaks of.
        if cue.place == Place::Shared
            && (page.tag(at) == Tag::Vbg || matches!(cue.verb.frame, Frame::Speech | Frame::Clause))
            && let Some(earlier) = found.iter().rev().find(|earlier| earlier.place == Place::Before)
        {
            cue.subject.clone_from(&earlier.subject);
        }
        found.push(cue);
    }
    found
}

fn read(page: &Page, tokens: &Range<usize>, at: TokenIndex) -> Option<Cue> {
    let verb = page.verb(at)?;
    let aside = is_aside(page, tokens, at);
    if !is_verb(page.tag(at)) && !aside && !governs_clause(page, tokens, at) {
        return None;
    }
    let start = group_start(page, tokens.start, at);
    if !(reports(page, tokens.start, start, at) || aside && start == at) {
        return None;
    }
    let end = at + 1 + usize::from(!verb.particle.is_empty());
    let (subject, place) = subject(page, tokens, start, at);
    Some(Cue { group: start..end.min(tokens.end), verb, subject, place })
}

/// Whether a form that was taken for a noun is a verb: a plural before it, and behind it a pronoun, "that" or a
/// participle ("residents report they are tired").
fn governs_clause(page: &Page, tokens: &Range<usize>, at: TokenIndex) -> bool {
    let plural = at > tokens.start && matches!(page.tag(at - 1), Tag::Nns | Tag::Nnps | Tag::Prp);
    let next = at + 1 < tokens.end
        && (matches!(page.tag(at + 1), Tag::Prp | Tag::Vbg) || page.lower(at + 1) == "that");
    plural && next && page.tag(at) == Tag::Nn
}

/// Whether a form of a verb can only be one, whatever its tag: it stands between a short subject that follows
/// quotation marks and the end of the clause (`"...," the post read.`).
fn is_aside(page: &Page, tokens: &Range<usize>, at: TokenIndex) -> bool {
    let ends =
        at + 1 >= tokens.end || matches!(page.tag(at + 1), Tag::Stop | Tag::Comma) || page.is_time(at + 1);
    let lowest = tokens.start.max(at.saturating_sub(6));
    let mut first = at;
    while ends && first > lowest && page.mark(first - 1).is_none() && !page.is_sign(first - 1) {
        first -= 1;
    }
    ends && first < at && first > tokens.start && page.mark(first - 1).is_some()
}

/// Where the verb group begins: auxiliaries and adverbs before the verb.
fn group_start(page: &Page, low: TokenIndex, at: TokenIndex) -> TokenIndex {
    let mut start = at;
    while start > low && page.mark(start - 1).is_none() {
        let tag = page.tag(start - 1);
        let adverb = matches!(tag, Tag::Rb | Tag::Rbr) && page.lower(start - 1) != "however";
        let floats = matches!(page.lower(start - 1), "all" | "both" | "each") && start < at;
        let floats =
            floats || start == at && page.tag(start - 1) == Tag::Dt && is_floating(page, low, start - 1);
        if adverb && !page.is_time(start - 1) || floats || is_auxiliary(page, start - 1) {
            start -= 1;
        } else {
            break;
        }
    }
    start
}

/// "have all insisted", "have both said".
fn is_floating(page: &Page, low: TokenIndex, token: TokenIndex) -> bool {
    matches!(page.lower(token), "all" | "both" | "each") && token > low && is_auxiliary(page, token - 1)
}

fn is_auxiliary(page: &Page, token: TokenIndex) -> bool {
    if page.speech.auxiliaries.contains(&page.lower(token)) {
        return true;
    }
    is_verb(page.tag(token))
        && matches!(
            page.lower(token),
            "has"
                | "have"
                | "had"
                | "is"
                | "are"
                | "was"
                | "were"
                | "been"
                | "be"
                | "did"
                | "does"
                | "do"
                | "'s"
                | "'ve"
                | "'d"
                | "'re"
                | "would"
                | "will"
                | "could"
                | "should"
                | "may"
                | "might"
                | "must"
                | "can"
                | "'ll"
                | "’s"
                | "ca"
                | "wo"
        )
}

/// Whether the verb group tells that something was said: not denied, not merely possible, not passive.
fn reports(page: &Page, low: TokenIndex, start: TokenIndex, at: TokenIndex) -> bool {
    let group = start..at;
    let has = |words: &[&str]| group.clone().any(|token| words.contains(&page.lower(token)));
    if has(&["not", "n't", "n’t", "never", "would", "could", "should", "may", "might", "must", "can"]) {
        return false;
    }
    let passive = has(&["is", "are", "was", "were", "been", "be"]);
    match page.tag(at) {
        Tag::Vbn if !group.clone().any(|token| is_auxiliary(page, token)) => looks_past(page, low, start, at),
        Tag::Vbn => !passive && has(&["has", "have", "had", "'s", "'ve", "'d", "’s"]),
        Tag::Vb => start == at && looks_present(page, low, at) || goes_on_to(page, low, start),
        _ => true,
    }
}

/// Whether a form that was taken for a participle is a past form: a noun before it, and behind it what a verb of
/// saying governs.
fn looks_past(page: &Page, low: TokenIndex, start: TokenIndex, at: TokenIndex) -> bool {
    let noun =
        start > low && (is_noun(page.tag(start - 1)) || matches!(page.tag(start - 1), Tag::Prp | Tag::Comma));
    let goes_on = start > low && page.tag(start - 1) == Tag::Cc && goes_on_active(page, low, start - 1);
    let next = page.tag(at + 1);
    let governs =
        is_noun(next) || matches!(next, Tag::Dt | Tag::Prp | Tag::Ex | Tag::In) && page.lower(at + 1) != "by";
    noun && (governs || page.lower(at + 1) == "that")
        || goes_on && (governs || is_noun(next) || next == Tag::Vbg)
}

/// Whether the verb before a conjunction is active, so that a participle behind it is as well: "has left and told".
fn goes_on_active(page: &Page, low: TokenIndex, conjunction: TokenIndex) -> bool {
    const BACK_MAX: usize = 40;
    let lowest = low.max(conjunction.saturating_sub(BACK_MAX));
    let verb =
        (lowest..conjunction).rev().find(|&token| page.mark(token).is_none() && is_finite(page.tag(token)));
    verb.is_some_and(|verb| {
        page.tag(verb) == Tag::Vbd && !is_auxiliary(page, verb)
            || matches!(page.lower(verb), "has" | "have" | "had")
    })
}

/// Whether a form that was taken for an infinitive is a present one: its subject stands right before it.
fn looks_present(page: &Page, low: TokenIndex, at: TokenIndex) -> bool {
    at > low && matches!(page.tag(at - 1), Tag::Nns | Tag::Nnps | Tag::Comma | Tag::Prp)
}

/// "went on to say", "continued to warn".
fn goes_on_to(page: &Page, low: TokenIndex, start: TokenIndex) -> bool {
    if start < low + 2 || page.lower(start - 1) != "to" {
        return false;
    }
    matches!(page.lower(start - 2), "on" | "continued" | "continues")
}

fn subject(
    page: &Page,
    tokens: &Range<usize>,
    start: TokenIndex,
    at: TokenIndex,
) -> (Option<Range<usize>>, Place) {
    let low = tokens.start;
    let Some(before) = start.checked_sub(1).filter(|&before| before >= low) else {
        return (None, Place::Open);
    };
    let shared = || (shared_subject(page, low, before, 3), Place::Shared);
    if page.tag(at) == Tag::Vbg && start == at {
        if page.lower(before) == "to" {
            return (None, Place::Open);
        }
        return match documents(page, low, start).or_else(|| accompanies(page, low, start)) {
            Some(found) => (Some(found), Place::Before),
            None => shared(),
        };
    }
    if page.tag(at) == Tag::Vb && page.lower(before) == "to" {
        return shared();
    }
    match page.tag(before) {
        Tag::Wp | Tag::Wdt => (phrases::subject(page, low, start), Place::Relative),
        Tag::Cc => shared(),
        Tag::Comma if page.lower(start.saturating_sub(2)) == "then" => shared(),
        _ => match phrases::subject(page, low, start) {
            Some(found) if phrases::is_governed(page, low, found.start) => match shared() {
                // "The letter, from Ann Lee, said": whom it is from, where nothing else can be the subject.
                (None, _) if matches!(page.lower(found.start - 1), "from" | "by") => {
                    (Some(found), Place::Before)
                }
                other => other,
            },
            Some(found) => (Some(found), Place::Before),
            None => (None, Place::Open),
        },
    }
}

/// Who stands between "with" and a participle: "with farmers warning that".
fn accompanies(page: &Page, low: TokenIndex, end: TokenIndex) -> Option<Range<usize>> {
    page.verb(end).filter(|verb| takes_clause(verb.frame))?;
    let found = phrases::ending(page, low, end)?;
    (found.start > low && page.lower(found.start - 1) == "with").then_some(found)
}

/// The document right before a participle that tells what it says: "a statement declaring".
fn documents(page: &Page, low: TokenIndex, end: TokenIndex) -> Option<Range<usize>> {
    let found = phrases::ending(page, low, end)?;
    let document = |token: usize| page.speech.documents.contains(&page.lower(token));
    found.clone().any(document).then_some(found)
}

/// The subject of the nearest verb before `end` whose subject can be found.
pub(super) fn shared_subject(
    page: &Page,
    low: TokenIndex,
    end: TokenIndex,
    depth: usize,
) -> Option<Range<usize>> {
    let mut fallback = None;
    for token in (low..end).rev() {
        let past = page.tag(token) == Tag::Vbn
            && token > low
            && (is_noun(page.tag(token - 1)) || page.tag(token - 1) == Tag::Prp)
            && matches!(page.tag(token + 1), Tag::Dt | Tag::PrpS);
        if page.mark(token).is_some() || !(is_finite(page.tag(token)) || past) {
            continue;
        }
        let start = group_start(page, low, token);
        let before = start.checked_sub(1).filter(|&before| before >= low);
        match before.map(|before| page.tag(before)) {
            Some(Tag::Cc) if depth > 0 => continue,
            Some(Tag::Wp | Tag::Wdt) => {
                fallback = fallback.or_else(|| phrases::subject(page, low, start));
                continue;
            }
            _ => {}
        }
        if let Some(found) = phrases::subject(page, low, start) {
            return Some(found);
        }
    }
    fallback
}

/// Whether a later verb with an auxiliary of its own goes on with this cue's sentence: "have said ... and have
/// demanded".
pub(super) fn runs_parallel(page: &Page, token: TokenIndex, cue: &Cue, next: &Cue) -> bool {
    next.place == Place::Shared
        && page.tag(token) == Tag::Cc
        && next.group.start == token + 1
        && cue.group.len() > 1
        && next.group.len() > 1
        && page.lower(cue.group.start) == page.lower(next.group.start)
}

/// Whether the token is a conjunction right before a reporting verb that shares its subject, or a comma before a
/// participle: where the content of an earlier cue ends.
pub(super) fn begins_next(page: &Page, token: TokenIndex, cue: &Cue) -> bool {
    if cue.place != Place::Shared || cue.group.start <= token {
        return false;
    }
    if page.tag(token) == Tag::Cc && !matches!(cue.verb.frame, Frame::Speech | Frame::Clause) {
        return false;
    }
    (token..cue.group.start).all(|between| {
        matches!(page.tag(between), Tag::Comma | Tag::Cc | Tag::Rb | Tag::Colon)
            || page.lower(between) == "while"
    })
}
