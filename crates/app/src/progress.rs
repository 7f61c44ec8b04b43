//! How far a long run has come, on standard error, where somebody is watching.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::output::Output;

/// Work that is done sooner shows nothing.
const QUIET_SECONDS: u64 = 1;

/// A line that counts articles; nothing at all when standard error is no terminal.
pub(crate) struct Progress {
    begun: Instant,
    count: u64,
    is_watched: bool,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// For a run that writes nothing until its end.
    pub(crate) fn alone() -> Progress {
        Progress::of(io::stderr().is_terminal())
    }

    /// For a run that writes to `output` as it goes; on a terminal that is progress enough.
    pub(crate) fn beside(output: &Output) -> Progress {
        Progress::of(io::stderr().is_terminal() && !output.is_terminal())
    }

    fn of(is_watched: bool) -> Progress {
        Progress { begun: Instant::now(), count: 0, is_watched, bar: None }
    }

    /// One more is done.
    pub(crate) fn step(&mut self) {
        self.count += 1;
        if self.bar.is_none() && self.is_watched && self.begun.elapsed() > Duration::from_secs(QUIET_SECONDS)
        {
            self.bar = Some(bar());
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.count);
        }
    }

    /// Lets `speak` write to standard error without the line in the way.
    pub(crate) fn interrupt(&self, speak: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(speak),
            None => speak(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {human_pos} articles, {per_sec}");
    ProgressBar::new_spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
}
