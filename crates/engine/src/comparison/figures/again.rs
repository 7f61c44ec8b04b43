//! Tolls told again: numbers that stand in an account without what became of the counted ("the company says 143"), and
//! are those of a toll that the story knows.

use std::collections::BTreeMap;

use crate::document::{Approximator, Document, Quantity};
use crate::grammar::{Tag, TokenIndex};
use crate::languages::{Fate, Language};

use super::super::{Place, Story};
use super::tolls::{Toll, fate_of};
use super::{Interval, Told};

/// So many digits make a number telling by itself; with the same word before it ("more than 150"), one less does.
const DIGITS_MIN: u32 = 3;
/// A heading inside a paragraph has no more words ("Then the dead.").
const HEADING_TOKENS_MAX: usize = 5;
/// A number stands behind its verb with so many words between at most ("there were more than 150").
const VERB_WITHIN: usize = 3;

/// Numbers of people that are told again: each with the toll that it tells.
pub(super) fn find(story: &Story<'_>, tolls: &[Toll]) -> Vec<(Told, usize)> {
    let known = Known::of(tolls);
    let mut again = Vec::new();
    for (account, told) in story.accounts.iter().enumerate() {
        let document = &told.document;
        let first = tolls.partition_point(|toll| toll.told.place.account < account);
        let own = tolls[first..].iter().take_while(|toll| toll.told.place.account == account);
        for quantity in &document.quantities {
            if own.clone().any(|toll| toll.told.place.span.overlaps(quantity.span)) {
                continue;
            }
            let toll = known.toll(story.language(), document, quantity);
            again.extend(toll.map(|toll| (told_by(story, account, quantity), toll)));
        }
    }
    again
}

fn told_by(story: &Story<'_>, account: usize, quantity: &Quantity) -> Told {
    let document = &story.accounts[account].document;
    let tokens = document.grammar.inside(quantity.span);
    Told {
        interval: Interval::of(quantity, true),
        quantity: quantity.clone(),
        place: Place { account, span: quantity.span },
        sentence: document.grammar.sentence_of(tokens.start),
        as_of: None,
        retracted: super::is_retracted(story.language(), document, quantity.span),
    }
}

/// A number as it is looked up: its value's bits and the word before it.
type Printed = (u64, Option<Approximator>);

/// The tolls of a story by their numbers.
struct Known {
    /// The first toll of each number; `None` where it is told of several fates.
    telling: BTreeMap<Printed, Option<usize>>,
    /// The first toll of each fate and number.
    of_fate: BTreeMap<(Fate, Printed), usize>,
}

impl Known {
    fn of(tolls: &[Toll]) -> Known {
        let mut known = Known { telling: BTreeMap::new(), of_fate: BTreeMap::new() };
        for (at, toll) in tolls.iter().enumerate() {
            let number = &toll.told.quantity;
            if number.value_to.is_some() || toll.past || toll.part || toll.told.retracted {
                continue;
            }
            let printed = printed(number);
            known.of_fate.entry((toll.fate, printed)).or_insert(at);
            let digits = toll.told.interval.digits + u32::from(number.approximator.is_some());
            if digits >= DIGITS_MIN {
                let one = known.telling.entry(printed).or_insert(Some(at));
                *one = one.filter(|&first| tolls[first].fate == toll.fate);
            }
        }
        known
    }

    /// The toll that a number tells again.
    fn toll(&self, language: &Language, document: &Document, quantity: &Quantity) -> Option<usize> {
        if quantity.value_to.is_some() || quantity.change.is_some() {
            return None;
        }
        let printed = printed(quantity);
        let bare = quantity.unit.is_empty() && quantity.counted.is_none();
        let people = quantity.unit == language.quantities.people;
        let telling = || {
            let toll = self.telling.get(&printed).copied().flatten();
            toll.filter(|_| people || bare && stands_by_verb(document, quantity))
        };
        let under_heading = || {
            let fate = heading_fate(language, document, quantity)?;
            self.of_fate.get(&(fate, printed)).copied()
        };
        telling().or_else(|| under_heading().filter(|_| bare && quantity.value > 1.0))
    }
}

fn printed(quantity: &Quantity) -> Printed {
    (quantity.value.to_bits(), quantity.approximator)
}

/// Whether a number stands right behind a verb, a word such as "more than" aside, or such a number right before one.
fn stands_by_verb(document: &Document, quantity: &Quantity) -> bool {
    let grammar = &document.grammar;
    let tokens = grammar.inside(quantity.span);
    if tokens.is_empty() {
        return false;
    }
    let verb = |token: TokenIndex| matches!(grammar.tags[token], Tag::Vbz | Tag::Vbd | Tag::Vbp | Tag::Vbn);
    let noun = |token: TokenIndex| {
        matches!(grammar.tags[token], Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Cd)
    };
    let reach = if quantity.approximator.is_some() { VERB_WITHIN } else { 1 };
    let before = (tokens.start.saturating_sub(reach)..tokens.start).rev();
    let behind = before.take_while(|&token| !noun(token)).any(verb);
    let in_front = quantity.approximator.is_some() && tokens.end < grammar.len() && verb(tokens.end);
    behind || in_front
}

/// The fate that the first sentence of a number's paragraph names as a heading: few words and no verb ("Then the dead.").
fn heading_fate(language: &Language, document: &Document, quantity: &Quantity) -> Option<Fate> {
    let grammar = &document.grammar;
    let tokens = grammar.inside(quantity.span);
    if tokens.is_empty() {
        return None;
    }
    let sentence = grammar.sentence_of(tokens.start);
    let paragraph = grammar
        .paragraphs
        .iter()
        .find(|paragraph| (paragraph.start as usize..paragraph.end as usize).contains(&sentence))?;
    let first = paragraph.start as usize;
    let heading = grammar.sentence(first);
    let verbs = [Tag::Vb, Tag::Vbd, Tag::Vbz, Tag::Vbp, Tag::Md];
    let is_heading = first < sentence
        && heading.len() <= HEADING_TOKENS_MAX
        && !heading.clone().any(|token| verbs.contains(&grammar.tags[token]));
    let fate = |token: TokenIndex| fate_of(language.claims.tolls, grammar.lower(token));
    if !is_heading || grammar.sentence(sentence).any(|token| fate(token).is_some()) {
        return None;
    }
    let mut fates = heading.filter_map(fate).filter(|(_, weak)| !weak).map(|(fate, _)| fate);
    fates.next().filter(|first| fates.all(|other| other == *first))
}
