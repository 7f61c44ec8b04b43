//! A reading in few characters: `about 13,000 people`, `$43.8 million`, `12 March 2024`.

use super::{dates, phrases};
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
    let blur = reading.approximator.as_deref();
    let value = match reading.value.as_ref()? {
        Value::Number(number) => {
            let unit = reading.unit.as_deref().unwrap_or_default();
            if let Some(words) = blur.and_then(|blur| blurred(blur, *number, unit)) {
                return Some(words);
            }
            with_unit(*number, unit)
        }
        Value::Text(text) if claim.kind == ClaimKind::Date => dates::day(text),
        Value::Text(text) => text.clone(),
    };
    Some(blur.map_or_else(|| value.clone(), |blur| format!("{blur} {value}")))
}

/// Round numbers that stand in words after "several" and in "thousands of".
const ROUND: &[(f64, &str, &str)] = &[
    (10.0, "", "tens"),
    (12.0, "dozen", "dozens"),
    (100.0, "hundred", "hundreds"),
    (1e3, "thousand", "thousands"),
    (1e4, "", "tens of thousands"),
    (1e5, "hundred thousand", "hundreds of thousands"),
    (1e6, "million", "millions"),
    (1e9, "billion", "billions"),
];

/// "thousands of refugees", "several hundred people": a number that tells its size alone.
fn blurred(blur: &str, number: f64, unit: &str) -> Option<String> {
    let (_, one, many) = ROUND.iter().find(|(size, ..)| *size == number)?;
    let words = match blur {
        "multiples of" if unit.is_empty() => (*many).to_owned(),
        "multiples of" => format!("{many} of {}", unit_after(number, unit)),
        "several" if !one.is_empty() => format!("several {one} {}", unit_after(number, unit)),
        _ => return None,
    };
    Some(words.trim_end().to_owned())
}

fn with_unit(number: f64, unit: &str) -> String {
    if let Some(fraction) = fraction(number) {
        return if unit.is_empty() {
            fraction
        } else {
            format!("{fraction} of {}", unit_after(number, unit))
        };
    }
    let words = in_words(number);
    let signed = SIGNS.iter().find_map(|&(name, before, after)| {
        let rest = unit.strip_prefix(name).filter(|rest| rest.is_empty() || rest.starts_with(' '))?;
        Some(format!("{before}{words}{after}{rest}"))
    });
    signed.unwrap_or_else(|| format!("{words} {}", unit_after(number, unit)).trim_end().to_owned())
}

/// A part of one that decimals cannot print: `1/3`.
fn fraction(number: f64) -> Option<String> {
    const BELOW_MAX: u32 = 12;
    const EXACT: f64 = 1e-9;
    let is_whole = |value: f64| (value - value.round()).abs() < EXACT;
    if !(0.0..1.0).contains(&number) || is_whole(number * 1e4) {
        return None;
    }
    let below = (3..=BELOW_MAX).find(|&below| is_whole(number * f64::from(below)))?;
    Some(format!("{}/{below}", (number * f64::from(below)).round()))
}

/// A unit as it stands after a number: in the plural after all but one.
fn unit_after(number: f64, unit: &str) -> String {
    let first = unit.split(' ').next().unwrap_or_default();
    let rest = unit.strip_prefix(first).unwrap_or_default();
    let many =
        MEASURES.iter().find(|(one, _)| *one == first && number != 1.0).map_or(first, |(_, many)| many);
    format!("{many}{rest}")
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
    use super::{blurred, with_unit};

    #[test]
    fn sizes_are_words() {
        assert_eq!(blurred("multiples of", 1e3, "refugees").unwrap(), "thousands of refugees");
        assert_eq!(blurred("multiples of", 12.0, "").unwrap(), "dozens");
        assert_eq!(blurred("several", 100.0, "people").unwrap(), "several hundred people");
        assert_eq!(blurred("several", 7.0, "people"), None);
        assert_eq!(blurred("about", 100.0, "people"), None);
    }

    #[test]
    fn numbers_are_easy_to_read() {
        assert_eq!(with_unit(1.0 / 3.0, "votes"), "1/3 of votes");
        assert_eq!(with_unit(0.25, "mile"), "0.25 miles");
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
