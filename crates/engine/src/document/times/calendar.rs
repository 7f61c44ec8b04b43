//! Stretches of the calendar: their TIMEX3 values, their days, and counting from one to another.

use std::fmt::Write;

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::document::Days;
use crate::languages::times::{Holiday, Part, Season, Unit};

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// One day.
    Day(Date),
    /// The week that begins on this Monday.
    Week(Date),
    /// The weekend that begins on this Saturday.
    Weekend(Date),
    /// Year and month.
    Month(i16, i8),
    /// Year and quarter, 1 to 4.
    Quarter(i16, i8),
    /// Year and half, 1 or 2.
    Half(i16, i8),
    /// A season by the year in which it begins.
    Season(i16, Season),
    /// One year.
    Year(i16),
    /// The ten years from this one.
    Decade(i16),
    /// The hundred years from this one (1900 for the twentieth century).
    Century(i16),
}

impl Stretch {
    /// The stretch of a unit that holds a day; `None` for units of the clock.
    pub(super) fn of(date: Date, unit: Unit) -> Option<Stretch> {
        let (year, month) = (date.year(), date.month());
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Day => Stretch::Day(date),
            Unit::Weekend => Stretch::Weekend(added(monday(date), Unit::Day, 5)?),
            Unit::Week | Unit::Fortnight => Stretch::Week(monday(date)),
            Unit::Month => Stretch::Month(year, month),
            Unit::Quarter => Stretch::Quarter(year, (month - 1) / 3 + 1),
            Unit::Half => Stretch::Half(year, (month - 1) / 6 + 1),
            Unit::Season => season_of(date),
            Unit::Year => Stretch::Year(year),
            Unit::Decade => Stretch::Decade(year - year.rem_euclid(10)),
            Unit::Century => Stretch::Century(year - year.rem_euclid(100)),
        })
    }

    /// The stretch of the same kind, so many steps later.
    pub(super) fn later(self, steps: i32) -> Option<Stretch> {
        let step = |date, unit, count| added(date, unit, count);
        let year =
            |year: i16, steps: i32| i16::try_from(i32::from(year) + steps).ok().filter(|year| *year > 0);
        let part = |of: i16, index: i8, parts: i32| {
            let count = i32::from(of) * parts + i32::from(index) - 1 + steps;
            Some((year(0, count.div_euclid(parts))?, count.rem_euclid(parts) as i8 + 1))
        };
        Some(match self {
            Stretch::Day(date) => Stretch::Day(step(date, Unit::Day, steps)?),
            Stretch::Week(date) => Stretch::Week(step(date, Unit::Week, steps)?),
            Stretch::Weekend(date) => Stretch::Weekend(step(date, Unit::Week, steps)?),
            Stretch::Month(of, month) => {
                part(of, month, 12).map(|(year, month)| Stretch::Month(year, month))?
            }
            Stretch::Quarter(of, quarter) => {
                part(of, quarter, 4).map(|(year, part)| Stretch::Quarter(year, part))?
            }
            Stretch::Half(of, half) => part(of, half, 2).map(|(year, part)| Stretch::Half(year, part))?,
            Stretch::Season(of, season) => Stretch::Season(year(of, steps)?, season),
            Stretch::Year(of) => Stretch::Year(year(of, steps)?),
            Stretch::Decade(of) => Stretch::Decade(year(of, steps.checked_mul(10)?)?),
            Stretch::Century(of) => Stretch::Century(year(of, steps.checked_mul(100)?)?),
        })
    }

    /// Its days; `None` where the calendar ends.
    pub(super) fn days(self) -> Option<Days> {
        let months = |year: i16, first: i8, count: i32| {
            let first = Date::new(year, first, 1).ok()?;
            let last = added(first, Unit::Month, count)?.yesterday().ok()?;
            Some(Days { first, last })
        };
        let years = |year: i16, count: i32| months(year, 1, count * 12);
        match self {
            Stretch::Day(date) => Some(Days { first: date, last: date }),
            Stretch::Week(first) => Some(Days { first, last: added(first, Unit::Day, 6)? }),
            Stretch::Weekend(first) => Some(Days { first, last: first.tomorrow().ok()? }),
            Stretch::Month(year, month) => months(year, month, 1),
            Stretch::Quarter(year, quarter) => months(year, quarter * 3 - 2, 3),
            Stretch::Half(year, half) => months(year, half * 6 - 5, 6),
            Stretch::Season(year, season) => months(year, first_month(season), 3),
            Stretch::Year(year) => years(year, 1),
            Stretch::Decade(year) => years(year, 10),
            Stretch::Century(year) => years(year, 100),
        }
    }

    /// Its TIMEX3 value.
    pub(super) fn value(self) -> String {
        match self {
            Stretch::Day(date) => date.to_string(),
            Stretch::Week(date) => week(date.iso_week_date()),
            Stretch::Weekend(date) => week(date.iso_week_date()) + "-WE",
            Stretch::Month(year, month) => format!("{year:04}-{month:02}"),
            Stretch::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Stretch::Half(year, half) => format!("{year:04}-H{half}"),
            Stretch::Season(year, season) => format!("{year:04}-{}", season_code(season)),
            Stretch::Year(year) => format!("{year:04}"),
            Stretch::Decade(year) => format!("{:03}X", year / 10),
            Stretch::Century(year) => format!("{:02}XX", year / 100),
        }
    }

    /// Its first day.
    pub(super) fn first(self) -> Option<Date> {
        self.days().map(|days| days.first)
    }

    /// The unit that it is one of.
    pub(super) fn unit(self) -> Unit {
        match self {
            Stretch::Day(_) => Unit::Day,
            Stretch::Week(_) => Unit::Week,
            Stretch::Weekend(_) => Unit::Weekend,
            Stretch::Month(..) => Unit::Month,
            Stretch::Quarter(..) => Unit::Quarter,
            Stretch::Half(..) => Unit::Half,
            Stretch::Season(..) => Unit::Season,
            Stretch::Year(_) => Unit::Year,
            Stretch::Decade(_) => Unit::Decade,
            Stretch::Century(_) => Unit::Century,
        }
    }
}

fn week(week: ISOWeekDate) -> String {
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The Monday of the week that holds a day; the day itself at the beginning of the calendar.
pub(super) fn monday(date: Date) -> Date {
    let back = i32::from(date.weekday().to_monday_zero_offset());
    added(date, Unit::Day, -back).unwrap_or(date)
}

/// The weekday of a number from 1 for Monday.
pub(super) fn weekday(number: u8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(i8::try_from(number).ok()?).ok()
}

/// The day so many units later, the last of its month if the month is too short; `None` where the calendar ends.
pub(super) fn added(date: Date, unit: Unit, count: i32) -> Option<Date> {
    if count.unsigned_abs() > 20_000 {
        return None;
    }
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => count.days(),
        Unit::Weekend | Unit::Week => count.weeks(),
        Unit::Fortnight => (count * 2).weeks(),
        Unit::Month => count.months(),
        Unit::Quarter | Unit::Season => (count * 3).months(),
        Unit::Half => (count * 6).months(),
        Unit::Year => count.years(),
        Unit::Decade => count.checked_mul(10).filter(|years| years.unsigned_abs() < 9999)?.years(),
        Unit::Century => count.checked_mul(100).filter(|years| years.unsigned_abs() < 9999)?.years(),
    };
    date.checked_add(span).ok()
}

/// The season that holds a day; January and February are in the winter that began the year before.
fn season_of(date: Date) -> Stretch {
    let year = date.year();
    match date.month() {
        1 | 2 => Stretch::Season(year - 1, Season::Winter),
        3..=5 => Stretch::Season(year, Season::Spring),
        6..=8 => Stretch::Season(year, Season::Summer),
        9..=11 => Stretch::Season(year, Season::Autumn),
        _ => Stretch::Season(year, Season::Winter),
    }
}

/// The month in which a season begins.
pub(super) fn first_month(season: Season) -> i8 {
    match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    }
}

/// TIMEX3's code of a season.
pub(super) fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

/// TIMEX3's code of a part of the day.
pub(super) fn part_code(part: Part) -> &'static str {
    match part {
        Part::Morning => "MO",
        Part::Midday => "MI",
        Part::Afternoon => "AF",
        Part::Evening => "EV",
        Part::Night => "NI",
        Part::Daytime => "DT",
    }
}

/// The day of a feast in a year; `None` where the calendar ends.
pub(super) fn holiday(holiday: Holiday, year: i16) -> Option<Date> {
    match holiday {
        Holiday::Fixed(month, day) => Date::new(year, month as i8, day as i8).ok(),
        Holiday::Nth(month, day, nth) => {
            let first = Date::new(year, month as i8, 1).ok()?;
            let nth = if nth >= 5 { -1 } else { nth as i8 };
            first.nth_weekday_of_month(nth, weekday(day)?).ok()
        }
        Holiday::Easter(after) => added(easter(year)?, Unit::Day, i32::from(after)),
    }
}

/// Easter Sunday of the western churches (the anonymous Gregorian computus).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (century, rest) = (year / 100, year % 100);
    let golden = year % 19;
    let moon = (century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 19 * golden + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let sum = moon + sunday - 7 * late + 114;
    Date::new(year as i16, (sum / 31) as i8, (sum % 31 + 1) as i8).ok()
}

/// The value of a date of which parts are unknown (`XXXX-07-22`).
pub(super) fn partial(year: Option<i16>, month: Option<u8>, day: Option<u8>) -> String {
    let mut value = year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"));
    if let Some(month) = month {
        write!(value, "-{month:02}").expect("writing to a string cannot fail");
        if let Some(day) = day {
            write!(value, "-{day:02}").expect("writing to a string cannot fail");
        }
    }
    value
}
