//! Trains the finder of names on texts with marked names.

use std::path::Path;

use engine::document::names::labels::{self, LABELS, Label, Row};
use engine::document::names::tagging::{Prepared, transition};
use engine::grammar::model::Feature;
use engine::languages::ENGLISH;
use engine::text::Span;

use super::marked::{self, Marked};
use super::perceptron::{Learner, Shuffle};

const ROUNDS: usize = 10;
const UPDATES_MIN: u32 = 2;
const BITS: u8 = 16;

/// A stretch of tokens: the features of each, and the right labels.
struct Stretch {
    features: Vec<Vec<Feature>>,
    labels: Vec<Label>,
}

/// The weights, and a report. They are chosen by cross-validation elsewhere: this trains on every text.
pub(crate) fn train(data: &Path) -> Result<(Vec<u8>, String), String> {
    let texts = marked::read(data)?;
    let stretches: Vec<Stretch> = texts.iter().flat_map(stretches).collect();
    let tokens: usize = stretches.iter().map(|stretch| stretch.labels.len()).sum();
    let bytes = learn(&stretches);
    let said = format!("names: {} texts, {tokens} tokens near capitals, {} bytes", texts.len(), bytes.len());
    Ok((bytes, said))
}

fn stretches(text: &Marked) -> Vec<Stretch> {
    let grammar = engine::grammar::read(&text.text, &ENGLISH);
    let gold = label_column(text, &grammar.spans);
    let Some(prepared) = Prepared::new(&text.text, &grammar, &ENGLISH) else { return Vec::new() };
    let is_doubtful = |tokens: &std::ops::Range<usize>| {
        let span = grammar.span(tokens.clone());
        text.doubtful.iter().any(|word| span.overlaps(*word))
    };
    prepared
        .stretches()
        .into_iter()
        .filter(|tokens| !is_doubtful(tokens))
        .map(|tokens| {
            let features = tokens.clone().map(|token| {
                let mut out = Vec::new();
                prepared.features(token, &mut out);
                out
            });
            Stretch { features: features.collect(), labels: closed(&gold[tokens.clone()]) }
        })
        .collect()
}

/// The gold label of each token; names that do not lie on tokens are left out.
fn label_column(text: &Marked, tokens: &[Span]) -> Vec<Label> {
    let mut column = vec![0; tokens.len()];
    let peoples = ENGLISH.names.peoples;
    for &(span, kind) in &text.names {
        // Peoples are found by their table.
        if peoples.contains(&span.of(&text.text).to_lowercase().as_str()) {
            continue;
        }
        let start = tokens.partition_point(|token| token.start < span.start);
        let end = tokens.partition_point(|token| token.end <= span.end);
        let fits = start < end && tokens[start].start == span.start && tokens[end - 1].end == span.end;
        if fits && column[start..end].iter().all(|&label| label == 0) {
            for place in 0..end - start {
                column[start + place] = labels::label(kind, place, end - start);
            }
        }
    }
    column
}

/// Labels of which no name is cut at the ends.
fn closed(labels: &[Label]) -> Vec<Label> {
    let mut out = vec![0; labels.len()];
    for (name, kind) in labels::names(labels) {
        if labels[name.start] == labels::label(kind, 0, name.len()) {
            for (place, token) in name.clone().enumerate() {
                out[token] = labels::label(kind, place, name.len());
            }
        }
    }
    out
}

fn learn(stretches: &[Stretch]) -> Vec<u8> {
    let mut learner = Learner::new(LABELS, UPDATES_MIN);
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    let mut shuffle = Shuffle::default();
    for round in 0..ROUNDS {
        shuffle.shuffle(&mut order);
        let mut wrong = 0;
        for &index in &order {
            let stretch = &stretches[index];
            let chosen = decode(&learner, stretch);
            learner.step();
            if chosen != stretch.labels {
                wrong += 1;
                correct(&mut learner, stretch, &chosen);
            }
        }
        eprintln!("names round {round}: {wrong} of {} stretches wrong", order.len());
    }
    learner.finish(BITS)
}

fn decode(learner: &Learner, stretch: &Stretch) -> Vec<Label> {
    let row = |features: &[Feature]| {
        let mut row: Row = [0; LABELS];
        for (cell, score) in row.iter_mut().zip(learner.score(features)) {
            *cell = score as i32;
        }
        row
    };
    let rows: Vec<Row> = stretch.features.iter().map(|features| row(features)).collect();
    let mut after = [[0; LABELS]; LABELS];
    for (before, cells) in after.iter_mut().enumerate() {
        *cells = row(&[transition(before as u8)]);
    }
    labels::decode(&rows, &after)
}

fn correct(learner: &mut Learner, stretch: &Stretch, chosen: &[Label]) {
    let (mut right_before, mut chosen_before) = (0, 0);
    for (place, features) in stretch.features.iter().enumerate() {
        let (right, wrong) = (stretch.labels[place], chosen[place]);
        if right != wrong {
            learner.update(features, right.into(), wrong.into());
        }
        if (right_before, right) != (chosen_before, wrong) {
            learner.change(transition(right_before), right, 1);
            learner.change(transition(chosen_before), wrong, -1);
        }
        (right_before, chosen_before) = (right, wrong);
    }
}
