//! Quotations and sources: the cases of `cases/quotes.txt` and `cases/sources.txt`, and what must hold for any text.

use engine::article::Article;
use engine::document::{self, Document, Form, SourceKind, SourceRelation};
use engine::text::Span;
use proptest::prelude::*;

fn read(text: &str, language: &str) -> Document {
    document::read(Article {
        text: text.to_owned(),
        language: Some(language.to_owned()),
        ..Article::default()
    })
}

/// A case file, the language of its texts, and how many cases it has at the least.
struct Cases {
    file: &'static str,
    language: &'static str,
    count_min: usize,
}

/// Checks every case of a file; `describe` gives the lines that a text's findings are written as.
#[track_caller]
fn check(cases: &Cases, describe: impl Fn(&Document) -> Vec<String>) {
    let mut lines = cases.file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).peekable();
    let mut wrong = Vec::new();
    let mut count = 0;
    while let Some(text) = lines.next() {
        let mut expected = Vec::new();
        while let Some(line) = lines.next_if(|line| line.starts_with("    ")) {
            expected.push(line.trim().to_owned());
        }
        count += 1;
        let found = describe(&read(&text.replace('¶', "\n\n"), cases.language));
        if found != expected {
            wrong.push(format!("{text}\n  expected {expected:#?}\n  found {found:#?}"));
        }
    }
    assert!(count >= cases.count_min, "only {count} cases");
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn quotations() {
    let file = include_str!("cases/quotes.txt");
    check_quotations(&Cases { file, language: "en", count_min: 55 });
}

#[test]
fn spanish_quotations() {
    let file = include_str!("cases/quotes-spanish.txt");
    check_quotations(&Cases { file, language: "es", count_min: 19 });
}

fn check_quotations(cases: &Cases) {
    check(cases, |document| {
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
    let file = include_str!("cases/sources.txt");
    check_sources(&Cases { file, language: "en", count_min: 55 });
}

#[test]
fn spanish_sources() {
    let file = include_str!("cases/sources-spanish.txt");
    check_sources(&Cases { file, language: "es", count_min: 5 });
}

#[test]
fn a_spanish_text_is_recognised_and_only_what_its_tables_know_is_said() {
    let text = "El barco zarpó el 3 de junio de 2019 con 14 pescadores. «No volverán», dijo la alcaldesa Inés Tallada, \
                y el juez Quiroga afirmó que los motores fallaron. Los vecinos esperan para las próximas semanas una respuesta.";
    let document = document::read(Article { text: text.to_owned(), ..Article::default() });
    assert_eq!(document.article.language.as_deref(), Some("es"));
    let quotes: Vec<&str> = document.quotes.iter().map(|quote| quote.span.of(text)).collect();
    assert_eq!(quotes, ["No volverán"]);
    assert_eq!(
        document.times.iter().map(|time| time.value.as_str()).collect::<Vec<_>>(),
        ["2019-06-03", "FUTURE_REF"]
    );
    assert_eq!(document.quantities.iter().map(|quantity| quantity.value).collect::<Vec<_>>(), [14.0]);
    assert!(document.names.is_empty() && document.entities.is_empty());
}

fn check_sources(cases: &Cases) {
    check(cases, |document| {
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
    fn any_text_is_read(text in text(), language in "en|es") {
        let document = read(&text, &language);
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
