//! Links: which utterances of the accounts are one.

use rustc_hash::FxHashMap;

use crate::document::Form;
use crate::words::Term;

use super::utterances::{Utterance, Who};

/// How two speakers stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Speakers {
    /// One and the same.
    Same,
    /// One may speak for the other: two offices, companies or countries.
    Possible,
    /// One of them has no name, or is a person and the other is none.
    Doubtful,
    /// Two people.
    Strangers,
}

/// What is left of the likeness of two reports that do not begin with one act, when the surest pairs are joined first.
const OTHER_ACT: f32 = 0.8;
/// How sure it is that quotations of one speaker are one which share a sentence and go on with others.
const SENTENCE: f32 = 0.55;
/// So many members of a group are compared with those of another.
const MEMBERS_MAX: usize = 12;
/// A term in more utterances than this proposes no pairs.
const POSTINGS_MAX: usize = 64;

/// Pairs of utterances that are one, surest first.
pub(super) fn find(utterances: &[Utterance]) -> Vec<(f32, usize, usize)> {
    let mut index: FxHashMap<Term, Vec<usize>> = FxHashMap::default();
    let mut links = Vec::new();
    let mut seen = vec![usize::MAX; utterances.len()];
    for (at, utterance) in utterances.iter().enumerate() {
        for term in &utterance.keys {
            let holders = index.entry(*term).or_default();
            for &earlier in holders.iter().filter(|_| holders.len() <= POSTINGS_MAX) {
                if seen[earlier] != at {
                    seen[earlier] = at;
                    if let Some(score) = one(&utterances[earlier], utterance) {
                        links.push((score, earlier, at));
                    }
                }
            }
            holders.push(at);
        }
    }
    links.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    links
}

/// How sure it is that two utterances are one; `None` when it is not.
fn one(a: &Utterance, b: &Utterance) -> Option<f32> {
    let speakers = speakers(a, b);
    if a.form == Form::Indirect || b.form == Form::Indirect {
        return reported(a, b, speakers);
    }
    let common = a.wording.common(&b.wording);
    let shorter = a.wording.words().min(b.wording.words());
    let share = common as f32 / shorter.max(1) as f32;
    let enough = match shorter {
        0 | 1 => false,
        2..=4 => share > 0.99 && (speakers == Speakers::Same || a.speaker.is_none() || b.speaker.is_none()),
        5..=9 => share >= 0.75,
        _ => share >= 0.6,
    };
    let sure = speakers != Speakers::Strangers || (shorter >= 8 && share >= 0.85);
    if speakers == Speakers::Same && !enough && a.wording.shares_sentence(&b.wording) {
        return Some(SENTENCE);
    }
    (enough && sure).then_some(share)
}

/// Two utterances one of which is reported, in the outlet's tense and person: told by their content words.
fn reported(a: &Utterance, b: &Utterance, speakers: Speakers) -> Option<f32> {
    const SHARED_MIN: usize = 3;
    const REPEATED_MIN: f32 = 0.6;
    if speakers == Speakers::Same && a.repeats(b) {
        return Some(REPEATED_MIN);
    }
    let (likeness, shared) = likeness(&a.content, &b.content);
    if matches!(speakers, Speakers::Same | Speakers::Possible) && echoes(a, b, likeness) {
        return Some(likeness);
    }
    if a.is_clause != b.is_clause {
        return None;
    }
    let (needed, words) = match speakers {
        Speakers::Same => (0.5, SHARED_MIN),
        Speakers::Possible => (0.55, SHARED_MIN + 1),
        Speakers::Doubtful => (0.8, SHARED_MIN + 1),
        Speakers::Strangers => return None,
    };
    let same_act = a.act.is_some() && a.act == b.act;
    let score = if same_act { likeness } else { likeness * OTHER_ACT };
    (shared >= words && likeness >= needed).then_some(score)
}

/// Whether the few words that one report puts in quotation marks stand in the other's, and what is said around them is
/// alike.
fn echoes(a: &Utterance, b: &Utterance, likeness: f32) -> bool {
    const LIKENESS_MIN: f32 = 0.3;
    let held = |one: &Utterance, other: &Utterance| {
        other.form != Form::Indirect && one.fragments.iter().any(|fragment| other.wording.holds(fragment))
    };
    likeness >= LIKENESS_MIN && (held(a, b) || held(b, a))
}

/// How much two bags of content words have in common, 0 to 1, and how many words that are: the cosine, raised where
/// the shorter one is almost whole inside the longer one.
fn likeness(a: &[(Term, f32)], b: &[(Term, f32)]) -> (f32, usize) {
    let square = |words: &[(Term, f32)]| words.iter().map(|(_, weight)| weight * weight).sum::<f32>();
    let (mut shared, mut count) = (0.0, 0);
    for (term, weight) in a {
        if let Ok(at) = b.binary_search_by_key(term, |word| word.0) {
            let weight = weight.min(b[at].1);
            shared += weight * weight;
            count += 1;
        }
    }
    let (a, b) = (square(a).max(f32::MIN_POSITIVE), square(b).max(f32::MIN_POSITIVE));
    (0.6 * shared / (a.sqrt() * b.sqrt()) + 0.4 * shared / a.min(b), count)
}

/// How the speakers of two utterances stand to each other.
fn speakers(a: &Utterance, b: &Utterance) -> Speakers {
    let (Some(x), Some(y)) = (&a.speaker, &b.speaker) else { return Speakers::Doubtful };
    if x == y || kin(x, y) || is_one_house(a.houses, x, y) {
        return Speakers::Same;
    }
    match (a.who, b.who) {
        (Who::Person, Who::Person) => Speakers::Strangers,
        (Who::Body, Who::Body) => Speakers::Possible,
        (Who::Unnamed, Who::Body) if is_bare(x) => Speakers::Possible,
        (Who::Body, Who::Unnamed) if is_bare(y) => Speakers::Possible,
        _ => Speakers::Doubtful,
    }
}

/// Whether two utterances have one speaker, as far as their names tell.
pub(super) fn is_of_one(a: &Utterance, b: &Utterance) -> bool {
    speakers(a, b) == Speakers::Same
}

/// Whether words for somebody without a name tell nothing of whose he is: "officials", not "officials of the union".
fn is_bare(words: &str) -> bool {
    let words = words.split_whitespace().filter(|word| !matches!(*word, "the" | "The" | "a" | "A"));
    words.count() == 1
}

/// Whether two names are those of one government or ministry: "the White House" speaks for "the administration".
fn is_one_house(houses: &[&[&str]], a: &str, b: &str) -> bool {
    let bare = |name: &str| {
        let lower = name.to_lowercase();
        lower.strip_prefix("the ").map_or(lower.clone(), str::to_owned)
    };
    let (a, b) = (bare(a), bare(b));
    houses.iter().any(|row| row.contains(&a.as_str()) && row.contains(&b.as_str()))
}

/// Whether one name's words are all words of the other: "British government", "a British government spokeswoman".
fn kin(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        name.split_whitespace()
            .map(str::to_lowercase)
            .filter(|word| !matches!(word.as_str(), "the" | "a" | "an"))
            .collect()
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && short.iter().all(|word| long.contains(word))
}

/// Whether two groups may be joined: not where each has a person with a name and no name is in both, nor where the
/// reported ones among them are unlike the others on the whole.
pub(super) fn may_join(utterances: &[Utterance], a: &[usize], b: &[usize]) -> bool {
    people_agree(utterances, a, b) && fits(utterances, a, b) && once_each(utterances, a, b)
}

/// Whether no account reports two things in the two groups: an account that reports twice, in other words, reports
/// two remarks.
fn once_each(utterances: &[Utterance], a: &[usize], b: &[usize]) -> bool {
    const AGAIN_MIN: f32 = 0.65;
    a.iter().take(MEMBERS_MAX).all(|&x| {
        b.iter().take(MEMBERS_MAX).all(|&y| {
            let (x, y) = (&utterances[x], &utterances[y]);
            x.place.account != y.place.account
                || x.form != Form::Indirect
                || y.form != Form::Indirect
                || likeness(&x.content, &y.content).0 >= AGAIN_MIN
        })
    })
}

/// Pairs of utterances with one long wording, the first of somebody without a name and the second of a named person.
pub(super) fn told_by_words(utterances: &[Utterance]) -> Vec<(usize, usize)> {
    let ordered = |(_, a, b): (f32, usize, usize)| {
        let named = |at: usize| utterances[at].who == Who::Person;
        let unnamed = |at: usize| utterances[at].is_only_described();
        match (unnamed(a) && named(b), named(a) && unnamed(b)) {
            (true, _) => Some((a, b)),
            (_, true) => Some((b, a)),
            _ => None,
        }
    };
    let pairs = find(utterances).into_iter().filter_map(ordered);
    pairs.filter(|&(a, b)| is_verbatim(&utterances[a], &utterances[b])).collect()
}

/// Whether two utterances have one long wording: no two remarks do, whatever else is reported beside them.
pub(super) fn is_verbatim(a: &Utterance, b: &Utterance) -> bool {
    const WORDS_MIN: usize = 8;
    const SHARE_MIN: f32 = 0.85;
    if a.form == Form::Indirect || b.form == Form::Indirect {
        return false;
    }
    let shorter = a.wording.words().min(b.wording.words());
    shorter >= WORDS_MIN && a.wording.common(&b.wording) as f32 >= SHARE_MIN * shorter as f32
}

/// The mean likeness of the pairs of two groups in which one is reported. One report may cover a part of what was said
/// at length, and another another part, so groups that share a long wording fit.
fn fits(utterances: &[Utterance], a: &[usize], b: &[usize]) -> bool {
    const MEAN_MIN: f32 = 0.48;
    let pairs = || a.iter().take(MEMBERS_MAX).flat_map(|&x| b.iter().take(MEMBERS_MAX).map(move |&y| (x, y)));
    let (mut sum, mut count) = (0.0, 0);
    for (x, y) in pairs() {
        let (x, y) = (&utterances[x], &utterances[y]);
        if x.form == Form::Indirect || y.form == Form::Indirect {
            sum += if x.repeats(y) { 1.0 } else { likeness(&x.content, &y.content).0 };
            count += 1;
        }
    }
    let fits = |(x, y): (usize, usize)| {
        let (x, y) = (&utterances[x], &utterances[y]);
        is_verbatim(x, y) || echoes(x, y, likeness(&x.content, &y.content).0)
    };
    count == 0 || sum / count as f32 >= MEAN_MIN || pairs().any(fits)
}

fn people_agree(utterances: &[Utterance], a: &[usize], b: &[usize]) -> bool {
    let names = |group: &[usize]| -> Vec<&String> {
        let people = group.iter().map(|&at| &utterances[at]).filter(|one| one.who == Who::Person);
        people.filter_map(|one| one.speaker.as_ref()).collect()
    };
    let (a_names, b_names) = (names(a), names(b));
    let long = |group: &[usize]| {
        group.iter().any(|&at| utterances[at].wording.words() >= 8 && utterances[at].form != Form::Indirect)
    };
    a_names.is_empty()
        || b_names.is_empty()
        || a_names.iter().any(|name| b_names.contains(name))
        || (long(a) && long(b))
}
