//! What the documents show as printed by the program is what it prints.
//!
//! A block that follows a comment with a command in it (`<!-- rashomon group examples/ferry -->`, pipes allowed) must
//! stand in the command's output, line by line; a line `[...]` stands for lines that were left out.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A block of output in a document, and the command before it.
struct Shown {
    document: &'static str,
    command: String,
    block: Vec<String>,
}

const DOCUMENTS: &[&str] = &["README.md", "GUIDE.md"];

fn shown(document: &'static str) -> Vec<Shown> {
    let text = fs::read_to_string(root().join(document)).unwrap();
    let mut lines = text.lines();
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        let Some(command) = line.strip_prefix("<!-- rashomon ").and_then(|rest| rest.strip_suffix(" -->"))
        else {
            continue;
        };
        let block = lines.by_ref().skip_while(|line| !line.starts_with("```")).skip(1);
        let block: Vec<String> =
            block.take_while(|line| !line.starts_with("```")).map(str::to_owned).collect();
        found.push(Shown { document, command: command.to_owned(), block });
    }
    found
}

/// Runs `compare a | verify - b`, each part with the program.
fn output(pipe: &str) -> String {
    let mut bytes = Vec::new();
    for part in pipe.split(" | ") {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rashomon"))
            .args(part.trim_start_matches("rashomon ").split(' '))
            .current_dir(root())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let writer = std::thread::spawn(move || drop(stdin.write_all(&bytes)));
        bytes = child.wait_with_output().unwrap().stdout;
        writer.join().unwrap();
    }
    String::from_utf8(bytes).unwrap()
}

/// The first run of lines in the block that does not stand in the output after the run before it.
fn missing(block: &[String], output: &str) -> Option<String> {
    let output: Vec<&str> = output.lines().collect();
    let mut from = 0;
    for run in block.split(|line| line.trim() == "[...]").filter(|run| !run.is_empty()) {
        let at =
            output[from..].windows(run.len()).position(|lines| lines.iter().zip(run).all(|(a, b)| a == b));
        match at {
            Some(at) => from += at + run.len(),
            None => return Some(run.join("\n")),
        }
    }
    None
}

#[test]
fn documents_show_what_is_printed() {
    for shown in DOCUMENTS.iter().copied().flat_map(shown) {
        let printed = output(&shown.command);
        if let Some(run) = missing(&shown.block, &printed) {
            panic!("{}: `{}` does not print\n{run}\nbut\n{printed}", shown.document, shown.command);
        }
    }
}

#[test]
fn every_document_shows_something() {
    for &document in DOCUMENTS {
        assert!(!shown(document).is_empty(), "{document}");
    }
}

#[test]
fn a_line_that_is_not_printed_is_found() {
    let block = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(missing(&block("a\n[...]\nc"), "a\nb\nc"), None);
    assert_eq!(missing(&block("c\n[...]\na"), "a\nb\nc"), Some("a".to_owned()));
    assert_eq!(missing(&block("a\nc"), "a\nb\nc"), Some("a\nc".to_owned()));
}
