//! Characters into tokens, the way the English treebanks of Universal Dependencies cut them.
//!
//! Clitics (`'s`, `n't`), hyphens inside words, currency signs, `%` and quotation marks stand alone; figures with
//! their commas, decimals and colons, abbreviations with their stop, addresses and handles stay whole. Every character
//! that is no white space lies in exactly one token.

use super::paragraphs::is_space;
use crate::languages::{Language, Sentences, Tokens};
use crate::text::{Span, plain};

/// Appends the tokens of one paragraph, `at` a place in `text`, in order.
pub(super) fn split(text: &str, at: Span, language: &Language, tokens: &mut Vec<Span>) {
    let end = at.end as usize;
    let mut cutter = Cutter {
        text,
        end,
        first: at.start as usize,
        sentences: &language.sentences,
        table: &language.tokens,
    };
    let mut start = at.start as usize;
    while start < end {
        let chunk = cutter.chunk(start);
        cutter.cut(chunk, tokens);
        start = chunk.end as usize + cutter.spaces(chunk.end as usize);
    }
}

/// Longest parts of a mail address (RFC 5321), so that no text makes the search for them slow.
const LOCAL_BYTES_MAX: usize = 64;
const DOMAIN_BYTES_MAX: usize = 255;

/// Endings of host names that are seen without `www.` in running text.
const DOMAINS: &[&str] = &[
    "com", "org", "net", "gov", "edu", "mil", "int", "info", "biz", "tv", "io", "me", "co", "uk", "us", "ca",
    "au", "nz", "ie", "eu", "fr", "de", "es", "it", "ru", "cn", "jp", "in", "za", "br", "mx", "ch", "be",
    "nl", "se", "no", "dk", "ly", "news", "app", "blog", "online", "site",
];

struct Cutter<'t> {
    text: &'t str,
    /// Where the paragraph begins.
    first: usize,
    /// Where the paragraph ends.
    end: usize,
    sentences: &'t Sentences,
    table: &'t Tokens,
}

impl Cutter<'_> {
    /// The characters from `start` up to the next white space, after white space at `start` itself.
    fn chunk(&self, start: usize) -> Span {
        let start = start + self.spaces(start);
        let rest = &self.text[start..self.end];
        Span::new(start, start + rest.find(is_space).unwrap_or(rest.len()))
    }

    /// How many bytes of white space stand at `at`.
    fn spaces(&self, at: usize) -> usize {
        let rest = &self.text[at..self.end];
        rest.len() - rest.trim_start_matches(is_space).len()
    }

    /// Cuts one chunk.
    fn cut(&mut self, chunk: Span, tokens: &mut Vec<Span>) {
        let words = chunk.of(self.text);
        let has_address = words.contains('@') || words.contains("://") || words.contains("www.");
        let end = chunk.end as usize;
        let mut at = chunk.start as usize;
        while at < end {
            if has_address && let Some(stop) = self.address(at, end) {
                tokens.push(Span::new(at, stop));
                at = stop;
                continue;
            }
            let c = self.char_at(at);
            let stop = if is_word(c) { self.word(at, tokens) } else { self.mark(at, c, tokens) };
            debug_assert!(stop > at);
            at = stop;
        }
    }

    fn char_at(&self, at: usize) -> char {
        self.text[at..self.end].chars().next().unwrap_or(' ')
    }

    fn char_before(&self, at: usize) -> char {
        self.text[self.first..at].chars().next_back().unwrap_or(' ')
    }

    /// The end of a web address, mail address or `@handle` that begins at `at`.
    fn address(&self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.text[at..end];
        if ["http://", "https://", "www."].iter().any(|scheme| starts_with_caseless(rest, scheme)) {
            return Some(at + rest.trim_end_matches(closes_address).len());
        }
        if let Some(name) = rest.strip_prefix('@') {
            let length = prefix(name, |c| c.is_alphanumeric() || c == '_');
            return (length > 0).then_some(at + 1 + length);
        }
        let local = prefix(rest, |c| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-'));
        let host = rest[local..].strip_prefix('@').filter(|_| local > 0 && local <= LOCAL_BYTES_MAX)?;
        let length = prefix(host, |c| c.is_alphanumeric() || matches!(c, '.' | '-'));
        let host = host[..length].trim_end_matches(['.', '-']);
        (host.contains('.') && host.len() <= DOMAIN_BYTES_MAX).then_some(at + local + 1 + host.len())
    }

    /// Cuts the word that begins at `at`; gives its end.
    fn word(&self, at: usize, tokens: &mut Vec<Span>) -> usize {
        let mut end = self.run(at);
        while let Some(next) = self.joint(at, end) {
            end = self.run(next);
        }
        if let Some(stop) = self.path(at, end) {
            tokens.push(Span::new(at, stop));
            return stop;
        }
        if let Some(sign) = self.currency(at, end) {
            tokens.push(Span::new(at, sign));
            return sign;
        }
        if self.keeps_stop(at, end) {
            tokens.push(Span::new(at, end + 1));
            return end + 1;
        }
        self.pieces(Span::new(at, end), tokens);
        end
    }

    /// The end of the letters, digits and combining marks at `at`.
    fn run(&self, at: usize) -> usize {
        at + prefix(&self.text[at..self.end], is_word)
    }

    /// Whether the word that began at `start` goes on over the mark at `at`; gives the place after the mark.
    fn joint(&self, start: usize, at: usize) -> Option<usize> {
        let mut after = self.text[at..self.end].chars();
        let mark = after.next()?;
        let next = after.next()?;
        if !is_word(next) {
            return None;
        }
        let before = self.char_before(at);
        let word = &self.text[start..at];
        let digits = before.is_ascii_digit() && next.is_ascii_digit();
        let joins = match plain(mark) {
            '\'' => next.is_alphabetic(),
            '.' => {
                digits || (before.is_alphabetic() && next.is_alphabetic() && self.joins_over_stop(start, at))
            }
            ',' => digits && last_digits(word) <= 3,
            ':' => digits && last_digits(word) <= 2,
            '/' => digits,
            '&' => next.is_uppercase() && word.chars().all(char::is_uppercase),
            '_' => true,
            '-' => self.joins_over_hyphen(word, next),
            _ => false,
        };
        joins.then_some(at + mark.len_utf8())
    }

    /// Whether the stop at `at` lies inside a word: an acronym (`U.S`), a degree (`Ph.D`), a host name; not a missing
    /// space (`ended.The`).
    fn joins_over_stop(&self, start: usize, at: usize) -> bool {
        let before = &self.text[start..at];
        let last = before.rsplit('.').next().unwrap_or(before);
        let next = &self.text[at + 1..self.run(at + 1)];
        let is_host = DOMAINS.iter().any(|domain| next.eq_ignore_ascii_case(domain)) && !is_capitalised(next);
        let is_short = last.chars().count() <= 2 && next.chars().count() <= 3;
        is_host || is_short || !is_capitalised(next)
    }

    /// Whether a hyphen after `word` stays inside: after a prefix (`non-binding`), in `T-shirt` and `e-mail`.
    fn joins_over_hyphen(&self, word: &str, next: char) -> bool {
        if is_one_char(word) {
            return next.is_lowercase() && word != "a" && word.chars().all(char::is_alphabetic);
        }
        next.is_alphabetic() && contains(self.table.prefixes, word)
    }

    /// The end of a web address without scheme: a host name and a path.
    fn path(&self, at: usize, end: usize) -> Option<usize> {
        let rest = self.text[end..self.end].strip_prefix('/')?;
        let (_, ending) = self.text[at..end].rsplit_once('.')?;
        if !contains(DOMAINS, ending) {
            return None;
        }
        let path = &rest[..rest.find(is_space).unwrap_or(rest.len())];
        Some(end + 1 + path.trim_end_matches(closes_address).len())
    }

    /// The end of a currency sign that letters specify (`US$`).
    fn currency(&self, at: usize, end: usize) -> Option<usize> {
        let word = &self.text[at..end];
        let sign = self.text[end..self.end].chars().next().filter(|&c| is_currency(c))?;
        let is_code = word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        is_code.then_some(end + sign.len_utf8())
    }

    /// Whether the stop after the word belongs to it: abbreviations, acronyms, initials, list numbers.
    fn keeps_stop(&self, at: usize, end: usize) -> bool {
        let rest = &self.text[end..self.end];
        let Some(rest) = rest.strip_prefix('.') else { return false };
        if rest.starts_with('.') {
            return false;
        }
        let word = &self.text[at..end];
        let next = rest.trim_start_matches(is_space);
        if is_acronym(word) || self.is_abbreviation(word) {
            return true;
        }
        let before_figure = next.starts_with(|c: char| c.is_ascii_digit());
        if before_figure && contains(self.sentences.numbered_abbreviations, word) {
            return true;
        }
        let spaced = next.len() < rest.len();
        if at == self.first && spaced && word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()) {
            return true;
        }
        is_one_char(word) && self.is_initial(word, next)
    }

    fn is_abbreviation(&self, word: &str) -> bool {
        let lists = [self.sentences.abbreviations, self.sentences.closing_abbreviations];
        lists.iter().any(|list| contains(list, word))
    }

    /// Whether a letter with a stop is an initial, judged by what follows.
    fn is_initial(&self, word: &str, next: &str) -> bool {
        let follower = &next[..prefix(next, is_word)];
        word != "I"
            && is_capitalised(word)
            && is_capitalised(follower)
            && (is_one_char(follower) || !contains(self.sentences.starters, follower))
    }

    /// Cuts a word into clitics, fused words and a number with its unit.
    fn pieces(&self, word: Span, tokens: &mut Vec<Span>) {
        let letters = word.of(self.text);
        let start = word.start as usize;
        if let Some(cut) = self.unit(letters).or_else(|| self.fused(letters)) {
            tokens.push(Span::new(start, start + cut));
            tokens.push(Span::new(start + cut, word.end as usize));
            return;
        }
        match self.clitic(letters) {
            Some(cut) if cut > 0 => {
                self.pieces(Span::new(start, start + cut), tokens);
                tokens.push(Span::new(start + cut, word.end as usize));
            }
            _ => tokens.push(word),
        }
    }

    /// Where a unit begins that stands at a number without space (`20km`, `5pm`).
    fn unit(&self, word: &str) -> Option<usize> {
        if !word.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let number = word.trim_end_matches(|c: char| c.is_alphabetic()).len();
        contains(self.table.attached_units, &word[number..]).then_some(number)
    }

    /// Where the second of two words begins that are written as one (`cannot`).
    fn fused(&self, word: &str) -> Option<usize> {
        let is_it = |(whole, _): &&(&str, usize)| whole.eq_ignore_ascii_case(word);
        self.table.fused.iter().find(is_it).map(|&(_, cut)| cut)
    }

    /// Where a clitic at the end of a word begins (`'s`, `n't`); not in a decade (`1930's`).
    fn clitic(&self, word: &str) -> Option<usize> {
        let mark = word.rfind(|c| plain(c) == '\'')?;
        let is_decade = word[..mark].ends_with("0") && mark == 4;
        let cut = self.table.clitics.iter().find_map(|clitic| ends_with_clitic(word, clitic))?;
        (!is_decade).then_some(cut)
    }

    /// Cuts the mark `c` at `at`, or the run of marks that it begins; gives its end.
    fn mark(&self, at: usize, c: char, tokens: &mut Vec<Span>) -> usize {
        let rest = &self.text[at..self.end];
        let end = at + self.mark_length(rest, c);
        tokens.push(Span::new(at, end));
        end
    }

    fn mark_length(&self, rest: &str, c: char) -> usize {
        if plain(c) == '\''
            && let Some(length) = self.elision(rest, c)
        {
            return length;
        }
        if rest.starts_with("[...]") || rest.starts_with("''") || rest.starts_with("``") {
            return if c == '[' { 5 } else { 2 };
        }
        let after = &rest[c.len_utf8()..];
        match c {
            '#' => 1 + prefix(after, |c| c.is_alphanumeric() || c == '_'),
            '.' if after.starts_with(|c: char| c.is_ascii_digit()) => {
                1 + prefix(after, |c| c.is_ascii_digit())
            }
            '!' | '?' => prefix(rest, |c| matches!(c, '!' | '?')),
            '.' | '…' => prefix(rest, |c| matches!(c, '.' | '…')),
            '-' | '–' | '—' | '*' | '_' | '=' | '~' | '+' => prefix(rest, |other| other == c),
            _ => c.len_utf8() + prefix(after, is_joined),
        }
    }

    /// The length of a word that begins with an apostrophe (`'em`, `'90s`, `'n'`), or of a clitic that stands apart.
    fn elision(&self, rest: &str, mark: char) -> Option<usize> {
        let word = &rest[mark.len_utf8()..];
        let length = prefix(word, is_word);
        let letters = &word[..length];
        let is_decade =
            letters.len() == 3 && letters.ends_with('s') && letters.as_bytes()[0].is_ascii_digit();
        let known = contains(self.table.elisions, letters)
            || self.table.clitics.iter().any(|clitic| clitic.strip_prefix('\'') == Some(letters));
        let both = known && word[length..].starts_with(mark) && letters == "n";
        (is_decade || known).then_some(mark.len_utf8() + length + if both { mark.len_utf8() } else { 0 })
    }
}

/// Letters, digits, combining marks and the invisible characters inside words.
fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() || is_joined(c) }
}

/// Characters that have no place of their own: combining marks, joiners, variation selectors, soft hyphens.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{1f3fb}'..='\u{1f3ff}')
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '€' | '¥' | '₹' | '₽' | '₩' | '₪' | '₺' | '₴' | '₦' | '฿' | '₫' | '₱')
}

/// Marks that end an address in running text rather than belong to it.
fn closes_address(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '>' | '"' | '\'' | '”' | '’' | '…' | '—'
    )
}

/// Letters with stops between them, none longer than three (`U.S`, `a.m`, `Ph.D`, `M.Sc`).
fn is_acronym(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()))
        && word.split('.').any(is_one_char)
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn is_one_char(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some() && chars.next().is_none()
}

fn last_digits(word: &str) -> usize {
    word.bytes().rev().take_while(u8::is_ascii_digit).count()
}

/// How many bytes at the beginning of `text` are characters that `takes`.
fn prefix(text: &str, takes: impl Fn(char) -> bool) -> usize {
    text.find(|c| !takes(c)).unwrap_or(text.len())
}

fn starts_with_caseless(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// Whether a list has `word`: an entry in lower case stands for the word in any case, an entry with a capital for the
/// word as it is printed there and, from three letters on, in capitals (`Gen`, `GEN`; `Va`, not `VA`).
pub(super) fn contains(list: &[&str], word: &str) -> bool {
    list.iter().any(|entry| {
        entry.eq_ignore_ascii_case(word)
            && (!is_capitalised(entry) || *entry == word || (word.len() > 2 && is_capitalised(word)))
    })
}

/// Where `clitic` begins, if `word` ends with it in any case and with any apostrophe.
fn ends_with_clitic(word: &str, clitic: &str) -> Option<usize> {
    let mut letters = word.char_indices().rev();
    let mut start = None;
    for expected in clitic.chars().rev() {
        let (at, c) = letters.next()?;
        if plain(c).to_ascii_lowercase() != expected {
            return None;
        }
        start = Some(at);
    }
    start
}
