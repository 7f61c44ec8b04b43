//! Sources: where the outlet says that it has something from somebody else.

use super::{Document, Source};
use crate::languages::Language;

/// The sources named in a document whose other layers are complete, by place.
pub(super) fn find(_document: &Document, _language: &Language) -> Vec<Source> {
    Vec::new()
}
