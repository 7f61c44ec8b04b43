//! Where results go: standard output or a file.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::trouble::Failure;

/// A buffered place to write to that knows its name for messages.
pub(crate) struct Output {
    name: String,
    writer: BufWriter<Box<dyn Write>>,
}

impl Output {
    /// Standard output, or a new file in place of what may be there.
    pub(crate) fn open(path: Option<&Path>) -> Result<Output, Failure> {
        let Some(path) = path else {
            return Ok(Output { name: "standard output".to_owned(), writer: boxed(io::stdout()) });
        };
        let name = path.display().to_string();
        match File::create(path) {
            Ok(file) => Ok(Output { name, writer: boxed(file) }),
            Err(error) => Err(Failure::Output(name, error)),
        }
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
