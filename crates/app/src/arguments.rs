//! Arguments as typed ([`Typed`]), and as meant ([`Command`]).

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use engine::article::Moment;
use engine::render::{self, Ink, Look, Renderer};

use crate::inputs::Input;
use crate::trouble::Failure;

/// The command line as it was typed.
#[derive(Debug, Parser)]
#[command(name = "rashomon", version, about, max_term_width = 90, arg_required_else_help = true)]
#[command(after_help = "\
Examples:
  rashomon compare story/*.html           the comparison, on the terminal
  rashomon compare -o story.html story/   the same as a page
  rashomon extract page.html | rashomon read
")]
#[command(long_about = "\
One event, many accounts: what do several outlets' articles agree on, where do they differ, who said what, and who \
has it from whom?

Each command turns one kind of thing into the next, so they can be piped. Standard input is read for `-` or when no \
file is named; folders are walked. Exit status: 0 done, 1 some input could not be used, 2 nothing could be done.")]
struct Typed {
    #[command(subcommand)]
    command: TypedCommand,
}

#[derive(Debug, Subcommand)]
enum TypedCommand {
    /// Compare articles about one event or several: one report
    #[command(after_help = "\
Examples:
  rashomon compare examples/ferry
  rashomon compare -o ferry.html examples/ferry
  rashomon compare --format csv a.html b.txt c.jsonl > claims.csv
  rashomon compare --since 2031-03-04T18:00Z -o ferry.html examples/ferry
")]
    Compare(TypedCompare),
    /// Pages to articles: the clean text of each, and what is known about it
    #[command(after_help = "\
Examples:
  rashomon extract page.html
  rashomon extract pages/ > articles.jsonl
")]
    Extract(TypedStage),
    /// Articles to documents: what is found in each text, layer by layer
    #[command(after_help = "\
Examples:
  rashomon read articles.jsonl > documents.jsonl
  rashomon extract page.html | rashomon read --format text
")]
    Read(TypedStage),
    /// Articles in order of arrival to placements: which story each belongs to
    #[command(after_help = "\
Examples:
  rashomon group articles.jsonl > placements.jsonl
  tail -f articles.jsonl | rashomon group
  rashomon group --state news.state today.jsonl
")]
    Group(TypedGroup),
    /// A report, and any text about it: what in the text no account supports
    #[command(after_help = "\
Examples:
  rashomon compare -o story.json story/
  rashomon verify story.json summary.txt
  rashomon compare --format json story/ | rashomon verify - summary.txt
")]
    Verify(TypedVerify),
    /// What the program writes, as JSON Schema: all, or one by name
    Schema {
        /// Which one
        name: Option<SchemaName>,
    },
    /// Completions for a shell
    #[command(
        after_help = "Example:\n  rashomon completions bash > ~/.local/share/bash-completion/completions/rashomon\n"
    )]
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// The manual page
    #[command(after_help = "Example:\n  rashomon man | man -l -\n")]
    Man,
}

#[derive(Debug, Args)]
struct TypedCompare {
    /// Pages, texts, articles or folders; standard input for `-` or nothing
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// What comes out [default: by the ending of FILE, else text on a terminal, jsonl in a pipe]
    #[arg(long, value_name = "FORMAT", value_parser = renderers())]
    format: Option<String>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Count outlets of one owner as one origin: a line for each outlet, its name, a tab, and its owner
    #[arg(long, value_name = "FILE")]
    owners: Option<PathBuf>,
    /// Tell what is new since a day (2031-03-04), a moment (2031-03-04T18:00Z) or an earlier report (JSON)
    #[arg(long, value_name = "WHEN|REPORT")]
    since: Option<String>,
    /// Colour
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: Color,
}

#[derive(Debug, Args)]
struct TypedStage {
    /// Pages, texts, articles or folders; standard input for `-` or nothing
    #[arg(value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// What comes out [default: text on a terminal, else jsonl]
    #[arg(long, value_name = "FORMAT")]
    format: Option<StageForm>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct TypedGroup {
    #[command(flatten)]
    stage: TypedStage,
    /// At the end, tell each article's story again, after all merges
    #[arg(long = "final")]
    is_final_told: bool,
    /// Go on from the state in this file, if it is there, and leave the new state in it
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Keep what a person has decided: JSON Lines of merge, split, pin and exclude
    #[arg(long, value_name = "FILE")]
    constraints: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct TypedVerify {
    /// What `compare --format json` wrote; standard input for `-`
    report: PathBuf,
    #[command(flatten)]
    stage: TypedStage,
}

/// When to show colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Even in a pipe or file
    Always,
    /// Not at all
    Never,
}

/// What the user wants.
#[derive(Debug)]
pub(crate) enum Command {
    /// Articles to a report.
    Compare(Compare),
    /// Pages to articles.
    Extract(Stage),
    /// Articles to documents.
    Read(Stage),
    /// Articles to placements.
    Group(Group),
    /// A text to findings.
    Verify(Verify),
    /// The schema of this, or of everything.
    Schema(Option<SchemaName>),
    /// Completions.
    Completions(clap_complete::Shell),
    /// The manual.
    Manual,
}

/// A comparison.
#[derive(Debug)]
pub(crate) struct Compare {
    /// What to read.
    pub(crate) inputs: Vec<Input>,
    /// How the report is shown.
    pub(crate) renderer: &'static Renderer,
    /// How the place looks where it is shown.
    pub(crate) look: Look,
    /// The file to write to; standard output if none.
    pub(crate) output: Option<PathBuf>,
    /// The file that tells who owns which outlet.
    pub(crate) owners: Option<PathBuf>,
    /// Since when what accounts tell counts as new.
    pub(crate) since: Option<Since>,
}

/// Since when something counts as new.
#[derive(Debug, PartialEq)]
pub(crate) enum Since {
    /// A moment.
    Moment(Moment),
    /// What the report in this file had read.
    Report(PathBuf),
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

/// Placements of a stream of articles.
#[derive(Debug)]
pub(crate) struct Group {
    /// Input and output.
    pub(crate) stage: Stage,
    /// What comes after the last article.
    pub(crate) ending: Ending,
    /// The file that holds the state before and after.
    pub(crate) state: Option<PathBuf>,
    /// The file that holds what a person has decided.
    pub(crate) constraints: Option<PathBuf>,
}

/// Texts to check.
#[derive(Debug)]
pub(crate) struct Verify {
    /// What holds the report.
    pub(crate) report: Input,
    /// The texts, and the output.
    pub(crate) stage: Stage,
}

/// What `group` writes after the last article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Nothing.
    Plain,
    /// Each article's story after all merges.
    Final,
}

/// How a sequence of items is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StageForm {
    /// For reading in a terminal
    Text,
    /// JSON, one line each
    #[value(name = "jsonl")]
    Lines,
    /// One indented JSON list
    #[value(name = "json")]
    List,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaName {
    /// What `compare` writes
    Report,
    /// What `extract` writes
    Article,
    /// What `read` writes
    Document,
    /// What `group` writes
    Placement,
    /// What `verify` writes
    Verification,
}

/// Reads the command line. Ends the program with a message and status 2 if it breaks the grammar, with the help
/// text and status 0 if that is what was asked for.
///
/// # Errors
///
/// The arguments are grammatical but cannot be meant.
pub(crate) fn read() -> Result<Command, Failure> {
    match Typed::parse().command {
        TypedCommand::Compare(compare) => compare.meant().map(Command::Compare),
        TypedCommand::Extract(stage) => Ok(Command::Extract(stage.meant())),
        TypedCommand::Read(stage) => Ok(Command::Read(stage.meant())),
        TypedCommand::Group(group) => Ok(Command::Group(group.meant())),
        TypedCommand::Verify(verify) => verify.meant().map(Command::Verify),
        TypedCommand::Schema { name } => Ok(Command::Schema(name)),
        TypedCommand::Completions { shell } => Ok(Command::Completions(shell)),
        TypedCommand::Man => Ok(Command::Manual),
    }
}

/// The command line's grammar, for completions and the manual.
pub(crate) fn grammar() -> clap::Command {
    Typed::command()
}

impl TypedCompare {
    fn meant(self) -> Result<Compare, Failure> {
        let is_terminal = self.output.is_none() && io::stdout().is_terminal();
        Ok(Compare {
            inputs: inputs(self.inputs),
            renderer: renderer(self.format.as_deref(), self.output.as_deref(), is_terminal)?,
            look: Look { ink: self.color.ink(is_terminal), columns: columns() },
            output: self.output,
            owners: self.owners,
            since: self.since.map(since),
        })
    }
}

impl TypedStage {
    fn meant(self) -> Stage {
        let is_terminal = self.output.is_none() && io::stdout().is_terminal();
        let default = if is_terminal { StageForm::Text } else { StageForm::Lines };
        Stage { inputs: inputs(self.inputs), form: self.format.unwrap_or(default), output: self.output }
    }
}

impl TypedVerify {
    fn meant(self) -> Result<Verify, Failure> {
        let verify = Verify { report: input(self.report), stage: self.stage.meant() };
        let texts = &verify.stage.inputs;
        if matches!(verify.report, Input::Standard)
            && texts.iter().any(|text| matches!(text, Input::Standard))
        {
            let message = "the report comes from standard input, so name the file of the text to check";
            return Err(Failure::Arguments(message.to_owned()));
        }
        Ok(verify)
    }
}

impl TypedGroup {
    fn meant(self) -> Group {
        let ending = if self.is_final_told { Ending::Final } else { Ending::Plain };
        Group { stage: self.stage.meant(), ending, state: self.state, constraints: self.constraints }
    }
}

impl Color {
    fn ink(self, is_terminal: bool) -> Ink {
        let is_wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            && std::env::var_os("TERM").is_none_or(|terminal| terminal != "dumb");
        match self {
            Color::Always => Ink::Coloured,
            Color::Auto if is_terminal && is_wanted => Ink::Coloured,
            Color::Auto | Color::Never => Ink::Plain,
        }
    }
}

impl SchemaName {
    /// All of them.
    pub(crate) const ALL: &'static [SchemaName] = &[
        SchemaName::Report,
        SchemaName::Article,
        SchemaName::Document,
        SchemaName::Placement,
        SchemaName::Verification,
    ];

    /// As it is typed.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            SchemaName::Report => "report",
            SchemaName::Article => "article",
            SchemaName::Document => "document",
            SchemaName::Placement => "placement",
            SchemaName::Verification => "verification",
        }
    }
}

/// The names that `--format` knows, from the engine's list.
fn renderers() -> PossibleValuesParser {
    PossibleValuesParser::new(render::ALL.iter().map(|r| PossibleValue::new(r.name).help(r.summary)))
}

/// The renderer that is named, else that the file's ending means, else that suits the place.
fn renderer(
    name: Option<&str>,
    output: Option<&Path>,
    is_terminal: bool,
) -> Result<&'static Renderer, Failure> {
    let default = if is_terminal { "text" } else { "jsonl" };
    let known = match (name, output) {
        (Some(name), _) => render::named(name),
        (None, Some(path)) => {
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("");
            return render::for_extension(ending).ok_or_else(|| unknown_ending(path));
        }
        (None, None) => render::named(default),
    };
    known.ok_or_else(|| Failure::Arguments(format!("there is no format `{}`", name.unwrap_or(default))))
}

fn unknown_ending(path: &Path) -> Failure {
    let endings = render::ALL.iter().flat_map(|renderer| renderer.extensions);
    let endings: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
    let message = format!(
        "{}: its ending means no format; known are {}; or say --format",
        path.display(),
        endings.join(", ")
    );
    Failure::Arguments(message)
}

/// How many columns text may take: the terminal's, but lines that a reader's eye can still follow.
fn columns() -> usize {
    let wide = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
    wide.clamp(40, 100)
}

/// A day or moment, else the name of a report.
fn since(asked: String) -> Since {
    Moment::parse(&asked).map_or_else(|| Since::Report(asked.into()), Since::Moment)
}

/// Standard input for nothing and for `-`.
fn inputs(paths: Vec<PathBuf>) -> Vec<Input> {
    if paths.is_empty() {
        return vec![Input::Standard];
    }
    paths.into_iter().map(input).collect()
}

/// Standard input for `-`.
fn input(path: PathBuf) -> Input {
    if path.as_os_str() == "-" { Input::Standard } else { Input::Path(path) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_is_sound() {
        grammar().debug_assert();
    }

    #[test]
    fn a_file_ending_chooses_the_format() {
        let chosen = |path: &str| renderer(None, Some(Path::new(path)), true).map(|renderer| renderer.name);
        assert_eq!(chosen("a.MD").unwrap(), "md");
        assert_eq!(chosen("a.json").unwrap(), "json");
        assert!(chosen("a.exe").is_err() && chosen("a").is_err());
        assert_eq!(renderer(Some("csv"), Some(Path::new("a.json")), true).unwrap().name, "csv");
        assert_eq!(renderer(None, None, true).unwrap().name, "text");
        assert_eq!(renderer(None, None, false).unwrap().name, "jsonl");
    }
}
