//! A text into paragraphs.

use crate::text::Span;

/// The paragraphs of a text, in order, none empty: lines, unless the text is wrapped at a fixed width, where a new line
/// is a space.
pub(super) fn split(text: &str) -> Vec<Span> {
    let width = wrap_width(text);
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut open = false;
    for line in lines(text) {
        let inner = line.trimmed(text, is_space);
        if inner.of(text).trim_matches(is_space).is_empty() {
            open = false;
            continue;
        }
        match (open && !is_indented(line.of(text)), paragraphs.last_mut()) {
            (true, Some(last)) => *last = last.to(inner),
            _ => paragraphs.push(inner),
        }
        open = width.is_some();
    }
    paragraphs
}

/// White space, control characters and the invisible characters that stand between words.
pub(super) fn is_space(c: char) -> bool {
    if c.is_ascii() {
        return c <= ' ' || c == '\u{7f}';
    }
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether a line begins with white space, as the first line of a paragraph does in wrapped texts.
fn is_indented(line: &str) -> bool {
    line.starts_with([' ', '\t', '\u{a0}', '\u{3000}'])
}

/// The lines of a text without their ends; any Unicode line end counts.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    text.split_inclusive(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']).filter_map(
        move |line| {
            let span = Span::new(start, start + line.len());
            start += line.len();
            // The second half of a Windows line end is no line.
            (line != "\n" || !text[..span.start as usize].ends_with('\r')).then_some(span)
        },
    )
}

/// Lines shorter than this are never taken for a wrapped text.
const WRAP_CHARS_MIN: usize = 40;
/// Lines longer than this are never taken for a wrapped text.
const WRAP_CHARS_MAX: usize = 100;

/// The width at which a text is wrapped: when nearly every line that another follows is so long that the next word
/// would not have fitted.
fn wrap_width(text: &str) -> Option<usize> {
    let raw: Vec<&str> = lines(text).map(|line| line.of(text)).collect();
    let lines: Vec<&str> = raw.iter().map(|line| line.trim_matches(is_space)).collect();
    let width = lines.iter().map(|line| line.chars().count()).max()?;
    if !(WRAP_CHARS_MIN..=WRAP_CHARS_MAX).contains(&width) {
        return None;
    }
    let (mut full, mut short) = (0, 0);
    for (pair, raw) in lines.windows(2).zip(raw.windows(2)) {
        if pair[0].is_empty() || pair[1].is_empty() || is_indented(raw[1]) {
            continue;
        }
        let next = pair[1].split(is_space).next().unwrap_or("");
        let would_fit = pair[0].chars().count() + 1 + next.chars().count() <= width;
        *(if would_fit { &mut short } else { &mut full }) += 1;
    }
    (full >= 3 && full >= 4 * short).then_some(width)
}
