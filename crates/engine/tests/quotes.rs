//! Quotations and sources: the cases of `cases/quotes.txt` and `cases/sources.txt`, and what must hold for any text.

use engine::article::Article;
use engine::document::{self, Document, Form, SourceKind, SourceRelation};
use engine::text::Span;
use proptest::prelude::*;

fn read(text: &str) -> Document {
    document::read(Article { text: text.to_owned(), language: Some("en".to_owned()), ..Article::default() })
}

/// Checks every case of a file; `describe` gives the lines that a text's findings are written as.
#[track_caller]
fn check(cases: &str, describe: impl Fn(&Document) -> Vec<String>) {
    let mut lines = cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).peekable();
    let mut wrong = Vec::new();
    let mut count = 0;
    while let Some(text) = lines.next() {
        let mut expected = Vec::new();
        while let Some(line) = lines.next_if(|line| line.starts_with("    ")) {
            expected.push(line.trim().to_owned());
        }
        count += 1;
        let found = describe(&read(&text.replace('¶', "\n\n")));
        if found != expected {
            wrong.push(format!("{text}\n  expected {expected:#?}\n  found {found:#?}"));
        }
    }
    assert!(count >= 55, "only {count} cases");
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn quotations() {
    check(include_str!("cases/quotes.txt"), |document| {
        let text = &document.article.text;
        let words = |span: Option<Span>| span.map_or("-", |span| span.of(text)).replace("\n\n", "¶");
        let line = |quote: &document::Quote| {
            [
                form(quote.form).to_owned(),
                words(Some(quote.span)),
                words(quote.cue),
                words(quote.speaker),
                quote.reference.clone().unwrap_or_else(|| "-".to_owned()),
                words(quote.via),
            ]
            .join(" | ")
        };
        document.quotes.iter().map(line).collect()
    });
}

#[test]
fn sources() {
    check(include_str!("cases/sources.txt"), |document| {
        let text = &document.article.text;
        let line = |source: &document::Source| {
            let words = source.span.of(text);
            format!("{words} | {} | {} | {}", source.name, kind(source.kind), relation(source.relation))
        };
        document.sources.iter().map(line).collect()
    });
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "direct",
        Form::Mixed => "mixed",
        Form::Indirect => "indirect",
    }
}

fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Outlet => "outlet",
        SourceKind::Agency => "agency",
        SourceKind::Person => "person",
        SourceKind::Organisation => "organisation",
        SourceKind::Document => "document",
        SourceKind::Anonymous => "anonymous",
    }
}

fn relation(relation: SourceRelation) -> &'static str {
    match relation {
        SourceRelation::FirstReported => "first_reported",
        SourceRelation::AccordingTo => "according_to",
        SourceRelation::Told => "told",
        SourceRelation::ConfirmedTo => "confirmed_to",
        SourceRelation::Via => "via",
        SourceRelation::Published => "published",
    }
}

fn text() -> impl Strategy<Value = String> {
    let pieces = "(“|”|\"|'|‘|’|, |\\. |: |\n\n|he |Ada Brook |the BBC |said |told |that |it was |letter |according to |\
                  and |who |to |called |first reported by |citing |in a statement |officials |\\PC|—|\\(AP\\) |@x ){0,60}";
    pieces.prop_map(|text: String| text)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn any_text_is_read(text in text()) {
        let document = read(&text);
        let inside = |span: Span| !span.of(&text).is_empty();
        for quote in &document.quotes {
            prop_assert!(inside(quote.span));
            prop_assert!([quote.cue, quote.speaker, quote.via].into_iter().flatten().all(inside));
            prop_assert!(quote.entity.is_none_or(|entity| entity < document.entities.len()));
        }
        prop_assert!(document.quotes.windows(2).all(|pair| pair[0].span < pair[1].span));
        for source in &document.sources {
            prop_assert!(inside(source.span) && !source.name.is_empty());
            prop_assert!(source.content.is_none_or(inside));
        }
        prop_assert!(document.sources.windows(2).all(|pair| pair[0].span <= pair[1].span));
    }
}
