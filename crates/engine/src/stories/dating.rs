//! Dating: on which days an article that does not state its day can have been printed, told from its story.
//!
//! News names the days of the last week by weekday. So an account that says "Thursday" of what a dated account puts
//! on the 23rd was printed between the 23rd and the 29th, and not before any day of the story that it names in full.

use jiff::civil::{Date, Weekday};

use crate::document::{Days, Document, Time, TimeKind};

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

/// For each document of one story that does not state its day: when it can have been printed. `None` for a document
/// that states its day, and for all when none does.
#[must_use]
pub fn infer(documents: &[&Document]) -> Vec<Option<Inferred>> {
    let printed: Vec<Date> =
        documents.iter().filter_map(|document| Some(document.article.published?.date)).collect();
    let Some(&first) = printed.iter().min() else { return vec![None; documents.len()] };
    documents
        .iter()
        .map(|document| document.article.published.is_none().then(|| infer_one(document, first)))
        .collect()
}

fn infer_one(document: &Document, story: Date) -> Inferred {
    let named = document
        .times
        .iter()
        .filter_map(|time| named_day(time, story))
        .filter(|&(day, _)| days_between(story, day).abs() <= NEAR_DAYS)
        .max();
    let weekday = document.times.iter().filter_map(|time| Some((weekday_of(time)?, time))).next();
    let (start, because) = match (named, weekday) {
        (Some((day, _)), _) if day >= story => (day, format!("it tells of {day} as past")),
        (_, Some((weekday, _))) => {
            let day = last(weekday, story);
            (story, format!("it tells of a {} that the dated accounts put on {day}", name(weekday)))
        }
        _ => (story, format!("the dated accounts of its story were printed from {story} on")),
    };
    let anchor = match (named, weekday) {
        (Some((day, _)), _) if day >= story => day,
        (_, Some((weekday, _))) => last(weekday, story),
        _ => start,
    };
    let end = anchor.checked_add(jiff::Span::new().days(WEEK_DAYS)).unwrap_or(anchor).max(start);
    Inferred { days: Days { first: start, last: end }, because }
}

/// A day given by month and day at least.
fn named_day(time: &Time, story: Date) -> Option<(Date, u32)> {
    if time.kind != TimeKind::Date {
        return None;
    }
    let value = time.value.as_str();
    let full = if let Some(rest) = value.strip_prefix("XXXX-") {
        format!("{:04}-{rest}", story.year())
    } else {
        value.to_owned()
    };
    (full.len() == 10).then(|| full.parse().ok()).flatten().map(|day: Date| (day, time.span.start))
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

    #[test]
    fn without_a_dated_account_nothing_is_inferred() {
        assert_eq!(infer(&[&document(None, "XXXX-WXX-4")]), [None]);
    }
}
