//! A text as the reader of quotations sees it: tokens, the quotation marks over them, and stretches between the
//! ends of sentences that stand outside the marks.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::marks::{self, Marked};
use crate::document::Document;
use crate::grammar::{Grammar, Tag, TokenIndex};
use crate::languages::{Frame, ReportingVerb, Speech};
use crate::text::Span;

/// Everything about one document that the reading of quotations looks up.
pub(in crate::document) struct Page<'d> {
    pub(in crate::document) text: &'d str,
    pub(in crate::document) grammar: &'d Grammar,
    pub(in crate::document) speech: &'d Speech,
    pub(in crate::document) document: &'d Document,
    /// The stretches in quotation marks, by place.
    pub(in crate::document) marks: Vec<Marked>,
    /// For each token, one more than the index of the stretch in marks that it stands in; 0 outside.
    marked: Vec<u32>,
    /// For each token, whether it is part of a time.
    timed: Vec<bool>,
    /// For each token, whether it is part of a name.
    named: Vec<bool>,
    verbs: FxHashMap<&'static str, &'static ReportingVerb>,
    /// Those with a particle, by form and particle.
    phrasal: FxHashMap<(&'static str, &'static str), &'static ReportingVerb>,
}

impl<'d> Page<'d> {
    pub(in crate::document) fn new(document: &'d Document, speech: &'static Speech) -> Page<'d> {
        let text = document.article.text.as_str();
        let grammar = &document.grammar;
        let marks = marks::find(text, &paragraphs(grammar), speech.elisions, speech.dashes);
        let marked = marked_tokens(grammar, &marks);
        let timed = covered(grammar, document.times.iter().map(|time| time.span));
        let named = covered(grammar, document.names.iter().map(|name| name.span));
        let mut verbs = FxHashMap::default();
        let mut phrasal = FxHashMap::default();
        for verb in speech.verbs {
            for form in verb.forms.split(' ') {
                if verb.particle.is_empty() {
                    verbs.entry(form).or_insert(verb);
                } else {
                    phrasal.entry((form, verb.particle)).or_insert(verb);
                }
            }
        }
        Page { text, grammar, speech, document, marks, marked, timed, named, verbs, phrasal }
    }

    /// The stretch in marks that a token stands in.
    pub(in crate::document) fn mark(&self, token: TokenIndex) -> Option<usize> {
        (self.marked[token] as usize).checked_sub(1)
    }

    /// The reporting verb that the token is a form of, with its particle behind it.
    pub(in crate::document) fn verb(&self, token: TokenIndex) -> Option<&'static ReportingVerb> {
        let form = self.grammar.lower(token);
        let phrasal = self.phrasal.get(&(form, self.lower(token + 1)));
        phrasal.or_else(|| self.verbs.get(form)).copied()
    }

    /// The lower-case form of a token; empty past the end.
    pub(in crate::document) fn lower(&self, token: TokenIndex) -> &'d str {
        if token < self.grammar.len() { self.grammar.lower(token) } else { "" }
    }

    /// The tag of a token; unknown past the end.
    pub(in crate::document) fn tag(&self, token: TokenIndex) -> Tag {
        self.grammar.tags.get(token).copied().unwrap_or_default()
    }

    /// Whether the token is part of a time.
    pub(in crate::document) fn is_time(&self, token: TokenIndex) -> bool {
        self.timed.get(token).copied().unwrap_or(false)
    }

    /// Whether the token is part of a name, whatever its tag.
    pub(in crate::document) fn is_named(&self, token: TokenIndex) -> bool {
        self.named.get(token).copied().unwrap_or(false)
    }

    /// The words of a token as printed.
    pub(in crate::document) fn word(&self, token: TokenIndex) -> &'d str {
        self.grammar.spans.get(token).map_or("", |span| span.of(self.text))
    }

    /// Whether the token begins with a capital letter.
    pub(in crate::document) fn is_capitalised(&self, token: TokenIndex) -> bool {
        self.word(token).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether the token is a quotation mark or another sign without letters and digits.
    pub(in crate::document) fn is_sign(&self, token: TokenIndex) -> bool {
        !self.word(token).contains(char::is_alphanumeric)
    }

    /// The place of a range of tokens.
    pub(in crate::document) fn span(&self, tokens: &Range<usize>) -> Span {
        self.grammar.span(tokens.clone())
    }

    /// The first token after the stretch in marks.
    pub(in crate::document) fn after_mark(&self, mark: usize) -> TokenIndex {
        let end = self.marks[mark].outer.end;
        self.grammar.spans.partition_point(|span| span.start < end)
    }

    /// The first token of the stretch in marks, its opening mark.
    pub(in crate::document) fn first_of_mark(&self, mark: usize) -> TokenIndex {
        let start = self.marks[mark].outer.start;
        self.grammar.spans.partition_point(|span| span.end <= start)
    }

    /// The runs of tokens between ends of sentences that stand outside quotation marks, each inside one paragraph.
    pub(in crate::document) fn stretches(&self) -> Vec<Stretch> {
        let mut found: Vec<Stretch> = Vec::new();
        for (paragraph, sentences) in self.grammar.paragraphs.iter().enumerate() {
            let first = found.len();
            for index in sentences.start as usize..sentences.end as usize {
                let tokens = self.grammar.sentence(index);
                let joins = found.len() > first && self.joins(tokens.start);
                match found.last_mut() {
                    Some(last) if joins && last.tokens.len() < STRETCH_TOKENS_MAX => {
                        last.tokens.end = tokens.end
                    }
                    _ => {
                        let opens = index == sentences.start as usize;
                        let start = if opens { self.after_dateline(&tokens) } else { tokens.start };
                        found.push(Stretch { tokens: start..tokens.end, paragraph });
                    }
                }
            }
        }
        found
    }

    /// Where a paragraph begins to tell, behind its dateline: "PARIS, May 3 (AFP) -", "LONDON —".
    fn after_dateline(&self, tokens: &Range<usize>) -> TokenIndex {
        const TOKENS_MAX: usize = 14;
        let near = tokens.start..tokens.end.min(tokens.start + TOKENS_MAX);
        let is_dash = |token: TokenIndex| matches!(self.word(token), "—" | "–" | "-" | "--");
        let Some(dash) = near.clone().skip(1).find(|&token| is_dash(token)) else { return tokens.start };
        let capitals = |token: TokenIndex| {
            let word = self.word(token);
            word.len() > 2 && word.chars().all(char::is_uppercase)
        };
        let credited = dash > tokens.start + 2
            && self.word(dash - 1) == ")"
            && (tokens.start..dash).any(|token| self.word(token) == "(");
        let verbs = (tokens.start..dash).any(|token| is_finite(self.tag(token)));
        let spaced = self.grammar.spans[dash - 1].end < self.grammar.spans[dash].start;
        let is_dateline = !verbs && (credited || capitals(tokens.start) && spaced);
        if is_dateline && dash + 1 < tokens.end { dash + 1 } else { tokens.start }
    }

    /// Whether the sentence that begins at a token is no new one for us: it begins inside marks that opened before
    /// it, or goes on with a small letter.
    fn joins(&self, start: TokenIndex) -> bool {
        if let Some(mark) = self.mark(start)
            && self.first_of_mark(mark) < start
        {
            return true;
        }
        self.word(start).chars().next().is_some_and(char::is_lowercase)
    }
}

/// No sentence joins a stretch of so many tokens: each cue is read with the cues around it, and a text of nothing but
/// cues must stay linear.
const STRETCH_TOKENS_MAX: usize = 600;

/// A run of tokens between ends of sentences that stand outside quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::document) struct Stretch {
    pub(in crate::document) tokens: Range<usize>,
    pub(in crate::document) paragraph: usize,
}

fn paragraphs(grammar: &Grammar) -> Vec<Span> {
    let place = |sentences: &Range<u32>| {
        let first = grammar.sentence(sentences.start as usize).start;
        let last = grammar.sentence(sentences.end as usize - 1).end;
        grammar.span(first..last)
    };
    grammar.paragraphs.iter().filter(|sentences| !sentences.is_empty()).map(place).collect()
}

fn marked_tokens(grammar: &Grammar, marks: &[Marked]) -> Vec<u32> {
    let mut column = vec![0; grammar.len()];
    for (index, marked) in marks.iter().enumerate() {
        let first = grammar.spans.partition_point(|span| span.end <= marked.outer.start);
        let end = grammar.spans.partition_point(|span| span.start < marked.outer.end);
        column[first..end].fill(index as u32 + 1);
    }
    column
}

/// For each token, whether it stands in one of the spans.
fn covered(grammar: &Grammar, spans: impl Iterator<Item = Span>) -> Vec<bool> {
    let mut column = vec![false; grammar.len()];
    for span in spans {
        column[grammar.inside(span)].fill(true);
    }
    column
}

/// Whether a tag is a noun's.
pub(in crate::document) fn is_noun(tag: Tag) -> bool {
    matches!(tag, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
}

/// Whether a tag is that of a verb which can have a subject.
pub(in crate::document) fn is_finite(tag: Tag) -> bool {
    matches!(tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md)
}

/// Whether a tag is a verb's.
pub(in crate::document) fn is_verb(tag: Tag) -> bool {
    matches!(tag, Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz | Tag::Md)
}

/// Whether a tag may stand inside a noun phrase before its head.
pub(in crate::document) fn is_inside_noun_phrase(tag: Tag) -> bool {
    is_noun(tag)
        || matches!(
            tag,
            Tag::Dt
                | Tag::Pdt
                | Tag::Jj
                | Tag::Jjr
                | Tag::Jjs
                | Tag::Cd
                | Tag::Pos
                | Tag::PrpS
                | Tag::Hyph
                | Tag::Afx
                | Tag::Sym
                | Tag::Currency
                | Tag::Fw
                | Tag::Add
                | Tag::Ls
        )
}

/// Whether a verb takes more than quotation marks.
pub(in crate::document) fn takes_clause(frame: Frame) -> bool {
    matches!(frame, Frame::Speech | Frame::Clause | Frame::That)
}
