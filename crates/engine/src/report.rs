//! The report: what a comparison says, as plain data, ready to show.
//!
//! This is the one contract between the engine and everybody who reads its output: terminal, page, notebook, test.
//! Its types are the wire form itself (`rashomon schema` prints their JSON Schema), so they hold nothing that a
//! reader could not use: no indices, no byte offsets, no engine types. Offsets are Unicode code points into the
//! article's `text`, end exclusive. Fields stand here in the order in which they are printed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use crate::comparison::{Kind as ClaimKind, Op, Status};

mod since;
mod write;

pub use since::Since;
pub use write::{in_words, write};

/// The value of [`Report::schema`].
pub const SCHEMA: &str = "rashomon/report/1";

/// One comparison: the articles, the stories that they tell, and the articles that no other one shares a story with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The program that wrote it.
    pub generator: Generator,
    /// All articles, in the order in which they were given.
    pub articles: Vec<Article>,
    /// Stories of two or more accounts, the best told first.
    pub stories: Vec<Story>,
    /// Ids of the articles that belong to no such story.
    pub apart: Vec<String>,
    /// Since when something counts as new, if that was asked.
    #[serde(default)]
    pub since: Option<NewSince>,
}

/// Since when something counts as new, and what was printed since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewSince {
    /// A day or moment, or the name of an earlier report.
    pub asked: String,
    /// The articles printed at that moment or later, or that the earlier report does not have in these words.
    pub articles: Vec<String>,
}

/// A program's name and version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Generator {
    /// `rashomon`.
    pub name: String,
    /// Semantic version.
    pub version: String,
}

/// An article as it was compared.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Article {
    /// Given, or made from its address or text.
    pub id: String,
    /// The path or address it was read from.
    pub input: String,
    /// Canonical address.
    pub url: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The authors.
    pub byline: Vec<String>,
    /// The news agency credited.
    pub agency: Option<String>,
    /// RFC 3339, or a bare date.
    pub published: Option<String>,
    /// RFC 3339, or a bare date.
    pub modified: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// The cleaned body, paragraphs separated by one blank line.
    pub text: String,
    /// What was cut from the body.
    pub removed: Vec<Removed>,
    /// What could not be read.
    pub complaints: Vec<String>,
    /// The id of its origin group; `null` for an article that stands apart.
    pub origin: Option<String>,
    /// The day that its "Thursday" was resolved against, and how that day is known.
    pub dated: Option<Dated>,
}

/// The day an article speaks from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dated {
    /// The day, ISO 8601: the first and the last possible one where they differ (`2021-09-23/2021-09-25`).
    pub day: String,
    /// `printed`: stated by the article. `inferred`: worked out from the story's other accounts.
    pub how: String,
    /// The reason, in one plain sentence.
    pub because: String,
}

/// A block that was cut from a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Removed {
    /// The very words.
    pub text: String,
    /// The rule that cut it.
    pub rule: String,
}

/// The accounts of one event, compared.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Story {
    /// Stable for the same articles.
    pub id: String,
    /// The headline of the account that says most of what the others say.
    pub title: String,
    /// Its articles, in order of printing.
    pub articles: Vec<String>,
    /// Who has it from whom: every article is in exactly one group.
    pub origins: Vec<Origin>,
    /// The story in a few cited sentences, most supported first.
    pub brief: Vec<Sentence>,
    /// What accounts agree or differ on.
    pub claims: Vec<Claim>,
    /// Who said what, in whose words.
    pub quotes: Vec<Quotation>,
    /// Who and what the story is about, with every spelling.
    pub names: Vec<Name>,
    /// Where the outlets say that they have it from.
    pub sources: Vec<Source>,
    /// What somebody disputes.
    pub denials: Vec<Denial>,
    /// What happened when.
    pub timeline: Vec<Entry>,
    /// What most independent accounts tell and one does not, the weightiest claims first.
    #[serde(default)]
    pub left_out: Vec<Omission>,
    /// Sentences of two accounts that tell the same in part, surest first, 4,000 pairs at most: for reading side by
    /// side. What is sure enough stands in the claims.
    #[serde(default)]
    pub alignments: Vec<Alignment>,
}

/// Two sentences of different accounts that tell the same in part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Alignment {
    /// The sentence of the account printed earlier.
    pub a: Span,
    /// The sentence of the other account.
    pub b: Span,
    /// How sure it is that they tell the same, 0 to 1.
    pub score: f64,
}

/// Something that most independent accounts tell, all of them printed no later, and one does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Omission {
    /// The id of the claim.
    pub claim: String,
    /// The article that has nothing like it.
    pub article: String,
    /// Who tells it, in one plain sentence.
    pub because: String,
}

/// A place in an article's text, and the very words there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// The article's id.
    pub article: String,
    /// First code point.
    pub start: u32,
    /// The code point after the last.
    pub end: u32,
    /// The text there.
    pub exact: String,
}

/// A group of accounts that are not independent of each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// Stable within the story.
    pub id: String,
    /// Why they are one group.
    pub kind: OriginKind,
    /// Their ids.
    pub articles: Vec<String>,
    /// Where it came from: an agency's or outlet's name, when known.
    pub root: Option<String>,
    /// The words that prove it.
    pub evidence: Vec<Span>,
    /// One plain sentence.
    pub note: String,
}

/// Why accounts are counted as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OriginKind {
    /// An outlet's own report.
    Original,
    /// One agency's text.
    Wire,
    /// One outlet's text, printed again.
    Reprint,
    /// One press release.
    Release,
    /// One owner.
    SameOwner,
    /// It could not be established; not counted as independent.
    Unresolved,
}

/// One thing that accounts can agree or differ on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// Stable within the story.
    pub id: String,
    /// What sort of thing.
    pub kind: ClaimKind,
    /// What is counted, dated, named or asserted, in words of the accounts.
    pub subject: String,
    /// How its readings stand to each other.
    pub status: Status,
    /// 0 to 1: how sure it is that the readings speak of the same thing.
    pub score: f64,
    /// The rule that gave the status.
    pub rule: String,
    /// The verdict in one plain sentence.
    pub because: String,
    /// Its versions.
    pub readings: Vec<Reading>,
    /// In how many independent origin groups it stands.
    pub origins: u32,
    /// In how many articles it stands.
    pub articles: u32,
    /// When it was first printed.
    pub first_seen: Option<String>,
    /// Whether nothing printed before [`Report::since`] tells it or comes near; `false` where that was not asked.
    #[serde(default)]
    pub new: bool,
}

/// One version of a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reading {
    /// A number, an ISO 8601 or EDTF date, or the form as printed.
    pub value: Option<Value>,
    /// What a number measures.
    pub unit: Option<String>,
    /// How a number is bounded or blurred: `about`, `more than`, `up to`.
    pub approximator: Option<String>,
    /// The moment it speaks of, ISO 8601.
    pub as_of: Option<String>,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// Whom the accounts have it from, by name.
    pub according_to: Vec<String>,
    /// The origin groups that have it.
    pub origins: Vec<String>,
    /// Which articles have it from whom.
    #[serde(default)]
    pub attributions: Vec<Attribution>,
    /// Whether nothing printed before [`Report::since`] has it; `false` where that was not asked.
    #[serde(default)]
    pub new: bool,
}

/// Whom some articles have a reading from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attribution {
    /// The source's name, one of the reading's `according_to`.
    pub name: String,
    /// The articles that have it from there.
    pub articles: Vec<String>,
}

/// A number or a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Value {
    /// `13000`
    Number(
        #[serde(serialize_with = "plain_number")]
        #[schemars(with = "f64")]
        f64,
    ),
    /// `2021-09-23`, `Ortiz`
    Text(String),
}

/// One utterance, and how each account prints it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quotation {
    /// Stable within the story.
    pub id: String,
    /// Who said it, in full.
    pub speaker: Option<String>,
    /// Whether every account reports it as what the speaker denies ("denied taking the money").
    #[serde(default)]
    pub denied: bool,
    /// The longest wording.
    pub canonical: String,
    /// One for each place where it stands.
    pub variants: Vec<Variant>,
    /// Through whom it was heard.
    pub heard: Vec<String>,
    /// Whether nothing printed before [`Report::since`] has it; `false` where that was not asked.
    #[serde(default)]
    pub new: bool,
}

/// An utterance as one account prints it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Variant {
    /// How much of it stands in quotation marks.
    pub form: Form,
    /// The words, without quotation marks.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// The reporting words.
    pub cue: Option<Span>,
    /// The words naming the speaker.
    pub speaker_span: Option<Span>,
    /// The channel as printed.
    pub via: Option<String>,
    /// Where it differs from the canonical wording, word by word.
    pub differs: Vec<Difference>,
}

/// How much of reported speech stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// All of it.
    Direct,
    /// A part of it.
    Mixed,
    /// Nothing.
    Indirect,
}

/// One difference between a variant and the canonical wording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Difference {
    /// What was done.
    pub op: Op,
    /// The canonical words; empty for an insertion.
    pub ours: String,
    /// The variant's words; empty for a deletion.
    pub theirs: String,
}

/// Somebody or something with a name, across the accounts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Name {
    /// The fullest and most common form.
    pub canonical: String,
    /// What it is.
    pub kind: NameKind,
    /// What the accounts call it.
    pub roles: Vec<String>,
    /// Every form as printed.
    pub forms: Vec<NameForm>,
}

/// A name's form and every place that prints it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NameForm {
    /// As printed.
    pub text: String,
    /// Where.
    pub spans: Vec<Span>,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum NameKind {
    Person,
    Organisation,
    Place,
    Other,
}

/// Whom the outlets have it from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// As short as it can be named.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// How the outlets have it.
    pub relation: SourceRelation,
    /// The words that say so.
    pub cited_by: Vec<Span>,
    /// The articles that say so.
    pub articles: Vec<String>,
}

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum SourceKind {
    Outlet,
    Agency,
    Person,
    Organisation,
    Document,
    Anonymous,
}

/// How an outlet has something from a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum SourceRelation {
    FirstReported,
    AccordingTo,
    Told,
    ConfirmedTo,
    Via,
    Published,
}

/// A statement that disputes another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Denial {
    /// Who disputes it.
    pub by: Option<String>,
    /// The id of the claim that is disputed, when it is one of the story's.
    pub claim: Option<String>,
    /// The disputing words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// The words that make it a denial.
    pub cue: Option<Span>,
}

/// Something that happened at a known time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entry {
    /// When.
    pub when: When,
    /// What, in words of an account.
    pub text: String,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// The articles that say it.
    pub articles: Vec<String>,
}

/// A time on the calendar.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct When {
    /// First moment, ISO 8601.
    pub start: String,
    /// Last moment, ISO 8601.
    pub end: String,
    /// `time`, `day`, `week`, `month`, `season`, `year`, `span`.
    pub precision: String,
    /// Whether it was worked out against a day that was itself inferred.
    pub inferred: bool,
}

/// A sentence of the brief.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Sentence {
    /// The sentence; each number, name and quotation in it stands literally in `spans`.
    pub text: String,
    /// What proves it.
    pub spans: Vec<Span>,
    /// The ids of the claims that it tells.
    pub claims: Vec<String>,
    /// Whom the accounts have it from.
    pub according_to: Vec<String>,
}

/// Whole numbers are printed without a fraction.
fn plain_number<S: serde::Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    #[allow(clippy::cast_possible_truncation, reason = "checked to be whole and small enough")]
    if value.fract() == 0.0 && value.abs() < 9.0e15 {
        serializer.serialize_i64(*value as i64)
    } else {
        serializer.serialize_f64(*value)
    }
}
