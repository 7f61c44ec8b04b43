//! A load for measuring: as many articles as wanted within one window of days, made of a smaller stream.
//!
//! Every article is one of the stream, with other names and another day. Names are changed alike in all articles of one
//! fortnight of the stream, so that its stories stay stories; in another fortnight, and in another round through the
//! stream, they are changed otherwise, so that no two of those tell of one event. Names that many articles have stay.

use std::fs;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use engine::article::{Article, ArticleId, Moment};
use rustc_hash::FxHashMap;

/// All articles are of so many days.
const DAYS: i64 = 13;
/// So many bytes of a text are taken.
const BYTES_MAX: usize = 2_500;
/// A name that one in so many articles has stays.
const COMMON: usize = 100;

/// A stream that loads are made of.
pub(crate) struct Stream {
    articles: Vec<Original>,
    /// The words with a capital that are common, by hash.
    common: FxHashMap<u64, usize>,
}

struct Original {
    id: String,
    title: String,
    text: String,
    outlet: Option<String>,
    day: i64,
}

impl Stream {
    /// Reads gzipped article JSON Lines.
    pub(crate) fn read(file: &Path) -> Result<Stream, String> {
        let named = |error: io::Error| format!("{}: {error}", file.display());
        let bytes = fs::read(file).map_err(named)?;
        let mut text = String::new();
        flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_string(&mut text).map_err(named)?;
        let articles: Vec<Original> = text.lines().map(original).collect::<Result<_, String>>()?;
        Ok(Stream::of(articles))
    }

    fn of(articles: Vec<Original>) -> Stream {
        let mut common: FxHashMap<u64, usize> = FxHashMap::default();
        for article in &articles {
            let mut own: Vec<u64> = Vec::new();
            each_name(&article.text, |name, _| own.push(hash(name, 0)));
            own.sort_unstable();
            own.dedup();
            own.into_iter().for_each(|name| *common.entry(name).or_default() += 1);
        }
        let least = (articles.len() / COMMON).max(2);
        common.retain(|_, count| *count >= least);
        Stream { articles, common }
    }

    /// So many articles, in order of their days.
    pub(crate) fn load(&self, count: usize) -> impl Iterator<Item = Article> + '_ {
        let mut order: Vec<(i64, u64, usize)> =
            (0..count).map(|at| (self.nth(at).day.rem_euclid(DAYS), hash("order", at as u64), at)).collect();
        order.sort_unstable();
        order.into_iter().map(|(day, _, at)| self.changed(at, day))
    }

    fn nth(&self, at: usize) -> &Original {
        &self.articles[at % self.articles.len()]
    }

    fn changed(&self, at: usize, day: i64) -> Article {
        let (original, round) = (self.nth(at), at / self.articles.len());
        let world = hash("world", (original.day.div_euclid(DAYS) as u64) << 32 | round as u64);
        Article {
            id: ArticleId(format!("{}-{round}", original.id)),
            title: Some(self.renamed(&original.title, world)),
            text: self.renamed(&original.text, world),
            outlet: original.outlet.clone(),
            published: Moment::parse(&format!("2024-03-{:02}", day + 1)),
            ..Article::default()
        }
    }

    /// The text with other names.
    fn renamed(&self, text: &str, world: u64) -> String {
        let mut out = String::with_capacity(text.len() + text.len() / 8);
        let mut read = 0;
        each_name(text, |name, start| {
            if !self.common.contains_key(&hash(name, 0)) {
                out.push_str(&text[read..start]);
                out.push_str(&invented(hash(name, world)));
                read = start + name.len();
            }
        });
        out.push_str(&text[read..]);
        out
    }
}

fn original(line: &str) -> Result<Original, String> {
    let row: serde_json::Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let field = |name: &str| row[name].as_str().map(str::to_owned);
    let text = field("text").unwrap_or_default();
    let moment = field("published").and_then(|published| Moment::parse(&published));
    Ok(Original {
        id: field("id").unwrap_or_default(),
        title: field("title").unwrap_or_default(),
        text: text[..text.floor_char_boundary(BYTES_MAX)].to_owned(),
        outlet: field("outlet"),
        day: moment.map_or(0, |moment| moment.seconds().div_euclid(86_400)),
    })
}

/// Visits the words that begin with a capital and go on in small letters.
fn each_name<'t>(text: &'t str, mut visit: impl FnMut(&'t str, usize)) {
    let mut at = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let name = word.trim_end_matches(|c: char| !c.is_alphabetic());
        let mut letters = name.chars();
        if letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase) {
            visit(name, at);
        }
        at += word.len();
    }
}

/// A name that nobody has, always the same for the same number.
fn invented(mut number: u64) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "dor", "ke", "lin", "mo", "nar", "pe", "ros", "su", "tal", "ve", "wim", "yo", "zan", "gri",
        "fu",
    ];
    let mut name = String::new();
    for _ in 0..4 {
        name.push_str(SYLLABLES[(number % 16) as usize]);
        number /= 16;
    }
    name[..1].make_ascii_uppercase();
    name
}

fn hash(word: &str, seed: u64) -> u64 {
    let mix = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash =
        word.as_bytes().iter().fold(0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15), mix);
    (hash ^ hash >> 31).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 8
}

/// Writes a load as article JSON Lines to standard output.
pub(crate) fn write(file: &Path, count: &str) -> Result<String, String> {
    let count: usize = count.parse().map_err(|_| format!("`{count}` is no number of articles"))?;
    let stream = Stream::read(file)?;
    let mut out = BufWriter::new(io::stdout().lock());
    for article in stream.load(count) {
        let published = article.published.map(|moment| moment.to_string());
        let line = serde_json::json!({
            "id": article.id.0, "outlet": article.outlet, "title": article.title, "published": published,
            "language": "en", "text": article.text,
        });
        writeln!(out, "{line}").map_err(|error| error.to_string())?;
    }
    out.flush().map_err(|error| error.to_string())?;
    Ok(String::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of 400 articles a name that four have is common.
    fn stream() -> Stream {
        let original = |(at, text): (usize, &str)| Original {
            id: format!("a{at}"),
            title: String::new(),
            text: text.to_owned(),
            outlet: None,
            day: at as i64 * 5,
        };
        let texts =
            ["Marsali left Monday.", "On Monday Marsali came.", "Marsali: no. Monday?", "Monday Orlo fell."];
        let texts = texts.into_iter().chain(std::iter::repeat("Monday passed.")).take(400);
        Stream::of(texts.enumerate().map(original).collect())
    }

    #[test]
    fn names_are_changed_alike_within_a_fortnight_and_common_ones_stay() {
        let stream = stream();
        let text = |at: usize| stream.changed(at, 0).text;
        let first = text(0);
        let name = first.split(' ').next().unwrap();
        assert_ne!(name, "Marsali");
        assert_eq!(first, format!("{name} left Monday."));
        assert!(text(1).ends_with(&format!(" Monday {name} came.")), "{}", text(1));
        assert!(text(2).starts_with(name), "{}", text(2));
        assert!(!text(400).contains(name), "another round: {}", text(400));
    }

    #[test]
    fn a_load_is_in_order_of_its_days_and_within_the_window() {
        let stream = stream();
        let days: Vec<String> =
            stream.load(11).map(|article| article.published.unwrap().to_string()).collect();
        assert_eq!(days.len(), 11);
        assert!(days.is_sorted() && days[0] < days[10] && days[10].as_str() < "2024-03-14");
    }
}
