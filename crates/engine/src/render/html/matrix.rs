//! Claims as rows, accounts as columns: what each account says of each thing, and how that fits together.

use std::cmp::Reverse;

use maud::{Markup, html};

use super::super::{dates, phrases, values};
use super::origin_words;
use super::view::{Account, StoryView};
use super::words::{citations, clipped};
use crate::report::{Claim, ClaimKind, Reading, Span, Status, Story};

/// Claims that accounts of more than one origin tell, or one origin in several versions: those that need a look first,
/// those with a value before those in many words; quotations last, as they are shown word by word elsewhere.
pub(super) fn shared(story: &Story) -> impl Iterator<Item = &Claim> {
    let mut claims: Vec<&Claim> =
        story.claims.iter().filter(|claim| claim.status != Status::Single).collect();
    let said = |claim: &Claim| claim.kind == ClaimKind::Said;
    claims.sort_by_key(|claim| (said(claim), rank(claim.status), in_words(claim), Reverse(claim.origins)));
    claims.into_iter()
}

/// Claims that one origin has. What somebody said is left to the quotations, unless somebody denies it.
pub(super) fn single(story: &Story) -> impl Iterator<Item = &Claim> {
    let denied = |claim: &Claim| story.denials.iter().any(|denial| denial.claim.as_ref() == Some(&claim.id));
    let single = story.claims.iter().filter(|claim| claim.status == Status::Single);
    single.filter(move |claim| claim.kind != ClaimKind::Said || denied(claim))
}

/// Whether the readings are sentences, not values. What somebody said has a value too, but that is the wording itself.
fn in_words(claim: &Claim) -> bool {
    claim.kind == ClaimKind::Said || claim.readings.iter().all(|reading| reading.value.is_none())
}

fn rank(status: Status) -> u8 {
    match status {
        Status::Conflict => 0,
        Status::Revised => 1,
        Status::Scope => 2,
        Status::Compatible => 3,
        Status::Agreed => 4,
        Status::Single => 5,
    }
}

/// A verdict's class, sign and word: never colour alone.
fn verdict(status: Status) -> (&'static str, &'static str, &'static str) {
    match status {
        Status::Conflict => ("conflict", "≠", "Conflict"),
        Status::Revised => ("revised", "→", "Revised"),
        Status::Scope => ("scope", "‖", "Different things"),
        Status::Compatible => ("compatible", "≈", "Compatible"),
        Status::Agreed => ("agreed", "=", "Agreed"),
        Status::Single => ("one-origin", "1", "One origin"),
    }
}

/// The matrix of shared claims.
pub(super) fn table(view: &StoryView) -> Markup {
    let claims: Vec<&Claim> = shared(view.story).collect();
    html! {
        div.scroll tabindex="0" role="region" aria-label="Claims by account" {
            table.matrix {
                caption.unseen { "What each account says of each claim" }
                thead { (head(view)) }
                tbody { @for claim in claims { (row(view, claim)) } }
            }
        }
        p.hint { "Letters tell readings of one claim apart: accounts with the same letter say the same." }
    }
}

fn head(view: &StoryView) -> Markup {
    html! {
        tr {
            th scope="col" { "Claim" }
            @for account in &view.accounts {
                th scope="col" {
                    a href={ "#" (account.anchor()) } { span.number { (account.number) } " " (account.label) }
                    @if let Some(origin) = shared_origin(account) { span.origin { (origin) } }
                }
            }
        }
    }
}

/// Why the account is no independent one, when it is none.
fn shared_origin(account: &Account) -> Option<String> {
    account.origin.filter(|origin| origin.articles.len() > 1).map(origin_words)
}

fn row(view: &StoryView, claim: &Claim) -> Markup {
    let (class, sign, word) = verdict(claim.status);
    html! {
        tr class=(class) id={ (view.anchor) "-" (claim.id) } {
            th scope="row" {
                span.subject { (clipped(&claim.subject, 120)) }
                span class={ "verdict " (class) } { span aria-hidden="true" { (sign) " " } (word) }
                @if !claim.because.is_empty() && claim.status != Status::Agreed { span.because { (claim.because) } }
            }
            @for account in &view.accounts { (cell(view, claim, account)) }
        }
    }
}

fn cell(view: &StoryView, claim: &Claim, account: &Account) -> Markup {
    let told: Vec<(usize, &Reading, Vec<&Span>)> = claim
        .readings
        .iter()
        .enumerate()
        .map(|(at, reading)| (at, reading, spans_in(reading, account)))
        .filter(|(_, _, spans)| !spans.is_empty())
        .collect();
    html! {
        @if told.is_empty() {
            td.silent { span aria-hidden="true" { "·" } span.unseen { "nothing" } }
        } @else {
            td data-account=(account.label) {
                @for (at, reading, spans) in told { (told_reading(view, claim, (at, reading), &spans)) }
            }
        }
    }
}

fn spans_in<'a>(reading: &'a Reading, account: &Account) -> Vec<&'a Span> {
    reading
        .spans
        .iter()
        .filter(|span| span.article == account.article.id && account.has_words(span))
        .collect()
}

/// The reading in short, a link to its words; then further places.
fn told_reading(
    view: &StoryView,
    claim: &Claim,
    (at, reading): (usize, &Reading),
    spans: &[&Span],
) -> Markup {
    let value = if in_words(claim) { None } else { values::shown(claim, reading) };
    let exact = clipped(&spans[0].exact, 110);
    let Some(account) = view.account(&spans[0].article) else { return html! {} };
    let link = format!("#{}", account.words_anchor(spans[0].start, spans[0].end));
    let sources = phrases::sources_of(reading, &account.article.id);
    html! {
        div.reading {
            @if claim.readings.len() > 1 { span.letter { span.unseen { "reading " } (letter(at)) } }
            @match &value {
                Some(value) => { a.value href=(link) { (value) } }
                None => { a.sentence-link href=(link) { (exact) } }
            }
            @if value.is_some() { (context(account, spans[0])) }
            @if let Some(as_of) = &reading.as_of { span.as-of { "as of " (dates::moment(as_of)) } }
            @if !sources.is_empty() { span.from { "from " (sources.join(", ")) } }
            @if spans.len() > 1 { span.also { "also" (citations(view, spans[1..].iter().copied())) } }
        }
    }
}

/// The words that the value was read from, among those around them.
fn context(account: &Account, span: &Span) -> Markup {
    let (before, words, behind) = account.around(span);
    html! { span.exact { (before) strong { (clipped(words, 90)) } (behind) } }
}

/// `A` for the first reading; `A1` for the twenty-seventh.
fn letter(at: usize) -> String {
    let letter = char::from(b'A' + (at % 26) as u8);
    if at < 26 { letter.to_string() } else { format!("{letter}{}", at / 26) }
}

/// What one origin has and no other, under the first account that has it.
pub(super) fn only_here(view: &StoryView) -> Markup {
    html! {
        @for account in &view.accounts {
            @let claims: Vec<&Claim> = single(view.story).filter(|claim| is_first_told_by(view, claim, account)).collect();
            @if !claims.is_empty() {
                h3 { span.number { (account.number) } " " (account.label) }
                ul.only { @for claim in claims { li id={ (view.anchor) "-" (claim.id) } { (fact(view, claim)) } } }
            }
        }
    }
}

fn is_first_told_by(view: &StoryView, claim: &Claim, account: &Account) -> bool {
    let spans = claim.readings.iter().flat_map(|reading| &reading.spans);
    let first = spans.filter_map(|span| view.account(&span.article)).map(|account| account.number).min();
    first == Some(account.number)
}

/// A claim in a line, with its readings and citations.
pub(super) fn fact(view: &StoryView, claim: &Claim) -> Markup {
    html! {
        @for (at, reading) in claim.readings.iter().enumerate() {
            @if at > 0 { "; " }
            @let exact = reading.spans.first().map(|span| clipped(&span.exact, 240)).unwrap_or_default();
            @match values::shown(claim, reading).filter(|_| !in_words(claim)) {
                Some(value) => { (clipped(&claim.subject, 120)) ": " strong { (value) } }
                None => { (exact) }
            }
            (citations(view, &reading.spans))
            @if !reading.according_to.is_empty() { " " span.from { "from " (reading.according_to.join(", ")) } }
        }
    }
}
