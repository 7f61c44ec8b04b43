//! Plain text: paragraphs, and at the top, where it has them, lines that name title, date, author, outlet.
//!
//! Nothing is guessed: a first line that merely looks like a headline stays in the body.

use crate::article::{Article, Moment, Removed};

use super::{Format, Head, Page, Reading, charset};

/// Plain text; recognises everything, so it is the last to be asked.
pub static FORMAT: Format =
    Format { name: "text", about: "plain text, with or without header lines", recognises, read };

fn recognises(_: &Head<'_>) -> bool {
    true
}

fn read(page: &Page<'_>) -> Reading {
    let declared = page.content_type.and_then(|kind| charset::declaration(kind.as_bytes()));
    let decoded = charset::decode(page.bytes, declared.as_deref());
    let mut article =
        Article { input: page.input.to_owned(), complaints: decoded.complaints, ..Article::default() };
    let mut rest = decoded.text.trim_start();
    while let Some(after) = header(rest, &mut article) {
        rest = after;
    }
    article.text = rest.to_owned();
    Reading { articles: vec![article], complaints: Vec::new() }
}

/// What a header line can name.
#[derive(Clone, Copy)]
enum Field {
    Title,
    Published,
    Modified,
    Byline,
    Outlet,
    Agency,
    Url,
    Language,
}

/// The names of header lines, lower case.
const HEADERS: &[(&str, Field)] = &[
    ("title", Field::Title),
    ("headline", Field::Title),
    ("date", Field::Published),
    ("published", Field::Published),
    ("publication date", Field::Published),
    ("updated", Field::Modified),
    ("modified", Field::Modified),
    ("author", Field::Byline),
    ("authors", Field::Byline),
    ("byline", Field::Byline),
    ("outlet", Field::Outlet),
    ("source", Field::Outlet),
    ("publisher", Field::Outlet),
    ("agency", Field::Agency),
    ("url", Field::Url),
    ("link", Field::Url),
    ("language", Field::Language),
];

/// Takes one header from the front of `text` and returns what follows it; `None` if there is none.
///
/// A header is a line `Name: value`. The date also counts without a colon and with the text following on its line
/// (`date 2021-09-23 The minister…`), as some archives print it; then only the date itself is taken.
fn header<'t>(text: &'t str, article: &mut Article) -> Option<&'t str> {
    let line = text.lines().next()?;
    let (name, field) = HEADERS.iter().find(|(name, _)| {
        line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
            && line[name.len()..].starts_with([':', ' ', '\t'])
    })?;
    let after_name = line[name.len()..].trim_start();
    let value = match after_name.strip_prefix(':') {
        Some(value) => value.trim(),
        None if matches!(field, Field::Published) && !article.removed.iter().any(|cut| cut.rule == RULE) => {
            after_name
        }
        None => return None,
    };
    let mut cut = line.len();
    match field {
        Field::Published | Field::Modified => {
            let (moment, length) = leading_moment(value)?;
            if matches!(field, Field::Published) { &mut article.published } else { &mut article.modified }
                .get_or_insert(moment);
            cut = line.len() - value.len() + length - (line.len() - line.trim_end().len()).min(length);
            if value.len() == length {
                cut = line.len();
            }
        }
        Field::Url if !value.starts_with("http") => return None,
        _ if value.is_empty() || value.len() > 300 => return None,
        Field::Title => article.title = Some(value.to_owned()),
        Field::Byline => article.byline.extend(value.split([',', ';']).map(|name| name.trim().to_owned())),
        Field::Outlet => article.outlet = Some(value.to_owned()),
        Field::Agency => article.agency = Some(value.to_owned()),
        Field::Url => article.url = Some(value.to_owned()),
        Field::Language => article.language = Some(value.to_lowercase()),
    }
    let words = line.get(..cut)?;
    article.removed.push(Removed { text: words.trim_end().to_owned(), rule: RULE.to_owned() });
    Some(text[words.len()..].trim_start())
}

/// The rule under which header lines are listed in `removed`.
const RULE: &str = "header";

/// The moment at the front of a text and how many bytes it takes: all of a header's value, or the bare date before
/// other words.
fn leading_moment(value: &str) -> Option<(Moment, usize)> {
    if let Some(moment) = Moment::parse(value) {
        return Some((moment, value.len()));
    }
    let day = value.get(..10)?;
    let ends = value[10..].chars().next().is_none_or(char::is_whitespace);
    Some((Moment::parse(day).filter(|_| ends)?, 10))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats;

    fn given(text: &str) -> Article {
        formats::read(&Page::new("a.txt", text.as_bytes())).articles.remove(0)
    }

    #[test]
    fn header_lines_are_fields() {
        let article = given(
            "Title: Ferry sinks\nDate: 2024-05-02T10:00:00Z\nAuthor: Ana Reyes, Tom Hale\n\nThe ferry sank.",
        );
        assert_eq!(article.title.as_deref(), Some("Ferry sinks"));
        assert_eq!(article.published.map(|m| m.to_string()).as_deref(), Some("2024-05-02T10:00:00Z"));
        assert_eq!(article.byline, ["Ana Reyes", "Tom Hale"]);
        assert_eq!((article.text.as_str(), article.removed.len()), ("The ferry sank.", 3));
    }

    #[test]
    fn a_date_before_the_text_is_furniture() {
        let article = given(" date 2024-05-02 The ferry sank.\n\nNobody was hurt.");
        assert_eq!(article.text, "The ferry sank.\n\nNobody was hurt.");
        assert_eq!(article.published.map(|m| m.to_string()).as_deref(), Some("2024-05-02"));
        assert_eq!(article.removed, [Removed { text: "date 2024-05-02".into(), rule: RULE.into() }]);
    }

    #[test]
    fn words_that_only_look_like_headers_stay() {
        for text in [
            "Date night was cancelled.",
            "Source close to the minister denied it.",
            "Title fights are rare.",
            "Updated rules apply from Monday.",
            "The date 2024-05-02 was chosen.",
            "Published: soon",
        ] {
            let article = given(text);
            assert_eq!((article.text.as_str(), article.removed.len()), (text, 0));
        }
    }
}
