//! A reading in few characters: `about 13,000 people`, `$43.8 million`, `12 March 2024`.

use super::super::phrases;
use super::dates;
use crate::report::{Claim, ClaimKind, Reading, Value};

/// Units that have a sign of their own: the unit, what stands before the number, what stands after it.
const SIGNS: &[(&str, &str, &str)] = &[
    ("US dollar", "$", ""),
    ("dollar", "$", ""),
    ("euro", "€", ""),
    ("pound sterling", "£", ""),
    ("Japanese yen", "¥", ""),
    ("percent", "", "%"),
    ("degree Celsius", "", " °C"),
    ("degree Fahrenheit", "", " °F"),
];

/// Measures, for one and for many. Units that were counted stand in the plural already.
const MEASURES: &[(&str, &str)] = &[
    ("point", "points"),
    ("metre", "metres"),
    ("kilometre", "kilometres"),
    ("mile", "miles"),
    ("foot", "feet"),
    ("inch", "inches"),
    ("acre", "acres"),
    ("hectare", "hectares"),
    ("litre", "litres"),
    ("gallon", "gallons"),
    ("barrel", "barrels"),
    ("kilogram", "kilograms"),
    ("pound", "pounds"),
    ("tonne", "tonnes"),
    ("ton", "tons"),
    ("second", "seconds"),
    ("minute", "minutes"),
    ("hour", "hours"),
    ("day", "days"),
    ("week", "weeks"),
    ("month", "months"),
    ("year", "years"),
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
    let words = in_words(number);
    let signed = SIGNS.iter().find_map(|&(name, before, after)| {
        let rest = unit.strip_prefix(name).filter(|rest| rest.is_empty() || rest.starts_with(' '))?;
        Some(format!("{before}{words}{after}{rest}"))
    });
    let first = unit.split(' ').next().unwrap_or_default();
    let rest = unit.strip_prefix(first).unwrap_or_default();
    let many =
        MEASURES.iter().find(|(one, _)| *one == first && number != 1.0).map_or(first, |(_, many)| many);
    signed.unwrap_or_else(|| format!("{words} {many}{rest}").trim_end().to_owned())
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
    if number.fract() == 0.0 && (1000.0..10_000.0).contains(&number) {
        return format!("{},{:03}", (number / 1000.0).floor(), number % 1000.0);
    }
    phrases::grouped(number)
}

#[cfg(test)]
mod tests {
    use super::with_unit;

    #[test]
    fn numbers_are_easy_to_read() {
        assert_eq!(with_unit(13000.0, "people"), "13,000 people");
        assert_eq!(with_unit(1160.0, "people"), "1,160 people");
        assert_eq!(with_unit(4007.0, ""), "4,007");
        assert_eq!(with_unit(43_800_000.0, "US dollar"), "$43.8 million");
        assert_eq!(with_unit(1_240_000_000.0, "US dollar"), "$1.24 billion");
        assert_eq!(with_unit(1_234_567.0, ""), "1,234,567");
        assert_eq!(with_unit(-13401.5, "metre"), "-13,401.5 metres");
        assert_eq!(with_unit(9.0, "percent"), "9%");
        assert_eq!(with_unit(58_000_000.0, "dollar per year"), "$58 million per year");
        assert_eq!(with_unit(71.0, "mile per hour"), "71 miles per hour");
        assert_eq!(with_unit(1.0, "year of age"), "1 year of age");
        assert_eq!(with_unit(0.0, ""), "0");
    }
}
