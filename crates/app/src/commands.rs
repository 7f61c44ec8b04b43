//! The commands: one file each.

mod compare;
mod completions;
mod extract;
mod group;
mod read;
mod schema;
mod stage;
mod verify;

use crate::arguments::Command;
use crate::trouble::{Failure, Tally};

/// Runs what the user wants.
pub(crate) fn run(command: Command) -> Result<Tally, Failure> {
    match command {
        Command::Extract(stage) => extract::run(stage),
        Command::Read(stage) => read::run(stage),
        Command::Compare(arguments) => compare::run(arguments),
        Command::Group(arguments) => group::run(arguments),
        Command::Verify(arguments) => verify::run(arguments),
        Command::Schema(name) => schema::run(name),
        Command::Completions(shell) => completions::completions(shell),
        Command::Manual => completions::manual(),
    }
}
