//! The fields that the words of a phrase fill.

use jiff::civil::Date;

use crate::languages::times::{Holiday, Part, Season, Unit};

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// 0 to 24.
    pub(super) hour: u8,
    /// 0 to 59.
    pub(super) minute: u8,
}

/// A day on the calendar, or a part of one, each part unknown where the words do not say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ymd {
    /// The year, 1 to 9999.
    pub(super) year: Option<i16>,
    /// The month, 1 to 12.
    pub(super) month: Option<u8>,
    /// The day, 1 to 31.
    pub(super) day: Option<u8>,
}

impl Ymd {
    /// A whole date, if the calendar has it.
    pub(super) fn checked(year: u32, month: u32, day: u32) -> Option<Ymd> {
        let year = i16::try_from(year).ok().filter(|year| (1500..=2199).contains(year))?;
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some(Ymd { year: Some(date.year()), month: Some(month as u8), day: Some(day as u8) })
    }

    /// Whether no part is known.
    pub(super) fn is_empty(self) -> bool {
        self == Ymd::default()
    }
}

/// A count of units: in tenths, or a small unknown number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// Ten times the number ("2.5" is 25).
    Tenths(u32),
    /// "several", "a few", or a bare plural.
    Several,
}

impl Count {
    /// One.
    pub(super) const ONE: Count = Count::Tenths(10);
}

/// Everything that the words of one phrase said.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Fields {
    pub(super) date: Ymd,
    pub(super) weekday: Option<u8>,
    pub(super) clock: Option<Clock>,
    pub(super) part: Option<Part>,
    pub(super) season: Option<Season>,
    pub(super) holiday: Option<Holiday>,
    pub(super) ordinal: Option<u16>,
    pub(super) decade: Option<u16>,
    pub(super) unit: Option<Unit>,
    pub(super) shift: Option<i8>,
    pub(super) day_word: Option<i8>,
    pub(super) meridiem: Option<u8>,
    /// The quarter or half of a year.
    pub(super) nth: Option<(Unit, u16)>,
    /// The year, counted from the year of printing.
    pub(super) year_shift: Option<i8>,
    /// The week, counted from the week of printing.
    pub(super) week_shift: Option<i8>,
    /// Whether the units were in the plural.
    pub(super) several: bool,
    pub(super) count: Option<Count>,
    pub(super) count_to: Option<Count>,
}

impl Fields {
    /// Whether the words name no day, nor anything longer.
    pub(super) fn has_no_day(&self) -> bool {
        !self.has_day()
            && self.date.is_empty()
            && self.season.is_none()
            && self.nth.is_none()
            && self.year_shift.is_none()
    }

    /// Whether the words name one day.
    pub(super) fn has_day(&self) -> bool {
        self.date.day.is_some() || self.weekday.is_some() || self.day_word.is_some() || self.holiday.is_some()
    }

    /// Whether the words name a time of day.
    pub(super) fn has_time(&self) -> bool {
        self.clock.is_some() || self.part.is_some()
    }

    /// Whether the words name a month, season, quarter or half without its year.
    pub(super) fn is_part_of_year(&self) -> bool {
        let part = self.date.month.is_some()
            || self.season.is_some()
            || self.nth.is_some()
            || self.holiday.is_some();
        part && self.date.year.is_none() && self.year_shift.is_none() && !self.has_time()
    }

    /// The fields of two phrases that are one time; the first says what both say.
    pub(super) fn with(self, other: Fields) -> Fields {
        Fields {
            date: Ymd {
                year: self.date.year.or(other.date.year),
                month: self.date.month.or(other.date.month),
                day: self.date.day.or(other.date.day),
            },
            weekday: self.weekday.or(other.weekday),
            clock: self.clock.or(other.clock),
            part: self.part.or(other.part),
            season: self.season.or(other.season),
            holiday: self.holiday.or(other.holiday),
            nth: self.nth.or(other.nth),
            shift: self.shift.or(other.shift),
            year_shift: self.year_shift.or(other.year_shift),
            week_shift: self.week_shift.or(other.week_shift),
            day_word: self.day_word.or(other.day_word),
            meridiem: self.meridiem.or(other.meridiem),
            ..self
        }
    }
}
