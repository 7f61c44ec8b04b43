//! WARC, the web's archive format (ISO 28500): records of what was fetched, one after the other.
//!
//! Pages are read from `response`, `resource` and `conversion` records. A `revisit` says that a page was the same as
//! when it was fetched before, and holds none. An archive is larger than memory; whoever has the file open reads it record by
//! record, with [`Record::parse`] and [`content`]. The address that was fetched stands in for one that the page does not give;
//! the moment of fetching is carried as `crawled`, apart from the day of printing.

use std::borrow::Cow;

use super::{Complaint, Format, Head, Page, Place, Reading};

/// WARC files as they are, not compressed.
pub static FORMAT: Format = Format { name: "warc", about: "WARC archives of the web", recognises, read };

fn recognises(head: &Head<'_>) -> bool {
    head.text.starts_with(MARK)
}

/// What each record begins with.
pub const MARK: &str = "WARC/";

/// The longest header of a record, in bytes.
pub const HEADER_BYTES_MAX: usize = 64 << 10;

/// The header of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// What it is (`response`), lower case.
    pub kind: String,
    /// The address that was fetched.
    pub target: Option<String>,
    /// When it was fetched, as it stands there.
    pub crawled: Option<String>,
    /// What the block is (`application/http; msgtype=response`), lower case.
    pub content_type: String,
    /// How long the block is, in bytes.
    pub length: u64,
    /// Why the crawler cut the block (`length`), if it did.
    pub truncated: Option<String>,
}

/// What a record holds of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content<'b> {
    /// The bytes, as they were compressed for sending.
    pub bytes: Cow<'b, [u8]>,
    /// What its server says that it is.
    pub content_type: String,
    /// How it is compressed (`gzip`), lower case; empty if it is not.
    pub encoding: String,
    /// The language that its server says it is in (`en-gb`), if it names one.
    pub language: Option<String>,
}

impl Record {
    /// Reads a header: its first line, the fields, and the empty line after them. `None` if it is none.
    #[must_use]
    pub fn parse(header: &[u8]) -> Option<Record> {
        let text = String::from_utf8_lossy(header);
        let mut lines = text.lines();
        lines.next().filter(|line| line.starts_with(MARK))?;
        let mut record = Record::default();
        let mut length = None;
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            let value = value.trim();
            let whole = || Some(value.trim_matches(['<', '>']).to_owned());
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => record.kind = value.to_ascii_lowercase(),
                "warc-target-uri" => record.target = whole(),
                "warc-date" => record.crawled = whole(),
                "warc-truncated" => record.truncated = whole(),
                "content-type" => record.content_type = value.to_ascii_lowercase(),
                "content-length" => length = value.parse().ok(),
                _ => {}
            }
        }
        record.length = length?;
        Some(record)
    }

    /// Whether its block can hold a page; a `revisit`, a request or a picture cannot.
    #[must_use]
    pub fn may_hold_page(&self) -> bool {
        match self.kind.as_str() {
            "response" => self.content_type.is_empty() || self.content_type.starts_with("application/http"),
            "resource" | "conversion" => is_page(&self.content_type),
            _ => false,
        }
    }

    /// The page of these bytes.
    fn page<'p>(&'p self, input: &'p str, content: &'p Content<'_>) -> Page<'p> {
        Page {
            input,
            bytes: &content.bytes,
            content_type: (!content.content_type.is_empty()).then_some(content.content_type.as_str()),
            url: self.target.as_deref().filter(|target| target.starts_with("http")),
            language: content.language.as_deref(),
        }
    }

    /// Adds what the record knows to the articles read from its page.
    fn complete(&self, reading: &mut Reading) {
        for article in &mut reading.articles {
            let crawled = self
                .crawled
                .iter()
                .map(|date| ("crawled".to_owned(), serde_json::Value::from(date.as_str()).to_string()));
            article.carried.extend(crawled);
            let cut = self
                .truncated
                .as_ref()
                .map(|why| format!("the archive holds only the beginning of the page ({why})"));
            article.complaints.extend(cut);
        }
    }
}

/// The page in a record's block; `None` if it holds none: an error, a picture, a script.
#[must_use]
pub fn content<'b>(record: &Record, block: &'b [u8]) -> Option<Content<'b>> {
    if !record.may_hold_page() {
        return None;
    }
    if record.kind != "response" {
        let content_type = record.content_type.clone();
        let encoding = String::new();
        return Some(Content { bytes: Cow::Borrowed(block), content_type, encoding, language: None });
    }
    let end = header_end(block)?;
    let head = String::from_utf8_lossy(&block[..end]);
    let mut lines = head.lines();
    lines.next().and_then(|line| line.split_ascii_whitespace().nth(1)).filter(|status| *status == "200")?;
    let mut content = Content {
        bytes: Cow::Borrowed(&block[end..]),
        content_type: String::new(),
        encoding: String::new(),
        language: None,
    };
    let mut chunked = false;
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        let value = value.trim().to_ascii_lowercase();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => content.content_type = value,
            "content-encoding" if value != "identity" => content.encoding = value,
            "content-language" => content.language = Some(value).filter(|tag| !tag.contains(',')),
            "transfer-encoding" => chunked = value.contains("chunked"),
            _ => {}
        }
    }
    if chunked && let Some(whole) = unchunked(&content.bytes) {
        content.bytes = Cow::Owned(whole);
    }
    (content.content_type.is_empty() || is_page(&content.content_type)).then_some(content)
}

/// Where the block after a header begins: behind the first empty line.
#[must_use]
pub fn header_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        at += line.len();
        if line == b"\n" || line == b"\r\n" {
            return Some(at);
        }
    }
    None
}

/// Whether contents of this type can hold an article.
fn is_page(content_type: &str) -> bool {
    const PAGES: &[&str] = &["html", "xml", "json", "text/plain"];
    PAGES.iter().any(|kind| content_type.contains(kind)) && !content_type.starts_with("image/")
}

/// A body that was sent in chunks, put together; `None` if it is not in chunks, as when the crawler put it together.
fn unchunked(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let end = rest.iter().take(80).position(|&byte| byte == b'\n')?;
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(out);
        }
        let chunk = &rest[..size.min(rest.len())];
        out.extend_from_slice(chunk);
        rest = rest[chunk.len()..].trim_ascii_start();
        if rest.is_empty() {
            return Some(out);
        }
    }
}

fn read(page: &Page<'_>) -> Reading {
    let mut reading = Reading::default();
    let mut at = page.bytes.len() - page.bytes.trim_ascii_start().len();
    while at < page.bytes.len() {
        let start = at;
        let complain =
            |message: &str| Complaint { place: Place::Byte(start as u64), message: message.to_owned() };
        let head = &page.bytes[at..page.bytes.len().min(at + HEADER_BYTES_MAX)];
        let Some((length, record)) =
            header_end(head).and_then(|end| Some((end, Record::parse(&head[..end])?)))
        else {
            reading.complaints.push(complain("is no WARC record"));
            at = next_record(page.bytes, start + 1);
            continue;
        };
        let block = at + length;
        let end = usize::try_from(record.length)
            .ok()
            .and_then(|length| block.checked_add(length))
            .filter(|&end| end <= page.bytes.len());
        let Some(end) = end.filter(|&end| {
            page.bytes[end..].trim_ascii_start().starts_with(MARK.as_bytes())
                || page.bytes[end..].trim_ascii().is_empty()
        }) else {
            reading.complaints.push(complain("the record is cut off"));
            at = next_record(page.bytes, block);
            continue;
        };
        if let Some(content) = content(&record, &page.bytes[block..end]) {
            let input = format!("{}@{start}", page.input);
            let found = read_content(&record, &input, &content);
            reading.articles.extend(found.articles);
            reading.complaints.extend(found.complaints.into_iter().map(|found| complain(&found.message)));
        }
        at = page.bytes.len() - page.bytes[end..].trim_ascii_start().len();
    }
    reading
}

/// The articles of a record's page; complaints are about the record.
#[must_use]
pub fn read_content(record: &Record, input: &str, content: &Content<'_>) -> Reading {
    if !content.encoding.is_empty() {
        return Reading {
            articles: Vec::new(),
            complaints: vec![Complaint::whole(format!("the page is compressed ({})", content.encoding))],
        };
    }
    let page = record.page(input, content);
    if super::recognise(&page).name == FORMAT.name {
        return Reading {
            articles: Vec::new(),
            complaints: vec![Complaint::whole("is an archive in an archive")],
        };
    }
    let mut reading = super::read(&page);
    record.complete(&mut reading);
    reading
}

/// Where the next record after `from` seems to begin.
fn next_record(bytes: &[u8], from: usize) -> usize {
    let mut at = from.min(bytes.len());
    for line in bytes[at..].split_inclusive(|&byte| byte == b'\n') {
        if let Some(start) = start_in(line) {
            return at + start;
        }
        at += line.len();
    }
    bytes.len()
}

/// Where in a line a record begins, if one does: `WARC/1.1` at the line's end, perhaps behind what was cut off.
#[must_use]
pub fn start_in(line: &[u8]) -> Option<usize> {
    let line = line.trim_ascii_end();
    let start = line.len().checked_sub(MARK.len() + VERSION_BYTES)?;
    (line[start..].starts_with(MARK.as_bytes()) && line[start + MARK.len()].is_ascii_digit()).then_some(start)
}

/// The length of a version (`1.1`).
const VERSION_BYTES: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats;
    use proptest::prelude::*;

    const PAGE: &str = "<html><head><title>Ferry sinks</title></head><body><p>The ferry sank on Monday, and nobody was hurt, the harbour master said.</p></body></html>";

    fn record(kind: &str, content_type: &str, block: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://post.example/ferry>\r\nWARC-Date: 2024-05-03T00:00:00Z\r\n\
            Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    }

    fn response(head: &str, body: &str) -> String {
        record("response", "application/http; msgtype=response", &format!("HTTP/1.1 {head}\r\n\r\n{body}"))
    }

    fn archive() -> String {
        let half = PAGE.len() / 2;
        let chunks = format!(
            "{half:x}\r\n{}\r\n{:x};x=y\r\n{}\r\n0\r\n\r\n",
            &PAGE[..half],
            PAGE.len() - half,
            &PAGE[half..]
        );
        [
            record("warcinfo", "application/warc-fields", "software: x"),
            response("200 OK\r\nContent-Type: text/html", PAGE),
            response("404 Not Found\r\nContent-Type: text/html", PAGE),
            response("200 OK\r\nContent-Type: image/png", "x"),
            record("revisit", "application/http; msgtype=response", "HTTP/1.1 304 Not Modified\r\n\r\n"),
            response("200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked", &chunks),
            record("conversion", "text/plain", "The ferry sank."),
        ]
        .concat()
    }

    #[test]
    fn pages_are_read_from_their_records() {
        let reading = formats::read(&Page::new("a.warc", archive().as_bytes()));
        assert_eq!(reading.complaints, []);
        assert_eq!(reading.articles.len(), 3);
        for article in &reading.articles[..2] {
            assert_eq!(
                article.text,
                "The ferry sank on Monday, and nobody was hurt, the harbour master said."
            );
            assert_eq!(
                (article.url.as_deref(), article.outlet.as_deref()),
                (Some("https://post.example/ferry"), Some("post.example"))
            );
            assert_eq!(article.published, None);
            assert_eq!(
                article.carried.last(),
                Some(&("crawled".to_owned(), "\"2024-05-03T00:00:00Z\"".to_owned()))
            );
        }
        assert!(
            reading.articles[0].input.starts_with("a.warc@") && reading.articles[2].text == "The ferry sank."
        );
    }

    #[test]
    fn the_language_of_the_server_is_believed_last() {
        let language = |feed: &str| {
            let head = "200 OK\r\nContent-Type: text/xml\r\nContent-Language: en-GB";
            formats::read(&Page::new("a.warc", response(head, feed).as_bytes())).articles.remove(0).language
        };
        let item = "<channel><item><title>Ferry sinks</title><link>/a</link></item></channel>";
        assert_eq!(language(&format!("<rss>{item}</rss>")).as_deref(), Some("en-gb"));
        assert_eq!(language(&format!("<rss xml:lang='fr'>{item}</rss>")).as_deref(), Some("fr"));
    }

    #[test]
    fn a_record_that_is_cut_is_named_and_skipped() {
        let cut = response("200 OK\r\nContent-Type: text/html", PAGE);
        let text = [&cut[..cut.len() - 100], &cut, &cut[..300]].concat();
        let reading = formats::read(&Page::new("a.warc", text.as_bytes()));
        assert_eq!(reading.articles.len(), 1);
        let places: Vec<Place> = reading.complaints.iter().map(|complaint| complaint.place).collect();
        assert_eq!(places, [Place::Byte(0), Place::Byte((2 * cut.len() - 100) as u64)]);
    }

    proptest! {
        #[test]
        fn broken_archives_do_no_harm(cut in 0.0..1.0_f64, at in 0.0..1.0_f64, byte in any::<u8>()) {
            let mut bytes = archive().into_bytes();
            let place = |share: f64, length: usize| (share * length as f64) as usize;
            let index = place(at, bytes.len());
            bytes[index] = byte;
            bytes.truncate(place(cut, bytes.len()));
            let _ = formats::read(&Page::new("a.warc", &bytes));
        }
    }
}
