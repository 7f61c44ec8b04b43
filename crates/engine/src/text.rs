//! Places in a text.
//!
//! A text is stored once and never edited; everything that is found in it is a [`Span`] of UTF-8 bytes. Readers
//! outside count Unicode code points, so spans are translated once, at the edge, by [`CodePoints`].

use std::ops::Range;

/// A place in a text: UTF-8 byte offsets, `start` included, `end` excluded.
///
/// Spans order by start, then by end. Texts are limited to 4 GiB, so that a span is eight bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`, in bytes; an `end` before `start` gives the empty span at `start`.
    ///
    /// ```
    /// use engine::text::Span;
    /// assert_eq!(Span::new(3, 8).of("In July, he left."), "July,");
    /// ```
    #[must_use]
    pub fn new(start: usize, end: usize) -> Span {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Span { start, end: end.max(start) }
    }

    /// The bytes as a range, for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words at this place of `text`; empty when the span does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside this span (equal spans do).
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share a byte.
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// How many bytes the two spans share.
    #[must_use]
    pub fn shared(self, other: Span) -> usize {
        self.end.min(other.end).saturating_sub(self.start.max(other.start)) as usize
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span without the characters of `skip` at both ends; unchanged if nothing else would remain.
    #[must_use]
    pub fn trimmed(self, text: &str, skip: impl Fn(char) -> bool) -> Span {
        let words = self.of(text);
        let front = words.len() - words.trim_start_matches(&skip).len();
        let kept = words.trim_matches(&skip).len();
        if kept == 0 {
            return self;
        }
        let start = self.start as usize + front;
        Span::new(start, start + kept)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

/// Translates byte offsets of one text into Unicode code points, and back.
///
/// One mark every 256 bytes, so that a look-up reads a few hundred bytes at most and an ASCII text costs nothing.
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before byte `i * STEP`; empty when the text is ASCII.
    marks: Vec<u32>,
}

const STEP: usize = 256;

impl<'t> CodePoints<'t> {
    /// Counts `text` once.
    #[must_use]
    pub fn new(text: &'t str) -> CodePoints<'t> {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for (at, byte) in text.bytes().enumerate() {
                if at % STEP == 0 {
                    marks.push(count);
                }
                count += u32::from(is_boundary(byte));
            }
        }
        CodePoints { text, marks }
    }

    /// How many code points stand before byte `at`.
    ///
    /// ```
    /// use engine::text::CodePoints;
    /// assert_eq!(CodePoints::new("“no”, he said").before(10), 6);
    /// ```
    #[must_use]
    pub fn before(&self, at: u32) -> u32 {
        if self.marks.is_empty() {
            return at.min(self.text.len() as u32);
        }
        let at = (at as usize).min(self.text.len());
        let mark = (at / STEP).min(self.marks.len() - 1);
        let rest = &self.text.as_bytes()[mark * STEP..at];
        self.marks[mark] + rest.iter().filter(|&&byte| is_boundary(byte)).count() as u32
    }

    /// The span counted in code points: `(start, end)`, end exclusive.
    #[must_use]
    pub fn of(&self, span: Span) -> (u32, u32) {
        (self.before(span.start), self.before(span.end))
    }

    /// The byte at which code point `count` begins; the text's length if it has fewer.
    #[must_use]
    pub fn byte(&self, count: u32) -> usize {
        if self.marks.is_empty() {
            return (count as usize).min(self.text.len());
        }
        let mark = self.marks.partition_point(|&before| before <= count).saturating_sub(1);
        let mut left = count - self.marks[mark];
        let mut at = mark * STEP;
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        for (offset, _) in self.text[at..].char_indices() {
            if left == 0 {
                return at + offset;
            }
            left -= 1;
        }
        self.text.len()
    }
}

/// Whether a byte begins a code point.
fn is_boundary(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

/// Whether the character is a quotation mark of any script's news typography, single or double.
#[must_use]
pub fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»' | '‹' | '›' | '`')
}

/// The plain form of a character that typography varies: curly marks, dashes, special spaces.
#[must_use]
pub fn plain(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '`' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '–' | '—' | '−' | '‐' | '‑' => '-',
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2003}' | '\u{3000}' => ' ',
        other => other,
    }
}

/// The text as it is compared: lower case, plain marks and dashes, one space for any white space, none at the
/// ends, invisible characters gone. For comparing only: what is shown is always the text itself.
///
/// ```
/// assert_eq!(engine::text::folded(" “Mr.\u{a0}Vale”  left"), "\"mr. vale\" left");
/// ```
#[must_use]
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = plain(c);
        if matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{fe0f}') {
            continue;
        }
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if c == '…' {
            out.push_str("...");
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_points_go_there_and_back(text in "\\PC{0,600}") {
            let points = CodePoints::new(&text);
            for (count, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.before(at as u32), count as u32);
                prop_assert_eq!(points.byte(count as u32), at);
            }
            prop_assert_eq!(points.byte(text.chars().count() as u32), text.len());
        }

        #[test]
        fn trimming_stays_inside(text in "\\PC{1,40}") {
            let whole = Span::new(0, text.len());
            let inner = whole.trimmed(&text, |c| !c.is_alphanumeric());
            prop_assert!(whole.contains(inner) && !inner.is_empty());
            prop_assert!(text.is_char_boundary(inner.start as usize) && text.is_char_boundary(inner.end as usize));
        }
    }

    #[test]
    fn a_span_that_does_not_fit_is_empty() {
        assert_eq!(Span::new(1, 2).of("é"), "");
        assert_eq!(Span::new(5, 9).of("abc"), "");
    }

    #[test]
    fn sharing_is_symmetric() {
        let (a, b) = (Span::new(2, 7), Span::new(5, 12));
        assert_eq!((a.shared(b), b.shared(a)), (2, 2));
        assert_eq!(a.shared(Span::new(7, 9)), 0);
        assert_eq!(a.to(b), Span::new(2, 12));
    }
}
