//! From what the user points at to articles, on every core, in the order of the input.

use std::ops::ControlFlow;
use std::sync::Arc;

use engine::article::Article;
use engine::formats::paging::{self, Joiner};
use engine::formats::warc::{self, Record};
use engine::formats::{self, Complaint, Page, Place, Reading, jsonl};

use crate::inputs::{Input, PIECE_BYTES_MAX, Piece, Pieces};
use crate::packing;
use crate::pipeline::{self, Event, Guard, Outcome};
use crate::trouble::{Failure, Trouble};

/// What is found in the inputs, in their order.
#[derive(Debug)]
pub(crate) enum Found<T> {
    /// What was made of an article.
    Item(T),
    /// Something that could not be used.
    Trouble(Trouble),
    /// Nothing yet: a good moment to hand on what was found before.
    Waiting,
}

/// Reads the articles of all inputs, makes something of each on every core, and hands it to `sink`. An article whose pages are
/// inputs of their own is joined first; one of which pages are missing comes last.
///
/// # Errors
///
/// The first failure of `sink`, which ends the reading.
pub(crate) fn each<T: Send + 'static>(
    inputs: Vec<Input>,
    make: impl Fn(Article) -> T + Send + Sync + 'static,
    mut sink: impl FnMut(Found<T>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let make = Arc::new(make);
    let mut desk = Desk { joiner: Joiner::default(), make: Arc::clone(&make) };
    let work =
        move |piece: Result<Piece, Trouble>, guard: &Guard<'_, Answer<T>>| answer(piece, guard, &*make);
    let end = pipeline::ordered(Pieces::of(inputs).map(label), work, |event| {
        let done = match event {
            Event::Waiting => sink(Found::Waiting),
            Event::Result(label, outcome) => desk.hand_over(answered(label, outcome), &mut sink),
        };
        done.map_or_else(ControlFlow::Break, ControlFlow::Continue)
    });
    match end {
        ControlFlow::Break(failure) => Err(failure),
        ControlFlow::Continue(()) => {
            let rest = desk.joiner.rest();
            desk.finish(rest, &mut sink)
        }
    }
}

/// What one piece of input becomes.
#[derive(Debug)]
struct Answer<T> {
    items: Vec<Made<T>>,
    troubles: Vec<Trouble>,
}

/// What was made of an article, or an article that may still be joined with its other pages.
#[derive(Debug)]
enum Made<T> {
    Item(T),
    Part(Box<Article>),
}

/// Where a piece stands, for messages about it.
type Label = (String, Place);

fn label(piece: Result<Piece, Trouble>) -> (Label, Result<Piece, Trouble>) {
    let label = match &piece {
        Ok(piece) => (piece.input.clone(), piece.line.map_or(Place::Whole, Place::Line)),
        Err(trouble) => (trouble.input.clone(), trouble.place),
    };
    (label, piece)
}

fn answer<T>(
    piece: Result<Piece, Trouble>,
    guard: &Guard<'_, Answer<T>>,
    make: &impl Fn(Article) -> T,
) -> Answer<T> {
    let piece = match piece {
        Ok(piece) => piece,
        Err(trouble) => return Answer { items: Vec::new(), troubles: vec![trouble] },
    };
    let reading = read(&piece);
    guard.safe();
    let troubles = troubles(&piece, &reading);
    let made = |article: Article| match piece.line {
        None if paging::is_part(&article) => Made::Part(Box::new(article)),
        _ => Made::Item(make(article)),
    };
    Answer { items: reading.articles.into_iter().map(made).collect(), troubles }
}

/// The articles of a piece. Lines hold articles as they are; whole pages are cleaned.
fn read(piece: &Piece) -> Reading {
    if let Some(record) = &piece.record {
        return of_record(record, piece).unwrap_or_default();
    }
    let Some(number) = piece.line else {
        return formats::read(&Page::new(&piece.input, &piece.bytes));
    };
    match jsonl::line(&piece.input, number, &piece.bytes) {
        Ok(article) => Reading { articles: article.into_iter().collect(), complaints: Vec::new() },
        Err(complaint) => Reading { articles: Vec::new(), complaints: vec![complaint] },
    }
}

/// The articles of an archive's record; `None` if it is no page but an error, a picture or the like.
fn of_record(record: &Record, piece: &Piece) -> Option<Reading> {
    let mut content = warc::content(record, &piece.bytes)?;
    if !content.encoding.is_empty() {
        match packing::unpacked(&content.encoding, &content.bytes, PIECE_BYTES_MAX) {
            Ok(bytes) => content = warc::Content { bytes: bytes.into(), encoding: String::new(), ..content },
            Err(message) => {
                return Some(Reading { articles: Vec::new(), complaints: vec![Complaint::whole(message)] });
            }
        }
    }
    Some(warc::read_content(record, &piece.input, &content))
}

/// Everything in a piece that could not be used: whole articles, and fields of articles.
fn troubles(piece: &Piece, reading: &Reading) -> Vec<Trouble> {
    let place = piece.line.map_or(Place::Whole, Place::Line);
    let lost = reading.complaints.iter().map(|complaint| Trouble::of(&piece.input, complaint.clone()));
    let field = |message: &String| Trouble { input: piece.input.clone(), place, message: message.clone() };
    let complaints: Vec<&String> = reading.articles.iter().flat_map(|article| &article.complaints).collect();
    let told = if complaints.is_empty() { Vec::new() } else { told(piece) };
    // Whether another page is missing is only known at the end.
    let waits = |complaint: &String| piece.line.is_none() && paging::is_told(complaint);
    let fresh = complaints.into_iter().filter(|&complaint| !told.contains(complaint) && !waits(complaint));
    lost.chain(fresh.map(field)).collect()
}

/// The complaints that an article on a line brings along: whoever wrote the line has told them.
fn told(piece: &Piece) -> Vec<String> {
    let value = piece.line.and_then(|_| serde_json::from_slice::<serde_json::Value>(&piece.bytes).ok());
    let complaints = value.as_ref().and_then(|value| value["complaints"].as_array());
    complaints.into_iter().flatten().filter_map(|complaint| Some(complaint.as_str()?.to_owned())).collect()
}

/// The answer that was given, or the trouble of having none.
fn answered<T>((input, place): Label, outcome: Outcome<Answer<T>>) -> Answer<T> {
    let message = match outcome {
        Outcome::Done(answer) => return answer,
        Outcome::TooSlow => "given up: reading it takes longer than two seconds",
        Outcome::Panicked => "given up: it makes the program fail; please report it",
    };
    Answer { items: Vec::new(), troubles: vec![Trouble { input, place, message: message.to_owned() }] }
}

/// Hands results over in order, and keeps the articles of which pages are missing.
struct Desk<M> {
    joiner: Joiner,
    make: Arc<M>,
}

impl<M> Desk<M> {
    fn hand_over<T>(
        &mut self,
        answer: Answer<T>,
        sink: &mut impl FnMut(Found<T>) -> Result<(), Failure>,
    ) -> Result<(), Failure>
    where
        M: Fn(Article) -> T,
    {
        answer.troubles.into_iter().try_for_each(|trouble| sink(Found::Trouble(trouble)))?;
        for made in answer.items {
            match made {
                Made::Item(item) => sink(Found::Item(item))?,
                Made::Part(article) => {
                    let complete = self.joiner.take(*article);
                    self.finish(complete, sink)?;
                }
            }
        }
        Ok(())
    }

    /// Hands over articles to which no more pages come, and tells which pages are missing.
    fn finish<T>(
        &self,
        articles: Vec<Article>,
        sink: &mut impl FnMut(Found<T>) -> Result<(), Failure>,
    ) -> Result<(), Failure>
    where
        M: Fn(Article) -> T,
    {
        for article in articles {
            for told in article.complaints.iter().filter(|complaint| paging::is_told(complaint)) {
                let input = article.input.clone();
                sink(Found::Trouble(Trouble { input, place: Place::Whole, message: told.clone() }))?;
            }
            sink(Found::Item((self.make)(article)))?;
        }
        Ok(())
    }
}
