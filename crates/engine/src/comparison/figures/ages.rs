//! Ages: how old the accounts say that somebody is.
//!
//! Ages are linked by whose they are. An age without a name is only set beside an equal one that nobody else in either
//! account has.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::document::names::same_person;
use crate::document::{Document, Gender, NameKind, Quantity};
use crate::grammar::{Grammar, Tag, TokenIndex};
use crate::languages::{Fate, Tolls};

use super::super::{Cast, Place, Story};
use super::groups::Link;
use super::rules::Rule;
use super::{Interval, Told, days_between, is_later};

/// How old somebody is, as one account tells it.
pub(super) struct Age {
    pub(super) told: Told,
    /// Whose it is, as a member of the cast.
    pub(super) owner: Option<usize>,
    /// The noun that it stands with ("a 12-year-old boy").
    noun: Option<String>,
    gender: Option<Gender>,
    /// The fates told in its sentence.
    fates: Vec<Fate>,
    /// Whether it is no more than a word ("a teenager").
    rough: bool,
}

/// Two ages of one name that are so far apart are those of two people.
const APART_MAX: f64 = 14.0;
/// Two ages of somebody without a name that are further apart are those of two people.
const UNNAMED_APART_MAX: f64 = 2.0;
/// Between reports so far apart a birthday is likely enough to be thought of.
const BIRTHDAY_DAYS_MIN: i64 = 14;
/// Somebody without a name is told of in the lead if in one of so many sentences.
const LEAD_SENTENCES: usize = 4;

/// The ages in a story, in order.
pub(super) fn find(story: &Story<'_>, cast: &Cast) -> Vec<Age> {
    let tables = story.language().claims.tolls;
    let mut ages = Vec::new();
    for (account, told) in story.accounts.iter().enumerate() {
        let reader =
            Reader { document: &told.document, grammar: &told.document.grammar, tables, account, cast };
        ages.extend(told.document.quantities.iter().filter_map(|quantity| reader.age(quantity)));
        reader.rough(&mut ages);
    }
    ages.sort_by_key(|age| age.told.place);
    ages
}

struct Reader<'a> {
    document: &'a Document,
    grammar: &'a Grammar,
    tables: &'static Tolls,
    account: usize,
    cast: &'a Cast,
}

impl Reader<'_> {
    /// The age that a quantity is.
    fn age(&self, quantity: &Quantity) -> Option<Age> {
        const MONTHS: f64 = 12.0;
        let tokens = self.grammar.inside(quantity.span);
        if tokens.is_empty() {
            return None;
        }
        let mut quantity = quantity.clone();
        match quantity.unit.as_str() {
            super::AGE => {}
            super::MONTHS_OF_AGE => quantity.value /= MONTHS,
            "" if self.is_bare_age(tokens.clone(), &quantity) => {}
            _ => return None,
        }
        quantity.unit = super::AGE.to_owned();
        let owner = owner(self.document, tokens.clone());
        Some(self.found(tokens, quantity, owner, false))
    }

    fn found(&self, tokens: Range<TokenIndex>, quantity: Quantity, owner: Option<usize>, rough: bool) -> Age {
        let sentence = self.grammar.sentence_of(tokens.start);
        let noun = self.noun(tokens.clone(), rough);
        let of_noun = |words: &[&str]| noun.as_deref().is_some_and(|noun| words.contains(&noun));
        let gender = match owner.and_then(|entity| self.document.entities[entity].gender) {
            Some(gender) => Some(gender),
            None if of_noun(self.tables.male) => Some(Gender::Male),
            None if of_noun(self.tables.female) => Some(Gender::Female),
            None => None,
        };
        Age {
            told: Told {
                interval: Interval::of(&quantity, true),
                place: Place { account: self.account, span: quantity.span },
                quantity,
                sentence,
                as_of: None,
                retracted: false,
            },
            owner: owner.and_then(|entity| self.cast.member_of(self.account, entity)),
            noun,
            gender,
            fates: self.fates(sentence),
            rough,
        }
    }

    /// Whether a number without a unit is an age: "ages 13 and 15", "the other man, 25, was hurt".
    fn is_bare_age(&self, tokens: Range<TokenIndex>, quantity: &Quantity) -> bool {
        const AGE_MAX: f64 = 110.0;
        const LIST_TOKENS: usize = 8;
        let whole = quantity.value.fract() == 0.0 && (1.0..AGE_MAX).contains(&quantity.value);
        if !whole || tokens.len() != 1 || tokens.start == 0 {
            return false;
        }
        let sentence = self.grammar.sentence(self.grammar.sentence_of(tokens.start));
        let before = sentence.start.max(tokens.start.saturating_sub(LIST_TOKENS))..tokens.start;
        let listed = before
            .rev()
            .find(|&token| {
                let joint =
                    matches!(self.grammar.tags[token], Tag::Cd | Tag::Cc | Tag::Comma | Tag::In | Tag::To);
                !joint
            })
            .is_some_and(|token| self.tables.aged.contains(&self.grammar.lower(token)));
        let comma = |token: TokenIndex| self.grammar.lower(token) == ",";
        let apposed = tokens.start >= sentence.start + 2
            && comma(tokens.start - 1)
            && self.is_somebody(tokens.start - 2)
            && tokens.end < sentence.end
            && (comma(tokens.end) || tokens.end + 1 == sentence.end);
        listed || apposed
    }

    fn is_somebody(&self, token: TokenIndex) -> bool {
        let lower = self.grammar.lower(token);
        self.tables.somebody.iter().any(|row| row.contains(&lower))
    }

    /// Ages that are no more than a word, in the lead.
    fn rough(&self, ages: &mut Vec<Age>) {
        const BEFORE: usize = 5;
        let lead = self.grammar.sentences.len().min(LEAD_SENTENCES);
        let end = self.grammar.sentences[..lead].last().map_or(0, |range| range.end as usize);
        for token in 0..end {
            let lower = self.grammar.lower(token);
            let of =
                |rows: &[(&str, f64, f64)]| rows.iter().find(|row| row.0 == lower).map(|row| (row.1, row.2));
            let decade = || of(self.tables.decades).filter(|_| self.is_owned(token));
            let Some((low, high)) = of(self.tables.rough_ages).or_else(decade) else {
                continue;
            };
            let numbered =
                (token.saturating_sub(BEFORE)..token).any(|token| self.grammar.tags[token] == Tag::Cd);
            if numbered {
                continue;
            }
            let quantity = Quantity {
                span: self.grammar.spans[token],
                value: low,
                value_to: Some(high),
                unit: super::AGE.to_owned(),
                counted: None,
                approximator: None,
                change: None,
            };
            ages.push(self.found(token..token + 1, quantity, None, true));
        }
    }

    /// Whether a word stands right behind a possessive: "in his early 20s".
    fn is_owned(&self, token: TokenIndex) -> bool {
        const BEFORE: usize = 2;
        (token.saturating_sub(BEFORE)..token).any(|token| self.grammar.tags[token] == Tag::PrpS)
    }

    /// The noun that an age stands with.
    fn noun(&self, age: Range<TokenIndex>, rough: bool) -> Option<String> {
        const WITHIN: usize = 4;
        let after = age.end..(age.end + WITHIN).min(self.grammar.len());
        let comma = |token: &TokenIndex| self.grammar.lower(*token) != ",";
        let found = after.take_while(comma).find(|&token| self.is_somebody(token));
        let apposed = || (age.start >= 2).then(|| age.start - 2).filter(|&token| self.is_somebody(token));
        let of_decade = || {
            let before = age.start.saturating_sub(WITHIN + 1)..age.start;
            before.rev().find(|&token| self.is_owned(age.start) && self.is_somebody(token))
        };
        let own = || rough.then_some(age.start);
        found
            .or_else(apposed)
            .or_else(of_decade)
            .or_else(own)
            .map(|token| self.grammar.lower(token).to_owned())
    }

    fn fates(&self, sentence: usize) -> Vec<Fate> {
        let told = |rows: &[(Fate, &[&str])], lower: &str| {
            rows.iter().find(|row| row.1.contains(&lower)).map(|row| row.0)
        };
        let mut fates: Vec<Fate> = self
            .grammar
            .sentence(sentence)
            .filter_map(|token| {
                let lower = self.grammar.lower(token);
                told(self.tables.fates, lower).or_else(|| told(self.tables.weak_fates, lower))
            })
            .map(|fate| if fate == Fate::Hit { Fate::Hurt } else { fate })
            .collect();
        fates.sort_unstable();
        fates.dedup();
        fates
    }
}

/// Whose age it is, as an entity: the person named right after it ("42-year-old Vale") or right before it
/// ("Vale, 42").
fn owner(document: &Document, age: Range<TokenIndex>) -> Option<usize> {
    const AFTER_TOKENS: usize = 4;
    const BEFORE_TOKENS: usize = 3;
    let grammar = &document.grammar;
    let comma = |token: TokenIndex| grammar.lower(token) == ",";
    let people = || document.names.iter().filter(|name| name.kind == NameKind::Person);
    let from = age.end;
    let to = (from + AFTER_TOKENS).min(grammar.sentence(grammar.sentence_of(age.start)).end);
    let hyphenated = age.len() > 1;
    let after = hyphenated
        .then(|| {
            people().find(|name| {
                let first = grammar.inside(name.span).start;
                (from..to).contains(&first) && !(from..first).any(comma)
            })
        })
        .flatten();
    let before = || {
        people().rev().find(|name| {
            let last = grammar.inside(name.span).end;
            let gap = last..age.start;
            last <= age.start
                && gap.len() <= BEFORE_TOKENS
                && gap.clone().any(comma)
                && gap
                    .clone()
                    .all(|token| comma(token) || !grammar.lower(token).starts_with(char::is_uppercase))
                && !hyphenated
        })
    };
    after.or_else(before).map(|name| name.entity)
}

/// The ages that belong together, and how they stand to each other.
pub(super) fn links(story: &Story<'_>, cast: &Cast, ages: &[Age]) -> Vec<Link> {
    let judge = Judge { story, cast, ages, dead: dead(story, cast), doubtful: doubtful(ages) };
    let mut links = Vec::new();
    for (b, y) in ages.iter().enumerate() {
        for (a, x) in ages[..b].iter().enumerate() {
            let rule = if x.told.place.account == y.told.place.account {
                judge.is_told_again(x, y).then_some(Rule::SameFigure)
            } else {
                let clear = !judge.doubtful.contains(&a) && !judge.doubtful.contains(&b);
                judge.rule(x, y).filter(|_| clear)
            };
            links.extend(rule.map(|rule| Link { a, b, rule }));
        }
    }
    links
}

struct Judge<'a, 's> {
    story: &'a Story<'s>,
    cast: &'a Cast,
    ages: &'a [Age],
    dead: FxHashSet<usize>,
    /// Ages, by index, that are no more than a word and may be those of two people.
    doubtful: FxHashSet<usize>,
}

impl Judge<'_, '_> {
    fn rule(&self, x: &Age, y: &Age) -> Option<Rule> {
        let (p, q) = (x.told.quantity.value, y.told.quantity.value);
        let equal = p == q && x.rough == y.rough;
        match (x.owner, y.owner) {
            (Some(owner), Some(other)) if owner == other => {
                let apart = (p - q).abs() > APART_MAX || self.gives(x, q) || self.gives(y, p);
                if equal {
                    Some(Rule::SameFigure)
                } else {
                    (!apart).then(|| self.differ(x, y, self.dead.contains(&owner)))
                }
            }
            (Some(owner), Some(other)) => (equal && self.same_name(owner, other)).then_some(Rule::SameFigure),
            _ if !alike(x, y) => None,
            _ if x.rough || y.rough => (x.rough != y.rough && self.within(x, y)).then_some(Rule::RoughAge),
            _ if equal => (self.only_one(x, y) && self.only_one(y, x)).then_some(Rule::SameFigure),
            (None, None) => self.unnamed(x, y),
            _ => None,
        }
    }

    /// Whether an account gives an age once with a name and once without, and nobody else in it is as old.
    fn is_told_again(&self, x: &Age, y: &Age) -> bool {
        let genders = !matches!((x.gender, y.gender), (Some(a), Some(b)) if a != b);
        x.told.quantity.value == y.told.quantity.value
            && x.owner.is_some() != y.owner.is_some()
            && !x.rough
            && !y.rough
            && genders
            && self.only_one(x, y)
    }

    /// Whether the names of two members can be one person's.
    fn same_name(&self, a: usize, b: usize) -> bool {
        same_person(&self.cast.members[a].canonical, &self.cast.members[b].canonical)
    }

    /// Whether the account of an age also gives another number for its owner.
    fn gives(&self, age: &Age, value: f64) -> bool {
        self.of_account(age).any(|other| other.owner == age.owner && other.told.quantity.value == value)
    }

    fn of_account(&self, age: &Age) -> impl Iterator<Item = &Age> {
        let account = age.told.place.account;
        let start = self.ages.partition_point(|other| other.told.place.account < account);
        self.ages[start..].iter().take_while(move |other| other.told.place.account == account)
    }

    fn differ(&self, x: &Age, y: &Age, dead: bool) -> Rule {
        let (older, younger) = if x.told.quantity.value > y.told.quantity.value { (x, y) } else { (y, x) };
        let years = older.told.quantity.value - younger.told.quantity.value;
        if x.told.interval.meets(&y.told.interval) || years < 1.0 {
            return Rule::Rounding;
        }
        let days = days_between(self.story, &x.told, &y.told).unwrap_or(0);
        let time_for_it = days >= BIRTHDAY_DAYS_MIN && years <= 1.0 + (days / 365) as f64;
        if !dead && time_for_it && is_later(self.story, &older.told, &younger.told) {
            Rule::Birthday
        } else {
            Rule::DifferentAges
        }
    }

    /// Whether everybody of an age in an account is either without a name or one of the two.
    fn only_one(&self, x: &Age, y: &Age) -> bool {
        let is = |owner: Option<usize>, other: usize| {
            owner.is_some_and(|owner| owner == other || self.same_name(owner, other))
        };
        self.of_account(x)
            .filter(|other| other.told.quantity.value == x.told.quantity.value && !other.rough)
            .filter_map(|other| other.owner)
            .all(|other| is(x.owner, other) || is(y.owner, other))
    }

    /// Whether a number is the only age in its account that a word of the other account can mean.
    fn within(&self, x: &Age, y: &Age) -> bool {
        let (rough, told) = if x.rough { (x, y) } else { (y, x) };
        let others = |age: &Age| can_mean(rough, age) && age.told.quantity.value != told.told.quantity.value;
        can_mean(rough, told) && !self.of_account(told).any(others) && !self.of_account(rough).any(others)
    }

    /// Two ages that differ of somebody without a name: the only one of that noun in the lead of either account.
    fn unnamed(&self, x: &Age, y: &Age) -> Option<Rule> {
        let years = (x.told.quantity.value - y.told.quantity.value).abs();
        let lead = |age: &Age| age.told.sentence < LEAD_SENTENCES && age.noun.is_some();
        // An account may give both an age in months and the years that it rounds to.
        let months_apart = years < 1.0;
        let one = |a: f64, b: f64| a == b || (months_apart && (a - b).abs() < 1.0);
        let alone = |age: &Age| {
            self.of_account(age)
                .filter(|other| !other.rough && other.noun == age.noun)
                .all(|other| one(other.told.quantity.value, age.told.quantity.value))
        };
        let gives = |age: &Age, value: f64| {
            !months_apart && self.of_account(age).any(|other| other.told.quantity.value == value)
        };
        let ok = lead(x)
            && lead(y)
            && x.noun == y.noun
            && years <= UNNAMED_APART_MAX
            && alone(x)
            && alone(y)
            && !gives(x, y.told.quantity.value)
            && !gives(y, x.told.quantity.value);
        // Somebody who was hit has the age of that day in every report.
        let hit = |age: &Age| age.fates.iter().any(|fate| matches!(fate, Fate::Dead | Fate::Hurt));
        ok.then(|| self.differ(x, y, hit(x) || hit(y)))
    }
}

/// Whether a word for an age ("in his 60s") can mean an age that is told in figures.
fn can_mean(rough: &Age, age: &Age) -> bool {
    let high = rough.told.quantity.value_to.unwrap_or(rough.told.quantity.value);
    let genders = !matches!((age.gender, rough.gender), (Some(a), Some(b)) if a != b);
    !age.rough && genders && (rough.told.quantity.value..=high).contains(&age.told.quantity.value)
}

/// The ages, by index, that are words which can mean the ages of two people with names.
fn doubtful(ages: &[Age]) -> FxHashSet<usize> {
    let is_doubtful = |rough: &Age| {
        let account = rough.told.place.account;
        let is_meant =
            |age: &&Age| age.told.place.account != account && alike(rough, age) && can_mean(rough, age);
        let mut owners = ages.iter().filter(is_meant).filter_map(|age| age.owner);
        let first = owners.next();
        first.is_some_and(|first| owners.any(|owner| owner != first))
    };
    (0..ages.len()).filter(|&at| ages[at].rough && is_doubtful(&ages[at])).collect()
}

/// Whether neither sex nor fate speaks against two ages being of one person.
fn alike(x: &Age, y: &Age) -> bool {
    let genders = !matches!((x.gender, y.gender), (Some(a), Some(b)) if a != b);
    let fates = x.fates.iter().any(|fate| y.fates.contains(fate)) || x.fates.is_empty() || y.fates.is_empty();
    genders && fates
}

/// The members of the cast whose death is told.
fn dead(story: &Story<'_>, cast: &Cast) -> FxHashSet<usize> {
    let mut dead = FxHashSet::default();
    for (account, told) in story.accounts.iter().enumerate() {
        let document = &told.document;
        for name in document.names.iter().filter(|name| name.kind == NameKind::Person) {
            if dies(&document.grammar, story.language().claims.tolls, name.span) {
                dead.extend(cast.member_of(account, name.entity));
            }
        }
    }
    dead
}

/// Whether a name is the subject of "died" or "was killed", or stands behind "killed" or "the death of".
fn dies(grammar: &Grammar, tables: &Tolls, name: crate::text::Span) -> bool {
    let tokens = grammar.inside(name);
    if tokens.is_empty() {
        return false;
    }
    let sentence = grammar.sentence(grammar.sentence_of(tokens.start));
    let is_dead = |token: TokenIndex| {
        let lower = grammar.lower(token);
        tables.fates.iter().any(|row| row.0 == Fate::Dead && row.1.contains(&lower))
    };
    dies_after(grammar, tables, past_age(grammar, tokens.end)..sentence.end, is_dead)
        || dies_before(grammar, sentence.start..tokens.start, is_dead)
}

/// The token after an age that is set off by commas: ", 42,".
fn past_age(grammar: &Grammar, at: TokenIndex) -> TokenIndex {
    let comma = |token: TokenIndex| token < grammar.len() && grammar.lower(token) == ",";
    if comma(at) && comma(at + 2) && grammar.tags[at + 1] == Tag::Cd { at + 3 } else { at }
}

/// "... died", "... was shot and killed", "... is dead".
fn dies_after(
    grammar: &Grammar,
    tables: &Tolls,
    after: Range<TokenIndex>,
    is_dead: impl Fn(TokenIndex) -> bool,
) -> bool {
    const WITHIN: usize = 7;
    let mut passive = false;
    for token in after.take(WITHIN) {
        if matches!(grammar.tags[token], Tag::Comma | Tag::Stop | Tag::Colon) {
            return false;
        }
        passive |= tables.passives.contains(&grammar.lower(token));
        if is_dead(token) {
            return tables.intransitive.contains(&grammar.lower(token))
                || (passive && grammar.tags[token] == Tag::Vbn);
        }
    }
    false
}

/// "killed ...", "the death of 42-year-old ...".
fn dies_before(grammar: &Grammar, before: Range<TokenIndex>, is_dead: impl Fn(TokenIndex) -> bool) -> bool {
    const WITHIN: usize = 9;
    let mut of = false;
    for token in before.rev().take(WITHIN) {
        if is_dead(token) {
            return of || matches!(grammar.tags[token], Tag::Vbd | Tag::Vbg | Tag::Vbn);
        }
        match grammar.tags[token] {
            Tag::In => of = true,
            Tag::Cd | Tag::Hyph | Tag::Nn | Tag::Nnp | Tag::Jj | Tag::Dt | Tag::PrpS => of = false,
            _ => return false,
        }
    }
    false
}
