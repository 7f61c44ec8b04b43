//! What the page shows: who is account 3, what it is called, and which of its words are evidence.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{dates, phrases};
use crate::article::told_apart;
use crate::report::{Article, Origin, Report, Span, Story};

/// A story and its accounts, ready to show.
pub(super) struct StoryView<'a> {
    pub(super) story: &'a Story,
    /// The fragment of the story's own section.
    pub(super) anchor: String,
    /// In the story's order.
    pub(super) accounts: Vec<Account<'a>>,
    /// What is new in it, if that was asked.
    pub(super) news: Option<phrases::News<'a>>,
    by_id: BTreeMap<&'a str, usize>,
}

/// An article as the page shows it.
pub(super) struct Account<'a> {
    pub(super) article: &'a Article,
    pub(super) origin: Option<&'a Origin>,
    /// From 1; citations print it.
    pub(super) number: usize,
    /// The outlet, else the input file's name; never empty.
    pub(super) label: String,
    /// The article's place among all articles of the report: makes fragments unique on the page.
    pub(super) place: usize,
    /// Its text's length in code points.
    pub(super) length: usize,
    /// Its evidence, in reading order, longer spans first.
    pub(super) marks: Vec<Mark>,
}

/// A stretch of an article's text that something on the page cites, in code points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) start: u32,
    pub(super) end: u32,
    /// Class names of all that it is evidence for, sorted.
    pub(super) roles: Vec<&'static str>,
}

impl StoryView<'_> {
    /// The account in which the span stands.
    pub(super) fn account(&self, article: &str) -> Option<&Account<'_>> {
        self.by_id.get(article).map(|&at| &self.accounts[at])
    }

    /// In how many origin groups the spans stand; an account of no known group counts as one of its own.
    pub(super) fn origins<'s>(&self, spans: impl Iterator<Item = &'s Span>) -> usize {
        let group =
            |account: &Account| account.origin.map_or(account.article.id.clone(), |origin| origin.id.clone());
        let groups: BTreeSet<String> =
            spans.filter_map(|span| self.account(&span.article)).map(group).collect();
        groups.len()
    }

    /// The days on which the accounts were printed, in words.
    pub(super) fn days(&self) -> Option<String> {
        let days = self.accounts.iter().filter_map(|account| account.article.published.as_deref());
        let (first, last) = (days.clone().min()?, days.max()?);
        let (first, last) = (dates::day(first), dates::day(last));
        Some(if first == last { first } else { format!("{first} to {last}") })
    }
}

impl Account<'_> {
    /// The words of a span with some of those before and behind it in its paragraph.
    pub(super) fn around(&self, span: &Span) -> (String, &str, String) {
        const AROUND_MOST: usize = 36;
        let byte = |at: u32| {
            let found = self.article.text.char_indices().nth(at as usize);
            found.map_or(self.article.text.len(), |(byte, _)| byte)
        };
        let (start, end) = (byte(span.start), byte(span.end.max(span.start)));
        let (before, behind) = (&self.article.text[..start], &self.article.text[end..]);
        let before = before.rsplit("\n\n").next().unwrap_or_default();
        let behind = behind.split("\n\n").next().unwrap_or_default();
        (last_words(before, AROUND_MOST), &self.article.text[start..end], first_words(behind, AROUND_MOST))
    }

    /// The fragment of the article's own section.
    pub(super) fn anchor(&self) -> String {
        format!("a{}", self.place)
    }

    /// Whether the span is a place in its text, so that a link to it leads somewhere.
    pub(super) fn has_words(&self, span: &Span) -> bool {
        span.start < span.end && (span.start as usize) < self.length
    }

    /// The fragment of words in it.
    pub(super) fn words_anchor(&self, start: u32, end: u32) -> String {
        format!("w{}-{start}-{end}", self.place)
    }
}

/// The report's stories, each with its accounts numbered from 1.
pub(super) fn stories(report: &Report) -> Vec<StoryView<'_>> {
    let places: BTreeMap<&str, usize> =
        report.articles.iter().enumerate().map(|(place, article)| (article.id.as_str(), place)).collect();
    let stories = report.stories.iter().enumerate();
    stories.map(|(number, story)| story_view(report, &places, number, story)).collect()
}

/// The articles that share a story with no other.
pub(super) fn apart(report: &Report) -> Vec<Account<'_>> {
    let articles = report.articles.iter().enumerate();
    let alone = articles.filter(|(_, article)| report.apart.contains(&article.id));
    let mut accounts: Vec<Account> = alone.map(|(place, article)| account(article, place, None)).collect();
    number_and_label(&mut accounts);
    accounts
}

fn story_view<'a>(
    report: &'a Report,
    places: &BTreeMap<&str, usize>,
    number: usize,
    story: &'a Story,
) -> StoryView<'a> {
    let mut accounts: Vec<Account> = Vec::new();
    for id in &story.articles {
        if let Some(&place) = places.get(id.as_str()) {
            let origin = story.origins.iter().find(|origin| origin.articles.contains(id));
            accounts.push(account(&report.articles[place], place, origin));
        }
    }
    number_and_label(&mut accounts);
    let by_id = accounts.iter().enumerate().map(|(at, account)| (account.article.id.as_str(), at)).collect();
    let news = phrases::news(report, story);
    let mut view = StoryView { story, anchor: format!("s{}", number + 1), accounts, news, by_id };
    place_marks(&mut view);
    view
}

fn account<'a>(article: &'a Article, place: usize, origin: Option<&'a Origin>) -> Account<'a> {
    let length = article.text.chars().count();
    Account {
        article,
        origin,
        number: 0,
        label: phrases::label(article).to_owned(),
        place,
        length,
        marks: Vec::new(),
    }
}

/// The end of a text, from a word's beginning, with an ellipsis where something is left out.
fn last_words(text: &str, most: usize) -> String {
    let Some((cut, _)) = text.char_indices().rev().nth(most) else { return text.to_owned() };
    let rest = &text[cut..];
    format!("…{}", rest.find(' ').map_or(rest, |space| &rest[space + 1..]))
}

/// The beginning of a text, up to a word's end, with an ellipsis where something is left out.
fn first_words(text: &str, most: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let rest = &text[..cut];
    format!("{}…", rest.rfind(' ').map_or(rest, |space| &rest[..space]))
}

/// Numbers the accounts, and tells apart those of one outlet.
fn number_and_label(accounts: &mut [Account]) {
    let labels = told_apart(accounts.iter().map(|account| account.label.as_str()));
    for (at, (account, label)) in accounts.iter_mut().zip(labels).enumerate() {
        account.number = at + 1;
        account.label = label;
    }
}

fn place_marks(view: &mut StoryView) {
    let mut roles: BTreeMap<(usize, u32, std::cmp::Reverse<u32>), Vec<&'static str>> = BTreeMap::new();
    visit(view.story, &mut |span, role| {
        if let Some(&at) = view.by_id.get(span.article.as_str())
            && span.start < span.end
        {
            let entry = roles.entry((at, span.start, std::cmp::Reverse(span.end))).or_default();
            if !entry.contains(&role) {
                entry.push(role);
            }
        }
    });
    for ((at, start, end), mut roles) in roles {
        roles.sort_unstable();
        view.accounts[at].marks.push(Mark { start, end: end.0, roles });
    }
}

/// Calls with every span that the page cites, and what it is evidence for.
fn visit<'a>(story: &'a Story, see: &mut dyn FnMut(&'a Span, &'static str)) {
    let mut all = |spans: &'a [Span], role| spans.iter().for_each(|span| see(span, role));
    story.brief.iter().for_each(|sentence| all(&sentence.spans, "told"));
    story.claims.iter().flat_map(|claim| &claim.readings).for_each(|reading| all(&reading.spans, "fact"));
    story.timeline.iter().for_each(|entry| all(&entry.spans, "time"));
    story.sources.iter().for_each(|source| all(&source.cited_by, "source"));
    story.origins.iter().for_each(|origin| all(&origin.evidence, "source"));
    story.names.iter().flat_map(|name| &name.forms).for_each(|form| all(&form.spans, "name"));
    story.quotes.iter().flat_map(|quote| &quote.variants).for_each(|variant| see(&variant.span, "said"));
    story.denials.iter().for_each(|denial| see(&denial.span, "denial"));
}

#[cfg(test)]
mod tests {
    use super::{first_words, last_words};

    #[test]
    fn words_around_are_whole() {
        assert_eq!(last_words("of the three boats, ", 14), "…three boats, ");
        assert_eq!(last_words("three", 14), "three");
        assert_eq!(first_words(" people were on board", 13), " people were…");
        assert_eq!(first_words(" died", 13), " died");
    }
}
