//! What went wrong, said in one line that names the input and the place.

use std::fmt;
use std::io;

use engine::formats::{Complaint, Place};

/// Something in the input that could not be used. The rest of the input is still processed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trouble {
    /// The path or address, `-` for standard input.
    pub(crate) input: String,
    /// Where in it.
    pub(crate) place: Place,
    /// What is wrong, a lower-case sentence without a stop.
    pub(crate) message: String,
}

impl Trouble {
    /// The engine's complaint about an input.
    pub(crate) fn of(input: &str, complaint: Complaint) -> Trouble {
        Trouble { input: input.to_owned(), place: complaint.place, message: complaint.message }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let input = visible(&self.input);
        let message = visible(&self.message);
        match self.place {
            Place::Whole => write!(f, "{input}: {message}"),
            Place::Line(line) => write!(f, "{input}:{line}: {message}"),
            Place::Byte(byte) => write!(f, "{input}: byte {byte}: {message}"),
        }
    }
}

/// The text without characters that could move a terminal's cursor or break the line.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// What was done and what was not, over a whole run.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// How many articles (or whatever the command makes) came out.
    pub(crate) done: usize,
    /// How many inputs or parts of inputs could not be used.
    pub(crate) troubles: usize,
}

impl Tally {
    /// 0 when all is done, 1 when some of the input could not be used, 2 when nothing could be done.
    pub(crate) fn exit_code(self) -> u8 {
        match (self.done, self.troubles) {
            (_, 0) => 0,
            (0, _) => 2,
            _ => 1,
        }
    }

    /// Tells the user of a trouble, and counts it.
    pub(crate) fn tell(&mut self, trouble: &Trouble) {
        eprintln!("rashomon: {trouble}");
        self.troubles += 1;
    }
}

/// Why a command could not run to its end.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The arguments cannot be meant.
    Arguments(String),
    /// A file that is needed cannot be used: which, and why.
    Input(String, String),
    /// The output could not be written: to where, and why.
    Output(String, io::Error),
}

impl Failure {
    /// Whether the reader of the output went away, which is no failure.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        matches!(self, Failure::Output(_, error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Arguments(message) => f.write_str(&visible(message)),
            Failure::Input(file, message) => write!(f, "{}: {}", visible(file), visible(message)),
            Failure::Output(target, error) => write!(f, "{}: {error}", visible(target)),
        }
    }
}
