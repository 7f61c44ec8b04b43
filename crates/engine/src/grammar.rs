//! What a grammar knows of a text: paragraphs, sentences, tokens, and for each token its tag, lemma and head.
//!
//! Everything stands in columns, one entry a token, so that a later stage that reads tags alone touches tags alone.

use std::ops::Range;

use crate::languages::{Language, Models};
use crate::text::{Span, plain};

pub mod atoms;
pub mod classes;
mod datelines;
mod lemmas;
mod links;
pub mod model;
mod paragraphs;
pub mod parser;
mod sentences;
mod small_words;
pub mod tagger;
mod tokens;

use classes::Classes;
use model::{Model, Triple};
use parser::Parser;

/// The grammar of a text. Lemmas and heads need the language's [`crate::languages::Models`]; without them tags are what
/// the language's [`crate::languages::SmallWords`] tell, relations stay unknown, lemmas are the forms, and every token's
/// head is the first of its sentence.
#[must_use]
pub fn read(text: &str, language: &Language) -> Grammar {
    let mut grammar = cut(text, language);
    if let Some(models) = &language.models {
        annotate(text, models, &mut grammar);
        grammar.words.lemmatise(&grammar.tags, language, models);
        grammar.links = links::Links::of(&grammar.heads);
    } else {
        tag_small_words(text, language, &mut grammar);
    }
    grammar
}

/// Tags a text that is cut by the language's tables alone.
fn tag_small_words(text: &str, language: &Language, grammar: &mut Grammar) {
    let mut tags = std::mem::take(&mut grammar.tags);
    for index in 0..grammar.sentences.len() {
        let word = |token: TokenIndex| (grammar.spans[token].of(text), grammar.lower(token));
        small_words::tag(language, grammar.sentence(index), word, &mut tags);
    }
    grammar.tags = tags;
}

/// Tokens, sentences and paragraphs alone.
#[must_use]
pub fn cut(text: &str, language: &Language) -> Grammar {
    let mut grammar = Grammar::default();
    for paragraph in paragraphs::split(text) {
        let (first_sentence, first_token) = (grammar.sentences.len(), grammar.spans.len());
        tokens::split(text, paragraph, language, &mut grammar.spans);
        let tokens = first_token..grammar.spans.len();
        sentences::split(text, &grammar.spans, tokens, &language.sentences, &mut grammar.sentences);
        grammar.paragraphs.push(first_sentence as u32..grammar.sentences.len() as u32);
    }
    grammar.filled(text)
}

/// Tags and parses a text that is cut.
fn annotate(text: &str, models: &Models, grammar: &mut Grammar) {
    let (Some(classes), Some(tagger)) = (Classes::new(models.classes), Model::new(models.tagger)) else {
        return;
    };
    let steps = Triple::new(models.parser);
    let parser = steps.zip(Model::new(models.relations)).map(|(steps, names)| Parser { steps, names });
    let atoms = atoms::of(text, grammar, &classes);
    for (tag, span) in grammar.tags.iter_mut().zip(&grammar.spans) {
        *tag = certain(models, span.of(text));
    }
    for index in 0..grammar.sentences.len() {
        tagger::tag(&tagger, &atoms, grammar.sentence(index), &mut grammar.tags);
    }
    for paragraph in &grammar.paragraphs {
        let first = &grammar.sentences[paragraph.start as usize];
        let first = first.start as usize..first.end as usize;
        datelines::tag(text, &grammar.spans, first, &mut grammar.tags);
    }
    if let Some(parser) = &parser {
        for index in 0..grammar.sentences.len() {
            parser::parse(parser, &atoms, grammar, grammar.sentence(index));
        }
    }
}

/// The tag of a form that has one tag wherever it stands; unknown for other forms.
fn certain(models: &Models, form: &str) -> Tag {
    let found = models.certain.binary_search_by_key(&form, |&(certain, _)| certain);
    found.map_or(Tag::Unknown, |at| Tag::named(models.certain[at].1))
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
    /// The trees, for walking down.
    links: links::Links,
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
    Goeswith, Iobj, List, Mark, Nmod, NmodDesc, NmodPoss, NmodUnmarked, Nsubj, NsubjPass, NsubjOuter, Nummod, Obj, Obl,
    OblAgent, OblUnmarked, Orphan, Parataxis, Punct, Reparandum, Root, Vocative, Xcomp,
    #[default]
    Unknown,
}

/// Every tag, in the order of the type, with its name.
#[rustfmt::skip]
const TAGS: &[(Tag, &str)] = &[
    (Tag::Cc, "CC"), (Tag::Cd, "CD"), (Tag::Dt, "DT"), (Tag::Ex, "EX"), (Tag::Fw, "FW"), (Tag::In, "IN"),
    (Tag::Jj, "JJ"), (Tag::Jjr, "JJR"), (Tag::Jjs, "JJS"), (Tag::Ls, "LS"), (Tag::Md, "MD"), (Tag::Nn, "NN"),
    (Tag::Nns, "NNS"), (Tag::Nnp, "NNP"), (Tag::Nnps, "NNPS"), (Tag::Pdt, "PDT"), (Tag::Pos, "POS"),
    (Tag::Prp, "PRP"), (Tag::PrpS, "PRP$"), (Tag::Rb, "RB"), (Tag::Rbr, "RBR"), (Tag::Rbs, "RBS"),
    (Tag::Rp, "RP"), (Tag::Sym, "SYM"), (Tag::To, "TO"), (Tag::Uh, "UH"), (Tag::Vb, "VB"), (Tag::Vbd, "VBD"),
    (Tag::Vbg, "VBG"), (Tag::Vbn, "VBN"), (Tag::Vbp, "VBP"), (Tag::Vbz, "VBZ"), (Tag::Wdt, "WDT"),
    (Tag::Wp, "WP"), (Tag::WpS, "WP$"), (Tag::Wrb, "WRB"), (Tag::Hyph, "HYPH"), (Tag::Afx, "AFX"),
    (Tag::Add, "ADD"), (Tag::Gw, "GW"), (Tag::Nfp, "NFP"), (Tag::LeftBracket, "-LRB-"),
    (Tag::RightBracket, "-RRB-"), (Tag::Comma, ","), (Tag::Stop, "."), (Tag::Colon, ":"),
    (Tag::Currency, "$"), (Tag::OpenQuote, "``"), (Tag::CloseQuote, "''"), (Tag::Unknown, "_"),
];

/// Every relation, in the order of the type, with its name.
#[rustfmt::skip]
const RELATIONS: &[(Relation, &str)] = &[
    (Relation::Acl, "acl"), (Relation::AclRelcl, "acl:relcl"), (Relation::Advcl, "advcl"),
    (Relation::AdvclRelcl, "advcl:relcl"), (Relation::Advmod, "advmod"), (Relation::Amod, "amod"),
    (Relation::Appos, "appos"), (Relation::Aux, "aux"), (Relation::AuxPass, "aux:pass"),
    (Relation::Case, "case"), (Relation::Cc, "cc"), (Relation::CcPreconj, "cc:preconj"),
    (Relation::Ccomp, "ccomp"), (Relation::Compound, "compound"), (Relation::CompoundPrt, "compound:prt"),
    (Relation::Conj, "conj"), (Relation::Cop, "cop"), (Relation::Csubj, "csubj"),
    (Relation::CsubjPass, "csubj:pass"), (Relation::Dep, "dep"), (Relation::Det, "det"),
    (Relation::DetPredet, "det:predet"), (Relation::Discourse, "discourse"),
    (Relation::Dislocated, "dislocated"), (Relation::Expl, "expl"), (Relation::Fixed, "fixed"),
    (Relation::Flat, "flat"), (Relation::Goeswith, "goeswith"), (Relation::Iobj, "iobj"),
    (Relation::List, "list"), (Relation::Mark, "mark"), (Relation::Nmod, "nmod"),
    (Relation::NmodDesc, "nmod:desc"), (Relation::NmodPoss, "nmod:poss"),
    (Relation::NmodUnmarked, "nmod:unmarked"), (Relation::Nsubj, "nsubj"),
    (Relation::NsubjPass, "nsubj:pass"), (Relation::NsubjOuter, "nsubj:outer"), (Relation::Nummod, "nummod"),
    (Relation::Obj, "obj"), (Relation::Obl, "obl"), (Relation::OblAgent, "obl:agent"),
    (Relation::OblUnmarked, "obl:unmarked"), (Relation::Orphan, "orphan"), (Relation::Parataxis, "parataxis"),
    (Relation::Punct, "punct"), (Relation::Reparandum, "reparandum"), (Relation::Root, "root"),
    (Relation::Vocative, "vocative"), (Relation::Xcomp, "xcomp"), (Relation::Unknown, "_"),
];

impl Tag {
    /// Whether it is a noun's, a name's among them.
    #[must_use]
    pub fn is_noun(self) -> bool {
        matches!(self, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
    }

    /// Whether it is a form of a verb, modal verbs left out.
    #[must_use]
    pub fn is_verb(self) -> bool {
        matches!(self, Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz)
    }

    /// How many tags there are, [`Tag::Unknown`] left out.
    pub const COUNT: usize = TAGS.len() - 1;

    /// The tag with this number, counted in the order of the type; unknown for a number that is none.
    #[must_use]
    pub fn numbered(number: usize) -> Tag {
        TAGS.get(number).map_or(Tag::Unknown, |&(tag, _)| tag)
    }

    /// The name that the Penn Treebank gives it (`NNP`); `_` for unknown.
    #[must_use]
    pub fn name(self) -> &'static str {
        TAGS[self as usize].1
    }

    /// The tag of that name; unknown for a name that none has.
    #[must_use]
    pub fn named(name: &str) -> Tag {
        TAGS.iter().find(|(_, other)| *other == name).map_or(Tag::Unknown, |&(tag, _)| tag)
    }
}

impl Relation {
    /// How many relations there are, [`Relation::Unknown`] left out.
    pub const COUNT: usize = RELATIONS.len() - 1;

    /// The relation with this number, counted in the order of the type; unknown for a number that is none.
    #[must_use]
    pub fn numbered(number: usize) -> Relation {
        RELATIONS.get(number).map_or(Relation::Unknown, |&(relation, _)| relation)
    }

    /// The name that Universal Dependencies gives it (`nsubj:pass`); `_` for unknown.
    #[must_use]
    pub fn name(self) -> &'static str {
        RELATIONS[self as usize].1
    }

    /// The relation of that name; of the name without its subtype if only that is known; else unknown.
    #[must_use]
    pub fn named(name: &str) -> Relation {
        let exact = RELATIONS.iter().find(|(_, other)| *other == name);
        match (exact, name.split_once(':')) {
            (Some(&(relation, _)), _) => relation,
            (None, Some((general, _))) => Relation::named(general),
            (None, None) => Relation::Unknown,
        }
    }
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

    /// The lemmas of all tokens, once they are tagged.
    fn lemmatise(&mut self, tags: &[Tag], language: &Language, models: &Models) {
        let Some(classes) = Classes::new(models.classes) else { return };
        let mut lemmas = String::with_capacity(self.lower.len());
        for (token, &tag) in tags.iter().enumerate() {
            lemmas::append(
                piece(&self.lower, &self.lower_ends, token),
                tag,
                &language.lemmas,
                &classes,
                &mut lemmas,
            );
            self.lemma_ends[token] = lemmas.len() as u32;
        }
        self.lemmas = lemmas;
    }
}

impl Grammar {
    /// The grammar of tokens and sentences that somebody else cut, as a treebank has them: spans in order, sentences that
    /// hold each token once.
    #[must_use]
    pub fn of_tokens(text: &str, spans: Vec<Span>, sentences: Vec<Range<u32>>) -> Grammar {
        let paragraphs = (0..sentences.len() as u32).map(|index| index..index + 1).collect();
        Grammar { spans, sentences, paragraphs, ..Grammar::default() }.filled(text)
    }

    /// Fills the columns that need no model.
    fn filled(mut self, text: &str) -> Grammar {
        self.words.fold(text, &self.spans);
        self.tags.resize(self.len(), Tag::Unknown);
        self.relations.resize(self.len(), Relation::Unknown);
        for sentence in &self.sentences {
            self.heads.extend(sentence.clone().map(|_| sentence.start));
        }
        self.links = links::Links::of(&self.heads);
        self
    }

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

    /// The tokens of a sentence without the place and agency that open an agency's report (`LAKEPORT (AP) —`).
    #[must_use]
    pub fn without_dateline(&self, text: &str, index: usize) -> Range<usize> {
        let tokens = self.sentence(index);
        match datelines::dash(text, &self.spans, tokens.clone()) {
            Some(dash) if dash + 1 < tokens.end => dash + 1..tokens.end,
            _ => tokens,
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::languages::ALL;

    #[test]
    fn certain_forms_are_in_order_and_have_tags() {
        for models in ALL.iter().filter_map(|language| language.models.as_ref()) {
            assert!(models.certain.is_sorted_by(|(a, _), (b, _)| a < b));
            for (form, name) in models.certain {
                assert_ne!(Tag::named(name), Tag::Unknown, "{form}");
                assert_eq!(certain(models, form).name(), *name, "{form}");
            }
            assert_eq!(certain(models, "will"), Tag::Unknown, "a will is made");
        }
    }
}
