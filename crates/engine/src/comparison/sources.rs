//! Sources: whom the accounts have it from, one entry for each name and relation.

use crate::document::SourceKind;

use super::{Cast, Place, Source, Story, without_article};

/// Whether two accounts that name a source so mean the same one: "officials" may be any.
fn may_join(kind: SourceKind, name: &str) -> bool {
    kind != SourceKind::Anonymous || name.contains(' ')
}

/// Outlets that some account names as an agency, in a credit or a dateline.
fn agencies(story: &Story<'_>) -> Vec<String> {
    let documents = || story.accounts.iter().map(|told| &told.document);
    let credited = documents().filter_map(|document| document.article.agency.as_deref()).map(plain);
    let named = documents()
        .flat_map(|document| &document.sources)
        .filter(|source| source.kind == SourceKind::Agency)
        .map(|source| plain(&source.name));
    credited.chain(named).collect()
}

/// The sources of a story, those that most accounts name first, then by first place.
pub(super) fn find(story: &Story<'_>, cast: &Cast) -> Vec<Source> {
    let mut found: Vec<Source> = Vec::new();
    let agencies = agencies(story);
    for (account, told) in story.accounts.iter().enumerate() {
        for source in told.document.sources.iter().filter(|source| !source.span.is_empty()) {
            let place = Place { account, span: source.span };
            let name = match source.kind {
                SourceKind::Person | SourceKind::Organisation => {
                    cast.full_name(account, source.entity, &source.name)
                }
                _ => source.name.clone(),
            };
            let is_agency = matches!(source.kind, SourceKind::Outlet | SourceKind::Organisation)
                && agencies.contains(&plain(&name));
            let kind = if is_agency { SourceKind::Agency } else { source.kind };
            let same = |known: &&mut Source| {
                let here = known.places.iter().any(|place| place.account == account);
                known.kind == kind
                    && (here || may_join(kind, &name))
                    && known.relation == source.relation
                    && plain(&known.name) == plain(&name)
            };
            match found.iter_mut().find(same) {
                Some(known) => known.places.push(place),
                None => found.push(Source { name, kind, relation: source.relation, places: vec![place] }),
            }
        }
    }
    found.sort_by_key(|source| {
        let mut accounts: Vec<usize> = source.places.iter().map(|place| place.account).collect();
        accounts.dedup();
        (std::cmp::Reverse(accounts.len()), source.places.first().copied())
    });
    found
}

/// A name as it is compared: lower case, without its article.
fn plain(name: &str) -> String {
    without_article(name).to_lowercase()
}
