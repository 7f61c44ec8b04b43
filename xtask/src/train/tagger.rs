//! Trains the tagger.

use engine::grammar::atoms::{self, Atom};
use engine::grammar::classes::Classes;
use engine::grammar::model::Model;
use engine::grammar::{Tag, tagger};

use super::corpus::Tree;
use super::perceptron::{Learner, Shuffle};

const ROUNDS: usize = 10;
const UPDATES_MIN: u32 = 4;
const BITS: u8 = 16;

/// Tags for trees, predicted.
pub(crate) fn tags(trees: &[&Tree], model: &[u8], classes: &Classes<'_>) -> Vec<Vec<Tag>> {
    let Some(tagger) = Model::new(model) else { return Vec::new() };
    trees
        .iter()
        .map(|tree| {
            let atoms = atoms::of(&tree.text, &tree.gold, classes);
            let mut tags = vec![Tag::Unknown; tree.gold.len()];
            for index in 0..tree.gold.sentences.len() {
                tagger::tag(&tagger, &atoms, tree.gold.sentence(index), &mut tags);
            }
            tags
        })
        .collect()
}

/// In how many parts trees are tagged by a tagger that has not seen them.
const FOLDS: usize = 5;

/// Tags for trees, each predicted by a tagger that learned from the others: what a parser meets in new text.
pub(crate) fn jackknifed(trees: &[&Tree], classes: &Classes<'_>) -> Vec<Vec<Tag>> {
    let mut all = vec![Vec::new(); trees.len()];
    for fold in 0..FOLDS {
        let others: Vec<&Tree> =
            trees.iter().enumerate().filter(|(i, _)| i % FOLDS != fold).map(|(_, t)| *t).collect();
        let model = learn(&others, classes);
        for (place, &tree) in trees.iter().enumerate().filter(|(i, _)| i % FOLDS == fold) {
            all[place] = tags(&[tree], &model, classes).remove(0);
        }
    }
    all
}

/// Learns from trees.
pub(crate) fn learn(trees: &[&Tree], classes: &Classes<'_>) -> Vec<u8> {
    let mut learner = Learner::new(Tag::COUNT, UPDATES_MIN);
    let atoms: Vec<Vec<Atom>> = trees.iter().map(|tree| atoms::of(&tree.text, &tree.gold, classes)).collect();
    let mut order: Vec<(usize, usize)> = trees
        .iter()
        .enumerate()
        .flat_map(|(tree, all)| (0..all.gold.sentences.len()).map(move |sentence| (tree, sentence)))
        .collect();
    let mut shuffle = Shuffle::default();
    let mut features = Vec::new();
    for round in 0..ROUNDS {
        shuffle.shuffle(&mut order);
        let (mut right, mut all) = (0, 0);
        for &(tree, sentence) in &order {
            let gold = &trees[tree].gold;
            let tokens = gold.sentence(sentence);
            let mut tags = vec![Tag::Unknown; tokens.end];
            for token in tokens.clone() {
                features.clear();
                tagger::extract(&atoms[tree], &tags, tokens.clone(), token, &mut features);
                let scores = learner.score(&features);
                let chosen = (0..scores.len()).rev().max_by_key(|&class| scores[class]).unwrap_or(0);
                let correct = gold.tags[token] as usize;
                learner.step();
                if chosen != correct && correct < Tag::COUNT {
                    learner.update(&features, correct, chosen);
                }
                right += usize::from(chosen == correct);
                all += 1;
                tags[token] = Tag::numbered(chosen);
            }
        }
        if round + 1 == ROUNDS {
            eprintln!("tagger round {round}: {:.4}", right as f64 / all as f64);
        }
    }
    learner.finish(BITS)
}

/// How many tags of trees are right, and which are confused most.
pub(crate) fn score(trees: &[Tree], predicted: &[Vec<Tag>]) -> String {
    let (mut right, mut all, mut news_right, mut news) = (0, 0, 0, 0);
    let mut confused = std::collections::BTreeMap::<(Tag, Tag), usize>::new();
    for (tree, tags) in trees.iter().zip(predicted) {
        let hits = tags.iter().zip(&tree.gold.tags).filter(|(ours, gold)| ours == gold).count();
        for (ours, gold) in tags.iter().zip(&tree.gold.tags).filter(|(ours, gold)| ours != gold) {
            *confused.entry((*gold, *ours)).or_default() += 1;
        }
        (right, all) = (right + hits, all + tags.len());
        if tree.name.contains("_news_") {
            (news_right, news) = (news_right + hits, news + tags.len());
        }
    }
    let mut worst: Vec<_> = confused.into_iter().collect();
    worst.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let worst: Vec<String> =
        worst.iter().take(16).map(|((a, b), n)| format!("{}>{} {n}", a.name(), b.name())).collect();
    format!(
        "tags: {:.4} of {all} (news {:.4} of {news})\nconfused: {}",
        right as f64 / all as f64,
        news_right as f64 / news as f64,
        worst.join(", ")
    )
}
