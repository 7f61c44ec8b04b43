//! Any bytes as a WARC file, plain or compressed: the program's own reader goes from record to record, always onward, to the end.
#![no_main]
#![allow(dead_code)]

use std::io::{self, Cursor};

use engine::formats::Place;
use engine::formats::warc;
use libfuzzer_sys::fuzz_target;

#[path = "../../crates/app/src/archive.rs"]
mod archive;
#[path = "../../crates/app/src/inputs.rs"]
mod inputs;
#[path = "../../crates/app/src/packing.rs"]
mod packing;
#[path = "../../crates/app/src/trouble.rs"]
mod trouble;

/// The most bytes that a page in an archive is unpacked to here: a bomb costs the fuzzer time and tells it nothing.
const UNPACKED_BYTES_MAX: u64 = 1 << 20;

fuzz_target!(|bytes: &[u8]| {
    let packing = packing::Packing::of(bytes);
    let source: Box<dyn io::BufRead + Send> = Box::new(Cursor::new(bytes.to_vec()));
    let mut archive = archive::Archive::new("fuzzed", packing, source);
    let (mut steps, mut reached) = (0, 0);
    while let Some(result) = archive.next() {
        steps += 1;
        match result {
            Ok(piece) => read(&piece),
            Err(trouble) => {
                let Place::Byte(at) = trouble.place else { panic!("a trouble without an offset: {trouble}") };
                assert!(at >= reached, "{trouble}: the reader went back from {reached}");
                reached = at;
            }
        }
        assert!(steps <= bytes.len() || packing != packing::Packing::Plain, "more records than bytes");
    }
});

/// Reads the page in a record, as the program does.
fn read(piece: &inputs::Piece) {
    let Some(record) = &piece.record else { panic!("a piece of an archive that is no record") };
    let Some(mut content) = warc::content(record, &piece.bytes) else { return };
    if !content.encoding.is_empty() {
        let Ok(page) = packing::unpacked(&content.encoding, &content.bytes, UNPACKED_BYTES_MAX) else { return };
        content.bytes = page.into();
        content.encoding.clear();
    }
    let _ = warc::read_content(record, &piece.input, &content);
}
