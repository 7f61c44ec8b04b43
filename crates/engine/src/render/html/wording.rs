//! A variant laid over the canonical wording: which words it shares, adds, leaves out or changes.

use maud::{Markup, html};

use crate::report::{Difference, Op, Variant};

/// A stretch of a variant.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// The canonical words.
    Same(String),
    /// A difference.
    Changed(Difference),
}

/// The variant as pieces in reading order, when its differences can be found in its words.
pub(super) fn pieces(canonical: &str, variant: &Variant) -> Option<Vec<Piece>> {
    let ours: Vec<&str> = canonical.split_whitespace().collect();
    let theirs: Vec<&str> = variant.text.split_whitespace().collect();
    let mut pieces = Vec::new();
    let (mut our_at, mut their_at) = (0, 0);
    for difference in &variant.differs {
        let our_words: Vec<&str> = difference.ours.split_whitespace().collect();
        let their_words: Vec<&str> = difference.theirs.split_whitespace().collect();
        let same = same_words(&ours[our_at..], &theirs[their_at..]);
        let fits = |&count: &usize| {
            ours[our_at + count..].starts_with(&our_words)
                && theirs[their_at + count..].starts_with(&their_words)
        };
        let count = (0..=same).rev().find(fits)?;
        push_same(&mut pieces, &theirs[their_at..their_at + count]);
        pieces.push(Piece::Changed(difference.clone()));
        our_at += count + our_words.len();
        their_at += count + their_words.len();
    }
    if ours[our_at..] != theirs[their_at..] {
        return None;
    }
    push_same(&mut pieces, &theirs[their_at..]);
    Some(pieces)
}

fn same_words(ours: &[&str], theirs: &[&str]) -> usize {
    ours.iter().zip(theirs).take_while(|(our, their)| our == their).count()
}

fn push_same(pieces: &mut Vec<Piece>, words: &[&str]) {
    if !words.is_empty() {
        pieces.push(Piece::Same(words.join(" ")));
    }
}

/// The variant's words with what differs marked; the bare words and a list of differences when they cannot be laid
/// over the canonical ones.
pub(super) fn shown(canonical: &str, variant: &Variant) -> Markup {
    match pieces(canonical, variant) {
        Some(pieces) => html! {
            @for (at, piece) in pieces.iter().enumerate() {
                @if at > 0 { " " }
                @match piece {
                    Piece::Same(words) => (words),
                    Piece::Changed(difference) => (changed(difference)),
                }
            }
        },
        None => html! {
            (variant.text)
            ul.differences { @for difference in &variant.differs { li { (changed(difference)) } } }
        },
    }
}

/// Old words struck, new words underlined; a hidden word says which is which to who only hears them.
fn changed(difference: &Difference) -> Markup {
    let editing = matches!(difference.op, Op::Case | Op::Punctuation);
    let class = if editing { "editing" } else { "words" };
    html! {
        span class={ "change " (class) } title=(op_words(difference.op)) {
            @if !difference.ours.is_empty() {
                del { span.unseen { "[left out: " } (difference.ours) span.unseen { "]" } }
            }
            @if !difference.ours.is_empty() && !difference.theirs.is_empty() { " " }
            @if !difference.theirs.is_empty() {
                ins { span.unseen { "[put in: " } (difference.theirs) span.unseen { "]" } }
            }
        }
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

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};
    use crate::report::{Difference, Form, Op, Span, Variant};

    fn check(canonical: &str, text: &str, differs: &[(Op, &str, &str)], expected: Option<&str>) {
        let span = Span { article: "a".to_owned(), start: 0, end: 1, exact: String::new() };
        let differs = differs
            .iter()
            .map(|&(op, ours, theirs)| Difference { op, ours: ours.to_owned(), theirs: theirs.to_owned() })
            .collect();
        let variant = Variant {
            form: Form::Direct,
            text: text.to_owned(),
            span,
            cue: None,
            speaker_span: None,
            via: None,
            differs,
        };
        let shown = pieces(canonical, &variant).map(|pieces| {
            let words = pieces.iter().map(|piece| match piece {
                Piece::Same(words) => words.clone(),
                Piece::Changed(difference) => format!("[{}|{}]", difference.ours, difference.theirs),
            });
            words.collect::<Vec<_>>().join(" ")
        });
        assert_eq!(shown.as_deref(), expected);
    }

    #[test]
    fn differences_stand_where_they_belong() {
        let canonical = "a dam and a lock and a weir";
        check(canonical, canonical, &[], Some(canonical));
        check(
            canonical,
            "a dam and a weir",
            &[(Op::Delete, "lock and a", "")],
            Some("a dam and a [lock and a|] weir"),
        );
        check(
            canonical,
            "A dam or a lock and a broad weir",
            &[(Op::Case, "a", "A"), (Op::Replace, "and", "or"), (Op::Insert, "", "broad")],
            Some("[a|A] dam [and|or] a lock and a [|broad] weir"),
        );
    }

    #[test]
    fn differences_that_cannot_be_found_are_said_apart() {
        check("a dam", "a lock", &[(Op::Replace, "weir", "lock")], None);
        check("a dam", "a lock", &[], None);
    }
}
