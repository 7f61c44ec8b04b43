//! The learned part: a linear model labels the words around capitals (structured perceptron, Collins 2002; features
//! after Ratinov and Roth 2009, "Design challenges and misconceptions in named entity recognition").

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::clues::{self, Clue, Lists, Shape};
use super::labels::{self, LABELS, Label, Row};
use super::spans::{self, Candidate, Reader};
use crate::document::NameKind;
use crate::grammar::Grammar;
use crate::grammar::atoms::{self, Atom};
use crate::grammar::classes::Classes;
use crate::grammar::model::{Feature, Model, Scores, one, three, two};
use crate::languages::Language;

/// A text with everything that the features look at.
pub struct Prepared<'r> {
    grammar: &'r Grammar,
    clues: Vec<Clue>,
    atoms: Vec<Atom>,
    /// What the rules say of each token, as a label with doubt.
    rules: Vec<u8>,
    /// What the table of known names says of each token.
    known: Vec<u8>,
    /// What other places of the text say of each word form.
    elsewhere: FxHashMap<u32, u32>,
    /// The run of capitals that each token stands in.
    runs: Vec<(u32, u32)>,
}

impl std::fmt::Debug for Prepared<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Prepared")
    }
}

impl<'r> Prepared<'r> {
    /// Looks at a text; `None` for a language without word classes.
    #[must_use]
    pub fn new(text: &'r str, grammar: &'r Grammar, language: &'r Language) -> Option<Prepared<'r>> {
        let clues = clues::read(text, grammar, language);
        Prepared::with(text, grammar, language, clues)
    }

    pub(super) fn with(
        text: &'r str,
        grammar: &'r Grammar,
        language: &'r Language,
        clues: Vec<Clue>,
    ) -> Option<Prepared<'r>> {
        let classes = Classes::new(language.models.as_ref()?.classes)?;
        let atoms = atoms::of(text, grammar, &classes);
        let reader = Reader { text, grammar, clues: &clues, language };
        let rules = ruled(&spans::find(reader), grammar.len());
        let known = spans::known(reader);
        let elsewhere = elsewhere(grammar, &clues, &atoms, &known);
        let runs = runs(grammar, &clues);
        Some(Prepared { grammar, clues, atoms, rules, known, elsewhere, runs })
    }

    /// The stretches of tokens that can hold names, each inside one sentence: words with capitals and the two words
    /// on both sides.
    #[must_use]
    pub fn stretches(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for index in 0..self.grammar.sentences.len() {
            let sentence = self.grammar.sentence(index);
            let mut open: Option<Range<usize>> = None;
            for token in sentence.clone() {
                let clue = self.clues[token];
                if !(clue.is_capital() || clue.shape == Shape::Inner || self.known[token] > 0) {
                    continue;
                }
                let near = token.saturating_sub(2).max(sentence.start)..(token + 3).min(sentence.end);
                open = match open {
                    Some(stretch) if near.start <= stretch.end => Some(stretch.start..near.end),
                    Some(stretch) => {
                        found.push(stretch);
                        Some(near)
                    }
                    None => Some(near),
                };
            }
            found.extend(open);
        }
        found
    }

    /// Appends what is seen at a token.
    pub fn features(&self, token: usize, out: &mut Vec<Feature>) {
        let nothing = (Clue::default(), Atom::default());
        let sentence = self.grammar.sentence(self.grammar.sentence_of(token));
        let at = |offset: isize| {
            let place = token.wrapping_add_signed(offset);
            if sentence.contains(&place) { (self.clues[place], self.atoms[place]) } else { nothing }
        };
        let label_at = |column: &[u8], offset: isize| {
            let place = token.wrapping_add_signed(offset);
            u32::from(if sentence.contains(&place) { column[place] } else { 255 })
        };
        let tag_at = |offset: isize| {
            let place = token.wrapping_add_signed(offset);
            if sentence.contains(&place) { self.grammar.tags[place] as u32 } else { 255 }
        };
        let [a, b, w, y, z] = [at(-2), at(-1), at(0), at(1), at(2)];
        let [sa, sb, sw, sy, sz] = [a, b, w, y, z].map(|(clue, _)| clue.shape as u32);
        let starts = u32::from(w.0.starts) + 2 * u32::from(w.0.headline);
        let tenths = u32::from(w.0.capital_tenths);
        let rule = label_at(&self.rules, 0);
        let known = label_at(&self.known, 0);
        out.extend([
            one(100, 0),
            one(101, w.1.lower),
            one(102, w.1.form),
            one(103, b.1.lower),
            one(104, y.1.lower),
            one(105, a.1.lower),
            one(106, z.1.lower),
            two(107, b.1.lower, w.1.lower),
            two(108, w.1.lower, y.1.lower),
            one(109, w.1.suffix3),
            one(110, w.1.suffix4),
            one(111, w.1.prefix3),
            one(112, w.1.suffix2),
            one(113, w.1.class),
            one(114, b.1.class),
            one(115, y.1.class),
            one(116, a.1.class),
            one(117, z.1.class),
            one(118, w.1.group),
            two(119, b.1.group, w.1.group),
            two(120, w.1.group, y.1.group),
            two(121, b.1.class, w.1.class),
            two(122, w.1.class, y.1.class),
            three(123, sb, sw, sy),
            three(124, sw, starts, tenths),
            three(125, sa, sb, sw),
            three(126, sw, sy, sz),
            three(127, tag_at(-1), tag_at(0), tag_at(1)),
            two(128, tag_at(0), sw),
            two(129, rule, sw),
            two(130, rule, w.1.class),
            three(131, label_at(&self.rules, -1), rule, label_at(&self.rules, 1)),
            two(132, known, sw),
            three(133, label_at(&self.known, -1), known, label_at(&self.known, 1)),
            two(134, known, w.1.class),
            two(135, b.1.lower, sw),
            two(136, y.1.lower, sw),
            two(137, w.1.shape, starts),
            three(138, rule, known, tenths),
            two(139, b.1.class, sw),
            two(140, y.1.class, sw),
            three(141, b.1.lower, rule, sw),
        ]);
        lists(150, w.0.lists, sw, out);
        lists(151, b.0.lists, sb, out);
        lists(152, y.0.lists, sy, out);
        lists(153, a.0.lists, sa, out);
        lists(154, z.0.lists, sz, out);
        self.run_features(token, sentence, out);
        if w.0.is_capital() {
            let mut rest = self.elsewhere.get(&w.1.form).copied().unwrap_or(0);
            out.push(two(160, rest, 0));
            while rest > 0 {
                let bit = rest.trailing_zeros();
                out.push(two(161, bit, sw));
                out.push(three(162, bit, rule, 0));
                rest &= rest - 1;
            }
        }
    }

    /// What the whole run of capitals around a token shows: its first and last word, and the words beside it.
    fn run_features(&self, token: usize, sentence: Range<usize>, out: &mut Vec<Feature>) {
        let (start, end) = (self.runs[token].0 as usize, self.runs[token].1 as usize);
        if end == start {
            return;
        }
        let place = (token - start).min(3) as u32;
        let left = ((end - 1 - token).min(3)) as u32;
        let word = |place: usize| if sentence.contains(&place) { self.atoms[place] } else { Atom::default() };
        let last = word(end - 1);
        let first = word(start);
        let before = word(start.wrapping_sub(1));
        let after = word(end);
        out.extend([
            two(170, last.lower, left),
            two(171, first.lower, place),
            three(172, before.lower, place, left),
            three(173, after.lower, place, left),
            three(174, before.class, place, left),
            three(175, after.class, place, left),
            three(176, first.class, last.class, place),
            two(177, place, left),
        ]);
        lists(178, self.clues[end - 1].lists, left, out);
        lists(179, self.clues[start].lists, place, out);
        if start > sentence.start {
            lists(180, self.clues[start - 1].lists, place, out);
        }
        if end < sentence.end {
            lists(181, self.clues[end].lists, left, out);
        }
    }

    /// Labels a text: the names by place.
    pub(super) fn label(&self, model: &Model<'_>) -> Vec<(Range<usize>, NameKind)> {
        let after = transitions(model);
        let (mut features, mut rows, mut found) = (Vec::new(), Vec::new(), Vec::new());
        for stretch in self.stretches() {
            rows.clear();
            for token in stretch.clone() {
                features.clear();
                self.features(token, &mut features);
                let mut scores: Scores = [0; _];
                model.score(&features, &mut scores);
                let mut row: Row = [0; LABELS];
                row.copy_from_slice(&scores[..LABELS]);
                row[0] -= OUTSIDE_COST;
                rows.push(row);
            }
            let labels: Vec<Label> = labels::decode(&rows, &after);
            let names = labels::names(&labels);
            found.extend(
                names
                    .into_iter()
                    .map(|(name, kind)| (name.start + stretch.start..name.end + stretch.start, kind)),
            );
        }
        found
    }
}

/// What a word outside of names costs, so that more names are found than training alone would: chosen by
/// cross-validation on wikigold.
const OUTSIDE_COST: i32 = 1000;

/// The feature of a label that stands before another.
#[must_use]
pub fn transition(before: Label) -> Feature {
    one(99, u32::from(before))
}

fn transitions(model: &Model<'_>) -> [Row; LABELS] {
    let mut after = [[0; LABELS]; LABELS];
    for (before, row) in after.iter_mut().enumerate() {
        let mut scores: Scores = [0; _];
        model.score(&[transition(before as u8)], &mut scores);
        row.copy_from_slice(&scores[..LABELS]);
    }
    after
}

/// One feature for each list that a word stands in.
fn lists(template: u32, lists: Lists, shape: u32, out: &mut Vec<Feature>) {
    let mut rest = lists.bits();
    while rest > 0 {
        out.push(three(template, rest.trailing_zeros(), shape, 0));
        rest &= rest - 1;
    }
}

/// The rules' names as a column.
fn ruled(candidates: &[Candidate], tokens: usize) -> Vec<u8> {
    let mut column = vec![0; tokens];
    for candidate in candidates {
        let length = candidate.tokens.len();
        for (place, token) in candidate.tokens.clone().enumerate() {
            let doubt = if candidate.is_sure { 0 } else { 32 };
            column[token] = labels::label(candidate.kind, place, length) + doubt;
        }
    }
    column
}

/// The runs of capitals, linked by what links the words of names.
fn runs(grammar: &Grammar, clues: &[Clue]) -> Vec<(u32, u32)> {
    let mut runs = vec![(0, 0); clues.len()];
    let is_word = |token: usize| clues[token].is_capital() && !clues[token].any(Lists::CALENDAR);
    let is_link = |token: usize| {
        clues[token].any(Lists::PARTICLE)
            || matches!(grammar.lower(token), "of" | "for" | "the" | "and" | "&" | "-" | "'")
    };
    for index in 0..grammar.sentences.len() {
        let sentence = grammar.sentence(index);
        let mut at = sentence.start;
        while at < sentence.end {
            if !is_word(at) {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            loop {
                let links = (end..sentence.end).take(2).take_while(|&token| is_link(token)).count();
                if end + links < sentence.end && is_word(end + links) {
                    end += links + 1;
                } else {
                    break;
                }
            }
            runs[at..end].fill((at as u32, end as u32));
            at = end;
        }
    }
    runs
}

/// What all places of a word form in the text say of it, as a set of bits.
fn elsewhere(grammar: &Grammar, clues: &[Clue], atoms: &[Atom], known: &[u8]) -> FxHashMap<u32, u32> {
    let mut found: FxHashMap<u32, u32> = FxHashMap::default();
    let mut lower: FxHashMap<u32, u32> = FxHashMap::default();
    let nothing = Clue::default();
    for token in 0..clues.len() {
        let clue = clues[token];
        if clue.shape == Shape::Lower {
            *lower.entry(atoms[token].lower).or_default() += 1;
        }
        if !clue.is_capital() {
            continue;
        }
        let before = if token > 0 { clues[token - 1] } else { nothing };
        let after = clues.get(token + 1).copied().unwrap_or(nothing);
        let word_before = if token > 0 { grammar.lower(token - 1) } else { "" };
        let word_after = if token + 1 < clues.len() { grammar.lower(token + 1) } else { "" };
        let titles = Lists::ANY_HONORIFIC.and(Lists::TITLE);
        let marks = [
            before.any(titles),
            before.is_capital() && before.any(Lists::GIVEN),
            before.shape == Shape::Initial,
            clue.any(Lists::GIVEN) && after.is_capital(),
            before.any(Lists::SPEAKING) || after.any(Lists::SPEAKING),
            before.any(Lists::PLACE_PREPOSITION),
            after.is_capital() && after.any(Lists::ORGANISATION.and(Lists::ORGANISATION_SUFFIX)),
            word_after == ",",
            word_before == "(" && word_after == ")",
            !clue.starts && !clue.headline,
            word_before == "the",
            word_after == "'s",
            before.is_capital(),
            after.is_capital(),
            known[token] > 0,
            matches!(word_after, "and" | "or"),
        ];
        let bits = marks.iter().enumerate().fold(0, |bits, (bit, &mark)| bits | u32::from(mark) << bit);
        let entry = found.entry(atoms[token].form).or_default();
        // The lowest bits are the marks, the next ones that they were seen more than once.
        let again = (*entry & bits) << 16;
        *entry |= bits | again & (0x1f << 16);
    }
    for token in 0..clues.len() {
        if clues[token].is_capital() && lower.contains_key(&atoms[token].lower) {
            *found.entry(atoms[token].form).or_default() |= 1 << 31;
        }
    }
    found
}
