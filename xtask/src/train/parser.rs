//! Trains the parser, with a dynamic oracle that also teaches what to do after a mistake (Goldberg and Nivre 2013).

use std::collections::BTreeMap;

use engine::grammar::atoms::{self, Atom};
use engine::grammar::classes::Classes;
use engine::grammar::model::{Model, Triple};
use engine::grammar::parser::{self, NONE, Parser, State, Step, View};
use engine::grammar::{Grammar, Relation, Tag, tagger};

use super::corpus::Tree;
use super::perceptron::{Learner, Shuffle};

/// Sizes of the tables.
const STEP_BITS: u8 = 18;
const NAME_BITS: u8 = 16;
const NAME_BYTES_MAX: usize = 1_500_000;

/// The parsers that read unlabelled news together, to teach the one that is shipped.
const TEACHERS: usize = 5;
const TEACHER_ROUNDS: usize = 8;
const TEACHER_UPDATES_MIN: u32 = 3;

/// How often the shipped parser goes through everything, and through the treebank each time.
const ROUNDS: usize = 5;
const TREEBANK_TIMES: usize = 3;
const UPDATES_MIN: u32 = 8;

/// Every so many articles, one is read.
const ARTICLE_STEP: usize = 28;
/// Shorter and longer sentences teach nothing or nothing right.
const TOKENS: std::ops::RangeInclusive<usize> = 4..=45;

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

/// Learns from trees, `tags` being predicted for each of them, and from unlabelled texts as several parsers that learned
/// from the trees agree to read them (uptraining; Petrov et al. 2010).
pub(crate) fn learn(
    trees: &[&Tree],
    tags: &[Vec<Tag>],
    articles: &[String],
    tagger: &Model<'_>,
    classes: &Classes<'_>,
) -> Parsers {
    let lessons: Vec<Lesson> =
        trees.iter().zip(tags).flat_map(|(tree, tags)| lessons(tree, tags, classes)).collect();
    let sentences = sentences(articles, tagger, classes);
    let taught = if sentences.is_empty() { Vec::new() } else { agreed(&teachers(&lessons), &sentences) };
    eprintln!("{} of {} unlabelled sentences read alike", taught.len(), sentences.len());
    let mut all: Vec<&Lesson> = taught.iter().collect();
    for _ in 0..TREEBANK_TIMES {
        all.extend(&lessons);
    }
    Pupil::new(UPDATES_MIN).led(all, ROUNDS, Shuffle::default()).finish()
}

/// What learns to parse.
struct Pupil {
    steps: Learner,
    names: Learner,
}

/// A parser's bytes.
pub(crate) struct Parsers {
    /// The steps.
    pub(crate) steps: Vec<u8>,
    /// The relations.
    pub(crate) names: Vec<u8>,
}

impl Parsers {
    /// The parser, ready to read.
    pub(crate) fn parser(&self) -> Option<Parser<'_>> {
        Some(Parser { steps: Triple::new(&self.steps)?, names: Model::new(&self.names)? })
    }
}

impl Pupil {
    fn new(updates_min: u32) -> Pupil {
        Pupil { steps: Learner::new(3, updates_min), names: Learner::new(Relation::COUNT, updates_min) }
    }

    fn finish(&self) -> Parsers {
        let names = self.names.finish_within(NAME_BITS, NAME_BYTES_MAX);
        Parsers { steps: self.steps.finish_triples(STEP_BITS), names }
    }

    /// Goes through lessons some times.
    fn led(mut self, mut lessons: Vec<&Lesson>, rounds: usize, mut shuffle: Shuffle) -> Pupil {
        for round in 0..rounds {
            shuffle.shuffle(&mut lessons);
            let (mut right, mut all) = (0, 0);
            for lesson in &lessons {
                let (hits, steps) = self.teach(lesson, &mut shuffle, round > 0);
                (right, all) = (right + hits, all + steps);
            }
            eprintln!("parser round {round}: {:.4}", right as f64 / all as f64);
        }
        self
    }

    /// Goes through one sentence; gives how many steps were right, and all.
    fn teach(&mut self, lesson: &Lesson, shuffle: &mut Shuffle, explore: bool) -> (usize, usize) {
        let mut state = State::new(lesson.heads.len());
        let view = View { atoms: &lesson.atoms, tags: &lesson.tags };
        let (mut features, mut hits, mut steps) = (Vec::new(), 0, 0);
        while !state.is_done() {
            features.clear();
            parser::extract(&state, view, &mut features);
            let scores = self.steps.score(&features);
            let chosen = parser::best_allowed(&state, |step| scores[step as usize]);
            let costs = lesson.costs(&state);
            let least = costs.least(&state);
            let right = parser::best_allowed(&state, |step| (costs.of(step) == least, scores[step as usize]));
            self.steps.step();
            steps += 1;
            if costs.of(chosen) == least {
                hits += 1;
            } else {
                self.steps.update(&features, right as usize, chosen as usize);
            }
            let taken = if explore && shuffle.below(10) < EXPLORED { chosen } else { right };
            match state.head_of_top(taken) {
                Some(head) => {
                    let relation = self.name(lesson, &state, head, &mut features);
                    state.attach(head, relation);
                }
                None => state.shift(),
            }
        }
        (hits, steps)
    }

    /// Names an arc to the top of the stack, and learns from it if the treebank has that arc.
    fn name(&mut self, lesson: &Lesson, state: &State, head: u32, features: &mut Vec<u32>) -> Relation {
        features.clear();
        parser::extract_arc(state, View { atoms: &lesson.atoms, tags: &lesson.tags }, head, features);
        let scores = self.names.score(features);
        let chosen = (0..scores.len()).rev().max_by_key(|&class| scores[class]).unwrap_or(0);
        let top = state.stacked(0) as usize;
        if lesson.heads[top] == head {
            let right = lesson.relations[top] as usize;
            self.names.step();
            if right != chosen && right < Relation::COUNT {
                self.names.update(features, right, chosen);
            }
        }
        Relation::numbered(chosen)
    }
}

/// A parser that reads forwards or backwards.
struct Teacher {
    parser: Parsers,
    backwards: bool,
}

/// Parsers that learned the same in different orders, every second one backwards.
fn teachers(lessons: &[Lesson]) -> Vec<Teacher> {
    let backward: Vec<Lesson> = lessons.iter().map(Lesson::reversed).collect();
    let train = |seed: usize| {
        let backwards = seed % 2 == 1;
        let lessons = if backwards { &backward } else { lessons };
        let shuffle = Shuffle::seeded(seed as u64);
        let pupil = Pupil::new(TEACHER_UPDATES_MIN).led(lessons.iter().collect(), TEACHER_ROUNDS, shuffle);
        Teacher { parser: pupil.finish(), backwards }
    };
    in_halves(&(0..TEACHERS).collect::<Vec<_>>(), |&seed| train(seed))
}

/// Does the same to every item, in two threads, and keeps their order.
fn in_halves<T: Sync, R: Send>(items: &[T], each: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let (first, second) = items.split_at(items.len() / 2);
    std::thread::scope(|scope| {
        let later = scope.spawn(|| second.iter().map(&each).collect::<Vec<R>>());
        let mut done: Vec<R> = first.iter().map(&each).collect();
        done.extend(later.join().expect("a panic in training ends it"));
        done
    })
}

/// A sentence without a tree.
struct Sentence {
    atoms: Vec<Atom>,
    tags: Vec<Tag>,
}

/// Tagged sentences of some of the articles, each text of a sentence once.
fn sentences(articles: &[String], tagger: &Model<'_>, classes: &Classes<'_>) -> Vec<Sentence> {
    let mut seen = rustc_hash::FxHashSet::default();
    let mut all = Vec::new();
    for text in articles.iter().step_by(ARTICLE_STEP) {
        let mut grammar = engine::grammar::cut(text, &engine::languages::ENGLISH);
        let atoms = atoms::of(text, &grammar, classes);
        for index in 0..grammar.sentences.len() {
            let tokens = grammar.sentence(index);
            let words = grammar.span(tokens.clone()).of(text);
            if !TOKENS.contains(&tokens.len())
                || !seen.insert(engine::grammar::model::hashed(words.as_bytes()))
            {
                continue;
            }
            tagger::tag(tagger, &atoms, tokens.clone(), &mut grammar.tags);
            all.push(Sentence { atoms: atoms[tokens.clone()].to_vec(), tags: grammar.tags[tokens].to_vec() });
        }
    }
    all
}

/// The sentences for which the teachers' majorities form a tree, with that tree.
fn agreed(teachers: &[Teacher], sentences: &[Sentence]) -> Vec<Lesson> {
    let parsers: Vec<(Parser<'_>, bool)> =
        teachers.iter().filter_map(|teacher| Some((teacher.parser.parser()?, teacher.backwards))).collect();
    in_halves(sentences, |sentence| majority(&parsers, sentence)).into_iter().flatten().collect()
}

fn majority(parsers: &[(Parser<'_>, bool)], sentence: &Sentence) -> Option<Lesson> {
    let readings: Vec<(Vec<u32>, Vec<Relation>)> =
        parsers.iter().map(|(parser, backwards)| read(parser, *backwards, sentence)).collect();
    let (mut heads, mut relations) = (Vec::new(), Vec::new());
    for token in 0..sentence.tags.len() {
        let head = most_common(readings.iter().map(|(heads, _)| heads[token]), readings.len())?;
        let named = readings.iter().filter(|(heads, _)| heads[token] == head).map(|(_, names)| names[token]);
        relations.push(most_common(named, 0)?);
        heads.push(head);
    }
    let roots = heads.iter().filter(|&&head| head == NONE).count();
    (roots == 1 && is_tree(&heads))
        .then(|| Lesson::new(sentence.atoms.clone(), sentence.tags.clone(), heads, relations))
}

/// The most common value, if more than half of `of` have it; the first of equally common ones.
fn most_common<T: PartialEq + Copy>(values: impl Iterator<Item = T>, of: usize) -> Option<T> {
    let values: Vec<T> = values.collect();
    let count = |value: &T| values.iter().filter(|other| *other == value).count();
    let best = values.iter().rev().max_by_key(|value| count(value))?;
    (2 * count(best) > of).then_some(*best)
}

fn is_tree(heads: &[u32]) -> bool {
    (0..heads.len()).all(|token| {
        let (mut at, mut steps) = (token as u32, 0);
        while at != NONE && steps <= heads.len() {
            at = heads[at as usize];
            steps += 1;
        }
        at == NONE
    })
}

fn read(parser: &Parser<'_>, backwards: bool, sentence: &Sentence) -> (Vec<u32>, Vec<Relation>) {
    if !backwards {
        let state = parser::run(parser, View { atoms: &sentence.atoms, tags: &sentence.tags });
        return (state.heads, state.relations);
    }
    let atoms: Vec<Atom> = sentence.atoms.iter().rev().copied().collect();
    let tags: Vec<Tag> = sentence.tags.iter().rev().copied().collect();
    let state = parser::run(parser, View { atoms: &atoms, tags: &tags });
    (turned(&state.heads), state.relations.into_iter().rev().collect())
}

/// Heads of the same tree read from the other end.
fn turned(heads: &[u32]) -> Vec<u32> {
    let last = heads.len() as u32 - 1;
    heads.iter().rev().map(|&head| if head == NONE { NONE } else { last - head }).collect()
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
            let relations = tree.gold.relations[tokens.clone()].to_vec();
            Lesson::new(atoms[tokens.clone()].to_vec(), tags[tokens].to_vec(), heads, relations)
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

/// How many arcs of the gold tree each kind of step makes impossible.
struct Costs {
    shift: usize,
    left: usize,
    right: usize,
}

impl Lesson {
    fn new(atoms: Vec<Atom>, tags: Vec<Tag>, heads: Vec<u32>, relations: Vec<Relation>) -> Lesson {
        let mut children = vec![Vec::new(); heads.len()];
        for (token, &head) in heads.iter().enumerate().filter(|(_, head)| **head != NONE) {
            children[head as usize].push(token as u32);
        }
        Lesson { atoms, tags, heads, relations, children }
    }

    /// The same sentence, last token first.
    fn reversed(&self) -> Lesson {
        Lesson::new(
            self.atoms.iter().rev().copied().collect(),
            self.tags.iter().rev().copied().collect(),
            turned(&self.heads),
            self.relations.iter().rev().copied().collect(),
        )
    }

    fn costs(&self, state: &State) -> Costs {
        let (top, below, next) = (state.stacked(0), state.stacked(1), state.next);
        let head = |token: u32| self.heads[token as usize];
        let has_next = state.allows(Step::Shift);
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
}

impl Costs {
    fn of(&self, step: Step) -> usize {
        match step {
            Step::Shift => self.shift,
            Step::Left => self.left,
            Step::Right => self.right,
        }
    }

    /// The least cost of a step that is allowed.
    fn least(&self, state: &State) -> usize {
        let allowed = [Step::Shift, Step::Left, Step::Right].into_iter().filter(|&step| state.allows(step));
        allowed.map(|step| self.of(step)).min().unwrap_or(0)
    }
}

/// How well a parser does on trees with predicted tags.
pub(crate) fn score(trees: &[Tree], tags: &[Vec<Tag>], parser: &Parsers, classes: &Classes<'_>) -> String {
    let Some(parser) = parser.parser() else { return "no model".to_owned() };
    let (mut sums, mut news) = (Sums::default(), Sums::default());
    for (tree, tags) in trees.iter().zip(tags) {
        let ours = parsed(tree, tags, &parser, classes);
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

fn parsed(tree: &Tree, tags: &[Tag], parser: &Parser<'_>, classes: &Classes<'_>) -> Grammar {
    let atoms = atoms::of(&tree.text, &tree.gold, classes);
    let mut ours = tree.gold.clone();
    ours.tags = tags.to_vec();
    for index in 0..ours.sentences.len() {
        let sentence = ours.sentence(index);
        parser::parse(parser, &atoms, &mut ours, sentence);
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
