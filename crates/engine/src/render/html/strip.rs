//! What happened when: a strip of the days the accounts speak of, and the list of what they say.

use maud::{Markup, html};

use super::super::dates;
use super::super::phrases::several;
use super::view::StoryView;
use super::words::citations;
use crate::report::{Entry, When};

/// Width of a day's column in the drawing's units, which are pixels at full size.
const COLUMN: usize = 64;
/// Where the line of days lies.
const BASE: usize = 78;
const HEIGHT: usize = 116;

/// The strip and the list.
pub(super) fn section(view: &StoryView) -> Markup {
    let moments = moments(&view.story.timeline);
    html! {
        figure.strip {
            div.scroll tabindex="0" role="region" aria-label="Drawing of the days" { (drawing(view, &moments)) }
            figcaption {
                "Each column is a time that accounts speak of, as high as accounts are many; hollow where the day was "
                "inferred. Distances are not to scale."
            }
        }
        ol.timeline {
            @for (at, entries) in moments.iter().enumerate() {
                li id={ (view.anchor) "-t" (at) } {
                    span.when { (when_words(entries)) }
                    ul { @for entry in entries { li { (entry_item(view, entry)) } } }
                }
            }
        }
    }
}

/// Entries of the same time together, in the order of the timeline.
fn moments(timeline: &[Entry]) -> Vec<Vec<&Entry>> {
    let mut moments: Vec<Vec<&Entry>> = Vec::new();
    for entry in timeline {
        match moments.iter_mut().find(|moment| same_time(&moment[0].when, &entry.when)) {
            Some(moment) => moment.push(entry),
            None => moments.push(vec![entry]),
        }
    }
    moments
}

/// The same stretch of the calendar; times of day belong to their day.
fn same_time(one: &When, other: &When) -> bool {
    calendar(one) == calendar(other)
}

fn calendar(when: &When) -> (&str, &str, &str) {
    match when.precision.as_str() {
        "time" | "day" if dates::is_one_day(when) => (date(&when.start), "", "day"),
        precision => (&when.start, &when.end, precision),
    }
}

fn date(moment: &str) -> &str {
    moment.split('T').next().unwrap_or(moment)
}

/// What is told, after its time of day where that is known.
fn entry_item(view: &StoryView, entry: &Entry) -> Markup {
    html! {
        @if let Some(clock) = dates::clock(&entry.when.start).filter(|_| entry.when.precision == "time") {
            span.clock { (clock) } " "
        }
        (entry.text) (citations(view, &entry.spans))
    }
}

fn when_words(moment: &[&Entry]) -> Markup {
    let when = &moment[0].when;
    html! {
        time datetime=(date(&when.start)) { (dates::span(when)) }
        @if moment.iter().all(|entry| entry.when.inferred) { span.inferred { "inferred" } }
    }
}

fn drawing(view: &StoryView, moments: &[Vec<&Entry>]) -> Markup {
    let width = moments.len() * COLUMN + 16;
    let most = moments.iter().map(|moment| accounts(moment)).max().unwrap_or(1).max(1);
    html! {
        svg viewBox={ "0 0 " (width) " " (HEIGHT) } width=(width) height=(HEIGHT) role="img"
            aria-label=(several(moments.len(), "time", "times")) {
            line.base x1="0" y1=(BASE) x2=(width) y2=(BASE) {}
            @for (at, moment) in moments.iter().enumerate() { (column(view, (at, moment), most)) }
        }
    }
}

/// How many accounts tell something of that time.
fn accounts(moment: &[&Entry]) -> usize {
    let mut ids: Vec<&str> = moment.iter().flat_map(|entry| &entry.articles).map(String::as_str).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.len()
}

fn column(view: &StoryView, (at, moment): (usize, &[&Entry]), most: usize) -> Markup {
    let count = accounts(moment);
    let height = (count * 56 / most).max(4);
    let middle = at * COLUMN + COLUMN / 2 + 8;
    let class = if moment.iter().all(|entry| entry.when.inferred) { "bar inferred" } else { "bar" };
    let words = dates::span(&moment[0].when);
    let (first, second) = short(&moment[0].when);
    html! {
        a href={ "#" (view.anchor) "-t" (at) } {
            title { (words) ": " (several(count, "account", "accounts")) }
            rect class=(class) x=(middle - 9) y=(BASE - height) width="18" height=(height) {}
            text.count x=(middle) y=(BASE - height - 5) text-anchor="middle" { (count) }
            text x=(middle) y=(BASE + 16) text-anchor="middle" { (first) }
            text.year x=(middle) y=(BASE + 31) text-anchor="middle" { (second) }
        }
    }
}

/// `12 Mar` over `2024`; `March` over `2024`; `1987` over nothing.
fn short(when: &When) -> (String, String) {
    let words = dates::span(&When { end: when.start.clone(), ..when.clone() });
    let words = words.split(',').next().unwrap_or_default().trim_start_matches("week of ");
    let parts: Vec<&str> = words.split(' ').collect();
    let month = |name: &str| name.chars().take(3).collect::<String>();
    match parts[..] {
        [day, name, year] => (format!("{day} {}", month(name)), year.to_owned()),
        [name, year] => (month(name), year.to_owned()),
        _ => (words.chars().take(9).collect(), String::new()),
    }
}
