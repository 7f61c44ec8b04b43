//! A report as Markdown: CommonMark with tables, as GitHub, Obsidian and Pandoc read it.

use std::fmt::Write;

use super::phrases::{self, Accounts, one_line};
use super::{Look, Renderer, values};
use crate::report::{Article, Claim, Quotation, Report, Status, Story};

/// Markdown.
pub(super) static RENDERER: Renderer = Renderer {
    name: "md",
    extensions: &["md", "markdown"],
    summary: "Markdown for notes and tickets",
    render,
};

fn render(report: &Report, _look: Look) -> String {
    let mut out = String::new();
    for story in &report.stories {
        write_story(&mut out, report, story);
    }
    write_apart(&mut out, report);
    write_complaints(&mut out, report);
    out
}

fn write_story(out: &mut String, report: &Report, story: &Story) {
    let accounts = Accounts::of(report, story);
    line(out, &format!("# {}\n", escaped(&story.title)));
    line(out, &format!("{}.\n", phrases::counts(story)));
    for (number, label, article) in accounts.all() {
        write_account(out, (number, label), article);
    }
    write_brief(out, story, &accounts);
    write_news(out, report, story, &accounts);
    write_claims(out, "Where they differ", phrases::differing(story).collect(), &accounts);
    write_claims(out, "What they agree on", phrases::with(story, Status::Agreed).collect(), &accounts);
    heading(out, "Who said what", !story.quotes.is_empty());
    for quotation in &story.quotes {
        write_quotation(out, quotation, &accounts);
    }
    write_denials(out, story, &accounts);
    write_sources(out, story, &accounts);
    write_timeline(out, story, &accounts);
    write_claims(out, "What one origin alone has", phrases::with(story, Status::Single).collect(), &accounts);
    write_left_out(out, story, &accounts);
    line(out, "");
}

fn write_account(out: &mut String, (number, label): (usize, &str), article: &Article) {
    let title = article.title.as_deref().map_or_else(String::new, |title| format!(", {}", escaped(title)));
    let printed =
        phrases::printed(article).map_or_else(String::new, |moment| format!(", {}", escaped(&moment)));
    let label = escaped(label);
    line(out, &format!("{number}. **{label}**{title}{printed}{}", link(article)));
}

/// The address of an article, if it is one that a reader can open without harm.
fn link(article: &Article) -> String {
    let is_plain = |url: &&String| {
        (url.starts_with("https://") || url.starts_with("http://"))
            && url.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '\\' | '`' | '"'))
    };
    article.url.as_ref().filter(is_plain).map_or_else(String::new, |url| format!(", <{url}>"))
}

fn write_brief(out: &mut String, story: &Story, accounts: &Accounts<'_>) {
    heading(out, "In brief", !story.brief.is_empty());
    for sentence in &story.brief {
        let marks = escaped(&accounts.marks_of(&sentence.spans));
        line(out, &format!("- {} {marks}", escaped(&sentence.text)));
        let others = phrases::otherwise_in_words(story, sentence, accounts);
        if !others.is_empty() {
            line(out, &format!("  Others: {}", escaped(&others)));
        }
    }
}

fn write_claims(out: &mut String, title: &str, claims: Vec<&Claim>, accounts: &Accounts<'_>) {
    heading(out, title, !claims.is_empty());
    if claims.is_empty() {
        return;
    }
    line(out, "| What | Reading | Accounts | Verdict |");
    line(out, "| --- | --- | --- | --- |");
    for claim in claims {
        for (at, reading) in claim.readings.iter().enumerate() {
            let exact = reading.spans.first().map_or("", |span| span.exact.as_str());
            let value = values::shown(claim, reading).unwrap_or_else(|| phrases::quoted(exact));
            let around = phrases::circumstances(reading, accounts);
            let around = if around.is_empty() { around } else { format!(" ({})", escaped(&around)) };
            let (subject, verdict) = match at {
                0 => {
                    (claim.subject.as_str(), format!("{}: {}", phrases::status(claim.status), claim.because))
                }
                _ => ("", String::new()),
            };
            line(
                out,
                &format!(
                    "| {} | {}{} | {} | {} |",
                    escaped(subject),
                    escaped(&value),
                    around,
                    escaped(&accounts.marks_of(&reading.spans)),
                    escaped(&verdict)
                ),
            );
        }
    }
}

fn write_quotation(out: &mut String, quotation: &Quotation, accounts: &Accounts<'_>) {
    let speaker = escaped(&phrases::said_by(quotation));
    let same = quotation.variants.iter().filter(|variant| phrases::is_word_for_word(quotation, variant));
    let marks = escaped(&accounts.marks(same.map(|variant| variant.span.article.as_str())));
    let words = escaped(&phrases::quoted(&quotation.canonical));
    line(out, &format!("> {words}\n>\n> {speaker} {marks}\n"));
    let others: Vec<_> = quotation.variants.iter().filter(|variant| !variant.differs.is_empty()).collect();
    for variant in &others {
        let changes = phrases::variant(&quotation.canonical, variant);
        let mark = escaped(&accounts.mark(&variant.span.article));
        line(out, &format!("- {mark} {}", escaped(&changes)));
    }
    let reported = quotation.variants.iter().filter(|variant| phrases::is_reported(quotation, variant));
    let marks = escaped(&accounts.marks(reported.map(|variant| variant.span.article.as_str())));
    if !marks.is_empty() {
        line(out, &format!("- {marks} in reported speech"));
    }
    if !others.is_empty() || !marks.is_empty() {
        line(out, "");
    }
}

fn write_denials(out: &mut String, story: &Story, accounts: &Accounts<'_>) {
    heading(out, "What is disputed", !story.denials.is_empty());
    for denial in &story.denials {
        let by = escaped(denial.by.as_deref().unwrap_or("unknown speaker"));
        let disputed = denial.claim.as_ref().and_then(|id| story.claims.iter().find(|claim| claim.id == *id));
        let against = disputed
            .map_or_else(String::new, |claim| format!(" (against: {})", escaped(phrases::subject(claim))));
        let mark = escaped(&accounts.mark(&denial.span.article));
        line(out, &format!("- **{by}**: {}{against} {mark}", escaped(&denial.text)));
    }
}

fn write_sources(out: &mut String, story: &Story, accounts: &Accounts<'_>) {
    heading(out, "Where they have it from", !story.sources.is_empty());
    for source in &story.sources {
        let marks = escaped(&accounts.marks(source.articles.iter().map(String::as_str)));
        line(out, &format!("- **{}**: {} {marks}", escaped(&source.name), phrases::relation(source)));
    }
}

fn write_timeline(out: &mut String, story: &Story, accounts: &Accounts<'_>) {
    heading(out, "What happened when", !story.timeline.is_empty());
    for entry in &story.timeline {
        let marks = escaped(&accounts.marks(entry.articles.iter().map(String::as_str)));
        let when = escaped(&phrases::when(&entry.when));
        line(out, &format!("- **{when}** {} {marks}", escaped(&entry.text)));
    }
}

fn write_left_out(out: &mut String, story: &Story, accounts: &Accounts<'_>) {
    let left_out = phrases::left_out(story);
    heading(out, "What most have and one does not", !left_out.is_empty());
    for (article, claims) in left_out {
        let mark = escaped(&accounts.mark(article));
        line(out, &format!("- **{}** {mark} is without:", escaped(accounts.label(article))));
        for (claim, because) in claims {
            let subject = escaped(&phrases::quoted(phrases::subject(claim)));
            line(out, &format!("  - {subject}: {}", escaped(because)));
        }
    }
}

fn write_news(out: &mut String, report: &Report, story: &Story, accounts: &Accounts<'_>) {
    let Some(news) = phrases::news(report, story) else { return };
    heading(out, &format!("New since {}", escaped(&news.since)), true);
    line(out, &format!("{}\n", escaped(&news.counted(story))));
    for claim in &news.claims {
        let values: Vec<String> =
            claim.readings.iter().filter_map(|reading| values::shown(claim, reading)).collect();
        let values = if values.is_empty() { String::new() } else { format!(": {}", values.join(", ")) };
        let spans = claim.readings.iter().flat_map(|reading| &reading.spans);
        let marks = escaped(&accounts.marks(spans.map(|span| span.article.as_str())));
        line(out, &format!("- {}{} {marks}", escaped(phrases::subject(claim)), escaped(&values)));
    }
    for &(claim, reading) in &news.readings {
        let marks = escaped(&accounts.marks_of(&reading.spans));
        let words = reading.spans.first().map_or("", |span| &span.exact);
        let value = values::shown(claim, reading).unwrap_or_else(|| phrases::quoted(words));
        let subject = escaped(phrases::subject(claim));
        line(out, &format!("- {subject}: now also {} {marks}", escaped(&value)));
    }
    if !news.quotations.is_empty() {
        line(out, "");
    }
    for quotation in &news.quotations {
        write_quotation(out, quotation, accounts);
    }
}

fn write_apart(out: &mut String, report: &Report) {
    let known = phrases::by_id(report);
    heading(out, "Articles that share no story with another", !report.apart.is_empty());
    for article in report.apart.iter().filter_map(|id| known.get(id.as_str())) {
        let title =
            article.title.as_deref().map_or_else(String::new, |title| format!(": {}", escaped(title)));
        line(out, &format!("- **{}**{title}", escaped(phrases::label(article))));
    }
}

fn write_complaints(out: &mut String, report: &Report) {
    let any = report.articles.iter().any(|article| !article.complaints.is_empty());
    heading(out, "What could not be read", any);
    for article in &report.articles {
        for complaint in &article.complaints {
            line(out, &format!("- **{}**: {}", escaped(phrases::label(article)), escaped(complaint)));
        }
    }
}

fn heading(out: &mut String, title: &str, is_needed: bool) {
    if is_needed {
        let _ = write!(out, "\n## {title}\n\n");
    }
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

/// The text on one line, with everything that Markdown or HTML could take for markup made plain.
fn escaped(text: &str) -> String {
    let text = one_line(text);
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' | '^' | '$' | '=' | '+' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    if out.starts_with('-') {
        out.insert(0, '\\');
    }
    escaped_number(out)
}

/// A text that begins like a numbered list does not begin one.
fn escaped_number(text: String) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        _ => text,
    }
}
