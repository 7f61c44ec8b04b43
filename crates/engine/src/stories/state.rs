//! State: a stream as bytes, so that it can go on tomorrow as if it had never stopped.
//!
//! A line that names the program and the version, the length of the rest, the rest, and a checksum of it. Everything
//! that can be computed from the rest is left out. Numbers are little-endian; floats are kept bit by bit.

use std::fmt;

use super::constraints::{Constraint, Constraints};
use super::copies::{Known, Sample};
use super::core::{Core, Counted, Entry, Pair, Vector};
use super::rarity::Seen;
use super::sleep::Clock;
use super::{Settings, Story, StoryId, Stream, weights};
use crate::article::ArticleId;
use crate::words::Term;

/// What every state begins with.
const MARK: &[u8] = b"rashomon group state ";
/// The version that is written, and the only one that is read.
const VERSION: &[u8] = b"3\n";

/// Why bytes are no state that can be gone on from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateError {
    /// Something else than a state.
    Foreign,
    /// A state of another version of the program.
    Version,
    /// The end is missing.
    Cut,
    /// Some of the bytes are not those that were written.
    Damaged,
}

impl fmt::Display for StateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            StateError::Foreign => "is not a state that `group` wrote",
            StateError::Version => "is the state of another version of this program",
            StateError::Cut => "is cut short",
            StateError::Damaged => "is damaged",
        })
    }
}

impl std::error::Error for StateError {}

impl Stream {
    /// The stream as bytes.
    #[must_use]
    pub fn save(&self) -> Vec<u8> {
        let mut body = Vec::new();
        self.put(&mut body);
        let mut bytes = [MARK, VERSION].concat();
        bytes.extend((body.len() as u64).to_le_bytes());
        let sum = checksum(&body);
        bytes.append(&mut body);
        bytes.extend(sum.to_le_bytes());
        bytes
    }

    /// The stream that was saved. It decides by the weights of this program.
    ///
    /// # Errors
    ///
    /// The bytes are not exactly what [`Stream::save`] of this version gave.
    pub fn restore(settings: Settings, bytes: &[u8]) -> Result<Stream, StateError> {
        let all = MARK.len() + VERSION.len();
        if bytes.len() < all {
            let begun = MARK.starts_with(&bytes[..bytes.len().min(MARK.len())]) && !bytes.is_empty();
            return Err(if begun { StateError::Cut } else { StateError::Foreign });
        }
        if &bytes[..MARK.len()] != MARK {
            return Err(StateError::Foreign);
        }
        if &bytes[MARK.len()..all] != VERSION {
            return Err(StateError::Version);
        }
        let mut rest = &bytes[all..];
        let length = usize::try_from(u64::get(&mut rest)?).map_err(|_| StateError::Damaged)?;
        if rest.len() < length.saturating_add(8) {
            return Err(StateError::Cut);
        }
        let (mut body, mut end) = rest.split_at(length);
        if end.len() != 8 || u64::get(&mut end)? != checksum(body) {
            return Err(StateError::Damaged);
        }
        let stream = Stream::taken(settings, &mut body)?;
        if body.is_empty() { Ok(stream) } else { Err(StateError::Damaged) }
    }

    fn put(&self, out: &mut Vec<u8>) {
        self.constraints.rules().to_vec().put(out);
        self.articles.put(out);
        self.homes.put(out);
        self.stories.put(out);
        self.measured.put(out);
        self.seen.articles.put(out);
        self.seen.counts().put(out);
        self.clock.recent.iter().copied().collect::<Vec<i32>>().put(out);
        let (samples, again) = self.copies.saved();
        samples.put(out);
        again.put(out);
    }

    fn taken(settings: Settings, bytes: &mut &[u8]) -> Result<Stream, StateError> {
        let mut stream = Stream::learned(settings, weights::LEARNED);
        stream.constraints = Constraints::new(Vec::get(bytes)?).map_err(|_| StateError::Damaged)?;
        stream.articles = Vec::get(bytes)?;
        stream.homes = Vec::get(bytes)?;
        stream.stories = Vec::get(bytes)?;
        stream.measured = u32::get(bytes)?;
        stream.seen = Seen::of(u32::get(bytes)?, Vec::get(bytes)?);
        stream.clock = Clock { recent: Vec::<i32>::get(bytes)?.into() };
        stream.copies = Known::of(Vec::get(bytes)?, Vec::get(bytes)?);
        stream.is_sound().then_some(()).ok_or(StateError::Damaged)?;
        for at in 0..stream.stories.len() as u32 {
            if stream.stories[at as usize].is_asleep {
                stream.lay_down(at);
            } else {
                stream.reindex(at);
            }
        }
        Ok(stream)
    }

    /// Whether everything that points at something points at what is there.
    fn is_sound(&self) -> bool {
        let (articles, stories) = (self.articles.len(), self.stories.len());
        self.homes.len() == articles
            && (self.measured as usize) < stories.max(1)
            && self.copies.len() == articles
            && self.homes.iter().all(|&home| (home as usize) < stories)
            && self.stories.iter().enumerate().all(|(at, story)| {
                story.members.iter().all(|&member| (member as usize) < articles)
                    && story.into.is_none_or(|into| (into as usize) < stories && into as usize != at)
            })
    }
}

/// FNV-1a, 64 bits.
fn checksum(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What can be written as bytes and read again.
trait Bytes: Sized {
    fn put(&self, out: &mut Vec<u8>);
    fn get(bytes: &mut &[u8]) -> Result<Self, StateError>;
}

macro_rules! number {
    ($($kind:ty),*) => {$(
        impl Bytes for $kind {
            fn put(&self, out: &mut Vec<u8>) {
                out.extend(self.to_le_bytes());
            }
            fn get(bytes: &mut &[u8]) -> Result<$kind, StateError> {
                let (first, rest) = bytes.split_first_chunk().ok_or(StateError::Damaged)?;
                *bytes = rest;
                Ok(<$kind>::from_le_bytes(*first))
            }
        }
    )*};
}
number!(u8, u16, u32, u64, i32, f32);

/// A struct is its fields in order.
macro_rules! record {
    ($kind:ident { $($field:ident),* }) => {
        impl Bytes for $kind {
            fn put(&self, out: &mut Vec<u8>) {
                $(self.$field.put(out);)*
            }
            fn get(bytes: &mut &[u8]) -> Result<$kind, StateError> {
                Ok($kind { $($field: Bytes::get(bytes)?),* })
            }
        }
    };
}
record!(Vector { terms, day, lengths, crowd });
record!(Pair { body, lead });
record!(Core { articles, entries, days, crowd });
record!(Entry { term, shares });
record!(Sample { shingles, outlet, whole, title });
record!(Story { members, vectors, bundles, core, into, is_asleep, woken, touched });

impl Bytes for Term {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
    }
    fn get(bytes: &mut &[u8]) -> Result<Term, StateError> {
        u32::get(bytes).map(Term)
    }
}

impl Bytes for Counted {
    fn put(&self, out: &mut Vec<u8>) {
        self.term().put(out);
        out.extend(self.counts());
    }
    fn get(bytes: &mut &[u8]) -> Result<Counted, StateError> {
        Ok(Counted::of(Term::get(bytes)?, [u8::get(bytes)?, u8::get(bytes)?]))
    }
}

impl Bytes for Box<Core> {
    fn put(&self, out: &mut Vec<u8>) {
        (**self).put(out);
    }
    fn get(bytes: &mut &[u8]) -> Result<Box<Core>, StateError> {
        Core::get(bytes).map(Box::new)
    }
}

impl Bytes for StoryId {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
    }
    fn get(bytes: &mut &[u8]) -> Result<StoryId, StateError> {
        u32::get(bytes).map(StoryId)
    }
}

impl Bytes for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }
    fn get(bytes: &mut &[u8]) -> Result<bool, StateError> {
        Ok(u8::get(bytes)? != 0)
    }
}

impl Bytes for ArticleId {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.as_bytes().to_vec().put(out);
    }
    fn get(bytes: &mut &[u8]) -> Result<ArticleId, StateError> {
        String::from_utf8(Vec::get(bytes)?).map(ArticleId).map_err(|_| StateError::Damaged)
    }
}

impl<T: Bytes> Bytes for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        (self.len() as u64).put(out);
        self.iter().for_each(|item| item.put(out));
    }
    fn get(bytes: &mut &[u8]) -> Result<Vec<T>, StateError> {
        let count = u64::get(bytes)?;
        // Every item takes a byte at least, so that a wrong count cannot ask for memory without end.
        if count > bytes.len() as u64 {
            return Err(StateError::Damaged);
        }
        (0..count).map(|_| T::get(bytes)).collect()
    }
}

impl<T: Bytes + Clone> Bytes for Box<[T]> {
    fn put(&self, out: &mut Vec<u8>) {
        self.to_vec().put(out);
    }
    fn get(bytes: &mut &[u8]) -> Result<Box<[T]>, StateError> {
        Ok(Vec::get(bytes)?.into())
    }
}

impl<T: Bytes> Bytes for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(value) = self {
            value.put(out);
        }
    }
    fn get(bytes: &mut &[u8]) -> Result<Option<T>, StateError> {
        Ok(if bool::get(bytes)? { Some(T::get(bytes)?) } else { None })
    }
}

impl<A: Bytes, B: Bytes> Bytes for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }
    fn get(bytes: &mut &[u8]) -> Result<(A, B), StateError> {
        Ok((A::get(bytes)?, B::get(bytes)?))
    }
}

impl Bytes for Constraint {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Constraint::Merge(articles) => {
                out.push(0);
                articles.put(out);
            }
            Constraint::Split(left, right) => {
                out.push(1);
                left.put(out);
                right.put(out);
            }
            Constraint::Pin(article, story) => {
                out.push(2);
                article.put(out);
                story.put(out);
            }
            Constraint::Exclude(article, story) => {
                out.push(3);
                article.put(out);
                story.put(out);
            }
        }
    }
    fn get(bytes: &mut &[u8]) -> Result<Constraint, StateError> {
        Ok(match u8::get(bytes)? {
            0 => Constraint::Merge(Vec::get(bytes)?),
            1 => Constraint::Split(Vec::get(bytes)?, Vec::get(bytes)?),
            2 => Constraint::Pin(Bytes::get(bytes)?, Bytes::get(bytes)?),
            3 => Constraint::Exclude(Bytes::get(bytes)?, Bytes::get(bytes)?),
            _ => return Err(StateError::Damaged),
        })
    }
}
