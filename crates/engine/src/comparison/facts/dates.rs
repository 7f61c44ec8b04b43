//! When an event was, as two accounts or more that state it give its time.

use rustc_hash::FxHashSet;

use crate::claims::Statement;
use crate::document::{Time, TimeKind};
use crate::grammar::Tag;
use crate::words::Term;

use super::super::align::{Cluster, Units};
use super::super::{Claim, Kind, Place, Status, Story, Value, Verdict, headings};
use super::reading;

/// Two statements must be so much alike before two dates in them are called a conflict.
const SAME_EVENT_MIN: f32 = 0.6;
/// Times of one act are those of one event when the words beside them are so much alike.
const SAME_ACT_MIN: f32 = 0.3;

/// The claims about times: of statements that state the same, then of single acts in other statements.
pub(super) fn find(story: &Story<'_>, units: &Units, clusters: &[Cluster]) -> Vec<Claim> {
    let mut claims: Vec<Claim> = clusters.iter().filter_map(|cluster| date(story, units, cluster)).collect();
    let told: FxHashSet<Place> = claims
        .iter()
        .flat_map(|claim| &claim.readings)
        .flat_map(|reading| reading.places.iter().copied())
        .collect();
    claims.extend(of_acts(story, units, &told));
    claims
}

/// When an event was, where two accounts or more that state it give its time.
fn date(story: &Story<'_>, units: &Units, cluster: &Cluster) -> Option<Claim> {
    let told: Vec<(usize, Place, &Time)> =
        cluster.units.iter().filter_map(|&unit| time_of(story, units, unit)).collect();
    let places: Vec<Place> = told.iter().map(|(_, place, _)| *place).collect();
    if story.accounts_of(&places) < 2 {
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
    let subject = headings::of_value(story, &places).or_else(|| {
        let words = told.iter().map(|&(unit, _, _)| story.words(units.all[unit].place));
        words.min_by_key(|words| words.len()).map(str::to_owned)
    })?;
    Some(Claim {
        kind: Kind::Date,
        subject,
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
            } else if story.groups[a_place.account] != story.groups[b_place.account]
                && units.alike(*a, *b) >= SAME_EVENT_MIN
            {
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

/// A time with the act that it is told of.
struct Act<'a> {
    unit: usize,
    place: Place,
    time: &'a Time,
    /// What is done, by its meaning.
    verb: Term,
    /// The words beside it, by term, the nearer the heavier; a unit vector.
    beside: Vec<(Term, f32)>,
}

/// Times of one act in statements that are not alike as a whole, where one is a part of the other: "on March 8", "in
/// early March".
fn of_acts(story: &Story<'_>, units: &Units, told: &FxHashSet<Place>) -> Vec<Claim> {
    let acts: Vec<Act<'_>> = (0..units.all.len())
        .filter(|&unit| !units.all[unit].quoted)
        .flat_map(|unit| acts(story, units, unit))
        .filter(|act| !told.contains(&act.place))
        .collect();
    let mut used = vec![false; acts.len()];
    let mut claims = Vec::new();
    for a in 0..acts.len() {
        if used[a] {
            continue;
        }
        let group: Vec<usize> =
            (a..acts.len()).filter(|&b| !used[b] && (b == a || one_act(&acts[a], &acts[b]))).collect();
        let members: Vec<&Act<'_>> = group.iter().map(|&at| &acts[at]).collect();
        if let Some(claim) = of_act(story, units, &members) {
            group.iter().for_each(|&at| used[at] = true);
            claims.push(claim);
        }
    }
    claims
}

/// Whether two times are told of one act and lie in each other.
fn one_act(a: &Act<'_>, b: &Act<'_>) -> bool {
    let find = |term: Term| b.beside.binary_search_by_key(&term, |word| word.0).ok();
    let alike =
        || a.beside.iter().filter_map(|&(term, weight)| Some(weight * b.beside[find(term)?].1)).sum::<f32>();
    a.verb == b.verb && nested(a.time, b.time) && alike() >= SAME_ACT_MIN
}

/// Whether the days of one time hold those of the other.
fn nested(a: &Time, b: &Time) -> bool {
    let (Some(x), Some(y)) = (a.days, b.days) else { return false };
    (x.first <= y.first && y.last <= x.last) || (y.first <= x.first && x.last <= y.last)
}

fn of_act(story: &Story<'_>, units: &Units, members: &[&Act<'_>]) -> Option<Claim> {
    let places: Vec<Place> = members.iter().map(|act| act.place).collect();
    if story.accounts_of(&places) < 2 {
        return None;
    }
    let mut readings: Vec<(&str, Vec<Place>)> = Vec::new();
    for act in members {
        match readings.iter_mut().find(|(value, _)| *value == act.time.value) {
            Some(known) => known.1.push(act.place),
            None => readings.push((&act.time.value, vec![act.place])),
        }
    }
    let shown = |place: Place| format!("“{}” ({})", story.words(place), story.labels[place.account]);
    let support = story.support(&places);
    let verdict = match &readings[..] {
        [_] if support >= 2 => Verdict {
            status: Status::Agreed,
            rule: "same-day",
            because: format!("{} give the same time.", story.named(&places)),
        },
        [(_, a), (_, b), ..] => Verdict {
            status: Status::Compatible,
            rule: "less-exact",
            because: format!("{} and {} differ in how exact they are.", shown(a[0]), shown(b[0])),
        },
        _ => return None,
    };
    Some(Claim {
        kind: Kind::Date,
        subject: headings::of_value(story, &places)
            .unwrap_or_else(|| story.words(units.all[members[0].unit].place).to_owned()),
        score: 0.7,
        weight: 4.0 * support as f32,
        readings: readings
            .iter()
            .map(|(value, places)| reading(story, Value::Text((*value).to_owned()), places))
            .collect(),
        verdict,
    })
}

/// The times of a statement with the verb that stands nearest to each.
fn acts<'a>(story: &Story<'a>, units: &Units, unit: usize) -> Vec<Act<'a>> {
    const VERB_WITHIN: usize = 8;
    const VERB_BEFORE_WITHIN: usize = 16;
    const BESIDE_WITHIN: usize = 12;
    const LONGEST_DAYS: i32 = 31;
    let of = &units.all[unit];
    let account = &story.accounts[of.account];
    let statement: &Statement = &account.statements[of.statement];
    let grammar = &account.document.grammar;
    let mut acts = Vec::new();
    for time in &account.document.times[statement.times.clone()] {
        let short = time.days.is_some_and(|days| {
            days.first.until(days.last).is_ok_and(|span| span.get_days() <= LONGEST_DAYS)
        });
        let tokens = grammar.inside(time.span);
        if !short || tokens.is_empty() || !matches!(time.kind, TimeKind::Date | TimeKind::Time) {
            continue;
        }
        let far = |token: usize| {
            if token < tokens.start { tokens.start - token } else { (token + 1).saturating_sub(tokens.end) }
        };
        // "Announced a tariff of 25 percent on steel in March, but offered": no comma parts a verb from its time, unless
        // the time comes first.
        let is_parted = |token: usize| {
            let between = token.min(tokens.end)..token.max(tokens.start);
            between.into_iter().any(|token| grammar.tags[token] == Tag::Comma)
        };
        let verb = statement
            .words
            .iter()
            .filter(|word| {
                let reach = if word.token < tokens.start { VERB_BEFORE_WITHIN } else { VERB_WITHIN };
                let parted = is_parted(word.token);
                word.verb && far(word.token) <= if parted { VERB_WITHIN } else { reach }
            })
            .min_by_key(|word| (is_parted(word.token), far(word.token), word.token));
        let Some(verb) = verb else { continue };
        let mut beside: Vec<(Term, f32)> = statement
            .words
            .iter()
            .filter(|word| !tokens.contains(&word.token) && far(word.token) <= BESIDE_WITHIN)
            .map(|word| (word.term, word.rarity.min(6.0)))
            .collect();
        beside.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        beside.dedup_by_key(|word| word.0);
        let length = beside.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        beside.iter_mut().for_each(|(_, weight)| *weight /= length.max(f32::MIN_POSITIVE));
        let place = Place { account: of.account, span: time.span };
        acts.push(Act { unit, place, time, verb: verb.term, beside });
    }
    acts
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
