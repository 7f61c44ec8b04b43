//! Files that chores read: pages and feeds beside the project, many of them compressed.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A file and its contents, unpacked.
pub(crate) struct File {
    pub(crate) path: PathBuf,
    pub(crate) bytes: Vec<u8>,
}

/// The files at `paths` and in folders there, in the order of their names.
pub(crate) fn read(paths: &[&str]) -> Result<Vec<File>, String> {
    let mut found = Vec::new();
    for path in paths {
        let path = Path::new(path);
        if !path.exists() {
            return Err(format!("{}: no such file or folder", path.display()));
        }
        collect(path, &mut found);
    }
    found.sort_unstable();
    found.into_iter().map(open).collect()
}

fn collect(path: &Path, out: &mut Vec<PathBuf>) {
    if path.is_file() {
        out.push(path.to_path_buf());
        return;
    }
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries.for_each(|entry| collect(&entry.path(), out));
}

fn open(path: PathBuf) -> Result<File, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    let packed = fs::read(&path).map_err(failed)?;
    if !packed.starts_with(&[0x1f, 0x8b]) {
        return Ok(File { path, bytes: packed });
    }
    let mut bytes = Vec::new();
    flate2::read::MultiGzDecoder::new(&*packed).read_to_end(&mut bytes).map_err(failed)?;
    Ok(File { path, bytes })
}

/// Numbers that look random and are the same in every run (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `end`, which is not zero.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }
}

/// The most memory that this process has had, in MB; 0 where the system does not tell.
pub(crate) fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
