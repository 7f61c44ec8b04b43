//! Dates as pages print them: `Sept. 23, 2021 4:05 p.m. ET`, `23 September 2021`, `Thu, 23 Sep 2021 16:05:00 GMT`.

use jiff::civil;

use crate::article::Moment;
use crate::text::Span;

/// The first full date (day, month and year) in `text`, with its time of day where one follows or stands right before it, and
/// its place. `months` are names and short forms, lower case; the first twelve are January to December, then come short forms.
/// Numeric dates count year first (`2021-09-23`, `2021/09/23`, `2021年9月23日`) and, with stops, day first (`23.09.2021`). With
/// dashes and slashes the order differs from country to country: it counts where it can only be one, and elsewhere day first
/// if the months are not English ones. Digits can be those of any widespread script.
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
    /// How many digits the number has.
    digits: usize,
}

impl Piece<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The zeros of the scripts whose digits stand in dates; the other nine follow each.
const ZEROS: [char; 8] = ['0', '٠', '۰', '०', '০', '๐', '௦', '０'];

/// The value of a digit.
fn digit(c: char) -> Option<u32> {
    let value = |zero: &char| u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10);
    ZEROS.iter().find_map(value)
}

/// Signs inside the words of Indian scripts and of Thai that are no letters.
const JOINING: [char; 8] =
    ['\u{93c}', '\u{94d}', '\u{9bc}', '\u{9cd}', '\u{bcd}', '\u{e47}', '\u{e4c}', '\u{200d}'];

/// How many pieces of a text are looked at: dates stand at the top.
const PIECES_MAX: usize = 400;

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_alphanumeric() {
            continue;
        }
        let mut number = digit(c);
        let is_number = number.is_some();
        let mut digits = 1;
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            let value = digit(next);
            if !(next.is_alphanumeric() || JOINING.contains(&next)) || value.is_some() != is_number {
                break;
            }
            end = at + next.len_utf8();
            digits += 1;
            number = number.zip(value).filter(|_| digits <= 4).map(|(number, value)| number * 10 + value);
            chars.next();
        }
        out.push(Piece { text: &text[start..end], start, number, digits });
        if out.len() == PIECES_MAX {
            break;
        }
    }
    out
}

fn date_at(text: &str, pieces: &[Piece<'_>], at: usize, months: &[&str]) -> Option<(Moment, Span)> {
    let Day { year, month, day, used } = day_at(text, pieces, at, months)?;
    let year = i16::try_from(year).ok()?;
    let date = civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let (mut start, mut end) = (pieces[at].start, pieces[at + used - 1].end());
    let mut moment = Moment::day(date);
    if let Some((time, offset, last)) = clock(text, pieces, at + used) {
        (moment.time, moment.offset_minutes) = (Some(time), offset);
        end = last;
    } else if let Some((time, offset, first)) = clock_before(text, pieces, at) {
        (moment.time, moment.offset_minutes) = (Some(time), offset);
        start = first;
    }
    Some((moment, Span::new(start, end)))
}

/// A day as it is printed, and how many pieces it takes.
struct Day {
    year: u32,
    month: u32,
    day: u32,
    used: usize,
}

/// Years of the Buddhist calendar, as Thai pages count them, less those of ours.
const BUDDHIST_YEARS: u32 = 543;

/// What stands behind a number of a date or between its parts: `2nd of May`, `2 de mayo del 2024`, `1er mai`, `5 tháng 2 năm`.
const SUFFIXES: &[&str] =
    &["st", "nd", "rd", "th", "de", "of", "er", "º", "del", "d", "ng", "năm", "gada", "m", "พ", "ศ"];

/// Words before the number of a month that has no name.
const NUMBERED_MONTHS: &[&str] = &["tháng", "thg"];

fn day_at(text: &str, pieces: &[Piece<'_>], at: usize, months: &[&str]) -> Option<Day> {
    let piece = |offset: usize| pieces.get(at + offset).copied();
    let number = |offset: usize| piece(offset).and_then(|piece| piece.number);
    let is_in =
        |offset: usize, words: &[&str]| piece(offset).is_some_and(|piece| words.contains(&piece.text));
    let month = |offset: usize| piece(offset).and_then(|piece| month(piece.text, months));
    let year = |offset: usize| {
        let number = number(offset).filter(|_| pieces[at + offset].digits == 4)?;
        let ours = if number >= 1990 + BUDDHIST_YEARS { number - BUDDHIST_YEARS } else { number };
        (1990..2100).contains(&ours).then_some(ours)
    };
    let day = |offset: usize| {
        number(offset).filter(|&day| (1..=31).contains(&day) && pieces[at + offset].digits <= 2)
    };
    // The first offset behind what may stand between two parts of a date.
    let after = |offset: usize| offset + (0..2).take_while(|more| is_in(offset + more, SUFFIXES)).count();
    let found = |year: u32, month: u32, day: u32, used: usize| Some(Day { year, month, day, used });
    if let (Some(m), Some(d)) = (month(0), day(1)) {
        let next = after(2);
        return found(year(next)?, m, d, next + 1);
    }
    if let Some(y) = year(0) {
        if let (Some(m), Some(d)) = (number(1), day(2)) {
            joined(text, pieces, at)?;
            return found(y, m, d, 3);
        }
        if let (Some(m), Some(d), true) =
            (number(2), day(4), is_in(1, &["年", "년"]) && is_in(3, &["月", "월"]))
        {
            return found(y, m, d, 5 + usize::from(is_in(5, &["日", "일"])));
        }
        let next = after(1);
        return match (month(next), day(next + 1), day(next), month(next + 1)) {
            (Some(m), Some(d), _, _) | (_, _, Some(d), Some(m)) => found(y, m, d, next + 2),
            _ => None,
        };
    }
    let first = day(0)?;
    if let (Some(second), Some(y), Some(sign)) = (number(1), year(2), joined(text, pieces, at)) {
        let (d, m) = in_order(first, second, sign, months)?;
        return found(y, m, d, 3);
    }
    let next = after(1);
    if let (true, Some(m)) = (is_in(next, NUMBERED_MONTHS), number(next + 1)) {
        let last = after(next + 2);
        return found(year(last)?, m, first, last + 1);
    }
    let m = month(next)?;
    let last = after(next + 1);
    found(year(last)?, m, first, last + 1)
}

/// Day and month of a date of three numbers whose last one is the year, if it can only be one or the language tells.
fn in_order(first: u32, second: u32, sign: &str, months: &[&str]) -> Option<(u32, u32)> {
    let is_english = months.first().is_none_or(|month| *month == "january");
    match sign {
        "." => Some((first, second)),
        _ if second > 12 => Some((second, first)),
        _ if first > 12 || !is_english => Some((first, second)),
        _ => None,
    }
}

/// A time of day right before the date at piece `at`, perhaps with a weekday or a zone between, and where it begins.
fn clock_before(text: &str, pieces: &[Piece<'_>], at: usize) -> Option<(civil::Time, Option<i16>, usize)> {
    let is_near = |end: usize| {
        let between = text.get(end..pieces[at].start).unwrap_or(text);
        between.len() <= BETWEEN_BYTES_MAX && between.split_whitespace().count() <= 3
    };
    // The longest one: what begins later may be the minutes of one that begins sooner.
    (2..=CLOCK_PIECES_MAX.min(at)).rev().find_map(|back| {
        let first = &pieces[at - back];
        let begins = !text[..first.start].ends_with([':', '.', '/', '-']);
        let (time, offset, end) = clock(text, &pieces[..at], at - back).filter(|_| begins)?;
        is_near(end).then_some((time, offset, first.start))
    })
}

/// How far before a date its time can end, in bytes, and the most pieces that both take with what is between them.
const BETWEEN_BYTES_MAX: usize = 24;
const CLOCK_PIECES_MAX: usize = 6;

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
        .take_while(|piece| BEFORE_CLOCKS.contains(&piece.text))
        .count();
    let at = from + skip;
    let hours = pieces.get(at)?.number.filter(|&hour| hour < 24 && pieces[at].digits <= 2)?;
    if let Some(found) = clock_with_sign(text, pieces, at, hours) {
        return Some(found);
    }
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

/// Words between a day and its time.
const BEFORE_CLOCKS: &[&str] = &[
    "at", "T", "t", "um", "à", "alle", "ore", "às", "as", "om", "kl", "klo", "kello", "o", "godz", "v", "u",
    "ob", "ora", "в", "о", "у", "στις", "saat", "pukul", "jam", "lúc", "las", "г", "р",
];

/// A time with a sign for its hours: `14h30`, `14 h`, `14u30`, `14時30分`.
fn clock_with_sign(
    text: &str,
    pieces: &[Piece<'_>],
    at: usize,
    hours: u32,
) -> Option<(civil::Time, Option<i16>, usize)> {
    let sign = pieces.get(at + 1).filter(|sign| matches!(sign.text, "h" | "H" | "u" | "時" | "시"))?;
    let next = pieces.get(at + 2).filter(|next| text[sign.end()..next.start].trim().is_empty());
    let minutes =
        next.filter(|next| next.digits == 2).and_then(|next| next.number).filter(|&minute| minute < 60);
    if minutes.is_none() && sign.text == "u" {
        return None;
    }
    let time = civil::Time::new(hours as i8, minutes.unwrap_or(0) as i8, 0, 0).ok()?;
    let last = if minutes.is_some() { at + 2 } else { at + 1 };
    let sign_of_minutes = pieces.get(last + 1).filter(|piece| matches!(piece.text, "分" | "분"));
    Some((time, None, sign_of_minutes.unwrap_or(&pieces[last]).end()))
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
        check("12:15 AM, May 2, 2024", Some("2024-05-02T00:15:00"));
        check("16:05, Thursday 2 May 2024", Some("2024-05-02T16:05:00"));
        check("4.30pm GMT, 2 May 2024", Some("2024-05-02T16:30:00Z"));
        check("Chapter 3, 2 May 2024", Some("2024-05-02"));
        check("13/05/2024 09:30", Some("2024-05-13T09:30:00"));
        check("05-13-2024", Some("2024-05-13"));
        check("May 2, 2024 at 12:15 AM", Some("2024-05-02T00:15:00"));
        check("02.05.2024", Some("2024-05-02"));
        check("2.5.2024, 14:30 Uhr", Some("2024-05-02T14:30:00"));
        check("2024年5月2日 14:30", Some("2024-05-02T14:30:00"));
        check("2024年5月2日 14時30分", Some("2024-05-02T14:30:00"));
        check("2024년 5월 2일", Some("2024-05-02"));
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
            ("2024. május 2.", "hu"),
            ("2. toukokuuta 2024", "fi"),
            ("2. svibnja 2024.", "hr"),
            ("2024 m. gegužės 2 d.", "lt"),
            ("2024. gada 2. maijā", "lv"),
            ("2. května 2024", "cs"),
            ("2 май 2024 г.", "bg"),
            ("Thứ năm, ngày 2 tháng 5 năm 2024", "vi"),
            ("2 พฤษภาคม 2567", "th"),
            ("٢ مايو ٢٠٢٤", "ar"),
            ("2 במאי 2024", "he"),
            ("2 मई 2024", "hi"),
            ("২ মে ২০২৪", "bn"),
            ("2 de maig del 2024", "ca"),
            ("ika-2 ng Mayo 2024", "tl"),
            ("02/05/2024", "fr"),
            ("02-05-2024", "nl"),
        ];
        for (text, tag) in cases {
            assert_eq!(day(text, tag).as_deref(), Some("2024-05-02"), "{text}");
        }
    }

    #[test]
    fn times_of_many_languages() {
        let moment = |text: &str, tag: &str| {
            find(text, crate::languages::months(Some(tag))).map(|(moment, _)| moment.to_string())
        };
        for (text, tag) in [
            ("Publié le 2 mai 2024 à 14h30", "fr"),
            ("2. Mai 2024 um 14.30 Uhr", "de"),
            ("02/05/2024 às 14:30", "pt"),
            ("14:30, 2 мая 2024", "ru"),
            ("02.05.2024 kl. 14.30", "nb"),
            ("2 mei 2024 om 14u30", "nl"),
            ("14:30 - 02/05/2024", "vi"),
        ] {
            assert_eq!(moment(text, tag).as_deref(), Some("2024-05-02T14:30:00"), "{text}");
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
