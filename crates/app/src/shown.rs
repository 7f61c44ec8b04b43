//! Articles and documents for a reader at a terminal.

use std::fmt::Write;

use engine::article::Article;
use engine::claims::Account;
use engine::document::Document;
use engine::stories::{Change, Placement};
use engine::text::Span;
use engine::verification::{Finding, Kind, Status};

/// The article: headline, where it is from, body, and what was cut.
pub(crate) fn article(article: &Article) -> String {
    let mut out = head(article);
    let _ = write!(out, "\n{}\n", visible(&article.text));
    if !article.removed.is_empty() {
        let _ = writeln!(out, "\nCut from the body:");
    }
    for block in &article.removed {
        let _ = writeln!(out, "  [{}] {}", visible(&block.rule), one_line(&block.text));
    }
    out
}

/// The document: everything that was found, by layer, in the article's words.
pub(crate) fn document(document: &Document) -> String {
    let text = &document.article.text;
    let words = |span: Span| one_line(span.of(text));
    let mut out = head(&document.article);
    let entity = |index: usize| document.entities.get(index).map_or("", |entity| entity.canonical.as_str());
    layer(
        &mut out,
        "Quotations",
        document.quotes.iter().map(|quote| {
            let speaker =
                quote.reference.clone().or(quote.speaker.map(words)).unwrap_or_else(|| "unknown".to_owned());
            format!("{}: {}", one_line(&speaker), words(quote.span))
        }),
    );
    layer(
        &mut out,
        "Sources",
        document.sources.iter().map(|source| format!("{} ({})", one_line(&source.name), words(source.span))),
    );
    layer(
        &mut out,
        "Quantities",
        document.quantities.iter().map(|quantity| {
            let counted = quantity.counted.map_or_else(|| one_line(&quantity.unit), words);
            format!("{} = {} {counted}", words(quantity.span), quantity.value)
        }),
    );
    layer(
        &mut out,
        "Times",
        document.times.iter().map(|time| format!("{} = {}", words(time.span), one_line(&time.value))),
    );
    layer(
        &mut out,
        "Names",
        document.names.iter().map(|name| format!("{} = {}", words(name.span), one_line(entity(name.entity)))),
    );
    out
}

fn head(article: &Article) -> String {
    let mut out = String::new();
    if let Some(title) = &article.title {
        let _ = writeln!(out, "{}", one_line(title));
    }
    let published = article.published.map(|moment| moment.to_string());
    let known = [article.outlet.as_deref(), published.as_deref(), Some(article.input.as_str())];
    let known: Vec<String> = known.into_iter().flatten().map(one_line).collect();
    let _ = writeln!(out, "{}", known.join(", "));
    out
}

fn layer(out: &mut String, name: &str, lines: impl Iterator<Item = String>) {
    for (at, line) in lines.enumerate() {
        if at == 0 {
            let _ = writeln!(out, "\n{name}");
        }
        let _ = writeln!(out, "  {line}");
    }
}

/// Without characters that could move a terminal's cursor.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    visible(&words.join(" "))
}

/// The placement: the story, the article, the reasons.
pub(crate) fn placement(article: &Article, placement: &Placement) -> String {
    let title = article.title.as_deref().unwrap_or(&article.id.0);
    let news = if placement.new { "new" } else { "   " };
    let mut out = format!("{:<6} {news}  {}\n", placement.story.to_string(), one_line(title));
    if let Some(original) = &placement.duplicate_of {
        let _ = writeln!(out, "            a copy of {}", one_line(&original.0));
    }
    for reason in &placement.why {
        let _ = writeln!(out, "            {}", one_line(reason));
    }
    if let Some(story) = placement.follows {
        let _ = writeln!(out, "            follows {story}");
    }
    for change in &placement.changes {
        let _ = write!(out, "            {}", self::change(change));
    }
    out
}

/// What late evidence proved, on a line.
pub(crate) fn change(change: &Change) -> String {
    match change {
        Change::Merged { gone, into } => format!("{gone} proves to be the same story as {into}\n"),
        Change::Revised { earlier, by, share } => format!(
            "{} is a new version of {}, {:.0} percent the same\n",
            one_line(&by.0),
            one_line(&earlier.0),
            share * 100.0
        ),
        Change::Split { from, into, articles } => {
            let ids: Vec<String> = articles.iter().map(|article| one_line(&article.0)).collect();
            format!("{} not of {from} but of {into}: {}\n", ids.len(), ids.join(", "))
        }
    }
}

/// What the accounts say about a text: first how much is supported, then everything that is not.
pub(crate) fn verification(text: &Account, accounts: &[Account], findings: &[Finding]) -> String {
    let count = |status: Status| findings.iter().filter(|finding| finding.status == status).count();
    let mut out = head(&text.document.article);
    let _ = writeln!(
        out,
        "{} checked: {} supported, {} different in the accounts, {} in no account",
        findings.len(),
        count(Status::Supported),
        count(Status::Differs),
        count(Status::Unsupported)
    );
    for finding in findings.iter().filter(|finding| finding.status != Status::Supported) {
        let sign = if finding.status == Status::Differs { '≠' } else { '?' };
        let words = one_line(finding.span.of(&text.document.article.text));
        let _ = writeln!(
            out,
            "\n{sign} {}: {words}\n    {}",
            finding_kind(finding.kind),
            one_line(&finding.because)
        );
        for evidence in finding.evidence.iter().take(1) {
            let account = &accounts[evidence.account].document;
            let name = account.article.outlet.as_deref().unwrap_or(&account.article.input);
            let _ = writeln!(out, "    {}: {}", one_line(name), one_line(&sentence(account, evidence.span)));
        }
    }
    out
}

/// The sentence around a place.
fn sentence(document: &Document, place: Span) -> String {
    let grammar = &document.grammar;
    let mut sentences = (0..grammar.sentences.len()).map(|at| grammar.span(grammar.sentence(at)));
    sentences.find(|sentence| sentence.overlaps(place)).unwrap_or(place).of(&document.article.text).to_owned()
}

/// What a finding is about.
pub(crate) fn finding_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Number => "number",
        Kind::Date => "date",
        Kind::Name => "name",
        Kind::Quotation => "quotation",
        Kind::Statement => "statement",
    }
}
