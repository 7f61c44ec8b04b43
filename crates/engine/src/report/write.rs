//! From documents to the report: grouping, dating, comparing, and every place turned into words and code points.

use rustc_hash::FxHashSet;

use crate::article;
use crate::brief;
use crate::claims::{self, Account};
use crate::comparison::{self, Comparison, Member, Place, Value};
use crate::document::{self, Approximator, Document};
use crate::grammar::Grammar;
use crate::languages::{Language, Stance};
use crate::stories::{Settings, Stream};
use crate::stories::{dating, origins};
use crate::text::CodePoints;
use crate::timeline::{self, Precision};

use super::since::Known;
use super::{
    Alignment, Article, Attribution, Claim, Dated, Denial, Difference, Entry, Form, Generator, Name,
    NameForm, NameKind, NewSince, Omission, Origin, OriginKind, Quotation, Reading, Removed, Report, SCHEMA,
    Sentence, Since, Source, SourceKind, SourceRelation, Span, Status, Story, Variant, When,
};

/// Compares documents: groups them into stories, compares each story of two accounts or more, and writes it all down,
/// with a mark on what is new since something was known, where that is asked.
#[must_use]
pub fn write(documents: Vec<Document>, since: Option<&Since>) -> Report {
    let articles: Vec<article::Article> = documents.iter().map(|document| document.article.clone()).collect();
    let mut report = Report {
        schema: SCHEMA.to_owned(),
        generator: Generator { name: "rashomon".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        articles: articles.iter().map(plain_article).collect(),
        stories: Vec::new(),
        apart: Vec::new(),
        since: since.map(|since| NewSince { asked: since.asked(), articles: Vec::new() }),
    };
    let mut documents: Vec<Option<Document>> = documents.into_iter().map(Some).collect();
    for members in grouped(&articles) {
        if let [only] = members[..] {
            report.apart.push(articles[only].id.to_string());
            continue;
        }
        let told: Vec<Document> = members.iter().filter_map(|&member| documents[member].take()).collect();
        let id = format!("s{}", report.stories.len() + 1);
        let (story, learned) = one_story(id, told, since);
        for (&member, learned) in members.iter().zip(learned) {
            report.articles[member].origin = Some(learned.origin);
            report.articles[member].dated = learned.dated;
            if let Some(since) = report.since.as_mut().filter(|_| learned.is_later) {
                since.articles.push(articles[member].id.to_string());
            }
        }
        report.stories.push(story);
    }
    report
}

/// Articles by story, each in order of printing; the story with most articles first, ties by first article.
fn grouped(articles: &[article::Article]) -> Vec<Vec<usize>> {
    let order = in_print_order(articles);
    let mut stream = Stream::new(asked_of(articles.len()));
    for &at in &order {
        stream.place(&articles[at]);
    }
    let mut stories: std::collections::BTreeMap<_, Vec<usize>> = std::collections::BTreeMap::new();
    for (&at, (_, story)) in order.iter().zip(stream.placed()) {
        stories.entry(story).or_default().push(at);
    }
    let mut stories: Vec<Vec<usize>> = stories.into_values().collect();
    stories.sort_by_key(|members| (std::cmp::Reverse(members.len()), members.iter().copied().min()));
    stories
}

/// How sure it must be that so many articles are of one story. Whoever hands articles over to be compared says that they
/// belong together, so less is asked of an article than in a stream, and the less, the fewer there are; nor does it
/// matter how long after the event it was printed. Whole stories are not joined so easily.
fn asked_of(articles: usize) -> Settings {
    const ODDS: f32 = -1.0;
    const FEW: f32 = 12.0;
    const LESS: f32 = 1.0;
    const ANY_DAYS: i32 = 40_000;
    let join = ODDS - LESS * libm::logf(FEW / articles.max(1) as f32).max(0.0);
    Settings { join, merge: ODDS, split: join + 1.0, window_days: ANY_DAYS }
}

/// Articles in order of printing; of versions that state one day of printing, the one changed last comes last.
fn in_print_order(articles: &[article::Article]) -> Vec<usize> {
    let mut given: Vec<usize> = (0..articles.len()).collect();
    given.sort_by_key(|&at| articles[at].modified.map(|moment| moment.seconds()));
    let moments: Vec<Option<article::Moment>> = given.iter().map(|&at| articles[at].published).collect();
    origins::print_order(&moments).into_iter().map(|at| given[at]).collect()
}

/// What comparing its story tells of an article.
struct Learned {
    origin: String,
    dated: Option<Dated>,
    is_later: bool,
}

fn one_story(id: String, mut documents: Vec<Document>, since: Option<&Since>) -> (Story, Vec<Learned>) {
    let inferred = dating::infer(&documents.iter().collect::<Vec<_>>());
    let mut dated = Vec::new();
    for (document, inferred) in documents.iter_mut().zip(&inferred) {
        let day = inferred.as_ref().map(|inferred| inferred.days.first);
        let rewritten = dating::rewritten(document);
        if let Some(day) = day.or(rewritten) {
            document::redate(document, day);
        }
        dated.push(how_dated(document, rewritten, inferred.as_ref()));
    }
    let origins = origins::find(&documents.iter().collect::<Vec<_>>());
    let accounts: Vec<Account> = documents.into_iter().map(claims::find).collect();
    let story = comparison::Story::new(&accounts, &origins);
    let comparison = comparison::compare(&story);
    let known = since.map(|since| Known::of(&story, since, &inferred));
    let later: Vec<usize> = known.iter().flat_map(Known::later).collect();
    let written = Writer::new(&story, known.as_ref(), &inferred).story(id, &comparison);
    let groups = origins::group_of(&origins, accounts.len());
    let learned = groups.into_iter().zip(dated).enumerate().map(|(account, (group, dated))| Learned {
        origin: origin_id(group),
        dated,
        is_later: later.contains(&account),
    });
    (written, learned.collect())
}

fn how_dated(
    document: &Document,
    rewritten: Option<jiff::civil::Date>,
    inferred: Option<&dating::Inferred>,
) -> Option<Dated> {
    if let Some(day) = rewritten {
        let because =
            format!("It states that it was changed on {day}, and tells of that day's week as past.");
        return Some(Dated { day: day.to_string(), how: "printed".to_owned(), because });
    }
    if let Some(moment) = document.article.published {
        let because = "It states its day.".to_owned();
        return Some(Dated { day: moment.date.to_string(), how: "printed".to_owned(), because });
    }
    let inferred = inferred?;
    let (first, last) = (inferred.days.first, inferred.days.last);
    let day = if first == last { first.to_string() } else { format!("{first}/{last}") };
    Some(Dated {
        day,
        how: "inferred".to_owned(),
        because: format!("It states no day; {}.", inferred.because),
    })
}

fn origin_id(group: usize) -> String {
    format!("o{}", group + 1)
}

fn plain_article(article: &article::Article) -> Article {
    Article {
        id: article.id.to_string(),
        input: article.input.clone(),
        url: article.url.clone(),
        outlet: article.outlet.clone(),
        title: article.title.clone(),
        byline: article.byline.clone(),
        agency: article.agency.clone(),
        published: article.published.map(|moment| moment.to_string()),
        modified: article.modified.map(|moment| moment.to_string()),
        language: article.language.clone(),
        text: article.text.clone(),
        removed: article
            .removed
            .iter()
            .map(|removed| Removed { text: removed.text.clone(), rule: removed.rule.clone() })
            .collect(),
        complaints: article.complaints.clone(),
        origin: None,
        dated: None,
    }
}

/// Turns places of one story into words and code points.
struct Writer<'a> {
    story: &'a comparison::Story<'a>,
    points: Vec<CodePoints<'a>>,
    ids: Vec<String>,
    inferred: Vec<bool>,
    /// What was known before, where it is asked what is new.
    known: Option<&'a Known<'a>>,
}

impl<'a> Writer<'a> {
    fn new(
        story: &'a comparison::Story<'a>,
        known: Option<&'a Known<'a>>,
        inferred: &[Option<dating::Inferred>],
    ) -> Writer<'a> {
        let texts = || story.accounts.iter().map(|account| &account.document.article);
        Writer {
            story,
            points: texts().map(|article| CodePoints::new(&article.text)).collect(),
            ids: texts().map(|article| article.id.to_string()).collect(),
            inferred: inferred.iter().map(Option::is_some).collect(),
            known,
        }
    }

    fn is_new(&self, is_new: impl Fn(&Known<'_>) -> bool) -> bool {
        self.known.is_some_and(is_new)
    }

    fn story(&self, id: String, comparison: &Comparison) -> Story {
        let claims = comparison.claims.iter().enumerate();
        let claims: Vec<Claim> = claims
            .map(|(at, claim)| Claim {
                new: self.is_new(|known| known.is_new(comparison, claim)),
                ..self.claim(at, claim)
            })
            .collect();
        let quotes = comparison.quotations.iter().enumerate().map(|(at, quote)| self.quotation(at, quote));
        Story {
            id,
            title: self.title(comparison),
            articles: self.ids.clone(),
            origins: self
                .story
                .origins
                .iter()
                .enumerate()
                .map(|(at, origin)| self.origin(at, origin))
                .collect(),
            brief: brief::write(self.story, comparison)
                .iter()
                .map(|sentence| self.sentence(sentence))
                .collect(),
            quotes: quotes.collect(),
            names: comparison.cast.members.iter().filter_map(|member| self.name(member)).collect(),
            sources: comparison.sources.iter().map(|source| self.source(source)).collect(),
            denials: comparison.denials.iter().map(|denial| self.denial(denial)).collect(),
            timeline: timeline::find(self.story, comparison).iter().map(|entry| self.entry(entry)).collect(),
            left_out: comparison.left_out.iter().map(|omission| self.omission(omission)).collect(),
            alignments: comparison.near.iter().map(|near| self.alignment(near)).collect(),
            claims,
        }
    }

    /// Of the accounts that state their day, the headline that tells most of what other accounts tell too, then that of the
    /// account that states most of what others state; without headlines, the latter's first sentence. A headline with
    /// figures is no good when its account tells some that were replaced.
    fn title(&self, comparison: &Comparison) -> String {
        let mut shared = vec![0_usize; self.ids.len()];
        for claim in comparison.claims.iter().filter(|claim| claim.verdict.status != Status::Single) {
            for place in claim.readings.iter().flat_map(|reading| &reading.places) {
                shared[place.account] += 1;
            }
        }
        let headline = |account: usize| self.story.accounts[account].document.article.title.as_deref();
        let is_current = |account: usize| {
            !has_number_in_headline(&self.story.accounts[account].document.article)
                || !brief::is_behind(self.story, comparison, account)
        };
        let words = self.words_of_headlines();
        let best = (0..self.ids.len()).max_by_key(|&at| {
            let told = headline(at).map_or(0, |headline| told_elsewhere(headline, at, &words));
            let is_dated = self.story.accounts[at].document.article.published.is_some();
            (headline(at).is_some(), is_current(at), is_dated, told, shared[at], std::cmp::Reverse(at))
        });
        let best = best.unwrap_or(0);
        headline(best).map(str::to_owned).unwrap_or_else(|| self.first_sentence(best))
    }

    /// The words of the headlines that stand in the text of each account.
    fn words_of_headlines(&self) -> Vec<FxHashSet<String>> {
        let accounts = self.story.accounts.iter().map(|account| &account.document);
        let headlines = accounts.clone().filter_map(|document| document.article.title.as_deref());
        let asked: FxHashSet<String> = headlines.flat_map(long_words).collect();
        let held = |grammar: &Grammar| {
            let words = (0..grammar.len()).map(|token| grammar.lower(token));
            words.filter(|word| asked.contains(*word)).map(str::to_owned).collect()
        };
        accounts.map(|document| held(&document.grammar)).collect()
    }

    fn first_sentence(&self, account: usize) -> String {
        let document = &self.story.accounts[account].document;
        let first = document.grammar.sentences.first();
        first.map_or_else(String::new, |_| {
            document.grammar.span(document.grammar.sentence(0)).of(&document.article.text).to_owned()
        })
    }

    fn span(&self, place: Place) -> Span {
        let (start, end) = self.points[place.account].of(place.span);
        Span {
            article: self.ids[place.account].clone(),
            start,
            end,
            exact: self.story.words(place).to_owned(),
        }
    }

    fn spans(&self, places: &[Place]) -> Vec<Span> {
        places.iter().filter(|place| !place.span.is_empty()).map(|&place| self.span(place)).collect()
    }

    fn articles(&self, places: &[Place]) -> Vec<String> {
        let mut accounts: Vec<usize> = places.iter().map(|place| place.account).collect();
        accounts.sort_unstable();
        accounts.dedup();
        accounts.into_iter().map(|account| self.ids[account].clone()).collect()
    }

    fn origin(&self, at: usize, origin: &origins::Origin) -> Origin {
        let evidence: Vec<Place> =
            origin.evidence.iter().map(|&(account, span)| Place { account, span }).collect();
        Origin {
            id: origin_id(at),
            kind: match origin.kind {
                origins::OriginKind::Original => OriginKind::Original,
                origins::OriginKind::Wire => OriginKind::Wire,
                origins::OriginKind::Reprint => OriginKind::Reprint,
                origins::OriginKind::Release => OriginKind::Release,
                origins::OriginKind::Unresolved => OriginKind::Unresolved,
            },
            articles: origin.members.iter().map(|&member| self.ids[member].clone()).collect(),
            root: origin.root.clone(),
            evidence: self.spans(&evidence),
            note: origin.note.clone(),
        }
    }

    fn claim(&self, at: usize, claim: &comparison::Claim) -> Claim {
        let places: Vec<Place> =
            claim.readings.iter().flat_map(|reading| reading.places.iter().copied()).collect();
        let printed = places.iter().filter_map(|place| {
            self.story.accounts[place.account]
                .document
                .article
                .published
                .map(|moment| (moment.seconds(), moment))
        });
        let articles = self.articles(&places).len() as u32;
        Claim {
            id: claim_id(at),
            kind: claim.kind,
            subject: claim.subject.clone(),
            status: claim.verdict.status,
            score: hundredths(claim.score),
            rule: claim.verdict.rule.to_owned(),
            because: claim.verdict.because.clone(),
            readings: claim.readings.iter().map(|reading| self.reading(reading)).collect(),
            origins: self.story.support(&places) as u32,
            articles,
            first_seen: printed.min_by_key(|&(seconds, _)| seconds).map(|(_, moment)| moment.to_string()),
            new: false,
        }
    }

    fn reading(&self, reading: &comparison::Reading) -> Reading {
        let mut groups: Vec<usize> =
            reading.places.iter().map(|place| self.story.groups[place.account]).collect();
        groups.sort_unstable();
        groups.dedup();
        Reading {
            value: reading.value.as_ref().map(|value| match value {
                Value::Number(number) => super::Value::Number(*number),
                Value::Text(text) => super::Value::Text(text.clone()),
            }),
            unit: reading.unit.clone(),
            approximator: reading.approximator.map(|approximator| in_words(approximator).to_owned()),
            as_of: reading.as_of.clone(),
            spans: self.spans(&reading.places),
            according_to: reading.according_to.iter().map(|source| source.name.clone()).collect(),
            attributions: reading.according_to.iter().map(|source| self.attribution(source)).collect(),
            origins: groups.into_iter().map(origin_id).collect(),
            new: self.is_new(|known| known.is_new_reading(reading)),
        }
    }

    fn attribution(&self, source: &comparison::Attribution) -> Attribution {
        let article = |&account: &usize| self.story.accounts[account].document.article.id.to_string();
        Attribution { name: source.name.clone(), articles: source.accounts.iter().map(article).collect() }
    }

    fn quotation(&self, at: usize, quotation: &comparison::Quotation) -> Quotation {
        Quotation {
            id: format!("q{}", at + 1),
            speaker: quotation.speaker.clone(),
            denied: quotation.variants.iter().all(|variant| self.is_denied(variant)),
            canonical: quotation.canonical.clone(),
            variants: quotation.variants.iter().map(|variant| self.variant(variant)).collect(),
            heard: quotation.heard.clone(),
            new: self.is_new(|known| known.is_new_quotation(quotation)),
        }
    }

    /// Whether an account reports, by a verb of denying, what the speaker denies.
    fn is_denied(&self, variant: &comparison::Variant) -> bool {
        let document = &self.story.accounts[variant.place.account].document;
        let verbs = Language::of(document.article.language.as_deref()).speech.verbs;
        let denying = |word: &str| {
            let verb = verbs.iter().find(|verb| verb.forms.split(' ').any(|form| form == word));
            verb.is_some_and(|verb| verb.stance == Stance::Denying)
        };
        variant.form != document::Form::Direct
            && variant.cue.is_some_and(|cue| {
                document.grammar.inside(cue).any(|token| denying(document.grammar.lower(token)))
            })
    }

    fn variant(&self, variant: &comparison::Variant) -> Variant {
        let here = |span| self.span(Place { account: variant.place.account, span });
        Variant {
            form: match variant.form {
                document::Form::Direct => Form::Direct,
                document::Form::Mixed => Form::Mixed,
                document::Form::Indirect => Form::Indirect,
            },
            text: self.story.words(variant.place).to_owned(),
            span: self.span(variant.place),
            cue: variant.cue.map(here),
            speaker_span: variant.speaker.map(here),
            via: variant.via.map(|span| here(span).exact),
            differs: variant.differs.iter().map(difference).collect(),
        }
    }

    fn name(&self, member: &Member) -> Option<Name> {
        if member.forms.is_empty() {
            return None;
        }
        Some(Name {
            canonical: member.canonical.clone(),
            kind: match member.kind {
                document::NameKind::Person => NameKind::Person,
                document::NameKind::Organisation => NameKind::Organisation,
                document::NameKind::Place => NameKind::Place,
                document::NameKind::Other => NameKind::Other,
            },
            roles: member.roles.iter().map(|&role| self.story.words(role).to_owned()).collect(),
            forms: member
                .forms
                .iter()
                .map(|(text, places)| NameForm { text: text.clone(), spans: self.spans(places) })
                .collect(),
        })
    }

    fn source(&self, source: &comparison::Source) -> Source {
        Source {
            name: source.name.clone(),
            kind: match source.kind {
                document::SourceKind::Outlet => SourceKind::Outlet,
                document::SourceKind::Agency => SourceKind::Agency,
                document::SourceKind::Person => SourceKind::Person,
                document::SourceKind::Organisation => SourceKind::Organisation,
                document::SourceKind::Document => SourceKind::Document,
                document::SourceKind::Anonymous => SourceKind::Anonymous,
            },
            relation: match source.relation {
                document::SourceRelation::FirstReported => SourceRelation::FirstReported,
                document::SourceRelation::AccordingTo => SourceRelation::AccordingTo,
                document::SourceRelation::Told => SourceRelation::Told,
                document::SourceRelation::ConfirmedTo => SourceRelation::ConfirmedTo,
                document::SourceRelation::Via => SourceRelation::Via,
                document::SourceRelation::Published => SourceRelation::Published,
            },
            cited_by: self.spans(&source.places),
            articles: self.articles(&source.places),
        }
    }

    fn denial(&self, denial: &comparison::Denial) -> Denial {
        Denial {
            by: denial.by.clone(),
            claim: denial.claim.map(claim_id),
            text: self.story.words(denial.place).to_owned(),
            span: self.span(denial.place),
            cue: denial.cue.map(|span| self.span(Place { account: denial.place.account, span })),
        }
    }

    fn omission(&self, omission: &comparison::Omission) -> Omission {
        Omission {
            claim: claim_id(omission.claim),
            article: self.ids[omission.account].clone(),
            because: omission.because.clone(),
        }
    }

    fn alignment(&self, near: &comparison::Near) -> Alignment {
        Alignment { a: self.span(near.first), b: self.span(near.second), score: hundredths(near.score) }
    }

    fn entry(&self, entry: &timeline::Entry) -> Entry {
        let when = &entry.when;
        let clock = when.clock.as_deref().unwrap_or("");
        let end = if when.days.first == when.days.last { clock } else { "" };
        Entry {
            when: When {
                start: format!("{}{clock}", when.days.first),
                end: format!("{}{end}", when.days.last),
                precision: match when.precision {
                    Precision::Time => "time",
                    Precision::Day => "day",
                    Precision::Week => "week",
                    Precision::Month => "month",
                    Precision::Season => "season",
                    Precision::Year => "year",
                    Precision::Span => "span",
                }
                .to_owned(),
                inferred: entry.times.iter().all(|place| self.inferred[place.account]),
            },
            text: entry
                .places
                .first()
                .map_or_else(String::new, |&place| self.story.words(self.story.in_full(place)).to_owned()),
            spans: self.spans(&entry.places),
            articles: self.articles(&entry.places),
        }
    }

    fn sentence(&self, sentence: &brief::Sentence) -> Sentence {
        let places: Vec<Place> =
            std::iter::once(sentence.place).chain(sentence.support.iter().copied()).collect();
        Sentence {
            text: self.story.words(sentence.place).to_owned(),
            spans: self.spans(&places),
            claims: sentence.claims.iter().map(|&claim| claim_id(claim)).collect(),
            according_to: comparison::according_to(self.story, &[sentence.place])
                .into_iter()
                .map(|source| source.name)
                .collect(),
        }
    }
}

fn claim_id(at: usize) -> String {
    format!("c{}", at + 1)
}

fn difference(difference: &comparison::Difference) -> Difference {
    Difference { op: difference.op, ours: difference.ours.clone(), theirs: difference.theirs.clone() }
}

/// An approximator in the report's words.
#[must_use]
pub fn in_words(approximator: Approximator) -> &'static str {
    match approximator {
        Approximator::About => "about",
        Approximator::Nearly => "nearly",
        Approximator::MoreThan => "more than",
        Approximator::AtLeast => "at least",
        Approximator::LessThan => "less than",
        Approximator::UpTo => "up to",
        Approximator::Multiples => "multiples of",
        Approximator::Several => "several",
    }
}

/// Rounded to hundredths: more digits would claim more than is known.
fn hundredths(score: f32) -> f64 {
    (f64::from(score.clamp(0.0, 1.0)) * 100.0).round() / 100.0
}

/// How much of a headline other accounts tell too, in tenths: the share of its longer words that stand in most of them. One
/// about the reporting ("What we know so far") says little of the event.
fn told_elsewhere(headline: &str, account: usize, words: &[FxHashSet<String>]) -> usize {
    const TENTHS: usize = 10;
    let others = words.len() - 1;
    let stands = |word: &String| {
        let holds = |(at, told): (usize, &FxHashSet<String>)| at != account && told.contains(word);
        words.iter().enumerate().filter(|&one| holds(one)).count() * 2 >= others
    };
    let own: Vec<String> = long_words(headline).collect();
    own.iter().filter(|word| stands(word)).count() * TENTHS / own.len().max(1)
}

/// The words of a headline that are long enough to tell something, lower case.
fn long_words(headline: &str) -> impl Iterator<Item = String> + '_ {
    const LETTERS_MIN: usize = 4;
    let words = headline.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.chars().count() >= LETTERS_MIN).map(str::to_lowercase)
}

/// Whether an article's headline has a number in it, in figures or as a word of its language.
fn has_number_in_headline(article: &crate::article::Article) -> bool {
    let cardinals = Language::of(article.language.as_deref()).quantities.cardinals;
    let is_number = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        word.contains(|c: char| c.is_ascii_digit()) || cardinals.iter().any(|(cardinal, _)| *cardinal == word)
    };
    article.title.iter().flat_map(|headline| headline.split_whitespace()).any(is_number)
}
