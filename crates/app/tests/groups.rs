//! `rashomon group` as a person runs it: going on from a state, and decisions.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn group(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .arg("group")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program is built");
    let mut stdin = child.stdin.take().expect("it is piped");
    // A program that refuses its arguments does not read.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder is ours");
    folder
}

const FERRY: &str = "The ferry Halvard sank in Skerrin Sound at dawn, the coastguard of Orrey said. Captain Marsali Drever searched.";
const MILLS: &str =
    "Nordhaven Bakeries will buy Tansy Mills, chairwoman Ingrid Solheim told shareholders in Brennholm.";

fn lines(from: usize, to: usize) -> String {
    let line = |at: usize| {
        let body = if at.is_multiple_of(2) { FERRY } else { MILLS };
        format!("{{\"id\":\"a{at}\",\"published\":\"2024-03-0{}\",\"text\":\"{body}\"}}\n", at % 7 + 1)
    };
    (from..to).map(line).collect()
}

#[test]
fn a_stream_goes_on_from_its_state() {
    let folder = folder("state");
    let file = folder.join("news.state");
    let file = file.to_str().unwrap();
    let whole = group(&[], &lines(0, 12));
    let first = group(&["--state", file], &lines(0, 5));
    let second = group(&["--state", file], &lines(5, 12));
    assert!(whole.status.success() && first.status.success() && second.status.success());
    assert_eq!(text(&whole.stdout), text(&first.stdout) + &text(&second.stdout));
}

#[test]
fn a_file_that_is_no_state_is_refused_and_left_alone() {
    let folder = folder("refused");
    let file = folder.join("news.state");
    let name = file.to_str().unwrap();
    assert!(group(&["--state", name], &lines(0, 5)).status.success());
    let good = fs::read(&file).unwrap();
    for (bad, told) in [
        (&good[..good.len() - 3], "is cut short"),
        (&b"my notes, not a state at all"[..], "is not a state"),
        (&good[..9], "is cut short"),
    ] {
        fs::write(&file, bad).unwrap();
        let output = group(&["--state", name], &lines(5, 9));
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        assert!(text(&output.stderr).contains(told), "{}", text(&output.stderr));
        assert_eq!(fs::read(&file).unwrap(), bad);
    }
}

#[test]
fn a_new_version_is_told() {
    let body: String = (0..60).map(|at| format!("Boat{at} left pier{at} for harbour{at}. ")).collect();
    let line = |id: &str, outlet: &str, text: &str| {
        format!("{{\"id\":\"{id}\",\"outlet\":\"{outlet}\",\"text\":\"{text}\"}}\n")
    };
    let edited = body.replace("Boat30 left", "Boat30 sank at") + "Nobody was hurt.";
    let input = line("a", "Post", &body) + &line("b", "Courier", &body) + &line("c", "Post", &edited);
    let output = text(&group(&[], &input).stdout);
    let revised: Vec<&str> = output.lines().filter(|line| line.contains("\"revised\"")).collect();
    assert_eq!(revised.len(), 1, "{output}");
    assert!(revised[0].starts_with("{\"revised\":\"a\",\"by\":\"c\""), "{output}");
}

#[test]
fn decisions_are_kept() {
    let folder = folder("decided");
    let file = folder.join("decided.jsonl");
    fs::write(&file, "{\"split\": [[\"a0\"], [\"a2\", \"a4\"]]}\n\n{\"merge\": [\"a1\", \"a6\"]}\n").unwrap();
    let output = group(&["--final", "--constraints", file.to_str().unwrap()], &lines(0, 8));
    assert!(output.status.success(), "{}", text(&output.stderr));
    let story = |id: &str| {
        let output = text(&output.stdout);
        let last =
            output.lines().rfind(|line| line.contains(&format!("\"id\":\"{id}\""))).unwrap().to_owned();
        let at = last.find("\"story\":\"").unwrap() + 9;
        last[at..].split('"').next().unwrap().to_owned()
    };
    assert_ne!(story("a0"), story("a2"));
    assert_eq!(story("a2"), story("a4"));
    assert_eq!(story("a1"), story("a6"));
    assert!(text(&output.stdout).contains("decided by a person"));
}

#[test]
fn decisions_that_cannot_be_meant_are_refused() {
    let folder = folder("contradiction");
    let file = folder.join("decided.jsonl");
    for (decisions, told) in [
        ("{\"merge\": [\"a\", \"b\"]}\n{\"split\": [[\"a\"], [\"b\"]]}", "together and apart"),
        ("{\"merge\": [\"a\"]}\n{\"unmerge\": [\"b\"]}", "line 2"),
        ("{\"pin\": \"a\", \"story\": \"seven\"}", "s12"),
    ] {
        fs::write(&file, decisions).unwrap();
        let output = group(&["--constraints", file.to_str().unwrap()], &lines(0, 2));
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains(told), "{}", text(&output.stderr));
    }
}
