//! The rules by which two numbers of one thing are judged, and the sentence that each gives a reader.

use crate::document::Approximator;

use super::super::{Status, Story, headings};
use super::Told;

/// Why two numbers stand to each other as they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// The same number.
    SameFigure,
    /// They differ by rounding, a bound or a vague word.
    Rounding,
    /// Both only tell how many at least.
    OpenBounds,
    /// One is no more than a vague word.
    VagueWords,
    /// A birthday can lie between the two reports.
    Birthday,
    /// One is no more than a word for such an age.
    RoughAge,
    /// The context tells another part or moment.
    OtherScope,
    /// They speak of other days.
    OtherMoment,
    /// One account gives both.
    OtherPart,
    /// The first counts the attacker in, the second does not.
    WithAttacker,
    /// The second leaves the attacker out; the first, one more, may count him in.
    PerhapsWithAttacker,
    /// The first counts those who died, too.
    WithTheDead,
    /// The second is one part of those whom the first counts together.
    PartsOfIt,
    /// The second counts only those known by name.
    KnownByName,
    /// The second counts only one kind of people.
    OneKind,
    /// The second does not count those told before.
    BesideOthers,
    /// The first counts several events together.
    SeveralEvents,
    /// One counts who was hit, the other who was hurt.
    HitOrHurt,
    /// The second was printed later and is smaller: nobody comes back to life.
    SmallerLater,
    /// The words are not alike enough to call it a conflict.
    UnsureOfTheSame,
    /// The first was printed later.
    LaterCount,
    /// One of those hurt died in the meantime.
    DiedSince,
    /// The account of the first takes the second back.
    Corrected,
    /// They cannot both be right.
    DifferentFigures,
    /// Nobody has two ages.
    DifferentAges,
}

impl Rule {
    /// What two numbers are that no rule explains: a conflict, unless both only tell how many at least.
    pub(super) fn unexplained(a: &Told, b: &Told) -> Rule {
        let is_open = |told: &Told| {
            matches!(told.quantity.approximator, Some(Approximator::AtLeast | Approximator::MoreThan))
        };
        if is_open(a) && is_open(b) { Rule::OpenBounds } else { Rule::DifferentFigures }
    }

    /// What the rule makes of the two.
    pub(super) fn status(self) -> Status {
        use Rule::*;
        match self {
            SameFigure => Status::Agreed,
            Rounding | OpenBounds | VagueWords | Birthday | RoughAge => Status::Compatible,
            OtherScope | OtherMoment | OtherPart | WithAttacker | PerhapsWithAttacker | WithTheDead
            | PartsOfIt | KnownByName | OneKind | BesideOthers | SeveralEvents | HitOrHurt | SmallerLater
            | UnsureOfTheSame => Status::Scope,
            LaterCount | DiedSince | Corrected => Status::Revised,
            DifferentFigures | DifferentAges => Status::Conflict,
        }
    }

    /// How much a reader wants to know of it: more for a conflict than for an explanation.
    pub(super) fn gravity(self) -> u8 {
        match self.status() {
            Status::Agreed | Status::Single => 0,
            Status::Compatible => 1,
            Status::Scope => 2,
            Status::Revised => 3,
            Status::Conflict => 4,
        }
    }

    /// How much doubt it leaves about two readings: less for what explains them.
    pub(super) fn doubt(self) -> u8 {
        match (self, self.status()) {
            (_, Status::Agreed | Status::Single) => 0,
            (_, Status::Compatible) => 1,
            (Rule::Corrected | Rule::DiedSince, _) => 2,
            (Rule::UnsureOfTheSame, _) => 6,
            (_, Status::Scope) => 3,
            (_, Status::Revised) => 4,
            (_, Status::Conflict) => 5,
        }
    }

    /// Its name in the report.
    pub(super) fn name(self) -> &'static str {
        use Rule::*;
        match self {
            SameFigure => "same-figure",
            Rounding => "rounding",
            OpenBounds => "open-bounds",
            VagueWords => "vague-words",
            Birthday => "birthday",
            RoughAge => "rough-age",
            OtherScope => "other-scope",
            OtherMoment => "other-moment",
            OtherPart => "other-part",
            WithAttacker => "with-the-attacker",
            PerhapsWithAttacker => "perhaps-with-the-attacker",
            WithTheDead => "with-the-dead",
            PartsOfIt => "parts-add-up",
            KnownByName => "known-by-name",
            OneKind => "one-kind",
            BesideOthers => "beside-others",
            SeveralEvents => "several-events",
            HitOrHurt => "hit-or-hurt",
            SmallerLater => "smaller-later",
            UnsureOfTheSame => "unsure-of-the-same",
            LaterCount => "later-count",
            DiedSince => "died-since",
            Corrected => "corrected",
            DifferentFigures => "different-figures",
            DifferentAges => "different-ages",
        }
    }

    /// The reason in one plain sentence; where the rule tells the two apart, `a` is the one that it names first.
    pub(super) fn because(self, story: &Story<'_>, a: &Told, b: &Told) -> String {
        use Rule::*;
        let shown = |told: &Told| {
            let words = story.words(headings::with_bound(story, told.place));
            format!("“{words}” ({})", story.labels[told.place.account])
        };
        let (a, b) = (shown(a), shown(b));
        match self {
            SameFigure => format!("{a} and {b} give the same figure."),
            Rounding => format!("{a} and {b} differ by rounding or wording only."),
            OpenBounds => format!("{a} and {b} can both be true: each tells only how many at least."),
            VagueWords => format!("{a} and {b} can both be true: one is no more than a vague word."),
            Birthday => format!("{a} and {b} can both be true: a birthday may lie between the two reports."),
            RoughAge => format!("{a} and {b} fit each other: one is no more than a word for such an age."),
            OtherScope => {
                format!(
                    "{a} and {b} count different things: one of them is told as a peak, a total or a part."
                )
            }
            OtherPart => format!("{a} and {b} count different things."),
            OtherMoment => format!("{a} and {b} speak of different days."),
            WithAttacker => format!("{a} counts the attacker too, {b} does not."),
            PerhapsWithAttacker => {
                format!("{b} counts only those whom the attacker hit; {a} may count the attacker too.")
            }
            WithTheDead => format!("{a} counts those who died too, {b} does not."),
            PartsOfIt => format!("{b} and what is counted beside it add up to {a}."),
            KnownByName => format!("{b} counts only those known by name, {a} counts all."),
            OneKind => format!("{b} counts only some of those whom {a} counts."),
            BesideOthers => format!("{b} does not count those told before, {a} may."),
            SeveralEvents => format!("{a} counts several events together, {b} one."),
            HitOrHurt => {
                format!("{a} and {b}: one counts those who were hit, the other those who were hurt.")
            }
            SmallerLater => {
                format!("{b} was printed later than {a} and is smaller: it may count something else.")
            }
            UnsureOfTheSame => format!("{a} and {b} may count different things."),
            LaterCount => format!("{a} was printed later than {b} and replaces it."),
            DiedSince => format!("{a} was printed later than {b}: one of those hurt had died by then."),
            Corrected => format!("{a} corrects {b}."),
            DifferentFigures => format!("{a} and {b} cannot both be right."),
            DifferentAges => format!("{a} and {b} cannot both be the age."),
        }
    }
}
