//! Where results go: standard output or a file.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use crate::trouble::Failure;

/// A buffered place to write to that knows its name for messages.
pub(crate) struct Output {
    name: String,
    is_terminal: bool,
    writer: BufWriter<Box<dyn Write>>,
}

impl Output {
    /// Standard output, or a new file in place of what may be there.
    pub(crate) fn open(path: Option<&Path>) -> Result<Output, Failure> {
        let Some(path) = path else {
            let is_terminal = io::stdout().is_terminal();
            return Ok(Output {
                name: "standard output".to_owned(),
                is_terminal,
                writer: boxed(io::stdout()),
            });
        };
        let name = path.display().to_string();
        match File::create(path) {
            Ok(file) => Ok(Output { name, is_terminal: false, writer: boxed(file) }),
            Err(error) => Err(Failure::Output(name, error)),
        }
    }

    /// Whether somebody reads what is written as it appears.
    pub(crate) fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    /// Writes all of `text`.
    pub(crate) fn write(&mut self, text: &str) -> Result<(), Failure> {
        self.writer.write_all(text.as_bytes()).map_err(|error| Failure::Output(self.name.clone(), error))
    }

    /// Hands everything on to whoever reads.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        self.writer.flush().map_err(|error| Failure::Output(self.name.clone(), error))
    }
}

fn boxed(writer: impl Write + 'static) -> BufWriter<Box<dyn Write>> {
    BufWriter::with_capacity(1 << 16, Box::new(writer))
}
