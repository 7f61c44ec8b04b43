//! An article's text with its evidence marked, where marks may lie within and across each other.
//!
//! Markup can only nest, so a mark that crosses the end of another or of a paragraph is printed in pieces: the first
//! carries the fragment's id, the later ones carry it as a class, and a style rule lights them up together.

use std::collections::BTreeSet;

use maud::{Markup, PreEscaped, html};

use super::view::{Account, Mark};

/// A tag or text, in the order of the page.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// A piece of this mark begins; whether it is the mark's first.
    Open(usize, bool),
    /// The innermost open piece ends.
    Close,
    /// Code points from here up to there.
    Text(usize, usize),
}

/// The article's paragraphs, its evidence marked.
pub(super) fn paragraphs(account: &Account) -> Markup {
    let text = &account.article.text;
    let bytes = byte_offsets(text);
    html! {
        @for (from, to) in paragraph_bounds(text) {
            p { @for step in steps(&account.marks, from, to) { (step_markup(account, &bytes, &step)) } }
        }
    }
}

/// The fragments of marks that are printed in pieces.
pub(super) fn split_ids(account: &Account) -> Vec<String> {
    let mut split: BTreeSet<usize> = BTreeSet::new();
    for (from, to) in paragraph_bounds(&account.article.text) {
        let later = steps(&account.marks, from, to).into_iter().filter_map(|step| match step {
            Step::Open(mark, false) => Some(mark),
            _ => None,
        });
        split.extend(later);
    }
    let id = |at: usize| account.words_anchor(account.marks[at].start, account.marks[at].end);
    split.into_iter().map(id).collect()
}

fn step_markup(account: &Account, bytes: &[usize], step: &Step) -> Markup {
    match *step {
        Step::Text(from, to) => html! { (account.article.text[bytes[from]..bytes[to]]) },
        Step::Close => PreEscaped("</mark>".to_owned()),
        Step::Open(at, first) => {
            let mark = &account.marks[at];
            let id = account.words_anchor(mark.start, mark.end);
            let roles = mark.roles.join(" ");
            PreEscaped(if first {
                format!("<mark id=\"{id}\" class=\"{roles}\">")
            } else {
                format!("<mark class=\"{roles} {id}\">")
            })
        }
    }
}

/// Where each code point begins, and the end.
fn byte_offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// First and last code point of each paragraph.
fn paragraph_bounds(text: &str) -> Vec<(usize, usize)> {
    let mut bounds = Vec::new();
    let mut from = 0;
    for paragraph in text.split("\n\n") {
        let to = from + paragraph.chars().count();
        if from < to {
            bounds.push((from, to));
        }
        from = to + 2;
    }
    bounds
}

/// What is printed for the text between two code points. Marks are sorted by start, longer first.
fn steps(marks: &[Mark], from: usize, to: usize) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut at = from;
    let mut waiting = (0..marks.len()).filter(|&mark| inside(&marks[mark], from, to)).peekable();
    while at < to {
        close(&mut steps, &mut open, |mark| marks[mark].end as usize <= at);
        while let Some(mark) = waiting.next_if(|&mark| marks[mark].start as usize <= at) {
            open_in_order(&mut steps, &mut open, marks, mark, from);
        }
        let start = waiting.peek().map(|&mark| marks[mark].start as usize);
        let end = open.iter().map(|&mark| marks[mark].end as usize).min();
        let next = [start, end, Some(to)].into_iter().flatten().min().unwrap_or(to).min(to);
        steps.push(Step::Text(at, next));
        at = next;
    }
    close(&mut steps, &mut open, |_| true);
    steps
}

fn inside(mark: &Mark, from: usize, to: usize) -> bool {
    (mark.start as usize) < to && (mark.end as usize) > from && mark.start < mark.end
}

/// Begins a mark; its first piece is where the mark itself begins, be that in the blank line before `from`.
fn open_in_order(steps: &mut Vec<Step>, open: &mut Vec<usize>, marks: &[Mark], mark: usize, from: usize) {
    steps.push(Step::Open(mark, marks[mark].start as usize + 2 >= from));
    open.push(mark);
}

/// Ends the marks that are done. Those that were opened within a done one end too, and begin again behind it.
fn close(steps: &mut Vec<Step>, open: &mut Vec<usize>, done: impl Fn(usize) -> bool) {
    let Some(outermost) = open.iter().position(|&mark| done(mark)) else { return };
    let within = open.split_off(outermost);
    steps.extend(within.iter().map(|_| Step::Close));
    for mark in within.into_iter().filter(|&mark| !done(mark)) {
        steps.push(Step::Open(mark, false));
        open.push(mark);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, any, prop, proptest};

    use super::super::view::{Account, Mark};
    use super::{paragraphs, split_ids};
    use crate::report::Article;

    fn account<'a>(article: &'a Article, spans: &[(u32, u32)]) -> Account<'a> {
        let mut marks: Vec<Mark> =
            spans.iter().map(|&(start, end)| Mark { start, end, roles: vec!["fact"] }).collect();
        marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
        marks.dedup();
        let length = article.text.chars().count();
        Account { article, origin: None, number: 1, label: String::new(), place: 0, length, marks }
    }

    fn check(text: &str, spans: &[(u32, u32)], expected: &str) {
        let article = Article { text: text.to_owned(), ..Article::default() };
        let html = paragraphs(&account(&article, spans)).into_string();
        assert_eq!(html.replace(" class=\"fact\"", ""), expected);
    }

    #[test]
    fn marks_nest() {
        let expected = "<p><mark id=\"w0-0-5\">a<mark id=\"w0-1-3\">é&lt;</mark>de</mark>f</p>";
        check("aé<def", &[(0, 5), (1, 3)], expected);
    }

    #[test]
    fn a_mark_that_crosses_another_is_printed_in_pieces() {
        let expected = "<p><mark id=\"w0-0-3\">a<mark id=\"w0-1-5\">bc</mark></mark>\
                        <mark class=\"fact w0-1-5\">de</mark>f</p>";
        check("abcdef", &[(0, 3), (1, 5)], expected);
    }

    #[test]
    fn a_mark_that_crosses_paragraphs_is_printed_in_pieces() {
        let expected = "<p>a<mark id=\"w0-1-5\">b</mark></p><p><mark class=\"fact w0-1-5\">c</mark>d</p>";
        check("ab\n\ncd", &[(1, 5)], expected);
        let article = Article { text: "ab\n\ncd".to_owned(), ..Article::default() };
        assert_eq!(split_ids(&account(&article, &[(1, 5)])), ["w0-1-5"]);
        assert_eq!(split_ids(&account(&article, &[(0, 2)])), Vec::<String>::new());
    }

    #[test]
    fn marks_outside_the_text_are_left_out() {
        check("ab", &[(1, 9), (5, 7)], "<p>a<mark id=\"w0-1-9\">b</mark></p>");
    }

    fn spans() -> impl Strategy<Value = Vec<(u32, u32)>> {
        prop::collection::vec((0u32..40, 0u32..40), 0..12)
    }

    proptest! {
        #[test]
        fn text_stays_whole_and_tags_nest(text in any::<String>(), spans in spans()) {
            let article = Article { text: text.clone(), ..Article::default() };
            let html = paragraphs(&account(&article, &spans)).into_string();
            let mut depth = 0_i32;
            for tag in html.split('<').skip(1) {
                depth += if tag.starts_with('/') { -1 } else { 1 };
                assert!((0..=20).contains(&depth));
            }
            assert_eq!(depth, 0);
            let bare: String = html.split('<').map(|part| part.split_once('>').map_or("", |(_, rest)| rest)).collect();
            let unescaped = bare.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
            assert_eq!(unescaped, text.split("\n\n").collect::<String>());
        }
    }
}
