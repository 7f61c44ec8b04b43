//! Who has it from whom, drawn: sources on the left, accounts on the right, a line for each "according to".

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::super::phrases::{self, several};
use super::view::StoryView;
use super::words::{citations, clipped};
use crate::report::{OriginKind, Source, SourceKind};

/// Height of a row in the drawing's units, which are pixels at full size.
const ROW: usize = 28;
/// Where lines leave the sources on the left and reach the accounts on the right.
const LEFT: usize = 186;
const RIGHT: usize = 306;
const WIDTH: usize = 510;
/// So many sources are drawn; the list below names all.
const DRAWN_MOST: usize = 24;

/// A source and the places of the accounts that have something from it.
struct Node<'a> {
    name: &'a str,
    kind: SourceKind,
    accounts: Vec<usize>,
}

/// Whether any account names a source.
pub(super) fn has_edges(view: &StoryView) -> bool {
    !view.story.sources.is_empty()
}

/// The drawing, and the same as a list with the words that say so.
pub(super) fn section(view: &StoryView) -> Markup {
    let nodes = nodes(view);
    let drawn = &nodes[..nodes.len().min(DRAWN_MOST)];
    html! {
        div.pair {
            figure.graph {
                div.scroll tabindex="0" role="region" aria-label="Drawing of sources and accounts" { (drawing(view, drawn)) }
                figcaption {
                    "Sources on the left, accounts on the right."
                    @if drawn.len() < nodes.len() {
                        " The " (drawn.len()) " most used of " (nodes.len()) " sources are drawn; the list has all."
                    }
                }
            }
            ul.sources { @for source in &view.story.sources { li { (source_item(view, source)) } } }
        }
    }
}

fn source_item(view: &StoryView, source: &Source) -> Markup {
    html! {
        strong { (source.name) } " "
        span.kind { (kind_words(source.kind)) ", " (phrases::relation(source)) }
        (citations(view, &source.cited_by))
    }
}

fn kind_words(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Outlet => "outlet",
        SourceKind::Agency => "agency",
        SourceKind::Person => "person",
        SourceKind::Organisation => "organisation",
        SourceKind::Document => "document",
        SourceKind::Anonymous => "not named",
    }
}

/// Sources by name, the most used first; the root of a wire, reprint or release is one too.
fn nodes<'a>(view: &'a StoryView) -> Vec<Node<'a>> {
    let mut nodes: BTreeMap<&str, Node> = BTreeMap::new();
    let mut add = |name: &'a str, kind, articles: &[String]| {
        let node = nodes.entry(name).or_insert(Node { name, kind, accounts: Vec::new() });
        for at in articles.iter().filter_map(|id| view.account(id)).map(|account| account.number - 1) {
            if !node.accounts.contains(&at) {
                node.accounts.push(at);
            }
        }
    };
    for source in &view.story.sources {
        add(&source.name, source.kind, &source.articles);
    }
    for origin in view.story.origins.iter().filter(|origin| origin.articles.len() > 1) {
        let kind = match origin.kind {
            OriginKind::Wire => SourceKind::Agency,
            OriginKind::Release => SourceKind::Document,
            OriginKind::Reprint | OriginKind::SameOwner => SourceKind::Outlet,
            OriginKind::Original | OriginKind::Unresolved => continue,
        };
        if let Some(root) = &origin.root {
            add(root, kind, &origin.articles);
        }
    }
    let mut nodes: Vec<Node> = nodes.into_values().filter(|node| !node.accounts.is_empty()).collect();
    nodes.sort_by_key(|node| (std::cmp::Reverse(node.accounts.len()), mean_place(node), node.name));
    nodes
}

/// Twice the mean place of its accounts: keeps lines short.
fn mean_place(node: &Node) -> usize {
    node.accounts.iter().sum::<usize>() * 2 / node.accounts.len().max(1)
}

fn drawing(view: &StoryView, nodes: &[Node]) -> Markup {
    let mut nodes: Vec<&Node> = nodes.iter().collect();
    nodes.sort_by_key(|node| (mean_place(node), node.name));
    let rows = nodes.len().max(view.accounts.len());
    let height = rows * ROW;
    let y = |at: usize, of: usize| (at * 2 + 1) * height / (of.max(1) * 2);
    html! {
        svg viewBox={ "0 0 " (WIDTH) " " (height) } width=(WIDTH) height=(height) role="img"
            aria-label={ (several(nodes.len(), "source", "sources")) " and " (several(view.accounts.len(), "account", "accounts")) } {
            @for (at, node) in nodes.iter().enumerate() {
                @for &account in &node.accounts {
                    path class={ "edge " (kind_class(node.kind)) } d=(curve(y(at, nodes.len()), y(account, view.accounts.len()))) {
                        title { (node.name) " → " (view.accounts[account].label) }
                    }
                }
            }
            @for (at, node) in nodes.iter().enumerate() { (source_label(node, y(at, nodes.len()))) }
            @for (at, account) in view.accounts.iter().enumerate() {
                a href={ "#" (account.anchor()) } {
                    text.end x=(RIGHT + 12) y=(y(at, view.accounts.len()) + 4) {
                        tspan.number { (account.number) } " " (clipped(&account.label, 26))
                        title { (account.label) }
                    }
                }
                circle.dot cx=(RIGHT) cy=(y(at, view.accounts.len())) r="4" {}
            }
        }
    }
}

fn source_label(node: &Node, y: usize) -> Markup {
    html! {
        text.start x=(LEFT - 14) y=(y + 4) text-anchor="end" { (clipped(node.name, 25)) title { (node.name) } }
        @match node.kind {
            SourceKind::Outlet | SourceKind::Agency => rect.dot x=(LEFT - 5) y=(y - 5) width="10" height="10" {},
            SourceKind::Document => path.dot d={ "M" (LEFT - 5) " " (y + 5) "h10l-5 -11z" } {},
            SourceKind::Anonymous => circle.dot.hollow cx=(LEFT) cy=(y) r="5" {},
            SourceKind::Person | SourceKind::Organisation => circle.dot cx=(LEFT) cy=(y) r="5" {},
        }
    }
}

fn kind_class(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Anonymous => "anonymous",
        SourceKind::Document => "document",
        SourceKind::Outlet | SourceKind::Agency => "outlet",
        SourceKind::Person | SourceKind::Organisation => "named",
    }
}

fn curve(from: usize, to: usize) -> String {
    let (start, end) = (LEFT + 7, RIGHT - 5);
    let middle = usize::midpoint(start, end);
    format!("M{start} {from}C{middle} {from} {middle} {to} {end} {to}")
}
