//! `cargo xtask damage COPIES PATH...`: damaged copies of real pages and feeds, read without a panic.
//!
//! Each file is cut at `COPIES` random places, and in as many more copies up to 300 random bytes of it are changed. Copies that
//! make the engine panic or take more than two seconds are written to `target/damage`.

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::time::{Duration, Instant};

use engine::formats::{self, Page};

use crate::pages::{self, Dice, File};

/// How long reading one copy may take.
const TIME_MAX: Duration = Duration::from_secs(2);

/// The most bytes that are changed in one copy.
const FLIPS_MAX: usize = 300;

/// What was found.
#[derive(Default)]
struct Tally {
    copies: usize,
    bytes: usize,
    articles: usize,
    panics: usize,
    slow: usize,
    slowest: Duration,
}

/// Damages and reads all files.
pub(crate) fn run(root: &Path, copies: &str, paths: &[&str]) -> Result<String, String> {
    let copies: usize = copies.parse().map_err(|_| format!("{copies} is no number of copies"))?;
    let files = pages::read(paths)?;
    let unread = pages::peak_memory();
    let mut tally = Tally::default();
    let mut dice = Dice(1);
    let silent = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    for file in &files {
        for _ in 0..copies {
            tally.read(root, file, &cut(file, &mut dice))?;
            tally.read(root, file, &flipped(file, &mut dice))?;
        }
    }
    panic::set_hook(silent);
    Ok(format!(
        "{} copies of {} files, {} MB, {} articles: {} panics, {} over two seconds, slowest {} ms; \
        {} MB of memory, of which {} MB are the files themselves",
        tally.copies,
        files.len(),
        tally.bytes >> 20,
        tally.articles,
        tally.panics,
        tally.slow,
        tally.slowest.as_millis(),
        pages::peak_memory(),
        unread,
    ))
}

impl Tally {
    fn read(&mut self, root: &Path, file: &File, bytes: &[u8]) -> Result<(), String> {
        let name = file.path.to_string_lossy();
        let begun = Instant::now();
        let read = panic::catch_unwind(AssertUnwindSafe(|| formats::read(&Page::new(&name, bytes))));
        let taken = begun.elapsed();
        self.copies += 1;
        self.bytes += bytes.len();
        self.slowest = self.slowest.max(taken);
        self.slow += usize::from(taken > TIME_MAX);
        self.panics += usize::from(read.is_err());
        if read.is_err() || taken > TIME_MAX {
            let folder = root.join("target/damage");
            fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
            let kept = folder.join(format!(
                "{}-{}",
                self.copies,
                file.path.file_name().unwrap_or_default().display()
            ));
            fs::write(kept, bytes).map_err(|error| error.to_string())?;
        }
        self.articles += read.map_or(0, |reading| reading.articles.len());
        Ok(())
    }
}

fn cut(file: &File, dice: &mut Dice) -> Vec<u8> {
    file.bytes[..dice.below(file.bytes.len() + 1)].to_vec()
}

fn flipped(file: &File, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = file.bytes.clone();
    if bytes.is_empty() {
        return bytes;
    }
    for _ in 0..=dice.below(FLIPS_MAX) {
        let at = dice.below(bytes.len());
        bytes[at] = dice.below(256) as u8;
    }
    bytes
}
