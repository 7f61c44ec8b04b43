//! How fast the whole program is, from its start to its end: `cargo bench -p rashomon`.

#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

use std::path::Path;
use std::process::{Command, Stdio};

fn main() {
    divan::main();
}

/// `rashomon compare` on an example story, with everything that starting a program costs.
#[divan::bench(args = ["ferry", "merger", "resignation"])]
fn compare(story: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(story);
    let status = Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .args(["compare", "--format", "json"])
        .arg(folder)
        .stdout(Stdio::null())
        .status();
    assert!(status.unwrap().success());
}

/// The program that does nothing: what `compare` costs without comparing.
#[divan::bench]
fn start() {
    let status = Command::new(env!("CARGO_BIN_EXE_rashomon")).arg("--version").stdout(Stdio::null()).status();
    assert!(status.unwrap().success());
}
