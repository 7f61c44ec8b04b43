//! `rashomon completions` and `rashomon man`: the command line's grammar for shells and for `man`.

use crate::arguments;
use crate::output::Output;
use crate::trouble::{Failure, Tally};

/// Writes the completions of a shell.
pub(crate) fn completions(shell: clap_complete::Shell) -> Result<Tally, Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut arguments::grammar(), "rashomon", &mut bytes);
    write(&bytes)
}

/// Writes the manual: the program, then each command.
pub(crate) fn manual() -> Result<Tally, Failure> {
    let mut grammar = arguments::grammar().disable_help_subcommand(true);
    grammar.build();
    let mut bytes = Vec::new();
    let pages = std::iter::once(&grammar).chain(grammar.get_subcommands());
    for page in pages {
        clap_mangen::Man::new(page.clone()).render(&mut bytes).expect("writing to memory does not fail");
    }
    write(&bytes)
}

fn write(bytes: &[u8]) -> Result<Tally, Failure> {
    let mut output = Output::open(None)?;
    output.write(&String::from_utf8_lossy(bytes))?;
    output.flush()?;
    Ok(Tally::default())
}
