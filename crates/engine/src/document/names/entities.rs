//! Names joined to entities: who is who inside one article.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::clues::{Lists, Shape};
use super::compare::PersonName;
use super::spans::{Candidate, Reader};
use crate::document::{Entity, EntityIndex, Gender, NameKind};
use crate::grammar::Tag;
use crate::text::Span;

/// What is known of an entity while the article is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// The printed names in lower case, each once.
    forms: Vec<String>,
    /// The fullest name printed, and the place where.
    fullest: Span,
    /// What it is.
    kind: Option<NameKind>,
    /// For persons: the fullest name, cut.
    person: PersonName,
    /// Places that name it.
    pub(super) names: Vec<Span>,
    /// Titles and appositions.
    pub(super) roles: Vec<Span>,
    /// Pronouns and descriptions.
    pub(super) others: Vec<Span>,
    /// Whether the words around the names show a man, a woman.
    pub(super) gender: Option<Gender>,
}

/// The entity of each candidate, and the entities by first mention.
pub(super) fn join(reader: Reader<'_>, candidates: &mut Vec<Candidate>) -> (Vec<EntityIndex>, Vec<Draft>) {
    complete(reader, candidates);
    things(reader, candidates);
    agree(reader, candidates);
    drop_offices(reader, candidates);
    let mut joiner = Joiner { reader, drafts: Vec::new(), by_form: FxHashMap::default() };
    let mut owner = vec![usize::MAX; candidates.len()];
    // Full names first, so that a headline's short form finds the full name below it.
    for (index, candidate) in candidates.iter().enumerate() {
        if candidate.kind == NameKind::Person && joiner.is_full(candidate) {
            owner[index] = joiner.full_person(candidate);
        }
    }
    for (index, candidate) in candidates.iter().enumerate() {
        if owner[index] == usize::MAX {
            owner[index] = if candidate.kind == NameKind::Person {
                joiner.short_person(candidate, candidates, &owner[..index])
            } else {
                joiner.thing(candidate)
            };
        }
    }
    acronyms(reader, candidates, &mut owner, &mut joiner.drafts);
    sort(owner, candidates, joiner)
}

/// Puts entities in the order of their first mention and drops those that lost all names.
fn sort(
    mut owner: Vec<EntityIndex>,
    candidates: &[Candidate],
    joiner: Joiner<'_>,
) -> (Vec<EntityIndex>, Vec<Draft>) {
    let Joiner { reader, drafts, .. } = joiner;
    let mut place = vec![usize::MAX; drafts.len()];
    let mut sorted: Vec<Draft> = Vec::with_capacity(drafts.len());
    for (index, entity) in owner.iter_mut().enumerate() {
        if place[*entity] == usize::MAX {
            place[*entity] = sorted.len();
            sorted.push(drafts[*entity].clone());
        }
        *entity = place[*entity];
        sorted[*entity].names.push(reader.grammar.span(candidates[index].tokens.clone()));
    }
    (owner, sorted)
}

/// Gives a name its first word back where that begins a sentence, so that its capital says nothing, and the whole name
/// stands elsewhere in the article ("Sound Lines").
fn complete(reader: Reader<'_>, candidates: &mut [Candidate]) {
    let words = |tokens: Range<usize>| reader.grammar.span(tokens).of(reader.text);
    let known: FxHashMap<&str, NameKind> = candidates
        .iter()
        .filter(|candidate| candidate.tokens.len() > 1)
        .map(|candidate| (words(candidate.tokens.clone()), candidate.kind))
        .collect();
    let mut taken = 0;
    for candidate in candidates.iter_mut() {
        let Some(first) = candidate.tokens.start.checked_sub(1).filter(|&first| first >= taken) else {
            taken = candidate.tokens.end;
            continue;
        };
        let whole = first..candidate.tokens.end;
        if reader.clues[first].starts
            && reader.clues[first].is_capital()
            && let Some(&kind) = known.get(words(whole.clone()))
        {
            *candidate = Candidate { tokens: whole, kind, is_sure: false };
        }
        taken = candidate.tokens.end;
    }
}

/// Takes for a thing what was taken for a person but stands behind an article at least every second time ("the Aldis
/// Venture"): people's names have none, but for a noun behind them ("the Biden administration").
fn things(reader: Reader<'_>, candidates: &mut [Candidate]) {
    let grammar = reader.grammar;
    let with_article = |candidate: &Candidate| {
        let before = candidate.tokens.start.checked_sub(1);
        let is_article =
            before.is_some_and(|token| reader.language.speech.articles.contains(&grammar.lower(token)));
        let behind = candidate.tokens.end;
        let leads =
            behind < grammar.len() && (grammar.tags[behind].is_noun() || grammar.tags[behind] == Tag::Pos);
        is_article && !leads
    };
    let is_meant = |candidate: &Candidate| candidate.kind == NameKind::Person && candidate.tokens.len() > 1;
    let mut counts: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
    for candidate in candidates.iter().filter(|candidate| is_meant(candidate)) {
        let words = grammar.span(candidate.tokens.clone()).of(reader.text);
        let count = counts.entry(words).or_default();
        count.0 += 1;
        count.1 += usize::from(with_article(candidate));
    }
    for candidate in candidates.iter_mut().filter(|candidate| is_meant(candidate)) {
        let words = grammar.span(candidate.tokens.clone()).of(reader.text);
        let is_thing = |&(all, articles): &(usize, usize)| {
            if candidate.is_sure { articles == all } else { articles * 2 >= all }
        };
        if counts.get(words).is_some_and(is_thing) {
            *candidate = Candidate { kind: NameKind::Other, is_sure: false, ..candidate.clone() };
        }
    }
}

/// Gives a name whose kind is in doubt the kind that the same words have elsewhere in the article, where that is sure or,
/// for names of several words, most often; and a last name alone the person's.
fn agree(reader: Reader<'_>, candidates: &mut [Candidate]) {
    /// A name that is sure of its kind outvotes so many that are not.
    const SURE: u16 = 8;
    let mut votes: FxHashMap<&str, [u16; 4]> = FxHashMap::default();
    let mut last_names: FxHashSet<&str> = FxHashSet::default();
    for candidate in candidates.iter() {
        let words = reader.grammar.span(candidate.tokens.clone()).of(reader.text);
        if candidate.is_sure || candidate.tokens.len() > 1 {
            let vote = if candidate.is_sure { SURE } else { 1 };
            let votes = &mut votes.entry(words).or_default()[candidate.kind as usize];
            *votes = votes.saturating_add(vote);
        }
        if candidate.kind == NameKind::Person && candidate.tokens.len() > 1 && candidate.is_sure {
            last_names.insert(last_name(reader, candidate));
        }
    }
    // A name that no table knows is one thing throughout an article.
    let is_open = |candidate: &Candidate| {
        !candidate.is_sure
            || candidate.tokens.len() > 1 && reader.known_code(candidate.tokens.clone()).is_none()
    };
    for candidate in candidates.iter_mut() {
        let words = reader.grammar.span(candidate.tokens.clone()).of(reader.text);
        if last_names.contains(short_name(reader, candidate)) && may_be_person(reader, candidate) {
            candidate.kind = NameKind::Person;
        } else if let Some(votes) = votes.get(words).filter(|_| is_open(candidate)) {
            let best = (0..4).max_by_key(|&kind| (votes[kind], std::cmp::Reverse(kind))).unwrap_or(0);
            // Two kinds told as often are left as they are.
            if !candidate.is_sure || votes[best] > votes[candidate.kind as usize] {
                candidate.kind = KINDS[best];
            }
        }
    }
}

/// What stands as a last name alone, particles before it left out: "Vega" for "De la Vega"; else all the words.
fn short_name<'r>(reader: Reader<'r>, candidate: &Candidate) -> &'r str {
    let last = candidate.tokens.end - 1;
    let has_particles = (candidate.tokens.start..last).all(|token| reader.clues[token].any(Lists::PARTICLE));
    let tokens = if has_particles { last..candidate.tokens.end } else { candidate.tokens.clone() };
    reader.grammar.span(tokens).of(reader.text)
}

/// Leaves out offices alone ("President", "King", "the VP") that are nobody's last name in the article.
fn drop_offices(reader: Reader<'_>, candidates: &mut Vec<Candidate>) {
    let last_names: FxHashSet<&str> = candidates
        .iter()
        .filter(|candidate| candidate.kind == NameKind::Person && candidate.tokens.len() > 1)
        .map(|candidate| last_name(reader, candidate))
        .collect();
    candidates.retain(|candidate| {
        let words = reader.grammar.span(candidate.tokens.clone()).of(reader.text);
        let first = candidate.tokens.start;
        let clue = reader.clues[first];
        let after_article = first > 0 && reader.grammar.lower(first - 1) == "the";
        let is_office = candidate.tokens.len() == 1
            && match candidate.kind {
                NameKind::Person => clue.any(Lists::TITLE.and(Lists::MODIFIER)),
                NameKind::Organisation => {
                    after_article && clue.shape == Shape::Upper && clue.any(Lists::TITLE)
                }
                NameKind::Place | NameKind::Other => false,
            };
        let is_addressed = first > 0 && reader.clues[first - 1].any(Lists::ANY_HONORIFIC);
        !is_office || is_addressed || last_names.contains(words)
    });
}

/// Whether nothing beside a last name says that it names a country or a place here.
fn may_be_person(reader: Reader<'_>, candidate: &Candidate) -> bool {
    let is_country = matches!(reader.known_code(candidate.tokens.clone()), Some("c" | "r"));
    let before = candidate.tokens.start.checked_sub(1).map(|token| reader.grammar.lower(token));
    !is_country && !matches!(before, Some("in" | "near" | "at")) || candidate.kind == NameKind::Person
}

const KINDS: [NameKind; 4] = [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Other];

/// The last word of a person's name, `Jr.` and the like left out.
fn last_name<'r>(reader: Reader<'r>, candidate: &Candidate) -> &'r str {
    let mut end = candidate.tokens.end;
    while end > candidate.tokens.start + 1 && reader.clues[end - 1].any(Lists::SUFFIX) {
        end -= 1;
    }
    let mut start = end - 1;
    // Hyphens and apostrophes inside a last name are tokens of their own.
    while start > candidate.tokens.start + 1 && reader.clues[start].glued {
        start -= 1;
    }
    reader.grammar.span(start..end).of(reader.text)
}

/// How many sentences nearer than others of that name somebody must have been named for the name alone to mean him.
const SENTENCES_NEARER_MIN: usize = 2;

struct Joiner<'r> {
    reader: Reader<'r>,
    drafts: Vec<Draft>,
    /// The entity of each printed form that is no person's.
    by_form: FxHashMap<String, EntityIndex>,
}

impl Joiner<'_> {
    fn words(&self, candidate: &Candidate) -> (&str, Span) {
        let span = self.reader.grammar.span(candidate.tokens.clone());
        (span.of(self.reader.text), span)
    }

    /// Whether a person's name has a given name or initial.
    fn is_full(&self, candidate: &Candidate) -> bool {
        candidate.tokens.len() > 1 && !PersonName::new(self.words(candidate).0).is_short()
    }

    fn full_person(&mut self, candidate: &Candidate) -> EntityIndex {
        let (words, span) = self.words(candidate);
        let name = PersonName::new(words);
        let form = words.to_lowercase();
        let gender = self.gender_before(candidate).or_else(|| self.gender_of_given(candidate));
        let known = self.drafts.iter().position(|draft| {
            draft.kind == Some(NameKind::Person)
                && (draft.forms.contains(&form)
                    || draft.person.matches(&name) && agrees(draft.gender, gender))
        });
        let index = known.unwrap_or(self.drafts.len());
        if known.is_none() {
            let kind = Some(NameKind::Person);
            self.drafts.push(Draft { kind, fullest: span, person: name.clone(), ..Draft::default() });
        }
        let is_fuller = span.len() > self.drafts[index].fullest.len();
        let draft = &mut self.drafts[index];
        if is_fuller {
            draft.fullest = span;
            draft.person = name;
        }
        if !draft.forms.contains(&form) {
            draft.forms.push(form);
        }
        draft.gender = draft.gender.or(gender);
        index
    }

    /// Of several people who bear a name, the one named clearly nearer before it than the others.
    fn clearest(
        &self,
        candidate: &Candidate,
        candidates: &[Candidate],
        before: &[EntityIndex],
        fitting: &[EntityIndex],
    ) -> Option<EntityIndex> {
        let sentence = |candidate: &Candidate| self.reader.grammar.sentence_of(candidate.tokens.start);
        let mut named = before
            .iter()
            .zip(candidates)
            .rev()
            .filter(|(owner, _)| fitting.contains(owner))
            .map(|(&owner, candidate)| (owner, sentence(candidate)));
        let (nearest, near) = named.next()?;
        let far = named.find(|&(owner, _)| owner != nearest).map(|(_, sentence)| sentence);
        let is_clear = far.is_none_or(|far| near >= far + SENTENCES_NEARER_MIN);
        (is_clear && sentence(candidate) >= near).then_some(nearest)
    }

    /// The entity of a name that could be several people's: its own, for whom it means is not known.
    fn surname(&self, form: &str) -> EntityIndex {
        let is_it = |draft: &Draft| {
            draft.kind == Some(NameKind::Person)
                && draft.person.is_short()
                && draft.forms.iter().any(|known| known == form)
        };
        self.drafts.iter().position(is_it).unwrap_or(self.drafts.len())
    }

    /// The entity of a last name or given name alone: the one person of the article that has it, the one clearly nearer
    /// before it when there are more; where that is not clear, an entity of its own.
    fn short_person(
        &mut self,
        candidate: &Candidate,
        candidates: &[Candidate],
        before: &[EntityIndex],
    ) -> EntityIndex {
        let (words, span) = self.words(candidate);
        let name = PersonName::new(words);
        let form = words.to_lowercase();
        let gender = self.gender_before(candidate);
        let has_full = |draft: &Draft| draft.kind == Some(NameKind::Person) && !draft.person.is_short();
        let fits = |draft: &Draft| {
            draft.kind == Some(NameKind::Person)
                && agrees(draft.gender, gender)
                && (draft.forms.contains(&form) || draft.person.matches(&name))
        };
        let by_last: Vec<EntityIndex> =
            (0..self.drafts.len()).filter(|&index| fits(&self.drafts[index])).collect();
        let by_full: Vec<EntityIndex> =
            by_last.iter().copied().filter(|&index| has_full(&self.drafts[index])).collect();
        let by_last = if by_full.is_empty() { by_last } else { by_full };
        let by_given: Vec<EntityIndex> = (0..self.drafts.len())
            .filter(|&index| self.drafts[index].kind == Some(NameKind::Person))
            .filter(|&index| {
                self.drafts[index].forms.iter().any(|full| full.split(' ').next() == Some(form.as_str()))
            })
            .collect();
        let fitting = if by_last.is_empty() { by_given } else { by_last };
        let index = match fitting[..] {
            [] => self.drafts.len(),
            [one] => one,
            _ => {
                self.clearest(candidate, candidates, before, &fitting).unwrap_or_else(|| self.surname(&form))
            }
        };
        if index == self.drafts.len() {
            let gender = gender.or_else(|| self.gender_of_given(candidate));
            let kind = Some(NameKind::Person);
            self.drafts.push(Draft { kind, fullest: span, person: name, gender, ..Draft::default() });
        }
        let draft = &mut self.drafts[index];
        draft.gender = draft.gender.or(gender);
        if !draft.forms.contains(&form) {
            draft.forms.push(form);
        }
        index
    }

    /// The entity of a name that is no person's: the same words, up to letters' case and known other names.
    fn thing(&mut self, candidate: &Candidate) -> EntityIndex {
        let (words, span) = self.words(candidate);
        let mut form = words.to_lowercase();
        if let Some(bare) = form.strip_prefix("the ") {
            form = bare.to_owned();
        }
        let aliases = self.reader.language.names.aliases;
        if let Some(&(_, long)) = aliases.iter().find(|&&(short, _)| short == form) {
            form = long.to_owned();
        }
        let next = self.drafts.len();
        let kind = candidate.kind;
        let index = match self.by_form.get(&form) {
            // One place and one organisation of the same name stay two: "Washington" the town, "Washington" the club.
            Some(&index) if self.drafts[index].kind == Some(kind) => index,
            _ => next,
        };
        if index == next {
            self.drafts.push(Draft { kind: Some(kind), fullest: span, ..Draft::default() });
            self.by_form.insert(form.clone(), index);
        }
        let draft = &mut self.drafts[index];
        if span.len() > draft.fullest.len() {
            draft.fullest = span;
        }
        if !draft.forms.contains(&form) {
            draft.forms.push(form);
        }
        index
    }

    /// What the honorific or title before a name says of the person.
    fn gender_before(&self, candidate: &Candidate) -> Option<Gender> {
        let start = candidate.tokens.start;
        for back in 1..=3 {
            let at = start.checked_sub(back)?;
            let clue = self.reader.clues[at];
            if clue.any(Lists::HONORIFIC_MALE.and(Lists::ROLE_MALE)) {
                return Some(Gender::Male);
            }
            if clue.any(Lists::HONORIFIC_FEMALE.and(Lists::ROLE_FEMALE)) {
                return Some(Gender::Female);
            }
            if !clue.is_capital() && self.reader.grammar.lower(at) != "." {
                return None;
            }
        }
        None
    }

    fn gender_of_given(&self, candidate: &Candidate) -> Option<Gender> {
        let first = self.reader.clues[candidate.tokens.start];
        match (first.any(Lists::GIVEN_MALE), first.any(Lists::GIVEN_FEMALE)) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        }
    }
}

/// Whether two genders can be one person's.
pub(super) fn agrees(a: Option<Gender>, b: Option<Gender>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// Joins an acronym to the organisation whose initials it is, where both stand in the article.
fn acronyms(reader: Reader<'_>, candidates: &[Candidate], owner: &mut [EntityIndex], drafts: &mut [Draft]) {
    let mut long: Vec<(String, EntityIndex)> = Vec::new();
    for (index, candidate) in candidates.iter().enumerate() {
        if candidate.tokens.len() > 1 && candidate.kind != NameKind::Person {
            long.push((initials(reader, candidate), owner[index]));
        }
    }
    for (index, candidate) in candidates.iter().enumerate() {
        if candidate.tokens.len() > 1 || candidate.kind == NameKind::Person {
            continue;
        }
        let words = reader.grammar.span(candidate.tokens.clone()).of(reader.text);
        let letters: String = words.chars().filter(|&c| c != '.').collect();
        if letters.len() < 2 || !letters.chars().all(char::is_uppercase) {
            continue;
        }
        let same = long
            .iter()
            .find(|(initials, entity)| *initials == letters && drafts[*entity].kind == Some(candidate.kind));
        if let Some(&(_, entity)) = same {
            let old = owner[index];
            let form = words.to_lowercase();
            if !drafts[entity].forms.contains(&form) {
                drafts[entity].forms.push(form);
            }
            owner.iter_mut().filter(|owner| **owner == old).for_each(|owner| *owner = entity);
        }
    }
}

/// The first letters of a name's words that have a capital.
fn initials(reader: Reader<'_>, candidate: &Candidate) -> String {
    candidate
        .tokens
        .clone()
        .filter(|&token| reader.clues[token].is_capital())
        .filter_map(|token| reader.grammar.spans[token].of(reader.text).chars().next())
        .collect()
}

impl Draft {
    /// What it is.
    pub(super) fn kind(&self) -> NameKind {
        self.kind.unwrap_or(NameKind::Other)
    }

    /// The entity as the document keeps it.
    pub(super) fn finish(self, text: &str) -> Entity {
        let mut mentions = self.names.clone();
        mentions.extend(&self.others);
        mentions.sort_unstable();
        mentions.dedup();
        let mut roles = self.roles.clone();
        roles.sort_unstable();
        roles.dedup();
        let canonical = self.fullest.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        Entity { canonical, kind: self.kind(), gender: self.gender, roles, mentions }
    }
}
