//! `rashomon group`: articles, in order of arrival, to placements.

use std::cell::RefCell;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use engine::article::{Article, ArticleId};
use engine::stories::{Change, Constraint, Constraints, Placement, Reader, Settings, StoryId, Stream};
use serde::Deserialize;

use super::stage::Writer;
use crate::arguments::{Ending, Group, StageForm};
use crate::articles::{self, Found};
use crate::progress::Progress;
use crate::trouble::{Failure, Tally};
use crate::{shown, wire};

thread_local! {
    /// What each core reads articles with.
    static READER: RefCell<Reader> = RefCell::default();
}

/// Writes where each article of the inputs is placed, before the next one is placed.
pub(crate) fn run(group: Group) -> Result<Tally, Failure> {
    let form = group.stage.form;
    let mut stream = begun(group.state.as_deref())?;
    let decided = decided(group.constraints.as_deref(), &stream)?;
    let mut writer = Writer::open(&group.stage)?;
    let mut progress = Progress::beside(writer.output());
    let mut tally = Tally::default();
    write_changes(&mut writer, form, &decided.map_or_else(Vec::new, |decided| stream.constrain(decided)))?;
    articles::each(
        group.stage.inputs,
        |article| {
            let features = READER.with_borrow_mut(|reader| reader.read(&article));
            (article, features)
        },
        |found| match found {
            Found::Item((article, features)) => {
                progress.step();
                tally.done += 1;
                let placement = stream.place_read(&article, &features);
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
        write_changes(&mut writer, form, &stream.settle())?;
        for (article, story) in stream.placed() {
            writer.item(&last(form, article, story))?;
        }
    }
    writer.end()?;
    if let Some(file) = &group.state {
        leave(file, &stream).map_err(|error| Failure::Output(file.display().to_string(), error))?;
    }
    Ok(tally)
}

/// The stream as the file has it, or a new one if there is no file.
fn begun(file: Option<&Path>) -> Result<Stream, Failure> {
    let Some(file) = file else { return Ok(Stream::new(Settings::default())) };
    let failed = |message: String| Failure::Input(file.display().to_string(), message);
    match fs::read(file) {
        Ok(bytes) => Stream::restore(Settings::default(), &bytes).map_err(|error| failed(error.to_string())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Stream::new(Settings::default())),
        Err(error) => Err(failed(error.to_string())),
    }
}

/// Leaves the state in the file. The old one stays until the new one is complete.
fn leave(file: &Path, stream: &Stream) -> io::Result<()> {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let new = file.with_file_name(name);
    fs::write(&new, stream.save())?;
    fs::rename(&new, file)
}

/// A line of the file of constraints.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, untagged)]
enum Decision {
    Merge { merge: Vec<String> },
    Split { split: (Vec<String>, Vec<String>) },
    Pin { pin: String, story: String },
    Exclude { exclude: String, story: String },
}

/// What a person has decided, before and now.
fn decided(file: Option<&Path>, stream: &Stream) -> Result<Option<Constraints>, Failure> {
    let Some(file) = file else { return Ok(None) };
    let failed = |message: String| Failure::Input(file.display().to_string(), message);
    let text = fs::read_to_string(file).map_err(|error| failed(error.to_string()))?;
    let mut rules = stream.constraints().rules().to_vec();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let rule = constraint(line).map_err(|message| failed(format!("line {}: {message}", number + 1)))?;
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    Constraints::new(rules).map(Some).map_err(failed)
}

fn constraint(line: &str) -> Result<Constraint, String> {
    const KNOWN: &str = r#"is none of {"merge": [ids]}, {"split": [[ids], [ids]]}, {"pin": id, "story": id}, {"exclude": id, "story": id}"#;
    let decision: Decision = serde_json::from_str(line).map_err(|_| KNOWN.to_owned())?;
    let all = |ids: Vec<String>| ids.into_iter().map(ArticleId).collect();
    Ok(match decision {
        Decision::Merge { merge } => Constraint::Merge(all(merge)),
        Decision::Split { split } => Constraint::Split(all(split.0), all(split.1)),
        Decision::Pin { pin, story } => Constraint::Pin(ArticleId(pin), self::story(&story)?),
        Decision::Exclude { exclude, story } => Constraint::Exclude(ArticleId(exclude), self::story(&story)?),
    })
}

fn story(name: &str) -> Result<StoryId, String> {
    let number = name.strip_prefix('s').and_then(|number| number.parse().ok()).filter(|&number| number > 0);
    number.map(StoryId).ok_or_else(|| format!("`{name}` is not the name of a story, such as s12"))
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
    write_changes(writer, form, &placement.changes)
}

fn write_changes(writer: &mut Writer, form: StageForm, changes: &[Change]) -> Result<(), Failure> {
    changes.iter().try_for_each(|change| match form {
        StageForm::Text => writer.item(&shown::change(change)),
        StageForm::Lines | StageForm::List => writer.item(&wire::json(&wire::Placed::of(change))),
    })
}

fn last(form: StageForm, article: &ArticleId, story: StoryId) -> String {
    match form {
        StageForm::Text => format!("{story}  {article}\n"),
        StageForm::Lines | StageForm::List => {
            wire::json(&wire::Placed::Final(wire::Final::of(article, story)))
        }
    }
}
