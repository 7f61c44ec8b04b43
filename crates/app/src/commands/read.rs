//! `rashomon read`: articles to documents.

use engine::document;

use super::stage;
use crate::arguments::Stage;
use crate::trouble::{Failure, Tally};
use crate::wire;

/// Writes the document of each article of the inputs.
pub(crate) fn run(stage: Stage) -> Result<Tally, Failure> {
    stage::run(stage, |article| wire::json(&wire::Document::of(&document::read(article))))
}
