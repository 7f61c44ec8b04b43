//! Addresses that are given relative to another one (RFC 3986, section 5).

/// The absolute address of `reference` as it stands in a page or feed at `base`; `None` if it cannot be had.
///
/// ```
/// use engine::formats::address::resolved;
/// assert_eq!(resolved("../b?c", Some("https://a.example/x/y/z")).as_deref(), Some("https://a.example/x/b?c"));
/// assert_eq!(resolved("/b", None), None);
/// ```
#[must_use]
pub fn resolved(reference: &str, base: Option<&str>) -> Option<String> {
    let reference = reference.trim();
    if reference.is_empty() {
        return None;
    }
    if has_scheme(reference) {
        return Some(reference.to_owned());
    }
    let base = base?.trim();
    let (scheme, rest) = base.split_once("://")?;
    if let Some(other) = reference.strip_prefix("//") {
        return Some(format!("{scheme}://{other}"));
    }
    let end = |marks: &[char]| rest.find(marks).unwrap_or(rest.len());
    let (host, whole) = rest.split_at(end(&['/', '?', '#']));
    let path = &whole[..whole.find(['?', '#']).unwrap_or(whole.len())];
    let target = match reference.chars().next() {
        Some('#') => format!("{}{reference}", &whole[..whole.find('#').unwrap_or(whole.len())]),
        Some('?') => format!("{path}{reference}"),
        Some('/') => without_dots(reference),
        _ => {
            let folder = path.rfind('/').map_or("/", |at| &path[..=at]);
            without_dots(&format!("{folder}{reference}"))
        }
    };
    Some(format!("{scheme}://{host}{target}"))
}

/// Whether `other` is the address of another page of what stands at `url`: both differ by the number of a page alone.
///
/// ```
/// use engine::formats::address::is_page_of;
/// assert!(is_page_of("https://a.example/ferry/2/", "https://a.example/ferry/"));
/// assert!(is_page_of("https://a.example/ferry?page=3", "https://a.example/ferry?page=2"));
/// assert!(!is_page_of("https://a.example/quay", "https://a.example/ferry"));
/// ```
#[must_use]
pub fn is_page_of(other: &str, url: &str) -> bool {
    let (base, number) = numbered(url);
    let (other_base, other_number) = numbered(other);
    base == other_base && number != other_number
}

/// The same, and the number of `other` is the higher one.
#[must_use]
pub fn is_later_page_of(other: &str, url: &str) -> bool {
    is_page_of(other, url) && numbered(other).1 > numbered(url).1
}

/// Names of parts of an address before the number of a page.
const PAGE_NAMES: &[&str] = &["page", "p", "pg", "seite", "pagina", "página", "pagenum"];

/// An address without the number of its page, and that number: 1 where none stands.
fn numbered(url: &str) -> (String, u32) {
    let url = url.split('#').next().unwrap_or("");
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let number = |text: &str| {
        let fits = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if fits { text.parse::<u32>().ok() } else { None }
    };
    let counts = |pair: &&str| {
        pair.split_once('=')
            .is_some_and(|(name, value)| PAGE_NAMES.contains(&name) && number(value).is_some())
    };
    if let Some(pair) = query.split('&').find(counts) {
        let rest: Vec<&str> = query.split('&').filter(|other| *other != pair).collect();
        let base = without_slash(path, &rest.join("&"));
        return (base, pair.split_once('=').and_then(|(_, value)| number(value)).unwrap_or(1));
    }
    let trimmed = path.trim_end_matches('/');
    let Some((front, last)) = trimmed.rsplit_once('/') else { return (without_slash(path, query), 1) };
    if let Some(number) = number(last) {
        let front =
            PAGE_NAMES.iter().find_map(|name| front.strip_suffix(&format!("/{name}"))).unwrap_or(front);
        return (without_slash(front, query), number);
    }
    let (stem, ending) = last.rsplit_once('.').unwrap_or((last, ""));
    let named = || {
        let (name, digits) = stem.rsplit_once('-')?;
        let (name, word) = name.rsplit_once(['-', ','])?;
        PAGE_NAMES.contains(&word).then_some((name, number(digits)?))
    };
    let marked = || {
        let (name, digits) = stem.rsplit_once(['_', ','])?;
        Some((name, number(digits)?))
    };
    match named().or_else(marked) {
        Some((name, number)) => (without_slash(&format!("{front}/{name}.{ending}"), query), number),
        None => (without_slash(&format!("{front}/{stem}.{ending}"), query), 1),
    }
}

/// A path and a query in one form for comparing.
fn without_slash(path: &str, query: &str) -> String {
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    format!("{}?{query}", path.trim_end_matches(['/', '.']))
}

/// Whether an address names its scheme (`https:`, `urn:`).
fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
    })
}

/// A path without its `.` and `..` parts.
fn without_dots(path: &str) -> String {
    let (path, rest) = path.split_at(path.find(['?', '#']).unwrap_or(path.len()));
    let mut kept: Vec<&str> = Vec::new();
    for part in path.split('/').skip(1) {
        match part {
            "." => {}
            ".." => {
                kept.pop();
            }
            part => kept.push(part),
        }
    }
    let folder = path.ends_with("/.") || path.ends_with("/..");
    let slash = if folder && !kept.is_empty() { "/" } else { "" };
    format!("/{}{slash}{rest}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pages_of_one_article_differ_by_a_number() {
        let one = "https://a.example/news/ferry.html";
        for other in
            ["ferry_2.html", "ferry,2.html", "ferry-page-2.html", "ferry.html?page=2", "ferry.html?x=1"]
        {
            let other = format!("https://a.example/news/{other}");
            assert_eq!(is_page_of(&other, one), !other.ends_with("x=1"), "{other}");
        }
        assert!(is_page_of("https://a.example/ferry/page/3", "https://a.example/ferry/page/2"));
        assert!(is_page_of("http://a.example/ferry/?p=2", "https://a.example/ferry"));
        for other in
            ["https://a.example/ferry", "https://a.example/2024/05", "https://b.example/ferry/2", "ferry/2"]
        {
            assert!(!is_page_of(other, "https://a.example/ferry"), "{other}");
        }
    }

    #[test]
    fn references_are_resolved_as_the_standard_has_them() {
        for (reference, expected) in [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y#s", "http://a/b/c/g?y#s"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("..", "http://a/b/"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("urn:x:y", "urn:x:y"),
            ("mailto:a@b", "mailto:a@b"),
        ] {
            assert_eq!(
                resolved(reference, Some("http://a/b/c/d;p?q")).as_deref(),
                Some(expected),
                "{reference}"
            );
        }
        assert_eq!(resolved("g", Some("http://a")).as_deref(), Some("http://a/g"));
        assert_eq!(resolved("g", Some("no address")), None);
    }

    proptest! {
        #[test]
        fn nothing_panics(reference in "\\PC{0,20}", base in "\\PC{0,20}|http://\\PC{0,20}") {
            let _ = resolved(&reference, Some(&base));
        }
    }
}
