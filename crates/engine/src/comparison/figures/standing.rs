//! How two tolls of different accounts stand to each other: whether they count the same people, and whether both can
//! be true.
//!
//! Equal numbers of one fate are the same toll unless something speaks against it. Numbers that differ are only set
//! beside each other when each is the first that its account gives for that fate and neither account gives the
//! other's number too; what explains the difference is looked for before anything is called a conflict.

use crate::document::NameKind;
use crate::languages::Fate;

use super::super::{Cast, Story};
use super::rules::Rule;
use super::tolls::Toll;
use super::{days_between, is_later, is_version, seconds};

/// Numbers further apart than this factor hardly count the same people.
const RATIO_MAX: f64 = 3.5;
/// Parts that add up to a smaller number than this may do so by chance.
const PARTS_MIN: f64 = 4.0;
/// Between reports further apart nobody is said to have died of it in the meantime.
const DIED_DAYS_MAX: i64 = 21;
/// Between reports further apart a count of people is hardly still the same that goes on.
const LATER_DAYS_MAX: i64 = 60;
/// A place named so early in an account is that of the story.
const LEAD_SENTENCES: usize = 8;

/// All tolls of a story, with what is asked of each account.
pub(super) struct Standing<'a, 's> {
    pub(super) story: &'a Story<'s>,
    pub(super) cast: &'a Cast,
    pub(super) tolls: &'a [Toll],
    /// The range of each account's tolls.
    of_account: Vec<std::ops::Range<usize>>,
    /// The places that each account names, as members of the cast.
    places: Vec<Vec<usize>>,
}

impl<'a, 's> Standing<'a, 's> {
    pub(super) fn new(story: &'a Story<'s>, cast: &'a Cast, tolls: &'a [Toll]) -> Standing<'a, 's> {
        let of_account = (0..story.accounts.len())
            .map(|account| {
                let start = tolls.partition_point(|toll| toll.told.place.account < account);
                start..tolls.partition_point(|toll| toll.told.place.account <= account)
            })
            .collect();
        let places = (0..story.accounts.len()).map(|account| places(story, cast, account)).collect();
        Standing { story, cast, tolls, of_account, places }
    }

    /// Whether two places share a word of their names ("Skerrin", "Skerrin Sound").
    fn meet(&self, a: usize, b: usize) -> bool {
        const LETTERS_MIN: usize = 4;
        let name = |member: usize| self.cast.members[member].canonical.as_str();
        a == b
            || name(a)
                .split_whitespace()
                .filter(|word| word.len() >= LETTERS_MIN)
                .any(|word| name(b).split_whitespace().any(|other| other == word))
    }

    /// The rule by which two tolls of different accounts belong to one claim, the one that the rule names first in
    /// front; `None` when they are not surely of the same people.
    pub(super) fn rule(&self, a: usize, b: usize) -> Option<(Rule, usize, usize)> {
        let (x, y) = (&self.tolls[a], &self.tolls[b]);
        if x.past || y.past || !fates_meet(x.fate, y.fate) {
            return None;
        }
        if x.told.place.account == y.told.place.account {
            return self
                .corrected(x, y)
                .then_some((Rule::Corrected, a, b))
                .map(|(rule, a, b)| if y.told.retracted { (rule, a, b) } else { (rule, b, a) });
        }
        if x.told.quantity.value == y.told.quantity.value {
            return self.equal(x, y).then_some((
                if x.told.key() == y.told.key() { Rule::SameFigure } else { Rule::Rounding },
                a,
                b,
            ));
        }
        let (large, small) = if x.told.quantity.value > y.told.quantity.value { (a, b) } else { (b, a) };
        let rule = self.different(&self.tolls[large], &self.tolls[small])?;
        match rule {
            Rule::LaterCount | Rule::DiedSince => {
                let (later, earlier) =
                    if seconds(self.story, &x.told) > seconds(self.story, &y.told) { (a, b) } else { (b, a) };
                Some((rule, later, earlier))
            }
            _ => Some((rule, large, small)),
        }
    }

    /// Whether one of two tolls of one account takes the other back.
    fn corrected(&self, x: &Toll, y: &Toll) -> bool {
        let now = if x.told.retracted { y } else { x };
        x.told.retracted != y.told.retracted
            && x.fate == y.fate
            && x.told.quantity.value != y.told.quantity.value
            && self.is_main(now)
    }

    fn equal(&self, x: &Toll, y: &Toll) -> bool {
        const TELLING: f64 = 2.0;
        let kinds = x.kind == y.kind || x.kind.is_none() || y.kind.is_none();
        let attackers = !matches!((x.attacker, y.attacker), (Some(a), Some(b)) if a != b);
        let told = x.told.quantity.value >= TELLING;
        told && kinds && attackers && x.part == y.part && x.round_up == y.round_up && !self.elsewhere(x, y)
    }

    fn different(&self, large: &Toll, small: &Toll) -> Option<Rule> {
        let (more, less) = (large.told.quantity.value, small.told.quantity.value);
        let kinds = large.kind == small.kind || large.kind.is_none() || small.kind.is_none();
        let pieces = [large, small].iter().any(|toll| toll.part || toll.added || toll.told.retracted);
        if self.elsewhere(large, small) || less < 2.0 || pieces || !kinds {
            return None;
        }
        if large.attacker == Some(true) && small.attacker != Some(true) && more - less <= 2.0 {
            return Some(Rule::WithAttacker);
        }
        if more >= PARTS_MIN && self.is_main(large) && !small.others && adds_up(small, more) {
            return Some(Rule::PartsOfIt);
        }
        if self.has_died_since(large, small) {
            return Some(Rule::DiedSince);
        }
        if !(self.is_main(large) && self.is_main(small)) || more / less > RATIO_MAX {
            return None;
        }
        self.explained(large, small).or_else(|| self.unexplained(large, small))
    }

    /// Whether so many more are dead in the later account of a smaller toll as fewer are hurt.
    fn has_died_since(&self, large: &Toll, small: &Toll) -> bool {
        let fewer = large.told.quantity.value - small.told.quantity.value;
        let dead = large.beside.iter().filter(|(_, fate)| *fate == Some(Fate::Dead));
        large.fate == Fate::Hurt
            && small.fate == Fate::Hurt
            && self.may_have_died_since(large, small)
            && dead.into_iter().any(|(dead, _)| self.dead_in(small).contains(&(dead + fewer)))
    }

    /// Whether the smaller toll is later, but not so much later that nobody is said to have died in between.
    fn may_have_died_since(&self, large: &Toll, small: &Toll) -> bool {
        let sure = |toll: &Toll| !toll.weak && !toll.of_told;
        !small.pronoun
            && large.kind == small.kind
            && sure(large)
            && sure(small)
            && days_between(self.story, &large.told, &small.told).is_some_and(|days| days <= DIED_DAYS_MAX)
            && is_later(self.story, &small.told, &large.told)
    }

    /// What explains that two first tolls of a fate differ, surest first.
    fn explained(&self, large: &Toll, small: &Toll) -> Option<Rule> {
        let (more, less) = (large.told.quantity.value, small.told.quantity.value);
        if large.fate == Fate::Dead {
            if small.attacker == Some(false) && large.attacker.is_none() && more - less == 1.0 {
                return Some(Rule::PerhapsWithAttacker);
            }
            if small.others && !large.others {
                return Some(Rule::BesideOthers);
            }
        } else if small.others_alike && !large.others {
            return Some(Rule::BesideOthers);
        } else if [large, small].iter().any(|toll| self.dead_in(toll).contains(&(more - less))) {
            let without_dead = large.others || large.beside.iter().any(|(_, fate)| *fate == Some(Fate::Dead));
            // What was counted later and tells of nobody hit counts more who were hurt, not the dead.
            let grown = large.fate == Fate::Hurt && is_later(self.story, &large.told, &small.told);
            if large.fate == Fate::Hit && !large.others || !without_dead && !grown {
                return Some(Rule::WithTheDead);
            }
            // Most of those who are hurt live.
            if self.may_have_died_since(large, small) && more - less <= more / 2.0 {
                return Some(Rule::DiedSince);
            }
        }
        if large.round_up && !small.round_up {
            return Some(Rule::SeveralEvents);
        }
        if small.known_by_name && !large.known_by_name && !self.gives_plainly(small) {
            return Some(Rule::KnownByName);
        }
        (large.kind.is_none() && small.kind.is_some()).then_some(Rule::OneKind)
    }

    /// What two first tolls of a fate are that nothing explains.
    fn unexplained(&self, large: &Toll, small: &Toll) -> Option<Rule> {
        if self.gives(large, small) || self.gives(small, large) || large.kind != small.kind {
            return None;
        }
        let met = matches!(large.fate, Fate::Dead | Fate::Hurt | Fate::Hit);
        if [large, small].iter().any(|toll| toll.pronoun || (met && (toll.of_told || toll.weak))) {
            return None;
        }
        if large.told.interval.meets(&small.told.interval) {
            return Some(Rule::Rounding);
        }
        if days_between(self.story, &large.told, &small.told).is_some_and(|days| days > LATER_DAYS_MAX) {
            return None;
        }
        let found = large.fate == Fate::Missing && is_later(self.story, &small.told, &large.told);
        if found
            || is_version(self.story, &small.told, &large.told)
            || is_later(self.story, &large.told, &small.told)
        {
            return Some(Rule::LaterCount);
        }
        if large.fate != small.fate {
            return Some(Rule::HitOrHurt);
        }
        let one_day = days_between(self.story, &large.told, &small.told).is_none_or(|days| days <= 1);
        Some(if one_day { Rule::unexplained(&large.told, &small.told) } else { Rule::SmallerLater })
    }

    /// The numbers of dead that an account gives; one only near a toll, for an account tells of many a single death.
    fn dead_in(&self, toll: &Toll) -> Vec<f64> {
        let near = |other: &Toll| other.told.sentence.abs_diff(toll.told.sentence) <= 1;
        self.tolls[self.of_account[toll.told.place.account].clone()]
            .iter()
            .filter(|other| other.fate == Fate::Dead && !other.past)
            .filter(|other| other.told.quantity.value > 1.0 || near(other))
            .map(|other| other.told.quantity.value)
            .collect()
    }

    /// Whether the account of a toll also gives another's number for that fate.
    fn gives(&self, toll: &Toll, other: &Toll) -> bool {
        self.tolls[self.of_account[toll.told.place.account].clone()].iter().any(|own| {
            fates_meet(own.fate, other.fate)
                && own.told.quantity.value == other.told.quantity.value
                && !own.past
                && !own.told.retracted
        })
    }

    /// Whether the account of a toll gives its number also without saying that only those known by name are counted.
    fn gives_plainly(&self, toll: &Toll) -> bool {
        self.tolls[self.of_account[toll.told.place.account].clone()].iter().any(|own| {
            own.fate == toll.fate
                && own.told.quantity.value == toll.told.quantity.value
                && !own.past
                && !own.known_by_name
        })
    }

    /// Whether a toll is the first that its account gives for its fate, or the same number told again.
    fn is_main(&self, toll: &Toll) -> bool {
        self.tolls[self.of_account[toll.told.place.account].clone()]
            .iter()
            .find(|own| {
                own.fate == toll.fate
                    && !own.past
                    && !own.part
                    && !own.told.retracted
                    && !own.added
                    && own.told.quantity.value >= 2.0
            })
            .is_none_or(|first| first.told.quantity.value == toll.told.quantity.value)
    }

    /// Whether a toll's sentence names places, and none that the account of another knows.
    fn is_strange(&self, toll: &Toll, other: &Toll) -> bool {
        let account = &self.places[other.told.place.account];
        let known = |place: usize| account.iter().any(|&other| self.meet(place, other));
        !toll.places.is_empty() && !toll.places.iter().any(|&place| known(place))
    }

    /// Whether the sentences name places, and each only such as the other account does not know; or one does so far
    /// down its text.
    fn elsewhere(&self, a: &Toll, b: &Toll) -> bool {
        match (self.is_strange(a, b), self.is_strange(b, a)) {
            (true, true) => true,
            (true, false) => a.told.sentence > LEAD_SENTENCES,
            (false, true) => b.told.sentence > LEAD_SENTENCES,
            (false, false) => false,
        }
    }
}

/// The places that an account names, each once.
fn places(story: &Story<'_>, cast: &Cast, account: usize) -> Vec<usize> {
    let document = &story.accounts[account].document;
    let mut places: Vec<usize> = document
        .entities
        .iter()
        .enumerate()
        .filter(|(_, entity)| entity.kind == NameKind::Place)
        .filter_map(|(at, _)| cast.member_of(account, at))
        .collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// Whether a count and one that stands beside it add up to a number.
fn adds_up(toll: &Toll, sum: f64) -> bool {
    toll.beside.iter().any(|(other, _)| other + toll.told.quantity.value == sum)
}

/// Whether two fates can be told of the same people.
fn fates_meet(a: Fate, b: Fate) -> bool {
    a == b || matches!((a, b), (Fate::Hit, Fate::Hurt) | (Fate::Hurt, Fate::Hit))
}
