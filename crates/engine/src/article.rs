//! An article: the clean text of one report, and what is known about it.
//!
//! This is the only ground truth that the program keeps; everything else is computed from it.

use std::collections::BTreeMap;

use jiff::civil;

use crate::text::folded;

/// What identifies an article: given by whoever hands it in, else a hash of its canonical address, else of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub String);

/// One report as it is read: clean text, and each field that could be found. Missing is `None` or empty, never guessed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// See [`ArticleId`].
    pub id: ArticleId,
    /// The path or address it was read from, with a member's offset for archives.
    pub input: String,
    /// Canonical address.
    pub url: Option<String>,
    /// The outlet's name as printed (`NPR`), else its host.
    pub outlet: Option<String>,
    /// Who owns the outlet, where the user has told.
    pub owner: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The authors, one name each.
    pub byline: Vec<String>,
    /// The news agency credited for the text (`Reuters`).
    pub agency: Option<String>,
    /// When it was printed.
    pub published: Option<Moment>,
    /// When it was last changed.
    pub modified: Option<Moment>,
    /// BCP 47 language tag, lower case (`en`, `pt-br`).
    pub language: Option<String>,
    /// The body, paragraphs separated by one blank line.
    pub text: String,
    /// What was cut from the body, in order.
    pub removed: Vec<Removed>,
    /// What could not be read, one plain sentence each.
    pub complaints: Vec<String>,
    /// Fields beside these, name and JSON text: of an input article what this program does not know, carried through
    /// untouched; of a page `found`, where each field was found; of an archived page `crawled`, when it was fetched.
    pub carried: Vec<(String, String)>,
}

/// What an article is called where its outlet stands for it: the outlet, else the name of its file without folder and
/// ending, else its id.
///
/// ```
/// use engine::article::called;
/// assert_eq!(called(Some("Harbour Post"), "a.txt", "a1"), "Harbour Post");
/// assert_eq!(called(Some(" "), "news/harbour-post.txt", "a1"), "harbour-post");
/// assert_eq!(called(None, "-", "a1"), "a1");
/// ```
#[must_use]
pub fn called<'a>(outlet: Option<&'a str>, input: &'a str, id: &'a str) -> &'a str {
    if let Some(outlet) = outlet.filter(|outlet| !outlet.trim().is_empty()) {
        return outlet;
    }
    let file = input.rsplit(['/', '\\']).next().unwrap_or("");
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    if stem.is_empty() || stem == "-" { id } else { stem }
}

/// Names of which no two are the same: from the second on, those of one name are numbered in their order.
///
/// ```
/// use engine::article::told_apart;
/// assert_eq!(told_apart(["Post", "Echo", "Post"]), ["Post", "Echo", "Post (2)"]);
/// ```
#[must_use]
pub fn told_apart<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    let mut numbered = |name: &'a str| {
        let count = used.entry(name).or_default();
        *count += 1;
        if *count == 1 { name.to_owned() } else { format!("{name} ({count})") }
    };
    names.into_iter().map(&mut numbered).collect()
}

/// The host of an address, without `www.`: what an outlet is called that gives no other name.
///
/// ```
/// use engine::article::host;
/// assert_eq!(host("https://www.harbour.example/a?b").as_deref(), Some("harbour.example"));
/// assert_eq!(host("mailto:desk@harbour.example"), None);
/// ```
#[must_use]
pub fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && !host.contains('@')).then(|| host.to_owned())
}

/// A block that was cut from a body as furniture of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// The very words.
    pub text: String,
    /// The name of the rule that cut it.
    pub rule: String,
}

/// A moment as outlets print it: a day, often with a time of day and its offset from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day, in the outlet's own time.
    pub date: civil::Date,
    /// The time of day, where it is known.
    pub time: Option<civil::Time>,
    /// Minutes east of UTC, where it is known.
    pub offset_minutes: Option<i16>,
}

impl std::fmt::Display for ArticleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl ArticleId {
    /// The id of an article that was given none: 16 hexadecimal digits made from its canonical address, else from
    /// its title and text. The same article always gets the same id.
    #[must_use]
    pub fn of(article: &Article) -> ArticleId {
        let hash = match &article.url {
            Some(url) => fnv(url.as_bytes(), FNV_START),
            None => {
                let title = folded(article.title.as_deref().unwrap_or(""));
                fnv(article.text.as_bytes(), fnv(title.as_bytes(), FNV_START))
            }
        };
        ArticleId(format!("{hash:016x}"))
    }
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, 64 bits: ids must stay the same from version to version, so the hash is fixed here.
fn fnv(bytes: &[u8], start: u64) -> u64 {
    bytes.iter().fold(start, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

impl Moment {
    /// A day without a time.
    #[must_use]
    pub fn day(date: civil::Date) -> Moment {
        Moment { date, time: None, offset_minutes: None }
    }

    /// Reads RFC 3339 (`2021-09-23T16:05:00Z`), its common variants (a space for the `T`, seconds or offset left
    /// out, `+0200`), or a bare date. `None` for anything else, and for days that no calendar has.
    ///
    /// ```
    /// use engine::article::Moment;
    /// assert_eq!(Moment::parse("2021-09-23T16:05:00+02:00").unwrap().to_string(), "2021-09-23T16:05:00+02:00");
    /// assert_eq!(Moment::parse("2021-09-23").unwrap().to_string(), "2021-09-23");
    /// assert_eq!(Moment::parse("2021-02-30"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Moment> {
        let text = text.trim();
        let date: civil::Date = text.get(..10)?.parse().ok()?;
        let rest = &text[10..];
        if rest.is_empty() {
            return Some(Moment::day(date));
        }
        let clock = rest.strip_prefix(['T', 't', ' '])?.trim_start();
        let end = clock.find(['Z', 'z', '+', '-', ' ']).unwrap_or(clock.len());
        let time: civil::Time = clock[..end].parse().ok()?;
        let offset_minutes = match clock[end..].trim() {
            "" => None,
            zone => Some(offset(zone)?),
        };
        Some(Moment { date, time: Some(time), offset_minutes })
    }

    /// Seconds since 1970 in UTC, for ordering: a missing time counts as noon, a missing offset as UTC.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        let days = i64::from(self.date.since(EPOCH).map_or(0, |span| span.get_days()));
        let noon = civil::time(12, 0, 0, 0);
        let time = self.time.unwrap_or(noon);
        let clock = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
        days * 86_400 + clock - i64::from(self.offset_minutes.unwrap_or(0)) * 60
    }
}

const EPOCH: civil::Date = civil::date(1970, 1, 1);

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.date)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
        match self.offset_minutes {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}

/// Minutes east of UTC from `Z`, `UTC`, `+02:00`, `+0200` or `+02`.
fn offset(zone: &str) -> Option<i16> {
    if matches!(zone, "Z" | "z" | "UTC" | "GMT") {
        return Some(0);
    }
    let sign = match zone.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits: String = zone[1..].chars().filter(|&c| c != ':').collect();
    let value: i16 = digits.parse().ok()?;
    let minutes = match digits.len() {
        1 | 2 => value * 60,
        4 => value / 100 * 60 + value % 100,
        _ => return None,
    };
    (minutes <= 14 * 60).then_some(sign * minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_as_outlets_print_them() {
        for (given, expected) in [
            ("2021-09-23T16:05:09.123Z", "2021-09-23T16:05:09Z"),
            ("2021-09-23 16:05", "2021-09-23T16:05:00"),
            ("2021-09-23T16:05:00-0430", "2021-09-23T16:05:00-04:30"),
            ("2021-09-23 16:05:00 +0000", "2021-09-23T16:05:00Z"),
            ("2021-09-23", "2021-09-23"),
        ] {
            assert_eq!(Moment::parse(given).map(|m| m.to_string()).as_deref(), Some(expected), "{given}");
        }
        for bad in [
            "",
            "yesterday",
            "2021-13-01",
            "2021-09-23T25:00:00Z",
            "2021-09-23Tnoon",
            "9999999999",
            "２０２１-09-23",
        ] {
            assert_eq!(Moment::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_parsed_moment_prints_itself() {
        for text in ["2021-09-23", "2021-09-23T16:05:00Z", "2021-09-23T16:05:00", "2021-09-23T16:05:00-04:30"]
        {
            let moment = Moment::parse(text).unwrap();
            assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
        }
    }

    #[test]
    fn moments_order_in_utc() {
        let seconds = |text| Moment::parse(text).unwrap().seconds();
        assert_eq!(seconds("1970-01-01T00:00:00Z"), 0);
        assert_eq!(seconds("1970-01-02"), 86_400 + 43_200);
        assert!(seconds("2021-09-23T23:00:00-05:00") > seconds("2021-09-24T01:00:00Z"));
        assert!(seconds("1960-01-01") < 0);
    }

    #[test]
    fn ids_are_stable() {
        let by_text = Article { text: "A ferry sank.".into(), ..Article::default() };
        assert_eq!(ArticleId::of(&by_text), ArticleId::of(&by_text.clone()));
        let by_url = Article { url: Some("https://example.org/a".into()), ..by_text.clone() };
        assert_ne!(ArticleId::of(&by_text), ArticleId::of(&by_url));
        assert_eq!(ArticleId::of(&by_url).0.len(), 16);
    }
}
