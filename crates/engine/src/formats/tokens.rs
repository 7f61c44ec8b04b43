//! A page cut into tags and texts, as the tokenizer of the HTML standard cuts it.
//!
//! Names and values are borrowed from the page, and character references are replaced only where they stand, so that a page
//! is gone through once and little of it copied. Every loop moves on, so it takes time linear in the page's length.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2};
use web_atoms::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// Who is told what a page consists of, in its order.
pub(super) trait Receiver<'p> {
    /// A piece of text; two in a row are one text.
    fn text(&mut self, text: &str);
    /// A start tag; says how what follows is to be read.
    fn start(&mut self, tag: &StartTag<'p, '_>) -> Contents;
    /// The name of an end tag, as it stands there.
    fn end(&mut self, name: &'p str);
}

/// A start tag, as it stands on the page.
pub(super) struct StartTag<'p, 'a> {
    /// Its name, in any case.
    pub name: &'p str,
    /// Names in any case and values, with their character references.
    pub attributes: &'a [(&'p str, &'p str)],
    /// Whether it ends with a slash.
    pub self_closing: bool,
}

/// How the contents of an element are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Contents {
    /// As tags and texts.
    Markup,
    /// As one text with character references, up to the element's end tag.
    Text,
    /// As it stands, up to the end tag.
    Raw,
    /// The same, but an end tag inside a comment can be a part of the script.
    Script,
}

/// The most attributes that an element keeps; no real one has a tenth of them.
pub(super) const ATTRIBUTES_MAX: usize = 400;

/// Cuts a page. `is_xml`: `<![CDATA[` holds text, as in XML.
pub(super) fn cut<'p>(page: &'p str, is_xml: bool, receiver: &mut impl Receiver<'p>) {
    let page = page.strip_prefix('\u{feff}').unwrap_or(page);
    let mut cutter = Cutter { page, is_xml, attributes: Vec::new() };
    let mut at = 0;
    while at < page.len() {
        let next = find(page, at, b'<');
        pass_on(&page[at..next], receiver);
        at = if next < page.len() { cutter.markup(next, receiver) } else { next };
    }
}

/// Where a byte stands at or after `from`; the page's end if nowhere.
fn find(page: &str, from: usize, byte: u8) -> usize {
    memchr(byte, &page.as_bytes()[from..]).map_or(page.len(), |length| from + length)
}

/// Behind where a byte stands at or after `from`; the page's end if nowhere.
fn behind(page: &str, from: usize, byte: u8) -> usize {
    (find(page, from, byte) + 1).min(page.len())
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0x0c)
}

/// Where the first byte at or after `from` stands that is not `wanted`; the page's end if none is.
fn skip(page: &str, from: usize, wanted: impl Fn(u8) -> bool) -> usize {
    let rest = &page.as_bytes()[from..];
    rest.iter().position(|&byte| !wanted(byte)).map_or(page.len(), |length| from + length)
}

struct Cutter<'p> {
    page: &'p str,
    is_xml: bool,
    /// Those of the tag that is being read.
    attributes: Vec<(&'p str, &'p str)>,
}

impl<'p> Cutter<'p> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.page.as_bytes().get(at).copied()
    }

    /// What begins with the `<` at `at`; gives where it ends.
    fn markup(&mut self, at: usize, receiver: &mut impl Receiver<'p>) -> usize {
        match (self.byte(at + 1), self.byte(at + 2)) {
            (Some(b'!'), _) => self.declaration(at + 2, receiver),
            (Some(b'?'), _) => behind(self.page, at + 1, b'>'),
            (Some(first), _) if first.is_ascii_alphabetic() => self.start_tag(at + 1, receiver),
            (Some(b'/'), Some(first)) if first.is_ascii_alphabetic() => {
                let (name, end) = self.tag(at + 2);
                if end.is_whole {
                    receiver.end(name);
                }
                end.at
            }
            (Some(b'/'), Some(_)) => behind(self.page, at + 2, b'>'),
            (Some(b'/'), None) => {
                receiver.text("</");
                self.page.len()
            }
            _ => {
                receiver.text("<");
                at + 1
            }
        }
    }

    /// A comment, a document type, or what stands like one, from behind its `<!`.
    fn declaration(&self, at: usize, receiver: &mut impl Receiver<'p>) -> usize {
        let rest = &self.page[at..];
        if let Some(comment) = rest.strip_prefix("--") {
            return at + 2 + comment_length(comment);
        }
        if let Some(text) = rest.strip_prefix("[CDATA[").filter(|_| self.is_xml) {
            let length = text.find("]]>").unwrap_or(text.len());
            with_plain_lines(&text[..length], |piece| receiver.text(piece));
            return (at + "[CDATA[".len() + length + "]]>".len()).min(self.page.len());
        }
        behind(self.page, at, b'>')
    }

    fn start_tag(&mut self, at: usize, receiver: &mut impl Receiver<'p>) -> usize {
        let (name, end) = self.tag(at);
        if !end.is_whole {
            return end.at;
        }
        let tag = StartTag { name, attributes: &self.attributes, self_closing: end.slash };
        let contents = receiver.start(&tag);
        let until = match contents {
            Contents::Markup => return end.at,
            Contents::Text | Contents::Raw => raw_end(self.page, end.at, name),
            Contents::Script => script_end(self.page, end.at),
        };
        let text = &self.page[end.at..until];
        if contents == Contents::Text {
            pass_on(text, receiver);
        } else {
            with_plain_lines(text, |piece| receiver.text(piece));
        }
        until
    }

    /// Reads a tag whose name begins at `at`; its attributes are left in `self`.
    fn tag(&mut self, at: usize) -> (&'p str, TagEnd) {
        self.attributes.clear();
        let page = self.page;
        let in_name = |byte: u8| !is_space(byte) && byte != b'/' && byte != b'>';
        let name = &page[at..skip(page, at, in_name)];
        let mut at = at + name.len();
        let cut_off = (name, TagEnd { at: page.len(), is_whole: false, slash: false });
        loop {
            at = skip(page, at, is_space);
            match (self.byte(at), self.byte(at + 1)) {
                (None, _) => return cut_off,
                (Some(b'>'), _) => return (name, TagEnd { at: at + 1, is_whole: true, slash: false }),
                (Some(b'/'), Some(b'>')) => {
                    return (name, TagEnd { at: at + 2, is_whole: true, slash: true });
                }
                (Some(b'/'), _) => at += 1,
                _ => {
                    let Some((attribute, end)) = attribute(page, at) else { return cut_off };
                    if self.attributes.len() < ATTRIBUTES_MAX {
                        self.attributes.push(attribute);
                    }
                    at = end;
                }
            }
        }
    }
}

/// Where a tag ends.
struct TagEnd {
    at: usize,
    /// Whether the page goes on up to its `>`.
    is_whole: bool,
    /// Whether it ends with a slash.
    slash: bool,
}

/// The attribute whose name begins at `at`, and where it ends; `None` if the page ends in it.
fn attribute(page: &str, at: usize) -> Option<((&str, &str), usize)> {
    // The first byte is part of the name whatever it is; if it is not ASCII, the name goes on with its others.
    let in_name = |byte: u8| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'=');
    let end = skip(page, at + 1, in_name);
    let name = &page[at..end];
    let sign = skip(page, end, is_space);
    if page.as_bytes().get(sign) != Some(&b'=') {
        return Some(((name, ""), end));
    }
    let start = skip(page, sign + 1, is_space);
    match page.as_bytes().get(start)? {
        quote @ (b'"' | b'\'') => {
            let end = find(page, start + 1, *quote);
            (end < page.len()).then(|| ((name, &page[start + 1..end]), end + 1))
        }
        _ => {
            let end = skip(page, start, |byte| !is_space(byte) && byte != b'>');
            Some(((name, &page[start..end]), end))
        }
    }
}

/// How long a comment is behind its `<!--`, with its end.
fn comment_length(comment: &str) -> usize {
    for short in [">", "->"] {
        if comment.starts_with(short) {
            return short.len();
        }
    }
    let mut from = 0;
    while let Some(length) = comment[from..].find("--") {
        let at = from + length;
        for end in ["-->", "--!>"] {
            if comment[at..].starts_with(end) {
                return at + end.len();
            }
        }
        from = at + 1;
    }
    comment.len()
}

/// Where the end tag of `name` begins at or after `from`; the page's end if nowhere.
fn raw_end(page: &str, from: usize, name: &str) -> usize {
    let mut at = find(page, from, b'<');
    while at < page.len() && !is_end_of(page, at, name) {
        at = find(page, at + 1, b'<');
    }
    at
}

/// Whether the end tag of `name` stands at `at`, where a `<` stands.
fn is_end_of(page: &str, at: usize, name: &str) -> bool {
    let Some(tag) = page.as_bytes()[at..].strip_prefix(b"</") else { return false };
    let (Some(own), Some(&next)) = (tag.get(..name.len()), tag.get(name.len())) else { return false };
    own.eq_ignore_ascii_case(name.as_bytes()) && (is_space(next) || next == b'/' || next == b'>')
}

const SCRIPT: &str = "script";

/// What an end tag of a script inside it means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escape {
    /// The script's end, and comments have not begun.
    Outside,
    /// The script's end, in a comment.
    Comment,
    /// The end of a script that began in a comment.
    Inner,
}

/// Where the end tag of a script begins at or after `from`; the page's end if nowhere.
fn script_end(page: &str, from: usize) -> usize {
    let mut escape = Escape::Outside;
    let mut at = from;
    loop {
        let next = match escape {
            Escape::Outside => find(page, at, b'<'),
            _ => memchr2(b'<', b'-', &page.as_bytes()[at..]).map_or(page.len(), |length| at + length),
        };
        let Some(rest) = page.get(next..).filter(|rest| !rest.is_empty()) else { return page.len() };
        at = next + 1;
        if rest.starts_with('-') {
            if rest.starts_with("-->") {
                (escape, at) = (Escape::Outside, next + "-->".len());
            }
            continue;
        }
        match escape {
            Escape::Outside | Escape::Comment if is_end_of(page, next, SCRIPT) => return next,
            // The dashes are read again: they may be the first ones of the comment's end.
            Escape::Outside if rest.starts_with("<!--") => {
                (escape, at) = (Escape::Comment, next + "<!".len())
            }
            Escape::Comment if names_script(&rest[1..]) => escape = Escape::Inner,
            Escape::Inner if rest[1..].strip_prefix('/').is_some_and(names_script) => {
                escape = Escape::Comment
            }
            _ => {}
        }
    }
}

/// Whether a tag's name is `script`.
fn names_script(tag: &str) -> bool {
    let tag = tag.as_bytes();
    tag.get(..SCRIPT.len()).is_some_and(|name| name.eq_ignore_ascii_case(SCRIPT.as_bytes()))
        && tag.get(SCRIPT.len()).is_some_and(|&next| is_space(next) || next == b'/' || next == b'>')
}

/// Tells a text, its character references replaced.
fn pass_on<'p>(text: &str, receiver: &mut impl Receiver<'p>) {
    with_references(text, Place::Text, |piece| receiver.text(piece));
}

/// A value without its character references.
pub(super) fn value(text: &str) -> Cow<'_, str> {
    if memchr2(b'&', b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    with_references(text, Place::Value, |piece| out.push_str(piece));
    Cow::Owned(out)
}

/// Where a character reference stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    Value,
}

/// Gives a text in pieces, its character references replaced and every line end as one `\n`.
fn with_references(text: &str, place: Place, mut take: impl FnMut(&str)) {
    let mut kept = 0;
    let mut at = 0;
    while let Some(length) = memchr2(b'&', b'\r', &text.as_bytes()[at..]) {
        let sign = at + length;
        at = sign + 1;
        if text.as_bytes()[sign] == b'\r' {
            take_all(&text[kept..sign], &mut take);
            take("\n");
            at += usize::from(text.as_bytes().get(at) == Some(&b'\n'));
            kept = at;
        } else if let Some((chars, length)) = reference(&text[at..], place) {
            take_all(&text[kept..sign], &mut take);
            for c in chars.into_iter().flatten() {
                take(c.encode_utf8(&mut [0; 4]));
            }
            at += length;
            kept = at;
        }
    }
    take_all(&text[kept..], &mut take);
}

/// Gives a text in pieces, every line end as one `\n`.
fn with_plain_lines(text: &str, mut take: impl FnMut(&str)) {
    let mut rest = text;
    while let Some(at) = memchr(b'\r', rest.as_bytes()) {
        take_all(&rest[..at], &mut take);
        take("\n");
        rest = &rest[at + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    take_all(rest, &mut take);
}

fn take_all(piece: &str, take: &mut impl FnMut(&str)) {
    if !piece.is_empty() {
        take(piece);
    }
}

/// The characters of a reference.
type Chars = [Option<char>; 2];

/// The characters that a reference stands for, of which `text` is what follows its `&`, and how long it is; `None` if it is
/// none.
fn reference(text: &str, place: Place) -> Option<(Chars, usize)> {
    match text.bytes().next()? {
        b'#' => numbered(text),
        first if first.is_ascii_alphanumeric() => named(text, place),
        _ => None,
    }
}

/// The same for `#8217;` and `#x2019;`.
fn numbered(text: &str) -> Option<(Chars, usize)> {
    let (base, start) = if text[1..].starts_with(['x', 'X']) { (16, 2) } else { (10, 1) };
    let digits = skip(text, start, |byte| char::from(byte).is_digit(base));
    if digits == start {
        return None;
    }
    let length = digits + usize::from(text[digits..].starts_with(';'));
    // A number that is too long for its type names no character either.
    let number = u32::from_str_radix(&text[start..digits], base).unwrap_or(u32::MAX);
    let c = match number {
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9f => C1_REPLACEMENTS[(number - 0x80) as usize].unwrap_or(char::from(number as u8)),
        _ => char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    Some(([Some(c), None], length))
}

/// The same for `amp;` and, where the standard allows it, `amp`.
fn named(text: &str, place: Place) -> Option<(Chars, usize)> {
    let mut found: Option<((u32, u32), Range<usize>)> = None;
    for (at, c) in text.char_indices() {
        let length = at + c.len_utf8();
        // The table holds the beginnings of all names, too, with nothing behind them.
        match NAMED_ENTITIES.get(&text[..length]) {
            Some((0, _)) => {}
            Some(chars) => found = Some((*chars, at..length)),
            None => break,
        }
    }
    let ((first, second), last) = found?;
    let next = text[last.end..].bytes().next();
    let goes_on = next.is_some_and(|next| next == b'=' || next.is_ascii_alphanumeric());
    if place == Place::Value && &text[last.clone()] != ";" && goes_on {
        return None;
    }
    let second = (second != 0).then(|| char::from_u32(second)).flatten();
    Some(([char::from_u32(first), second], last.end))
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use html5ever::tokenizer::states::RawKind;
    use html5ever::tokenizer::{
        BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
    };
    use proptest::prelude::*;

    use super::*;

    /// What a page was cut into: texts as they are, tags as `[name attribute=value /]`.
    #[derive(Default)]
    struct Shown(String);

    impl Shown {
        fn start(&mut self, name: &str, attributes: &[(String, String)], self_closing: bool) {
            let named: String = attributes.iter().map(|(name, value)| format!(" {name}={value}")).collect();
            self.0.push_str(&format!("[{name}{named}{}]", if self_closing { " /" } else { "" }));
        }
    }

    fn contents(name: &str) -> Contents {
        match name {
            "title" => Contents::Text,
            "style" => Contents::Raw,
            "script" => Contents::Script,
            _ => Contents::Markup,
        }
    }

    impl<'p> Receiver<'p> for Shown {
        fn text(&mut self, text: &str) {
            assert!(!text.is_empty());
            self.0.push_str(text);
        }

        fn start(&mut self, tag: &StartTag<'p, '_>) -> Contents {
            let name = tag.name.to_ascii_lowercase();
            let mut attributes: Vec<(String, String)> = Vec::new();
            for (written, given) in tag.attributes {
                let own = written.to_ascii_lowercase();
                if attributes.iter().all(|(known, _)| *known != own) {
                    attributes.push((own, value(given).into_owned()));
                }
            }
            Shown::start(self, &name, &attributes, tag.self_closing);
            contents(&name)
        }

        fn end(&mut self, name: &'p str) {
            self.0.push_str(&format!("[/{}]", name.to_ascii_lowercase()));
        }
    }

    fn shown(page: &str, is_xml: bool) -> String {
        let mut out = Shown::default();
        cut(page, is_xml, &mut out);
        out.0
    }

    #[test]
    fn pages_are_cut_into_tags_and_texts() {
        for (page, expected) in [
            ("<P CLASS=a id='b c'  hidden>1<br/>2</p >", "[p class=a id=b c hidden=]1[br /]2[/p]"),
            ("a < b && c <3 </ x>d<//>e", "a < b && c <3 de"),
            ("&lt;&amp;&ampx;&#8217;&#x2019&notit;&nope;&", "<&&x;’’¬it;&nope;&"),
            ("<a href='?a&copy=1&copy;&lt'>", "[a href=?a&copy=1©<]"),
            ("a\r\nb\rc", "a\nb\nc"),
            ("<!-- <p> --><!-->a<!--->b<!----!>c<!doctype html>d<?xml e>f", "abcdf"),
            ("<title>a<b>&amp;</title>b", "[title]a<b>&[/title]b"),
            (
                "<script><!-- <script>a</script>b --></script>c",
                "[script]<!-- <script>a</script>b -->[/script]c",
            ),
            ("<style>&amp;</styles></STYLE x>", "[style]&amp;</styles>[/style]"),
            ("<p a=1 A=2 a", ""),
            ("a<![CDATA[b]]>c", "ac"),
        ] {
            assert_eq!(shown(page, false), expected, "{page}");
        }
        assert_eq!(shown("a<![CDATA[b<&lt;\r\n]]>c<e />", true), "ab<&lt;\nc[e /]");
    }

    /// The tokenizer of a browser's engine.
    struct Model {
        out: RefCell<Shown>,
        is_xml: bool,
    }

    impl TokenSink for Model {
        type Handle = ();

        fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
            let mut out = self.out.borrow_mut();
            match token {
                Token::CharacterTokens(text) => out.0.push_str(&text),
                Token::TagToken(tag) if tag.kind == TagKind::EndTag => {
                    out.0.push_str(&format!("[/{}]", tag.name));
                }
                Token::TagToken(tag) => {
                    let attributes: Vec<(String, String)> = tag
                        .attrs
                        .iter()
                        .map(|own| (own.name.local.to_string(), own.value.to_string()))
                        .collect();
                    out.start(&tag.name, &attributes, tag.self_closing);
                    return match contents(&tag.name) {
                        Contents::Text => TokenSinkResult::RawData(RawKind::Rcdata),
                        Contents::Raw => TokenSinkResult::RawData(RawKind::Rawtext),
                        Contents::Script => TokenSinkResult::RawData(RawKind::ScriptData),
                        Contents::Markup => TokenSinkResult::Continue,
                    };
                }
                _ => {}
            }
            TokenSinkResult::Continue
        }

        fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
            self.is_xml
        }
    }

    fn shown_by_model(page: &str, is_xml: bool) -> String {
        let input = BufferQueue::default();
        input.push_back(page.into());
        let tokenizer = Tokenizer::new(Model { out: RefCell::default(), is_xml }, TokenizerOpts::default());
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        tokenizer.sink.out.into_inner().0
    }

    /// Pieces that pages are made of, and broken ones.
    const PIECES: &str = "(<|</|>|/>|=|'|\"|&|#|x|;|-|--|-->|--!>|!|<!--|<!|]]>|<!\\[CDATA\\[|\r|\n| |é|1|a|b|\
        <p>|<p |</p>|<title>|</title>|<style>|</style|<script>|<script|</script>|</script |SCRIPT|&amp;|&lt|&not|&notin|\
        &#x41|&#129;|&#55555555;|a=|<\\?|doctype)";

    proptest! {
        #[test]
        fn a_browsers_tokenizer_cuts_the_same(pieces in proptest::collection::vec(PIECES, 0..24), is_xml in any::<bool>()) {
            // A section of raw text that the page ends in may keep back what could be its end.
            let page = format!("{}]]> end", pieces.concat());
            prop_assert_eq!(shown(&page, is_xml), shown_by_model(&page, is_xml));
        }
    }
}
