//! Parts of speech: a greedy tagger, from the first token of a sentence to its last.
//!
//! A linear model chooses each tag from the words around the token and the two tags before it (Collins 2002, "Discriminative
//! training methods for hidden Markov models", with greedy search).

use std::ops::Range;

use super::Tag;
use super::atoms::Atom;
use super::model::{Feature, Model, Scores, best, one, three, two};

/// Tags the tokens of one sentence that have no tag yet; `tags` and `atoms` are those of the whole text.
pub fn tag(model: &Model<'_>, atoms: &[Atom], sentence: Range<usize>, tags: &mut [Tag]) {
    let mut features = Vec::with_capacity(FEATURES);
    for token in sentence.clone() {
        if tags[token] != Tag::Unknown {
            continue;
        }
        features.clear();
        extract(atoms, tags, sentence.clone(), token, &mut features);
        let mut scores: Scores = [0; _];
        model.score(&features, &mut scores);
        tags[token] = Tag::numbered(best(&scores, model.classes));
    }
}

/// About how many features a token has.
pub const FEATURES: usize = 48;

/// Appends the features of a token whose predecessors are tagged.
pub fn extract(atoms: &[Atom], tags: &[Tag], sentence: Range<usize>, token: usize, out: &mut Vec<Feature>) {
    let nothing = Atom::default();
    let at = |offset: isize| {
        let place = token.wrapping_add_signed(offset);
        if sentence.contains(&place) { &atoms[place] } else { &nothing }
    };
    let tag = |back: usize| if token >= sentence.start + back { tags[token - back] as u32 + 1 } else { 0 };
    let (a, b, w, y, z) = (at(-2), at(-1), at(0), at(1), at(2));
    let (s, t) = (tag(2), tag(1));
    let first = u32::from(token == sentence.start);
    out.extend([
        one(0, 0),
        one(1, w.lower),
        one(2, w.form),
        one(3, w.suffix2),
        one(4, w.suffix3),
        one(5, w.suffix4),
        one(6, w.prefix3),
        two(7, w.shape, first),
        one(8, w.class),
        one(9, w.group),
        three(10, w.shape, w.lower_class, first),
        two(11, w.shape, w.suffix2),
        one(12, b.lower),
        one(13, y.lower),
        one(14, a.lower),
        one(15, z.lower),
        two(16, b.lower, w.lower),
        two(17, w.lower, y.lower),
        one(18, b.class),
        one(19, y.class),
        one(20, a.class),
        one(21, z.class),
        two(22, b.class, w.class),
        two(23, w.class, y.class),
        two(24, y.class, z.class),
        two(25, b.shape, w.shape),
        two(26, w.shape, y.shape),
        one(27, y.suffix3),
        one(28, b.suffix3),
        one(29, t),
        two(30, s, t),
        two(31, t, w.lower),
        two(32, t, w.class),
        two(33, t, y.class),
        two(34, t, w.suffix3),
        three(35, s, t, w.class),
        two(36, t, y.lower),
        three(37, t, w.group, y.group),
        three(38, t, w.shape, y.shape),
        three(39, t, w.suffix2, y.suffix2),
        three(40, b.group, w.class, y.group),
        two(41, s, w.class),
        three(42, w.class, y.group, z.group),
        two(43, w.suffix3, y.class),
    ]);
}
