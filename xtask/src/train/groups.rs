//! Search for the weights that decide whether two articles or stories are of one event.
//!
//! The stream itself is run over articles whose stories are known, with one weight after the other moved up and down;
//! what scores better over all sets stays. Six numbers cannot learn a text by heart; how well they do on stories that
//! they were not chosen by is measured by leaving out one set after the other. Nothing but the weights is kept.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use engine::article::{Article, ArticleId, Moment};
use engine::stories::evidence::{FACTS, NAMES};
use engine::stories::{Features, Learned, Settings, Stream};

/// Where the search begins. The first weight sets the scale and stays.
const FIRST: Learned = Learned { weights: [20.0, 10.5, -7.25, -6.0, -5.4], base: -1.4 };
/// Where it begins when a set is left out: with nothing that was seen on that set.
const PLAIN: Learned = Learned { weights: [20.0, 10.0, -4.0, 0.0, -3.0], base: -3.0 };
/// How far each weight, and last the base, is moved at first.
const STEPS: [f32; FACTS + 1] = [0.0, 4.0, 4.0, 3.0, 2.0, 0.5];
/// How often all weights are tried; each time the steps are halved.
const ROUNDS: usize = 4;
/// A weight is moved only if the mean score gains so much: less is chance.
const GAIN_MIN: f64 = 0.001;

/// Articles in order of arrival, each with its story.
struct Set {
    name: String,
    articles: Vec<(Article, Features)>,
    stories: Vec<usize>,
}

/// How well a set is grouped.
struct Score {
    pairs: f64,
    cubed: f64,
    pairs_online: f64,
    cubed_online: f64,
    largest: usize,
    stories: usize,
}

/// Searches on all sets of a folder of `<set>.jsonl` files with a `story` for each article.
pub(crate) fn learn(folder: &Path) -> Result<(String, String), String> {
    let sets = sets(folder)?;
    let all: Vec<&Set> = sets.iter().collect();
    let learned = searched(&all, FIRST);
    let mut said = String::new();
    for set in &sets {
        let _ = writeln!(said, "{}: {}", set.name, told(&score(set, learned)));
    }
    for left_out in &sets {
        let others: Vec<&Set> = all.iter().copied().filter(|set| set.name != left_out.name).collect();
        let without = searched(&others, PLAIN);
        let _ = writeln!(said, "chosen without {}: {}", left_out.name, told(&score(left_out, without)));
        let _ = writeln!(said, "  {without:?}");
    }
    Ok((source(&learned), said))
}

fn searched(sets: &[&Set], first: Learned) -> Learned {
    let mut best = first;
    let mut most = mean(sets, best);
    let mut steps = STEPS;
    for _ in 0..ROUNDS {
        for (at, &step) in steps.iter().enumerate().skip(1) {
            for step in [step, -step] {
                let moved = moved(best, at, step);
                let score = mean(sets, moved);
                if score > most + GAIN_MIN {
                    (best, most) = (moved, score);
                    break;
                }
            }
        }
        steps = steps.map(|step| step / 2.0);
    }
    best
}

/// The weights with one of them moved; after the last weight comes the base.
fn moved(mut learned: Learned, at: usize, step: f32) -> Learned {
    *learned.weights.get_mut(at).unwrap_or(&mut learned.base) += step;
    learned
}

/// The mean over the sets; what is placed at once counts as much as what is mended later.
fn mean(sets: &[&Set], learned: Learned) -> f64 {
    let all = std::thread::scope(|scope| {
        let runs: Vec<_> = sets.iter().map(|set| scope.spawn(move || score(set, learned))).collect();
        runs.into_iter().filter_map(|run| run.join().ok()).collect::<Vec<Score>>()
    });
    let of = |score: &Score| score.pairs + score.cubed + score.pairs_online + score.cubed_online;
    all.iter().map(of).sum::<f64>() / (4.0 * sets.len() as f64)
}

fn score(set: &Set, learned: Learned) -> Score {
    run(set, Stream::learned(Settings::default(), learned))
}

fn run(set: &Set, mut stream: Stream) -> Score {
    let place = |(article, features): &(Article, Features)| stream.place_read(article, features).story.0;
    let online: Vec<u32> = set.articles.iter().map(place).collect();
    stream.settle();
    let last: Vec<u32> = stream.placed().map(|(_, story)| story.0).collect();
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for &story in &last {
        *sizes.entry(story).or_default() += 1;
    }
    Score {
        pairs: f1(pairwise(&set.stories, &last)),
        cubed: f1(cubed(&set.stories, &last)),
        pairs_online: f1(pairwise(&set.stories, &online)),
        cubed_online: f1(cubed(&set.stories, &online)),
        largest: sizes.values().max().copied().unwrap_or(0),
        stories: sizes.len(),
    }
}

fn told(score: &Score) -> String {
    format!(
        "pairs {:.3}, BCubed {:.3}; at once {:.3}, {:.3}; largest {}, {} stories",
        score.pairs, score.cubed, score.pairs_online, score.cubed_online, score.largest, score.stories
    )
}

fn f1((precision, recall): (f64, f64)) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

type Counts = (BTreeMap<(usize, u32), f64>, BTreeMap<usize, f64>, BTreeMap<u32, f64>);

fn counts(gold: &[usize], found: &[u32]) -> Counts {
    let mut counts: Counts = Counts::default();
    for (&gold, &found) in gold.iter().zip(found) {
        *counts.0.entry((gold, found)).or_default() += 1.0;
        *counts.1.entry(gold).or_default() += 1.0;
        *counts.2.entry(found).or_default() += 1.0;
    }
    counts
}

fn pairwise(gold: &[usize], found: &[u32]) -> (f64, f64) {
    let (both, gold, found) = counts(gold, found);
    let pairs = |count: &f64| count * (count - 1.0) / 2.0;
    let right: f64 = both.values().map(pairs).sum();
    (
        right / found.values().map(pairs).sum::<f64>().max(1.0),
        right / gold.values().map(pairs).sum::<f64>().max(1.0),
    )
}

/// Precision and recall of each article's story, averaged (Amigo et al. 2009).
fn cubed(gold: &[usize], found: &[u32]) -> (f64, f64) {
    let all = gold.len().max(1) as f64;
    let (both, gold, found) = counts(gold, found);
    let sum = |size: &dyn Fn(&(usize, u32)) -> f64| {
        both.iter().map(|(key, count)| count * count / size(key)).sum::<f64>() / all
    };
    (sum(&|key| found[&key.1]), sum(&|key| gold[&key.0]))
}

fn sets(folder: &Path) -> Result<Vec<Set>, String> {
    let named = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut files: Vec<_> =
        std::fs::read_dir(folder).map_err(named)?.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "jsonl"));
    files.sort();
    files.iter().map(|file| set(file)).collect()
}

/// Dated sets in the order of their days, the others shuffled once and for all: their files stand in order of stories.
fn set(file: &Path) -> Result<Set, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut rows: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).map_err(|error| format!("{}: {error}", file.display())))
        .collect::<Result<_, _>>()?;
    if rows.iter().all(|row| row["published"].is_string()) {
        rows.sort_by_key(|row| row["published"].as_str().map(str::to_owned));
    } else {
        let mut random = 5_u64;
        for at in (1..rows.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            rows.swap(at, ((random >> 33) % (at as u64 + 1)) as usize);
        }
    }
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let stories = rows.iter().map(|row| {
        let next = numbers.len();
        *numbers.entry(row["story"].to_string()).or_insert(next)
    });
    let stories = stories.collect();
    let name = file.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let read = |row: &serde_json::Value| {
        let article = article(row);
        let features = Features::of(&article);
        (article, features)
    };
    Ok(Set { name, articles: rows.iter().map(read).collect(), stories })
}

fn article(row: &serde_json::Value) -> Article {
    let field = |name: &str| row[name].as_str().map(str::to_owned);
    Article {
        id: ArticleId(field("id").unwrap_or_default()),
        title: field("title"),
        outlet: field("outlet"),
        published: row["published"].as_str().and_then(Moment::parse),
        text: field("text").unwrap_or_default(),
        ..Article::default()
    }
}

/// The weights as a module of the engine.
fn source(learned: &Learned) -> String {
    let mut out = String::from(
        "//! What each fact of [`super::evidence`] counts. Found by `cargo xtask train groups`; see\n//! `crates/engine/data/README.md`.\n\nuse super::evidence::Learned;\n\n/// The weights, in the order of [`super::evidence::NAMES`].\npub(super) const LEARNED: Learned = Learned {\n    weights: [\n",
    );
    for (weight, name) in learned.weights.iter().zip(NAMES) {
        let _ = writeln!(out, "        {weight:?}, // {name}");
    }
    let _ = write!(out, "    ],\n    base: {:?},\n}};\n", learned.base);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_as_defined() {
        let gold = [1, 1, 1, 2, 2, 3];
        assert_eq!(pairwise(&gold, &[7, 7, 8, 8, 8, 9]), (0.5, 0.5));
        assert_eq!(cubed(&gold, &[1, 1, 1, 2, 2, 3]), (1.0, 1.0));
        let (precision, recall) = cubed(&gold, &[7, 7, 8, 8, 8, 9]);
        let expected = (1.0 + 1.0 + 1.0 / 3.0 + 2.0 / 3.0 + 2.0 / 3.0 + 1.0) / 6.0;
        assert!((precision - expected).abs() < 1e-12 && recall > 0.7);
    }

    #[test]
    fn the_last_to_be_moved_is_the_base() {
        assert_eq!(moved(FIRST, 2, 1.0).weights[2], FIRST.weights[2] + 1.0);
        assert_eq!(moved(FIRST, FACTS, -1.0), Learned { base: FIRST.base - 1.0, ..FIRST });
    }
}
