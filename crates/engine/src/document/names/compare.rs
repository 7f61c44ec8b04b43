//! Whether two printed names can be the name of one person.

use crate::languages::ALL;
use crate::text::folded;

/// Whether two names, each without title, can be one person's: equal up to letters' case and accents, one the other's
/// last name, a given name shortened to its initial or left out in the middle, or spelt a little differently.
///
/// It says nothing about whether they are: two articles of one story that print `Anthony Vale` and `Antony Vale`
/// nearly always mean one person, two strangers' articles need not.
///
/// ```
/// use engine::document::names::same_person;
/// assert!(same_person("Antony Vale", "Anthony Vale"));
/// assert!(same_person("Vale", "Anthony J. Vale"));
/// assert!(same_person("A. J. Vale", "Anthony Vale"));
/// assert!(!same_person("Maria Vale", "Anthony Vale"));
/// assert!(!same_person("Anthony Vale", "Anthony Dale"));
/// ```
#[must_use]
pub fn same_person(a: &str, b: &str) -> bool {
    let (a, b) = (PersonName::new(a), PersonName::new(b));
    a.matches(&b)
}

/// A person's name cut into its parts, ready to be compared many times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName {
    /// Given and middle names, plain letters in lower case.
    given: Vec<String>,
    /// The last name with its particles in front left out: `van der berg` is `berg`.
    last: String,
}

impl PersonName {
    /// Cuts a name as printed, without title; `Jr.` and the like are left out.
    #[must_use]
    pub fn new(name: &str) -> PersonName {
        let mut words: Vec<String> = Vec::new();
        for word in folded(name).split([' ', '.']) {
            let word = plain_letters(word);
            if !word.is_empty() {
                words.push(word);
            }
        }
        while words.len() > 1 && words.last().is_some_and(|word| is_suffix(word)) {
            words.pop();
        }
        let last = words.pop().unwrap_or_default();
        words.retain(|word| !is_particle(word));
        PersonName { given: words, last }
    }

    /// Whether this is a last name alone.
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.given.is_empty()
    }

    /// See [`same_person`].
    #[must_use]
    pub fn matches(&self, other: &PersonName) -> bool {
        if self.last.is_empty() || other.last.is_empty() {
            return false;
        }
        if !same_last(&self.last, &other.last) {
            // Two of one family share the last name, not the given one.
            return !self.given.is_empty()
                && self.given == other.given
                && same_sound(&self.last, &other.last);
        }
        if self.given.is_empty() || other.given.is_empty() {
            return self.last == other.last;
        }
        let exact_last = self.last == other.last;
        let (a, b) = (&self.given[0], &other.given[0]);
        if a == b || exact_last && same_given(a, b) {
            // Second given names may be missing, but when both stand there they must agree.
            return match (self.given.get(1), other.given.get(1)) {
                (Some(a), Some(b)) => same_given(a, b),
                _ => true,
            };
        }
        // Known by the second given name: "J. Edgar Hale" and "Edgar Hale".
        exact_last
            && (self.given.get(1).is_some_and(|second| second == b && second.chars().count() > 1)
                || other.given.get(1).is_some_and(|second| second == a && second.chars().count() > 1))
    }
}

fn is_suffix(word: &str) -> bool {
    ALL.iter().any(|language| language.names.person_suffixes.contains(&word))
}

/// A single letter is an initial, whatever it means elsewhere.
fn is_particle(word: &str) -> bool {
    word.len() > 1 && ALL.iter().any(|language| language.names.particles.contains(&word))
}

/// Whether two given names stand in one row of a language's tables: names travel, so every language's count.
fn in_one_row(a: &str, b: &str) -> bool {
    let rows = ALL.iter().flat_map(|language| language.names.given_names);
    rows.into_iter().any(|&row| row == (a, b) || row == (b, a))
}

/// Whether two last names are one beside equal given names: "Dunne" and "Dunn", "Mathews" and "Matthews".
fn same_sound(a: &str, b: &str) -> bool {
    const LETTERS_MIN: usize = 4;
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let doubled = || {
        (1..long.len()).any(|at| {
        let (ahead, rest) = (long.get(..at), long.get(at..));
        matches!((ahead, rest), (Some(ahead), Some(rest))
            if ahead.chars().next_back() == rest.chars().next() && short.strip_prefix(ahead).is_some_and(|end| rest.ends_with(end) && end.len() + 1 == rest.len()))
    })
    };
    short.len() >= LETTERS_MIN
        && (long.strip_suffix('e') == Some(short) || long.len() == short.len() + 1 && doubled())
}

fn same_last(a: &str, b: &str) -> bool {
    // A last name may differ by one letter only when it is long, and not in its first letter.
    a == b || a.len() >= 6 && b.len() >= 6 && a.as_bytes()[0] == b.as_bytes()[0] && distance_within(a, b, 1)
}

fn same_given(a: &str, b: &str) -> bool {
    if a == b || shortens(a, b) || shortens(b, a) {
        return true;
    }
    if in_one_row(a, b) {
        return true;
    }
    if !a.is_char_boundary(1) || !b.is_char_boundary(1) || a[..1] != b[..1] {
        return false;
    }
    let shorter = a.len().min(b.len());
    // A last vowel makes another name of it: "Mario" and "Maria", "Paul" and "Paula".
    let differs_in_last_vowel = a.ends_with('a') != b.ends_with('a') || a.ends_with('o') != b.ends_with('o');
    !differs_in_last_vowel
        && (shorter >= 5 && distance_within(a, b, 1) || shorter >= 7 && distance_within(a, b, 2))
}

/// Whether one given name is the other's initial or first letters: "Chris" of "Christopher", not "Paul" of "Paula".
fn shortens(short: &str, long: &str) -> bool {
    long.starts_with(short)
        && (short.chars().count() == 1 || short.len() >= 3 && long.len() >= short.len() + 3)
}

/// Whether at most `limit` letters must be put in, left out or exchanged to make one word of the other.
fn distance_within(a: &str, b: &str, limit: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(40).collect(), b.chars().take(40).collect());
    if a.len().abs_diff(b.len()) > limit {
        return false;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, &left) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &right) in b.iter().enumerate() {
            let cost = diagonal + usize::from(left != right);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()] <= limit
}

/// The letters of a word without accents, hyphens and apostrophes.
fn plain_letters(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'ď' | 'đ' => out.push('d'),
            'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' | 'ė' => out.push('e'),
            'ğ' => out.push('g'),
            'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => out.push('i'),
            'ł' => out.push('l'),
            'ñ' | 'ń' | 'ň' => out.push('n'),
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' => out.push('o'),
            'ř' => out.push('r'),
            'š' | 'ś' | 'ş' | 'ș' => out.push('s'),
            'ť' | 'ţ' | 'ț' => out.push('t'),
            'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'ž' | 'ź' | 'ż' => out.push('z'),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ß' => out.push_str("ss"),
            'þ' => out.push_str("th"),
            c if c.is_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_person() {
        for (a, b) in [
            ("Antony Vale", "Anthony Vale"),
            ("José Núñez", "Jose Nunez"),
            ("Vale", "Anthony Vale"),
            ("A. Vale", "Anthony Vale"),
            ("Bill Harker", "William Harker"),
            ("Mike Harker", "Michael Harker"),
            ("William J. Harker Jr.", "William Harker"),
            ("J. Edgar Hale", "Edgar Hale"),
            ("Chris Orlov", "Christopher Orlov"),
            ("Sergei Petrovsky", "Sergei Petrovskiy"),
            ("Ludwig van der Berg", "Ludwig Berg"),
            ("Mohammed al-Sayid", "Mohammad al-Sayid"),
            ("Stephen Vale", "Steven Vale"),
            ("Lars Dunne", "Lars Dunn"),
            ("Ann Mathews", "Ann Matthews"),
        ] {
            assert!(same_person(a, b), "{a} / {b}");
            assert!(same_person(b, a), "{b} / {a}");
        }
    }

    #[test]
    fn two_people() {
        for (a, b) in [
            ("Maria Vale", "Mario Vale"),
            ("Anthony Vale", "Andrew Vale"),
            ("Anthony Vale", "Anthony Hale"),
            ("George W. Marsh", "George H. Marsh"),
            ("Vale", "Dale"),
            ("Paul Kerr", "Paula Kerr"),
            ("", "Vale"),
            ("Lars Dunne", "Anna Dunn"),
            ("Ann Hale", "Ann Hales"),
        ] {
            assert!(!same_person(a, b), "{a} / {b}");
            assert!(!same_person(b, a), "{b} / {a}");
        }
    }

    proptest! {
        #[test]
        fn comparing_is_symmetric_and_never_panics(a in "\\PC{0,30}", b in "\\PC{0,30}") {
            prop_assert_eq!(same_person(&a, &b), same_person(&b, &a));
        }
    }
}
