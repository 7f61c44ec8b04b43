//! The comparison of one story's accounts: what they agree on, where they differ, who said what in whose words.
//!
//! Accounts are compared by their statements and layers, never by whole texts. Similarity proposes; names, numbers,
//! dates and polarity decide. Support is counted in origin groups, by [`crate::stories::origins::support`] alone.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article;
use crate::claims::Account;
use crate::document::{self, Approximator, Form, SourceKind, SourceRelation};
use crate::languages::Language;
use crate::stories::origins::{self, Origin};
use crate::text::Span;

mod align;
mod cast;
mod collate;
mod denials;
mod events;
mod facts;
mod figures;
mod headings;
mod omissions;
mod sources;

pub use cast::{Cast, Member};

/// The accounts of one story, ready to be compared.
#[derive(Clone, Debug)]
pub struct Story<'a> {
    /// The accounts, in order of printing.
    pub accounts: &'a [Account],
    /// Their origin groups.
    pub origins: &'a [Origin],
    /// What each account is called in sentences, no two the same: its outlet, else its file's name.
    pub labels: Vec<String>,
    /// The origin group of each account.
    pub groups: Vec<usize>,
    /// Who and what it is about, joined across the accounts.
    cast: Cast,
}

/// A place in a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The account, as an index into the story.
    pub account: usize,
    /// The place in its text.
    pub span: Span,
}

/// What a comparison says.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// What accounts agree or differ on, most telling first.
    pub claims: Vec<Claim>,
    /// Who said what, in order of first printing.
    pub quotations: Vec<Quotation>,
    /// Who and what the story is about.
    pub cast: Cast,
    /// Where the outlets have it from.
    pub sources: Vec<Source>,
    /// What somebody disputes.
    pub denials: Vec<Denial>,
    /// What most independent accounts tell and one does not, weightiest first.
    pub left_out: Vec<Omission>,
    /// Sentences of two accounts that tell the same in part, surest first.
    pub near: Vec<Near>,
}

/// Two sentences of different accounts that tell the same in part.
#[derive(Clone, Copy, Debug)]
pub struct Near {
    /// The sentence of the earlier account.
    pub first: Place,
    /// The sentence of the later account.
    pub second: Place,
    /// How sure it is, 0 to 1.
    pub score: f32,
}

/// One thing that accounts can agree or differ on.
#[derive(Clone, Debug)]
pub struct Claim {
    /// What sort of thing.
    pub kind: Kind,
    /// What is counted, dated, named or asserted, in words of an account.
    pub subject: String,
    /// How the readings stand to each other.
    pub verdict: Verdict,
    /// 0 to 1: how sure it is that the readings speak of the same thing.
    pub score: f32,
    /// How much it tells of the story, for ordering; larger is more.
    pub weight: f32,
    /// Its versions.
    pub readings: Vec<Reading>,
}

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ClaimKind")]
pub enum Kind {
    /// Something happened.
    Event,
    /// So many, so much.
    Quantity,
    /// When.
    Date,
    /// Who or what, by name.
    Name,
    /// Where.
    Place,
    /// What somebody is.
    Role,
    /// What somebody said.
    Said,
}

/// How the readings of a claim stand to each other, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The status.
    pub status: Status,
    /// The rule that gave it.
    pub rule: &'static str,
    /// The reason in one plain sentence.
    pub because: String,
}

/// How the readings of a claim stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Two origin groups or more, one reading.
    Agreed,
    /// One origin group only.
    Single,
    /// They cannot all be true of the same thing at the same time.
    Conflict,
    /// They differ by rounding, precision or approximator only.
    Compatible,
    /// A later one replaces an earlier one.
    Revised,
    /// They count or mean different things.
    Scope,
}

/// One version of a claim.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// A number, a date, or the form as printed.
    pub value: Option<Value>,
    /// What a number measures.
    pub unit: Option<String>,
    /// How a number is bounded or blurred.
    pub approximator: Option<Approximator>,
    /// The moment it speaks of, ISO 8601.
    pub as_of: Option<String>,
    /// Where it stands.
    pub places: Vec<Place>,
    /// Whom the accounts have it from.
    pub according_to: Vec<Attribution>,
}

/// Whom some accounts have a reading from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The source's name, as the first of them gives it.
    pub name: String,
    /// The accounts that have it from there, in the story's order.
    pub accounts: Vec<usize>,
}

/// A number or a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A plain number.
    Number(f64),
    /// A date or a form as printed.
    Text(String),
}

/// One utterance and how each account prints it.
#[derive(Clone, Debug)]
pub struct Quotation {
    /// Who said it, in full.
    pub speaker: Option<String>,
    /// The longest wording.
    pub canonical: String,
    /// Where it stands, the canonical wording among them.
    pub variants: Vec<Variant>,
    /// Through whom it was heard.
    pub heard: Vec<String>,
    /// The offices and companies that accounts give the very words to, where they are not one: each with the words naming it.
    pub bodies: Vec<(String, Vec<Place>)>,
}

/// An utterance as one account prints it.
#[derive(Clone, Debug)]
pub struct Variant {
    /// How much of it stands in quotation marks.
    pub form: Form,
    /// Where its words stand.
    pub place: Place,
    /// The reporting words.
    pub cue: Option<Span>,
    /// The words naming the speaker.
    pub speaker: Option<Span>,
    /// The channel.
    pub via: Option<Span>,
    /// Where it differs from the canonical wording.
    pub differs: Vec<Difference>,
}

/// One difference between a variant and the canonical wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What was done.
    pub op: Op,
    /// The canonical words.
    pub ours: String,
    /// The variant's words.
    pub theirs: String,
}

/// What a variant does to the canonical wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// Words added.
    Insert,
    /// Words left out.
    Delete,
    /// Other words.
    Replace,
    /// The same words, other letters' case.
    Case,
    /// The same words, other marks.
    Punctuation,
}

/// Whom the outlets have it from.
#[derive(Clone, Debug)]
pub struct Source {
    /// As short as it can be named.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// How the outlets have it.
    pub relation: SourceRelation,
    /// The words that say so.
    pub places: Vec<Place>,
}

/// A statement that disputes another.
#[derive(Clone, Debug)]
pub struct Denial {
    /// Who disputes it.
    pub by: Option<String>,
    /// The disputed claim, as an index into [`Comparison::claims`].
    pub claim: Option<usize>,
    /// The disputing words.
    pub place: Place,
    /// The words that make it a denial.
    pub cue: Option<Span>,
}

/// Something that most independent accounts tell and one does not.
#[derive(Clone, Debug)]
pub struct Omission {
    /// What they tell, as an index into [`Comparison::claims`].
    pub claim: usize,
    /// The account that does not.
    pub account: usize,
    /// Who tells it, and since when, in one plain sentence.
    pub because: String,
}

impl<'a> Story<'a> {
    /// The story of some accounts, in order of printing.
    #[must_use]
    pub fn new(accounts: &'a [Account], origins: &'a [Origin]) -> Story<'a> {
        let labels = article::told_apart(accounts.iter().map(outlet));
        let groups = origins::group_of(origins, accounts.len());
        let mut story = Story { accounts, origins, labels, groups, cast: Cast::default() };
        story.cast = Cast::of(&story);
        story
    }

    /// The words at a place.
    #[must_use]
    pub fn words(&self, place: Place) -> &'a str {
        place.span.of(&self.accounts[place.account].document.article.text)
    }

    /// The statement at a place, or its sentence where the statement cannot be read alone ("since he was elected").
    #[must_use]
    pub fn in_full(&self, place: Place) -> Place {
        headings::in_full(self, place)
    }

    /// In how many independent origin groups the places stand.
    #[must_use]
    pub fn support(&self, places: &[Place]) -> usize {
        let groups: Vec<usize> = places.iter().map(|place| self.groups[place.account]).collect();
        origins::support(self.origins, &groups)
    }

    /// In how many accounts the places stand.
    #[must_use]
    pub fn accounts_of(&self, places: &[Place]) -> usize {
        accounts_of(places).len()
    }

    /// The tables of the story's language: that of its first account.
    pub(crate) fn language(&self) -> &'static Language {
        Language::of(self.accounts.first().and_then(|account| account.document.article.language.as_deref()))
    }

    /// The outlet of the story that a short name means ("Lantern", "The Lantern" for "The Daily Lantern"); else the name
    /// without its article.
    fn full_name<'n>(&'n self, name: &'n str) -> &'n str {
        let name = without_article(name);
        let is_short = |outlet: &&str| {
            outlet.strip_suffix(name).is_some_and(|rest| rest.ends_with(' '))
                && name.starts_with(char::is_uppercase)
        };
        let mut outlets = self.accounts.iter().map(outlet).filter(is_short);
        let first = outlets.next();
        first.filter(|first| outlets.all(|other| other == *first)).unwrap_or(name)
    }

    /// Whether an outlet's name is that of an account itself: "told The Post" in the Estmere Post.
    fn is_own(&self, account: usize, name: &str) -> bool {
        let own = outlet(&self.accounts[account]).to_lowercase();
        let name = without_article(name).to_lowercase();
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        !name.is_empty() && words(&own).ends_with(&words(&name))
    }

    /// The accounts' labels, each once, as a list in a sentence ("A, B and C").
    fn named(&self, places: &[Place]) -> String {
        let labels = accounts_of(places).into_iter().map(|account| self.labels[account].as_str());
        listed(&labels.collect::<Vec<_>>())
    }
}

/// The accounts of some places, each once, in the story's order.
fn accounts_of(places: &[Place]) -> Vec<usize> {
    let mut accounts: Vec<usize> = places.iter().map(|place| place.account).collect();
    accounts.sort_unstable();
    accounts.dedup();
    accounts
}

/// "A", "A and B", "A, B and C".
fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// What an account's outlet is called.
fn outlet(account: &Account) -> &str {
    let article = &account.document.article;
    article::called(article.outlet.as_deref(), &article.input, &article.id.0)
}

/// Compares the accounts of a story.
#[must_use]
pub fn compare(story: &Story<'_>) -> Comparison {
    let cast = story.cast.clone();
    let units = align::Units::of(story, &cast);
    let pairs = units.pairs();
    let clusters = align::clusters(&units, &pairs);
    let quotations = collate::find(story, &cast);
    let mut claims = figures::find(story, &cast, &units);
    // Facts of one kind are told by statements that tell one thing, not by what a long one tells beside it.
    let surest = &clusters[..clusters.partition_point(|cluster| !cluster.again)];
    claims.extend(facts::find(story, &cast, &units, surest));
    claims.extend(events::find(story, &units, &clusters));
    claims.extend(collate::claims(story, &quotations));
    claims.extend(collate::speakers(story, &quotations));
    claims.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| first(a).cmp(&first(b))));
    let denials = denials::find(story, &cast, &units, &claims);
    Comparison {
        sources: sources::find(story),
        left_out: omissions::find(story, &units, &claims),
        claims,
        quotations,
        cast,
        denials,
        near: units.near(story, &pairs),
    }
}

fn first(claim: &Claim) -> Option<Place> {
    claim.readings.iter().flat_map(|reading| reading.places.iter().copied()).min()
}

/// Whom accounts have the words at these places from: speakers of reported speech around them, and sources whose
/// content holds them, but never the outlet itself. Each is told once, by the full name that the story knows, else by
/// the first that an account gives: "survivors" and "Survivors", "Ann Hale" and "Mayor Ann Hale" are one.
#[must_use]
pub fn according_to(story: &Story<'_>, places: &[Place]) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    for &place in places {
        let document = &story.accounts[place.account].document;
        let holds = |content: Span| content.shared(place.span) * 2 > place.span.len();
        let speakers = document.quotes.iter().filter(|quote| holds(quote.span)).filter_map(|quote| {
            let printed = quote.reference.as_deref()?;
            // "A copy" and "AP reports" are sources as well, and have better names as such.
            let better = |source: &document::Source| match source.kind {
                _ if source.content != Some(quote.span) => false,
                SourceKind::Outlet | SourceKind::Agency => {
                    is_named_in(printed, &source.name) || is_named_in(&source.name, printed)
                }
                SourceKind::Person => false,
                _ => quote.entity.is_none() && is_named_in(&source.name, printed),
            };
            let as_source = document.sources.iter().any(better);
            (!as_source).then(|| story.cast.full_name(place.account, quote.entity, printed))
        });
        let sources = document.sources.iter().filter(|source| source.content.is_some_and(holds));
        let sources = sources.map(|source| sources::name(story, place.account, source));
        for name in speakers.chain(sources).filter(|name| !story.is_own(place.account, name)) {
            attribute(&mut found, story.full_name(&name), place.account);
        }
    }
    found
}

/// Whether every word of a name is one of some words.
fn is_named_in(name: &str, words: &str) -> bool {
    name.split_whitespace().all(|part| words.split_whitespace().any(|word| word == part))
}

fn attribute(found: &mut Vec<Attribution>, name: &str, account: usize) {
    match found.iter_mut().find(|known| is_one_name(&known.name, name)) {
        Some(known) if known.accounts.contains(&account) => {}
        Some(known) => known.accounts.push(account),
        None => found.push(Attribution { name: name.to_owned(), accounts: vec![account] }),
    }
}

/// Whether two names are the same but for capitals, an article, the words of a role before a name of two words or the
/// document behind it ("Ann Hale letter").
fn is_one_name(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        without_article(name).split_whitespace().map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short == long || short.len() >= 2 && (long.ends_with(&short) || long.starts_with(&short))
}

/// A name without the article before it.
fn without_article(name: &str) -> &str {
    const ARTICLES: &[&str] = &["the", "a", "an"];
    match name.split_once(' ') {
        Some((first, rest)) if ARTICLES.iter().any(|article| first.eq_ignore_ascii_case(article)) => rest,
        _ => name,
    }
}

/// Where a phrase stands in a text as whole words.
fn word_at(text: &str, phrase: &str) -> Option<std::ops::Range<usize>> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(phrase).map(|(at, _)| at..at + phrase.len()).find(|range| {
        !letter(text[..range.start].chars().next_back()) && !letter(text[range.end..].chars().next())
    })
}

/// Groups of things, 0 to `count`, that grow from the surest link on: a link joins the groups of its two ends where
/// `may_join` lets it. Every thing is in one group; the groups stand by their first members' order.
fn joined(
    count: usize,
    links: impl IntoIterator<Item = (f32, usize, usize)>,
    may_join: impl Fn(&[usize], &[usize]) -> bool,
) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = (0..count).map(|at| vec![at]).collect();
    let mut home: Vec<usize> = (0..count).collect();
    for (_, a, b) in links {
        let (x, y) = (home[a].min(home[b]), home[a].max(home[b]));
        if x != y && may_join(&groups[x], &groups[y]) {
            let moved = std::mem::take(&mut groups[y]);
            moved.iter().for_each(|&at| home[at] = x);
            groups[x].extend(moved);
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_sentences_do() {
        assert_eq!(listed(&[]), "");
        assert_eq!(listed(&["A"]), "A");
        assert_eq!(listed(&["A", "B", "C"]), "A, B and C");
    }

    #[test]
    fn one_name_in_two_dresses() {
        assert!(is_one_name("Survivors", "survivors") && is_one_name("the coast guard", "Coast Guard"));
        assert!(is_one_name("Mayor Ann Hale", "Ann Hale") && !is_one_name("Ann Hale", "Jon Hale"));
        assert!(!is_one_name("Hale", "Ann Hale"));
    }

    #[test]
    fn phrases_stand_as_whole_words() {
        assert_eq!(word_at("a permanent waiver", "permanent"), Some(2..11));
        assert_eq!(word_at("permanently", "permanent"), None);
        assert_eq!(word_at("at least for now", "for now"), Some(9..16));
    }

    #[test]
    fn groups_grow_along_links() {
        let links = [(0.9, 2, 3), (0.8, 0, 2), (0.7, 1, 3)];
        assert_eq!(joined(4, links, |_, _| true), [vec![0, 2, 3, 1]]);
        assert_eq!(joined(4, links, |a, b| a.len() + b.len() < 3), [vec![0], vec![1], vec![2, 3]]);
    }
}
