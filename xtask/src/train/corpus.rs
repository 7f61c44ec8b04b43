//! Treebanks in CoNLL-U, and unlabelled articles.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use engine::grammar::{Grammar, Relation, Tag};
use engine::text::Span;

/// A document of a treebank.
pub(crate) struct Tree {
    /// The file's name without ending.
    pub(crate) name: String,
    /// The text, rebuilt from its tokens.
    pub(crate) text: String,
    /// Gold tokens, tags, heads and relations.
    pub(crate) gold: Grammar,
}

/// A treebank, split as its makers split it.
pub(crate) struct Corpus {
    /// To learn from.
    pub(crate) train: Vec<Tree>,
    /// To choose by and to report on.
    pub(crate) dev: Vec<Tree>,
}

/// Reads a folder of CoNLL-U files, split by the lists in its `splits.txt`.
pub(crate) fn read(folder: &Path) -> Result<Corpus, String> {
    let splits = text(&folder.join("splits.txt"))?;
    let mut corpus = Corpus { train: Vec::new(), dev: Vec::new() };
    let mut in_dev = false;
    for line in splits.lines() {
        match line.trim().trim_start_matches("* ") {
            "## dev" => in_dev = true,
            "## train" => in_dev = false,
            "" => {}
            name => {
                let path = folder.join(format!("{name}.conllu"));
                let tree = parse(name, &text(&path)?);
                (if in_dev { &mut corpus.dev } else { &mut corpus.train }).push(tree);
            }
        }
    }
    Ok(corpus)
}

fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// A row of a sentence: head as it is written, 0 for the root.
struct Row {
    tag: Tag,
    head: usize,
    relation: Relation,
}

fn parse(name: &str, conllu: &str) -> Tree {
    let (mut text, mut spans, mut rows, mut sentences) = (String::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut start, mut whole_end) = (0, 0);
    let mut whole_spaced = true;
    for line in conllu.lines().chain([""]) {
        let fields: Vec<&str> = line.split('\t').collect();
        if fields.len() != 10 {
            if line.is_empty() && rows.len() > start {
                sentences.push(start as u32..rows.len() as u32);
                start = rows.len();
                text.push('\n');
            }
            continue;
        }
        let spaced = !fields[9].split('|').any(|part| part == "SpaceAfter=No");
        if let Some((_, last)) = fields[0].split_once('-') {
            whole_end = start + last.parse::<usize>().unwrap_or(0);
            whole_spaced = spaced;
            continue;
        }
        let (Ok(_), Ok(head)) = (fields[0].parse::<usize>(), fields[6].parse()) else { continue };
        let begin = text.len();
        text.push_str(fields[1]);
        spans.push(Span::new(begin, text.len()));
        rows.push(Row { tag: Tag::named(fields[4]), head, relation: Relation::named(fields[7]) });
        let inside_whole = rows.len() < whole_end;
        if if rows.len() == whole_end { whole_spaced } else { spaced && !inside_whole } {
            text.push(' ');
        }
    }
    let mut gold = Grammar::of_tokens(&text, spans, sentences);
    for index in 0..gold.sentences.len() {
        for token in gold.sentence(index) {
            let row = &rows[token];
            gold.tags[token] = row.tag;
            gold.relations[token] = row.relation;
            let first = gold.sentence(index).start;
            gold.heads[token] = if row.head == 0 { token } else { first + row.head - 1 } as u32;
        }
    }
    Tree { name: name.to_owned(), text, gold }
}

/// The texts of gzipped article JSON Lines.
pub(crate) fn articles(path: &Path) -> Result<Vec<String>, String> {
    let named = |error: std::io::Error| format!("{}: {error}", path.display());
    let file = std::fs::File::open(path).map_err(named)?;
    let lines: Box<dyn Read> = Box::new(flate2::read::MultiGzDecoder::new(file));
    let mut texts = Vec::new();
    for line in BufReader::new(lines).lines() {
        let article: serde_json::Value =
            serde_json::from_str(&line.map_err(named)?).map_err(|error| error.to_string())?;
        texts.push(article["text"].as_str().unwrap_or("").to_owned());
    }
    Ok(texts)
}
