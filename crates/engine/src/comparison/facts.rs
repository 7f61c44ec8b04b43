//! Facts of one kind: how a name is spelt, when something happened, what somebody is.

use crate::document::{NameKind, Time, TimeKind};

use super::align::{Cluster, Units};
use super::{Cast, Claim, Kind, Place, Reading, Status, Story, Value, Verdict, according_to};

/// Two statements must be so much alike before two dates in them are called a conflict.
const SAME_EVENT_MIN: f32 = 0.6;

/// The claims about names, dates and roles.
pub(super) fn find(story: &Story<'_>, cast: &Cast, units: &Units, clusters: &[Cluster]) -> Vec<Claim> {
    let spellings = (0..cast.members.len()).filter_map(|member| spelling(story, cast, member));
    let dates = clusters.iter().filter_map(|cluster| date(story, units, cluster));
    let roles = (0..cast.members.len()).filter_map(|member| role(story, cast, member));
    spellings.chain(dates).chain(roles).collect()
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
    if full.len() < 2 || accounts(&places) < 2 {
        return None;
    }
    let shown: Vec<String> = full
        .iter()
        .map(|(form, places)| format!("{} {} “{form}”", story.named(places), prints(places)))
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
fn prints(places: &[Place]) -> &'static str {
    if accounts(places) > 1 { "print" } else { "prints" }
}

/// A form's letters alone: neither case nor marks make another spelling.
fn letters(form: &str) -> String {
    form.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// When an event was, where two accounts or more that state it give its time.
fn date(story: &Story<'_>, units: &Units, cluster: &Cluster) -> Option<Claim> {
    let told: Vec<(usize, Place, &Time)> =
        cluster.units.iter().filter_map(|&unit| time_of(story, units, unit)).collect();
    let places: Vec<Place> = told.iter().map(|(_, place, _)| *place).collect();
    if accounts(&places) < 2 {
        return None;
    }
    let mut readings: Vec<(&Time, Vec<Place>)> = Vec::new();
    for (_, place, time) in &told {
        match readings.iter_mut().find(|(known, _)| known.value == time.value) {
            Some(known) => known.1.push(*place),
            None => readings.push((time, vec![*place])),
        }
    }
    let verdict = judge(story, units, &told, readings.len(), &places)?;
    let subject = told
        .iter()
        .map(|&(unit, _, _)| story.words(units.all[unit].place))
        .min_by_key(|words| words.len())?;
    Some(Claim {
        kind: Kind::Date,
        subject: subject.to_owned(),
        score: cluster.score,
        weight: 6.0 * story.support(&places) as f32,
        readings: readings
            .iter()
            .map(|(time, places)| reading(story, Value::Text(time.value.clone()), places))
            .collect(),
        verdict,
    })
}

fn judge(
    story: &Story<'_>,
    units: &Units,
    told: &[(usize, Place, &Time)],
    readings: usize,
    places: &[Place],
) -> Option<Verdict> {
    if readings == 1 {
        let support = story.support(places);
        let (status, rule) =
            if support >= 2 { (Status::Agreed, "same-day") } else { (Status::Single, "one-origin") };
        return Some(Verdict {
            status,
            rule,
            because: format!("{} give the same time.", story.named(places)),
        });
    }
    let shown = |place: Place| format!("“{}” ({})", story.words(place), story.labels[place.account]);
    let mut nested = None;
    for (at, (a, a_place, a_time)) in told.iter().enumerate() {
        for (b, b_place, b_time) in &told[at + 1..] {
            let (Some(x), Some(y)) = (a_time.days, b_time.days) else { continue };
            let within = (x.first <= y.first && y.last <= x.last) || (y.first <= x.first && x.last <= y.last);
            if within {
                nested = nested.or(Some((*a_place, *b_place)).filter(|_| a_time.value != b_time.value));
            } else if a_place.account != b_place.account && units.alike(*a, *b) >= SAME_EVENT_MIN {
                return Some(Verdict {
                    status: Status::Conflict,
                    rule: "different-days",
                    because: format!("{} and {} cannot both be the day.", shown(*a_place), shown(*b_place)),
                });
            } else {
                // Two days in statements that are not surely of one moment: nothing can be said.
                return None;
            }
        }
    }
    let (a, b) = nested?;
    Some(Verdict {
        status: Status::Compatible,
        rule: "less-exact",
        because: format!("{} and {} differ in how exact they are.", shown(a), shown(b)),
    })
}

/// The time that a unit gives: of a statement with exactly one that is on the calendar.
fn time_of<'a>(story: &Story<'a>, units: &Units, unit: usize) -> Option<(usize, Place, &'a Time)> {
    let of = &units.all[unit];
    let account = &story.accounts[of.account];
    let times = &account.document.times[account.statements[of.statement].times.clone()];
    let mut dated = times
        .iter()
        .filter(|time| time.days.is_some() && matches!(time.kind, TimeKind::Date | TimeKind::Time));
    let only = dated.next().filter(|_| dated.next().is_none())?;
    Some((unit, Place { account: of.account, span: only.span }, only))
}

/// What somebody is, where two accounts or more say the same.
fn role(story: &Story<'_>, cast: &Cast, member: usize) -> Option<Claim> {
    let person = &cast.members[member];
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
    let (_, places) =
        roles.into_iter().filter(|(_, places)| accounts(places) > 1).max_by_key(|(key, places)| {
            (accounts(places), key.len(), std::cmp::Reverse(places.first().copied()))
        })?;
    let support = story.support(&places);
    (support >= 2).then(|| Claim {
        kind: Kind::Role,
        subject: person.canonical.clone(),
        verdict: Verdict {
            status: Status::Agreed,
            rule: "same-role",
            because: format!("{} give {} the same role.", story.named(&places), person.canonical),
        },
        score: 1.0,
        weight: 3.0 * support as f32,
        readings: vec![reading(story, Value::Text(story.words(places[0]).to_owned()), &places)],
    })
}

fn reading(story: &Story<'_>, value: Value, places: &[Place]) -> Reading {
    let mut places = places.to_vec();
    places.sort_unstable();
    let mut names: Vec<String> = Vec::new();
    for name in places.iter().flat_map(|&place| according_to(story, place)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Reading { value: Some(value), according_to: names, places, ..Reading::default() }
}

/// In how many accounts places stand.
fn accounts(places: &[Place]) -> usize {
    let mut accounts: Vec<usize> = places.iter().map(|place| place.account).collect();
    accounts.sort_unstable();
    accounts.dedup();
    accounts.len()
}
