//! Training: from treebanks and unlabelled news to the models in `crates/engine/models`.
//!
//! The same data gives the same bytes: orders are fixed, shuffles come from a fixed seed.

use std::path::Path;

use corpus::Tree;
use engine::grammar::classes::Classes;
use engine::grammar::model::Model;

pub(crate) mod classes;
pub(crate) mod corpus;
mod groups;
mod marked;
mod names;
pub(crate) mod parser;
pub(crate) mod perceptron;
pub(crate) mod tagger;
mod vectors;

/// Where the models of English lie.
const MODELS: &str = "crates/engine/models";

/// Trains the word classes on gzipped article JSON Lines.
pub(crate) fn classes(articles: &Path) -> Result<String, String> {
    let (bytes, said) = classes::train(&corpus::articles(articles)?);
    save("english.classes", &bytes)?;
    Ok(said)
}

/// Trains the tagger and the parser on a folder of CoNLL-U files with `splits.txt`, the parser also on gzipped article
/// JSON Lines as it reads them itself. What is reported is measured on the treebank's development part, which is not
/// learned from.
pub(crate) fn grammar(treebank: &Path, articles: &Path) -> Result<String, String> {
    let corpus = corpus::read(treebank)?;
    let bytes = load("english.classes")?;
    let classes = Classes::new(&bytes).ok_or("english.classes is no table of word classes")?;
    let train: Vec<&Tree> = corpus.train.iter().collect();
    let dev: Vec<&Tree> = corpus.dev.iter().collect();
    let tagger = tagger::learn(&train, &classes);
    let jackknifed = tagger::jackknifed(&train, &classes);
    let tagging = Model::new(&tagger).ok_or("the tagger is no model")?;
    let parser = parser::learn(&train, &jackknifed, &corpus::articles(articles)?, &tagging, &classes);
    let predicted = tagger::tags(&dev, &tagger, &classes);
    let mut said = tagger::score(&corpus.dev, &predicted);
    said += &format!("\n{}", parser::score(&corpus.dev, &predicted, &parser, &classes));
    said +=
        &format!("tagger {} bytes, parser {} bytes", tagger.len(), parser.steps.len() + parser.names.len());
    save("english.tagger", &tagger)?;
    save("english.parser", &parser.steps)?;
    save("english.relations", &parser.names)?;
    Ok(said)
}

/// Trains the finder of names on a folder that holds `train/gum` and `wikigold`.
pub(crate) fn names(data: &Path) -> Result<String, String> {
    let (bytes, said) = names::train(data)?;
    save("english.names", &bytes)?;
    Ok(said)
}

/// Trains what decides that two articles are of one event, on a folder of `<set>.jsonl` with a `story` for each article.
pub(crate) fn groups(folder: &Path) -> Result<String, String> {
    const WEIGHTS: &str = "crates/engine/src/stories/weights.rs";
    let (source, said) = groups::learn(folder)?;
    std::fs::write(WEIGHTS, source).map_err(|error| format!("{WEIGHTS}: {error}"))?;
    Ok(said)
}

/// Makes the meaning vectors of stems from a sentence encoder's folder and gzipped article JSON Lines.
pub(crate) fn vectors(encoder: &Path, articles: &Path) -> Result<String, String> {
    let (bytes, said) = vectors::train(encoder, &corpus::articles(articles)?)?;
    save("english.vectors", &bytes)?;
    Ok(said)
}

fn save(name: &str, bytes: &[u8]) -> Result<(), String> {
    let path = Path::new(MODELS).join(name);
    std::fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}

fn load(name: &str) -> Result<Vec<u8>, String> {
    let path = Path::new(MODELS).join(name);
    std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
}
