//! Sources: where the outlet says that it has something from somebody else.
//!
//! Two readings, one list. The quotations tell who says something: an office, a document, an outlet, people without
//! a name. The words around outlets and agencies tell the rest of the chain: who had it first, who was told, who
//! printed it, which agency's text it is.

use super::quotes::page::{self, Page};
use super::quotes::phrases;
use super::quotes::speakers;
use super::{Document, Form, NameKind, Quote, Source, SourceKind, SourceRelation};
use crate::grammar::{Tag, TokenIndex};
use crate::languages::{Frame, Language, Stance};
use crate::text::Span;
use kinds::Who;

mod kinds;

/// The sources named in a document whose other layers are complete, by place.
pub(super) fn find(document: &Document, language: &'static Language) -> Vec<Source> {
    let page = Page::new(document, &language.speech);
    let mut found = Vec::new();
    for quote in &document.quotes {
        said(&page, quote, &mut found);
    }
    for token in 0..document.grammar.len() {
        if page.mark(token).is_none() {
            told(&page, token, &mut found);
            reporter(&page, token, &mut found);
            unnamed_by_wish(&page, token, &mut found);
            reported_first(&page, token, &mut found);
            credited(&page, token, &mut found);
            on_a_site(&page, token, &mut found);
        }
    }
    for sentences in &document.grammar.paragraphs {
        dateline(&page, sentences.start as usize, &mut found);
    }
    found.sort_by(|a, b| (a.span, &a.name).cmp(&(b.span, &b.name)));
    found.dedup_by(|later, first| later.name == first.name && later.span.overlaps(first.span));
    found
}

/// The sources of one quotation: its speaker unless that is a person with a name, and the document it is in.
fn said(page: &Page, quote: &Quote, found: &mut Vec<Source>) {
    let (Some(cue), Some(speaker)) = (quote.cue, quote.speaker) else { return };
    // What "his claim that" reports is known from elsewhere.
    if page
        .grammar
        .inside(cue)
        .all(|token| matches!(page.tag(token), Tag::Nn | Tag::Nns) && page.speech.is_claim(page.lower(token)))
    {
        return;
    }
    let according = contains_phrase(page, cue, page.speech.according);
    let tokens = page.grammar.inside(speaker);
    let Some(who) = kinds::of(page, &tokens, quote) else { return };
    // "A tax that bakers warned would ruin them", "the Union, whose leaders say": told in passing.
    let relative = tokens.start.checked_sub(1).map(|before| page.tag(before));
    if matches!(relative, Some(Tag::Wdt | Tag::WpS)) && !according {
        return;
    }
    let span = cue.to(speaker);
    let relation = match relation(page, cue, &who, according) {
        SourceRelation::AccordingTo if who.kind == SourceKind::Anonymous && tells(page, cue) => {
            SourceRelation::Told
        }
        relation => relation,
    };
    if let Some(network) = quote.via.and_then(|via| network(page, via))
        && who.kind == SourceKind::Person
    {
        found.push(Source {
            span: quote.via.map_or(span, |via| via),
            name: format!("{} on {network}", who.name),
            kind: who.kind,
            relation: SourceRelation::Published,
            content: Some(quote.span),
            entity: None,
        });
    }
    if let Some(via) = quote.via
        && let Some(name) = document_name(page, via, &who)
    {
        let span = span.to(via);
        let content = Some(quote.span).filter(|content| !content.overlaps(span));
        let span = if content.is_some() { span } else { via };
        found.push(Source {
            span,
            name,
            kind: SourceKind::Document,
            relation: SourceRelation::AccordingTo,
            content: Some(quote.span),
            entity: who.entity,
        });
        if matches!(who.kind, SourceKind::Organisation | SourceKind::Document) {
            return;
        }
    }
    let aside = matches!(who.kind, SourceKind::Person | SourceKind::Organisation)
        && relation != SourceRelation::ConfirmedTo
        && !gives_figures(page, quote, &who);
    if !according && (aside || thinks(page, cue)) {
        return;
    }
    found.push(Source {
        span,
        name: who.name,
        kind: who.kind,
        relation,
        content: Some(quote.span),
        entity: who.entity,
    });
}

/// Whether an office or company, as the speaker of reported speech, is where figures come from: "the coast guard said
/// nine people had died".
fn gives_figures(page: &Page, quote: &Quote, who: &Who) -> bool {
    let quantities = &page.document.quantities;
    let from = quantities.partition_point(|quantity| quantity.span.start < quote.span.start);
    let mut inside = quantities[from..].iter().take_while(|quantity| quantity.span.end <= quote.span.end);
    let counts = inside.any(|quantity| quantity.counted.is_some() || quantity.unit.is_empty());
    let is_body = match who.entity {
        Some(at) => page.document.entities[at].kind == NameKind::Organisation,
        None => who.name.split(' ').next_back().is_some_and(|noun| page.speech.bodies.contains(&noun)),
    };
    let is_pronoun =
        quote.speaker.is_some_and(|speaker| page.tag(page.grammar.inside(speaker).start) == Tag::Prp);
    who.kind == SourceKind::Organisation && quote.form == Form::Indirect && counts && is_body && !is_pronoun
}

/// The network on which somebody posted.
fn network<'p>(page: &'p Page, via: Span) -> Option<&'p str> {
    let named =
        |token: TokenIndex| page.speech.networks.iter().find(|name| page.word(token) == **name).copied();
    page.grammar.inside(via).find_map(named)
}

/// Whether a cue tells an outlet something ("told the BBC"), or its sentence says that the speaker spoke to one.
fn tells(page: &Page, cue: Span) -> bool {
    let tokens = page.grammar.inside(cue);
    let Some(last) = tokens.clone().last() else { return false };
    let heard = tokens.filter_map(|token| page.verb(token)).any(|verb| verb.hearer);
    if heard && kinds::outlet_at(page, last + 1).is_some() {
        return true;
    }
    let sentence = page.grammar.sentence(page.grammar.sentence_of(last));
    sentence.clone().any(|token| {
        matches!(page.lower(token), "speaking" | "spoke")
            && matches!(page.lower(token + 1), "to" | "with")
            && kinds::outlet_at(page, token + 2).is_some()
    })
}

/// Whether a cue tells what somebody thinks, not what he says.
fn thinks(page: &Page, cue: Span) -> bool {
    page.grammar.inside(cue).filter_map(|token| page.verb(token)).any(|verb| verb.stance == Stance::Thinking)
}

/// How the outlet has what a speaker says.
fn relation(page: &Page, cue: Span, who: &Who, according: bool) -> SourceRelation {
    let tokens = page.grammar.inside(cue);
    let first = tokens.clone().any(|token| page.lower(token) == "first");
    let confirms = tokens.filter_map(|token| page.verb(token)).any(|verb| verb.stance == Stance::Confirming);
    match who.kind {
        _ if according => SourceRelation::AccordingTo,
        SourceKind::Outlet | SourceKind::Agency if first => SourceRelation::FirstReported,
        SourceKind::Outlet | SourceKind::Agency => SourceRelation::AccordingTo,
        _ if confirms => SourceRelation::ConfirmedTo,
        _ => SourceRelation::AccordingTo,
    }
}

fn contains_phrase(page: &Page, span: Span, phrases: &[&str]) -> bool {
    let words = span.of(page.text);
    phrases.iter().any(|phrase| words.eq_ignore_ascii_case(phrase))
}

/// "White House statement" for what the White House said "in a statement"; none for channels that are no document.
fn document_name(page: &Page, via: Span, who: &Who) -> Option<String> {
    let tokens = page.grammar.inside(via);
    let head = tokens
        .clone()
        .take_while(|&token| page.lower(token) != "to")
        .filter(|&token| page.speech.documents.contains(&page.lower(token)))
        .last()?;
    let press = head > tokens.start && page.lower(head - 1) == "press";
    Some(format!("{} {}{}", who.name, if press { "press " } else { "" }, page.lower(head)))
}

/// Phrases that lead to a source: "first reported by PBS", "told NPR", "obtained by the Post".
fn told(page: &Page, at: TokenIndex, found: &mut Vec<Source>) {
    let (speech, first) = (page.speech, page.lower(at));
    let tables = [
        (speech.first_reported, SourceRelation::FirstReported),
        (speech.confirmed, SourceRelation::ConfirmedTo),
        (speech.published, SourceRelation::Published),
        (speech.told, SourceRelation::Told),
        (speech.via, SourceRelation::Via),
    ];
    let Some((words, relation)) = tables.iter().find_map(|(phrases, relation)| {
        let led = phrases.iter().filter(|phrase| phrase.starts_with(first));
        let longest = led.filter_map(|phrase| matches(page, at, phrase)).max()?;
        Some((longest, *relation))
    }) else {
        return;
    };
    let after = at + words;
    let outlets_only = relation != SourceRelation::Via;
    let Some((who, end)) = named_at(page, after, outlets_only) else { return };
    if relation == SourceRelation::Via && is_reason(page, at, &who) {
        return;
    }
    found.push(source(page, at..end, who, relation));
    if relation == SourceRelation::ConfirmedTo
        && page.lower(end) == "by"
        && let Some((who, end)) = named_at(page, end + 1, false)
    {
        found.push(source(page, at..end, who, relation));
    }
}

/// Whether what is cited is why somebody acts, not where it was read: "citing the decision".
fn is_reason(page: &Page, cue: TokenIndex, who: &Who) -> bool {
    let noun = who.name.rsplit(' ').next().unwrap_or("").to_lowercase();
    who.kind == SourceKind::Document
        && page.verb(cue).is_some_and(|verb| verb.frame == Frame::Marked)
        && page.speech.reasons.contains(&noun.as_str())
}

fn source(page: &Page, tokens: std::ops::Range<usize>, who: Who, relation: SourceRelation) -> Source {
    Source {
        span: page.span(&tokens),
        name: who.name,
        kind: who.kind,
        relation,
        content: None,
        entity: who.entity,
    }
}

/// How many words a phrase has, if it stands at a token.
fn matches(page: &Page, at: TokenIndex, phrase: &str) -> Option<usize> {
    let mut words = 0;
    for word in phrase.split(' ') {
        // "an interview broadcast Monday on"
        while words > 1 && page.is_time(at + words) && page.lower(at + words) != word {
            words += 1;
        }
        if page.lower(at + words) != word {
            return None;
        }
        words += 1;
    }
    Some(words)
}

/// Who is named at a token, and where the words for it end: an outlet or agency, or, unless only those are wanted,
/// a document or people without a name.
fn named_at(page: &Page, at: TokenIndex, outlets_only: bool) -> Option<(Who, TokenIndex)> {
    if let Some((end, kind)) = kinds::outlet_at(page, at) {
        return Some((kinds::outlet(page, at, end, kind), end));
    }
    if outlets_only || at >= page.grammar.len() {
        return None;
    }
    let sentence = page.grammar.sentence(page.grammar.sentence_of(at));
    let phrase = phrases::starting(page, at, sentence.end)?;
    let who = kinds::unnamed(page, &phrase)?;
    matches!(who.kind, SourceKind::Anonymous | SourceKind::Document).then_some((who, phrase.end))
}

/// "An AFP photographer", "the CBS poll", "the Times quoted a diplomat".
fn reporter(page: &Page, at: TokenIndex, found: &mut Vec<Source>) {
    if at > 0 && page.is_capitalised(at - 1) && page.lower(at - 1) != "the" && page.tag(at - 1) == Tag::Nnp {
        return;
    }
    let Some((end, kind)) = kinds::outlet_at(page, at) else { return };
    if page.speech.reporters.contains(&page.lower(end)) {
        let who = kinds::outlet(page, at, end, kind);
        found.push(source(page, at..end + 1, who, SourceRelation::Via));
    } else if page.speech.quoting.contains(&page.lower(end)) && !page.is_capitalised(end) {
        let who = kinds::outlet(page, at, end, kind);
        found.push(source(page, at..end + 1, who, SourceRelation::AccordingTo));
    }
}

/// "The officials spoke on condition of anonymity": people who told the outlet something, whatever it was.
fn unnamed_by_wish(page: &Page, at: TokenIndex, found: &mut Vec<Source>) {
    let Some(words) = page.speech.anonymity.iter().find_map(|phrase| matches(page, at, phrase)) else {
        return;
    };
    let sentence = page.grammar.sentence(page.grammar.sentence_of(at));
    let Some(verb) = at.checked_sub(1).filter(|&verb| verb > sentence.start) else { return };
    if page.tag(verb) != Tag::Vbd {
        return;
    }
    let Some(phrase) = phrases::subject(page, sentence.start, verb) else { return };
    if phrase.end != verb {
        return;
    }
    if let Some(who) = kinds::unnamed(page, &speakers::core(page, &phrase)) {
        found.push(source(page, phrase.start..at + words, who, SourceRelation::Told));
    }
}

/// "Radio Skerrin first reported the change": an outlet that had something first, also where no clause follows.
fn reported_first(page: &Page, at: TokenIndex, found: &mut Vec<Source>) {
    let first =
        page.lower(at) == "first" && page.verb(at + 1).is_some_and(|verb| verb.frame != Frame::Marked);
    if !first {
        return;
    }
    let sentence = page.grammar.sentence(page.grammar.sentence_of(at));
    let lowest = sentence.start.max(at.saturating_sub(8));
    let outlet = (lowest..at).find_map(|start| {
        let (end, kind) = kinds::outlet_at(page, start)?;
        (end == at).then_some((start, end, kind))
    });
    let Some((start, end, kind)) = outlet else { return };
    let who = kinds::outlet(page, start, end, kind);
    if !found.iter().any(|known| {
        known.span.start <= page.span(&(start..end)).start
            && known.span.end >= page.span(&(start..end)).end
            && known.name == who.name
    }) {
        found.push(source(page, start..at + 2, who, SourceRelation::FirstReported));
    }
}

/// "The Associated Press contributed to this report."
fn credited(page: &Page, at: TokenIndex, found: &mut Vec<Source>) {
    let Some(words) = page.speech.credits.iter().find_map(|phrase| matches(page, at, phrase)) else { return };
    let sentence = page.grammar.sentence(page.grammar.sentence_of(at));
    let mut token = sentence.start;
    while token < at {
        match kinds::outlet_at(page, token) {
            Some((end, kind)) => {
                let who = kinds::outlet(page, token, end, kind);
                found.push(source(page, token..at + words, who, SourceRelation::Via));
                token = end;
            }
            None => token += 1,
        }
    }
}

/// "Released the papers on her campaign website": what somebody made known on a site of his own.
fn on_a_site(page: &Page, at: TokenIndex, found: &mut Vec<Source>) {
    const WORDS_MAX: usize = 6;
    if page.tag(at) != Tag::In || !page.speech.sites_after.contains(&page.lower(at)) {
        return;
    }
    let sentence = page.grammar.sentence(page.grammar.sentence_of(at));
    let end = sentence.end.min(at + WORDS_MAX);
    let Some(site) = (at + 1..end).find(|&token| page.speech.sites.contains(&page.lower(token))) else {
        return;
    };
    let owned = (at + 1..site).find(|&token| matches!(page.tag(token), Tag::PrpS | Tag::Pos));
    let inside = (at + 1..site).all(|token| page::is_inside_noun_phrase(page.tag(token)));
    // "On our website" is the outlet's own, and "its website" tells nobody whose.
    let told = owned.is_some_and(|owned| site > owned + 1 || page.tag(owned) == Tag::Pos);
    if let Some(owned) = owned.filter(|_| inside && told) {
        let owner =
            page.grammar.inside(page.span(&(at + 1..owned))).filter(|&token| page.tag(token) != Tag::Dt);
        let words: Vec<&str> = owner.chain(owned + 1..site + 1).map(|token| page.word(token)).collect();
        found.push(Source {
            span: page.span(&(at..site + 1)),
            name: words.join(" "),
            kind: SourceKind::Document,
            relation: SourceRelation::Published,
            content: None,
            entity: None,
        });
    }
}

/// "LIMA (Reuters) -" at the start of a paragraph.
fn dateline(page: &Page, sentence: usize, found: &mut Vec<Source>) {
    let tokens = page.grammar.sentence(sentence);
    let near = tokens.start..tokens.end.min(tokens.start + 14);
    for open in near.filter(|&token| page.word(token) == "(") {
        let Some((end, kind)) = kinds::outlet_at(page, open + 1) else { continue };
        let dash = matches!(page.word(end + 1), "—" | "–" | "-" | "--" | ":");
        if page.word(end) == ")" && (dash || tokens.start == open) {
            let mut who = kinds::outlet(page, open + 1, end, kind);
            if !page.speech.outlets.contains(&who.name.as_str()) {
                // Whose text a dateline credits is an agency, if it is not known to be something else.
                who.kind = SourceKind::Agency;
            }
            found.push(source(page, open..end + 1, who, SourceRelation::Via));
        }
    }
}

/// The kind of a source with an entity.
fn kind_of_name(kind: NameKind) -> Option<SourceKind> {
    match kind {
        NameKind::Person => Some(SourceKind::Person),
        NameKind::Organisation | NameKind::Place => Some(SourceKind::Organisation),
        NameKind::Other => None,
    }
}
