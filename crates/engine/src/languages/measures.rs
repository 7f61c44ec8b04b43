//! Measures that are written the same in every language: signs and codes of currencies, symbols of units.
//!
//! The normalised names are English and singular, so that accounts in two languages can be compared. A language
//! adds its own words in its own file.

use super::{Measure, Unit};

/// Signs, codes and symbols, without words of any language. A form of one letter is a unit only after figures and
/// in this very case.
#[rustfmt::skip]
pub static SYMBOLS: &[Unit] = &[
    Unit { name: "percent", rate: "percentage", measure: Measure::Share, forms: &["%", "pct"] },
    Unit { name: "US dollar", rate: "dollar", measure: Measure::Money, forms: &["dlrs", "u.s. dlrs", "$", "us$", "us $", "u.s. $", "u.s.$", "usd", "usd$", "usd $", "$us"] },
    money("Canadian dollar", &["C$", "C $", "c $", "CAD", "cad$", "ca$", "cdn$"]),
    money("Australian dollar", &["A$", "A $", "aud", "aud$", "au$"]),
    money("New Zealand dollar", &["nz$", "nz $", "nzd", "nzd$"]),
    money("Hong Kong dollar", &["hk$", "hk $", "hkd"]),
    money("Singapore dollar", &["S$", "sgd"]),
    money("Taiwan dollar", &["nt$", "nt $", "twd"]),
    money("pound sterling", &["£", "gb£", "gbp"]),
    money("euro", &["€", "eur"]),
    money("Japanese yen", &["¥", "jpy"]),
    money("Chinese yuan", &["rmb", "cny", "元"]),
    money("Indian rupee", &["₹", "inr", "Rs.", "Rs"]),
    money("Russian rouble", &["₽", "RUB"]),
    money("South Korean won", &["₩", "krw"]),
    money("Swiss franc", &["chf", "SFr"]),
    money("Mexican peso", &["mex$", "mxn", "mxn$"]),
    money("Brazilian real", &["r$", "brl"]),
    money("South African rand", &["zar"]),
    money("Turkish lira", &["₺"]),
    money("Israeli shekel", &["₪", "ILS"]),
    money("Ukrainian hryvnia", &["₴", "uah"]),
    money("Nigerian naira", &["₦", "ngn"]),
    money("Malaysian ringgit", &["RM", "myr"]),
    money("Philippine peso", &["₱", "PHP"]),
    money("Vietnamese dong", &["₫", "vnd"]),
    money("Thai baht", &["฿", "thb"]),
    money("Kazakhstani tenge", &["₸", "kzt"]),
    money("Costa Rican colón", &["₡"]),
    money("Georgian lari", &["₾"]),
    money("Lao kip", &["₭"]),
    money("bitcoin", &["₿", "btc"]),
    money("cent", &["¢"]),
    length("kilometre", &["km", "kms"]),
    length("metre", &["m"]),
    length("centimetre", &["cm"]),
    length("decimetre", &["dm"]),
    length("millimetre", &["mm"]),
    length("nanometre", &["nm"]),
    measure("square kilometre", &["km2", "km²", "sq km", "sq. km"]),
    measure("square metre", &["m2", "m²", "sq m", "sqm", "sq. m"]),
    measure("cubic metre", &["m3", "m³"]),
    measure("hectare", &["ha"]),
    measure("kilogram", &["kg", "kgs"]),
    measure("gram", &["g"]),
    measure("milligram", &["mg"]),
    measure("microgram", &["μg", "µg", "mcg"]),
    measure("metric ton", &["t"]),
    measure("litre", &["l"]),
    measure("millilitre", &["ml"]),
    measure("kilometre per hour", &["km/h", "kmh", "kph", "kmph", "km/hr"]),
    measure("metre per second", &["m/s"]),
    measure("mile per hour", &["mph", "mi/h"]),
    measure("mile per gallon", &["mpg"]),
    length("foot", &["ft"]),
    measure("square foot", &["sq ft", "sq. ft", "sq. ft.", "sqft"]),
    measure("square mile", &["sq mi", "sq. mi"]),
    measure("pound", &["lb", "lbs", "lb.", "lbs."]),
    measure("ounce", &["oz", "oz."]),
    temperature("degree", &["°", "º"]),
    temperature("celsius", &["°c", "º c", "° c", "℃"]),
    temperature("fahrenheit", &["°f", "º f", "° f", "℉"]),
    measure("hertz", &["hz"]),
    measure("kilohertz", &["khz"]),
    measure("megahertz", &["mhz"]),
    measure("gigahertz", &["ghz"]),
    measure("kilobyte", &["kb"]),
    measure("megabyte", &["mb"]),
    measure("gigabyte", &["gb"]),
    measure("terabyte", &["tb"]),
    measure("megabit per second", &["mbps", "mbit/s"]),
    measure("gigabit per second", &["gbps", "gbit/s"]),
    measure("megapixel", &["mp"]),
    measure("watt", &["w"]),
    measure("kilowatt", &["kw"]),
    measure("megawatt", &["mw"]),
    measure("gigawatt", &["gw"]),
    measure("kilowatt hour", &["kwh"]),
    measure("megawatt hour", &["mwh"]),
    measure("gigawatt hour", &["gwh"]),
    measure("milliampere hour", &["mah"]),
    measure("volt", &["v"]),
    measure("decibel", &["db"]),
    measure("horsepower", &["hp", "bhp"]),
    measure("revolution per minute", &["rpm"]),
    measure("barrel per day", &["bpd"]),
    measure("part per million", &["ppm"]),
    share("basis point", &["bp", "bps"]),
    time("hour", &["hr", "hrs", "hrs."]),
    time("minute", &["min", "mins"]),
    time("millisecond", &["ms"]),
];

/// A currency.
pub(super) const fn money(name: &'static str, forms: &'static [&'static str]) -> Unit {
    Unit { name, rate: name, measure: Measure::Money, forms }
}

/// A share of a whole.
pub(super) const fn share(name: &'static str, forms: &'static [&'static str]) -> Unit {
    Unit { name, rate: name, measure: Measure::Share, forms }
}

/// A length of time.
pub(super) const fn time(name: &'static str, forms: &'static [&'static str]) -> Unit {
    Unit { name, rate: name, measure: Measure::Time, forms }
}

/// A temperature.
pub(super) const fn temperature(name: &'static str, forms: &'static [&'static str]) -> Unit {
    Unit { name, rate: name, measure: Measure::Temperature, forms }
}

/// An age.
pub(super) const fn age(name: &'static str, forms: &'static [&'static str]) -> Unit {
    Unit { name, rate: name, measure: Measure::Age, forms }
}

/// Any other measure: length, area, mass, volume, speed, power.
pub(super) const fn measure(name: &'static str, forms: &'static [&'static str]) -> Unit {
    Unit { name, rate: name, measure: Measure::Other, forms }
}

/// A length.
pub(super) const fn length(name: &'static str, forms: &'static [&'static str]) -> Unit {
    Unit { name, rate: name, measure: Measure::Length, forms }
}
