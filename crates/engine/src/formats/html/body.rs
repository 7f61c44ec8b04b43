//! Which blocks of a page are the article.
//!
//! First the parts that page makers name as something else are set aside ([`super::parts`]), unless they hold the bulk
//! of the page's running text. Then the smallest element that holds nearly all of the remaining running text is
//! the article's; of its blocks, link lists, labels and furniture are cut.

use super::blocks::{Block, BlockKind, Blocks};
use super::parts::Part;
use super::tree::{NodeId, Tree};
use crate::article::Removed;
use crate::formats::furniture;
use crate::languages::Language;
use crate::text::folded;

/// An article's body.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Paragraphs, headings and rows in order.
    pub paragraphs: Vec<String>,
    /// What was cut inside the article.
    pub removed: Vec<Removed>,
    /// How much running text was kept, in bytes.
    pub weight: usize,
}

/// Finds the article among the blocks of a page.
#[must_use]
pub(super) fn find(tree: &Tree, blocks: &Blocks, title: Option<&str>, language: &Language) -> Body {
    let aside = asides(blocks);
    let root = root(tree, blocks, &aside);
    let inside = tree.inside(root);
    let mut body = Body::default();
    let chosen: Vec<usize> =
        (0..blocks.list.len()).filter(|&at| inside.contains(&blocks.list[at].node)).collect();
    let start = after_title(blocks, &chosen, title);
    let verdicts = verdicts(tree, blocks, &aside, &chosen[start..], language);
    for (&at, verdict) in chosen[start..].iter().zip(verdicts) {
        let block = &blocks.list[at];
        match verdict {
            None => {
                body.weight += block.weight();
                body.paragraphs.push(block.text.clone());
            }
            Some(rule) => body.removed.push(Removed { text: block.text.clone(), rule: rule.to_owned() }),
        }
    }
    body
}

/// For each block, the part of the page that excludes it, if one does.
fn asides(blocks: &Blocks) -> Vec<Option<Part>> {
    let active: Vec<bool> =
        blocks.zones.iter().map(|zone| zone.weight * 100 <= blocks.weight * zone.part.share_max()).collect();
    let part = |block: &Block| {
        let mut zone = block.zone;
        let mut found = None;
        while let Some(at) = zone {
            if active[at] {
                found = Some(blocks.zones[at].part);
            }
            zone = blocks.zones[at].outer;
        }
        found
    };
    blocks.list.iter().map(part).collect()
}

/// An element goes on to be searched in one of its children if that one holds so much of its running text, in percent.
const CHILD_SHARE: usize = 85;

/// The smallest element that holds nearly all of the page's running text.
fn root(tree: &Tree, blocks: &Blocks, aside: &[Option<Part>]) -> NodeId {
    let mut weights = vec![0_usize; tree.nodes.len()];
    for (block, part) in blocks.list.iter().zip(aside) {
        let weight = if part.is_some() { 0 } else { block.weight() };
        let mut node = block.node;
        while weight > 0 && node != super::tree::NONE {
            weights[node as usize] += weight;
            node = tree.nodes[node as usize].parent;
        }
    }
    let mut at: NodeId = 0;
    loop {
        let best = children(tree, at).max_by_key(|&child| weights[child as usize]);
        match best {
            Some(child)
                if weights[child as usize] * 100 >= weights[at as usize] * CHILD_SHARE
                    && weights[child as usize] > 0 =>
            {
                at = child;
            }
            _ => return at,
        }
    }
}

fn children(tree: &Tree, node: NodeId) -> impl Iterator<Item = NodeId> {
    let first = tree.nodes[node as usize].first;
    std::iter::successors((first != super::tree::NONE).then_some(first), |&at| {
        let next = tree.nodes[at as usize].next;
        (next != super::tree::NONE).then_some(next)
    })
}

/// Where the article begins among its blocks: after its title, if that stands near the top.
fn after_title(blocks: &Blocks, chosen: &[usize], title: Option<&str>) -> usize {
    let Some(title) = title.map(folded) else { return 0 };
    let is_title = |&at: &usize| {
        let block = &blocks.list[at];
        let heading = matches!(block.kind, BlockKind::Heading(_));
        block.kind == BlockKind::Heading(1)
            || (heading || block.text.len() < 300) && folded(&block.text) == title
    };
    let near = chosen.len().min(40);
    chosen[..near].iter().position(is_title).map_or(0, |at| at + 1)
}

/// For each block of the article, the rule that cuts it, if one does.
fn verdicts(
    tree: &Tree,
    blocks: &Blocks,
    aside: &[Option<Part>],
    chosen: &[usize],
    language: &Language,
) -> Vec<Option<&'static str>> {
    let mut out: Vec<Option<&'static str>> = Vec::with_capacity(chosen.len());
    let mut in_links = false;
    for (index, &at) in chosen.iter().enumerate() {
        let block = &blocks.list[at];
        let mut verdict = aside[at].map(Part::rule).or_else(|| own_verdict(tree, block, language));
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
        let _ = index;
        out.push(verdict);
    }
    empty_headings(blocks, chosen, &mut out);
    out
}

/// The rule by which a block is cut for its own sake.
fn own_verdict(_tree: &Tree, block: &Block, language: &Language) -> Option<&'static str> {
    if block.kind == BlockKind::Caption {
        return Some("caption");
    }
    if let Some(rule) = furniture::rule(&block.text, language) {
        return Some(rule);
    }
    let heading = matches!(block.kind, BlockKind::Heading(_));
    let all_linked = block.linked * 10 >= block.text.len() * 8;
    if all_linked && (heading || !ends_sentence(&block.text) || block.text.len() < 40) {
        return Some("link");
    }
    if !block.text.chars().any(char::is_alphabetic) && block.text.len() < 40 {
        return Some("control");
    }
    None
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', '»']).ends_with(['.', '!', '?', '…', '。'])
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
