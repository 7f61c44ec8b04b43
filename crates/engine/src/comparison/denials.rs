//! Denials: statements that dispute what somebody said or did, tied to the claim that they dispute.
//!
//! A denial has a word that disputes ("denied", "false", "never once"). A refusal to comment is none.

use crate::claims::{Statement, phrase};
use crate::document::Document;
use crate::text::Span;
use crate::words::{Stems, Term};

use super::align::Units;
use super::{Cast, Claim, Denial, Kind, Place, Story};

/// A claim is only named as disputed when it is so much like the denial.
const ALIKE_MIN: f32 = 0.08;

/// The denials of a story, by place.
pub(super) fn find(story: &Story<'_>, cast: &Cast, units: &Units, claims: &[Claim]) -> Vec<Denial> {
    let cues = Cues::new(story);
    let mut found: Vec<Denial> = Vec::new();
    for (account, told) in story.accounts.iter().enumerate() {
        for (at, statement) in told.statements.iter().enumerate() {
            let Some(cue) = cues.find(&told.document, statement) else { continue };
            let place = Place { account, span: statement.span };
            let by = speaker(story, cast, place, cue);
            found.push(Denial {
                claim: disputed(units, claims, units.unit_of(account, at), place),
                by,
                place,
                cue: Some(cue),
            });
        }
    }
    found
}

/// What makes a statement a denial.
struct Cues {
    stems: Stems,
    verbs: Vec<Term>,
    phrases: &'static [&'static str],
}

impl Cues {
    fn new(story: &Story<'_>) -> Cues {
        let stems = Stems::default();
        let tables = &story.language().claims;
        let mut verbs: Vec<Term> = tables.denials.iter().map(|word| phrase(&stems, word)).collect();
        verbs.sort_unstable();
        Cues { verbs, phrases: tables.denial_phrases, stems }
    }

    fn find(&self, document: &Document, statement: &Statement) -> Option<Span> {
        let grammar = &document.grammar;
        let verb = statement
            .tokens
            .clone()
            .find(|&token| self.verbs.binary_search(&self.stems.term(grammar.lemma(token))).is_ok());
        if let Some(verb) = verb {
            return Some(grammar.spans[verb]);
        }
        let words = statement.span.of(&document.article.text).to_ascii_lowercase();
        self.phrases.iter().find_map(|phrase| {
            let at = statement.span.start as usize + words.find(phrase)?;
            Some(Span::new(at, at + phrase.len()))
        })
    }
}

/// Who disputes: the speaker of the reported speech around the cue, else the subject of the disputing verb, else a
/// source of what is said there.
fn speaker(story: &Story<'_>, cast: &Cast, place: Place, cue: Span) -> Option<String> {
    let document = &story.accounts[place.account].document;
    let quote = document
        .quotes
        .iter()
        .filter(|quote| {
            quote.span.overlaps(place.span) || quote.cue.is_some_and(|said| place.span.contains(said))
        })
        .max_by_key(|quote| {
            (quote.cue == Some(cue), quote.span.contains(cue), quote.span.shared(place.span))
        });
    if let Some(printed) = quote.and_then(|quote| quote.reference.as_ref()) {
        return Some(cast.full_name(place.account, quote.and_then(|quote| quote.entity), printed));
    }
    let subject = subject_of(document, cue);
    let entity = subject.and_then(|span| {
        document.entities.iter().position(|entity| {
            entity.mentions.iter().any(|mention| span.contains(*mention) || mention.contains(span))
        })
    });
    match (entity, subject) {
        (Some(entity), _) => {
            Some(cast.full_name(place.account, Some(entity), &document.entities[entity].canonical))
        }
        (None, Some(span)) => Some(span.of(&document.article.text).to_owned()),
        _ => None,
    }
}

/// The words of the subject of the verb at a place.
fn subject_of(document: &Document, verb: Span) -> Option<Span> {
    use crate::grammar::Relation;
    let grammar = &document.grammar;
    let verb = grammar.inside(verb).next()?;
    let subject = grammar.sentence(grammar.sentence_of(verb)).find(|&token| {
        grammar.head(token) == Some(verb)
            && matches!(grammar.relations[token], Relation::Nsubj | Relation::NsubjPass)
    })?;
    let start = grammar
        .sentence(grammar.sentence_of(verb))
        .find(|&token| token == subject || grammar.head(token) == Some(subject))
        .filter(|&token| token <= subject)?;
    Some(grammar.span(start..subject + 1))
}

/// The claim that is most like the denial and that others state: a shared one first.
fn disputed(units: &Units, claims: &[Claim], unit: Option<usize>, place: Place) -> Option<usize> {
    let unit = unit?;
    let alike = |claim: &Claim| -> f32 {
        claim
            .readings
            .iter()
            .flat_map(|reading| &reading.places)
            .filter(|told| **told != place)
            .filter_map(|told| units.at(*told))
            .map(|other| units.alike(unit, other))
            .fold(0.0, f32::max)
    };
    claims
        .iter()
        .enumerate()
        .filter(|(_, claim)| matches!(claim.kind, Kind::Event | Kind::Said))
        .filter(|(_, claim)| !claim.readings.iter().any(|reading| reading.places.contains(&place)))
        .map(|(at, claim)| {
            let shared = claim.readings.iter().map(|reading| reading.places.len()).sum::<usize>() > 1;
            (alike(claim) * if shared { 1.3 } else { 1.0 }, at)
        })
        .filter(|(alike, _)| *alike >= ALIKE_MIN)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        .map(|(_, at)| at)
}
