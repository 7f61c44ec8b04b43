//! Any text about a story, checked against the accounts of the story's report.
//!
//! Each number, date, name, quotation and statement of the text is a [`Finding`]: supported by an account, different
//! in the accounts, or in none of them. A finding says what it rests on; that something is in no account does not make
//! it wrong.

use crate::claims::Account;
use crate::text::Span;

mod dates;
mod library;
mod names;
mod numbers;
mod quotations;
mod statements;

use library::Library;

/// Something that a text says, and what the accounts say about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What sort of thing it is.
    pub kind: Kind,
    /// Where the text says it.
    pub span: Span,
    /// Whether the accounts support it.
    pub status: Status,
    /// The reason in one plain sentence.
    pub because: String,
    /// Where the accounts say it, or what comes nearest; best first.
    pub evidence: Vec<Evidence>,
}

/// What sort of thing is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A number that counts or measures.
    Number,
    /// A day or a longer time on the calendar.
    Date,
    /// A person, an organisation or a place.
    Name,
    /// Words in quotation marks.
    Quotation,
    /// A clause.
    Statement,
}

/// How what a text says stands to the accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// An account says it.
    Supported,
    /// The accounts say it otherwise.
    Differs,
    /// No account says it.
    Unsupported,
}

/// A place in an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Index of the account.
    pub account: usize,
    /// The place.
    pub span: Span,
}

/// Checks a text against accounts; findings stand in the order of the text.
///
/// ```
/// use engine::article::Article;
/// use engine::verification::{Status, verify};
/// let account = |text: &str| {
///     let article = Article { text: text.to_owned(), ..Article::default() };
///     engine::claims::find(engine::document::read(article))
/// };
/// let accounts = [account("“We saw the light too late,” Captain Mira Oduya said.")];
/// let findings = verify(&account("“We saw no light,” the captain said."), &accounts);
/// assert!(findings.iter().any(|finding| finding.status != Status::Supported));
/// ```
#[must_use]
pub fn verify(text: &Account, accounts: &[Account]) -> Vec<Finding> {
    let library = Library::of(accounts);
    let mut findings = Vec::new();
    numbers::check(text, &library, &mut findings);
    dates::check(text, &library, &mut findings);
    names::check(text, &library, &mut findings);
    quotations::check(text, &library, &mut findings);
    statements::check(text, &library, &mut findings);
    findings.sort_by_key(|finding| (finding.span.start, finding.kind, finding.span.end));
    findings
}

#[cfg(test)]
mod tests;
