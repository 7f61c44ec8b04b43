//! Newsletters: a message as it was mailed, or a mailbox (mbox) of messages one after the other.

use mail_parser::{Addr, Message, MessageParser, PartType};

use super::{Complaint, Format, Head, Page, Place, Reading, html, paragraphs};
use crate::article::{Article, Moment};

/// Messages and mailboxes.
pub static FORMAT: Format =
    Format { name: "mail", about: "newsletters: mailed messages and mailboxes (mbox)", recognises, read };

/// Header lines that messages begin with, lower case.
const FIRST_HEADERS: &[&str] = &[
    "return-path:",
    "delivered-to:",
    "received:",
    "mime-version:",
    "message-id:",
    "x-original-to:",
    "dkim-signature:",
];

fn recognises(head: &Head<'_>) -> bool {
    let lower = head.text.get(..head.text.floor_char_boundary(2000)).unwrap_or("").to_ascii_lowercase();
    let mut lines = lower.lines();
    let first = lines.next().unwrap_or("");
    let has = |name: &str| lower.lines().any(|line| line.starts_with(name));
    let is_header = |line: &str| FIRST_HEADERS.iter().any(|name| line.starts_with(name));
    let boxed = first.starts_with("from ")
        && lines.next().is_some_and(|line| line.split_once(':').is_some_and(|(name, _)| !name.contains(' ')));
    let named = matches!(head.ending.as_str(), "eml" | "mbox");
    (boxed || named || is_header(first)) && has("from:") && (has("subject:") || has("date:"))
}

fn read(page: &Page<'_>) -> Reading {
    let mut reading = Reading::default();
    for (start, message) in messages(page.bytes) {
        match article(page.input, message) {
            Some(article) => reading.articles.push(article),
            None => reading.complaints.push(Complaint {
                place: Place::Byte(start as u64),
                message: "the message holds no text".to_owned(),
            }),
        }
    }
    reading
}

/// The messages of a mailbox and where each begins; a file that is no mailbox is one message.
fn messages(bytes: &[u8]) -> Vec<(usize, &[u8])> {
    const MARK: &[u8] = b"From ";
    if !bytes.starts_with(MARK) {
        return vec![(0, bytes)];
    }
    let mut starts = vec![0];
    let mut before: &[u8] = b"x";
    let mut at = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        if line.starts_with(MARK) && before.trim_ascii().is_empty() {
            starts.push(at);
        }
        before = line;
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    let after_mark = |start: usize, end: usize| {
        let line =
            bytes[start..end].iter().position(|&byte| byte == b'\n').map_or(end, |length| start + length + 1);
        (start, &bytes[line..end])
    };
    starts.iter().zip(ends).map(|(&start, end)| after_mark(start, end)).collect()
}

fn article(input: &str, bytes: &[u8]) -> Option<Article> {
    let message = MessageParser::default().parse(bytes)?;
    let mut article = body(input, &message)?;
    article.title =
        message.subject().map(paragraphs::squeezed).filter(|subject| !subject.is_empty()).or(article.title);
    article.published =
        message.date().and_then(|date| Moment::parse(&date.to_rfc3339())).or(article.published);
    article.outlet = message.from().and_then(|from| from.first()).and_then(sender).or(article.outlet);
    article.url = None;
    (!article.text.is_empty()).then_some(article)
}

/// The body: the HTML that most newsletters have, else the plain text.
fn body(input: &str, message: &Message<'_>) -> Option<Article> {
    let html = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) => Some(html),
        _ => None,
    });
    let article = html
        .map(|html| html::article(&Page::new(input, b""), html))
        .filter(|article| !article.text.is_empty());
    article.or_else(|| {
        let part = message.text_bodies().find(|part| matches!(part.body, PartType::Text(_)))?;
        let PartType::Text(text) = &part.body else { return None };
        Some(Article { input: input.to_owned(), text: text.trim().to_owned(), ..Article::default() })
    })
}

/// The sender's name, else the host of the address.
fn sender(address: &Addr<'_>) -> Option<String> {
    let name = address.name.as_deref().map(paragraphs::squeezed).filter(|name| !name.is_empty());
    name.or_else(|| address.address.as_deref()?.rsplit_once('@').map(|(_, host)| host.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats;

    const PLAIN: &str = "From: The Harbour Post <news@harbour.example>\nTo: you@example.org\nSubject: =?utf-8?q?Ferry_sinks=2C_caf=C3=A9_saved?=\n\
        Date: Thu, 2 May 2024 10:15:00 +0100\nContent-Type: text/plain; charset=utf-8\n\nThe ferry sank.\n\nNobody was hurt.\n";

    #[test]
    fn a_message_is_an_article() {
        let message = format!("Return-Path: <news@harbour.example>\n{PLAIN}");
        let article = formats::read(&Page::new("a.eml", message.as_bytes())).articles.remove(0);
        assert_eq!(article.text, "The ferry sank.\n\nNobody was hurt.");
        assert_eq!(article.title.as_deref(), Some("Ferry sinks, café saved"));
        assert_eq!(article.outlet.as_deref(), Some("The Harbour Post"));
        assert_eq!(article.published.map(|m| m.to_string()).as_deref(), Some("2024-05-02T10:15:00+01:00"));
    }

    #[test]
    fn a_mailbox_holds_messages() {
        let html = "From: <b@bulletin.example>\nSubject: Two\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n\
            --x\nContent-Type: text/plain\n\nThe plain one.\n--x\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n\
            <html><body><table><tr><td><p>The harbour master said on Monday that no=\nbody was hurt when the ferry sank.</p></td></tr></table></body></html>\n--x--\n";
        let mailbox = format!(
            "From news@harbour.example Thu May  2 10:15:00 2024\n{PLAIN}\nFrom b@bulletin.example Fri May  3 10:15:00 2024\n{html}\n\
            From c@c.example Fri May  3 10:15:00 2024\nFrom: c@c.example\nSubject: Nothing\n\n"
        );
        let reading = formats::read(&Page::new("-", mailbox.as_bytes()));
        let texts: Vec<&str> = reading.articles.iter().map(|article| article.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "The ferry sank.\n\nNobody was hurt.",
                "The harbour master said on Monday that nobody was hurt when the ferry sank."
            ]
        );
        assert_eq!(reading.articles[1].outlet.as_deref(), Some("bulletin.example"));
        assert!(reading.complaints[0].to_string().ends_with("the message holds no text"));
        assert!(matches!(reading.complaints[0].place, Place::Byte(byte) if byte > 500));
    }

    #[test]
    fn texts_are_no_mail() {
        for text in [
            "From the harbour a ferry left.\nIt sank.",
            "Subject: a ferry\nFrom: us\n\nIt sank.",
            "Received: with joy.",
        ] {
            assert_eq!(formats::recognise(&Page::new("-", text.as_bytes())).name, "text", "{text}");
        }
    }
}
