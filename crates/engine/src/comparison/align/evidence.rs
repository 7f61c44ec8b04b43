//! Evidence: what two statements share, and how sure it is by that that they tell the same.
//!
//! The weights are those of a logistic regression on sentence pairs of ECB+'s training topics (positive: two events in
//! common), rounded. Words and their meaning propose; other numbers, other days and another doer take away.

use crate::document::Days;
use crate::words::Term;

use super::{Act, Content};

/// What two statements share. Counts are of the sentences around them, the rest of the statements.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    /// The share of its weight that the statement with less in common has in common, 0 to 1.
    words: f32,
    /// How alike their common words are in what they mean together, about 0 to 1.
    sense: f32,
    /// How many terms the sentences share, up to eight.
    sentence_words: f32,
    /// How many acts the sentences share, up to five.
    acts: f32,
    /// 1 if the same is done to the same, less for acts that are only alike.
    done_to_same: f32,
    /// 1 if the same, and nothing common, is done by the same.
    same_doer: f32,
    /// 1 if the same is done by others, less for acts that are only alike.
    other_doer: f32,
    /// 1 if both have numbers and none in common.
    other_numbers: f32,
    /// 1 if both have days and none in common.
    other_days: f32,
}

/// Two acts are compared by who does them when they are so alike.
const SAME_ACT_MIN: f32 = 0.45;
/// An act so rare in the news tells much when it is done by the same ("resigned"); "said" and "went" do not.
const TELLING_ACT_MIN: f32 = 3.0;

impl Evidence {
    /// Of two statements in their sentences, or of two sentences in themselves.
    pub(super) fn of(a: &Content, b: &Content, sentences: (&Content, &Content)) -> Evidence {
        let (own, theirs, _) = shared(&a.vector, &b.vector);
        let Roles { done_to_same, same_doer, other_doer } = roles(&a.acts, &b.acts);
        Evidence {
            words: own.min(theirs),
            sense: a.sense.alike(&b.sense),
            sentence_words: shared(&sentences.0.vector, &sentences.1.vector).2.min(8.0),
            acts: acts_shared(sentences.0, sentences.1),
            done_to_same,
            same_doer,
            other_doer,
            other_numbers: apart(&a.numbers, &b.numbers, |x, y| x == y),
            other_days: apart(&a.days, &b.days, meet),
        }
    }

    /// Whether an act of one is told in the other, in the same words or in words that mean much the same.
    pub(super) fn one_act(a: &Content, b: &Content) -> bool {
        let near = || a.acts.iter().any(|x| b.acts.iter().any(|y| x.alike(y) >= SAME_ACT_MIN));
        a.acts_as(b) || b.acts_as(a) || near()
    }

    /// How sure it is that both tell the same, 0 to 1.
    pub(super) fn sure(&self) -> f32 {
        let sum = 2.0 * self.words
            + 1.15 * self.sense
            + 0.14 * self.sentence_words
            + 0.45 * self.acts
            + 0.6 * self.done_to_same
            + 0.8 * self.same_doer
            - 0.3 * self.other_doer
            - 0.5 * self.other_numbers
            - 0.9 * self.other_days
            - 2.9;
        1.0 / (1.0 + libm::expf(-sum))
    }
}

/// Whether both have numbers, or days, and none in common.
pub(super) fn numbers_differ(a: &Content, b: &Content) -> bool {
    apart(&a.numbers, &b.numbers, |x, y| x == y) > 0.0 || apart(&a.days, &b.days, meet) > 0.0
}

fn meet(x: &Days, y: &Days) -> bool {
    x.first <= y.last && y.first <= x.last
}

/// 1 if both sides have something and nothing of it is the same.
fn apart<T>(a: &[T], b: &[T], same: impl Fn(&T, &T) -> bool) -> f32 {
    let some = !a.is_empty() && !b.is_empty();
    f32::from(u8::from(some && !a.iter().any(|x| b.iter().any(|y| same(x, y)))))
}

/// The share of the weight of each of two vectors that the other one has too, and how many terms they share.
fn shared(a: &[(Term, f32)], b: &[(Term, f32)]) -> (f32, f32, f32) {
    let (mut at, mut own, mut theirs, mut count) = (0, 0.0, 0.0, 0.0);
    for &(term, weight) in a {
        while at < b.len() && b[at].0 < term {
            at += 1;
        }
        if at < b.len() && b[at].0 == term {
            own += weight * weight;
            theirs += b[at].1 * b[at].1;
            count += 1.0;
        }
    }
    (own, theirs, count)
}

/// How many acts of either sentence are told in the other, as a verb or a noun of the same meaning, each once.
fn acts_shared(s: &Content, t: &Content) -> f32 {
    let told = |act: &Term, of: &Content| of.vector.binary_search_by_key(act, |word| word.0).is_ok();
    let own = s.verbs.iter().filter(|act| told(act, t)).count();
    let theirs = t.verbs.iter().filter(|act| s.verbs.binary_search(act).is_err() && told(act, s)).count();
    ((own + theirs) as f32).min(5.0)
}

/// How alike the acts are that are done to the same, by the same, and by others.
#[derive(Clone, Copy, Debug, Default)]
struct Roles {
    done_to_same: f32,
    same_doer: f32,
    other_doer: f32,
}

fn roles(a: &[Act], b: &[Act]) -> Roles {
    let mut roles = Roles::default();
    for x in a {
        for y in b {
            let alike = x.alike(y);
            if alike < SAME_ACT_MIN {
                continue;
            }
            if x.done_to.is_some() && x.done_to == y.done_to {
                roles.done_to_same = roles.done_to_same.max(alike);
            }
            if x.is_by_doer_of(y) {
                if alike == 1.0 && x.rarity.min(y.rarity) >= TELLING_ACT_MIN {
                    roles.same_doer = 1.0;
                }
            } else if x.doer.is_some() && y.doer.is_some() {
                roles.other_doer = roles.other_doer.max(alike);
            }
        }
    }
    roles
}

impl Act {
    /// Whether both are done by the same: by one name, or one noun beside it.
    fn is_by_doer_of(&self, other: &Act) -> bool {
        let called = |act: &Act, term: Option<Term>| term.is_some() && (act.doer == term || act.also == term);
        called(other, self.doer) || called(other, self.also)
    }

    /// How alike two acts are: 1 for the same verb or one of the same meaning.
    fn alike(&self, other: &Act) -> f32 {
        if self.verb == other.verb {
            return 1.0;
        }
        self.meaning.zip(other.meaning).map_or(0.0, |(own, theirs)| own.alike(theirs))
    }
}
