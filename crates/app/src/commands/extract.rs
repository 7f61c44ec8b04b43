//! `rashomon extract`: pages to articles.

use super::stage;
use crate::arguments::{Stage, StageForm};
use crate::trouble::{Failure, Tally};
use crate::{shown, wire};

/// Writes each article of the inputs.
pub(crate) fn run(stage: Stage) -> Result<Tally, Failure> {
    match stage.form {
        StageForm::Text => stage::run(stage, |article| shown::article(&article)),
        StageForm::Lines | StageForm::List => {
            stage::run(stage, |article| wire::json(&wire::Article::of(&article)))
        }
    }
}
