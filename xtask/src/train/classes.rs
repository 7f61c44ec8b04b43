//! Word classes from unlabelled news: words that stand between the same words.
//!
//! Each frequent word form is a vector of the square roots of how often each of the most frequent words stands right before
//! and right after it (Hellinger distance; Lebret and Collobert 2014), projected to few dimensions along the main axes, and
//! the vectors are grouped by k-means.

use engine::grammar::{self, classes, model::hashed};
use engine::languages::ENGLISH;
use rustc_hash::FxHashMap;

use super::perceptron::Shuffle;

const COUNT_MIN: u32 = 5;
const WORDS_MAX: usize = 49_000;
const CONTEXTS: usize = 1500;
const DIMENSIONS: usize = 64;
const CLASSES: usize = 640;
const GROUPS: usize = 64;
const ROUNDS: usize = 12;

type Vector = [f32; DIMENSIONS];

/// The table's bytes and a report.
pub(crate) fn train(texts: &[String]) -> (Vec<u8>, String) {
    let (words, pairs) = count(texts);
    let vectors = project(words.len(), &pairs);
    let centres = cluster(&vectors, CLASSES);
    let of_word = assign(&vectors, &centres);
    let group_centres = cluster(&centres, GROUPS);
    let groups: Vec<u8> = assign(&centres, &group_centres).into_iter().map(|group| group as u8).collect();
    let table: Vec<(String, u16)> =
        words.into_iter().zip(of_word.iter().map(|&class| class as u16)).collect();
    let said = format!("{} words in {CLASSES} classes and {GROUPS} groups", table.len());
    for class in (0..CLASSES).step_by(40) {
        let members: Vec<&str> = table
            .iter()
            .filter(|(_, c)| usize::from(*c) == class)
            .take(14)
            .map(|(word, _)| word.as_str())
            .collect();
        eprintln!("{class}: {}", members.join(" "));
    }
    (classes::write(&groups, &table), said)
}

/// Frequent words, most frequent first, and how often each context stands beside each: `(word, context, count)`, contexts
/// before a word from 0, after it from `CONTEXTS`.
fn count(texts: &[String]) -> (Vec<String>, Vec<(u32, u32, u32)>) {
    let mut ids: FxHashMap<String, u32> = FxHashMap::default();
    let mut stream: Vec<u32> = Vec::new();
    let mut counts: Vec<u32> = Vec::new();
    let mut seen = rustc_hash::FxHashSet::default();
    for text in texts {
        let grammar = grammar::cut(text, &ENGLISH);
        for index in 0..grammar.sentences.len() {
            let tokens = grammar.sentence(index);
            // Agency copy and furniture stand in many articles: each sentence counts once.
            if !seen.insert(hashed(grammar.span(tokens.clone()).of(text).as_bytes())) {
                continue;
            }
            stream.push(u32::MAX);
            for token in tokens {
                let form: String =
                    grammar.spans[token].of(text).chars().map(grammar::atoms::normal).collect();
                let next = ids.len() as u32;
                let id = *ids.entry(form).or_insert(next);
                if id == next {
                    counts.push(0);
                }
                counts[id as usize] += 1;
                stream.push(id);
            }
        }
    }
    stream.push(u32::MAX);
    let mut words: Vec<(String, u32)> =
        ids.into_iter().filter(|(_, id)| counts[*id as usize] >= COUNT_MIN).collect();
    words.sort_by(|a, b| (counts[b.1 as usize], &a.0).cmp(&(counts[a.1 as usize], &b.0)));
    words.truncate(WORDS_MAX);
    let mut rank = vec![u32::MAX; counts.len()];
    for (place, (_, id)) in words.iter().enumerate() {
        rank[*id as usize] = place as u32;
    }
    let place = |id: u32| if id == u32::MAX { 0 } else { rank[id as usize].saturating_add(1) };
    let mut pairs: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for pair in stream.windows(2) {
        let (left, right) = (place(pair[0]), place(pair[1]));
        if right != 0 && right != u32::MAX && (left as usize) < CONTEXTS {
            *pairs.entry((right - 1, left)).or_default() += 1;
        }
        if left != 0 && left != u32::MAX && (right as usize) < CONTEXTS {
            *pairs.entry((left - 1, right + CONTEXTS as u32)).or_default() += 1;
        }
    }
    let mut pairs: Vec<(u32, u32, u32)> = pairs.into_iter().map(|((w, c), n)| (w, c, n)).collect();
    pairs.sort_unstable();
    eprintln!("{} tokens, {} words, {} pairs", stream.len(), words.len(), pairs.len());
    (words.into_iter().map(|(word, _)| word).collect(), pairs)
}

/// The words' coordinates on the main axes of their contexts, found by repeated multiplication (subspace iteration).
fn project(words: usize, pairs: &[(u32, u32, u32)]) -> Vec<Vector> {
    let mut sums = vec![0_f32; words];
    let mut of_context = vec![0_f64; 2 * CONTEXTS];
    let mut all = 0_f64;
    for &(word, context, count) in pairs {
        sums[word as usize] += count as f32;
        of_context[context as usize] += f64::from(count);
        all += f64::from(count);
    }
    // How much more often than by chance, damped: positive pointwise mutual information.
    let entries: Vec<(usize, usize, f32)> = pairs
        .iter()
        .map(|&(w, c, n)| {
            let expected = f64::from(sums[w as usize]) * of_context[c as usize] / all;
            let gain = libm::log(f64::from(n) / expected).max(0.0) as f32;
            (w as usize, c as usize, gain)
        })
        .filter(|entry| entry.2 > 0.0)
        .collect();
    let mut shuffle = Shuffle::default();
    let mut axes: Vec<Vector> = (0..2 * CONTEXTS)
        .map(|_| std::array::from_fn(|_| shuffle.below(2001) as f32 / 1000.0 - 1.0))
        .collect();
    let mut vectors = vec![[0.0; DIMENSIONS]; words];
    for _ in 0..6 {
        orthogonalise(&mut axes);
        vectors = vec![[0.0; DIMENSIONS]; words];
        for &(w, c, x) in &entries {
            add(&mut vectors[w], &axes[c], x);
        }
        axes = vec![[0.0; DIMENSIONS]; 2 * CONTEXTS];
        for &(w, c, x) in &entries {
            add(&mut axes[c], &vectors[w], x);
        }
    }
    vectors.iter_mut().for_each(normalise);
    vectors
}

fn add(to: &mut Vector, from: &Vector, times: f32) {
    for (a, b) in to.iter_mut().zip(from) {
        *a += b * times;
    }
}

/// Makes the columns orthonormal (Gram and Schmidt).
fn orthogonalise(axes: &mut [Vector]) {
    for column in 0..DIMENSIONS {
        for earlier in 0..column {
            let shared: f32 = axes.iter().map(|row| row[column] * row[earlier]).sum();
            axes.iter_mut().for_each(|row| row[column] -= shared * row[earlier]);
        }
        let length = axes.iter().map(|row| row[column] * row[column]).sum::<f32>().sqrt().max(1e-9);
        axes.iter_mut().for_each(|row| row[column] /= length);
    }
}

fn normalise(vector: &mut Vector) {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-9);
    vector.iter_mut().for_each(|x| *x /= length);
}

/// Centres of `count` clusters (spherical k-means from the first vectors, which are the most frequent words).
fn cluster(vectors: &[Vector], count: usize) -> Vec<Vector> {
    let mut centres: Vec<Vector> = vectors.iter().take(count).copied().collect();
    for _ in 0..ROUNDS {
        let nearest = assign(vectors, &centres);
        let mut sums = vec![[0.0; DIMENSIONS]; centres.len()];
        for (vector, &centre) in vectors.iter().zip(&nearest) {
            add(&mut sums[centre], vector, 1.0);
        }
        for (centre, mut sum) in centres.iter_mut().zip(sums) {
            if sum.iter().any(|&x| x != 0.0) {
                normalise(&mut sum);
                *centre = sum;
            }
        }
    }
    centres
}

/// The nearest centre of each vector; the first of equally near ones.
fn assign(vectors: &[Vector], centres: &[Vector]) -> Vec<usize> {
    let nearness = |a: &Vector, b: &Vector| a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>();
    vectors
        .iter()
        .map(|vector| {
            let mut best = (0, f32::MIN);
            for (index, centre) in centres.iter().enumerate() {
                let near = nearness(vector, centre);
                if near > best.1 {
                    best = (index, near);
                }
            }
            best.0
        })
        .collect()
}
