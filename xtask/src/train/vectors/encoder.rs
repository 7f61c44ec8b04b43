//! A sentence encoder (BERT with six layers, the mean of all places), read from its published weights.
//!
//! Plain loops in a fixed order: the same weights and words give the same bytes on every machine.

use std::collections::BTreeMap;
use std::path::Path;

use super::pieces::Pieces;

/// Numbers a piece.
pub(super) const SIZE: usize = 384;
const LAYERS: usize = 6;
const HEADS: usize = 12;
const HEAD: usize = SIZE / HEADS;
/// Pieces that go through a layer together.
const BATCH: usize = 1024;

/// The encoder's weights.
pub(super) struct Encoder {
    pieces: Pieces,
    words: Vec<f32>,
    places: Vec<f32>,
    kind: Vec<f32>,
    first: Norm,
    layers: Vec<Layer>,
}

struct Layer {
    query: Linear,
    key: Linear,
    value: Linear,
    join: Linear,
    after_join: Norm,
    wide: Linear,
    narrow: Linear,
    after_narrow: Norm,
}

/// Weights by input, then output, so that a row is read in one go.
struct Linear {
    weights: Vec<f32>,
    bias: Vec<f32>,
}

struct Norm {
    weights: Vec<f32>,
    bias: Vec<f32>,
}

impl Encoder {
    /// Reads `model.safetensors` and `vocab.txt` of a folder.
    pub(super) fn read(folder: &Path) -> Result<Encoder, String> {
        let tensors = Tensors::read(&folder.join("model.safetensors"))?;
        let layer = |at: usize| {
            let name = |part: &str| format!("encoder.layer.{at}.{part}");
            Ok(Layer {
                query: tensors.linear(&name("attention.self.query"))?,
                key: tensors.linear(&name("attention.self.key"))?,
                value: tensors.linear(&name("attention.self.value"))?,
                join: tensors.linear(&name("attention.output.dense"))?,
                after_join: tensors.norm(&name("attention.output.LayerNorm"))?,
                wide: tensors.linear(&name("intermediate.dense"))?,
                narrow: tensors.linear(&name("output.dense"))?,
                after_narrow: tensors.norm(&name("output.LayerNorm"))?,
            })
        };
        Ok(Encoder {
            pieces: Pieces::read(&folder.join("vocab.txt"))?,
            words: tensors.numbers("embeddings.word_embeddings.weight")?,
            places: tensors.numbers("embeddings.position_embeddings.weight")?,
            kind: tensors.numbers("embeddings.token_type_embeddings.weight")?,
            first: tensors.norm("embeddings.LayerNorm")?,
            layers: (0..LAYERS).map(layer).collect::<Result<_, String>>()?,
        })
    }

    /// The vector of each word as a text of its own.
    pub(super) fn words(&self, words: &[&str]) -> BTreeMap<String, [f32; SIZE]> {
        let mut by_length: BTreeMap<usize, Vec<(&str, Vec<u32>)>> = BTreeMap::new();
        for word in words {
            let ids = self.pieces.of(word);
            by_length.entry(ids.len()).or_default().push((word, ids));
        }
        let mut found = BTreeMap::new();
        for (length, texts) in by_length {
            for texts in texts.chunks((BATCH / length).max(1)) {
                let ids: Vec<&[u32]> = texts.iter().map(|text| text.1.as_slice()).collect();
                for (text, vector) in texts.iter().zip(self.texts(&ids, length)) {
                    found.insert(text.0.to_owned(), vector);
                }
            }
        }
        found
    }

    /// The vectors of texts of one length: the mean of the last layer over all places.
    fn texts(&self, texts: &[&[u32]], length: usize) -> Vec<[f32; SIZE]> {
        let mut state = Vec::with_capacity(texts.len() * length * SIZE);
        for ids in texts {
            for (place, &id) in ids.iter().enumerate() {
                let word = &self.words[id as usize * SIZE..][..SIZE];
                let here = &self.places[place * SIZE..][..SIZE];
                state.extend(
                    word.iter().zip(here).zip(&self.kind).map(|((word, here), kind)| word + here + kind),
                );
            }
        }
        self.first.apply(&mut state);
        for layer in &self.layers {
            layer.apply(&mut state, length);
        }
        state
            .chunks(length * SIZE)
            .map(|text| {
                let sum = |at: usize| text.iter().skip(at).step_by(SIZE).sum::<f32>();
                std::array::from_fn(|at| sum(at) / length as f32)
            })
            .collect()
    }
}

impl Layer {
    fn apply(&self, state: &mut [f32], length: usize) {
        let (query, key, value) = (self.query.of(state), self.key.of(state), self.value.of(state));
        let mut seen = vec![0.0; state.len()];
        let text = length * SIZE;
        for start in (0..state.len()).step_by(text) {
            for head in (0..SIZE).step_by(HEAD) {
                attend(
                    &query[start..start + text],
                    &key[start..start + text],
                    &value[start..start + text],
                    head,
                )
                .chunks(HEAD)
                .enumerate()
                .for_each(|(place, mixed)| {
                    seen[start + place * SIZE + head..][..HEAD].copy_from_slice(mixed);
                });
            }
        }
        add(state, &self.join.of(&seen));
        self.after_join.apply(state);
        let mut wide = self.wide.of(state);
        wide.iter_mut().for_each(|x| *x *= 0.5 * (1.0 + libm::erff(*x / std::f32::consts::SQRT_2)));
        add(state, &self.narrow.of(&wide));
        self.after_narrow.apply(state);
    }
}

/// What one head of one text sees: for each place the values of all places, mixed.
fn attend(query: &[f32], key: &[f32], value: &[f32], head: usize) -> Vec<f32> {
    let part =
        |of: &[f32], place: usize| -> [f32; HEAD] { std::array::from_fn(|at| of[place * SIZE + head + at]) };
    let places = query.len() / SIZE;
    let mut mixed = Vec::with_capacity(places * HEAD);
    for place in 0..places {
        let own = part(query, place);
        let mut weights: Vec<f32> = (0..places)
            .map(|other| {
                own.iter().zip(part(key, other)).map(|(a, b)| a * b).sum::<f32>() / (HEAD as f32).sqrt()
            })
            .collect();
        let most = weights.iter().copied().fold(f32::MIN, f32::max);
        weights.iter_mut().for_each(|weight| *weight = libm::expf(*weight - most));
        let sum: f32 = weights.iter().sum();
        mixed.extend((0..HEAD).map(|at| {
            let of = |(other, weight): (usize, &f32)| weight * value[other * SIZE + head + at];
            weights.iter().enumerate().map(of).sum::<f32>() / sum
        }));
    }
    mixed
}

fn add(state: &mut [f32], change: &[f32]) {
    state.iter_mut().zip(change).for_each(|(state, change)| *state += change);
}

impl Norm {
    fn apply(&self, state: &mut [f32]) {
        for place in state.chunks_mut(SIZE) {
            let mean = place.iter().sum::<f32>() / SIZE as f32;
            let spread = place.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / SIZE as f32;
            let scale = 1.0 / (spread + 1e-12).sqrt();
            for ((x, weight), bias) in place.iter_mut().zip(&self.weights).zip(&self.bias) {
                *x = (*x - mean) * scale * weight + bias;
            }
        }
    }
}

impl Linear {
    /// The outputs for each row of inputs, four rows and sixteen outputs at a time.
    fn of(&self, inputs: &[f32]) -> Vec<f32> {
        const ROWS: usize = 4;
        const COLUMNS: usize = 16;
        let outputs = self.bias.len();
        let width = self.weights.len() / outputs;
        let rows = inputs.len() / width;
        let mut out: Vec<f32> = (0..rows).flat_map(|_| self.bias.iter().copied()).collect();
        for column in (0..outputs).step_by(COLUMNS) {
            for row in (0..rows).step_by(ROWS) {
                let mut sums = [[0.0_f32; COLUMNS]; ROWS];
                let row_of = |at: usize| (row + at).min(rows - 1) * width;
                for input in 0..width {
                    let weights = &self.weights[input * outputs + column..][..COLUMNS];
                    for (at, sums) in sums.iter_mut().enumerate() {
                        let x = inputs[row_of(at) + input];
                        sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += x * weight);
                    }
                }
                for (at, sums) in sums.iter().enumerate().take(rows - row) {
                    add(&mut out[(row + at) * outputs + column..][..COLUMNS], sums);
                }
            }
        }
        out
    }
}

/// The tensors of a file of the `safetensors` format: eight bytes of length, a header as JSON, numbers.
struct Tensors {
    header: serde_json::Value,
    numbers: Vec<u8>,
}

impl Tensors {
    fn read(path: &Path) -> Result<Tensors, String> {
        let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let broken = || format!("{} is no file of tensors", path.display());
        let (length, rest) = bytes.split_first_chunk::<8>().ok_or_else(broken)?;
        let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|error| error.to_string())?;
        let (header, numbers) = rest.split_at_checked(length).ok_or_else(broken)?;
        let header = serde_json::from_slice(header).map_err(|error| error.to_string())?;
        Ok(Tensors { header, numbers: numbers.to_vec() })
    }

    fn numbers(&self, name: &str) -> Result<Vec<f32>, String> {
        let tensor = &self.header[name];
        let at = |end: usize| tensor["data_offsets"][end].as_u64().and_then(|at| usize::try_from(at).ok());
        let bytes = at(0).zip(at(1)).and_then(|(start, end)| self.numbers.get(start..end));
        match bytes {
            Some(bytes) if tensor["dtype"] == "F32" => Ok(bytes
                .chunks_exact(4)
                .map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
                .collect()),
            _ => Err(format!("the encoder has no 32-bit tensor {name}")),
        }
    }

    fn linear(&self, name: &str) -> Result<Linear, String> {
        let by_output = self.numbers(&format!("{name}.weight"))?;
        let bias = self.numbers(&format!("{name}.bias"))?;
        let width = by_output.len() / bias.len();
        let weights =
            (0..width).flat_map(|input| by_output.iter().skip(input).step_by(width).copied()).collect();
        Ok(Linear { weights, bias })
    }

    fn norm(&self, name: &str) -> Result<Norm, String> {
        Ok(Norm {
            weights: self.numbers(&format!("{name}.weight"))?,
            bias: self.numbers(&format!("{name}.bias"))?,
        })
    }
}
