//! Accounts as the case files write them.

use engine::article::{Article, Moment};
use engine::claims::{self, Account};
use engine::document;
use engine::stories::origins::{Origin, OriginKind};

/// An account as a case file gives it: an outlet, perhaps a day, a colon, a text with ¶ between paragraphs.
pub(crate) fn account(line: &str) -> Account {
    let (head, text) = line.split_once(": ").expect("a case begins with an outlet and a colon");
    let (outlet, day) = head.split_once(' ').map_or((head, None), |(outlet, day)| (outlet, Some(day)));
    let article = Article {
        text: text.replace('¶', "\n\n"),
        outlet: Some(outlet.to_owned()),
        published: day.and_then(Moment::parse),
        ..Article::default()
    };
    claims::find(document::read(article))
}

/// One origin for each outlet.
pub(crate) fn origins(accounts: &[Account]) -> Vec<Origin> {
    let outlet = |at: usize| &accounts[at].document.article.outlet;
    let origin = |first: usize| Origin {
        kind: OriginKind::Original,
        members: (0..accounts.len()).filter(|&at| outlet(at) == outlet(first)).collect(),
        root: None,
        evidence: Vec::new(),
        note: String::new(),
    };
    let is_first = |&at: &usize| (0..at).all(|earlier| outlet(earlier) != outlet(at));
    (0..accounts.len()).filter(is_first).map(origin).collect()
}
