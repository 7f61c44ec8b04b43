//! Dates as pages print them: `Sept. 23, 2021 4:05 p.m. ET`, `23 September 2021`, `Thu, 23 Sep 2021 16:05:00 GMT`.

use jiff::civil;

use crate::article::Moment;
use crate::text::Span;

/// The first full date (day, month and year) in `text`, with its time of day where one follows, and its place.
/// `months` are names and short forms, lower case; the first twelve are January to December, then come short forms.
/// Numeric dates count year first (`2021-09-23`, `2021/09/23`, `2021年9月23日`) and, with stops, day first (`23.09.2021`); other
/// orders differ from country to country.
///
/// ```
/// # use engine::languages::ENGLISH;
/// let (moment, _) = engine::formats::dates::find("Updated Sept. 23, 2021, 4:05 p.m.", ENGLISH.furniture.months).unwrap();
/// assert_eq!(moment.to_string(), "2021-09-23T16:05:00");
/// ```
#[must_use]
pub fn find(text: &str, months: &[&str]) -> Option<(Moment, Span)> {
    let pieces = pieces(text);
    (0..pieces.len()).find_map(|at| date_at(text, &pieces, at, months))
}

/// A date at the very front of `text` (white space aside), and how many bytes it takes.
#[must_use]
pub fn leading(text: &str, months: &[&str]) -> Option<(Moment, usize)> {
    let end = text.char_indices().nth(60).map_or(text.len(), |(at, _)| at);
    let pieces = pieces(&text[..end]);
    let (moment, span) = date_at(&text[..end], &pieces, 0, months)?;
    (text[..span.start as usize].trim().is_empty()).then_some((moment, span.end as usize))
}

/// A run of letters or of digits.
#[derive(Clone, Copy)]
struct Piece<'t> {
    text: &'t str,
    start: usize,
    number: Option<u32>,
}

impl Piece<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// How many pieces of a text are looked at: dates stand at the top.
const PIECES_MAX: usize = 400;

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_alphanumeric() {
            continue;
        }
        let digit = c.is_ascii_digit();
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            if !next.is_alphanumeric() || next.is_ascii_digit() != digit {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        let word = &text[start..end];
        let number = if digit && word.len() <= 4 { word.parse().ok() } else { None };
        out.push(Piece { text: word, start, number });
        if out.len() == PIECES_MAX {
            break;
        }
    }
    out
}

fn date_at(text: &str, pieces: &[Piece<'_>], at: usize, months: &[&str]) -> Option<(Moment, Span)> {
    let piece = |offset: usize| pieces.get(at + offset).copied();
    let number = |offset: usize| piece(offset).and_then(|piece| piece.number);
    let month = |offset: usize| piece(offset).and_then(|piece| month(piece.text, months));
    let year = |offset: usize| {
        number(offset).filter(|&year| (1990..2100).contains(&year) && pieces[at + offset].text.len() == 4)
    };
    let day = |offset: usize| {
        number(offset).filter(|&day| (1..=31).contains(&day) && pieces[at + offset].text.len() <= 2)
    };
    let suffix = |offset: usize| {
        usize::from(
            piece(offset).is_some_and(|piece| matches!(piece.text, "st" | "nd" | "rd" | "th" | "de" | "of")),
        )
    };
    let (y, m, d, used) = if let (Some(m), Some(d)) = (month(0), day(1)) {
        let after = 2 + suffix(2);
        (year(after)?, m, d, after + 1)
    } else if let (Some(y), Some(m), Some(d)) = (year(0), number(1), day(2)) {
        joined(text, pieces, at)?;
        (y, m, d, 3)
    } else if let (Some(y), Some(m), Some(d)) = (year(0), number(2), day(4)) {
        let is_sign =
            |offset: usize, signs: [&str; 2]| piece(offset).is_some_and(|piece| signs.contains(&piece.text));
        if !is_sign(1, ["年", "년"]) || !is_sign(3, ["月", "월"]) {
            return None;
        }
        (y, m, d, 5)
    } else if let (Some(d), Some(m), Some(y), Some(".")) =
        (day(0), number(1), year(2), joined(text, pieces, at))
    {
        (y, m, d, 3)
    } else {
        let d = day(0)?;
        let after = 1 + suffix(1);
        let m = month(after)?;
        let then = after + 1 + suffix(after + 1);
        (year(then)?, m, d, then + 1)
    };
    let date = civil::Date::new(i16::try_from(y).ok()?, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok()?;
    let mut end = pieces[at + used - 1].end();
    let mut moment = Moment::day(date);
    if let Some((time, offset, last)) = clock(text, pieces, at + used) {
        moment.time = Some(time);
        moment.offset_minutes = offset;
        end = last;
    }
    Some((moment, Span::new(pieces[at].start, end)))
}

/// What joins three numbers to one date: a dash, slash or stop between them.
fn joined<'t>(text: &'t str, pieces: &[Piece<'_>], at: usize) -> Option<&'t str> {
    let [first, second, third] = pieces.get(at..at + 3)? else { return None };
    let one = text[first.end()..second.start].trim();
    (matches!(one, "-" | "/" | ".") && text[second.end()..third.start].trim() == one).then_some(one)
}

/// The month that a word names, 1 to 12.
fn month(word: &str, months: &[&str]) -> Option<u32> {
    let lower = word.to_lowercase();
    if lower.len() < 3 || !months.contains(&lower.as_str()) {
        return None;
    }
    let full = months.iter().take(12).position(|name| name.starts_with(lower.as_str()));
    full.map(|index| index as u32 + 1)
}

/// A time of day at or shortly after piece `from`: `16:05:09`, `4:05 p.m.`, `4 pm`, with `GMT`, `UTC`, `Z` or `+0200`.
fn clock(text: &str, pieces: &[Piece<'_>], from: usize) -> Option<(civil::Time, Option<i16>, usize)> {
    let skip = pieces[from.min(pieces.len())..]
        .iter()
        .take(2)
        .take_while(|piece| matches!(piece.text, "at" | "T" | "t" | "um"))
        .count();
    let at = from + skip;
    let hours = pieces.get(at)?.number.filter(|&hour| hour < 24 && pieces[at].text.len() <= 2)?;
    let colon = |index: usize| {
        index < pieces.len() && matches!(&text[pieces[index - 1].end()..pieces[index].start], ":" | ".")
    };
    let minutes = if colon(at + 1) { pieces[at + 1].number.filter(|&minute| minute < 60) } else { None };
    let seconds = if minutes.is_some() && colon(at + 2) {
        pieces[at + 2].number.filter(|&second| second < 60)
    } else {
        None
    };
    let mut next = at + 1 + usize::from(minutes.is_some()) + usize::from(seconds.is_some());
    let (half, used) = half_day(pieces, next);
    next += used;
    if minutes.is_none() && half.is_none() {
        return None;
    }
    let hour = match half {
        Some(Half::Morning) => hours % 12,
        Some(Half::Afternoon) => hours % 12 + 12,
        None => hours,
    };
    let time =
        civil::Time::new(hour as i8, minutes.unwrap_or(0) as i8, seconds.unwrap_or(0) as i8, 0).ok()?;
    let mut end = pieces[next - 1].end();
    let mut offset = None;
    if let Some(zone) = pieces.get(next) {
        let sign = text[end..zone.start].trim();
        if matches!(zone.text, "GMT" | "UTC" | "Z") {
            (offset, end) = (Some(0), zone.end());
        } else if matches!(sign, "+" | "-") && zone.text.len() == 4 {
            let value = i16::try_from(zone.number?).ok()?;
            let minutes = value / 100 * 60 + value % 100;
            (offset, end) = (Some(if sign == "-" { -minutes } else { minutes }), zone.end());
        }
    }
    Some((time, offset, end))
}

enum Half {
    Morning,
    Afternoon,
}

/// `am`, `a.m.`, `PM` and the like at piece `at`, and how many pieces they take.
fn half_day(pieces: &[Piece<'_>], at: usize) -> (Option<Half>, usize) {
    let lower =
        |index: usize| pieces.get(index).map(|piece| piece.text.to_ascii_lowercase()).unwrap_or_default();
    match (lower(at).as_str(), lower(at + 1).as_str()) {
        ("am", _) => (Some(Half::Morning), 1),
        ("pm", _) => (Some(Half::Afternoon), 1),
        ("a", "m") => (Some(Half::Morning), 2),
        ("p", "m") => (Some(Half::Afternoon), 2),
        _ => (None, 0),
    }
}

/// The moment of RFC 822, as RSS prints it: `Thu, 23 Sep 2021 16:05:09 GMT`, also with a year of two digits, without
/// seconds, or with the names of North American zones.
///
/// ```
/// let moment = engine::formats::dates::rfc_822("Thu, 01 Jan 04 19:48 EST").unwrap();
/// assert_eq!(moment.to_string(), "2004-01-01T19:48:00-05:00");
/// ```
#[must_use]
pub fn rfc_822(text: &str) -> Option<Moment> {
    let mut words = text.split_whitespace().peekable();
    if words.peek()?.starts_with(|c: char| c.is_alphabetic()) {
        words.next();
    }
    let day: i8 = words.next()?.parse().ok()?;
    let month = month_word(words.next()?.get(..3))?;
    let printed = words.next()?;
    let year: i16 = printed.parse().ok()?;
    let year = match (printed.len(), year) {
        (2, 0..=69) => 2000 + year,
        (2, _) => 1900 + year,
        _ => year,
    };
    let mut moment = Moment::day(civil::Date::new(year, month as i8, day).ok()?);
    let Some(clock) = words.next() else { return Some(moment) };
    let mut parts = clock.splitn(3, ':').map(|part| part.parse::<i8>().ok());
    let (Some(Some(hour)), Some(Some(minute))) = (parts.next(), parts.next()) else { return Some(moment) };
    let second = parts.next().flatten().unwrap_or(0);
    moment.time = Some(civil::Time::new(hour, minute, second, 0).ok()?);
    moment.offset_minutes = words.next().and_then(zone);
    Some(moment)
}

/// Minutes east of UTC of a zone in RFC 822.
fn zone(zone: &str) -> Option<i16> {
    const NAMED: &[(&str, i16)] = &[
        ("GMT", 0),
        ("UT", 0),
        ("UTC", 0),
        ("Z", 0),
        ("EST", -300),
        ("EDT", -240),
        ("CST", -360),
        ("CDT", -300),
        ("MST", -420),
        ("MDT", -360),
        ("PST", -480),
        ("PDT", -420),
        ("BST", 60),
        ("CET", 60),
        ("CEST", 120),
    ];
    if let Some((_, minutes)) = NAMED.iter().find(|(name, _)| zone.eq_ignore_ascii_case(name)) {
        return Some(*minutes);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let digits: String = zone.strip_prefix(['+', '-'])?.chars().filter(|c| *c != ':').collect();
    let value: i16 = digits.parse().ok()?;
    let minutes = value / 100 * 60 + value % 100;
    (digits.len() == 4 && minutes <= 14 * 60).then_some(sign * minutes)
}

/// The day in an address: `/2021/09/23/`, `/2021-09-23-`, `/20210923`.
///
/// ```
/// let moment = engine::formats::dates::of_address("https://example.org/news/2021/09/23/ferry").unwrap();
/// assert_eq!(moment.to_string(), "2021-09-23");
/// ```
#[must_use]
pub fn of_address(url: &str) -> Option<Moment> {
    let path = url.split(['?', '#']).next()?;
    let bytes = path.as_bytes();
    let digits = |from: usize, length: usize| -> Option<u32> {
        let part = path.get(from..from + length)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
    };
    for at in 1..bytes.len() {
        if !matches!(bytes[at - 1], b'/' | b'-' | b'_') || !bytes[at].is_ascii_digit() {
            continue;
        }
        let Some(year) = digits(at, 4).filter(|year| (1995..2100).contains(year)) else { continue };
        let separator = bytes.get(at + 4).copied().unwrap_or(0);
        let (month, day, end) = match separator {
            b'/' | b'-' | b'_' if bytes.get(at + 7) == Some(&separator) => {
                (digits(at + 5, 2), digits(at + 8, 2), at + 10)
            }
            b'/' => match month_word(path.get(at + 5..at + 8)) {
                Some(month) if bytes.get(at + 8) == Some(&b'/') => (Some(month), digits(at + 9, 2), at + 11),
                _ => continue,
            },
            _ => (digits(at + 4, 2), digits(at + 6, 2), at + 8),
        };
        let ends = bytes.get(end).is_none_or(|byte| !byte.is_ascii_digit());
        if let (Some(month), Some(day), true) = (month, day, ends)
            && let Ok(date) = civil::Date::new(year as i16, month as i8, day as i8)
        {
            return Some(Moment::day(date));
        }
    }
    None
}

/// The month of a three-letter English short form in an address.
fn month_word(word: Option<&str>) -> Option<u32> {
    const SHORT: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let word = word?.to_ascii_lowercase();
    SHORT.iter().position(|month| *month == word).map(|index| index as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::languages::ENGLISH;
    use proptest::prelude::*;

    fn check(text: &str, expected: Option<&str>) {
        let found = find(text, ENGLISH.furniture.months).map(|(moment, _)| moment.to_string());
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn dates_as_pages_print_them() {
        check("Sept. 23, 2021 4:05 p.m. ET", Some("2021-09-23T16:05:00"));
        check("23 September 2021", Some("2021-09-23"));
        check("Thu, 23 Sep 2021 16:05:09 GMT", Some("2021-09-23T16:05:09Z"));
        check("Thu, 23 Sep 2021 16:05:09 -0400", Some("2021-09-23T16:05:09-04:00"));
        check("Published 2021/09/23 at 9:30", Some("2021-09-23T09:30:00"));
        check("May 2nd, 2024", Some("2024-05-02"));
        check("12:15 AM, May 2, 2024", Some("2024-05-02"));
        check("May 2, 2024 at 12:15 AM", Some("2024-05-02T00:15:00"));
        check("02.05.2024", Some("2024-05-02"));
        check("2.5.2024, 14:30 Uhr", Some("2024-05-02T14:30:00"));
        check("2024年5月2日 14:30", Some("2024-05-02"));
        check("Version 2.13.2024", None);
        check("05/02/2024", None);
        check("May 2024", None);
        check("February 30, 2024", None);
    }

    #[test]
    fn months_of_many_languages() {
        let day = |text: &str, tag: &str| {
            find(text, crate::languages::months(Some(tag))).map(|(moment, _)| moment.to_string())
        };
        let cases = [
            ("2. Mai 2024", "de"),
            ("jeudi 2 mai 2024", "fr"),
            ("2 de maio de 2024", "pt"),
            ("2 maja 2024", "pl"),
            ("2 мая 2024", "ru"),
            ("2 Mei 2024", "id"),
        ];
        for (text, tag) in cases {
            assert_eq!(day(text, tag).as_deref(), Some("2024-05-02"), "{text}");
        }
    }

    #[test]
    fn addresses_with_a_day() {
        let day = |url: &str| of_address(url).map(|moment| moment.to_string());
        assert_eq!(day("https://example.org/2021/sep/23/ferry").as_deref(), Some("2021-09-23"));
        assert_eq!(day("https://example.org/ferry-2021-09-23.html").as_deref(), Some("2021-09-23"));
        assert_eq!(day("https://example.org/20210923/ferry").as_deref(), Some("2021-09-23"));
        assert_eq!(day("https://example.org/ferry-12345678901"), None);
        assert_eq!(day("https://example.org/2021/09/ferry"), None);
        assert_eq!(day("https://example.org/2021/13/40/ferry"), None);
    }

    proptest! {
        #[test]
        fn any_text_has_a_date_or_none(text in "(\\PC{0,6}|May 2, 2024|12:30 pm|2024-05-02| ){0,8}") {
            if let Some((_, span)) = find(&text, ENGLISH.furniture.months) {
                prop_assert!(text.get(span.range()).is_some());
            }
            let _ = (leading(&text, ENGLISH.furniture.months), of_address(&text));
        }
    }
}
