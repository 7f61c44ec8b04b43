//! Where results go: standard output or a file.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use crate::trouble::Failure;

/// A buffered place to write to that knows its name for messages.
pub(crate) struct Output {
    name: String,
    is_terminal: bool,
    writer: BufWriter<Box<dyn Write>>,
    unfinished: Option<Unfinished>,
}

/// A file that takes its name when all of it is written: until then what had the name stays, and a walk through the
/// folder does not meet it, because its name is hidden. Dropped before that, it is removed.
struct Unfinished {
    written: PathBuf,
    named: PathBuf,
}

impl Unfinished {
    /// Where the file of that name is written. What is no common file (a device, a pipe) is written to as it is.
    fn beside(path: &Path) -> Option<Unfinished> {
        let named = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if fs::metadata(&named).is_ok_and(|known| !known.is_file()) {
            return None;
        }
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(named.file_name()?);
        hidden.push(".unfinished");
        Some(Unfinished { written: named.with_file_name(hidden), named })
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Nobody can be told here, and nothing is lost: it was not finished.
        let _ = fs::remove_file(&self.written);
    }
}

impl Output {
    /// Standard output, or a file that takes the place of what may be there when it is finished.
    pub(crate) fn open(path: Option<&Path>) -> Result<Output, Failure> {
        let Some(path) = path else {
            let is_terminal = io::stdout().is_terminal();
            return Ok(Output {
                name: "standard output".to_owned(),
                is_terminal,
                writer: boxed(io::stdout()),
                unfinished: None,
            });
        };
        let name = path.display().to_string();
        let beside =
            Unfinished::beside(path).and_then(|file| Some((File::create(&file.written).ok()?, file)));
        let (file, unfinished) = match beside {
            Some((file, unfinished)) => (file, Some(unfinished)),
            // A folder may let its files be written and no new ones be made.
            None => (File::create(path).map_err(|error| Failure::Output(name.clone(), error))?, None),
        };
        Ok(Output { name, is_terminal: false, writer: boxed(file), unfinished })
    }

    /// Whether somebody reads what is written as it appears.
    pub(crate) fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    /// Writes all of `text`.
    pub(crate) fn write(&mut self, text: &str) -> Result<(), Failure> {
        self.writer.write_all(text.as_bytes()).map_err(|error| Failure::Output(self.name.clone(), error))
    }

    /// Ends the output: a file gets its name.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        self.flush()?;
        let Some(file) = self.unfinished.take() else { return Ok(()) };
        fs::rename(&file.written, &file.named).map_err(|error| Failure::Output(self.name.clone(), error))
    }

    /// Hands everything on to whoever reads.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        self.writer.flush().map_err(|error| Failure::Output(self.name.clone(), error))
    }
}

fn boxed(writer: impl Write + 'static) -> BufWriter<Box<dyn Write>> {
    BufWriter::with_capacity(1 << 16, Box::new(writer))
}
