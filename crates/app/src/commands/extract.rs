//! `rashomon extract`: pages to articles.

use engine::article::Article;
use engine::formats::recurring::Recurring;

use super::stage;
use crate::arguments::{Stage, StageForm};
use crate::trouble::{Failure, Tally};
use crate::{shown, wire};

/// Writes each article of the inputs, without the lines that its outlet printed at the ends of earlier ones.
pub(crate) fn run(stage: Stage) -> Result<Tally, Failure> {
    let as_text = stage.form == StageForm::Text;
    let mut recurring = Recurring::default();
    stage::run_in_order(
        stage,
        |article| article,
        |mut article: Article| {
            recurring.cut(&mut article);
            if as_text { shown::article(&article) } else { wire::json(&wire::Article::of(&article)) }
        },
    )
}
