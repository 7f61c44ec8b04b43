//! The cast: who and what a story is about, joined across its accounts.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::{Entity, EntityIndex, NameKind};

use crate::languages::Speech;

use super::{Place, Story, without_article};

/// Everybody and everything with a name, most mentioned first.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// The members.
    pub members: Vec<Member>,
    /// The member that each account's entity is.
    of: Vec<Vec<usize>>,
    /// The offices of people that tell nobody else, each with its holder.
    offices: Vec<(Office, usize)>,
    /// The words of the story's language.
    speech: Option<&'static Speech>,
}

/// An office with what it is of, as words in lower case: "special envoy" "haiti".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Office {
    /// What the holder is.
    noun: String,
    /// All words, in order of the alphabet, each once.
    words: Vec<String>,
}

impl Office {
    /// The office that some words name, as far as they have two words or more beside those that link them.
    fn of(speech: &Speech, printed: &str) -> Option<Office> {
        const WORDS_MIN: usize = 2;
        let lower = printed.to_lowercase();
        let all = || lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let noun = all().take_while(|word| !speech.office_links.contains(word)).last()?;
        let is_told = |word: &&str| !speech.office_links.contains(word) && *word != "s";
        let mut words: Vec<String> = all().filter(is_told).map(str::to_owned).collect();
        words.sort_unstable();
        words.dedup();
        let speaks = speech.unnamed.contains(&noun) || speech.voices.contains(&noun);
        (words.len() >= WORDS_MIN && !speaks).then(|| Office { noun: noun.to_owned(), words })
    }

    /// Whether it is this office told with more words: "President Lee's special envoy to Haiti".
    fn is_told_by(&self, longer: &Office, speech: &Speech) -> bool {
        let holds = |word: &String| longer.words.binary_search(word).is_ok();
        let ranked = |word: &&String| speech.ranks.contains(&word.as_str());
        let is_new_rank = |word: &&String| ranked(word) && self.words.binary_search(word).is_err();
        self.noun == longer.noun
            && self.words.iter().all(holds)
            && !longer.words.iter().any(|word| is_new_rank(&word))
    }
}

/// The offices of people that nobody else in the story holds.
fn offices(story: &Story<'_>, members: &[Member]) -> Vec<(Office, usize)> {
    let speech = &story.language().speech;
    let people = members.iter().enumerate().filter(|(_, member)| member.kind == NameKind::Person);
    let of_member = |(at, member): (usize, &Member)| {
        let roles: Vec<(Office, usize)> = member
            .roles
            .iter()
            .filter_map(|&role| Some((Office::of(speech, story.words(role))?, at)))
            .collect();
        roles
    };
    let mut all: Vec<(Office, usize)> = people.flat_map(of_member).collect();
    all.sort_unstable();
    all.dedup();
    let is_shared = |at: usize| {
        let same = |other: Option<&(Office, usize)>| other.is_some_and(|other| other.0 == all[at].0);
        same(at.checked_sub(1).and_then(|before| all.get(before))) || same(all.get(at + 1))
    };
    (0..all.len()).filter(|&at| !is_shared(at)).map(|at| all[at].clone()).collect()
}

/// Somebody or something with a name, across the accounts.
#[derive(Clone, Debug)]
pub struct Member {
    /// The fullest form, the most common one among equally full ones.
    pub canonical: String,
    /// What it is.
    pub kind: NameKind,
    /// What the accounts call it, each once, by first mention.
    pub roles: Vec<Place>,
    /// Every form as printed and where, the fullest first.
    pub forms: Vec<(String, Vec<Place>)>,
    /// How many mentions there are, pronouns too.
    pub mentions: usize,
}

impl Cast {
    /// The cast of a story.
    #[must_use]
    pub(super) fn of(story: &Story<'_>) -> Cast {
        let mut members: Vec<Vec<(usize, EntityIndex)>> = Vec::new();
        let mut of: Vec<Vec<usize>> = Vec::new();
        for (account, told) in story.accounts.iter().enumerate() {
            let mut homes = Vec::new();
            for (at, entity) in told.document.entities.iter().enumerate() {
                let home = home(story, &members, entity, account);
                let home = home.unwrap_or_else(|| {
                    members.push(Vec::new());
                    members.len() - 1
                });
                members[home].push((account, at));
                homes.push(home);
            }
            of.push(homes);
        }
        join_short_names(story, &mut members, &mut of);
        let mut order: Vec<(usize, Member)> =
            members.iter().map(|parts| member(story, parts)).enumerate().collect();
        order.sort_by(|a, b| b.1.mentions.cmp(&a.1.mentions).then(a.0.cmp(&b.0)));
        let mut rank = vec![0; order.len()];
        for (new, (old, _)) in order.iter().enumerate() {
            rank[*old] = new;
        }
        of.iter_mut().flatten().for_each(|at| *at = rank[*at]);
        let members: Vec<Member> = order.into_iter().map(|(_, member)| member).collect();
        Cast { offices: offices(story, &members), speech: Some(&story.language().speech), members, of }
    }

    /// The people whom the words at a place name or mean by a pronoun or description, each once.
    pub(super) fn people_in(&self, story: &Story<'_>, place: Place) -> Vec<usize> {
        let document = &story.accounts[place.account].document;
        let mentioned = |entity: &Entity| entity.mentions.iter().any(|mention| place.span.contains(*mention));
        let people = document
            .entities
            .iter()
            .enumerate()
            .filter(|(_, entity)| entity.kind == NameKind::Person && mentioned(entity));
        let mut people: Vec<usize> = people.filter_map(|(at, _)| self.member_of(place.account, at)).collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    /// The member that an account's entity is.
    #[must_use]
    pub fn member_of(&self, account: usize, entity: EntityIndex) -> Option<usize> {
        self.of.get(account)?.get(entity).copied()
    }

    /// Whether an account calls the member of this name by the last word of a description: "teacher" in "the teacher".
    pub(super) fn is_called(&self, story: &Story<'_>, canonical: &str, description: &str) -> bool {
        let noun = description.split_whitespace().last().unwrap_or("").to_lowercase();
        let holds = |place: &Place| {
            let words = story.words(*place).to_lowercase();
            words.split(|c: char| !c.is_alphanumeric()).any(|word| word == noun)
        };
        let mut named = self.members.iter().filter(|member| member.canonical == canonical);
        !noun.is_empty() && named.any(|member| member.roles.iter().any(holds))
    }

    /// The only person whose office some words name: the holder of "Special Envoy for Haiti" for "Lee's special envoy to
    /// Haiti".
    fn holder(&self, printed: &str) -> Option<usize> {
        let speech = self.speech.filter(|_| !self.offices.is_empty())?;
        let told = Office::of(speech, printed)?;
        let mut holders =
            self.offices.iter().filter(|(office, _)| office.is_told_by(&told, speech)).map(|one| one.1);
        let first = holders.next()?;
        holders.all(|other| other == first).then_some(first)
    }

    /// The full name of a speaker whom one account names in short: the member whom that account's entity is, or whose
    /// office another account tells in the same words.
    pub(super) fn full_name(&self, account: usize, entity: Option<EntityIndex>, printed: &str) -> String {
        entity
            .and_then(|entity| self.member_of(account, entity))
            .or_else(|| entity.is_none().then(|| self.holder(printed))?)
            .map_or_else(|| printed.to_owned(), |member| self.members[member].canonical.clone())
    }
}

/// Joins members whom accounts name by one word with the only member that the word can stand for: the first word of an
/// organisation's name ("Nordhaven" for "Nordhaven Bakeries") where nobody has it as a last name, or a person's given
/// name ("Walter" for "Walter Tansy").
fn join_short_names(story: &Story<'_>, members: &mut Vec<Vec<(usize, EntityIndex)>>, of: &mut [Vec<usize>]) {
    let into = short_for(story, members);
    let mut rank = vec![0; members.len()];
    let mut kept = 0;
    for (at, whole) in into.iter().enumerate() {
        if *whole == at {
            rank[at] = kept;
            kept += 1;
        } else {
            let moved = std::mem::take(&mut members[at]);
            members[*whole].extend(moved);
        }
    }
    members.retain(|parts| !parts.is_empty());
    of.iter_mut().flatten().for_each(|home| *home = rank[into[*home]]);
}

/// For each member the one that it is a short name of, else itself. An account tells two people apart that it names by
/// two names; an organisation it may take for two things, or for two kinds of things.
fn short_for(story: &Story<'_>, members: &[Vec<(usize, EntityIndex)>]) -> Vec<usize> {
    let known: Vec<&Entity> =
        members.iter().map(|parts| &story.accounts[parts[0].0].document.entities[parts[0].1]).collect();
    let mut by_first: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut organisations: FxHashMap<&str, usize> = FxHashMap::default();
    let mut surnames: FxHashSet<&str> = FxHashSet::default();
    for (at, entity) in known.iter().enumerate() {
        if let Some((first, _)) = entity.canonical.split_once(' ') {
            by_first.entry(first).or_default().push(at);
        }
        if entity.kind == NameKind::Organisation && entity.canonical.contains(' ') {
            organisations.entry(&entity.canonical).or_insert(at);
        }
        if let Some((_, last)) = entity.canonical.rsplit_once(' ').filter(|_| entity.kind == NameKind::Person)
        {
            surnames.insert(last);
        }
    }
    let mut accounts: Vec<Vec<usize>> =
        members.iter().map(|parts| parts.iter().map(|part| part.0).collect()).collect();
    let mut into: Vec<usize> = (0..members.len()).collect();
    for (at, short) in known.iter().enumerate() {
        let name = short.canonical.as_str();
        if let Some(&whole) = organisations.get(name).filter(|_| short.kind != NameKind::Person) {
            into[at] = whole;
            continue;
        }
        let Some(wholes) = by_first.get(name).filter(|_| !surnames.contains(name)) else { continue };
        let means = |&whole: &usize| match known[whole].kind {
            NameKind::Person => short.kind == NameKind::Person,
            NameKind::Organisation => short.kind != NameKind::Other,
            NameKind::Place | NameKind::Other => false,
        };
        let mut meant = wholes.iter().copied().filter(means);
        let Some(whole) = meant.next() else { continue };
        let is_body = known[whole].kind == NameKind::Organisation;
        let apart = || accounts[at].iter().all(|account| !accounts[whole].contains(account));
        if meant.next().is_none() && (is_body || apart()) {
            into[at] = whole;
            let moved = accounts[at].clone();
            accounts[whole].extend(moved);
        }
    }
    into
}

/// The member so far that an entity is: one with its very name and kind, else one with its name, else the only one that
/// it can be; `None` when there is none or more than one.
fn home(
    story: &Story<'_>,
    members: &[Vec<(usize, EntityIndex)>],
    entity: &Entity,
    account: usize,
) -> Option<usize> {
    let mut exact = None;
    let mut namesake = None;
    let mut alike = Vec::new();
    for (at, parts) in members.iter().enumerate() {
        let others = || parts.iter().map(|&(account, at)| &story.accounts[account].document.entities[at]);
        if parts.iter().any(|part| part.0 == account) {
            continue;
        }
        if others().any(|other| other.kind == entity.kind && other.canonical == entity.canonical) {
            exact = Some(at);
            break;
        }
        if entity.canonical.contains(' ') && others().any(|other| other.canonical == entity.canonical) {
            namesake = namesake.or(Some(at));
        }
        if others().any(|other| same(other, entity)) {
            alike.push(at);
        }
    }
    exact.or(namesake).or(if let [only] = alike[..] { Some(only) } else { None })
}

/// Whether two entities of two accounts are one.
fn same(a: &Entity, b: &Entity) -> bool {
    if a.kind != b.kind {
        return a.canonical == b.canonical;
    }
    match a.kind {
        NameKind::Person => same_person(&a.canonical, &b.canonical),
        _ => a.canonical.eq_ignore_ascii_case(&b.canonical) || plain(&a.canonical) == plain(&b.canonical),
    }
}

/// A name as it is compared: lower case, without its article and the stops of abbreviations.
fn plain(name: &str) -> String {
    without_article(name).to_lowercase().replace('.', "")
}

/// Whether two people's names can be one person's: the same surname, and given names that agree where both have one.
fn same_person(a: &str, b: &str) -> bool {
    crate::document::names::same_person(a, b)
}

fn member(story: &Story<'_>, parts: &[(usize, EntityIndex)]) -> Member {
    let entity = |&(account, at): &(usize, EntityIndex)| &story.accounts[account].document.entities[at];
    let mut forms: Vec<(String, Vec<Place>)> = Vec::new();
    let mut roles: Vec<Place> = Vec::new();
    for part in parts {
        let document = &story.accounts[part.0].document;
        for name in document.names.iter().filter(|name| name.entity == part.1) {
            let place = Place { account: part.0, span: name.span };
            let printed = name.span.of(&document.article.text);
            match forms.iter_mut().find(|form| form.0 == printed) {
                Some(form) => form.1.push(place),
                None => forms.push((printed.to_owned(), vec![place])),
            }
        }
        for &span in &entity(part).roles {
            let place = Place { account: part.0, span };
            let words = story.words(place);
            if !roles.iter().any(|&known| story.words(known).eq_ignore_ascii_case(words)) {
                roles.push(place);
            }
        }
    }
    forms.sort_by(|a, b| {
        let fullness = |form: &(String, Vec<Place>)| (form.0.split_whitespace().count(), form.1.len());
        fullness(b).cmp(&fullness(a)).then(a.1.first().cmp(&b.1.first()))
    });
    let first = entity(&parts[0]);
    let canonical = parts
        .iter()
        .map(|part| entity(part).canonical.as_str())
        .max_by_key(|name| {
            let same = parts.iter().filter(|part| entity(part).canonical == *name).count();
            (name.split_whitespace().count(), same, std::cmp::Reverse(*name))
        })
        .unwrap_or(&first.canonical);
    Member {
        canonical: canonical.to_owned(),
        kind: first.kind,
        roles,
        forms,
        mentions: parts.iter().map(|part| entity(part).mentions.len()).sum(),
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::comparison::Story;
    use crate::{claims, document};

    /// The name of everybody and everything in the story of some texts.
    fn names(texts: &[&str]) -> Vec<String> {
        let article = |text: &&str| Article { text: (*text).to_owned(), ..Article::default() };
        let accounts: Vec<_> =
            texts.iter().map(article).map(|article| claims::find(document::read(article))).collect();
        let story = Story::new(&accounts, &[]);
        story.cast.members.iter().map(|member| member.canonical.clone()).collect()
    }

    #[test]
    fn a_given_name_alone_leads_to_its_only_bearer() {
        let told = "Walter Brandt, who owns the brewery, will sell it, he said on Monday.";
        let short = "Walter called the brewers on Monday and told them about the sale.";
        assert_eq!(names(&[told, short]).iter().filter(|name| name.contains("Walter")).count(), 1);
        let brother = "Walter Hale, a brewer, said that nobody had called him on Monday.";
        assert_eq!(names(&[told, brother, short]).iter().filter(|name| name.contains("Walter")).count(), 3);
    }
}
