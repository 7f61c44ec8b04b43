//! Case files and laws of the times.

use std::fmt::Write;

use proptest::prelude::*;

use super::*;
use crate::document::{Days, TimeKind};
use crate::grammar;
use crate::languages::{ENGLISH, SPANISH};

const CASES: &str = include_str!("../../../tests/cases/times.txt");

fn times(text: &str, printed: Option<Date>) -> Vec<Time> {
    find(text, &grammar::read(text, &ENGLISH), &ENGLISH, printed)
}

/// The text with its times in brackets, as the case file has it.
fn marked(text: &str, times: &[Time]) -> String {
    let mut marked = String::new();
    let mut at = 0;
    for time in times {
        let range = time.span.range();
        let kind = match time.kind {
            TimeKind::Date => "DATE",
            TimeKind::Time => "TIME",
            TimeKind::Duration => "DURATION",
            TimeKind::Set => "SET",
        };
        write!(marked, "{}[{} | {kind} {}", &text[at..range.start], &text[range.clone()], time.value)
            .unwrap();
        if let Some(modifier) = time.modifier {
            write!(marked, " {modifier}").unwrap();
        }
        marked.push(']');
        at = range.end;
    }
    marked + &text[at..]
}

/// The text of a case without its marks.
fn unmarked(case: &str) -> String {
    let mut text = String::new();
    let mut rest = case;
    while let Some((before, after)) = rest.split_once('[') {
        let (words, after) = after.split_once(" | ").expect("a mark has a type");
        text += before;
        text += words;
        rest = after.split_once(']').expect("a mark is closed").1;
    }
    text + rest
}

#[test]
fn cases() {
    check(CASES, 80, times);
}

#[test]
fn spanish_cases() {
    let cases = include_str!("../../../tests/cases/times-spanish.txt");
    check(cases, 25, |text, printed| find(text, &grammar::read(text, &SPANISH), &SPANISH, printed));
}

fn check(cases: &str, count_min: usize, find: impl Fn(&str, Option<Date>) -> Vec<Time>) {
    let mut printed = None;
    let mut wrong = String::new();
    let mut count = 0;
    let mut days = None;
    for line in cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(day) = line.strip_prefix("printed ") {
            printed = day.parse().ok();
        } else if let Some(expected) = line.strip_prefix("covers ") {
            let found: Option<Days> = days.take();
            let found = found.map(|days| format!("{} {}", days.first, days.last));
            assert_eq!(found.as_deref(), Some(expected));
        } else {
            let text = unmarked(line);
            let found = find(&text, printed);
            days = found.first().and_then(|time| time.days);
            let ours = marked(&text, &found);
            if ours != line {
                writeln!(wrong, "expected {line}\n   found {ours}").unwrap();
            }
            count += 1;
        }
    }
    assert!(count >= count_min, "{count} cases");
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_word_of_the_tables_can_be_read() {
    for tables in [&ENGLISH.times, &SPANISH.times] {
        for (phrase, _) in tables.phrases {
            let capitals = phrase.split([' ', '|', '?']).filter(|word| word.len() > 1);
            for word in capitals.filter(|word| word.chars().all(char::is_uppercase)) {
                assert!(phrases::is_class(word), "{word} in {phrase}");
            }
        }
        for (word, _) in tables.words {
            assert!(word.chars().all(|c| !c.is_uppercase()), "{word}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_gives_times_in_order(text in ".{0,200}", day in 0_i32..60_000) {
        check_order(&text, day);
    }

    #[test]
    fn any_run_of_time_words_gives_times_in_order(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "the", "last", "next", "two", "31", "February", "May", "1999", "9999", "second", "of", "hundred", "years",
                "ago", "earlier", "Friday", "a", "few", "10:30", "p.m.", "99999999", "-", "half", "quarter", "decade",
                "centuries", "the", "day", "after", ".", ",", "'", "s", "1/2", "31/12/2020", "1990s", "thousand", "from", "now",
            ]),
            0..24,
        ),
        day in 0_i32..60_000,
    ) {
        check_order(&words.join(" "), day);
    }
}

fn check_order(text: &str, day: i32) {
    let printed = calendar::added(jiff::civil::date(1950, 1, 1), Unit::Day, day % 20_000);
    for printed in [printed, None] {
        let times = times(text, printed);
        for pair in times.windows(2) {
            assert!(pair[0].span.end <= pair[1].span.start);
        }
        for time in times {
            assert!(text.get(time.span.range()).is_some_and(|words| !words.is_empty()));
            assert!(!time.value.is_empty());
            assert!(time.days.is_none_or(|days| days.first <= days.last));
        }
    }
}
