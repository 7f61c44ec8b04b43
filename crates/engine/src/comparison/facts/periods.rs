//! How long something lasts, as accounts that state the same tell it in other ways: "for 30 days" and "until June 1",
//! "from 1977" and "from 1977 through 2006", "in the next 30 days" and "shortly".

use jiff::{ToSpan, civil::Date};

use crate::claims::Statement;
use crate::document::{Document, Time, TimeKind};
use crate::grammar::{Tag, TokenIndex};

use super::super::align::{Cluster, Units};
use super::super::{Claim, Kind, Place, Status, Story, Value, Verdict, headings};
use super::reading;

/// A period, as one account tells it.
struct Told {
    /// The words.
    place: Place,
    value: String,
    form: Form,
}

/// How a period is told.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// Its length in days from the day of printing on, and its last day by that ("for 30 days").
    Length(i32, Date),
    /// Its last day ("until June 1").
    End(Date),
    /// Its first day, with an end or none ("from 1977", "from 1977 through 2006").
    Start(Date, Option<Date>),
    /// That it comes within some time ("in the next 30 days").
    Within,
    /// That it comes without saying when ("shortly").
    Soon,
}

/// The claims about periods that accounts tell in two ways which can both hold.
pub(super) fn find(story: &Story<'_>, units: &Units, clusters: &[Cluster]) -> Vec<Claim> {
    clusters.iter().filter_map(|cluster| claim(story, units, cluster)).collect()
}

fn claim(story: &Story<'_>, units: &Units, cluster: &Cluster) -> Option<Claim> {
    let told: Vec<Told> = cluster.units.iter().filter_map(|&unit| period(story, units, unit)).collect();
    let (a, b, rule) = told.iter().enumerate().find_map(|(at, a)| {
        let others = told[at + 1..].iter().filter(|b| b.place.account != a.place.account);
        others.filter_map(|b| Some((a, b, a.form.beside(b.form)?))).next()
    })?;
    let shown = |told: &Told| format!("“{}” ({})", story.words(told.place), story.labels[told.place.account]);
    let because = match rule {
        "same-end" => format!("{} and {} come to the same day or nearly.", shown(a), shown(b)),
        "open-end" => format!("{} and {}: one tells the end as well.", shown(a), shown(b)),
        _ => format!("{} and {} differ in how exact they are.", shown(a), shown(b)),
    };
    let of = |one: &Told| {
        let same = told.iter().filter(|other| other.form == one.form).map(|other| other.place);
        reading(story, Value::Text(one.value.clone()), &same.collect::<Vec<_>>())
    };
    let places = [a.place, b.place];
    Some(Claim {
        kind: Kind::Date,
        subject: headings::of_value(story, &places).unwrap_or_else(|| story.words(a.place).to_owned()),
        verdict: Verdict { status: Status::Compatible, rule, because },
        score: cluster.score,
        weight: 5.0 * story.support(&places) as f32,
        readings: vec![of(a), of(b)],
    })
}

impl Form {
    /// The rule by which two ways to tell a period can both hold; `None` if they are one way, or cannot be compared.
    fn beside(self, other: Form) -> Option<&'static str> {
        match (self, other) {
            (Form::Length(days, end), Form::End(day)) | (Form::End(day), Form::Length(days, end)) => {
                // Nobody counts to the day: a month is thirty days, and the first of the next one.
                let apart = end.until(day).map_or(i32::MAX, |span| span.get_days()).abs();
                (apart <= (days / 10).max(1)).then_some("same-end")
            }
            (Form::Start(first, None), Form::Start(other, Some(_)))
            | (Form::Start(first, Some(_)), Form::Start(other, None)) => {
                (first == other).then_some("open-end")
            }
            (Form::Within, Form::Soon) | (Form::Soon, Form::Within) => Some("less-exact"),
            _ => None,
        }
    }
}

/// The first period of a unit.
fn period(story: &Story<'_>, units: &Units, unit: usize) -> Option<Told> {
    let of = &units.all[unit];
    let account = &story.accounts[of.account];
    let statement = &account.statements[of.statement];
    let document = &account.document;
    let words = story.language().claims.periods;
    let place = |span| Place { account: of.account, span };
    for (at, time) in document.times.iter().enumerate().take(statement.times.end).skip(statement.times.start)
    {
        let tokens = document.grammar.inside(time.span);
        let before = preposition(document, statement, tokens.start);
        let is = |table: &[&str]| before.is_some_and(|token| ends_phrase(document, token, table));
        let days = time.days.filter(|_| matches!(time.kind, TimeKind::Date | TimeKind::Time));
        let form = match (days, length(time)) {
            (Some(days), _) if is(words.starts) => {
                let end = end_behind(document, statement, at, words.ends);
                let until = end.map(|end| end.value.as_str()).unwrap_or_default();
                let form = Form::Start(days.first, end.and_then(|end| Some(end.days?.last)));
                Some((format!("{}/{until}", time.value), form))
            }
            (Some(days), _) if is(words.ends) => Some((time.value.clone(), Form::End(days.last))),
            (None, Some(length)) if is(words.lengths) => {
                let printed = document.article.published.map(|moment| moment.date);
                let end = printed.and_then(|day| day.checked_add(length.days()).ok());
                end.map(|end| (time.value.clone(), Form::Length(length, end)))
            }
            (None, Some(_)) if is(words.within) => Some((time.value.clone(), Form::Within)),
            _ => None,
        };
        if let Some((value, form)) = form {
            return Some(Told { place: place(time.span), value, form });
        }
    }
    // "Shortly after midnight" promises nothing.
    let grammar = &document.grammar;
    let ends = |token: TokenIndex| {
        let next = grammar.tags.get(token + 1);
        token + 1 >= statement.tokens.end || next.is_some_and(|tag| matches!(tag, Tag::Comma | Tag::Stop))
    };
    let is_soon = |&token: &TokenIndex| words.soon.contains(&grammar.lower(token)) && ends(token);
    let span = grammar.spans[statement.tokens.clone().find(is_soon)?];
    Some(Told { place: place(span), value: span.of(&document.article.text).to_owned(), form: Form::Soon })
}

/// The preposition before some tokens, with nothing but what counts or describes them between: "for another 30 days".
fn preposition(document: &Document, statement: &Statement, start: TokenIndex) -> Option<TokenIndex> {
    const BETWEEN: usize = 3;
    let grammar = &document.grammar;
    let first = start.saturating_sub(BETWEEN + 1).max(statement.tokens.start);
    let describes = |token: TokenIndex| matches!(grammar.tags[token], Tag::Dt | Tag::Jj | Tag::Cd);
    (first..start).rev().find(|&token| !describes(token))
}

/// Whether a token is, or ends, one of some words and pairs of words.
fn ends_phrase(document: &Document, token: TokenIndex, phrases: &[&str]) -> bool {
    let word = |token: TokenIndex| document.grammar.lower(token);
    phrases.iter().any(|phrase| match phrase.split_once(' ') {
        None => word(token) == *phrase,
        Some((first, second)) => word(token) == second && token > 0 && word(token - 1) == first,
    })
}

/// The end of a period whose start is the document's time at an index: the next time in its sentence, behind a word that
/// means so.
fn end_behind<'d>(
    document: &'d Document,
    statement: &Statement,
    at: usize,
    ends: &[&str],
) -> Option<&'d Time> {
    let sentence = document.grammar.span(document.grammar.sentence(statement.sentence));
    let next = document.times.get(at + 1).filter(|next| sentence.contains(next.span))?;
    let token = document.grammar.inside(next.span).start.checked_sub(1)?;
    ends_phrase(document, token, ends).then_some(next)
}

/// The length of a duration in whole days, weeks, months or years, in days.
fn length(time: &Time) -> Option<i32> {
    let whole = time.value.strip_prefix('P')?;
    let (number, unit) = whole.split_at_checked(whole.len().checked_sub(1)?)?;
    let number: i32 = number.parse().ok()?;
    let days = match unit {
        "D" => 1,
        "W" => 7,
        "M" => 30,
        "Y" => 365,
        _ => return None,
    };
    (time.kind == TimeKind::Duration).then(|| number.checked_mul(days)).flatten()
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, Moment};
    use crate::comparison::{Story, compare};
    use crate::{claims, document};

    /// The rules of the claims about periods in two texts printed on 1 March 2031.
    fn rules(first: &str, second: &str) -> Vec<&'static str> {
        let article = |text: &str| Article {
            text: text.to_owned(),
            published: Moment::parse("2031-03-01"),
            ..Article::default()
        };
        let read = |text| claims::find(document::read(article(text)));
        let accounts = [read(first), read(second)];
        let story = Story::new(&accounts, &[]);
        let rules = compare(&story).claims.into_iter().map(|claim| claim.verdict.rule);
        rules.filter(|rule| matches!(*rule, "same-end" | "open-end")).collect()
    }

    #[test]
    fn a_length_and_an_end_can_be_one_period() {
        let first = "The ministry of Port Sorrel closed the harbour bridge to lorries for another 30 days.";
        let near = "The ministry of Port Sorrel closed the harbour bridge to lorries until April 1.";
        let far = "The ministry of Port Sorrel closed the harbour bridge to lorries until June 20.";
        assert_eq!(rules(first, near), ["same-end"]);
        assert!(rules(first, far).is_empty() && rules(first, first).is_empty());
    }

    #[test]
    fn one_account_may_tell_the_end_as_well() {
        let open = "The bakers of Port Sorrel kept the harbour ledger from 1977.";
        let closed = "The bakers of Port Sorrel kept the harbour ledger from 1977 through 2006.";
        let other = "The bakers of Port Sorrel kept the harbour ledger from 1982 through 2006.";
        assert_eq!(rules(open, closed), ["open-end"]);
        assert!(rules(open, other).is_empty());
    }
}
