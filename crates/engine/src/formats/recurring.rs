//! Standing lines: paragraphs that an outlet prints at the top or the foot of one article after the other.
//!
//! No table can know them all, so they are learned while articles go by, from the earlier ones of the same outlet. Only what
//! stands at an article's ends is cut: paragraphs of background recur, too, but between others.

use rustc_hash::FxHashMap;

use crate::article::{Article, Removed};
use crate::text::folded;

/// What was seen of each outlet so far.
#[derive(Debug, Default)]
pub struct Recurring {
    outlets: FxHashMap<String, FxHashMap<String, u32>>,
    paragraphs: usize,
}

/// In how many earlier articles a paragraph must stand to be a standing line.
const SEEN_MIN: u32 = 3;

/// The longest standing line, in words, and how many are cut at either end.
const WORDS_MAX: usize = 60;
const CUT_MAX: usize = 6;

/// An article of which more is known from earlier ones, in percent of its bytes, is a new version of one of them: nothing is
/// cut from it and nothing learned.
const KNOWN_SHARE_MAX: usize = 40;

/// How many paragraphs are remembered altogether; after that nothing new is learned.
const PARAGRAPHS_MAX: usize = 50_000;

impl Recurring {
    /// Cuts the standing lines of an article, lists them in `removed`, and learns from it; a live blog, the places of whose
    /// entries are told, stays as it is. The articles must come in a
    /// fixed order for the result to be the same each time.
    pub fn cut(&mut self, article: &mut Article) {
        let is_live = article.carried.iter().any(|(name, _)| name == "entries");
        let Some(outlet) = article.outlet.clone().filter(|_| !is_live) else { return };
        let seen = self.outlets.entry(outlet).or_default();
        let paragraphs: Vec<&str> = article.text.split("\n\n").collect();
        let keys: Vec<Option<String>> = paragraphs.iter().map(|text| key(text)).collect();
        let count = |at: usize| keys[at].as_ref().and_then(|key| seen.get(key)).copied().unwrap_or(0);
        let known: usize = (0..keys.len()).filter(|&at| count(at) > 0).map(|at| paragraphs[at].len()).sum();
        if known * 100 > article.text.len() * KNOWN_SHARE_MAX {
            return;
        }
        let standing = |at: &usize| count(*at) >= SEEN_MIN;
        let front = (0..keys.len()).take_while(standing).take(CUT_MAX).count();
        let back = (front..keys.len()).rev().take_while(standing).take(CUT_MAX).count();
        let kept = front..keys.len() - back;
        let cut = |at: usize| Removed { text: paragraphs[at].to_owned(), rule: RULE.to_owned() };
        article.removed.extend((0..front).chain(kept.end..keys.len()).map(cut));
        if front + back > 0 {
            article.text = paragraphs[kept].join("\n\n");
        }
        let mut keys: Vec<String> = keys.into_iter().flatten().collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            if let Some(count) = seen.get_mut(&key) {
                *count += 1;
            } else if self.paragraphs < PARAGRAPHS_MAX {
                self.paragraphs += 1;
                seen.insert(key, 1);
            }
        }
    }
}

/// The rule under which standing lines are listed in `removed`.
const RULE: &str = "recurring line";

/// What a paragraph is compared by; `None` if it is too long for a standing line.
fn key(paragraph: &str) -> Option<String> {
    let words = paragraph.split_whitespace().take(WORDS_MAX + 1).count();
    (words <= WORDS_MAX && paragraph.len() < WORDS_MAX * 16).then(|| folded(paragraph))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(outlet: &str, number: usize, ends: [&str; 2]) -> Article {
        let body = format!(
            "Ferry number {number} left the quay on Monday with all of its passengers aboard.\n\nBackground stands here.\n\nNobody was hurt on \
            ferry {number}, the harbour master said after the crossing."
        );
        let text = [ends[0], &body, ends[1]]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join("\n\n");
        Article { outlet: Some(outlet.into()), text, ..Article::default() }
    }

    fn cut(recurring: &mut Recurring, mut article: Article) -> Vec<String> {
        recurring.cut(&mut article);
        article.removed.into_iter().map(|cut| cut.text).collect()
    }

    #[test]
    fn standing_lines_are_learned() {
        let mut recurring = Recurring::default();
        let ends = ["The Post, daily since 1890", "We love letters."];
        for number in 0..3 {
            assert!(cut(&mut recurring, article("Post", number, ends)).is_empty());
        }
        assert_eq!(cut(&mut recurring, article("Post", 3, ends)), ends);
        assert!(cut(&mut recurring, article("Echo", 4, ends)).is_empty());
        assert!(
            cut(&mut recurring, article("Post", 5, ["", ""])).is_empty(),
            "background between others stays"
        );
    }

    #[test]
    fn new_versions_of_an_article_stay_whole() {
        let mut recurring = Recurring::default();
        for _ in 0..6 {
            assert!(cut(&mut recurring, article("Post", 1, ["", "We love letters."])).is_empty());
        }
    }
}
