//! Figures that are told of neither people's fates nor ages: measures and counts of things, linked by the words around them.

use rustc_hash::FxHashMap;

use crate::document::{Document, Quantity};
use crate::text::Span;
use crate::words::{Stems, Term};

use super::super::align::Units;
use super::super::{Cast, Claim, Place, Story, joined};
use super::context::{Context, Tables};
use super::groups::{self, Link};
use super::interval::Interval;
use super::rules::Rule;
use super::tolls;
use super::{Judged, Key, Told, days_between, is_later, is_measure, is_version, moment_beside};

/// A number of an account, with what decides what it counts.
struct Figure {
    told: Told,
    /// The unit that states it; `None` for words that are no more than quoted.
    unit: Option<usize>,
    class: Class,
    context: Context,
    /// The people whom its statement speaks of.
    people: Vec<usize>,
    /// Whether it counts people of whom a fate is told: it only goes with equal numbers.
    fated: bool,
    /// Whether it counts people.
    counts_people: bool,
    /// The origin group of its account.
    origin: usize,
}

impl Figure {
    fn equals(&self, other: &Figure) -> bool {
        self.told.interval.all_but_equals(&other.told.interval)
    }

    /// Whether one account gives both numbers and takes back exactly one of them.
    fn corrects(&self, other: &Figure) -> bool {
        self.told.place.account == other.told.place.account && self.told.retracted != other.told.retracted
    }
}

/// What sort of number it is: only numbers of one sort are compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    /// A measure: money, percent, metres.
    Measure(String),
    /// A count of things.
    Count,
}

/// Two figures are said to be of the same thing at this score.
const SAME_MIN: f32 = 0.55;
/// And are only called a conflict when what they count is as sure as this, the numbers left out.
const CONFLICT_MIN: f32 = 0.42;
/// Fewer than this are a few; two such counts of different origins must stand in words as alike as that.
const FEW: f64 = 20.0;
const FEW_WORDS_MIN: f32 = 0.85;
/// Two long numbers that are equal count the same whatever the counted are called.
const SURE_BY_NUMBER: f32 = 0.5;
/// What two statements lose that speak of different people.
const OTHER_PEOPLE: f32 = 0.3;
/// Two measures are only called a conflict when the words around them are as alike.
const CONFLICT_WORDS_MIN: f32 = 0.5;
/// One outlet's later number only replaces its earlier one in so many words or more, as alike as that.
const VERSION_WORDS: usize = 3;
const VERSION_WORDS_MIN: f32 = 0.7;
/// A number with so many digits is told of one thing, whatever stands beside it.
const LONG_DIGITS: u32 = 3;
/// What two figures gain that speak of one moment.
const SAME_MOMENT: f32 = 0.12;
/// What equal numbers gain when it is decided which link comes first.
const EQUAL: f32 = 0.25;
/// So many earlier figures are weighed against a figure, those first that share most words with it.
const CANDIDATES_MAX: usize = 40;
/// A word that stands beside so many figures of a story proposes none.
const COMMON: usize = 600;
/// So many figures stand for a group when another is weighed against it.
const SAMPLE: usize = 12;
/// Numbers further apart than this factor count the same only by chance, whatever their scopes.
const SCOPES_RATIO_MAX: f64 = 2.0;
/// How many figures that it alone has are listed for one account.
const ONLY_HERE_MAX: usize = 5;

/// The claims about numbers that are in no claim about tolls.
pub(super) fn find(story: &Story<'_>, cast: &Cast, units: &Units, judged: &Judged) -> Vec<Claim> {
    let figures = figures(story, cast, units, judged);
    let groups = joined(figures.len(), links(story, &figures, units), |a, b| fits(&figures, units, a, b));
    let mut claims = Vec::new();
    let mut only = vec![0; story.accounts.len()];
    for group in &groups {
        let account = figures[group[0]].told.place.account;
        if group.len() > 1 {
            claims.push(of_group(story, &figures, units, group));
        } else if only[account] < ONLY_HERE_MAX && telling(&figures[group[0]]) {
            only[account] += 1;
            claims.push(super::alone(story, &figures[group[0]].told));
        }
    }
    claims
}

/// The claim about figures of one thing: its verdict is that over the two that differ most.
fn of_group(story: &Story<'_>, figures: &[Figure], units: &Units, group: &[usize]) -> Claim {
    let members: Vec<&Figure> = group.iter().map(|&at| &figures[at]).collect();
    let told: Vec<&Told> = members.iter().map(|figure| &figure.told).collect();
    let all: Vec<usize> = (0..told.len()).collect();
    let gravest = gravest(story, &members, units);
    let subject = super::subject(story, &told);
    groups::claim(story, &told, &all, gravest, subject, score(&members, units))
}

/// The link between the two readings that differ most. Of two readings, an explanation goes before a conflict.
fn gravest(story: &Story<'_>, members: &[&Figure], units: &Units) -> Option<Link> {
    let unlike = unlike(story, members);
    let mut between: Vec<(Key, Key, Link)> = Vec::new();
    for (at, &b) in unlike.iter().enumerate() {
        for &a in &unlike[..at] {
            let rule = pair(story, members[a], members[b], units);
            if rule == Rule::SameFigure {
                continue;
            }
            let (x, y) = (&members[a].told, &members[b].told);
            let turned = match rule {
                Rule::LaterCount => is_later(story, y, x),
                Rule::Corrected => x.retracted,
                _ => false,
            };
            let link = if turned { Link { a: b, b: a, rule } } else { Link { a, b, rule } };
            let (x, y) = (x.key(), y.key());
            let known = between.iter_mut().find(|(k, l, _)| (*k == x && *l == y) || (*k == y && *l == x));
            match known {
                Some(known) if rule.doubt() < known.2.rule.doubt() => known.2 = link,
                Some(_) => {}
                None => between.push((x, y, link)),
            }
        }
    }
    let told: Vec<&Told> = members.iter().map(|figure| &figure.told).collect();
    let links = between.into_iter().map(|(_, _, link)| link);
    links.reduce(|most, link| if link.tells_more(&most, story, &told) { link } else { most })
}

/// The first member of each sort that can get a verdict of its own.
fn unlike(story: &Story<'_>, members: &[&Figure]) -> Vec<usize> {
    let day = |told: &Told| super::seconds(story, told).map(|seconds| seconds.div_euclid(86_400));
    let same = |a: &Figure, b: &Figure| {
        a.told.key() == b.told.key()
            && a.told.as_of == b.told.as_of
            && a.told.retracted == b.told.retracted
            && day(&a.told) == day(&b.told)
            && !a.context.scope_differs(&b.context)
    };
    let mut unlike: Vec<usize> = Vec::new();
    for at in 0..members.len() {
        if !unlike.iter().any(|&known| same(members[known], members[at])) {
            unlike.push(at);
        }
    }
    unlike
}

/// Whether a figure that one account alone has is worth a line.
fn telling(figure: &Figure) -> bool {
    let long = figure.told.interval.digits >= 2 || figure.told.quantity.value >= 100.0;
    if figure.told.retracted {
        return false;
    }
    match &figure.class {
        Class::Measure(unit) => long && !unit.is_empty(),
        Class::Count => long && figure.told.quantity.counted.is_some(),
    }
}

/// The figures of a story but for those that stand in a claim about tolls.
fn figures(story: &Story<'_>, cast: &Cast, units: &Units, judged: &Judged) -> Vec<Figure> {
    let stems = Stems::default();
    let tables = Tables::new(story.language(), &stems);
    let mut found = Vec::new();
    for (account, told) in story.accounts.iter().enumerate() {
        for (at, statement) in told.statements.iter().enumerate() {
            let unit = units.unit_of(account, at);
            for quantity in &told.document.quantities[statement.quantities.clone()] {
                let quantity = &without_far_noun(&told.document, quantity);
                let span = quantity.counted.map_or(quantity.span, |counted| {
                    let whole = quantity.span.to(counted);
                    let behind = counted.end > quantity.span.start;
                    if behind && whole.len() < 80 { whole } else { quantity.span }
                });
                let place = Place { account, span };
                let held = |other: &Place| other.account == account && other.span.contains(quantity.span);
                if quantity.unit == super::AGE || judged.taken.iter().any(held) {
                    continue;
                }
                let class = class(story, quantity);
                found.push(Figure {
                    unit,
                    context: Context::of(&told.document, statement, quantity, &tables),
                    people: cast.people_in(story, Place { account: place.account, span: statement.span }),
                    fated: judged.fated.iter().any(held),
                    origin: story.groups[account],
                    counts_people: tolls::is_of_people(story.language(), &told.document, quantity),
                    told: Told {
                        interval: Interval::of(quantity, class == Class::Count),
                        quantity: quantity.clone(),
                        as_of: moment_beside(&told.document, place.span, statement.span),
                        retracted: super::is_retracted(story.language(), &told.document, quantity.span),
                        sentence: statement.sentence,
                        place,
                    },
                    class,
                });
            }
        }
    }
    found
}

/// A quantity without its counted noun where that stands before it and a comma between: "the companies, not the 40".
fn without_far_noun(document: &Document, quantity: &Quantity) -> Quantity {
    let far = quantity.counted.is_some_and(|counted| {
        counted.end <= quantity.span.start
            && Span { start: counted.end, end: quantity.span.start }.of(&document.article.text).contains(',')
    });
    let mut quantity = quantity.clone();
    if far {
        quantity.counted = None;
        quantity.unit.clear();
    }
    quantity
}

fn class(story: &Story<'_>, quantity: &Quantity) -> Class {
    if is_measure(story.language(), quantity) {
        Class::Measure(super::measured(story.language(), &quantity.unit).to_owned())
    } else {
        Class::Count
    }
}

/// Pairs of figures that count the same thing, surest first.
fn links(story: &Story<'_>, figures: &[Figure], units: &Units) -> Vec<(f32, usize, usize)> {
    let mut links = Vec::new();
    let mut index = Index::default();
    for (b, figure) in figures.iter().enumerate() {
        for a in index.propose(figures, figure) {
            if comparable(&figures[a], figure)
                && let Some(score) = same(story, &figures[a], figure, units)
            {
                links.push((score, a, b));
            }
        }
        index.add(b, figure);
    }
    // Equal numbers are linked first.
    let sure = |&(score, a, b): &(f32, usize, usize)| {
        score + if figures[a].told.quantity.value == figures[b].told.quantity.value { EQUAL } else { 0.0 }
    };
    links.sort_by(|a, b| sure(b).total_cmp(&sure(a)).then((a.1, a.2).cmp(&(b.1, b.2))));
    links
}

/// Finds the earlier figures that a figure can be of one thing with.
#[derive(Default)]
struct Index {
    /// The figures beside which a word stands, with its weight.
    by_word: FxHashMap<Term, Vec<(usize, f32)>>,
    /// The figures of a counted noun.
    by_noun: FxHashMap<Term, Vec<usize>>,
    /// The figures of a number.
    by_value: FxHashMap<u64, Vec<usize>>,
    /// What each figure shares with the one that is asked about; all zero between questions.
    shared: Vec<f32>,
}

impl Index {
    fn add(&mut self, at: usize, figure: &Figure) {
        for &(term, weight) in figure.context.words() {
            self.by_word.entry(term).or_default().push((at, weight));
        }
        if let Some(noun) = figure.context.noun() {
            self.by_noun.entry(noun).or_default().push(at);
        }
        self.by_value.entry(figure.told.quantity.value.to_bits()).or_default().push(at);
        self.shared.push(0.0);
    }

    /// The earlier figures that share most words, noun and number with a figure, by place.
    fn propose(&mut self, figures: &[Figure], figure: &Figure) -> Vec<usize> {
        const NOUN: f32 = 0.5;
        const NUMBER: f32 = 1.0;
        let mut touched = Vec::new();
        let shared = &mut self.shared;
        let mut share = |at: usize, weight: f32| {
            if shared[at] == 0.0 {
                touched.push(at);
            }
            shared[at] += weight;
        };
        for &(term, weight) in figure.context.words() {
            let beside = self.by_word.get(&term).filter(|beside| beside.len() <= COMMON);
            beside.into_iter().flatten().for_each(|&(at, other)| share(at, weight * other));
        }
        let last = |known: &Vec<usize>| known.len().saturating_sub(CANDIDATES_MAX);
        if let Some(counted) = figure.context.noun().and_then(|noun| self.by_noun.get(&noun)) {
            counted[last(counted)..].iter().for_each(|&at| share(at, NOUN));
        }
        if let Some(equal) = self.by_value.get(&figure.told.quantity.value.to_bits()) {
            equal[last(equal)..].iter().for_each(|&at| share(at, NUMBER));
        }
        let mut proposed: Vec<(f32, usize)> = touched
            .iter()
            .map(|&at| (std::mem::take(&mut self.shared[at]), at))
            .filter(|&(_, at)| comparable(&figures[at], figure))
            .collect();
        proposed.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        proposed.truncate(CANDIDATES_MAX);
        let mut proposed: Vec<usize> = proposed.into_iter().map(|(_, at)| at).collect();
        proposed.sort_unstable();
        proposed
    }
}

/// Whether two figures are of one sort: the same measure, both counts, or a long number without its sign.
fn comparable(a: &Figure, b: &Figure) -> bool {
    let bare =
        |figure: &Figure| figure.told.quantity.unit.is_empty() && figure.told.quantity.counted.is_none();
    let long = a.told.interval.digits.min(b.told.interval.digits) >= LONG_DIGITS;
    a.class == b.class || (long && (bare(a) || bare(b)) && a.told.interval.all_but_equals(&b.told.interval))
}

/// How sure it is that two figures count the same thing; `None` when it is not.
fn same(story: &Story<'_>, a: &Figure, b: &Figure, units: &Units) -> Option<f32> {
    let thing = thing(a, b, units)?;
    let score = thing + a.told.interval.nearness(&b.told.interval);
    let one_account = a.told.place.account == b.told.place.account && !a.corrects(b);
    let needed = if one_account { SAME_MIN + 0.25 } else { SAME_MIN };
    let equal = a.told.interval.meets(&b.told.interval);
    let (small, large) = (
        a.told.quantity.value.abs().min(b.told.quantity.value.abs()),
        a.told.quantity.value.abs().max(b.told.quantity.value.abs()),
    );
    let far = large > small * SCOPES_RATIO_MAX && a.context.scope_differs(&b.context);
    let vague = a.told.interval.vague && b.told.interval.vague && a.told.key() != b.told.key();
    if vague || !equal && (a.fated || b.fated || far || unsure(story, a, b, thing)) {
        return None;
    }
    (score >= needed && (equal || (thing >= CONFLICT_MIN && !one_account))).then_some(score)
}

/// How sure it is that two figures count the same thing, their numbers left out.
fn thing(a: &Figure, b: &Figure, units: &Units) -> Option<f32> {
    let sure_by_number = a.told.interval.nearness(&b.told.interval) >= SURE_BY_NUMBER;
    let noun = a.context.nouns_agree(&b.context).or(sure_by_number.then_some(0.0))?;
    let outcome = a.context.outcomes_agree(&b.context)?;
    let likeness = a.context.likeness(&b.context);
    let whole = match (a.unit, b.unit) {
        (Some(x), Some(y)) if x == y => 0.3,
        (Some(x), Some(y)) => units.alike(x, y),
        // What is only quoted is told by the words around the number alone.
        _ => likeness,
    };
    let others = if strangers(&a.people, &b.people) { OTHER_PEOPLE } else { 0.0 };
    let moment = if a.told.as_of.is_some() && a.told.as_of == b.told.as_of { SAME_MOMENT } else { 0.0 };
    Some(noun + outcome + moment + 0.45 * likeness + 0.35 * whole - others)
}

/// Whether both statements speak of people, and of nobody in common.
fn strangers(a: &[usize], b: &[usize]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|person| b.contains(person))
}

/// Two groups are one when every pair of their figures could count the same, the surest pair has decided already. Of
/// large groups a few figures stand for all.
fn fits(figures: &[Figure], units: &Units, a: &[usize], b: &[usize]) -> bool {
    // An account that gives two numbers gives them for two things, unless one is the other rounded or corrects it.
    let twice = |x: &Figure, y: &Figure| {
        x.told.place.account == y.told.place.account && !x.equals(y) && !x.corrects(y)
    };
    if a.iter().any(|&x| b.iter().any(|&y| twice(&figures[x], &figures[y]))) {
        return false;
    }
    let mut sum = 0.0;
    let mut count = 0;
    for &x in sample(a) {
        for &y in sample(b) {
            let (x, y) = (&figures[x], &figures[y]);
            let Some(thing) = thing(x, y, units) else { return false };
            sum += thing + x.told.interval.nearness(&y.told.interval);
            count += 1;
        }
    }
    sum / count.max(1) as f32 >= SAME_MIN * 0.8
}

fn sample<T>(all: &[T]) -> &[T] {
    &all[..all.len().min(SAMPLE)]
}

fn score(members: &[&Figure], units: &Units) -> f32 {
    let mut sum = 0.0;
    let mut count = 0;
    for (at, a) in sample(members).iter().enumerate() {
        for b in &sample(members)[at + 1..] {
            sum += thing(a, b, units).unwrap_or(0.0) + a.told.interval.nearness(&b.told.interval);
            count += 1;
        }
    }
    if count == 0 { 1.0 } else { (sum / count as f32).min(1.0) }
}

/// How two figures of one thing stand to each other.
fn pair(story: &Story<'_>, a: &Figure, b: &Figure, units: &Units) -> Rule {
    if a.told.key() == b.told.key() {
        return Rule::SameFigure;
    }
    if a.corrects(b) {
        return Rule::Corrected;
    }
    let (x, y) = (&a.told.interval, &b.told.interval);
    let scoped = a.context.scope_differs(&b.context);
    let long = x.digits.max(y.digits) > LONG_DIGITS;
    if x.all_but_equals(y) && (long || !scoped || a.told.quantity.value == b.told.quantity.value) {
        return Rule::Rounding;
    }
    if scoped {
        return Rule::OtherScope;
    }
    if a.told.interval.meets(&b.told.interval) {
        return Rule::Rounding;
    }
    if a.told.interval.vague || b.told.interval.vague {
        return Rule::VagueWords;
    }
    if let (Some(x), Some(y)) = (&a.told.as_of, &b.told.as_of)
        && moments_differ(x, y)
    {
        return Rule::OtherMoment;
    }
    if replaces(story, a, b) || replaces(story, b, a) {
        return Rule::LaterCount;
    }
    if a.told.place.account == b.told.place.account {
        return Rule::OtherPart;
    }
    // One newsroom does not contradict itself: its two reports count two things.
    if a.origin == b.origin || unsure(story, a, b, thing(a, b, units).unwrap_or(0.0)) {
        Rule::UnsureOfTheSame
    } else {
        Rule::unexplained(&a.told, &b.told)
    }
}

/// Whether the first figure is later and replaces the second: it stands in a later version of the same words, or in a
/// later account that counts what still goes on ("so far", "climbed to"). That an account is later is not enough: two
/// reports of two days seldom count the same.
fn replaces(story: &Story<'_>, a: &Figure, b: &Figure) -> bool {
    let enough = a.context.words().len().min(b.context.words().len()) >= VERSION_WORDS;
    enough && is_version(story, &a.told, &b.told) && a.context.likeness(&b.context) >= VERSION_WORDS_MIN
        || a.class == Class::Count && a.context.goes_on() && is_later(story, &a.told, &b.told)
}

/// Whether two figures are of different days, as far as is known: told of two moments, or printed two days or more
/// apart, and no later one replaces the earlier.
fn of_two_days(story: &Story<'_>, a: &Figure, b: &Figure) -> bool {
    const APART_DAYS: i64 = 2;
    let one_moment = a.told.as_of.is_some() && a.told.as_of == b.told.as_of;
    let apart = days_between(story, &a.told, &b.told).is_some_and(|days| days >= APART_DAYS);
    apart && !one_moment && !replaces(story, a, b) && !replaces(story, b, a)
}

/// Whether the words around two numbers are too little alike for them to be of one thing although they differ. A few
/// things are counted on any page, and so are a few people: of those, only what became of them tells who is meant.
/// What changes from day to day, and what is a share of different wholes, is not set against each other either.
fn unsure(story: &Story<'_>, a: &Figure, b: &Figure, thing: f32) -> bool {
    let likeness = a.context.likeness(&b.context);
    let measured = matches!(a.class, Class::Measure(_));
    let few = !measured && a.told.quantity.value.min(b.told.quantity.value) < FEW;
    let needed = match (few && a.origin != b.origin, measured) {
        (true, _) => FEW_WORDS_MIN,
        (_, true) => CONFLICT_WORDS_MIN,
        _ => 0.0,
    };
    thing < CONFLICT_MIN
        || likeness < needed
        || (few && a.counts_people && b.counts_people)
        || a.context.shares_differ(&b.context)
        || of_two_days(story, a, b)
}

/// Whether two moments are different, as far as both are told: neither is a part of the other.
fn moments_differ(a: &str, b: &str) -> bool {
    let shared = a.len().min(b.len());
    a.is_char_boundary(shared) && b.is_char_boundary(shared) && a[..shared] != b[..shared]
}
