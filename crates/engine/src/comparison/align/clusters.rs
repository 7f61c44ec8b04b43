//! Clusters: statements of different accounts that state the same thing.
//!
//! A long statement states more than one thing. So one that stands in a cluster may stand in a second one, with a
//! statement that no cluster holds yet: that one is not told by its account alone.

use rustc_hash::{FxHashMap, FxHashSet};

use super::evidence::numbers_differ;
use super::{Evidence, Pair, Units};

/// Statements that state the same thing.
#[derive(Clone, Debug)]
pub(in crate::comparison) struct Cluster {
    /// Indices into [`Units::all`], in order.
    pub(in crate::comparison) units: Vec<usize>,
    /// How alike they are on the whole, 0 to 1.
    pub(in crate::comparison) score: f32,
    /// Whether one of its statements stands in a surer cluster, too.
    pub(in crate::comparison) again: bool,
}

/// Two statements are said to state the same when it is so sure.
const SURE_MIN: f32 = 0.46;
/// And when it is so sure, where they share no act, only those who act.
const OTHER_ACT_SURE_MIN: f32 = 0.5;
/// A statement that fits in no cluster stands in a second one only when it is so sure.
const AGAIN_SURE_MIN: f32 = 0.5;
/// Statements in the same words must tell the same so surely.
const SAME_WORDS_SURE_MIN: f32 = 0.4;
/// And when so much of their words is shared.
const ALIKE_MIN: f32 = 0.25;
/// A statement must tell the same as a cluster's other members so surely, on average.
const CORE_MIN: f32 = 0.34;

/// The statements of two accounts or more that state the same thing, most alike first.
pub(in crate::comparison) fn find(units: &Units, pairs: &[Pair]) -> Vec<Cluster> {
    let sure: Vec<Pair> = pairs.iter().copied().filter(|pair| is_sure(units, pair)).collect();
    let mut home: Vec<Option<usize>> = vec![None; units.all.len()];
    let mut clusters: Vec<Vec<usize>> = Vec::new();
    for &Pair { first: a, second: b, .. } in &sure {
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
    clusters.retain(|members| members.len() > 1);
    let again = clusters.len();
    clusters.extend(seconds(units, &sure, &home));
    clusters.extend(in_same_words(units, &clusters));
    let mut found: Vec<Cluster> =
        clusters.into_iter().enumerate().map(|(at, members)| cluster(units, members, at >= again)).collect();
    found.sort_by(|a, b| a.again.cmp(&b.again).then(b.score.total_cmp(&a.score)).then(a.units.cmp(&b.units)));
    found
}

/// Whether a pair states the same thing.
fn is_sure(units: &Units, pair: &Pair) -> bool {
    let (a, b) = (&units.all[pair.first], &units.all[pair.second]);
    let needed = if Evidence::one_act(&a.content, &b.content) { SURE_MIN } else { OTHER_ACT_SURE_MIN };
    pair.sure >= needed && units.alike(pair.first, pair.second) >= ALIKE_MIN && !a.opposes(b)
}

/// Second clusters: each of a statement that stands in a cluster and of statements that stand in none, surest first.
fn seconds(units: &Units, sure: &[Pair], home: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut seconds: Vec<Vec<usize>> = Vec::new();
    let mut of_anchor: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    let mut held: Vec<bool> = home.iter().map(Option::is_some).collect();
    for &Pair { first: a, second: b, .. } in sure.iter().filter(|pair| pair.sure >= AGAIN_SURE_MIN) {
        let (anchor, lone) = match (home[a].is_some(), home[b].is_some()) {
            (true, false) => (a, b),
            (false, true) => (b, a),
            _ => continue,
        };
        if std::mem::replace(&mut held[lone], true) {
            continue;
        }
        let known = of_anchor.entry(anchor).or_default();
        match known.iter().copied().find(|&at| fits(units, &seconds[at], lone)) {
            Some(at) => seconds[at].push(lone),
            None => {
                known.push(seconds.len());
                seconds.push(vec![anchor, lone]);
            }
        }
    }
    seconds
}

/// Clusters of statements that share a wording which is theirs alone, where no other cluster holds them together; each
/// statement in one of them, with members that all share such a wording with it.
fn in_same_words(units: &Units, others: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut homes: Vec<Vec<usize>> = vec![Vec::new(); units.all.len()];
    for (at, members) in others.iter().enumerate() {
        members.iter().for_each(|&unit| homes[unit].push(at));
    }
    let are_new = |&(a, b): &(usize, usize)| {
        let (x, y) = (&units.all[a], &units.all[b]);
        let together = homes[a].iter().any(|home| homes[b].contains(home));
        !together
            && !x.opposes(y)
            && !numbers_differ(&x.content, &y.content)
            && units.sure(a, b) >= SAME_WORDS_SURE_MIN
    };
    let pairs: Vec<(usize, usize)> = units.phrases.pairs(units).into_iter().filter(are_new).collect();
    let known: FxHashSet<(usize, usize)> = pairs.iter().copied().collect();
    let share = |a: usize, b: usize| known.contains(&(a.min(b), a.max(b)));
    let mut home: Vec<Option<usize>> = vec![None; units.all.len()];
    let mut found: Vec<Vec<usize>> = Vec::new();
    for (a, b) in pairs {
        let (at, new) = match (home[a], home[b]) {
            (None, None) => {
                (home[a], home[b]) = (Some(found.len()), Some(found.len()));
                found.push(vec![a, b]);
                continue;
            }
            (Some(at), None) => (at, b),
            (None, Some(at)) => (at, a),
            _ => continue,
        };
        if found[at].iter().all(|&member| share(member, new)) {
            found[at].push(new);
            home[new] = Some(at);
        }
    }
    found
}

fn cluster(units: &Units, mut members: Vec<usize>, again: bool) -> Cluster {
    members.sort_unstable();
    Cluster { score: cohesion(units, &members), units: members, again }
}

fn fits(units: &Units, cluster: &[usize], unit: usize) -> bool {
    if cluster.iter().any(|&member| units.all[member].opposes(&units.all[unit])) {
        return false;
    }
    let sum: f32 = cluster.iter().map(|&member| units.sure(member, unit)).sum();
    sum / cluster.len() as f32 >= CORE_MIN
}

/// The mean likeness of a cluster's pairs of different accounts.
fn cohesion(units: &Units, members: &[usize]) -> f32 {
    let (mut sum, mut count) = (0.0, 0);
    for (at, &a) in members.iter().enumerate() {
        for &b in &members[at + 1..] {
            if units.all[a].account != units.all[b].account {
                sum += units.sure(a, b);
                count += 1;
            }
        }
    }
    if count == 0 { 0.0 } else { (sum / count as f32).min(1.0) }
}
