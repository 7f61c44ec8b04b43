//! Antecedents: whom a pronoun or a description among the speakers means. What spoke last and what a sentence speaks of
//! first decide; one of the wrong gender is passed over.

use std::ops::Range;

use super::page::{Page, is_finite, is_noun};
use super::phrases;
use super::speakers::{Who, core, head};
use crate::document::{EntityIndex, Gender, NameKind};
use crate::grammar::{Relation, Tag, TokenIndex};
use crate::text::Span;

/// How many sentences back a pronoun may reach for somebody who did not speak.
const SENTENCES_BACK_MAX: usize = 4;

/// So many quotations, and so many mentions of people, back is a description looked for.
const SAID_BACK_MAX: usize = 100;
const MENTIONS_BACK_MAX: usize = 200;

/// Where people and organisations are mentioned outside quotation marks, by place.
#[derive(Clone, Debug, Default)]
pub(super) struct Mentioned {
    people: Vec<(Span, EntityIndex)>,
    bodies: Vec<(Span, EntityIndex)>,
}

impl Mentioned {
    pub(super) fn of(page: &Page) -> Mentioned {
        let mut found = Mentioned::default();
        for (index, entity) in page.document.entities.iter().enumerate() {
            let list = match entity.kind {
                NameKind::Person => &mut found.people,
                NameKind::Organisation => &mut found.bodies,
                NameKind::Place | NameKind::Other => continue,
            };
            list.extend(entity.mentions.iter().map(|&mention| (mention, index)));
        }
        found.people.sort_unstable();
        found.bodies.sort_unstable();
        found
    }
}

/// Somebody who spoke: the words for him, and who it is.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) sentence: usize,
    /// The words naming the speaker, without apposition and article; none where the quotation goes on with the last speaker.
    pub(super) words: Option<Range<usize>>,
    pub(super) who: Who,
}

/// Whom "he", "she", "it" or "they" means at a token; `None` for other pronouns, and where nobody fits.
pub(super) fn pronoun(page: &Page, token: TokenIndex, mentioned: &Mentioned, said: &[Said]) -> Option<Who> {
    let (list, gender) = match page.lower(token) {
        "he" => (&mentioned.people, Some(Gender::Male)),
        "she" => (&mentioned.people, Some(Gender::Female)),
        "it" => (&mentioned.bodies, None),
        "they" => return several(page, token, said),
        _ => return None,
    };
    let here = page.grammar.sentence_of(token);
    let start = page.grammar.sentence(here).start;
    if let Some(found) = first_in(page, list, start..token, gender) {
        return Some(Who::of(page, found));
    }
    // "Lee's envoy left over what he called a mistake"
    if gender.is_some()
        && let Some(who) = office_holder(page, start..token)
    {
        return Some(who);
    }
    for back in 1..=SENTENCES_BACK_MAX.min(here) {
        let sentence = here - back;
        let speaker = said.iter().rev().take(SAID_BACK_MAX).find(|said| said.sentence == sentence);
        if let Some(speaker) = speaker.filter(|speaker| may_be(page, speaker, gender)) {
            return Some(speaker.who.clone());
        }
        let whole = page.grammar.sentence(sentence);
        if gender.is_none()
            && back == 1
            && let Some(who) = unnamed_subject(page, whole.clone(), Tag::Nn)
        {
            return Some(who);
        }
        if let Some(found) = first_in(page, list, whole, gender) {
            return Some(Who::of(page, found));
        }
    }
    None
}

/// Whom "they" means: people without a name who spoke, or of whom a sentence right before speaks. Never one person.
fn several(page: &Page, token: TokenIndex, said: &[Said]) -> Option<Who> {
    const BACK_MAX: usize = 2;
    let here = page.grammar.sentence_of(token);
    let speak_together = |words: &Range<usize>| {
        page.tag(head(page, words)) == Tag::Nns || words.clone().any(|token| page.tag(token) == Tag::Cc)
    };
    for back in 0..=BACK_MAX.min(here) {
        let sentence = here - back;
        let speaker = said.iter().rev().take(SAID_BACK_MAX).find(|said| said.sentence == sentence);
        if let Some(speaker) = speaker
            && speaker.words.as_ref().is_some_and(speak_together)
        {
            return Some(speaker.who.clone());
        }
        if back == 0 {
            continue;
        }
        if let Some(who) = unnamed_subject(page, page.grammar.sentence(sentence), Tag::Nns) {
            return Some(who);
        }
    }
    None
}

/// Who acts first in some tokens, where that is somebody without a name: "Lee's envoy to Skerrin".
fn office_holder(page: &Page, tokens: Range<usize>) -> Option<Who> {
    let verb = tokens.clone().find(|&token| is_finite(page.tag(token)) && page.mark(token).is_none())?;
    let core = core(page, &phrases::subject(page, tokens.start, verb)?);
    let noun = head(page, &core);
    let holds = page.tag(noun) == Tag::Nn
        && page.speech.offices.iter().any(|row| row.contains(&page.lower(noun)))
        && !page.speech.unnamed.contains(&page.lower(noun));
    holds.then(|| Who { reference: Some(page.span(&core).of(page.text).to_owned()), entity: None })
}

/// The subject of a sentence, where its head is a common noun with this tag: "The ministry" for a singular one, "Senior
/// officials" for a plural one that can speak.
fn unnamed_subject(page: &Page, sentence: Range<usize>, tag: Tag) -> Option<Who> {
    let grammar = &page.grammar;
    let is_subject = |&token: &usize| grammar.relations[token] == Relation::Nsubj;
    let subject = sentence.clone().find(is_subject).filter(|&token| page.mark(token).is_none())?;
    let speaks = match tag {
        Tag::Nns => page.speech.unnamed.contains(&page.lower(subject)),
        _ => page.speech.bodies.contains(&page.lower(subject)),
    };
    if page.tag(subject) != tag || !speaks {
        return None;
    }
    let phrase = grammar.noun_phrase(subject);
    // "The ministry of public works"
    let whose = grammar
        .children(subject)
        .filter(|&child| grammar.relations[child] == Relation::Nmod)
        .map(|child| grammar.subtree(child))
        .find(|reach| reach.start == phrase.end && reach.len() <= 4);
    let end = whose.map_or(phrase.end, |reach| reach.end);
    let core = core(page, &(phrase.start.max(sentence.start)..end.min(sentence.end)));
    Some(Who { reference: Some(page.span(&core).of(page.text).to_owned()), entity: None })
}

/// Whether a pronoun of this gender (none: "it") can mean somebody who spoke.
fn may_be(page: &Page, said: &Said, gender: Option<Gender>) -> bool {
    match (said.who.entity, gender) {
        (Some(entity), Some(gender)) => {
            let entity = &page.document.entities[entity];
            entity.kind == NameKind::Person && entity.gender.is_none_or(|known| known == gender)
        }
        (Some(entity), None) => page.document.entities[entity].kind != NameKind::Person,
        (None, Some(_)) => said.words.as_ref().is_some_and(|words| is_somebody(page, words)),
        (None, None) => said.words.as_ref().is_some_and(|words| is_something(page, words)),
    }
}

/// Whether words without a name mean one person: "a ministry official".
pub(super) fn is_somebody(page: &Page, words: &Range<usize>) -> bool {
    let head = head(page, words);
    page.tag(head) == Tag::Nn && page.speech.unnamed.contains(&page.lower(head))
}

/// Whether words without a known name mean one thing that can speak: "the utility".
pub(super) fn is_something(page: &Page, words: &Range<usize>) -> bool {
    let head = head(page, words);
    matches!(page.tag(head), Tag::Nn | Tag::Nnp) && !page.speech.unnamed.contains(&page.lower(head))
}

/// Whom a stretch of a sentence speaks of first: the first mention that is no possessive and that no preposition
/// governs, if it can be meant.
fn first_in(
    page: &Page,
    list: &[(Span, EntityIndex)],
    tokens: Range<usize>,
    gender: Option<Gender>,
) -> Option<EntityIndex> {
    if tokens.is_empty() {
        return None;
    }
    let span = page.span(&tokens);
    let from = list.partition_point(|(mention, _)| mention.start < span.start);
    let mentions = list[from..].iter().take_while(|(mention, _)| mention.end <= span.end);
    let mut standing = mentions.filter(|(mention, _)| stands(page, *mention, tokens.start));
    let (_, first) = standing.next()?;
    let known = page.document.entities[*first].gender;
    let fits = gender.is_none_or(|wanted| known.is_none_or(|known| known == wanted));
    fits.then_some(*first)
}

fn stands(page: &Page, mention: Span, low: TokenIndex) -> bool {
    let tokens = page.grammar.inside(mention);
    if tokens.is_empty() || page.mark(tokens.start).is_some() {
        return false;
    }
    let owns = page.tag(tokens.end) == Tag::Pos || matches!(page.tag(tokens.start), Tag::PrpS);
    let governed = tokens.start > low && matches!(page.tag(tokens.start - 1), Tag::In | Tag::To | Tag::Vbg);
    !owns && !governed
}

/// Whom a description means ("the official", "her doctor", "the administration", "the VP"): who last spoke under such
/// words, or the person whom the text has called so.
pub(super) fn described(
    page: &Page,
    speaker: &Range<usize>,
    mentioned: &Mentioned,
    said: &[Said],
) -> Option<Who> {
    let core = core(page, speaker);
    let head = head(page, &core);
    let writing = page.speech.documents.contains(&page.lower(head));
    let office = Office::of(page, &core, head)?;
    if head + 1 != core.end || writing || !is_definite(page, speaker) {
        return None;
    }
    let before = said.iter().rev().take(SAID_BACK_MAX).find(|said| {
        said.words.as_ref().is_some_and(|words| {
            words.end <= speaker.start && words.start + 1 < words.end && heads_alike(page, words, &core, head)
        })
    });
    if let Some(said) = before {
        return Some(said.who.clone());
    }
    if let Some(outlet) = last_outlet(page, &core, said) {
        return Some(outlet);
    }
    let start = page.grammar.spans[speaker.start].start;
    let end = mentioned.people.partition_point(|(mention, _)| mention.start < start);
    let mut people = mentioned.people[..end].iter().rev().take(MENTIONS_BACK_MAX);
    let holder = people.find(|(_, entity)| holds_office(page, *entity, &office));
    let holder =
        holder.map(|(_, entity)| *entity).or_else(|| spoken_for(page, &office, speaker.start, mentioned));
    holder.map(|entity| Who::of(page, entity))
}

/// An office that a description names: "vice president", also as "VP".
struct Office<'p> {
    /// What makes it another office than its noun alone does.
    ranks: Vec<&'p str>,
    noun: &'p str,
}

impl<'p> Office<'p> {
    fn of(page: &Page<'p>, phrase: &Range<usize>, head: TokenIndex) -> Option<Office<'p>> {
        let word = page.lower(head);
        let short = page.speech.short_offices.iter().find(|(short, _)| *short == word);
        if let Some((_, long)) = short {
            let (ranks, noun) = long.rsplit_once(' ')?;
            return Some(Office { ranks: ranks.split(' ').collect(), noun });
        }
        let ranks = ranks(page, phrase.start..head);
        (page.tag(head) == Tag::Nn).then_some(Office { ranks, noun: word })
    }

    /// Whether words of the text that name an office name this one.
    fn is_named(&self, page: &Page, phrase: &Range<usize>, head: TokenIndex) -> bool {
        let Some(other) = Office::of_any(page, phrase, head) else { return false };
        other.ranks == self.ranks && same_office(page, other.noun, self.noun)
    }

    /// As [`Office::of`], in capitals too: "Vice President".
    fn of_any(page: &Page<'p>, phrase: &Range<usize>, head: TokenIndex) -> Option<Office<'p>> {
        Office::of(page, phrase, head).or_else(|| {
            let noun = page.lower(head).trim_end_matches('.');
            is_noun(page.tag(head)).then(|| Office { ranks: ranks(page, phrase.start..head), noun })
        })
    }
}

fn ranks<'p>(page: &Page<'p>, tokens: Range<usize>) -> Vec<&'p str> {
    tokens.map(|token| page.lower(token)).filter(|word| page.speech.ranks.contains(word)).collect()
}

/// The outlet that "the publication" or "the newspaper" means: the one that spoke last, if nothing else spoke since that
/// is no person.
fn last_outlet(page: &Page, core: &Range<usize>, said: &[Said]) -> Option<Who> {
    if core.len() != 1 || !page.speech.outlet_pointers.contains(&page.lower(core.start)) {
        return None;
    }
    let is_person = |said: &&Said| {
        let entity = said.who.entity.map(|entity| page.document.entities[entity].kind);
        entity == Some(NameKind::Person) || said.words.as_ref().is_some_and(|words| is_somebody(page, words))
    };
    let last = said.iter().rev().take(SAID_BACK_MAX).find(|said| !is_person(said))?;
    let name = last.who.reference.as_deref()?;
    let known = page.speech.outlets.contains(&name) || page.speech.agencies.contains(&name);
    let titled =
        || name.split(' ').count() > 1 && page.speech.outlet_words.iter().any(|word| name.ends_with(word));
    (known || titled()).then(|| last.who.clone())
}

/// The person whose office a spokesperson's sentence tells: "Lee's spokesman shared the mayor's thoughts".
fn spoken_for(
    page: &Page,
    office: &Office,
    before: TokenIndex,
    mentioned: &Mentioned,
) -> Option<EntityIndex> {
    const TOKENS_BACK_MAX: usize = 400;
    const OFFICE_TOKENS_MAX: usize = 6;
    let grammar = &page.grammar;
    let owns = |token: TokenIndex| page.tag(token) == Tag::Pos && page.mark(token).is_none();
    let first = before.saturating_sub(TOKENS_BACK_MAX);
    let named = |token: TokenIndex| {
        let near = token.saturating_sub(OFFICE_TOKENS_MAX)..token;
        let phrase = near.rev().find(|&start| !matches!(page.tag(start), Tag::Nn | Tag::Nnp | Tag::Jj))?;
        let definite = page.lower(phrase) == "the";
        (definite && phrase + 1 < token && office.is_named(page, &(phrase + 1..token), token - 1))
            .then_some(token)
    };
    let told = (first..before).rev().filter(|&token| owns(token)).find_map(named)?;
    let sentence = grammar.sentence(grammar.sentence_of(told));
    let speaks_for = |mention: Span| {
        let mark = grammar.inside(mention).end;
        mark < told && owns(mark) && page.speech.voices.contains(&page.lower(mark + 1))
    };
    let span = grammar.span(sentence);
    let from = mentioned.people.partition_point(|(mention, _)| mention.start < span.start);
    let mut inside = mentioned.people[from..].iter().take_while(|(mention, _)| mention.end <= span.end);
    inside.find(|(mention, _)| speaks_for(*mention)).map(|(_, entity)| *entity)
}

/// "the", "her", "Lee's": the words speak of somebody known.
fn is_definite(page: &Page, speaker: &Range<usize>) -> bool {
    page.lower(speaker.start) == "the" || page.tag(speaker.start) == Tag::PrpS
}

/// Whether other words for a speaker can mean what a description means: their heads have one meaning, and they hold
/// every name in it ("the Northern government" is not "the Southern government").
fn heads_alike(page: &Page, words: &Range<usize>, description: &Range<usize>, noun: TokenIndex) -> bool {
    let other = head(page, words);
    let held = |token: TokenIndex| words.clone().any(|word| page.lower(word) == page.lower(token));
    is_noun(page.tag(other))
        && same_office(page, page.lower(other), page.lower(noun))
        && ranks(page, words.start..other) == ranks(page, description.start..noun)
        && description.clone().all(|token| !page.is_capitalised(token) || held(token))
}

/// Whether a text calls a person by an office: "Dr. Lee" for "doctor", "Ann Lee, a spokeswoman" for "spokesperson".
fn holds_office(page: &Page, entity: EntityIndex, office: &Office) -> bool {
    let entity = &page.document.entities[entity];
    // "Dr." stands before the name or in it.
    let titled = entity.mentions.iter().any(|mention| {
        let first = page.grammar.inside(*mention).start;
        let names = |token: TokenIndex| office.is_named(page, &(token.saturating_sub(1)..token + 1), token);
        page.is_named(first) && (names(first) || first > 0 && names(first - 1))
    });
    titled
        || entity.roles.iter().any(|role| {
            let tokens = page.grammar.inside(*role);
            !tokens.is_empty() && office.is_named(page, &tokens, head(page, &tokens))
        })
}

fn same_office(page: &Page, a: &str, b: &str) -> bool {
    a == b || page.speech.offices.iter().any(|row| row.contains(&a) && row.contains(&b))
}
