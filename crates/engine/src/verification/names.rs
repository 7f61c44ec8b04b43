//! Names: an account prints the same name, or one that is spelt almost like it.

use crate::claims::Account;
use crate::document::NameKind;
use crate::text::{Span, folded};

use super::library::Library;
use super::{Evidence, Finding, Kind, Status};

pub(super) fn check(text: &Account, library: &Library<'_>, findings: &mut Vec<Finding>) {
    let known = known(library);
    let mut checked: Vec<String> = Vec::new();
    for name in text.document.names.iter().filter(|name| name.kind != NameKind::Other) {
        let printed = folded(name.span.of(&text.document.article.text));
        if !checked.contains(&printed) {
            findings.push(finding(name.span, &printed, &known));
            checked.push(printed);
        }
    }
}

/// A name as an account prints it, or the fullest form of whom it names.
struct Known {
    folded: String,
    shown: String,
    evidence: Evidence,
}

fn known(library: &Library<'_>) -> Vec<Known> {
    let mut known: Vec<Known> = Vec::new();
    for (account, told) in library.accounts.iter().enumerate() {
        let text = &told.document.article.text;
        for name in &told.document.names {
            let evidence = Evidence { account, span: name.span };
            let full = told.document.entities.get(name.entity).map(|entity| entity.canonical.as_str());
            for shown in std::iter::once(name.span.of(text)).chain(full) {
                known.push(Known { folded: folded(shown), shown: shown.to_owned(), evidence });
            }
        }
    }
    known.sort_by(|a, b| a.folded.cmp(&b.folded));
    known.dedup_by(|a, b| a.folded == b.folded);
    known
}

fn finding(span: Span, printed: &str, known: &[Known]) -> Finding {
    let of = |status, because: String, evidence: Option<&Known>| Finding {
        kind: Kind::Name,
        span,
        status,
        because,
        evidence: evidence.map(|known| known.evidence).into_iter().collect(),
    };
    if let Some(same) = known.iter().find(|known| holds(&known.folded, printed)) {
        return of(Status::Supported, "An account has the name.".to_owned(), Some(same));
    }
    if let Some(like) = known.iter().find(|known| is_like(&known.folded, printed)) {
        return of(Status::Differs, format!("An account has “{}”.", like.shown), Some(like));
    }
    of(Status::Unsupported, "No account has this name.".to_owned(), None)
}

/// Whether every word of `name` stands in `full`.
fn holds(full: &str, name: &str) -> bool {
    full == name || name.split(' ').all(|word| full.split(' ').any(|other| other == word))
}

/// Whether two names of two words or more share the last word, or a name is spelt with one letter other.
fn is_like(a: &str, b: &str) -> bool {
    const LETTERS_MIN: usize = 5;
    let last = |name: &str| name.rsplit_once(' ').map(|(_, last)| last.to_owned());
    let is_family = last(a).is_some_and(|last_a| Some(&last_a) == last(b).as_ref() && last_a.len() > 3);
    is_family || (a.chars().count().min(b.chars().count()) >= LETTERS_MIN && is_one_letter_apart(a, b))
}

/// Whether one letter is changed, added, left out, or two neighbours are exchanged.
fn is_one_letter_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (&a[front..], &b[front..]);
    match (rest_a, rest_b) {
        ([x, y, tail_a @ ..], [u, v, tail_b @ ..]) if x == v && y == u && tail_a == tail_b => true,
        ([_, tail_a @ ..], [_, tail_b @ ..]) if tail_a == tail_b => true,
        ([_, tail_a @ ..], _) if tail_a == rest_b => true,
        (_, [_, tail_b @ ..]) if rest_a == tail_b => true,
        _ => false,
    }
}
