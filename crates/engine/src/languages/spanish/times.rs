//! The times of Spanish.

use crate::languages::times::Holiday::{Easter, Fixed as FixedDay};
use crate::languages::times::Kind::{Date, Set};
use crate::languages::times::Phrase::{
    Ago, Anaphoric, Calendar, Century, Decade as DecadeOf, Earlier, Every, Fixed, Hence, Length, None,
    NthOfYear, Partial, Relative, Shifted,
};
use crate::languages::times::Word::{
    And, Article, DayWord, Decade, Few, Group, Half, Holiday, Hour, Hyphen, Meridiem, Month, Number, Of,
    Ordinal, Part, Season, Several, Shift, Times as Multiply, Unit, Units, Weekday, Zone,
};
use crate::languages::times::{self as vocabulary, Joins, Joint, Shade, Shaded, Times};
use vocabulary::Part as P;
use vocabulary::Season as S;
use vocabulary::Unit as U;

/// The times of Spanish.
pub(super) const TIMES: Times = Times {
    words: WORDS,
    doubtful: &[],
    phrases: PHRASES,
    shades: SHADES,
    joints: JOINTS,
    ahead: &["va", "van", "voy", "vamos", "previsto", "prevista", "previstos", "previstas"],
    ahead_endings: &[
        "ará", "erá", "irá", "drá", "brá", "arán", "erán", "irán", "drán", "brán", "aremos", "eremos",
        "iremos",
    ],
    toward: &["hasta"],
    back: &[
        "fue", "fueron", "era", "eran", "había", "habían", "hubo", "dijo", "hizo", "tuvo", "vino", "estuvo",
        "puso", "ha", "han",
    ],
    past_endings: &["ó", "aron", "ieron", "aba", "aban"],
    no_past: &["de"],
    infinitive: &[],
    perfect: &[],
    month_cues: &[],
    rate_cues: &["millones", "euros", "dólares", "pesos", "veces", "mil", "ciento"],
    year_cues: &["en", "desde", "de", "del", "hasta", "entre", "y", "año", "para", "a", "hacia", "durante"],
    month_first: false,
    capitals: false,
};

#[rustfmt::skip]
const WORDS: &[(&str, vocabulary::Word)] = &[
    ("un", Article), ("una", Article), ("y", And), ("de", Of), ("-", Hyphen),
    ("uno", Number(1)), ("dos", Number(2)), ("tres", Number(3)), ("cuatro", Number(4)), ("cinco", Number(5)),
    ("seis", Number(6)), ("siete", Number(7)), ("ocho", Number(8)), ("nueve", Number(9)), ("diez", Number(10)),
    ("once", Number(11)), ("doce", Number(12)), ("trece", Number(13)), ("catorce", Number(14)), ("quince", Number(15)),
    ("dieciséis", Number(16)), ("diecisiete", Number(17)), ("dieciocho", Number(18)), ("diecinueve", Number(19)),
    ("veinte", Number(20)), ("veintiuno", Number(21)), ("veintiún", Number(21)), ("veintidós", Number(22)),
    ("veintitrés", Number(23)), ("veinticuatro", Number(24)), ("veinticinco", Number(25)), ("treinta", Number(30)),
    ("cuarenta", Number(40)), ("cincuenta", Number(50)), ("sesenta", Number(60)), ("setenta", Number(70)),
    ("ochenta", Number(80)), ("noventa", Number(90)), ("cien", Number(100)), ("mil", Multiply(1000)),
    ("par", Group(2)), ("docena", Group(12)), ("unos", Several), ("unas", Several), ("varios", Several), ("varias", Several),
    ("pocos", Few), ("pocas", Few), ("medio", Half), ("media", Half),
    ("primer", Ordinal(1)), ("primero", Ordinal(1)), ("primera", Ordinal(1)), ("segundo", Ordinal(2)), ("segunda", Ordinal(2)),
    ("tercer", Ordinal(3)), ("tercero", Ordinal(3)), ("tercera", Ordinal(3)), ("cuarto", Ordinal(4)), ("cuarta", Ordinal(4)),
    ("xv", Ordinal(15)), ("xvi", Ordinal(16)), ("xvii", Ordinal(17)), ("xviii", Ordinal(18)), ("xix", Ordinal(19)),
    ("xx", Ordinal(20)), ("xxi", Ordinal(21)),

    ("enero", Month(1)), ("febrero", Month(2)), ("marzo", Month(3)), ("abril", Month(4)), ("mayo", Month(5)),
    ("junio", Month(6)), ("julio", Month(7)), ("agosto", Month(8)), ("septiembre", Month(9)), ("setiembre", Month(9)),
    ("octubre", Month(10)), ("noviembre", Month(11)), ("diciembre", Month(12)),
    ("lunes", Weekday(1)), ("martes", Weekday(2)), ("miércoles", Weekday(3)), ("jueves", Weekday(4)), ("viernes", Weekday(5)),
    ("sábado", Weekday(6)), ("domingo", Weekday(7)),
    ("primavera", Season(S::Spring)), ("verano", Season(S::Summer)), ("otoño", Season(S::Autumn)), ("invierno", Season(S::Winter)),

    ("mañana", Part(P::Morning)), ("mañana", DayWord(1)), ("madrugada", Part(P::Night)), ("tarde", Part(P::Afternoon)), ("noche", Part(P::Night)),
    ("mediodía", Hour(12)), ("medianoche", Hour(24)), ("hoy", DayWord(0)), ("ayer", DayWord(-1)), ("anteayer", DayWord(-2)),
    ("a.m.", Meridiem(0)), ("p.m.", Meridiem(12)), ("gmt", Zone), ("utc", Zone),

    ("segundos", Units(U::Second)), ("minuto", Unit(U::Minute)), ("minutos", Units(U::Minute)), ("hora", Unit(U::Hour)),
    ("horas", Units(U::Hour)), ("día", Unit(U::Day)), ("días", Units(U::Day)), ("semana", Unit(U::Week)), ("semanas", Units(U::Week)),
    ("quincena", Unit(U::Fortnight)), ("mes", Unit(U::Month)), ("meses", Units(U::Month)), ("trimestre", Unit(U::Quarter)),
    ("trimestres", Units(U::Quarter)), ("semestre", Unit(U::Half)), ("semestres", Units(U::Half)), ("año", Unit(U::Year)),
    ("años", Units(U::Year)), ("década", Unit(U::Decade)), ("décadas", Units(U::Decade)), ("siglo", Unit(U::Century)),
    ("siglos", Units(U::Century)),

    ("pasado", Shift(-1)), ("pasada", Shift(-1)), ("este", Shift(0)), ("esta", Shift(0)), ("actual", Shift(0)),
    ("próximo", Shift(1)), ("próxima", Shift(1)), ("viene", Shift(1)),
    ("veinte", Decade(20)), ("treinta", Decade(30)), ("cuarenta", Decade(40)), ("cincuenta", Decade(50)), ("sesenta", Decade(60)),
    ("setenta", Decade(70)), ("ochenta", Decade(80)), ("noventa", Decade(90)),
    ("navidad", Holiday(FixedDay(12, 25))), ("nochebuena", Holiday(FixedDay(12, 24))), ("pascua", Holiday(Easter(0))),
];

#[rustfmt::skip]
const PHRASES: &[(&str, vocabulary::Phrase)] = &[
    ("de NUMBER UNITS de edad", None),
    ("tiene|tenía|cumplió NUMBER UNITS", None),
    ("más tarde", None),

    ("el? DAY de MONTH de|del YEAR", Calendar),
    ("el? DAY de MONTH", Calendar),
    ("MONTH de|del? YEAR", Calendar),
    ("MONTH", Calendar),
    ("el? WEEKDAY DAY de MONTH de|del YEAR", Calendar),
    ("el? WEEKDAY DAY de MONTH", Calendar),
    ("el? WEEKDAY", Calendar),
    ("el? año YEAR", Calendar),
    ("YEAR", Calendar),
    ("DATE", Calendar),
    ("DAYWORD", Calendar),
    ("el? SEASON de|del YEAR", Calendar),
    ("en [ SEASON ]", Calendar),
    ("HOLIDAY", Calendar),
    ("las CLOCK horas? ZONE?", Calendar),
    ("las? NUMBER de la PART", Calendar),
    ("CLOCK MERIDIEM? horas? ZONE?", Calendar),
    ("a|al [ HOUR ]", Calendar),
    ("la PART", Partial),
    ("por la PART", Partial),
    ("por|en [ la PART ]", Calendar),
    ("esta PART", Relative),

    ("el|la UNIT SHIFT", Relative),
    ("este|esta UNIT", Relative),
    ("la|el próxima|próximo UNIT", Shifted(1)),
    ("el? WEEKDAY SHIFT", Relative),
    ("el SHIFT WEEKDAY", Relative),
    ("el? MONTH SHIFT", Relative),
    ("el SEASON SHIFT", Relative),
    ("la UNIT que viene", Shifted(1)),
    ("el UNIT que viene", Shifted(1)),
    ("fin de semana", Length),

    ("ese|aquel mismo? día|mes|año", Anaphoric(0)),
    ("esa|aquella misma? semana", Anaphoric(0)),
    ("el mismo día|mes|año", Anaphoric(0)),
    ("al día|mes|año siguiente", Anaphoric(1)),
    ("el día|mes|año siguiente", Anaphoric(1)),
    ("la semana siguiente", Anaphoric(1)),
    ("el día|mes|año anterior", Anaphoric(-1)),
    ("la semana anterior", Anaphoric(-1)),

    ("hace NUMBER UNITS", Ago),
    ("hace un|una UNIT", Ago),
    ("NUMBER UNITS atrás", Ago),
    ("NUMBER UNITS antes", Earlier),
    ("un|una UNIT antes", Earlier),
    ("dentro de NUMBER UNITS", Hence),
    ("dentro de un|una UNIT", Hence),

    ("NUMBER UNITS", Length),
    ("un|una UNIT", Length),
    ("media hora", Length),
    ("los|las NUMBER UNITS", Length),
    ("los|las últimos|últimas|próximos|próximas|primeros|primeras NUMBER UNITS", Length),
    ("durante [ UNITS ]", Length),

    ("cada UNIT|WEEKDAY", Every),
    ("cada NUMBER UNITS", Every),
    ("todos|todas los|las UNITS|WEEKDAY", Every),
    ("los WEEKDAY", Every),
    ("NUMBER veces al|a UNIT", Every),
    ("una vez al UNIT", Every),
    ("al [ día|mes|año ] .|,", Every),
    ("diario|diaria|diariamente", Fixed(Set, "P1D")),
    ("semanal|semanalmente", Fixed(Set, "P1W")),
    ("mensual|mensualmente", Fixed(Set, "P1M")),
    ("anual|anualmente", Fixed(Set, "P1Y")),

    ("el? ORDINAL trimestre|semestre", NthOfYear),
    ("los años DECADE", DecadeOf),
    ("el? siglo ORDINAL", Century),

    ("ahora", Fixed(Date, "PRESENT_REF")),
    ("actualmente", Fixed(Date, "PRESENT_REF")),
    ("en [ la actualidad ]", Fixed(Date, "PRESENT_REF")),
    ("recientemente", Fixed(Date, "PAST_REF")),
    ("el futuro", Fixed(Date, "FUTURE_REF")),
    ("en [ el pasado ]", Fixed(Date, "PAST_REF")),
    ("los próximos días|meses|años", Fixed(Date, "FUTURE_REF")),
    ("las próximas semanas|horas", Fixed(Date, "FUTURE_REF")),
];

#[rustfmt::skip]
const SHADES: &[Shade] = &[
    Shade { words: "principios|comienzos|inicios de", modifier: "START", inside: true, before: Shaded::Dates },
    Shade { words: "mediados de", modifier: "MID", inside: true, before: Shaded::Dates },
    Shade { words: "finales|fines de", modifier: "END", inside: true, before: Shaded::Dates },
    Shade { words: "más de", modifier: "MORE_THAN", inside: true, before: Shaded::Lengths },
    Shade { words: "menos de", modifier: "LESS_THAN", inside: true, before: Shaded::Lengths },
    Shade { words: "casi", modifier: "LESS_THAN", inside: true, before: Shaded::Lengths },
    Shade { words: "al menos", modifier: "EQUAL_OR_MORE", inside: true, before: Shaded::Lengths },
    Shade { words: "aproximadamente", modifier: "APPROX", inside: false, before: Shaded::Counts },
];

#[rustfmt::skip]
const JOINTS: &[Joint] = &[
    Joint { words: ",?", joins: Joins::WeekdayDate },
    Joint { words: "de|del?", joins: Joins::PartYear },
    Joint { words: "de|del?", joins: Joins::TimeDay },
    Joint { words: "", joins: Joins::DayTime },
    Joint { words: "a", joins: Joins::DayTime },
];
