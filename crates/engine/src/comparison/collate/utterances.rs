//! Utterances: the reported speech of every account, ready to be compared.

use rustc_hash::FxHashMap;

use crate::claims::Account;
use crate::document::{Form, NameKind, Quote, Source, SourceKind, SourceRelation};
use crate::grammar::Tag;
use crate::text::{Span, is_quotation_mark};
use crate::words::{Stems, Term};

use super::wording::Wording;
use crate::comparison::{Cast, Place, Story};

/// Reported speech of one account, or the words of it that stand in quotation marks.
#[derive(Clone, Debug)]
pub(super) struct Utterance {
    pub(super) place: Place,
    /// Index into the document's quotes.
    pub(super) quote: usize,
    /// How it is compared: [`Form::Indirect`] where too few of its words stand in quotation marks.
    pub(super) form: Form,
    pub(super) wording: Wording,
    /// Its content words, by term, each with how much it tells in this story.
    pub(super) content: Vec<(Term, f32)>,
    /// Its first verb, by meaning: what it tells first of all.
    pub(super) act: Option<Term>,
    /// By what it is found: its content words, and pairs of words that stand side by side in quotation marks.
    pub(super) keys: Vec<Term>,
    /// Where too few words stand in quotation marks to be compared alone: these words, each stretch for itself.
    pub(super) fragments: Vec<Wording>,
    /// Whether it has a verb: a mere name for something says another thing.
    pub(super) is_clause: bool,
    pub(super) speaker: Option<String>,
    pub(super) who: Who,
    /// The language's names for one government.
    pub(super) houses: &'static [&'static [&'static str]],
}

/// What is known of a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// A person with a name.
    Person,
    /// An office, company or country with a name.
    Body,
    /// Somebody without a name, or nobody.
    Unnamed,
}

impl Utterance {
    /// Whether its speaker is told by words without a name: "the teacher".
    pub(super) fn is_only_described(&self) -> bool {
        let named = |words: &String| words.chars().any(char::is_uppercase);
        self.who != Who::Person && self.speaker.as_ref().is_some_and(|words| !named(words))
    }

    /// Whether a stretch in quotation marks of one stands in the other as well: in quotation marks there, too, or among
    /// words that are all the speaker's.
    pub(super) fn repeats(&self, other: &Utterance) -> bool {
        let holds =
            |one: &Utterance, fragment: &Wording| one.fragments.iter().any(|held| held.same_words(fragment));
        self.fragments.iter().any(|fragment| holds(other, fragment))
    }
}

/// The words in quotation marks stand for the whole report where there are so many of them.
const MARKED_WORDS_MIN: usize = 3;

/// Every utterance of the story, by place.
pub(super) fn of(story: &Story<'_>, cast: &Cast) -> Vec<Utterance> {
    let weights = Weights::of(story);
    let stems = Stems::default();
    let speech = &story.language().speech;
    let mut found: Vec<Utterance> = Vec::new();
    for (account, told) in story.accounts.iter().enumerate() {
        let first = found.len();
        let quotes = &told.document.quotes;
        for (at, quote) in quotes.iter().enumerate() {
            if quote.span.is_empty()
                || told_inside(quotes, quote)
                || is_record(&told.document.sources, quote, speech.records)
            {
                continue;
            }
            let (speaker, who) = speaker(told, account, quote, (cast, speech.unnamed));
            let text = &told.document.article.text;
            for (span, form) in pieces(text, quote) {
                let reported = quote.form == Form::Mixed && form == Form::Indirect;
                let fragments = if reported { marked(text, quote) } else { Vec::new() };
                let wording = Wording::of(span.of(text));
                let content = weights.content(told, span);
                let mut keys: Vec<Term> = content.iter().map(|word| word.0).collect();
                if form != Form::Indirect {
                    keys.extend(wording.pairs(&stems));
                }
                found.push(Utterance {
                    act: act(told, span),
                    keys,
                    place: Place { account, span },
                    quote: at,
                    form,
                    wording,
                    content,
                    fragments: fragments.iter().map(|piece| Wording::of(piece.of(text))).collect(),
                    is_clause: told
                        .document
                        .grammar
                        .inside(span)
                        .any(|token| is_finite(told.document.grammar.tags[token])),
                    speaker: speaker.clone(),
                    who,
                    houses: speech.houses,
                });
            }
        }
        found[first..].sort_by_key(|utterance| (utterance.place, utterance.form));
        let mut last = None;
        let mut index = 0;
        found.retain(|utterance| {
            let again = index >= first && last == Some(utterance.place);
            index += 1;
            last = Some(utterance.place);
            !again
        });
    }
    found
}

/// Whether a direct quotation inside this one says most of it: the words around it are the outlet's.
fn told_inside(quotes: &[Quote], quote: &Quote) -> bool {
    quote.form != Form::Direct
        && quotes.iter().any(|inner| {
            inner.form == Form::Direct
                && quote.span.contains(inner.span)
                && inner.span.len() * 10 > quote.span.len() * 6
        })
}

/// Whether a report tells what a record shows ("tax returns"): a source, but nobody's words.
fn is_record(sources: &[Source], quote: &Quote, records: &[&str]) -> bool {
    let shown = |source: &Source| {
        let noun = source.name.rsplit(' ').next().unwrap_or("").to_lowercase();
        source.kind == SourceKind::Document
            && source.content == Some(quote.span)
            && records.contains(&noun.as_str())
    };
    quote.form == Form::Indirect && quote.entity.is_none() && quote.via.is_none() && sources.iter().any(shown)
}

/// Who speaks, in full. What an outlet reports "citing" somebody is said by whom it cites.
fn speaker(
    told: &Account,
    account: usize,
    quote: &Quote,
    (cast, unnamed): (&Cast, &[&str]),
) -> (Option<String>, Who) {
    if let Some(cited) = cited(told, quote) {
        return (Some(cast.full_name(account, cited.entity, &cited.name)), Who::Unnamed);
    }
    let Some(printed) = &quote.reference else { return (None, Who::Unnamed) };
    let who = match quote.entity.map(|entity| told.document.entities[entity].kind) {
        Some(NameKind::Person) => Who::Person,
        Some(_) => Who::Body,
        None if holds_any(printed, unnamed) => Who::Unnamed,
        None => Who::Body,
    };
    (Some(cast.full_name(account, quote.entity, printed)), who)
}

fn holds_any(words: &str, nouns: &[&str]) -> bool {
    words.split_whitespace().any(|word| nouns.contains(&word.to_lowercase().as_str()))
}

/// Whom the outlet that reports this cites for it, in the same sentence.
fn cited<'a>(told: &'a Account, quote: &Quote) -> Option<&'a Source> {
    let document = &told.document;
    let cue = quote.cue?;
    let is_outlet = |source: &&Source| {
        source.content == Some(quote.span) && matches!(source.kind, SourceKind::Outlet | SourceKind::Agency)
    };
    document.sources.iter().find(is_outlet)?;
    let token = document.grammar.inside(cue).next()?;
    let sentence = document.grammar.span(document.grammar.sentence(document.grammar.sentence_of(token)));
    document.sources.iter().find(|source| {
        source.relation == SourceRelation::Via
            && matches!(source.kind, SourceKind::Anonymous | SourceKind::Person | SourceKind::Organisation)
            && sentence.contains(source.span)
            && source.span.start >= cue.end
    })
}

/// The pieces of a quotation that are compared: of a mixed one the words in quotation marks, each stretch for itself,
/// where there are enough of them; else the whole, as reported speech.
fn pieces(text: &str, quote: &Quote) -> Vec<(Span, Form)> {
    if quote.form != Form::Mixed {
        return vec![(quote.span, quote.form)];
    }
    let mut pieces: Vec<(Span, Form)> = marked(text, quote)
        .into_iter()
        .filter(|piece| Wording::of(piece.of(text)).words() >= MARKED_WORDS_MIN)
        .map(|piece| (piece, Form::Mixed))
        .collect();
    if pieces.is_empty() {
        pieces.push((quote.span, Form::Indirect));
    }
    pieces
}

/// The stretches of a quotation that stand in quotation marks.
fn marked(text: &str, quote: &Quote) -> Vec<Span> {
    let before = text.get(..quote.span.start as usize).unwrap_or("");
    let opened = before.ends_with(['“', '"', '„', '«']);
    let place =
        |piece: Span| Span { start: quote.span.start + piece.start, end: quote.span.start + piece.end };
    in_marks(quote.span.of(text), opened).into_iter().map(place).collect()
}

/// The stretches of a text that stand in double quotation marks, without the marks; an open mark runs to the end.
/// The first mark may stand right before the text.
fn in_marks(text: &str, opened: bool) -> Vec<Span> {
    let mut start = opened.then_some(0);
    let mut found = Vec::new();
    let mut close = |from: usize, to: usize| {
        let span = Span::new(from, to);
        let span = span.trimmed(text, |c| c.is_whitespace() || is_quotation_mark(c));
        if !span.is_empty() {
            found.push(span);
        }
    };
    for (at, c) in text.char_indices() {
        let opens = matches!(c, '“' | '„' | '«') || c == '"' && start.is_none();
        let closes = matches!(c, '”' | '»') || c == '"' && start.is_some();
        if opens && start.is_none() {
            start = Some(at + c.len_utf8());
        } else if closes && let Some(from) = start.take() {
            close(from, at);
        }
    }
    if let Some(from) = start {
        close(from, text.len());
    }
    found
}

/// The first verb inside a span that is more than an auxiliary.
fn act(told: &Account, span: Span) -> Option<Term> {
    let spans = &told.document.grammar.spans;
    let from = told.statements.partition_point(|statement| statement.span.end <= span.start);
    told.statements[from..]
        .iter()
        .take_while(|statement| statement.span.start < span.end)
        .flat_map(|statement| &statement.words)
        .find(|word| word.verb && span.contains(spans[word.token]))
        .map(|word| word.term)
}

/// Whether a tag is that of a verb which can have a subject.
fn is_finite(tag: Tag) -> bool {
    matches!(tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md)
}

/// How much each term tells in this story: what is rare in the news and in few of its statements.
struct Weights {
    held_by: FxHashMap<Term, u32>,
    most: f32,
}

impl Weights {
    fn of(story: &Story<'_>) -> Weights {
        let mut held_by: FxHashMap<Term, u32> = FxHashMap::default();
        for statement in story.accounts.iter().flat_map(|told| &told.statements) {
            let mut terms: Vec<Term> = statement.words.iter().map(|word| word.term).collect();
            terms.sort_unstable();
            terms.dedup();
            for term in terms {
                *held_by.entry(term).or_default() += 1;
            }
        }
        let most = held_by.values().copied().max().unwrap_or(1) as f32;
        Weights { held_by, most }
    }

    /// The content words of an account's statements inside a span, by term, each once.
    fn content(&self, told: &Account, span: Span) -> Vec<(Term, f32)> {
        const RARITY_MAX: f32 = 6.0;
        let grammar = &told.document.grammar;
        let from = told.statements.partition_point(|statement| statement.span.end <= span.start);
        let mut content: Vec<(Term, f32)> = told.statements[from..]
            .iter()
            .take_while(|statement| statement.span.start < span.end)
            .flat_map(|statement| &statement.words)
            .filter(|word| span.contains(grammar.spans[word.token]))
            .map(|word| (word.term, word.rarity.min(RARITY_MAX) * self.weight(word.term)))
            .collect();
        content.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        content.dedup_by_key(|word| word.0);
        content
    }

    fn weight(&self, term: Term) -> f32 {
        let held = self.held_by.get(&term).copied().unwrap_or(1) as f32;
        0.35 + 0.65 * (1.0 - libm::logf(held) / libm::logf(self.most + 2.0))
    }
}
