//! The parts of the page that tell what is new since some moment, and what one account leaves out.

use maud::{Markup, html};

use super::super::phrases::{self, News};
use super::super::values;
use super::matrix::fact;
use super::view::StoryView;
use super::words::{citations, clipped, said_once};

/// What no account had before: claims, readings and quotations.
pub(super) fn section(view: &StoryView, news: &News) -> Markup {
    html! {
        p.hint { (news.counted(view.story)) }
        @if !news.claims.is_empty() || !news.readings.is_empty() {
            ul.only.new {
                @for claim in &news.claims { li { (fact(view, claim)) } }
                @for (claim, reading) in &news.readings {
                    @let exact = reading.spans.first().map_or("", |span| span.exact.as_str());
                    @let value = values::shown(claim, reading).unwrap_or_else(|| phrases::quoted(exact));
                    li {
                        a href={ "#" (view.anchor) "-" (claim.id) } { (clipped(phrases::subject(claim), 120)) }
                        ": now also " strong { (clipped(&value, 120)) }
                        (citations(view, &reading.spans))
                    }
                }
            }
        }
        @if !news.quotations.is_empty() {
            h3 { "In their words" }
            ul.said-once { @for quotation in &news.quotations { li { (said_once(view, quotation)) } } }
        }
    }
}

/// What most independent accounts tell, under the account that does not.
pub(super) fn left_out(view: &StoryView) -> Markup {
    html! {
        @for (article, claims) in phrases::left_out(view.story) {
            @if let Some(account) = view.account(article) {
                h3 { span.number { (account.number) } " " (account.label) " is without" }
                ul.left-out {
                    @for (claim, because) in claims { li { (fact(view, claim)) span.because { (because) } } }
                }
            }
        }
        p.hint { "Only what at least three independent accounts had printed by then, and where most of their words stand nowhere in the account." }
    }
}
