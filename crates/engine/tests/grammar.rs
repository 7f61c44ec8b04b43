//! The grammar against case files, and its laws over random texts.

use engine::grammar::{self, Grammar, Relation, Tag};
use engine::languages::{ENGLISH, Language, SPANISH};
use proptest::prelude::*;

/// The lines of a case file that are cases.
fn cases(file: &str) -> impl Iterator<Item = &str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn words<'t>(text: &'t str, grammar: &Grammar, tokens: std::ops::Range<usize>) -> Vec<&'t str> {
    tokens.map(|token| grammar.spans[token].of(text)).collect()
}

/// Collects what differs, so that one run shows every case that fails.
fn report(failures: &[String]) {
    assert!(failures.is_empty(), "{} cases fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn sentences_are_split_as_the_case_file_says() {
    check_sentences(include_str!("cases/sentences.txt"), &ENGLISH);
}

#[test]
fn spanish_sentences_are_split_as_the_case_file_says() {
    check_sentences(include_str!("cases/sentences-spanish.txt"), &SPANISH);
}

fn check_sentences(file: &str, language: &Language) {
    let mut failures = Vec::new();
    for case in cases(file) {
        let text = case.replace(" | ¶ | ", "\n\n").replace(" | ", " ");
        let grammar = grammar::read(&text, language);
        let found: Vec<&str> = (0..grammar.sentences.len())
            .map(|index| grammar.span(grammar.sentence(index)).of(&text))
            .collect();
        let expected: Vec<&str> = case.split(" | ").filter(|&part| part != "¶").collect();
        if found != expected {
            failures.push(found.join(" | "));
        }
    }
    report(&failures);
}

#[test]
fn tokens_are_cut_as_the_case_file_says() {
    let mut failures = Vec::new();
    for case in cases(include_str!("cases/tokens.txt")) {
        let (text, expected) = case.split_once(" => ").expect("a case has an arrow");
        let grammar = grammar::read(text, &ENGLISH);
        let found = words(text, &grammar, 0..grammar.len()).join(" ");
        if found != expected {
            failures.push(found);
        }
    }
    report(&failures);
}

#[test]
fn a_wrapped_text_is_read_over_its_line_ends() {
    let text = "The harbour master said on Monday that the old\nlighthouse would be closed for at least a month\n\
                because the stairs were no longer safe for the\nkeeper and the many visitors who come each day.\n\nNew text.";
    let grammar = grammar::read(text, &ENGLISH);
    assert_eq!((grammar.paragraphs.len(), grammar.sentences.len()), (2, 2));
}

#[test]
fn a_line_is_a_paragraph() {
    let grammar = grammar::read("Storm hits coast\r\nTwo hurt\r\n\r\nThe storm came. It went.", &ENGLISH);
    assert_eq!(grammar.paragraphs, [0..1, 1..2, 2..4]);
}

/// Texts as they come: words, marks, spaces and line ends in any order, and any character at all.
fn texts() -> impl Strategy<Value = String> {
    let pieces =
        "([A-Za-z]{1,6}|[0-9]{1,4}|[ ]{1,2}|[.,;:!?'\"“”‘’()\\-–—…@#$%&/]|\\n|\\.com|https://|n't|\\PC)";
    proptest::string::string_regex(&format!("{pieces}{{0,80}}")).expect("the pattern is right")
}

/// Spans stand in order, are not empty, and hold every character that is no space exactly once.
fn check_spans(text: &str, grammar: &Grammar) {
    let mut end = 0;
    for span in &grammar.spans {
        assert!(span.start as usize >= end && !span.of(text).is_empty());
        assert!(text[end..span.start as usize].chars().all(is_blank), "between tokens of {text:?}");
        end = span.end as usize;
    }
    assert!(text[end..].chars().all(is_blank), "after the last token of {text:?}");
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "\u{200b}\u{200e}\u{200f}\u{2060}\u{feff}".contains(c)
}

/// Sentences partition the tokens, paragraphs the sentences, and none is empty.
fn check_ranges(grammar: &Grammar) {
    let mut token = 0;
    for sentence in &grammar.sentences {
        assert!(sentence.start == token && sentence.end > token);
        token = sentence.end;
    }
    assert_eq!(token as usize, grammar.len());
    let mut sentence = 0;
    for paragraph in &grammar.paragraphs {
        assert!(paragraph.start == sentence && paragraph.end > sentence);
        sentence = paragraph.end;
    }
    assert_eq!(sentence as usize, grammar.sentences.len());
}

/// Each sentence is a tree: one token governs itself, and every other token leads to it.
fn check_trees(grammar: &Grammar) {
    for index in 0..grammar.sentences.len() {
        let tokens = grammar.sentence(index);
        assert_eq!(tokens.clone().filter(|&token| grammar.head(token).is_none()).count(), 1);
        for token in tokens.clone() {
            let mut at = token;
            for _ in tokens.clone() {
                assert!(tokens.contains(&at));
                at = grammar.head(at).unwrap_or(at);
            }
            assert!(grammar.head(at).is_none(), "a cycle");
        }
    }
}

/// A subtree holds its token and the subtrees of all dependents, and dependents know their head.
fn check_links(grammar: &Grammar) {
    for token in 0..grammar.len() {
        let tree = grammar.subtree(token);
        assert!(tree.contains(&token));
        for child in grammar.children(token) {
            assert_eq!(grammar.head(child), Some(token));
            let inner = grammar.subtree(child);
            assert!(tree.start <= inner.start && inner.end <= tree.end);
        }
        assert!(grammar.noun_phrase(token).contains(&token));
    }
    let children: usize = (0..grammar.len()).map(|token| grammar.children(token).count()).sum();
    assert_eq!(children + grammar.sentences.len(), grammar.len());
}

#[test]
fn a_sentence_is_tagged_parsed_and_lemmatised() {
    let text = "Two officers arrested the former mayor of Oakham on Monday.";
    let grammar = grammar::read(text, &ENGLISH);
    let token = |word: &str| (0..grammar.len()).find(|&at| grammar.lower(at) == word).unwrap();
    let (verb, subject, object) = (token("arrested"), token("officers"), token("mayor"));
    assert_eq!(grammar.lemma(verb), "arrest");
    assert_eq!(grammar.tags[subject], Tag::Nns);
    assert_eq!((grammar.head(subject), grammar.relations[subject]), (Some(verb), Relation::Nsubj));
    assert_eq!((grammar.head(object), grammar.relations[object]), (Some(verb), Relation::Obj));
    assert_eq!(grammar.span(grammar.noun_phrase(object)).of(text), "the former mayor");
    assert_eq!(grammar.span(grammar.subtree(object)).of(text), "the former mayor of Oakham");
    assert!(grammar.is_proper(token("oakham")) && !grammar.is_proper(object));
}

#[test]
fn places_of_datelines_are_names() {
    for text in [
        "LAKEPORT (AP) — The mayor left.",
        "DUNMORE, Vt. - Snow fell.",
        "OAKHAM, April 3 (Reuters) – A dam broke.",
    ] {
        let grammar = grammar::read(text, &ENGLISH);
        assert!(grammar.is_proper(0), "{text}");
    }
}

/// Lemmas of the words of short sentences.
#[test]
fn lemmas_are_dictionary_forms() {
    let cases = [
        ("They said it was stolen.", "they say it be steal ."),
        ("She is making plans.", "she be make plan ."),
        ("The men were planning strikes in two cities.", "the man be plan strike in two city ."),
        ("He hoped the larger ships would not sink.", "he hope the large ship would not sink ."),
        ("The children have visited companies.", "the child have visit company ."),
    ];
    for (text, expected) in cases {
        let grammar = grammar::read(text, &ENGLISH);
        let lemmas: Vec<&str> = (0..grammar.len()).map(|token| grammar.lemma(token)).collect();
        assert_eq!(lemmas.join(" "), expected);
    }
}

proptest! {
    #[test]
    fn the_laws_hold_for_any_text(text in texts()) {
        let grammar = grammar::read(&text, &ENGLISH);
        check_spans(&text, &grammar);
        check_ranges(&grammar);
        check_trees(&grammar);
        check_links(&grammar);
        for token in 0..grammar.len() {
            prop_assert!(!grammar.lower(token).is_empty() && !grammar.lemma(token).is_empty());
        }
    }
}
