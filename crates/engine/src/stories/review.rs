//! Review: what later articles prove about stories. Near stories are taken apart and joined anew, and whatever that
//! changes is told; ids stay with the story that has most of their articles.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::core::{Probe, Vector};
use super::partition::{Parting, Places};
use super::{Candidate, Change, Story, StoryId, Stream};

/// Stories are looked at together if they have no more articles than this.
const ARTICLES_MAX: usize = 48;
/// With more articles, what is near them is not looked at again.
const REFRESHED_MAX: usize = 12;
/// A story of such odds is near enough to be looked at again.
const NEAR: f32 = -3.0;
/// So many stories are looked at together.
const TOGETHER_MAX: usize = 8;
/// A story is looked at again when it has so many articles.
const SIZES: [usize; 8] = [2, 3, 5, 8, 12, 18, 27, 40];

/// Two stories that seem to be one, as they were when they were weighed.
struct Pair {
    odds: f32,
    a: u32,
    b: u32,
    articles: [usize; 2],
}

impl Ord for Pair {
    fn cmp(&self, other: &Pair) -> std::cmp::Ordering {
        let by_age = |pair: &Pair| Reverse((pair.a, pair.b));
        self.odds.total_cmp(&other.odds).then_with(|| by_age(self).cmp(&by_age(other)))
    }
}

impl PartialOrd for Pair {
    fn partial_cmp(&self, other: &Pair) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Pair {
    fn eq(&self, other: &Pair) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Pair {}

impl Stream {
    /// Looks once more at every story that is awake, as if all its articles came at once, and tells what changed.
    pub fn settle(&mut self) -> Vec<Change> {
        let mut changes = Vec::new();
        let begun = self.stories.len();
        for at in 0..self.stories.len() as u32 {
            self.refresh(at);
        }
        self.merge_all(&mut changes);
        let before = changes.len();
        for at in 0..self.stories.len() as u32 {
            if self.stories[at as usize].is_awake() {
                let candidates = self.around(at);
                self.part(at, &candidates, self.settings.join, &mut changes);
            }
        }
        if changes.len() > before {
            self.merge_all(&mut changes);
        }
        self.keep_pins(begun, &mut changes);
        changes
    }

    /// Merges all stories that prove to be one, the surest first.
    fn merge_all(&mut self, changes: &mut Vec<Change>) {
        let mut pairs = BinaryHeap::new();
        for at in 0..self.stories.len() as u32 {
            self.push_pairs(at, &mut pairs);
        }
        while let Some(Pair { a, b, articles, .. }) = pairs.pop() {
            let now = [a, b].map(|at| self.stories[at as usize].members.len());
            if now != articles || !self.may_merge(a, b) {
                continue;
            }
            self.merge(a, b);
            changes.push(Change::Merged { gone: StoryId(b + 1), into: StoryId(a + 1) });
            self.push_pairs(a, &mut pairs);
        }
    }

    /// Notes the stories that a story seems to be one with.
    fn push_pairs(&self, at: u32, pairs: &mut BinaryHeap<Pair>) {
        if !self.stories[at as usize].is_awake() {
            return;
        }
        let sure = |near: &Candidate| near.odds >= self.settings.join;
        for near in self.around(at).into_iter().filter(sure) {
            let (a, b) = (at.min(near.story), at.max(near.story));
            let articles = [a, b].map(|at| self.stories[at as usize].members.len());
            pairs.push(Pair { odds: near.odds, a, b, articles });
        }
    }

    /// The stories near a story.
    fn around(&self, at: u32) -> Vec<Candidate> {
        let days = self.stories[at as usize].days();
        let near = self.near(&self.story_probe(at), days, &self.heaviest(at), Some(at));
        self.weigh(self.crowd_of(at), &near)
    }

    /// Looks again at a story whenever it has grown by half.
    pub(super) fn review(&mut self, at: u32, near: &[Candidate], changes: &mut Vec<Change>) {
        let articles = self.stories[at as usize].members.len();
        if SIZES.contains(&articles) {
            if articles <= REFRESHED_MAX {
                self.refresh(at);
            }
            self.part(at, near, self.settings.merge, changes);
        }
    }

    /// Merges a story that has grown with those near it that it proves to be one with. Tells which has the articles now.
    pub(super) fn merge_near(&mut self, mut at: u32, near: &[Candidate], changes: &mut Vec<Change>) -> u32 {
        let mut others: Vec<u32> = near.iter().map(|near| near.story).filter(|&near| near != at).collect();
        while !others.is_empty() {
            let days = self.stories[at as usize].days();
            others.retain(|&other| {
                other != at
                    && self.stories[other as usize].is_awake()
                    && self.is_in_reach(days, self.stories[other as usize].days())
                    && self.may_merge(at, other)
            });
            let weighed = self.weigh(self.crowd_of(at), &self.nearness(&self.story_probe(at), &others));
            let Some(best) = weighed.first().filter(|best| best.odds >= self.settings.merge) else { break };
            let (keep, gone) = (at.min(best.story), at.max(best.story));
            self.merge(keep, gone);
            changes.push(Change::Merged { gone: StoryId(gone + 1), into: StoryId(keep + 1) });
            at = keep;
        }
        at
    }

    /// Puts the articles of one story into another, for good.
    pub(super) fn merge(&mut self, keep: u32, gone: u32) {
        let lost = std::mem::take(&mut self.stories[gone as usize]);
        self.unindex(&lost, gone);
        let kept = std::mem::take(&mut self.stories[keep as usize]);
        let mut core = kept.core().into_owned();
        core.add_core(&lost.core());
        core.trim(self.seen.rarities());
        let mut story = Story {
            woken: kept.woken || lost.woken || lost.vectors.len() != lost.members.len(),
            touched: kept.touched.max(lost.touched),
            core: Some(Box::new(core)),
            ..Story::default()
        };
        story.members = [kept.members, lost.members].concat();
        story.bundles = [kept.bundles, lost.bundles].concat();
        story.vectors = [kept.vectors, lost.vectors].concat();
        story.sort();
        for &member in &story.members {
            self.homes[member as usize] = keep;
        }
        self.stories[gone as usize].into = Some(keep);
        self.stories[keep as usize] = story;
        self.fit(keep);
        self.reindex(keep);
    }

    /// Takes a story and those near it apart and joins them anew.
    fn part(&mut self, at: u32, near: &[Candidate], merge: f32, changes: &mut Vec<Change>) {
        let mut ids = vec![at];
        let mut articles = self.stories[at as usize].members.len();
        let others = near.iter().filter(|other| other.odds >= NEAR && other.story != at);
        for other in others.take(TOGETHER_MAX) {
            let story = &self.stories[other.story as usize];
            if story.is_whole() && articles + story.members.len() <= ARTICLES_MAX {
                articles += story.members.len();
                ids.push(other.story);
            }
        }
        if !self.stories[at as usize].is_whole() || !(2..=ARTICLES_MAX).contains(&articles) {
            return;
        }
        ids.sort_unstable();
        ids.dedup();
        ids.iter().for_each(|&id| self.measure(id));
        let stories: Vec<&Story> = ids.iter().map(|&id| &self.stories[id as usize]).collect();
        let probes: Vec<Probe> =
            stories.iter().flat_map(|story| &story.vectors).map(|vector| self.probe(vector)).collect();
        let parting = Parting {
            learned: &self.learned,
            merge,
            stay: self.settings.split,
            constraints: &self.constraints,
        };
        let parts = parting.parts(&stories, &probes);
        if parts.len() == ids.len() && parts.iter().all(|part| part.iter().all(|place| place.0 == part[0].0))
        {
            return;
        }
        let homes = homes(&parts, &stories);
        if self.may_be(&parts, &homes, &ids) {
            self.rearrange(&parts, &homes, &ids, changes);
        }
    }

    /// Whether a person's decisions allow the parts to have these ids.
    fn may_be(&self, parts: &[Places], homes: &[Option<usize>], ids: &[u32]) -> bool {
        // A story that loses its id to another leads there, so nobody who is excluded from it may be near.
        let gone: Vec<u32> =
            (0..ids.len()).filter(|&at| !homes.contains(&Some(at))).map(|at| ids[at] + 1).collect();
        let is_out = |&(_, bundle): &(u32, u32)| {
            let excluded = &self.constraints.bound(bundle).excluded;
            excluded.iter().any(|&excluded| gone.contains(&self.now(excluded).0))
                || gone.iter().any(|&gone| self.is_barred(bundle, gone - 1))
        };
        let mut bundles = ids.iter().flat_map(|&id| &self.stories[id as usize].bundles);
        if !gone.is_empty() && bundles.any(is_out) {
            return false;
        }
        parts.iter().zip(homes).all(|(part, home)| {
            part.iter().all(|&(story, place)| {
                let story = &self.stories[ids[story] as usize];
                let Some(bundle) = story.bundle_of(story.members[place]) else { return true };
                match home {
                    Some(home) => self.may_be_in(bundle, ids[*home]),
                    None => self.constraints.bound(bundle).pin.is_none(),
                }
            })
        })
    }

    fn rearrange(
        &mut self,
        parts: &[Places],
        homes: &[Option<usize>],
        ids: &[u32],
        changes: &mut Vec<Change>,
    ) {
        let old: Vec<Story> = ids
            .iter()
            .map(|&id| {
                let story = std::mem::take(&mut self.stories[id as usize]);
                self.unindex(&story, id);
                story
            })
            .collect();
        let mut fresh = Vec::new();
        for (part, home) in parts.iter().zip(homes) {
            let id = if let Some(home) = home { ids[*home] } else { self.begin_for(&bundles(part, &old)) };
            fresh.push(id);
            let mut story = Story::default();
            for &(from, place) in part {
                let number = old[from].members[place];
                story.members.push(number);
                story.vectors.push(old[from].vectors[place].clone());
                story.bundles.extend(old[from].bundle_of(number).map(|bundle| (number, bundle)));
                story.touched = story.touched.max(old[from].touched);
                self.homes[number as usize] = id;
            }
            story.sort();
            self.stories[id as usize] = story;
            self.fit(id);
            self.reindex(id);
        }
        for (from, &id) in ids.iter().enumerate() {
            let is_kept = homes.contains(&Some(from));
            let most = (0..parts.len()).max_by_key(|&part| {
                (parts[part].iter().filter(|place| place.0 == from).count(), Reverse(part))
            });
            let heir = if is_kept { id } else { most.map_or(id, |part| fresh[part]) };
            if !is_kept {
                self.stories[id as usize].into = Some(heir);
                changes.push(Change::Merged { gone: StoryId(id + 1), into: StoryId(heir + 1) });
            }
            for (part, &into) in parts.iter().zip(&fresh).filter(|&(_, &into)| into != heir) {
                let moved = part.iter().filter(|place| place.0 == from);
                let articles: Vec<_> = moved
                    .map(|&(_, place)| self.articles[old[from].members[place] as usize].clone())
                    .collect();
                if !articles.is_empty() {
                    changes.push(Change::Split {
                        from: StoryId(heir + 1),
                        into: StoryId(into + 1),
                        articles,
                    });
                }
            }
        }
    }
}

fn bundles(part: &Places, old: &[Story]) -> Vec<u32> {
    part.iter().filter_map(|&(from, place)| old[from].bundle_of(old[from].members[place])).collect()
}

/// The story whose id each part takes: the more of a story's articles it has, the sooner. `None` for a new id.
fn homes(parts: &[Places], stories: &[&Story]) -> Vec<Option<usize>> {
    let mut claims: Vec<(usize, usize, usize)> = Vec::new();
    for (part, places) in parts.iter().enumerate() {
        for story in 0..stories.len() {
            let shared = places.iter().filter(|place| place.0 == story).count();
            if shared > 0 {
                claims.push((shared, story, part));
            }
        }
    }
    claims.sort_by_key(|&(shared, story, part)| (Reverse(shared), story, part));
    let mut homes = vec![None; parts.len()];
    let mut is_taken = vec![false; stories.len()];
    for (_, story, part) in claims {
        if homes[part].is_none() && !is_taken[story] {
            homes[part] = Some(story);
            is_taken[story] = true;
        }
    }
    homes
}

impl Story {
    /// Puts its articles into the order of their arrival.
    pub(super) fn sort(&mut self) {
        self.bundles.sort_unstable();
        if self.vectors.len() != self.members.len() {
            self.members.sort_unstable();
            self.vectors.clear();
            return;
        }
        let members = std::mem::take(&mut self.members);
        let mut both: Vec<(u32, Vector)> =
            members.into_iter().zip(std::mem::take(&mut self.vectors)).collect();
        both.sort_by_key(|&(number, _)| number);
        (self.members, self.vectors) = both.into_iter().unzip();
    }
}
