//! Alignment: which statements of different accounts state the same thing.
//!
//! Statements are compared as bags of weighted terms: what is rare in the news and rare in this story weighs most. A
//! description or pronoun counts as the name it stands for. Candidates come from an index, not from all pairs;
//! clusters grow from the best pair on, and a statement must fit the whole cluster, not one member of it.

use rustc_hash::FxHashMap;

use crate::claims::{Account, Statement};
use crate::words::Term;

use super::{Cast, Place, Story};

/// All statements of a story, as vectors of terms.
pub(super) struct Units {
    pub(super) all: Vec<Unit>,
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
    /// The terms of its verbs, by term.
    verbs: Vec<Term>,
    /// Terms and their weights, by term; the weights' squares sum to one.
    vector: Vec<(Term, f32)>,
    /// The weight of all terms before it was made a unit vector.
    pub(super) weight: f32,
}

/// Statements that state the same thing.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    /// Indices into [`Units::all`], in order.
    pub(super) units: Vec<usize>,
    /// How alike they are on the whole, 0 to 1.
    pub(super) score: f32,
}

/// Two statements are said to state the same when they are so much alike.
const ALIKE_MIN: f32 = 0.40;
/// A statement must be so much like a cluster's other members on average.
const CORE_MIN: f32 = 0.30;
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
        let mut all = Vec::new();
        let mut raw: Vec<Vec<(Term, f32)>> = Vec::new();
        for (account, told) in story.accounts.iter().enumerate() {
            let stand_ins = StandIns::of(told, account, cast);
            for (statement, stated) in told.statements.iter().enumerate().filter(|(_, stated)| !stated.quoted)
            {
                raw.push(terms(told, stated, &stand_ins));
                all.push(Unit {
                    account,
                    statement,
                    place: Place { account, span: stated.span },
                    negated: stated.negated,
                    quoted: stated.quoted,
                    verbs: verbs(stated),
                    vector: Vec::new(),
                    weight: 0.0,
                });
            }
        }
        let mut held_by: FxHashMap<Term, u32> = FxHashMap::default();
        for terms in &raw {
            for (term, _) in terms {
                *held_by.entry(*term).or_default() += 1;
            }
        }
        for (unit, terms) in all.iter_mut().zip(raw) {
            (unit.vector, unit.weight) = normal(terms, &held_by, held_by_all(&held_by));
        }
        Units { all }
    }

    /// How alike two units are, 0 to 1.
    pub(super) fn alike(&self, a: usize, b: usize) -> f32 {
        likeness(&self.all[a], &self.all[b])
    }

    /// The unit of an account's statement.
    pub(super) fn unit_of(&self, account: usize, statement: usize) -> Option<usize> {
        self.all.binary_search_by_key(&(account, statement), |unit| (unit.account, unit.statement)).ok()
    }

    /// The unit that stands at a place.
    pub(super) fn at(&self, place: Place) -> Option<usize> {
        self.all.binary_search_by_key(&place, |unit| unit.place).ok()
    }

    /// Pairs of units of different accounts that share a telling term, each once, with how alike they are.
    fn pairs(&self) -> Vec<(f32, usize, usize)> {
        let mut index: FxHashMap<Term, Vec<usize>> = FxHashMap::default();
        let mut pairs = Vec::new();
        let mut seen = vec![usize::MAX; self.all.len()];
        for (at, unit) in self.all.iter().enumerate().filter(|(_, unit)| !unit.quoted) {
            for (term, _) in &unit.vector {
                let holders = index.entry(*term).or_default();
                for &earlier in holders.iter().filter(|_| holders.len() <= POSTINGS_MAX) {
                    if self.all[earlier].account != unit.account && seen[earlier] != at {
                        seen[earlier] = at;
                        let score = self.alike(earlier, at);
                        if score >= ALIKE_MIN {
                            pairs.push((score, earlier, at));
                        }
                    }
                }
                holders.push(at);
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        pairs
    }
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
    let length = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    terms.iter_mut().for_each(|(_, weight)| *weight /= length.max(f32::MIN_POSITIVE));
    (terms, length)
}

/// Cosine, raised where the shorter statement is almost whole inside the longer one.
fn likeness(a: &Unit, b: &Unit) -> f32 {
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

impl Unit {
    /// Whether a verb of this unit is a word of the other one, as a verb or a noun of the same meaning.
    fn acts_as(&self, other: &Unit) -> bool {
        self.verbs.iter().any(|verb| other.vector.binary_search_by_key(verb, |word| word.0).is_ok())
    }
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
    terms.extend(stand_ins.inside(statement));
    terms.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    terms.dedup_by_key(|term| term.0);
    terms
}

/// The mentions of an account that are no names, and the term of the name that each stands for; by place.
struct StandIns {
    mentions: Vec<(crate::text::Span, Term, f32)>,
}

impl StandIns {
    fn of(account: &Account, at: usize, cast: &Cast) -> StandIns {
        let stems = crate::words::Stems::default();
        let mut mentions = Vec::new();
        for (index, entity) in account.document.entities.iter().enumerate() {
            let name =
                cast.member_of(at, index).map_or(&entity.canonical, |member| &cast.members[member].canonical);
            let Some(last) = name.split_whitespace().last() else { continue };
            let term = stems.term(&last.to_lowercase());
            let rarity = crate::words::rarity(term).min(7.0) * STAND_IN;
            mentions.extend(entity.mentions.iter().map(|&span| (span, term, rarity)));
        }
        mentions.sort_by_key(|mention| mention.0);
        StandIns { mentions }
    }

    fn inside(&self, statement: &Statement) -> impl Iterator<Item = (Term, f32)> {
        let start = self.mentions.partition_point(|mention| mention.0.start < statement.span.start);
        self.mentions[start..]
            .iter()
            .take_while(|mention| mention.0.start < statement.span.end)
            .map(|&(_, term, rarity)| (term, rarity))
    }
}

/// The statements of two accounts or more that state the same thing, most alike first; no statement is in two.
pub(super) fn clusters(units: &Units) -> Vec<Cluster> {
    let mut home: Vec<Option<usize>> = vec![None; units.all.len()];
    let mut clusters: Vec<Vec<usize>> = Vec::new();
    for (_, a, b) in units.pairs() {
        if units.all[a].negated != units.all[b].negated {
            continue;
        }
        match (home[a], home[b]) {
            (None, None) => {
                home[a] = Some(clusters.len());
                home[b] = Some(clusters.len());
                clusters.push(vec![a, b]);
            }
            (Some(at), None) if fits(units, &clusters[at], b) => {
                clusters[at].push(b);
                home[b] = Some(at);
            }
            (None, Some(at)) if fits(units, &clusters[at], a) => {
                clusters[at].push(a);
                home[a] = Some(at);
            }
            (Some(x), Some(y))
                if x != y && clusters[y].iter().all(|&unit| fits(units, &clusters[x], unit)) =>
            {
                let moved = std::mem::take(&mut clusters[y]);
                moved.iter().for_each(|&unit| home[unit] = Some(x));
                clusters[x].extend(moved);
            }
            _ => {}
        }
    }
    let mut found: Vec<Cluster> = clusters
        .into_iter()
        .filter(|members| members.len() > 1)
        .map(|mut members| {
            members.sort_unstable();
            Cluster { score: cohesion(units, &members), units: members }
        })
        .collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.units.cmp(&b.units)));
    found
}

fn fits(units: &Units, cluster: &[usize], unit: usize) -> bool {
    let sum: f32 = cluster.iter().map(|&member| units.alike(member, unit)).sum();
    sum / cluster.len() as f32 >= CORE_MIN
}

/// The mean likeness of a cluster's pairs of different accounts.
fn cohesion(units: &Units, members: &[usize]) -> f32 {
    let (mut sum, mut count) = (0.0, 0);
    for (at, &a) in members.iter().enumerate() {
        for &b in &members[at + 1..] {
            if units.all[a].account != units.all[b].account {
                sum += units.alike(a, b);
                count += 1;
            }
        }
    }
    if count == 0 { 0.0 } else { (sum / count as f32).min(1.0) }
}
