//! `cargo xtask timings PATH...`: how long each page takes to read, on one core; and `cargo xtask archive FILE MEGABYTES PATH...`:
//! an archive made of pages, to time the program with.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use engine::formats::{self, Page};

use crate::pages::{self, File};

/// How often each page is read; the mean counts.
const ROUNDS: u32 = 10;

/// Reads all pages and tells their times.
pub(crate) fn run(paths: &[&str]) -> Result<String, String> {
    let files = pages::read(paths)?;
    let mut times: Vec<(Duration, &File)> = files.iter().map(|file| (time(file), file)).collect();
    times.sort_unstable_by_key(|(taken, _)| *taken);
    let Some((slowest, file)) = times.last() else { return Err("there is no page".to_owned()) };
    let all: Duration = times.iter().map(|(taken, _)| *taken).sum();
    let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].0.as_secs_f64() * 1000.0;
    Ok(format!(
        "{} pages, {} MB: {:.0} pages/s and {:.0} MB/s on one core; half take less than {:.1} ms, 99 of 100 less than {:.1} ms, \
        the slowest {:.1} ms ({}, {} KB)",
        times.len(),
        bytes >> 20,
        times.len() as f64 / all.as_secs_f64(),
        bytes as f64 / f64::from(1 << 20) / all.as_secs_f64(),
        at(50),
        at(99),
        slowest.as_secs_f64() * 1000.0,
        file.path.display(),
        file.bytes.len() >> 10,
    ))
}

fn time(file: &File) -> Duration {
    let name = file.path.to_string_lossy();
    let begun = clock();
    for _ in 0..ROUNDS {
        std::hint::black_box(formats::read(&Page::new(&name, &file.bytes)));
    }
    clock().saturating_sub(begun) / ROUNDS
}

/// How long this thread has had a core, so that other work on the machine does not count; all time where the system does not
/// tell.
fn clock() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let busy = told.and_then(|line| line.split_whitespace().next()?.parse().ok());
    busy.map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
}

/// Writes a WARC file of so many megabytes, the pages of `paths` again and again.
pub(crate) fn archive(out: &str, megabytes: &str, paths: &[&str]) -> Result<String, String> {
    let size: u64 = megabytes.parse().map_err(|_| format!("{megabytes} is no size"))?;
    let files = pages::read(paths)?;
    if files.is_empty() {
        return Err("there is no page".to_owned());
    }
    let failed = |error: std::io::Error| format!("{out}: {error}");
    let mut file = BufWriter::new(fs::File::create(Path::new(out)).map_err(failed)?);
    let (mut written, mut records) = (0, 0);
    while written < size << 20 {
        let record = record(records, &files[records % files.len()]);
        file.write_all(&record).map_err(failed)?;
        written += record.len() as u64;
        records += 1;
    }
    file.flush().map_err(failed)?;
    Ok(format!("{out}: {records} records, {} MB", written >> 20))
}

/// A page as a crawler stores it.
fn record(number: usize, page: &File) -> Vec<u8> {
    let answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/{number}\r\nWARC-Date: 2025-11-25T00:00:00Z\r\n\
        Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        answer.len() + page.bytes.len()
    );
    [head.as_bytes(), answer, &page.bytes, b"\r\n\r\n"].concat()
}
