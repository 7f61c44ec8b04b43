//! What `extract` and `read` share: input becomes output one article after the other, in the order of the input.

use std::ops::ControlFlow;

use engine::article::Article;
use engine::formats::{self, Page, Place, Reading, jsonl};

use crate::arguments::{Stage, StageForm};
use crate::inputs::{Piece, Pieces};
use crate::output::Output;
use crate::pipeline::{self, Event, Guard, Outcome};
use crate::trouble::{Failure, Tally, Trouble};

/// What one piece of input becomes.
#[derive(Debug, Default)]
struct Answer {
    /// One JSON value for each article.
    items: Vec<String>,
    /// What could not be used.
    troubles: Vec<Trouble>,
}

/// Where a piece stands, for messages about it.
type Label = (String, Place);

/// Writes what `convert` makes of each article of the inputs.
pub(super) fn run(
    stage: Stage,
    convert: impl Fn(Article) -> String + Send + Sync + 'static,
) -> Result<Tally, Failure> {
    let mut writer = Writer { output: Output::open(stage.output.as_deref())?, form: stage.form, count: 0 };
    let mut tally = Tally::default();
    let work = move |piece: Result<Piece, Trouble>, guard: &Guard<'_, Answer>| answer(piece, guard, &convert);
    let end = pipeline::ordered(Pieces::of(stage.inputs).map(label), work, |event| {
        let done = match event {
            Event::Waiting => writer.output.flush(),
            Event::Result(label, outcome) => writer.take(answered(label, outcome), &mut tally),
        };
        done.map_or_else(ControlFlow::Break, ControlFlow::Continue)
    });
    if let ControlFlow::Break(failure) = end {
        return Err(failure);
    }
    writer.end()?;
    tally.done = writer.count;
    Ok(tally)
}

fn label(piece: Result<Piece, Trouble>) -> (Label, Result<Piece, Trouble>) {
    let label = match &piece {
        Ok(piece) => (piece.input.clone(), piece.line.map_or(Place::Whole, Place::Line)),
        Err(trouble) => (trouble.input.clone(), trouble.place),
    };
    (label, piece)
}

fn answer(
    piece: Result<Piece, Trouble>,
    guard: &Guard<'_, Answer>,
    convert: &impl Fn(Article) -> String,
) -> Answer {
    let piece = match piece {
        Ok(piece) => piece,
        Err(trouble) => return Answer { items: Vec::new(), troubles: vec![trouble] },
    };
    let reading = read_piece(&piece);
    guard.safe();
    let troubles = troubles(&piece, &reading);
    Answer { items: reading.articles.into_iter().map(convert).collect(), troubles }
}

/// The articles of a piece. Lines hold articles as they are; whole pages are cleaned.
fn read_piece(piece: &Piece) -> Reading {
    let Some(number) = piece.line else {
        return formats::read(&Page::new(&piece.input, &piece.bytes));
    };
    match jsonl::line(&piece.input, number, &piece.bytes) {
        Ok(article) => Reading { articles: article.into_iter().collect(), complaints: Vec::new() },
        Err(complaint) => Reading { articles: Vec::new(), complaints: vec![complaint] },
    }
}

/// Everything in a piece that could not be used: whole articles, and fields of articles.
fn troubles(piece: &Piece, reading: &Reading) -> Vec<Trouble> {
    let place = piece.line.map_or(Place::Whole, Place::Line);
    let lost = reading.complaints.iter().map(|complaint| Trouble::of(&piece.input, complaint.clone()));
    let field = |message: &String| Trouble { input: piece.input.clone(), place, message: message.clone() };
    lost.chain(reading.articles.iter().flat_map(|article| &article.complaints).map(field)).collect()
}

/// The answer that was given, or the trouble of having none.
fn answered((input, place): Label, outcome: Outcome<Answer>) -> Answer {
    let message = match outcome {
        Outcome::Done(answer) => return answer,
        Outcome::TooSlow => "given up: reading it takes longer than two seconds",
        Outcome::Panicked => "given up: it makes the program fail; please report it",
    };
    Answer { items: Vec::new(), troubles: vec![Trouble { input, place, message: message.to_owned() }] }
}

/// Writes items in the chosen form.
struct Writer {
    output: Output,
    form: StageForm,
    count: usize,
}

impl Writer {
    fn take(&mut self, answer: Answer, tally: &mut Tally) -> Result<(), Failure> {
        for trouble in &answer.troubles {
            tally.tell(trouble);
        }
        answer.items.iter().try_for_each(|item| self.item(item))
    }

    fn item(&mut self, json: &str) -> Result<(), Failure> {
        self.count += 1;
        match self.form {
            StageForm::Lines => {
                self.output.write(json)?;
                self.output.write("\n")
            }
            StageForm::List => {
                self.output.write(if self.count == 1 { "[\n" } else { ",\n" })?;
                self.output.write(&indented(json))
            }
        }
    }

    fn end(&mut self) -> Result<(), Failure> {
        if self.form == StageForm::List {
            self.output.write(if self.count == 0 { "[]\n" } else { "\n]\n" })?;
        }
        self.output.flush()
    }
}

/// The same value over several lines.
fn indented(json: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(json).expect("it was written as JSON a moment ago");
    serde_json::to_string_pretty(&value).expect("a JSON value can always be written")
}
