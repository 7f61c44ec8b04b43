//! Pages, feeds and files: untrusted bytes in, clean articles out.

use crate::article::Article;

/// Untrusted bytes as they were handed in.
#[derive(Clone, Copy, Debug)]
pub struct Page<'b> {
    /// The path or address they came from.
    pub input: &'b str,
    /// The bytes.
    pub bytes: &'b [u8],
}

/// The articles in a page, with complaints in place of what could not be read.
#[must_use]
pub fn read(page: &Page<'_>) -> Vec<Article> {
    let text = String::from_utf8_lossy(page.bytes).into_owned();
    vec![Article { input: page.input.to_owned(), text, ..Article::default() }]
}
