//! The names that the learned model finds, put right where the rules know better.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::clues::{Clue, Lists, Shape, UNSEEN};
use super::spans::{self, Candidate, Reader};
use super::tagging::Prepared;
use crate::document::NameKind;
use crate::grammar::Tag;
use crate::grammar::model::Model;
use crate::languages::{Measure, SYMBOLS};

/// Finds the names of a text, by place, none overlapping.
pub(super) fn find(reader: Reader<'_>, model: &Model<'_>) -> Vec<Candidate> {
    let Some(prepared) = Prepared::with(reader.text, reader.grammar, reader.language, reader.clues.to_vec())
    else {
        return spans::find(reader);
    };
    let ruled = spans::find(reader);
    let mut found: Vec<Candidate> = Vec::new();
    for (tokens, kind) in prepared.label(model) {
        split(reader, Candidate { tokens, kind, is_sure: false }, &mut found);
    }
    let mut found = fill(reader, apart(found), &ruled);
    for candidate in &mut found {
        extend(reader, candidate);
    }
    let mut found = joined(reader, apart(found));
    for candidate in &mut found {
        rejudge(reader, candidate, &ruled);
    }
    datelines(reader, &mut found);
    found.retain(|candidate| is_name(reader, candidate));
    let found = repeat(reader, found);
    peoples(reader, found)
}

/// Sorts names by place; of two that overlap the longer stays, the first of two as long.
fn apart(mut found: Vec<Candidate>) -> Vec<Candidate> {
    found.sort_by_key(|candidate| (candidate.tokens.start, std::cmp::Reverse(candidate.tokens.end)));
    let mut kept: Vec<Candidate> = Vec::with_capacity(found.len());
    for candidate in found {
        match kept.last_mut() {
            Some(last) if last.tokens.end > candidate.tokens.start => {
                if candidate.tokens.len() > last.tokens.len() {
                    *last = candidate;
                }
            }
            _ => kept.push(candidate),
        }
    }
    kept
}

/// Cuts what the model took for one name: at a possessive, at a title, and marks at the ends.
fn split(reader: Reader<'_>, candidate: Candidate, out: &mut Vec<Candidate>) {
    let Candidate { mut tokens, mut kind, .. } = candidate;
    trim(reader, &mut tokens);
    if let Some(name) = after_office(reader, tokens.clone()) {
        (tokens.start, kind) = (name, NameKind::Person);
    }
    if tokens.is_empty() {
        return;
    }
    if let Some(dash) = dash_between(reader, &tokens) {
        split(reader, Candidate { tokens: tokens.start..dash, kind, is_sure: false }, out);
        split(reader, Candidate { tokens: dash + 1..tokens.end, kind, is_sure: false }, out);
        return;
    }
    if let Some(dash) = constituency(reader, &tokens) {
        let party = tokens.start..dash;
        out.push(Candidate { tokens: party, kind: NameKind::Organisation, is_sure: true });
        out.push(Candidate { tokens: dash + 1..tokens.end, kind: NameKind::Place, is_sure: true });
        return;
    }
    if tokens.len() == 1
        && tokens.start >= 2
        && reader.grammar.lower(tokens.start - 1) == "-"
        && reader.clues[tokens.start].glued
    {
        kind = reader.known_kind(tokens.clone()).unwrap_or(kind);
    }
    let possessive = tokens.clone().skip(1).find(|&token| reader.grammar.lower(token) == "'s");
    if let Some(at) = possessive.filter(|&at| at + 1 < tokens.end) {
        let owner = tokens.start..at;
        let owner_kind = reader.known_kind(owner.clone());
        if (kind == NameKind::Person || owner_kind == Some(NameKind::Place))
            && !reader.is_known(tokens.clone())
        {
            let kind_left = owner_kind.unwrap_or(NameKind::Person);
            split(reader, Candidate { tokens: owner, kind: kind_left, is_sure: false }, out);
            split(reader, Candidate { tokens: at + 1..tokens.end, kind, is_sure: false }, out);
            return;
        }
    }
    if kind == NameKind::Person {
        let title = tokens.clone().rev().skip(1).find(|&token| is_title(reader, token, tokens.end));
        if let Some(title) = title {
            let mut end = title;
            while end > tokens.start && reader.clues[end - 1].any(Lists::TITLE.and(Lists::MODIFIER)) {
                end -= 1;
            }
            let before = tokens.start..end;
            if let Some(kind) = reader.known_kind(before.clone()) {
                split(reader, Candidate { tokens: before, kind, is_sure: true }, out);
            }
            split(reader, Candidate { tokens: title + 1..tokens.end, kind, is_sure: false }, out);
            return;
        }
    }
    out.push(Candidate { tokens, kind, is_sure: false });
}

/// A dash between two spaces, which parts a dateline from the name behind it: "SORREL – Ann Hale".
fn dash_between(reader: Reader<'_>, tokens: &Range<usize>) -> Option<usize> {
    let spans = &reader.grammar.spans;
    let is_apart =
        |token: usize| spans[token - 1].end < spans[token].start && spans[token].end < spans[token + 1].start;
    let is_dash = |token: usize| matches!(reader.grammar.lower(token), "-" | "--" | "—" | "–");
    (tokens.start + 1..tokens.end.saturating_sub(1)).find(|&token| is_dash(token) && is_apart(token))
}

/// The hyphen between a party in capitals and the constituency of its member, in brackets: "(SNP-Moray)".
fn constituency(reader: Reader<'_>, tokens: &Range<usize>) -> Option<usize> {
    let word = |token: usize| if token < reader.grammar.len() { reader.grammar.lower(token) } else { "" };
    let dash = tokens.start + 1;
    let in_brackets = tokens.start > 0 && word(tokens.start - 1) == "(" && word(tokens.end) == ")";
    let is_pair = in_brackets && dash + 1 < tokens.end && word(dash) == "-";
    let capitals = reader.clues[tokens.start].shape == Shape::Upper;
    (is_pair && capitals && reader.clues[dash + 1].shape == Shape::Capital).then_some(dash)
}

/// Where the person begins in "State Ann Hale" after "Secretary of".
fn after_office(reader: Reader<'_>, tokens: Range<usize>) -> Option<usize> {
    let before = tokens.start.checked_sub(2)?;
    let is_office =
        reader.clues[before].any(Lists::TITLE) && matches!(reader.grammar.lower(before + 1), "of" | "for");
    let is_given = |token: usize| reader.clues[token].any(Lists::GIVEN) && token + 1 < tokens.end;
    let is_head = |token: usize| reader.clues[token].any(Lists::ORGANISATION.and(Lists::PLACE));
    let given = tokens.clone().skip(1).find(|&token| is_given(token))?;
    (is_office && !is_head(tokens.end - 1)).then_some(given)
}

/// Whether a word inside what was taken for a person's name is a title before the name itself.
fn is_title(reader: Reader<'_>, token: usize, end: usize) -> bool {
    let clue = reader.clues[token];
    if clue.any(Lists::ANY_HONORIFIC) {
        return !clue.any(Lists::GIVEN) || reader.grammar.lower(token).ends_with('.');
    }
    let is_name_too = clue.any(Lists::GIVEN.and(Lists::SURNAME));
    clue.any(Lists::TITLE)
        && clue.is_capital()
        && (!is_name_too || clue.capital_tenths < 5 || end - token > 2)
}

/// Leaves out marks and a possessive at the ends, and what cannot begin a name.
fn trim(reader: Reader<'_>, tokens: &mut Range<usize>) {
    let is_mark = |token: usize| reader.clues[token].shape == Shape::Mark;
    while tokens.start < tokens.end && (is_mark(tokens.start) || reader.grammar.lower(tokens.start) == "'s") {
        tokens.start += 1;
    }
    // A party before a constituency: "R-Ohio".
    if tokens.len() == 3
        && reader.clues[tokens.start].shape == Shape::Initial
        && reader.grammar.lower(tokens.start + 1) == "-"
    {
        let kind = reader.known_code(tokens.start + 2..tokens.end);
        tokens.start += if matches!(kind, Some("r" | "T" | "t" | "c")) { 2 } else { 0 };
    }
    if tokens.len() > 1
        && reader.grammar.lower(tokens.start) == "the"
        && (reader.clues[tokens.start].starts || reader.clues[tokens.start].shape == Shape::Lower)
        && !reader.is_known(tokens.clone())
    {
        tokens.start += 1;
    }
    if tokens.clone().all(|token| reader.clues[token].headline && reader.clues[token].shape != Shape::Capital)
    {
        let is_plain = |token: usize| {
            let clue = reader.clues[token];
            clue.any(Lists::NEVER) || clue.capital_tenths <= 2
        };
        let first =
            tokens.clone().rev().find(|&token| is_plain(token)).map_or(tokens.start, |token| token + 1);
        if !reader.is_known(tokens.clone()) {
            tokens.start = first;
        }
    }
    while tokens.start < tokens.end {
        let last = tokens.end - 1;
        let word = reader.grammar.lower(last);
        let is_calendar = reader.clues[last].any(Lists::CALENDAR)
            && !reader.is_known(tokens.clone())
            && tokens.len() > 1
            && !reader.clues[last].any(Lists::GIVEN.and(Lists::SURNAME));
        if is_mark(last) && word != "!" || matches!(word, "'s" | "'") || is_calendar {
            tokens.end -= 1;
        } else {
            break;
        }
    }
}

/// Adds sure names of the rules where the model found none.
fn fill(reader: Reader<'_>, mut found: Vec<Candidate>, ruled: &[Candidate]) -> Vec<Candidate> {
    let mut missing = Vec::new();
    for rule in ruled.iter().filter(|rule| rule.is_sure) {
        let next = found.partition_point(|candidate| candidate.tokens.end <= rule.tokens.start);
        let is_free = found.get(next).is_none_or(|candidate| candidate.tokens.start >= rule.tokens.end);
        let is_strong = match rule.kind {
            NameKind::Person => rule.tokens.len() > 1,
            NameKind::Other => false,
            _ => reader.is_known(rule.tokens.clone()) || rule.tokens.len() > 2,
        };
        if is_free && is_strong && !reader.clues[rule.tokens.start].headline {
            split(reader, rule.clone(), &mut missing);
        }
    }
    found.extend(missing);
    apart(found)
}

/// Takes in the words that the name cannot be without: the rest of a known name, an initial before, `Jr.` after.
fn extend(reader: Reader<'_>, candidate: &mut Candidate) {
    let sentence = reader.grammar.sentence(reader.grammar.sentence_of(candidate.tokens.start));
    let tokens = &mut candidate.tokens;
    for start in tokens.start.saturating_sub(3).max(sentence.start)..=tokens.start {
        if let Some(end) = reader.known_end(start).filter(|&end| end > tokens.start && end - start > 1) {
            *tokens = start.min(tokens.start)..end.max(tokens.end);
            break;
        }
    }
    if let Some(end) = reader.known_end(tokens.end - 1).filter(|&end| end > tokens.end) {
        tokens.end = end;
    }
    let suffix =
        tokens.end + usize::from(tokens.end < sentence.end && reader.grammar.lower(tokens.end) == ",");
    let is_suffix = |token: usize| {
        reader.clues[token].any(Lists::ORGANISATION_SUFFIX) && reader.clues[token].is_capital()
    };
    if suffix < sentence.end && is_suffix(suffix) && reader.grammar.lower(suffix).len() > 2 {
        tokens.end = suffix + 1;
        candidate.kind = NameKind::Organisation;
    }
    if candidate.kind == NameKind::Person {
        while tokens.start > sentence.start {
            let before = reader.clues[tokens.start - 1];
            let is_initial =
                before.shape == Shape::Initial && reader.grammar.lower(tokens.start - 1).ends_with('.');
            if !is_initial {
                break;
            }
            tokens.start -= 1;
        }
        // "del Ponte", for "Carla del Ponte".
        while tokens.start > sentence.start && is_particle(reader, tokens.start - 1) {
            tokens.start -= 1;
        }
        let after = tokens.end;
        if after < sentence.end && reader.clues[after].any(Lists::SUFFIX) && reader.clues[after].is_capital()
        {
            tokens.end += 1;
        }
    }
}

/// Whether a token is a particle of names in lower case.
fn is_particle(reader: Reader<'_>, token: usize) -> bool {
    let clue = reader.clues[token];
    // "ten" is a particle too.
    clue.any(Lists::PARTICLE) && clue.shape == Shape::Lower && reader.grammar.tags[token] != Tag::Cd
}

/// Whether a token is a sum of money: the code of a currency and figures ("RM120").
fn is_money(word: &str) -> bool {
    let code = word.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    code.len() < word.len()
        && SYMBOLS.iter().any(|unit| unit.measure == Measure::Money && unit.forms.contains(&code))
}

/// Joins names of persons that stand side by side.
fn joined(reader: Reader<'_>, found: Vec<Candidate>) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::with_capacity(found.len());
    for candidate in found {
        if let Some(last) = out.last_mut() {
            let touches = last.tokens.end == candidate.tokens.start
                && reader.grammar.sentence_of(last.tokens.start)
                    == reader.grammar.sentence_of(candidate.tokens.start);
            let both = last.kind == NameKind::Person && candidate.kind == NameKind::Person;
            let given = reader.clues[last.tokens.start];
            let is_given =
                given.any(Lists::GIVEN) && last.tokens.len() == 1 && candidate.kind == NameKind::Person;
            if touches && (both || is_given) {
                last.tokens.end = candidate.tokens.end;
                last.kind = NameKind::Person;
                continue;
            }
        }
        out.push(candidate);
    }
    out
}

/// Gives a name the kind that its own words leave no doubt of.
fn rejudge(reader: Reader<'_>, candidate: &mut Candidate, ruled: &[Candidate]) {
    let at = ruled.partition_point(|rule| rule.tokens.start < candidate.tokens.start);
    let rule = ruled.get(at).filter(|rule| rule.tokens == candidate.tokens && rule.is_sure);
    if let Some(kind) = reader.known_kind(candidate.tokens.clone()) {
        let code = reader.known_code(candidate.tokens.clone());
        let is_country = matches!(code, Some("c" | "T" | "r"));
        let is_organisation = code == Some("o") && candidate.kind == NameKind::Other;
        if is_organisation || is_country && candidate.kind != NameKind::Person || candidate.tokens.len() > 1 {
            candidate.kind = kind;
        }
    }
    let last = reader.clues[candidate.tokens.end - 1];
    if candidate.tokens.len() > 1 && last.any(Lists::ORGANISATION_SUFFIX) && last.is_capital() {
        candidate.kind = NameKind::Organisation;
    }
    candidate.is_sure = candidate.tokens.len() > 1 || rule.is_some_and(|rule| rule.kind == candidate.kind);
}

/// Names the place in a dateline: `PORT VALE, Rhode Island (AP) --`.
fn datelines(reader: Reader<'_>, found: &mut [Candidate]) {
    for index in 0..reader.grammar.sentences.len() {
        let sentence = reader.grammar.sentence(index);
        let dash = sentence
            .clone()
            .take(14)
            .find(|&token| matches!(reader.grammar.lower(token), "_" | "-" | "--" | "—" | "–"));
        let Some(dash) = dash else { continue };
        let first = found.partition_point(|candidate| candidate.tokens.start < sentence.start);
        let Some(candidate) = found.get_mut(first).filter(|candidate| candidate.tokens.end <= dash) else {
            continue;
        };
        let is_upper = candidate
            .tokens
            .clone()
            .all(|token| reader.clues[token].shape != Shape::Capital || candidate.tokens.len() > 3);
        let follows =
            matches!(reader.grammar.lower(candidate.tokens.end), "," | "(" | "-" | "--" | "—" | "–" | "_");
        if candidate.tokens.start == sentence.start
            && is_upper
            && follows
            && reader.clues[candidate.tokens.start].shape == Shape::Upper
        {
            candidate.kind = NameKind::Place;
            candidate.is_sure = true;
        }
    }
}

/// Whether what is left is a name at all.
fn is_name(reader: Reader<'_>, candidate: &Candidate) -> bool {
    let tokens = candidate.tokens.clone();
    let clue = reader.clues[tokens.start];
    let is_capital = |clue: Clue| clue.is_capital() || clue.shape == Shape::Inner;
    if tokens.is_empty() || !tokens.clone().any(|token| is_capital(reader.clues[token])) {
        return false;
    }
    if tokens
        .clone()
        .all(|token| reader.clues[token].any(Lists::CALENDAR) || !is_capital(reader.clues[token]))
    {
        return clue.any(Lists::GIVEN) && candidate.is_sure;
    }
    if tokens.len() > 1 {
        return true;
    }
    if is_money(reader.grammar.spans[tokens.start].of(reader.text)) {
        return false;
    }
    let is_common = clue.capital_tenths != UNSEEN && clue.capital_tenths <= 3;
    let is_written_small = candidate.kind == NameKind::Person || clue.capital_tenths < 8;
    let is_office = is_written_small
        && clue.any(Lists::TITLE.and(Lists::MODIFIER).and(Lists::ANY_HONORIFIC))
        && !clue.any(Lists::GIVEN.and(Lists::SURNAME));
    let is_noun = clue.any(Lists::ORGANISATION.and(Lists::PLACE).and(Lists::OTHER)) && is_common;
    !(is_office
        || is_noun
        || clue.any(Lists::NEVER) && clue.shape != Shape::Upper
        || clue.starts && is_common && !candidate.is_sure)
}

/// Finds names again where the article prints them a second time, and last names alone of its people.
fn repeat(reader: Reader<'_>, mut found: Vec<Candidate>) -> Vec<Candidate> {
    let word = |token: usize| reader.grammar.spans[token].of(reader.text);
    let mut kinds: FxHashMap<&str, NameKind> = FxHashMap::default();
    for candidate in &found {
        let last = candidate.tokens.end - 1;
        let clue = reader.clues[last];
        let is_whole = candidate.tokens.len() == 1 && !clue.starts && !clue.headline;
        let is_last_name = candidate.kind == NameKind::Person && candidate.tokens.len() > 1;
        if (is_whole || is_last_name)
            && !clue.any(Lists::SUFFIX.and(Lists::NEVER))
            && clue.shape != Shape::Initial
        {
            kinds.entry(word(last)).or_insert(candidate.kind);
        }
    }
    let mut missing = Vec::new();
    let mut next = 0;
    for token in 0..reader.grammar.len() {
        while next < found.len() && found[next].tokens.end <= token {
            next += 1;
        }
        let clue = reader.clues[token];
        let is_free = found.get(next).is_none_or(|candidate| candidate.tokens.start > token);
        let is_common =
            clue.capital_tenths <= 3 || clue.any(Lists::CALENDAR.and(Lists::NEVER).and(Lists::TITLE));
        let has_neighbour = reader.clues.get(token + 1).is_some_and(|after| after.is_capital());
        let is_single = is_free && clue.is_capital() && !clue.headline && !has_neighbour;
        if is_single
            && !(is_common && clue.starts)
            && let Some(&kind) = kinds.get(word(token))
        {
            missing.push(Candidate { tokens: token..token + 1, kind, is_sure: false });
        }
    }
    found.extend(missing);
    apart(found)
}

/// Adds peoples and their adjectives where no name stands.
fn peoples(reader: Reader<'_>, found: Vec<Candidate>) -> Vec<Candidate> {
    let mut all = Vec::with_capacity(found.len());
    let mut next = found.into_iter().peekable();
    let mut token = 0;
    while token < reader.grammar.len() {
        if let Some(name) = next.next_if(|name| name.tokens.start <= token) {
            token = name.tokens.end.max(token);
            all.push(name);
            continue;
        }
        let clue = reader.clues[token];
        if clue.any(Lists::PEOPLE) && clue.is_capital() && !(clue.headline && clue.capital_tenths < 9) {
            all.push(Candidate { tokens: token..token + 1, kind: NameKind::Other, is_sure: true });
        }
        token += 1;
    }
    all.extend(next);
    all
}
