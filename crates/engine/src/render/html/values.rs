//! A reading in few characters: `about 13,000 people`, `$43.8 million`, `12 March 2024`.

use super::super::phrases;
use super::dates;
use crate::report::{Claim, ClaimKind, Reading, Value};

/// Units that have a sign of their own: the unit, what stands before the number, what stands after it.
const SIGNS: &[(&str, &str, &str)] = &[
    ("US dollar", "$", ""),
    ("euro", "€", ""),
    ("pound sterling", "£", ""),
    ("yen", "¥", ""),
    ("percent", "", "%"),
    ("degree Celsius", "", " °C"),
    ("degree Fahrenheit", "", " °F"),
];

/// The reading's value in words, when it has one.
pub(super) fn shown(claim: &Claim, reading: &Reading) -> Option<String> {
    let value = match reading.value.as_ref()? {
        Value::Number(number) => with_unit(*number, reading.unit.as_deref().unwrap_or_default()),
        Value::Text(text) if claim.kind == ClaimKind::Date => dates::day(text),
        Value::Text(text) => text.clone(),
    };
    Some(match &reading.approximator {
        Some(approximator) => format!("{approximator} {value}"),
        None => value,
    })
}

fn with_unit(number: f64, unit: &str) -> String {
    let number = in_words(number);
    match SIGNS.iter().find(|(name, ..)| *name == unit) {
        Some((_, before, after)) => format!("{before}{number}{after}"),
        None => format!("{number} {unit}").trim_end().to_owned(),
    }
}

/// `13,000`, `43.8 million`, `2.5`.
fn in_words(number: f64) -> String {
    for (size, name) in [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")] {
        let scaled = number / size;
        let short = (scaled * 1e3).round() / 1e3;
        if number.abs() >= size && (short * size - number).abs() < 0.5 {
            return format!("{short} {name}");
        }
    }
    phrases::grouped(number)
}

#[cfg(test)]
mod tests {
    use super::with_unit;

    #[test]
    fn numbers_are_easy_to_read() {
        assert_eq!(with_unit(13000.0, "people"), "13,000 people");
        assert_eq!(with_unit(43_800_000.0, "US dollar"), "$43.8 million");
        assert_eq!(with_unit(1_240_000_000.0, "US dollar"), "$1.24 billion");
        assert_eq!(with_unit(1_234_567.0, ""), "1,234,567");
        assert_eq!(with_unit(-1401.5, "metre"), "-1,401.5 metre");
        assert_eq!(with_unit(9.0, "percent"), "9%");
        assert_eq!(with_unit(0.0, ""), "0");
    }
}
