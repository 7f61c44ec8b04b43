//! Origins: which accounts of a story are not independent of each other.
//!
//! Support counted in copies is worthless, so everything is counted in origin groups, and only by [`support`].

use crate::article::Moment;
use crate::document::{Document, SourceKind, SourceRelation};
use crate::text::Span;

use super::copies::{COPY_MIN, Shingles};

/// A group of accounts that are not independent of each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// Why they are one.
    pub kind: OriginKind,
    /// The accounts, as indices into the story, in order.
    pub members: Vec<usize>,
    /// The agency or outlet that it came from.
    pub root: Option<String>,
    /// The words that prove it: an account and a place in its text.
    pub evidence: Vec<(usize, Span)>,
    /// One plain sentence.
    pub note: String,
}

/// Why accounts are counted as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OriginKind {
    /// An outlet's own report.
    Original,
    /// One agency's text.
    Wire,
    /// One outlet's text, printed again.
    Reprint,
    /// One press release.
    Release,
    /// It could not be established.
    Unresolved,
}

/// In how many independent origin groups something stands that stands in these groups (indices, in any order, also
/// repeated). All groups that are unresolved count as one together: what is not known to be independent is not
/// counted as such.
#[must_use]
pub fn support(origins: &[Origin], groups: &[usize]) -> usize {
    let mut groups: Vec<usize> = groups.iter().copied().filter(|&group| group < origins.len()).collect();
    groups.sort_unstable();
    groups.dedup();
    let resolved = groups.iter().filter(|&&group| origins[group].kind != OriginKind::Unresolved).count();
    resolved + usize::from(resolved < groups.len())
}

/// The group of each account.
#[must_use]
pub fn group_of(origins: &[Origin], accounts: usize) -> Vec<usize> {
    let mut groups = vec![0; accounts];
    for (at, origin) in origins.iter().enumerate() {
        for &member in &origin.members {
            groups[member] = at;
        }
    }
    groups
}

/// A text that shares less than this with every other one is its own.
const OWN_MAX: f32 = 0.12;

/// The origin groups of a story's accounts: every account in exactly one, in order of their first account.
#[must_use]
pub fn find(documents: &[&Document]) -> Vec<Origin> {
    let shingles: Vec<Shingles> =
        documents.iter().map(|document| Shingles::of(&document.article.text)).collect();
    let credits: Vec<Option<Credit>> = documents.iter().map(|document| credit(document)).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in 0..documents.len() {
        let mut home: Vec<usize> = (0..groups.len())
            .filter(|&group| {
                groups[group].iter().any(|&member| {
                    shingles[at].containment(&shingles[member]) >= COPY_MIN
                        || same_agency(&credits, at, member)
                        || same_owner(documents, at, member)
                })
            })
            .collect();
        let Some(first) = (!home.is_empty()).then(|| home.remove(0)) else {
            groups.push(vec![at]);
            continue;
        };
        for &other in home.iter().rev() {
            let moved = groups.remove(other);
            groups[first].extend(moved);
        }
        groups[first].push(at);
        groups[first].sort_unstable();
    }
    groups.sort();
    groups.into_iter().map(|members| explain(members, documents, &shingles, &credits)).collect()
}

/// The agency that an account names as the hand behind its text.
struct Credit {
    agency: String,
    span: Option<Span>,
}

fn credit(document: &Document) -> Option<Credit> {
    const HEAD_BYTES: u32 = 120;
    let printed = document.sources.iter().find(|source| {
        source.kind == SourceKind::Agency
            && source.relation == SourceRelation::Via
            && source.span.start < HEAD_BYTES
            && source.content.is_none()
    });
    match (&document.article.agency, printed) {
        (Some(agency), printed) => {
            Some(Credit { agency: agency.clone(), span: printed.map(|source| source.span) })
        }
        (None, Some(source)) => Some(Credit { agency: source.name.clone(), span: Some(source.span) }),
        (None, None) => None,
    }
}

fn same_agency(credits: &[Option<Credit>], a: usize, b: usize) -> bool {
    match (&credits[a], &credits[b]) {
        (Some(a), Some(b)) => a.agency.eq_ignore_ascii_case(&b.agency),
        _ => false,
    }
}

/// Whether two outlets belong to one owner, by what the user has told.
fn same_owner(documents: &[&Document], a: usize, b: usize) -> bool {
    let owner = |at: usize| documents[at].article.owner.as_deref();
    owner(a).is_some() && owner(a) == owner(b)
}

fn explain(
    members: Vec<usize>,
    documents: &[&Document],
    shingles: &[Shingles],
    credits: &[Option<Credit>],
) -> Origin {
    if let Some(credit) = members.iter().find_map(|&member| credits[member].as_ref()) {
        let evidence =
            members.iter().filter_map(|&member| Some((member, credits[member].as_ref()?.span?))).collect();
        let note = match members.len() {
            1 => format!("it credits {}", credit.agency),
            count => format!("{count} accounts print the text of {}", credit.agency),
        };
        return Origin { kind: OriginKind::Wire, root: Some(credit.agency.clone()), evidence, note, members };
    }
    if members.len() > 1 { copies(members, documents) } else { alone(members[0], documents, shingles) }
}

/// Accounts of one wording without an agency's name: one outlet's versions, a press release, or a reprint.
fn copies(members: Vec<usize>, documents: &[&Document]) -> Origin {
    let outlet = |member: usize| documents[member].article.outlet.as_deref();
    let count = members.len();
    let first = outlet(members[0]);
    if first.is_some() && members.iter().all(|&member| outlet(member) == first) {
        let note = format!("{count} versions of one account");
        return Origin {
            kind: OriginKind::Original,
            root: first.map(str::to_owned),
            evidence: vec![],
            note,
            members,
        };
    }
    let owner = documents[members[0]].article.owner.clone();
    if let Some(owner) = owner.filter(|_| members.iter().all(|&at| same_owner(documents, members[0], at))) {
        let note = format!("{count} accounts of outlets that {owner} owns");
        return Origin { kind: OriginKind::Original, root: Some(owner), evidence: vec![], note, members };
    }
    let release = members.iter().find_map(|&member| Some((member, release(documents[member])?)));
    if let Some(evidence) = release {
        let note = format!("{count} accounts print one press release");
        return Origin { kind: OriginKind::Release, root: None, evidence: vec![evidence], note, members };
    }
    let earliest = members
        .iter()
        .filter_map(|&member| Some((documents[member].article.published.as_ref()?.seconds(), member)))
        .min()
        .map(|(_, member)| member);
    let root = earliest.and_then(outlet).map(str::to_owned);
    let note = format!("{count} accounts share most of their wording");
    Origin { kind: OriginKind::Reprint, root, evidence: vec![], note, members }
}

/// Where an account says that it prints a press release.
fn release(document: &Document) -> Option<Span> {
    let language = crate::languages::Language::of(document.article.language.as_deref());
    let text = &document.article.text;
    let lower = text.to_ascii_lowercase();
    language
        .claims
        .release_words
        .iter()
        .find_map(|words| lower.find(words).map(|at| Span::new(at, at + words.len())))
}

fn alone(member: usize, documents: &[&Document], shingles: &[Shingles]) -> Origin {
    let article = &documents[member].article;
    let most = (0..documents.len())
        .filter(|&other| other != member)
        .map(|other| shingles[member].containment(&shingles[other]))
        .fold(0.0, f32::max);
    let percent = (most * 100.0).round();
    let (kind, note) = if shingles[member].is_empty() {
        (OriginKind::Unresolved, "too short to tell where it came from".to_owned())
    } else if most > OWN_MAX {
        (OriginKind::Unresolved, format!("it shares {percent} percent of its wording with another account"))
    } else if article.byline.is_empty() && article.published.is_none() && article.outlet.is_none() {
        (
            OriginKind::Original,
            format!("its wording is its own ({percent} percent shared); no outlet is named"),
        )
    } else {
        (OriginKind::Original, format!("its wording is its own ({percent} percent shared)"))
    };
    let root = if kind == OriginKind::Original { article.outlet.clone() } else { None };
    Origin { kind, members: vec![member], root, evidence: vec![], note }
}

/// Orders accounts by print time, those without one last, ties by their place.
#[must_use]
pub fn print_order(moments: &[Option<Moment>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..moments.len()).collect();
    order.sort_by_key(|&at| (moments[at].map_or(i64::MAX, |moment| moment.seconds()), at));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn document(outlet: &str, agency: Option<&str>, text: &str) -> Document {
        let article = Article {
            outlet: Some(outlet.to_owned()),
            agency: agency.map(str::to_owned),
            text: text.to_owned(),
            ..Article::default()
        };
        Document { article, ..Document::default() }
    }

    const WIRE: &str =
        "The dam above the village burst on Tuesday after a week of rain, officials of the province said.";
    const OWN: &str =
        "Nobody in the valley slept: when the water came, the bells of the old church rang for an hour.";

    #[test]
    fn copies_count_once() {
        let all = [document("A", None, WIRE), document("B", None, OWN), document("C", None, WIRE)];
        let origins = find(&all.iter().collect::<Vec<_>>());
        assert_eq!(
            origins.iter().map(|origin| origin.members.clone()).collect::<Vec<_>>(),
            [vec![0, 2], vec![1]]
        );
        assert_eq!((origins[0].kind, origins[1].kind), (OriginKind::Reprint, OriginKind::Original));
        assert_eq!(support(&origins, &[0, 0, 1]), 2);
        assert_eq!(support(&origins, &[0]), 1);
    }

    #[test]
    fn one_agency_is_one_origin() {
        let all = [document("A", Some("Reuters"), WIRE), document("B", Some("reuters"), OWN)];
        let origins = find(&all.iter().collect::<Vec<_>>());
        assert_eq!((origins.len(), origins[0].kind), (1, OriginKind::Wire));
    }

    #[test]
    fn one_owner_is_one_origin() {
        let owned = |outlet: &str, owner: Option<&str>, text: &str| {
            let mut document = document(outlet, None, text);
            document.article.owner = owner.map(str::to_owned);
            document
        };
        let all = [
            owned("A", Some("Norden"), WIRE),
            owned("B", None, "Quite other words stand here, and many."),
            owned("C", Some("Norden"), OWN),
        ];
        let origins = find(&all.iter().collect::<Vec<_>>());
        assert_eq!(
            origins.iter().map(|origin| origin.members.clone()).collect::<Vec<_>>(),
            [vec![0, 2], vec![1]]
        );
        assert_eq!((origins[0].kind, origins[0].root.as_deref()), (OriginKind::Original, Some("Norden")));
        assert_eq!(support(&origins, &[0, 1]), 2);
    }

    #[test]
    fn unresolved_groups_count_as_one() {
        let unresolved = |member| Origin {
            kind: OriginKind::Unresolved,
            members: vec![member],
            root: None,
            evidence: vec![],
            note: String::new(),
        };
        let origins = [unresolved(0), unresolved(1)];
        assert_eq!(support(&origins, &[0, 1]), 1);
        assert_eq!(support(&origins, &[]), 0);
        assert_eq!(support(&origins, &[7]), 0);
    }
}
