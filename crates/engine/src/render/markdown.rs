//! A report as Markdown (CommonMark with tables).

use super::{Look, Renderer};
use crate::report::Report;

pub(super) static RENDERER: Renderer = Renderer {
    name: "md",
    extensions: &["md", "markdown"],
    summary: "Markdown for notes and tickets",
    render,
};

fn render(report: &Report, _look: Look) -> String {
    let mut out = String::new();
    for story in &report.stories {
        out.push_str(&format!("# {}\n", story.title));
    }
    out
}
