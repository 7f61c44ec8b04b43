//! Sleep: a story that nothing was printed about for a while leaves the index and keeps only what it can be known by.
//! An article that is surely about it wakes it.

use std::collections::VecDeque;

use super::core::{Core, Pair, Probe};
use super::{Candidate, Stream};
use crate::words::Term;

/// What day it is in the stream: the middle one of the last days of printing, so that no single wrong date moves it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) recent: VecDeque<i32>,
}

/// So many days of printing make the clock.
const RECENT: usize = 31;
/// With fewer it shows nothing.
const RECENT_MIN: usize = 5;
/// A day of printing so far ahead of the clock is a mistake.
const AHEAD_DAYS: i32 = 90;
/// So many terms of a sleeping story are kept.
const TERMS_KEPT: usize = 96;
/// So many sleeping stories are looked at for one article.
const PROPOSED: usize = 12;
/// So much surer than to join a story must an article be to wake one.
const WAKING: f32 = 1.0;

impl Clock {
    pub(super) fn today(&self) -> Option<i32> {
        if self.recent.len() < RECENT_MIN {
            return None;
        }
        let mut days: Vec<i32> = self.recent.iter().copied().collect();
        days.sort_unstable();
        Some(days[days.len() / 2])
    }

    /// The day as it is to be believed: none if it is far in the future.
    pub(super) fn believed(&self, day: Option<i32>) -> Option<i32> {
        let day = day?;
        self.today().is_none_or(|today| day <= today + AHEAD_DAYS).then_some(day)
    }

    /// Notes the day of an article. Tells the new day when it advances.
    pub(super) fn note(&mut self, day: Option<i32>) -> Option<i32> {
        let before = self.today();
        self.recent.extend(day);
        while self.recent.len() > RECENT {
            self.recent.pop_front();
        }
        self.today().filter(|&today| before.is_none_or(|before| today > before))
    }
}

impl Stream {
    /// Lets stories fall asleep that nothing was printed about within the window.
    pub(super) fn lull(&mut self, today: i32) {
        let last = today - self.settings.window_days;
        let tired: Vec<u32> = (0..self.stories.len() as u32)
            .filter(|&at| {
                let story = &self.stories[at as usize];
                story.is_awake() && story.touched.is_some_and(|touched| touched < last)
            })
            .collect();
        for at in tired {
            let story = std::mem::take(&mut self.stories[at as usize]);
            self.unindex(&story, at);
            let mut core = story.core().into_owned();
            core.prune(TERMS_KEPT, self.seen.rarities());
            self.stories[at as usize] = super::Story {
                core: Some(Box::new(core)),
                vectors: Vec::new(),
                is_asleep: true,
                woken: true,
                ..story
            };
            self.lay_down(at);
        }
    }

    /// Makes a sleeping story findable.
    pub(super) fn lay_down(&mut self, at: u32) {
        for term in self.stories[at as usize].core.as_deref().map_or_else(Vec::new, found_by) {
            self.sleeping.add(term, at);
        }
    }

    pub(super) fn wake(&mut self, at: u32) {
        let Some(core) = self.stories[at as usize].core.clone() else { return };
        for term in found_by(&core) {
            self.sleeping.remove(term, at);
        }
        self.stories[at as usize].is_asleep = false;
        self.reindex(at);
    }

    /// The sleeping story that is most like an article.
    pub(super) fn dreamt(&self, crowd: Pair, probe: &Probe, heaviest: &[(Term, f32)]) -> Option<Candidate> {
        let near = self.sleeping.propose(heaviest, PROPOSED);
        self.weigh(crowd, &self.nearness(probe, &near)).first().copied()
    }

    pub(super) fn wakes(&self, odds: f32) -> bool {
        odds >= self.settings.join + WAKING
    }
}

/// All terms of a sleeping story: there are few.
fn found_by(core: &Core) -> Vec<Term> {
    core.entries.iter().map(|entry| entry.term).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wrong_date_does_not_move_the_clock() {
        let mut clock = Clock::default();
        for day in [100, 100, 101, 101, 20_000, 102, 102] {
            clock.note(Some(day));
        }
        assert_eq!(clock.today(), Some(101));
        assert_eq!((clock.believed(Some(150)), clock.believed(Some(20_000))), (Some(150), None));
        assert_eq!(Clock::default().believed(Some(20_000)), Some(20_000));
    }

    #[test]
    fn the_clock_tells_when_it_advances() {
        let mut clock = Clock::default();
        let told: Vec<Option<i32>> =
            [5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 6].map(|day| clock.note(Some(day))).into();
        assert_eq!(told.iter().flatten().collect::<Vec<_>>(), [&5, &6]);
    }
}
