//! What pages put into bodies and no reporter wrote, cut and listed.
//!
//! A paragraph is cut as a whole by the language's [`FurnitureRule`]s; of an embedded
//! post only what the network added is cut, the post's own words stay. Everything cut stands in
//! [`Article::removed`] with the name of its rule. Cutting twice is cutting once.

use std::sync::LazyLock;

use crate::article::{Article, Moment, Removed};
use crate::languages::{self, Furniture, FurnitureRule, Language};
use crate::text::{Span, folded};

use super::{dates, paragraphs};
use patterns::{Pairs, Patterns};

mod patterns;

/// Brings the text of an article into its normal form and moves furniture from it to `removed`; takes what the
/// furniture tells (author, day) into the fields that are still empty.
pub fn cut(article: &mut Article) {
    let furniture = &languages::furniture(article.language.as_deref());
    for _ in 0..PASSES_MAX {
        let before = article.removed.len();
        pass(article, furniture);
        if article.removed.len() == before {
            break;
        }
    }
    if article.agency.is_none() {
        article.agency = dateline_agency(&article.text, furniture).map(str::to_owned);
    }
}

/// What one pass cuts can show the next one a list's end; more passes than this find nothing in any real text.
const PASSES_MAX: usize = 8;

/// One pass over the body.
fn pass(article: &mut Article, furniture: &Furniture) {
    let split: Vec<String> = paragraphs::split(&article.text);
    let lines: Vec<Line<'_>> = split.iter().map(|text| Line::of(text)).collect();
    let mut kept: Vec<String> = Vec::with_capacity(split.len());
    let mut list_until = 0;
    for (at, line) in lines.iter().enumerate() {
        if at >= list_until
            && let Some(end) = list_end(&lines, at, furniture)
        {
            list_until = end;
        }
        if at < list_until {
            remove(article, line.text, "related list");
        } else if is_top(&kept) && top_line(article, line, furniture) {
            continue;
        } else if let Some(rule) = rule_of(line, furniture) {
            remove(article, line.text, rule);
        } else if is_stamp(line, furniture) {
            remove(article, line.text, "date line");
        } else {
            kept.extend(without_post_furniture(article, line.text, furniture));
        }
    }
    let from = kept.len().saturating_sub(BIO_PARAGRAPHS).max(1);
    let mut at = from.min(kept.len());
    while at < kept.len() {
        if is_bio(&kept[at], &article.byline, furniture) {
            let text = kept.remove(at);
            remove(article, &text, "about the author");
        } else {
            at += 1;
        }
    }
    article.text = kept.join("\n\n");
}

/// Only the last paragraphs of a body can tell who its author is.
const BIO_PARAGRAPHS: usize = 3;

/// Whether a paragraph tells who an author is: it begins with one's name or first name and a verb of such lines.
fn is_bio(text: &str, byline: &[String], furniture: &Furniture) -> bool {
    let follows = |name: &str| {
        let rest = (name.chars().count() > 2).then(|| text.strip_prefix(name)).flatten();
        rest.is_some_and(|rest| furniture.bios.iter().any(|verb| rest.starts_with(verb)))
    };
    byline.iter().any(|name| {
        let several = name.contains(' ');
        follows(name) || (several && name.split(' ').next().is_some_and(follows))
    })
}

/// The name of the rule by which a paragraph is furniture, if it is.
#[must_use]
pub fn rule(paragraph: &str, language: &Language) -> Option<&'static str> {
    rule_of(&Line::of(paragraph), &language.furniture)
}

/// Whether a line is the heading of a link list (`Related stories`).
#[must_use]
pub fn heads_a_list(heading: &str, language: &Language) -> bool {
    is_list_heading(&Line::of(heading), &language.furniture)
}

/// Whether a text asks its reader to pay or to sign in before reading on.
#[must_use]
pub fn asks_for_payment(text: &str, language: &Language) -> bool {
    let line = Line::of(text);
    !line.folded.is_empty() && tables(&language.furniture).walls.any(&line.folded, &line.pairs)
}

/// A language's patterns, made ready to be compared with many lines.
struct Tables {
    /// Those of all its rules, and then of the rules for other languages.
    rules: Patterns,
    list_headings: Patterns,
    walls: Patterns,
    caption_credits: Patterns,
}

/// Those of each language of [`languages::ALL`].
static TABLES: LazyLock<Vec<Tables>> =
    LazyLock::new(|| languages::ALL.iter().map(|language| Tables::of(&language.furniture)).collect());

impl Tables {
    fn of(furniture: &Furniture) -> Tables {
        Tables {
            rules: Patterns::of(rules(furniture).map(|rule| rule.patterns)),
            list_headings: Patterns::of([furniture.list_headings, languages::list_headings_elsewhere()]),
            walls: Patterns::of([furniture.walls]),
            caption_credits: Patterns::of([furniture.caption_credits]),
        }
    }
}

/// The patterns of one of the languages' furniture.
fn tables(furniture: &Furniture) -> &'static Tables {
    let own =
        languages::ALL.iter().position(|language| std::ptr::eq(&raw const language.furniture, furniture));
    &TABLES[own.unwrap_or(0)]
}

/// A language's rules, in the order in which they are tried.
fn rules(furniture: &Furniture) -> impl Iterator<Item = &'static FurnitureRule> {
    furniture.rules.iter().chain(languages::furniture_elsewhere())
}

/// The agency that prints its name like this, where a credit stands.
#[must_use]
pub fn agency(printed: &str, language: &Language) -> Option<&'static str> {
    let agencies = language.furniture.agencies.iter();
    agencies.clone().find(|(known, _)| known.eq_ignore_ascii_case(printed.trim())).map(|(_, agency)| *agency)
}

/// Only the first paragraphs of a body can be its byline or its date: two of any kind, and more as long as all are lines of
/// a few words that end without a stop, as titles and names do.
const TOP_PARAGRAPHS: usize = 2;
const TOP_LINES: usize = 5;
const TOP_LINE_WORDS_MAX: usize = 20;

/// Whether a body's next paragraph after `kept` is still at its top.
fn is_top(kept: &[String]) -> bool {
    let is_short = |text: &String| {
        let line = Line::of(text);
        line.open && line.words <= TOP_LINE_WORDS_MAX
    };
    kept.len() < TOP_PARAGRAPHS || (kept.len() < TOP_LINES && kept.iter().all(is_short))
}

/// A paragraph, and what all rules ask of it.
struct Line<'t> {
    text: &'t str,
    /// Folded once, for short paragraphs only: no rule cuts a longer one.
    folded: String,
    /// The pairs of letters in its folded form.
    pairs: Pairs,
    words: usize,
    /// Ends without a stop.
    open: bool,
}

/// No paragraph longer than this is cut, in words.
const WORDS_MAX: usize = 90;

impl Line<'_> {
    fn of(text: &str) -> Line<'_> {
        let words = text.split_whitespace().take(WORDS_MAX + 1).count();
        let folded =
            if words > WORDS_MAX || text.len() > 16 * WORDS_MAX { String::new() } else { folded(text) };
        let end = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
        let open = !paragraphs::ends_sentence(end) && !end.ends_with(':');
        let pairs = Pairs::of(&folded);
        Line { text, folded, pairs, words, open }
    }
}

fn remove(article: &mut Article, text: &str, rule: &str) {
    article.removed.push(Removed { text: text.to_owned(), rule: rule.to_owned() });
}

fn rule_of(line: &Line<'_>, furniture: &Furniture) -> Option<&'static str> {
    if line.folded.is_empty() {
        return None;
    }
    let own = furniture.rules.len();
    let rule =
        |at: usize| furniture.rules.get(at).unwrap_or_else(|| &languages::furniture_elsewhere()[at - own]);
    let allows = |at: usize| line.words <= rule(at).words_max && (line.open || !rule(at).open);
    let found = tables(furniture).rules.group(&line.folded, &line.pairs, allows);
    found.map(|at| rule(at).name).or_else(|| is_caption(line, furniture).then_some("caption"))
}

/// The longest caption, in words, and how many of its last words can name who took the picture.
const CAPTION_WORDS: (usize, usize) = (70, 9);

/// Whether a paragraph ends as captions do, with the name of who took the picture.
fn is_caption(line: &Line<'_>, furniture: &Furniture) -> bool {
    if line.words > CAPTION_WORDS.0
        || !(line.open || line.text.ends_with([')', ']']) || line.text.ends_with(")."))
    {
        return false;
    }
    let start = line.folded.rmatch_indices(' ').nth(CAPTION_WORDS.1 - 1).map_or(0, |(at, _)| at);
    let tail = &line.folded[start..];
    tables(furniture).caption_credits.any(tail, &line.pairs)
}

fn is_list_heading(line: &Line<'_>, furniture: &Furniture) -> bool {
    let heading = line.folded.trim_end_matches([':', ' ', '>', '»']);
    line.words <= 8 && tables(furniture).list_headings.any(heading, &line.pairs)
}

/// The longest line of a link list, in words.
const LIST_LINE_WORDS_MAX: usize = 25;

/// The line after the link list that begins at `at`, if one does: its heading, then open lines, or the body's end.
fn list_end(lines: &[Line<'_>], at: usize, furniture: &Furniture) -> Option<usize> {
    if !is_list_heading(&lines[at], furniture) {
        return None;
    }
    let items =
        lines[at + 1..].iter().take_while(|line| line.open && line.words <= LIST_LINE_WORDS_MAX).count();
    let end = at + 1 + items;
    (items >= 2 || end == lines.len()).then_some(end)
}

/// Takes a line at the top that is the title again, the authors or the day; says whether it did.
fn top_line(article: &mut Article, line: &Line<'_>, furniture: &Furniture) -> bool {
    if !line.folded.is_empty() && article.title.as_deref().is_some_and(|title| folded(title) == line.folded) {
        remove(article, line.text, "repeated title");
        return true;
    }
    if is_authors(line, &article.byline) {
        remove(article, line.text, "byline");
        return true;
    }
    if let Some(names) = byline_of(line.text, languages::bylines(article.language.as_deref())) {
        if article.byline.is_empty() {
            article.byline = names;
        }
        remove(article, line.text, "byline");
        return true;
    }
    let dated = || date_line(line, furniture).or_else(|| named_date_line(line, furniture));
    if let Some(moment) = dated() {
        article.published.get_or_insert(moment);
        remove(article, line.text, "date line");
        return true;
    }
    false
}

/// Whether a line is the names of the article's authors and nothing else.
fn is_authors(line: &Line<'_>, byline: &[String]) -> bool {
    let names: Vec<&str> =
        line.folded.split([',', '&', '|', ';']).flat_map(|part| part.split(" and ")).map(str::trim).collect();
    let is_author = |name: &&str| byline.iter().any(|author| folded(author) == **name);
    line.words <= AUTHORS_WORDS_MAX && line.open && !names.is_empty() && names.iter().all(is_author)
}

/// The longest line of authors' names, in words.
const AUTHORS_WORDS_MAX: usize = 20;

/// The names of a line that is a byline and nothing else: `By Ana Reyes and Tom Hale`.
#[must_use]
pub fn byline(line: &str) -> Option<Vec<String>> {
    byline_of(line, languages::bylines(None))
}

/// The same for a line that begins with one of `openers` (`Par Ana Reyes et Tom Hale`).
#[must_use]
pub fn byline_of(line: &str, openers: &[&str]) -> Option<Vec<String>> {
    let names = openers.iter().find_map(|opener| line.strip_prefix(opener))?;
    let names = names.trim_start_matches(':').trim();
    if line.len() > 120 || names.ends_with(['.', '!', '?', ':']) && !names.ends_with("Jr.") {
        return None;
    }
    if is_desk(names) {
        return Some(vec![names.to_owned()]);
    }
    let mut found = Vec::new();
    for name in names.split([',', '&', '|', ';']).flat_map(apart) {
        let name = name.trim();
        let words: Vec<&str> = name.split_whitespace().collect();
        let small = |word: &&&str| !word.starts_with(|c: char| c.is_uppercase());
        let lower = words.iter().filter(small).count();
        if words.len() < 2
            || words.len() > 5
            || lower * 2 > words.len()
            || name.chars().any(|c| c.is_ascii_digit())
        {
            return None;
        }
        found.push(name.to_owned());
    }
    (!found.is_empty()).then_some(found)
}

/// Names that a line joins by a word for "and".
fn apart(names: &str) -> impl Iterator<Item = &str> {
    const AND: &[&str] =
        &[" and ", " und ", " et ", " y ", " e ", " en ", " och ", " og ", " dan ", " i ", " и ", " та "];
    let joint = AND.iter().find(|joint| names.contains(**joint)).unwrap_or(&" and ");
    names.split(*joint)
}

/// Whether the writers are named by their office and not by their names: `Harbour Post staff`.
fn is_desk(names: &str) -> bool {
    let words: Vec<&str> = names.split_whitespace().collect();
    let is_capital = |word: &&str| word.starts_with(|c: char| c.is_uppercase());
    let last = words.last().map(|word| word.to_lowercase()).unwrap_or_default();
    (2..=6).contains(&words.len())
        && words.first().is_some_and(is_capital)
        && words.iter().filter(|word| !is_capital(word)).count() <= 2
        && DESKS.contains(&last.as_str())
}

/// Words for those who write without being named.
const DESKS: &[&str] = &["staff", "desk", "reporters", "correspondents", "editors"];

/// The moment of a line that is a date and nothing else, perhaps after `Published` and the like; the earliest one of a line of
/// several (`Published 13 March 2024. Updated 14 March 2024`).
fn date_line(line: &Line<'_>, furniture: &Furniture) -> Option<Moment> {
    if line.words > 12 * DATES_MAX || line.folded.is_empty() {
        return None;
    }
    let known = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.is_empty()
            || furniture.date_line_words.contains(&word)
            || is_clock(word)
            || word.bytes().all(|byte| byte.is_ascii_digit() || byte == b':' || byte == b'.')
    };
    let mut rest = line.folded.as_str();
    let mut earliest: Option<Moment> = None;
    for _ in 0..DATES_MAX {
        let Some((moment, place)) = dates::find(rest, furniture.months) else { break };
        let before = &rest[..place.start as usize];
        if before.len() >= 40 || !before.split_whitespace().all(known) {
            return None;
        }
        earliest = Some(earliest.filter(|first| first.seconds() <= moment.seconds()).unwrap_or(moment));
        rest = &rest[place.end as usize..];
    }
    earliest.filter(|_| rest.len() < 40 && rest.split_whitespace().all(known))
}

/// How many dates a line that is dates and nothing else has, at most.
const DATES_MAX: usize = 2;

/// Whether a word is a time of day written as one: `3.20pm`.
fn is_clock(word: &str) -> bool {
    let figures = word.strip_suffix("am").or_else(|| word.strip_suffix("pm")).unwrap_or("");
    !figures.is_empty() && figures.bytes().all(|byte| byte.is_ascii_digit() || byte == b':' || byte == b'.')
}

/// The longest name before the date of a line, in words.
const NAMED_WORDS_MAX: usize = 6;

/// The moment of a line that is a name, a comma or bar, and a date: `Harbour Post, Tuesday June 10, 2025`. What is named may
/// be the outlet or the place, so the name is taken for neither.
fn named_date_line(line: &Line<'_>, furniture: &Furniture) -> Option<Moment> {
    let (name, rest) = line.text.split_once([',', '|', '–', '—'])?;
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_name = |word: &&str| word.starts_with(|c: char| c.is_uppercase()) || word.len() <= 3;
    let named = (1..=NAMED_WORDS_MAX).contains(&words.len())
        && words[0].starts_with(|c: char| c.is_uppercase())
        && words.iter().all(is_name);
    if named && line.open { date_line(&Line::of(rest), furniture) } else { None }
}

/// Whether a line says when it was printed or changed and nothing else (`Published 13 March 2024, 10:15 GMT`).
fn is_stamp(line: &Line<'_>, furniture: &Furniture) -> bool {
    let is_stamped = furniture.stamps.iter().any(|stamp| line.folded.contains(stamp));
    (is_stamped && date_line(line, furniture).is_some()) || is_signed(line, furniture) || is_time(line)
}

/// Whether a line is a time of day and nothing else, as above the entries of live blogs (`7:49PM`).
fn is_time(line: &Line<'_>) -> bool {
    line.words <= 2 && line.folded.contains([':', '.']) && is_clock(&line.folded.replace(' ', ""))
}

/// The most words of a name before the moment of an entry.
const SIGNED_WORDS: std::ops::RangeInclusive<usize> = 1..=4;

/// Whether a line is a name and a moment to the minute and nothing else, as below the entries of live blogs (`Ana Reyes2 March
/// 2024 22:17`).
fn is_signed(line: &Line<'_>, furniture: &Furniture) -> bool {
    if line.words > 10 || line.folded.is_empty() || !line.open {
        return false;
    }
    let Some((moment, place)) = dates::find(line.text, furniture.months) else { return false };
    let name: Vec<&str> = line.text[..place.start as usize].split_whitespace().collect();
    let is_name = |word: &&str| {
        word.starts_with(|c: char| c.is_uppercase()) && word.chars().all(|c| !c.is_ascii_digit())
    };
    moment.time.is_some()
        && SIGNED_WORDS.contains(&name.len())
        && name.iter().all(is_name)
        && line.text[place.range()].len() + name.join(" ").len() + 6 >= line.text.len()
}

/// A paragraph without what a network adds to an embedded post: link of its picture, author's handle, day. What
/// was cut goes to `removed`; `None` if nothing remains.
fn without_post_furniture(article: &mut Article, text: &str, furniture: &Furniture) -> Option<String> {
    let cuts = post_furniture(text, furniture);
    if cuts.is_empty() {
        return Some(text.to_owned());
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for cut in &cuts {
        out.push_str(&text[at..cut.start as usize]);
        remove(article, cut.of(text).trim(), "embedded post");
        at = cut.end as usize;
    }
    out.push_str(&text[at..]);
    let out = paragraphs::squeezed(&out);
    (!out.is_empty()).then_some(out)
}

/// How the links begin that networks add to posts.
const POST_LINKS: &[&str] = &["pic.twitter.com/", "pic.x.com/", "https://t.co/", "http://t.co/"];

/// The places of post furniture in a paragraph, in order and apart.
fn post_furniture(text: &str, furniture: &Furniture) -> Vec<Span> {
    let mut cuts: Vec<Span> = Vec::new();
    if !text.contains("t.co/") && !text.contains("pic.") && !text.contains("(@") {
        return cuts;
    }
    for prefix in POST_LINKS {
        for (start, _) in text.match_indices(prefix) {
            let rest = &text[start + prefix.len()..];
            let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            cuts.push(Span::new(start, start + prefix.len() + length));
        }
    }
    for (at, _) in text.match_indices("(@") {
        cuts.extend(attribution(text, at, furniture));
    }
    cuts.sort_unstable();
    cuts.dedup_by(|next, last| next.start < last.end);
    cuts
}

/// The longest author's name of a post, in bytes.
const AUTHOR_BYTES_MAX: usize = 80;

/// The place of `— Name (@handle) September 23, 2021` around the handle at `at`.
fn attribution(text: &str, at: usize, furniture: &Furniture) -> Option<Span> {
    let handle = &text[at + 2..];
    let length = handle.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
    if length == 0 || !handle[length..].starts_with(')') {
        return None;
    }
    let end = at + 2 + length + 1;
    let from = (at.saturating_sub(AUTHOR_BYTES_MAX)..=at).find(|&from| text.is_char_boundary(from))?;
    let dash = text[from..at].rfind(['—', '–']).map(|dash| from + dash);
    let start = dash.or_else(|| (from == 0).then_some(0))?;
    let rest = &text[end..];
    let day = dates::leading(rest, furniture.months).map(|(_, length)| length);
    match day {
        Some(length) => Some(Span::new(start, end + length)),
        None if dash.is_some() && rest.trim().is_empty() => Some(Span::new(start, text.len())),
        None => None,
    }
}

/// The agency of a dateline: `GENEVA (Reuters) - `, `(AP) — `. Only the first words of the body can hold one.
fn dateline_agency(text: &str, furniture: &Furniture) -> Option<&'static str> {
    text.split("\n\n")
        .take(DATELINE_PARAGRAPHS)
        .find_map(|paragraph| agency_of_dateline(paragraph, furniture))
}

/// A dateline can follow a title and a summing-up.
const DATELINE_PARAGRAPHS: usize = 3;

fn agency_of_dateline(paragraph: &str, furniture: &Furniture) -> Option<&'static str> {
    let end = paragraph.char_indices().nth(90).map_or(paragraph.len(), |(at, _)| at);
    let head = &paragraph[..end];
    let open = head.find('(')?;
    let close = open + head[open..].find(')')?;
    let dashed = head[close + 1..].trim_start().starts_with(['-', '—', '–', ':']);
    let place = head[..open].trim();
    let capital = place.split_whitespace().next().is_some_and(|word| word.chars().all(|c| !c.is_lowercase()));
    if !(dashed || capital && place.len() < 40) {
        return None;
    }
    let name = head[open + 1..close].trim();
    furniture.agencies.iter().find(|(printed, _)| *printed == name).map(|(_, agency)| *agency)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The most stars that a pattern has.
    const STARS_MAX: usize = 8;

    #[test]
    fn no_pattern_has_too_many_stars() {
        for furniture in ["en", "es"].map(|code| &Language::of(Some(code)).furniture) {
            let elsewhere = languages::list_headings_elsewhere();
            let lists = [furniture.list_headings, furniture.walls, furniture.caption_credits, elsewhere];
            let rules =
                furniture.rules.iter().chain(languages::furniture_elsewhere()).map(|rule| rule.patterns);
            for pattern in lists.into_iter().chain(rules).flatten() {
                assert!(pattern.matches('*').count() <= STARS_MAX, "{pattern}");
            }
        }
    }

    #[test]
    fn a_post_keeps_its_words() {
        let mut article = Article {
            text:
                "The ferry is safe, we are told. pic.twitter.com/aB3xY — Ana Reyes (@anareyes_) May 2, 2024"
                    .into(),
            ..Article::default()
        };
        cut(&mut article);
        assert_eq!(article.text, "The ferry is safe, we are told.");
        let cuts: Vec<&str> = article.removed.iter().map(|cut| cut.text.as_str()).collect();
        assert_eq!(cuts, ["pic.twitter.com/aB3xY", "— Ana Reyes (@anareyes_) May 2, 2024"]);
    }

    #[test]
    fn stamps_are_cut_anywhere() {
        let text = "One.\n\nTwo.\n\nThree.\n\nPublished 13 March 2024, 10:15 GMT\n\nPublished on 13 March 2024 by the council, the figures shocked many.";
        let mut article = Article { text: text.into(), ..Article::default() };
        cut(&mut article);
        assert_eq!(article.removed.len(), 1);
        assert_eq!(
            (article.removed[0].text.as_str(), article.removed[0].rule.as_str()),
            ("Published 13 March 2024, 10:15 GMT", "date line")
        );
    }

    #[test]
    fn lines_at_the_top_tell_author_and_day() {
        let text = "Ferry sinks off the northern quay\n\nBy Post and Echo staff\n\nJune 9, 2025\n\nThe ferry sank on Monday.\n\nJune 7, 2025";
        let mut article = Article { text: text.into(), ..Article::default() };
        cut(&mut article);
        assert_eq!(
            article.text,
            "Ferry sinks off the northern quay\n\nThe ferry sank on Monday.\n\nJune 7, 2025"
        );
        assert_eq!(article.byline, ["Post and Echo staff"]);
        assert_eq!(article.published.map(|moment| moment.to_string()).as_deref(), Some("2025-06-09"));
        let day = |text: &str| {
            let mut article = Article { text: format!("{text}\n\nThe ferry sank."), ..Article::default() };
            cut(&mut article);
            article.published.map(|moment| moment.to_string())
        };
        assert_eq!(day("Harbour Post, Tuesday June 10, 2025").as_deref(), Some("2025-06-10"));
        assert_eq!(day("Wednesday 13 March 2024 Updated 4 hours ago").as_deref(), Some("2024-03-13"));
        assert_eq!(
            day("Updated 14 March 2024, 9.05am. Published 13 March 2024, 3.20pm").as_deref(),
            Some("2024-03-13T15:20:00")
        );
        assert_eq!(day("Published 13 March 2024. The ferry sank on 14 March 2024"), None);
        assert_eq!(day("Ferry sinks, June 10, 2025 with nobody aboard"), None);
        assert_eq!(day("The ferry sank, June 10, 2025"), None);
    }

    #[test]
    fn lines_at_the_top_are_known_in_other_languages() {
        for (language, byline, day) in [
            ("de", "Von Ana Reyes und Tom Hale", "Aktualisiert am 2. Mai 2024, 14:30 Uhr"),
            ("fr", "Par Ana Reyes et Tom Hale", "Publié le 2 mai 2024 à 14h30"),
            ("pt-br", "Por Ana Reyes e Tom Hale", "Publicado em 02/05/2024 às 14h30"),
            ("nb", "Av Ana Reyes og Tom Hale", "Publisert torsdag 2. mai 2024 kl. 14.30"),
            ("id", "Oleh Ana Reyes dan Tom Hale", "Kamis, 2 Mei 2024 14:30 WIB"),
        ] {
            let text = format!("{byline}\n\n{day}\n\nFerry 4 tenggelam.");
            let mut article = Article { text, language: Some(language.into()), ..Article::default() };
            cut(&mut article);
            assert_eq!(article.text, "Ferry 4 tenggelam.", "{language}");
            assert_eq!(article.byline, ["Ana Reyes", "Tom Hale"], "{language}");
            let published = article.published.map(|moment| moment.to_string());
            assert_eq!(published.as_deref(), Some("2024-05-02T14:30:00"), "{language}");
        }
        let text = "Von Miller and Tom Hale\n\nThey won.";
        let mut article = Article { text: text.into(), ..Article::default() };
        cut(&mut article);
        assert_eq!(article.text, text);
    }

    #[test]
    fn a_time_alone_is_no_text() {
        let mut article = Article {
            text: "One.\n\n7:49PM\n\nTwo.\n\n7.12 pm\n\n1984\n\nVersion 7.5".into(),
            ..Article::default()
        };
        cut(&mut article);
        assert_eq!(article.text, "One.\n\nTwo.\n\n1984\n\nVersion 7.5");
    }

    #[test]
    fn furniture_of_other_languages_is_known() {
        let lines = [
            ("related link", "Lesen Sie auch: Fähre sinkt vor der Nordmole"),
            ("related link", "À lire aussi Le bac coule devant le quai"),
            ("related link", "Читайте также: паром затонул"),
            ("advertisement", "- Anzeige -"),
            ("share or comment", "Condividi"),
            (
                "newsletter",
                "Inscrivez-vous gratuitement à notre newsletter pour recevoir le meilleur de la semaine.",
            ),
            ("legal line", "© Riproduzione riservata"),
        ];
        for (rule, line) in lines {
            assert_eq!(super::rule(line, Language::of(None)), Some(rule), "{line}");
        }
        for line in [
            "Lesen und schreiben lernte sie erst auf dem Schiff.",
            "Partager le pain, c'est tout ce qui restait.",
        ] {
            assert_eq!(super::rule(line, Language::of(None)), None, "{line}");
        }
    }

    #[test]
    fn who_wrote_it_is_no_text() {
        let text = "Ana Reyes was the first to see it.\n\nThe ferry sank.\n\nAna Reyes2 March 2024 22:17\n\nNobody was hurt.\n\nAna Reyes is a reporter for the Post.\n\nAna covers ships.\n\nAna, her cat, was saved.";
        let mut article =
            Article { text: text.into(), byline: vec!["Ana Reyes".into()], ..Article::default() };
        cut(&mut article);
        let cuts: Vec<&str> = article.removed.iter().map(|cut| cut.text.as_str()).collect();
        assert_eq!(
            cuts,
            ["Ana Reyes2 March 2024 22:17", "Ana Reyes is a reporter for the Post.", "Ana covers ships."]
        );
    }

    #[test]
    fn agencies_of_datelines() {
        let agency = |text: &str| {
            let mut article = Article { text: text.into(), ..Article::default() };
            cut(&mut article);
            article.agency
        };
        assert_eq!(agency("GENEVA (Reuters) - The talks failed.").as_deref(), Some("Reuters"));
        assert_eq!(
            agency("PORT ELLEN, Scotland (AP) — The ferry sank.").as_deref(),
            Some("Associated Press")
        );
        assert_eq!(agency("The Advanced Placement (AP) tests were cancelled."), None);
        assert_eq!(agency("The ferry sank (see map)."), None);
    }

    #[test]
    fn the_authors_names_at_the_top_are_no_text() {
        let kept = |line: &str| {
            let byline = vec!["Ana Reyes".to_owned(), "Tom Hale".to_owned()];
            let mut article =
                Article { text: format!("{line}\n\nThe ferry sank."), byline, ..Article::default() };
            cut(&mut article);
            article.text.starts_with(line)
        };
        assert!(!kept("Ana Reyes and Tom Hale") && !kept("TOM HALE") && !kept("Ana Reyes, Tom Hale"));
        assert!(kept("Ana Reyes and Mia Hale") && kept("Ana Reyes and Tom Hale."));
    }

    #[test]
    fn bylines_are_names_only() {
        assert_eq!(byline("By Ana Reyes and Tom Hale"), Some(vec!["Ana Reyes".into(), "Tom Hale".into()]));
        for line in
            ["By Monday the ferry was gone.", "By then", "By Tuesday, rescuers had arrived", "Ana Reyes"]
        {
            assert_eq!(byline(line), None, "{line}");
        }
    }

    proptest! {
        #[test]
        fn cutting_twice_is_cutting_once(text in "(Read Also: \\PC{0,20}|Share|\\PC{0,60}|— A B \\(@ab\\) May 2, 2024|\n|\n\n){0,8}") {
            let mut once = Article { text, ..Article::default() };
            cut(&mut once);
            let mut twice = once.clone();
            cut(&mut twice);
            prop_assert_eq!(once.text, twice.text);
        }
    }
}
