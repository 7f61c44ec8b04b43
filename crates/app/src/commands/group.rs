//! `rashomon group`: articles, in order of arrival, to placements.

use std::time::Instant;

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
    let mut placed: Vec<(ArticleId, StoryId)> = Vec::new();
    articles::each(group.stage.inputs, arrived, |found| match found {
        Found::Item((article, arrival)) => {
            progress.step();
            tally.done += 1;
            let placement = stream.place(&article);
            if group.ending == Ending::Final {
                placed.push((placement.article.clone(), placement.story));
            }
            write(&mut writer, form, &article, &placement, arrival)
        }
        Found::Trouble(trouble) => {
            progress.interrupt(|| tally.tell(&trouble));
            Ok(())
        }
        Found::Waiting => writer.output().flush(),
    })?;
    for (article, story) in &placed {
        writer.item(&last(form, article, stream.now(*story)))?;
    }
    writer.end()?;
    Ok(tally)
}

/// An article, and when it came.
fn arrived(article: Article) -> (Article, Instant) {
    (article, Instant::now())
}

fn write(
    writer: &mut Writer,
    form: StageForm,
    article: &Article,
    placement: &Placement,
    arrival: Instant,
) -> Result<(), Failure> {
    if form == StageForm::Text {
        return writer.item(&shown::placement(article, placement));
    }
    let lag_ms = u64::try_from(arrival.elapsed().as_millis()).unwrap_or(u64::MAX);
    writer.item(&wire::json(&wire::Placed::Placement(wire::Placement::of(placement, lag_ms))))?;
    match wire::Merger::of(placement) {
        Some(merger) => writer.item(&wire::json(&wire::Placed::Merger(merger))),
        None => Ok(()),
    }
}

fn last(form: StageForm, article: &ArticleId, story: StoryId) -> String {
    match form {
        StageForm::Text => format!("{story}  {article}\n"),
        StageForm::Lines | StageForm::List => {
            wire::json(&wire::Placed::Final(wire::Final::of(article, story)))
        }
    }
}
