//! Trains the tagger.

use engine::grammar::atoms::{self, Atom};
use engine::grammar::classes::Classes;
use engine::grammar::model::Model;
use engine::grammar::{Tag, tagger};

use super::corpus::{Corpus, Tree};
use super::perceptron::{Learner, Shuffle};

const ROUNDS: usize = 10;
const UPDATES_MIN: u32 = 4;
const BITS: u8 = 16;

/// The tagger's bytes and a report: scores are those of a tagger that has not seen the development part.
pub(crate) fn train(corpus: &Corpus, classes: &[u8]) -> (Vec<u8>, String) {
    let Some(classes) = Classes::new(classes) else { return (Vec::new(), "no word classes".to_owned()) };
    let train: Vec<&Tree> = corpus.train.iter().collect();
    let held_out = learn(&train, &classes);
    let report = score(&corpus.dev, &held_out, &classes);
    (held_out, report)
}

fn learn(trees: &[&Tree], classes: &Classes<'_>) -> Vec<u8> {
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
        eprintln!("tagger round {round}: {:.4}", right as f64 / all as f64);
    }
    learner.finish(BITS)
}

fn score(trees: &[Tree], model: &[u8], classes: &Classes<'_>) -> String {
    let Some(tagger) = Model::new(model) else { return "no model".to_owned() };
    let (mut right, mut all, mut news_right, mut news) = (0, 0, 0, 0);
    let mut confused = std::collections::BTreeMap::<(Tag, Tag), usize>::new();
    for tree in trees {
        let atoms = atoms::of(&tree.text, &tree.gold, classes);
        let mut tags = vec![Tag::Unknown; tree.gold.len()];
        for index in 0..tree.gold.sentences.len() {
            tagger::tag(&tagger, &atoms, tree.gold.sentence(index), &mut tags);
        }
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
        "tags: {:.4} of {all} (news {:.4} of {news}), {} bytes\nconfused: {}",
        right as f64 / all as f64,
        news_right as f64 / news as f64,
        model.len(),
        worst.join(", ")
    )
}
