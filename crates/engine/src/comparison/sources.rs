//! x
use super::*;
pub(super) fn find(_s: &Story<'_>) -> Vec<Source> {
    Vec::new()
}
