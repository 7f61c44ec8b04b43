//! Tolls: how many people died, were hurt, are missing, as one account tells it.
//!
//! A toll is a number of people with what became of them. It may be told without a numeral ("both women", "a mother
//! and her two sons"). What a toll leaves out or counts in is read beside it: the attacker, those told before, those
//! who were identified so far, other events.

use std::ops::Range;

use jiff::civil::Date;

use crate::document::{Days, Document, NameKind, Quantity};
use crate::grammar::{Grammar, Relation, Tag, TokenIndex};
use crate::languages::{Fate, Language, Tolls};
use crate::text::Span;

use super::super::{Cast, Place, Story};
use super::{Interval, Told, is_measure};

/// How many people, with what became of them.
pub(super) struct Toll {
    pub(super) told: Told,
    pub(super) fate: Fate,
    /// The row of the table of kinds that its noun stands in; `None` for anybody.
    pub(super) kind: Option<usize>,
    /// Whether it counts those who were not told before ("three others").
    pub(super) others: bool,
    /// Whether those told before cannot be the dead, for its sentence tells of none ("a child and four others were hurt").
    pub(super) others_alike: bool,
    /// Whether it counts by a word alone those told before ("both were hurt").
    pub(super) pronoun: bool,
    /// Whether it counts some of those told before ("three of the victims").
    pub(super) of_told: bool,
    /// Whether its fate is told only by the way ("were taken to a hospital").
    pub(super) weak: bool,
    /// Whether whoever did it is counted in, or surely out.
    pub(super) attacker: Option<bool>,
    /// Whether it is a part of another count.
    pub(super) part: bool,
    /// Whether only those known by name are counted.
    pub(super) known_by_name: bool,
    /// Whether several events are counted together.
    pub(super) round_up: bool,
    /// Whether it speaks of an event long before the story.
    pub(super) past: bool,
    /// The other counts of its sentence, with what became of those.
    pub(super) beside: Vec<(f64, Option<Fate>)>,
    /// The places named in its sentence, as members of the cast.
    pub(super) places: Vec<usize>,
    /// Whether it was added up from a list of people.
    pub(super) added: bool,
}

/// A count in a sentence before it is known what became of the counted.
struct Count {
    number: Range<TokenIndex>,
    whole: Range<TokenIndex>,
    quantity: Quantity,
    kind: Option<usize>,
    added: bool,
    part: bool,
    pronoun: bool,
}

/// Tokens so far from a count say nothing of it.
const REACH: usize = 10;
/// What a word's distance costs, what a comma, a joint and another number between cost, and the most that a fate may.
const STEP: u32 = 2;
const COMMA: u32 = 3;
const JOINT: u32 = 6;
const NUMBER: u32 = 10;
const COST_MAX: u32 = 18;
/// What a word costs that tells a fate only by the way.
const WEAK: u32 = 6;
/// What is so many days older than the story's first account is another event.
const PAST_DAYS: i32 = 45;
/// A month has no more days.
const MONTH_DAYS: i32 = 31;

/// The tolls of an account, in order; `fated` gets the places of all counts of people beside which a fate is told,
/// whether or not it became of the counted.
pub(super) fn find(
    story: &Story<'_>,
    cast: &Cast,
    account: usize,
    days: &StoryDays,
    fated: &mut Vec<Place>,
) -> Vec<Toll> {
    let document = &story.accounts[account].document;
    let language = story.language();
    let tables = language.claims.tolls;
    let reader = Reader { document, grammar: &document.grammar, language, tables, account, cast, days };
    let mut tolls = Vec::new();
    for sentence in 0..document.grammar.sentences.len() {
        reader.sentence(sentence, &mut tolls, fated);
    }
    tolls
}

/// Whether a quantity counts people.
pub(super) fn is_of_people(language: &Language, document: &Document, quantity: &Quantity) -> bool {
    let tables = language.claims.tolls;
    let noun = quantity.counted.and_then(|counted| document.grammar.inside(counted).last());
    let person = |noun: TokenIndex| {
        let lower = document.grammar.lower(noun);
        tables.anybody.contains(&lower) || tables.somebody.iter().any(|row| row.contains(&lower))
    };
    quantity.unit == language.quantities.people || noun.is_some_and(person)
}

/// The fate that a word in lower case tells, and whether it tells it only by the way.
pub(super) fn fate_of(tables: &Tolls, lower: &str) -> Option<(Fate, bool)> {
    let of = |rows: &[(Fate, &[&str])]| rows.iter().find(|row| row.1.contains(&lower)).map(|row| row.0);
    of(tables.fates).map(|fate| (fate, false)).or_else(|| of(tables.weak_fates).map(|fate| (fate, true)))
}

struct Reader<'a> {
    document: &'a Document,
    grammar: &'a Grammar,
    language: &'static Language,
    tables: &'static Tolls,
    account: usize,
    cast: &'a Cast,
    days: &'a StoryDays,
}

/// Which days belong to a story.
pub(super) struct StoryDays {
    /// The day of the first account.
    first: Option<Date>,
    /// Single days and months that two accounts or more speak of, in order.
    shared: Vec<Days>,
}

impl StoryDays {
    pub(super) fn of(story: &Story<'_>) -> StoryDays {
        let articles = story.accounts.iter().map(|account| &account.document.article);
        let first = articles.filter_map(|article| article.published.map(|moment| moment.date)).min();
        // That two accounts name a year tells nothing: they look back.
        let short = |days: &Days| days.first.until(days.last).is_ok_and(|span| span.get_days() <= MONTH_DAYS);
        let mut told: Vec<(Days, usize)> = story
            .accounts
            .iter()
            .enumerate()
            .flat_map(|(at, account)| {
                account.document.times.iter().filter_map(move |time| Some((time.days.filter(short)?, at)))
            })
            .collect();
        told.sort_unstable();
        told.dedup();
        let mut shared: Vec<Days> =
            told.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| pair[0].0).collect();
        shared.dedup();
        StoryDays { first, shared }
    }

    /// Whether days lie long before the story and no two accounts speak of them.
    fn are_past(&self, days: Days) -> bool {
        self.first.is_some_and(|first| {
            days.last.until(first).is_ok_and(|span| span.get_days() > PAST_DAYS)
                && self.shared.binary_search(&days).is_err()
        })
    }
}

impl Reader<'_> {
    fn sentence(&self, sentence: usize, out: &mut Vec<Toll>, fated: &mut Vec<Place>) {
        let tokens = self.grammar.sentence(sentence);
        let counts = self.counts(tokens.clone());
        if counts.is_empty() {
            return;
        }
        let starts: Vec<TokenIndex> = counts.iter().map(|count| count.whole.start).collect();
        let text = self.grammar.span(tokens.clone()).of(&self.document.article.text).to_lowercase();
        let has = |words: &[&str]| tokens.clone().any(|token| words.contains(&self.grammar.lower(token)));
        if !tokens.clone().any(|token| self.fate_word(token).is_some()) {
            return;
        }
        let span = self.grammar.span(tokens.clone());
        let place =
            |count: &Count| Place { account: self.account, span: self.grammar.span(count.whole.clone()) };
        let known_by_name = has(self.tables.known_by_name);
        let round_up = self.tables.round_ups.iter().any(|phrase| text.contains(phrase));
        let places = self.places(tokens.clone());
        let fates: Vec<Option<(Fate, TokenIndex)>> =
            counts.iter().map(|count| self.fate(tokens.clone(), count, &starts)).collect();
        let strong = |token: TokenIndex| self.fate_word(token).is_some_and(|(_, weak)| !weak);
        let any_strong = tokens.clone().any(strong);
        let any_dead = tokens.clone().any(|token| self.fate_word(token) == Some((Fate::Dead, false)));
        let fated_count = |at: usize| fates[at].map_or(any_strong, |(_, word)| strong(word));
        fated.extend(
            counts.iter().enumerate().filter(|(at, _)| fated_count(*at)).map(|(_, count)| place(count)),
        );
        for (at, count) in counts.iter().enumerate() {
            let Some((fate, word)) = fates[at] else { continue };
            out.push(Toll {
                told: Told {
                    interval: Interval::of(&count.quantity, true),
                    quantity: count.quantity.clone(),
                    place: place(count),
                    sentence,
                    as_of: super::moment_beside(self.document, self.grammar.span(count.whole.clone()), span),
                    retracted: super::is_retracted(self.language, self.document, count.quantity.span),
                },
                fate,
                kind: count.kind,
                others: self.counts_others(count),
                others_alike: self.counts_others(count) && !any_dead,
                pronoun: count.pronoun,
                of_told: self.is_partitive(count.number.end),
                weak: !strong(word),
                attacker: self.attacker(tokens.clone(), count, word),
                part: count.part || self.is_part(count, &counts),
                known_by_name,
                round_up,
                past: self.is_past(tokens.clone(), word),
                beside: counts
                    .iter()
                    .enumerate()
                    .filter(|&(other, _)| other != at)
                    .map(|(other, count)| (count.quantity.value, fates[other].map(|(fate, _)| fate)))
                    .collect(),
                places: places.clone(),
                added: count.added,
            });
        }
    }

    /// The counts of people in a sentence, by place; a list of people that was added up stands before its parts.
    fn counts(&self, tokens: Range<TokenIndex>) -> Vec<Count> {
        let mut counts: Vec<Count> =
            self.document
                .quantities
                .iter()
                .skip(self.document.quantities.partition_point(|quantity| {
                    quantity.span.start < self.grammar.span(tokens.clone()).start
                }))
                .take_while(|quantity| quantity.span.end <= self.grammar.span(tokens.clone()).end)
                .filter_map(|quantity| self.counted(quantity))
                .collect();
        for token in tokens.clone() {
            if !counts.iter().any(|count| count.whole.contains(&token)) {
                counts.extend(self.worded(tokens.clone(), token));
            }
        }
        let added = self.added(tokens, &counts);
        for whole in &added {
            let within = |part: &&mut Count| {
                part.whole.start >= whole.whole.start && part.whole.end <= whole.whole.end
            };
            counts.iter_mut().filter(within).for_each(|part| part.part = true);
        }
        counts.extend(added);
        counts.sort_by_key(|count| (count.whole.start, usize::MAX - count.whole.end));
        counts
    }

    /// A quantity of the document, if it counts people.
    fn counted(&self, quantity: &Quantity) -> Option<Count> {
        if is_measure(self.language, quantity) || quantity.value.fract() != 0.0 || quantity.change.is_some() {
            return None;
        }
        let number = self.grammar.inside(quantity.span);
        if number.is_empty() {
            return None;
        }
        let noun = quantity.counted.map(|span| self.grammar.inside(span)).filter(|noun| !noun.is_empty());
        let kind = match &noun {
            Some(noun) => self.kind(noun.end - 1)?,
            None if quantity.unit.is_empty() || quantity.unit == self.language.quantities.people => None,
            None => return None,
        };
        let whole = match noun {
            Some(noun) if noun.end > number.end => number.start..noun.end,
            _ => number.clone(),
        };
        Some(Count {
            number,
            whole,
            quantity: quantity.clone(),
            kind,
            added: false,
            part: false,
            pronoun: false,
        })
    }

    /// Whether a number counts some of more: "three of the victims".
    fn is_partitive(&self, end: TokenIndex) -> bool {
        let next = self.grammar.span(end..(end + 2).min(self.grammar.len()));
        let words = next.of(&self.document.article.text).to_lowercase();
        self.tables.parts.iter().any(|part| words == *part)
    }

    /// Whom a noun counts: a row of the kinds, anybody (`Some(None)`), or no people (`None`).
    fn kind(&self, noun: TokenIndex) -> Option<Option<usize>> {
        let lower = self.grammar.lower(noun);
        let kind_of = |word: &str| self.tables.somebody.iter().position(|row| row.contains(&word));
        // "Two female victims": the word before tells the kind.
        let told_before = || {
            let before = noun
                .checked_sub(1)
                .filter(|&before| matches!(self.grammar.tags[before], Tag::Jj | Tag::Nn))?;
            kind_of(self.grammar.lower(before))
        };
        if self.tables.anybody.contains(&lower)
            && let Some(kind) = told_before()
        {
            return Some(Some(kind));
        }
        if self.tables.anybody.contains(&lower) || self.grammar.tags[noun] == Tag::Nnps {
            return Some(None);
        }
        let counts = |noun| !self.tables.marks.contains(&self.grammar.lower(noun));
        if self.fate_word(noun).is_some_and(|(_, weak)| !weak) && counts(noun) {
            return Some(None);
        }
        kind_of(lower).map(Some)
    }

    /// A small number that counts what is said right after it ("the three killed"), and words that count ("both women").
    fn worded(&self, tokens: Range<TokenIndex>, token: TokenIndex) -> Option<Count> {
        let lower = self.grammar.lower(token);
        let next = token + 1;
        let by_word = self.tables.counting.iter().find(|(word, _)| *word == lower).map(|(_, value)| *value);
        let cardinal = || self.language.quantities.cardinals.iter().find(|(word, _)| *word == lower);
        let passive = next < tokens.end && self.tables.passives.contains(&self.grammar.lower(next));
        let told = next + usize::from(passive);
        let fated = told < tokens.end
            && (self.fate_word(told).is_some() || (passive && self.grammar.tags[told] == Tag::Vbn));
        let all =
            token > tokens.start && self.language.quantities.wholes.contains(&self.grammar.lower(token - 1));
        let (value, noun) = match by_word {
            Some(value) => {
                let noun = (next..(next + 2).min(tokens.end)).find_map(|noun| Some((noun, self.kind(noun)?)));
                (value, noun)
            }
            None => {
                let value = cardinal()?.1;
                if value < 1.0 || self.grammar.tags[token] != Tag::Cd || !(fated || all) {
                    return None;
                }
                (value, None)
            }
        };
        let span = self.grammar.spans[token];
        let taken = self.document.names.iter().any(|name| name.span.overlaps(span))
            || self.document.times.iter().any(|time| time.span.overlaps(span))
            || self.document.quantities.iter().any(|quantity| quantity.span.overlaps(span));
        let whole = token..noun.map_or(next, |(noun, _)| noun + 1);
        (!taken).then(|| Count {
            number: token..next,
            quantity: self.quantity(whole.clone(), value),
            whole,
            kind: noun.and_then(|(_, kind)| kind),
            added: false,
            part: false,
            pronoun: by_word.is_some() && noun.is_none(),
        })
    }

    /// Lists of people that can be added up: "a mother and her two sons".
    fn added(&self, tokens: Range<TokenIndex>, counts: &[Count]) -> Vec<Count> {
        let mut lists = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            let Some((mut end, mut value)) = self.somebody(at, tokens.end, counts) else {
                at += 1;
                continue;
            };
            let mut joined = false;
            let mut kinds = 1;
            let (first, first_value) = (end, value);
            while !joined && end < tokens.end {
                let joiners = self.language.quantities.joiners;
                let joint = self.grammar.lower(end);
                let comma = joint == ",";
                let comma_and =
                    comma && end + 1 < tokens.end && joiners.contains(&self.grammar.lower(end + 1));
                let and = joiners.contains(&joint) || comma_and;
                let from = end + 1 + usize::from(comma_and);
                // "..., and 17 are missing" begins anew.
                let bare =
                    counts.iter().any(|count| count.whole.start == from && count.whole == count.number);
                let Some((next, more)) =
                    ((and || comma) && !bare).then(|| self.somebody(from, tokens.end, counts)).flatten()
                else {
                    break;
                };
                (end, value, joined, kinds) = (next, value + more, and, kinds + 1);
            }
            // "The two passengers, Vale, 25, and Moss, 32": whoever is named behind a number is counted in it.
            let counted_first = first_value > 1.0
                && first < tokens.end
                && self.grammar.lower(first) == ","
                && value == first_value * 2.0;
            if joined && kinds > 1 && !counted_first {
                lists.push(Count {
                    number: at..at + 1,
                    quantity: self.quantity(at..end, value),
                    whole: at..end,
                    kind: None,
                    added: true,
                    part: false,
                    pronoun: false,
                });
            }
            at = end;
        }
        lists
    }

    /// One or more people of a kind, told by a noun phrase that begins at a token: its end and how many they are.
    fn somebody(&self, at: TokenIndex, end: TokenIndex, counts: &[Count]) -> Option<(TokenIndex, f64)> {
        const PHRASE_TOKENS: usize = 9;
        if at >= end {
            return None;
        }
        let numbered = |at: TokenIndex| counts.iter().find(|count| count.whole.start == at && !count.added);
        if let Some(count) = numbered(at) {
            return Some((count.whole.end, count.quantity.value));
        }
        if let Some(end) = self.named_person(at, end) {
            return Some((end, 1.0));
        }
        let opened = self.tables.openers.contains(&self.grammar.lower(at));
        if opened && let Some(count) = numbered(at + 1) {
            return Some((count.whole.end, count.quantity.value));
        }
        // A second person needs no article: "his mother and grandmother".
        let from = if opened { at + 1 } else { at };
        for token in from..(from + PHRASE_TOKENS).min(end) {
            let lower = self.grammar.lower(token);
            let last =
                token + 1 >= end || !matches!(self.grammar.tags[token + 1], Tag::Nn | Tag::Nns | Tag::Hyph);
            let known = self.tables.somebody.iter().any(|row| row.contains(&lower)) || lower == "person";
            if known && last {
                let singular = matches!(self.grammar.tags[token], Tag::Nn | Tag::Jj | Tag::Nnp);
                return (singular && (opened || token == at)).then_some((token + 1, 1.0));
            }
            let modifies = matches!(
                self.grammar.tags[token],
                Tag::Jj
                    | Tag::Jjr
                    | Tag::Nn
                    | Tag::Nns
                    | Tag::Cd
                    | Tag::Hyph
                    | Tag::Vbn
                    | Tag::Vbg
                    | Tag::Nnp
            );
            if !modifies {
                return None;
            }
        }
        None
    }

    /// The end of a person's name that begins at a token, with the age behind it ("Vale, 42").
    fn named_person(&self, at: TokenIndex, end: TokenIndex) -> Option<TokenIndex> {
        let start = self.grammar.spans[at].start;
        let names = &self.document.names;
        let name = names.get(names.partition_point(|name| name.span.start < start))?;
        if name.span.start != start || name.kind != NameKind::Person {
            return None;
        }
        let after = self.grammar.inside(name.span).end.max(at + 1);
        let aged = after + 2 < end
            && self.grammar.lower(after) == ","
            && self.grammar.tags[after + 1] == Tag::Cd
            && self.grammar.lower(after + 2) == ",";
        // The comma behind the age is left for the list.
        Some(if aged { after + 2 } else { after })
    }

    fn quantity(&self, whole: Range<TokenIndex>, value: f64) -> Quantity {
        Quantity {
            span: self.grammar.span(whole),
            value,
            value_to: None,
            unit: self.language.quantities.people.to_owned(),
            counted: None,
            approximator: None,
            change: None,
        }
    }

    /// The fate that a word tells, and whether it tells it only by the way.
    fn fate_word(&self, token: TokenIndex) -> Option<(Fate, bool)> {
        fate_of(self.tables, self.grammar.lower(token))
    }

    /// What became of the counted: the fate told nearest, and the word that tells it.
    fn fate(
        &self,
        tokens: Range<TokenIndex>,
        count: &Count,
        starts: &[TokenIndex],
    ) -> Option<(Fate, TokenIndex)> {
        let whole = &count.whole;
        let inside = whole.clone().filter_map(|token| Some((0, token, self.fate_word(token)?)));
        let after = whole.end..(whole.end + REACH).min(tokens.end);
        let before = tokens.start.max(whole.start.saturating_sub(REACH))..whole.start;
        let mut best: Option<(u32, TokenIndex, Fate)> = None;
        let mut consider = |cost: u32, token: TokenIndex, (fate, weak): (Fate, bool)| {
            let cost = cost + if weak { WEAK } else { 0 };
            if cost <= COST_MAX && best.is_none_or(|best| cost < best.0) {
                best = Some((cost, token, fate));
            }
        };
        inside.for_each(|(cost, token, fate)| consider(cost, token, fate));
        let mut cost = 0;
        for token in after {
            cost += self.step(token, starts);
            if let Some(fate) = self.fate_word(token)
                && !self.acts(whole.end..token, token, tokens.end)
                && !self.is_wish(tokens.start, token)
            {
                consider(cost, token, fate);
            }
        }
        if let Some(from) = self.past_aside(tokens.clone(), whole.end) {
            cost = JOINT;
            for token in from..(from + REACH / 2).min(tokens.end) {
                cost += self.step(token, starts);
                if let Some(fate) = self.fate_word(token)
                    && !self.acts(from..token, token, tokens.end)
                {
                    consider(cost, token, fate);
                }
            }
        }
        cost = 0;
        for token in before.rev() {
            cost += self.step(token, starts);
            if let Some(fate) = self.fate_word(token)
                && !self.is_wish(tokens.start, token)
            {
                let verb = matches!(self.grammar.tags[token], Tag::Vbd | Tag::Vbg | Tag::Vbn);
                consider(cost + if verb { 0 } else { WEAK }, token, fate);
            }
        }
        if let Some(token) = self.fate_of_verb(count) {
            consider(STEP, token, self.fate_word(token)?);
        }
        let (_, token, fate) = best?;
        let fate = if matches!(fate, Fate::Hit | Fate::Hurt) && self.died_too(tokens, token, starts) {
            Fate::Dead
        } else {
            fate
        };
        Some((fate, token))
    }

    /// Where a sentence goes on with its verb after an aside that begins at a token: "six people, two of them nurses,
    /// were hurt".
    fn past_aside(&self, tokens: Range<TokenIndex>, from: TokenIndex) -> Option<TokenIndex> {
        const ASIDE_TOKENS: usize = 40;
        let mark = |token: TokenIndex| {
            let lower = self.grammar.lower(token);
            lower == "," || self.tables.dashes.contains(&lower)
        };
        if from >= tokens.end || !mark(from) {
            return None;
        }
        (from + 2..(from + ASIDE_TOKENS).min(tokens.end)).find(|&token| {
            let verb = |token: TokenIndex| {
                matches!(self.grammar.tags[token], Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md)
            };
            let all = self.language.quantities.wholes.contains(&self.grammar.lower(token))
                && token + 1 < tokens.end
                && verb(token + 1);
            mark(token - 1) && (verb(token) || all)
        })
    }

    /// The word that tells a fate as the verb of the counted, or as what stands with that verb ("all received gunshot
    /// wounds").
    fn fate_of_verb(&self, count: &Count) -> Option<TokenIndex> {
        let grammar = self.grammar;
        let noun = count.whole.end - 1;
        if self.follows_of(count) {
            return None;
        }
        let verb = grammar.head(noun).filter(|verb| !count.whole.contains(verb))?;
        let strong = |token: TokenIndex| self.fate_word(token).is_some_and(|(_, weak)| !weak);
        match grammar.relations[noun] {
            Relation::NsubjPass => {}
            Relation::Nsubj if self.acts(count.whole.end..verb, verb, grammar.len()) => return None,
            Relation::Nsubj => {}
            _ => return None,
        }
        if verb < count.whole.end || self.is_wish(grammar.sentence(grammar.sentence_of(verb)).start, verb) {
            return None;
        }
        let within = verb + 1..(verb + 4).min(grammar.len());
        let beside = || {
            within.clone().find(|&token| {
                grammar.head(token) == Some(verb)
                    && matches!(grammar.relations[token], Relation::Obj | Relation::Xcomp)
                    && strong(token)
            })
        };
        strong(verb).then_some(verb).or_else(beside)
    }

    /// Whether a count stands after "of": in "of the 40 on board, 30 were saved" the verb tells of the 30.
    fn follows_of(&self, count: &Count) -> bool {
        let mut before = (0..count.whole.start).rev().map(|token| self.grammar.lower(token));
        let word = before.find(|word| !self.language.quantities.wholes.contains(word));
        word.is_some_and(|word| self.language.speech.of.contains(&word))
    }

    fn step(&self, token: TokenIndex, starts: &[TokenIndex]) -> u32 {
        let lower = self.grammar.lower(token);
        let mut cost = STEP;
        if lower == "," {
            cost += COMMA;
        }
        if self.tables.joints.contains(&lower) {
            cost += JOINT;
        }
        if starts.contains(&token) {
            cost += NUMBER;
        }
        cost
    }

    /// Whether the counted did it to others: the verb has an object and no passive before it.
    fn acts(&self, between: Range<TokenIndex>, verb: TokenIndex, end: TokenIndex) -> bool {
        let passive = between.clone().any(|token| self.tables.passives.contains(&self.grammar.lower(token)));
        let object =
            verb + 1 < end && matches!(self.grammar.tags[verb + 1], Tag::Cd | Tag::Dt | Tag::PrpS | Tag::Prp);
        object && !passive && matches!(self.grammar.tags[verb], Tag::Vbd | Tag::Vbn | Tag::Vbg | Tag::Vbp)
    }

    /// Whether a verb tells what could or should be, not what was.
    fn is_wish(&self, start: TokenIndex, verb: TokenIndex) -> bool {
        const BEFORE: usize = 3;
        let before = start.max(verb.saturating_sub(BEFORE))..verb;
        let open = before.clone().any(|token| matches!(self.grammar.tags[token], Tag::Md));
        let to = before.last().is_some_and(|token| self.grammar.tags[token] == Tag::To);
        open || (self.grammar.tags[verb] == Tag::Vb && to)
    }

    /// Whether those who were hit died of it: "shot and killed", "fatally shot", "shot to death".
    fn died_too(&self, tokens: Range<TokenIndex>, word: TokenIndex, starts: &[TokenIndex]) -> bool {
        const NEAR: usize = 3;
        let dead = |token: &TokenIndex| self.fate_word(*token) == Some((Fate::Dead, false));
        let open = |token: &TokenIndex| {
            let noun = matches!(self.grammar.tags[*token], Tag::Nn | Tag::Nns | Tag::Cd | Tag::Nnp);
            !starts.contains(token) && (!noun || dead(token))
        };
        let after = (word + 1..(word + 1 + NEAR).min(tokens.end)).take_while(open).any(|token| dead(&token));
        let before = (tokens.start.max(word.saturating_sub(NEAR))..word).rev().take_while(open);
        after || before.into_iter().any(|token| dead(&token))
    }

    fn counts_others(&self, count: &Count) -> bool {
        let remainders = self.language.claims.remainders;
        let end = (count.whole.end + 1).min(self.grammar.len());
        (count.whole.start.saturating_sub(1)..end)
            .any(|token| remainders.contains(&self.grammar.lower(token)))
    }

    /// Whether a count is told as a part of another: "including two women", "five people, two of them women", "72 people -
    /// 26 today alone".
    fn is_part(&self, count: &Count, counts: &[Count]) -> bool {
        let grammar = self.grammar;
        let start = count.whole.start;
        let counted_in = (start.saturating_sub(2)..start)
            .any(|token| self.tables.counting_in.contains(&grammar.lower(token)));
        let rest = grammar.span(count.number.end..(count.number.end + 2).min(grammar.len()));
        let words = rest.of(&self.document.article.text).to_lowercase();
        let larger = |other: &Count| other.whole.start < start && other.quantity.value > count.quantity.value;
        let is_dash = |token: TokenIndex| matches!(self.grammar.lower(token), "—" | "–" | "-" | "--" | "(");
        let set_off = count.whole == count.number && start > 0 && is_dash(start - 1);
        if set_off && self.follows_larger(count) {
            return true;
        }
        counted_in || (self.tables.parts.iter().any(|part| words == *part) && counts.iter().any(larger))
    }

    /// Whether a larger number of anything stands before a count in its sentence.
    fn follows_larger(&self, count: &Count) -> bool {
        let sentence = self.grammar.sentence(self.grammar.sentence_of(count.whole.start));
        let (from, to) = (self.grammar.span(sentence).start, self.grammar.spans[count.whole.start].start);
        let quantities = &self.document.quantities;
        let first = quantities.partition_point(|quantity| quantity.span.start < from);
        let before = quantities[first..].iter().take_while(|quantity| quantity.span.end <= to);
        before.into_iter().any(|quantity| quantity.value > count.quantity.value)
    }

    /// Whether whoever did it is counted in or out, as far as that is told.
    fn attacker(&self, tokens: Range<TokenIndex>, count: &Count, fate: TokenIndex) -> Option<bool> {
        const NAMED_WITHIN: usize = 6;
        const ACTS_WITHIN: usize = 14;
        let attacker = |token: TokenIndex| self.tables.attackers.contains(&self.grammar.lower(token));
        let named = |from: TokenIndex| (from + 1..(from + NAMED_WITHIN).min(tokens.end)).any(attacker);
        let told = |words: &[&str]| {
            (count.whole.end..tokens.end)
                .any(|token| words.contains(&self.grammar.lower(token)) && named(token))
        };
        if told(self.tables.counting_in) {
            return Some(true);
        }
        let acts =
            |token: TokenIndex| attacker(token) || self.tables.actors.contains(&self.grammar.lower(token));
        let passive = |token: TokenIndex| self.tables.passives.contains(&self.grammar.lower(token));
        let active = fate < count.whole.start
            && matches!(self.grammar.tags[fate], Tag::Vbd | Tag::Vbg | Tag::Vbn)
            && !(tokens.start.max(fate.saturating_sub(2))..fate).any(passive)
            && (tokens.start.max(fate.saturating_sub(ACTS_WITHIN))..fate).any(acts);
        (active || told(self.tables.counting_out)).then_some(false)
    }

    /// Whether the time told nearest to a word, or at the head of its sentence, is long before the story.
    fn is_past(&self, tokens: Range<TokenIndex>, word: TokenIndex) -> bool {
        let sentence: Span = self.grammar.span(tokens.clone());
        let word = self.grammar.spans[word];
        let times = &self.document.times;
        let from = times.partition_point(|time| time.span.start < sentence.start);
        let dated = || {
            times[from..]
                .iter()
                .take_while(|time| time.span.end <= sentence.end)
                .filter_map(|time| Some((time.span, time.days?)))
        };
        let nearest = dated().min_by_key(|(span, _)| span.start.abs_diff(word.start));
        let head = self.grammar.spans[(tokens.start + 2).min(tokens.end - 1)];
        let leading = dated().next().filter(|(span, _)| span.start <= head.start);
        leading.or(nearest).is_some_and(|(_, days)| self.days.are_past(days))
    }

    fn places(&self, tokens: Range<TokenIndex>) -> Vec<usize> {
        let sentence = self.grammar.span(tokens);
        let names = &self.document.names;
        let from = names.partition_point(|name| name.span.start < sentence.start);
        names[from..]
            .iter()
            .take_while(|name| name.span.end <= sentence.end)
            .filter(|name| name.kind == NameKind::Place)
            .filter_map(|name| self.cast.member_of(self.account, name.entity))
            .collect()
    }
}
