//! Rashomon: one event, many accounts.

fn main() {}
