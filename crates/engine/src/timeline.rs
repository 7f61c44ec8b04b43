//! What happened when, in the accounts' words.
