//! x
use super::*;
pub(super) fn find(_s: &Story<'_>, _u: &align::Units, _c: &[Claim]) -> Vec<Denial> {
    Vec::new()
}
