//! x
use super::*;
pub(super) fn find(_s: &Story<'_>, _c: &Cast, _u: &align::Units) -> Vec<Claim> {
    Vec::new()
}
