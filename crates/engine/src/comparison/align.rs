//! Alignment: which statements of different accounts state the same thing.
//!
//! Candidates come from an index of telling terms, not from all pairs; what is rare in the news and rare in this story
//! weighs most, and a description or pronoun counts as the name it stands for. Of each pair it is judged how sure it is
//! that both tell the same: shared words, words that mean much the same, and acts propose; negations, and other people
//! or places that do it, decide against it. Clusters grow from the surest pair on, and a statement must fit the whole
//! cluster, not one member of it.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::claims::{Account, Statement};
use crate::document::{Days, NameKind};
use crate::grammar::{Relation, TokenIndex};
use crate::meaning::{Meaning, Sense};
use crate::text::Span;
use crate::words::Term;

use super::{Cast, Near, Place, Story};

mod clusters;
mod evidence;
mod phrases;

pub(super) use clusters::{Cluster, find as clusters};
use evidence::Evidence;
use phrases::Phrases;

/// All statements of a story, as vectors of terms.
pub(super) struct Units {
    pub(super) all: Vec<Unit>,
    /// The sentences that hold them.
    sentences: Vec<Content>,
    /// The words that stand together in them and nowhere else in their accounts.
    phrases: Phrases,
}

/// What a statement or a sentence says, as it is compared.
#[derive(Clone, Debug, Default)]
struct Content {
    /// Terms and their weights, by term; the weights' squares sum to one.
    vector: Vec<(Term, f32)>,
    /// What its common words mean together.
    sense: Sense,
    /// What is done in it, by whom and to whom.
    acts: Vec<Act>,
    /// The terms of its verbs, in order.
    verbs: Vec<Term>,
    /// The numbers in it.
    numbers: Vec<f64>,
    /// The days in it.
    days: Vec<Days>,
}

/// Something done: the verb, and the words or members of the cast that do it and that it is done to.
#[derive(Clone, Copy, Debug)]
struct Act {
    verb: Term,
    meaning: Option<Meaning>,
    doer: Option<Term>,
    /// What else the doer is called beside it: "commissioner" of "the commissioner, Ann Hale".
    also: Option<Term>,
    /// How rare the verb is in the news, 0 to 9.
    rarity: f32,
    done_to: Option<Term>,
    /// What the doer is, where it has a name.
    named: Option<NameKind>,
}

/// A statement of an account.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) account: usize,
    /// Index into the account's statements.
    pub(super) statement: usize,
    pub(super) place: Place,
    pub(super) negated: bool,
    /// Whether it stands in quotation marks: such words are collated, not aligned.
    pub(super) quoted: bool,
    content: Content,
    /// Its sentence, as an index into [`Units::sentences`].
    sentence: usize,
    /// The weight of all terms before it was made a unit vector.
    pub(super) weight: f32,
}

/// Pairs of statements that are less sure are forgotten.
const PAIR_MIN: f32 = 0.2;
/// Sentences are said to be near each other from this on.
const NEAR_MIN: f32 = 0.3;
/// So many pairs of near sentences are kept of a story.
const NEAR_MAX: usize = 4_000;
/// A term in more units than this proposes no pairs: it says what the story is about, not what a statement says.
const POSTINGS_MAX: usize = 64;
/// Numbers say the same of different things too often to weigh more than this.
const NUMBER_RARITY_MAX: f32 = 3.0;
/// What is left of the likeness of two statements that share no act, only those who act.
const OTHER_ACT: f32 = 0.8;
/// What a description or pronoun adds of the name it stands for.
const STAND_IN: f32 = 0.6;

impl Units {
    pub(super) fn of(story: &Story<'_>, cast: &Cast) -> Units {
        let mut all: Vec<Unit> = Vec::new();
        let mut raw: Vec<Vec<(Term, f32)>> = Vec::new();
        for (account, told) in story.accounts.iter().enumerate() {
            let stand_ins = StandIns::of(told, account, cast);
            for (statement, stated) in told.statements.iter().enumerate().filter(|(_, stated)| !stated.quoted)
            {
                raw.push(terms(told, stated, &stand_ins));
                all.push(unit(told, (account, statement), stated, &stand_ins));
            }
        }
        let mut held_by: FxHashMap<Term, u32> = FxHashMap::default();
        for terms in &raw {
            for (term, _) in terms {
                *held_by.entry(*term).or_default() += 1;
            }
        }
        let most = held_by_all(&held_by);
        for (unit, terms) in all.iter_mut().zip(raw) {
            (unit.content.vector, unit.weight) = normal(terms, &held_by, most);
        }
        let sentences = gather(story, &mut all);
        let phrases = Phrases::of(story, &all);
        Units { all, sentences, phrases }
    }

    /// How alike two units are, 0 to 1.
    pub(super) fn alike(&self, a: usize, b: usize) -> f32 {
        likeness(&self.all[a].content, &self.all[b].content)
    }

    /// The unit of an account's statement.
    pub(super) fn unit_of(&self, account: usize, statement: usize) -> Option<usize> {
        self.all.binary_search_by_key(&(account, statement), |unit| (unit.account, unit.statement)).ok()
    }

    /// The units of an account.
    pub(super) fn of_account(&self, account: usize) -> std::ops::Range<usize> {
        let start = self.all.partition_point(|unit| unit.account < account);
        start..self.all.partition_point(|unit| unit.account <= account)
    }

    /// The unit that stands at a place.
    pub(super) fn at(&self, place: Place) -> Option<usize> {
        self.all.binary_search_by_key(&place, |unit| unit.place).ok()
    }

    /// What a term weighs in a unit, 0 to 1.
    pub(super) fn weight_in(&self, unit: usize, term: Term) -> f32 {
        let vector = &self.all[unit].content.vector;
        vector.binary_search_by_key(&term, |word| word.0).map_or(0.0, |at| vector[at].1)
    }

    /// How sure it is that two units tell the same, 0 to 1.
    pub(super) fn sure(&self, a: usize, b: usize) -> f32 {
        let (a, b) = (&self.all[a], &self.all[b]);
        let sentences = (&self.sentences[a.sentence], &self.sentences[b.sentence]);
        Evidence::of(&a.content, &b.content, sentences).sure()
    }

    /// Pairs of units of different accounts that share a telling term, each once, with how sure it is that they tell
    /// the same; surest first.
    pub(super) fn pairs(&self) -> Vec<Pair> {
        let mut index: FxHashMap<Term, Vec<usize>> = FxHashMap::default();
        let mut pairs = Vec::new();
        let mut seen = vec![usize::MAX; self.all.len()];
        for (at, unit) in self.all.iter().enumerate().filter(|(_, unit)| !unit.quoted) {
            for (term, _) in &unit.content.vector {
                let holders = index.entry(*term).or_default();
                for &earlier in holders.iter().filter(|_| holders.len() <= POSTINGS_MAX) {
                    if self.all[earlier].account != unit.account && seen[earlier] != at {
                        seen[earlier] = at;
                        let sure = self.sure(earlier, at);
                        if sure >= PAIR_MIN {
                            pairs.push(Pair { sure, first: earlier, second: at });
                        }
                    }
                }
                holders.push(at);
            }
        }
        pairs.sort_by(|a, b| b.sure.total_cmp(&a.sure).then((a.first, a.second).cmp(&(b.first, b.second))));
        pairs
    }

    /// Sentences of two accounts that tell the same in part, each pair once, surest first.
    pub(super) fn near(&self, story: &Story<'_>, pairs: &[Pair]) -> Vec<Near> {
        let mut seen = FxHashSet::default();
        let mut near: Vec<Near> = pairs
            .iter()
            .filter(|pair| seen.insert((self.all[pair.first].sentence, self.all[pair.second].sentence)))
            .map(|pair| {
                let of = |unit: usize| &self.sentences[self.all[unit].sentence];
                let (a, b) = (of(pair.first), of(pair.second));
                Near {
                    first: self.sentence(story, pair.first),
                    second: self.sentence(story, pair.second),
                    score: Evidence::of(a, b, (a, b)).sure().max(pair.sure),
                }
            })
            .filter(|near| near.score >= NEAR_MIN)
            .collect();
        near.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.first, a.second).cmp(&(b.first, b.second))));
        near.truncate(NEAR_MAX);
        near
    }

    /// The sentence that holds a unit.
    fn sentence(&self, story: &Story<'_>, unit: usize) -> Place {
        let unit = &self.all[unit];
        let account = &story.accounts[unit.account];
        let grammar = &account.document.grammar;
        let span = grammar.span(grammar.sentence(account.statements[unit.statement].sentence));
        Place { account: unit.account, span }
    }
}

/// Two units of different accounts, as indices into [`Units::all`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// How sure it is that they tell the same, 0 to 1.
    sure: f32,
    first: usize,
    second: usize,
}

/// What the sentences say: all their statements together.
fn gather(story: &Story<'_>, units: &mut [Unit]) -> Vec<Content> {
    let mut sentences = Vec::new();
    let in_sentence =
        |unit: &Unit| (unit.account, story.accounts[unit.account].statements[unit.statement].sentence);
    for parts in units.chunk_by_mut(|a, b| in_sentence(a) == in_sentence(b)) {
        let stated = |unit: &Unit| &story.accounts[unit.account].statements[unit.statement];
        let mut whole = Content {
            sense: Sense::of(parts.iter().flat_map(|part| senses(stated(part)))),
            ..Content::default()
        };
        for part in parts.iter_mut() {
            part.sentence = sentences.len();
            let (content, weight) = (&part.content, part.weight);
            whole.vector.extend(content.vector.iter().map(|&(term, share)| (term, share * weight)));
            whole.acts.extend(&content.acts);
            whole.verbs.extend(&content.verbs);
            whole.numbers.extend(&content.numbers);
            whole.days.extend(&content.days);
        }
        whole.verbs.sort_unstable();
        whole.verbs.dedup();
        whole.vector.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        whole.vector.dedup_by_key(|term| term.0);
        make_unit(&mut whole.vector);
        sentences.push(whole);
    }
    sentences
}

/// Makes the weights' squares sum to one; what they summed to, as a length.
fn make_unit(vector: &mut [(Term, f32)]) -> f32 {
    let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    vector.iter_mut().for_each(|(_, weight)| *weight /= length.max(f32::MIN_POSITIVE));
    length
}

fn held_by_all(held_by: &FxHashMap<Term, u32>) -> f32 {
    held_by.values().copied().max().unwrap_or(1) as f32
}

/// Weights terms by how few of the story's units hold them, and makes a unit vector.
fn normal(mut terms: Vec<(Term, f32)>, held_by: &FxHashMap<Term, u32>, most: f32) -> (Vec<(Term, f32)>, f32) {
    for (term, weight) in &mut terms {
        let held = held_by.get(term).copied().unwrap_or(1) as f32;
        *weight *= 0.35 + 0.65 * (1.0 - libm::logf(held) / libm::logf(most + 2.0));
    }
    let length = make_unit(&mut terms);
    (terms, length)
}

/// Cosine, raised where the shorter statement is almost whole inside the longer one.
fn likeness(a: &Content, b: &Content) -> f32 {
    let (mut at, mut product, mut shared_a, mut shared_b, mut count) = (0, 0.0, 0.0, 0.0, 0);
    for &(term, weight) in &a.vector {
        while at < b.vector.len() && b.vector[at].0 < term {
            at += 1;
        }
        if at < b.vector.len() && b.vector[at].0 == term {
            product += weight * b.vector[at].1;
            shared_a += weight * weight;
            shared_b += b.vector[at].1 * b.vector[at].1;
            count += 1;
        }
    }
    if count < 2 {
        return 0.0;
    }
    let score = 0.75 * product + 0.25 * f32::max(shared_a, shared_b).min(1.0);
    if a.acts_as(b) || b.acts_as(a) { score } else { score * OTHER_ACT }
}

impl Content {
    /// Whether a verb of this one is a word of the other, as a verb or a noun of the same meaning.
    fn acts_as(&self, other: &Content) -> bool {
        self.verbs.iter().any(|verb| other.vector.binary_search_by_key(verb, |word| word.0).is_ok())
    }
}

impl Unit {
    /// Whether two units cannot tell the same: one denies what the other says, or others do it.
    fn opposes(&self, other: &Unit) -> bool {
        self.negated != other.negated || self.content.strange_to(&other.content)
    }
}

impl Content {
    /// Whether both tell what people or places do, and neither speaks of those who do it in the other.
    fn strange_to(&self, other: &Content) -> bool {
        let doers = |of: &Content, kind: NameKind| -> Vec<Term> {
            of.acts.iter().filter(|act| act.named == Some(kind)).filter_map(|act| act.doer).collect()
        };
        let told = |doer: &Term, of: &Content| of.vector.binary_search_by_key(doer, |term| term.0).is_ok();
        [NameKind::Person, NameKind::Place].into_iter().any(|kind| {
            let (own, theirs) = (doers(self, kind), doers(other, kind));
            !own.is_empty()
                && !theirs.is_empty()
                && !own.iter().any(|doer| told(doer, other))
                && !theirs.iter().any(|doer| told(doer, self))
        })
    }
}

fn unit(told: &Account, at: (usize, usize), stated: &Statement, stand_ins: &StandIns) -> Unit {
    let numbers = &told.document.quantities[stated.quantities.clone()];
    let times = &told.document.times[stated.times.clone()];
    Unit {
        account: at.0,
        statement: at.1,
        place: Place { account: at.0, span: stated.span },
        negated: stated.negated,
        quoted: stated.in_marks,
        content: Content {
            vector: Vec::new(),
            sense: Sense::of(senses(stated)),
            acts: acts(told, stated, stand_ins),
            verbs: verbs(stated),
            numbers: numbers.iter().map(|quantity| quantity.value).collect(),
            days: times.iter().filter_map(|time| time.days).collect(),
        },
        sentence: 0,
        weight: 0.0,
    }
}

/// The meanings of a statement's words, rarer words for more.
fn senses(statement: &Statement) -> impl Iterator<Item = (Meaning, f32)> {
    statement.words.iter().filter_map(|word| Some((word.meaning?, word.rarity.min(7.0))))
}

/// What is done in a statement, or what somebody is in it: each predicate with who does it and to whom, as far as the
/// grammar tells.
fn acts(told: &Account, stated: &Statement, stand_ins: &StandIns) -> Vec<Act> {
    let grammar = &told.document.grammar;
    let whom = |token: TokenIndex| {
        let named = stand_ins.at(grammar.span(grammar.noun_phrase(token)), grammar.spans[token]);
        let own = || stated.words.iter().find(|word| word.token == token).map(|word| (word.term, None));
        named.map(|name| (name.term, Some(name.kind))).or_else(own)
    };
    let mut acts = Vec::new();
    for word in &stated.words {
        let (mut doer, mut done_to, mut subject) = (None, None, None);
        for child in grammar.children(word.token) {
            match grammar.relations[child] {
                Relation::Nsubj | Relation::OblAgent => {
                    doer = doer.or(whom(child));
                    subject = subject.or(Some(child));
                }
                Relation::NsubjPass | Relation::Obj => done_to = done_to.or(whom(child)),
                _ => {}
            }
        }
        if word.verb {
            doer = doer.or_else(|| inherited(told, word.token).and_then(whom));
        }
        if word.verb || doer.is_some() {
            acts.push(Act {
                verb: word.term,
                meaning: word.meaning,
                doer: doer.map(|(term, _)| term),
                also: subject
                    .and_then(|subject| also(told, stated, subject, doer.map(|(term, _)| term), &whom)),
                rarity: word.rarity,
                named: doer.and_then(|(_, kind)| kind),
                done_to: done_to.map(|(term, _)| term),
            });
        }
    }
    acts
}

/// What else a subject is called: its own noun beside the name that it stands for, or what stands in apposition.
fn also(
    told: &Account,
    stated: &Statement,
    subject: TokenIndex,
    doer: Option<Term>,
    whom: &impl Fn(TokenIndex) -> Option<(Term, Option<NameKind>)>,
) -> Option<Term> {
    let grammar = &told.document.grammar;
    let noun = stated.words.iter().find(|word| word.token == subject).map(|word| word.term);
    let beside = grammar.children(subject).filter(|&child| grammar.relations[child] == Relation::Appos);
    let beside = beside.filter_map(|child| whom(child).map(|(term, _)| term));
    noun.into_iter().chain(beside).find(|&term| Some(term) != doer)
}

/// The subject that a verb has from the verb it is joined to.
fn inherited(told: &Account, verb: TokenIndex) -> Option<TokenIndex> {
    let grammar = &told.document.grammar;
    let joined = matches!(grammar.relations[verb], Relation::Conj | Relation::Xcomp | Relation::Advcl);
    let head = grammar.head(verb).filter(|_| joined)?;
    grammar.children(head).find(|&child| grammar.relations[child] == Relation::Nsubj)
}

/// The verbs of a statement, by term, each once.
fn verbs(statement: &Statement) -> Vec<Term> {
    let mut verbs: Vec<Term> =
        statement.words.iter().filter(|word| word.verb).map(|word| word.term).collect();
    verbs.sort_unstable();
    verbs.dedup();
    verbs
}

/// The terms of a statement, by term, each once.
fn terms(account: &Account, statement: &Statement, stand_ins: &StandIns) -> Vec<(Term, f32)> {
    let grammar = &account.document.grammar;
    let mut terms: Vec<(Term, f32)> = statement
        .words
        .iter()
        .map(|word| {
            let number = grammar.lower(word.token).starts_with(|c: char| c.is_ascii_digit());
            (word.term, if number { word.rarity.min(NUMBER_RARITY_MAX) } else { word.rarity.min(7.0) })
        })
        .collect();
    terms.extend(stand_ins.inside(statement.span).map(|stand_in| (stand_in.term, stand_in.rarity)));
    terms.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    terms.dedup_by_key(|term| term.0);
    terms
}

/// The mentions of an account that stand for somebody or something with a name, by place.
struct StandIns {
    mentions: Vec<StandIn>,
}

/// A mention, and what it stands for.
#[derive(Clone, Copy)]
struct StandIn {
    span: Span,
    /// The last word of its name.
    term: Term,
    rarity: f32,
    kind: NameKind,
}

impl StandIns {
    fn of(account: &Account, at: usize, cast: &Cast) -> StandIns {
        let stems = crate::words::Stems::default();
        let mut mentions = Vec::new();
        for (index, entity) in account.document.entities.iter().enumerate() {
            let Some(member) = cast.member_of(at, index) else { continue };
            let Some(last) = cast.members[member].canonical.split_whitespace().last() else { continue };
            let term = stems.term(&last.to_lowercase());
            let rarity = crate::words::rarity(term).min(7.0) * STAND_IN;
            mentions.extend(entity.mentions.iter().map(|&span| StandIn {
                span,
                term,
                rarity,
                kind: entity.kind,
            }));
        }
        mentions.sort_by_key(|mention| mention.span);
        StandIns { mentions }
    }

    /// The mention in a noun phrase that holds its head.
    fn at(&self, phrase: Span, head: Span) -> Option<StandIn> {
        self.inside(phrase).find(|mention| mention.span.contains(head))
    }

    fn inside(&self, span: Span) -> impl Iterator<Item = StandIn> {
        let start = self.mentions.partition_point(|mention| mention.span.start < span.start);
        self.mentions[start..].iter().take_while(move |mention| mention.span.start < span.end).copied()
    }
}
