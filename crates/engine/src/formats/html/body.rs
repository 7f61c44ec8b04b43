//! Which blocks of a page are the article.
//!
//! First the parts that page makers name as something else are set aside ([`super::parts`]), unless they hold the bulk
//! of the page's running text. Then the smallest element that holds nearly all of the remaining running text is
//! the article's; of its blocks, link lists, labels and furniture are cut.

use rustc_hash::FxHashMap;

use super::blocks::{Block, BlockKind, Blocks, Zone};
use web_atoms::local_name;

use super::parts::{self, Part};
use super::{cards, metadata};
use crate::article::Removed;
use crate::formats::tree::{self, NodeId, Tree};
use crate::formats::{furniture, paragraphs};
use crate::languages::Language;
use crate::text::folded;

/// An article's body.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Paragraphs, headings and rows in order.
    pub paragraphs: Vec<String>,
    /// The element that each of them stands in.
    pub nodes: Vec<NodeId>,
    /// The elements of the other whole articles that the page holds.
    pub others: Vec<NodeId>,
    /// What was cut inside the article.
    pub removed: Vec<Removed>,
    /// How much running text was kept, in bytes.
    pub weight: usize,
}

/// Finds the article among the blocks of a page.
#[must_use]
pub(super) fn find(tree: &Tree, blocks: &Blocks, title: Option<&str>, language: &Language) -> Body {
    let heading = title_block(blocks, title);
    let aside = asides(tree, blocks, heading);
    let weights = weights(tree, blocks, &aside);
    let title_node = heading.map(|at| blocks.list[at].node);
    let (own, others) = several(tree, blocks, &weights, title_node);
    let root = root(tree, &weights, own, title_node);
    let inside = tree.inside(root);
    let mut chosen: Vec<usize> =
        (0..blocks.list.len()).filter(|&at| inside.contains(&blocks.list[at].node)).collect();
    chosen.drain(..after_title(blocks, &chosen, heading));
    let lead = standfirst(tree, blocks, &aside, heading, &chosen);
    let mut body = Body { others, ..Body::default() };
    body.paragraphs.extend(lead.iter().map(|&at| blocks.list[at].text.clone()));
    body.nodes.extend(lead.iter().map(|&at| blocks.list[at].node));
    body.take(blocks, &aside, &chosen, language);
    body
}

/// One of the other articles of a page: its heading and its body. `None` if it has no heading, or too little running text.
#[must_use]
pub(super) fn other(
    tree: &Tree,
    blocks: &Blocks,
    node: NodeId,
    language: &Language,
) -> Option<(usize, Body)> {
    let inside = tree.inside(node);
    let mut chosen: Vec<usize> =
        (0..blocks.list.len()).filter(|&at| inside.contains(&blocks.list[at].node)).collect();
    let heading = *chosen.iter().find(|&&at| blocks.list[at].kind == BlockKind::Heading(1))?;
    chosen.retain(|&at| at > heading);
    let aside = asides(tree, blocks, Some(heading));
    let mut body = Body::default();
    body.take(blocks, &aside, &chosen, language);
    (body.weight >= ARTICLE_BYTES_MIN).then_some((heading, body))
}

/// The most whole articles that are told apart in one page.
const ARTICLES_MAX: usize = 50;

/// The element of the article under the page's title and those of the others, if the page holds several: each in an element
/// that says that it is an article, with a heading of the first level and enough running text. A page that holds one article
/// is that article.
fn several(tree: &Tree, blocks: &Blocks, weights: &[usize], title: Option<NodeId>) -> (NodeId, Vec<NodeId>) {
    let around = |node: NodeId| tree::ancestors(tree, node).find(|&id| parts::is_article(tree, id));
    let headings = blocks.list.iter().filter(|block| block.kind == BlockKind::Heading(1)).take(ARTICLES_MAX);
    let mut articles: Vec<NodeId> = headings.filter_map(|block| around(block.node)).collect();
    articles.sort_unstable();
    articles.dedup();
    articles.retain(|&node| weights[node as usize] >= ARTICLE_BYTES_MIN);
    let Some(own) = title.and_then(around).filter(|own| articles.contains(own)) else {
        return (0, Vec::new());
    };
    let inside = tree.inside(own);
    if articles.len() < 2 || articles.iter().any(|&other| other != own && inside.contains(&other)) {
        return (0, Vec::new());
    }
    let all = articles.clone();
    let holds_another =
        |node: NodeId| all.iter().any(|&other| other != node && tree.inside(node).contains(&other));
    articles.retain(|&other| other != own && !holds_another(other));
    (own, articles)
}

/// The body of a page that holds nothing else.
#[must_use]
pub(super) fn of_fragment(tree: &Tree, blocks: &Blocks, language: &Language) -> Body {
    let active: Vec<bool> = zone_weights(tree, blocks)
        .iter()
        .map(|weight| weight * 100 <= blocks.weight * CAREFUL_SHARE)
        .collect();
    let aside = excluded(blocks, &active, &vec![false; blocks.list.len()]);
    let chosen: Vec<usize> = (0..blocks.list.len()).collect();
    let mut body = Body::default();
    body.take(blocks, &aside, &chosen, language);
    body
}

impl Body {
    /// Takes those of the chosen blocks that are the article's words.
    fn take(&mut self, blocks: &Blocks, aside: &[Option<Part>], chosen: &[usize], language: &Language) {
        for (&at, verdict) in chosen.iter().zip(verdicts(blocks, aside, chosen, language)) {
            let block = &blocks.list[at];
            match verdict {
                None => {
                    self.weight += block.weight();
                    self.paragraphs.push(block.text.clone());
                    self.nodes.push(block.node);
                }
                Some(rule) => self.removed.push(Removed { text: block.text.clone(), rule: rule.to_owned() }),
            }
        }
    }
}

/// The block that is the page's title.
fn title_block(blocks: &Blocks, title: Option<&str>) -> Option<usize> {
    let title = folded(title?);
    let same = |block: &Block| block.text.len() < 400 && folded(&block.text) == title;
    let heading = |level: u8| {
        blocks
            .list
            .iter()
            .position(|block| matches!(block.kind, BlockKind::Heading(own) if own <= level) && same(block))
    };
    heading(1)
        .or_else(|| heading(6))
        .or_else(|| blocks.list.iter().position(|block| block.kind == BlockKind::Heading(1)))
}

/// The longest paragraph between title and body that is taken for a summing-up, in bytes, and the shortest.
const STANDFIRST_BYTES: std::ops::RangeInclusive<usize> = 25..=600;

/// The shortest that is known by nothing but that it is a sentence, in bytes.
const SENTENCE_BYTES_MIN: usize = 40;

/// How many blocks after the title a summing-up is looked for, and how many paragraphs it has at most.
const STANDFIRST_BLOCKS: usize = 15;
const STANDFIRST_MAX: usize = 2;

/// The paragraphs between the title and the body that sum the article up, where the page has any: they are named so, or the
/// page describes itself in the same words to machines, or a first sentence stands there alone.
fn standfirst(
    tree: &Tree,
    blocks: &Blocks,
    aside: &[Option<Part>],
    title: Option<usize>,
    chosen: &[usize],
) -> Vec<usize> {
    let (Some(title), Some(&first)) = (title, chosen.first()) else { return Vec::new() };
    let descriptions: Vec<String> = metadata::descriptions(tree).iter().map(|text| known_by(text)).collect();
    let opening: Vec<String> = chosen.iter().take(3).map(|&at| known_by(&blocks.list[at].text)).collect();
    let mut out: Vec<usize> = Vec::new();
    for at in (title + 1..first).take(STANDFIRST_BLOCKS) {
        let block = &blocks.list[at];
        let size = STANDFIRST_BYTES.contains(&block.text.len()) && block.linked * 2 < block.text.len();
        let key = known_by(&block.text);
        let is_repeated =
            opening.contains(&key) || out.iter().any(|&at| known_by(&blocks.list[at].text) == key);
        if !size || block.kind == BlockKind::Caption || is_repeated {
            continue;
        }
        let described = descriptions.contains(&key);
        let own = parts::is_standfirst(tree, block.node);
        let named =
            own || tree::ancestors(tree, block.node).take(3).any(|node| parts::is_standfirst(tree, node));
        let plain = *tree.name(block.node) == local_name!("p") || block.kind == BlockKind::Heading(2);
        let sentence = plain
            && out.is_empty()
            && block.text.len() >= SENTENCE_BYTES_MIN
            && paragraphs::ends_sentence(&block.text);
        let shown = match aside[at] {
            None | Some(Part::Header) => described || named || sentence,
            Some(Part::Byline | Part::Share | Part::Aside | Part::Control) => described || own,
            Some(_) => false,
        };
        if shown {
            out.push(at);
        }
        if out.len() == STANDFIRST_MAX {
            break;
        }
    }
    out
}

/// What a summing-up is compared by: the first letters and digits of its folded form, because descriptions for machines are
/// often cut short.
fn known_by(text: &str) -> String {
    folded(text).chars().filter(|c| c.is_alphanumeric()).take(DESCRIBED_CHARS).collect()
}

/// How many letters and digits must be the same.
const DESCRIBED_CHARS: usize = 60;

/// For each block, the part of the page that excludes it, if one does.
fn asides(tree: &Tree, blocks: &Blocks, title: Option<usize>) -> Vec<Option<Part>> {
    let weights = zone_weights(tree, blocks);
    let title = title.map(|at| blocks.list[at].node);
    let holds_title = |zone: &Zone| title.is_some_and(|title| tree.inside(zone.node).contains(&title));
    let fits = |weight: usize, share: usize| weight * 100 <= blocks.weight * share;
    let cards = cards::find(tree, blocks);
    let mut out = Vec::new();
    for step in [Step::Firm, Step::Usual, Step::Careful] {
        let is_active = |(zone, &weight): (&Zone, &usize)| match step {
            Step::Firm => fits(
                weight,
                if holds_title(zone) { zone.part.share_max().0 } else { zone.part.share_max().1 },
            ),
            Step::Usual => fits(weight, zone.part.share_max().0),
            Step::Careful => fits(weight, CAREFUL_SHARE),
        };
        let active: Vec<bool> = blocks.zones.iter().zip(&weights).map(is_active).collect();
        out = excluded(blocks, &active, &cards);
        let kept: usize = blocks
            .list
            .iter()
            .zip(&out)
            .filter(|(_, part)| part.is_none())
            .map(|(block, _)| block.weight())
            .sum();
        if kept >= ARTICLE_BYTES_MIN {
            break;
        }
    }
    out
}

/// How readily parts are set aside: as long as enough running text remains, the first way is taken.
#[derive(Clone, Copy)]
enum Step {
    Firm,
    Usual,
    Careful,
}

/// What must remain when parts are set aside, in bytes.
const ARTICLE_BYTES_MIN: usize = 500;

/// In a page where little else remains, a part is set aside only if it is this small, in percent.
const CAREFUL_SHARE: usize = 10;

/// For each zone, how much running text it and those like it hold. Elements of one name and class are weighed together:
/// a hundred paragraphs of one odd class are not a hundred asides.
fn zone_weights(tree: &Tree, blocks: &Blocks) -> Vec<usize> {
    let mut alike: FxHashMap<String, usize> = FxHashMap::default();
    let key = |zone: &Zone| {
        let names: Vec<&str> = tree.names(zone.node).collect();
        format!("{} {}", tree.name(zone.node), names.join(" "))
    };
    let keys: Vec<String> = blocks.zones.iter().map(key).collect();
    for (zone, key) in blocks.zones.iter().zip(&keys) {
        *alike.entry(key.clone()).or_default() += zone.weight;
    }
    keys.iter().map(|key| alike.get(key).copied().unwrap_or(0)).collect()
}

/// For each block, the outermost active zone around it; cards count as links to other articles.
fn excluded(blocks: &Blocks, active: &[bool], cards: &[bool]) -> Vec<Option<Part>> {
    let mut outermost: Vec<Option<usize>> = Vec::with_capacity(active.len());
    for (at, zone) in blocks.zones.iter().enumerate() {
        let outer = zone.outer.and_then(|outer| outermost[outer]);
        outermost.push(outer.or(active[at].then_some(at)));
    }
    let part = |block: &Block| Some(blocks.zones[outermost[block.zone?]?].part);
    let out: Vec<Option<Part>> = blocks.list.iter().map(part).collect();
    let weight = |carded: bool| -> usize {
        let counted = |&at: &usize| out[at].is_none() && (cards[at] || !carded);
        (0..out.len()).filter(counted).map(|at| blocks.list[at].weight()).sum()
    };
    let believed = weight(true) * 100 <= weight(false) * CARD_SHARE_MAX;
    out.iter().zip(cards).map(|(part, &card)| part.or((card && believed).then_some(Part::Related))).collect()
}

/// How much of the remaining running text cards can hold, in percent; a page with more is a list itself.
const CARD_SHARE_MAX: usize = 75;

/// An element goes on to be searched in one of its children if that one holds so much of its running text, in percent.
const CHILD_SHARE: usize = 85;

/// The same for the only child that is marked as the body.
const MARKED_SHARE: usize = 35;

/// The same for the child that holds the title.
const TITLED_SHARE: usize = 50;

/// How much running text each element holds, aside from the parts set aside.
fn weights(tree: &Tree, blocks: &Blocks, aside: &[Option<Part>]) -> Vec<usize> {
    let mut weights = vec![0_usize; tree.nodes.len()];
    for (block, part) in blocks.list.iter().zip(aside) {
        weights[block.node as usize] += if part.is_some() { 0 } else { block.weight() };
    }
    for id in (1..tree.nodes.len()).rev() {
        weights[tree.nodes[id].parent as usize] += weights[id];
    }
    weights
}

/// The smallest element in `start` that holds nearly all of its running text, or that is marked as the article's body.
fn root(tree: &Tree, weights: &[usize], start: NodeId, title: Option<NodeId>) -> NodeId {
    let mut at = start;
    loop {
        let whole = weights[at as usize];
        let share = |child: NodeId| weights[child as usize] * 100 / whole.max(1);
        let best = tree::children(tree, at).max_by_key(|&child| weights[child as usize]);
        let Some(best) = best.filter(|_| whole > 0) else { return at };
        if holds_opening(tree, weights, at, best, title) {
            return at;
        }
        if share(best) >= CHILD_SHARE {
            at = best;
            continue;
        }
        let mut marked =
            tree::children(tree, at).filter(|&child| share(child) > 0 && parts::is_body(tree, child));
        let titled = tree::children(tree, at).find(|&child| {
            share(child) >= TITLED_SHARE && title.is_some_and(|title| tree.inside(child).contains(&title))
        });
        match (marked.next(), marked.next(), titled) {
            (Some(child), None, _) if share(child) >= MARKED_SHARE && parts::is_body(tree, child) => {
                at = child
            }
            (None, None, Some(child)) => at = child,
            _ => return at,
        }
    }
}

/// The least running text that makes an opening, in bytes.
const OPENING_BYTES_MIN: usize = 120;

/// Whether one of the elements in `parent` between the title and `best` is marked as a body, too: live blogs have their opening
/// apart from their entries.
fn holds_opening(
    tree: &Tree,
    weights: &[usize],
    parent: NodeId,
    best: NodeId,
    title: Option<NodeId>,
) -> bool {
    tree::children(tree, parent).take_while(|&child| child != best).any(|child| {
        weights[child as usize] >= OPENING_BYTES_MIN
            && title.is_some_and(|title| title < tree.inside(child).end)
            && tree
                .inside(child)
                .any(|id| weights[id as usize] >= OPENING_BYTES_MIN && parts::is_body(tree, id))
    })
}

/// Where the article begins among its blocks: after its title, unless much running text stands before that.
fn after_title(blocks: &Blocks, chosen: &[usize], title: Option<usize>) -> usize {
    let Some(found) = chosen.iter().position(|&at| Some(at) == title) else { return 0 };
    let weight = |chosen: &[usize]| chosen.iter().map(|&at| blocks.list[at].weight()).sum::<usize>();
    if weight(&chosen[..found]) * 10 > weight(chosen) { 0 } else { found + 1 }
}

/// For each block of the article, the rule that cuts it, if one does.
fn verdicts(
    blocks: &Blocks,
    aside: &[Option<Part>],
    chosen: &[usize],
    language: &Language,
) -> Vec<Option<&'static str>> {
    let mut out: Vec<Option<&'static str>> = Vec::with_capacity(chosen.len());
    let mut in_links = false;
    for &at in chosen {
        let block = &blocks.list[at];
        let mut verdict = aside[at].map(Part::rule).or_else(|| own_verdict(block, language));
        if let BlockKind::Heading(_) = block.kind {
            in_links = verdict.is_none() && furniture::heads_a_list(&block.text, language);
            if in_links {
                verdict = Some("related list");
            }
        } else if in_links && verdict.is_none() {
            if block.linked * 2 > block.text.len() || block.weight() == 0 {
                verdict = Some("related list");
            } else {
                in_links = false;
            }
        }
        out.push(verdict);
    }
    empty_headings(blocks, chosen, &mut out);
    out
}

/// The rule by which a block is cut for its own sake.
fn own_verdict(block: &Block, language: &Language) -> Option<&'static str> {
    if block.kind == BlockKind::Caption {
        return Some("caption");
    }
    if let Some(rule) = furniture::rule(&block.text, language) {
        return Some(rule);
    }
    let heading = matches!(block.kind, BlockKind::Heading(_));
    let all_linked = block.linked * 10 >= block.text.len() * 8;
    if all_linked && (heading || !paragraphs::ends_sentence(&block.text) || block.text.len() < 40) {
        return Some("link");
    }
    if block.kind != BlockKind::Row && !block.text.chars().any(char::is_alphabetic) && block.text.len() < 40 {
        return Some("control");
    }
    None
}

/// Cuts headings that nothing follows.
fn empty_headings(blocks: &Blocks, chosen: &[usize], verdicts: &mut [Option<&'static str>]) {
    let mut followed = false;
    for index in (0..chosen.len()).rev() {
        if verdicts[index].is_some() {
            continue;
        }
        if let BlockKind::Heading(_) = blocks.list[chosen[index]].kind {
            if !followed {
                verdicts[index] = Some("heading without text");
            }
        } else {
            followed = true;
        }
    }
}
