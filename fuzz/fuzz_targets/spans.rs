//! What must hold of the spans of a document whatever its text is.

use engine::document::Document;
use engine::text::Span;

/// Panics at a span that does not fit the document's text.
pub fn check(document: &Document) {
    let text = &document.article.text;
    for (layer, span) in all(document) {
        assert!(text.get(span.range()).is_some(), "{layer} {span:?} does not fit a text of {} bytes", text.len());
    }
}

/// Every span of every layer, with the layer's name.
fn all(document: &Document) -> Vec<(&'static str, Span)> {
    let mut out: Vec<(&'static str, Span)> = Vec::new();
    out.extend(document.grammar.spans.iter().map(|span| ("token", *span)));
    out.extend(document.times.iter().map(|time| ("time", time.span)));
    for quantity in &document.quantities {
        out.push(("quantity", quantity.span));
        out.extend(quantity.counted.map(|span| ("counted", span)));
    }
    for name in &document.names {
        assert!(name.entity < document.entities.len(), "a name of nobody");
        out.push(("name", name.span));
    }
    for entity in &document.entities {
        out.extend(entity.roles.iter().map(|span| ("role", *span)));
        out.extend(entity.mentions.iter().map(|span| ("mention", *span)));
    }
    for quote in &document.quotes {
        out.push(("quote", quote.span));
        out.extend([quote.cue, quote.speaker, quote.via].into_iter().flatten().map(|span| ("part of a quote", span)));
    }
    for source in &document.sources {
        out.push(("source", source.span));
        out.extend(source.content.map(|span| ("content of a source", span)));
    }
    out
}
