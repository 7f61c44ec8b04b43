//! Words that cannot both hold of one thing: opposites ("permanent", "for now") and superlatives that two accounts give
//! to two holders ("the largest").

use crate::claims::Statement;
use crate::document::Document;
use crate::grammar::{Tag, TokenIndex};
use crate::text::Span;
use crate::words::Term;

use super::super::align::{Cluster, Units};
use super::super::{Cast, Claim, Kind, Place, Status, Story, Value, Verdict, word_at};
use super::reading;

/// Two statements with opposite words are of one thing when so much alike, and when so many words beside the opposites
/// are the same.
const ALIKE_MIN: f32 = 0.25;
const BESIDE_MIN: usize = 2;
/// Words so near stand beside an opposite.
const BESIDE_TOKENS: usize = 7;
/// In statements that state the same, so many words so near must be shared.
const AROUND_MIN: usize = 3;
const AROUND_TOKENS: usize = 12;
/// Superlatives are of one thing when their statements are so much alike.
const SUPERLATIVES_ALIKE_MIN: f32 = 0.25;

/// A word of a statement that may clash with that of another.
struct Marked {
    unit: usize,
    word: Place,
    /// The row of the table of opposites, and the side.
    row: usize,
    side: bool,
    /// The content words beside it.
    beside: Vec<Term>,
    /// And those a little further away.
    around: Vec<Term>,
}

/// The claims about opposites.
pub(super) fn opposites(story: &Story<'_>, units: &Units, clusters: &[Cluster]) -> Vec<Claim> {
    let marked = marked(story, units);
    let mut home: Vec<Option<usize>> = vec![None; units.all.len()];
    for (at, cluster) in clusters.iter().enumerate() {
        cluster.units.iter().for_each(|&unit| home[unit] = Some(at));
    }
    let mut claims: Vec<Claim> = Vec::new();
    let mut used: Vec<usize> = Vec::new();
    for (at, a) in marked.iter().enumerate() {
        for b in &marked[at + 1..] {
            let clash = a.row == b.row
                && a.side != b.side
                && a.word.account != b.word.account
                && units.all[a.unit].negated == units.all[b.unit].negated
                && !used.contains(&a.unit)
                && !used.contains(&b.unit);
            let shared =
                |one: &[Term], other: &[Term]| one.iter().filter(|term| other.contains(term)).count();
            let of_one_thing = || {
                let together = home[a.unit].is_some() && home[a.unit] == home[b.unit];
                shared(&a.beside, &b.beside) >= BESIDE_MIN
                    || together && shared(&a.around, &b.around) >= AROUND_MIN
            };
            if clash && of_one_thing() && units.alike(a.unit, b.unit) >= ALIKE_MIN {
                used.extend([a.unit, b.unit]);
                claims.push(opposed(story, units, a, b));
            }
        }
    }
    claims
}

/// The statements of which exactly one side of a row of opposites is told.
fn marked(story: &Story<'_>, units: &Units) -> Vec<Marked> {
    let table = story.language().claims.opposites;
    let mut marked = Vec::new();
    for (unit, of) in units.all.iter().enumerate().filter(|(_, unit)| !unit.quoted) {
        let text = story.words(of.place).to_ascii_lowercase();
        for (row, (one, other)) in table.iter().enumerate() {
            let find = |words: &[&str]| words.iter().find_map(|phrase| word_at(&text, phrase));
            let (side, found) = match (find(one), find(other)) {
                (Some(found), None) => (false, found),
                (None, Some(found)) => (true, found),
                _ => continue,
            };
            let start = of.place.span.start as usize + found.start;
            let word = Place { account: of.account, span: Span::new(start, start + found.len()) };
            let near = |tokens: usize| beside(story, units, unit, (word, tokens));
            if let (Some(beside), Some(around)) = (near(BESIDE_TOKENS), near(AROUND_TOKENS)) {
                marked.push(Marked { unit, word, row, side, beside, around });
            }
        }
    }
    marked
}

/// The content words within so many tokens of a place of a unit; `None` if the statement is no more than possible.
fn beside(
    story: &Story<'_>,
    units: &Units,
    unit: usize,
    (word, within): (Place, usize),
) -> Option<Vec<Term>> {
    let of = &units.all[unit];
    let told = &story.accounts[of.account];
    let statement: &Statement = &told.statements[of.statement];
    let grammar = &told.document.grammar;
    let possible = story.language().claims.possible;
    if statement.tokens.clone().any(|token| possible.contains(&grammar.lower(token))) {
        return None;
    }
    let tokens = grammar.inside(word.span);
    let near = tokens.start.saturating_sub(within)..tokens.end + within;
    let terms = statement
        .words
        .iter()
        .filter(|other| near.contains(&other.token) && !tokens.contains(&other.token))
        .map(|other| other.term);
    Some(terms.collect())
}

fn opposed(story: &Story<'_>, units: &Units, a: &Marked, b: &Marked) -> Claim {
    let (x, y) = (units.all[a.unit].place, units.all[b.unit].place);
    let shown = |word: Place| format!("“{}” ({})", story.words(word), story.labels[word.account]);
    let of = |word: Place, place: Place| reading(story, Value::Text(story.words(word).to_owned()), &[place]);
    Claim {
        kind: Kind::Event,
        subject: story.words(shorter(story, x, y)).to_owned(),
        verdict: Verdict {
            status: Status::Conflict,
            rule: "opposite-words",
            because: format!("{} and {} cannot both hold.", shown(a.word), shown(b.word)),
        },
        score: units.alike(a.unit, b.unit),
        weight: 14.0,
        readings: vec![of(a.word, x), of(b.word, y)],
    }
}

fn shorter(story: &Story<'_>, a: Place, b: Place) -> Place {
    if story.words(b).len() < story.words(a).len() { b } else { a }
}

/// A superlative and who is given it.
struct Superlative {
    unit: usize,
    word: TokenIndex,
    holder: usize,
}

/// The claims about superlatives that have two holders.
pub(super) fn superlatives(story: &Story<'_>, cast: &Cast, units: &Units) -> Vec<Claim> {
    let found: Vec<Superlative> = (0..units.all.len())
        .filter(|&unit| !units.all[unit].quoted)
        .filter_map(|unit| superlative(story, cast, units, unit))
        .collect();
    let lower = |of: &Superlative| story.accounts[units.all[of.unit].account].document.grammar.lower(of.word);
    let mut claims = Vec::new();
    let mut told: Vec<usize> = Vec::new();
    for (at, a) in found.iter().enumerate() {
        for b in &found[at + 1..] {
            let (x, y) = (units.all[a.unit].place, units.all[b.unit].place);
            if x.account == y.account
                || a.holder == b.holder
                || lower(a) != lower(b)
                || told.contains(&a.unit)
                || told.contains(&b.unit)
                || units.alike(a.unit, b.unit) < SUPERLATIVES_ALIKE_MIN
            {
                continue;
            }
            told.extend([a.unit, b.unit]);
            let of = |holder: usize, place: Place| {
                reading(story, Value::Text(cast.members[holder].canonical.clone()), &[place])
            };
            claims.push(Claim {
                kind: Kind::Event,
                subject: story.words(shorter(story, x, y)).to_owned(),
                verdict: Verdict {
                    status: Status::Conflict,
                    rule: "one-superlative",
                    because: format!(
                        "{} ({}) and {} ({}) cannot both be the {}.",
                        cast.members[a.holder].canonical,
                        story.labels[x.account],
                        cast.members[b.holder].canonical,
                        story.labels[y.account],
                        lower(a),
                    ),
                },
                score: units.alike(a.unit, b.unit),
                weight: 14.0,
                readings: vec![of(a.holder, x), of(b.holder, y)],
            });
        }
    }
    claims
}

/// The one superlative of a statement, and the name before it that it is said of; none for "one of the largest" and
/// "the second largest".
fn superlative(story: &Story<'_>, cast: &Cast, units: &Units, unit: usize) -> Option<Superlative> {
    const BEFORE: usize = 4;
    let of = &units.all[unit];
    let told = &story.accounts[of.account];
    let statement: &Statement = &told.statements[of.statement];
    let document: &Document = &told.document;
    let grammar = &document.grammar;
    let mut words = statement.tokens.clone().filter(|&token| grammar.tags[token] == Tag::Jjs);
    let word = words.next().filter(|_| words.next().is_none())?;
    let before = statement.tokens.start.max(word.saturating_sub(BEFORE))..word;
    let shared = before.clone().any(|token| {
        matches!(grammar.tags[token], Tag::Hyph | Tag::Cd | Tag::Pos | Tag::PrpS)
            || story.language().claims.among.contains(&grammar.lower(token))
    });
    let definite = before.clone().any(|token| grammar.tags[token] == Tag::Dt);
    if shared || !definite || statement.negated {
        return None;
    }
    let start = grammar.spans[word].start;
    let name = document
        .names
        .iter()
        .take_while(|name| name.span.end <= start)
        .last()
        .filter(|name| statement.span.contains(name.span))?;
    let holder = cast.member_of(of.account, name.entity)?;
    Some(Superlative { unit, word, holder })
}
