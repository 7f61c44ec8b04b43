//! Sources: whom the accounts have it from, one entry for each name and relation.

use crate::document::{self, SourceKind};

use super::{Place, Source, Story, without_article};

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

/// The name of a source of an account, in full as far as the story knows it.
pub(super) fn name(story: &Story<'_>, account: usize, source: &document::Source) -> String {
    match source.kind {
        SourceKind::Person | SourceKind::Organisation => {
            let name = story.cast.full_name(account, source.entity, &source.name);
            story.full_name(&name).to_owned()
        }
        SourceKind::Document => document_name(story, account, source),
        SourceKind::Outlet | SourceKind::Agency => story.full_name(&source.name).to_owned(),
        SourceKind::Anonymous => source.name.clone(),
    }
}

/// The name of a document: with the full name of whose it is ("Lee's letter" is the "Ann Lee letter"); what is called
/// by its noun alone ("the letter", "a copy") is the one such document that an account tells the owner of.
fn document_name(story: &Story<'_>, account: usize, source: &document::Source) -> String {
    let copies = story.language().speech.copies;
    let is_bare = |name: &str| !name.contains(' ');
    let noun = |name: &str| name.rsplit(' ').next().unwrap_or("").to_lowercase();
    let own = || documents(story, account);
    if copies.contains(&source.name.to_lowercase().as_str()) {
        let before =
            own().filter(|other| other.span < source.span && !copies.contains(&noun(&other.name).as_str()));
        let after =
            || own().find(|other| other.span > source.span && !copies.contains(&noun(&other.name).as_str()));
        let meant = before.last().or_else(after);
        return meant.map_or_else(|| source.name.clone(), |other| document_name(story, account, other));
    }
    if !is_bare(&source.name) {
        return with_owner(story, account, source);
    }
    let told = |account: usize| {
        documents(story, account)
            .filter(|other| !is_bare(&other.name) && noun(&other.name) == noun(&source.name))
            .map(move |other| with_owner(story, account, other))
    };
    only(told(account))
        .or_else(|| only((0..story.accounts.len()).flat_map(told)))
        .unwrap_or_else(|| source.name.clone())
}

fn documents<'s>(story: &Story<'s>, account: usize) -> impl Iterator<Item = &'s document::Source> {
    story.accounts[account].document.sources.iter().filter(|source| source.kind == SourceKind::Document)
}

/// The one thing that all are, if they are any.
fn only(mut names: impl Iterator<Item = String>) -> Option<String> {
    let first = names.next()?;
    names.all(|name| name == first).then_some(first)
}

/// A document's name with its owner in full.
fn with_owner(story: &Story<'_>, account: usize, source: &document::Source) -> String {
    let document = &story.accounts[account].document;
    let text = &document.article.text;
    let from = document.names.partition_point(|name| name.span.start < source.span.start);
    let owners = document.names[from..].iter().take_while(|name| name.span.end <= source.span.end);
    let owned = owners.filter_map(|owner| {
        let printed = owner.span.of(text);
        let (before, rest) = source.name.split_once(printed)?;
        let short = !before.contains(' ') || before.trim_end().ends_with('.');
        let full = story.cast.full_name(account, Some(owner.entity), printed);
        (short && rest.starts_with(' ')).then(|| format!("{full}{rest}"))
    });
    owned.into_iter().next().unwrap_or_else(|| source.name.clone())
}

/// The sources of a story, those that most accounts name first, then by first place.
pub(super) fn find(story: &Story<'_>) -> Vec<Source> {
    let mut found: Vec<Source> = Vec::new();
    let agencies = agencies(story);
    for (account, told) in story.accounts.iter().enumerate() {
        for source in told.document.sources.iter().filter(|source| !source.span.is_empty()) {
            let place = Place { account, span: source.span };
            let name = name(story, account, source);
            let is_agency = matches!(source.kind, SourceKind::Outlet | SourceKind::Organisation)
                && agencies.contains(&plain(&name));
            let is_outlet = source.kind == SourceKind::Organisation && is_label(story, &name);
            let kind = match source.kind {
                _ if is_agency => SourceKind::Agency,
                _ if is_outlet => SourceKind::Outlet,
                kind => kind,
            };
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

/// Whether an outlet of the story has this name.
fn is_label(story: &Story<'_>, name: &str) -> bool {
    story.accounts.iter().any(|account| plain(super::outlet(account)) == plain(name))
}

/// A name as it is compared: lower case, without its article.
fn plain(name: &str) -> String {
    without_article(name).to_lowercase()
}
