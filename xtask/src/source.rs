//! Rust source as far as the chores must understand it: code without comments and strings, and the paths in it.

/// The source with comments, strings and characters blanked out, line by line as long as before.
pub(crate) fn code(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let length = blank_length(rest, out.chars().next_back());
        if length == 0 {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        out.extend(rest[..length].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        rest = &rest[length..];
    }
    out
}

/// How many bytes at the beginning of `rest` are a comment, a string or a character; 0 if none.
fn blank_length(rest: &str, before: Option<char>) -> usize {
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return rest.find("*/").map_or(rest.len(), |end| end + 2);
    }
    let is_word_before = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    if !is_word_before && let Some(length) = raw_string(rest) {
        return length;
    }
    if rest.starts_with('"') {
        return quoted(rest, '"');
    }
    if rest.starts_with('\'') { character(rest) } else { 0 }
}

/// The length of `r"…"`, `r#"…"#`, `br"…"`.
fn raw_string(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let body = after[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let start = rest.len() - body.len();
    Some(body.find(&end).map_or(rest.len(), |at| start + at + end.len()))
}

/// The length of a literal that ends at the next `mark` that no backslash escapes.
fn quoted(rest: &str, mark: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            c if c == mark => return at + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

/// The length of `'x'` or `'\n'`; 0 for a lifetime.
fn character(rest: &str) -> usize {
    let mut chars = rest.chars().skip(1);
    match (chars.next(), chars.next()) {
        (Some('\\'), _) => quoted(rest, '\''),
        (Some(c), Some('\'')) => 2 + c.len_utf8(),
        _ => 0,
    }
}

/// The code before the unit tests.
pub(crate) fn without_tests(code: &str) -> &str {
    code.find("#[cfg(test)]\nmod ").map_or(code, |at| &code[..at])
}

/// A path that begins with `crate`, `super` or a crate's name, as far as its second part: `(line, first, second)`.
/// `super::super::x` is one path with `first` twice as long (`super::super`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PathUse {
    /// Line, from 1.
    pub(crate) line: usize,
    /// `crate`, `super`, `super::super`, `std`.
    pub(crate) first: String,
    /// The part after it.
    pub(crate) second: String,
}

/// Every path that begins with one of `heads`, groups (`std::{fs, io}`) taken apart.
pub(crate) fn paths(code: &str, heads: &[&str]) -> Vec<PathUse> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("::") {
        let head = word_before(&code[..at]);
        if !heads.contains(&head) || is_inside_path(&code[..at - head.len()]) {
            continue;
        }
        let line = code[..at].matches('\n').count() + 1;
        let (first, rest) = chain(head, &code[at + 2..]);
        let seconds = seconds(rest);
        found.extend(seconds.into_iter().map(|second| PathUse { line, first: first.clone(), second }));
    }
    found
}

fn word_before(code: &str) -> &str {
    let start = code.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_').len();
    &code[start..]
}

/// Whether what stands before a word makes the word a later part of a path.
fn is_inside_path(before: &str) -> bool {
    before.ends_with("::")
}

/// All the `super`s at the beginning of a path, and what follows them.
fn chain<'c>(head: &str, mut rest: &'c str) -> (String, &'c str) {
    let mut first = head.to_owned();
    while let Some(next) = rest.strip_prefix("super::") {
        first.push_str("::super");
        rest = next;
    }
    (first, rest)
}

/// The next part of a path, or the first parts of its group.
fn seconds(rest: &str) -> Vec<String> {
    let Some(group) = rest.strip_prefix('{') else {
        return vec![word(rest).to_owned()];
    };
    let mut depth = 0;
    let mut seconds = vec![word(group.trim_start()).to_owned()];
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => seconds.push(word(group[at + 1..].trim_start()).to_owned()),
            _ => {}
        }
    }
    seconds.retain(|second| !second.is_empty());
    seconds
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(code: &str) -> Vec<String> {
        let used = paths(code, &["crate", "super", "std"]);
        used.into_iter().map(|path| format!("{}:{}>{}", path.line, path.first, path.second)).collect()
    }

    #[test]
    fn comments_and_strings_are_no_code() {
        let source = "// crate::a\nlet x = \"crate::b \\\" crate::c\"; /* crate::d */ let c = '\"'; r#\"crate::e\"#; let l: &'a u8;";
        assert_eq!(names(&code(source)), Vec::<String>::new());
        assert_eq!(code(source).lines().count(), 2);
        assert!(code(source).ends_with("let l: &'a u8;"));
    }

    #[test]
    fn paths_are_found() {
        assert_eq!(
            names("use crate::text;\nuse crate::{a, b::{c, d}, e};"),
            ["1:crate>text", "2:crate>a", "2:crate>b", "2:crate>e"]
        );
        assert_eq!(names("super::super::x::y() + std::fs::read"), ["1:super::super>x", "1:std>fs"]);
        assert_eq!(names("use std::{\n    fs,\n    io::Read,\n};"), ["1:std>fs", "1:std>io"]);
    }
}
