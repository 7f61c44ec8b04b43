//! What verification finds in invented texts.

use proptest::prelude::*;

use super::*;
use crate::article::{Article, Moment};
use crate::{claims, document};

fn account(text: &str) -> Account {
    let published = Moment::parse("2031-03-06");
    let article =
        Article { text: text.to_owned(), language: Some("en".into()), published, ..Article::default() };
    claims::find(document::read(article))
}

fn accounts() -> Vec<Account> {
    vec![
        account(
            "The ferry Halvorsen sank off the island of Skarn on Tuesday, and eleven passengers died, police said. \
             Captain Mira Oduya told reporters: “We did not see the harbour light in time.”\n\n\
             The owner of the ferry did not answer questions.",
        ),
        account(
            "At least 14 passengers drowned when a ferry sank near Skarn. “The light had been dark for two nights,” \
             said Jonas Feld, who keeps the harbour. The line carried 4,120 passengers over the sound in a year.",
        ),
    ]
}

/// The status of the finding of this kind whose words are these.
fn status(text: &str, kind: Kind, words: &str) -> Option<Status> {
    let checked = account(text);
    let findings = verify(&checked, &accounts());
    let found = findings.iter().find(|finding| finding.kind == kind && finding.span.of(text).contains(words));
    found.map(|finding| finding.status)
}

#[test]
fn quotations_are_checked_word_by_word() {
    let of = |text: &str| status(text, Kind::Quotation, "");
    assert_eq!(of("“We did not see the harbour light in time,” Oduya said."), Some(Status::Supported));
    assert_eq!(of("“We did not see … in time,” Oduya said."), Some(Status::Supported));
    assert_eq!(of("“We did not see the harbour lamp in time,” Oduya said."), Some(Status::Differs));
    assert_eq!(of("“Nobody warned the crew about ice,” Oduya said."), Some(Status::Unsupported));
}

#[test]
fn words_given_to_somebody_else_are_noticed() {
    let text = "“The light had been dark for two nights,” said Mira Oduya.";
    assert_eq!(status(text, Kind::Quotation, ""), Some(Status::Differs));
}

#[test]
fn names_are_checked() {
    let of = |text: &str, name| status(text, Kind::Name, name);
    assert_eq!(of("The captain was Mira Oduya, they said.", "Mira Oduya"), Some(Status::Supported));
    assert_eq!(of("The captain was Mira Oduja, they said.", "Mira Oduja"), Some(Status::Differs));
    assert_eq!(of("The minister, Helga Brandt, resigned.", "Helga Brandt"), Some(Status::Unsupported));
}

#[test]
fn numbers_are_checked() {
    let of = |text: &str, number| status(text, Kind::Number, number);
    assert_eq!(of("Eleven passengers died when the ferry sank.", "Eleven"), Some(Status::Supported));
    assert_eq!(of("The ferry sank and 19 passengers drowned near Skarn.", "19"), Some(Status::Differs));
    assert_eq!(of("In a year 4,120 people are carried over the sound.", "4,120"), Some(Status::Supported));
    assert_eq!(of("The repair will cost $400,000.", "400,000"), Some(Status::Unsupported));
}

#[test]
fn dates_are_checked() {
    let of = |text: &str, words| status(text, Kind::Date, words);
    assert_eq!(of("The ferry sank on March 4.", "March 4"), Some(Status::Supported));
    assert_eq!(of("The ferry Halvorsen sank off Skarn on Monday.", "Monday"), Some(Status::Differs));
    assert_eq!(of("The harbour light went dark in 2031.", "2031"), Some(Status::Supported));
    assert_eq!(of("The ferry Halvorsen sank off Skarn in May.", "May"), Some(Status::Differs));
    assert_eq!(of("Parliament will meet in August 2033.", "August 2033"), Some(Status::Unsupported));
}

#[test]
fn statements_are_checked() {
    let of = |text: &str| status(text, Kind::Statement, "");
    assert_eq!(of("The ferry Halvorsen sank off Skarn on Tuesday."), Some(Status::Supported));
    assert_eq!(of("The owner of the ferry answered questions."), Some(Status::Differs));
    assert_eq!(of("A volcano erupted beside the vineyard yesterday."), Some(Status::Unsupported));
}

#[test]
fn a_text_against_itself_is_supported() {
    let told = accounts();
    for text in &told {
        for finding in verify(text, &told) {
            let words = finding.span.of(&text.document.article.text);
            assert_eq!(finding.status, Status::Supported, "{:?} {words}: {}", finding.kind, finding.because);
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_checked(text in "(\\PC{0,40}|[“”\"… \n]{0,4}|ferry|Oduya|14 ){0,12}", other in "\\PC{0,200}") {
        let (text, other) = (account(&text), account(&other));
        let length = text.document.article.text.len();
        let findings = verify(&text, std::slice::from_ref(&other));
        prop_assert!(findings.is_sorted_by_key(|finding| finding.span.start));
        for finding in findings {
            prop_assert!(finding.span.range().end <= length);
            prop_assert!(text.document.article.text.get(finding.span.range()).is_some());
            for evidence in finding.evidence {
                prop_assert!(other.document.article.text.get(evidence.span.range()).is_some());
            }
        }
    }
}
