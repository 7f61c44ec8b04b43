//! What a grammar knows of a text: paragraphs, sentences, tokens, and for each token its tag, lemma and head.
//!
//! Everything stands in columns, one entry a token, so that a later stage that reads tags alone touches tags alone.

use std::ops::Range;

use crate::languages::Language;
use crate::text::{Span, plain};

mod paragraphs;
mod sentences;
mod tokens;

/// The grammar of a text.
#[must_use]
pub fn read(text: &str, language: &Language) -> Grammar {
    let mut grammar = Grammar::default();
    for paragraph in paragraphs::split(text) {
        let (first_sentence, first_token) = (grammar.sentences.len(), grammar.spans.len());
        tokens::split(text, paragraph, language, &mut grammar.spans);
        let tokens = first_token..grammar.spans.len();
        sentences::split(text, &grammar.spans, tokens, &language.sentences, &mut grammar.sentences);
        grammar.paragraphs.push(first_sentence as u32..grammar.sentences.len() as u32);
    }
    grammar.words.fold(text, &grammar.spans);
    grammar.tags.resize(grammar.len(), Tag::Unknown);
    grammar.relations.resize(grammar.len(), Relation::Unknown);
    for sentence in &grammar.sentences {
        grammar.heads.extend(sentence.clone().map(|_| sentence.start));
    }
    grammar
}

/// A token's place in the columns of its [`Grammar`].
pub type TokenIndex = usize;

/// The grammar of one text.
#[derive(Clone, Debug, Default)]
pub struct Grammar {
    /// Where each token stands, in order, none empty, none overlapping.
    pub spans: Vec<Span>,
    /// Part of speech of each token.
    pub tags: Vec<Tag>,
    /// The governing token of each; a token that governs itself is the root of its sentence.
    pub heads: Vec<u32>,
    /// What each token is to its head.
    pub relations: Vec<Relation>,
    /// Lower-case forms and lemmas, one after the other.
    words: Words,
    /// The sentences as ranges of tokens, in order, each token in exactly one.
    pub sentences: Vec<Range<u32>>,
    /// The paragraphs as ranges of sentences, in order.
    pub paragraphs: Vec<Range<u32>>,
}

/// Lower-case forms and lemmas of all tokens in two buffers, so that no token owns a string.
#[derive(Clone, Debug, Default)]
struct Words {
    lower: String,
    lower_ends: Vec<u32>,
    lemmas: String,
    lemma_ends: Vec<u32>,
}

/// Part of speech: the Penn Treebank's tags as Universal Dependencies uses them for English.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the tags are explained by the Penn Treebank's tagging guidelines")]
#[rustfmt::skip]
pub enum Tag {
    Cc, Cd, Dt, Ex, Fw, In, Jj, Jjr, Jjs, Ls, Md, Nn, Nns, Nnp, Nnps, Pdt, Pos, Prp, PrpS, Rb, Rbr, Rbs, Rp,
    Sym, To, Uh, Vb, Vbd, Vbg, Vbn, Vbp, Vbz, Wdt, Wp, WpS, Wrb, Hyph, Afx, Add, Gw, Nfp,
    /// Brackets, commas, stops, colons, currency signs, quotation marks.
    LeftBracket, RightBracket, Comma, Stop, Colon, Currency, OpenQuote, CloseQuote,
    #[default]
    Unknown,
}

/// What a token is to its head: Universal Dependencies relations, version 2, with the subtypes that matter here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the relations are explained by Universal Dependencies' guidelines")]
#[rustfmt::skip]
pub enum Relation {
    Acl, AclRelcl, Advcl, AdvclRelcl, Advmod, Amod, Appos, Aux, AuxPass, Case, Cc, CcPreconj, Ccomp, Compound,
    CompoundPrt, Conj, Cop, Csubj, CsubjPass, Dep, Det, DetPredet, Discourse, Dislocated, Expl, Fixed, Flat,
    Goeswith, Iobj, List, Mark, Nmod, NmodPoss, NmodUnmarked, Nsubj, NsubjPass, NsubjOuter, Nummod, Obj, Obl,
    OblAgent, OblUnmarked, Orphan, Parataxis, Punct, Reparandum, Root, Vocative, Xcomp,
    #[default]
    Unknown,
}

impl Words {
    /// The lower-case forms of all tokens.
    fn fold(&mut self, text: &str, spans: &[Span]) {
        for span in spans {
            let word = span.of(text);
            if word.is_ascii() {
                let start = self.lower.len();
                self.lower.push_str(word);
                self.lower[start..].make_ascii_lowercase();
            } else {
                self.lower.extend(word.chars().map(plain).flat_map(char::to_lowercase));
            }
            self.lower_ends.push(self.lower.len() as u32);
        }
        self.lemmas.clone_from(&self.lower);
        self.lemma_ends.clone_from(&self.lower_ends);
    }
}

impl Grammar {
    /// How many tokens there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether the text holds no token.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The token's lower-case form, with plain apostrophes.
    #[must_use]
    pub fn lower(&self, token: TokenIndex) -> &str {
        piece(&self.words.lower, &self.words.lower_ends, token)
    }

    /// The token's lemma, lower case.
    #[must_use]
    pub fn lemma(&self, token: TokenIndex) -> &str {
        piece(&self.words.lemmas, &self.words.lemma_ends, token)
    }

    /// The token's head, or `None` for the root of a sentence.
    #[must_use]
    pub fn head(&self, token: TokenIndex) -> Option<TokenIndex> {
        let head = self.heads[token] as usize;
        (head != token).then_some(head)
    }

    /// The span from the first byte of a range of tokens to its last; empty for an empty range.
    #[must_use]
    pub fn span(&self, tokens: Range<usize>) -> Span {
        if tokens.is_empty() {
            return Span::default();
        }
        self.spans[tokens.start].to(self.spans[tokens.end - 1])
    }

    /// The tokens of a sentence.
    #[must_use]
    pub fn sentence(&self, index: usize) -> Range<usize> {
        let range = &self.sentences[index];
        range.start as usize..range.end as usize
    }

    /// The sentence that a token stands in.
    #[must_use]
    pub fn sentence_of(&self, token: TokenIndex) -> usize {
        self.sentences.partition_point(|range| range.end as usize <= token)
    }

    /// The tokens that lie wholly inside `span`.
    #[must_use]
    pub fn inside(&self, span: Span) -> Range<usize> {
        let start = self.spans.partition_point(|token| token.start < span.start);
        let end = self.spans.partition_point(|token| token.end <= span.end);
        start..end.max(start)
    }
}

fn piece<'w>(buffer: &'w str, ends: &[u32], index: usize) -> &'w str {
    let start = if index == 0 { 0 } else { ends[index - 1] as usize };
    &buffer[start..ends[index] as usize]
}
