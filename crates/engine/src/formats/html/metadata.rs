//! What a page says about its article, and whom to believe when it says it twice.
//!
//! - title: the page's `h1` that the title for social networks, the structured data or the `<title>` confirms, or that is the
//!   only one of five words or more; else structured data (JSON-LD), then `og:title` and its like, then `<title>` without the outlet's name, then a lone `h1`;
//! - published: JSON-LD `datePublished`, `<meta>` names for it, microdata, the page's address (to the minute by a `<time>` of
//!   the same day or of one beside it), `<time>` elements, elements whose class speaks of a date, text near the title, the
//!   moment of the last change, in this order;
//! - everything else: JSON-LD, then `<meta>`, then microdata or links.

use rustc_hash::FxHashMap;
use serde_json::Value;
use web_atoms::local_name;

use crate::article::{Article, Moment, host};
use crate::formats::tree::{Kind, NodeId, Tree};
use crate::formats::{Page, address, dates, furniture, json, paging};
use crate::languages::{self, Language};
use crate::text::folded;

/// Reads everything but the body.
#[must_use]
pub(super) fn read(tree: &Tree, page: &Page<'_>) -> Article {
    let seen = Seen::of(tree);
    let mut origins = Origins::default();
    let language = origins.note("language", seen.language());
    let table = Language::of(language.as_deref());
    let months = languages::months(language.as_deref());
    let url = origins.note("url", seen.url(page));
    let openers = languages::bylines(language.as_deref());
    let byline = origins.note("byline", seen.byline(openers)).unwrap_or_default();
    let agency = seen.agency(&byline, table);
    let mut article = Article {
        input: page.input.to_owned(),
        outlet: origins.note("outlet", seen.outlet(url.as_deref())),
        title: origins.note("title", seen.title()),
        agency,
        published: origins.note("published", seen.published(url.as_deref(), months)),
        modified: origins.note("modified", seen.modified(months)),
        byline,
        language,
        url,
        carried: origins.carried().into_iter().collect(),
        ..Article::default()
    };
    seen.note_pages(&mut article, page.url);
    article
}

/// A value, and where on the page it was found.
type Found<T> = Option<(T, &'static str)>;

/// Where each field was found, in the order of reading.
#[derive(Default)]
struct Origins(serde_json::Map<String, Value>);

impl Origins {
    /// Notes where a field's value was found, and gives the value.
    fn note<T>(&mut self, field: &str, found: Found<T>) -> Option<T> {
        let (value, origin) = found?;
        self.0.insert(field.to_owned(), Value::from(origin));
        Some(value)
    }

    /// What an article carries of it: the field `found`.
    fn carried(self) -> Option<(String, String)> {
        (!self.0.is_empty()).then(|| ("found".to_owned(), Value::Object(self.0).to_string()))
    }
}

/// Names of places on a page, as `found` has them.
mod origin {
    pub(super) const DATA: &str = "json-ld";
    pub(super) const META: &str = "meta";
    pub(super) const MICRODATA: &str = "microdata";
    pub(super) const HEADING: &str = "h1";
    pub(super) const TITLE: &str = "title element";
    pub(super) const LINK: &str = "canonical link";
    pub(super) const HTML: &str = "html element";
    pub(super) const ADDRESS: &str = "address";
    pub(super) const TIME: &str = "time element";
    pub(super) const CLASS: &str = "class name";
    pub(super) const NEAR_TITLE: &str = "text near the title";
    pub(super) const MODIFIED: &str = "moment of the last change";
    pub(super) const INPUT: &str = "input";
}

/// The same value with its place.
fn at<T>(origin: &'static str) -> impl Fn(T) -> (T, &'static str) {
    move |value| (value, origin)
}

/// Whether the page says of itself that it is not free to read.
#[must_use]
pub(super) fn is_paid(tree: &Tree) -> bool {
    tree.data.iter().any(|(kind, text)| {
        let plain: String =
            text.chars().filter(|c| !c.is_whitespace() && *c != '"').take(PAID_CHARS).collect();
        kind.contains("ld+json") && plain.to_ascii_lowercase().contains("isaccessibleforfree:false")
    })
}

/// What the page describes itself with to machines, as it stands there.
#[must_use]
pub(super) fn descriptions(tree: &Tree) -> Vec<String> {
    let is_body = |id: &NodeId| *tree.name(*id) == local_name!("body");
    let described = |id: NodeId| {
        let name =
            [local_name!("property"), local_name!("name")].iter().find_map(|key| tree.attribute(id, key))?;
        let known = DESCRIPTION_METAS.iter().any(|known| name.eq_ignore_ascii_case(known));
        tree.attribute(id, &local_name!("content")).filter(|_| known).map(decoded)
    };
    (1..tree.nodes.len() as NodeId).take_while(|id| !is_body(id)).filter_map(described).collect()
}

const DESCRIPTION_METAS: &[&str] = &["description", "og:description", "twitter:description"];

/// How much of a page's data is searched for its price.
const PAID_CHARS: usize = 100_000;

/// What was gathered in one pass over the page.
struct Seen<'t> {
    tree: &'t Tree,
    /// Name or property, lower case, and content.
    metas: Vec<(String, &'t str)>,
    /// The structured data of the article.
    data: Option<Value>,
    /// The structured data of the publisher and the like.
    others: Vec<Value>,
    headings: Vec<String>,
    /// The element of the first `h1`.
    heading: Option<NodeId>,
    page_title: Option<String>,
    canonical: Option<&'t str>,
    /// What the page calls its next and previous page.
    next: Option<&'t str>,
    previous: Option<&'t str>,
    html_lang: Option<&'t str>,
    /// Elements with `itemprop`.
    properties: Vec<(&'t str, NodeId)>,
    times: Vec<NodeId>,
    /// Elements whose class speaks of a date, and of an author.
    dated: Vec<NodeId>,
    authored: Vec<NodeId>,
    /// Of which of both the names on the page speak.
    named: FxHashMap<&'t str, Named>,
}

/// Of what a class speaks.
#[derive(Clone, Copy)]
struct Named {
    date: bool,
    author: bool,
}

impl Named {
    fn of(names: &str) -> Named {
        let lower = names.to_ascii_lowercase();
        let changed = || lower.contains("update") || lower.contains("modif");
        Named { date: holds_one(&lower, DATE_NAMES) && !changed(), author: holds_one(&lower, AUTHOR_NAMES) }
    }
}

/// How many elements of one sort are kept.
const KEPT_MAX: usize = 64;

impl<'t> Seen<'t> {
    fn of(tree: &'t Tree) -> Seen<'t> {
        let mut seen = Seen {
            tree,
            metas: Vec::new(),
            data: None,
            others: Vec::new(),
            headings: Vec::new(),
            heading: None,
            page_title: None,
            canonical: None,
            next: None,
            previous: None,
            html_lang: None,
            properties: Vec::new(),
            times: Vec::new(),
            dated: Vec::new(),
            authored: Vec::new(),
            named: FxHashMap::default(),
        };
        for id in 0..tree.nodes.len() as NodeId {
            if let Kind::Element(..) = tree.nodes[id as usize].kind {
                seen.look(id);
            }
        }
        seen.structured();
        seen
    }

    fn look(&mut self, id: NodeId) {
        let tree = self.tree;
        match *tree.name(id) {
            local_name!("meta") => self.meta(id),
            local_name!("link") | local_name!("a") => self.link(id),
            local_name!("title") if self.page_title.is_none() => {
                self.page_title = Some(tree.text_of(id, 1000))
            }
            local_name!("html") => self.html_lang = tree.attribute(id, &local_name!("lang")),
            local_name!("h1") if self.headings.len() < KEPT_MAX => {
                let text = tree.text_of(id, 1000);
                if !text.is_empty() {
                    self.heading = self.heading.or(Some(id));
                    self.headings.push(text);
                }
            }
            local_name!("time") if self.times.len() < KEPT_MAX => self.times.push(id),
            _ => {}
        }
        if let Some(property) = tree.attribute(id, &local_name!("itemprop"))
            && self.properties.len() < KEPT_MAX * 4
        {
            self.properties.push((property, id));
        }
        if (self.dated.len() < KEPT_MAX || self.authored.len() < KEPT_MAX) && id > 0 {
            self.look_at_names(id);
        }
    }

    fn link(&mut self, id: NodeId) {
        let Some(rel) = self.tree.attribute(id, &local_name!("rel")) else { return };
        let is_link = *self.tree.name(id) == local_name!("link");
        let place = match rel.trim().to_ascii_lowercase().as_str() {
            "canonical" if is_link => &mut self.canonical,
            "next" => &mut self.next,
            "prev" | "previous" => &mut self.previous,
            _ => return,
        };
        *place = place.or(self.tree.attribute(id, &local_name!("href")));
    }

    /// Notes on which other pages the article begins or goes on. Many pages call other articles their next and previous ones, so
    /// only addresses count that differ from the page's own by the number of a page.
    fn note_pages(&self, article: &mut Article, fetched: Option<&str>) {
        let Some(url) = article.url.clone() else { return };
        // A later page may call the first one its canonical form.
        let later = fetched.filter(|fetched| address::is_later_page_of(fetched, &url));
        let own = later.map_or(url.clone(), str::to_owned);
        let page = |link: Option<&str>| {
            let link = address::resolved(link?, Some(&own))?;
            address::is_page_of(&link, &own).then_some(link)
        };
        let (previous, next) = (page(self.previous), page(self.next));
        paging::note(article, &own, previous.as_deref(), next.as_deref());
    }

    fn look_at_names(&mut self, id: NodeId) {
        for names in self.tree.names(id) {
            if names.len() > 200 {
                continue;
            }
            let named = *self.named.entry(names).or_insert_with(|| Named::of(names));
            if named.date && self.dated.len() < KEPT_MAX {
                self.dated.push(id);
            }
            if named.author && self.authored.len() < KEPT_MAX {
                self.authored.push(id);
            }
        }
    }

    fn meta(&mut self, id: NodeId) {
        let tree = self.tree;
        let Some(content) = tree.attribute(id, &local_name!("content")) else { return };
        if content.trim().is_empty() {
            return;
        }
        for key in
            [local_name!("property"), local_name!("name"), local_name!("itemprop"), local_name!("http-equiv")]
        {
            if let Some(name) = tree.attribute(id, &key) {
                self.metas.push((name.trim().to_ascii_lowercase(), content.trim()));
            }
        }
    }

    /// The first `<meta>` that has one of `names`, the names in order of preference.
    fn first_meta(&self, names: &[&str]) -> Option<&'t str> {
        names
            .iter()
            .find_map(|name| self.metas.iter().find(|(known, _)| known == name).map(|(_, content)| *content))
    }

    /// Reads the structured data, broken or not, and picks the article in it.
    fn structured(&mut self) {
        for (kind, text) in &self.tree.data {
            if !kind.contains("ld+json") {
                continue;
            }
            if let Some(value) = json::lenient(text) {
                self.gather(value, 0);
            }
        }
    }

    fn gather(&mut self, value: Value, depth: usize) {
        match value {
            Value::Array(items) => items.into_iter().for_each(|item| self.gather(item, depth + 1)),
            Value::Object(mut fields) if depth < 8 => {
                let is_article =
                    types(&fields).any(|kind| ARTICLE_TYPES.iter().any(|ending| kind.ends_with(ending)));
                for name in [
                    "@graph",
                    "mainEntity",
                    "mainEntityOfPage",
                    "itemListElement",
                    "hasPart",
                    "liveBlogUpdate",
                ] {
                    if is_article && name != "@graph" {
                        continue;
                    }
                    if let Some(inner @ (Value::Array(_) | Value::Object(_))) = fields.shift_remove(name) {
                        self.gather(inner, depth + 1);
                    }
                }
                if is_article
                    && (fields.contains_key("headline")
                        || fields.contains_key("datePublished")
                        || fields.contains_key("articleBody"))
                {
                    let replaces = self.data.is_none();
                    if replaces {
                        self.data = Some(Value::Object(fields));
                        return;
                    }
                }
                self.others.push(Value::Object(fields));
            }
            _ => {}
        }
    }

    /// A text field of the article's structured data.
    fn field(&self, name: &str) -> Option<String> {
        text_of(self.data.as_ref()?.get(name)?)
    }

    fn title(&self) -> Found<String> {
        let data = self.field("headline").or_else(|| self.field("name"));
        let meta = self.first_meta(TITLE_METAS).map(decoded);
        let page = self.page_title.clone().filter(|title| !title.is_empty());
        let confirmations: Vec<String> =
            [data.as_deref(), meta.as_deref(), page.as_deref()].into_iter().flatten().map(bare).collect();
        let confirmed = |heading: &&String| {
            let heading = bare(heading);
            heading.len() > 8 && confirmations.iter().any(|other| agrees(&heading, other))
        };
        let without_outlet = page.as_deref().map(|title| self.without_outlet(title));
        let lone = if let [heading] = self.headings.as_slice() { Some(heading.clone()) } else { None };
        let mut long =
            self.headings.iter().filter(|heading| heading.split_whitespace().count() >= TITLE_WORDS_MIN);
        let telling = long.next().filter(|_| long.next().is_none());
        let without_kicker = |heading: &String| {
            let long = bare(heading);
            let ends = |title: &&str| {
                long.len() > bare(title).len() && bare(title).len() > 20 && long.ends_with(&bare(title))
            };
            [data.as_deref(), meta.as_deref()].into_iter().flatten().find(ends).unwrap_or(heading).to_owned()
        };
        self.headings
            .iter()
            .find(confirmed)
            .map(without_kicker)
            .map(at(origin::HEADING))
            .or_else(|| telling.cloned().map(at(origin::HEADING)))
            .or_else(|| data.clone().filter(|title| title.len() > 3).map(at(origin::DATA)))
            .or_else(|| meta.as_deref().map(|title| self.without_outlet(title)).map(at(origin::META)))
            .or(without_outlet.map(at(origin::TITLE)))
            .or(lone.map(at(origin::HEADING)))
            .map(|(title, origin)| (crate::formats::paragraphs::squeezed(&title), origin))
            .filter(|(title, _)| !title.is_empty())
    }

    /// A page title without the outlet's name at its end or front: `Ferry sinks - The Harbour Post`.
    fn without_outlet(&self, title: &str) -> String {
        let outlet = self
            .first_meta(&["og:site_name", "application-name", "twitter:site"])
            .map(folded)
            .unwrap_or_default();
        let host = self
            .canonical
            .or_else(|| self.first_meta(&["og:url"]))
            .and_then(host)
            .unwrap_or_default()
            .replace(['.', '-'], "");
        for separator in [" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · "] {
            if let Some((front, end)) = title.rsplit_once(separator) {
                let name = folded(end);
                let known = name == outlet
                    || (!host.is_empty() && host.contains(&name.replace([' ', '\'', '.'], "")));
                if known
                    || (front.split_whitespace().count() >= 3
                        && end.split_whitespace().count() <= 4
                        && end.len() < 32)
                {
                    return self.without_outlet(front.trim());
                }
            }
        }
        title.trim().to_owned()
    }

    fn published(&self, url: Option<&str>, months: &[&str]) -> Found<Moment> {
        let parse = |text: &str| moment(text, months);
        let of = |ids: &[NodeId]| ids.iter().find_map(|&id| self.moment_of(id, months));
        self.stated(months)
            .map(|(moment, origin)| (self.in_own_time(self.to_the_minute(moment, months), months), origin))
            .or_else(|| {
                let day = url.and_then(dates::of_address)?;
                let is_near = |time: &Moment| (time.seconds() - day.seconds()).abs() <= ADDRESS_SECONDS_MAX;
                let exact = self.time_near_title(months).filter(|time| time.time.is_some() && is_near(time));
                Some(exact.map_or((day, origin::ADDRESS), |time| (time, origin::TIME)))
            })
            .or_else(|| of(&self.times).map(at(origin::TIME)))
            .or_else(|| of(&self.dated).map(at(origin::CLASS)))
            .or_else(|| self.near_title(months).map(at(origin::NEAR_TITLE)))
            .or_else(|| self.field("dateModified").and_then(|text| parse(&text)).map(at(origin::MODIFIED)))
            .or_else(|| {
                let metas = MODIFIED_METAS.iter().find_map(|name| self.first_meta(&[name]).and_then(parse));
                metas.map(at(origin::MODIFIED))
            })
    }

    /// A day to the minute, and a time with its zone, where the page states the same day so elsewhere for machines or near its
    /// title.
    fn to_the_minute(&self, stated: Moment, months: &[&str]) -> Moment {
        if stated.offset_minutes.is_some() {
            return stated;
        }
        let metas = PUBLISHED_METAS.iter().filter_map(|name| moment(self.first_meta(&[name])?, months));
        let property = self.property("datePublished").and_then(|id| self.moment_of(id, months));
        let near = self.time_near_title(months);
        let tells_more = |exact: &Moment| {
            exact.offset_minutes.is_some() || (stated.time.is_none() && exact.time.is_some())
        };
        let fits = |exact: &Moment| exact.date == stated.date && tells_more(exact);
        metas.chain(property).chain(near).find(fits).unwrap_or(stated)
    }

    /// The moment of printing as the page states it for machines.
    fn stated(&self, months: &[&str]) -> Found<Moment> {
        let parse = |text: &str| moment(text, months);
        let of_value = |value: &Value| text_of(value.get("datePublished")?);
        let metas = || PUBLISHED_METAS.iter().find_map(|name| self.first_meta(&[name]).and_then(parse));
        self.field("datePublished")
            .and_then(|text| parse(&text))
            .or_else(|| self.others.iter().filter_map(of_value).find_map(|text| parse(&text)))
            .map(at(origin::DATA))
            .or_else(|| metas().map(at(origin::META)))
            .or_else(|| {
                let property = self.property("datePublished").and_then(|id| self.moment_of(id, months));
                property.map(at(origin::MICRODATA))
            })
            .or_else(|| self.field("dateCreated").and_then(|text| parse(&text)).map(at(origin::DATA)))
    }

    /// A moment that is stated in UTC, in the outlet's own time if the page shows that to its readers: the day that
    /// "today" means in the text is the outlet's. What is shown counts if it is the same moment in another zone, or a
    /// bare day beside it.
    fn in_own_time(&self, stated: Moment, months: &[&str]) -> Moment {
        if stated.offset_minutes != Some(0) || stated.time.is_none() {
            return stated;
        }
        let shown = self.times.iter().chain(&self.dated).take(8).filter_map(|&id| self.shown(id, months));
        let shown: Vec<Moment> = shown.chain(self.near_title(months)).collect();
        let east = |shown: &Moment| Moment { offset_minutes: Some(0), ..*shown }.seconds() - stated.seconds();
        let same = |shown: &&Moment| {
            let seconds = east(shown);
            let minutes = (seconds as f64 / 900.0).round() as i64 * 15;
            shown.time.is_some() && (seconds - minutes * 60).abs() < 120 && minutes.abs() <= 14 * 60
        };
        if let Some(moment) = shown.iter().find(same) {
            let minutes = (east(moment) as f64 / 900.0).round() as i16 * 15;
            return if minutes == 0 { stated } else { Moment { offset_minutes: Some(minutes), ..*moment } };
        }
        let beside = |moment: &&Moment| {
            let hour = stated.time.map_or(12, jiff::civil::Time::hour);
            let days = (Moment::day(moment.date).seconds() - Moment::day(stated.date).seconds()) / 86_400;
            (days == -1 && hour < 12) || (days == 1 && hour >= 10)
        };
        shown.first().filter(beside).map_or(stated, |moment| Moment::day(moment.date))
    }

    /// The moment that an element shows to readers.
    fn shown(&self, id: NodeId, months: &[&str]) -> Option<Moment> {
        let text = self.tree.text_of(id, 200);
        if text.len() > 120 { None } else { dates::find(&text, months).map(|(moment, _)| moment) }
    }

    /// The moment of the first `<time>` shortly after the title.
    fn time_near_title(&self, months: &[&str]) -> Option<Moment> {
        let start = self.heading?;
        let mut bytes = 0;
        for id in start..self.tree.nodes.len() as NodeId {
            if let Kind::Text(span) = &self.tree.nodes[id as usize].kind {
                bytes += span.of(&self.tree.text).trim().len();
            } else if *self.tree.name(id) == local_name!("time") {
                return self.moment_of(id, months);
            }
            if bytes > NEAR_TITLE_BYTES {
                return None;
            }
        }
        None
    }

    /// A date that stands alone or nearly so shortly after the title.
    fn near_title(&self, months: &[&str]) -> Option<Moment> {
        let start = self.heading?;
        let mut bytes = 0;
        for id in start..self.tree.nodes.len() as NodeId {
            let Kind::Text(span) = &self.tree.nodes[id as usize].kind else { continue };
            let text = span.of(&self.tree.text).trim();
            bytes += text.len();
            if bytes > NEAR_TITLE_BYTES {
                return None;
            }
            if text.len() <= LONE_DATE_BYTES_MAX
                && let Some((moment, _)) = dates::find(text, months)
            {
                return Some(moment);
            }
        }
        None
    }

    fn modified(&self, months: &[&str]) -> Found<Moment> {
        let parse = |text: &str| moment(text, months);
        let metas = || MODIFIED_METAS.iter().find_map(|name| self.first_meta(&[name]).and_then(parse));
        let property = || self.property("dateModified").and_then(|id| self.moment_of(id, months));
        self.field("dateModified")
            .and_then(|text| parse(&text))
            .map(at(origin::DATA))
            .or_else(|| metas().map(at(origin::META)))
            .or_else(|| property().map(at(origin::MICRODATA)))
    }

    fn property(&self, name: &str) -> Option<NodeId> {
        self.properties
            .iter()
            .find(|(known, _)| known.split_ascii_whitespace().any(|word| word == name))
            .map(|(_, id)| *id)
    }

    /// The moment that an element gives by attribute or by its words.
    fn moment_of(&self, id: NodeId, months: &[&str]) -> Option<Moment> {
        let attribute = self
            .tree
            .attribute(id, &local_name!("datetime"))
            .or_else(|| self.tree.attribute(id, &local_name!("content")));
        attribute.and_then(|text| moment(text, months)).or_else(|| {
            let text = self.tree.text_of(id, 200);
            if text.len() > 200 { None } else { dates::find(&text, months).map(|(moment, _)| moment) }
        })
    }

    fn language(&self) -> Found<String> {
        let metas = || self.first_meta(&["content-language", "dc.language", "dcterms.language", "language"]);
        let (tag, origin) = self
            .field("inLanguage")
            .map(at(origin::DATA))
            .or_else(|| self.html_lang.map(str::to_owned).map(at(origin::HTML)))
            .or_else(|| {
                metas().or_else(|| self.first_meta(&["og:locale"])).map(str::to_owned).map(at(origin::META))
            })?;
        let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
        let primary = tag.split('-').next().unwrap_or("");
        let is_tag = (2..=3).contains(&primary.len())
            && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        is_tag.then_some((tag, origin))
    }

    /// The canonical address; one that is relative is resolved where the page's own is known.
    fn url(&self, page: &Page<'_>) -> Found<String> {
        let given = page.url.or(Some(page.input)).filter(|input| input.starts_with("http"));
        let data = self.data.as_ref().and_then(|data| {
            let page = data
                .get("mainEntityOfPage")
                .and_then(|page| text_of(page).or_else(|| text_of(page.get("@id")?)));
            data.get("url").and_then(text_of).or(page)
        });
        let stated = [
            self.canonical.map(str::to_owned).map(at(origin::LINK)),
            self.first_meta(&["og:url", "twitter:url"]).map(str::to_owned).map(at(origin::META)),
            data.map(at(origin::DATA)),
        ];
        let usable = |(url, origin): (String, &'static str)| {
            let url = address::resolved(&url, given)?;
            (url.starts_with("http") && !is_front_page(&url)).then_some((url, origin))
        };
        stated
            .into_iter()
            .flatten()
            .find_map(usable)
            .or_else(|| given.map(str::to_owned).map(at(origin::INPUT)))
    }

    fn outlet(&self, url: Option<&str>) -> Found<String> {
        let publisher = |value: &Value| text_of(value.get("publisher")?.get("name")?);
        let metas =
            || self.first_meta(&["og:site_name", "application-name", "dc.publisher", "publisher", "cre"]);
        self.data
            .as_ref()
            .and_then(publisher)
            .map(at(origin::DATA))
            .or_else(|| metas().map(decoded).map(at(origin::META)))
            .or_else(|| self.others.iter().find_map(publisher).map(at(origin::DATA)))
            .filter(|(name, _)| !name.starts_with("http"))
            .or_else(|| url.and_then(host).map(at(origin::ADDRESS)))
    }

    fn byline(&self, openers: &[&str]) -> Found<Vec<String>> {
        let mut names = Vec::new();
        let mut origin = origin::DATA;
        if let Some(author) =
            self.data.as_ref().and_then(|data| data.get("author").or_else(|| data.get("creator")))
        {
            people(author, &mut names);
        }
        for name in AUTHOR_METAS {
            if names.is_empty() {
                origin = origin::META;
                let metas = self.metas.iter().filter(|(known, _)| known == name);
                names.extend(metas.map(|(_, content)| decoded(content)));
            }
        }
        if names.is_empty() {
            let property = self.property("author");
            origin = if property.is_some() { origin::MICRODATA } else { origin::CLASS };
            let marked = property.or_else(|| self.authored.first().copied());
            names.extend(marked.map(|id| self.tree.text_of(id, 200)));
        }
        let mut out: Vec<String> = Vec::new();
        for name in names.iter().flat_map(|name| persons(name, openers)) {
            if !out.contains(&name) {
                out.push(name);
            }
        }
        (!out.is_empty()).then_some((out, origin))
    }

    /// The agency that stands where an author stands.
    fn agency(&self, byline: &[String], language: &Language) -> Option<String> {
        let source = self.first_meta(&["article:source", "syndication-source", "source", "cnnagency"]);
        let agency = |name: &str| {
            language.furniture.agencies.iter().find(|(printed, _)| printed.eq_ignore_ascii_case(name.trim()))
        };
        byline
            .iter()
            .map(String::as_str)
            .chain(source)
            .find_map(agency)
            .map(|(_, agency)| (*agency).to_owned())
    }
}

/// How far from the noon of the day in a page's address a `<time>` can be that tells the same moment exactly, in seconds.
const ADDRESS_SECONDS_MAX: i64 = 36 * 3600;

/// A heading with fewer words than this may be the outlet's name or a section's.
const TITLE_WORDS_MIN: usize = 5;

/// How far from the title a date is looked for, and how long a text with one can be, in bytes.
const NEAR_TITLE_BYTES: usize = 800;
const LONE_DATE_BYTES_MAX: usize = 60;

/// Whether the structured data calls this type an article.
#[must_use]
pub(super) fn is_article_type(kind: &str) -> bool {
    ARTICLE_TYPES.iter().any(|ending| kind.ends_with(ending))
}

const ARTICLE_TYPES: &[&str] =
    &["Article", "BlogPosting", "Report", "LiveBlogPosting", "NewsStory", "Review"];

const TITLE_METAS: &[&str] = &[
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "title",
    "headline",
    "hdl",
];

/// Names of `<meta>` elements for the day of printing, the most trusted first.
const PUBLISHED_METAS: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "published",
    "published_time",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.published",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "article.published",
    "article_date_original",
    "originalpublicationdate",
    "pub_date",
    "ptime",
    "displaydate",
    "datecreated",
    "date_published",
    "bt:pubdate",
    "cxenseparse:recs:publishtime",
    "rnews:datepublished",
    "article:created",
    "og:article:published_time",
    "date",
    "created",
    "timestamp",
    "dat",
];

const MODIFIED_METAS: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "article:modified",
    "datemodified",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "dc.date.modified",
    "revised",
    "utime",
    "updated_time",
];

const AUTHOR_METAS: &[&str] = &[
    "author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "byline",
    "article:author",
    "authors",
];

/// Parts of class names that speak of the day of printing, lower case.
const DATE_NAMES: &[&str] =
    &["publish", "pubdate", "pub-date", "pub_date", "date", "timestamp", "posted", "time-stamp"];

/// Parts of class names that speak of an author, lower case.
const AUTHOR_NAMES: &[&str] =
    &["byline", "author-name", "author__name", "authorname", "article-author", "entry-author", "post-author"];

/// Whether a short text holds one of a few words; quicker for such than to search for each word.
fn holds_one(text: &str, words: &[&str]) -> bool {
    let bytes = text.as_bytes();
    (0..bytes.len()).any(|at| words.iter().any(|word| bytes[at..].starts_with(word.as_bytes())))
}

/// The values of `@type`.
fn types(fields: &serde_json::Map<String, Value>) -> impl Iterator<Item = &str> {
    let (one, several) = match fields.get("@type") {
        Some(Value::String(kind)) => (Some(kind.as_str()), &[][..]),
        Some(Value::Array(kinds)) => (None, kinds.as_slice()),
        _ => (None, &[][..]),
    };
    one.into_iter().chain(several.iter().filter_map(Value::as_str))
}

/// The text of a JSON value that may be wrapped in a list or in an object with `name` or `@value`.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(decoded(text.trim())),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => items.iter().find_map(text_of),
        Value::Object(fields) => fields.get("@value").or_else(|| fields.get("name")).and_then(text_of),
        _ => None,
    }
}

/// The names of people in a JSON value.
fn people(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().take(20).for_each(|item| people(item, out)),
        other => out.extend(text_of(other)),
    }
}

/// The names in an author's field: `By Ana Reyes and Tom Hale, Political Editor` has two.
fn persons(text: &str, openers: &[&str]) -> Vec<String> {
    let mut text = crate::formats::paragraphs::squeezed(text);
    if let Some(names) = furniture::byline(&text).or_else(|| furniture::byline_of(&text, openers)) {
        return names;
    }
    // Bylines carry their day with them: `Ana Reyes | 10 May 2024`.
    if let Some((_, day)) = dates::find(&text, languages::months(None)) {
        text.replace_range(day.range(), "");
    }
    let text = text.strip_prefix("By ").or_else(|| text.strip_prefix("by ")).unwrap_or(&text);
    if text.is_empty() || text.len() > 120 || text.starts_with("http") || text.contains('@') {
        return Vec::new();
    }
    text.split([',', ';', '|'])
        .flat_map(|part| part.split(" and "))
        .map(|name| name.trim().to_owned())
        .filter(|name| name.len() > 1 && name.contains(char::is_alphabetic))
        .collect()
}

/// A moment in any form that pages use, epoch numbers included.
fn moment(text: &str, months: &[&str]) -> Option<Moment> {
    let text = text.trim();
    let plausible = |moment: &Moment| moment.date.year() >= 1990;
    if let Some(moment) = Moment::parse(text).filter(plausible) {
        return Some(moment);
    }
    if text.len() >= 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return epoch(text);
    }
    dates::find(text, months).map(|(moment, _)| moment)
}

/// `20210923`, or seconds or milliseconds since 1970.
fn epoch(digits: &str) -> Option<Moment> {
    if digits.len() == 8 || digits.len() == 14 {
        return Moment::parse(&format!("{}-{}-{}", digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?));
    }
    let number: i64 = digits.parse().ok()?;
    let seconds = match digits.len() {
        10 => number,
        13 => number / 1000,
        _ => return None,
    };
    let date =
        jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(seconds / 86_400).ok()?).ok()?;
    let clock = seconds % 86_400;
    let time =
        jiff::civil::Time::new((clock / 3600) as i8, (clock / 60 % 60) as i8, (clock % 60) as i8, 0).ok()?;
    Some(Moment { date, time: Some(time), offset_minutes: Some(0) })
}

/// The moment that an attribute gives for machines.
#[must_use]
pub(super) fn moment_of_attribute(text: &str) -> Option<Moment> {
    moment(text, &[])
}

/// A text with character references resolved, for fields that are encoded twice.
fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let tree = Tree::parse(text);
    if tree.nodes.len() == 2 { tree.text } else { text.to_owned() }
}

/// The letters and digits of a text, folded: what titles are compared by.
fn bare(text: &str) -> String {
    folded(text).chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect()
}

/// Whether a heading and another title of the page are the same, or one begins or ends with the other.
fn agrees(heading: &str, other: &str) -> bool {
    if heading == other {
        return true;
    }
    let (short, long) = if heading.len() < other.len() { (heading, other) } else { (other, heading) };
    if short.len() > 15 && long.contains(short) {
        return true;
    }
    let words =
        |text: &str| text.split_whitespace().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    let (a, b) = (words(heading), words(other));
    let shared = a.intersection(&b).count();
    shared >= 4 && shared * 10 >= a.len().min(b.len()) * 7
}

/// Whether an address is an outlet's front page, which some pages wrongly give as their own.
fn is_front_page(url: &str) -> bool {
    url.split_once("://")
        .is_none_or(|(_, rest)| rest.trim_end_matches('/').split_once('/').is_none() && !rest.contains('?'))
}
