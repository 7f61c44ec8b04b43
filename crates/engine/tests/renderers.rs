//! What every renderer must keep, and how each shows one invented story.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use engine::render::{self, Ink, Look};
use engine::report::{
    Article, Attribution, Claim, ClaimKind, Denial, Difference, Entry, Form, Generator, Name, NameForm,
    NameKind, NewSince, Omission, Op, Origin, OriginKind, Quotation, Reading, Removed, Report, SCHEMA,
    Sentence, Source, SourceKind, SourceRelation, Span, Status, Story, Value, Variant, When,
};

const HERALD: &str = "At least 14 people died when the ferry Halvorsen sank off Skarn on Tuesday, the harbour \
office said.\n\n“We did not see the light in time,” Captain Mira Oduya told reporters.";
const COURIER: &str = "The ferry Halvorsen went down off Skarn. Eleven people are dead, police said.\n\n“We did not \
see the beacon in time,” said Mira Oduya. The owner, Nordlinje, denied that the light was out.";
const POST: &str = "A ferry sank off Skarn on Tuesday. Captain Mira Oduja was taken to hospital. She \
says they could not “see the light”.";

fn article(id: &str, outlet: &str, text: &str) -> Article {
    Article {
        id: id.into(),
        input: format!("ferry/{id}.html"),
        outlet: Some(outlet.into()),
        title: Some(format!("{outlet}: ferry sinks off Skarn")),
        published: Some("2031-03-04T18:00:00Z".into()),
        text: text.into(),
        removed: vec![Removed { text: "Sign up for our newsletter".into(), rule: "newsletter".into() }],
        origin: Some(format!("o-{id}")),
        ..Article::default()
    }
}

/// The place of `words` in the account.
fn span(id: &str, words: &str) -> Span {
    let text = [("herald", HERALD), ("courier", COURIER), ("post", POST)];
    let text = text.into_iter().find(|(known, _)| *known == id).map(|(_, text)| text).unwrap();
    let start = text.split(words).next().unwrap().chars().count();
    assert!(text.contains(words), "{words}");
    let end = start + words.chars().count();
    Span { article: id.into(), start: start as u32, end: end as u32, exact: words.into() }
}

fn number(value: f64, approximator: Option<&str>, place: Span, from: &str) -> Reading {
    Reading {
        value: Some(Value::Number(value)),
        unit: Some("people".into()),
        approximator: approximator.map(str::to_owned),
        as_of: Some("2031-03-04".into()),
        origins: vec![format!("o-{}", place.article)],
        attributions: vec![Attribution { name: from.into(), articles: vec![place.article.clone()] }],
        spans: vec![place],
        according_to: vec![from.into()],
        new: false,
    }
}

fn statement(spans: Vec<Span>) -> Reading {
    let origins = spans.iter().map(|span| format!("o-{}", span.article)).collect();
    Reading {
        value: None,
        unit: None,
        approximator: None,
        as_of: None,
        spans,
        according_to: vec![],
        origins,
        attributions: vec![],
        new: false,
    }
}

fn claim(id: &str, kind: ClaimKind, status: Status, subject: &str, readings: Vec<Reading>) -> Claim {
    let origins = readings.iter().map(|reading| reading.origins.len() as u32).sum();
    Claim {
        id: id.into(),
        kind,
        subject: subject.into(),
        status,
        score: 0.9,
        rule: "same-count".into(),
        because: "The numbers count the same people on the same day and cannot both be true.".into(),
        readings,
        origins,
        articles: origins,
        first_seen: Some("2031-03-04".into()),
        new: false,
    }
}

fn variant(place: Span, differs: Vec<Difference>) -> Variant {
    Variant {
        form: Form::Direct,
        text: place.exact.clone(),
        span: place,
        cue: None,
        speaker_span: None,
        via: None,
        differs,
    }
}

fn sample() -> Report {
    let articles =
        [("herald", "Skarn Herald", HERALD), ("courier", "Courier", COURIER), ("post", "The Post", POST)];
    let sank = vec![
        span("herald", "the ferry Halvorsen sank off Skarn"),
        span("courier", "The ferry Halvorsen went down off Skarn"),
        span("post", "A ferry sank off Skarn"),
    ];
    let toll = vec![
        number(14.0, Some("at least"), span("herald", "At least 14 people died"), "harbour office"),
        number(11.0, None, span("courier", "Eleven people are dead"), "police"),
    ];
    let changed = Difference { op: Op::Replace, ours: "light".into(), theirs: "beacon".into() };
    let left_out = |words: &str| Difference { op: Op::Delete, ours: words.into(), theirs: String::new() };
    let origin = |id: &str| Origin {
        id: format!("o-{id}"),
        kind: OriginKind::Original,
        articles: vec![id.into()],
        root: None,
        evidence: vec![],
        note: "Its wording is its own.".into(),
    };
    let story = Story {
        id: "s1".into(),
        title: "Skarn Herald: ferry sinks off Skarn".into(),
        articles: articles.iter().map(|(id, ..)| (*id).to_owned()).collect(),
        origins: articles.iter().map(|(id, ..)| origin(id)).collect(),
        brief: vec![
            Sentence {
                text: "The ferry Halvorsen went down off Skarn.".into(),
                spans: sank.clone(),
                claims: vec!["c2".into()],
                according_to: vec![],
            },
            Sentence {
                text: "Eleven people are dead".into(),
                spans: vec![span("courier", "Eleven people are dead")],
                claims: vec!["c1".into()],
                according_to: vec!["police".into()],
            },
        ],
        claims: vec![
            claim("c1", ClaimKind::Quantity, Status::Conflict, "people who died", toll),
            claim(
                "c2",
                ClaimKind::Event,
                Status::Agreed,
                "the ferry Halvorsen sank off Skarn",
                vec![statement(sank)],
            ),
            claim(
                "c3",
                ClaimKind::Event,
                Status::Single,
                "Captain Mira Oduja was taken to hospital",
                vec![statement(vec![span("post", "Captain Mira Oduja was taken to hospital")])],
            ),
        ],
        quotes: vec![Quotation {
            id: "q1".into(),
            speaker: Some("Mira Oduya".into()),
            canonical: "We did not see the light in time".into(),
            variants: vec![
                variant(span("herald", "We did not see the light in time"), vec![]),
                variant(span("courier", "We did not see the beacon in time"), vec![changed]),
                variant(span("post", "see the light"), vec![left_out("We did not"), left_out("in time")]),
            ],
            denied: false,
            heard: vec!["reporters".into()],
            new: false,
        }],
        names: vec![Name {
            canonical: "Mira Oduya".into(),
            kind: NameKind::Person,
            roles: vec!["Captain".into()],
            forms: vec![
                NameForm {
                    text: "Mira Oduya".into(),
                    spans: vec![span("herald", "Mira Oduya"), span("courier", "Mira Oduya")],
                },
                NameForm { text: "Mira Oduja".into(), spans: vec![span("post", "Mira Oduja")] },
            ],
        }],
        sources: vec![Source {
            name: "harbour office".into(),
            kind: SourceKind::Organisation,
            relation: SourceRelation::AccordingTo,
            cited_by: vec![span("herald", "the harbour office said")],
            articles: vec!["herald".into()],
        }],
        denials: vec![Denial {
            by: Some("Nordlinje".into()),
            claim: None,
            text: "The owner, Nordlinje, denied that the light was out".into(),
            span: span("courier", "The owner, Nordlinje, denied that the light was out"),
            cue: Some(span("courier", "denied")),
        }],
        left_out: vec![Omission {
            claim: "c1".into(),
            article: "post".into(),
            because:
                "Skarn Herald and Courier state it in 2 independent reports; The Post has nothing like it."
                    .into(),
        }],
        alignments: vec![],
        timeline: vec![Entry {
            when: When {
                start: "2031-03-04".into(),
                end: "2031-03-04".into(),
                precision: "day".into(),
                inferred: false,
            },
            text: "A ferry sank off Skarn on Tuesday".into(),
            spans: vec![span("post", "A ferry sank off Skarn on Tuesday")],
            articles: vec!["post".into()],
        }],
    };
    let mut all: Vec<Article> = articles.iter().map(|(id, outlet, text)| article(id, outlet, text)).collect();
    all.push(Article { complaints: vec!["states no day".into()], ..article("lone", "Lone Star", "Rain.") });
    Report {
        schema: SCHEMA.into(),
        generator: Generator { name: "rashomon".into(), version: "0.0.0".into() },
        articles: all,
        stories: vec![story],
        apart: vec!["lone".into()],
        since: None,
    }
}

/// The same report, asked what is new since the evening: the Courier's account.
fn asked_since() -> Report {
    let mut report = sample();
    report.since = Some(NewSince { asked: "2031-03-04T18:00:00Z".into(), articles: vec!["courier".into()] });
    let story = &mut report.stories[0];
    story.claims[0].readings[1].new = true;
    story.claims[2].new = true;
    story.quotes[0].new = true;
    report
}

/// The same report with `poison` in front of every text that comes from an article.
fn poisoned(poison: &str) -> Report {
    let mut report = sample();
    let taint = |text: &mut String| text.insert_str(0, poison);
    for article in &mut report.articles {
        article.outlet.iter_mut().chain(&mut article.title).chain(&mut article.url).for_each(taint);
        article.complaints.iter_mut().chain(&mut article.byline).for_each(taint);
        taint(&mut article.text);
        article.removed.iter_mut().for_each(|block| taint(&mut block.text));
    }
    let taint_span = |span: &mut Span| taint(&mut span.exact);
    for story in &mut report.stories {
        taint(&mut story.title);
        for sentence in &mut story.brief {
            taint(&mut sentence.text);
            sentence.spans.iter_mut().for_each(taint_span);
        }
        for claim in &mut story.claims {
            taint(&mut claim.subject);
            for reading in &mut claim.readings {
                reading.unit.iter_mut().chain(&mut reading.according_to).for_each(taint);
                reading.spans.iter_mut().for_each(taint_span);
            }
        }
        for quotation in &mut story.quotes {
            taint(&mut quotation.canonical);
            quotation.speaker.iter_mut().chain(&mut quotation.heard).for_each(taint);
            for variant in &mut quotation.variants {
                taint(&mut variant.text);
                taint_span(&mut variant.span);
                variant.differs.iter_mut().for_each(|difference| taint(&mut difference.theirs));
            }
        }
        for name in &mut story.names {
            taint(&mut name.canonical);
            name.roles.iter_mut().for_each(taint);
            name.forms.iter_mut().for_each(|form| taint(&mut form.text));
        }
        story.sources.iter_mut().for_each(|source| taint(&mut source.name));
        for denial in &mut story.denials {
            taint(&mut denial.text);
            denial.by.iter_mut().for_each(taint);
        }
        story.timeline.iter_mut().for_each(|entry| taint(&mut entry.text));
    }
    report
}

fn shown(name: &str, report: &Report) -> String {
    (render::named(name).unwrap().render)(report, Look::default())
}

#[test]
fn text_at_eighty_columns() {
    insta::assert_snapshot!(shown("text", &sample()));
}

#[test]
fn text_that_tells_what_is_new() {
    let shown = shown("text", &asked_since());
    let new: Vec<&str> = shown.lines().skip_while(|line| !line.starts_with("New since")).take(8).collect();
    insta::assert_snapshot!(new.join("\n"));
}

#[test]
fn what_is_new_is_told_by_every_form_for_readers() {
    for name in ["md", "html"] {
        let (plain, asked) = (shown(name, &sample()), shown(name, &asked_since()));
        assert!(!plain.contains("New since"), "{name}");
        for words in ["New since 4 March 2031, 18:00 UTC", "1 of 3 accounts is new", "now also"] {
            assert!(asked.contains(words), "{name}: {words}");
        }
    }
    assert_eq!(shown("csv", &asked_since()).lines().filter(|line| line.ends_with(",yes")).count(), 1);
}

#[test]
fn markdown() {
    insta::assert_snapshot!(shown("md", &sample()));
}

#[test]
fn csv() {
    insta::assert_snapshot!(shown("csv", &sample()));
}

#[test]
fn names_and_endings_are_unique() {
    let mut names: Vec<&str> = render::ALL.iter().map(|renderer| renderer.name).collect();
    let mut endings: Vec<&str> =
        render::ALL.iter().flat_map(|renderer| renderer.extensions).copied().collect();
    let counts = (names.len(), endings.len());
    for list in [&mut names, &mut endings] {
        list.sort_unstable();
        list.dedup();
    }
    assert_eq!(counts, (names.len(), endings.len()));
}

#[test]
fn every_renderer_gives_the_same_bytes_twice() {
    for renderer in render::ALL {
        let look = Look { ink: Ink::Coloured, columns: 72 };
        assert_eq!(
            (renderer.render)(&sample(), look),
            (renderer.render)(&sample(), look),
            "{}",
            renderer.name
        );
    }
}

#[test]
fn every_renderer_ends_with_a_line_end() {
    let empty = Report { articles: vec![], stories: vec![], apart: vec![], ..sample() };
    for renderer in render::ALL {
        assert!(shown(renderer.name, &sample()).ends_with('\n'), "{}", renderer.name);
        let nothing = shown(renderer.name, &empty);
        assert!(nothing.is_empty() || nothing.ends_with('\n'), "{}", renderer.name);
    }
}

#[test]
fn no_renderer_passes_control_characters_on() {
    let report = poisoned("\u{1b}]0;owned\u{7}\u{1b}[2J\r\0\u{202e}");
    for renderer in render::ALL {
        let shown = shown(renderer.name, &report);
        let bad = |c: char| {
            (c.is_control() && c != '\n' && !(c == '\r' && matches!(renderer.name, "csv" | "html")))
                || c == '\u{202e}'
        };
        let is_json = renderer.name.starts_with("json");
        let found = shown.chars().find(|&c| bad(c) && !(is_json && c == '\u{202e}'));
        assert_eq!(found, None, "{}", renderer.name);
    }
}

#[test]
fn colour_is_only_put_in_where_it_is_wanted() {
    let coloured =
        (render::named("text").unwrap().render)(&sample(), Look { ink: Ink::Coloured, columns: 80 });
    assert!(coloured.contains("\u{1b}[1m"));
    assert!(!shown("text", &sample()).contains('\u{1b}'));
}

#[test]
fn no_renderer_lets_markup_through() {
    let report = poisoned("<script>alert(1)</script><img src=x onerror=alert(1)>[x](javascript:alert(1))`|");
    for name in ["md", "html"] {
        let Some(renderer) = render::named(name) else { continue };
        let shown = (renderer.render)(&report, Look::default());
        for bad in ["<script>alert", "<img src=x", "[x](javascript"] {
            assert!(!shown.contains(bad) || (name == "html" && bad.starts_with("[x]")), "{name}: {bad}");
        }
    }
}

#[test]
fn no_table_cell_is_a_formula() {
    for poison in ["=HYPERLINK(\"http://x\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"] {
        let shown = shown("csv", &poisoned(poison));
        let mut rows = shown.split("\r\n").filter(|row| !row.is_empty());
        let columns = rows.next().unwrap().split(',').count();
        for row in rows {
            let cells = cells(row);
            assert_eq!(cells.len(), columns, "{row}");
            let formula = cells.iter().find(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
            assert_eq!(formula, None, "{row}");
        }
    }
}

/// The cells of a row that holds no line ends.
fn cells(row: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_quoted = false;
    for c in row.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => cells.push(String::new()),
            _ => cells.last_mut().unwrap().push(c),
        }
    }
    cells
}

#[test]
fn text_keeps_to_its_columns() {
    for columns in [40, 60, 80, 100] {
        let report = poisoned(&"w".repeat(150));
        let shown = (render::named("text").unwrap().render)(&report, Look { ink: Ink::Plain, columns });
        let widest = shown.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(columns), "{widest:?} of {columns}");
    }
}
