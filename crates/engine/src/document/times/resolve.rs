//! What the fields of a phrase mean, against the day of printing and the times that the text named before.

use jiff::civil::Date;

use super::calendar::{self, Stretch, added, weekday};
use super::fields::{Clock, Count, Fields};
use super::phrases::Found;
use crate::document::{Days, TimeKind};
use crate::languages::times::{Kind, Part, Phrase, Unit};

/// Where the sentence of a time looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tense {
    /// Back.
    Past,
    /// Ahead.
    Future,
    /// The sentence does not tell.
    #[default]
    Unknown,
}

/// What a time is resolved against.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// The day of printing.
    pub(super) printed: Option<Date>,
    /// The stretch that the text named last.
    pub(super) named: Option<Stretch>,
    /// The quarter or year that the paragraph's figures are of.
    pub(super) period: Option<Stretch>,
    /// Where the sentence looks.
    pub(super) look: Look,
}

/// Where a sentence looks at a time, and how surely.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// Back or ahead.
    pub(super) tense: Tense,
    /// Whether the word that tells it stands right before the time.
    pub(super) near: bool,
    /// Whether only an infinitive tells it, or a preposition in a sentence whose verb tells the past.
    pub(super) weak: bool,
}

/// A time resolved.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Resolved {
    pub(super) kind: TimeKind,
    pub(super) value: String,
    /// The stretch that it is or lies in.
    pub(super) stretch: Option<Stretch>,
}

impl Resolved {
    fn new(kind: TimeKind, value: impl Into<String>) -> Resolved {
        Resolved { kind, value: value.into(), stretch: None }
    }

    fn stretch(stretch: Stretch) -> Resolved {
        Resolved { kind: TimeKind::Date, value: stretch.value(), stretch: Some(stretch) }
    }

    /// The days covered.
    pub(super) fn days(&self) -> Option<Days> {
        self.stretch.and_then(Stretch::days)
    }
}

/// What a phrase means here; `None` when it is no time after all.
pub(super) fn resolve(found: &Found, context: &Context) -> Option<Resolved> {
    let fields = &found.fields;
    match found.phrase {
        Phrase::None | Phrase::Partial | Phrase::Shaded => None,
        Phrase::Fixed(kind, value) => Some(Resolved::new(time_kind(kind), value)),
        Phrase::Length => length(fields),
        Phrase::Every => Some(every(fields)),
        Phrase::Ago => ago(fields, context.printed, -1).map(|time| in_period(time, fields, context)),
        Phrase::Hence => ago(fields, context.printed, 1),
        Phrase::Earlier => {
            ago(fields, base(context, fields.unit), -1).map(|time| in_period(time, fields, context))
        }
        Phrase::Anaphoric(steps) => anaphoric(fields, context, steps),
        Phrase::YearBefore => Some(year_before(fields, context)),
        Phrase::YearEnd => Some(year_end(context)),
        Phrase::Decade => decade(fields, context),
        Phrase::Century => century(fields),
        Phrase::WeekOf => Some(in_unit(calendar_time(fields, context)?, Unit::Week)),
        Phrase::Shifted(shift) => shifted(found.phrase, &Fields { shift: Some(shift), ..*fields }, context),
        Phrase::Relative => shifted(found.phrase, fields, context),
        Phrase::Calendar | Phrase::Fiscal | Phrase::NthOfYear | Phrase::DayPart(..) => {
            calendar_time(fields, context)
        }
    }
}

fn time_kind(kind: Kind) -> TimeKind {
    match kind {
        Kind::Date => TimeKind::Date,
        Kind::Time => TimeKind::Time,
        Kind::Duration => TimeKind::Duration,
        Kind::Set => TimeKind::Set,
    }
}

// ---------------------------------------------------------------- lengths and recurrences

fn length(fields: &Fields) -> Option<Resolved> {
    let count = fields.count.unwrap_or(if fields.several { Count::Several } else { Count::ONE });
    Some(Resolved::new(TimeKind::Duration, period(count, fields.unit?)))
}

/// The value of so many units (`P2Y6M`, `PT30M`, `PXD`).
fn period(count: Count, unit: Unit) -> String {
    let (code, times, smaller) = unit_code(unit);
    let clock = matches!(unit, Unit::Second | Unit::Minute | Unit::Hour);
    let lead = if clock { "PT" } else { "P" };
    let Count::Tenths(tenths) = count else { return format!("{lead}X{code}") };
    let tenths = tenths.saturating_mul(times);
    let (whole, rest) = (tenths / 10, tenths % 10);
    match (rest, smaller) {
        (0, _) => format!("{lead}{whole}{code}"),
        (_, Some((small, per))) if (rest * per) % 10 == 0 => {
            let small_count = rest * per / 10;
            if whole == 0 {
                format!("{lead}{small_count}{small}")
            } else {
                format!("{lead}{whole}{code}{small_count}{small}")
            }
        }
        _ => format!("{lead}{whole}.{rest}{code}"),
    }
}

/// The letter of a unit, how many of the letter it is, and the unit below with how many make one.
fn unit_code(unit: Unit) -> (&'static str, u32, Option<(&'static str, u32)>) {
    match unit {
        Unit::Second => ("S", 1, None),
        Unit::Minute => ("M", 1, Some(("S", 60))),
        Unit::Hour => ("H", 1, Some(("M", 60))),
        Unit::Day => ("D", 1, None),
        Unit::Weekend => ("D", 2, None),
        Unit::Week => ("W", 1, None),
        Unit::Fortnight => ("W", 2, None),
        Unit::Month => ("M", 1, None),
        Unit::Quarter | Unit::Season => ("M", 3, None),
        Unit::Half => ("M", 6, None),
        Unit::Year => ("Y", 1, Some(("M", 12))),
        Unit::Decade => ("Y", 10, None),
        Unit::Century => ("Y", 100, None),
    }
}

fn every(fields: &Fields) -> Resolved {
    let value = if let Some(day) = fields.weekday {
        format!("XXXX-WXX-{day}")
    } else if let Some(month) = fields.date.month {
        format!("XXXX-{month:02}")
    } else if let Some(season) = fields.season {
        format!("XXXX-{}", calendar::season_code(season))
    } else if let Some(part) = fields.part {
        format!("XXXX-XX-XXT{}", calendar::part_code(part))
    } else {
        period(Count::ONE, fields.unit.unwrap_or(Unit::Day))
    };
    Resolved::new(TimeKind::Set, value)
}

// ---------------------------------------------------------------- offsets

/// So many units before or after a day, as exact as the unit is.
fn ago(fields: &Fields, from: Option<Date>, direction: i32) -> Option<Resolved> {
    let unit = fields.unit?;
    let vague = if direction < 0 { "PAST_REF" } else { "FUTURE_REF" };
    let Count::Tenths(tenths) =
        fields.count.unwrap_or(if fields.several { Count::Several } else { Count::ONE })
    else {
        return Some(Resolved::new(TimeKind::Date, vague));
    };
    let grain = if unit == Unit::Decade { Unit::Year } else { unit };
    let count = i32::try_from(tenths / 10).ok()?;
    let Some(date) = from else { return Some(unknown(grain)) };
    if unit < Unit::Day {
        return Some(Resolved::new(TimeKind::Time, format!("{date}TXX:XX")));
    }
    let mut date = added(date, unit, direction * count)?;
    if tenths % 10 == 5 && unit == Unit::Year {
        date = added(date, Unit::Month, direction * 6)?;
    }
    Some(Resolved::stretch(Stretch::of(date, grain)?))
}

/// The day to count from after "a year earlier": the last that the text named, else the day of printing.
fn base(context: &Context, unit: Option<Unit>) -> Option<Date> {
    let named = context.named.filter(|named| unit.is_none_or(|unit| named.unit() <= unit));
    named.and_then(Stretch::first).or(context.printed)
}

/// A year earlier, where the text's figures are of a quarter, is that quarter of the year before.
fn in_period(time: Resolved, fields: &Fields, context: &Context) -> Resolved {
    match context.period {
        Some(Stretch::Quarter(year, quarter))
            if fields.unit == Some(Unit::Year) && fields.count.is_none() =>
        {
            Resolved::stretch(Stretch::Quarter(year - 1, quarter))
        }
        _ => time,
    }
}

fn year_before(fields: &Fields, context: &Context) -> Resolved {
    let period = context.period.or_else(|| {
        let unit = if fields.unit == Some(Unit::Quarter) { Unit::Quarter } else { Unit::Year };
        Stretch::of(context.printed?, unit)
    });
    let before = match period {
        Some(Stretch::Quarter(year, quarter)) => Some(Stretch::Quarter(year - 1, quarter)),
        Some(Stretch::Year(year)) => Some(Stretch::Year(year - 1)),
        _ => None,
    };
    before.map_or_else(|| unknown(Unit::Year), Resolved::stretch)
}

fn year_end(context: &Context) -> Resolved {
    let end = context.printed.and_then(|date| Date::new(date.year(), 12, 31).ok());
    end.map_or_else(
        || Resolved::new(TimeKind::Date, "XXXX-12-31"),
        |date| Resolved::stretch(Stretch::Day(date)),
    )
}

fn anaphoric(fields: &Fields, context: &Context, steps: i8) -> Option<Resolved> {
    if let Some(month) = fields.date.month {
        let year = context.named.and_then(Stretch::first)?.year();
        return Some(Resolved::stretch(Stretch::Month(year, month as i8)));
    }
    let unit = if fields.part.is_some() { Unit::Day } else { fields.unit.unwrap_or(Unit::Day) };
    let from = context.named.filter(|named| named.unit() <= unit);
    let stretch = from
        .and_then(Stretch::first)
        .and_then(|date| Stretch::of(date, unit))
        .and_then(|stretch| stretch.later(i32::from(steps)));
    Some(with_time(Resolved::stretch(stretch?), fields))
}

// ---------------------------------------------------------------- counted from the day of printing

fn shifted(phrase: Phrase, fields: &Fields, context: &Context) -> Option<Resolved> {
    let shift = fields.shift.unwrap_or(0);
    if fields.weekday.is_some()
        || fields.date.month.is_some()
        || fields.season.is_some()
        || fields.holiday.is_some()
    {
        return calendar_time(fields, context);
    }
    if fields.part.is_some() {
        return calendar_time(fields, context);
    }
    let unit = fields.unit.unwrap_or(Unit::Quarter);
    let Some(printed) = context.printed else { return Some(unknown(unit)) };
    let stretch = match unit {
        Unit::Weekend => weekend(printed, fields.shift, context.look.tense),
        Unit::Quarter if phrase == Phrase::Shifted(0) => quarter(printed, context),
        _ => Stretch::of(printed, unit)?.later(i32::from(shift)),
    };
    Some(Resolved::stretch(stretch?))
}

/// The quarter whose figures are told: the one named before, else the one that last ended.
fn quarter(printed: Date, context: &Context) -> Option<Stretch> {
    match context.period {
        Some(period @ Stretch::Quarter(..)) => Some(period),
        _ => Stretch::of(printed, Unit::Quarter)?.later(-1),
    }
}

/// The weekend that is meant: before Thursday the last one, then the coming one, unless the words say which.
fn weekend(printed: Date, shift: Option<i8>, tense: Tense) -> Option<Stretch> {
    let this = Stretch::of(printed, Unit::Weekend)?;
    let day = printed.weekday().to_monday_one_offset();
    let back = match (shift, tense) {
        (Some(-1), _) => true,
        (Some(1), _) | (_, Tense::Future) => false,
        (_, Tense::Past) => day < 6,
        (_, Tense::Unknown) => day < 4,
    };
    let on = shift == Some(1) && day >= 6;
    this.later(if back { -1 } else { i32::from(on) })
}

fn unknown(unit: Unit) -> Resolved {
    let value = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX:XX",
        Unit::Day => "XXXX-XX-XX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Half => "XXXX-HX",
        Unit::Season | Unit::Year => "XXXX",
        Unit::Decade => "XXXX",
        Unit::Century => "XXXX",
    };
    Resolved::new(TimeKind::Date, value)
}

fn in_unit(time: Resolved, unit: Unit) -> Resolved {
    let stretch = time.stretch.and_then(Stretch::first).and_then(|date| Stretch::of(date, unit));
    stretch.map_or_else(|| unknown(unit), Resolved::stretch)
}

// ---------------------------------------------------------------- decades and centuries

fn decade(fields: &Fields, context: &Context) -> Option<Resolved> {
    let first = i16::try_from(fields.decade?).ok()?;
    let first = if first >= 100 {
        first
    } else {
        let this_year = context.printed.map_or(2020, Date::year);
        let century = this_year - this_year.rem_euclid(100);
        if century + first <= this_year { century + first } else { century - 100 + first }
    };
    Some(Resolved::stretch(Stretch::Decade(first)))
}

fn century(fields: &Fields) -> Option<Resolved> {
    let nth = i16::try_from(fields.ordinal?).ok().filter(|nth| (2..=30).contains(nth))?;
    Some(Resolved::stretch(Stretch::Century((nth - 1) * 100)))
}

// ---------------------------------------------------------------- the calendar and the clock

fn calendar_time(fields: &Fields, context: &Context) -> Option<Resolved> {
    let day_only_clock = fields.has_no_day() && (fields.clock.is_some() || fields.part.is_some());
    let time = if day_only_clock { clock_day(context) } else { day_or_longer(fields, context)? };
    Some(with_time(time, fields))
}

/// The day of a bare time of day: the day that the text named last, else the day of printing.
fn clock_day(context: &Context) -> Resolved {
    match context.named {
        Some(day @ Stretch::Day(_)) => Resolved::stretch(day),
        _ => context.printed.map_or_else(|| unknown(Unit::Day), |date| Resolved::stretch(Stretch::Day(date))),
    }
}

/// Adds the time of day.
fn with_time(mut time: Resolved, fields: &Fields) -> Resolved {
    if let Some(clock) = fields.clock {
        let Clock { hour, minute } = half_day(clock, fields.meridiem);
        time.value += &format!("T{hour:02}:{minute:02}");
        time.kind = TimeKind::Time;
    } else if let Some(part) = fields.part {
        time.value += "T";
        time.value += calendar::part_code(part);
        time.kind = TimeKind::Time;
    }
    time
}

fn half_day(clock: Clock, meridiem: Option<u8>) -> Clock {
    let hour = match (meridiem, clock.hour) {
        (Some(0), 12) => 0,
        (Some(12), hour) if hour < 12 => hour + 12,
        (_, hour) => hour,
    };
    Clock { hour, ..clock }
}

/// Which half of the day an hour lies in that is told with a part of the day ("4 in the morning").
pub(super) fn half_of_day(part: Part, hour: u8) -> u8 {
    match part {
        Part::Morning => 0,
        Part::Night if hour < 6 || hour == 12 => 0,
        _ => 12,
    }
}

/// `1830` as a time of day.
pub(super) fn four_figures(number: u32) -> Option<Clock> {
    let clock = Clock { hour: u8::try_from(number / 100).ok()?, minute: (number % 100) as u8 };
    (clock.hour <= 24 && clock.minute < 60).then_some(clock)
}

fn day_or_longer(fields: &Fields, context: &Context) -> Option<Resolved> {
    let date = fields.date;
    if let (Some(month), Some(day)) = (date.month, date.day) {
        return month_day(month, day, fields, context);
    }
    if let Some((unit, nth)) = fields.nth {
        return nth_of_year(unit, nth, fields, context);
    }
    if let Some(month) = date.month {
        return Some(month_alone(month, fields, context));
    }
    if let Some(season) = fields.season {
        let Some(year) = known_year(fields, context) else {
            let Some(printed) = context.printed else {
                return Some(Resolved::new(
                    TimeKind::Date,
                    format!("XXXX-{}", calendar::season_code(season)),
                ));
            };
            let from = Stretch::Season(printed.year(), season);
            return Some(Resolved::stretch(pick(from, printed, fields.shift, context.look)?));
        };
        return Some(Resolved::stretch(Stretch::Season(year, season)));
    }
    if let Some(holiday) = fields.holiday {
        let year = known_year(fields, context);
        let Some(printed) = context.printed else {
            let day = year.and_then(|year| calendar::holiday(holiday, year));
            return day.map(|day| Resolved::stretch(Stretch::Day(day)));
        };
        let day = match year {
            Some(year) => calendar::holiday(holiday, year)?,
            None => picked_day(printed, fields.shift, context.look, |year| calendar::holiday(holiday, year))?,
        };
        return Some(Resolved::stretch(Stretch::Day(day)));
    }
    if let Some(number) = fields.weekday {
        return Some(week_day(number, fields, context));
    }
    if let Some(shift) = fields.day_word {
        let day = context.printed.and_then(|date| added(date, Unit::Day, i32::from(shift)));
        return Some(day.map_or_else(|| unknown(Unit::Day), |day| Resolved::stretch(Stretch::Day(day))));
    }
    known_year(fields, context).map(|year| Resolved::stretch(Stretch::Year(year)))
}

/// The year that the words say, or count from the day of printing.
fn known_year(fields: &Fields, context: &Context) -> Option<i16> {
    let counted = || {
        let shift = fields.year_shift?;
        context.printed.map(|date| date.year() + i16::from(shift))
    };
    fields.date.year.or_else(counted)
}

fn nth_of_year(unit: Unit, nth: u16, fields: &Fields, context: &Context) -> Option<Resolved> {
    let parts = if unit == Unit::Half { 2 } else { 4 };
    let nth = i8::try_from(nth).ok().filter(|nth| (1..=parts).contains(nth))?;
    let make = |year| if unit == Unit::Half { Stretch::Half(year, nth) } else { Stretch::Quarter(year, nth) };
    if let Some(year) = known_year(fields, context) {
        return Some(Resolved::stretch(make(year)));
    }
    let Some(printed) = context.printed else {
        let code = if unit == Unit::Half { 'H' } else { 'Q' };
        return Some(Resolved::new(TimeKind::Date, format!("XXXX-{code}{nth}")));
    };
    Some(Resolved::stretch(pick(make(printed.year()), printed, fields.shift, context.look)?))
}

/// The stretch of a part of the year that is meant: past unless the sentence looks ahead. `this_year` is this year's.
fn pick(this_year: Stretch, printed: Date, shift: Option<i8>, look: Look) -> Option<Stretch> {
    let step = |steps: i32| match this_year {
        Stretch::Month(year, month) => {
            Some(Stretch::Month(i16::try_from(i32::from(year) + steps).ok()?, month))
        }
        Stretch::Quarter(..) => this_year.later(steps * 4),
        Stretch::Half(..) => this_year.later(steps * 2),
        _ => this_year.later(steps),
    };
    let begun = this_year.first()? <= printed;
    let ended = this_year.days()?.last < printed;
    match (shift, look.tense) {
        (Some(-1), _) => step(if ended { 0 } else { -1 }),
        (Some(1), _) => step(i32::from(begun)),
        (Some(_), _) => Some(this_year),
        (None, Tense::Future) if look.near => step(i32::from(ended && long_past(this_year, printed))),
        (None, Tense::Past) if look.near => step(if begun { 0 } else { -1 }),
        (None, _) if begun => nearest_past(this_year, step(1)?, printed),
        (None, _) => nearest_past(step(-1)?, this_year, printed),
    }
}

/// The earlier of two stretches, unless the later one begins within weeks of the day of printing and the earlier one is
/// long past.
fn nearest_past(earlier: Stretch, later: Stretch, printed: Date) -> Option<Stretch> {
    let soon = later.first().is_some_and(|first| (first - printed).get_days() <= SOON_DAYS);
    Some(if soon && long_past(earlier, printed) { later } else { earlier })
}

/// A month or quarter that begins so soon is the coming one, unless a verb in the past stands beside it.
const SOON_DAYS: i32 = 45;

fn long_past(stretch: Stretch, printed: Date) -> bool {
    stretch.days().is_none_or(|days| (printed - days.last).get_days() > STILL_PAST_DAYS)
}

fn month_alone(month: u8, fields: &Fields, context: &Context) -> Resolved {
    if let Some(year) = known_year(fields, context) {
        return Resolved::stretch(Stretch::Month(year, month as i8));
    }
    let picked = context.printed.and_then(|printed| {
        pick(Stretch::Month(printed.year(), month as i8), printed, fields.shift, context.look)
    });
    picked.map_or_else(|| Resolved::new(TimeKind::Date, format!("XXXX-{month:02}")), Resolved::stretch)
}

fn month_day(month: u8, day: u8, fields: &Fields, context: &Context) -> Option<Resolved> {
    let in_year = |year| Date::new(year, month as i8, day as i8).ok();
    if let Some(year) = known_year(fields, context) {
        return in_year(year).map(|date| Resolved::stretch(Stretch::Day(date)));
    }
    let Some(printed) = context.printed else {
        in_year(2000)?;
        return Some(Resolved::new(TimeKind::Date, calendar::partial(None, Some(month), Some(day))));
    };
    let fits = |date: &Date| fields.weekday.and_then(weekday).is_none_or(|weekday| date.weekday() == weekday);
    let near = [0, -1, 1].into_iter().filter_map(|step| in_year(printed.year() + step));
    let on_weekday = fields.weekday.and_then(|_| near.clone().find(fits));
    let picked = on_weekday.or_else(|| picked_day(printed, fields.shift, context.look, in_year));
    picked.or_else(|| in_year(2000)).map(|date| Resolved::stretch(Stretch::Day(date)))
}

/// The day of the year that is meant: the nearest, unless a verb in the past stands beside it, or the sentence looks
/// ahead and the nearest is long past.
fn picked_day(
    printed: Date,
    shift: Option<i8>,
    look: Look,
    in_year: impl Fn(i16) -> Option<Date>,
) -> Option<Date> {
    let mut candidates = [-4, -1, 0, 1, 4].into_iter().filter_map(|step| in_year(printed.year() + step));
    let distance = |date: &Date| (*date - printed).get_days();
    match (shift, look.tense) {
        (Some(-1), _) => candidates.filter(|date| distance(date) <= 0).last(),
        (None, Tense::Past) if look.near => {
            // "extended to Nov. 20": what would be a year ago and is weeks ahead is meant to come.
            let soon = candidates.clone().find(|date| (1..=EXTENDED_DAYS_MAX).contains(&distance(date)));
            soon.or_else(|| candidates.filter(|date| distance(date) <= 0).last())
        }
        (Some(1), _) => candidates.find(|date| distance(date) >= 0),
        (None, Tense::Future) if look.near => candidates.find(|date| distance(date) >= -STILL_PAST_DAYS),
        _ => {
            let ahead = if look.tense == Tense::Past { PAST_AHEAD_DAYS } else { AHEAD_DAYS };
            let near = candidates.filter(|date| distance(date) <= ahead);
            near.min_by_key(|date| distance(date).unsigned_abs())
        }
    }
}

/// A day so shortly before the day of printing is not next year's, whatever the tense: outlets would say the year.
const STILL_PAST_DAYS: i32 = 60;

/// A day without its year is not so far ahead unless the sentence looks ahead.
const AHEAD_DAYS: i32 = 120;

/// Nor so far where a verb in the past stands somewhere in the sentence.
const PAST_AHEAD_DAYS: i32 = 60;

/// How many days ahead a day without its year may lie beside a verb in the past.
const EXTENDED_DAYS_MAX: i32 = 30;

/// A weekday so many days ahead is not meant where only an infinitive, or a preposition beside a past verb, looks ahead.
const DAYS_MEANT_MAX: i8 = 5;

fn week_day(number: u8, fields: &Fields, context: &Context) -> Resolved {
    let Some(printed) = context.printed else {
        return Resolved::new(TimeKind::Date, format!("XXXX-WXX-{number}"));
    };
    if let Some(shift) = fields.week_shift {
        let week = Stretch::of(printed, Unit::Week).and_then(|week| week.later(i32::from(shift)));
        let day =
            week.and_then(Stretch::first).and_then(|first| added(first, Unit::Day, i32::from(number) - 1));
        return day.map_or_else(|| unknown(Unit::Day), |day| Resolved::stretch(Stretch::Day(day)));
    }
    let today = printed.weekday().to_monday_one_offset();
    let ahead = (number as i8 - today).rem_euclid(7);
    let steps = match (fields.shift, context.look.tense) {
        (Some(-1), _) => {
            if ahead == 0 {
                -7
            } else {
                ahead - 7
            }
        }
        (Some(1), _) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        // "set to leave Friday", printed on Saturday: the last one, for the next would be called so.
        (None, Tense::Future) if context.look.weak && ahead >= DAYS_MEANT_MAX => ahead - 7,
        (_, Tense::Future) => ahead,
        (Some(_), _) => number as i8 - today,
        (None, _) => {
            if ahead == 0 {
                0
            } else {
                ahead - 7
            }
        }
    };
    let day = added(printed, Unit::Day, i32::from(steps));
    day.map_or_else(|| unknown(Unit::Day), |day| Resolved::stretch(Stretch::Day(day)))
}
