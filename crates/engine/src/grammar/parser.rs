//! Dependencies: a greedy parser, from the first token of a sentence to its last, in linear time.
//!
//! The arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011): tokens are shifted from the sentence to a
//! stack; the token on top of the stack is taken off as a dependent of the next token of the sentence, or of the token
//! below it. A linear model chooses each transition from what stands around. What is left last is the root.

use std::ops::Range;

use super::atoms::Atom;
use super::model::{CLASSES_MAX, Feature, Model, Scores, one, three, two};
use super::{Grammar, Relation, Tag};

/// Parses one sentence of a tagged grammar and writes its heads and relations.
pub fn parse(model: &Model<'_>, atoms: &[Atom], grammar: &mut Grammar, sentence: Range<usize>) {
    let view = View { atoms: &atoms[sentence.clone()], tags: &grammar.tags[sentence.clone()] };
    let mut state = State::new(sentence.len());
    let mut features = Vec::with_capacity(FEATURES);
    while !state.is_done() {
        features.clear();
        extract(&state, view, &mut features);
        let mut scores: Scores = [0; CLASSES_MAX];
        model.score(&features, &mut scores);
        state.apply(best_allowed(&state, |class| scores[class]));
    }
    for (offset, token) in sentence.clone().enumerate() {
        let head = state.heads[offset];
        grammar.heads[token] = (if head == NONE { token } else { sentence.start + head as usize }) as u32;
        grammar.relations[token] = if head == NONE { Relation::Root } else { state.relations[offset] };
    }
}

/// The tokens of one sentence as the parser sees them.
#[derive(Clone, Copy, Debug)]
pub struct View<'s> {
    /// Their atoms.
    pub atoms: &'s [Atom],
    /// Their tags.
    pub tags: &'s [Tag],
}

/// A step of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transition {
    /// The next token goes onto the stack.
    Shift,
    /// The top of the stack depends on the next token.
    Left(Relation),
    /// The top of the stack depends on the token below it.
    Right(Relation),
}

impl Transition {
    /// How many transitions there are.
    pub const COUNT: usize = 1 + 2 * Relation::COUNT;

    /// The transition with this number.
    #[must_use]
    pub fn numbered(number: usize) -> Transition {
        match number.checked_sub(1) {
            None => Transition::Shift,
            Some(arc) if arc < Relation::COUNT => Transition::Left(Relation::numbered(arc)),
            Some(arc) => Transition::Right(Relation::numbered(arc - Relation::COUNT)),
        }
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> usize {
        match self {
            Transition::Shift => 0,
            Transition::Left(relation) => 1 + relation as usize,
            Transition::Right(relation) => 1 + Relation::COUNT + relation as usize,
        }
    }
}

/// The allowed transition with the highest score; the first of equal ones.
pub fn best_allowed<S: PartialOrd + Copy>(state: &State, score: impl Fn(usize) -> S) -> Transition {
    let (shift, left, right) = (state.can_shift(), state.can_left(), state.can_right());
    let mut best: Option<(usize, S)> = shift.then(|| (0, score(0)));
    let arcs = Relation::COUNT;
    for (allowed, from) in [(left, 1), (right, 1 + arcs)] {
        if !allowed {
            continue;
        }
        for class in from..from + arcs {
            let value = score(class);
            if best.is_none_or(|(_, top)| value > top) {
                best = Some((class, value));
            }
        }
    }
    Transition::numbered(best.map_or(0, |(class, _)| class))
}

/// No token.
pub const NONE: u32 = u32::MAX;

/// How far the parser has come; tokens are counted within the sentence.
#[derive(Clone, Debug)]
pub struct State {
    /// Tokens that wait for a head.
    pub stack: Vec<u32>,
    /// The next token of the sentence.
    pub next: u32,
    /// How many tokens there are.
    pub length: u32,
    /// Heads so far; [`NONE`] for tokens without.
    pub heads: Vec<u32>,
    /// Relations so far.
    pub relations: Vec<Relation>,
    children: Vec<Children>,
}

/// The outermost dependents of a token on each side, the outer first, and what relations all have.
#[derive(Clone, Copy, Debug)]
struct Children {
    left: [u32; 2],
    right: [u32; 2],
    /// One bit for each relation.
    left_kinds: u64,
    right_kinds: u64,
}

const CHILDLESS: Children = Children { left: [NONE; 2], right: [NONE; 2], left_kinds: 0, right_kinds: 0 };

impl State {
    /// The beginning of a sentence.
    #[must_use]
    pub fn new(length: usize) -> State {
        State {
            stack: Vec::with_capacity(32),
            next: 0,
            length: length as u32,
            heads: vec![NONE; length],
            relations: vec![Relation::Unknown; length],
            children: vec![CHILDLESS; length],
        }
    }

    /// Whether one token is left, the root.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.next == self.length && self.stack.len() <= 1
    }

    /// Whether a token is left to shift.
    #[must_use]
    pub fn can_shift(&self) -> bool {
        self.next < self.length
    }

    /// Whether the top of the stack can depend on the next token.
    #[must_use]
    pub fn can_left(&self) -> bool {
        self.next < self.length && !self.stack.is_empty()
    }

    /// Whether the top of the stack can depend on the token below it.
    #[must_use]
    pub fn can_right(&self) -> bool {
        self.stack.len() >= 2
    }

    /// The token at `depth` from the top of the stack.
    #[must_use]
    pub fn stacked(&self, depth: usize) -> u32 {
        self.stack.len().checked_sub(depth + 1).map_or(NONE, |at| self.stack[at])
    }

    /// Takes a step; one that is not allowed shifts if it can and does nothing else.
    pub fn apply(&mut self, transition: Transition) {
        match transition {
            Transition::Left(relation) if self.can_left() => self.attach(self.next, relation),
            Transition::Right(relation) if self.can_right() => self.attach(self.stacked(1), relation),
            _ if self.can_shift() => {
                self.stack.push(self.next);
                self.next += 1;
            }
            _ => {}
        }
    }

    /// Takes the top off the stack as a dependent of `head`.
    fn attach(&mut self, head: u32, relation: Relation) {
        let Some(token) = self.stack.pop() else { return };
        self.heads[token as usize] = head;
        self.relations[token as usize] = relation;
        let children = &mut self.children[head as usize];
        let kind = 1 << relation as u32;
        if token < head {
            children.left = [token, children.left[0]];
            children.left_kinds |= kind;
        } else {
            children.right = [token, children.right[0]];
            children.right_kinds |= kind;
        }
    }

    fn children(&self, token: u32) -> Children {
        self.children.get(token as usize).copied().unwrap_or(CHILDLESS)
    }

    fn relation(&self, token: u32) -> u32 {
        self.relations.get(token as usize).map_or(99, |&relation| relation as u32)
    }
}

/// About how many features a state has.
pub const FEATURES: usize = 96;

/// Appends the features of a state.
pub fn extract(state: &State, view: View<'_>, out: &mut Vec<Feature>) {
    let nothing = Atom::default();
    let atom = |token: u32| view.atoms.get(token as usize).unwrap_or(&nothing);
    let tag = |token: u32| view.tags.get(token as usize).map_or(99, |&tag| tag as u32);
    let ahead = |by: u32| if state.next + by < state.length { state.next + by } else { NONE };
    let (i2, i1, i0) = (state.stacked(2), state.stacked(1), state.stacked(0));
    let (j0, j1, j2) = (ahead(0), ahead(1), ahead(2));
    let (s0, s1, n0, n1) = (atom(i0), atom(i1), atom(j0), atom(j1));
    let (ts0, ts1, ts2) = (tag(i0), tag(i1), tag(i2));
    let (tn0, tn1, tn2) = (tag(j0), tag(j1), tag(j2));
    let (c0, c1, d0) = (state.children(i0), state.children(i1), state.children(j0));
    let (near, below) = (distance(i0, j0), distance(i1, i0));
    let (k0, k1) = (fold(c0.left_kinds, c0.right_kinds), fold(c1.left_kinds, c1.right_kinds));
    let m0 = fold(d0.left_kinds, 0);
    let top = pair(ts0, tn0);
    let stack = pair(ts1, ts0);
    out.extend([
        one(0, 0),
        // single tokens
        one(1, s0.lower),
        one(2, ts0),
        two(3, s0.lower, ts0),
        two(4, s0.class, ts0),
        one(5, n0.lower),
        one(6, tn0),
        two(7, n0.lower, tn0),
        two(8, n0.class, tn0),
        one(9, s1.lower),
        one(10, ts1),
        two(11, s1.lower, ts1),
        two(12, s1.class, ts1),
        two(13, n1.lower, tn1),
        two(14, n1.class, tn1),
        two(15, atom(j2).class, tn2),
        two(16, atom(i2).class, ts2),
        // the top of the stack and the next token
        one(20, top),
        two(21, s0.lower, n0.lower),
        two(22, s0.lower, tn0),
        two(23, ts0, n0.lower),
        three(24, s0.class, n0.class, top),
        two(25, s0.class, tn0),
        two(26, ts0, n0.class),
        two(27, s0.group, n0.group),
        two(28, top, near),
        two(29, s0.lower, near),
        two(30, n0.lower, near),
        // the two upper tokens of the stack
        one(31, stack),
        two(32, s1.lower, s0.lower),
        two(33, s1.lower, ts0),
        two(34, ts1, s0.lower),
        three(35, s1.class, s0.class, stack),
        two(36, s1.class, ts0),
        two(37, ts1, s0.class),
        two(38, s1.group, s0.group),
        two(39, stack, below),
        // more of them
        two(40, ts1, tn0),
        two(41, s1.lower, n0.lower),
        two(42, s1.class, n0.class),
        two(43, pair(tn0, tn1), ts0),
        three(44, pair(tn0, tn1), n0.class, n1.group),
        two(45, stack, tn0),
        two(46, pair(ts2, ts1), ts0),
        three(47, ts0, pair(tn0, tn1), tn2),
        three(48, stack, pair(tn0, tn1), 0),
        three(49, s1.group, s0.group, n0.group),
        three(50, s0.group, n0.group, n1.group),
        three(51, s1.lower, s0.lower, n0.lower),
        three(52, stack, n0.lower, 0),
        three(53, s1.lower, ts0, tn0),
        three(54, ts1, s0.lower, tn0),
        // dependents
        three(60, top, tag(d0.left[0]), state.relation(d0.left[0])),
        three(61, top, tag(c0.left[0]), state.relation(c0.left[0])),
        three(62, top, tag(c0.right[0]), state.relation(c0.right[0])),
        three(63, stack, tag(c1.right[0]), state.relation(c1.right[0])),
        three(64, stack, tag(c1.left[0]), state.relation(c1.left[0])),
        three(65, stack, tag(c0.left[0]), state.relation(c0.left[0])),
        three(66, stack, tag(c0.right[0]), state.relation(c0.right[0])),
        two(67, s0.lower, atom(c0.left[0]).lower),
        two(68, n0.lower, atom(d0.left[0]).lower),
        three(69, s1.lower, atom(c0.left[0]).lower, ts0),
        two(70, atom(c0.left[0]).lower, n0.lower),
        two(71, s1.lower, atom(c1.right[0]).lower),
        // what kinds of dependents there are already
        two(72, ts0, k0),
        two(73, ts1, k1),
        two(74, tn0, m0),
        three(75, top, k0, 0),
        three(76, top, m0, 0),
        three(77, stack, k1, 0),
        three(78, stack, k0, 0),
        three(79, stack, k0, k1),
        three(80, top, k0, m0),
        three(81, s1.lower, k1, ts0),
        three(82, s0.lower, k0, tn0),
        two(83, s0.lower, k0),
        three(84, s1.class, k1, s0.class),
        three(85, pair(state.relation(c0.left[0]), state.relation(c0.left[1])), ts0, tn0),
        three(86, pair(state.relation(c1.right[0]), state.relation(c1.right[1])), stack, 0),
        three(87, atom(c0.left[0]).lower, s0.class, s1.class),
        three(88, stack, tn0, k0),
        three(89, stack, tn0, k1),
    ]);
}

/// How far apart two tokens stand, in steps; 0 when one is missing.
fn distance(a: u32, b: u32) -> u32 {
    if a == NONE || b == NONE {
        return 0;
    }
    match b.abs_diff(a) {
        near @ 0..=4 => near,
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

fn pair(a: u32, b: u32) -> u32 {
    a * 256 + b
}

fn fold(left: u64, right: u64) -> u32 {
    let mixed = left.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ right.wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    (mixed >> 32) as u32 ^ mixed as u32
}
