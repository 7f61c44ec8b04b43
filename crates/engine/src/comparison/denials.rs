//! Denials: statements that dispute what somebody said or did, tied to the claim that they dispute.
//!
//! A denial has a word that disputes ("denied", "false", "never once"), or it is the quotation that follows such a
//! sentence, or one that is told with a word of contradiction ("hit back"). A refusal to comment is none.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::claims::{Statement, Word};
use crate::document::{Document, Form, Quote};
use crate::grammar::{Grammar, Relation, Tag, TokenIndex};
use crate::text::Span;
use crate::words::Term;

use cues::Cues;

use super::align::Units;
use super::{Cast, Claim, Denial, Kind, Place, Story};

mod cues;

/// A claim is only named as disputed when so many of the denial's words, by weight, are its words.
const ALIKE_MIN: f32 = 0.2;

/// The denials of a story, by place.
pub(super) fn find(story: &Story<'_>, cast: &Cast, units: &Units, claims: &[Claim]) -> Vec<Denial> {
    let cues = Cues::new(&story.language().claims);
    let index = Index::new(story, cast, units, claims);
    let mut found: Vec<Denial> = Vec::new();
    for (account, told) in story.accounts.iter().enumerate() {
        for statement in &told.statements {
            let Some(cue) = cues.find(&told.document, statement) else { continue };
            let place = Place { account, span: statement.span };
            let by = speaker(story, cast, place, cue);
            let mut words = words_of(told, statement, cues.leans(&told.document, statement, cue));
            let document = &told.document;
            let about = |quote: &&Quote| quote.span.contains(cue) || quote.cue == Some(cue);
            let said = document.quotes.iter().filter(about).map(|quote| quote.span);
            if let Some(said) = said.min_by_key(|said| said.len()) {
                // What is said around the cue is disputed; who says it, and when, is not.
                words.retain(|word| said.contains(document.grammar.spans[word.token]));
            }
            leave_out_speaker(told, by.as_deref(), &mut words);
            let what = if cues.disputes_reason(&told.document, statement) { What::Reason } else { What::All };
            let claim = index.disputed(place, by.as_deref(), &words, what);
            if !found
                .iter()
                .any(|denial| denial.place.account == account && denial.place.span.contains(place.span))
            {
                found.push(Denial { by: by.clone(), claim, place, cue: Some(cue) });
            }
            found.extend(
                following(story, cast, account, statement, by.as_deref())
                    .into_iter()
                    .map(|(by, span)| Denial { claim, by, place: Place { account, span }, cue: Some(cue) }),
            );
        }
        found.extend(countered(story, cast, &cues, account, &index));
    }
    found.sort_by_key(|denial| denial.place);
    found.dedup_by(|b, a| {
        let same = a.place.account == b.place.account && a.place.span.contains(b.place.span);
        if same && a.by.is_none() {
            a.by = b.by.take();
        }
        same
    });
    // Who denies the same does not dispute each other.
    let denies = |place: &Place| {
        found
            .iter()
            .any(|denial| denial.place.account == place.account && denial.place.span.overlaps(place.span))
    };
    let is_denial =
        |claim: usize| claims[claim].readings.iter().flat_map(|reading| &reading.places).all(denies);
    let is_moot: Vec<bool> = found.iter().map(|denial| denial.claim.is_some_and(is_denial)).collect();
    found.iter_mut().zip(is_moot).filter(|(_, moot)| *moot).for_each(|(denial, _)| denial.claim = None);
    found
}

/// The quotations that go on with a denial: in quotation marks, in its paragraph, in the next sentence or two.
fn following(
    story: &Story<'_>,
    cast: &Cast,
    account: usize,
    denial: &Statement,
    by: Option<&str>,
) -> Vec<(Option<String>, Span)> {
    const SENTENCES: usize = 2;
    let document = &story.accounts[account].document;
    let grammar = &document.grammar;
    let last = last_of_paragraph(grammar, denial.sentence).min(denial.sentence + SENTENCES);
    let until = grammar.span(grammar.sentence(last)).end;
    let goes_on = |quote: &&Quote| {
        quote.form != Form::Indirect && quote.span.start >= denial.span.end && quote.span.end <= until
    };
    let mut found = Vec::new();
    for quote in document.quotes.iter().filter(goes_on) {
        let own = quote_speaker(cast, account, quote);
        match (&own, by) {
            // Somebody else speaks: the denial has ended.
            (Some(own), Some(by)) if own != by && named(cast, own) && named(cast, by) => break,
            (Some(own), Some(by)) if own.eq_ignore_ascii_case(by) || is_voice(story, own) => {
                found.push((Some(by.to_owned()), quote.span));
            }
            (Some(own), _) if named(cast, own) => found.push((Some(own.clone()), quote.span)),
            // "An aide said": who that is, nobody knows.
            (Some(own), _) if !is_pronoun(story, own) => found.push((None, quote.span)),
            (_, by) => found.push((by.map(str::to_owned), quote.span)),
        }
    }
    found
}

/// Whether words without a name mean somebody who speaks for whom the text has just told of: "a spokeswoman".
fn is_voice(story: &Story<'_>, printed: &str) -> bool {
    let lower = printed.to_lowercase();
    let noun = lower.split_whitespace().last().unwrap_or("");
    lower.split_whitespace().count() <= 2 && story.language().speech.voices.contains(&noun)
}

/// Whether a speaker is told by a pronoun only.
fn is_pronoun(story: &Story<'_>, printed: &str) -> bool {
    story.language().claims.leaning.contains(&printed.to_lowercase().as_str())
}

/// Whether a name is that of a member of the cast.
fn named(cast: &Cast, name: &str) -> bool {
    cast.members.iter().any(|member| member.canonical == name)
}

fn last_of_paragraph(grammar: &Grammar, sentence: usize) -> usize {
    let of = grammar
        .paragraphs
        .iter()
        .find(|paragraph| (paragraph.start as usize..paragraph.end as usize).contains(&sentence));
    of.map_or(sentence, |paragraph| (paragraph.end as usize).saturating_sub(1))
}

/// Quotations that are told with a word of contradiction: "His lawyer hit back: ...".
fn countered(
    story: &Story<'_>,
    cast: &Cast,
    cues: &Cues,
    account: usize,
    index: &Index<'_, '_>,
) -> Vec<Denial> {
    /// Before a quotation stand its mark and a colon or comma.
    const OPENING_MARKS: usize = 3;
    let told = &story.accounts[account];
    let document = &told.document;
    let mut found = Vec::new();
    for quote in document.quotes.iter().filter(|quote| quote.form != Form::Indirect) {
        // The words before the quotation, from the start of the sentence that they stand in.
        let before = document.grammar.spans.partition_point(|token| token.end <= quote.span.start);
        let Some(last) = before.checked_sub(OPENING_MARKS) else { continue };
        let whole = document.grammar.sentence(document.grammar.sentence_of(last));
        let before =
            Span { start: document.grammar.span(whole).start.min(quote.span.start), end: quote.span.start };
        let lead = before.of(&document.article.text).to_lowercase();
        let Some((at, cue)) = cues.counters().iter().find_map(|cue| Some((lead.find(cue)?, *cue))) else {
            continue;
        };
        let start = before.start as usize + at;
        let place = Place { account, span: quote.span };
        let by = quote_speaker(cast, account, quote);
        let inside = told.statements.iter().filter(|statement| quote.span.contains(statement.span));
        let words: Vec<Word> = inside.flat_map(|statement| statement.words.iter().copied()).collect();
        found.push(Denial {
            claim: index.disputed(place, by.as_deref(), &words, What::All),
            by,
            place,
            cue: Some(Span::new(start, start + cue.len())),
        });
    }
    found
}

/// Who is quoted, in full.
fn quote_speaker(cast: &Cast, account: usize, quote: &Quote) -> Option<String> {
    let printed = quote.reference.as_ref()?;
    Some(cast.full_name(account, quote.entity, printed))
}

/// The words of a denial; where it only says that it denies "that" or "it", those of the sentence before too.
fn words_of(told: &crate::claims::Account, statement: &Statement, leans: bool) -> Vec<Word> {
    let mut words = statement.words.clone();
    if leans {
        let before = told
            .statements
            .iter()
            .filter(|other| other.sentence + 1 == statement.sentence)
            .flat_map(|other| other.words.iter().copied());
        words.extend(before);
    }
    words
}

/// Takes the words out that name who denies: another claim of the same speaker is not what is denied.
fn leave_out_speaker(told: &crate::claims::Account, by: Option<&str>, words: &mut Vec<Word>) {
    let Some(by) = by else { return };
    let document = &told.document;
    let names = |entity: &&crate::document::Entity| entity.canonical == by;
    let Some(entity) = document.entities.iter().find(names) else {
        let by = by.to_lowercase();
        words.retain(|word| !by.split_whitespace().any(|own| own == document.grammar.lower(word.token)));
        return;
    };
    let is_name = |word: &Word| {
        let span = document.grammar.spans[word.token];
        entity.mentions.iter().any(|mention| mention.overlaps(span))
    };
    words.retain(|word| !is_name(word));
}

/// The people who are in more than a third of the claims that name people.
fn everywhere(people: &[Vec<usize>]) -> FxHashSet<usize> {
    let mut held: FxHashMap<usize, usize> = FxHashMap::default();
    people.iter().flatten().for_each(|&person| *held.entry(person).or_default() += 1);
    let all = people.iter().filter(|people| !people.is_empty()).count();
    held.into_iter().filter(|(_, count)| count * 3 > all.max(3)).map(|(person, _)| person).collect()
}

/// What every claim is told with, to find the one that a denial disputes.
struct Index<'a, 's> {
    story: &'a Story<'s>,
    claims: &'a [Claim],
    /// The terms of each claim's statements, by term, each once; empty for kinds that nobody denies.
    terms: Vec<Vec<Term>>,
    /// In how many claims a term is.
    held_by: FxHashMap<Term, usize>,
    cast: &'a Cast,
    /// The people of each claim, as members of the cast, without those that are everywhere.
    people: Vec<Vec<usize>>,
    /// People whose names tell no claim from another: they are in many of those that name people.
    everywhere: FxHashSet<usize>,
}

impl<'a, 's> Index<'a, 's> {
    fn new(story: &'a Story<'s>, cast: &'a Cast, units: &Units, claims: &'a [Claim]) -> Index<'a, 's> {
        let terms: Vec<Vec<Term>> = claims
            .iter()
            .map(|claim| {
                if !matches!(claim.kind, Kind::Event | Kind::Said) {
                    return Vec::new();
                }
                let places = claim.readings.iter().flat_map(|reading| &reading.places);
                let mut terms: Vec<Term> = places
                    .flat_map(|&place| {
                        let unit = units.at(place).map(|unit| &units.all[unit]);
                        unit.map_or(&[][..], |unit| {
                            &story.accounts[unit.account].statements[unit.statement].words
                        })
                    })
                    .map(|word| word.term)
                    .collect();
                terms.sort_unstable();
                terms.dedup();
                terms
            })
            .collect();
        let mut held_by = FxHashMap::default();
        for terms in &terms {
            terms.iter().for_each(|term| *held_by.entry(*term).or_default() += 1);
        }
        let people_of = |claim: &Claim| {
            let places = claim.readings.iter().flat_map(|reading| &reading.places);
            let mut people: Vec<usize> = places.flat_map(|&place| cast.people_in(story, place)).collect();
            people.sort_unstable();
            people.dedup();
            people
        };
        let mut people: Vec<Vec<usize>> = claims.iter().map(people_of).collect();
        let everywhere = everywhere(&people);
        people.iter_mut().for_each(|people| people.retain(|person| !everywhere.contains(person)));
        Index { story, claims, terms, held_by, cast, people, everywhere }
    }

    /// How much a term tells one claim of this story from another, 0 to 1: the name that all claims have tells nothing.
    fn telling(&self, term: Term) -> f32 {
        let told = self.terms.iter().filter(|terms| !terms.is_empty()).count();
        let held = self.held_by.get(&term).copied().unwrap_or(0);
        1.0 - (2.0 * held.saturating_sub(1) as f32 / told.max(1) as f32).min(1.0)
    }

    /// Whom a denial is about: who denies, and the people of its sentence.
    fn people(&self, place: Place, by: Option<&str>) -> Vec<usize> {
        let grammar = &self.story.accounts[place.account].document.grammar;
        let token = grammar.inside(place.span).start;
        let sentence = grammar.span(grammar.sentence(grammar.sentence_of(token)));
        let mut people = self.cast.people_in(self.story, Place { account: place.account, span: sentence });
        let speaker = |member: &crate::comparison::Member| Some(member.canonical.as_str()) == by;
        people.extend(self.cast.members.iter().position(speaker));
        people.retain(|person| !self.everywhere.contains(person));
        people
    }

    /// Whether a claim is about people, but about none of these: a man who denies something denies no claim about
    /// another.
    fn is_of_others(&self, claim: usize, people: &[usize]) -> bool {
        let named = &self.people[claim];
        !named.is_empty() && !named.iter().any(|person| people.contains(person))
    }

    /// Whether a claim tells why something happened, in a sentence of one of its places.
    fn tells_why(&self, claim: &Claim) -> bool {
        let causes = self.story.language().claims.causes;
        claim.readings.iter().flat_map(|reading| &reading.places).any(|place| {
            let grammar = &self.story.accounts[place.account].document.grammar;
            let token = grammar.inside(place.span).start;
            let sentence = grammar.sentence(grammar.sentence_of(token));
            let end = sentence.end;
            // "over 100" is no reason.
            sentence.into_iter().any(|token| {
                causes.contains(&grammar.lower(token))
                    && (token + 1 < end && grammar.tags[token + 1] != Tag::Cd)
            })
        })
    }

    /// The claim that holds most of a denial's words, by weight; one that others share goes first.
    fn disputed(&self, place: Place, by: Option<&str>, words: &[Word], what: What) -> Option<usize> {
        const SHARED: f32 = 1.3;
        const WORDS_MIN: usize = 2;
        const MOST: f32 = 0.6;
        let acts: Vec<Term> = words.iter().filter(|word| word.verb).map(|word| word.term).collect();
        let words: Vec<(Term, f32)> =
            words.iter().map(|word| (word.term, word.rarity.min(7.0) * self.telling(word.term))).collect();
        let all: f32 = words.iter().map(|(_, weight)| weight).sum();
        let own = |claim: &Claim| {
            claim.readings.iter().any(|reading| {
                reading.places.iter().any(|other| {
                    other.account == place.account
                        && (other.span.overlaps(place.span) || place.span.contains(other.span))
                }) || by.is_some_and(|by| reading.according_to.iter().any(|source| source.name == by))
            })
        };
        let people = self.people(place, by);
        let mut best: Option<(f32, usize)> = None;
        for (at, claim) in self.claims.iter().enumerate() {
            let held = |word: &&(Term, f32)| self.terms[at].binary_search(&word.0).is_ok();
            let count = words.iter().filter(held).count();
            if count < WORDS_MIN || own(claim) {
                continue;
            }
            let places: Vec<Place> =
                claim.readings.iter().flat_map(|reading| reading.places.iter().copied()).collect();
            let shared = self.story.accounts_of(&places) > 1;
            // A long claim holds many words by chance.
            let length = (self.terms[at].len() as f32).max(8.0);
            let share = words.iter().filter(held).map(|(_, weight)| weight).sum::<f32>() / all.max(1.0);
            // Who and where alone do not tell what is denied: an act is shared, or most words.
            let act = acts.iter().any(|act| self.terms[at].binary_search(act).is_ok());
            if !act && share < MOST {
                continue;
            }
            if !people.is_empty() && self.is_of_others(at, &people)
                || what == What::Reason && !self.tells_why(claim)
            {
                continue;
            }
            let score = share * (12.0 / length).min(1.0) * if shared { SHARED } else { 1.0 };
            if score >= ALIKE_MIN && best.is_none_or(|best| score > best.0) {
                best = Some((score, at));
            }
        }
        best.map(|(_, at)| at)
    }
}

/// What of a claim a denial disputes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// That it is so.
    All,
    /// Why it is so: only a claim that tells a reason can be meant.
    Reason,
}

/// Who disputes: the speaker of the reported speech around the cue, else the subject of the disputing verb.
fn speaker(story: &Story<'_>, cast: &Cast, place: Place, cue: Span) -> Option<String> {
    let document = &story.accounts[place.account].document;
    let quote = document
        .quotes
        .iter()
        .filter(|quote| {
            quote.span.contains(cue)
                || quote.cue == Some(cue)
                || quote.span.shared(place.span) * 2 > place.span.len()
        })
        .max_by_key(|quote| {
            (quote.cue == Some(cue), quote.span.contains(cue), quote.span.shared(place.span))
        });
    if let Some(quote) = quote {
        return quote_speaker(cast, place.account, quote);
    }
    let grammar = &document.grammar;
    let Some((head, first)) = subject_of(document, cue) else {
        return just_before(cast, document, place, cue);
    };
    let entity_at = |token: TokenIndex| {
        document
            .entities
            .iter()
            .position(|entity| entity.mentions.iter().any(|mention| mention.overlaps(grammar.spans[token])))
    };
    if grammar.tags[head] == Tag::Prp {
        let meant = || {
            let entity = entity_at(head)?;
            Some(cast.full_name(place.account, Some(entity), &document.entities[entity].canonical))
        };
        return who_speaks(story, cast, place, grammar.spans[head]).or_else(meant);
    }
    // "..., Bridget Sayle, disputed": the name in apposition goes before a name that only owns the noun.
    let sentence = grammar.sentence(grammar.sentence_of(head));
    let apposed = sentence
        .clone()
        .filter(|&token| {
            grammar.head(token) == Some(head)
                && token > head
                && matches!(grammar.relations[token], Relation::Appos | Relation::Flat | Relation::Compound)
        })
        .find_map(entity_at);
    if let Some(entity) = apposed.or_else(|| entity_at(head)) {
        return Some(cast.full_name(place.account, Some(entity), &document.entities[entity].canonical));
    }
    let noun = matches!(grammar.tags[head], Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps);
    noun.then(|| described(story, document, head, first))
}

/// Somebody or something with a name right before the word that disputes, at the head of its sentence.
fn just_before(cast: &Cast, document: &Document, place: Place, cue: Span) -> Option<String> {
    let grammar = &document.grammar;
    let verb = grammar.inside(cue).next()?;
    let sentence = grammar.sentence(grammar.sentence_of(verb));
    let lead = grammar.span(sentence.start..verb);
    let entity = document.entities.iter().position(|entity| {
        entity
            .mentions
            .iter()
            .any(|mention| !lead.is_empty() && mention.contains(lead) && mention.end <= cue.start)
    });
    let Some(entity) = entity else {
        let words = lead.of(&document.article.text);
        let capitals = |word: &str| word.starts_with(char::is_uppercase);
        return (words.contains(' ') && words.split_whitespace().all(capitals)).then(|| words.to_owned());
    };
    Some(cast.full_name(place.account, Some(entity), &document.entities[entity].canonical))
}

/// Whom a pronoun that disputes means: the speaker of the quotation that it leads to, else of the one before it in its
/// paragraph.
fn who_speaks(story: &Story<'_>, cast: &Cast, place: Place, pronoun: Span) -> Option<String> {
    let document = &story.accounts[place.account].document;
    let grammar = &document.grammar;
    let led = document.quotes.iter().find(|quote| quote.speaker == Some(pronoun));
    let sentence = grammar.sentence_of(grammar.inside(pronoun).next()?);
    let same_paragraph = |quote: &Quote| {
        grammar.inside(quote.span).next().is_some_and(|token| {
            let other = grammar.sentence_of(token);
            other <= sentence && sentence <= last_of_paragraph(grammar, other)
        })
    };
    let before = || {
        let earlier = document.quotes.iter().rev().find(|quote| quote.span.end <= pronoun.start);
        earlier.filter(|quote| same_paragraph(quote))
    };
    let by = quote_speaker(cast, place.account, led.or_else(before)?)?;
    named(cast, &by).then_some(by)
}

/// A noun phrase without its article, with what it is of: "ministry of public works".
fn described(story: &Story<'_>, document: &Document, head: TokenIndex, first: TokenIndex) -> String {
    let grammar = &document.grammar;
    let sentence = grammar.sentence(grammar.sentence_of(head));
    let article = story.language().quantities.wholes.contains(&grammar.lower(first))
        && grammar.tags[first] == Tag::Dt
        && first < head;
    let mut end = head + 1;
    if end + 1 < sentence.end && grammar.tags[end] == Tag::In {
        let noun = |token: usize| {
            matches!(grammar.tags[token], Tag::Dt | Tag::Jj | Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
        };
        let of = (end + 1..sentence.end).take_while(|&token| noun(token)).last();
        end = of.filter(|&of| of > end).map_or(end, |of| of + 1);
    }
    grammar.span(first + usize::from(article)..end).of(&document.article.text).to_owned()
}

/// The head of the subject of the verb at a place, and the first token of its noun phrase.
fn subject_of(document: &Document, verb: Span) -> Option<(TokenIndex, TokenIndex)> {
    let grammar = &document.grammar;
    let verb = grammar.inside(verb).next()?;
    let sentence = grammar.sentence(grammar.sentence_of(verb));
    let head = sentence.clone().find(|&token| {
        grammar.head(token) == Some(verb)
            && matches!(grammar.relations[token], Relation::Nsubj | Relation::NsubjPass)
    })?;
    let first =
        sentence.clone().find(|&token| token == head || grammar.head(token) == Some(head)).unwrap_or(head);
    Some((head, first.min(head)))
}
