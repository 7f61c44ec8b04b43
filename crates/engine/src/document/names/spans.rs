//! Where names stand, and what each names, judged by its own words and the words beside it.

use std::ops::Range;

use super::clues::{Clue, Lists, Shape, UNSEEN};
use super::gazetteer::look_along;
use crate::document::NameKind;
use crate::grammar::Grammar;
use crate::languages::Language;

/// A name that was found, before it is joined with others.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    /// The tokens of the name.
    pub(super) tokens: Range<usize>,
    /// What it names.
    pub(super) kind: NameKind,
    /// Whether its own words leave no doubt of the kind.
    pub(super) is_sure: bool,
}

/// What the finder looks at.
#[derive(Clone, Copy)]
pub(super) struct Reader<'r> {
    /// The text.
    pub(super) text: &'r str,
    /// Its tokens.
    pub(super) grammar: &'r Grammar,
    /// What is known of each token.
    pub(super) clues: &'r [Clue],
    /// The language's tables.
    pub(super) language: &'r Language,
}

/// Longest name of the tables, in tokens.
const PHRASE_TOKENS_MAX: usize = 8;

/// Finds the names of a text, by place, none overlapping.
pub(super) fn find(reader: Reader<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut key = String::new();
    for sentence in 0..reader.grammar.sentences.len() {
        let tokens = reader.grammar.sentence(sentence);
        let mut at = tokens.start;
        while at < tokens.end {
            if !reader.can_begin(at) {
                at += 1;
                continue;
            }
            let end = reader.run_end(at, tokens.end);
            reader.cut(at..end, &mut key, &mut found);
            at = end.max(at + 1);
        }
    }
    found
}

/// For each token what the table of known names says: 0 for nothing, else the code of the name and the token's place
/// in it.
pub(super) fn known(reader: Reader<'_>) -> Vec<u8> {
    let mut column = vec![0; reader.grammar.len()];
    let mut key = String::new();
    for sentence in 0..reader.grammar.sentences.len() {
        let tokens = reader.grammar.sentence(sentence);
        let mut at = tokens.start;
        while at < tokens.end {
            let clue = reader.clue(at);
            let may_begin = clue.is_capital()
                || clue.shape == Shape::Inner
                || clue.capital_tenths >= 7 && clue.capital_tenths != UNSEEN;
            let Some((end, code)) = may_begin.then(|| reader.phrase(at, tokens.end, &mut key)).flatten()
            else {
                at += 1;
                continue;
            };
            if (at..end).any(|token| reader.clue(token).is_capital()) {
                for (place, token) in (at..end).enumerate() {
                    column[token] = 4 * code_number(code) + place_number(place, end - at);
                }
            }
            at = end;
        }
    }
    column
}

/// Whether a name of the tables comes from counting, which for a single word is a hint only.
fn is_counted(code: &str) -> bool {
    matches!(code, "P" | "O" | "L" | "X")
}

fn code_number(code: &str) -> u8 {
    1 + "crTtpoxPOLX".find(code).unwrap_or(11) as u8
}

fn place_number(place: usize, length: usize) -> u8 {
    match (place, length) {
        (_, 1) => 3,
        (0, _) => 0,
        (place, length) => 1 + u8::from(place + 1 == length),
    }
}

impl Reader<'_> {
    fn lower(&self, token: usize) -> &str {
        self.grammar.lower(token)
    }

    fn clue(&self, token: usize) -> Clue {
        self.clues.get(token).copied().unwrap_or_default()
    }

    /// Whether a token has the look of a word of a name.
    fn is_name_word(&self, token: usize) -> bool {
        let clue = self.clue(token);
        if clue.any(Lists::CALENDAR.and(Lists::NEVER)) {
            return clue.shape == Shape::Upper
                && !clue.headline
                && self.lower(token).len() > 1
                && !clue.starts;
        }
        match clue.shape {
            Shape::Capital | Shape::Mixed | Shape::Upper => {
                let seen = clue.capital_tenths != UNSEEN;
                if clue.starts || clue.headline { !seen || clue.capital_tenths >= 4 } else { true }
            }
            Shape::Initial => self.lower(token).len() > 1 || !clue.starts,
            Shape::Inner => clue.capital_tenths >= 5,
            _ => false,
        }
    }

    fn can_begin(&self, token: usize) -> bool {
        self.is_name_word(token)
            || self.clue(token).is_capital() && self.clue(token).starts && {
                // A first word that is common in lower case begins a name when a title or a name's word follows.
                let clue = self.clue(token);
                !clue.any(Lists::CALENDAR.and(Lists::NEVER))
                    && self.is_name_word(token + 1)
                    && clue.any(Lists::TITLE.and(Lists::GIVEN).and(Lists::ORGANISATION).and(Lists::COMPASS))
            }
    }

    /// Where the run of name words that begins at `start` ends.
    fn run_end(&self, start: usize, limit: usize) -> usize {
        let mut end = start + 1;
        while end < limit {
            if self.is_name_word(end) {
                end += 1;
            } else if let Some(next) = self.link_end(start..end, limit) {
                end = next;
            } else {
                break;
            }
        }
        end
    }

    /// The end of the words that link a run to the name word after them, that word included.
    fn link_end(&self, run: Range<usize>, limit: usize) -> Option<usize> {
        let at = run.end;
        let word = self.lower(at);
        let clue = self.clue(at);
        let heads = Lists::ORGANISATION.and(Lists::PLACE).and(Lists::OTHER).and(Lists::PLACE_START);
        let after = |skip: usize| at + skip < limit && self.is_name_word(at + skip);
        let has_head = run.clone().any(|token| self.clue(token).any(heads));
        if (word == "&" || word == "-" && clue.glued && self.clue(at + 1).glued) && after(1) {
            return Some(at + 2);
        }
        if word == "'" && clue.glued && self.clue(at + 1).glued && after(1) {
            return Some(at + 2);
        }
        if clue.any(Lists::PARTICLE) && clue.shape == Shape::Lower {
            if after(1) {
                return Some(at + 2);
            }
            if after(2) && self.clue(at + 1).any(Lists::PARTICLE) {
                return Some(at + 3);
            }
            if after(2) && self.lower(at + 1) == "-" {
                return Some(at + 3);
            }
        }
        if matches!(word, "of" | "for") && has_head {
            if after(1) {
                return Some(at + 2);
            }
            if after(2) && self.lower(at + 1) == "the" {
                return Some(at + 3);
            }
        }
        let has_of = run.clone().any(|token| matches!(self.lower(token), "of" | "for"));
        if word == "and" && has_of && has_head && after(1) && !self.clue(at + 1).any(Lists::GIVEN) {
            return Some(at + 2);
        }
        None
    }

    /// Cuts a run of name words into names.
    fn cut(&self, run: Range<usize>, key: &mut String, found: &mut Vec<Candidate>) {
        let mut start = run.start;
        let mut after_title = start > 0 && self.clue(start - 1).any(Lists::TITLE.and(Lists::ROLE));
        while start < run.end {
            let rest = run.end - start;
            let clue = self.clue(start);
            let phrase =
                self.phrase(start, run.end, key).filter(|&(end, code)| end > start + 1 || !is_counted(code));
            if let Some((end, code)) = phrase {
                let kind = kind_of(code);
                let next_head = end < run.end && self.is_continued(end);
                if !next_head {
                    found.push(Candidate { tokens: start..end, kind, is_sure: true });
                    start = end;
                    after_title = false;
                    continue;
                }
            }
            if rest > 1 && clue.any(Lists::ANY_HONORIFIC) {
                start += 1;
                after_title = true;
                continue;
            }
            if rest > 1 && self.is_title(start, run.end) {
                start += 1;
                after_title = true;
                continue;
            }
            if clue.any(Lists::PEOPLE)
                && (rest == 1
                    || !self.clue(run.end - 1).any(Lists::ORGANISATION.and(Lists::OTHER).and(Lists::PLACE)))
            {
                found.push(Candidate { tokens: start..start + 1, kind: NameKind::Other, is_sure: true });
                start += 1;
                continue;
            }
            break;
        }
        if start >= run.end {
            return;
        }
        if run.end - start == 1
            && self.clue(start).any(Lists::TITLE.and(Lists::MODIFIER))
            && self.clue(start).capital_tenths < 9
        {
            return;
        }
        let tokens = start..run.end;
        let (kind, is_sure) = self.kind(tokens.clone(), after_title);
        found.push(Candidate { tokens, kind, is_sure });
    }

    /// Whether the words from `at` make one name with the known name before them ("New York" | "Stock Exchange").
    fn is_continued(&self, at: usize) -> bool {
        let clue = self.clue(at);
        clue.any(Lists::ORGANISATION.and(Lists::PLACE).and(Lists::OTHER).and(Lists::ORGANISATION_SUFFIX))
            || matches!(self.lower(at), "&")
            || !clue.any(Lists::TITLE.and(Lists::MODIFIER).and(Lists::GIVEN).and(Lists::PEOPLE))
                && clue.is_capital()
    }

    fn is_title(&self, at: usize, end: usize) -> bool {
        let clue = self.clue(at);
        if clue.any(Lists::TITLE) {
            return !clue.any(Lists::GIVEN) || self.clue(at + 1).any(Lists::GIVEN);
        }
        clue.any(Lists::MODIFIER)
            && (at + 1..end).take(4).any(|token| self.clue(token).any(Lists::TITLE))
            && end - at > 2
    }

    /// What the table of known names has for just these tokens.
    pub(super) fn known_code(&self, tokens: Range<usize>) -> Option<&'static str> {
        let mut key = String::new();
        self.phrase(tokens.start, tokens.end, &mut key)
            .filter(|&(end, _)| end == tokens.end)
            .map(|(_, code)| code)
    }

    /// The kind of a known name of just these tokens.
    pub(super) fn known_kind(&self, tokens: Range<usize>) -> Option<NameKind> {
        self.known_code(tokens).map(kind_of)
    }

    /// Whether just these tokens are a known name.
    pub(super) fn is_known(&self, tokens: Range<usize>) -> bool {
        self.known_code(tokens).is_some()
    }

    /// Where the longest known name ends that begins at a token with a capital.
    pub(super) fn known_end(&self, start: usize) -> Option<usize> {
        if !self.clue(start).is_capital() {
            return None;
        }
        let sentence = self.grammar.sentence(self.grammar.sentence_of(start));
        let (end, _) = self.phrase(start, sentence.end, &mut String::new())?;
        self.clue(end - 1).is_capital().then_some(end)
    }

    /// The longest name of the tables that begins at a token.
    fn phrase(&self, start: usize, limit: usize, key: &mut String) -> Option<(usize, &'static str)> {
        let mut best = None;
        key.clear();
        for token in start..limit.min(start + PHRASE_TOKENS_MAX) {
            if token > start && !self.clue(token).glued {
                key.push(' ');
            }
            key.push_str(self.lower(token));
            let (code, goes_on) = look_along(self.language.names.phrases, key);
            best = code.map(|code| (token + 1, code)).or(best);
            if !goes_on {
                break;
            }
        }
        best
    }

    /// What a name of these words names, and whether that is sure.
    fn kind(&self, tokens: Range<usize>, after_title: bool) -> (NameKind, bool) {
        let first = self.clue(tokens.start);
        let last = self.clue(tokens.end - 1);
        let long = tokens.len() > 1;
        let before = if tokens.start > 0 { self.clue(tokens.start - 1) } else { Clue::default() };
        if last.any(Lists::ORGANISATION_SUFFIX) && long {
            return (NameKind::Organisation, true);
        }
        let of = tokens.clone().position(|token| matches!(self.lower(token), "of" | "for"));
        if let Some(of) = of {
            let head = self.clue(tokens.start + of.saturating_sub(1));
            if head.any(Lists::ORGANISATION) {
                return (NameKind::Organisation, true);
            }
            if head.any(Lists::PLACE.and(Lists::PLACE_START)) {
                return (NameKind::Place, true);
            }
            if head.any(Lists::OTHER) {
                return (NameKind::Other, true);
            }
        }
        if long && last.any(Lists::SUFFIX) {
            return (NameKind::Person, true);
        }
        if long
            && first.any(Lists::GIVEN)
            && !last.any(Lists::ORGANISATION.and(Lists::OTHER).and(Lists::PLACE))
        {
            return (NameKind::Person, true);
        }
        if after_title {
            return (NameKind::Person, true);
        }
        if long && last.any(Lists::ORGANISATION) {
            return (NameKind::Organisation, true);
        }
        if long && (last.any(Lists::PLACE) || first.any(Lists::PLACE_START)) {
            return (NameKind::Place, true);
        }
        if long && last.any(Lists::OTHER) {
            return (NameKind::Other, true);
        }
        if tokens.clone().any(|token| self.lower(token) == "&") {
            return (NameKind::Organisation, false);
        }
        if before.any(Lists::PLACE_PREPOSITION) && !first.any(Lists::SURNAME.and(Lists::GIVEN)) {
            return (NameKind::Place, false);
        }
        if first.shape == Shape::Upper && !long {
            return (NameKind::Organisation, false);
        }
        let speaks = self.clue(tokens.end).any(Lists::SPEAKING) || before.any(Lists::SPEAKING);
        if speaks || last.any(Lists::SURNAME) || first.any(Lists::GIVEN) {
            return (NameKind::Person, false);
        }
        (if long { NameKind::Person } else { NameKind::Other }, false)
    }
}

fn kind_of(code: &str) -> NameKind {
    match code {
        "P" => NameKind::Person,
        "o" | "O" => NameKind::Organisation,
        "x" | "X" => NameKind::Other,
        _ => NameKind::Place,
    }
}
