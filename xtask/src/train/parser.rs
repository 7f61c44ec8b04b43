//! Trains the parser, with a dynamic oracle that also teaches what to do after a mistake (Goldberg and Nivre 2013).

use std::collections::BTreeMap;

use engine::grammar::atoms::{self, Atom};
use engine::grammar::classes::Classes;
use engine::grammar::model::Model;
use engine::grammar::parser::{self, NONE, State, Transition, View};
use engine::grammar::{Grammar, Relation, Tag};

use super::corpus::Tree;
use super::perceptron::{Learner, Shuffle};

const ROUNDS: usize = 8;
const UPDATES_MIN: u32 = 6;
const BITS: u8 = 17;
/// Of ten steps, how many follow the parser rather than the treebank, after the first round.
const EXPLORED: usize = 9;

/// A sentence to learn from.
struct Lesson {
    atoms: Vec<Atom>,
    /// Tags as the tagger gives them to a text that it has not seen.
    tags: Vec<Tag>,
    heads: Vec<u32>,
    relations: Vec<Relation>,
    children: Vec<Vec<u32>>,
}

/// Learns from trees, `tags` being predicted for each of them.
pub(crate) fn learn(trees: &[&Tree], tags: &[Vec<Tag>], classes: &Classes<'_>) -> Vec<u8> {
    let mut lessons: Vec<Lesson> =
        trees.iter().zip(tags).flat_map(|(tree, tags)| lessons(tree, tags, classes)).collect();
    let mut learner = Learner::new(Transition::COUNT, UPDATES_MIN);
    let mut shuffle = Shuffle::default();
    for round in 0..ROUNDS {
        shuffle.shuffle(&mut lessons);
        let (mut right, mut all) = (0, 0);
        for lesson in &lessons {
            let (hits, steps) = teach(lesson, &mut learner, &mut shuffle, round > 0);
            (right, all) = (right + hits, all + steps);
        }
        eprintln!("parser round {round}: {:.4}", right as f64 / all as f64);
    }
    learner.finish(BITS)
}

fn lessons(tree: &Tree, tags: &[Tag], classes: &Classes<'_>) -> Vec<Lesson> {
    let atoms = atoms::of(&tree.text, &tree.gold, classes);
    (0..tree.gold.sentences.len())
        .map(|index| {
            let tokens = tree.gold.sentence(index);
            let mut heads: Vec<u32> = tokens
                .clone()
                .map(|token| tree.gold.head(token).map_or(NONE, |head| (head - tokens.start) as u32))
                .collect();
            project(&mut heads);
            let mut children = vec![Vec::new(); heads.len()];
            for (token, &head) in heads.iter().enumerate().filter(|(_, head)| **head != NONE) {
                children[head as usize].push(token as u32);
            }
            Lesson {
                atoms: atoms[tokens.clone()].to_vec(),
                tags: tags[tokens.clone()].to_vec(),
                relations: tree.gold.relations[tokens].to_vec(),
                heads,
                children,
            }
        })
        .collect()
}

/// Lifts crossing arcs to the next head above until none crosses.
fn project(heads: &mut [u32]) {
    while let Some(token) = shortest_crossing(heads) {
        heads[token] = heads[heads[token] as usize];
    }
}

fn shortest_crossing(heads: &[u32]) -> Option<usize> {
    let under = |mut token: u32, head: u32| {
        while token != NONE && token != head {
            token = heads[token as usize];
        }
        token == head
    };
    (0..heads.len())
        .filter(|&token| heads[token] != NONE)
        .filter(|&token| {
            let (a, b) = (heads[token].min(token as u32), heads[token].max(token as u32));
            heads[heads[token] as usize] != NONE && (a + 1..b).any(|inner| !under(inner, heads[token]))
        })
        .min_by_key(|&token| heads[token].abs_diff(token as u32))
}

/// Goes through one sentence; gives how many steps were right, and all.
fn teach(lesson: &Lesson, learner: &mut Learner, shuffle: &mut Shuffle, explore: bool) -> (usize, usize) {
    let mut state = State::new(lesson.heads.len());
    let view = View { atoms: &lesson.atoms, tags: &lesson.tags };
    let (mut features, mut hits, mut steps) = (Vec::new(), 0, 0);
    while !state.is_done() {
        features.clear();
        parser::extract(&state, view, &mut features);
        let scores = learner.score(&features);
        let chosen = parser::best_allowed(&state, |class| scores[class]);
        let costs = lesson.costs(&state);
        let good = |class: usize| lesson.is_good(&state, &costs, Transition::numbered(class));
        let right = parser::best_allowed(&state, |class| (good(class), scores[class]));
        learner.step();
        steps += 1;
        if good(chosen.number()) {
            hits += 1;
        } else {
            learner.update(&features, right.number(), chosen.number());
        }
        state.apply(if explore && shuffle.below(10) < EXPLORED { chosen } else { right });
    }
    (hits, steps)
}

/// How many arcs of the gold tree each kind of step makes impossible.
struct Costs {
    shift: usize,
    left: usize,
    right: usize,
}

impl Lesson {
    fn costs(&self, state: &State) -> Costs {
        let (top, below, next) = (state.stacked(0), state.stacked(1), state.next);
        let head = |token: u32| self.heads[token as usize];
        let has_next = state.can_shift();
        let mut shift = 0;
        if has_next {
            shift += self.children[next as usize].iter().filter(|child| state.stack.contains(child)).count();
            shift +=
                usize::from(head(next) != NONE && head(next) != top && state.stack.contains(&head(next)));
        }
        let (mut left, mut right) = (0, 0);
        if top != NONE {
            let lost = self.children[top as usize].iter().filter(|&&child| child >= next).count();
            // The root's head stands behind the sentence.
            let ahead = |from: u32| head(top) == NONE || head(top) >= from;
            left = lost
                + usize::from(head(top) != next && (ahead(next) || (below != NONE && head(top) == below)));
            right = lost + usize::from(ahead(next));
        }
        Costs { shift, left, right }
    }

    /// Whether a step costs as little as any that is allowed, and names the arc as the treebank does.
    fn is_good(&self, state: &State, costs: &Costs, transition: Transition) -> bool {
        let allowed = [
            (state.can_shift(), costs.shift),
            (state.can_left(), costs.left),
            (state.can_right(), costs.right),
        ];
        let least = allowed.iter().filter(|(can, _)| *can).map(|&(_, cost)| cost).min().unwrap_or(0);
        let top = state.stacked(0) as usize;
        let named =
            |head: u32, relation: Relation| self.heads[top] != head || self.relations[top] == relation;
        match transition {
            Transition::Shift => costs.shift == least,
            Transition::Left(relation) => costs.left == least && named(state.next, relation),
            Transition::Right(relation) => costs.right == least && named(state.stacked(1), relation),
        }
    }
}

/// How well a parser does on trees with predicted tags.
pub(crate) fn score(trees: &[Tree], tags: &[Vec<Tag>], model: &[u8], classes: &Classes<'_>) -> String {
    let Some(model) = Model::new(model) else { return "no model".to_owned() };
    let (mut sums, mut news) = (Sums::default(), Sums::default());
    for (tree, tags) in trees.iter().zip(tags) {
        let ours = parsed(tree, tags, &model, classes);
        sums.count(tree, &ours);
        if tree.name.contains("_news_") {
            news.count(tree, &ours);
        }
    }
    let mut said = format!("all: {}\nnews: {}\n", sums.said(), news.said());
    for name in [
        "nsubj",
        "nsubj:pass",
        "obj",
        "obl",
        "nmod",
        "ccomp",
        "nummod",
        "compound",
        "appos",
        "flat",
        "amod",
        "conj",
        "advcl",
        "acl:relcl",
        "parataxis",
        "root",
    ] {
        said += &sums.relation(Relation::named(name));
    }
    said
}

fn parsed(tree: &Tree, tags: &[Tag], model: &Model<'_>, classes: &Classes<'_>) -> Grammar {
    let atoms = atoms::of(&tree.text, &tree.gold, classes);
    let mut ours = tree.gold.clone();
    ours.tags = tags.to_vec();
    for index in 0..ours.sentences.len() {
        let sentence = ours.sentence(index);
        parser::parse(model, &atoms, &mut ours, sentence);
    }
    ours
}

#[derive(Default)]
struct Sums {
    all: usize,
    heads: usize,
    both: usize,
    /// Without punctuation.
    words: usize,
    word_heads: usize,
    word_both: usize,
    /// Gold, found, right, by relation.
    relations: BTreeMap<Relation, [usize; 3]>,
}

impl Sums {
    fn count(&mut self, tree: &Tree, ours: &Grammar) {
        for token in 0..ours.len() {
            let head = ours.heads[token] == tree.gold.heads[token];
            let (found, gold) = (ours.relations[token], tree.gold.relations[token]);
            let both = head && found == gold;
            self.all += 1;
            self.heads += usize::from(head);
            self.both += usize::from(both);
            if gold != Relation::Punct {
                self.words += 1;
                self.word_heads += usize::from(head);
                self.word_both += usize::from(both);
            }
            self.relations.entry(gold).or_default()[0] += 1;
            self.relations.entry(found).or_default()[1] += 1;
            self.relations.entry(gold).or_default()[2] += usize::from(both);
        }
    }

    fn said(&self) -> String {
        let rate = |part: usize, whole: usize| part as f64 / whole.max(1) as f64 * 100.0;
        format!(
            "UAS {:.2} LAS {:.2}; without punctuation UAS {:.2} LAS {:.2} ({} tokens)",
            rate(self.heads, self.all),
            rate(self.both, self.all),
            rate(self.word_heads, self.words),
            rate(self.word_both, self.words),
            self.all
        )
    }

    fn relation(&self, relation: Relation) -> String {
        let [gold, found, right] = self.relations.get(&relation).copied().unwrap_or_default();
        let rate = |whole: usize| right as f64 / whole.max(1) as f64;
        format!("{} P {:.2} R {:.2} of {gold}\n", relation.name(), rate(found), rate(gold))
    }
}
