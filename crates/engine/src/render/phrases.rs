//! The parts of a report in a reader's words: what the text and Markdown renderers have in common.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{dates, values, wording};
use crate::article::{called, told_apart};
use crate::report::{
    Article, Claim, ClaimKind, Difference, Form, Op, OriginKind, Quotation, Reading, Report, Sentence,
    Source, SourceKind, SourceRelation, Span, Status, Story, Variant, When,
};

use crate::text::is_quotation_mark;

/// Articles by id, numbered from 1 in the order in which a story lists them.
#[derive(Debug)]
pub(super) struct Accounts<'r> {
    listed: Vec<&'r Article>,
    labels: Vec<String>,
    numbers: BTreeMap<&'r str, usize>,
}

impl<'r> Accounts<'r> {
    /// The accounts of a story.
    pub(super) fn of(report: &'r Report, story: &'r Story) -> Accounts<'r> {
        let known: BTreeMap<&str, &Article> = by_id(report);
        let listed: Vec<&Article> =
            story.articles.iter().filter_map(|id| known.get(id.as_str()).copied()).collect();
        let numbers = listed.iter().enumerate().map(|(at, article)| (article.id.as_str(), at + 1)).collect();
        let labels = told_apart(listed.iter().map(|article| label(article)));
        Accounts { listed, labels, numbers }
    }

    /// What an account is called; nothing for one that is not of the story.
    pub(super) fn label(&self, article: &str) -> &str {
        self.numbers.get(article).map_or("", |number| self.labels[number - 1].as_str())
    }

    /// All of them with their numbers and what they are called, no two the same.
    pub(super) fn all(&self) -> impl Iterator<Item = (usize, &str, &'r Article)> + '_ {
        let listed = self.listed.iter().zip(&self.labels).enumerate();
        listed.map(|(at, (&article, label))| (at + 1, label.as_str(), article))
    }

    /// `[2]` for a place in account 2; empty for a place in no account of the story.
    pub(super) fn mark(&self, article: &str) -> String {
        self.numbers.get(article).map_or_else(String::new, |number| format!("[{number}]"))
    }

    /// `[1][3]`: each account of these places once, in the order of the numbers.
    pub(super) fn marks<'s>(&self, articles: impl Iterator<Item = &'s str>) -> String {
        let mut numbers: Vec<usize> = articles.filter_map(|id| self.numbers.get(id).copied()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.iter().map(|number| format!("[{number}]")).collect()
    }

    /// How many accounts print a quotation.
    pub(super) fn count(&self, quotation: &Quotation) -> usize {
        let variants = quotation.variants.iter();
        let mut numbers: Vec<usize> =
            variants.filter_map(|variant| self.numbers.get(variant.span.article.as_str()).copied()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.len()
    }

    /// The accounts in which these places stand.
    pub(super) fn marks_of(&self, spans: &[Span]) -> String {
        self.marks(spans.iter().map(|span| span.article.as_str()))
    }
}

/// All articles of a report by their ids.
pub(super) fn by_id(report: &Report) -> BTreeMap<&str, &Article> {
    report.articles.iter().map(|article| (article.id.as_str(), article)).collect()
}

/// What an article is called: its outlet, else its file without folder and ending, else its id.
pub(super) fn label(article: &Article) -> &str {
    called(article.outlet.as_deref(), &article.input, &article.id)
}

/// The day or moment an article was printed, or what could be inferred.
pub(super) fn printed(article: &Article) -> Option<String> {
    match (&article.published, &article.dated) {
        (Some(published), _) => Some(match changed(article) {
            Some(changed) => format!("{}, changed {}", moment(published), moment(changed)),
            None => moment(published),
        }),
        (None, Some(dated)) => Some(format!("{} ({})", dates::day(&dated.day), dated.how)),
        (None, None) => None,
    }
}

/// When an article was changed, if that is told and was later than its day of printing.
pub(super) fn changed(article: &Article) -> Option<&str> {
    let day = |moment: &str| moment.get(..10).map(str::to_owned);
    let changed = article.modified.as_deref()?;
    let printed = article.published.as_deref()?;
    (day(changed) > day(printed)).then_some(changed)
}

/// `4 March 2031, 18:00 UTC` for `2031-03-04T18:00:00Z`; a bare day stays one.
pub(super) fn moment(printed: &str) -> String {
    let Some((day, time)) = printed.split_once('T') else { return dates::day(printed) };
    let day = dates::day(day);
    let (clock, zone) = match time.find(['Z', '+', '-']) {
        Some(at) => time.split_at(at),
        None => (time, ""),
    };
    let clock = clock.get(..5).unwrap_or(clock);
    match zone {
        "" => format!("{day}, {clock}"),
        "Z" => format!("{day}, {clock} UTC"),
        zone => format!("{day}, {clock} UTC{zone}"),
    }
}

/// A subject without the marks that its place in a sentence left at its ends.
pub(super) fn subject(claim: &Claim) -> &str {
    claim.subject.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':'))
}

/// The words in quotation marks, unless they begin with one.
pub(super) fn quoted(words: &str) -> String {
    let words = words.trim();
    if words.starts_with(is_quotation_mark) { words.to_owned() } else { format!("“{words}”") }
}

/// `5 accounts from 3 independent origins`, as far as independence is known.
pub(super) fn counts(story: &Story) -> String {
    let unresolved = story.origins.iter().filter(|origin| origin.kind == OriginKind::Unresolved).count();
    let independent = story.origins.len() - unresolved;
    let mut out = format!(
        "{} from {}",
        several(story.articles.len(), "account", "accounts"),
        several(independent, "independent origin", "independent origins")
    );
    if unresolved > 0 {
        out.push_str(&format!(", {unresolved} of unknown origin"));
    }
    out
}

/// `1 account`, `5 accounts`.
pub(super) fn several(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What a status is called.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Agreed => "agreed",
        Status::Single => "one origin only",
        Status::Conflict => "conflict",
        Status::Compatible => "compatible",
        Status::Revised => "revised",
        Status::Scope => "different things",
    }
}

/// What the accounts differ on, the gravest first; within one status the report's order.
pub(super) fn differing(story: &Story) -> impl Iterator<Item = &Claim> {
    let order = [Status::Conflict, Status::Revised, Status::Scope, Status::Compatible];
    order.into_iter().flat_map(|status| with(story, status))
}

/// The claims of one status, in the report's order.
pub(super) fn with(story: &Story, status: Status) -> impl Iterator<Item = &Claim> {
    story.claims.iter().filter(move |claim| claim.status == status)
}

/// What is new in a story.
pub(super) struct News<'r> {
    /// Since when: `4 March 2031`, or an earlier report's name.
    pub(super) since: String,
    /// How many of its accounts are new or changed, if not all are.
    pub(super) accounts: Option<usize>,
    /// New claims: those that accounts share, then those of one origin. What somebody said is told by the quotations.
    pub(super) claims: Vec<&'r Claim>,
    /// New readings of claims that were known.
    pub(super) readings: Vec<(&'r Claim, &'r Reading)>,
    /// New quotations.
    pub(super) quotations: Vec<&'r Quotation>,
}

/// What is new in a story, if that was asked.
pub(super) fn news<'r>(report: &'r Report, story: &'r Story) -> Option<News<'r>> {
    let since = report.since.as_ref()?;
    let later = story.articles.iter().filter(|id| since.articles.contains(id)).count();
    let accounts = (later < story.articles.len()).then_some(later);
    let some = accounts.is_some();
    // A clause that one account has and that cannot be read alone is no news by itself.
    let is_piece = |claim: &Claim| claim.status == Status::Single && subject(claim).starts_with('…');
    let told = |claim: &&Claim| some && claim.new && claim.kind != ClaimKind::Said && !is_piece(claim);
    let (single, mut claims): (Vec<&Claim>, Vec<&Claim>) =
        story.claims.iter().filter(told).partition(|claim| claim.status == Status::Single);
    claims.extend(single);
    let differ = |claim: &&Claim| matches!(claim.status, Status::Conflict | Status::Revised | Status::Scope);
    let known = story.claims.iter().filter(|claim| some && !claim.new).filter(differ);
    let of = |claim: &'r Claim| claim.readings.iter().map(move |reading| (claim, reading));
    let is_news = |(claim, reading): &(&Claim, &Reading)| {
        let (known, new): (Vec<&Reading>, Vec<&Reading>) =
            claim.readings.iter().partition(|reading| !reading.new);
        new.contains(reading) && !known.is_empty() && known.iter().all(|other| other.value != reading.value)
    };
    let readings: Vec<_> = known.flat_map(of).filter(is_news).collect();
    Some(News {
        since: moment(&since.asked),
        accounts,
        claims,
        readings,
        quotations: story.quotes.iter().filter(|quote| some && quote.new).collect(),
    })
}

impl News<'_> {
    /// How many accounts are new, in a sentence.
    pub(super) fn counted(&self, story: &Story) -> String {
        let all = several(story.articles.len(), "account", "accounts");
        match self.accounts {
            None => format!("All {all} are new or changed."),
            Some(0) => format!("None of {all} is new or changed."),
            Some(new) => {
                let nothing =
                    self.claims.is_empty() && self.readings.is_empty() && self.quotations.is_empty();
                let rest = if nothing { "; nothing is surely new in them" } else { "" };
                format!("{new} of {all} {} new or changed{rest}.", if new == 1 { "is" } else { "are" })
            }
        }
    }
}

/// What accounts leave out: each account's label with the claims and the reasons, in the story's order.
pub(super) fn left_out<'r>(story: &'r Story) -> Vec<(&'r str, Vec<(&'r Claim, &'r str)>)> {
    let of = |article: &'r str| {
        let own = story.left_out.iter().filter(move |omission| omission.article == article);
        own.filter_map(|omission| {
            let claim = story.claims.iter().find(|claim| claim.id == omission.claim)?;
            Some((claim, omission.because.as_str()))
        })
        .collect::<Vec<_>>()
    };
    let accounts = story.articles.iter().map(|id| (id.as_str(), of(id)));
    accounts.filter(|(_, claims)| !claims.is_empty()).collect()
}

/// The number with thousands set apart: `1,234.5`.
pub(super) fn grouped(number: f64) -> String {
    let plain = format!("{number}");
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    if !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return plain;
    }
    let mut out = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// What is known around a reading: its moment and whom the accounts have it from, with their numbers where only some
/// of them do.
pub(super) fn circumstances(reading: &Reading, accounts: &Accounts<'_>) -> String {
    let as_of = reading.as_of.as_ref().map(|moment| format!("as of {}", dates::moment(moment)));
    let all = accounts.marks_of(&reading.spans);
    let sources = reading.attributions.iter().map(|source| {
        let some = accounts.marks(source.articles.iter().map(String::as_str));
        if some == all { source.name.clone() } else { format!("{} {some}", source.name) }
    });
    let sources: Vec<String> = sources.collect();
    let from = (!sources.is_empty()).then(|| format!("according to {}", sources.join(", ")));
    as_of.into_iter().chain(from).collect::<Vec<_>>().join("; ")
}

/// What other accounts have in place of what a sentence of the brief tells: the other readings of its figures and dates,
/// where both cannot be one.
pub(super) fn otherwise<'s>(story: &'s Story, sentence: &Sentence) -> Vec<(&'s Claim, &'s Reading)> {
    let own = sentence.spans.first();
    let in_sentence = |span: &Span| {
        own.is_some_and(|own| own.article == span.article && own.start <= span.start && span.end <= own.end)
    };
    let told = |reading: &&Reading| reading.spans.iter().any(in_sentence);
    let differ = |claim: &&Claim| {
        matches!(claim.status, Status::Conflict | Status::Revised | Status::Scope)
            && matches!(claim.kind, ClaimKind::Quantity | ClaimKind::Date)
    };
    let claims = story.claims.iter().filter(|claim| sentence.claims.contains(&claim.id)).filter(differ);
    let others = |claim: &'s Claim| {
        let others = claim.readings.iter().filter(move |reading| !told(reading));
        others.map(move |reading| (claim, reading))
    };
    claims.flat_map(others).collect()
}

/// The same in words, with the accounts: `about 14,000 migrants [4], 13,000 people [2]`; empty where none differs.
pub(super) fn otherwise_in_words(story: &Story, sentence: &Sentence, accounts: &Accounts<'_>) -> String {
    let others = otherwise(story, sentence).into_iter().filter_map(|(claim, reading)| {
        Some(format!("{} {}", values::shown(claim, reading)?, accounts.marks_of(&reading.spans)))
    });
    others.collect::<Vec<_>>().join(", ")
}

/// Whom one article has a reading from.
pub(super) fn sources_of<'r>(reading: &'r Reading, article: &str) -> Vec<&'r str> {
    let cites = |source: &&crate::report::Attribution| source.articles.iter().any(|id| id == article);
    reading.attributions.iter().filter(cites).map(|source| source.name.as_str()).collect()
}

/// Whom the accounts have a quotation from, without its speaker.
pub(super) fn heard_through(quotation: &Quotation) -> String {
    let others = quotation.heard.iter().filter(|name| quotation.speaker.as_ref() != Some(name));
    others.map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// Whose words these are, and whether he only denies them: "Ann Lee", "Ann Lee denied".
pub(super) fn said_by(quotation: &Quotation) -> String {
    let speaker = quotation.speaker.as_deref().unwrap_or("unknown speaker");
    if quotation.denied { format!("{speaker} denied") } else { speaker.to_owned() }
}

/// What a variant does to the canonical wording.
fn difference(difference: &Difference) -> String {
    let (ours, theirs) = (difference.ours.trim(), difference.theirs.trim());
    match difference.op {
        Op::Insert => format!("adds “{theirs}”"),
        Op::Delete => format!("leaves out “{ours}”"),
        Op::Replace => format!("has “{theirs}” for “{ours}”"),
        Op::Case => format!("writes “{theirs}” for “{ours}”"),
        Op::Punctuation => format!("sets “{theirs}” for “{ours}”"),
    }
}

/// Whether the variant prints the canonical words; speech that is reported, in part or as a whole, is compared only as a
/// whole.
pub(super) fn is_word_for_word(quotation: &Quotation, variant: &Variant) -> bool {
    variant.differs.is_empty() && (variant.form == Form::Direct || variant.text == quotation.canonical)
}

/// Whether the variant gives the sense in other words, so that its words are not laid over the canonical ones.
pub(super) fn is_reported(quotation: &Quotation, variant: &Variant) -> bool {
    variant.differs.is_empty() && !is_word_for_word(quotation, variant)
}

/// What a variant makes of the canonical wording, in words; a quotation in part by the words that it prints.
pub(super) fn variant(canonical: &str, variant: &Variant) -> String {
    let part = wording::laid(canonical, variant).filter(wording::Laid::is_part);
    let changes: Vec<String> = match &part {
        Some(laid) => {
            let printed = format!("prints only {}", quoted(&ends(&variant.text)));
            std::iter::once(printed).chain(laid.changes().map(difference)).collect()
        }
        None => variant.differs.iter().map(difference).collect(),
    };
    changes.join("; ")
}

/// The words at both ends of a long text, with an ellipsis between.
fn ends(text: &str) -> Cow<'_, str> {
    const FIRST: usize = 7;
    const LAST: usize = 5;
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= FIRST + LAST + 2 {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{} … {}", words[..FIRST].join(" "), words[words.len() - LAST..].join(" ")))
}

/// How outlets have it from a source. An outlet is told, anybody else tells.
pub(super) fn relation(source: &Source) -> &'static str {
    let is_outlet = source.kind == SourceKind::Outlet;
    match source.relation {
        SourceRelation::FirstReported => "first to report it",
        SourceRelation::AccordingTo => "cited",
        SourceRelation::Told if is_outlet => "was told it",
        SourceRelation::Told => "told reporters",
        SourceRelation::ConfirmedTo if is_outlet => "had it confirmed",
        SourceRelation::ConfirmedTo => "confirmed it",
        SourceRelation::Via => "passed it on",
        SourceRelation::Published => "published it",
    }
}

/// Why accounts are one origin.
pub(super) fn origin_kind(kind: OriginKind) -> &'static str {
    match kind {
        OriginKind::Original => "own report",
        OriginKind::Wire => "agency text",
        OriginKind::Reprint => "reprint",
        OriginKind::Release => "press release",
        OriginKind::SameOwner => "same owner",
        OriginKind::Unresolved => "origin unknown",
    }
}

/// `July 2021`, with a word where it is inferred.
pub(super) fn when(when: &When) -> String {
    let words = dates::span(when);
    if when.inferred { format!("{words} (inferred)") } else { words }
}

/// The text on one line: white space as single spaces, and every character that could move a cursor, reverse the
/// reading direction or hide gone or replaced.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let is_fine = |c: char| !c.is_whitespace() && !is_dangerous(c);
    let clean = text.split(' ').all(|word| !word.is_empty() && word.chars().all(is_fine));
    if clean {
        return Cow::Borrowed(text);
    }
    let harmless: String =
        text.chars().map(|c| if is_dangerous(c) && !c.is_whitespace() { '\u{fffd}' } else { c }).collect();
    Cow::Owned(harmless.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What no page may hold: control characters that are no white space, and what overrides the reading direction.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control() && !c.is_whitespace() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{e0000}'..='\u{e007f}')
}

/// Control characters, and Unicode's marks that change the direction or are invisible.
fn is_dangerous(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        let expected = [
            (7.0, "7"),
            (1999.0, "1,999"),
            (13000.0, "13,000"),
            (-1234567.5, "-1,234,567.5"),
            (0.05, "0.05"),
        ];
        for (number, text) in expected {
            assert_eq!(grouped(number), text);
        }
        assert_eq!(grouped(f64::NAN), "NaN");
    }

    #[test]
    fn moments_are_short() {
        assert_eq!(moment("2031-03-04"), "4 March 2031");
        assert_eq!(moment("2031-03-04T18:05:09Z"), "4 March 2031, 18:05 UTC");
        assert_eq!(moment("2031-03-04T18:05:09-04:30"), "4 March 2031, 18:05 UTC-04:30");
        assert_eq!(moment("2031-03-04Té"), "4 March 2031, é");
    }

    #[test]
    fn lines_are_harmless() {
        assert_eq!(one_line("plain words"), "plain words");
        assert_eq!(one_line(" a\n\tb  c\u{1b}[2J\u{202e}d "), "a b c\u{fffd}[2J\u{fffd}d");
        assert_eq!(one_line(""), "");
    }
}
