//! Meaning vectors: what a sentence encoder makes of each word alone, made small.
//!
//! Every stem of the table of frequencies that is not too rare gets the encoder's vector of its most common forms, set against the mean of
//! all, turned so that few numbers keep most of what tells stems apart, and rounded to a byte each. The encoder is an
//! input of the training alone: nothing of it is run when articles are compared.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;

use encoder::{Encoder, SIZE};
use engine::words::{Stems, Term, each_word, rarity, vocabulary};

mod encoder;
mod pieces;

/// Numbers a stem.
pub(crate) const WIDTH: usize = 128;
/// Forms of a stem that are asked for, the most common first.
const FORMS_MAX: usize = 2;
/// A second form must be printed half as often as the first.
const SECOND_MIN: f32 = 0.5;
/// Rarer stems get no vector: most are names, which are never compared by meaning.
const RARITY_MAX: f32 = 7.0;
/// Leading directions that are taken out: they say that something is a word of the news, and nothing else.
const COMMON: usize = 1;

/// Trains the table on an encoder's folder (`model.safetensors`, `vocab.txt`) and the articles that tell which form of
/// a stem is common.
pub(crate) fn train(folder: &Path, articles: &[String]) -> Result<(Vec<u8>, String), String> {
    let forms = forms(articles);
    let encoder = Encoder::read(folder)?;
    let words: Vec<&str> = forms.values().flatten().map(|(form, _)| form.as_str()).collect();
    let encoded = encoder.words(&words);
    let rows: Vec<[f32; SIZE]> = forms.values().map(|forms| mean(forms, &encoded)).collect();
    let axes = axes(&rows);
    let keys = forms.keys().flat_map(|term| term.0.to_le_bytes());
    let table: Vec<u8> = keys.chain(rows.iter().flat_map(|row| small(row, &axes))).collect();
    Ok((table, format!("{} stems from {} forms, {WIDTH} numbers each", rows.len(), words.len())))
}

/// A form's count by form, for each stem of the table of frequencies.
type Forms = BTreeMap<Term, Vec<(String, u32)>>;

fn forms(articles: &[String]) -> Forms {
    let stems = Stems::default();
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for article in articles {
        each_word(article, |word, _| {
            if word.chars().all(|c| c.is_ascii_lowercase() || c == '\'') {
                match counts.get_mut(word) {
                    Some(count) => *count += 1,
                    None => drop(counts.insert(word.to_owned(), 1)),
                }
            }
        });
    }
    let known: Vec<Term> = vocabulary().filter(|&term| rarity(term) <= RARITY_MAX).collect();
    let mut forms = Forms::new();
    for (form, count) in counts {
        let term = stems.term(&form);
        if known.binary_search(&term).is_ok() {
            forms.entry(term).or_default().push((form, count));
        }
    }
    for forms in forms.values_mut() {
        forms.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
        forms.truncate(FORMS_MAX);
        let most = forms.iter().map(|form| form.1).max().unwrap_or(1) as f32;
        forms.retain(|form| form.1 as f32 >= most * SECOND_MIN);
    }
    forms
}

/// The mean vector of forms, each as often as it is printed.
fn mean(forms: &[(String, u32)], encoded: &BTreeMap<String, [f32; SIZE]>) -> [f32; SIZE] {
    let mut sum = [0.0; SIZE];
    for (form, count) in forms {
        let weight = *count as f32;
        if let Some(vector) = encoded.get(form) {
            sum.iter_mut().zip(vector).for_each(|(sum, x)| *sum += weight * x);
        }
    }
    unit(&mut sum);
    sum
}

fn unit(vector: &mut [f32]) {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    vector.iter_mut().for_each(|x| *x /= length);
}

/// The mean of the rows, and the directions in which they differ most.
struct Axes {
    mean: [f32; SIZE],
    directions: Vec<[f32; SIZE]>,
}

/// Principal axes by orthogonal iteration from a fixed start.
fn axes(rows: &[[f32; SIZE]]) -> Axes {
    const ROUNDS: usize = 60;
    let count = rows.len().max(1) as f32;
    let mut mean = [0.0; SIZE];
    for row in rows {
        mean.iter_mut().zip(row).for_each(|(mean, x)| *mean += x / count);
    }
    let mut spread = vec![[0.0_f32; SIZE]; SIZE];
    for row in rows {
        let mut apart = *row;
        apart.iter_mut().zip(&mean).for_each(|(x, mean)| *x -= mean);
        for (line, x) in spread.iter_mut().zip(apart) {
            line.iter_mut().zip(&apart).for_each(|(cell, y)| *cell += x * y / count);
        }
    }
    let mut seed = 1_u32;
    let mut directions: Vec<[f32; SIZE]> =
        (0..WIDTH + COMMON).map(|_| std::array::from_fn(|_| next(&mut seed))).collect();
    for _ in 0..ROUNDS {
        for direction in &mut directions {
            let before = *direction;
            for (x, line) in direction.iter_mut().zip(&spread) {
                *x = dot(line, &before);
            }
        }
        orthogonal(&mut directions);
    }
    Axes { mean, directions: directions.split_off(COMMON) }
}

/// Gram and Schmidt: every direction without what the earlier ones have of it, of length one.
fn orthogonal(directions: &mut [[f32; SIZE]]) {
    for at in 0..directions.len() {
        let (before, rest) = directions.split_at_mut(at);
        for earlier in before {
            let shared = dot(earlier, &rest[0]);
            rest[0].iter_mut().zip(earlier).for_each(|(x, y)| *x -= shared * *y);
        }
        unit(&mut rest[0]);
    }
}

fn dot(a: &[f32; SIZE], b: &[f32; SIZE]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// A fixed sequence of numbers between -0.5 and 0.5 (a linear congruence).
fn next(seed: &mut u32) -> f32 {
    *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    (*seed >> 8) as f32 / (1 << 24) as f32 - 0.5
}

/// A row of the table: the vector on the axes, of length one, each number as a signed byte of 127 steps to the largest
/// that a table of unit vectors needs.
fn small(row: &[f32; SIZE], axes: &Axes) -> [u8; WIDTH] {
    const LARGEST: f32 = 0.5;
    let mut apart = *row;
    apart.iter_mut().zip(&axes.mean).for_each(|(x, mean)| *x -= mean);
    let mut turned: Vec<f32> = axes.directions.iter().map(|direction| dot(direction, &apart)).collect();
    unit(&mut turned);
    std::array::from_fn(|at| (turned[at] / LARGEST * 127.0).round().clamp(-127.0, 127.0) as i8 as u8)
}
