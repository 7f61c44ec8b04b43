//! Signed words: embedded posts and pull quotes, whose author stands behind them without any verb.

use std::ops::Range;

use super::contents::Content;
use super::page::Page;
use super::{Found, page};
use crate::document::Form;
use crate::grammar::Tag;
use crate::text::Span;

/// The signed words of a text, one paragraph at a time.
pub(super) fn find(page: &Page, found: &mut Vec<Found>) {
    for (paragraph, sentences) in page.grammar.paragraphs.iter().enumerate() {
        if sentences.is_empty() {
            continue;
        }
        let first = page.grammar.sentence(sentences.start as usize);
        let last = page.grammar.sentence(sentences.end as usize - 1);
        let tokens = first.start..last.end;
        let signed = post(page, &tokens).or_else(|| pull_quote(page, &tokens, &last));
        if let Some((span, author)) = signed {
            let content = Content { span, form: Form::Direct };
            found.push(Found { content, cue: None, speaker: Some(author), via: None, paragraph });
        }
    }
}

/// "Words of a post — Ann Lee (@annlee) May 3, 2019": the words and the author.
fn post(page: &Page, tokens: &Range<usize>) -> Option<(Span, Range<usize>)> {
    let bracket = tokens.clone().find(|&token| {
        page.word(token).starts_with("(@") || page.word(token) == "(" && page.word(token + 1).starts_with('@')
    })?;
    let dash = (tokens.start..bracket)
        .rev()
        .take(12)
        .find(|&token| matches!(page.word(token), "—" | "–" | "-" | "--"))?;
    if dash + 1 >= bracket {
        return None;
    }
    let mut end = dash;
    while end > tokens.start && is_address(page, end - 1) {
        end -= 1;
    }
    (end > tokens.start + 1).then(|| (page.span(&(tokens.start..end)), dash + 1..bracket))
}

fn is_address(page: &Page, token: usize) -> bool {
    let word = page.lower(token);
    word.starts_with("http") || word.starts_with("pic.") || word.contains(".com/") || word.contains("t.co/")
}

/// "I saw the water come. Ann Lee": words in the first person, and behind them nothing but a name.
fn pull_quote(page: &Page, tokens: &Range<usize>, last: &Range<usize>) -> Option<(Span, Range<usize>)> {
    let words = tokens.start..last.start;
    let spoken = words.clone().any(|token| {
        page.mark(token).is_none() && matches!(page.lower(token), "i" | "we" | "my" | "our" | "us" | "me")
    });
    let marked = words.clone().any(|token| page.mark(token).is_some());
    if !spoken || marked || last.len() > 9 || page.tag(last.end - 1) == Tag::Stop {
        return None;
    }
    let named = last.clone().take_while(|&token| matches!(page.tag(token), Tag::Nnp | Tag::Nnps)).count();
    let verb = last.clone().any(|token| page::is_verb(page.tag(token)));
    let signature =
        named >= 2 && !verb && (named == last.len() || page.tag(last.start + named) == Tag::Comma);
    signature.then(|| (page.span(&words), last.clone()))
}
