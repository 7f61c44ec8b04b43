//! Numbers that were linked by rules, made into claims: the readings of a claim stand to each other as its status says.

use super::super::{Claim, Kind, Place, Reading, Status, Story, Value, Verdict, according_to};
use super::rules::Rule;
use super::{Key, Told};

/// Two numbers that belong to one claim; the rule names `a` first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) rule: Rule,
}

impl Link {
    /// Whether it tells a reader more of a claim than another link: a graver one does, one between two accounts, and the
    /// later of two steps by which a number changed, for it leads to what is told last.
    pub(super) fn tells_more(&self, than: &Link, story: &Story<'_>, told: &[&Told]) -> bool {
        let rank = |link: &Link| {
            let step = link.rule.status() == Status::Revised;
            let moment = |told: &Told| super::seconds(story, told).filter(|_| step);
            let apart = !step && told[link.a].place.account != told[link.b].place.account;
            (link.rule.gravity(), apart, moment(told[link.a]), moment(told[link.b]))
        };
        rank(self) > rank(than)
    }
}

/// What is claimed of linked numbers.
pub(super) fn claims(
    story: &Story<'_>,
    told: &[&Told],
    links: &[Link],
    subject: &dyn Fn(&[usize]) -> String,
    score: f32,
) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (members, links) in components(told.len(), links) {
        let group = Group::of(told, &members, &links);
        for (readings, link) in group.split() {
            let link = group.last_step(story, told, &readings, link);
            let members: Vec<usize> =
                readings.iter().flat_map(|&at| group.readings[at].iter().copied()).collect();
            claims.push(claim(story, told, &members, link, subject(&members), score));
        }
    }
    claims
}

/// Numbers by what they are linked with, each group in order and with its links; numbers without a link are left out.
fn components(count: usize, links: &[Link]) -> Vec<(Vec<usize>, Vec<Link>)> {
    let mut home: Vec<usize> = (0..count).collect();
    fn root(home: &mut [usize], mut at: usize) -> usize {
        while home[at] != at {
            home[at] = home[home[at]];
            at = home[at];
        }
        at
    }
    for link in links {
        let (a, b) = (root(&mut home, link.a), root(&mut home, link.b));
        home[a.max(b)] = a.min(b);
    }
    let mut groups: Vec<(Vec<usize>, Vec<Link>)> = vec![(Vec::new(), Vec::new()); count];
    for at in 0..count {
        groups[root(&mut home, at)].0.push(at);
    }
    for link in links {
        groups[root(&mut home, link.a)].1.push(*link);
    }
    groups.retain(|(members, _)| members.len() > 1);
    groups
}

/// The members of a group by what they say, the earliest first.
fn readings(told: &[&Told], members: &[usize]) -> Vec<Vec<usize>> {
    let mut members = members.to_vec();
    members.sort_by_key(|&member| told[member].place);
    let mut readings: Vec<(Key, Vec<usize>)> = Vec::new();
    for member in members {
        let key = told[member].key();
        match readings.iter_mut().find(|(known, _)| *known == key) {
            Some((_, reading)) => reading.push(member),
            None => readings.push((key, vec![member])),
        }
    }
    readings.into_iter().map(|(_, reading)| reading).collect()
}

/// The readings of linked numbers, and how every two of them stand to each other.
struct Group {
    readings: Vec<Vec<usize>>,
    /// The link that explains best how two readings stand to each other, `between[a * count + b]` with `a` before `b`:
    /// an explanation goes before a conflict, an earlier account before a later one.
    between: Vec<Option<Link>>,
}

impl Group {
    fn of(told: &[&Told], members: &[usize], links: &[Link]) -> Group {
        let readings = readings(told, members);
        let count = readings.len();
        let mut reading_of = vec![0; members.len()];
        for (at, reading) in readings.iter().enumerate() {
            for member in reading {
                if let Ok(member) = members.binary_search(member) {
                    reading_of[member] = at;
                }
            }
        }
        let of = |member: usize| members.binary_search(&member).map_or(0, |at| reading_of[at]);
        let rank = |link: &Link| (link.rule.doubt(), told[link.a].place.min(told[link.b].place));
        let mut between: Vec<Option<Link>> = vec![None; count * count];
        for link in links {
            let (a, b) = (of(link.a), of(link.b));
            let known = &mut between[a.min(b) * count + a.max(b)];
            if a != b && known.as_ref().is_none_or(|known| rank(link) < rank(known)) {
                *known = Some(*link);
            }
        }
        Group { readings, between }
    }

    fn between(&self, a: usize, b: usize) -> Option<Link> {
        self.between[a.min(b) * self.readings.len() + a.max(b)]
    }

    /// Sets of readings that stand to each other in one way or are compatible, each with the link that shows its status
    /// best. Every two linked readings are in one of the sets, and so is each reading of two accounts or more.
    fn split(&self) -> Vec<(Vec<usize>, Option<Link>)> {
        let count = self.readings.len();
        let mut open: Vec<(Status, usize, usize, Link)> = Vec::new();
        for b in 0..count {
            for a in 0..b {
                if let Some(link) = self.between(a, b) {
                    open.push((link.rule.status(), a, b, link));
                }
            }
        }
        open.sort_by_key(|&(_, a, b, link)| (std::cmp::Reverse(link.rule.gravity()), a, b));
        let mut sets = Vec::new();
        let mut covered = vec![false; count];
        while let Some(&(status, a, b, link)) = open.first() {
            let mut set = vec![a, b];
            for other in 0..count {
                if !set.contains(&other) && self.joins(&set, other, status) {
                    set.push(other);
                }
            }
            set.sort_unstable();
            set.iter().for_each(|&at| covered[at] = true);
            open.retain(|(_, a, b, _)| !(set.contains(a) && set.contains(b)));
            sets.push((set, Some(link)));
        }
        sets.extend(
            (0..count).filter(|&at| !covered[at] && self.readings[at].len() > 1).map(|at| (vec![at], None)),
        );
        sets
    }

    /// Of the links between some readings, the one that tells most; `None` where there is none.
    fn last_step(
        &self,
        story: &Story<'_>,
        told: &[&Told],
        readings: &[usize],
        first: Option<Link>,
    ) -> Option<Link> {
        let pairs =
            readings.iter().flat_map(|&a| readings.iter().map(move |&b| (a, b))).filter(|(a, b)| a < b);
        pairs.filter_map(|(a, b)| self.between(a, b)).fold(first, |most, link| match most {
            Some(most) if link.tells_more(&most, story, told) => Some(link),
            most => most,
        })
    }

    /// Whether a reading stands to each of a set in one way or is compatible with it.
    fn joins(&self, set: &[usize], other: usize, status: Status) -> bool {
        set.iter().all(|&at| {
            self.between(at, other)
                .is_some_and(|link| [status, Status::Compatible].contains(&link.rule.status()))
        })
    }
}

/// The claim that some numbers make, by the link that shows best how they stand to each other.
pub(super) fn claim(
    story: &Story<'_>,
    told: &[&Told],
    members: &[usize],
    link: Option<Link>,
    subject: String,
    score: f32,
) -> Claim {
    let members = &held(told, members);
    let places: Vec<Place> = members.iter().map(|&member| told[member].place).collect();
    let support = story.support(&places);
    let accounts = story.accounts_of(&places);
    // What is taken back is shown where it was said, if that account is there.
    let said = |at: usize| {
        let first = members.iter().find(|&&member| told[member].key() == told[at].key());
        first.filter(|_| told[at].retracted).map_or(told[at], |&first| told[first])
    };
    let verdict = match link {
        Some(link) => Verdict {
            status: link.rule.status(),
            rule: link.rule.name(),
            because: link.rule.because(story, said(link.a), said(link.b)),
        },
        None => same(story, &places, support),
    };
    let differ = matches!(verdict.status, Status::Conflict | Status::Revised);
    let first = members.iter().map(|&member| told[member].sentence).min().unwrap_or(0);
    let vague = members.iter().all(|&member| told[member].interval.vague);
    Claim {
        kind: Kind::Quantity,
        subject,
        score,
        weight: weight(support, accounts, vague, differ, first),
        readings: shown(story, told, members),
        verdict,
    }
}

/// The members of a claim that hold their numbers: an account that takes a number back ("an earlier version said that
/// 17 had died") tells what another account said, where that one is there.
fn held(told: &[&Told], members: &[usize]) -> Vec<usize> {
    let said = |number: &Told| {
        members.iter().any(|&member| !told[member].retracted && told[member].key() == number.key())
    };
    members.iter().copied().filter(|&member| !told[member].retracted || !said(told[member])).collect()
}

/// How much a claim about numbers tells of its story.
fn weight(support: usize, accounts: usize, vague: bool, differ: bool, first: usize) -> f32 {
    let clear = if vague { 0.3 } else { 1.0 };
    let shared = if accounts > 1 { clear * 8.0 * support as f32 } else { 0.0 };
    shared + accounts as f32 + if differ { 6.0 } else { 0.0 } + 1.0 / (1.0 + first as f32 * 0.25)
}

/// The verdict over one reading.
fn same(story: &Story<'_>, places: &[Place], support: usize) -> Verdict {
    let (status, rule, because) = if support >= 2 {
        (Status::Agreed, "same-figure", format!("{} give the same figure.", story.named(places)))
    } else if places.len() > 1 {
        (Status::Single, "one-origin", format!("{} have it from one origin.", story.named(places)))
    } else {
        (Status::Single, "only-here", format!("Only {} gives this figure.", story.named(places)))
    };
    Verdict { status, rule, because }
}

/// The readings of numbers as a claim has them: by number and approximator, the earliest first.
fn shown(story: &Story<'_>, told: &[&Told], members: &[usize]) -> Vec<Reading> {
    readings(told, members)
        .into_iter()
        .map(|members| {
            let first = told[members[0]];
            let places: Vec<Place> = members.iter().map(|&member| told[member].place).collect();
            Reading {
                value: Some(Value::Number(first.quantity.value)),
                unit: Some(first.quantity.unit.clone()).filter(|unit| !unit.is_empty()),
                approximator: first.quantity.approximator,
                as_of: common(members.iter().map(|&member| told[member].as_of.as_deref())),
                according_to: according_to(story, &places),
                places,
            }
        })
        .collect()
}

/// What all tell alike.
fn common<'a>(mut told: impl Iterator<Item = Option<&'a str>>) -> Option<String> {
    let first = told.next()??;
    told.all(|other| other == Some(first)).then(|| first.to_owned())
}
