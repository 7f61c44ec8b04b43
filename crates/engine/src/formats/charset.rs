//! Bytes into text: byte-order mark, then UTF-8 if the bytes are that, then what is declared, then a guess.
//!
//! Valid UTF-8 with characters beyond ASCII goes before the declaration, because other charsets almost never look
//! like it by chance and pages often declare what their server's template once was.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Text made of bytes.
#[derive(Debug)]
pub struct Decoded<'b> {
    /// The text, without byte-order mark.
    pub text: Cow<'b, str>,
    /// The charset it was decoded from (`windows-1252`).
    pub charset: &'static str,
    /// What could not be decoded, one plain sentence each.
    pub complaints: Vec<String>,
}

/// Decodes `bytes`. `declared` is what the carrier says (the `charset` of an HTTP header); without it the bytes' own
/// declaration counts (`<meta charset>`, `<?xml encoding?>`). Malformed bytes become U+FFFD with a complaint.
#[must_use]
pub fn decode<'b>(bytes: &'b [u8], declared: Option<&str>) -> Decoded<'b> {
    let mut complaints = Vec::new();
    let encoding = encoding(bytes, declared, &mut complaints);
    let (text, charset, malformed) = encoding.decode(bytes);
    if malformed {
        complaints.push(format!("some bytes are not {} and were replaced", charset.name()));
    }
    let text = without_nul(text, &mut complaints);
    Decoded { text, charset: charset.name(), complaints }
}

/// The charset of `bytes`, by the order that stands at the top of this file.
fn encoding(bytes: &[u8], declared: Option<&str>, complaints: &mut Vec<String>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf_16(bytes) {
        return encoding;
    }
    let label = declared.map(str::to_owned).or_else(|| declaration(bytes));
    let named = label.as_deref().and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let cut = &bytes[..whole_utf8(bytes)];
    let is_utf8 = std::str::from_utf8(cut).is_ok();
    match named {
        Some(named) if !is_utf8 && named != UTF_8 && named != UTF_16LE && named != UTF_16BE => named,
        Some(named) if is_utf8 && bytes.is_ascii() && named.name() == "ISO-2022-JP" => named,
        _ if is_utf8 => UTF_8,
        named => {
            let guess = guess(bytes);
            if named == Some(UTF_8) && mostly_utf8(bytes) {
                return UTF_8;
            }
            complaints.push(format!("names no charset that fits: read as {}", guess.name()));
            guess
        }
    }
}

/// How many bytes remain when a character that is cut off at the end is left away.
fn whole_utf8(bytes: &[u8]) -> usize {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        _ => bytes.len(),
    }
}

/// Whether few of the bytes beyond ASCII are malformed UTF-8: a page with a broken character, not another charset.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 4 * bad
}

/// UTF-16 without a byte-order mark: nearly every other byte of the first kilobytes is zero.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(2048) & !1];
    if head.len() < 4 {
        return None;
    }
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    match () {
        () if odd * 10 > half * 7 && even * 20 < half => Some(UTF_16LE),
        () if even * 10 > half * 7 && odd * 20 < half => Some(UTF_16BE),
        () => None,
    }
}

/// The guess of the detector that browsers use.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
    detector.guess(None, Utf8Detection::Allow)
}

/// What the first kilobytes declare: `<meta charset="…">`, `<meta … content="text/html; charset=…">`,
/// `<?xml … encoding="…"?>`. The ending of a content type (`text/html; charset=…`) is read in the same way.
#[must_use]
pub fn declaration(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(4096)];
    let start = head.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let head = String::from_utf8_lossy(&head[start..]).to_ascii_lowercase();
    let key = if head.starts_with("<?xml") && head.find("encoding=").is_some_and(|at| at < 200) {
        "encoding="
    } else if head.starts_with('<') || head.starts_with("text/") || head.starts_with("application/") {
        "charset="
    } else {
        return None;
    };
    let value = head[head.find(key)? + key.len()..].trim_start_matches(['"', '\'', ' ']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c)).unwrap_or(value.len());
    (end > 0).then(|| value[..end].to_owned())
}

/// The text without NUL characters, which no text needs and many tools choke on.
fn without_nul<'b>(text: Cow<'b, str>, complaints: &mut Vec<String>) -> Cow<'b, str> {
    if !text.contains('\0') {
        return text;
    }
    complaints.push("NUL characters were left out".to_owned());
    Cow::Owned(text.replace('\0', ""))
}

/// The first bytes of files that are no text, and what they are.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"BZh", "bzip2 data"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
];

/// What kind of binary data the bytes are, if they are: by their first bytes, or because one in a hundred of the first
/// 64 KB is a control character that texts do not hold.
#[must_use]
pub fn binary(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(kind);
    }
    if Encoding::for_bom(bytes).is_some() || utf_16(bytes).is_some() {
        return None;
    }
    let head = &bytes[..bytes.len().min(1 << 16)];
    let controls = head.iter().filter(|&&byte| byte < 0x20 && !matches!(byte, 0x09..=0x0d | 0x1b)).count();
    (controls * 100 > head.len()).then_some("binary data")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(bytes: &[u8], charset: &str, text: &str) {
        let decoded = decode(bytes, None);
        assert_eq!((decoded.charset, decoded.text.as_ref()), (charset, text));
    }

    #[test]
    fn byte_order_mark_goes_first() {
        check(b"\xef\xbb\xbfcaf\xc3\xa9", "UTF-8", "café");
        check(b"\xff\xfea\0b\0", "UTF-16LE", "ab");
        check(b"\xfe\xff\0a\0b", "UTF-16BE", "ab");
    }

    #[test]
    fn utf_16_shows_itself_by_its_zeros() {
        check(b"T\0h\0e\0 \0f\0e\0r\0r\0y\0", "UTF-16LE", "The ferry");
        check(b"\0T\0h\0e\0 \0f\0e\0r\0r\0y", "UTF-16BE", "The ferry");
        assert_eq!(binary(b"T\0h\0e\0 \0f\0e\0r\0r\0y\0"), None);
    }

    #[test]
    fn utf_8_is_believed_against_a_declaration() {
        check("<meta charset=iso-8859-1>Zoë".as_bytes(), "UTF-8", "<meta charset=iso-8859-1>Zoë");
        check(b"<meta charset='iso-8859-2'>\xb3", "ISO-8859-2", "<meta charset='iso-8859-2'>ł");
        check(
            b"<?xml version='1.0' encoding='koi8-r'?>\xc1",
            "KOI8-R",
            "<?xml version='1.0' encoding='koi8-r'?>а",
        );
    }

    #[test]
    fn without_a_declaration_it_is_guessed_and_said() {
        let decoded = decode(b"The caf\xe9 in the r\xe9gion was \x93closed\x94.", None);
        assert_eq!(decoded.text, "The café in the région was “closed”.");
        assert_eq!(decoded.complaints.len(), 1);
    }

    #[test]
    fn one_broken_character_is_no_other_charset() {
        let mut bytes = "“Non”, a dit la préfète de l’Hérault à Béziers.".as_bytes().to_vec();
        bytes.extend_from_slice(b" <meta charset=utf-8> \xe2\x80 end");
        let decoded = decode(&bytes, Some("utf-8"));
        assert!(decoded.text.contains("préfète") && decoded.text.contains('\u{fffd}'));
        assert_eq!(decoded.charset, "UTF-8");
    }

    #[test]
    fn nul_characters_are_left_out_and_said() {
        let decoded = decode(b"a ferry\0 sank near the coast of the island", None);
        assert_eq!(decoded.text, "a ferry sank near the coast of the island");
        assert_eq!(decoded.complaints, ["NUL characters were left out"]);
    }

    #[test]
    fn binary_files_are_known() {
        assert_eq!(binary(b"%PDF-1.4"), Some("a PDF file"));
        assert_eq!(binary(&[7, 0, 1, 2, 3, 200, 9]), Some("binary data"));
        assert_eq!(binary("A plain text.\n".as_bytes()), None);
    }

    proptest! {
        #[test]
        fn any_bytes_become_text(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let decoded = decode(&bytes, None);
            prop_assert!(!decoded.text.contains('\0'));
            let _ = (binary(&bytes), declaration(&bytes));
        }

        #[test]
        fn utf_8_stays_as_it_is(text in "[^\\x00\\x1b\\x0e\\x0f]{0,200}") {
            prop_assume!(!text.starts_with('\u{feff}'));
            let decoded = decode(text.as_bytes(), None);
            prop_assert_eq!(decoded.text.as_ref(), text.as_str());
        }
    }
}
