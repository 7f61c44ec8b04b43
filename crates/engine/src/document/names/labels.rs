//! Labels of tokens: outside of names, or the first, an inner, the last or the only word of a name of some kind.

use std::ops::Range;

use crate::document::NameKind;

/// How many labels there are.
pub const LABELS: usize = 17;

/// A label's number: 0 outside of names, else [`label`].
pub type Label = u8;

/// Kinds in the order of their labels.
pub const KINDS: [NameKind; 4] = [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Other];

const FIRST: u8 = 0;
const INNER: u8 = 1;
const LAST: u8 = 2;
const ONLY: u8 = 3;

/// The label of a token at `place` in a name of `length` tokens.
#[must_use]
pub fn label(kind: NameKind, place: usize, length: usize) -> Label {
    let part = match (place, length) {
        (_, 1) => ONLY,
        (0, _) => FIRST,
        (place, length) if place + 1 == length => LAST,
        _ => INNER,
    };
    1 + 4 * kind as u8 + part
}

/// Whether `next` may stand after `before`; `before` is 0 at the beginning.
fn follows(before: usize, next: usize) -> bool {
    let opens = |label: usize| label > 0 && matches!((label as u8 - 1) % 4, FIRST | INNER);
    let continues = |label: usize| label > 0 && matches!((label as u8 - 1) % 4, INNER | LAST);
    match (opens(before), continues(next)) {
        (true, true) => (before - 1) / 4 == (next - 1) / 4,
        (opened, continued) => opened == continued,
    }
}

/// The score of each label for one token, and of each label after each other one.
pub type Row = [i32; LABELS];

/// The best sequence of labels that makes whole names (Viterbi).
#[must_use]
pub fn decode(rows: &[Row], after: &[Row; LABELS]) -> Vec<Label> {
    const NEVER: i32 = i32::MIN / 4;
    let mut best = [NEVER; LABELS];
    let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(rows.len());
    best[0] = 0;
    for (place, row) in rows.iter().enumerate() {
        let mut next = [NEVER; LABELS];
        let mut from = [0; LABELS];
        for label in 0..LABELS {
            for before in 0..LABELS {
                if best[before] == NEVER || !follows(before, label) || place == 0 && before > 0 {
                    continue;
                }
                let score = best[before] + after[before][label] + row[label];
                if score > next[label] {
                    next[label] = score;
                    from[label] = before as u8;
                }
            }
        }
        best = next;
        back.push(from);
    }
    let mut label = (0..LABELS)
        .filter(|&label| follows(label, 0))
        .max_by_key(|&label| (best[label], LABELS - label))
        .unwrap_or(0);
    let mut labels = vec![0; rows.len()];
    for place in (0..rows.len()).rev() {
        labels[place] = label as u8;
        label = usize::from(back[place][label]);
    }
    labels
}

/// The names that labels make: ranges of places and kinds.
#[must_use]
pub fn names(labels: &[Label]) -> Vec<(Range<usize>, NameKind)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (place, &label) in labels.iter().enumerate() {
        if label == 0 {
            continue;
        }
        let (kind, part) = (KINDS[usize::from((label - 1) / 4)], (label - 1) % 4);
        if matches!(part, FIRST | ONLY) {
            start = place;
        }
        if matches!(part, LAST | ONLY) {
            found.push((start..place + 1, kind));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_whole() {
        let mut rows = vec![[0; LABELS]; 4];
        // An inner label alone may not win, whatever it scores.
        rows[1][2] = 50;
        rows[2][usize::from(label(NameKind::Place, 0, 1))] = 10;
        rows[3][usize::from(label(NameKind::Person, 0, 1))] = 3;
        let labels = decode(&rows, &[[0; LABELS]; LABELS]);
        let found = names(&labels);
        assert!(found.iter().all(|(tokens, _)| !tokens.is_empty()));
        assert!(found.contains(&(0..3, NameKind::Person)) || found.contains(&(2..3, NameKind::Place)));
        assert!(found.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start));
    }

    #[test]
    fn labels_and_names_are_each_other() {
        let labels = [
            0,
            label(NameKind::Person, 0, 2),
            label(NameKind::Person, 1, 2),
            0,
            label(NameKind::Other, 0, 1),
        ];
        assert_eq!(names(&labels), vec![(1..3, NameKind::Person), (4..5, NameKind::Other)]);
        assert_eq!(names(&[]), vec![]);
    }
}
