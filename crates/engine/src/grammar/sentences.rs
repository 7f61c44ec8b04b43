//! Tokens into sentences.

use std::ops::Range;

use super::tokens::contains;
use crate::languages::Sentences;
use crate::text::{Span, is_quotation_mark};

/// Appends the sentences of one paragraph, `tokens` a range of all `spans`, in order.
pub(super) fn split(
    text: &str,
    spans: &[Span],
    tokens: Range<usize>,
    table: &Sentences,
    sentences: &mut Vec<Range<u32>>,
) {
    let paragraph = Paragraph { text, spans: &spans[..tokens.end], table };
    let mut start = tokens.start;
    let mut at = start;
    while at < tokens.end {
        if at > start && (BULLETS.contains(&paragraph.word(at)) || at - start >= TOKENS_MAX) {
            sentences.push(start as u32..at as u32);
            start = at;
        }
        let next = match paragraph.ending(at) {
            Some(ending) => {
                let next = paragraph.closers(at + 1);
                if paragraph.ends(ending, start, at, next) {
                    sentences.push(start as u32..next as u32);
                    start = next;
                }
                next
            }
            None => at + 1,
        };
        at = next;
    }
    if start < tokens.end {
        sentences.push(start as u32..tokens.end as u32);
    }
}

/// A sentence is cut after this many tokens. Prose has none so long, but tables without stops, machine output and
/// attacks do, and what looks for an end inside a sentence must stay linear on them.
const TOKENS_MAX: usize = 500;

/// Marks that begin a list item inside a paragraph.
const BULLETS: &[&str] = &["•", "▪", "●", "■", "◦", "‣"];

/// What a sentence may end with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Stop,
    /// A question or exclamation mark.
    Call,
    Ellipsis,
    /// An abbreviation that sentences also end with.
    Abbreviation,
    /// An abbreviation of the clock (`p.m.`), which few capitalised words follow.
    Clock,
}

struct Paragraph<'t> {
    text: &'t str,
    /// Up to the paragraph's end.
    spans: &'t [Span],
    table: &'t Sentences,
}

impl Paragraph<'_> {
    fn word(&self, token: usize) -> &str {
        self.spans.get(token).map_or("", |span| span.of(self.text))
    }

    /// What the token may end a sentence with.
    fn ending(&self, token: usize) -> Option<Ending> {
        let word = self.word(token);
        let last = word.as_bytes().last()?;
        if !matches!(last, b'.' | b'!' | b'?') && word != "…" && word != "。" {
            return None;
        }
        // Stops with spaces between them are an ellipsis.
        let is_dotted =
            word == "." && (self.word(token + 1) == "." || (token > 0 && self.word(token - 1) == "."));
        match word {
            _ if is_dotted => Some(Ending::Ellipsis),
            "." | ".." | "。" => Some(Ending::Stop),
            _ if word.starts_with(['!', '?']) => Some(Ending::Call),
            _ if word.starts_with(['.', '…']) => Some(Ending::Ellipsis),
            _ => self.abbreviation(word.strip_suffix('.')?),
        }
    }

    fn abbreviation(&self, word: &str) -> Option<Ending> {
        if contains(self.table.clock_abbreviations, word) {
            return Some(Ending::Clock);
        }
        let is_plain = !word.contains('.') && !contains(self.table.closing_abbreviations, word);
        let is_open = is_plain || contains(self.table.abbreviations, word);
        (!is_open).then_some(Ending::Abbreviation)
    }

    /// The token after the closing quotation marks and brackets that begin at `at`.
    fn closers(&self, mut at: usize) -> usize {
        while at < self.spans.len() && self.is_closer(at) {
            at += 1;
        }
        at
    }

    /// Whether the token closes what stands before it: a bracket, or a quotation mark that touches the word before it.
    fn is_closer(&self, token: usize) -> bool {
        let word = self.word(token);
        if matches!(word, ")" | "]" | "}" | "”" | "»" | "''") {
            return true;
        }
        let is_mark = word.chars().all(is_quotation_mark) && !matches!(word, "“" | "‘" | "«" | "``");
        let touches =
            |a: usize, b: usize| self.spans.get(b).is_some_and(|next| self.spans[a].end == next.start);
        is_mark && touches(token - 1, token) && !(touches(token, token + 1) && self.opens(token + 1))
    }

    /// Whether the token can only be the first of something: a word after a mark without a space.
    fn opens(&self, token: usize) -> bool {
        self.word(token).starts_with(char::is_alphanumeric)
    }

    /// Whether a sentence that began at `start` ends with the token `at`, when the next one would begin at `next`.
    fn ends(&self, ending: Ending, start: usize, at: usize, next: usize) -> bool {
        if next >= self.spans.len() {
            return true;
        }
        let first = self.first_word(next);
        let word = self.word(first);
        let begins = word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let is_quoted = first > next && self.is_mark(next);
        let is_starter = begins && contains(self.table.starters, word);
        match ending {
            _ if self.word(next).starts_with([',', ';', ':', '-', '–', '—'])
                && !is_bullet_dash(self, next) =>
            {
                false
            }
            Ending::Stop => {
                begins || (is_quoted && word.is_empty()) || !word.starts_with(char::is_alphabetic)
            }
            Ending::Call => begins && !self.is_named_so(at) && !self.is_said(at, next),
            Ending::Ellipsis => is_starter || (begins && (is_quoted || self.is_mark(next - 1))),
            Ending::Clock => begins && !contains(self.table.clock_followers, word) && at > start,
            Ending::Abbreviation => {
                is_starter || (begins && (is_quoted || self.is_mark(next - 1)) && at > start)
            }
        }
    }

    /// The first word at or after `at`, past opening marks and brackets.
    fn first_word(&self, at: usize) -> usize {
        let is_opener = |token: &usize| {
            let word = self.word(*token);
            matches!(word, "(" | "[" | "{" | "¿" | "¡") || word.chars().all(is_quotation_mark)
        };
        let opened = (at..self.spans.len()).take_while(is_opener).count();
        at + opened
    }

    fn is_mark(&self, token: usize) -> bool {
        self.word(token).chars().all(is_quotation_mark)
    }

    /// Whether the mark belongs to a name (`Yahoo!`).
    fn is_named_so(&self, at: usize) -> bool {
        at > 0 && contains(self.table.marked_names, self.word(at - 1))
    }

    /// Whether what follows a quotation says who spoke: `"Why?" Ms. Vale asked`.
    fn is_said(&self, at: usize, next: usize) -> bool {
        if !(at + 1..next).any(|token| self.is_mark(token)) {
            return false;
        }
        let mut words = (next..self.spans.len()).map(|token| self.word(token));
        let is_name = |word: &&str| word.starts_with(char::is_uppercase);
        let after = words.by_ref().take(SPEAKER_TOKENS_MAX).find(|word| !is_name(word));
        after.is_some_and(|word| contains(self.table.sayings, word))
    }
}

/// Longest name before a reporting verb that is looked over.
const SPEAKER_TOKENS_MAX: usize = 5;

/// Whether a dash at `token` begins a list item: a space stands after it and a capital follows.
fn is_bullet_dash(paragraph: &Paragraph<'_>, token: usize) -> bool {
    let dash = paragraph.word(token);
    dash.starts_with(['-', '–', '—']) && paragraph.word(token + 1).starts_with(char::is_uppercase)
}
