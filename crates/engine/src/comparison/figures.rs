//! Figures: numbers of different accounts that count the same thing, and whether they can all be true.
//!
//! That two numbers count the same is decided first, and never by the numbers alone: the counted noun, what became of
//! the counted, the words around the number, whose age it is. Only then is it judged how the numbers stand to each
//! other: time and scope are tested before anything is called a conflict.

use crate::claims::Statement;
use crate::document::{Approximator, Quantity};
use crate::words::{Stems, Term};

use super::align::Units;
use super::{Cast, Claim, Kind, Place, Reading, Status, Story, Value, Verdict, according_to};

mod context;
mod interval;

use context::{Context, Tables};
use interval::Interval;

/// A number of an account, with what decides what it counts.
struct Figure<'a> {
    quantity: &'a Quantity,
    place: Place,
    /// The unit that states it.
    unit: usize,
    sentence: usize,
    class: Class,
    interval: Interval,
    context: Context,
    /// The people whom its statement speaks of.
    people: Vec<usize>,
    /// The moment or period it speaks of, ISO 8601, where a time stands beside it.
    as_of: Option<String>,
}

/// What sort of number it is: only numbers of one sort are compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    /// A measure: money, percent, metres.
    Measure(String),
    /// How old somebody is: the member of the cast.
    Age(Option<usize>),
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
/// How many figures that it alone has are listed for one account.
const ONLY_HERE_MAX: usize = 5;

/// The claims about quantities.
pub(super) fn find(story: &Story<'_>, cast: &Cast, units: &Units) -> Vec<Claim> {
    let figures = figures(story, cast, units);
    let mut groups: Vec<Vec<usize>> = (0..figures.len()).map(|at| vec![at]).collect();
    let mut home: Vec<usize> = (0..figures.len()).collect();
    for (_, a, b) in links(&figures, units) {
        let (x, y) = (home[a].min(home[b]), home[a].max(home[b]));
        if x != y && fits(&figures, units, &groups[x], &groups[y]) {
            let moved = std::mem::take(&mut groups[y]);
            moved.iter().for_each(|&at| home[at] = x);
            groups[x].extend(moved);
        }
    }
    let mut claims = Vec::new();
    let mut only = vec![0; story.accounts.len()];
    for group in groups.iter().filter(|group| !group.is_empty()) {
        let account = figures[group[0]].place.account;
        if group.len() > 1 {
            claims.push(claim(story, &figures, units, group));
        } else if only[account] < ONLY_HERE_MAX && telling(&figures[group[0]]) {
            only[account] += 1;
            claims.push(claim(story, &figures, units, group));
        }
    }
    claims
}

/// Whether a figure that one account alone has is worth a line.
fn telling(figure: &Figure<'_>) -> bool {
    let long = figure.interval.digits >= 2 || figure.quantity.value >= 100.0;
    match &figure.class {
        Class::Measure(unit) => long && !unit.is_empty(),
        Class::Age(_) => false,
        Class::Count => long && figure.quantity.counted.is_some(),
    }
}

fn figures<'a>(story: &Story<'a>, cast: &Cast, units: &Units) -> Vec<Figure<'a>> {
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
                let class = class(story, cast, place, quantity, statement);
                found.push(Figure {
                    quantity,
                    unit,
                    sentence: statement.sentence,
                    interval: Interval::of(quantity, !matches!(class, Class::Measure(_))),
                    context: Context::of(&told.document, statement, quantity, &tables),
                    people: people(story, cast, place, statement),
                    as_of: as_of(story, place, statement),
                    place,
                    class,
                });
            }
        }
    }
    found
}

fn class(story: &Story<'_>, cast: &Cast, place: Place, quantity: &Quantity, statement: &Statement) -> Class {
    if quantity.unit == "year of age" {
        return Class::Age(owner(story, cast, place, statement));
    }
    let measured = quantity.unit.contains(' ')
        || story.language().quantities.units.iter().any(|unit| unit.name == quantity.unit);
    if measured { Class::Measure(quantity.unit.clone()) } else { Class::Count }
}

/// Whose age it is: the person named right after it ("42-year-old Vale"), else nearest before it in the statement
/// ("Vale, 42"), else nearest after it.
fn owner(story: &Story<'_>, cast: &Cast, place: Place, statement: &Statement) -> Option<usize> {
    const RIGHT_AFTER_BYTES: u32 = 30;
    use crate::document::NameKind;
    let document = &story.accounts[place.account].document;
    let hyphenated = story.words(place).contains('-');
    let people = || {
        document
            .names
            .iter()
            .filter(|name| name.kind == NameKind::Person && statement.span.contains(name.span))
    };
    let after = || people().find(|name| name.span.start >= place.span.end);
    let right_after =
        after().filter(|name| hyphenated && name.span.start - place.span.end <= RIGHT_AFTER_BYTES);
    let before = || people().rfind(|name| name.span.end <= place.span.start);
    let owner = right_after.or_else(before).or_else(after)?;
    cast.member_of(place.account, owner.entity)
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
fn links(figures: &[Figure<'_>], units: &Units) -> Vec<(f32, usize, usize)> {
    let mut links = Vec::new();
    for (b, figure) in figures.iter().enumerate() {
        for (a, earlier) in figures[..b].iter().enumerate() {
            if earlier.class == figure.class
                && let Some(score) = same(earlier, figure, units)
            {
                links.push((score, a, b));
            }
        }
    }
    links.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    links
}

/// How sure it is that two figures count the same thing; `None` when it is not.
fn same(a: &Figure<'_>, b: &Figure<'_>, units: &Units) -> Option<f32> {
    let thing = thing(a, b, units)?;
    let score = thing + a.interval.nearness(&b.interval);
    let one_account = a.place.account == b.place.account;
    let needed = if one_account { SAME_MIN + 0.25 } else { SAME_MIN };
    let equal = a.interval.meets(&b.interval);
    (score >= needed && (equal || (thing >= CONFLICT_MIN && !one_account))).then_some(score)
}

/// How sure it is that two figures count the same thing, their numbers left out.
fn thing(a: &Figure<'_>, b: &Figure<'_>, units: &Units) -> Option<f32> {
    if let (Class::Age(x), Class::Age(y)) = (&a.class, &b.class) {
        return match (x, y) {
            (Some(x), Some(y)) => (x == y).then_some(0.8),
            _ => Some(0.6 * a.context.likeness(&b.context)),
        };
    }
    let sure_by_number = a.interval.nearness(&b.interval) >= SURE_BY_NUMBER;
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
fn fits(figures: &[Figure<'_>], units: &Units, a: &[usize], b: &[usize]) -> bool {
    let mut sum = 0.0;
    for &x in a {
        for &y in b {
            let (x, y) = (&figures[x], &figures[y]);
            // An account that gives two numbers gives them for two things, unless one is the other rounded.
            if x.place.account == y.place.account && !x.interval.all_but_equals(&y.interval) {
                return false;
            }
            let Some(thing) = thing(x, y, units) else { return false };
            sum += thing + x.interval.nearness(&y.interval);
        }
    }
    sum / (a.len() * b.len()) as f32 >= SAME_MIN * 0.8
}

fn claim(story: &Story<'_>, figures: &[Figure<'_>], units: &Units, group: &[usize]) -> Claim {
    let members: Vec<&Figure<'_>> = group.iter().map(|&at| &figures[at]).collect();
    let readings = readings(story, &members);
    let places: Vec<Place> = members.iter().map(|figure| figure.place).collect();
    let support = story.support(&places);
    let verdict = judge(story, &members, &readings, units);
    let first = members.iter().map(|figure| figure.sentence).min().unwrap_or(0);
    let accounts = {
        let mut all: Vec<usize> = places.iter().map(|p| p.account).collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    };
    let differ = matches!(verdict.status, Status::Conflict | Status::Revised);
    Claim {
        kind: Kind::Quantity,
        subject: subject(story, &members),
        score: score(&members, units),
        weight: if members.iter().all(|figure| figure.interval.vague) { 0.3 } else { 1.0 }
            * 8.0
            * support as f32
            * f32::from(u8::from(accounts > 1))
            + accounts as f32
            + if differ { 6.0 } else { 0.0 }
            + 1.0 / (1.0 + first as f32 * 0.25),
        readings,
        verdict,
    }
}

fn score(members: &[&Figure<'_>], units: &Units) -> f32 {
    let mut sum = 0.0;
    let mut count = 0;
    for (at, a) in members.iter().enumerate() {
        for b in &members[at + 1..] {
            sum += thing(a, b, units).unwrap_or(0.0) + a.interval.nearness(&b.interval);
            count += 1;
        }
    }
    if count == 0 { 1.0 } else { (sum / count as f32).min(1.0) }
}

/// What is counted: the longest counted noun phrase, else the words of the statement around the number.
fn subject(story: &Story<'_>, members: &[&Figure<'_>]) -> String {
    let counted = members
        .iter()
        .filter_map(|figure| {
            let span = figure.quantity.counted?;
            Some(story.words(Place { account: figure.place.account, span }))
        })
        .max_by_key(|words| (words.len(), std::cmp::Reverse(*words)));
    counted.map_or_else(|| context::around(story, members[0].place), str::to_owned)
}

/// Figures by number and approximator, the earliest first.
fn readings(story: &Story<'_>, members: &[&Figure<'_>]) -> Vec<Reading> {
    let mut readings: Vec<(Key, Reading)> = Vec::new();
    let mut members = members.to_vec();
    members.sort_by_key(|figure| figure.place);
    for figure in members {
        let key = Key::of(figure.quantity);
        let at = readings.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            readings.push((
                key,
                Reading {
                    value: Some(Value::Number(figure.quantity.value)),
                    unit: Some(figure.quantity.unit.clone()).filter(|unit| !unit.is_empty()),
                    approximator: figure.quantity.approximator,
                    as_of: figure.as_of.clone(),
                    ..Reading::default()
                },
            ));
            readings.len() - 1
        });
        let reading = &mut readings[at].1;
        reading.places.push(figure.place);
        for name in according_to(story, figure.place) {
            if !reading.according_to.contains(&name) {
                reading.according_to.push(name);
            }
        }
    }
    readings.into_iter().map(|(_, reading)| reading).collect()
}

/// What makes two figures one reading.
#[derive(Clone, Copy, PartialEq)]
struct Key {
    value: f64,
    to: Option<f64>,
    approximator: Option<Approximator>,
}

impl Key {
    fn of(quantity: &Quantity) -> Key {
        Key { value: quantity.value, to: quantity.value_to, approximator: quantity.approximator }
    }
}

fn judge(story: &Story<'_>, members: &[&Figure<'_>], readings: &[Reading], units: &Units) -> Verdict {
    let places: Vec<Place> = members.iter().map(|figure| figure.place).collect();
    let said = |rule, status, because| Verdict { status, rule, because };
    if let [reading] = readings {
        let support = story.support(&places);
        return if support >= 2 {
            let because = format!("{} give the same figure.", story.named(&reading.places));
            said("same-figure", Status::Agreed, because)
        } else if members.len() > 1 {
            said("one-origin", Status::Single, format!("{} have it from one origin.", story.named(&places)))
        } else {
            said("only-here", Status::Single, format!("Only {} gives this figure.", story.named(&places)))
        };
    }
    let mut worst = (Status::Compatible, "rounding", members[0], members[0]);
    for (at, a) in members.iter().enumerate() {
        for b in &members[at + 1..] {
            let (status, rule) = pair(story, a, b, units);
            if severity(status) > severity(worst.0)
                || (worst.1 == "rounding" && rule != "rounding" && severity(status) == severity(worst.0))
            {
                worst = (status, rule, a, b);
            }
        }
    }
    let (status, rule, a, b) = worst;
    let shown = |figure: &Figure<'_>| {
        format!("“{}” ({})", story.words(figure.place), story.labels[figure.place.account])
    };
    let because = match status {
        Status::Conflict => format!("{} and {} cannot both be right.", shown(a), shown(b)),
        Status::Revised => format!(
            "{} was printed later than {} and replaces it.",
            shown(later(story, a, b).0),
            shown(later(story, a, b).1)
        ),
        Status::Scope => format!("{} and {} count different things.", shown(a), shown(b)),
        _ => {
            let (a, b) = apart(members).unwrap_or((a, b));
            format!("{} and {} differ by rounding or wording only.", shown(a), shown(b))
        }
    };
    said(rule, status, because)
}

fn apart<'m, 'a>(members: &[&'m Figure<'a>]) -> Option<(&'m Figure<'a>, &'m Figure<'a>)> {
    let first = members.first()?;
    members
        .iter()
        .find(|other| Key::of(other.quantity) != Key::of(first.quantity))
        .map(|other| (*first, *other))
}

fn severity(status: Status) -> u8 {
    match status {
        Status::Agreed | Status::Single => 0,
        Status::Compatible => 1,
        Status::Scope => 2,
        Status::Revised => 3,
        Status::Conflict => 4,
    }
}

/// How two figures of one thing stand to each other.
fn pair(story: &Story<'_>, a: &Figure<'_>, b: &Figure<'_>, units: &Units) -> (Status, &'static str) {
    if Key::of(a.quantity) == Key::of(b.quantity) {
        return (Status::Compatible, "rounding");
    }
    if a.interval.all_but_equals(&b.interval) {
        return (Status::Compatible, "rounding");
    }
    if a.context.scope_differs(&b.context) {
        return (Status::Scope, "other-scope");
    }
    if a.interval.meets(&b.interval) {
        return (Status::Compatible, "rounding");
    }
    if a.interval.vague || b.interval.vague {
        return (Status::Compatible, "vague-words");
    }
    if matches!(a.class, Class::Age(_)) {
        return if a.interval.apart(&b.interval) <= 1.0
            && days_between(story, a, b).is_some_and(|days| days > 1)
        {
            (Status::Compatible, "birthday")
        } else {
            (Status::Conflict, "different-ages")
        };
    }
    if let (Some(x), Some(y)) = (&a.as_of, &b.as_of)
        && moments_differ(x, y)
    {
        return (Status::Scope, "other-moment");
    }
    if a.class == Class::Count && later_count(story, a, b) {
        return (Status::Revised, "later-count");
    }
    if a.place.account == b.place.account {
        return (Status::Scope, "other-part");
    }
    let measured = matches!(a.class, Class::Measure(_));
    let worded = !measured || a.context.likeness(&b.context) >= CONFLICT_WORDS_MIN;
    if worded && thing(a, b, units).unwrap_or(0.0) >= CONFLICT_MIN {
        (Status::Conflict, "different-figures")
    } else {
        (Status::Scope, "unsure-of-the-same")
    }
}

/// Whether two TIMEX3 values speak of different moments, as far as both say.
fn moments_differ(a: &str, b: &str) -> bool {
    let shared = a.len().min(b.len());
    a.is_char_boundary(shared) && b.is_char_boundary(shared) && a[..shared] != b[..shared]
}

/// How many days apart two accounts were printed.
fn days_between(story: &Story<'_>, a: &Figure<'_>, b: &Figure<'_>) -> Option<i64> {
    Some((seconds(story, a)?.div_euclid(86_400) - seconds(story, b)?.div_euclid(86_400)).abs())
}

/// Whether a count of one account is surely later than that of the other: another version of the same outlet's
/// report, another day, or the same day with hours between.
fn later_count(story: &Story<'_>, a: &Figure<'_>, b: &Figure<'_>) -> bool {
    const HOURS_MIN: i64 = 3;
    let article = |figure: &Figure<'_>| &story.accounts[figure.place.account].document.article;
    let timed = |figure: &Figure<'_>| article(figure).published.is_some_and(|moment| moment.time.is_some());
    let versions = article(a).outlet.is_some()
        && article(a).outlet == article(b).outlet
        && story.groups[a.place.account] == story.groups[b.place.account];
    let (Some(x), Some(y)) = (seconds(story, a), seconds(story, b)) else { return false };
    let hours = (x - y).abs() / 3_600;
    (versions && x != y)
        || days_between(story, a, b).is_some_and(|days| days >= 1)
        || (timed(a) && timed(b) && hours >= HOURS_MIN)
}

/// When an account was last changed, else printed.
fn seconds(story: &Story<'_>, figure: &Figure<'_>) -> Option<i64> {
    let article = &story.accounts[figure.place.account].document.article;
    article.modified.or(article.published).map(|moment| moment.seconds())
}

fn later<'m, 'a>(
    story: &Story<'_>,
    a: &'m Figure<'a>,
    b: &'m Figure<'a>,
) -> (&'m Figure<'a>, &'m Figure<'a>) {
    if seconds(story, a) > seconds(story, b) { (a, b) } else { (b, a) }
}

/// A term of a table's word.
fn of_table(stems: &Stems, rows: &[&[&str]]) -> Vec<(Term, usize)> {
    let mut terms: Vec<(Term, usize)> = rows
        .iter()
        .enumerate()
        .flat_map(|(row, words)| words.iter().map(move |word| (row, *word)))
        .map(|(row, word)| (crate::claims::phrase(stems, word), row))
        .collect();
    terms.sort_unstable();
    terms
}
