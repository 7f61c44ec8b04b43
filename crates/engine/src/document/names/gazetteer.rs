//! Look-ups in sorted tables: one entry a line, `key`, a tab, `value`, in the order of the keys' bytes.
//!
//! The tables are part of the program as they stand in `data/names`; nothing is built when the program starts.

/// The value of `key`, if the table has it.
pub(super) fn look_up<'t>(table: &'t str, key: &str) -> Option<&'t str> {
    look_along(table, key).0
}

/// The value of `key`, if the table has it, and whether a longer key begins with it.
pub(super) fn look_along<'t>(table: &'t str, key: &str) -> (Option<&'t str>, bool) {
    let bytes = table.as_bytes();
    let (mut low, mut high) = (0, table.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[low..middle].iter().rposition(|&byte| byte == b'\n').map_or(low, |at| low + at + 1);
        let end =
            bytes[middle..].iter().position(|&byte| byte == b'\n').map_or(table.len(), |at| middle + at);
        let Some((found, value)) = table.get(start..end).and_then(|line| line.split_once('\t')) else {
            return (None, false);
        };
        match found.as_bytes().cmp(key.as_bytes()) {
            std::cmp::Ordering::Equal => {
                return (Some(value), table.get(end + 1..).is_some_and(|rest| rest.starts_with(key)));
            }
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    (None, table.get(low..).is_some_and(|rest| rest.starts_with(key)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::languages::ALL;

    #[test]
    fn every_line_is_found() {
        let table = "a\t1\nab\t2\nb\t3\nö\t4\n";
        for (key, value) in [("a", "1"), ("ab", "2"), ("b", "3"), ("ö", "4")] {
            assert_eq!(look_up(table, key), Some(value));
        }
        for missing in ["", "aa", "c", "z", "ö "] {
            assert_eq!(look_up(table, missing), None);
        }
        assert_eq!(look_up("", "a"), None);
        for (key, goes_on) in
            [("a", true), ("ab", false), ("b", false), ("ö", false), ("c", false), ("", true)]
        {
            assert_eq!(look_along(table, key).1, goes_on, "{key}");
        }
    }

    #[test]
    fn the_shipped_tables_are_sorted() {
        for language in ALL {
            for table in [language.names.words, language.names.phrases] {
                let keys: Vec<&str> = table.lines().map(|line| line.split('\t').next().unwrap()).collect();
                assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "{}", language.code);
                assert!(table.lines().all(|line| line.split('\t').count() == 2));
            }
        }
    }
}
