//! Every case of `tests/cases/names.txt`, and what must hold for any text.

use proptest::prelude::*;

use super::find;
use crate::document::{Entity, Name, NameKind};
use crate::grammar;
use crate::languages::ENGLISH;
use crate::text::Span;

fn read(text: &str) -> (Vec<Name>, Vec<Entity>) {
    find(text, &grammar::read(text, &ENGLISH), &ENGLISH)
}

/// What a case marks: a name with its kind, a pronoun or a role, and the number of its entity.
struct Mark {
    span: Span,
    what: String,
    entity: Option<String>,
}

/// Cuts the marks out of a case.
fn parse(case: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = case;
    while let Some(at) = rest.find(['[', '{']) {
        text.push_str(&rest[..at]);
        let is_role = rest[at..].starts_with('{');
        let end = rest[at..].find(if is_role { '}' } else { ']' }).expect("every mark is closed") + at;
        let (words, note) = rest[at + 1..end].rsplit_once('|').expect("every mark has a bar");
        let start = text.len();
        text.push_str(words);
        let (what, entity) = match note.strip_prefix('=') {
            Some(entity) => ("pronoun".to_owned(), Some(entity.to_owned())),
            None if is_role => ("role".to_owned(), Some(note.to_owned())),
            None => match note.split_once(' ') {
                Some((kind, entity)) => (kind.to_owned(), Some(entity.to_owned())),
                None => (note.to_owned(), None),
            },
        };
        marks.push(Mark { span: Span::new(start, text.len()), what, entity });
        rest = &rest[end + 1..];
    }
    text.push_str(rest);
    (text, marks)
}

/// What was found in a text, one line each, entities numbered by the marks that they share a place with.
fn found(text: &str, marks: &[Mark], with_mentions: bool) -> Vec<String> {
    let (names, entities) = read(text);
    let number = |entity: usize| {
        let spans: Vec<Span> =
            names.iter().filter(|name| name.entity == entity).map(|name| name.span).collect();
        let mark = marks.iter().find(|mark| spans.contains(&mark.span));
        mark.map_or("?".to_owned(), |mark| {
            mark.entity.clone().unwrap_or_else(|| format!("at {}", mark.span.start))
        })
    };
    let mut lines: Vec<String> = names
        .iter()
        .map(|name| {
            let kind = match name.kind {
                NameKind::Person => "person",
                NameKind::Organisation => "organisation",
                NameKind::Place => "place",
                NameKind::Other => "other",
            };
            format!("{} {kind} {}", name.span.of(text), number(name.entity))
        })
        .collect();
    if with_mentions {
        for (index, entity) in entities.iter().enumerate() {
            let is_name = |span: &Span| names.iter().any(|name| name.span == *span);
            let others = entity.mentions.iter().filter(|span| !is_name(span));
            lines.extend(others.map(|span| format!("{} pronoun {}", span.of(text), number(index))));
            lines.extend(entity.roles.iter().map(|span| format!("{} role {}", span.of(text), number(index))));
        }
    }
    lines.sort();
    lines
}

fn expected(text: &str, marks: &[Mark]) -> Vec<String> {
    let line = |mark: &Mark| {
        let entity = mark.entity.clone().unwrap_or_else(|| format!("at {}", mark.span.start));
        format!("{} {} {entity}", mark.span.of(text), mark.what)
    };
    let mut lines: Vec<String> = marks.iter().map(line).collect();
    lines.sort();
    lines
}

#[test]
fn every_case_is_read_as_marked() {
    let cases = include_str!("../../../tests/cases/names.txt");
    let mut wrong = String::new();
    let mut count = 0;
    for line in cases.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (head, case) = line.split_once(": ").expect("every case has a head");
        let (text, marks) = parse(&case.replace(" ¶ ", "\n\n"));
        let (found, expected) = (found(&text, &marks, head == "all"), expected(&text, &marks));
        count += 1;
        if found != expected {
            let only = |a: &[String], b: &[String]| {
                a.iter().filter(|line| !b.contains(line)).cloned().collect::<Vec<_>>().join("; ")
            };
            wrong += &format!(
                "{case}\n  missing: {}\n  extra:   {}\n",
                only(&expected, &found),
                only(&found, &expected)
            );
        }
    }
    assert!(count >= 80, "{count} cases");
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn a_role_begins_with_the_name_that_it_begins_in() {
    let text = "Skerrin City Council leader Jill Marsh was arrested in Texas.";
    let (_, entities) = read(text);
    let marsh = entities.iter().find(|entity| entity.canonical == "Jill Marsh").expect("she is found");
    let roles: Vec<&str> = marsh.roles.iter().map(|role| role.of(text)).collect();
    assert_eq!(roles, ["Skerrin City Council leader"]);
}

proptest! {
    #[test]
    fn any_text_is_read(text in "(\\PC|[A-Z][a-z]{1,6}|[ ,.'\"\n-]|he|she|of|the|Mr\\.|President){0,60}") {
        let (names, entities) = read(&text);
        for pair in names.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
        for name in &names {
            prop_assert!(!name.span.of(&text).is_empty());
            prop_assert!(entities[name.entity].mentions.contains(&name.span));
        }
        for entity in &entities {
            prop_assert!(!entity.canonical.is_empty());
            prop_assert!(entity.mentions.windows(2).all(|pair| pair[0] < pair[1]));
            for span in entity.mentions.iter().chain(&entity.roles) {
                prop_assert!(!span.of(&text).is_empty());
            }
        }
    }
}
