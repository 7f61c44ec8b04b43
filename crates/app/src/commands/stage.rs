//! What `extract` and `read` share: input becomes output one article after the other, in the order of the input.

use engine::article::Article;

use crate::arguments::{Stage, StageForm};
use crate::articles::{self, Found};
use crate::output::Output;
use crate::progress::Progress;
use crate::trouble::{Failure, Tally};

/// Writes what `make` makes of each article of the inputs: one line of JSON, or text for a reader.
pub(super) fn run(
    stage: Stage,
    make: impl Fn(Article) -> String + Send + Sync + 'static,
) -> Result<Tally, Failure> {
    run_in_order(stage, make, |item| item)
}

/// The same in two steps: `make` works on every core, `write` on one item after the other in the order of the input.
pub(super) fn run_in_order<T: Send + 'static>(
    stage: Stage,
    make: impl Fn(Article) -> T + Send + Sync + 'static,
    mut write: impl FnMut(T) -> String,
) -> Result<Tally, Failure> {
    let mut writer = Writer::open(&stage)?;
    let mut tally = Tally::default();
    let mut progress = Progress::beside(&writer.output);
    articles::each(stage.inputs, make, |found| match found {
        Found::Item(item) => {
            progress.step();
            writer.item(&write(item))
        }
        Found::Trouble(trouble) => {
            progress.interrupt(|| tally.tell(&trouble));
            Ok(())
        }
        Found::Waiting => writer.output.flush(),
    })?;
    writer.end()?;
    tally.done = writer.count;
    Ok(tally)
}

/// Writes items in the chosen form.
pub(super) struct Writer {
    output: Output,
    form: StageForm,
    count: usize,
}

impl Writer {
    /// Opens the stage's output.
    pub(super) fn open(stage: &Stage) -> Result<Writer, Failure> {
        Ok(Writer { output: Output::open(stage.output.as_deref())?, form: stage.form, count: 0 })
    }

    /// Where it writes to.
    pub(super) fn output(&mut self) -> &mut Output {
        &mut self.output
    }

    /// Writes the next item: a line of JSON, or text.
    pub(super) fn item(&mut self, item: &str) -> Result<(), Failure> {
        self.count += 1;
        let is_first = self.count == 1;
        match self.form {
            StageForm::Text => {
                self.output.write(if is_first { "" } else { "\n" })?;
                self.output.write(item)
            }
            StageForm::Lines => {
                self.output.write(item)?;
                self.output.write("\n")
            }
            StageForm::List => {
                self.output.write(if is_first { "[\n" } else { ",\n" })?;
                self.output.write(&indented(item))
            }
        }
    }

    /// Writes what must stand after the last item.
    pub(super) fn end(&mut self) -> Result<(), Failure> {
        if self.form == StageForm::List {
            self.output.write(if self.count == 0 { "[]\n" } else { "\n]\n" })?;
        }
        self.output.finish()
    }
}

/// The same value over several lines.
fn indented(json: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(json).expect("it was written as JSON a moment ago");
    serde_json::to_string_pretty(&value).expect("a JSON value can always be written")
}
