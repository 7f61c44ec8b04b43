//! A document: an article and the layers of spans that were found in its text.
//!
//! Layers never change the text and never overlap the work of another: each is found by one module from the layers
//! before it, in this order: grammar, times, quantities, names, quotations, sources.

use jiff::civil::Date;

use crate::article::Article;
use crate::grammar::{self, Grammar};
use crate::languages::Language;
use crate::text::Span;

pub mod names;
mod quantities;
mod quotes;
mod sources;
mod times;

/// Reads every layer of an article's text, in the article's language; an article that does not tell its language gets
/// the one that its words show, if they do.
#[must_use]
pub fn read(mut article: Article) -> Document {
    if article.language.is_none() {
        article.language = Language::recognised(&article.text).map(|language| language.code.to_owned());
    }
    let language = Language::of(article.language.as_deref());
    let printed = article.published.map(|moment| moment.date);
    let text = &article.text;
    let grammar = grammar::read(text, language);
    let times = times::find(text, &grammar, language, printed);
    let quantities = quantities::find(text, &grammar, language, &times);
    let (names, entities) = names::find(text, &grammar, language);
    let mut document = Document {
        grammar,
        times,
        quantities,
        names,
        entities,
        quotes: Vec::new(),
        sources: Vec::new(),
        article,
    };
    document.quotes = quotes::find(&document, language);
    document.sources = sources::find(&document, language);
    document
}

/// Resolves the times of a document again, against the day on which it was printed: for an article that does not
/// state its day, once that day is inferred from the other accounts of its story.
pub fn redate(document: &mut Document, printed: Date) {
    document.times = times_from(document, printed);
}

/// The times of a document as they are if it was printed on a day.
#[must_use]
pub fn times_from(document: &Document, printed: Date) -> Vec<Time> {
    let language = Language::of(document.article.language.as_deref());
    times::find(&document.article.text, &document.grammar, language, Some(printed))
}

/// An article, and what was found in its text.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The article as it was read.
    pub article: Article,
    /// Tokens, sentences, tags, heads.
    pub grammar: Grammar,
    /// Times, by place.
    pub times: Vec<Time>,
    /// Numbers that count or measure something, by place.
    pub quantities: Vec<Quantity>,
    /// Names, by place; each points into `entities`.
    pub names: Vec<Name>,
    /// Who and what the names speak of, by first mention.
    pub entities: Vec<Entity>,
    /// Reported speech, by place.
    pub quotes: Vec<Quote>,
    /// Where the outlet says that it has something from, by place.
    pub sources: Vec<Source>,
}

/// A time as TimeML's TIMEX3 has it (ISO 24617-1).
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// The words.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// TIMEX3 value (`2021-09-23`, `2021-W38`, `P2M`, `PRESENT_REF`), resolved against the article's date; `XXXX` and
    /// `X` where that is unknown.
    pub value: String,
    /// TIMEX3 `mod` (`APPROX`, `START`, `LESS_THAN`).
    pub modifier: Option<&'static str>,
    /// The days that a resolved date or time covers.
    pub days: Option<Days>,
}

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeKind {
    /// A day or anything longer on the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurrence.
    Set,
}

/// Days on the calendar, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// A number that counts or measures something.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The number with its sign, magnitude word and unit (`$13.6 million`), without approximator and counted noun.
    pub span: Span,
    /// The plain number; the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub value_to: Option<f64>,
    /// `US dollar`, `percent`, `metre`, `year of age`; the counted noun (`migrants`) where there is no measure;
    /// empty when nothing is known.
    pub unit: String,
    /// The noun phrase that is counted (`Haitian migrants`).
    pub counted: Option<Span>,
    /// How the number is bounded or blurred.
    pub approximator: Option<Approximator>,
    /// Whether it tells a rise or a fall.
    pub change: Option<Change>,
}

/// How a printed number stands to the true one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Approximator {
    /// Around it: "about", "roughly", "some", "an estimated".
    About,
    /// A little under it: "nearly", "almost", "close to".
    Nearly,
    /// Above it: "more than", "over".
    MoreThan,
    /// It or above: "at least", "no fewer than".
    AtLeast,
    /// Below it: "less than", "under", "fewer than".
    LessThan,
    /// It or below: "up to", "as many as", "at most".
    UpTo,
    /// An unknown multiple of it: "thousands of", "dozens of".
    Multiples,
    /// An unknown small multiple of it: "several hundred", "a few thousand".
    Several,
}

/// Direction of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// A rise.
    Up,
    /// A fall.
    Down,
}

/// A name as printed at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name, without title and possessive `'s`.
    pub span: Span,
    /// What it names here.
    pub kind: NameKind,
    /// Whom: an index into [`Document::entities`].
    pub entity: EntityIndex,
}

/// An index into [`Document::entities`].
pub type EntityIndex = usize;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// A company, agency, party, government, team.
    Organisation,
    /// A country, town, building, river.
    Place,
    /// Anything else with a name: laws, works, events, products, peoples.
    Other,
}

/// Somebody or something with a name, and every place that speaks of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The fullest form printed, without title (`Daniel Ortiz`).
    pub canonical: String,
    /// What it is.
    pub kind: NameKind,
    /// Of a person: a man or a woman, where the given name, a title or a pronoun shows it.
    pub gender: Option<Gender>,
    /// What the text calls it: titles and appositions ("Secretary of State").
    pub roles: Vec<Span>,
    /// Names, pronouns and descriptions ("she", "the envoy") that mean it, by place.
    pub mentions: Vec<Span>,
}

/// Whether a person is spoken of as a man or a woman.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// "he", "Mr.", "spokesman".
    Male,
    /// "she", "Mrs.", "spokeswoman".
    Female,
}

/// Reported speech.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// The words said, without quotation marks.
    pub span: Span,
    /// How much of it stands in quotation marks.
    pub form: Form,
    /// The reporting words ("said", "according to").
    pub cue: Option<Span>,
    /// The words naming who.
    pub speaker: Option<Span>,
    /// Who, in full, once pronouns and short forms are resolved.
    pub reference: Option<String>,
    /// The entity that it is, when the speaker has a name.
    pub entity: Option<EntityIndex>,
    /// The channel as printed ("in a letter to", "on Twitter", "told NPR").
    pub via: Option<Span>,
}

/// How much of reported speech stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// All of it.
    Direct,
    /// A part of it.
    Mixed,
    /// Nothing.
    Indirect,
}

/// A place where the outlet says that it has something from somebody else.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The words that attribute ("according to the BBC").
    pub span: Span,
    /// Who or what, as short as it can be named ("BBC", "senior State Department officials").
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// How the outlet has it.
    pub relation: SourceRelation,
    /// What is attributed.
    pub content: Option<Span>,
    /// The entity that it is, when it has a name.
    pub entity: Option<EntityIndex>,
}

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// A newspaper, broadcaster or site.
    Outlet,
    /// A news agency.
    Agency,
    /// Somebody with a name.
    Person,
    /// An office, company or group with a name.
    Organisation,
    /// A letter, statement, filing, poll.
    Document,
    /// Somebody without a name: officials, an aide, people familiar with the matter.
    Anonymous,
}

/// How the outlet has something from a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceRelation {
    /// The source had it first.
    FirstReported,
    /// The source says it.
    AccordingTo,
    /// The source told the outlet, or another one.
    Told,
    /// The source confirmed it.
    ConfirmedTo,
    /// It came through the source.
    Via,
    /// The source printed it.
    Published,
}
