//! Quantities against a case file, and their laws over random texts.

use engine::article::Article;
use engine::document::{self, Approximator, Change, Quantity};
use proptest::prelude::*;

fn quantities(text: &str, language: &str) -> Vec<Quantity> {
    let language = Some(language.to_owned());
    document::read(Article { text: text.to_owned(), language, ..Article::default() }).quantities
}

/// A quantity as the case file writes it.
fn shown(text: &str, quantity: &Quantity) -> String {
    let number = |value: f64| ((value * 1e6).round() / 1e6).to_string();
    let to = quantity.value_to.map(|to| format!(" to {}", number(to))).unwrap_or_default();
    let head = format!("{} = {}{to} {}", quantity.span.of(text), number(quantity.value), quantity.unit);
    let counted = quantity.counted.map(|span| format!("counts {}", span.of(text)));
    let bound = quantity.approximator.map(|bound| approximator(bound).to_owned());
    let change = quantity.change.map(|change| if change == Change::Up { "up" } else { "down" }.to_owned());
    let parts = [Some(head.trim_end().to_owned()), counted, bound, change];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn approximator(bound: Approximator) -> &'static str {
    match bound {
        Approximator::About => "about",
        Approximator::Nearly => "nearly",
        Approximator::MoreThan => "more than",
        Approximator::AtLeast => "at least",
        Approximator::LessThan => "less than",
        Approximator::UpTo => "up to",
        Approximator::Multiples => "multiples of",
        Approximator::Several => "several",
    }
}

/// Compares each text of a case file with what is found in it.
fn check(file: &str, language: &str) {
    let lines = file.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let mut cases: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in lines {
        match (line.strip_prefix("    "), cases.last_mut()) {
            (Some(quantity), Some(case)) => case.1.push(quantity),
            _ => cases.push((line, Vec::new())),
        }
    }
    let mut failures = Vec::new();
    for (text, expected) in &cases {
        let found: Vec<String> =
            quantities(text, language).iter().map(|quantity| shown(text, quantity)).collect();
        if found != *expected {
            failures.push(format!("{text}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(cases.len() > 20, "the case file is read");
    assert!(
        failures.is_empty(),
        "{} of {} cases fail:\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n")
    );
}

#[test]
fn english_quantities_are_found_as_the_case_file_says() {
    check(include_str!("cases/quantities.txt"), "en");
}

#[test]
fn spanish_quantities_are_found_as_the_case_file_says() {
    check(include_str!("cases/quantities-spanish.txt"), "es");
}

fn laws(text: &str) -> Result<(), TestCaseError> {
    let mut end = 0;
    for quantity in quantities(text, "en") {
        let span = quantity.span;
        prop_assert!(quantity.value.is_finite());
        prop_assert!(quantity.value_to.is_none_or(|to| to.is_finite() && to > quantity.value));
        prop_assert!(!span.is_empty() && span.start >= end, "spans are sorted and do not overlap");
        for span in [Some(span), quantity.counted].into_iter().flatten() {
            prop_assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()));
        }
        end = span.end;
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_keeps_the_laws(text in "\\PC{0,200}") {
        laws(&text)?;
    }

    #[test]
    fn any_row_of_number_words_keeps_the_laws(words in proptest::collection::vec(word(), 0..40)) {
        laws(&words.concat())?;
    }
}

/// Words and signs that the rules look at, with and without spaces around them.
fn word() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        " ",
        " ",
        "-",
        "–",
        "/",
        ".",
        ",",
        "$",
        "£",
        "%",
        "(",
        ")",
        "'",
        "½",
        "1",
        "12",
        "1,200",
        "0.5",
        "2021",
        "007",
        "999999999999999999999999999999999999",
        " one ",
        " twenty",
        " hundred",
        " million",
        " thousands",
        " a ",
        " half ",
        " third ",
        " dozen ",
        " and ",
        " to ",
        " between ",
        " of ",
        " the ",
        " more than ",
        " up to ",
        " percent",
        " miles",
        " km",
        "bn",
        "m",
        " year",
        " old",
        " dollars",
        " cents",
        " per ",
        " day",
        " people",
        " Smith",
        " aged ",
        " rose ",
        " by ",
        " Flight ",
        "th",
        ":",
        "é",
        "\n\n",
        ". The ",
    ])
}
