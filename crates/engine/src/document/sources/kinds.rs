//! What a source is, and its shortest name.

use std::ops::Range;

use super::kind_of_name;
use crate::document::quotes::page::{Page, is_noun};
use crate::document::quotes::speakers;
use crate::document::{EntityIndex, NameKind, Quote, SourceKind};
use crate::grammar::{Tag, TokenIndex};

/// Who or what a source is.
#[derive(Clone, Debug)]
pub(super) struct Who {
    pub(super) name: String,
    pub(super) kind: SourceKind,
    pub(super) entity: Option<EntityIndex>,
}

/// What the speaker of a quotation is.
pub(super) fn of(page: &Page, speaker: &Range<usize>, quote: &Quote) -> Option<Who> {
    let core = speakers::core(page, speaker);
    if page.speech.indefinite.contains(&words(page, &core).to_lowercase().as_str()) {
        return None;
    }
    if let Some((end, kind)) = outlet_in(page, &core) {
        return Some(outlet(page, core.start, end, kind));
    }
    if let Some((start, end, kind)) = outlet_behind(page, &core) {
        return Some(outlet(page, start, end, kind));
    }
    let head = speakers::head(page, &core);
    if is_noun(page.tag(head)) && page.speech.outlet_nouns.contains(&page.lower(head)) {
        let printed = words(page, &core);
        // "the publication", and which one is known
        let meant = quote.reference.clone().filter(|meant| meant.starts_with(char::is_uppercase));
        let entity = quote.entity.filter(|_| meant.is_some());
        return Some(Who { name: meant.unwrap_or(printed), kind: SourceKind::Outlet, entity });
    }
    if let Some(entity) = quote.entity {
        let named = &page.document.entities[entity];
        let apposed = is_apposed(page, &core, speaker, entity) || is_known(page, speaker, named.kind);
        let described = unnamed(page, &core).filter(|_| !apposed && !ends_with_mention(page, &core, entity));
        if described.is_some() {
            return described;
        }
        let kind = kind_of_name(named.kind)?;
        return Some(Who { name: named.canonical.clone(), kind, entity: Some(entity) });
    }
    if let Some(who) = unnamed(page, &core) {
        let printed = words(page, speaker);
        let meant = quote.reference.as_deref().filter(|meant| !meant.eq_ignore_ascii_case(&printed));
        let longer = meant.filter(|meant| meant.contains(' ') && who.kind == SourceKind::Anonymous);
        return Some(Who { name: longer.map_or(who.name, bare), ..who });
    }
    if core.len() == 1 && page.tag(core.start) == Tag::Prp {
        let name = quote.reference.clone()?;
        let unnamed = name.split_whitespace().any(|word| page.speech.unnamed.contains(&word));
        let kind = if unnamed && name.contains(' ') { SourceKind::Anonymous } else { SourceKind::Person };
        return Some(Who { name: bare(&name), kind, entity: None });
    }
    let kind = if page.tag(core.end - 1) == Tag::Nnp && has_person(page, &core) {
        SourceKind::Person
    } else {
        SourceKind::Organisation
    };
    Some(Who { name: words(page, &core), kind, entity: None })
}

/// A name for somebody without the article before it.
fn bare(name: &str) -> String {
    let articles = ["the ", "The ", "a ", "A ", "an ", "An ", "some ", "Some "];
    articles.iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name).to_owned()
}

/// Whether a speaker is described as somebody known, one person: "the diplomat", "her doctor".
fn is_known(page: &Page, speaker: &Range<usize>, kind: NameKind) -> bool {
    let definite = page.lower(speaker.start) == "the" || page.tag(speaker.start) == Tag::PrpS;
    let head = speakers::head(page, &speakers::core(page, speaker));
    definite && kind == NameKind::Person && page.tag(head) == Tag::Nn
}

/// Whether the apposition behind a phrase names the entity: "its spokesman, Jonas Vale".
fn is_apposed(page: &Page, core: &Range<usize>, speaker: &Range<usize>, entity: EntityIndex) -> bool {
    let (core, whole) = (page.span(core), page.span(speaker));
    let mentions = &page.document.entities[entity].mentions;
    mentions.iter().any(|mention| {
        mention.start >= core.end && whole.contains(*mention) && !speakers::is_pronoun(page, *mention)
    })
}

/// Whether the last word of a phrase belongs to a mention of the entity.
fn ends_with_mention(page: &Page, core: &Range<usize>, entity: EntityIndex) -> bool {
    let span = page.span(core);
    page.document.entities[entity]
        .mentions
        .iter()
        .any(|mention| mention.end == span.end && span.contains(*mention))
}

fn has_person(page: &Page, core: &Range<usize>) -> bool {
    let span = page.span(core);
    let names = &page.document.names;
    names.iter().any(|name| name.kind == NameKind::Person && span.contains(name.span))
}

/// A document or people without a name: told by the head of the phrase.
pub(super) fn unnamed(page: &Page, phrase: &Range<usize>) -> Option<Who> {
    let head = speakers::head(page, phrase);
    let word = page.lower(head);
    if is_noun(page.tag(head)) && page.speech.documents.contains(&word) {
        return Some(Who {
            name: document_name(page, phrase, head),
            kind: SourceKind::Document,
            entity: None,
        });
    }
    let proper = matches!(page.tag(head), Tag::Nnp | Tag::Nnps);
    if page.speech.unnamed.contains(&word) && (!proper || head + 1 == phrase.end) {
        let name = words(page, &(phrase.start..described_end(page, phrase, head)));
        return Some(Who { name, kind: SourceKind::Anonymous, entity: None });
    }
    None
}

/// Where the name of people without a name ends: before a preposition right behind the head that leads to no name
/// ("officials from the countries").
fn described_end(page: &Page, phrase: &Range<usize>, head: TokenIndex) -> TokenIndex {
    let link = head + 1;
    let plain = link < phrase.end
        && matches!(page.lower(link), "from" | "in")
        && !(link..phrase.end).any(|token| matches!(page.tag(token), Tag::Nnp | Tag::Nnps));
    if plain { link } else { phrase.end }
}

/// "tax returns", "Clinton tax return": whose it is and the nouns before the head.
fn document_name(page: &Page, phrase: &Range<usize>, head: TokenIndex) -> String {
    let mut start = head;
    while start > phrase.start && (is_noun(page.tag(start - 1)) || joins_names(page, phrase, start - 1)) {
        start -= 1;
    }
    let name = words(page, &(start..head + 1));
    let owner = start > phrase.start && page.tag(start - 1) == Tag::Pos;
    if !owner {
        return name;
    }
    let mut owner_start = start - 1;
    while owner_start > phrase.start && is_noun(page.tag(owner_start - 1)) {
        owner_start -= 1;
    }
    format!("{} {name}", words(page, &(owner_start..start - 1)))
}

/// A hyphen, or a word between two names ("Iron and Steel").
fn joins_names(page: &Page, phrase: &Range<usize>, token: TokenIndex) -> bool {
    let name = |token: TokenIndex| matches!(page.tag(token), Tag::Nnp | Tag::Nnps);
    page.tag(token) == Tag::Hyph
        || token > phrase.start
            && matches!(page.tag(token), Tag::Cc | Tag::Jj)
            && (page.tag(token) == Tag::Jj && page.is_capitalised(token)
                || name(token - 1) && name(token + 1))
}

/// The words of a phrase without its article, one space between them.
fn words(page: &Page, phrase: &Range<usize>) -> String {
    let article = phrase.len() > 1 && matches!(page.lower(phrase.start), "the" | "a" | "an" | "some");
    let tokens = phrase.start + usize::from(article)..phrase.end;
    page.span(&tokens).of(page.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The outlet at a token, after an article: where its name ends, and whether it is an agency.
pub(super) fn outlet_at(page: &Page, at: TokenIndex) -> Option<(TokenIndex, SourceKind)> {
    let article = page.lower(at) == "the";
    let start = at + usize::from(article);
    if !page.is_capitalised(start) {
        return None;
    }
    // Most names in the tables begin with another letter: the texts of words are compared for the rest only.
    let first = page.word(start).as_bytes().first();
    let begins = |name: &&&str| name.as_bytes().first() == first;
    let known =
        |names: &[&str]| names.iter().filter(begins).filter_map(|name| spelled(page, start, name)).max();
    let agency = known(page.speech.agencies);
    let outlet = known(page.speech.outlets);
    let titled = titled(page, start, article);
    if agency.is_some() && agency >= outlet && agency >= titled {
        return agency.map(|end| (end, SourceKind::Agency));
    }
    outlet.max(titled).max(own(page, start, article)).map(|end| (end, SourceKind::Outlet))
}

/// Where the name of the outlet that prints the article ends, if it stands at a token: its last words; one word alone
/// only after "the" ("told the Bugle").
fn own(page: &Page, start: TokenIndex, article: bool) -> Option<TokenIndex> {
    let name: Vec<&str> = page.document.article.outlet.as_deref()?.split_whitespace().collect();
    let stands = |words: &[&str]| words.iter().enumerate().all(|(at, word)| page.word(start + at) == *word);
    let longest = (0..name.len()).map(|from| &name[from..]).find(|words| stands(words))?;
    let enough = longest.len() > 1 || article || name.len() == 1;
    enough.then_some(start + longest.len())
}

/// Where a name printed in the table ends, if it stands at a token.
fn spelled(page: &Page, at: TokenIndex, name: &str) -> Option<TokenIndex> {
    let mut token = at;
    for part in name.split([' ', '-']) {
        if page.word(token) == "-" || page.tag(token) == Tag::Hyph {
            token += 1;
        }
        if page.word(token) != part && page.word(token) != name {
            return None;
        }
        token += 1;
        if page.word(token - 1) == name {
            break;
        }
    }
    Some(token)
}

/// Where a run of capitalised words ends that ends in an outlet's word ("Wall Street Journal"); one word alone only
/// after "the" ("the Journal").
fn titled(page: &Page, start: TokenIndex, article: bool) -> Option<TokenIndex> {
    let mut end = start;
    let mut found: Option<TokenIndex> = None;
    let mut opened = false;
    while end < start + 6 && page.is_capitalised(end) && page.mark(end).is_none() {
        let word = page.word(end);
        end += 1;
        let opens = end == start + 1 && page.speech.outlet_starts.contains(&word) && page.is_capitalised(end);
        if opens || found.is_some_and(|found| found + 1 == end) && opened {
            opened = true;
            found = Some(end + usize::from(opens));
        } else if page.speech.outlet_words.contains(&word) && (end > start + 1 || article) {
            found = Some(end);
        }
        if matches!(page.lower(end), "and" | "of" | "&") && page.is_capitalised(end + 1) {
            end += 1;
        }
    }
    let end = found?;
    let span = page.span(&(start..end));
    let person =
        page.document.names.iter().any(|name| name.kind == NameKind::Person && name.span.overlaps(span));
    (!person).then_some(end)
}

/// The outlet that a phrase names: all of it, or the one whose reports or reporter it is.
fn outlet_in(page: &Page, phrase: &Range<usize>) -> Option<(TokenIndex, SourceKind)> {
    let article = phrase.start > 0 && page.lower(phrase.start - 1) == "the";
    let (end, kind) = outlet_at(page, phrase.start - usize::from(article))?;
    let whole = end >= phrase.end;
    let reports = end + 1 == phrase.end
        && (page.speech.documents.contains(&page.lower(end))
            || page.speech.outlet_nouns.contains(&page.lower(end)));
    (whole || reports).then_some((end, kind))
}

/// The outlet whose document a phrase names: "a report by NBC News".
fn outlet_behind(page: &Page, phrase: &Range<usize>) -> Option<(TokenIndex, TokenIndex, SourceKind)> {
    let head = speakers::head(page, phrase);
    let link = head + 1;
    let document = page.speech.documents.contains(&page.lower(head));
    if !document || link >= phrase.end || page.tag(link) != Tag::In {
        return None;
    }
    let (end, kind) = outlet_at(page, link + 1)?;
    Some((link + 1, end, kind))
}

/// The outlet whose name stands in `at..end`.
pub(super) fn outlet(page: &Page, at: TokenIndex, end: TokenIndex, kind: SourceKind) -> Who {
    let name = words(page, &(at..end));
    let span = page.span(&(at..end));
    let named = page.document.names.iter().find(|name| span.contains(name.span) && name.span.end == span.end);
    Who { name, kind, entity: named.map(|name| name.entity) }
}
