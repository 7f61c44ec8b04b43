//! Rashomon's engine: articles in, stories and comparisons out.
//!
//! One article through the modules, in the order in which they stand here; a module imports only modules before it
//! (`cargo xtask tidy` proves it):
//!
//! - [`text`] is the text and the places in it, [`languages`] what a linguist knows, as tables, and [`article`] a
//!   report as it was read, which
//! - [`formats`] makes from the untrusted bytes of pages, feeds and files;
//! - [`grammar`] finds tokens, sentences, tags and dependencies, on which
//! - [`document`] finds its layers: names, times, quantities, quotations, sources;
//! - [`words`] turns words into terms that articles share;
//! - [`claims`] turns a document into an account, that is a document and what it claims;
//! - [`stories`] places accounts into stories as they arrive, and tells copies from independent accounts;
//! - [`comparison`] aligns the claims of one story and judges where they differ;
//! - [`timeline`] and [`brief`] put the result in order and in a few cited sentences;
//! - [`report`] is all of that as plain data, [`render`] shows it, and [`verification`] checks any text against it.
//!
//! Nothing here sees files, sockets, the clock, the environment, threads or randomness, and nothing here fails: bad
//! input gives what could be read, plus complaints.

pub mod text;

pub mod languages;

pub mod article;

pub mod formats;

pub mod grammar;

pub mod document;

pub mod words;

pub mod meaning;

pub mod claims;

pub mod stories;

pub mod comparison;

pub mod timeline;

pub mod brief;

pub mod report;

pub mod render;

pub mod verification;
