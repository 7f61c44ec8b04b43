//! Compressed input, unpacked as it is read: gzip and Zstandard, of one member or of many; and pages as web servers compress
//! them, also with Brotli.

use std::io::{self, BufRead, Read};

use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// How a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    /// Not at all: the whole file is one member.
    Plain,
    /// gzip, RFC 1952.
    Gzip,
    /// Zstandard, RFC 8878.
    Zstandard,
}

impl Packing {
    /// Of a file that begins like this.
    pub(crate) fn of(head: &[u8]) -> Packing {
        if head.starts_with(Packing::Gzip.mark()) {
            Packing::Gzip
        } else if head.starts_with(Packing::Zstandard.mark()) || is_skippable(head) {
            Packing::Zstandard
        } else {
            Packing::Plain
        }
    }

    /// What each member begins with.
    pub(crate) fn mark(self) -> &'static [u8] {
        match self {
            Packing::Plain => b"",
            Packing::Gzip => &[0x1f, 0x8b, 0x08],
            Packing::Zstandard => &[0x28, 0xb5, 0x2f, 0xfd],
        }
    }
}

/// The members of a compressed stream, one at a time: reading ends at a member's end until the next one is begun.
pub(crate) struct Members<R> {
    packing: Packing,
    /// `None` only while it changes.
    state: Option<State<R>>,
}

enum State<R> {
    Between(R),
    Plain(R),
    Gzip(Box<GzDecoder<R>>),
    Zstandard(Box<FrameDecoder>, R),
}

const ALWAYS_THERE: &str = "the state is put back by whoever takes it";

impl<R: BufRead> Members<R> {
    /// Of a stream; the first member is still to be begun.
    pub(crate) fn of(packing: Packing, source: R) -> Members<R> {
        Members { packing, state: Some(State::Between(source)) }
    }

    /// How they are compressed.
    pub(crate) fn packing(&self) -> Packing {
        self.packing
    }

    /// Begins the next member; says whether there is one.
    pub(crate) fn begin(&mut self) -> io::Result<bool> {
        self.end();
        let source = self.source();
        pass_skippable(source)?;
        if source.fill_buf()?.is_empty() {
            return Ok(false);
        }
        let mut source = self.take();
        let (state, result) = match self.packing {
            Packing::Plain => (State::Plain(source), Ok(true)),
            Packing::Gzip => (State::Gzip(Box::new(GzDecoder::new(source))), Ok(true)),
            Packing::Zstandard => {
                let mut decoder = Box::new(FrameDecoder::new());
                match decoder.init(&mut source) {
                    Ok(()) => (State::Zstandard(decoder, source), Ok(true)),
                    Err(error) => (State::Between(source), Err(io::Error::other(error))),
                }
            }
        };
        self.state = Some(state);
        result
    }

    /// Leaves the member that is being read, wherever in it.
    pub(crate) fn end(&mut self) {
        let source = self.take();
        self.state = Some(State::Between(source));
    }

    /// The compressed stream.
    pub(crate) fn source(&mut self) -> &mut R {
        match self.state.as_mut().expect(ALWAYS_THERE) {
            State::Between(source) | State::Plain(source) | State::Zstandard(_, source) => source,
            State::Gzip(decoder) => decoder.get_mut(),
        }
    }

    fn take(&mut self) -> R {
        match self.state.take().expect(ALWAYS_THERE) {
            State::Between(source) | State::Plain(source) | State::Zstandard(_, source) => source,
            State::Gzip(decoder) => decoder.into_inner(),
        }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.state.as_mut().expect(ALWAYS_THERE) {
            State::Between(_) => Ok(0),
            State::Plain(source) => source.read(buffer),
            State::Gzip(decoder) => decoder.read(buffer),
            State::Zstandard(decoder, source) => {
                while decoder.can_collect() == 0 && !decoder.is_finished() {
                    let one = BlockDecodingStrategy::UptoBlocks(1);
                    decoder.decode_blocks(&mut *source, one).map_err(io::Error::other)?;
                }
                decoder.read(buffer)
            }
        }
    }
}

/// The contents of all members, one after the other.
pub(crate) struct Unpacked<R>(Members<R>);

impl<R: BufRead> Unpacked<R> {
    /// Of a compressed stream.
    pub(crate) fn of(packing: Packing, source: R) -> Unpacked<R> {
        Unpacked(Members::of(packing, source))
    }
}

impl<R: BufRead> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.0.read(buffer)?;
            if read > 0 || buffer.is_empty() || !self.0.begin()? {
                return Ok(read);
            }
        }
    }
}

/// How much of a page compressed with Brotli is read at once.
const BROTLI_BUFFER_BYTES: usize = 4096;

/// A page as it was before a web server compressed it for sending; at most `bytes_max` bytes.
///
/// # Errors
///
/// What is wrong with it, for its reader.
pub(crate) fn unpacked(encoding: &str, bytes: &[u8], bytes_max: u64) -> Result<Vec<u8>, String> {
    let is_zlib = bytes.first().is_some_and(|first| first & 0x0f == 8);
    let source: Box<dyn Read + '_> = match encoding {
        "gzip" | "x-gzip" => Box::new(Unpacked::of(Packing::Gzip, bytes)),
        "zstd" => Box::new(Unpacked::of(Packing::Zstandard, bytes)),
        "deflate" if is_zlib => Box::new(ZlibDecoder::new(bytes)),
        "deflate" => Box::new(DeflateDecoder::new(bytes)),
        "br" => Box::new(brotli_decompressor::Decompressor::new(bytes, BROTLI_BUFFER_BYTES)),
        other => return Err(format!("the page is compressed as {other}, which is not read")),
    };
    let mut out = Vec::new();
    match source.take(bytes_max + 1).read_to_end(&mut out) {
        Err(_) if out.is_empty() => Err(format!("the page is compressed ({encoding}) and damaged")),
        _ if out.len() as u64 > bytes_max => {
            Err(format!("the page is longer than {} MB, which no article is", bytes_max >> 20))
        }
        _ => Ok(out),
    }
}

/// Whether a frame of Zstandard without contents begins here, such as an archive's dictionary.
fn is_skippable(head: &[u8]) -> bool {
    head.len() >= 4 && head[0] & 0xf0 == 0x50 && head[1..4] == [0x2a, 0x4d, 0x18]
}

/// Passes over frames without contents.
fn pass_skippable(source: &mut impl BufRead) -> io::Result<()> {
    while is_skippable(source.fill_buf()?) {
        let mut header = [0; 8];
        source.read_exact(&mut header)?;
        let length = u32::from_le_bytes([header[4], header[5], header[6], header[7]]);
        io::copy(&mut source.take(u64::from(length)), &mut io::sink())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstandard(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    #[test]
    fn members_are_joined() {
        for (packing, pack) in
            [(Packing::Gzip, gzip as fn(&[u8]) -> Vec<u8>), (Packing::Zstandard, zstandard)]
        {
            let skipped: &[u8] =
                if packing == Packing::Gzip { b"" } else { b"\x5d\x2a\x4d\x18\x03\0\0\0abc" };
            let bytes = [skipped, &pack(b"One. "), &pack(b""), skipped, &pack(b"Two.")].concat();
            assert_eq!(Packing::of(&bytes), packing);
            let mut out = String::new();
            Unpacked::of(packing, &bytes[..]).read_to_string(&mut out).unwrap();
            assert_eq!(out, "One. Two.");
        }
    }

    #[test]
    fn bombs_are_refused() {
        let bomb = gzip(&vec![b'a'; 1 << 20]);
        assert!(bomb.len() < 20_000);
        let message = unpacked("gzip", &bomb, 1 << 19).unwrap_err();
        assert_eq!(message, "the page is longer than 0 MB, which no article is");
        assert_eq!(unpacked("gzip", &bomb, 1 << 20).map(|bytes| bytes.len()), Ok(1 << 20));
    }

    #[test]
    fn brotli_is_unpacked() {
        // Of RFC 7932's own form: one uncompressed block of four bytes, then an empty last one.
        let bytes = b"\x30\x00\x10Calm\x03";
        assert_eq!(unpacked("br", bytes, 99).as_deref(), Ok(&b"Calm"[..]));
        assert!(unpacked("br", bytes, 3).unwrap_err().starts_with("the page is longer"));
    }

    #[test]
    fn what_cannot_be_unpacked_is_said() {
        assert_eq!(
            unpacked("compress", b"x", 9).unwrap_err(),
            "the page is compressed as compress, which is not read"
        );
        assert_eq!(unpacked("br", b"\xff\xff", 9).unwrap_err(), "the page is compressed (br) and damaged");
        assert_eq!(unpacked("gzip", b"x", 9).unwrap_err(), "the page is compressed (gzip) and damaged");
    }
}
