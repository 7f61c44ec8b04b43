//! Events: what happened, by the accounts that state it; and the most telling facts that one account alone has.

use std::cmp::Reverse;

use super::align::{Cluster, Units};
use super::headings;
use super::{Claim, Kind, Place, Reading, Status, Story, Verdict, according_to};

/// How many facts that it alone has are listed for one account.
const ONLY_HERE_MAX: usize = 12;

/// Event claims: one for each cluster, and the most telling statements that stand in no cluster.
pub(super) fn find(story: &Story<'_>, units: &Units, clusters: &[Cluster]) -> Vec<Claim> {
    let mut claims: Vec<Claim> = clusters.iter().map(|cluster| shared(story, units, cluster)).collect();
    let mut alone = vec![true; units.all.len()];
    clusters.iter().flat_map(|cluster| &cluster.units).for_each(|&unit| alone[unit] = false);
    for account in 0..story.accounts.len() {
        let mut own: Vec<usize> =
            units.of_account(account).filter(|&unit| alone[unit] && !units.all[unit].quoted).collect();
        own.sort_by(|&a, &b| units.all[b].weight.total_cmp(&units.all[a].weight).then(a.cmp(&b)));
        own.truncate(ONLY_HERE_MAX);
        claims.extend(own.into_iter().map(|unit| only(story, units, unit)));
    }
    claims
}

/// A statement that accounts share: one reading, with every place.
fn shared(story: &Story<'_>, units: &Units, cluster: &Cluster) -> Claim {
    let mut places: Vec<Place> = cluster.units.iter().map(|&unit| units.all[unit].place).collect();
    places.sort_unstable();
    let reading = Reading { according_to: according_to(story, &places), places, ..Reading::default() };
    let support = story.support(&reading.places);
    let (status, rule) =
        if support >= 2 { (Status::Agreed, "same-statement") } else { (Status::Single, "one-origin") };
    let because = match status {
        Status::Agreed => {
            format!("{} state it in {support} independent reports.", story.named(&reading.places))
        }
        _ => format!("{} have it from one origin.", story.named(&reading.places)),
    };
    let said = cluster.units.iter().all(|&unit| statement(story, units, unit).quote.is_some());
    let accounts = story.accounts_of(&reading.places);
    // What stands in a surer claim as well is told there: here it is an addition.
    let (each, lead_weight) = if cluster.again { (4.0, 1.0) } else { (10.0, 8.0) };
    Claim {
        kind: if said { Kind::Said } else { Kind::Event },
        subject: named(story, subject(story, units, cluster)),
        verdict: Verdict { status, rule, because },
        score: cluster.score,
        weight: each * support as f32 + accounts as f32 + lead_weight * lead(story, units, &cluster.units),
        readings: vec![reading],
    }
}

fn only(story: &Story<'_>, units: &Units, unit: usize) -> Claim {
    let place = units.all[unit].place;
    let reading =
        Reading { places: vec![place], according_to: according_to(story, &[place]), ..Reading::default() };
    let said = statement(story, units, unit).quote.is_some();
    Claim {
        kind: if said { Kind::Said } else { Kind::Event },
        subject: named(story, place),
        verdict: Verdict {
            status: Status::Single,
            rule: "only-here",
            because: format!("Only {} states it.", story.labels[place.account]),
        },
        score: 1.0,
        weight: units.all[unit].weight / 20.0 + lead(story, units, &[unit]),
        readings: vec![reading],
    }
}

/// What a statement is called: its words.
fn named(story: &Story<'_>, place: super::Place) -> String {
    let document = &story.accounts[place.account].document;
    headings::of_statement(&document.article.text, &document.grammar, place.span)
}

fn statement<'a>(story: &Story<'a>, units: &Units, unit: usize) -> &'a crate::claims::Statement {
    &story.accounts[units.all[unit].account].statements[units.all[unit].statement]
}

/// The shortest wording that begins a sentence and leans on nothing before it, else the shortest of all; ties by place.
fn subject(story: &Story<'_>, units: &Units, cluster: &Cluster) -> super::Place {
    const BYTES_MIN: usize = 30;
    let alone = |unit: usize| {
        let stated = statement(story, units, unit);
        let grammar = &story.accounts[units.all[unit].account].document.grammar;
        let begins = grammar.sentence(stated.sentence).start == stated.tokens.start;
        begins
            && stated.span.len() >= BYTES_MIN
            && !story.language().claims.leaning.contains(&grammar.lower(stated.tokens.start))
    };
    let shortest = |units_of: &mut dyn Iterator<Item = usize>| {
        units_of
            .map(|unit| units.all[unit].place)
            .min_by_key(|place| (story.words(*place).len(), Reverse(place.account)))
    };
    shortest(&mut cluster.units.iter().copied().filter(|&unit| alone(unit)))
        .or_else(|| shortest(&mut cluster.units.iter().copied()))
        .unwrap_or(super::Place { account: 0, span: crate::text::Span::default() })
}

/// From 1 for what stands first in an account down towards 0: news puts what matters first.
fn lead(story: &Story<'_>, units: &Units, members: &[usize]) -> f32 {
    let first = members.iter().map(|&unit| statement(story, units, unit).sentence).min().unwrap_or(0);
    1.0 / (1.0 + first as f32 * 0.25)
}
