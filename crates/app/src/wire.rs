//! What goes out as JSON: articles and documents, with places counted in code points.
//!
//! The engine's types are not serialisable on purpose: these are the contract, in the contract's order.

use engine::article::{self, Moment};
use engine::claims::Account;
use engine::document::{self, Change, Form, NameKind, SourceKind, SourceRelation, TimeKind};
use engine::report::in_words;
use engine::stories::{self, StoryId};
use engine::text::{self, CodePoints};
use engine::verification::{self, Status};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::shown::finding_kind;

/// One line of JSON, without its end.
pub(crate) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("strings, finite numbers and lists can always be written as JSON")
}

/// An article: what `extract` writes.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Article<'a> {
    id: &'a str,
    input: &'a str,
    url: Option<&'a str>,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    byline: &'a [String],
    agency: Option<&'a str>,
    published: Option<String>,
    modified: Option<String>,
    language: Option<&'a str>,
    text: &'a str,
    removed: Vec<Removed<'a>>,
    complaints: &'a [String],
    #[serde(flatten)]
    carried: serde_json::Map<String, Value>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Removed<'a> {
    text: &'a str,
    rule: &'a str,
}

impl<'a> Article<'a> {
    /// The article as it goes out.
    pub(crate) fn of(article: &'a article::Article) -> Article<'a> {
        let removed = |block: &'a article::Removed| Removed { text: &block.text, rule: &block.rule };
        let carried =
            |(name, json): &(String, String)| Some((name.clone(), serde_json::from_str(json).ok()?));
        Article {
            id: &article.id.0,
            input: &article.input,
            url: article.url.as_deref(),
            outlet: article.outlet.as_deref(),
            title: article.title.as_deref(),
            byline: &article.byline,
            agency: article.agency.as_deref(),
            published: article.published.map(|moment: Moment| moment.to_string()),
            modified: article.modified.map(|moment: Moment| moment.to_string()),
            language: article.language.as_deref(),
            text: &article.text,
            removed: article.removed.iter().map(removed).collect(),
            complaints: &article.complaints,
            carried: article.carried.iter().filter_map(carried).collect(),
        }
    }
}

/// A document: what `read` writes.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Document<'d> {
    schema: &'static str,
    id: &'d str,
    language: Option<&'d str>,
    sentences: Vec<Place>,
    quotes: Vec<Quote<'d>>,
    sources: Vec<Source<'d>>,
    quantities: Vec<Quantity<'d>>,
    times: Vec<Time<'d>>,
    names: Vec<Name>,
    entities: Vec<Entity<'d>>,
}

/// A place in the text, in code points, end exclusive.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
struct Place {
    start: u32,
    end: u32,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Quote<'d> {
    #[serde(flatten)]
    place: Place,
    form: &'static str,
    cue: Option<Place>,
    speaker: Option<Place>,
    reference: Option<&'d str>,
    via: Option<&'d str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Source<'d> {
    #[serde(flatten)]
    place: Place,
    name: &'d str,
    kind: &'static str,
    relation: &'static str,
    content: Option<Place>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Quantity<'d> {
    #[serde(flatten)]
    place: Place,
    #[serde(serialize_with = "plain")]
    value: f64,
    #[serde(serialize_with = "plain_if_any")]
    value_to: Option<f64>,
    unit: Option<&'d str>,
    counted: Option<Place>,
    approximator: Option<&'static str>,
    change: Option<&'static str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Time<'d> {
    #[serde(flatten)]
    place: Place,
    r#type: &'static str,
    value: &'d str,
    r#mod: Option<&'static str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Name {
    #[serde(flatten)]
    place: Place,
    kind: &'static str,
    entity: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Entity<'d> {
    id: String,
    canonical: &'d str,
    kind: &'static str,
    roles: Vec<&'d str>,
}

impl<'d> Document<'d> {
    /// The document as it goes out.
    pub(crate) fn of(document: &'d document::Document) -> Document<'d> {
        let text = &document.article.text;
        let points = CodePoints::new(text);
        let place = |span: text::Span| Place::of(span, &points);
        let quote = |quote: &'d document::Quote| Quote {
            place: place(quote.span),
            form: form(quote.form),
            cue: quote.cue.map(place),
            speaker: quote.speaker.map(place),
            reference: quote.reference.as_deref(),
            via: quote.via.map(|span| span.of(text)),
        };
        let source = |source: &'d document::Source| Source {
            place: place(source.span),
            name: &source.name,
            kind: source_kind(source.kind),
            relation: source_relation(source.relation),
            content: source.content.map(place),
        };
        let quantity = |quantity: &'d document::Quantity| Quantity {
            place: place(quantity.span),
            value: quantity.value,
            value_to: quantity.value_to,
            unit: Some(quantity.unit.as_str()).filter(|unit| !unit.is_empty()),
            counted: quantity.counted.map(place),
            approximator: quantity.approximator.map(in_words),
            change: quantity.change.map(change),
        };
        let time = |time: &'d document::Time| Time {
            place: place(time.span),
            r#type: time_kind(time.kind),
            value: &time.value,
            r#mod: time.modifier,
        };
        let name = |name: &document::Name| Name {
            place: place(name.span),
            kind: name_kind(name.kind),
            entity: entity_id(name.entity),
        };
        let entity = |(index, entity): (usize, &'d document::Entity)| Entity {
            id: entity_id(index),
            canonical: &entity.canonical,
            kind: name_kind(entity.kind),
            roles: entity.roles.iter().map(|span| span.of(text)).collect(),
        };
        let sentences = 0..document.grammar.sentences.len();
        let sentence = |index| document.grammar.span(document.grammar.sentence(index));
        Document {
            schema: "rashomon/document/1",
            id: &document.article.id.0,
            language: document.article.language.as_deref(),
            sentences: sentences.map(sentence).map(place).collect(),
            quotes: document.quotes.iter().map(quote).collect(),
            sources: document.sources.iter().map(source).collect(),
            quantities: document.quantities.iter().map(quantity).collect(),
            times: document.times.iter().map(time).collect(),
            names: document.names.iter().map(name).collect(),
            entities: document.entities.iter().enumerate().map(entity).collect(),
        }
    }
}

/// A line of what `group` writes.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum Placed {
    /// Where an article was placed when it arrived.
    Placement(Placement),
    /// Stories that proved to be one.
    Merger(Merger),
    /// Articles that proved to be of another story.
    Split(Split),
    /// An outlet's new version of an article.
    Revision(Revision),
    /// Where an article stands after the last one.
    Final(Final),
}

/// Where an article was placed.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Placement {
    id: String,
    story: String,
    new: bool,
    score: f64,
    why: Vec<String>,
    duplicate_of: Option<String>,
    /// Stories that proved to be one with this one.
    merged: Vec<String>,
    /// The story that a new story continues.
    follows: Option<String>,
}

/// Stories that proved to be one.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Merger {
    merged: Vec<String>,
    into: String,
}

/// Articles that proved to be of another story.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Split {
    /// The story that they leave; it keeps its id.
    split: String,
    /// The story that has them now.
    into: String,
    /// Those articles.
    articles: Vec<String>,
}

/// An outlet's new version of an article: one account, no second source.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Revision {
    /// The earlier version.
    revised: String,
    /// The new one.
    by: String,
    /// How much of the shorter version's wording stands in the other, 0 to 1.
    share: f64,
}

/// Where an article stands after the last one.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Final {
    id: String,
    story: String,
    r#final: bool,
}

impl Placement {
    /// The placement as it goes out.
    pub(crate) fn of(placement: &stories::Placement) -> Placement {
        let gone = placement.changes.iter().filter_map(|change| match change {
            stories::Change::Merged { gone, into } if *into == placement.story => Some(gone.to_string()),
            _ => None,
        });
        Placement {
            id: placement.article.0.clone(),
            story: placement.story.to_string(),
            new: placement.new,
            score: rounded(placement.score),
            why: placement.why.clone(),
            duplicate_of: placement.duplicate_of.as_ref().map(|id| id.0.clone()),
            merged: gone.collect(),
            follows: placement.follows.map(|story| story.to_string()),
        }
    }
}

impl Placed {
    /// The change as it goes out.
    pub(crate) fn of(change: &stories::Change) -> Placed {
        match change {
            stories::Change::Merged { gone, into } => {
                Placed::Merger(Merger { merged: vec![gone.to_string()], into: into.to_string() })
            }
            stories::Change::Revised { earlier, by, share } => Placed::Revision(Revision {
                revised: earlier.0.clone(),
                by: by.0.clone(),
                share: rounded(*share),
            }),
            stories::Change::Split { from, into, articles } => Placed::Split(Split {
                split: from.to_string(),
                into: into.to_string(),
                articles: articles.iter().map(|article| article.0.clone()).collect(),
            }),
        }
    }
}

impl Final {
    /// The article's last story.
    pub(crate) fn of(article: &article::ArticleId, story: StoryId) -> Final {
        Final { id: article.0.clone(), story: story.to_string(), r#final: true }
    }
}

/// What the accounts of a report say about a text: what `verify` writes.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Verification<'d> {
    schema: &'static str,
    /// The text's id.
    id: &'d str,
    input: &'d str,
    /// How many findings there are of each status.
    supported: usize,
    differs: usize,
    unsupported: usize,
    findings: Vec<Finding<'d>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Finding<'d> {
    /// `number`, `date`, `name`, `quotation`, `statement`
    kind: &'static str,
    /// `supported`, `differs`, `unsupported`
    status: &'static str,
    #[serde(flatten)]
    place: Place,
    exact: &'d str,
    because: &'d str,
    evidence: Vec<Evidence<'d>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Evidence<'d> {
    article: &'d str,
    #[serde(flatten)]
    place: Place,
    exact: &'d str,
}

impl<'d> Verification<'d> {
    /// The findings as they go out.
    pub(crate) fn of(
        text: &'d Account,
        accounts: &'d [Account],
        findings: &'d [verification::Finding],
    ) -> Verification<'d> {
        let article = &text.document.article;
        let points = CodePoints::new(&article.text);
        let known: Vec<CodePoints<'_>> =
            accounts.iter().map(|account| CodePoints::new(&account.document.article.text)).collect();
        let count = |status: Status| findings.iter().filter(|finding| finding.status == status).count();
        let evidence = |evidence: &verification::Evidence| {
            let account = &accounts[evidence.account].document.article;
            Evidence {
                article: &account.id.0,
                place: Place::of(evidence.span, &known[evidence.account]),
                exact: evidence.span.of(&account.text),
            }
        };
        let finding = |finding: &'d verification::Finding| Finding {
            kind: finding_kind(finding.kind),
            status: finding_status(finding.status),
            place: Place::of(finding.span, &points),
            exact: finding.span.of(&article.text),
            because: &finding.because,
            evidence: finding.evidence.iter().map(evidence).collect(),
        };
        Verification {
            schema: "rashomon/verification/1",
            id: &article.id.0,
            input: &article.input,
            supported: count(Status::Supported),
            differs: count(Status::Differs),
            unsupported: count(Status::Unsupported),
            findings: findings.iter().map(finding).collect(),
        }
    }
}

impl Place {
    fn of(span: text::Span, points: &CodePoints<'_>) -> Place {
        let (start, end) = points.of(span);
        Place { start, end }
    }
}

fn finding_status(status: Status) -> &'static str {
    match status {
        Status::Supported => "supported",
        Status::Differs => "differs",
        Status::Unsupported => "unsupported",
    }
}

/// Three digits are more than a score can mean.
fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1000.0).round() / 1000.0
}

fn entity_id(index: document::EntityIndex) -> String {
    format!("e{}", index + 1)
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "direct",
        Form::Mixed => "mixed",
        Form::Indirect => "indirect",
    }
}

fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Outlet => "outlet",
        SourceKind::Agency => "agency",
        SourceKind::Person => "person",
        SourceKind::Organisation => "organisation",
        SourceKind::Document => "document",
        SourceKind::Anonymous => "anonymous",
    }
}

fn source_relation(relation: SourceRelation) -> &'static str {
    match relation {
        SourceRelation::FirstReported => "first_reported",
        SourceRelation::AccordingTo => "according_to",
        SourceRelation::Told => "told",
        SourceRelation::ConfirmedTo => "confirmed_to",
        SourceRelation::Via => "via",
        SourceRelation::Published => "published",
    }
}

fn name_kind(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "person",
        NameKind::Organisation => "organisation",
        NameKind::Place => "place",
        NameKind::Other => "other",
    }
}

fn time_kind(kind: TimeKind) -> &'static str {
    match kind {
        TimeKind::Date => "DATE",
        TimeKind::Time => "TIME",
        TimeKind::Duration => "DURATION",
        TimeKind::Set => "SET",
    }
}

fn change(change: Change) -> &'static str {
    match change {
        Change::Up => "up",
        Change::Down => "down",
    }
}

/// Whole numbers are written without a fraction.
fn plain<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    #[allow(clippy::cast_possible_truncation, reason = "checked to be whole and small enough")]
    if value.fract() == 0.0 && value.abs() < 9.0e15 {
        serializer.serialize_i64(*value as i64)
    } else {
        serializer.serialize_f64(*value)
    }
}

#[allow(clippy::ref_option, reason = "the signature is serde's")]
fn plain_if_any<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => plain(value, serializer),
        None => serializer.serialize_none(),
    }
}
