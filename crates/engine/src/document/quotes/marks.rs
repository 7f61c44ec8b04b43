//! Quotation marks: which stretches of a text stand in them.

use crate::text::Span;

/// A stretch in quotation marks that lies in no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) struct Marked {
    /// From the opening mark to the closing one, both included.
    pub outer: Span,
    /// The words between the marks.
    pub inner: Span,
    /// Whether a closing mark was found; without one it ends with its paragraph.
    pub closed: bool,
    /// Whether it goes on from the paragraph before, which had no closing mark.
    pub continues: bool,
}

/// The stretches in quotation marks of a text whose paragraphs are given, by place.
///
/// Double marks of every kind are understood, and single ones where they cannot be apostrophes: `elisions` are the
/// words that an apostrophe may begin. With `dashes`, a paragraph that begins with a dash is speech, and dashes part it
/// from asides.
pub(super) fn find(text: &str, paragraphs: &[Span], elisions: &[&str], dashes: bool) -> Vec<Marked> {
    let mut found: Vec<Marked> = Vec::new();
    let mut open_before = false;
    for &paragraph in paragraphs {
        let first = found.len();
        if dashes && begins_dialogue(text, paragraph) {
            dialogue(text, paragraph, &mut found);
            open_before = false;
            continue;
        }
        let mut at = paragraph.start as usize;
        let end = paragraph.end as usize;
        while let Some(opening) = next_opening(text, at, end, elisions) {
            let marked = close(text, opening, end);
            at = marked.outer.end as usize;
            if !marked.inner.is_empty() {
                found.push(marked);
            }
            if at >= end {
                break;
            }
        }
        if open_before && found.get(first).is_some_and(|marked| begins(text, paragraph, marked)) {
            found[first].continues = true;
        }
        open_before = found.len() > first && found.last().is_some_and(|marked| !marked.closed);
    }
    found
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '―')
}

/// Whether a paragraph begins with a dash and a word or an opening mark right behind it.
fn begins_dialogue(text: &str, paragraph: Span) -> bool {
    let mut chars = paragraph.of(text).trim_start().chars();
    chars.next().is_some_and(is_dash)
        && chars.next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '¿' | '¡' | '«' | '“' | '"' | '…'))
}

/// The speech of a paragraph that begins with a dash: a dash before an aside stands behind a space ("No —dijo Ana"), and
/// the next one ends the aside ("Ana—. Nunca.").
fn dialogue(text: &str, paragraph: Span, found: &mut Vec<Marked>) {
    let mut open: Option<usize> = None;
    let mut dashes = 0;
    for (offset, c) in paragraph.of(text).char_indices().filter(|&(_, c)| is_dash(c)) {
        let at = paragraph.start as usize + offset;
        let after = at + c.len_utf8();
        let free = before(text, at).is_none_or(char::is_whitespace);
        let opens_aside = free && following(text, after).is_some_and(char::is_alphabetic);
        match open {
            None if dashes == 0 || !free => open = Some(at),
            Some(start) if opens_aside => {
                push_speech(text, start, after, found);
                open = None;
            }
            _ => continue,
        }
        dashes += 1;
    }
    if let Some(start) = open {
        push_speech(text, start, paragraph.end as usize, found);
    }
}

/// Speech from its dash to the dash of the aside, or to the end; without words there is none.
fn push_speech(text: &str, start: usize, end: usize, found: &mut Vec<Marked>) {
    let outer = Span::new(start, end);
    let inner = outer.trimmed(text, |c| c.is_whitespace() || is_dash(c));
    // What follows the dash that closes an aside belongs to the sentence before it.
    let inner = if inner.of(text).starts_with(['.', ',', ':', ';']) {
        Span::new(inner.start as usize + 1, inner.end as usize).trimmed(text, char::is_whitespace)
    } else {
        inner
    };
    if inner.of(text).contains(char::is_alphanumeric) {
        found.push(Marked { outer, inner, closed: true, continues: false });
    }
}

/// Whether nothing but white space stands between the start of a paragraph and a mark.
fn begins(text: &str, paragraph: Span, marked: &Marked) -> bool {
    Span::new(paragraph.start as usize, marked.outer.start as usize).of(text).trim().is_empty()
}

/// An opening mark: where it stands, where the words begin, and what closes it.
#[derive(Clone, Copy)]
struct Opening {
    at: usize,
    inner: usize,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `"`, and `“` or `”` where they are used for both ends.
    Straight,
    /// `“`, `„`, `«`.
    Curly,
    /// Two backticks or two apostrophes, closed by two apostrophes.
    Typewriter,
    /// `‘` or `'`.
    Single,
}

fn next_opening(text: &str, from: usize, end: usize, elisions: &[&str]) -> Option<Opening> {
    for (offset, c) in text.get(from..end)?.char_indices() {
        let at = from + offset;
        let after = at + c.len_utf8();
        let opening = |inner, kind| Some(Opening { at, inner, kind });
        match c {
            '“' | '„' | '«' => return opening(after, Kind::Curly),
            '"' | '”' if opens(text, at, after) => return opening(after, Kind::Straight),
            '`' if text[after..end].starts_with('`') => return opening(after + 1, Kind::Typewriter),
            '\'' if text[after..end].starts_with('\'') && opens(text, at, after + 1) => {
                return opening(after + 1, Kind::Typewriter);
            }
            '‘' | '\'' | '’' if opens_single(text, at, after, elisions) => {
                let single = Opening { at, inner: after, kind: Kind::Single };
                if single_end(text, single, end).is_some() {
                    return Some(single);
                }
            }
            _ => {}
        }
    }
    None
}

fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

fn following(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// Whether a mark that may stand at both ends opens here: no word before it, a word after it.
fn opens(text: &str, at: usize, after: usize) -> bool {
    let free = before(text, at).is_none_or(|c| c.is_whitespace() || is_left(c));
    free && following(text, after).is_some_and(|c| !c.is_whitespace())
}

fn is_left(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '-' | '–' | '—' | '/' | ':' | ';' | ',' | '…' | '.' | '\'' | '‘' | '“' | '"'
    )
}

/// Whether a single mark opens here and is no apostrophe of a shortened word or year.
fn opens_single(text: &str, at: usize, after: usize, elisions: &[&str]) -> bool {
    let free = before(text, at).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | ':'));
    let Some(next) = following(text, after) else { return false };
    if !free || !(next.is_alphabetic() || matches!(next, '"' | '“' | '[' | '$' | '£' | '€')) {
        return false;
    }
    let word = text[after..].split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    !elisions.iter().any(|elision| elision.eq_ignore_ascii_case(word))
}

/// Finds the closing mark; without one the stretch ends with the paragraph.
fn close(text: &str, opening: Opening, end: usize) -> Marked {
    let closing = match opening.kind {
        Kind::Single => single_end(text, opening, end),
        Kind::Typewriter => text[opening.inner..end].find("''").map(|at| (opening.inner + at, 2)),
        Kind::Straight | Kind::Curly => double_end(text, opening, end),
    };
    let (inner_end, mark) = closing.unwrap_or((end, 0));
    Marked {
        outer: Span::new(opening.at, inner_end + mark),
        inner: Span::new(opening.inner, inner_end).trimmed(text, char::is_whitespace),
        closed: closing.is_some(),
        continues: false,
    }
}

/// Where a double mark closes, and the mark's length. Marks of the same kind inside it are counted.
fn double_end(text: &str, opening: Opening, end: usize) -> Option<(usize, usize)> {
    let mut depth = 0;
    for (offset, c) in text[opening.inner..end].char_indices() {
        let at = opening.inner + offset;
        let after = at + c.len_utf8();
        match c {
            '“' | '„' | '«' if opening.kind == Kind::Curly => depth += 1,
            '”' | '»' if depth > 0 => depth -= 1,
            '”' | '»' => return Some((at, c.len_utf8())),
            '"' if is_inch(text, at, after) => {}
            '"' if opening.kind == Kind::Straight => return Some((at, 1)),
            '"' if depth == 0 && !opens(text, at, after) => return Some((at, 1)),
            '“' if opening.kind == Kind::Straight && !opens(text, at, after) => {
                return Some((at, c.len_utf8()));
            }
            _ => {}
        }
    }
    None
}

/// Whether a straight mark after a digit is an inch: another one follows it in the same breath (`5'10" tall" he`).
fn is_inch(text: &str, at: usize, after: usize) -> bool {
    let mut back = text[..at].chars().rev();
    let digit = back.next().is_some_and(|c| c.is_ascii_digit());
    let feet = back.find(|c| !c.is_ascii_digit()).is_some_and(|c| c == '\'' || c == '’');
    digit && feet && following(text, after).is_some_and(char::is_whitespace)
}

/// Where a single mark closes: after punctuation for preference, else where no word goes on, and not at the plural
/// possessive of a word inside.
fn single_end(text: &str, opening: Opening, end: usize) -> Option<(usize, usize)> {
    let end = text.floor_char_boundary(end.min(opening.inner + SINGLE_BYTES_MAX));
    let mut fallback = None;
    let mut nested = false;
    for (offset, c) in text[opening.inner..end].char_indices() {
        let at = opening.inner + offset;
        let after = at + c.len_utf8();
        match c {
            '“' => nested = true,
            '”' => nested = false,
            '"' => nested = !nested,
            '‘' => return fallback,
            '\'' | '’' if !nested && closes_single(text, at, after) => {
                let last = before(text, at).unwrap_or(' ');
                let possessive = last == 's' && goes_on(text, after);
                if !possessive {
                    return Some((at, c.len_utf8()));
                }
                fallback = fallback.or(Some((at, c.len_utf8())));
            }
            _ => {}
        }
    }
    fallback
}

/// A stretch in single marks is no longer, in bytes: every apostrophe may open one, and each is looked for to its end.
const SINGLE_BYTES_MAX: usize = 2_000;

fn closes_single(text: &str, at: usize, after: usize) -> bool {
    before(text, at).is_some_and(|c| !c.is_whitespace())
        && following(text, after).is_none_or(|c| !c.is_alphanumeric())
}

/// Whether a lower-case word follows after a space: "the workers' union".
fn goes_on(text: &str, at: usize) -> bool {
    let mut next = text[at..].chars();
    next.next() == Some(' ') && next.next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ELISIONS: &[&str] = &["em", "n"];

    fn paragraphs(text: &str) -> Vec<Span> {
        let mut at = 0;
        text.split('\n')
            .map(|line| {
                let span = Span::new(at, at + line.len());
                at += line.len() + 1;
                span
            })
            .filter(|span| !span.is_empty())
            .collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = find(text, &paragraphs(text), ELISIONS, false);
        let words: Vec<&str> = found.iter().map(|marked| marked.inner.of(text)).collect();
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn double_marks() {
        check("\"We lost,\" she said, \"but we live.\"", &["We lost,", "but we live."]);
        check("“Rain,” he said. “Much rain.”", &["Rain,", "Much rain."]);
        check("``No,'' he said.", &["No,"]);
        check("”Yes,” he said.", &["Yes,"]);
        check("''No,'' he said. ''Never.''", &["No,", "Never."]);
        check("He is 6'2\" tall.", &[]);
        check("\"He is 6'2\" tall,\" she said.", &["He is 6'2\" tall,"]);
    }

    #[test]
    fn nested_marks_are_one() {
        check("“She said ‘go’ and went,” he said.", &["She said ‘go’ and went,"]);
        check("\"They called it 'the pit',\" he said.", &["They called it 'the pit',"]);
        check("‘She said “go” and went,’ he said.", &["She said “go” and went,"]);
    }

    #[test]
    fn single_marks_and_apostrophes() {
        check("'We lost,' she said.", &["We lost,"]);
        check("‘It’s the workers’ hall that burned,’ he said.", &["It’s the workers’ hall that burned,"]);
        check("The workers' hall and the bakers' shop burned.", &[]);
        check("Rock 'n' roll of the '90s, tell 'em.", &[]);
        check("He didn't call it a 'ruin' then.", &["ruin"]);
    }

    #[test]
    fn without_a_closing_mark_it_ends_with_the_paragraph() {
        let text = "“One thing.\n“Another thing,” she said.\nNo “more of it\nEnd";
        let found = find(text, &paragraphs(text), ELISIONS, false);
        let flags: Vec<(bool, bool)> = found.iter().map(|marked| (marked.closed, marked.continues)).collect();
        assert_eq!(flags, [(false, false), (true, true), (false, false)]);
    }

    #[test]
    fn a_dash_at_the_start_begins_speech() {
        let found = |text: &str| -> Vec<String> {
            let marked = find(text, &paragraphs(text), ELISIONS, true);
            marked.iter().map(|marked| marked.inner.of(text).to_owned()).collect()
        };
        assert_eq!(found("—No volveré —dijo Ana López—. Es tarde."), ["No volveré", "Es tarde."]);
        assert_eq!(found("—¿Cuándo? —preguntó el juez."), ["¿Cuándo?"]);
        assert_eq!(found("—Nunca —dijo ella."), ["Nunca"]);
        assert_eq!(found("LIMA — Llovió toda la noche — dice el parte."), [""; 0]);
    }

    proptest! {
        #[test]
        fn spans_are_in_bounds_and_apart(text in "[ \"'“”‘’a-c.,\\n«»`é—]{0,80}") {
            let found = find(&text, &paragraphs(&text), ELISIONS, true);
            let mut at = 0;
            for marked in found {
                prop_assert!(marked.outer.start as usize >= at && marked.outer.contains(marked.inner));
                prop_assert!(text.get(marked.outer.range()).is_some() && text.get(marked.inner.range()).is_some());
                at = marked.outer.end as usize;
            }
        }
    }
}
