//! Paragraphs of a text that may be wrapped, double-spaced or neither.

/// Splits a text into its paragraphs, white space at their ends taken away and runs of it inside made one space.
///
/// Blank lines separate paragraphs. Inside a block, a line break does, too, unless the block is wrapped: its lines are
/// of a page's width and most of them end in the middle of a sentence.
///
/// ```
/// use engine::formats::paragraphs::split;
/// assert_eq!(split("One.\r\nTwo.\n\n\n  Three.  "), ["One.", "Two.", "Three."]);
/// ```
#[must_use]
pub fn split(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut block: Vec<&str> = Vec::new();
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}', '\u{85}']) {
        let line = line.trim();
        if line.is_empty() {
            flush(&mut block, &mut out);
        } else {
            block.push(line);
        }
    }
    flush(&mut block, &mut out);
    out
}

fn flush(block: &mut Vec<&str>, out: &mut Vec<String>) {
    if is_wrapped(block) {
        out.push(squeezed(&block.join(" ")));
    } else {
        out.extend(block.iter().map(|line| squeezed(line)));
    }
    block.clear();
}

/// The longest line of a wrapped text, and the shortest, in characters.
const WRAPPED_LINE: std::ops::RangeInclusive<usize> = 40..=100;

fn is_wrapped(block: &[&str]) -> bool {
    let Some((last, lines)) = block.split_last() else { return false };
    if lines.is_empty() || last.len() > 4 * WRAPPED_LINE.end() {
        return false;
    }
    let fits = lines.iter().all(|line| line.len() < 400 && WRAPPED_LINE.contains(&line.chars().count()));
    let open = lines.iter().filter(|line| !line.ends_with(['.', '!', '?', ':', '"', '”', '’', '…'])).count();
    fits && open * 2 > lines.len()
}

/// Whether a text ends as sentences do in the scripts of the world, perhaps inside quotation marks or brackets.
#[must_use]
pub fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '“', '«', '」', '』', '）']);
    text.ends_with(['.', '!', '?', '…', '。', '।', '؟', '۔', '！', '？', '｡', '։', '።'])
}

/// The text with every run of white space made one space.
#[must_use]
pub fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' && c != '\u{2009}')
    {
        if !word.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The harbour master said on Monday that the ferry had left the\nquay forty minutes late, with two hundred people on board and\none lifeboat missing.\n\nNobody was hurt.";
        let paragraphs = split(text);
        assert_eq!(paragraphs.len(), 2);
        assert!(paragraphs[0].contains("left the quay"));
    }

    #[test]
    fn lines_that_are_paragraphs_stay_apart() {
        assert_eq!(split("A first paragraph that is long enough to be a line.\nA second one that also ends with a stop.").len(), 2);
        assert_eq!(split("A heading\nThe text."), ["A heading", "The text."]);
    }

    #[test]
    fn only_white_space_is_nothing() {
        assert!(split(" \n\t\r\n ").is_empty());
    }
}
