//! Claims: what an account says that another account could agree or disagree with.

use crate::document::Document;

/// A document and what it claims.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// The document.
    pub document: Document,
}

/// The account of a document.
#[must_use]
pub fn find(document: Document) -> Account {
    Account { document }
}
