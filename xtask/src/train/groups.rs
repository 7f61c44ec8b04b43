//! Training of the weights that decide whether two articles or stories are of one event.
//!
//! The stream itself is run over articles whose stories are known; everything that it weighs on the way is an example,
//! as long as both sides are nearly pure. Learned from that, it is run again, and so on: it learns from its own
//! mistakes. Nothing but the weights is kept.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use engine::article::{Article, ArticleId, Moment};
use engine::stories::evidence::{FACTS, NAMES};
use engine::stories::{Learned, Settings, Stream, Weighed};

/// How often the stream is run and learned from.
const ROUNDS: usize = 6;
/// How the stream decides while it learns: a little stricter than in use, so that it sees stories fall apart, too.
const LEARNING: Settings = Settings { window_days: 14, join: -0.5, merge: -0.5, split: -1.0 };
/// How strongly weights are held near zero.
const RIDGE: f64 = 0.3;
/// What the stream is run with before anything is learned: likeness of the bodies and leads.
const FIRST: [(usize, f32); 4] = [(1, 6.0), (3, 6.0), (4, 4.0), (5, 4.0)];
const FIRST_BASE: f32 = -5.0;
/// A side is pure enough to be an example if so much of it is of one story.
const PURE: f64 = 0.7;

/// Articles in order of arrival, each with its story.
struct Set {
    name: String,
    articles: Vec<Article>,
    stories: Vec<usize>,
}

/// What was weighed, whether it was one story, and how much it counts.
struct Example {
    facts: [f64; FACTS],
    is_one: bool,
    weight: f64,
}

/// Learns on all sets of a folder of `<set>.jsonl` files with a `story` for each article.
pub(crate) fn learn(folder: &Path) -> Result<(String, String), String> {
    let sets = sets(folder)?;
    let all: Vec<&Set> = sets.iter().collect();
    let learned = rounds(&all);
    let mut said = String::new();
    for set in &sets {
        let _ = writeln!(said, "{}", score(set, learned));
    }
    for left_out in &sets {
        let others: Vec<&Set> = all.iter().copied().filter(|set| set.name != left_out.name).collect();
        let _ = writeln!(said, "learned without it: {}", score(left_out, rounds(&others)));
    }
    Ok((source(&learned), said))
}

fn rounds(sets: &[&Set]) -> Learned {
    let mut learned = Learned { weights: [0.0; FACTS], base: FIRST_BASE };
    for (fact, weight) in FIRST {
        learned.weights[fact] = weight;
    }
    let mut examples: Vec<Vec<Example>> = sets.iter().map(|_| Vec::new()).collect();
    for _ in 0..ROUNDS {
        for (set, examples) in sets.iter().zip(&mut examples) {
            examples.extend(watched(set, learned));
        }
        learned = fitted(&examples);
    }
    learned
}

/// Everything that the stream weighs.
fn watched(set: &Set, learned: Learned) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut watch = |weighed: &Weighed<'_>| examples.extend(example(set, weighed));
    let mut stream = Stream::learned(LEARNING, learned);
    for article in &set.articles {
        stream.place_watched(article, &mut watch);
    }
    stream.settle_watched(&mut watch);
    examples
}

fn example(set: &Set, weighed: &Weighed<'_>) -> Option<Example> {
    let (left, right) = (most(set, weighed.left), most(set, weighed.right));
    let articles = (weighed.left.len() * weighed.right.len()) as f64;
    (left.0 >= PURE && right.0 >= PURE).then(|| Example {
        facts: weighed.evidence.0.map(f64::from),
        is_one: left.1 == right.1,
        weight: libm::sqrt(articles),
    })
}

/// The story that most of these articles are of, and their share.
fn most(set: &Set, articles: &[u32]) -> (f64, Option<usize>) {
    let mut counts: BTreeMap<usize, u32> = BTreeMap::new();
    for &article in articles {
        *counts.entry(set.stories[article as usize]).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|&(story, count)| (count, story));
    most.map_or((0.0, None), |(story, count)| (f64::from(count) / articles.len() as f64, Some(story)))
}

/// Logistic regression by Newton's method; every set counts the same.
fn fitted(sets: &[Vec<Example>]) -> Learned {
    const SIZE: usize = FACTS + 1;
    let scale = scale(sets);
    let mut weights = [0.0; SIZE];
    for _ in 0..25 {
        let mut slope = [0.0; SIZE];
        let mut bend = [[0.0; SIZE]; SIZE];
        for at in 0..FACTS {
            slope[at] = -RIDGE * weights[at];
            bend[at][at] = RIDGE;
        }
        bend[FACTS][FACTS] = 1e-9;
        for set in sets {
            let share = 1000.0 / set.iter().map(|example| example.weight).sum::<f64>().max(1.0);
            for example in set {
                let mut facts = [1.0; SIZE];
                for at in 0..FACTS {
                    facts[at] = example.facts[at] / scale[at];
                }
                let sum: f64 = facts.iter().zip(&weights).map(|(fact, weight)| fact * weight).sum();
                let sure = 1.0 / (1.0 + libm::exp(-sum));
                let weight = example.weight * share;
                let off = f64::from(u8::from(example.is_one)) - sure;
                for row in 0..SIZE {
                    slope[row] += weight * off * facts[row];
                    for column in 0..SIZE {
                        bend[row][column] += weight * sure * (1.0 - sure) * facts[row] * facts[column];
                    }
                }
            }
        }
        let step = solved(bend, slope);
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight += step;
        }
    }
    let mut learned = Learned { weights: [0.0; FACTS], base: rounded(weights[FACTS]) };
    for at in 0..FACTS {
        learned.weights[at] = rounded(weights[at] / scale[at]);
    }
    learned
}

/// Hundredths are enough, and they read well.
fn rounded(weight: f64) -> f32 {
    (libm::round(weight * 100.0) / 100.0) as f32
}

/// The spread of each fact, so that all are held near zero alike.
fn scale(sets: &[Vec<Example>]) -> [f64; FACTS] {
    let mut scale = [0.0; FACTS];
    for (at, scale) in scale.iter_mut().enumerate() {
        let of = |power: i32| {
            let all = sets.iter().flatten().map(|example| example.facts[at]);
            let count = sets.iter().map(Vec::len).sum::<usize>().max(1) as f64;
            all.map(|fact| if power == 1 { fact } else { fact * fact }).sum::<f64>() / count
        };
        let (mean, squares) = (of(1), of(2));
        *scale = libm::sqrt((squares - mean * mean).max(0.0)).max(1e-6);
    }
    scale
}

/// Solves a symmetric system by elimination.
fn solved<const N: usize>(mut rows: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for at in 0..N {
        for below in at + 1..N {
            let factor = rows[below][at] / rows[at][at];
            let above = rows[at];
            for (value, above) in rows[below].iter_mut().zip(above).skip(at) {
                *value -= factor * above;
            }
            right[below] -= factor * right[at];
        }
    }
    for at in (0..N).rev() {
        let known: f64 = (at + 1..N).map(|column| rows[at][column] * right[column]).sum();
        right[at] = (right[at] - known) / rows[at][at];
    }
    right
}

/// The scores of a set under some weights, online and after all changes, for a few thresholds.
fn score(set: &Set, learned: Learned) -> String {
    let mut said = format!("{}:", set.name);
    for shift in [-1.0, -0.5, 0.0, 0.5, 1.0] {
        let shifted = Learned { base: learned.base - shift, ..learned };
        let mut stream = Stream::learned(Settings::default(), shifted);
        let online: Vec<u32> = set.articles.iter().map(|article| stream.place(article).story.0).collect();
        stream.settle();
        let last: Vec<u32> = stream.placed().map(|(_, story)| story.0).collect();
        let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
        for &story in &last {
            *sizes.entry(story).or_default() += 1;
        }
        let largest = sizes.values().max().copied().unwrap_or(0);
        let (pairs, cubed) = (pairwise(&set.stories, &last), cubed(&set.stories, &last));
        let _ = write!(
            said,
            "\n  {shift:4.1}  pairs {:.3}/{:.3} {:.3}  BCubed {:.3}  online {:.3} {:.3}  largest {largest}, {} stories",
            pairs.0,
            pairs.1,
            f1(pairs),
            f1(cubed),
            f1(pairwise(&set.stories, &online)),
            f1(self::cubed(&set.stories, &online)),
            sizes.len(),
        );
    }
    said
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
    Ok(Set { name, articles: rows.iter().map(article).collect(), stories })
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
        "//! What each fact of [`super::evidence`] counts. Made by `cargo xtask train groups`; see\n//! `crates/engine/data/README.md`.\n\nuse super::evidence::Learned;\n\n/// The weights, in the order of [`super::evidence::NAMES`].\npub(super) const LEARNED: Learned = Learned {\n    weights: [\n",
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
    fn what_parts_the_examples_gets_the_weight() {
        let example = |fact: f64, is_one| {
            let mut facts = [0.0; FACTS];
            facts[3] = fact;
            Example { facts, is_one, weight: 1.0 }
        };
        let examples = vec![
            (0..40).map(|at| example(f64::from(at) / 40.0, at >= 20 || at == 3)).collect::<Vec<Example>>(),
        ];
        let learned = fitted(&examples);
        assert!(learned.weights[3] > 5.0 && learned.base < 0.0);
        assert!(learned.weights[4].abs() < 0.01);
    }
}
