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
