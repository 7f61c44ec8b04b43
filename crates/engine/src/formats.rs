//! Pages, feeds and files: untrusted bytes in, clean articles out.
//!
//! [`read`] recognises the format by the bytes themselves, decodes them ([`charset`]), makes [`Article`]s of them and
//! cuts what is furniture of the page ([`furniture`]). What cannot become an article is a [`Complaint`] with its
//! place; what is wrong with an article that could be read stands in [`Article::complaints`].
//!
//! A new format is one file with a `FORMAT` and its line in [`ALL`].

use std::borrow::Cow;

use crate::article::{Article, ArticleId};

pub mod address;
pub mod charset;
pub mod dates;
pub mod feed;
pub mod furniture;
pub mod html;
pub mod json;
pub mod json_feed;
pub mod jsonl;
pub mod mail;
pub mod newsml;
pub mod ninjs;
pub mod nitf;
pub mod paging;
pub mod paragraphs;
pub mod plain;
pub mod recurring;
mod tokens;
mod tree;
pub mod warc;
mod xml;

/// Untrusted bytes as they were handed in.
#[derive(Clone, Copy, Debug)]
pub struct Page<'b> {
    /// The path or address they came from.
    pub input: &'b str,
    /// The bytes.
    pub bytes: &'b [u8],
    /// What their carrier says that they are (`text/html; charset=utf-8`), where there was one.
    pub content_type: Option<&'b str>,
    /// The address that they were fetched from, where that is known apart from `input`.
    pub url: Option<&'b str>,
    /// The language that their carrier says they are in (`en-GB`): believed where they say nothing themselves.
    pub language: Option<&'b str>,
}

impl<'b> Page<'b> {
    /// Bytes that came without a word about them, as from a file.
    #[must_use]
    pub fn new(input: &'b str, bytes: &'b [u8]) -> Page<'b> {
        Page { input, bytes, content_type: None, url: None, language: None }
    }
}

/// What was read from a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The articles, in the page's order; each with its own complaints.
    pub articles: Vec<Article>,
    /// What could not become an article at all.
    pub complaints: Vec<Complaint>,
}

/// Something that could not become an article, and where it stands in the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Where.
    pub place: Place,
    /// What, as a lower-case sentence without its stop (`is no JSON object`).
    pub message: String,
}

/// A place in an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// All of it.
    Whole,
    /// A line, counted from 1.
    Line(u64),
    /// A byte, counted from 0.
    Byte(u64),
}

impl Complaint {
    /// A complaint about a whole input.
    #[must_use]
    pub fn whole(message: impl Into<String>) -> Complaint {
        Complaint { place: Place::Whole, message: message.into() }
    }
}

impl std::fmt::Display for Complaint {
    /// `line 3: is no JSON object`; without a place for a whole input. Whoever prints it puts the input before it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.place {
            Place::Whole => f.write_str(&self.message),
            Place::Line(line) => write!(f, "line {line}: {}", self.message),
            Place::Byte(byte) => write!(f, "byte {byte}: {}", self.message),
        }
    }
}

/// A kind of input.
pub struct Format {
    /// Its name (`html`).
    pub name: &'static str,
    /// One sentence for lists of formats.
    pub about: &'static str,
    /// Whether a page is of this kind, judged by its first kilobytes.
    pub recognises: fn(&Head<'_>) -> bool,
    /// Reads it; the articles are cleaned afterwards.
    pub read: fn(&Page<'_>) -> Reading,
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Format({})", self.name)
    }
}

/// Every format, in the order in which they are tried; the last one recognises everything.
pub static ALL: &[&Format] = &[
    &jsonl::FORMAT,
    &json_feed::FORMAT,
    &ninjs::FORMAT,
    &json::FORMAT,
    &warc::FORMAT,
    &newsml::FORMAT,
    &nitf::FORMAT,
    &feed::FORMAT,
    &mail::FORMAT,
    &html::FORMAT,
    &plain::FORMAT,
];

/// The beginning of a page, as far as needed to recognise its format.
#[derive(Debug)]
pub struct Head<'b> {
    /// The page.
    pub page: &'b Page<'b>,
    /// The first kilobytes, decoded, without white space at the front.
    pub text: Cow<'b, str>,
    /// The ending of the input's name, lower case, without the dot (`html`), or nothing.
    pub ending: String,
}

/// Endings of compressed files: whoever opened the file has unpacked it.
const PACKED_ENDINGS: &[&str] = &[".gz", ".zst"];

/// How many bytes of a page are looked at to recognise its format.
const HEAD_BYTES: usize = 4096;

impl<'b> Head<'b> {
    /// Looks at the beginning of `page`.
    #[must_use]
    pub fn of(page: &'b Page<'b>) -> Head<'b> {
        let bytes = &page.bytes[..page.bytes.len().min(HEAD_BYTES)];
        let text = match charset::decode(bytes, None).text {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim_start()),
            Cow::Owned(text) => Cow::Owned(text.trim_start().to_owned()),
        };
        let name = page.input.split(['?', '#']).next().unwrap_or("");
        let name = name.rsplit(['/', '\\']).next().unwrap_or("");
        let name = PACKED_ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        Head { page, text, ending }
    }
}

/// The format of a page.
#[must_use]
pub fn recognise(page: &Page<'_>) -> &'static Format {
    let head = Head::of(page);
    ALL.iter().find(|format| (format.recognises)(&head)).unwrap_or(&ALL[ALL.len() - 1])
}

/// The articles in a page, cleaned, and complaints in place of what could not be read. Never fails, never panics.
///
/// ```
/// use engine::formats::{read, Page};
/// let reading = read(&Page::new("note.txt", b"The ferry sank.\n\nNobody was hurt."));
/// assert_eq!(reading.articles[0].text, "The ferry sank.\n\nNobody was hurt.");
/// ```
#[must_use]
pub fn read(page: &Page<'_>) -> Reading {
    if let Some(message) = unreadable(page.bytes) {
        return Reading { articles: Vec::new(), complaints: vec![Complaint::whole(message)] };
    }
    let mut reading = (recognise(page).read)(page);
    for article in &mut reading.articles {
        clean(article);
    }
    if reading.articles.is_empty() && reading.complaints.is_empty() {
        reading.complaints.push(Complaint::whole("holds no article"));
    }
    reading
}

/// Brings an article's text into its normal form, cuts furniture, and gives it an id if it has none. A text longer than
/// [`TEXT_BYTES_MAX`] or of more than [`PARAGRAPHS_MAX`] lines is cut there, with a complaint.
pub fn clean(article: &mut Article) {
    shorten(article);
    name_outlet(article);
    furniture::cut(article);
    identify(article);
}

/// Calls an outlet that gives no name by the host of its address.
fn name_outlet(article: &mut Article) {
    if article.outlet.is_none() {
        article.outlet = article.url.as_deref().and_then(crate::article::host);
    }
}

/// The longest text of one article, in bytes: a thick book has two million.
pub const TEXT_BYTES_MAX: usize = 8 << 20;

/// The most lines or paragraphs in the text of one article.
pub const PARAGRAPHS_MAX: usize = 20_000;

/// Cuts a text that no article has.
fn shorten(article: &mut Article) {
    let text = &article.text;
    let line = text.match_indices('\n').nth(PARAGRAPHS_MAX - 1).map(|(at, _)| at);
    let byte = (text.len() > TEXT_BYTES_MAX).then(|| text.floor_char_boundary(TEXT_BYTES_MAX));
    let (end, limit) = match (line, byte) {
        (Some(line), byte) if byte.is_none_or(|byte| line < byte) => {
            (line, format!("{PARAGRAPHS_MAX} lines"))
        }
        (_, Some(byte)) => (byte, format!("{} MB", TEXT_BYTES_MAX >> 20)),
        _ => return,
    };
    article.text.truncate(end);
    article
        .complaints
        .push(format!("the text has more than {limit}, which no article has, and was read only up to there"));
}

/// Gives an article an id if it has none.
pub fn identify(article: &mut Article) {
    if article.id.0.is_empty() {
        article.id = ArticleId::of(article);
    }
}

/// The largest input that is read at once, in bytes; larger ones must come as lines or as an archive.
pub const INPUT_BYTES_MAX: usize = 1 << 30;

/// Why bytes cannot be read at all, if so.
fn unreadable(bytes: &[u8]) -> Option<String> {
    if bytes.len() > INPUT_BYTES_MAX {
        return Some(format!("is larger than {INPUT_BYTES_MAX} bytes"));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Some("is empty".to_owned());
    }
    charset::binary(bytes).map(|kind| format!("is no text but {kind}"))
}
