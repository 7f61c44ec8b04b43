//! The brief: a story in a few sentences, each taken whole from an account, most supported first.
//!
//! A sentence is never changed, so that its attribution stays attached and every word of it is evidence.

use crate::comparison::{Claim, Comparison, Kind, Place, Reading, Status, Story};
use crate::document::{Document, Form};
use crate::grammar::Tag;
use crate::text::Span;

/// A sentence of the brief.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Where it stands; its text is the text there.
    pub place: Place,
    /// What else proves it: the places where other accounts state the same.
    pub support: Vec<Place>,
    /// The claims that it tells, as indices into the comparison's.
    pub claims: Vec<usize>,
}

/// A brief has so many sentences at most.
const SENTENCES_MAX: usize = 8;
/// What a sentence that must be told is worth more than its claims, so that no length takes all of it away.
const OWED: f32 = 1_000.0;
/// A sentence must have so many bytes, and not more, to be read on its own.
const BYTES: std::ops::Range<usize> = 50..360;

/// The brief of a story: five to eight sentences where the accounts have as many to give.
#[must_use]
pub fn write(story: &Story<'_>, comparison: &Comparison) -> Vec<Sentence> {
    let candidates = candidates(story, comparison);
    let mut told = vec![false; comparison.claims.len()];
    let mut brief: Vec<Sentence> = Vec::new();
    let mut due = due(comparison, &candidates);
    let mut next = lead(story, comparison, &candidates);
    while brief.len() < SENTENCES_MAX {
        let fresh = candidates
            .iter()
            .filter(|candidate| brief.iter().all(|chosen| !overlaps(story, chosen, candidate)))
            .filter(|candidate| !is_outdated(story, comparison, candidate));
        let is_owed = |candidate: &Sentence| due.iter().any(|due| due.told_by(comparison, candidate));
        // What is disputed comes in right after what leads the story; what is agreed on fills the rest.
        let worth = |candidate: &&Sentence| {
            let owed = if !brief.is_empty() && is_owed(candidate) { OWED } else { 0.0 };
            owed + gain(story, comparison, candidate, &told)
        };
        let Some(best) = next.take().or_else(|| best_of(fresh, worth)) else { break };
        best.claims.iter().for_each(|&claim| told[claim] = true);
        due.retain(|due| !due.told_by(comparison, best));
        brief.push(best.clone());
    }
    // What leads the story stays first.
    let after = brief.len().min(1);
    brief[after..].sort_by(|a, b| {
        let rank = |sentence: &Sentence| {
            let claims = sentence.claims.iter().map(|&claim| worth(&comparison.claims[claim]));
            (claims.fold(0.0, f32::max), breadth(story, comparison, sentence))
        };
        let (a_rank, b_rank) = (rank(a), rank(b));
        b_rank.0.total_cmp(&a_rank.0).then(b_rank.1.cmp(&a_rank.1)).then(a.place.cmp(&b.place))
    });
    brief
}

/// The sentence that a brief begins with; `None` when no account begins with one that can be read on its own.
fn lead<'s>(story: &Story<'_>, comparison: &Comparison, candidates: &'s [Sentence]) -> Option<&'s Sentence> {
    let told = vec![false; comparison.claims.len()];
    let worth = |sentence: &Sentence| gain(story, comparison, sentence, &told);
    let heads: Vec<&Sentence> =
        candidates.iter().filter(|candidate| heads(story, comparison, candidate)).collect();
    // Of two accounts that tell the same, the later one knows more; which that is, only a stated day tells, so one
    // without leads only where no other can.
    let latest = |sentence: &&Sentence| {
        let account = sentence.place.account;
        let is_dated = story.accounts[account].document.article.published.is_some();
        let later = account as f32 / story.accounts.len() as f32;
        let supported = worth(sentence) * breadth(story, comparison, sentence) as f32;
        if is_dated { OWED + supported * (1.0 + 0.5 * later) } else { supported }
    };
    // Where all heads of accounts tell figures that were replaced, the last of them comes nearest.
    let last = |sentence: &&Sentence| worth(sentence).min(1.0) + sentence.place.account as f32;
    let current = heads.iter().copied().filter(|head| !is_outdated(story, comparison, head));
    best_of(current, latest).or_else(|| best_of(heads.iter().copied(), last))
}

/// Whether a brief may begin with a sentence: it stands at the head of its account, where bylines and notes of correction
/// do not count, and tells an event or a count that other accounts tell too.
fn heads(story: &Story<'_>, comparison: &Comparison, sentence: &Sentence) -> bool {
    let document = &story.accounts[sentence.place.account].document;
    let grammar = &document.grammar;
    let at = grammar.sentence_of(grammar.inside(sentence.place.span).start);
    let claims = || sentence.claims.iter().map(|&claim| &comparison.claims[claim]);
    let places = |claim: &Claim| -> Vec<Place> {
        claim.readings.iter().flat_map(|reading| reading.places.iter().copied()).collect()
    };
    let tells = claims().any(|claim| {
        matches!(claim.kind, Kind::Event | Kind::Quantity | Kind::Date) && story.support(&places(claim)) > 1
    });
    let speech = document.quotes.iter().any(|quote| {
        quote.form == Form::Direct && quote.span.shared(sentence.place.span) * 2 > sentence.place.span.len()
    });
    tells && !speech && is_at_head(document, at)
}

/// Whether at most one sentence stands before another in its article, without bylines, which end without a stop, and the
/// paragraphs of notes of correction.
fn is_at_head(document: &Document, at: usize) -> bool {
    let (grammar, text) = (&document.grammar, document.article.text.as_str());
    let words = |sentence: usize| grammar.span(grammar.sentence(sentence)).of(text);
    let is_note =
        |paragraph: &std::ops::Range<usize>| paragraph.clone().any(|at| corrects(document, words(at)));
    let mut ahead = grammar
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.start as usize..paragraph.end as usize)
        .take_while(|paragraph| paragraph.start < at)
        .filter(|paragraph| !is_note(paragraph))
        .flatten()
        .filter(|&sentence| sentence < at && words(sentence).ends_with(['.', '!', '?', '”', '"']));
    ahead.nth(1).is_none()
}

/// Whether a sentence is a note of correction, which tells of the report, not of the event.
fn corrects(document: &Document, words: &str) -> bool {
    let language = crate::languages::Language::of(document.article.language.as_deref());
    let lower = words.to_lowercase();
    language.claims.earlier_versions.iter().any(|phrase| lower.contains(phrase))
}

/// Whether a sentence tells a figure that was replaced later.
fn is_outdated(story: &Story<'_>, comparison: &Comparison, sentence: &Sentence) -> bool {
    sentence.claims.iter().any(|&claim| is_replaced(story, &comparison.claims[claim], sentence.place))
}

/// Whether a sentence tells a reading of a claim that a later account has put another one in the place of. An account
/// that does not state its day is not known to be later.
fn is_replaced(story: &Story<'_>, claim: &Claim, place: Place) -> bool {
    let is_dated = |account: &usize| story.accounts[*account].document.article.published.is_some();
    let latest = |reading: &Reading| reading.places.iter().map(|place| place.account).filter(is_dated).max();
    let current = claim.readings.iter().max_by_key(|reading| latest(reading));
    let tells = |reading: &Reading| reading.places.iter().any(|&other| holds(place, other));
    claim.verdict.status == Status::Revised
        && claim.readings.iter().any(tells)
        && !current.is_some_and(|current| tells(current) || latest(current) <= Some(place.account))
}

/// Whether an account tells a figure that was replaced later.
pub fn is_behind(story: &Story<'_>, comparison: &Comparison, account: usize) -> bool {
    let length = story.accounts[account].document.article.text.len();
    let whole = Place { account, span: Span::new(0, length) };
    comparison.claims.iter().any(|claim| is_replaced(story, claim, whole))
}

/// What a brief must tell where a sentence can: the weightiest disputed figure and the main denial.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Due {
    /// A claim of the comparison.
    Figure(usize),
    /// A denial of the comparison.
    Denial(usize),
}

impl Due {
    fn told_by(self, comparison: &Comparison, sentence: &Sentence) -> bool {
        match self {
            Due::Figure(claim) => sentence.claims.contains(&claim),
            Due::Denial(denial) => {
                let place = comparison.denials[denial].place;
                place.account == sentence.place.account && sentence.place.span.overlaps(place.span)
            }
        }
    }
}

fn due(comparison: &Comparison, candidates: &[Sentence]) -> Vec<Due> {
    let disputed = |claim: &&usize| {
        let claim = &comparison.claims[**claim];
        let differ = matches!(
            claim.verdict.status,
            Status::Conflict | Status::Revised | Status::Scope | Status::Compatible
        );
        claim.kind == Kind::Quantity && differ && claim.readings.len() > 1
    };
    let claims: Vec<usize> = (0..comparison.claims.len()).collect();
    let figure = claims.iter().filter(disputed).max_by(|&&a, &&b| {
        let rank = |at: usize| worth(&comparison.claims[at]);
        rank(a).total_cmp(&rank(b)).then(b.cmp(&a))
    });
    // A denial of what several accounts state matters more than one of what stands nowhere else, and one whose speaker
    // is known more than another; only a sentence that can be read on its own can tell it.
    let told = |&at: &usize| candidates.iter().any(|sentence| Due::Denial(at).told_by(comparison, sentence));
    let denial = (0..comparison.denials.len()).filter(told).max_by(|&a, &b| {
        let rank = |at: usize| {
            let denial = &comparison.denials[at];
            let claim = denial.claim.map_or(0.0, |claim| worth(&comparison.claims[claim]));
            (claim, denial.by.is_some())
        };
        let (a_rank, b_rank) = (rank(a), rank(b));
        a_rank.0.total_cmp(&b_rank.0).then(a_rank.1.cmp(&b_rank.1)).then(b.cmp(&a))
    });
    figure.map(|&claim| Due::Figure(claim)).into_iter().chain(denial.map(Due::Denial)).collect()
}

/// The sentence worth most, the earliest of equals; `None` when none is worth anything.
fn best_of<'s>(
    sentences: impl Iterator<Item = &'s Sentence>,
    worth: impl Fn(&&Sentence) -> f32,
) -> Option<&'s Sentence> {
    sentences
        .map(|sentence| (worth(&sentence), sentence))
        .filter(|(worth, _)| *worth > 0.0)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.place.cmp(&a.1.place)))
        .map(|(_, sentence)| sentence)
}

/// In how many independent origin groups accounts speak of what a sentence tells, whatever their readings of it.
fn breadth(story: &Story<'_>, comparison: &Comparison, sentence: &Sentence) -> usize {
    let readings = sentence.claims.iter().flat_map(|&claim| &comparison.claims[claim].readings);
    let places = readings.flat_map(|reading| reading.places.iter().copied());
    story.support(&places.chain([sentence.place]).collect::<Vec<_>>())
}

/// Every sentence that can be read on its own and tells a claim.
fn candidates(story: &Story<'_>, comparison: &Comparison) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (account, told) in story.accounts.iter().enumerate() {
        let document = &told.document;
        for sentence in 0..document.grammar.sentences.len() {
            let span =
                document.grammar.span(document.grammar.without_dateline(&document.article.text, sentence));
            let place = Place { account, span };
            let denies = comparison
                .denials
                .iter()
                .any(|denial| denial.place.account == account && span.overlaps(denial.place.span));
            if !stands_alone(story, place, denies) {
                continue;
            }
            let claims: Vec<usize> = (0..comparison.claims.len())
                .filter(|&claim| tells(&comparison.claims[claim], place))
                .collect();
            if claims.is_empty() && !denies {
                continue;
            }
            let support = support(comparison, place, &claims);
            found.push(Sentence { place, support, claims });
        }
    }
    found
}

/// Where other accounts tell what a sentence tells. An account with another reading of a claim does not support it.
fn support(comparison: &Comparison, sentence: Place, claims: &[usize]) -> Vec<Place> {
    let mut support: Vec<Place> = claims
        .iter()
        .flat_map(|&claim| comparison.claims[claim].readings.iter())
        .filter(|reading| reading.places.iter().any(|place| holds(sentence, *place)))
        .flat_map(|reading| reading.places.iter().copied())
        .filter(|other| other.account != sentence.account)
        .collect();
    support.sort_unstable();
    support.dedup();
    support
}

/// Whether a place lies in a sentence.
fn holds(sentence: Place, place: Place) -> bool {
    place.account == sentence.account && sentence.span.contains(place.span)
}

/// The last word of a sentence, lower case: "that" in "She denied that."
fn last_word(document: &Document, tokens: std::ops::Range<usize>) -> Option<&str> {
    let grammar = &document.grammar;
    let is_word = |&token: &usize| !matches!(grammar.tags[token], Tag::Stop | Tag::Comma | Tag::Colon);
    tokens.rev().find(is_word).map(|token| grammar.lower(token))
}

fn tells(claim: &Claim, place: Place) -> bool {
    claim.readings.iter().flat_map(|reading| &reading.places).any(|told| holds(place, *told))
}

/// Whether a sentence is neither too short nor too long and does not lean on the one before it; a denial may begin with
/// a word that turns against what was said ("but").
fn stands_alone(story: &Story<'_>, place: Place, denies: bool) -> bool {
    let words = story.words(place);
    let document = &story.accounts[place.account].document;
    let tokens = document.grammar.inside(place.span);
    if !BYTES.contains(&words.len()) || tokens.is_empty() || !words.ends_with(['.', '”', '"', '!', '?']) {
        return false;
    }
    let first = document.grammar.lower(tokens.start);
    let quoted = document.quotes.iter().any(|quote| quote.span.shared(place.span) * 10 > words.len() * 9);
    let balanced = words.matches('"').count().is_multiple_of(2)
        && words.matches('“').count() == words.matches('”').count();
    let language = crate::languages::Language::of(document.article.language.as_deref());
    let turns = denies
        && !language.claims.pronouns.contains(&first)
        && !matches!(document.grammar.tags[tokens.start], Tag::Dt | Tag::Prp | Tag::PrpS);
    let points = last_word(document, tokens).is_some_and(|last| language.claims.pointers.contains(&last));
    balanced
        && !quoted
        && !points
        && !corrects(document, words)
        && (turns || !language.claims.leaning.contains(&first))
        && !hangs(story, place)
}

/// Whether a pronoun in the sentence stands for somebody or something that the sentence names only later, or not at all,
/// or a speaker is only described.
fn hangs(story: &Story<'_>, place: Place) -> bool {
    let document = &story.accounts[place.account].document;
    let grammar = &document.grammar;
    let tokens = grammar.inside(place.span);
    let in_marks = |span: Span| {
        document.quotes.iter().any(|quote| quote.form == Form::Direct && quote.span.contains(span))
    };
    // A name that somebody says does not tell who says it.
    let named = document
        .names
        .iter()
        .filter(|name| place.span.contains(name.span) && !in_marks(name.span))
        .find(|name| name.kind == crate::document::NameKind::Person);
    let named_at = named.map_or(u32::MAX, |name| name.span.start);
    let several = tokens.clone().find(|&token| matches!(grammar.tags[token], Tag::Nns | Tag::Nnps | Tag::Cc));
    let several_at = several.map_or(u32::MAX, |token| grammar.spans[token].start);
    let language = crate::languages::Language::of(document.article.language.as_deref());
    let leans = |token: usize| {
        let (word, at) = (grammar.lower(token), grammar.spans[token].start);
        !in_marks(grammar.spans[token])
            && (language.claims.pronouns.contains(&word) && at < named_at
                || language.claims.pronouns_several.contains(&word) && at < several_at)
    };
    let counted = |&token: &usize| matches!(grammar.tags[token], Tag::Dt | Tag::Pdt | Tag::Cd);
    let noun = tokens.clone().find(|token| !counted(token)).filter(|&noun| noun > tokens.start);
    // "All three are the same price": three of what the sentence before tells.
    let bare = noun.is_some_and(|noun| {
        matches!(grammar.tags[noun], Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn | Tag::Md)
    });
    bare || tokens.into_iter().any(leans) || is_said_by_a_description(document, place.span)
}

/// Whether somebody without a name, whom an earlier sentence has told of, is quoted: "the teacher said".
fn is_said_by_a_description(document: &Document, span: Span) -> bool {
    let grammar = &document.grammar;
    let described = |speaker: &Span| {
        let tokens = grammar.inside(*speaker);
        let proper = tokens.clone().any(|token| grammar.is_proper(token));
        !tokens.is_empty() && grammar.tags[tokens.start] == Tag::Dt && tokens.len() == 2 && !proper
    };
    document
        .quotes
        .iter()
        .filter(|quote| quote.form == Form::Direct && quote.span.overlaps(span))
        .filter_map(|quote| quote.speaker)
        .any(|speaker| span.contains(speaker) && described(&speaker))
}

/// What a sentence adds to the brief: the weight of the claims that it tells and no other sentence told, less what it
/// tells again; short sentences first.
fn gain(story: &Story<'_>, comparison: &Comparison, candidate: &Sentence, told: &[bool]) -> f32 {
    let mut gain = 0.0;
    let mut again = 0.0;
    for &claim in &candidate.claims {
        let weight = worth(&comparison.claims[claim]);
        if told[claim] { again += weight } else { gain += weight }
    }
    let length = story.words(candidate.place).len() as f32;
    let document = &story.accounts[candidate.place.account].document;
    let token = document.grammar.inside(candidate.place.span).start;
    let sentence = document.grammar.sentence_of(token) as f32;
    (gain - again * 0.5) / (1.0 + length / 300.0) * (1.0 + 1.0 / (1.0 + sentence))
}

fn worth(claim: &Claim) -> f32 {
    let status = match claim.verdict.status {
        Status::Agreed => 1.0,
        Status::Conflict | Status::Revised => 0.9,
        Status::Compatible | Status::Scope => 0.8,
        Status::Single => 0.25,
    };
    let figure = if claim.kind == Kind::Quantity { 0.5 } else { 1.0 };
    status * figure * claim.weight.max(0.1)
}

/// Whether two sentences say much the same in words: they share more than half of the shorter one's statements.
fn overlaps(story: &Story<'_>, a: &Sentence, b: &Sentence) -> bool {
    let shared = a.claims.iter().filter(|claim| b.claims.contains(claim)).count();
    let fewer = a.claims.len().min(b.claims.len());
    a.place == b.place
        || shared * 2 > fewer
        || Span::is_empty(a.place.span)
        || story.words(a.place) == story.words(b.place)
}
