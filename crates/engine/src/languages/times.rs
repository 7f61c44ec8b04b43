//! The words and phrases of times, as tables.
//!
//! A phrase is written as the words that make it, with names in capitals for kinds of words:
//!
//! - `MONTH`, `WEEKDAY`, `SHORTDAY`, `SEASON`, `PART`, `UNIT`, `UNITS`, `SHIFT`, `DAYWORD`, `HOLIDAY`, `ZONE`,
//!   `MERIDIEM`, `ORDINAL`: the words of [`Times::words`] with that meaning; `CLEARMONTH` is a month whose name means
//!   nothing else, and `CLEARUNIT` a unit that is no ordinal;
//! - `NUMBER`: a count in figures or words, with fractions, "a few" and "several"; `DAY`: 1 to 31 in figures, with or
//!   without ordinal ending; `YEAR`: a year in four figures, or in words ("nineteen ninety-six"); `FOUR`: any four
//!   figures; `CLOCK`: `10:30`; `DATE`: `2021-09-23` or `9/23/2021`; `DECADE`: `1980s`, `'80s`.
//!
//! `word?` may be missing, `a|b` is either, and square brackets mark the time itself where words around it must be
//! there but do not belong to it.

/// What a linguist knows of the times of a language.
#[derive(Debug)]
pub struct Times {
    /// Words, lower case, and what they mean; a word may have two meanings. Abbreviations are written with their stop.
    pub words: &'static [(&'static str, Word)],
    /// Words that are also names or verbs, so that they are a month only beside other words of time.
    pub doubtful: &'static [&'static str],
    /// Phrases and how their words are to be understood. The longest phrase at a place wins, then the first.
    pub phrases: &'static [(&'static str, Phrase)],
    /// Words before a time that shade it.
    pub shades: &'static [Shade],
    /// What may stand between a day and its year, a month and its year, a day and its time of day.
    pub joints: &'static [Joint],
    /// Words in a sentence that put its times into the future ("will", "scheduled").
    pub ahead: &'static [&'static str],
    /// Endings of verbs in the future, for languages that have them.
    pub ahead_endings: &'static [&'static str],
    /// Words right before a time that look forward from the day of printing ("until", "by").
    pub toward: &'static [&'static str],
    /// Words in a sentence that put its times into the past, beside the verbs that the tags tell ("was", "had").
    pub back: &'static [&'static str],
    /// Endings of verbs in the past, for where the tags do not tell.
    pub past_endings: &'static [&'static str],
    /// Words before a past form that make it no past ("be" in "will be closed").
    pub no_past: &'static [&'static str],
    /// The word of infinitives, which look ahead ("to resume Monday").
    pub infinitive: &'static [&'static str],
    /// Infinitives that look back all the same ("to have left").
    pub perfect: &'static [&'static str],
    /// Words after which a doubtful month is one although a name could follow ("in April").
    pub month_cues: &'static [&'static str],
    /// Words after which "a year" is a recurrence ("$5 million a year").
    pub rate_cues: &'static [&'static str],
    /// Words after which four figures are a year whatever follows ("in", "since").
    pub year_cues: &'static [&'static str],
    /// Whether `9/11/2021` is in September.
    pub month_first: bool,
    /// Whether months and weekdays begin with a capital.
    pub capitals: bool,
}

/// What a word means in a phrase of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// A number below a hundred, or a multiple of ten ("seven", "couple").
    Number(u16),
    /// A number that multiplies what stands before it ("hundred", "thousand").
    Times(u16),
    /// A small unknown number ("several").
    Several,
    /// A small unknown number that takes the article ("a few").
    Few,
    /// A number that takes the article ("a couple", "a dozen").
    Group(u16),
    /// One half.
    Half,
    /// The article that stands before "few", "couple", "hundred" and "half".
    Article,
    /// What joins a fraction to a number ("two and a half").
    And,
    /// What may follow a count ("a couple of").
    Of,
    /// The mark inside "twenty-five".
    Hyphen,
    /// A place in an order ("third").
    Ordinal(u16),
    /// A month, 1 to 12.
    Month(u8),
    /// A weekday, 1 (Monday) to 7.
    Weekday(u8),
    /// An abbreviated weekday that is one only before a date.
    ShortDay(u8),
    /// Weekdays in the plural ("Mondays").
    Weekdays(u8),
    /// A season.
    Season(Season),
    /// A part of the day.
    Part(Part),
    /// Noon or midnight: the hour.
    Hour(u8),
    /// One unit of time ("week").
    Unit(Unit),
    /// Units of time in the plural ("weeks").
    Units(Unit),
    /// Which one, from where the writer stands: -1 for the last, 0 for this, 1 for the next.
    Shift(i8),
    /// A day named from the day of printing: -1 for yesterday.
    DayWord(i8),
    /// A feast or day that the calendar fixes.
    Holiday(Holiday),
    /// The decade that begins in this year of its century ("eighties": 80).
    Decade(u8),
    /// A time zone, which is printed with a time of day.
    Zone,
    /// Before noon (0) or after it (12).
    Meridiem(u8),
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Season,
    Year,
    Decade,
    Century,
}

/// A season of the northern year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A part of the day, as TIMEX3 divides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

/// A day that the calendar fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    /// The same day of the same month in every year.
    Fixed(u8, u8),
    /// The nth such weekday of a month (month, weekday from 1 for Monday, nth; nth 5 is the last).
    Nth(u8, u8, u8),
    /// So many days from Easter Sunday of the western churches.
    Easter(i16),
}

/// How the words of a phrase are to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// Words of the calendar and the clock.
    Calendar,
    /// A year of a company or a state.
    Fiscal,
    /// A part of a day counted from the day of printing ("tonight").
    DayPart(i8, Part),
    /// The last day of the year.
    YearEnd,
    /// A quarter or year one year before the one that the text speaks of.
    YearBefore,
    /// The whole week that holds the day.
    WeekOf,
    /// A unit counted from the day of printing by the shift word (none: this one).
    Relative,
    /// A unit counted from the day of printing, for which the language has one word or none for the shift.
    Shifted(i8),
    /// A unit counted from the last time that the text named: -1 the one before, 0 the same, 1 the one after.
    Anaphoric(i8),
    /// So many units before the day of printing ("two years ago").
    Ago,
    /// So many units after the day of printing ("two years from now").
    Hence,
    /// So many units before the last time that the text named ("a year earlier").
    Earlier,
    /// A length of time.
    Length,
    /// A recurrence: every unit, every so many units, every weekday.
    Every,
    /// Always the same type and value.
    Fixed(Kind, &'static str),
    /// The nth quarter or half of a year.
    NthOfYear,
    /// The decade.
    Decade,
    /// The nth century.
    Century,
    /// A time only behind a shade ("May" in "the end of May").
    Shaded,
    /// A word that is a time only when joined to another ("morning" in "Friday morning").
    Partial,
    /// Looks like a time and is none ("a 42-year-old").
    None,
}

/// TIMEX3 types, as the tables name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Kind {
    Date,
    Time,
    Duration,
    Set,
}

/// Words before a time that shade it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shade {
    /// The words, written like a phrase.
    pub words: &'static str,
    /// TIMEX3 `mod`.
    pub modifier: &'static str,
    /// Whether the words belong to the time.
    pub inside: bool,
    /// What they stand before.
    pub before: Shaded,
}

/// What a shade stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shaded {
    /// Lengths of time and counts of units.
    Lengths,
    /// The same, where the number comes first ("over two years", but not "over the past two years").
    Counts,
    /// Dates and times of day.
    Dates,
}

/// Words between two parts of one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joint {
    /// The words, written like a phrase; empty for none.
    pub words: &'static str,
    /// What they join.
    pub joins: Joins,
}

/// What a joint joins, in the order in which it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joins {
    /// A weekday and a date ("Friday, Oct. 13").
    WeekdayDate,
    /// A weekday and its week ("Wednesday of last week").
    DayWeek,
    /// A part of a year and its year ("June of last year", "third quarter of 1984").
    PartYear,
    /// A year and a part of it ("this year's third quarter").
    YearPart,
    /// A time of day and its day ("10 p.m. Wednesday").
    TimeDay,
    /// A day and a time in it ("Friday morning").
    DayTime,
}
