//! Arguments as typed ([`Typed`]), and as meant ([`Command`]).

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand};

use crate::inputs::Input;

/// The command line as it was typed.
#[derive(Debug, Parser)]
#[command(name = "rashomon", version, about = "One event, many accounts: compare what outlets report.")]
#[command(max_term_width = 100, arg_required_else_help = true)]
struct Typed {
    #[command(subcommand)]
    command: TypedCommand,
}

#[derive(Debug, Subcommand)]
enum TypedCommand {
    /// Pages in, articles out: the clean text of each and what is known about it
    Extract(TypedStage),
    /// Articles in, documents out: what is found in each text, layer by layer
    Read(TypedStage),
}

#[derive(Debug, Args)]
struct TypedStage {
    /// Pages, texts, articles or folders; standard input for `-` or nothing
    #[arg(value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// What comes out: jsonl (one line each), json (one indented list)
    #[arg(long, value_name = "FORMAT", value_parser = ["jsonl", "json"])]
    format: Option<String>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What the user wants.
#[derive(Debug)]
pub(crate) enum Command {
    /// Pages to articles.
    Extract(Stage),
    /// Articles to documents.
    Read(Stage),
}

/// Input that becomes output one item after the other.
#[derive(Debug)]
pub(crate) struct Stage {
    /// What to read.
    pub(crate) inputs: Vec<Input>,
    /// How the items are written.
    pub(crate) form: StageForm,
    /// The file to write to; standard output if none.
    pub(crate) output: Option<PathBuf>,
}

/// How a sequence of items is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StageForm {
    /// One line each.
    Lines,
    /// One indented list.
    List,
}

/// Reads the command line; ends the program with status 2 and a message if it cannot be meant.
pub(crate) fn read() -> Command {
    match Typed::parse().command {
        TypedCommand::Extract(stage) => Command::Extract(stage.meant()),
        TypedCommand::Read(stage) => Command::Read(stage.meant()),
    }
}

/// The command line's grammar, for completions and the manual.
pub(crate) fn grammar() -> clap::Command {
    Typed::command()
}

impl TypedStage {
    fn meant(self) -> Stage {
        let form = match self.format.as_deref() {
            Some("json") => StageForm::List,
            _ => StageForm::Lines,
        };
        Stage { inputs: inputs(self.inputs), form, output: self.output }
    }
}

/// Standard input for nothing and for `-`.
fn inputs(paths: Vec<PathBuf>) -> Vec<Input> {
    if paths.is_empty() {
        return vec![Input::Standard];
    }
    let meant = |path: PathBuf| if path.as_os_str() == "-" { Input::Standard } else { Input::Path(path) };
    paths.into_iter().map(meant).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_is_sound() {
        grammar().debug_assert();
    }
}
