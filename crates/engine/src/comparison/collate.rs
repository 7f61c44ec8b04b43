//! Collation: one utterance across accounts, its wordings compared word by word, as a critical edition does.

use std::collections::BTreeMap;

use crate::document::{Form, Quote, SourceKind};
use crate::text::Span;

use super::{
    Attribution, Cast, Claim, Kind, Op, Place, Quotation, Reading, Status, Story, Value, Variant, Verdict,
    accounts_of, joined, listed, without_article,
};

mod links;
mod utterances;
mod wording;

use utterances::{Utterance, Who};
use wording::Wording;

/// Every quotation of the story, in order of first printing.
pub(super) fn find(story: &Story<'_>, cast: &Cast) -> Vec<Quotation> {
    let mut utterances = utterances::of(story, cast);
    name_by_words(story, cast, &mut utterances);
    let groups =
        joined(utterances.len(), links::find(&utterances), |a, b| links::may_join(&utterances, a, b));
    groups.into_iter().map(|group| quotation(story, &utterances, group)).collect()
}

/// Names the speakers whom an account only describes ("the teacher") where another account prints the same words under
/// the name of somebody whom an account calls so.
fn name_by_words(story: &Story<'_>, cast: &Cast, utterances: &mut [Utterance]) {
    let mut known: BTreeMap<(usize, String), Option<String>> = BTreeMap::new();
    for (unnamed, named) in links::told_by_words(utterances) {
        let (described, name) = (&utterances[unnamed].speaker, &utterances[named].speaker);
        let (Some(described), Some(name)) = (described, name) else { continue };
        if !cast.is_called(story, name, described) {
            continue;
        }
        let key = (utterances[unnamed].place.account, described.clone());
        let entry = known.entry(key).or_insert_with(|| Some(name.clone()));
        // Two people: nobody knows which of them is meant.
        if entry.as_ref() != Some(name) {
            *entry = None;
        }
    }
    for utterance in utterances.iter_mut().filter(|utterance| utterance.is_only_described()) {
        let Some(described) = utterance.speaker.clone() else { continue };
        if let Some(Some(name)) = known.get(&(utterance.place.account, described)) {
            utterance.speaker = Some(name.clone());
            utterance.who = Who::Person;
        }
    }
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
        bodies: bodies(story, utterances, &group, canonical),
    }
}

/// The offices and companies to whom accounts give the canonical words; none where it is one, whatever it is called.
fn bodies(
    story: &Story<'_>,
    utterances: &[Utterance],
    group: &[usize],
    canonical: &Utterance,
) -> Vec<(String, Vec<Place>)> {
    let mut bodies: Vec<(&Utterance, Vec<Place>)> = Vec::new();
    for utterance in group.iter().map(|&at| &utterances[at]) {
        let named = quote(story, utterance).speaker.filter(|_| utterance.who == Who::Body);
        let Some(span) = named.filter(|_| links::is_verbatim(utterance, canonical)) else { continue };
        let place = Place { account: utterance.place.account, span };
        // "It" and "the statement" may stand for anybody.
        let names = without_article(story.words(place)).split(' ');
        if !names.into_iter().any(|word| word.starts_with(char::is_uppercase)) {
            continue;
        }
        match bodies.iter_mut().find(|(known, _)| links::is_of_one(known, utterance)) {
            Some((_, places)) => places.push(place),
            None => bodies.push((utterance, vec![place])),
        }
    }
    let accounts: Vec<Place> = bodies.iter().flat_map(|(_, places)| places.iter().copied()).collect();
    if bodies.len() < 2 || accounts_of(&accounts).len() < bodies.len() {
        return Vec::new();
    }
    bodies.into_iter().filter_map(|(one, places)| Some((one.speaker.clone()?, places))).collect()
}

/// The speaker whom most variants name; a person with a name before all others, then any name, then the longer.
fn speaker(utterances: &[Utterance], group: &[usize]) -> Option<String> {
    let mut votes: BTreeMap<&str, (bool, usize, bool)> = BTreeMap::new();
    for utterance in group.iter().map(|&at| &utterances[at]) {
        if let Some(name) = &utterance.speaker {
            let vote = votes.entry(name).or_default();
            vote.0 |= utterance.who == Who::Person;
            vote.1 += 1;
            vote.2 |= utterance.who != Who::Unnamed;
        }
    }
    votes
        .into_iter()
        .max_by_key(|&(name, vote)| (vote, name.len(), std::cmp::Reverse(name)))
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
        .filter(|source| around.contains(source.span) && !story.is_own(utterance.place.account, &source.name))
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
        .find_map(|variant| Some((variant, changed_words(story, variant)?)));
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
        readings: readings(story, quotation, verdict.status),
        verdict,
    })
}

/// To whom accounts give the very same words, where they name more than one office or company.
pub(super) fn speakers(story: &Story<'_>, quotations: &[Quotation]) -> Vec<Claim> {
    let claim = |quotation: &Quotation| {
        let shown: Vec<String> = quotation
            .bodies
            .iter()
            .map(|(_, places)| format!("“{}” ({})", story.words(places[0]), story.named(places)))
            .collect();
        let readings = quotation.bodies.iter().map(|(name, places)| Reading {
            value: Some(Value::Text(name.clone())),
            places: places.clone(),
            ..Reading::default()
        });
        Claim {
            kind: Kind::Name,
            subject: quotation.canonical.clone(),
            verdict: Verdict {
                status: Status::Compatible,
                rule: "other-speaker",
                because: format!(
                    "The same words are given to {}.",
                    listed(&shown.iter().map(String::as_str).collect::<Vec<_>>())
                ),
            },
            score: 0.9,
            weight: 6.0,
            readings: readings.collect(),
        }
    };
    quotations.iter().filter(|quotation| !quotation.bodies.is_empty()).map(claim).collect()
}

fn canonical_account(story: &Story<'_>, quotation: &Quotation) -> usize {
    let found = quotation.variants.iter().find(|variant| story.words(variant.place) == quotation.canonical);
    found.map_or(0, |variant| variant.place.account)
}

/// The first place where a variant has another word for the canonical one: an omission, an ellipsis, a bracket, a
/// first letter, a mark, another spelling or a number put in figures is editing; a changed word is not.
fn changed_words(story: &Story<'_>, variant: &Variant) -> Option<(String, String)> {
    let figures = |words: &str| words.contains(|c: char| c.is_ascii_digit());
    let claims = &story.language().claims;
    let changed = variant.differs.iter().find(|difference| {
        difference.op == Op::Replace
            && figures(&difference.ours) == figures(&difference.theirs)
            && !wording::is_respelled(claims, &difference.ours, &difference.theirs)
    })?;
    Some((changed.ours.clone(), changed.theirs.clone()))
}

/// One reading for all variants that agree; those with changed words apart.
fn readings(story: &Story<'_>, quotation: &Quotation, status: Status) -> Vec<Reading> {
    let mut same = Reading { value: Some(Value::Text(quotation.canonical.clone())), ..Reading::default() };
    let mut others: Vec<Reading> = Vec::new();
    let mut variants: Vec<&Variant> = quotation.variants.iter().collect();
    // A reader looks at the first place of an account: whole words in quotation marks say most.
    variants.sort_by_key(|variant| (variant.form, std::cmp::Reverse(variant.place.span.len())));
    for variant in variants {
        match changed_words(story, variant).filter(|_| status == Status::Conflict) {
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
        let accounts = accounts_of(&reading.places);
        let said_by = |name: &String| Attribution { name: name.clone(), accounts: accounts.clone() };
        reading.according_to = quotation.speaker.iter().map(said_by).collect();
    }
    readings.retain(|reading| !reading.places.is_empty());
    readings
}
