//! `cargo xtask feeds FOLDER`: what is read of feedparser's well-formed test feeds, against what each says must be found.
//!
//! A file begins with a comment that holds lines such as `Expect: not bozo and entries[0]['title'] == 'Example'`, and perhaps
//! `Header:` lines that its server would have sent. Of the first item, title, text, link, author, days and the language of the
//! text are compared; white space does not count, and tags in an expected value do not either. An article has one text: where a
//! file states a content and a summary, the content counts.

use std::collections::BTreeMap;
use std::path::Path;

use engine::article::{Article, Moment};
use engine::formats::{self, Page, address, charset, dates};

use crate::pages::{self, File};

/// What a file states of its first item.
struct Stated {
    path: Vec<String>,
    value: Value,
}

/// A literal of Python.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Text(String),
    Numbers(Vec<i64>),
}

/// Where the tests' own server would have stood.
const SERVER: &str = "http://127.0.0.1:8097/";

/// Compares and counts; each value that is not found is a line before the table.
pub(crate) fn measure(folder: &str) -> Result<String, String> {
    let files = pages::read(&[folder])?;
    let mut counts: BTreeMap<&'static str, (u32, u32)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for file in files.iter().filter(|file| file.path.extension().is_some_and(|ending| ending == "xml")) {
        let text = charset::decode(&file.bytes, None).text.into_owned();
        let article = read(file, &text, Path::new(folder));
        let stated = stated(&text);
        for one in asked(&stated) {
            let Some((field, found)) = judge(one, &article) else { continue };
            let count = counts.entry(field).or_default();
            count.0 += u32::from(found);
            count.1 += 1;
            if !found {
                wrong.push(format!("{}: {field}, expected {:?}", file.path.display(), one.value));
            }
        }
    }
    let (right, all) = counts.values().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    let table = counts.iter().map(|(field, (right, all))| format!("{field}: {right} of {all}"));
    let sum = format!("all: {right} of {all} ({:.3})", f64::from(right) / f64::from(all.max(1)));
    Ok(wrong.into_iter().chain(table).chain([sum]).collect::<Vec<_>>().join("\n"))
}

/// The first article of a feed, as its server would have sent it.
fn read(file: &File, text: &str, folder: &Path) -> Article {
    let name = file.path.strip_prefix(folder).unwrap_or(&file.path).display().to_string();
    let own = format!("{SERVER}{name}");
    let url = header(text, "content-location").and_then(|place| address::resolved(&place, Some(&own)));
    let url = url.filter(|url| url.starts_with("http")).unwrap_or(own);
    let (kind, language) = (header(text, "content-type"), header(text, "content-language"));
    let page = Page {
        input: &name,
        bytes: &file.bytes,
        content_type: kind.as_deref(),
        url: Some(&url),
        language: language.as_deref(),
    };
    formats::read(&page).articles.into_iter().next().unwrap_or_default()
}

/// A `Header:` line of the first comment.
fn header(text: &str, name: &str) -> Option<String> {
    let comment = text.split("-->").next()?;
    let headers = comment.lines().filter_map(|line| line.trim().strip_prefix("Header:"));
    headers
        .filter_map(|line| line.split_once(':'))
        .find_map(|(given, value)| given.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned()))
}

/// Everything that is stated of the first item.
fn stated(text: &str) -> Vec<Stated> {
    const FIRST: &str = "entries[0]";
    let Some((_, rest)) = text.split_once("Expect:") else { return Vec::new() };
    let mut rest = rest.split("-->").next().unwrap_or("");
    let mut out = Vec::new();
    while let Some(at) = rest.find(FIRST) {
        rest = &rest[at + FIRST.len()..];
        let path = path(&mut rest);
        if let Some(literal) = rest.trim_start().strip_prefix("==")
            && let Some((value, after)) = value(literal.trim_start())
        {
            rest = after;
            out.push(Stated { path, value });
        }
    }
    out
}

/// The keys at the front of `rest`, which moves behind them: `['content'][0].value`.
fn path(rest: &mut &str) -> Vec<String> {
    let mut out = Vec::new();
    loop {
        if let Some((key, after)) = rest.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
            out.push(key.trim_matches(['\'', '"']).to_owned());
            *rest = after;
        } else if let Some(name) = rest.strip_prefix('.') {
            let end = name.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(name.len());
            out.push(name[..end].to_owned());
            *rest = &name[end..];
        } else {
            return out;
        }
    }
}

/// The literal at the front of `text`, and what follows it.
fn value(text: &str) -> Option<(Value, &str)> {
    if let Some((numbers, after)) = text.strip_prefix('(').and_then(|inner| inner.split_once(')')) {
        let numbers = numbers.split(',').map(|number| number.trim().parse().ok()).collect::<Option<_>>()?;
        return Some((Value::Numbers(numbers), after));
    }
    let (mut out, mut rest) = quoted(text)?;
    while let Some(more) = rest.trim_start().strip_prefix('+').and_then(|more| quoted(more.trim_start())) {
        out.push_str(&more.0);
        rest = more.1;
    }
    Some((Value::Text(out), rest))
}

/// The string at the front of `text`, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let text = text.strip_prefix('u').unwrap_or(text);
    let mark = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|mark| text.starts_with(mark))?;
    let inner = &text[mark.len()..];
    let mut out = String::new();
    let mut at = 0;
    while !inner[at..].starts_with(mark) {
        let mut chars = inner[at..].chars();
        let c = chars.next()?;
        at += c.len_utf8();
        if c == '\\' {
            let escaped = chars.next()?;
            at += escaped.len_utf8();
            match escaped {
                'n' => out.push('\n'),
                't' => out.push('\t'),
                'x' | 'u' => {
                    let digits = inner.get(at..at + if escaped == 'x' { 2 } else { 4 })?;
                    out.extend(char::from_u32(u32::from_str_radix(digits, 16).ok()?));
                    at += digits.len();
                }
                other => out.push(other),
            }
        } else {
            out.push(c);
        }
    }
    Some((out, &inner[at + mark.len()..]))
}

/// Those statements that an article can be held to.
fn asked(stated: &[Stated]) -> Vec<&Stated> {
    let of_content = |one: &Stated| one.path.first().is_some_and(|key| key == "content");
    let has_content = stated.iter().any(of_content);
    let is_summary = |one: &Stated| {
        one.path
            .first()
            .is_some_and(|key| ["summary", "description", "summary_detail"].contains(&key.as_str()))
    };
    stated.iter().filter(|one| !(has_content && is_summary(one))).collect()
}

/// The field that a statement is about and whether the article has it; `None` if articles have no such field.
fn judge(stated: &Stated, article: &Article) -> Option<(&'static str, bool)> {
    let path: Vec<&str> = stated.path.iter().map(String::as_str).collect();
    let text = |given: &str| matches!(&stated.value, Value::Text(wanted) if is_same(given, wanted));
    let exact = |given: Option<&str>| matches!(&stated.value, Value::Text(wanted) if given.is_some_and(|given| given.eq_ignore_ascii_case(wanted)));
    match path[..] {
        ["title"] | ["title_detail", "value"] => {
            Some(("title", text(article.title.as_deref().unwrap_or(""))))
        }
        ["content", "0", "value"] | ["summary" | "description"] | ["summary_detail", "value"] => {
            Some(("text", text(&article.text)))
        }
        ["link"] => Some(("link", exact(article.url.as_deref()))),
        ["author"] | ["author_detail", "name"] | ["authors", "0", "name"] => {
            let Value::Text(wanted) = &stated.value else { return None };
            let wanted = without_address(wanted);
            let found = article.byline.join(", ") == wanted || article.byline.contains(&wanted);
            (!wanted.is_empty()).then_some(("author", found))
        }
        ["published" | "published_parsed" | "created" | "created_parsed"] => {
            Some(("date", day(&stated.value)? == article.published.map(|moment| in_days(&moment))))
        }
        ["updated" | "updated_parsed" | "modified" | "modified_parsed"] => {
            let given = article.modified.or(article.published);
            Some(("date", day(&stated.value)? == given.map(|moment| in_days(&moment))))
        }
        ["content", "0", "language"] | ["summary_detail", "language"] | ["language"] => {
            Some(("language", exact(article.language.as_deref())))
        }
        ["title_detail", "language"] if article.text.is_empty() => {
            Some(("language", exact(article.language.as_deref())))
        }
        _ => None,
    }
}

/// The day that is expected, in days since 1970; `None` if the value is no day at all.
fn day(value: &Value) -> Option<Option<i64>> {
    let moment = match value {
        Value::Text(text) => Moment::parse(text).or_else(|| dates::rfc_822(text)),
        Value::Numbers(numbers) => {
            let [year, month, day, ..] = numbers[..] else { return None };
            Moment::parse(&format!("{year:04}-{month:02}-{day:02}"))
        }
    };
    moment.map(|moment| Some(in_days(&moment)))
}

fn in_days(moment: &Moment) -> i64 {
    moment.seconds().div_euclid(24 * 60 * 60)
}

/// A name without the address beside it.
fn without_address(author: &str) -> String {
    let words = author.split_whitespace().filter(|word| !word.contains('@'));
    words.collect::<Vec<_>>().join(" ").trim_matches(['(', ')', ' ']).to_owned()
}

/// Whether two texts have the same letters and signs, the tags of the expected one aside.
fn is_same(given: &str, wanted: &str) -> bool {
    let key = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let given = key(given);
    given == key(wanted) || given == key(&plain(wanted))
}

/// A value without tags, scripts and character references.
fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        match rest.find('>').filter(|_| is_tag) {
            Some(end) => rest = &rest[end + 1..],
            None => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    decoded(&out)
}

/// A text with the signs that its character references stand for.
fn decoded(text: &str) -> String {
    const NAMED: &[(&str, char)] = &[("lt", '<'), ("gt", '>'), ("quot", '"'), ("nbsp", ' '), ("amp", '&')];
    let sign = |name: &str| match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let value = hex.map_or_else(|| number.parse(), |digits| u32::from_str_radix(digits, 16));
            value.ok().and_then(char::from_u32)
        }
        None => NAMED.iter().find(|(known, _)| *known == name).map(|(_, sign)| *sign),
    };
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').unwrap_or(0);
        match rest.get(1..end).and_then(sign) {
            Some(sign) => {
                out.push(sign);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "<!--\nHeader: Content-Language: en\nDescription: x\nExpect: not bozo and entries[0]['title'] == u'It\\'s <b>A &amp; B</b>' \
        and entries[0].published_parsed == (2004, 1, 2, 3, 4, 5, 0, 0, 0)\n-->\n\
        <rss><channel><item><title>It's A &amp;amp; B</title><pubDate>2004-01-02T03:04:05Z</pubDate></item></channel></rss>";

    #[test]
    fn what_a_file_states_is_found_in_it() {
        let stated = stated(FILE);
        let article = formats::read(&Page::new("a.xml", FILE.as_bytes())).articles.remove(0);
        let judged: Vec<_> = asked(&stated).into_iter().map(|one| judge(one, &article)).collect();
        assert_eq!(judged, [Some(("title", true)), Some(("date", true))]);
        assert_eq!(header(FILE, "content-language").as_deref(), Some("en"));
        let other = Article { title: Some("It's A".into()), ..article };
        assert_eq!(judge(&stated[0], &other), Some(("title", false)));
    }
}
