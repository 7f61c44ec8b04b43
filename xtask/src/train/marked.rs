//! Texts with marked names: GUM (CoNLL-U with entities) and wikigold (CoNLL).

use std::path::{Path, PathBuf};

use engine::document::NameKind;
use engine::text::Span;

/// A text and its names.
#[derive(Default)]
pub(crate) struct Marked {
    /// The corpus and the document's name in it.
    #[allow(dead_code, reason = "whoever debugs a corpus wants to know")]
    pub(crate) name: String,
    /// The text, rebuilt from its tokens.
    pub(crate) text: String,
    /// The names, none overlapping.
    pub(crate) names: Vec<(Span, NameKind)>,
    /// Words that look like names and have no mark: nothing is learned around them.
    pub(crate) doubtful: Vec<Span>,
}

/// Genres of GUM that write about people as the news does.
const GENRES: &[&str] = &["_news_", "_interview_", "_bio_"];

/// Reads every corpus below a folder of data.
pub(crate) fn read(data: &Path) -> Result<Vec<Marked>, String> {
    let mut texts = Vec::new();
    for path in files(&data.join("train/gum"), "conllu")? {
        if GENRES.iter().any(|genre| stem(&path).contains(genre)) {
            texts.push(gum(&path)?);
        }
    }
    texts.extend(wikigold(&data.join("wikigold/wikigold.conll.txt"))?);
    Ok(texts)
}

fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, String> {
    let named = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(named)? {
        let path = entry.map_err(named)?.path();
        if path.extension().is_some_and(|found| found == ending) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn contents(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Words put together again with the spaces that print has.
#[derive(Default)]
struct Prose {
    text: String,
    spans: Vec<Span>,
    is_quoted: bool,
    glue: bool,
}

impl Prose {
    fn push(&mut self, word: &str) {
        let closes = matches!(
            word,
            "." | "," | ";" | ":" | "?" | "!" | ")" | "]" | "}" | "%" | "'s" | "'" | "''" | "n't" | "..."
        ) || word.starts_with('\'') && word.len() > 1 && word != "''"
            || word == "\"" && self.is_quoted;
        let at_start = self.text.is_empty() || self.text.ends_with('\n');
        if !at_start && !closes && !self.glue {
            self.text.push(' ');
        }
        self.glue = matches!(word, "(" | "[" | "{" | "$" | "``") || word == "\"" && !self.is_quoted;
        if word == "\"" {
            self.is_quoted = !self.is_quoted;
        }
        let start = self.text.len();
        self.text.push_str(word);
        self.spans.push(Span::new(start, self.text.len()));
    }

    fn end_sentence(&mut self) {
        self.text.push('\n');
        self.is_quoted = false;
        self.glue = false;
    }
}

fn wikigold(path: &Path) -> Result<Vec<Marked>, String> {
    let (mut texts, mut prose, mut tags) = (Vec::new(), Prose::default(), Vec::<String>::new());
    for line in contents(path)?.lines().chain(["-DOCSTART- O"]) {
        let mut fields = line.split_whitespace();
        match (fields.next(), fields.next_back()) {
            (Some("-DOCSTART-"), _) => {
                if !tags.is_empty() {
                    let names = tagged(&prose, &tags);
                    let name = format!("wikigold-{}", texts.len());
                    texts.push(Marked {
                        name,
                        text: std::mem::take(&mut prose).text,
                        names,
                        doubtful: Vec::new(),
                    });
                    tags.clear();
                }
            }
            (Some(word), Some(tag)) => {
                prose.push(word);
                tags.push(tag.to_owned());
            }
            _ => {
                tags.push(String::new());
                prose.spans.push(Span::new(prose.text.len(), prose.text.len()));
                prose.end_sentence();
            }
        }
    }
    Ok(texts)
}

fn tagged(prose: &Prose, tags: &[String]) -> Vec<(Span, NameKind)> {
    let mut names: Vec<(Span, NameKind)> = Vec::new();
    let mut before: Option<NameKind> = None;
    for (&span, tag) in prose.spans.iter().zip(tags) {
        let kind = match tag.get(2..) {
            Some("PER") => Some(NameKind::Person),
            Some("ORG") => Some(NameKind::Organisation),
            Some("LOC") => Some(NameKind::Place),
            Some("MISC") => Some(NameKind::Other),
            _ => None,
        };
        if let Some(kind) = kind {
            match names.last_mut() {
                Some(last) if before == Some(kind) && !tag.starts_with('B') => last.0 = last.0.to(span),
                _ => names.push((span, kind)),
            }
        }
        before = kind;
    }
    names
}

/// Of names that overlap, the longest.
fn apart(mut names: Vec<(Span, NameKind)>) -> Vec<(Span, NameKind)> {
    names.sort_by_key(|&(span, _)| (std::cmp::Reverse(span.len()), span.start));
    let mut kept: Vec<(Span, NameKind)> = Vec::new();
    for name in names {
        if kept.iter().all(|other| !other.0.overlaps(name.0)) {
            kept.push(name);
        }
    }
    kept.sort_unstable();
    kept
}

/// A token of GUM.
struct Word {
    span: Span,
    lower: String,
    is_proper: bool,
    head: usize,
}

/// GUM marks every noun phrase. A name is what stands around a head that is a proper noun: the run of proper nouns, and
/// what links them.
fn gum(path: &Path) -> Result<Marked, String> {
    let (mut text, mut words, mut mentions) = (String::new(), Vec::<Word>::new(), Vec::new());
    let mut open: Vec<(String, String, usize)> = Vec::new();
    let (mut first, mut whole_end, mut whole_spaced) = (0, 0, true);
    for line in contents(path)?.lines().chain([""]) {
        let fields: Vec<&str> = line.split('\t').collect();
        if fields.len() != 10 {
            if line.is_empty() && words.len() > first {
                first = words.len();
                text.push('\n');
            }
            continue;
        }
        let spaced = !fields[9].split('|').any(|part| part == "SpaceAfter=No");
        if let Some((_, last)) = fields[0].split_once('-') {
            whole_end = first + last.parse::<usize>().unwrap_or(0);
            whole_spaced = spaced;
            continue;
        }
        let (Ok(_), Ok(head)) = (fields[0].parse::<usize>(), fields[6].parse::<usize>()) else { continue };
        let start = text.len();
        text.push_str(fields[1]);
        words.push(Word {
            span: Span::new(start, text.len()),
            lower: fields[1].to_lowercase(),
            is_proper: matches!(fields[4], "NNP" | "NNPS"),
            head: if head == 0 { usize::MAX } else { first + head - 1 },
        });
        let now = words.len();
        if if now == whole_end { whole_spaced } else { spaced && now > whole_end } {
            text.push(' ');
        }
        if let Some(marks) = fields[9].split('|').find_map(|part| part.strip_prefix("Entity=")) {
            brackets(marks, now - 1, &mut open, &mut mentions);
        }
    }
    let names = mentions.iter().filter_map(|(kind, from, to)| proper(&words, kind, *from, *to)).collect();
    let names = apart(names);
    let is_named = |span: Span| names.iter().any(|(name, _)| name.contains(span));
    let doubtful = words
        .iter()
        .filter(|word| word.is_proper && !is_named(word.span) && !TITLES.contains(&word.lower.as_str()))
        .map(|word| word.span)
        .collect();
    Ok(Marked { name: stem(path), text, names, doubtful })
}

/// Reads `(1-person-new-...`, `1)`, `(2-place-...)` at one token.
fn brackets(
    marks: &str,
    token: usize,
    open: &mut Vec<(String, String, usize)>,
    mentions: &mut Vec<(String, usize, usize)>,
) {
    let mut rest = marks;
    while let Some(c) = rest.chars().next() {
        if c == '(' {
            let end = rest[1..].find(['(', ')']).map_or(rest.len(), |at| at + 1);
            let mut parts = rest[1..end].split('-');
            let id = parts.next().unwrap_or("").to_owned();
            open.push((id, parts.next().unwrap_or("").to_owned(), token));
            rest = &rest[end..];
        } else if c == ')' {
            if let Some((_, kind, from)) = open.pop() {
                mentions.push((kind, from, token));
            }
            rest = &rest[1..];
        } else {
            let end = rest.find(')').unwrap_or(rest.len());
            let id = &rest[..end];
            if let Some(at) = open.iter().rposition(|(known, _, _)| known == id) {
                let (_, kind, from) = open.remove(at);
                mentions.push((kind, from, token));
            }
            rest = rest.get(end + 1..).unwrap_or("");
        }
    }
}

/// What links the words of a person's name.
const PERSON_LINKS: &[&str] =
    &["de", "la", "del", "von", "van", "der", "al", "el", "bin", "ibn", "di", "da", "du", "'", "-", "the"];

/// What links the words of any other name.
const LINKS: &[&str] = &[
    "of", "the", "for", "and", "&", "de", "la", "del", "von", "van", "der", "al", "el", "di", "da", "du",
    "'", "'s", "-",
];

const TITLES: &[&str] = &[
    "president",
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "dr",
    "dr.",
    "prof.",
    "professor",
    "sen.",
    "senator",
    "rep.",
    "representative",
    "gov.",
    "governor",
    "secretary",
    "minister",
    "prime",
    "general",
    "sir",
    "lord",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "judge",
    "justice",
    "captain",
    "lieutenant",
    "colonel",
    "sergeant",
    "officer",
    "chief",
    "mayor",
    "chancellor",
    "ambassador",
    "director",
    "chairman",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "reverend",
    "rev.",
    "vice",
    "former",
    "attorney",
    "coach",
    "lt.",
    "capt.",
    "col.",
    "sgt.",
    "gen.",
    "congressman",
    "congresswoman",
];

fn proper(words: &[Word], kind: &str, from: usize, to: usize) -> Option<(Span, NameKind)> {
    let kind = match kind {
        "person" => NameKind::Person,
        "organization" => NameKind::Organisation,
        "place" => NameKind::Place,
        "time" => return None,
        _ => NameKind::Other,
    };
    let head = (from..=to).find(|&word| !(from..=to).contains(&words[word].head))?;
    if !words[head].is_proper {
        return None;
    }
    let (mut low, mut high) = (head, head);
    let links = if kind == NameKind::Person { PERSON_LINKS } else { LINKS };
    let is_link = |word: usize| links.contains(&words[word].lower.as_str());
    while high < to {
        let next = (high + 1..=to).take(3).find(|&word| !is_link(word));
        let Some(next) = next.filter(|&word| words[word].is_proper) else { break };
        high = next;
    }
    while low > from {
        let next = (from..low).rev().take(3).find(|&word| !is_link(word));
        let Some(next) = next.filter(|&word| words[word].is_proper) else { break };
        low = next;
    }
    while kind == NameKind::Person && low < high && TITLES.contains(&words[low].lower.as_str()) {
        low += 1;
    }
    Some((words[low].span.to(words[high].span), kind))
}
