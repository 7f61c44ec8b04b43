//! Collation: one utterance across accounts, its wordings compared word by word, as a critical edition does.

use std::collections::BTreeMap;

use crate::document::{Form, Quote, SourceKind};
use crate::text::Span;
use crate::words::{Stems, Term, each_word, rarity};

use super::{Cast, Claim, Kind, Op, Place, Quotation, Reading, Status, Story, Value, Variant, Verdict};

mod wording;

use wording::Wording;

/// Reported speech of one account, ready to be compared.
struct Utterance {
    place: Place,
    /// Index into the document's quotes.
    quote: usize,
    form: Form,
    wording: Wording,
    /// Content words as stems, each once, with how rare they are.
    content: Vec<(Term, f32)>,
    speaker: Option<String>,
    /// Whether the speaker is somebody with a name.
    named: bool,
}

/// Every quotation of the story, in order of first printing.
pub(super) fn find(story: &Story<'_>, cast: &Cast) -> Vec<Quotation> {
    let utterances = utterances(story, cast);
    let mut groups: Vec<Vec<usize>> = (0..utterances.len()).map(|at| vec![at]).collect();
    let mut home: Vec<usize> = (0..utterances.len()).collect();
    for (_, a, b) in links(&utterances) {
        let (x, y) = (home[a].min(home[b]), home[a].max(home[b]));
        if x != y && speakers_agree(&utterances, &groups[x], &groups[y]) {
            let moved = std::mem::take(&mut groups[y]);
            moved.iter().for_each(|&at| home[at] = x);
            groups[x].extend(moved);
        }
    }
    let groups = groups.into_iter().filter(|group| !group.is_empty());
    groups.map(|group| quotation(story, &utterances, group)).collect()
}

fn utterances(story: &Story<'_>, cast: &Cast) -> Vec<Utterance> {
    let stems = Stems::default();
    let mut found = Vec::new();
    for (account, told) in story.accounts.iter().enumerate() {
        let quotes = &told.document.quotes;
        for (at, quote) in quotes.iter().enumerate() {
            if quote.span.is_empty() || told_inside(quotes, quote) {
                continue;
            }
            let place = Place { account, span: quote.span };
            let words = story.words(place);
            let before = told.document.article.text.get(..quote.span.start as usize).unwrap_or("");
            let (form, wording) = printed(quote.form, words, before.ends_with(['“', '"', '„', '«']));
            found.push(Utterance {
                place,
                quote: at,
                form,
                wording,
                content: content(&stems, words),
                named: quote.entity.is_some(),
                speaker: quote
                    .reference
                    .as_ref()
                    .map(|printed| cast.full_name(account, quote.entity, printed)),
            });
        }
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

/// The words of an utterance that were printed as the speaker's own: of a mixed one, those in quotation marks. Where
/// these are too few to be compared, it is as good as indirect.
fn printed(form: Form, words: &str, opened: bool) -> (Form, Wording) {
    const WORDS_MIN: usize = 2;
    if form != Form::Mixed {
        return (form, Wording::of(words));
    }
    let own = Wording::of(&in_marks(words, opened));
    if own.words() < WORDS_MIN { (Form::Indirect, Wording::of(words)) } else { (form, own) }
}

/// The parts of a text that stand in double quotation marks, one after the other; an open mark runs to the end. The
/// first mark may stand right before the text.
fn in_marks(text: &str, opened: bool) -> String {
    let mut inside = opened;
    let mut own = String::new();
    for c in text.chars() {
        match c {
            '“' | '„' | '«' => inside = true,
            '”' | '»' => inside = false,
            '"' => inside = !inside,
            _ if inside => own.push(c),
            _ => {}
        }
        if !inside && !own.is_empty() && !own.ends_with(' ') {
            own.push(' ');
        }
    }
    own
}

fn content(stems: &Stems, words: &str) -> Vec<(Term, f32)> {
    const RARITY_MIN: f32 = 1.0;
    let mut content = Vec::new();
    each_word(words, |word, _| {
        let term = stems.term(word);
        let rare = rarity(term).min(6.0);
        if rare >= RARITY_MIN {
            content.push((term, rare));
        }
    });
    content.sort_unstable_by_key(|word| word.0);
    content.dedup_by_key(|word| word.0);
    content
}

/// Pairs of utterances that are one, surest first.
fn links(utterances: &[Utterance]) -> Vec<(f32, usize, usize)> {
    let mut index: BTreeMap<Term, Vec<usize>> = BTreeMap::new();
    let mut links = Vec::new();
    for (at, utterance) in utterances.iter().enumerate() {
        let mut seen = Vec::new();
        for (term, _) in &utterance.content {
            let holders = index.entry(*term).or_default();
            seen.extend(holders.iter().copied());
            holders.push(at);
        }
        seen.sort_unstable();
        let mut shared = 0;
        for (n, &earlier) in seen.iter().enumerate() {
            shared += 1;
            if seen.get(n + 1) != Some(&earlier) {
                let fewest = utterance.content.len().min(utterances[earlier].content.len());
                if shared * 3 >= fewest
                    && let Some(score) = one(&utterances[earlier], utterance)
                {
                    links.push((score, earlier, at));
                }
                shared = 0;
            }
        }
    }
    links.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    links
}

/// How sure it is that two utterances are one; `None` when it is not.
fn one(a: &Utterance, b: &Utterance) -> Option<f32> {
    let same_speaker = match (&a.speaker, &b.speaker) {
        (Some(x), Some(y)) => x == y,
        _ => false,
    };
    let strangers = a.named && b.named && !same_speaker;
    if a.form == Form::Indirect || b.form == Form::Indirect {
        let likeness = likeness(&a.content, &b.content);
        let fewest = a.content.len().min(b.content.len());
        let needed = if a.form == b.form { 0.62 } else { 0.5 };
        return (same_speaker && fewest >= 3 && likeness >= needed).then_some(likeness * 0.8);
    }
    let common = a.wording.common(&b.wording);
    let shorter = a.wording.words().min(b.wording.words());
    let share = common as f32 / shorter.max(1) as f32;
    let enough = match shorter {
        0 | 1 => false,
        2..=4 => share > 0.99 && (same_speaker || a.speaker.is_none() || b.speaker.is_none()),
        5..=9 => share >= 0.75,
        _ => share >= 0.6,
    };
    let sure = !strangers || (shorter >= 8 && share >= 0.85);
    (enough && sure).then_some(share)
}

/// Cosine of the content words, weighted by rarity.
fn likeness(a: &[(Term, f32)], b: &[(Term, f32)]) -> f32 {
    let length = |words: &[(Term, f32)]| words.iter().map(|(_, rare)| rare * rare).sum::<f32>().sqrt();
    let shared: f32 = a
        .iter()
        .filter(|(term, _)| b.binary_search_by_key(term, |word| word.0).is_ok())
        .map(|(_, rare)| rare * rare)
        .sum();
    shared / (length(a) * length(b)).max(f32::MIN_POSITIVE)
}

/// Two groups are not joined when each has a named speaker and no name is in both.
fn speakers_agree(utterances: &[Utterance], a: &[usize], b: &[usize]) -> bool {
    let names = |group: &[usize]| -> Vec<String> {
        group
            .iter()
            .filter(|&&at| utterances[at].named)
            .filter_map(|&at| utterances[at].speaker.clone())
            .collect()
    };
    let (a_names, b_names) = (names(a), names(b));
    let long = |group: &[usize]| group.iter().any(|&at| utterances[at].wording.words() >= 8);
    a_names.is_empty()
        || b_names.is_empty()
        || a_names.iter().any(|name| b_names.contains(name))
        || (long(a) && long(b))
}

fn quotation(story: &Story<'_>, utterances: &[Utterance], mut group: Vec<usize>) -> Quotation {
    group.sort_unstable_by_key(|&at| utterances[at].place);
    let longest = group
        .iter()
        .copied()
        .max_by_key(|&at| {
            let utterance = &utterances[at];
            (
                utterance.form == Form::Direct,
                utterance.form == Form::Mixed,
                utterance.wording.words(),
                std::cmp::Reverse(utterance.place),
            )
        })
        .unwrap_or(group[0]);
    let canonical = &utterances[longest];
    let variants = group.iter().map(|&at| variant(story, &utterances[at], canonical)).collect();
    let mut heard: Vec<String> = Vec::new();
    for &at in &group {
        for name in heard_from(story, &utterances[at]) {
            if !heard.contains(&name) {
                heard.push(name);
            }
        }
    }
    Quotation {
        speaker: speaker(utterances, &group),
        canonical: story.words(canonical.place).to_owned(),
        variants,
        heard,
    }
}

/// The speaker whom most variants name; a name before a description, then the longer.
fn speaker(utterances: &[Utterance], group: &[usize]) -> Option<String> {
    let mut votes: BTreeMap<&str, (bool, usize)> = BTreeMap::new();
    for utterance in group.iter().map(|&at| &utterances[at]) {
        if let Some(name) = &utterance.speaker {
            let vote = votes.entry(name).or_default();
            vote.0 |= utterance.named;
            vote.1 += 1;
        }
    }
    votes
        .into_iter()
        .max_by_key(|&(name, (named, count))| (named, count, name.len(), std::cmp::Reverse(name)))
        .map(|(name, _)| name.to_owned())
}

fn variant(story: &Story<'_>, utterance: &Utterance, canonical: &Utterance) -> Variant {
    let quote = quote(story, utterance);
    let compared = utterance.form != Form::Indirect && canonical.form != Form::Indirect;
    Variant {
        form: quote.form,
        place: utterance.place,
        cue: quote.cue,
        speaker: quote.speaker,
        via: quote.via,
        differs: if compared { canonical.wording.differences(&utterance.wording) } else { Vec::new() },
    }
}

fn quote<'a>(story: &Story<'a>, utterance: &Utterance) -> &'a Quote {
    &story.accounts[utterance.place.account].document.quotes[utterance.quote]
}

/// Outlets and agencies through which an account has heard an utterance: named in the same sentence.
fn heard_from(story: &Story<'_>, utterance: &Utterance) -> Vec<String> {
    let document = &story.accounts[utterance.place.account].document;
    let grammar = &document.grammar;
    let tokens = grammar.inside(utterance.place.span);
    if tokens.is_empty() {
        return Vec::new();
    }
    let (first, last) = (grammar.sentence_of(tokens.start), grammar.sentence_of(tokens.end - 1));
    let around: Span = grammar.span(grammar.sentence(first)).to(grammar.span(grammar.sentence(last)));
    document
        .sources
        .iter()
        .filter(|source| matches!(source.kind, SourceKind::Outlet | SourceKind::Agency))
        .filter(|source| around.contains(source.span))
        .map(|source| source.name.clone())
        .collect()
}

/// What accounts make of an utterance that two of them print or more, as a claim.
pub(super) fn claims(story: &Story<'_>, quotations: &[Quotation]) -> Vec<Claim> {
    quotations.iter().filter_map(|quotation| claim(story, quotation)).collect()
}

fn claim(story: &Story<'_>, quotation: &Quotation) -> Option<Claim> {
    let places: Vec<Place> = quotation.variants.iter().map(|variant| variant.place).collect();
    let mut accounts: Vec<usize> = places.iter().map(|place| place.account).collect();
    accounts.sort_unstable();
    accounts.dedup();
    if accounts.len() < 2 || Wording::of(&quotation.canonical).words() < 2 {
        return None;
    }
    let support = story.support(&places);
    let changed = quotation
        .variants
        .iter()
        .filter(|variant| variant.form != Form::Indirect)
        .find_map(|variant| Some((variant, changed_words(variant)?)));
    let speaker = quotation.speaker.as_deref().unwrap_or("an unnamed speaker");
    let verdict = match changed {
        Some((variant, (ours, theirs))) => Verdict {
            status: Status::Conflict,
            rule: "changed-words",
            because: format!(
                "{} prints “{theirs}” where {} prints “{ours}” in the words of {speaker}.",
                story.labels[variant.place.account],
                story.labels[canonical_account(story, quotation)],
            ),
        },
        None if support >= 2 => Verdict {
            status: Status::Agreed,
            rule: "same-utterance",
            because: format!("{} report the same words of {speaker}.", story.named(&places)),
        },
        None => Verdict {
            status: Status::Single,
            rule: "one-origin",
            because: format!("{} have the words of {speaker} from one origin.", story.named(&places)),
        },
    };
    Some(Claim {
        kind: Kind::Said,
        subject: quotation.canonical.clone(),
        score: 1.0,
        weight: 8.0 * support as f32 + accounts.len() as f32,
        readings: readings(quotation, verdict.status),
        verdict,
    })
}

fn canonical_account(story: &Story<'_>, quotation: &Quotation) -> usize {
    let found = quotation.variants.iter().find(|variant| story.words(variant.place) == quotation.canonical);
    found.map_or(0, |variant| variant.place.account)
}

/// The first place where a variant has another word for the canonical one: an omission, an ellipsis, a bracket, a
/// first letter, a mark or a number put in figures is editing; a changed word is not.
fn changed_words(variant: &Variant) -> Option<(String, String)> {
    let figures = |words: &str| words.contains(|c: char| c.is_ascii_digit());
    let changed = variant.differs.iter().find(|difference| {
        difference.op == Op::Replace && figures(&difference.ours) == figures(&difference.theirs)
    })?;
    Some((changed.ours.clone(), changed.theirs.clone()))
}

/// One reading for all variants that agree; those with changed words apart.
fn readings(quotation: &Quotation, status: Status) -> Vec<Reading> {
    let mut same = Reading { value: Some(Value::Text(quotation.canonical.clone())), ..Reading::default() };
    let mut others: Vec<Reading> = Vec::new();
    for variant in &quotation.variants {
        match changed_words(variant).filter(|_| status == Status::Conflict) {
            None => same.places.push(variant.place),
            Some((_, theirs)) => {
                let value = Some(Value::Text(theirs));
                match others.iter_mut().find(|reading| reading.value == value) {
                    Some(reading) => reading.places.push(variant.place),
                    None => others.push(Reading { value, places: vec![variant.place], ..Reading::default() }),
                }
            }
        }
    }
    let mut readings = vec![same];
    readings.append(&mut others);
    for reading in &mut readings {
        reading.according_to = quotation.speaker.iter().cloned().collect();
    }
    readings.retain(|reading| !reading.places.is_empty());
    readings
}
