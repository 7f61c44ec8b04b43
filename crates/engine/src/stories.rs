//! Stories: which articles tell of one event, and which of them are copies.
