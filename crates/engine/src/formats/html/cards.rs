//! Cards: rows of boxes that each lead to another article, with its headline as a link and a line or two about it.

use rustc_hash::FxHashMap;

use super::blocks::{BlockKind, Blocks};
use crate::formats::tree::{self, Kind, NodeId, Tree};

/// What is known of an element by the blocks in it.
#[derive(Clone, Copy)]
struct Inside {
    blocks: u32,
    bytes: u32,
    /// The first block, and the first that is a headline and a link; `u32::MAX` if there is none.
    first: u32,
    headline: u32,
}

/// How many cards make a row, at least.
const ROW_MIN: usize = 3;

/// The average length of a card, in bytes, at most: the sections of an article that is a list are longer.
const CARD_BYTES_MAX: usize = 350;

/// For each block, whether it stands in a card.
#[must_use]
pub(super) fn find(tree: &Tree, blocks: &Blocks) -> Vec<bool> {
    let inside = inside(tree, blocks);
    let mut is_card = vec![false; tree.nodes.len()];
    let mut groups: FxHashMap<u64, Group> = FxHashMap::default();
    for parent in 0..tree.nodes.len() as NodeId {
        if inside[parent as usize].blocks < ROW_MIN as u32
            || !matches!(tree.nodes[parent as usize].kind, Kind::Element(..))
        {
            continue;
        }
        groups.clear();
        for child in tree::children(tree, parent) {
            let seen = inside[child as usize];
            if seen.blocks > 0 && matches!(tree.nodes[child as usize].kind, Kind::Element(..)) {
                groups.entry(signature(tree, child)).or_default().add(seen);
            }
        }
        if !groups.values().any(Group::is_row) {
            continue;
        }
        for child in tree::children(tree, parent) {
            if inside[child as usize].blocks > 0 {
                is_card[child as usize] = groups.get(&signature(tree, child)).is_some_and(Group::is_row);
            }
        }
    }
    for id in 1..tree.nodes.len() {
        is_card[id] |= is_card[tree.nodes[id].parent as usize];
    }
    blocks.list.iter().map(|block| is_card[block.node as usize]).collect()
}

/// Siblings of one name and class.
#[derive(Default)]
struct Group {
    count: usize,
    leading: usize,
    bytes: usize,
}

impl Group {
    fn add(&mut self, seen: Inside) {
        self.count += 1;
        self.leading += usize::from(seen.leads_away());
        self.bytes += seen.bytes as usize;
    }

    fn is_row(&self) -> bool {
        self.count >= ROW_MIN
            && self.leading * 10 >= self.count * 7
            && self.bytes <= self.count * CARD_BYTES_MAX
    }
}

/// What is in each element, summed up from the innermost outwards.
fn inside(tree: &Tree, blocks: &Blocks) -> Vec<Inside> {
    let mut out = vec![Inside::default(); tree.nodes.len()];
    for (at, block) in blocks.list.iter().enumerate() {
        let link = block.linked * 10 >= block.text.len() * 8;
        let headline = match block.kind {
            BlockKind::Heading(_) => link && block.text.len() > 12,
            _ => link && block.text.len() > 25 && block.text.split(' ').count() >= 4,
        };
        let own = Inside {
            blocks: 1,
            bytes: block.text.len() as u32,
            first: at as u32,
            headline: if headline { at as u32 } else { u32::MAX },
        };
        out[block.node as usize].add(own);
    }
    for id in (1..tree.nodes.len()).rev() {
        let own = out[id];
        out[tree.nodes[id].parent as usize].add(own);
    }
    out
}

impl Default for Inside {
    fn default() -> Inside {
        Inside { blocks: 0, bytes: 0, first: u32::MAX, headline: u32::MAX }
    }
}

impl Inside {
    fn add(&mut self, other: Inside) {
        self.blocks += other.blocks;
        self.bytes = self.bytes.saturating_add(other.bytes);
        self.first = self.first.min(other.first);
        self.headline = self.headline.min(other.headline);
    }

    /// Whether one of its first blocks is a headline that is a link.
    fn leads_away(&self) -> bool {
        self.headline != u32::MAX && self.headline - self.first < 4
    }
}

/// The name and classes of an element as a number.
fn signature(tree: &Tree, node: NodeId) -> u64 {
    let class = tree.attribute(node, &web_atoms::local_name!("class")).unwrap_or("");
    let bytes = tree.name(node).bytes().chain([b' ']).chain(class.bytes().take(200));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
