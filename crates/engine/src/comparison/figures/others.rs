//! Figures that are told of neither people's fates nor ages: measures and counts of things, linked by the words around them.

use crate::claims::Statement;
use crate::document::Quantity;
use crate::words::Stems;

use super::super::align::Units;
use super::super::{Cast, Claim, Place, Story, joined};
use super::context::{Context, Tables};
use super::groups::{self, Link};
use super::interval::Interval;
use super::rules::Rule;
use super::{Judged, Told, is_later, is_measure};

/// A number of an account, with what decides what it counts.
struct Figure {
    told: Told,
    /// The unit that states it.
    unit: usize,
    class: Class,
    context: Context,
    /// The people whom its statement speaks of.
    people: Vec<usize>,
    /// Whether it counts people of whom a fate is told: it only goes with equal numbers.
    fated: bool,
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
/// Two long numbers that are equal count the same whatever the counted are called.
const SURE_BY_NUMBER: f32 = 0.5;
/// What two statements lose that speak of different people.
const OTHER_PEOPLE: f32 = 0.3;
/// Two measures are only called a conflict when the words around them are as alike.
const CONFLICT_WORDS_MIN: f32 = 0.5;
/// A number with so many digits is told of one thing, whatever stands beside it.
const LONG_DIGITS: u32 = 3;
/// Numbers further apart than this factor count the same only by chance, whatever their scopes.
const SCOPES_RATIO_MAX: f64 = 2.0;
/// How many figures that it alone has are listed for one account.
const ONLY_HERE_MAX: usize = 5;

/// The claims about numbers that are in no claim about tolls.
pub(super) fn find(story: &Story<'_>, cast: &Cast, units: &Units, judged: &Judged) -> Vec<Claim> {
    let figures = figures(story, cast, units, judged);
    let groups = joined(figures.len(), links(&figures, units), |a, b| fits(&figures, units, a, b));
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
    let mut gravest: Option<Link> = None;
    for b in 0..members.len() {
        for a in 0..b {
            let rule = pair(story, members[a], members[b], units);
            let grave = |known: &Link| rule.gravity() > known.rule.gravity();
            if rule != Rule::SameFigure && gravest.as_ref().is_none_or(grave) {
                let turned = rule == Rule::LaterCount && is_later(story, told[b], told[a]);
                gravest = Some(if turned { Link { a: b, b: a, rule } } else { Link { a, b, rule } });
            }
        }
    }
    let subject = super::subject(story, &told);
    groups::claim(story, &told, &all, gravest, subject, score(&members, units))
}

/// Whether a figure that one account alone has is worth a line.
fn telling(figure: &Figure) -> bool {
    let long = figure.told.interval.digits >= 2 || figure.told.quantity.value >= 100.0;
    match &figure.class {
        Class::Measure(unit) => long && !unit.is_empty(),
        Class::Count => long && figure.told.quantity.counted.is_some(),
    }
}

/// The figures of a story but for those that stand in a claim about tolls.
fn figures(story: &Story<'_>, cast: &Cast, units: &Units, judged: &Judged) -> Vec<Figure> {
    let stems = Stems::default();
    let tables = Tables::new(&story.language().claims, &stems);
    let mut found = Vec::new();
    for (account, told) in story.accounts.iter().enumerate() {
        for (at, statement) in told.statements.iter().enumerate() {
            let Some(unit) = units.unit_of(account, at) else { continue };
            for quantity in &told.document.quantities[statement.quantities.clone()] {
                let span = quantity.counted.map_or(quantity.span, |counted| {
                    let whole = quantity.span.to(counted);
                    if whole.len() < 80 { whole } else { quantity.span }
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
                    people: people(story, cast, place, statement),
                    fated: judged.fated.iter().any(held),
                    told: Told {
                        interval: Interval::of(quantity, class == Class::Count),
                        quantity: quantity.clone(),
                        as_of: as_of(story, place, statement),
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

fn class(story: &Story<'_>, quantity: &Quantity) -> Class {
    if is_measure(story.language(), quantity) { Class::Measure(quantity.unit.clone()) } else { Class::Count }
}

/// The people whom a statement speaks of, as members of the cast.
fn people(story: &Story<'_>, cast: &Cast, place: Place, statement: &Statement) -> Vec<usize> {
    let document = &story.accounts[place.account].document;
    let mut people: Vec<usize> = document
        .entities
        .iter()
        .enumerate()
        .filter(|(_, entity)| entity.kind == crate::document::NameKind::Person)
        .filter(|(_, entity)| entity.mentions.iter().any(|&mention| statement.span.contains(mention)))
        .filter_map(|(at, _)| cast.member_of(place.account, at))
        .collect();
    people.sort_unstable();
    people.dedup();
    people
}

/// The nearest time on the calendar in the statement.
fn as_of(story: &Story<'_>, place: Place, statement: &Statement) -> Option<String> {
    let document = &story.accounts[place.account].document;
    document.times[statement.times.clone()]
        .iter()
        .filter(|time| time.days.is_some())
        .min_by_key(|time| time.span.start.abs_diff(place.span.start))
        .map(|time| time.value.clone())
}

/// Pairs of figures that count the same thing, surest first.
fn links(figures: &[Figure], units: &Units) -> Vec<(f32, usize, usize)> {
    let mut links = Vec::new();
    for (b, figure) in figures.iter().enumerate() {
        for (a, earlier) in figures[..b].iter().enumerate() {
            if comparable(earlier, figure)
                && let Some(score) = same(earlier, figure, units)
            {
                links.push((score, a, b));
            }
        }
    }
    links.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    links
}

/// Whether two figures are of one sort: the same measure, both counts, or a long number without its sign.
fn comparable(a: &Figure, b: &Figure) -> bool {
    let bare =
        |figure: &Figure| figure.told.quantity.unit.is_empty() && figure.told.quantity.counted.is_none();
    let long = a.told.interval.digits.min(b.told.interval.digits) >= LONG_DIGITS;
    a.class == b.class || (long && (bare(a) || bare(b)) && a.told.interval.all_but_equals(&b.told.interval))
}

/// How sure it is that two figures count the same thing; `None` when it is not.
fn same(a: &Figure, b: &Figure, units: &Units) -> Option<f32> {
    let thing = thing(a, b, units)?;
    let score = thing + a.told.interval.nearness(&b.told.interval);
    let one_account = a.told.place.account == b.told.place.account;
    let needed = if one_account { SAME_MIN + 0.25 } else { SAME_MIN };
    let equal = a.told.interval.meets(&b.told.interval);
    let (small, large) = (
        a.told.quantity.value.abs().min(b.told.quantity.value.abs()),
        a.told.quantity.value.abs().max(b.told.quantity.value.abs()),
    );
    let far = large > small * SCOPES_RATIO_MAX && a.context.scope_differs(&b.context);
    let vague = a.told.interval.vague && b.told.interval.vague && a.told.key() != b.told.key();
    if vague || !equal && (a.fated || b.fated || far || unsure(a, b, thing)) {
        return None;
    }
    (score >= needed && (equal || (thing >= CONFLICT_MIN && !one_account))).then_some(score)
}

/// How sure it is that two figures count the same thing, their numbers left out.
fn thing(a: &Figure, b: &Figure, units: &Units) -> Option<f32> {
    let sure_by_number = a.told.interval.nearness(&b.told.interval) >= SURE_BY_NUMBER;
    let noun = a.context.nouns_agree(&b.context).or(sure_by_number.then_some(0.0))?;
    let outcome = a.context.outcomes_agree(&b.context)?;
    let whole = if a.unit == b.unit { 0.3 } else { units.alike(a.unit, b.unit) };
    let others = if strangers(&a.people, &b.people) { OTHER_PEOPLE } else { 0.0 };
    Some(noun + outcome + 0.45 * a.context.likeness(&b.context) + 0.35 * whole - others)
}

/// Whether both statements speak of people, and of nobody in common.
fn strangers(a: &[usize], b: &[usize]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|person| b.contains(person))
}

/// Two groups are one when every pair of their figures could count the same, the surest pair has decided already.
fn fits(figures: &[Figure], units: &Units, a: &[usize], b: &[usize]) -> bool {
    let mut sum = 0.0;
    for &x in a {
        for &y in b {
            let (x, y) = (&figures[x], &figures[y]);
            // An account that gives two numbers gives them for two things, unless one is the other rounded.
            if x.told.place.account == y.told.place.account
                && !x.told.interval.all_but_equals(&y.told.interval)
            {
                return false;
            }
            let Some(thing) = thing(x, y, units) else { return false };
            sum += thing + x.told.interval.nearness(&y.told.interval);
        }
    }
    sum / (a.len() * b.len()) as f32 >= SAME_MIN * 0.8
}

fn score(members: &[&Figure], units: &Units) -> f32 {
    let mut sum = 0.0;
    let mut count = 0;
    for (at, a) in members.iter().enumerate() {
        for b in &members[at + 1..] {
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
    if a.class == Class::Count && (is_later(story, &a.told, &b.told) || is_later(story, &b.told, &a.told)) {
        return Rule::LaterCount;
    }
    if a.told.place.account == b.told.place.account {
        return Rule::OtherPart;
    }
    if unsure(a, b, thing(a, b, units).unwrap_or(0.0)) {
        Rule::UnsureOfTheSame
    } else {
        Rule::DifferentFigures
    }
}

/// Whether the words around two numbers are too little alike for a conflict.
fn unsure(a: &Figure, b: &Figure, thing: f32) -> bool {
    let measured = matches!(a.class, Class::Measure(_));
    thing < CONFLICT_MIN || (measured && a.context.likeness(&b.context) < CONFLICT_WORDS_MIN)
}

/// Whether two TIMEX3 values speak of different moments, as far as both say.
fn moments_differ(a: &str, b: &str) -> bool {
    let shared = a.len().min(b.len());
    a.is_char_boundary(shared) && b.is_char_boundary(shared) && a[..shared] != b[..shared]
}
