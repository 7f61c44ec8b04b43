//! Dating: on which days an article that does not state its day can have been printed, told from its story.
//!
//! News names the days of the last week by weekday. So an account that says "Thursday" of what a dated account puts
//! on the 23rd was printed between the 23rd and the 29th, and not before any day of the story that it names in full.

use jiff::civil::{Date, Weekday};

use crate::document::{Days, Document, Quantity, Time, TimeKind};
use crate::languages::Language;
use crate::languages::times::Word;

/// The days on which an article can have been printed, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Inferred {
    /// The first and the last possible day.
    pub days: Days,
    /// One plain sentence.
    pub because: String,
}

/// How far from the dated accounts a day of the story can lie.
const NEAR_DAYS: i32 = 30;
/// A weekday's name in the news means a day of the last week.
const WEEK_DAYS: i64 = 6;
/// "Thursday", "Thursday evening"; more words say more than the weekday.
const WEEKDAY_WORDS_MAX: usize = 2;

/// For each document of one story that does not state its day: when it can have been printed. `None` for a document
/// that states its day, and for all when none does.
#[must_use]
pub fn infer(documents: &[&Document]) -> Vec<Option<Inferred>> {
    let Some(week) = Week::of(documents) else { return vec![None; documents.len()] };
    documents
        .iter()
        .map(|document| {
            let undated = document.article.published.is_none();
            undated.then(|| before_cited(infer_one(document, &week), document, documents))
        })
        .collect()
}

/// The days that are left when an account that states its day cites the article: it was printed by then.
fn before_cited(mut inferred: Inferred, document: &Document, documents: &[&Document]) -> Inferred {
    let cited = documents.iter().filter(|other| cites(other, document));
    let first = cited.filter_map(|other| Some((other.article.published?.date, label(other)))).min();
    if let Some((day, by)) = first.filter(|(day, _)| inferred.days.first <= *day && *day < inferred.days.last)
    {
        inferred.days.last = day;
        inferred.because = format!("{}, and {by} cited it on {day}", inferred.because);
    }
    inferred
}

fn label(document: &Document) -> &str {
    document.article.outlet.as_deref().unwrap_or("a dated account")
}

/// Whether a sentence of an account names an article's outlet and a number that the article prints alike.
fn cites(account: &Document, article: &Document) -> bool {
    /// An outlet's name of fewer letters may be a word.
    const NAME_BYTES_MIN: usize = 6;
    /// Smaller numbers are told of anything.
    const TELLING: f64 = 20.0;
    let Some(outlet) = article.article.outlet.as_deref() else { return false };
    let name = outlet.strip_prefix("The ").unwrap_or(outlet);
    if name.len() < NAME_BYTES_MIN || account.article.outlet == article.article.outlet {
        return false;
    }
    let printed = |number: &Quantity| {
        let same = |own: &Quantity| (own.value, own.approximator) == (number.value, number.approximator);
        number.value >= TELLING && article.quantities.iter().any(same)
    };
    let grammar = &account.grammar;
    account.article.text.match_indices(name).any(|(at, _)| {
        let token = grammar.spans.partition_point(|span| (span.end as usize) <= at);
        let held = token < grammar.len();
        let sentence = held.then(|| grammar.span(grammar.sentence(grammar.sentence_of(token))));
        sentence.is_some_and(|sentence| {
            let numbers = account.quantities.iter().filter(|number| sentence.contains(number.span));
            numbers.into_iter().any(printed)
        })
    })
}

/// The day from which a changed version of a report speaks: the day of the change, where it tells of a weekday that lies
/// between printing and change as past. `None` for a report that was not changed within a week, or by a note alone.
///
/// Told of as "Thursday", the day six days before printing would need a word ("last Thursday"); the day of the change
/// does not.
#[must_use]
pub fn rewritten(document: &Document) -> Option<Date> {
    let (printed, changed) = (document.article.published?.date, document.article.modified?.date);
    let between = |day: Date| printed < day && day <= changed;
    let is_new = |time: &Time| {
        let day = weekday_told(document, time).filter(|&day| day < printed);
        day.and_then(|day| day.checked_add(jiff::Span::new().days(7)).ok()).is_some_and(between)
    };
    let within = days_between(printed, changed);
    let is_soon = within > 0 && i64::from(within) <= WEEK_DAYS;
    (is_soon && document.times.iter().any(is_new)).then_some(changed)
}

/// What the dated accounts of a story tell of the days around it.
struct Week {
    /// The first and the last day on which one of them was printed.
    first: Date,
    last: Date,
    /// The day that most of them mean by each weekday from Monday on, as past.
    days: [Option<Date>; 7],
}

impl Week {
    fn of(documents: &[&Document]) -> Option<Week> {
        let printed = || documents.iter().filter_map(|document| Some(document.article.published?.date));
        let (first, last) = (printed().min()?, printed().max()?);
        let mut told: Vec<Date> = documents
            .iter()
            .filter(|document| document.article.published.is_some())
            .flat_map(|document| document.times.iter().filter_map(|time| weekday_told(document, time)))
            .filter(|&day| day <= last && i64::from(days_between(day, first)) <= WEEK_DAYS)
            .collect();
        told.sort_unstable();
        let votes = |day: &Date| told.iter().filter(|other| *other == day).count();
        let mut days = [None; 7];
        for (at, known) in days.iter_mut().enumerate() {
            let of_weekday = told.iter().filter(|day| day.weekday().to_monday_zero_offset() as usize == at);
            *known = of_weekday.max_by_key(|day| (votes(day), **day)).copied();
        }
        Some(Week { first, last, days })
    }

    /// The day that the dated accounts mean by the weekday of a day.
    fn known(&self, day: Date) -> Option<Date> {
        self.days.get(day.weekday().to_monday_zero_offset() as usize).copied().flatten()
    }
}

fn infer_one(document: &Document, week: &Week) -> Inferred {
    let times = crate::document::times_from(document, week.last);
    let past = times.iter().filter_map(|time| weekday_told(document, time)).filter(|&day| day <= week.last);
    let mut days: Vec<Date> = past.filter_map(|day| week.known(day)).collect();
    days.sort_unstable();
    days.dedup();
    let named = document
        .times
        .iter()
        .filter_map(|time| named_day(time, week.first))
        .filter(|day| days_between(week.first, *day).abs() <= NEAR_DAYS)
        .max()
        .filter(|day| *day >= week.first);
    let weekday = document.times.iter().find_map(weekday_of).map(|weekday| last(weekday, week.first));
    let because = match (named, &days[..], weekday) {
        (Some(day), ..) => format!("it tells of {day} as past"),
        (None, [], None) => {
            format!("the dated accounts of its story were printed from {} on", week.first)
        }
        (None, [], Some(day)) => {
            format!("it tells of a {} that the dated accounts put on {day}", name(day.weekday()))
        }
        (None, [day], _) => {
            format!("it tells of a {} that the dated accounts put on {day}", name(day.weekday()))
        }
        (None, [early, .., late], _) => format!(
            "it tells of a {} and a {} that the dated accounts put on {early} and {late}",
            name(early.weekday()),
            name(late.weekday())
        ),
    };
    let told = named.into_iter().chain(days.last().copied()).chain(after_night(document, &times, week));
    let start = told.fold(week.first, Date::max);
    let anchor = days.first().copied().or(named).or(weekday).unwrap_or(week.first);
    let end = anchor.checked_add(jiff::Span::new().days(WEEK_DAYS)).unwrap_or(anchor).max(start);
    Inferred { days: Days { first: start, last: end }, because }
}

/// The day after the evening or night of a weekday that a document tells of by its name, where it tells of another night
/// by how long ago it was, too: whoever writes in the night of a Tuesday says "last night" of no Monday.
fn after_night(document: &Document, times: &[Time], week: &Week) -> Option<Date> {
    let dark = |time: &&Time| time.value.ends_with("TNI") || time.value.ends_with("TEV");
    let ago = times.iter().filter(dark).any(|time| {
        let night = time.days.map(|days| days_between(days.first, week.last));
        weekday_told(document, time).is_none() && night == Some(1) && time.value.ends_with("TNI")
    });
    let named = times.iter().filter(dark).filter_map(|time| week.known(weekday_told(document, time)?));
    named.max().filter(|_| ago).and_then(|night| night.tomorrow().ok())
}

/// The day of a time that the text gives by its weekday alone, as it is resolved.
fn weekday_told(document: &Document, time: &Time) -> Option<Date> {
    let words = time.span.of(&document.article.text);
    let day = time.days.filter(|days| days.first == days.last)?.first;
    let is_bare = !words.contains(|c: char| c.is_ascii_digit())
        && words.split_whitespace().count() <= WEEKDAY_WORDS_MAX
        && (time.value.len() == 10 || time.value.as_bytes().get(10) == Some(&b'T'));
    let language = Language::of(document.article.language.as_deref());
    let names_weekday = || {
        let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
        let is_it = |(word, means): &(&str, Word)| *word == first && matches!(means, Word::Weekday(_));
        language.times.words.iter().any(is_it)
    };
    (is_bare && names_weekday()).then_some(day)
}

/// A day given by month and day at least.
fn named_day(time: &Time, story: Date) -> Option<Date> {
    if time.kind != TimeKind::Date {
        return None;
    }
    let value = time.value.as_str();
    let full = if let Some(rest) = value.strip_prefix("XXXX-") {
        format!("{:04}-{rest}", story.year())
    } else {
        value.to_owned()
    };
    (full.len() == 10).then(|| full.parse().ok()).flatten()
}

/// The weekday of a time that names nothing else (`XXXX-WXX-4`).
fn weekday_of(time: &Time) -> Option<Weekday> {
    let day = time.value.strip_prefix("XXXX-WXX-")?.get(..1)?.parse().ok()?;
    Weekday::from_monday_one_offset(day).ok()
}

/// The last such weekday up to and including a day.
fn last(weekday: Weekday, day: Date) -> Date {
    let back = i64::from(day.weekday().since(weekday));
    day.checked_sub(jiff::Span::new().days(back)).unwrap_or(day)
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Moment};
    use crate::text::Span;

    fn document(published: Option<&str>, value: &str) -> Document {
        let time = Time {
            span: Span::new(0, 1),
            kind: TimeKind::Date,
            value: value.to_owned(),
            modifier: None,
            days: None,
        };
        let article = Article { published: published.and_then(Moment::parse), ..Article::default() };
        Document { article, times: vec![time], ..Document::default() }
    }

    fn first_and_last(value: &str) -> String {
        let all = [document(Some("2024-05-17"), ""), document(None, value)];
        let found = infer(&all.iter().collect::<Vec<_>>());
        assert_eq!(found[0], None);
        let days = found[1].clone().unwrap().days;
        format!("{}/{}", days.first, days.last)
    }

    #[test]
    fn a_weekday_bounds_the_day_of_printing() {
        assert_eq!(first_and_last("XXXX-WXX-5"), "2024-05-17/2024-05-23");
        assert_eq!(first_and_last("XXXX-WXX-4"), "2024-05-17/2024-05-22");
        assert_eq!(first_and_last("XXXX-05-18"), "2024-05-18/2024-05-24");
        assert_eq!(first_and_last("P2M"), "2024-05-17/2024-05-23");
    }

    fn read(published: Option<&str>, modified: Option<&str>, text: &str) -> Document {
        let moment = |told: Option<&str>| told.and_then(Moment::parse);
        crate::document::read(Article {
            published: moment(published),
            modified: moment(modified),
            text: text.to_owned(),
            language: Some("en".to_owned()),
            ..Article::default()
        })
    }

    #[test]
    fn every_weekday_that_dated_accounts_tell_of_bounds_it() {
        let all = [
            read(Some("2024-05-16"), None, "The roof fell on Tuesday. The mayor came on Wednesday."),
            read(
                None,
                None,
                "The roof fell on Tuesday, and on Wednesday the mayor wept. She will speak on Friday.",
            ),
        ];
        let found = infer(&all.iter().collect::<Vec<_>>());
        let inferred = found[1].clone().unwrap();
        assert_eq!(
            (inferred.days.first.to_string(), inferred.days.last.to_string()),
            ("2024-05-16".to_owned(), "2024-05-20".to_owned())
        );
        assert!(inferred.because.contains("a Tuesday and a Wednesday"), "{}", inferred.because);
    }

    #[test]
    fn a_dated_account_that_cites_it_bounds_it() {
        let mut tabloid = read(None, None, "Up to 150 people were aboard on Tuesday night, survivors claim.");
        tabloid.article.outlet = Some("The Skerrin Mirror".to_owned());
        let of = |text: &str| {
            let dated = read(Some("2024-05-15"), None, text);
            let found = infer(&[&dated, &tabloid]);
            let inferred = found[1].clone().unwrap();
            format!("{}/{}: {}", inferred.days.first, inferred.days.last, inferred.because)
        };
        let cited = of("It sank on Tuesday. The Skerrin Mirror wrote that up to 150 people were aboard.");
        assert!(cited.starts_with("2024-05-15/2024-05-15"), "{cited}");
        let named = of("It sank on Tuesday. The Skerrin Mirror did not say how many people were aboard.");
        assert!(named.starts_with("2024-05-15/2024-05-20"), "{named}");
    }

    #[test]
    fn last_night_comes_after_a_night_told_by_its_weekday() {
        let dated = read(Some("2024-05-14"), None, "The roof fell on Tuesday evening.");
        let first = |text: &str| {
            let found = infer(&[&dated, &read(None, None, text)]);
            found[1].clone().unwrap().days.first.to_string()
        };
        assert_eq!(first("The roof fell on Tuesday night. The mayor hit back last night."), "2024-05-15");
        assert_eq!(first("The roof fell on Tuesday night. The mayor hit back."), "2024-05-14");
    }

    #[test]
    fn a_rewritten_report_speaks_from_the_day_of_its_change() {
        let text = "Three more died in hospital on Thursday morning.";
        let day = |printed, changed| rewritten(&read(printed, changed, text)).map(|day| day.to_string());
        assert_eq!(day(Some("2024-05-15"), Some("2024-05-16")).as_deref(), Some("2024-05-16"));
        assert_eq!(day(Some("2024-05-16"), Some("2024-05-17")), None);
        assert_eq!(day(Some("2024-05-15"), Some("2024-06-16")), None);
        assert_eq!(day(Some("2024-05-15"), None), None);
    }

    #[test]
    fn without_a_dated_account_nothing_is_inferred() {
        assert_eq!(infer(&[&document(None, "XXXX-WXX-4")]), [None]);
    }
}
