//! The commands: one file each.

mod extract;
mod read;
mod stage;

use crate::arguments::Command;
use crate::trouble::{Failure, Tally};

/// Runs what the user wants.
pub(crate) fn run(command: Command) -> Result<Tally, Failure> {
    match command {
        Command::Extract(stage) => extract::run(stage),
        Command::Read(stage) => read::run(stage),
    }
}
