//! `rashomon read`: articles to documents.

use engine::document;

use super::stage;
use crate::arguments::{Stage, StageForm};
use crate::trouble::{Failure, Tally};
use crate::{shown, wire};

/// Writes the document of each article of the inputs.
pub(crate) fn run(stage: Stage) -> Result<Tally, Failure> {
    match stage.form {
        StageForm::Text => stage::run(stage, |article| shown::document(&document::read(article))),
        StageForm::Lines | StageForm::List => {
            stage::run(stage, |article| wire::json(&wire::Document::of(&document::read(article))))
        }
    }
}
