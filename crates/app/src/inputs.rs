//! What the user points at, as pieces of bytes: whole pages, or the lines of JSON Lines files one by one.
//!
//! Folders are walked in the order of their names, hidden entries left out. Nothing is read before it is needed, so
//! a pipe that never ends is read as far as it has come.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use engine::formats::Place;
use engine::formats::warc::Record;

use crate::archive::{self, Archive};
use crate::packing::{Packing, Unpacked};
use crate::trouble::Trouble;

/// The largest page or line that is read, unpacked.
pub(crate) const PIECE_BYTES_MAX: u64 = 32 << 20;

/// How much of a file is looked at first: more than the largest block of Zstandard, so that its beginning can be unpacked.
const HEAD_BYTES: usize = 256 << 10;

/// The longest line that is passed over, unpacked: a file with a longer one is given up there.
const SKIPPED_BYTES_MAX: u64 = 1 << 30;

/// Where input comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input.
    Standard,
    /// A file or folder.
    Path(PathBuf),
}

/// Bytes that hold one page, one line of a JSON Lines file, or one record of an archive.
#[derive(Debug)]
pub(crate) struct Piece {
    /// The path as the user would write it, `-` for standard input; a record's offset follows after an `@`.
    pub(crate) input: String,
    /// The line it stands on, when it is a line.
    pub(crate) line: Option<u64>,
    /// The record that the bytes are the block of, when they are one.
    pub(crate) record: Option<Box<Record>>,
    /// The bytes.
    pub(crate) bytes: Vec<u8>,
}

/// The pieces of all inputs, one by one, and what could not be read in their place.
pub(crate) struct Pieces {
    waiting: VecDeque<Waiting>,
    open: Option<Open>,
}

/// A file that is read bit by bit.
enum Open {
    Lines(Lines),
    Archive(Box<Archive>),
}

/// What is still to be read.
enum Waiting {
    Given(Input),
    Found(PathBuf),
}

impl Pieces {
    /// Of these inputs, in this order.
    pub(crate) fn of(inputs: Vec<Input>) -> Pieces {
        Pieces { waiting: inputs.into_iter().map(Waiting::Given).collect(), open: None }
    }

    fn open(&mut self, path: &Path) -> Option<Result<Piece, Trouble>> {
        let name = path.display().to_string();
        let result = match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => return self.enter(path, &name),
            Ok(_) => File::open(path).and_then(|file| self.begin(file, &name)),
            Err(error) => Err(error),
        };
        result.unwrap_or_else(|error| Some(Err(unreadable(&name, &error))))
    }

    /// Puts a folder's entries first in the queue.
    fn enter(&mut self, path: &Path, name: &str) -> Option<Result<Piece, Trouble>> {
        let mut entries = match entries(path) {
            Ok(entries) => entries,
            Err(error) => return Some(Err(unreadable(name, &error))),
        };
        entries.sort_unstable();
        for entry in entries.into_iter().rev() {
            self.waiting.push_front(Waiting::Found(entry));
        }
        None
    }

    /// The only piece of a page; the lines of a JSON Lines file and the records of an archive are set up for later.
    fn begin(
        &mut self,
        source: impl Read + Send + 'static,
        name: &str,
    ) -> io::Result<Option<Result<Piece, Trouble>>> {
        let mut reader = BufReader::with_capacity(HEAD_BYTES, source);
        let head = reader.fill_buf()?;
        let packing = Packing::of(head);
        let is_named = [".warc.gz", ".warc.zst"].iter().any(|ending| name.ends_with(ending));
        if archive::is_archive(packing, head) || (is_named && packing != Packing::Plain) {
            self.open = Some(Open::Archive(Box::new(Archive::new(name, packing, Box::new(reader)))));
            return Ok(None);
        }
        if packing == Packing::Plain {
            return self.begin_plain(reader, name);
        }
        let unpacked = BufReader::with_capacity(1 << 16, Unpacked::of(packing, reader));
        self.begin_plain(unpacked, name)
            .map_err(|_| io::Error::other("the compressed file is cut off or damaged"))
    }

    fn begin_plain(
        &mut self,
        mut reader: impl BufRead + Send + 'static,
        name: &str,
    ) -> io::Result<Option<Result<Piece, Trouble>>> {
        let head = reader.fill_buf()?;
        if !head.is_empty() && is_lines(head, name) {
            self.open =
                Some(Open::Lines(Lines { input: name.to_owned(), number: 0, reader: Box::new(reader) }));
            return Ok(None);
        }
        let mut bytes = Vec::new();
        reader.take(PIECE_BYTES_MAX + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > PIECE_BYTES_MAX {
            return Ok(Some(Err(too_long(name, Place::Whole))));
        }
        Ok(Some(Ok(Piece { input: name.to_owned(), line: None, record: None, bytes })))
    }
}

impl Iterator for Pieces {
    type Item = Result<Piece, Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let piece = match &mut self.open {
                Some(Open::Lines(lines)) => lines.next(),
                Some(Open::Archive(archive)) => archive.next(),
                None => None,
            };
            if piece.is_some() {
                return piece;
            }
            self.open = None;
            let piece = match self.waiting.pop_front()? {
                Waiting::Given(Input::Standard) => {
                    self.begin(io::stdin(), "-").unwrap_or_else(|error| Some(Err(unreadable("-", &error))))
                }
                Waiting::Given(Input::Path(path)) | Waiting::Found(path) => self.open(&path),
            };
            if piece.is_some() {
                return piece;
            }
        }
    }
}

/// The visible entries of a folder; links to folders are not followed, so that no walk is endless.
fn entries(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let is_linked_folder = entry.file_type().is_ok_and(|kind| kind.is_symlink()) && entry.path().is_dir();
        if !hidden && !is_linked_folder {
            out.push(entry.path());
        }
    }
    Ok(out)
}

/// Whether the file that begins like this holds one JSON object on each line.
fn is_lines(head: &[u8], name: &str) -> bool {
    let name = [".gz", ".zst"].iter().find_map(|packed| name.strip_suffix(packed)).unwrap_or(name);
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or("");
    if ["jsonl", "ndjson"].iter().any(|lines| ending.eq_ignore_ascii_case(lines)) {
        return true;
    }
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let first = head.split(|&byte| byte == b'\n').next().unwrap_or(head);
    let is_cut = first.len() == head.len();
    head.first() == Some(&b'{') && first.len() > 1 && (is_cut || first.trim_ascii_end().ends_with(b"}"))
}

/// The lines of a JSON Lines file.
struct Lines {
    input: String,
    number: u64,
    reader: Box<dyn BufRead + Send>,
}

impl Lines {
    /// The next line that is not blank, without its end.
    fn next(&mut self) -> Option<Result<Piece, Trouble>> {
        loop {
            let mut bytes = Vec::new();
            self.number += 1;
            match (&mut self.reader).take(PIECE_BYTES_MAX + 1).read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(read) if read as u64 > PIECE_BYTES_MAX => return Some(self.skip_line()),
                Ok(_) => {}
                Err(error) => return Some(Err(self.give_up(&error))),
            }
            if !bytes.trim_ascii().is_empty() {
                return Some(Ok(Piece {
                    input: self.input.clone(),
                    line: Some(self.number),
                    record: None,
                    bytes,
                }));
            }
        }
    }

    /// Passes over the rest of a line that is too long, without keeping it.
    fn skip_line(&mut self) -> Result<Piece, Trouble> {
        match (&mut self.reader).take(SKIPPED_BYTES_MAX).skip_until(b'\n') {
            Ok(skipped) if skipped as u64 == SKIPPED_BYTES_MAX => {
                self.reader = Box::new(io::empty());
                Err(too_long(&self.input, Place::Line(self.number)))
            }
            Ok(_) => Err(too_long(&self.input, Place::Line(self.number))),
            Err(error) => Err(self.give_up(&error)),
        }
    }

    /// Ends a file whose reading failed: another attempt could fail forever.
    fn give_up(&mut self, error: &io::Error) -> Trouble {
        self.reader = Box::new(io::empty());
        Trouble { place: Place::Line(self.number), ..unreadable(&self.input, error) }
    }
}

fn unreadable(name: &str, error: &io::Error) -> Trouble {
    let message = match error.kind() {
        io::ErrorKind::NotFound if name.contains("://") => {
            "addresses are not fetched: save the page and name the file".to_owned()
        }
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        _ => error.to_string().to_lowercase(),
    };
    Trouble { input: name.to_owned(), place: Place::Whole, message }
}

fn too_long(name: &str, place: Place) -> Trouble {
    let what = match place {
        Place::Line(_) => "the line",
        Place::Whole | Place::Byte(_) => "the page",
    };
    let message = format!("{what} is longer than {} MB, which no article is", PIECE_BYTES_MAX >> 20);
    Trouble { input: name.to_owned(), place, message }
}
