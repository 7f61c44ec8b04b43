//! The list of accounts, and each article in full with its evidence marked.

use maud::{Markup, html};

use super::super::dates;
use super::super::phrases::{self, several};
use super::view::{Account, StoryView};
use super::words::citations;
use super::{marked, origin_words};
use crate::report::{Dated, Removed};

/// Every account: its outlet, headline, day and origin.
pub(super) fn list(view: &StoryView) -> Markup {
    html! {
        ol.accounts { @for account in &view.accounts { li value=(account.number) { (entry(account)) } } }
        @let groups: Vec<_> = view.story.origins.iter().filter(|origin| origin.articles.len() > 1).collect();
        @if !groups.is_empty() {
            h3 { "Not independent of each other" }
            ul.groups {
                @for origin in groups {
                    li { strong { (origin_words(origin)) } ". " (origin.note) (citations(view, &origin.evidence)) }
                }
            }
        }
    }
}

fn entry(account: &Account) -> Markup {
    let article = account.article;
    html! {
        span.number aria-hidden="true" { (account.number) }
        a.outlet href={ "#" (account.anchor()) } { (account.label) }
        @if let Some(title) = &article.title { span.headline { (title) } }
        span.facts { (when(account)) @if let Some(origin) = account.origin { " · " (origin_words(origin)) } }
    }
}

/// The day of printing, or the day it was inferred to be, said to be so.
fn when(account: &Account) -> Markup {
    let article = account.article;
    html! {
        @match (&article.published, &article.dated) {
            (Some(published), _) => {
                time datetime=(published) { (dates::moment(published)) }
                @if let Some(changed) = phrases::changed(article) {
                    ", changed " time datetime=(changed) { (dates::moment(changed)) }
                }
            }
            (None, Some(dated)) => { (dates::day(&dated.day)) " (" (dated.how) ")" }
            (None, None) => { "no date" }
        }
    }
}

/// Every article in full.
pub(super) fn texts(view: &StoryView) -> Markup {
    html! {
        p.legend {
            "Marked: " mark.fact { "what a claim is read from" } ", " mark.said { "what somebody said" } ", "
            mark.source { "where it is from" } ", " mark.time { "when" } ", " mark.denial { "what is disputed" } "."
        }
        @for account in &view.accounts { (text(account)) }
    }
}

/// An article in full: its head, its words, what was cut from them.
pub(super) fn text(account: &Account) -> Markup {
    let article = account.article;
    html! {
        article.account id=(account.anchor()) lang=[article.language.as_deref()]
            aria-labelledby={ (account.anchor()) "-title" } {
            header {
                p.outlet { span.number { (account.number) } " " (account.label) }
                h3 id={ (account.anchor()) "-title" } { (article.title.as_deref().unwrap_or("Without a headline")) }
                p.facts { (byline(account)) (when(account)) (address(account)) }
                @if let Some(dated) = &article.dated { (dated_note(dated)) }
            }
            div.text { (marked::paragraphs(account)) }
            (cut(&article.removed))
            @if !article.complaints.is_empty() {
                ul.complaints { @for complaint in &article.complaints { li { (complaint) } } }
            }
        }
    }
}

fn byline(account: &Account) -> Markup {
    let article = account.article;
    html! {
        @if !article.byline.is_empty() { "By " (article.byline.join(", ")) " · " }
        @if let Some(agency) = &article.agency { (agency) " · " }
    }
}

/// A link only where it leads to the web; any other address is only shown.
fn address(account: &Account) -> Markup {
    let article = account.article;
    html! {
        @match &article.url {
            Some(url) if url.starts_with("https://") || url.starts_with("http://") => {
                " · " a.address href=(url) rel="noreferrer nofollow" { (url) }
            }
            _ if !article.input.is_empty() => { " · " span.address { (article.input) } }
            _ => {}
        }
    }
}

fn dated_note(dated: &Dated) -> Markup {
    html! { @if dated.how != "printed" { p.note { "Read as of " (dates::day(&dated.day)) ": " (dated.because) } } }
}

fn cut(removed: &[Removed]) -> Markup {
    html! {
        @if !removed.is_empty() {
            details.removed {
                summary { (several(removed.len(), "block", "blocks")) " cut from the page as no part of the article" }
                ul { @for block in removed { li { (block.text) " " span.rule { (block.rule) } } } }
            }
        }
    }
}
