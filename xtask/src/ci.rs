//! `cargo xtask ci`: every check, the cheap ones first, the first failure ends it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::{browser, eval, tidy};

/// A check that another program makes.
struct Step {
    name: &'static str,
    arguments: &'static [&'static str],
    /// Variables of its environment.
    environment: &'static [(&'static str, &'static str)],
}

const FORMATS: Step = Step { name: "format", arguments: &["fmt", "--all", "--check"], environment: &[] };

const LINTS: Step = Step {
    name: "lints",
    arguments: &["clippy", "--workspace", "--all-targets", "--locked", "--quiet", "--", "-D", "warnings"],
    environment: &[],
};

const TESTS: Step = Step {
    name: "tests",
    arguments: &["nextest", "run", "--workspace", "--locked", "--status-level", "fail", "--no-fail-fast"],
    environment: &[("INSTA_UPDATE", "no")],
};

/// The same tests where cargo-nextest is not installed.
const TESTS_PLAIN: Step = Step {
    name: "tests",
    arguments: &["test", "--workspace", "--locked", "--quiet", "--lib", "--bins", "--tests"],
    environment: &[("INSTA_UPDATE", "no")],
};

const EXAMPLES: Step = Step {
    name: "examples in documents",
    arguments: &["test", "--workspace", "--locked", "--quiet", "--doc"],
    environment: &[],
};

const DOCUMENTS: Step = Step {
    name: "documents",
    arguments: &["doc", "--workspace", "--locked", "--quiet", "--no-deps", "--document-private-items"],
    environment: &[("RUSTDOCFLAGS", "-D warnings")],
};

const PROGRAM: Step = Step {
    name: "program",
    arguments: &["build", "--package", "rashomon", "--locked", "--quiet"],
    environment: &[],
};

/// Runs everything.
pub(crate) fn run(root: &Path) -> Result<String, String> {
    let begun = Instant::now();
    timed("tidy", || tidy::run(root))?;
    let tests = if has_nextest(root) { TESTS } else { TESTS_PLAIN };
    for step in [FORMATS, LINTS, tests, EXAMPLES, DOCUMENTS, PROGRAM] {
        timed(step.name, || cargo(root, &step))?;
    }
    timed("page", || browser::check(&target(root).join("debug/rashomon"), &browser::STORIES))?;
    timed("quality", || eval::gate(root))?;
    Ok(format!("ci: green in {} s", begun.elapsed().as_secs()))
}

/// Where cargo builds.
pub(crate) fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

fn timed(name: &str, check: impl FnOnce() -> Result<String, String>) -> Result<(), String> {
    eprintln!("ci: {name}");
    let begun = Instant::now();
    match check() {
        Ok(said) if said.is_empty() => eprintln!("ci: {name} is fine ({} s)", begun.elapsed().as_secs()),
        Ok(said) => eprintln!("ci: {name} is fine ({} s): {said}", begun.elapsed().as_secs()),
        Err(said) => return Err(format!("{said}\nci: {name} FAILED")),
    }
    Ok(())
}

fn cargo(root: &Path, step: &Step) -> Result<String, String> {
    let status = Command::new(env!("CARGO"))
        .args(step.arguments)
        .envs(step.environment.iter().copied())
        .current_dir(root)
        .status()
        .map_err(|error| format!("cargo: {error}"))?;
    if status.success() {
        return Ok(String::new());
    }
    let mended = if step.name == "format" { "; `cargo fmt --all` mends it" } else { "" };
    Err(format!("`cargo {}` fails{mended}", step.arguments.join(" ")))
}

fn has_nextest(root: &Path) -> bool {
    let asked = Command::new(env!("CARGO")).args(["nextest", "--version"]).current_dir(root).output();
    asked.is_ok_and(|answer| answer.status.success())
}
