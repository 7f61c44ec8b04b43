//! Dates for people: `2024-03-12T22:41:00Z` is `12 March 2024`.

use crate::report::When;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Seasons as ISO-TimeML writes them.
const SEASONS: [(&str, &str); 4] = [("SP", "spring"), ("SU", "summer"), ("FA", "autumn"), ("WI", "winter")];

/// A day, month, year or span of them in words; what cannot be read stays as it is. The time of day is left out.
pub(super) fn day(text: &str) -> String {
    if let Some((first, last)) = text.split_once('/') {
        let (first, last) = (day(first), day(last));
        return if first == last { first } else { format!("{first} to {last}") };
    }
    let date = text.split(['T', ' ']).next().unwrap_or(text);
    in_words(date).unwrap_or_else(|| text.to_owned())
}

/// A day with its time of day when one is stated: `12 March 2024, 22:41`.
pub(super) fn moment(text: &str) -> String {
    match clock(text) {
        Some(time) => format!("{}, {time}", day(text)),
        None => day(text),
    }
}

/// A time as precise as it is known, never more: `March 2024`, `week of 4 March 2024`.
pub(super) fn span(when: &When) -> String {
    let prefix = |length: usize| when.start.get(..length).unwrap_or(&when.start);
    match when.precision.as_str() {
        "year" => day(prefix(4)),
        "month" => day(prefix(7)),
        "time" | "day" if is_one_day(when) => day(&when.start),
        "week" => format!("week of {}", day(&when.start)),
        _ => day(&format!("{}/{}", when.start, when.end)),
    }
}

/// Whether a time begins and ends on one day.
pub(super) fn is_one_day(when: &When) -> bool {
    date(&when.start) == date(&when.end)
}

fn date(moment: &str) -> &str {
    moment.split('T').next().unwrap_or(moment)
}

/// The time of day, when one is stated: `22:41`.
pub(super) fn clock(text: &str) -> Option<&str> {
    let (_, time) = text.split_once('T')?;
    let minutes = time.get(..5)?;
    let shape = |(at, byte): (usize, u8)| if at == 2 { byte == b':' } else { byte.is_ascii_digit() };
    minutes.bytes().enumerate().all(shape).then_some(minutes)
}

fn in_words(date: &str) -> Option<String> {
    let mut parts = date.split('-');
    let year = parts.next()?;
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let Some(month) = parts.next() else { return Some(year.to_owned()) };
    if let Some(week) = month.strip_prefix('W') {
        return Some(format!("week {} of {year}", week.parse::<u8>().ok()?));
    }
    if let Some((_, season)) = SEASONS.iter().find(|(code, _)| *code == month) {
        return Some(format!("{season} {year}"));
    }
    let name = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
    match (parts.next(), parts.next()) {
        (None, _) => Some(format!("{name} {year}")),
        (Some(day), None) => Some(format!("{} {name} {year}", day.parse::<u8>().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{day, moment};

    #[test]
    fn dates_are_said_in_words() {
        assert_eq!(day("2024-03-12T22:41:00Z"), "12 March 2024");
        assert_eq!(day("2024-08"), "August 2024");
        assert_eq!(day("1987"), "1987");
        assert_eq!(day("2024-W10"), "week 10 of 2024");
        assert_eq!(day("2023-SU"), "summer 2023");
        assert_eq!(moment("2024-03-13TMO"), "13 March 2024");
        assert_eq!(day("2024-03-13/2024-03-15"), "13 March 2024 to 15 March 2024");
        assert_eq!(moment("2024-03-12T22:41:00Z"), "12 March 2024, 22:41");
        assert_eq!(moment("2024-03-12"), "12 March 2024");
    }

    #[test]
    fn what_is_no_date_stays_as_it_is() {
        for text in ["", "-", "2024-13-01", "yesterday", "2024-03-12-1", "Té:ab", "2024-00"] {
            assert_eq!(moment(text), text);
        }
    }
}
