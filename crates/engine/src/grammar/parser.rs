//! Dependencies: a greedy parser, from the first token of a sentence to its last, in linear time.
//!
//! The arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011): tokens are shifted from the sentence to a
//! stack; the token on top of the stack is taken off as a dependent of the next token of the sentence, or of the token
//! below it. A linear model chooses each transition from what stands around. What is left last is the root.

use std::ops::Range;

use super::atoms::Atom;
use super::model::{CLASSES_MAX, Feature, Model, Scores, Triple, best, one, three, two};
use super::{Grammar, Relation, Tag};

/// What the parser learned: which step to take, and how to name the arc that it makes.
#[derive(Clone, Copy, Debug)]
pub struct Parser<'m> {
    /// Chooses steps.
    pub steps: Triple<'m>,
    /// Names arcs.
    pub names: Model<'m>,
}

/// Parses one sentence of a tagged grammar and writes its heads and relations.
pub fn parse(parser: &Parser<'_>, atoms: &[Atom], grammar: &mut Grammar, sentence: Range<usize>) {
    let view = View { atoms: &atoms[sentence.clone()], tags: &grammar.tags[sentence.clone()] };
    let state = run(parser, view);
    for (offset, token) in sentence.clone().enumerate() {
        let head = state.heads[offset];
        grammar.heads[token] = (if head == NONE { token } else { sentence.start + head as usize }) as u32;
        grammar.relations[token] = if head == NONE { Relation::Root } else { state.relations[offset] };
    }
}

/// Parses one sentence to the end.
#[must_use]
pub fn run(parser: &Parser<'_>, view: View<'_>) -> State {
    let mut state = State::new(view.tags.len());
    let mut features = Vec::with_capacity(FEATURES);
    while !state.is_done() {
        let step = state.forced().unwrap_or_else(|| {
            features.clear();
            extract(&state, view, &mut features);
            let scores = parser.steps.score(&features);
            best_allowed(&state, |step| scores[step as usize])
        });
        let Some(head) = state.head_of_top(step) else {
            state.shift();
            continue;
        };
        let relation = certain(view.tags[state.stacked(0) as usize]).unwrap_or_else(|| {
            features.clear();
            extract_arc(&state, view, head, &mut features);
            let mut scores: Scores = [0; CLASSES_MAX];
            parser.names.score(&features, &mut scores);
            Relation::numbered(best(&scores, Relation::COUNT))
        });
        state.attach(head, relation);
    }
    state
}

/// What a token with this tag is to its head, wherever that stands, if the tag alone tells it.
fn certain(tag: Tag) -> Option<Relation> {
    match tag {
        Tag::Comma
        | Tag::Stop
        | Tag::Colon
        | Tag::Hyph
        | Tag::LeftBracket
        | Tag::RightBracket
        | Tag::OpenQuote
        | Tag::CloseQuote => Some(Relation::Punct),
        Tag::PrpS => Some(Relation::NmodPoss),
        Tag::Pos => Some(Relation::Case),
        _ => None,
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
pub enum Step {
    /// The next token goes onto the stack.
    Shift,
    /// The top of the stack depends on the next token.
    Left,
    /// The top of the stack depends on the token below it.
    Right,
}

/// The allowed step with the highest score; the first of equal ones.
pub fn best_allowed<S: PartialOrd>(state: &State, score: impl Fn(Step) -> S) -> Step {
    let mut best: Option<(Step, S)> = None;
    for step in [Step::Shift, Step::Left, Step::Right] {
        if state.allows(step) {
            let value = score(step);
            if best.as_ref().is_none_or(|(_, top)| value > *top) {
                best = Some((step, value));
            }
        }
    }
    best.map_or(Step::Shift, |(step, _)| step)
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

    /// The step that is left where only one can be taken.
    fn forced(&self) -> Option<Step> {
        match (self.next < self.length, self.stack.len()) {
            (true, 0) => Some(Step::Shift),
            (false, _) => Some(Step::Right),
            _ => None,
        }
    }

    /// Whether a step can be taken.
    #[must_use]
    pub fn allows(&self, step: Step) -> bool {
        match step {
            Step::Shift => self.next < self.length,
            Step::Left => self.next < self.length && !self.stack.is_empty(),
            Step::Right => self.stack.len() >= 2,
        }
    }

    /// The head that a step gives to the top of the stack; `None` for a shift.
    #[must_use]
    pub fn head_of_top(&self, step: Step) -> Option<u32> {
        match step {
            Step::Shift => None,
            Step::Left => Some(self.next),
            Step::Right => Some(self.stacked(1)),
        }
    }

    /// The token at `depth` from the top of the stack.
    #[must_use]
    pub fn stacked(&self, depth: usize) -> u32 {
        self.stack.len().checked_sub(depth + 1).map_or(NONE, |at| self.stack[at])
    }

    /// Moves the next token onto the stack, if there is one.
    pub fn shift(&mut self) {
        if self.next < self.length {
            self.stack.push(self.next);
            self.next += 1;
        }
    }

    /// Takes the top off the stack as a dependent of `head`.
    pub fn attach(&mut self, head: u32, relation: Relation) {
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

/// Appends the features of an arc from `head` to the top of the stack, whose dependents are complete.
pub fn extract_arc(state: &State, view: View<'_>, head: u32, out: &mut Vec<Feature>) {
    let nothing = Atom::default();
    let atom = |token: u32| view.atoms.get(token as usize).unwrap_or(&nothing);
    let tag = |token: u32| view.tags.get(token as usize).map_or(99, |&tag| tag as u32);
    let top = state.stacked(0);
    let (d, h) = (atom(top), atom(head));
    let (td, th) = (tag(top), tag(head));
    let (cd, ch) = (state.children(top), state.children(head));
    let side = u32::from(top > head);
    let ends = pair(td, th) * 2 + side;
    let far = distance(top.min(head), top.max(head));
    let kd = fold(cd.left_kinds, cd.right_kinds);
    let kh = fold(ch.left_kinds, ch.right_kinds);
    let marker = cd.left[1];
    let marker = if marker == NONE { cd.left[0] } else { marker };
    let (before, after) = (top.wrapping_sub(1), top + 1);
    out.extend([
        one(100, side),
        one(101, ends),
        two(102, ends, far),
        two(103, d.lower, side),
        two(104, h.lower, side),
        two(105, d.lower, ends),
        two(106, h.lower, ends),
        three(107, d.lower, h.lower, side),
        two(108, d.class, ends),
        two(109, h.class, ends),
        three(110, d.class, h.class, side),
        three(111, d.group, h.group, ends),
        three(112, d.lower_class, h.group, side),
        two(113, ends, kd),
        two(114, ends, kh),
        three(115, ends, kd, kh),
        three(116, h.lower, kh, side),
        three(117, d.lower, kd, side),
        three(118, h.lower, atom(cd.left[0]).lower, side),
        three(119, ends, atom(cd.left[0]).lower, far),
        three(120, atom(cd.left[0]).lower, d.class, side),
        three(121, atom(cd.left[0]).lower, d.lower, side),
        three(122, h.class, atom(cd.left[0]).lower, kd),
        three(123, ends, atom(marker).lower, 0),
        two(124, ends, tag(before)),
        two(125, ends, tag(after)),
        three(126, ends, atom(before).lower, 0),
        three(127, ends, atom(after).lower, 0),
        three(128, ends, tag(head.wrapping_sub(1)), tag(head + 1)),
        three(129, ends, tag(before), tag(after)),
        three(130, ends, state.relation(ch.left[0]), state.relation(ch.right[0])),
        three(131, ends, state.relation(cd.left[0]), state.relation(cd.right[0])),
        three(132, h.class, kh, ends),
        three(133, d.class, kd, ends),
        three(134, d.shape, ends, 0),
        three(135, d.suffix3, ends, 0),
        three(136, tag(state.stacked(1)), tag(state.next), ends),
        three(137, h.class, d.group, kd),
        three(138, h.lower, d.group, kd),
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
