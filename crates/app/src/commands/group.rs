//! `rashomon group`: articles, in order of arrival, to placements.

use engine::article::{Article, ArticleId};
use engine::stories::{Placement, Settings, StoryId, Stream};

use super::stage::Writer;
use crate::arguments::{Ending, Group, StageForm};
use crate::articles::{self, Found};
use crate::progress::Progress;
use crate::trouble::{Failure, Tally};
use crate::{shown, wire};

/// Writes where each article of the inputs is placed, before the next one is placed.
pub(crate) fn run(group: Group) -> Result<Tally, Failure> {
    let form = group.stage.form;
    let mut writer = Writer::open(&group.stage)?;
    let mut progress = Progress::beside(writer.output());
    let mut tally = Tally::default();
    let mut stream = Stream::new(Settings::default());
    articles::each(
        group.stage.inputs,
        |article| article,
        |found| match found {
            Found::Item(article) => {
                progress.step();
                tally.done += 1;
                let placement = stream.place(&article);
                write(&mut writer, form, &article, &placement)
            }
            Found::Trouble(trouble) => {
                progress.interrupt(|| tally.tell(&trouble));
                Ok(())
            }
            Found::Waiting => writer.output().flush(),
        },
    )?;
    if group.ending == Ending::Final {
        for (article, story) in stream.placed() {
            writer.item(&last(form, article, story))?;
        }
    }
    writer.end()?;
    Ok(tally)
}

fn write(
    writer: &mut Writer,
    form: StageForm,
    article: &Article,
    placement: &Placement,
) -> Result<(), Failure> {
    if form == StageForm::Text {
        return writer.item(&shown::placement(article, placement));
    }
    writer.item(&wire::json(&wire::Placed::Placement(wire::Placement::of(placement))))?;
    for change in &placement.changes {
        writer.item(&wire::json(&wire::Placed::of(change)))?;
    }
    Ok(())
}

fn last(form: StageForm, article: &ArticleId, story: StoryId) -> String {
    match form {
        StageForm::Text => format!("{story}  {article}\n"),
        StageForm::Lines | StageForm::List => {
            wire::json(&wire::Placed::Final(wire::Final::of(article, story)))
        }
    }
}
