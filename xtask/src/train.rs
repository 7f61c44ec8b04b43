//! Training: from treebanks and unlabelled news to the models in `crates/engine/models`.
//!
//! The same data gives the same bytes: orders are fixed, shuffles come from a fixed seed.

use std::path::Path;

use corpus::Tree;
use engine::grammar::classes::Classes;

pub(crate) mod classes;
pub(crate) mod corpus;
mod marked;
mod names;
pub(crate) mod parser;
pub(crate) mod perceptron;
pub(crate) mod tagger;

/// Where the models of English lie.
const MODELS: &str = "crates/engine/models";

/// Trains the word classes on gzipped article JSON Lines.
pub(crate) fn classes(articles: &Path) -> Result<String, String> {
    let (bytes, said) = classes::train(&corpus::articles(articles)?);
    save("english.classes", &bytes)?;
    Ok(said)
}

/// Trains the tagger and the parser on a folder of CoNLL-U files with `splits.txt`.
pub(crate) fn grammar(treebank: &Path) -> Result<String, String> {
    let corpus = corpus::read(treebank)?;
    let bytes = load("english.classes")?;
    let classes = Classes::new(&bytes).ok_or("english.classes is no table of word classes")?;
    let train: Vec<&Tree> = corpus.train.iter().collect();
    let dev: Vec<&Tree> = corpus.dev.iter().collect();
    let tagger = tagger::learn(&train, &classes);
    let parser = parser::learn(&train, &tagger::jackknifed(&train, &classes), &classes);
    let predicted = tagger::tags(&dev, &tagger, &classes);
    let mut said = tagger::score(&corpus.dev, &predicted);
    said += &format!("\n{}", parser::score(&corpus.dev, &predicted, &parser, &classes));
    said += &format!("tagger {} bytes, parser {} bytes", tagger.len(), parser.len());
    save("english.tagger", &tagger)?;
    save("english.parser", &parser)?;
    Ok(said)
}

/// Trains the finder of names on a folder that holds `train/gum` and `wikigold`.
pub(crate) fn names(data: &Path) -> Result<String, String> {
    let (bytes, said) = names::train(data)?;
    save("english.names", &bytes)?;
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
