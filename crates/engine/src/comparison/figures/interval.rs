//! What values a printed number allows: rounding, truncation, bounds and blur.

use crate::document::{Approximator, Quantity};

/// The values that a printed number allows, both ends included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Interval {
    low: f64,
    high: f64,
    printed: f64,
    /// Whether it is no more than an order of magnitude ("thousands of").
    pub(super) vague: bool,
    /// How many significant digits it has.
    pub(super) digits: u32,
}

impl Interval {
    /// What a quantity allows. A count of things below a thousand is exact unless it says otherwise; any other number
    /// may have been rounded or cut at its last significant digit.
    pub(super) fn of(quantity: &Quantity, count: bool) -> Interval {
        let value = quantity.value;
        let (digits, step) = precision(value);
        // Nobody rounds to a single digit without saying so.
        let step = if digits == 1 { step / 10.0 } else { step };
        let exact = count && value < 1_000.0;
        let (half, whole) = if exact { (0.0, 0.0) } else { (step / 2.0, step * 0.999) };
        let (low, high) = match quantity.approximator {
            _ if quantity.value_to.is_some() => (value, quantity.value_to.unwrap_or(value)),
            None => (value - half, value + whole),
            Some(Approximator::About) => (value * 0.9, value * 1.1),
            Some(Approximator::Nearly) => (value * 0.9, value + half * 0.5),
            Some(Approximator::MoreThan) => (value, value * 1.5 + whole),
            Some(Approximator::AtLeast) => (value, f64::INFINITY),
            Some(Approximator::LessThan | Approximator::UpTo) => (0.0, value),
            Some(Approximator::Multiples) => (value, value * 100.0),
            Some(Approximator::Several) => (value, value * 10.0),
        };
        let vague = matches!(quantity.approximator, Some(Approximator::Multiples | Approximator::Several));
        Interval { vague, low: low.min(high), high: high.max(low), printed: value, digits }
    }

    /// Whether both can be printed of one true value.
    pub(super) fn meets(&self, other: &Interval) -> bool {
        const SLACK: f64 = 1e-9;
        let slack = SLACK * self.high.abs().min(other.high.abs()).max(1.0);
        self.low <= other.high + slack && other.low <= self.high + slack
    }

    /// Whether both are all but the same number: equal, or long and one the other rounded.
    pub(super) fn all_but_equals(&self, other: &Interval) -> bool {
        self.meets(other) && (self.printed == other.printed || self.nearness(other) >= 0.35)
    }

    /// What the numbers themselves say for or against their being of one thing: two long numbers that are equal are
    /// hardly a coincidence, two that are far apart seldom count the same.
    pub(super) fn nearness(&self, other: &Interval) -> f32 {
        if self.vague != other.vague {
            return -0.2;
        }
        let digits = self.digits.min(other.digits);
        let longer = self.digits.max(other.digits);
        if self.printed == other.printed {
            return [0.1, 0.15, 0.3, 0.5, 0.55][digits.min(4) as usize];
        }
        let (small, large) = (self.printed.min(other.printed), self.printed.max(other.printed));
        let ratio = if small > 0.0 { large / small } else { f64::INFINITY };
        if self.meets(other) {
            return if longer >= 3 && ratio < 1.1 {
                0.35
            } else if small >= 1_000.0 {
                0.3
            } else {
                0.1
            };
        }
        match ratio {
            _ if ratio < 1.35 && small >= 1_000.0 => 0.3,
            _ if ratio < 1.35 => 0.1,
            _ if ratio < 2.5 => 0.0,
            _ if ratio < 6.0 => -0.15,
            _ => -0.4,
        }
    }
}

/// Significant digits of a number, and what one of its last significant digit is worth.
fn precision(value: f64) -> (u32, f64) {
    let value = value.abs();
    if value == 0.0 || !value.is_finite() {
        return (1, 1.0);
    }
    let mut step = 1.0;
    while step > 1e-6 && !whole(value / step) {
        step /= 10.0;
    }
    while step < 1e15 && whole(value / (step * 10.0)) {
        step *= 10.0;
    }
    let mut digits = 0;
    let mut left = (value / step).round();
    while left >= 1.0 {
        digits += 1;
        left = (left / 10.0).floor();
    }
    (digits, step)
}

fn whole(value: f64) -> bool {
    (value - value.round()).abs() < 1e-6 * value.abs().max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn printed(value: f64, approximator: Option<Approximator>, count: bool) -> Interval {
        let quantity = Quantity {
            span: crate::text::Span::default(),
            value,
            value_to: None,
            unit: String::new(),
            counted: None,
            approximator,
            change: None,
        };
        Interval::of(&quantity, count)
    }

    #[test]
    fn rounded_and_cut_numbers_meet_the_exact_one() {
        let exact = printed(27_661_480.0, None, false);
        assert!(exact.meets(&printed(28e6, Some(Approximator::Nearly), false)));
        assert!(exact.meets(&printed(27e6, None, false)), "cut, not rounded");
        assert!(exact.meets(&printed(27.7e6, None, false)));
        assert!(!exact.meets(&printed(26e6, None, false)));
    }

    #[test]
    fn small_counts_are_exact() {
        assert!(!printed(20.0, None, true).meets(&printed(21.0, None, true)));
        assert!(printed(20.0, Some(Approximator::AtLeast), true).meets(&printed(31.0, None, true)));
        assert!(!printed(20.0, Some(Approximator::UpTo), true).meets(&printed(31.0, None, true)));
    }

    #[test]
    fn significant_digits() {
        for (value, expected) in
            [(13_000.0, (2, 1000.0)), (1_401.0, (4, 1.0)), (35.7, (3, 0.1)), (7.0, (1, 1.0))]
        {
            let (digits, step) = precision(value);
            assert_eq!(digits, expected.0, "{value}");
            assert!((step - expected.1).abs() < 1e-6, "{value}: {step}");
        }
    }

    proptest! {
        #[test]
        fn meeting_is_symmetric_and_reflexive(a in 0.0..1e9_f64, b in 0.0..1e9_f64, count: bool) {
            let (a, b) = (printed(a, None, count), printed(b, Some(Approximator::About), count));
            prop_assert!(a.meets(&a) && b.meets(&b));
            prop_assert_eq!(a.meets(&b), b.meets(&a));
            prop_assert!((a.nearness(&b) - b.nearness(&a)).abs() < 1e-6);
        }
    }
}
