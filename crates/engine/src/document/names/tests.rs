//! Every case of `tests/cases/names.txt`, and what must hold for any text.

use proptest::prelude::*;

use super::find;
use crate::document::{Entity, Name};
use crate::grammar;
use crate::languages::ENGLISH;

fn read(text: &str) -> (Vec<Name>, Vec<Entity>) {
    find(text, &grammar::read(text, &ENGLISH), &ENGLISH)
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
