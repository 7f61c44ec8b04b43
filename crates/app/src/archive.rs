//! A WARC archive, record by record: compressed or not, of any size, in the memory of one page.
//!
//! A record that is cut off or damaged is named by its offset, and reading goes on where the next one begins: at the next
//! compressed member, or at the next line that reads like a record's first.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use engine::formats::Place;
use engine::formats::warc::{self, Record};

use crate::inputs::{PIECE_BYTES_MAX, Piece};
use crate::packing::{Members, Packing};
use crate::trouble::Trouble;

/// The records of an archive that can hold pages.
pub(crate) struct Archive {
    input: String,
    stream: Stream,
    /// Where the member begins that is being read, in the file.
    member: u64,
    is_open: bool,
}

/// Whether the file that begins like this is an archive. `head` is compressed as `packing` says.
pub(crate) fn is_archive(packing: Packing, head: &[u8]) -> bool {
    let mut members = Members::of(packing, head);
    let mut start = [0; warc::MARK.len()];
    members.begin().is_ok_and(|begun| begun)
        && members.read_exact(&mut start).is_ok()
        && start == warc::MARK.as_bytes()
}

/// Why a record could not be read.
enum Fault {
    /// It is no record, or not as long as it says.
    Record(&'static str, Vec<u8>),
    /// The file could not be read or unpacked.
    Stream(io::Error),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        Fault::Stream(error)
    }
}

impl Archive {
    /// Of an open file.
    pub(crate) fn new(input: &str, packing: Packing, source: Box<dyn BufRead + Send>) -> Archive {
        let members = Members::of(packing, Source::new(source));
        let stream = Rereadable::new(BufReader::with_capacity(1 << 16, members));
        Archive { input: input.to_owned(), stream, member: 0, is_open: false }
    }

    /// The next record that can hold a page, or the trouble with the next one that cannot be read.
    pub(crate) fn next(&mut self) -> Option<Result<Piece, Trouble>> {
        loop {
            if !self.is_open {
                match self.open() {
                    Ok(true) => {}
                    Ok(false) => return None,
                    Err(error) => return Some(Err(self.recover(self.member, Fault::Stream(error)))),
                }
            }
            match self.stream.skip_blank() {
                Ok(false) => {}
                Ok(true) => {
                    self.is_open = false;
                    continue;
                }
                Err(error) => return Some(Err(self.recover(self.member, Fault::Stream(error)))),
            }
            let place = self.place();
            match self.record() {
                Ok(Some((record, bytes))) => {
                    let input = format!("{}@{place}", self.input);
                    return Some(Ok(Piece { input, line: None, record: Some(Box::new(record)), bytes }));
                }
                Ok(None) => {}
                Err(fault) => return Some(Err(self.recover(place, fault))),
            }
        }
    }

    /// Begins the next member; says whether there is one.
    fn open(&mut self) -> io::Result<bool> {
        let members = self.stream.back.get_mut();
        let source = members.source();
        self.member = source.file.at;
        source.begin_trail();
        self.is_open = members.begin()?;
        Ok(self.is_open)
    }

    /// Where the next record is in the file: compressed records are found at their member's beginning.
    fn place(&mut self) -> u64 {
        match self.stream.back.get_ref().packing() {
            Packing::Plain => self.stream.at,
            _ => self.member,
        }
    }

    /// The next record if it can hold a page; others are passed over.
    fn record(&mut self) -> Result<Option<(Record, Vec<u8>)>, Fault> {
        let header = self.header()?;
        let Some(record) = Record::parse(&header) else {
            return Err(Fault::Record("is no WARC record", Vec::new()));
        };
        let mut block = Vec::with_capacity(record.length.min(BLOCK_BYTES) as usize);
        let mut limited = (&mut self.stream).take(record.length);
        let is_kept = record.may_hold_page() && record.length <= PIECE_BYTES_MAX;
        if is_kept {
            limited.read_to_end(&mut block)?;
        } else {
            io::copy(&mut limited, &mut io::sink())?;
        }
        let is_short = limited.limit() > 0;
        let next = self.stream.fill_buf()?.first().copied();
        if is_short || next.is_some_and(|byte| !byte.is_ascii_whitespace()) {
            return Err(Fault::Record("the record is cut off", block));
        }
        Ok(is_kept.then_some((record, block)))
    }

    /// The header of the record that begins here.
    fn header(&mut self) -> io::Result<Vec<u8>> {
        let mut header = Vec::new();
        loop {
            let start = header.len();
            let left = warc::HEADER_BYTES_MAX.saturating_sub(start) as u64;
            (&mut self.stream).take(left).read_until(b'\n', &mut header)?;
            if header[start..].trim_ascii().is_empty() {
                return Ok(header);
            }
        }
    }

    /// Goes on behind a record that could not be read.
    fn recover(&mut self, place: u64, fault: Fault) -> Trouble {
        let message = match fault {
            Fault::Record(message, block) => {
                if self.stream.find_record(block).is_err() {
                    self.find_member();
                }
                message.to_owned()
            }
            Fault::Stream(error) => {
                self.find_member();
                match self.stream.back.get_ref().packing() {
                    Packing::Plain => error.to_string().to_lowercase(),
                    _ => "the compressed record is cut off or damaged".to_owned(),
                }
            }
        };
        Trouble { input: self.input.clone(), place: Place::Byte(place), message }
    }

    /// Goes to the next compressed member after the beginning of this one.
    fn find_member(&mut self) {
        self.is_open = false;
        let members = self.stream.back.get_mut();
        members.end();
        let mark = members.packing().mark();
        members.source().find_again(mark);
        // What was read ahead belongs to the member that was given up.
        let rest = self.stream.back.buffer().len();
        self.stream.back.consume(rest);
        self.stream.front = Cursor::default();
    }
}

/// The room that is made for a record's block before it is read, at most: a header can say any length.
const BLOCK_BYTES: u64 = 4 << 20;

/// A stream into which bytes that were read can be put back, and how much of it was read.
struct Rereadable<R> {
    /// What was read and is to be read again.
    front: Cursor<Vec<u8>>,
    back: R,
    at: u64,
}

impl<R: BufRead> Rereadable<R> {
    fn new(back: R) -> Rereadable<R> {
        Rereadable { front: Cursor::default(), back, at: 0 }
    }

    fn is_in_front(&self) -> bool {
        (self.front.position() as usize) < self.front.get_ref().len()
    }

    fn put_back(&mut self, mut bytes: Vec<u8>) {
        self.at -= bytes.len() as u64;
        bytes.extend_from_slice(&self.front.get_ref()[self.front.position() as usize..]);
        self.front = Cursor::new(bytes);
    }
}

impl<R: BufRead> Read for Rereadable<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let given = self.fill_buf()?;
        let length = given.len().min(buffer.len());
        buffer[..length].copy_from_slice(&given[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Rereadable<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.is_in_front() { self.front.fill_buf() } else { self.back.fill_buf() }
    }

    fn consume(&mut self, length: usize) {
        self.at += length as u64;
        if self.is_in_front() { self.front.consume(length) } else { self.back.consume(length) }
    }
}

/// The unpacked contents of the member that is being read.
type Stream = Rereadable<BufReader<Members<Source>>>;

impl Stream {
    /// Passes over the empty lines between records; says whether the member ends there.
    fn skip_blank(&mut self) -> io::Result<bool> {
        loop {
            let buffer = self.fill_buf()?;
            if buffer.is_empty() {
                return Ok(true);
            }
            let blank = buffer.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let whole = blank == buffer.len();
            self.consume(blank);
            if !whole {
                return Ok(false);
            }
        }
    }

    /// Goes to the next record's first line, in `block`, which was read already, or after it.
    fn find_record(&mut self, block: Vec<u8>) -> io::Result<()> {
        self.put_back(block);
        let mut line = Vec::new();
        loop {
            line.clear();
            (&mut *self).take(warc::HEADER_BYTES_MAX as u64).read_until(b'\n', &mut line)?;
            if line.is_empty() {
                return Ok(());
            }
            if let Some(start) = warc::start_in(&line) {
                self.put_back(line.split_off(start));
                return Ok(());
            }
        }
    }
}

/// How much of a compressed member is remembered to be searched again, in bytes.
const TRAIL_BYTES_MAX: usize = 8 << 20;

/// A file that can go back to where the last member began.
struct Source {
    file: Rereadable<Box<dyn BufRead + Send>>,
    trail: Vec<u8>,
}

impl Source {
    fn new(file: Box<dyn BufRead + Send>) -> Source {
        Source { file: Rereadable::new(file), trail: Vec::new() }
    }

    /// Begins to remember what is read.
    fn begin_trail(&mut self) {
        self.trail.clear();
    }

    /// Goes to the first `mark` after the beginning of the trail, or to the end of the file.
    fn find_again(&mut self, mark: &[u8]) {
        if mark.is_empty() {
            self.file = Rereadable { at: self.file.at, ..Rereadable::new(Box::new(io::empty())) };
            return;
        }
        let mut trail = std::mem::take(&mut self.trail);
        if trail.len() < TRAIL_BYTES_MAX && !trail.is_empty() {
            self.file.put_back(trail.split_off(1));
        }
        let mut seen: Vec<u8> = Vec::with_capacity(mark.len());
        while seen != mark {
            let Ok(&[byte, ..]) = self.fill_buf() else { return };
            self.consume(1);
            if seen.len() == mark.len() {
                seen.remove(0);
            }
            seen.push(byte);
        }
        self.file.put_back(seen);
        self.begin_trail();
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.file.read(buffer)?;
        let room = TRAIL_BYTES_MAX.saturating_sub(self.trail.len());
        self.trail.extend_from_slice(&buffer[..length.min(room)]);
        Ok(length)
    }
}

impl BufRead for Source {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.file.fill_buf()
    }

    fn consume(&mut self, length: usize) {
        if self.trail.len() < TRAIL_BYTES_MAX {
            // What is consumed was given by `fill_buf`, which cannot fail on it now.
            let given = self.file.fill_buf().unwrap_or_default();
            self.trail.extend_from_slice(&given[..length.min(given.len())]);
        }
        self.file.consume(length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn record(kind: &str, body: &str) -> Vec<u8> {
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}");
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
        .into_bytes()
    }

    fn packed(packing: Packing, bytes: &[u8]) -> Vec<u8> {
        match packing {
            Packing::Plain => bytes.to_vec(),
            Packing::Gzip => {
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
                encoder.write_all(bytes).unwrap();
                encoder.finish().unwrap()
            }
            Packing::Zstandard => {
                ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
            }
        }
    }

    /// What an archive gives, each piece as its input and its last word, each trouble as it is told.
    fn read(bytes: &[u8]) -> Vec<String> {
        let packing = Packing::of(bytes);
        let mut archive = Archive::new("a", packing, Box::new(Cursor::new(bytes.to_vec())));
        let shown = |piece: Piece| {
            let text = String::from_utf8_lossy(&piece.bytes).into_owned();
            format!("{} {}", piece.input, text.rsplit(['\n', ' ']).next().unwrap_or(""))
        };
        std::iter::from_fn(|| archive.next())
            .map(|result| result.map_or_else(|trouble| trouble.to_string(), shown))
            .collect()
    }

    const ALL: [Packing; 3] = [Packing::Plain, Packing::Gzip, Packing::Zstandard];

    #[test]
    fn records_come_with_their_offsets() {
        for packing in ALL {
            let members: Vec<Vec<u8>> =
                [("warcinfo", "x"), ("response", "one"), ("revisit", ""), ("response", "two")]
                    .map(|(kind, body)| packed(packing, &record(kind, body)))
                    .to_vec();
            assert!(is_archive(packing, &members[0]));
            let place = |n: usize| members[..n].iter().map(Vec::len).sum::<usize>();
            assert_eq!(
                read(&members.concat()),
                [format!("a@{} one", place(1)), format!("a@{} two", place(3))]
            );
        }
    }

    #[test]
    fn many_records_in_one_member() {
        for packing in ALL {
            let records = [record("response", "one"), record("response", "two")].concat();
            let out = read(&packed(packing, &records));
            assert!(out.len() == 2 && out[0] == "a@0 one" && out[1].ends_with(" two"), "{out:?}");
        }
    }

    #[test]
    fn a_record_that_is_cut_is_named_and_skipped() {
        let long: String = (0..3000).map(|n| format!("{} ", n * n)).collect();
        for packing in ALL {
            let whole = packed(packing, &record("response", &format!("{long}whole")));
            for cut in [whole.len() / 3, whole.len() / 2, whole.len() - 60] {
                let bytes = [&whole, &whole[..cut], &whole, &whole[..cut]].concat();
                let out = read(&bytes);
                let at = |place: usize| format!("a: byte {place}:");
                let (first, second) = (whole.len(), 2 * whole.len() + cut);
                let told = |place: usize| out.iter().filter(|line| line.starts_with(&at(place))).count();
                let kept = out.iter().filter(|line| line.ends_with(" whole")).count();
                assert_eq!((told(first), told(second), kept), (1, 1, 2), "{packing:?} {cut} {out:?}");
            }
        }
    }

    #[test]
    fn what_is_no_record_is_passed_over() {
        let bytes =
            [&record("response", "one")[..], b"garbage\nmore\r\n\r\nWARC?\n", &record("response", "two")]
                .concat();
        let first = record("response", "one").len();
        let out = read(&bytes);
        assert_eq!(out[1], format!("a: byte {first}: is no WARC record"));
        assert!(out.len() == 3 && out[2].ends_with(" two"), "{out:?}");
    }

    #[test]
    fn damage_anywhere_does_no_harm() {
        for packing in ALL {
            let whole = packed(packing, &record("response", "one"));
            let bytes = [&whole[..], &whole, &whole].concat();
            for at in 0..bytes.len() {
                let mut bytes = bytes.clone();
                bytes[at] ^= 0x55;
                let _ = read(&bytes);
                let _ = read(&bytes[..at]);
            }
        }
    }
}
