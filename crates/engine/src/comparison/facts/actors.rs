//! Who did it, where one account names a person and another what is that person's ("Vale", "Vale's campaign").

use crate::document::{Document, NameKind};
use crate::grammar::{Relation, TokenIndex};
use crate::text::Span;

use super::super::align::{Cluster, Units};
use super::super::{Cast, Claim, Kind, Place, Status, Story, Value, Verdict};
use super::reading;

/// Who acts in a statement.
struct Actor {
    /// The words.
    place: Place,
    /// The person or body, as a member of the cast.
    member: usize,
    /// Whether what acts is only that member's ("her campaign").
    owned: bool,
    verb: TokenIndex,
}

/// The claims about who acted, one for each cluster at most.
pub(super) fn find(story: &Story<'_>, cast: &Cast, units: &Units, clusters: &[Cluster]) -> Vec<Claim> {
    clusters.iter().filter_map(|cluster| in_cluster(story, cast, units, cluster)).collect()
}

fn in_cluster(story: &Story<'_>, cast: &Cast, units: &Units, cluster: &Cluster) -> Option<Claim> {
    let actors: Vec<Actor> =
        cluster.units.iter().flat_map(|&unit| actors(story, cast, units, unit)).collect();
    let lemma = |actor: &Actor| story.accounts[actor.place.account].document.grammar.lemma(actor.verb);
    let owned = actors.iter().find(|actor| {
        actor.owned
            && actors.iter().any(|other| {
                !other.owned
                    && other.member == actor.member
                    && other.place.account != actor.place.account
                    && lemma(other) == lemma(actor)
            })
    })?;
    let same = |actor: &&Actor| actor.member == owned.member && lemma(actor) == lemma(owned);
    let places = |whose: bool| -> Vec<Place> {
        actors.iter().filter(same).filter(|actor| actor.owned == whose).map(|actor| actor.place).collect()
    };
    let (theirs, own) = (places(true), places(false));
    let shown = |place: Place| format!("“{}” ({})", story.words(place), story.labels[place.account]);
    let member = &cast.members[owned.member].canonical;
    Some(Claim {
        kind: Kind::Event,
        subject: story.words(units.all[cluster.units[0]].place).to_owned(),
        verdict: Verdict {
            status: Status::Compatible,
            rule: "who-acted",
            because: format!(
                "{} and {}: one names {member}, the other whoever acts for {member}.",
                shown(*own.first()?),
                shown(*theirs.first()?),
            ),
        },
        score: cluster.score,
        weight: 4.0,
        readings: vec![
            reading(story, Value::Text(story.words(own[0]).to_owned()), &own),
            reading(story, Value::Text(story.words(theirs[0]).to_owned()), &theirs),
        ],
    })
}

/// The subjects of a statement's verbs, as far as they are somebody or somebody's.
fn actors(story: &Story<'_>, cast: &Cast, units: &Units, unit: usize) -> Vec<Actor> {
    let of = &units.all[unit];
    let told = &story.accounts[of.account];
    let document = &told.document;
    let grammar = &document.grammar;
    let statement = &told.statements[of.statement];
    let mut actors = Vec::new();
    for head in statement.tokens.clone() {
        let Some(verb) = grammar.head(head).filter(|_| grammar.relations[head] == Relation::Nsubj) else {
            continue;
        };
        let named = member_at(cast, of.account, document, grammar.spans[head]);
        let owner = statement.tokens.clone().find(|&token| {
            grammar.head(token) == Some(head) && grammar.relations[token] == Relation::NmodPoss
        });
        let found = match (named, owner) {
            (_, Some(owner)) => {
                member_at(cast, of.account, document, grammar.spans[owner]).map(|member| (member, true))
            }
            (Some(member), None) => Some((member, false)),
            _ => None,
        };
        if let Some((member, owned)) = found {
            let first = owner.filter(|_| owned).unwrap_or(head).min(head);
            let span = grammar.span(first..head + 1);
            actors.push(Actor { place: Place { account: of.account, span }, member, owned, verb });
        }
    }
    actors
}

/// The person or body that a word stands for.
fn member_at(cast: &Cast, account: usize, document: &Document, word: Span) -> Option<usize> {
    let entity = document.entities.iter().position(|entity| {
        entity.kind != NameKind::Place && entity.mentions.iter().any(|mention| mention.contains(word))
    })?;
    cast.member_of(account, entity)
}
