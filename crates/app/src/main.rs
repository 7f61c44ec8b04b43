//! Rashomon: one event, many accounts. The program around the engine: it opens what it is told to open, runs the
//! engine's pure functions on every core, and writes what comes out.

mod archive;
mod arguments;
mod articles;
mod commands;
mod inputs;
mod output;
mod packing;
mod pipeline;
mod progress;
mod shown;
mod trouble;
mod wire;

use std::process::ExitCode;

fn main() -> ExitCode {
    pipeline::keep_panics_quiet();
    let code = match arguments::read().and_then(commands::run) {
        Ok(tally) => tally.exit_code(),
        Err(failure) if failure.is_broken_pipe() => 0,
        Err(failure) => {
            eprintln!("rashomon: {failure}");
            2
        }
    };
    ExitCode::from(code)
}
