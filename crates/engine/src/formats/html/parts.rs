//! What elements are for, by their names and by the names that page makers give them.
//!
//! These tables are what is known of how outlets build pages; they know no outlet.

use rustc_hash::FxHashMap;
use web_atoms::{LocalName, local_name};

use crate::formats::tree::{NodeId, Tree};

/// What a part of a page is for, where that is not the article's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Menus and links to everywhere.
    Navigation,
    /// The foot of a page.
    Footer,
    /// The head of a page.
    Header,
    /// Text beside the article.
    Aside,
    /// Hidden from readers.
    Hidden,
    /// Links to other articles.
    Related,
    /// Sign-up boxes.
    Newsletter,
    /// Buttons to share.
    Share,
    /// Readers' comments.
    Comments,
    /// Advertisements and paid links.
    Advertisement,
    /// The words under a picture, and who took it.
    Caption,
    /// Who wrote it and when.
    Byline,
    /// Consent walls and overlays.
    Overlay,
    /// Controls, counters, labels.
    Control,
    /// What those are shown who have not paid.
    Offer,
}

impl Part {
    /// The rule that is named in `removed`.
    #[must_use]
    pub(super) fn rule(self) -> &'static str {
        match self {
            Part::Navigation => "navigation",
            Part::Footer => "page footer",
            Part::Header => "page header",
            Part::Aside => "aside",
            Part::Hidden => "hidden",
            Part::Related => "related link",
            Part::Newsletter => "newsletter",
            Part::Share => "share or comment",
            Part::Comments => "readers' comments",
            Part::Advertisement => "advertisement",
            Part::Caption => "caption",
            Part::Byline => "byline",
            Part::Overlay => "overlay",
            Part::Control => "control",
            Part::Offer => "subscription offer",
        }
    }

    /// The largest share of the page's running text, in percent, that such a part can hold; one that holds more is
    /// taken for the article itself. The first number holds in any case, the second if the part does not hold the title
    /// and enough running text stands outside all parts.
    #[must_use]
    pub(super) fn share_max(self) -> (usize, usize) {
        match self {
            Part::Comments => (85, 95),
            Part::Navigation | Part::Overlay => (60, 90),
            Part::Footer => (60, 85),
            Part::Aside | Part::Related => (35, 75),
            Part::Hidden | Part::Newsletter => (35, 60),
            _ => (35, 50),
        }
    }
}

/// Elements whose text no reader sees as text.
#[must_use]
pub(super) fn is_never_text(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("script")
            | local_name!("style")
            | local_name!("noscript")
            | local_name!("iframe")
            | local_name!("svg")
            | local_name!("math")
            | local_name!("button")
            | local_name!("select")
            | local_name!("option")
            | local_name!("textarea")
            | local_name!("template")
            | local_name!("video")
            | local_name!("audio")
            | local_name!("object")
            | local_name!("canvas")
            | local_name!("map")
            | local_name!("head")
            | local_name!("title")
            | local_name!("input")
            | local_name!("datalist")
            | local_name!("dialog")
    )
}

/// What the names on a page are known to mean: most elements share theirs with others.
pub(super) struct Names<'t> {
    tree: &'t Tree,
    /// By the names of an element, and whether it stands in a line.
    known: FxHashMap<(&'t str, bool), Option<Part>>,
}

impl<'t> Names<'t> {
    #[must_use]
    pub(super) fn of(tree: &'t Tree) -> Names<'t> {
        Names { tree, known: FxHashMap::default() }
    }

    /// What part of the page an element is, if it is one that does not belong to the article.
    #[must_use]
    pub(super) fn part(&mut self, id: NodeId, name: &LocalName) -> Option<Part> {
        match by_itself(self.tree, id, name) {
            Some(part) => part,
            None => {
                let named = self.tree.names(id).find_map(|names| self.part_of(names, is_inline(name)));
                named.or((*name == local_name!("form")).then_some(Part::Control))
            }
        }
    }

    fn part_of(&mut self, names: &'t str, inline: bool) -> Option<Part> {
        *self.known.entry((names, inline)).or_insert_with(|| of_names(names, inline))
    }
}

/// What an element is whatever its names say.
fn by_itself(tree: &Tree, id: NodeId, name: &LocalName) -> Option<Option<Part>> {
    let part = match *name {
        local_name!("nav") | local_name!("menu") => Some(Part::Navigation),
        local_name!("footer") => Some(Part::Footer),
        local_name!("aside") => Some(Part::Aside),
        local_name!("figcaption") => Some(Part::Caption),
        local_name!("address") => Some(Part::Byline),
        local_name!("html") | local_name!("body") | local_name!("main") => return Some(None),
        _ => None,
    };
    if part.is_some() {
        return Some(part);
    }
    if let Some(kind) = name.strip_prefix("amp-")
        && let Some((_, part)) = AMP.iter().find(|(known, _)| *known == kind)
    {
        return Some(Some(*part));
    }
    if tree.attribute_called(id, SUBSCRIPTIONS) == Some("content-not-granted") {
        return Some(Some(Part::Offer));
    }
    is_hidden(tree, id).then_some(Some(Part::Hidden))
}

fn is_hidden(tree: &Tree, id: NodeId) -> bool {
    let is_streamed = || tree.attribute(id, &local_name!("id")).is_some_and(is_streamed_name);
    if (tree.attribute(id, &local_name!("hidden")).is_some() && !is_streamed())
        || tree.attribute(id, &local_name!("aria-hidden")) == Some("true")
    {
        return true;
    }
    tree.attribute(id, &local_name!("style")).is_some_and(|style| {
        let plain: String =
            style.chars().filter(|c| !c.is_whitespace()).take(200).collect::<String>().to_ascii_lowercase();
        HIDING_STYLES.iter().any(|hiding| plain.contains(hiding))
    })
}

/// Whether an id (`S:1f`) is one that React gives to a part of the page that its server sent late: it comes hidden, and a
/// script shows it.
fn is_streamed_name(id: &str) -> bool {
    id.strip_prefix("S:").is_some_and(|number| {
        (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// Styles by which an element is not shown, or only read out, white space left out.
const HIDING_STYLES: &[&str] = &[
    "display:none",
    "visibility:hidden",
    "clip:rect(0",
    "clip:rect(1px",
    "clip-path:inset(50%)",
    "clip-path:inset(100%)",
];

/// Whether an element that is hidden stands inside a line and is only read out (`opens new tab`) or not shown at all. One that
/// is only silent (`aria-hidden`) is shown.
#[must_use]
pub(super) fn is_unseen(tree: &Tree, id: NodeId, name: &LocalName) -> bool {
    let inline = matches!(
        *name,
        local_name!("span") | local_name!("em") | local_name!("i") | local_name!("small") | local_name!("b")
    );
    inline && tree.attribute(id, &local_name!("aria-hidden")).is_none()
}

/// Whether an element stands in a line: only pairs of words tell of such a one what it is.
fn is_inline(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("span")
            | local_name!("em")
            | local_name!("strong")
            | local_name!("b")
            | local_name!("i")
    )
}

/// The part that a class, id or role names; of an element that is `inline` or not.
fn of_names(names: &str, inline: bool) -> Option<Part> {
    if names.len() > 400 || names.split_ascii_whitespace().any(|name| ARTICLE_NAMES.contains(&name)) {
        return None;
    }
    let mut found = None;
    let states = |name: &&str| STATES.iter().any(|prefix| name.starts_with(prefix));
    for name in names.split_ascii_whitespace().filter(|name| !states(name)) {
        let words = words(name);
        for (at, word) in words.iter().enumerate() {
            let next = words.get(at + 1).map_or("", String::as_str);
            if let Some((_, part)) = PAIRS.iter().find(|((a, b), _)| a == word && *b == next) {
                found = found.or(Some(*part));
            }
            if inline {
                continue;
            }
            if SAFE_AFTER.contains(&next) {
                continue;
            }
            if may_be_telling(word)
                && let Some((_, part)) = WORDS.iter().find(|(known, _)| known == word)
            {
                found = found.or(Some(*part));
            }
        }
    }
    found
}

/// For each letter that telling words begin with, a bit for each of their lengths: nearly every other word is told apart by
/// it.
const TELLING: [u32; 26] = {
    let mut out = [0; 26];
    let mut at = 0;
    while at < WORDS.len() {
        let word = WORDS[at].0.as_bytes();
        assert!(word.len() < 32 && word[0].is_ascii_lowercase());
        out[(word[0] - b'a') as usize] |= 1 << word.len();
        at += 1;
    }
    out
};

fn may_be_telling(word: &str) -> bool {
    let first = word.bytes().next().filter(u8::is_ascii_lowercase);
    first.is_some_and(|first| word.len() < 32 && TELLING[usize::from(first - b'a')] & (1 << word.len()) != 0)
}

/// The words of a name: `relatedArticles__list-item` is `related articles list item`.
fn words(name: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut lower = false;
    let mut fresh = true;
    for c in name.chars() {
        if !c.is_ascii_alphanumeric() {
            fresh = true;
            lower = false;
            continue;
        }
        if fresh || (c.is_ascii_uppercase() && lower) {
            out.push(String::new());
        }
        fresh = false;
        lower = c.is_ascii_lowercase() || c.is_ascii_digit();
        if let Some(word) = out.last_mut() {
            word.push(c.to_ascii_lowercase());
        }
    }
    out
}

/// Names that a widespread page builder gives to the element around an article; those beside them are the article's topics
/// (`category-advertising`, `tag-cookies`).
const ARTICLE_NAMES: &[&str] = &["hentry", "type-post", "status-publish"];

/// How names begin that say what an element has or lacks, not what it is (`has-sidebar`).
const STATES: &[&str] = &["has-", "no-", "with-", "without-"];

/// Words after which a telling word tells nothing: `share-buttons-enabled`, `has-sidebar-content`.
const SAFE_AFTER: &[&str] = &[
    "enabled",
    "disabled",
    "open",
    "container",
    "wrapper",
    "content",
    "body",
    "main",
    "page",
    "layout",
    "left",
    "right",
];

/// Elements of AMP pages (`amp-sidebar`), by the second part of their names.
const AMP: &[(&str, Part)] = &[
    ("sidebar", Part::Navigation),
    ("mega-menu", Part::Navigation),
    ("ad", Part::Advertisement),
    ("auto-ads", Part::Advertisement),
    ("sticky-ad", Part::Advertisement),
    ("embed", Part::Advertisement),
    ("consent", Part::Overlay),
    ("user-notification", Part::Overlay),
    ("lightbox", Part::Overlay),
    ("app-banner", Part::Overlay),
    ("social-share", Part::Share),
    ("next-page", Part::Related),
    ("subscriptions-dialog", Part::Offer),
];

/// The attribute by which AMP pages say who is shown a part of them.
const SUBSCRIPTIONS: &str = "subscriptions-section";

/// Telling words.
const WORDS: &[(&str, Part)] = &[
    ("nav", Part::Navigation),
    ("navbar", Part::Navigation),
    ("navigation", Part::Navigation),
    ("breadcrumb", Part::Navigation),
    ("breadcrumbs", Part::Navigation),
    ("menu", Part::Navigation),
    ("pagination", Part::Navigation),
    ("pager", Part::Navigation),
    ("toc", Part::Navigation),
    ("masthead", Part::Header),
    ("banner", Part::Header),
    ("footer", Part::Footer),
    ("contentinfo", Part::Footer),
    ("copyright", Part::Footer),
    ("sidebar", Part::Aside),
    ("rail", Part::Aside),
    ("complementary", Part::Aside),
    ("related", Part::Related),
    ("recirc", Part::Related),
    ("recirculation", Part::Related),
    ("recommended", Part::Related),
    ("recommendation", Part::Related),
    ("recommendations", Part::Related),
    ("trending", Part::Related),
    ("popular", Part::Related),
    ("mostread", Part::Related),
    ("teaser", Part::Related),
    ("teasers", Part::Related),
    ("carousel", Part::Related),
    ("readmore", Part::Related),
    ("newsletter", Part::Newsletter),
    ("newsletters", Part::Newsletter),
    ("signup", Part::Newsletter),
    ("subscribe", Part::Newsletter),
    ("subscription", Part::Newsletter),
    ("share", Part::Share),
    ("sharing", Part::Share),
    ("sharebar", Part::Share),
    ("sharedaddy", Part::Share),
    ("addtoany", Part::Share),
    ("social", Part::Share),
    ("comment", Part::Comments),
    ("comments", Part::Comments),
    ("commentlist", Part::Comments),
    ("disqus", Part::Comments),
    ("ad", Part::Advertisement),
    ("ads", Part::Advertisement),
    ("advert", Part::Advertisement),
    ("advertisement", Part::Advertisement),
    ("advertising", Part::Advertisement),
    ("adslot", Part::Advertisement),
    ("sponsor", Part::Advertisement),
    ("sponsored", Part::Advertisement),
    ("promo", Part::Advertisement),
    ("promoted", Part::Advertisement),
    ("support", Part::Advertisement),
    ("taboola", Part::Advertisement),
    ("outbrain", Part::Advertisement),
    ("zergnet", Part::Advertisement),
    ("affiliate", Part::Advertisement),
    ("donate", Part::Advertisement),
    ("donation", Part::Advertisement),
    ("caption", Part::Caption),
    ("credit", Part::Caption),
    ("credits", Part::Caption),
    ("byline", Part::Byline),
    ("author", Part::Byline),
    ("authors", Part::Byline),
    ("bio", Part::Byline),
    ("dateline", Part::Byline),
    ("timestamp", Part::Byline),
    ("privacy", Part::Overlay),
    ("cookie", Part::Overlay),
    ("cookies", Part::Overlay),
    ("consent", Part::Overlay),
    ("gdpr", Part::Overlay),
    ("onetrust", Part::Overlay),
    ("popup", Part::Overlay),
    ("modal", Part::Overlay),
    ("overlay", Part::Overlay),
    ("lightbox", Part::Overlay),
    ("alertdialog", Part::Overlay),
    ("toolbar", Part::Control),
    ("search", Part::Control),
    ("login", Part::Control),
    ("tags", Part::Control),
    ("taglist", Part::Control),
    ("keywords", Part::Control),
    ("disclaimer", Part::Control),
    ("screenreader", Part::Hidden),
    ("visuallyhidden", Part::Hidden),
    ("noprint", Part::Control),
    ("slideshow", Part::Control),
    ("player", Part::Control),
    ("playlist", Part::Control),
    ("rating", Part::Control),
    ("poll", Part::Control),
    ("quiz", Part::Control),
    ("tooltip", Part::Control),
    // Page makers name parts in their own languages, too.
    ("migas", Part::Navigation),
    ("verwandt", Part::Related),
    ("verwandte", Part::Related),
    ("relacionada", Part::Related),
    ("relacionadas", Part::Related),
    ("relacionado", Part::Related),
    ("relacionados", Part::Related),
    ("recomendadas", Part::Related),
    ("recomendados", Part::Related),
    ("correlati", Part::Related),
    ("correlate", Part::Related),
    ("gerelateerd", Part::Related),
    ("relaterade", Part::Related),
    ("relaterte", Part::Related),
    ("relaterede", Part::Related),
    ("terkait", Part::Related),
    ("ilgili", Part::Related),
    ("boletin", Part::Newsletter),
    ("nieuwsbrief", Part::Newsletter),
    ("nyhetsbrev", Part::Newsletter),
    ("nyhedsbrev", Part::Newsletter),
    ("teilen", Part::Share),
    ("compartir", Part::Share),
    ("compartilhar", Part::Share),
    ("compartilhe", Part::Share),
    ("partager", Part::Share),
    ("partage", Part::Share),
    ("condividi", Part::Share),
    ("paylas", Part::Share),
    ("kommentar", Part::Comments),
    ("kommentare", Part::Comments),
    ("kommentarer", Part::Comments),
    ("comentario", Part::Comments),
    ("comentarios", Part::Comments),
    ("commentaire", Part::Comments),
    ("commentaires", Part::Comments),
    ("commenti", Part::Comments),
    ("reacties", Part::Comments),
    ("komentarze", Part::Comments),
    ("werbung", Part::Advertisement),
    ("anzeige", Part::Advertisement),
    ("publicidad", Part::Advertisement),
    ("publicidade", Part::Advertisement),
    ("publicite", Part::Advertisement),
    ("pubblicita", Part::Advertisement),
    ("reklama", Part::Advertisement),
    ("reklam", Part::Advertisement),
    ("annons", Part::Advertisement),
    ("bildunterschrift", Part::Caption),
    ("bildnachweis", Part::Caption),
    ("bildtext", Part::Caption),
    ("didascalia", Part::Caption),
    ("legende", Part::Caption),
    ("legenda", Part::Caption),
    ("autor", Part::Byline),
    ("autoren", Part::Byline),
    ("auteur", Part::Byline),
    ("autore", Part::Byline),
    ("forfatter", Part::Byline),
    ("etiquetas", Part::Control),
    ("schlagworte", Part::Control),
];

/// Telling pairs of words.
const PAIRS: &[((&str, &str), Part)] = &[
    (("sidebar", "widget"), Part::Aside),
    (("widget", "area"), Part::Aside),
    (("footer", "widget"), Part::Footer),
    (("read", "more"), Part::Related),
    (("read", "next"), Part::Related),
    (("more", "stories"), Part::Related),
    (("more", "from"), Part::Related),
    (("more", "on"), Part::Related),
    (("more", "news"), Part::Related),
    (("most", "read"), Part::Related),
    (("most", "popular"), Part::Related),
    (("top", "stories"), Part::Related),
    (("latest", "news"), Part::Related),
    (("see", "also"), Part::Related),
    (("up", "next"), Part::Related),
    (("also", "read"), Part::Related),
    (("next", "article"), Part::Related),
    (("sign", "up"), Part::Newsletter),
    (("sr", "only"), Part::Hidden),
    (("screen", "reader"), Part::Hidden),
    (("visually", "hidden"), Part::Hidden),
    (("hidden", "visually"), Part::Hidden),
    (("a11y", "hidden"), Part::Hidden),
    (("offscreen", "text"), Part::Hidden),
    (("image", "source"), Part::Caption),
    (("photo", "credit"), Part::Caption),
    (("about", "author"), Part::Byline),
    (("tag", "list"), Part::Control),
    (("skip", "link"), Part::Control),
];

/// Names of the paragraph between title and body that sums the article up.
const STANDFIRST: &[&str] = &[
    "standfirst",
    "dek",
    "deck",
    "subtitle",
    "subheadline",
    "subhead",
    "subheading",
    "subhed",
    "summary",
    "excerpt",
    "lede",
    "lead",
    "intro",
    "kicker",
    "description",
    "abstract",
    "synopsis",
    "teaser",
    "chapo",
    "sapo",
    "entradilla",
    "bajada",
    "ingress",
    "vorspann",
    "sommario",
    "occhiello",
    "strapline",
    "blurb",
    "subline",
    "subdeck",
    "sumario",
    "copete",
    "subtitulo",
    "untertitel",
    "sottotitolo",
    "chapeau",
    "perex",
    "zajawka",
    "manchet",
];

/// The same in two words (`sub-headline`).
const STANDFIRST_PAIRS: &[(&str, &str)] = &[
    ("sub", "headline"),
    ("sub", "head"),
    ("sub", "heading"),
    ("sub", "title"),
    ("sub", "deck"),
    ("linha", "fina"),
];

/// Names of the element that holds an article's body and nothing else.
const BODY: &[(&str, &str)] = &[
    ("article", "body"),
    ("article", "text"),
    ("article", "content"),
    ("story", "body"),
    ("story", "text"),
    ("story", "content"),
    ("post", "content"),
    ("post", "body"),
    ("entry", "content"),
    ("body", "content"),
    ("body", "text"),
    ("content", "body"),
    ("news", "body"),
    ("news", "text"),
    ("news", "content"),
    ("articlebody", ""),
    ("articletext", ""),
    ("articlecontent", ""),
    ("storybody", ""),
    ("storytext", ""),
    ("storycontent", ""),
    ("postcontent", ""),
    ("postbody", ""),
    ("entrycontent", ""),
];

/// Whether an element is named as a standfirst.
#[must_use]
pub(super) fn is_standfirst(tree: &Tree, id: NodeId) -> bool {
    let is_known = |name: &str| {
        let words = words(name);
        let pair = |pair: &[String]| STANDFIRST_PAIRS.contains(&(pair[0].as_str(), pair[1].as_str()));
        words.iter().any(|word| STANDFIRST.contains(&word.as_str())) || words.windows(2).any(pair)
    };
    tree.names(id).any(|names| names.len() < 300 && names.split_ascii_whitespace().any(is_known))
}

/// Whether an element says that it is a whole article.
#[must_use]
pub(super) fn is_article(tree: &Tree, id: NodeId) -> bool {
    let kind = || tree.attribute(id, &local_name!("itemtype"));
    *tree.name(id) == local_name!("article")
        || kind().is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("BlogPosting"))
}

/// Whether an element is named as an entry of a live blog.
#[must_use]
pub(super) fn is_entry(tree: &Tree, id: NodeId) -> bool {
    tree.names(id).any(|names| {
        names.len() < 300
            && names
                .split_ascii_whitespace()
                .any(|name| words(name).iter().any(|word| ENTRIES.contains(&word.as_str())))
    })
}

/// Words in the names of a live blog's entries.
const ENTRIES: &[&str] =
    &["live", "liveblog", "entry", "update", "updates", "post", "timeline", "ticker", "event"];

/// Whether an element says that it is the article's body.
#[must_use]
pub(super) fn is_body(tree: &Tree, id: NodeId) -> bool {
    if tree.attribute(id, &local_name!("itemprop")).is_some_and(|property| property.contains("articleBody")) {
        return true;
    }
    let named = |name: &str| {
        let words = words(name);
        let next = |at: usize| words.get(at + 1).map_or("", String::as_str);
        words
            .iter()
            .enumerate()
            .any(|(at, word)| BODY.iter().any(|(a, b)| a == word && (b.is_empty() || *b == next(at))))
    };
    tree.names(id).any(|names| names.len() < 300 && names.split_ascii_whitespace().any(named))
}
