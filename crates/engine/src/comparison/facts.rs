//! Facts of one kind: how a name is spelt, when something happened, what somebody is.

use crate::document::NameKind;

use super::align::{Cluster, Units};
use super::{Cast, Claim, Kind, Place, Reading, Status, Story, Value, Verdict, according_to};

mod actors;
mod clashes;
mod dates;
mod periods;

/// The claims about names, dates and roles.
pub(super) fn find(story: &Story<'_>, cast: &Cast, units: &Units, clusters: &[Cluster]) -> Vec<Claim> {
    let spellings = (0..cast.members.len()).filter_map(|member| spelling(story, cast, member));
    let roles = (0..cast.members.len()).flat_map(|member| roles(story, cast, member));
    let mut claims: Vec<Claim> = spellings.chain(roles).collect();
    claims.extend(dates::find(story, units, clusters));
    claims.extend(periods::find(story, units, clusters));
    claims.extend(clashes::opposites(story, units, clusters));
    claims.extend(clashes::superlatives(story, cast, units));
    claims.extend(actors::find(story, cast, units, clusters));
    claims
}

/// A person whose full name the accounts spell in two ways.
fn spelling(story: &Story<'_>, cast: &Cast, member: usize) -> Option<Claim> {
    let person = &cast.members[member];
    if person.kind != NameKind::Person {
        return None;
    }
    let words = |form: &str| form.split_whitespace().count();
    let fullest = person.forms.iter().map(|(form, _)| words(form)).max()?;
    let mut full: Vec<&(String, Vec<Place>)> =
        person.forms.iter().filter(|(form, _)| fullest > 1 && words(form) == fullest).collect();
    full.dedup_by_key(|(form, _)| letters(form));
    let places: Vec<Place> = full.iter().flat_map(|(_, places)| places.iter().copied()).collect();
    if full.len() < 2 || story.accounts_of(&places) < 2 {
        return None;
    }
    let shown: Vec<String> = full
        .iter()
        .map(|(form, places)| format!("{} {} “{form}”", story.named(places), prints(story, places)))
        .collect();
    let readings =
        full.iter().map(|(form, places)| reading(story, Value::Text(form.clone()), places)).collect();
    Some(Claim {
        kind: Kind::Name,
        subject: person.canonical.clone(),
        verdict: Verdict {
            status: Status::Compatible,
            rule: "two-spellings",
            because: format!("{}: two spellings of one name.", shown.join(", ")),
        },
        score: 0.9,
        weight: 9.0 + person.mentions as f32 / 50.0,
        readings,
    })
}

/// The verb for one account or several.
fn prints(story: &Story<'_>, places: &[Place]) -> &'static str {
    if story.accounts_of(places) > 1 { "print" } else { "prints" }
}

/// A form's letters alone: neither case nor marks make another spelling.
fn letters(form: &str) -> String {
    form.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What somebody is: the role that most accounts give, and roles of which one account gives more than another.
fn roles(story: &Story<'_>, cast: &Cast, member: usize) -> Vec<Claim> {
    let mut roles: Vec<(String, Vec<Place>)> = Vec::new();
    for (account, told) in story.accounts.iter().enumerate() {
        for (at, entity) in told.document.entities.iter().enumerate() {
            if cast.member_of(account, at) != Some(member) {
                continue;
            }
            for &span in &entity.roles {
                let place = Place { account, span };
                let key = story.words(place).to_lowercase();
                match roles.iter_mut().find(|known| known.0 == key) {
                    Some(known) => known.1.push(place),
                    None => roles.push((key, vec![place])),
                }
            }
        }
    }
    let person = &cast.members[member].canonical;
    let fuller = fuller_role(story, person, &roles);
    same_role(story, person, &roles).into_iter().chain(fuller).collect()
}

fn same_role(story: &Story<'_>, person: &str, roles: &[(String, Vec<Place>)]) -> Option<Claim> {
    let (_, places) =
        roles.iter().filter(|(_, places)| story.accounts_of(places) > 1).max_by_key(|(key, places)| {
            (story.accounts_of(places), key.len(), std::cmp::Reverse(places.first().copied()))
        })?;
    let support = story.support(places);
    (support >= 2).then(|| Claim {
        kind: Kind::Role,
        subject: person.to_owned(),
        verdict: Verdict {
            status: Status::Agreed,
            rule: "same-role",
            because: format!("{} give {person} the same role.", story.named(places)),
        },
        score: 1.0,
        weight: 3.0 * support as f32,
        readings: vec![reading(story, Value::Text(story.words(places[0]).to_owned()), places)],
    })
}

/// Two roles of which one is the other and more ("president", "president and chief executive").
fn fuller_role(story: &Story<'_>, person: &str, roles: &[(String, Vec<Place>)]) -> Option<Claim> {
    let joiners = story.language().quantities.joiners;
    let is_part = |short: &str, long: &str| {
        let mut rest = long.split_whitespace();
        let joined = long.split_whitespace().any(|word| joiners.contains(&word));
        joined && short.split_whitespace().all(|word| rest.any(|other| other == word))
    };
    let (short, long) = roles.iter().find_map(|short| {
        let apart = |long: &&(String, Vec<Place>)| {
            is_part(&short.0, &long.0)
                && short.0 != long.0
                && long.1.iter().any(|a| short.1.iter().all(|b| a.account != b.account))
        };
        Some((short, roles.iter().find(apart)?))
    })?;
    let shown = |places: &[Place]| format!("“{}” ({})", story.words(places[0]), story.named(places));
    let of = |places: &[Place]| reading(story, Value::Text(story.words(places[0]).to_owned()), places);
    Some(Claim {
        kind: Kind::Role,
        subject: person.to_owned(),
        verdict: Verdict {
            status: Status::Compatible,
            rule: "fuller-role",
            because: format!(
                "{} and {}: one gives more of {person}’s roles.",
                shown(&short.1),
                shown(&long.1)
            ),
        },
        score: 0.9,
        weight: 3.0,
        readings: vec![of(&short.1), of(&long.1)],
    })
}

fn reading(story: &Story<'_>, value: Value, places: &[Place]) -> Reading {
    let mut places = places.to_vec();
    places.sort_unstable();
    Reading { value: Some(value), according_to: according_to(story, &places), places, ..Reading::default() }
}
