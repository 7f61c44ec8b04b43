//! A report as one page: nothing is fetched, nothing needs a script, every citation leads to the very words.
//!
//! [`view`] decides what is shown (who is account 3, what is highlighted in it), the other files turn that into markup.
//! All text is escaped by `maud`, which knows no other way to print a string; only this folder's own style sheet is
//! printed as it is.

use std::borrow::Cow;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Look, Renderer, phrases};
use crate::report::{Origin, OriginKind, Report};
use view::{Account, StoryView};

mod accounts;
mod graph;
mod marked;
mod matrix;
mod news;
mod strip;
mod view;
mod wording;
mod words;

pub(super) static RENDERER: Renderer = Renderer {
    name: "html",
    extensions: &["html", "htm"],
    summary: "one page for a browser or a printer, with every citation a link to the words",
    render,
};

const STYLE: &str = include_str!("html/page.css");

fn render(report: &Report, _look: Look) -> String {
    let stories = view::stories(report);
    let body = html! {
        a.skip href="#main" { "Skip to the comparison" }
        (masthead(&stories))
        main #main {
            @if stories.is_empty() { p.nothing { "No two of these articles tell the same story." } }
            @for story in &stories { (story_section(story)) }
            (apart(report))
        }
        (colophon(report))
    };
    document(&page_title(&stories), &split_marks(&stories), &body)
}

fn document(title: &str, rules: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                title { (title) }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:";
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) (PreEscaped(rules)) }
            }
            body { (body) }
        }
    };
    let mut text = page.into_string();
    text.push('\n');
    if text.contains(phrases::is_hidden) {
        text = text.replace(phrases::is_hidden, "\u{fffd}");
    }
    text
}

fn page_title(stories: &[StoryView]) -> String {
    match stories {
        [] => "Rashomon: no shared story".to_owned(),
        [only] => format!("{} - Rashomon", only.story.title),
        many => format!("{} stories - Rashomon", many.len()),
    }
}

/// A mark that had to be printed in pieces lights up as a whole: one style rule for each.
fn split_marks(stories: &[StoryView]) -> String {
    let accounts = stories.iter().flat_map(|story| &story.accounts);
    accounts
        .flat_map(marked::split_ids)
        .map(|id| format!("body:has(#{id}:target) .{id}{{{TARGET}}}"))
        .collect()
}

const TARGET: &str = "background:var(--target);color:var(--target-ink);outline:.15em solid var(--target)";

fn masthead(stories: &[StoryView]) -> Markup {
    html! {
        header.masthead {
            p.brand { "Rashomon" span.motto { "One event, many accounts" } }
            @if stories.len() > 1 {
                nav aria-label="Stories" {
                    ol { @for story in stories { li { a href={ "#" (story.anchor) } { (story.story.title) } } } }
                }
            }
        }
    }
}

fn story_section(view: &StoryView) -> Markup {
    let parts = parts(view);
    let (first, rest) = parts.split_at(if abreast(view) { 2 } else { 0 });
    html! {
        section.story #(view.anchor) aria-labelledby={ (view.anchor) "-title" } {
            h1 id={ (view.anchor) "-title" } { (view.story.title) }
            p.counts { (counts(view)) }
            nav.contents aria-label="Parts of this comparison" {
                ul { @for part in &parts { li { a href={ "#" (view.anchor) "-" (part.name) } { (part.title) } } } }
            }
            @if !first.is_empty() { div.abreast { @for part in first { (part_section(view, part)) } } }
            @for part in rest { (part_section(view, part)) }
        }
    }
}

/// Whether the brief and the list of accounts are of a size to stand side by side.
fn abreast(view: &StoryView) -> bool {
    !view.story.brief.is_empty() && view.accounts.len() <= 9
}

fn part_section(view: &StoryView, part: &Part) -> Markup {
    let anchor = format!("{}-{}", view.anchor, part.name);
    html! {
        section.part id=(anchor) aria-labelledby={ (anchor) "-title" } {
            h2 id={ (anchor) "-title" } { (part.title) }
            (part.body)
        }
    }
}

/// A part of a story's comparison, with the heading that the table of contents repeats.
struct Part {
    name: &'static str,
    title: Cow<'static, str>,
    body: Markup,
}

/// The parts that have something to say.
fn parts(view: &StoryView) -> Vec<Part> {
    let story = view.story;
    let part = |name, title, shown: bool, body: fn(&StoryView) -> Markup| {
        shown.then(|| Part { name, title: Cow::Borrowed(title), body: body(view) })
    };
    let new = view.news.as_ref().map(|new| Part {
        name: "new",
        title: format!("New since {}", new.since).into(),
        body: news::section(view, new),
    });
    let shared = matrix::shared(story).next().is_some();
    let single = matrix::single(story).next().is_some();
    [
        part("brief", "In brief", !story.brief.is_empty(), words::brief),
        part("accounts", "The accounts", true, accounts::list),
        new,
        part("matrix", "Claim by claim", shared, matrix::table),
        part("quotes", "In whose words", !story.quotes.is_empty(), words::quotations),
        part("denials", "Disputed", !story.denials.is_empty(), words::denials),
        part("sources", "Who has it from whom", graph::has_edges(view), graph::section),
        part("timeline", "What happened when", !story.timeline.is_empty(), strip::section),
        part("names", "Names and their spellings", !story.names.is_empty(), words::names),
        part("single", "Only one source has it", single, matrix::only_here),
        part("left-out", "What most have and one does not", !story.left_out.is_empty(), news::left_out),
        part("articles", "The articles in full", true, accounts::texts),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn counts(view: &StoryView) -> String {
    let counts = phrases::counts(view.story);
    view.days().map_or(counts.clone(), |days| format!("{counts}, printed {days}"))
}

/// What the kind of an origin group is called.
fn origin_words(origin: &Origin) -> String {
    let kind = match origin.kind {
        OriginKind::Original if origin.articles.len() > 1 => "versions of one report",
        kind => phrases::origin_kind(kind),
    };
    match &origin.root {
        Some(root) if origin.kind != OriginKind::Original => format!("{kind}: {root}"),
        _ => kind.to_owned(),
    }
}

fn apart(report: &Report) -> Markup {
    let accounts: Vec<Account> = view::apart(report);
    html! {
        @if !accounts.is_empty() {
            section.story #apart aria-labelledby="apart-title" {
                h1 #apart-title { "Articles that share a story with no other" }
                @for account in &accounts { (accounts::text(account)) }
            }
        }
    }
}

fn colophon(report: &Report) -> Markup {
    html! {
        footer.colophon {
            p {
                "Compared by " (report.generator.name) " " (report.generator.version)
                ". Every statement on this page is taken from an article and links to the words that say it."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Look, render};
    use crate::report::{
        Article, Attribution, Claim, ClaimKind, Denial, Entry, Generator, NewSince, Omission, Reading,
        Removed, Report, SCHEMA, Sentence, Span, Status, Story, Value, When,
    };

    const HOSTILE: &str = "</title><script>alert('1')</script>\"><img src=x onerror=alert(1)> & <b>";

    fn span(article: &str, start: u32, end: u32) -> Span {
        Span { article: article.to_owned(), start, end, exact: HOSTILE.to_owned() }
    }

    fn article(id: &str, text: &str) -> Article {
        let hostile = Some(HOSTILE.to_owned());
        Article {
            id: id.to_owned(),
            input: HOSTILE.to_owned(),
            url: Some(format!("javascript:{HOSTILE}")),
            outlet: hostile.clone(),
            title: hostile.clone(),
            byline: vec![HOSTILE.to_owned()],
            agency: hostile.clone(),
            published: hostile.clone(),
            language: hostile,
            text: text.to_owned(),
            removed: vec![Removed { text: HOSTILE.to_owned(), rule: HOSTILE.to_owned() }],
            complaints: vec![HOSTILE.to_owned()],
            ..Article::default()
        }
    }

    fn claim(value: Value) -> Claim {
        let reading = Reading {
            value: Some(value),
            unit: Some(HOSTILE.to_owned()),
            approximator: Some(HOSTILE.to_owned()),
            as_of: Some(HOSTILE.to_owned()),
            spans: vec![
                span("a", 2, 9),
                span("b", 0, 5),
                span("unknown", 0, 1),
                span("a", 5, 900),
                span("a", 9, 3),
            ],
            according_to: vec![HOSTILE.to_owned()],
            origins: Vec::new(),
            attributions: vec![Attribution { name: HOSTILE.to_owned(), articles: vec!["a".to_owned()] }],
            new: true,
        };
        Claim {
            id: "c1".to_owned(),
            kind: ClaimKind::Date,
            subject: HOSTILE.to_owned(),
            status: Status::Conflict,
            score: 0.5,
            rule: HOSTILE.to_owned(),
            because: HOSTILE.to_owned(),
            readings: vec![reading],
            origins: 2,
            articles: 2,
            first_seen: None,
            new: true,
        }
    }

    fn hostile_report() -> Report {
        let when = When {
            start: HOSTILE.to_owned(),
            end: "é".to_owned(),
            precision: "year".to_owned(),
            inferred: true,
        };
        let story = Story {
            id: "s".to_owned(),
            title: HOSTILE.to_owned(),
            articles: vec!["a".to_owned(), "b".to_owned(), "unknown".to_owned()],
            brief: vec![Sentence {
                text: HOSTILE.to_owned(),
                spans: vec![span("a", 0, 4), span("b", 1, 3)],
                claims: Vec::new(),
                according_to: vec![HOSTILE.to_owned()],
            }],
            claims: vec![claim(Value::Text(HOSTILE.to_owned())), claim(Value::Number(f64::NAN))],
            denials: vec![Denial {
                by: Some(HOSTILE.to_owned()),
                claim: Some("c1".to_owned()),
                text: HOSTILE.to_owned(),
                span: span("b", 2, 8),
                cue: None,
            }],
            timeline: vec![Entry {
                when,
                text: HOSTILE.to_owned(),
                spans: vec![span("a", 1, 2)],
                articles: Vec::new(),
            }],
            left_out: vec![Omission {
                claim: "c1".to_owned(),
                article: "b".to_owned(),
                because: HOSTILE.to_owned(),
            }],
            ..Story::default()
        };
        Report {
            schema: SCHEMA.to_owned(),
            generator: Generator { name: "rashomon".to_owned(), version: "0".to_owned() },
            articles: vec![
                article("a", HOSTILE),
                article("b", &format!("é{HOSTILE}\n\nend")),
                article("c", HOSTILE),
            ],
            stories: vec![story],
            apart: vec!["c".to_owned()],
            since: Some(NewSince { asked: HOSTILE.to_owned(), articles: vec!["a".to_owned()] }),
        }
    }

    #[test]
    fn hostile_text_is_shown_and_never_runs() {
        let page = render(&hostile_report(), Look::default());
        for never in ["<script", "<img", "<b>", "href=\"javascript"] {
            assert!(!page.contains(never), "the page holds {never}");
        }
        assert!(page.contains("&lt;script&gt;alert('1')&lt;/script&gt;"));
    }

    #[test]
    fn every_citation_leads_to_words_on_the_page() {
        let page = render(&hostile_report(), Look::default());
        let targets = page.split("class=\"cite\" href=\"#").skip(1).filter_map(|rest| rest.split('"').next());
        let targets: Vec<&str> = targets.collect();
        assert!(targets.len() >= 5);
        for target in targets {
            assert_eq!(page.matches(&format!("id=\"{target}\"")).count(), 1, "{target}");
        }
    }

    #[test]
    fn nothing_is_fetched() {
        let page = render(&hostile_report(), Look::default());
        for never in [" src=\"", "@import", "url(", "<iframe", "<link rel=\"stylesheet"] {
            assert!(!page.contains(never), "the page holds {never}");
        }
    }

    #[test]
    fn a_report_without_stories_says_so() {
        let report = Report { stories: Vec::new(), ..hostile_report() };
        assert!(render(&report, Look::default()).contains("No two of these articles tell the same story."));
    }
}
