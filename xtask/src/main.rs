//! Chores of the project: `cargo xtask CHORE`.

mod browser;
mod ci;
mod copies;
mod damage;
mod eval;
mod feeds;
mod frequencies;
mod latency;
mod load;
mod pages;
mod source;
mod tidy;
mod timings;
mod train;

use std::path::{Path, PathBuf};

/// The chores, as the help text lists them.
const USAGE: &str = "\
Usage: cargo xtask CHORE

  ci                                   all checks: formats, lints, tests, documents, tidiness, quality
  tidy                                 order of the modules, purity of the engine, paths in documents
  eval [--shared DIR] [--pin] [--lower REASON]
                                       scores against the pinned floors in docs/floors.json
  browser PROGRAM                      the examples' pages in a real browser
  copies DATA                          how well copies are found, against labelled pairs
  load ARTICLES.jsonl.gz COUNT         so many articles within one window, for measuring `group`
  latency ARTICLES.jsonl.gz COUNT      how long placing takes: writes docs/latency.svg
  feeds FOLDER                         what is read of feedparser's test feeds, against what they state
  damage COPIES PATH...                damaged copies of pages and feeds: none may panic or hang
  timings PAGE...                      how long pages take to read, on one core
  archive FILE MEGABYTES PAGE...       a WARC file made of pages
  photograph PAGE.html FOLDER          pictures of a page for the guide
  train frequencies ARTICLES.jsonl.gz  how rare words are in the news
  train classes ARTICLES.jsonl.gz      which words are used alike
  train grammar TREEBANK ARTICLES.jsonl.gz  the tagger and the parser
  train names DATA                     the finder of names
  train groups FOLDER                  what decides that two articles are of one event
  train vectors ENCODER ARTICLES.jsonl.gz  what words mean, as numbers";

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    let done = match given[..] {
        ["ci"] => ci::run(&root()),
        ["tidy"] => tidy::run(&root()),
        ["eval", ref options @ ..] => eval::run(&root(), options),
        ["copies", data] => copies::measure(&root().join("xtask/data/copies.tsv"), Path::new(data)),
        ["load", articles, count] => load::write(Path::new(articles), count),
        ["latency", articles, count] => latency::measure(&root(), Path::new(articles), count),
        ["feeds", folder] => feeds::measure(folder),
        ["damage", copies, ref paths @ ..] => damage::run(&root(), copies, paths),
        ["timings", ref paths @ ..] => timings::run(paths),
        ["archive", out, megabytes, ref paths @ ..] => timings::archive(out, megabytes, paths),
        ["train", "frequencies", articles] => {
            frequencies::train(Path::new(articles), Path::new("crates/engine/data/english.frequencies"))
        }
        ["train", "classes", articles] => train::classes(Path::new(articles)),
        ["train", "grammar", treebank, articles] => train::grammar(Path::new(treebank), Path::new(articles)),
        ["train", "groups", folder] => train::groups(Path::new(folder)),
        ["train", "names", data] => train::names(Path::new(data)),
        ["train", "vectors", encoder, articles] => train::vectors(Path::new(encoder), Path::new(articles)),
        ["browser", program] => browser::check(Path::new(program), &browser::STORIES),
        ["photograph", page, folder] => browser::photograph(Path::new(page), Path::new(folder)),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(said) if said.is_empty() => {}
        Ok(said) => println!("{said}"),
        Err(said) => {
            eprintln!("{said}");
            std::process::exit(2);
        }
    }
}

/// The project's folder.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}
