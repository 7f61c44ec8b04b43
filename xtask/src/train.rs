//! Training: from treebanks and unlabelled news to the models in `crates/engine/models`.
//!
//! The same data gives the same bytes: orders are fixed, shuffles come from a fixed seed.

use std::path::Path;

mod classes;
mod corpus;
mod marked;
mod names;
mod perceptron;
mod tagger;

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
    let classes = load("english.classes")?;
    let (tagger, said) = tagger::train(&corpus, &classes);
    save("english.tagger", &tagger)?;
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
