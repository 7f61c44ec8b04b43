//! `rashomon extract`: pages to articles.

use super::stage;
use crate::arguments::Stage;
use crate::trouble::{Failure, Tally};
use crate::wire;

/// Writes each article of the inputs.
pub(crate) fn run(stage: Stage) -> Result<Tally, Failure> {
    stage::run(stage, |article| wire::json(&wire::Article::of(&article)))
}
