//! A report for a terminal.

use super::{Look, Renderer};
use crate::report::Report;

pub(super) static RENDERER: Renderer = Renderer {
    name: "text",
    extensions: &["txt"],
    summary: "for reading in a terminal, with colour where it is shown",
    render,
};

fn render(report: &Report, _look: Look) -> String {
    let mut out = String::new();
    for story in &report.stories {
        out.push_str(&story.title);
        out.push('\n');
    }
    out
}
