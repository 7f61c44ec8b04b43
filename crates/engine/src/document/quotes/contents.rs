//! Contents: which words a cue reports.

use std::ops::Range;

use super::cues::{self, Cue, Place};
use super::page::{Page, is_finite, is_inside_noun_phrase, takes_clause};
use super::phrases;
use crate::document::Form;
use crate::grammar::{Tag, TokenIndex};
use crate::languages::{Frame, Stance};
use crate::text::Span;

/// Reported words and how they were found.
#[derive(Clone, Debug)]
pub(super) struct Content {
    pub(super) span: Span,
    pub(super) form: Form,
}

/// What a cue says: its contents, its speaker, and the words after the verb that tell the channel and the hearer.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) contents: Vec<Content>,
    pub(super) speaker: Option<Range<usize>>,
    /// From the verb to where the content goes on, or to the end of the cue's own words.
    pub(super) tail: Range<usize>,
}

/// Where a cue stands: its stretch, what is already taken by earlier cues, and the cues around it.
pub(super) struct Setting<'a> {
    pub(super) tokens: Range<usize>,
    /// Content before this token belongs to an earlier cue.
    pub(super) taken: TokenIndex,
    pub(super) cues: &'a [Cue],
    /// The cue's place in `cues`.
    pub(super) index: usize,
}

/// Reads what one cue reports.
pub(super) fn read(page: &Page, setting: &Setting) -> Option<Reading> {
    let cue = &setting.cues[setting.index];
    inverted(page, setting, cue)
        .or_else(|| parenthetical(page, setting, cue))
        .or_else(|| following(page, setting, cue))
}

/// `"...," said Ann Lee.`
fn inverted(page: &Page, setting: &Setting, cue: &Cue) -> Option<Reading> {
    let high = setting.tokens.end;
    let before = cue.group.start.checked_sub(1).filter(|&before| before >= setting.tokens.start)?;
    // "«...», said": the comma stands behind the mark.
    let comma =
        page.mark(before).is_none() && page.tag(before) == Tag::Comma && before > setting.tokens.start;
    let before = if comma && page.mark(before - 1).is_some() { before - 1 } else { before };
    let marked = page.mark(before).is_some();
    let plain = page.tag(before) == Tag::Comma && cue.group.len() == 1 && opens_report(cue.verb.frame);
    if !marked && !plain || cue.verb.frame == Frame::Naming {
        return None;
    }
    if !marked && page.tag(cue.group.end) == Tag::Prp || cue.verb.hearer && cue.place == Place::Before {
        return None;
    }
    let speaker = phrases::starting(page, cue.group.end, high)?;
    if speaker.end < high && (is_finite(page.tag(speaker.end)) || page.lower(speaker.end) == "that") {
        return None;
    }
    if page.lower(speaker.start) == "that" || page.tag(cue.group.end - 1) == Tag::Vbg {
        return None;
    }
    let content = preceding(page, setting, before)?;
    let end = if phrases::names_channel(page, speaker.end + 1, high) {
        speaker.end
    } else {
        phrases::apposition_end(page, speaker.end, high)
    };
    let speaker = speaker.start..end;
    let tail = speaker.end..tail_end(page, cue, speaker.end, high);
    let second = resumed(page, setting, cue, tail.end, &content);
    let contents = std::iter::once(content).chain(second).collect();
    Some(Reading { contents, speaker: Some(speaker), tail })
}

/// `"...," Ann Lee said.` and `..., Ann Lee said in a letter.`
fn parenthetical(page: &Page, setting: &Setting, cue: &Cue) -> Option<Reading> {
    if cue.place != Place::Before || cue.verb.frame == Frame::Naming {
        return None;
    }
    let subject = cue.subject.clone()?;
    let before = subject.start.checked_sub(1).filter(|&before| before >= setting.tokens.start)?;
    let marked = page.mark(before).is_some();
    if !marked && !matches!(page.tag(before), Tag::Comma | Tag::Colon) {
        return None;
    }
    let tail = cue.group.end..tail_end(page, cue, cue.group.end, setting.tokens.end);
    let ends = ends_aside(page, setting, tail.end);
    if !marked && (!ends || page.tag(tail.end) == Tag::Colon || cue.verb.frame == Frame::Marked) {
        return None;
    }
    if marked && !ends && (!opens_report(cue.verb.frame) || opens_clause(page, tail.end, setting.tokens.end))
    {
        return None;
    }
    let content = preceding(page, setting, before)?;
    let second = resumed(page, setting, cue, tail.end, &content);
    let contents = std::iter::once(content).chain(second).collect();
    Some(Reading { contents, speaker: Some(subject), tail })
}

/// Whether a verb can report a sentence before it without "that".
fn opens_report(frame: Frame) -> bool {
    matches!(frame, Frame::Speech | Frame::Clause)
}

/// Whether an aside ("he said on Friday") ends here: the sentence does, or a comma or mark follows.
fn ends_aside(page: &Page, setting: &Setting, at: TokenIndex) -> bool {
    at >= setting.tokens.end
        || matches!(page.tag(at), Tag::Stop | Tag::Comma | Tag::Colon | Tag::CloseQuote)
        || page.mark(at).is_none() && page.is_sign(at)
        || phrases::is_subordinator(page, at)
            && matches!(
                page.lower(at),
                "after" | "before" | "when" | "while" | "as" | "since" | "because" | "until"
            )
}

/// The content that ends right before an aside which begins after the token `last`.
fn preceding(page: &Page, setting: &Setting, last: TokenIndex) -> Option<Content> {
    let low = setting.taken.max(setting.tokens.start);
    if last < low {
        return None;
    }
    if let Some(mark) = page.mark(last) {
        let first = page.first_of_mark(mark).max(low);
        return Some(if leads_in(page, low, first) {
            direct(page, mark)
        } else {
            clause(page, clause_start(page, low, first)..last + 1)
        });
    }
    let mut end = last;
    while end > low && page.mark(end - 1).is_none() && page.is_sign(end - 1) {
        end -= 1;
    }
    if end <= low {
        return None;
    }
    if let Some(mark) = page.mark(end - 1)
        && leads_in(page, low, page.first_of_mark(mark).max(low))
    {
        return Some(direct(page, mark));
    }
    let start = clause_start(page, low, end);
    let begins_mid = is_finite(page.tag(after_aside(page, setting)));
    let whole = (start..end).any(|token| is_finite(page.tag(token)));
    (whole || begins_mid && phrases::ending(page, start, end).is_some()).then(|| clause(page, start..end))
}

/// The token after the comma that closes the aside of the cue being read.
fn after_aside(page: &Page, setting: &Setting) -> TokenIndex {
    let cue = &setting.cues[setting.index];
    let end = tail_end(page, cue, cue.group.end, setting.tokens.end);
    if page.tag(end) == Tag::Comma { end + 1 } else { setting.tokens.end }
}

/// Whether nothing of a content stands before the stretch in marks that begins at `first`: only signs, or words
/// that end in a comma or colon.
fn leads_in(page: &Page, low: TokenIndex, first: TokenIndex) -> bool {
    first <= low
        || (low..first).all(|token| page.is_sign(token))
        || page.mark(first - 1).is_none()
            && matches!(page.tag(first - 1), Tag::Comma | Tag::Colon | Tag::Stop)
}

/// Where a clause before an aside begins: after the signs at its start.
fn clause_start(page: &Page, low: TokenIndex, end: TokenIndex) -> TokenIndex {
    (low..end).find(|&token| page.mark(token).is_some() || !page.is_sign(token)).unwrap_or(low)
}

/// The second half of interrupted speech: marks that follow an aside after a comma, or, where the first half has
/// none, the rest of the sentence.
fn resumed(page: &Page, setting: &Setting, cue: &Cue, at: TokenIndex, first: &Content) -> Option<Content> {
    let next = at + 1;
    if at < setting.tokens.end
        && page.word(at).starts_with(['—', '–'])
        && let Some(mark) = page.mark(at)
    {
        return (page.first_of_mark(mark) == at).then(|| direct(page, mark));
    }
    if next >= setting.tokens.end || !matches!(page.tag(at), Tag::Comma | Tag::Colon) {
        return None;
    }
    let joined = next + usize::from(page.tag(next) == Tag::Cc);
    if joined < setting.tokens.end
        && let Some(mark) = page.mark(joined)
    {
        return (page.first_of_mark(mark) == joined).then(|| direct(page, mark));
    }
    if first.form != Form::Indirect || page.tag(at) != Tag::Comma {
        return None;
    }
    rest(page, setting, cue, next)
}

/// The rest of a sentence after an aside, unless it only tells how something was said or begins the next report.
fn rest(page: &Page, setting: &Setting, cue: &Cue, from: TokenIndex) -> Option<Content> {
    let next = setting.cues[setting.index + 1..].iter().any(|next| cues::begins_next(page, from - 1, next));
    if next || matches!(page.tag(from), Tag::Vbg | Tag::Wp | Tag::Wdt | Tag::Cc) {
        return None;
    }
    let end = clause_end(page, setting, cue, from);
    (end > from + 1).then(|| clause(page, from..end))
}

/// `Ann Lee said (that) ...`, `Ann Lee said: "..."`
fn following(page: &Page, setting: &Setting, cue: &Cue) -> Option<Reading> {
    let high = setting.tokens.end;
    let at = tail_end(page, cue, cue.group.end, high);
    let tail = cue.group.end..at;
    let content =
        marked_content(page, setting, cue, at).or_else(|| clause_content(page, setting, cue, at))?;
    let subject = cue.subject.as_ref()?;
    // "migrants who believe": what kind of people, not who they are.
    let restricts = cue.place == Place::Relative
        && cue.verb.stance == Stance::Thinking
        && page.tag(cue.group.start.saturating_sub(2)) != Tag::Comma
        && !phrases::holds_person(page, subject);
    if restricts && content.form == Form::Indirect {
        return None;
    }
    Some(Reading { contents: vec![content], speaker: cue.subject.clone(), tail })
}

/// Words in marks right behind the cue.
fn marked_content(page: &Page, setting: &Setting, cue: &Cue, at: TokenIndex) -> Option<Content> {
    let high = setting.tokens.end;
    let mut at = at;
    while at < high && page.mark(at).is_none() && matches!(page.tag(at), Tag::Comma | Tag::Colon) {
        at += 1;
    }
    if at >= high {
        return None;
    }
    let mark = page.mark(at).filter(|&mark| page.first_of_mark(mark) == at)?;
    let after = page.after_mark(mark).min(high);
    let starts = page.marks[mark].inner.of(page.text).starts_with(char::is_uppercase);
    if cue.verb.frame == Frame::Marked && !starts {
        return None;
    }
    if after >= high || completes(page, after) {
        return Some(direct(page, mark));
    }
    Some(clause(page, at..clause_end(page, setting, cue, after)))
}

/// Whether marks that end before this token are all that is said.
fn completes(page: &Page, after: TokenIndex) -> bool {
    match page.tag(after) {
        Tag::Stop | Tag::Comma | Tag::Colon | Tag::CloseQuote => true,
        Tag::Cc => page.mark(after + 1).is_some() || page.verb(after + 1).is_some(),
        _ => false,
    }
}

/// A clause, or a name for something, behind the cue.
fn clause_content(page: &Page, setting: &Setting, cue: &Cue, at: TokenIndex) -> Option<Content> {
    let high = setting.tokens.end;
    let skips =
        page.lower(at + 1) == "that" || cue.verb.frame == Frame::Speech && begins_clause(page, at + 1, high);
    let at = at + usize::from(page.tag(at) == Tag::Comma && skips);
    if at >= high || page.is_sign(at) {
        return None;
    }
    let end = clause_end(page, setting, cue, at);
    let tokens = at..end;
    if end <= at {
        return None;
    }
    let has_marks = tokens.clone().any(|token| page.mark(token).is_some());
    let introduced = matches!(
        page.lower(at),
        "that" | "whether" | "if" | "how" | "why" | "what" | "who" | "where" | "when"
    );
    let fits = match cue.verb.frame {
        Frame::Speech => {
            introduced && at + 1 < end || begins_clause(page, at, end) || has_finite(page, &tokens)
        }
        Frame::Clause | Frame::That => introduced && at + 1 < end || begins_clause(page, at, end),
        Frame::Marked => false,
        Frame::Naming => has_marks || names_pronoun(page, at, end) || names(page, cue, at, end),
    };
    let binds = matches!(cue.verb.stance, Stance::Promising | Stance::Warning | Stance::Urging);
    if cue.verb.frame == Frame::Naming && page.tag(at) == Tag::Prp && at + 1 < end {
        return fits
            .then(|| clause(page, at + 1 + usize::from(page.lower(at + 1) == "as" && at + 2 < end)..end));
    }
    let infinitive = takes_clause(cue.verb.frame)
        && is_infinitive(page, at)
        && (binds || cue.verb.hearer && hearer_end(page, cue.group.end, high) > cue.group.end);
    let gerund = leads_to_gerund(page, at, end) && takes_gerund(cue);
    let end = if gerund { gerund_end(page, at, end) } else { end };
    let fits = fits || gerund || is_finite(page.tag(at)) && leaves_gap(page, setting, cue);
    let things = cue.verb.things && phrases::starting(page, at, end).is_some_and(|thing| thing.len() > 1);
    let reported = (fits || things) && !starts_badly(page, at) || infinitive;
    // "urged states to act": what is wanted is that they act.
    let wanted = infinitive && cue.verb.stance == Stance::Urging && cue.verb.hearer;
    let start = if wanted {
        phrases::starting(page, cue.group.end, at).map_or(at, |hearer| hearer.start)
    } else {
        at
    };
    reported.then(|| clause(page, start..end))
}

/// Whether a cue stands in a relative clause whose pronoun is the subject of what is said: "a tax that bakers warned
/// would ruin them".
fn leaves_gap(page: &Page, setting: &Setting, cue: &Cue) -> bool {
    let Some(subject) = cue.subject.as_ref().filter(|_| cue.place == Place::Before) else { return false };
    takes_clause(cue.verb.frame)
        && subject.start > setting.tokens.start + 1
        && matches!(page.lower(subject.start - 1), "that" | "which" | "who")
}

/// "to", "not to", "never to".
fn is_infinitive(page: &Page, at: TokenIndex) -> bool {
    let at = at + usize::from(matches!(page.lower(at), "not" | "never"));
    page.lower(at) == "to" && page.tag(at + 1) == Tag::Vb
}

/// Whether a verb reports what its participle object tells: "denied taking the money".
fn takes_gerund(cue: &Cue) -> bool {
    matches!(cue.verb.frame, Frame::Clause | Frame::That)
        && !matches!(cue.verb.stance, Stance::Thinking | Stance::Asking)
}

/// Whether a participle stands at a token, with its adverbs: "ever taking the money".
fn leads_to_gerund(page: &Page, at: TokenIndex, end: TokenIndex) -> bool {
    let verb = (at..end).find(|&token| !matches!(page.tag(token), Tag::Rb | Tag::Rbr));
    verb.is_some_and(|verb| page.tag(verb) == Tag::Vbg && page.mark(verb).is_none())
}

/// Where what a participle tells ends: before the next thing that the speaker did, "denied taking it, but later paid".
fn gerund_end(page: &Page, at: TokenIndex, end: TokenIndex) -> TokenIndex {
    let goes_on = |joint: TokenIndex| {
        let is_between =
            |token: &TokenIndex| page.is_time(*token) || matches!(page.tag(*token), Tag::Rb | Tag::Rbr);
        let verb = (joint + 1..end).find(|token| !is_between(token));
        page.mark(joint).is_none()
            && page.tag(joint) == Tag::Cc
            && verb.is_some_and(|verb| matches!(page.tag(verb), Tag::Vbd | Tag::Vbz | Tag::Md))
    };
    let Some(joint) = (at + 1..end).find(|&token| goes_on(token)) else { return end };
    joint - usize::from(page.tag(joint - 1) == Tag::Comma)
}

/// "called the plan a mistake", "described himself as a friend", "what she called a mistake".
fn names(page: &Page, cue: &Cue, at: TokenIndex, end: TokenIndex) -> bool {
    if cue.verb.stance != Stance::Neutral {
        return false;
    }
    let Some(object) = phrases::starting(page, at, end) else { return false };
    let before = cue.subject.as_ref().and_then(|subject| subject.start.checked_sub(1));
    let relative = cue.place == Place::Before && before.is_some_and(|before| page.tag(before) == Tag::Wp);
    relative || object.end < end && (page.tag(object.end) == Tag::Dt || page.lower(object.end) == "as")
}

/// "called it a mistake".
fn names_pronoun(page: &Page, at: TokenIndex, end: TokenIndex) -> bool {
    page.tag(at) == Tag::Prp
        && at + 1 < end
        && (page.lower(at + 1) == "as" || is_inside_noun_phrase(page.tag(at + 1)))
}

fn has_finite(page: &Page, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|token| is_finite(page.tag(token)) || page.mark(token).is_some())
}

/// Whether a word that no content begins with stands here.
fn starts_badly(page: &Page, at: TokenIndex) -> bool {
    matches!(page.tag(at), Tag::Cc | Tag::Rp)
        || matches!(page.tag(at), Tag::In)
            && matches!(page.lower(at), "of" | "about" | "for" | "to" | "as" | "than" | "with")
        || page.tag(at) == Tag::To
}

/// Whether a subject and its verb begin here: a noun phrase, then a finite verb.
fn begins_clause(page: &Page, at: TokenIndex, end: TokenIndex) -> bool {
    let mut at = at;
    while at < end && matches!(page.tag(at), Tag::Rb) {
        at += 1;
    }
    // "claimed he “never saw it”": such a pronoun can only be the subject of what is said.
    let subject = matches!(page.lower(at), "he" | "she" | "they" | "we" | "i") && page.mark(at).is_none();
    if matches!(page.tag(at), Tag::Ex) || subject && at + 2 < end {
        return true;
    }
    let Some(phrase) = phrases::starting(page, at, end) else { return false };
    let mut next = phrase.end;
    let mut relative = false;
    while next < end && next < phrase.end + 24 {
        let tag = page.tag(next);
        if page.mark(next).is_none() && is_finite(tag) {
            if !relative {
                return true;
            }
            relative = false;
        } else if matches!(tag, Tag::Wdt | Tag::Wp | Tag::Prp) {
            // "the millions she said he had": a clause without a pronoun belongs to the noun as well.
            relative = true;
        } else if !modifies(page, next) {
            return false;
        }
        next += 1;
    }
    false
}

/// Whether a token may stand between a subject and its verb.
fn modifies(page: &Page, token: TokenIndex) -> bool {
    page.mark(token).is_some()
        || is_inside_noun_phrase(page.tag(token))
        || matches!(page.tag(token), Tag::Rb | Tag::In | Tag::To | Tag::Vb | Tag::Vbn | Tag::Vbg | Tag::Prp)
            && !phrases::is_subordinator(page, token)
}

fn opens_clause(page: &Page, at: TokenIndex, end: TokenIndex) -> bool {
    at < end && (page.lower(at) == "that" || begins_clause(page, at, end))
}

/// The end of a clause that a cue governs: the end of the stretch, or what cannot belong to it.
fn clause_end(page: &Page, setting: &Setting, cue: &Cue, from: TokenIndex) -> TokenIndex {
    let high = setting.tokens.end;
    let subordinate = is_subordinate(page, setting, cue);
    let mut token = from;
    while token < high {
        let free = page.mark(token).is_none();
        if (free || closes_with_comma(page, token)) && ends_clause(page, setting, cue, token, subordinate) {
            token += usize::from(!free);
            break;
        }
        token += 1;
    }
    while token > from && page.mark(token - 1).is_none() && page.is_sign(token - 1) {
        token -= 1;
    }
    token
}

/// Whether a token is the closing mark of words that end in a comma, so that the comma stands before it.
fn closes_with_comma(page: &Page, token: TokenIndex) -> bool {
    page.mark(token).is_some_and(|mark| {
        page.after_mark(mark) == token + 1 && page.marks[mark].inner.of(page.text).ends_with(',')
    })
}

fn ends_clause(page: &Page, setting: &Setting, cue: &Cue, token: TokenIndex, subordinate: bool) -> bool {
    let comma = page.tag(token) == Tag::Comma || page.mark(token).is_some();
    if subordinate && comma {
        return true;
    }
    if cue.place == Place::Relative && comma && is_finite(page.tag(token + 1)) {
        return true;
    }
    let dash = page.tag(token) == Tag::Colon;
    if comma && is_according(page, token + 1).is_some() || (comma || dash) && tells_on(page, token + 1) {
        return true;
    }
    if !comma && page.tag(token) != Tag::Cc && page.tag(token) != Tag::Colon {
        return false;
    }
    setting.cues[setting.index + 1..].iter().any(|next| {
        (cues::begins_next(page, token, next)
            || cues::runs_parallel(page, token, cue, next)
            || begins_own(page, token, next))
            && opens_content(page, next, setting.tokens.end)
            || comma && is_aside(page, setting, next, token)
    })
}

/// Whether the outlet goes on with words of its own after a comma: ", giving critics hope", ", and left".
fn tells_on(page: &Page, at: TokenIndex) -> bool {
    let at = at + usize::from(page.tag(at) == Tag::Rb);
    match page.tag(at) {
        Tag::Vbg => !page.speech.not_participles.contains(&page.lower(at)),
        Tag::Cc => page.tag(at + 1) == Tag::Vbd,
        _ => false,
    }
}

/// Whether a report with a subject of its own begins at a break: ", but the mayor said", "; he added".
fn begins_own(page: &Page, token: TokenIndex, next: &Cue) -> bool {
    let Some(subject) = next.subject.as_ref().filter(|_| next.place == Place::Before) else { return false };
    if subject.start <= token + 1 && page.tag(token) == Tag::Comma || subject.start <= token {
        return false;
    }
    (token..subject.start).all(|between| {
        page.mark(between).is_some() && between == token
            || matches!(page.tag(between), Tag::Comma | Tag::Cc | Tag::Rb | Tag::Colon)
            || matches!(page.lower(between), "while" | "though" | "although" | "whereas")
    })
}

/// Whether something that can be said follows a cue.
fn opens_content(page: &Page, cue: &Cue, high: TokenIndex) -> bool {
    let mut at = tail_end(page, cue, cue.group.end, high);
    while at < high && page.mark(at).is_none() && matches!(page.tag(at), Tag::Comma | Tag::Colon) {
        at += 1;
    }
    at < high
        && (page.mark(at).is_some()
            || cue.verb.frame == Frame::Naming
            || is_infinitive(page, at)
            || matches!(page.tag(at), Tag::Vbg | Tag::Wp | Tag::Wrb)
            || opens_clause(page, at, high))
}

/// Whether a later cue is an aside that begins right after the comma: ", Ann Lee said."
fn is_aside(page: &Page, setting: &Setting, cue: &Cue, comma: TokenIndex) -> bool {
    let starts =
        cue.place == Place::Before && cue.subject.as_ref().is_some_and(|subject| subject.start == comma + 1);
    starts && ends_aside(page, setting, tail_end(page, cue, cue.group.end, setting.tokens.end))
}

/// Whether the cue's clause is introduced by a conjunction such as "after", so that its content ends at a comma.
fn is_subordinate(page: &Page, setting: &Setting, cue: &Cue) -> bool {
    let Some(subject) = cue.subject.as_ref().filter(|_| cue.place == Place::Before) else { return false };
    let Some(before) = subject.start.checked_sub(1) else { return false };
    before == setting.tokens.start && phrases::is_subordinator(page, before)
}

/// The end of the words that tell hearer, time and channel after a verb: "told reporters on Friday in a letter".
pub(super) fn tail_end(page: &Page, cue: &Cue, from: TokenIndex, high: TokenIndex) -> TokenIndex {
    let mut at = from;
    if cue.verb.hearer {
        at = hearer_end(page, at, high);
    }
    while at < high && page.mark(at).is_none() {
        let next = adverbial_end(page, at, high);
        if next == at {
            break;
        }
        at = next;
    }
    at
}

fn hearer_end(page: &Page, at: TokenIndex, high: TokenIndex) -> TokenIndex {
    match phrases::starting(page, at, high) {
        // "told the crowd was large" has no hearer.
        Some(hearer) if !(hearer.end < high && is_finite(page.tag(hearer.end))) => hearer.end,
        Some(hearer) if page.tag(hearer.start) == Tag::Prp && hearer.end < high => {
            if matches!(page.lower(hearer.start), "him" | "her" | "them" | "me" | "us") {
                hearer.end
            } else {
                at
            }
        }
        _ => at,
    }
}

/// One adverbial at `at`: an adverb, a time, a prepositional phrase, or one between commas.
fn adverbial_end(page: &Page, at: TokenIndex, high: TokenIndex) -> TokenIndex {
    let mut end = at;
    while end < high && page.is_time(end) {
        end += 1;
    }
    if end > at {
        return end;
    }
    match page.tag(at) {
        Tag::Rb | Tag::Rbr
            if !opens_with_adverb(page, at, high)
                && !is_finite(page.tag(at + 1))
                && !leads_to_gerund(page, at, high) =>
        {
            at + 1
        }
        Tag::In | Tag::To if page.lower(at) != "that" => preposition_end(page, at, high),
        Tag::Comma => {
            let inner = adverbial_end(page, at + 1, high);
            let closed = at + 1 < high && inner > at + 1 && inner < high && page.tag(inner) == Tag::Comma;
            if closed && !matches!(page.tag(at + 1), Tag::Comma) { inner + 1 } else { at }
        }
        _ => at,
    }
}

/// Whether an adverb belongs to what is said: "said only two remained".
fn opens_with_adverb(page: &Page, at: TokenIndex, high: TokenIndex) -> bool {
    at + 1 < high
        && matches!(page.tag(at + 1), Tag::Cd | Tag::Dt | Tag::Jj)
        && !matches!(page.lower(at), "later" | "also" | "then" | "earlier" | "today" | "here" | "there")
}

fn preposition_end(page: &Page, at: TokenIndex, high: TokenIndex) -> TokenIndex {
    if phrases::is_subordinator(page, at) || matches!(page.lower(at), "like" | "than" | "if") {
        return at;
    }
    let mut end = at + 1;
    while end < high && page.is_time(end) {
        end += 1;
    }
    if end > at + 1 {
        return end;
    }
    match phrases::starting(page, at + 1, high) {
        Some(phrase) => phrase.end,
        None => at,
    }
}

/// The words of "according to" at a token: their number.
pub(super) fn is_according(page: &Page, at: TokenIndex) -> Option<usize> {
    page.speech.according.iter().find_map(|phrase| {
        let words = phrase.split(' ').count();
        let same = phrase.split(' ').enumerate().all(|(offset, word)| page.lower(at + offset) == word);
        same.then_some(words)
    })
}

/// The content that is all of a stretch in marks.
pub(super) fn direct(page: &Page, mark: usize) -> Content {
    Content { span: page.marks[mark].inner, form: Form::Direct }
}

/// The content that is a range of tokens.
pub(super) fn clause(page: &Page, tokens: Range<usize>) -> Content {
    let marked = tokens.clone().any(|token| page.mark(token).is_some());
    let span = page.span(&tokens);
    let form = if marked { Form::Mixed } else { Form::Indirect };
    if let Some(mark) = page.mark(tokens.start)
        && page.marks[mark].outer.contains(span)
    {
        return direct(page, mark);
    }
    Content { span, form }
}
