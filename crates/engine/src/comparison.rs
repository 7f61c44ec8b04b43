//! The comparison of one story's accounts.
