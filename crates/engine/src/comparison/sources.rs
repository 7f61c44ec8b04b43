//! Sources: whom the accounts have it from, one entry for each name and relation.

use crate::document::SourceKind;

use super::{Cast, Place, Source, Story};

/// The sources of a story, those that most accounts name first, then by first place.
pub(super) fn find(story: &Story<'_>, cast: &Cast) -> Vec<Source> {
    let mut found: Vec<Source> = Vec::new();
    for (account, told) in story.accounts.iter().enumerate() {
        for source in told.document.sources.iter().filter(|source| !source.span.is_empty()) {
            let place = Place { account, span: source.span };
            let name = match source.kind {
                SourceKind::Person | SourceKind::Organisation => {
                    cast.full_name(account, source.entity, &source.name)
                }
                _ => source.name.clone(),
            };
            let same = |known: &&mut Source| {
                known.kind == source.kind
                    && known.relation == source.relation
                    && plain(&known.name) == plain(&name)
            };
            match found.iter_mut().find(same) {
                Some(known) => known.places.push(place),
                None => found.push(Source {
                    name,
                    kind: source.kind,
                    relation: source.relation,
                    places: vec![place],
                }),
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
    let lower = name.to_lowercase();
    ["the ", "a ", "an "].iter().find_map(|article| lower.strip_prefix(article)).unwrap_or(&lower).to_owned()
}
