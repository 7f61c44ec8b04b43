//! The entries of a live blog: where each one stands in the text, and when it was printed.
//!
//! They are taken from the structured data's `liveBlogUpdate`, else from elements that follow each other, are named alike and
//! each hold a `<time>`.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use web_atoms::local_name;

use super::{metadata, parts};
use crate::article::{Article, Moment};
use crate::formats::json;
use crate::formats::tree::{self, NodeId, Tree};
use crate::text::folded;

/// An entry, before it is known where it ends.
struct Entry {
    /// The first of its paragraphs.
    paragraph: usize,
    published: Moment,
    title: Option<String>,
}

/// The fewest entries that make a live blog, and the most that are told.
const ENTRIES_MIN: usize = 3;
const ENTRIES_MAX: usize = 1000;

/// Whether a page may be a live blog.
#[must_use]
pub(super) fn may_be(tree: &Tree) -> bool {
    tree.data.iter().any(|(_, text)| text.contains(UPDATES)) || parent_of_entries(tree).is_some()
}

/// What an article carries of the entries in its text: the field `entries`. `nodes` are the elements of `paragraphs`, which the
/// article's were before furniture was cut from them.
#[must_use]
pub(super) fn entries(
    tree: &Tree,
    article: &Article,
    paragraphs: &[String],
    nodes: &[NodeId],
) -> Option<(String, String)> {
    let kept: Vec<&str> = article.text.split("\n\n").collect();
    let mut found = of_data(tree, &kept);
    if found.len() < ENTRIES_MIN {
        found = of_elements(tree, &kept, &nodes_of(&kept, paragraphs, nodes));
    }
    found.sort_by_key(|entry| entry.paragraph);
    found.dedup_by_key(|entry| entry.paragraph);
    (found.len() >= ENTRIES_MIN).then(|| ("entries".to_owned(), written(&found, &kept).to_string()))
}

/// The entries as they are carried: their moments, titles and places in code points.
fn written(entries: &[Entry], kept: &[&str]) -> Value {
    let mut starts = Vec::with_capacity(kept.len() + 1);
    let mut at = 0;
    for paragraph in kept {
        starts.push(at);
        at += paragraph.chars().count() + 2;
    }
    starts.push(at);
    let end = |index: usize| {
        let next = entries.get(index + 1).map_or(kept.len(), |entry| entry.paragraph);
        starts[next] - 2
    };
    let one = |(index, entry): (usize, &Entry)| {
        json!({
            "published": entry.published.to_string(),
            "title": entry.title,
            "start": starts[entry.paragraph],
            "end": end(index),
        })
    };
    entries.iter().enumerate().map(one).collect()
}

/// For each paragraph that was kept, the element that it stands in; 0 where that is not known.
fn nodes_of(kept: &[&str], paragraphs: &[String], nodes: &[NodeId]) -> Vec<NodeId> {
    let mut rest = paragraphs.iter().zip(nodes);
    kept.iter()
        .map(|&text| {
            let mut ahead = rest.clone();
            let found = ahead.find(|(paragraph, _)| *paragraph == text);
            if found.is_some() {
                rest = ahead;
            }
            found.map_or(0, |(_, &node)| node)
        })
        .collect()
}

/// How many letters of an entry's text must be found again where it has no title.
const KEY_CHARS: usize = 40;

/// What a paragraph is found again by.
fn key(text: &str) -> String {
    folded(text).chars().take(KEY_CHARS).collect()
}

/// The entries that the structured data lists and the text has.
fn of_data(tree: &Tree, kept: &[&str]) -> Vec<Entry> {
    let mut out = Vec::new();
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    for (_, text) in tree.data.iter().filter(|(_, text)| text.contains(UPDATES)) {
        let Some(updates) = json::lenient(text).as_ref().and_then(|value| updates(value, 0).cloned()) else {
            continue;
        };
        if places.is_empty() {
            for (at, paragraph) in kept.iter().enumerate().rev() {
                places.insert(key(paragraph), at);
            }
        }
        for update in updates.as_array().into_iter().flatten().take(ENTRIES_MAX) {
            out.extend(of_update(update, &places, kept));
        }
    }
    out
}

/// The name under which structured data lists entries.
const UPDATES: &str = "liveBlogUpdate";

/// The list of entries in a value.
fn updates(value: &Value, depth: usize) -> Option<&Value> {
    let inside = |value| if depth < 6 { updates(value, depth + 1) } else { None };
    match value {
        Value::Object(fields) => {
            fields.get(UPDATES).filter(|list| list.is_array()).or_else(|| fields.values().find_map(inside))
        }
        Value::Array(items) => items.iter().find_map(inside),
        _ => None,
    }
}

fn of_update(update: &Value, places: &FxHashMap<String, usize>, kept: &[&str]) -> Option<Entry> {
    let text =
        |name: &str| update.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    let published = text("datePublished").or_else(|| text("dateModified")).and_then(Moment::parse)?;
    let title = text("headline");
    let body = || super::data::plain(text("articleBody")?).into_iter().next();
    let place = |text: &str| places.get(&key(text)).copied();
    let found = title.and_then(place).or_else(|| place(&body()?))?;
    let is_clock = |text: &str| text.len() < 20 && text.bytes().any(|byte| byte.is_ascii_digit());
    let paragraph = if found > 0 && is_clock(kept[found - 1]) { found - 1 } else { found };
    Some(Entry { paragraph, published, title: title.map(str::to_owned) })
}

/// The entries that elements of one name make, each with a `<time>` in it.
fn of_elements(tree: &Tree, kept: &[&str], nodes: &[NodeId]) -> Vec<Entry> {
    let Some(parent) = parent_of_entries(tree) else { return Vec::new() };
    let mut out = Vec::new();
    let mut from = 0;
    for child in tree::children(tree, parent) {
        let inside = tree.inside(child);
        let Some(published) = time_in(tree, child) else { continue };
        let Some(paragraph) = (from..kept.len()).find(|&at| inside.contains(&nodes[at])) else { continue };
        from = paragraph + 1;
        let is_title = |name| matches!(name, &local_name!("h2") | &local_name!("h3") | &local_name!("h4"));
        let title = inside.clone().find(|&id| is_title(tree.name(id))).map(|id| tree.text_of(id, 400));
        out.push(Entry { paragraph, published, title: title.filter(|title| !title.is_empty()) });
    }
    out
}

/// The element with the most children that are named as entries and hold a `<time>`.
fn parent_of_entries(tree: &Tree) -> Option<NodeId> {
    let mut counts: FxHashMap<NodeId, usize> = FxHashMap::default();
    let mut last: FxHashMap<NodeId, NodeId> = FxHashMap::default();
    let times = (1..tree.nodes.len() as NodeId).filter(|&id| *tree.name(id) == local_name!("time"));
    for time in times.take(ENTRIES_MAX) {
        for id in tree::ancestors(tree, time).take(8).filter(|&id| parts::is_entry(tree, id)) {
            let parent = tree.nodes[id as usize].parent;
            if parent != tree::NONE && last.insert(parent, id) != Some(id) {
                *counts.entry(parent).or_default() += 1;
            }
        }
    }
    let (parent, count) =
        counts.into_iter().max_by_key(|&(parent, count)| (count, std::cmp::Reverse(parent)))?;
    (count >= ENTRIES_MIN).then_some(parent)
}

/// The moment that the first `<time>` in an element gives for machines.
fn time_in(tree: &Tree, node: NodeId) -> Option<Moment> {
    let time = tree.inside(node).find(|&id| *tree.name(id) == local_name!("time"))?;
    tree.attribute(time, &local_name!("datetime")).and_then(metadata::moment_of_attribute)
}
