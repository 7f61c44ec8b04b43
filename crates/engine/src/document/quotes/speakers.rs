//! Speakers: who the words naming a speaker mean, and whose the quotations without such words are.

use std::ops::Range;

use super::antecedents::{self, Mentioned, Said};
use super::page::{Page, is_noun};
use super::{Found, phrases};
use crate::document::{EntityIndex, NameKind, Quote};
use crate::grammar::Tag;
use crate::text::Span;

/// Who speaks.
#[derive(Clone, Debug, Default)]
pub(super) struct Who {
    pub(super) reference: Option<String>,
    pub(super) entity: Option<EntityIndex>,
}

/// Makes quotations of what was found, by place, with their speakers resolved.
pub(super) fn resolve(page: &Page, found: &[Found]) -> Vec<Quote> {
    let mut quotes = Vec::with_capacity(found.len());
    let mut memory = Memory { mentioned: Mentioned::of(page), ..Memory::default() };
    for one in found {
        let who = match &one.speaker {
            Some(speaker) => named(page, speaker, &memory),
            None => follow_on(page, one, &memory),
        };
        memory.keep(page, one, &who);
        quotes.push(Quote {
            span: one.content.span,
            form: one.content.form,
            cue: one.cue.as_ref().map(|cue| page.span(cue)),
            speaker: one.speaker.as_ref().map(|speaker| page.span(speaker)),
            reference: who.reference,
            entity: who.entity,
            via: one.via,
        });
    }
    continue_back(page, found, &mut quotes);
    quotes
}

/// Gives quotations that had no closing mark the speaker of the next paragraph's, which goes on with them.
fn continue_back(page: &Page, found: &[Found], quotes: &mut [Quote]) {
    for index in (1..quotes.len()).rev() {
        let start = quotes[index].span.start;
        let next = page.marks.partition_point(|marked| marked.inner.start < start);
        let continues =
            page.marks.get(next).is_some_and(|marked| marked.inner.start == start && marked.continues);
        let open =
            found[index - 1].speaker.is_none() && found[index - 1].paragraph + 1 == found[index].paragraph;
        if continues && open && quotes[index].reference.is_some() {
            quotes[index - 1].reference = quotes[index].reference.clone();
            quotes[index - 1].entity = quotes[index].entity;
        }
    }
}

/// Who spoke last.
#[derive(Clone, Debug, Default)]
struct Memory {
    last: Who,
    /// The paragraph of the last quotation with a speaker.
    paragraph: usize,
    /// Where the last quotation ended.
    end: u32,
    /// The last speaker that is no person.
    thing: Who,
    /// The last speaker that may be a person.
    person: Who,
    /// The last document somebody was quoted from, and who.
    channel: String,
    author: Who,
    /// Whether the last speaker is one person.
    last_is_one: bool,
    /// Everybody who spoke so far, in order.
    said: Vec<Said>,
    mentioned: Mentioned,
}

impl Who {
    pub(super) fn of(page: &Page, entity: EntityIndex) -> Who {
        Who { reference: Some(page.document.entities[entity].canonical.clone()), entity: Some(entity) }
    }
}

impl Memory {
    fn keep(&mut self, page: &Page, one: &Found, who: &Who) {
        if who.reference.is_none() {
            return;
        }
        let words = one.speaker.as_ref().map(|speaker| core(page, speaker));
        let (thing, person) = match (who.entity, &words) {
            (Some(entity), _) => {
                let is_person = page.document.entities[entity].kind == NameKind::Person;
                (!is_person, is_person)
            }
            (None, Some(words)) => {
                (antecedents::is_something(page, words), antecedents::is_somebody(page, words))
            }
            (None, None) => (false, false),
        };
        self.last_is_one = person;
        if thing {
            self.thing.clone_from(who);
        } else if person {
            self.person.clone_from(who);
        }
        let token = page.grammar.spans.partition_point(|span| span.end <= one.content.span.end);
        let place = one.speaker.as_ref().map_or(token.saturating_sub(1), |speaker| speaker.start);
        let sentence = page.grammar.sentence_of(place.min(page.grammar.len().saturating_sub(1)));
        self.said.push(Said { sentence, words, who: who.clone() });
        if let Some(via) = one.via {
            self.channel = channel(page, via);
            self.author = who.clone();
        }
        self.last = who.clone();
        self.paragraph = one.paragraph;
        self.end = one.content.span.end;
    }

    /// The last speaker that a pronoun can mean.
    fn of_pronoun(&self, word: &str) -> Who {
        match word {
            "it" => self.thing.clone(),
            "he" | "she" => self.person.clone(),
            "i" | "we" | "you" => Who::default(),
            "they" if self.last_is_one => Who::default(),
            _ => self.last.clone(),
        }
    }
}

/// The noun of a channel: "letter" of "in a letter to the board".
fn channel(page: &Page, via: Span) -> String {
    let channels = page.speech.channels;
    let noun = page.grammar.inside(via).find(|&token| channels.contains(&page.lower(token)));
    noun.map_or_else(String::new, |noun| page.lower(noun).to_owned())
}

/// Whom the words naming a speaker mean.
fn named(page: &Page, speaker: &Range<usize>, memory: &Memory) -> Who {
    let core = core(page, speaker);
    let is_pronoun = speaker.len() == 1 && page.tag(speaker.start) == Tag::Prp;
    if is_pronoun
        && let Some(who) = antecedents::pronoun(page, speaker.start, &memory.mentioned, &memory.said)
    {
        return who;
    }
    if let Some(owner) = owner(page, &core, memory) {
        return owner;
    }
    if let Some(reference) = several(page, speaker) {
        return Who { reference: Some(reference), entity: None };
    }
    if let Some(entity) = entity(page, speaker) {
        return Who {
            reference: Some(page.document.entities[entity].canonical.clone()),
            entity: Some(entity),
        };
    }
    if is_pronoun {
        return memory.of_pronoun(page.lower(speaker.start));
    }
    if let Some(who) = antecedents::described(page, speaker, &memory.mentioned, &memory.said) {
        return who;
    }
    let words = page.span(&core).of(page.text);
    let words = if words.is_empty() { page.span(speaker).of(page.text) } else { words };
    if page.speech.indefinite.contains(&words.to_lowercase().as_str()) {
        return Who::default();
    }
    Who { reference: Some(words.split_whitespace().collect::<Vec<_>>().join(" ")), entity: None }
}

/// Whose words a document tells: the one whose it is ("her statement", "Lee's letter", "a letter from Lee"), or who was
/// last quoted from such a document ("the letter").
fn owner(page: &Page, core: &Range<usize>, memory: &Memory) -> Option<Who> {
    let head = head(page, core);
    if !is_noun(page.tag(head)) || !page.speech.channels.contains(&page.lower(head)) {
        return None;
    }
    let whose = (core.start..head).find(|&token| matches!(page.tag(token), Tag::PrpS | Tag::Pos));
    if let Some(whose) = whose {
        let owner = if page.tag(whose) == Tag::PrpS { whose..whose + 1 } else { core.start..whose };
        if let Some(entity) = mentioned(page, page.span(&owner)) {
            return Some(Who::of(page, entity));
        }
        return (page.tag(whose) == Tag::PrpS).then(|| memory.last.clone());
    }
    // "a statement from Lee", and not "a statement from her doctor" or "Lee's doctor".
    let owns = (head + 1..core.end).any(|token| matches!(page.tag(token), Tag::PrpS | Tag::Pos));
    let behind = page.span(&(head + 1..core.end));
    if let Some(entity) = mentioned(page, behind).filter(|_| !owns) {
        return Some(Who::of(page, entity));
    }
    let plain = head + 1 == core.end && core.len() <= 2;
    (plain && memory.channel == page.lower(head)).then(|| memory.author.clone())
}

/// The first person or organisation mentioned in a span.
fn mentioned(page: &Page, span: Span) -> Option<EntityIndex> {
    let holds = |mentions: &[Span]| {
        let from = mentions.partition_point(|mention| mention.start < span.start);
        mentions.get(from).filter(|mention| span.contains(**mention)).map(|mention| mention.start)
    };
    let entities = page.document.entities.iter().enumerate();
    entities
        .filter(|(_, entity)| matches!(entity.kind, NameKind::Person | NameKind::Organisation))
        .filter_map(|(index, entity)| Some((holds(&entity.mentions)?, index)))
        .min()
        .map(|(_, index)| index)
}

/// The names of several people who speak together, joined by the word that joins them.
fn several(page: &Page, speaker: &Range<usize>) -> Option<String> {
    let joint = speaker.clone().find(|&token| page.tag(token) == Tag::Cc)?;
    let first = person_before(page, page.span(&(speaker.start..joint)))?;
    let second = person_in(page, page.span(&(joint + 1..speaker.end)))?;
    let name = |entity: EntityIndex| page.document.entities[entity].canonical.as_str();
    (first != second).then(|| format!("{} {} {}", name(first), page.word(joint), name(second)))
}

/// The person whose name ends a span.
fn person_before(page: &Page, span: Span) -> Option<EntityIndex> {
    let mut names = page.document.names.iter().rev();
    let last = names.find(|name| name.kind == NameKind::Person && name.span.end <= span.end)?;
    (span.contains(last.span) && last.span.end == span.end).then_some(last.entity)
}

/// The first person with a name in a span.
fn person_in(page: &Page, span: Span) -> Option<EntityIndex> {
    let names = &page.document.names;
    let from = names.partition_point(|name| name.span.start < span.start);
    names[from..]
        .iter()
        .take_while(|name| name.span.end <= span.end)
        .find(|name| name.kind == NameKind::Person)
        .map(|name| name.entity)
}

/// The speaker without apposition and leading article.
pub(in crate::document) fn core(page: &Page, speaker: &Range<usize>) -> Range<usize> {
    let end = speaker
        .clone()
        .find(|&token| token > speaker.start && page.tag(token) == Tag::Comma)
        .unwrap_or(speaker.end);
    let start = speaker.start
        + usize::from(page.speech.articles.contains(&page.lower(speaker.start)) && end - speaker.start > 1);
    start..end
}

/// The head of a noun phrase: its last noun before any preposition, participle or clause behind it.
pub(in crate::document) fn head(page: &Page, phrase: &Range<usize>) -> usize {
    let mut head = phrase.start;
    for token in phrase.clone() {
        let tag = page.tag(token);
        let ends = matches!(
            tag,
            Tag::In
                | Tag::To
                | Tag::Vbn
                | Tag::Vbd
                | Tag::Vbg
                | Tag::Wp
                | Tag::Wdt
                | Tag::Comma
                | Tag::LeftBracket
        );
        if is_noun(tag) || token == phrase.start {
            head = token;
            if is_described(page, phrase, token) {
                break;
            }
        } else if ends && is_noun(page.tag(head)) {
            break;
        }
    }
    head
}

/// Whether people without a name are described behind their noun: "a source familiar with the plan".
fn is_described(page: &Page, phrase: &Range<usize>, token: usize) -> bool {
    let next = token + 1;
    page.speech.unnamed.contains(&page.lower(token))
        && next + 1 < phrase.end
        && !page.is_capitalised(next)
        && page.lower(next + 1) == "with"
}

/// The entity that the words naming a speaker mean: the one that the head of the phrase names, else the person in
/// the apposition.
fn entity(page: &Page, speaker: &Range<usize>) -> Option<EntityIndex> {
    let span = page.span(speaker);
    let core = core(page, speaker);
    let head = page.grammar.spans[head(page, &core)];
    let core = page.span(&core);
    let mut best: Option<(u8, EntityIndex)> = None;
    for (index, entity) in page.document.entities.iter().enumerate() {
        let from = entity.mentions.partition_point(|mention| mention.start < span.start);
        for mention in entity.mentions[from..].iter().take_while(|mention| mention.start < span.end) {
            if mention.start > core.end && is_pronoun(page, *mention) {
                continue;
            }
            let rank = rank(*mention, head, core, span, entity.kind == NameKind::Person);
            if rank > 0 && best.is_none_or(|(before, _)| rank > before) {
                best = Some((rank, index));
            }
        }
    }
    best.map(|(_, index)| index).or_else(|| by_last_name(page, speaker))
}

/// The only person whose last name a speaker of one word is, where that word was not taken for a name: "Pike said".
fn by_last_name(page: &Page, speaker: &Range<usize>) -> Option<EntityIndex> {
    let name = page.word(speaker.start);
    if speaker.len() != 1 || !page.is_capitalised(speaker.start) || page.tag(speaker.start) == Tag::Prp {
        return None;
    }
    let is_so = |canonical: &str| canonical.rsplit_once(' ').is_some_and(|(_, last)| last == name);
    let entities = page.document.entities.iter().enumerate();
    let mut people =
        entities.filter(|(_, entity)| entity.kind == NameKind::Person && is_so(&entity.canonical));
    let (person, _) = people.next()?;
    people.next().is_none().then_some(person)
}

/// Whether a mention is a pronoun or a possessive: in an apposition it names nobody.
pub(in crate::document) fn is_pronoun(page: &Page, mention: Span) -> bool {
    let token = page.grammar.inside(mention).start;
    matches!(page.tag(token), Tag::Prp | Tag::PrpS)
}

/// How surely a mention inside a speaker's words is the speaker; 0 when it is not.
fn rank(mention: Span, head: Span, core: Span, whole: Span, person: bool) -> u8 {
    if !whole.contains(mention) {
        return 0;
    }
    match (mention == core, mention.contains(head), person) {
        (true, _, _) => 5,
        (_, _, true) if mention.end == core.end => 4,
        (_, true, true) => 3,
        (_, true, false) => 2,
        (_, _, true) if mention.start > core.end => 1,
        _ if mention.start == core.end + 2 && mention.end == whole.end => 1,
        _ => 0,
    }
}

/// Whose a quotation without speaker is: the person whom the sentence before it in its paragraph speaks of, else
/// the speaker of the quotation before it in this paragraph or the last.
fn follow_on(page: &Page, one: &Found, memory: &Memory) -> Who {
    if let Some(person) = introduced(page, one, memory) {
        return Who {
            reference: Some(page.document.entities[person].canonical.clone()),
            entity: Some(person),
        };
    }
    if memory.last.reference.is_some() && one.paragraph <= memory.paragraph + 1 {
        return memory.last.clone();
    }
    spoken_of(page, one).map_or_else(Who::default, |person| Who::of(page, person))
}

/// The only person whom the last sentence of the paragraph before a quotation speaks of.
fn spoken_of(page: &Page, one: &Found) -> Option<EntityIndex> {
    let before = page.grammar.paragraphs.get(one.paragraph.checked_sub(1)?)?;
    let sentence = (before.end as usize).checked_sub(1)?;
    let words = page.span(&page.grammar.sentence(sentence));
    let mut people = page.document.entities.iter().enumerate().filter(|(_, entity)| {
        let from = entity.mentions.partition_point(|mention| mention.start < words.start);
        let inside = entity.mentions.get(from).is_some_and(|mention| words.contains(*mention));
        entity.kind == NameKind::Person && inside
    });
    let (person, _) = people.next()?;
    people.next().is_none().then_some(person)
}

/// The person whom the sentence right before a quotation, in its paragraph and after any other quotation, names first.
fn introduced(page: &Page, one: &Found, memory: &Memory) -> Option<EntityIndex> {
    let start = one.content.span.start;
    let token = page.grammar.spans.partition_point(|span| span.start < start);
    let sentence = page.grammar.sentence_of(token.min(page.grammar.len().checked_sub(1)?)).checked_sub(1)?;
    let paragraph = page.grammar.paragraphs.get(one.paragraph)?;
    let words = page.span(&page.grammar.sentence(sentence));
    if (sentence as u32) < paragraph.start || words.start < memory.end || words.end > start {
        return None;
    }
    person_in(page, words)
}

/// The channel among the words after a reporting verb: "in a letter to", "on Twitter", "told NPR".
pub(super) fn via(page: &Page, tail: &Range<usize>) -> Option<Span> {
    let mut at = tail.start;
    while at < tail.end {
        if matches!(page.tag(at), Tag::In | Tag::To)
            && let Some(phrase) = phrases::starting(page, at + 1, tail.end)
        {
            if phrases::names_channel(page, phrase.start, phrase.end) {
                return Some(page.span(&(at..phrase.end)));
            }
            at = phrase.end;
        } else {
            at += 1;
        }
    }
    None
}

/// The channel that a sentence begins with: "In a letter to the board, Ann Lee said".
pub(super) fn via_in_front(page: &Page, front: &Range<usize>) -> Option<Span> {
    let comma = front.end.checked_sub(1).filter(|&comma| comma > front.start)?;
    if page.tag(comma) != Tag::Comma || page.tag(front.start) != Tag::In {
        return None;
    }
    let phrase = phrases::starting(page, front.start + 1, comma)?;
    let rest = (phrase.end..comma).all(|token| {
        page.is_time(token) || matches!(page.tag(token), Tag::In | Tag::To) || is_noun(page.tag(token))
    });
    (rest && phrases::names_channel(page, phrase.start, phrase.end))
        .then(|| page.span(&(front.start..phrase.end)))
}
