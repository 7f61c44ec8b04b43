//! Lemmas: the form that a dictionary lists, from the form in the text and its tag.

use super::Tag;
use super::classes::Classes;
use super::model::hashed;
use crate::languages::{Ending, Lemmas};

/// Appends the lemma of a lower-case form to `out`. Word classes tell which of several possible stems is a word.
pub(super) fn append(lower: &str, tag: Tag, table: &Lemmas, classes: &Classes<'_>, out: &mut String) {
    let (irregular, endings) = match tag {
        Tag::Vb | Tag::Vbp | Tag::Md => (table.verbs, &[][..]),
        Tag::Vbd | Tag::Vbn => (table.verbs, table.pasts),
        Tag::Vbg => (table.verbs, table.gerunds),
        Tag::Vbz => (table.verbs, table.presents),
        Tag::Nns => (table.nouns, table.plurals),
        Tag::Jjr | Tag::Rbr | Tag::Jjs | Tag::Rbs => (table.adjectives, table.degrees),
        Tag::Rb => (table.others, &[][..]),
        _ => return out.push_str(lower),
    };
    if let Ok(at) = irregular.binary_search_by_key(&lower, |&(form, _)| form) {
        return out.push_str(irregular[at].1);
    }
    let start = out.len();
    for ending in endings {
        out.truncate(start);
        if stem(lower, ending, out) && (!ending.checked || is_word(&out[start..], classes)) {
            return;
        }
    }
    out.truncate(start);
    out.push_str(lower);
}

/// Appends `lower` with its ending replaced, if it ends so and enough is left.
fn stem(lower: &str, ending: &Ending, out: &mut String) -> bool {
    let Some(stem) = lower.strip_suffix(ending.from) else { return false };
    let bytes = stem.as_bytes();
    if bytes.len() < 2 {
        return false;
    }
    if ending.doubled {
        let [.., before, last] = bytes else { return false };
        if before != last || !last.is_ascii_alphabetic() {
            return false;
        }
        out.push_str(&stem[..stem.len() - 1]);
    } else {
        out.push_str(stem);
    }
    out.push_str(ending.to);
    true
}

fn is_word(word: &str, classes: &Classes<'_>) -> bool {
    classes.of(hashed(word.as_bytes())).class > 0
}
