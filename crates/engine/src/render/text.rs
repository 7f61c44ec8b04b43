//! A report for a terminal: one column, differences before agreement, every line with the accounts it stands in.

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::phrases::{self, Accounts, one_line, several};
use super::{Ink, Look, Renderer, values};
use crate::report::{
    Article, Claim, ClaimKind, Denial, Quotation, Reading, Report, Sentence, Source, Status, Story, Variant,
};

/// Text for a terminal.
pub(super) static RENDERER: Renderer = Renderer {
    name: "text",
    extensions: &["txt"],
    summary: "for reading in a terminal, with colour where it is shown",
    render,
};

/// So many claims that one origin alone has are shown; the other forms show all.
const SINGLES_MAX: usize = 12;
/// So many new claims, and so many new quotations, are shown.
const NEWS_MAX: usize = 12;
/// So many quotations that one account alone has are shown.
const QUOTATIONS_ALONE_MAX: usize = 12;
/// So many names are shown.
const NAMES_MAX: usize = 20;

const PLAIN: Style = Style::new();
const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const MARK: Style = AnsiColor::Cyan.on_default();
const GRAVE: Style = AnsiColor::Red.on_default().bold();
const CHANGED: Style = AnsiColor::Yellow.on_default();

fn render(report: &Report, look: Look) -> String {
    let mut sheet = Sheet { look, out: String::new(), active: PLAIN };
    for (at, story) in report.stories.iter().enumerate() {
        if at > 0 {
            sheet.rule();
        }
        write_story(&mut sheet, report, story);
    }
    write_apart(&mut sheet, report);
    write_complaints(&mut sheet, report);
    sheet.out
}

fn write_story(sheet: &mut Sheet, report: &Report, story: &Story) {
    let accounts = Accounts::of(report, story);
    sheet.flow(0, 0, &[(BOLD, &story.title)]);
    sheet.flow(0, 0, &[(PLAIN, &phrases::counts(story))]);
    write_accounts(sheet, story, &accounts);
    write_brief(sheet, story, &accounts);
    write_news(sheet, report, story, &accounts);
    write_claims(sheet, "Where they differ", phrases::differing(story).collect(), &accounts);
    write_claims(sheet, "What they agree on", phrases::with(story, Status::Agreed).collect(), &accounts);
    write_quotations(sheet, story, &accounts);
    write_denials(sheet, story, &accounts);
    write_sources(sheet, story, &accounts);
    write_timeline(sheet, story, &accounts);
    write_names(sheet, story, &accounts);
    write_singles(sheet, story, &accounts);
    write_left_out(sheet, story, &accounts);
}

fn write_accounts(sheet: &mut Sheet, story: &Story, accounts: &Accounts<'_>) {
    sheet.heading("Accounts");
    for (number, label, article) in accounts.all() {
        let origin = story.origins.iter().find(|origin| Some(&origin.id) == article.origin.as_ref());
        let kind = origin.map(|origin| match &origin.root {
            Some(root) if root != phrases::label(article) => {
                format!("{} ({root})", phrases::origin_kind(origin.kind))
            }
            _ => phrases::origin_kind(origin.kind).to_owned(),
        });
        let facts: Vec<String> = kind.into_iter().chain(phrases::printed(article)).collect();
        let facts = facts.iter().map(|fact| format!(", {fact}")).collect::<String>();
        let mark = format!("[{number}]");
        sheet.flow(2, 6, &[(MARK, &mark), (PLAIN, " "), (BOLD, label), (DIM, &facts)]);
        if let Some(title) = article.title.as_deref().filter(|title| *title != story.title) {
            sheet.flow(6, 6, &[(PLAIN, title)]);
        }
    }
}

fn write_brief(sheet: &mut Sheet, story: &Story, accounts: &Accounts<'_>) {
    sheet.section("In brief", !story.brief.is_empty());
    for sentence in &story.brief {
        let marks = accounts.marks_of(&sentence.spans);
        sheet.flow(2, 4, &[(PLAIN, "• "), (PLAIN, &sentence.text), (PLAIN, " "), (MARK, &marks)]);
        write_otherwise(sheet, story, sentence, accounts);
    }
}

fn write_otherwise(sheet: &mut Sheet, story: &Story, sentence: &Sentence, accounts: &Accounts<'_>) {
    let others = phrases::otherwise_in_words(story, sentence, accounts);
    if !others.is_empty() {
        sheet.flow(4, 6, &[(CHANGED, "Others: "), (DIM, &others)]);
    }
}

fn write_claims(sheet: &mut Sheet, heading: &str, claims: Vec<&Claim>, accounts: &Accounts<'_>) {
    sheet.section(heading, !claims.is_empty());
    for (at, claim) in claims.into_iter().enumerate() {
        if at > 0 && claim.status != Status::Agreed {
            sheet.out.push('\n');
        }
        write_claim(sheet, claim, accounts);
    }
}

fn write_claim(sheet: &mut Sheet, claim: &Claim, accounts: &Accounts<'_>) {
    let marks =
        accounts.marks(claim.readings.iter().flat_map(|r| &r.spans).map(|span| span.article.as_str()));
    let subject = phrases::subject(claim);
    if let (Status::Agreed, [reading]) = (claim.status, &claim.readings[..]) {
        let value = values::shown(claim, reading)
            .filter(|value| claim.kind != ClaimKind::Said && one_line(value) != one_line(subject));
        let value = value.map_or_else(String::new, |value| format!(": {value}"));
        let support = format!(" {}", several(claim.origins as usize, "origin", "origins"));
        let line =
            [(PLAIN, "= "), (PLAIN, subject), (BOLD, &value), (PLAIN, " "), (MARK, &marks), (DIM, &support)];
        sheet.flow(2, 4, &line);
        return;
    }
    let (sign, style) = sign(claim.status);
    let status = phrases::status(claim.status);
    sheet.flow(2, 4, &[(style, sign), (PLAIN, " "), (BOLD, subject), (PLAIN, ": "), (style, status)]);
    for reading in &claim.readings {
        write_reading(sheet, claim, reading, accounts);
    }
    if claim.status != Status::Agreed {
        sheet.flow(6, 6, &[(DIM, &claim.because)]);
    }
}

fn write_reading(sheet: &mut Sheet, claim: &Claim, reading: &Reading, accounts: &Accounts<'_>) {
    let exact = phrases::quoted(reading.spans.first().map_or("", |span| &span.exact));
    // A wording shows its value itself; a number or date is easier to compare in its plain form.
    let value = values::shown(claim, reading).filter(|_| claim.kind != ClaimKind::Said);
    let around = phrases::circumstances(reading, accounts);
    let around = if around.is_empty() { around } else { format!(" ({around})") };
    let marks = accounts.marks_of(&reading.spans);
    let (style, shown) = value.as_deref().map_or((PLAIN, exact.as_str()), |value| (BOLD, value));
    sheet.flow(6, 8, &[(MARK, &marks), (PLAIN, " "), (style, shown), (PLAIN, &around)]);
    if value.is_some_and(|value| phrases::quoted(&value) != exact) {
        sheet.flow(8, 8, &[(DIM, &exact)]);
    }
}

/// How a status looks to somebody who sees no colour, and to somebody who does.
fn sign(status: Status) -> (&'static str, Style) {
    match status {
        Status::Conflict => ("≠", GRAVE),
        Status::Revised => ("→", CHANGED),
        Status::Scope => ("∥", CHANGED),
        Status::Compatible => ("≈", PLAIN),
        Status::Agreed => ("=", PLAIN),
        Status::Single => ("·", PLAIN),
    }
}

fn write_quotations(sheet: &mut Sheet, story: &Story, accounts: &Accounts<'_>) {
    sheet.section("Who said what", !story.quotes.is_empty());
    let told = |quotation: &&Quotation| accounts.count(quotation) > 1;
    for (at, quotation) in story.quotes.iter().filter(told).enumerate() {
        if at > 0 {
            sheet.out.push('\n');
        }
        write_quotation(sheet, quotation, accounts);
    }
    let alone: Vec<&Quotation> = story.quotes.iter().filter(|quotation| !told(quotation)).collect();
    if alone.len() < story.quotes.len() && !alone.is_empty() {
        sheet.out.push('\n');
    }
    for quotation in alone.iter().take(QUOTATIONS_ALONE_MAX) {
        write_quotation(sheet, quotation, accounts);
    }
    sheet.rest(alone.len().saturating_sub(QUOTATIONS_ALONE_MAX));
}

fn write_quotation(sheet: &mut Sheet, quotation: &Quotation, accounts: &Accounts<'_>) {
    let speaker = phrases::said_by(quotation);
    let words = phrases::quoted(&quotation.canonical);
    let same = quotation.variants.iter().filter(|variant| phrases::is_word_for_word(quotation, variant));
    let marks = accounts.marks(same.map(|variant| variant.span.article.as_str()));
    sheet.flow(2, 4, &[(BOLD, &speaker), (PLAIN, ": "), (PLAIN, &words), (PLAIN, " "), (MARK, &marks)]);
    for variant in quotation.variants.iter().filter(|variant| !variant.differs.is_empty()) {
        write_variant(sheet, &quotation.canonical, variant, accounts);
    }
    let reported = quotation.variants.iter().filter(|variant| phrases::is_reported(quotation, variant));
    let marks = accounts.marks(reported.map(|variant| variant.span.article.as_str()));
    if !marks.is_empty() {
        sheet.flow(6, 8, &[(MARK, &marks), (PLAIN, " in reported speech")]);
    }
    let heard = phrases::heard_through(quotation);
    if !heard.is_empty() {
        sheet.flow(6, 6, &[(DIM, "heard through "), (DIM, &heard)]);
    }
}

fn write_variant(sheet: &mut Sheet, canonical: &str, variant: &Variant, accounts: &Accounts<'_>) {
    let mark = accounts.mark(&variant.span.article);
    let changes = phrases::variant(canonical, variant);
    sheet.flow(6, 8, &[(MARK, &mark), (PLAIN, " "), (CHANGED, &changes)]);
}

fn write_denials(sheet: &mut Sheet, story: &Story, accounts: &Accounts<'_>) {
    sheet.section("What is disputed", !story.denials.is_empty());
    for denial in &story.denials {
        write_denial(sheet, denial, story, accounts);
    }
}

fn write_denial(sheet: &mut Sheet, denial: &Denial, story: &Story, accounts: &Accounts<'_>) {
    let by = denial.by.as_deref().unwrap_or("unknown speaker");
    let mark = accounts.mark(&denial.span.article);
    sheet.flow(2, 4, &[(BOLD, by), (PLAIN, ": "), (PLAIN, &denial.text), (PLAIN, " "), (MARK, &mark)]);
    let disputed = denial.claim.as_ref().and_then(|id| story.claims.iter().find(|claim| claim.id == *id));
    if let Some(claim) = disputed {
        sheet.flow(6, 8, &[(DIM, "against: "), (PLAIN, &claim.subject)]);
    }
}

fn write_sources(sheet: &mut Sheet, story: &Story, accounts: &Accounts<'_>) {
    sheet.section("Where they have it from", !story.sources.is_empty());
    for source in &story.sources {
        write_source(sheet, source, accounts);
    }
}

fn write_source(sheet: &mut Sheet, source: &Source, accounts: &Accounts<'_>) {
    let marks = accounts.marks(source.articles.iter().map(String::as_str));
    let relation = phrases::relation(source);
    sheet.flow(2, 4, &[(BOLD, &source.name), (PLAIN, ": "), (PLAIN, relation), (PLAIN, " "), (MARK, &marks)]);
}

fn write_timeline(sheet: &mut Sheet, story: &Story, accounts: &Accounts<'_>) {
    sheet.section("What happened when", !story.timeline.is_empty());
    for entry in &story.timeline {
        let marks = accounts.marks(entry.articles.iter().map(String::as_str));
        let when = phrases::when(&entry.when);
        sheet.flow(2, 4, &[(BOLD, &when), (PLAIN, "  "), (PLAIN, &entry.text), (PLAIN, " "), (MARK, &marks)]);
    }
}

/// Names that accounts spell in more than one way, and people with their roles.
fn write_names(sheet: &mut Sheet, story: &Story, accounts: &Accounts<'_>) {
    let told: Vec<_> =
        story.names.iter().filter(|name| name.forms.len() > 1 || !name.roles.is_empty()).collect();
    sheet.section("Who and what", !told.is_empty());
    for name in told.iter().take(NAMES_MAX) {
        let role = name.roles.first().map_or_else(String::new, |role| format!(", {role}"));
        let others = name.forms.iter().filter(|form| form.text != name.canonical);
        let others: Vec<String> =
            others.map(|form| format!("{} {}", form.text, accounts.marks_of(&form.spans))).collect();
        let others = if others.is_empty() { String::new() } else { format!("; also {}", others.join(", ")) };
        sheet.flow(2, 4, &[(BOLD, &name.canonical), (PLAIN, &role), (DIM, &others)]);
    }
    sheet.rest(told.len().saturating_sub(NAMES_MAX));
}

fn write_singles(sheet: &mut Sheet, story: &Story, accounts: &Accounts<'_>) {
    let singles: Vec<&Claim> = phrases::with(story, Status::Single).collect();
    sheet.section("What one origin alone has", !singles.is_empty());
    for claim in singles.iter().take(SINGLES_MAX) {
        write_fact(sheet, "· ", claim, accounts);
    }
    sheet.rest(singles.len().saturating_sub(SINGLES_MAX));
}

/// A claim in a line: what it is about, its first value, and its accounts.
fn write_fact(sheet: &mut Sheet, sign: &str, claim: &Claim, accounts: &Accounts<'_>) {
    let spans = claim.readings.iter().flat_map(|reading| &reading.spans);
    let marks = accounts.marks(spans.map(|span| span.article.as_str()));
    let value = claim.readings.iter().find_map(|reading| values::shown(claim, reading));
    let value = value.map_or_else(String::new, |value| format!(": {value}"));
    let subject = phrases::subject(claim);
    sheet.flow(2, 4, &[(PLAIN, sign), (PLAIN, subject), (BOLD, &value), (PLAIN, " "), (MARK, &marks)]);
}

fn write_left_out(sheet: &mut Sheet, story: &Story, accounts: &Accounts<'_>) {
    let left_out = phrases::left_out(story);
    sheet.section("What most have and one does not", !left_out.is_empty());
    for (article, claims) in left_out {
        let mark = accounts.mark(article);
        let without = format!(" {} is without:", accounts.label(article));
        sheet.flow(2, 6, &[(MARK, &mark), (BOLD, &without)]);
        for (claim, because) in claims {
            sheet.flow(4, 6, &[(PLAIN, "– "), (PLAIN, phrases::subject(claim))]);
            sheet.flow(6, 6, &[(DIM, because)]);
        }
    }
}

fn write_news(sheet: &mut Sheet, report: &Report, story: &Story, accounts: &Accounts<'_>) {
    let Some(news) = phrases::news(report, story) else { return };
    sheet.heading(&format!("New since {}", news.since));
    sheet.flow(2, 4, &[(DIM, &news.counted(story))]);
    for claim in news.claims.iter().take(NEWS_MAX) {
        write_fact(sheet, "+ ", claim, accounts);
    }
    for &(claim, reading) in news.readings.iter().take(NEWS_MAX) {
        let marks = accounts.marks_of(&reading.spans);
        let words = reading.spans.first().map_or("", |span| &span.exact);
        let value = values::shown(claim, reading).unwrap_or_else(|| phrases::quoted(words));
        let subject = format!("{}: now also ", phrases::subject(claim));
        sheet.flow(2, 4, &[(PLAIN, "+ "), (PLAIN, &subject), (BOLD, &value), (PLAIN, " "), (MARK, &marks)]);
    }
    for quotation in news.quotations.iter().take(NEWS_MAX) {
        write_quotation(sheet, quotation, accounts);
    }
    let rest = |count: usize| count.saturating_sub(NEWS_MAX);
    sheet.rest(rest(news.claims.len()) + rest(news.readings.len()) + rest(news.quotations.len()));
}

fn write_apart(sheet: &mut Sheet, report: &Report) {
    if report.apart.is_empty() {
        return;
    }
    let known = phrases::by_id(report);
    sheet.heading("Articles that share no story with another");
    for article in report.apart.iter().filter_map(|id| known.get(id.as_str())) {
        let title = article.title.as_deref().map_or_else(String::new, |title| format!(": {title}"));
        sheet.flow(2, 4, &[(BOLD, phrases::label(article)), (PLAIN, &title)]);
    }
}

fn write_complaints(sheet: &mut Sheet, report: &Report) {
    let said: Vec<(&Article, &String)> = report
        .articles
        .iter()
        .flat_map(|article| article.complaints.iter().map(move |complaint| (article, complaint)))
        .collect();
    sheet.section("What could not be read", !said.is_empty());
    for (article, complaint) in said {
        sheet.flow(2, 4, &[(BOLD, phrases::label(article)), (PLAIN, ": "), (PLAIN, complaint)]);
    }
}

/// Text as it grows, line by line.
struct Sheet {
    look: Look,
    out: String,
    /// The style that the terminal is in.
    active: Style,
}

/// A stretch of text in one style.
type Piece<'p> = (Style, &'p str);

impl Sheet {
    fn section(&mut self, heading: &str, is_needed: bool) {
        if is_needed {
            self.heading(heading);
        }
    }

    fn heading(&mut self, heading: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.flow(0, 0, &[(BOLD.underline(), heading)]);
    }

    fn rule(&mut self) {
        self.out.push('\n');
        let rule = "─".repeat(self.look.columns);
        self.flow(0, 0, &[(DIM, &rule)]);
        self.out.push('\n');
    }

    /// Says how many more there are.
    fn rest(&mut self, count: usize) {
        if count > 0 {
            let text = format!("and {count} more: --format json, md or html shows all");
            self.flow(2, 4, &[(DIM, &text)]);
        }
    }

    /// Pieces as one paragraph, wrapped: the first line indented by `first`, the others by `indent`.
    fn flow(&mut self, first: usize, indent: usize, pieces: &[Piece<'_>]) {
        let mut line = Line { column: 0, columns: self.look.columns, indent, is_empty: true };
        self.out.push_str(&" ".repeat(first));
        line.column = first;
        for word in words(pieces) {
            self.word(&mut line, &word);
        }
        self.switch(PLAIN);
        while self.out.ends_with(' ') {
            self.out.pop();
        }
        self.out.push('\n');
    }

    fn word(&mut self, line: &mut Line, word: &Word) {
        let width: usize = word.iter().map(|(_, text)| text.width()).sum();
        let gap = usize::from(!line.is_empty);
        if !line.is_empty && line.column + gap + width > line.columns {
            self.next_line(line);
        } else if gap == 1 {
            if word.first().is_none_or(|(style, _)| *style != self.active) {
                self.switch(PLAIN);
            }
            self.out.push(' ');
            line.column += 1;
        }
        line.is_empty = false;
        for (style, text) in word {
            self.styled(*style, text, line);
        }
    }

    /// Part of a word in its style; a word that is longer than a line is broken where the line ends.
    fn styled(&mut self, style: Style, text: &str, line: &mut Line) {
        for c in text.chars() {
            let width = c.width().unwrap_or(0);
            if line.column + width > line.columns && line.column > line.indent {
                self.next_line(line);
            }
            self.switch(style);
            self.out.push(c);
            line.column += width;
        }
    }

    fn next_line(&mut self, line: &mut Line) {
        self.switch(PLAIN);
        self.out.push('\n');
        self.out.push_str(&" ".repeat(line.indent));
        line.column = line.indent;
    }

    /// Puts the terminal into a style, if it shows styles and is in another one.
    fn switch(&mut self, style: Style) {
        if self.look.ink == Ink::Plain || style == self.active {
            return;
        }
        if self.active != PLAIN {
            self.out.push_str(&self.active.render_reset().to_string());
        }
        if style != PLAIN {
            self.out.push_str(&style.render().to_string());
        }
        self.active = style;
    }
}

/// The line that is being written.
struct Line {
    column: usize,
    columns: usize,
    indent: usize,
    is_empty: bool,
}

/// A word, in pieces where its style changes.
type Word = Vec<(Style, String)>;

/// The words of all pieces; pieces join to one word where no white space stands between them.
fn words(pieces: &[Piece<'_>]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut is_open = false;
    for &(style, text) in pieces.iter().filter(|(_, text)| !text.is_empty()) {
        let begins_apart = text.starts_with(char::is_whitespace);
        for (at, part) in one_line(text).split(' ').filter(|part| !part.is_empty()).enumerate() {
            match words.last_mut() {
                Some(word) if is_open && at == 0 && !begins_apart => word.push((style, part.to_owned())),
                _ => words.push(vec![(style, part.to_owned())]),
            }
        }
        is_open = !text.ends_with(char::is_whitespace);
    }
    words
}
