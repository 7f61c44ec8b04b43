//! A variant's words with what differs from the canonical wording marked.

use maud::{Markup, html};

use super::super::wording::{Laid, Piece, laid};
use crate::report::{Difference, Op, Variant};

/// The variant's words with what differs marked; the bare words and a list of differences when they cannot be laid
/// over the canonical ones.
pub(super) fn shown(canonical: &str, variant: &Variant) -> Markup {
    if variant.differs.is_empty() {
        return html! { (variant.text) };
    }
    match laid(canonical, variant) {
        Some(Laid { before, pieces, behind }) => html! {
            (not_printed(before))
            @if !before.is_empty() { " " }
            @for (at, piece) in pieces.iter().enumerate() {
                @match piece {
                    Piece::Same(words) => (words),
                    Piece::Changed(difference, theirs) => {
                        @if needs_space(&pieces[..at]) { " " }
                        (changed(difference, theirs))
                        @if theirs.is_empty() && at + 1 < pieces.len() { " " }
                    }
                }
            }
            @if !behind.is_empty() { " " }
            (not_printed(behind))
        },
        None => html! {
            (variant.text)
            span.differences {
                @for difference in &variant.differs { " " (changed(difference, &difference.theirs)) }
            }
        },
    }
}

/// An ellipsis for canonical words at an end that a quotation in part does not print; they stand just above, and a hidden
/// word tells who only hears them.
fn not_printed(words: &str) -> Markup {
    html! {
        @if !words.is_empty() { span.not-printed title={ "not printed: " (words) } { "[…]" span.unseen { " [not printed: " (words) "]" } } }
    }
}

/// Whether words left out would touch the last word before them.
fn needs_space(before: &[Piece]) -> bool {
    matches!(before.last(), Some(Piece::Same(words)) if !words.ends_with(char::is_whitespace))
}

/// Old words struck, new words underlined; a hidden word says which is which to who only hears them.
fn changed(difference: &Difference, theirs: &str) -> Markup {
    let editing = matches!(difference.op, Op::Case | Op::Punctuation);
    let class = if editing { "editing" } else { "words" };
    html! {
        span class={ "change " (class) } title=(op_words(difference.op)) {
            @if !difference.ours.is_empty() {
                del { span.unseen { "[left out: " } (difference.ours) span.unseen { "]" } }
            }
            @if !difference.ours.is_empty() && !theirs.is_empty() { " " }
            @if !theirs.is_empty() {
                ins { span.unseen { "[put in: " } (theirs.trim_end()) span.unseen { "]" } }
            }
        }
        @if theirs.ends_with(char::is_whitespace) { " " }
    }
}

fn op_words(op: Op) -> &'static str {
    match op {
        Op::Insert => "words added",
        Op::Delete => "words left out",
        Op::Replace => "other words",
        Op::Case => "capital letters only",
        Op::Punctuation => "punctuation only",
    }
}
