//! A linear model as it is shipped: weights of hashed features, read where they lie.
//!
//! Nothing is unpacked at start-up. A model's bytes are, all little-endian:
//!
//! - four bytes, `RGM2`; a byte, the number of classes; a byte, how many bits of a feature choose its bucket; two zeros;
//! - for each bucket and one more, where its features begin, four bytes each, counted from the end of this table;
//! - the features of each bucket: two bytes of key, a byte with the number of weights, then a class and a weight for
//!   each, a byte both; a weight's byte is its signed square root, so that small weights keep their difference.
//!
//! In the older `RGM1` a weight's byte is the weight itself.

/// A feature: what was seen, hashed by [`one`], [`two`] or [`three`].
pub type Feature = u32;

/// The weights of one classifier.
#[derive(Clone, Copy, Debug)]
pub struct Model<'m> {
    /// How many classes it tells apart.
    pub classes: usize,
    shift: u32,
    /// Whether weights are their bytes, not the squares of these.
    linear: bool,
    starts: &'m [u8],
    features: &'m [u8],
}

const MAGIC: &[u8; 4] = b"RGM2";
const MAGIC_LINEAR: &[u8; 4] = b"RGM1";

/// How many features are looked up together.
const AT_ONCE: usize = 16;

/// Most classes a model may have.
pub const CLASSES_MAX: usize = 128;

/// The score of each class.
pub type Scores = [i32; CLASSES_MAX];

impl<'m> Model<'m> {
    /// Reads a model's head; `None` if the bytes are no model.
    #[must_use]
    pub fn new(bytes: &'m [u8]) -> Option<Model<'m>> {
        let linear = bytes.starts_with(MAGIC_LINEAR);
        let rest = bytes.strip_prefix(if linear { MAGIC_LINEAR } else { MAGIC })?;
        let (&classes, &bits) = (rest.first()?, rest.get(1)?);
        if usize::from(classes) > CLASSES_MAX || !(1..=24).contains(&bits) {
            return None;
        }
        let table = 4 * ((1 << bits) + 1);
        let starts = rest.get(4..4 + table)?;
        Some(Model {
            linear,
            classes: usize::from(classes),
            shift: 32 - u32::from(bits),
            starts,
            features: &rest[4 + table..],
        })
    }

    /// Adds the weights of the features to the scores.
    pub fn score(&self, features: &[Feature], scores: &mut Scores) {
        for features in features.chunks(AT_ONCE) {
            // All places first, so that the memory is asked for all of them at once.
            let mut places = [&[][..]; AT_ONCE];
            let mut seen = 0;
            for (place, &feature) in places.iter_mut().zip(features) {
                *place = self.bucket((feature >> self.shift) as usize);
                seen |= place.first().copied().unwrap_or(0);
            }
            std::hint::black_box(seen);
            for (&feature, place) in features.iter().zip(places) {
                self.add(feature, place, scores);
            }
        }
    }

    fn bucket(&self, bucket: usize) -> &'m [u8] {
        self.features.get(self.start(bucket)..self.start(bucket + 1)).unwrap_or(&[])
    }

    #[inline]
    fn add(&self, feature: Feature, mut rest: &[u8], scores: &mut Scores) {
        let [low, high, ..] = feature.to_le_bytes();
        while let [key_low, key_high, count, tail @ ..] = rest {
            let length = 2 * usize::from(*count);
            let Some((weights, others)) = tail.split_at_checked(length) else { return };
            if *key_low == low && *key_high == high {
                for pair in weights.chunks_exact(2) {
                    scores[usize::from(pair[0]) % CLASSES_MAX] += self.weight(pair[1]);
                }
                return;
            }
            rest = others;
        }
    }

    #[inline]
    fn weight(&self, byte: u8) -> i32 {
        if self.linear { i32::from(byte as i8) } else { weight(byte) }
    }

    fn start(&self, bucket: usize) -> usize {
        match self.starts.get(4 * bucket..4 * bucket + 4) {
            Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]) as usize,
            _ => 0,
        }
    }
}

/// The largest weight.
pub const WEIGHT_MAX: f64 = 127.0 * 127.0;

/// The byte that stands for a weight, the nearest one; weights beyond [`WEIGHT_MAX`] stand as that.
#[must_use]
pub fn byte(weight: f64) -> i8 {
    (weight.abs().sqrt().min(127.0).copysign(weight)).round() as i8
}

/// The bytes of a model: `features` with their weights by class, in any order.
#[must_use]
pub fn write(classes: usize, bits: u8, features: &[(Feature, Vec<(u8, i8)>)]) -> Vec<u8> {
    let mut order: Vec<&(Feature, Vec<(u8, i8)>)> = features.iter().collect();
    order.sort_by_key(|(feature, _)| *feature);
    let (mut starts, mut body, mut next) = (Vec::new(), Vec::new(), order.into_iter().peekable());
    for bucket in 0..=(1_u32 << bits) {
        starts.extend((body.len() as u32).to_le_bytes());
        while let Some((feature, weights)) = next.next_if(|(feature, _)| feature >> (32 - bits) == bucket) {
            body.extend([*feature as u8, (*feature >> 8) as u8, weights.len() as u8]);
            body.extend(weights.iter().flat_map(|&(class, weight)| [class, weight as u8]));
        }
    }
    let mut bytes = MAGIC.to_vec();
    bytes.extend([classes as u8, bits, 0, 0]);
    bytes.extend(starts);
    bytes.extend(body);
    bytes
}

/// The weights of a choice between three, for features too many for [`Model`] to be fast.
///
/// The bytes: `RGT1`, a byte with the bits of the table, three zeros; then slots of four bytes, two of them side by side for
/// each place that a feature may have: a byte of key and three weights as in [`Model`]. Key 0 is an empty slot.
#[derive(Clone, Copy, Debug)]
pub struct Triple<'m> {
    shift: u32,
    slots: &'m [u8],
}

const MAGIC_TRIPLE: &[u8; 4] = b"RGT1";

impl<'m> Triple<'m> {
    /// Reads a table's head; `None` if the bytes are no table.
    #[must_use]
    pub fn new(bytes: &'m [u8]) -> Option<Triple<'m>> {
        let rest = bytes.strip_prefix(MAGIC_TRIPLE)?;
        let bits = u32::from(*rest.first()?);
        let slots = rest.get(4..)?;
        ((1..=24).contains(&bits) && slots.len() == 8 << bits).then_some(Triple { shift: 32 - bits, slots })
    }

    /// The scores of the three choices.
    #[must_use]
    pub fn score(&self, features: &[Feature]) -> [i32; 3] {
        let mut scores = [0; 3];
        for &feature in features {
            let place = 8 * (feature >> self.shift) as usize;
            let Some(&[a, b, c, d, e, f, g, h]) = self.slots.get(place..place + 8) else { continue };
            let (first, second) = (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]));
            let key = key(feature);
            // Without branches: which slot holds a feature cannot be predicted.
            let other = if e == key { second } else { 0 };
            let [_, shift, left, right] = (if a == key { first } else { other }).to_le_bytes();
            scores[0] += weight(shift);
            scores[1] += weight(left);
            scores[2] += weight(right);
        }
        scores
    }
}

/// What tells a feature from others in its place; never 0.
fn key(feature: Feature) -> u8 {
    (feature as u8).max(1)
}

/// The weight that a byte stands for: its square, with its sign.
#[inline]
fn weight(byte: u8) -> i32 {
    let root = i32::from(byte as i8);
    root * root.abs()
}

/// The bytes of a table of triples: where two features meet in one slot, the earlier of the list stays.
#[must_use]
pub fn write_triples(bits: u8, features: &[(Feature, [i8; 3])]) -> Vec<u8> {
    let mut slots = vec![0_u8; 8 << bits];
    for (feature, weights) in features {
        let place = 8 * (feature >> (32 - bits)) as usize;
        let key = key(*feature);
        let free = [place, place + 4].into_iter().find(|&slot| slots[slot] == 0 || slots[slot] == key);
        if let Some(slot) = free.filter(|&slot| slots[slot] == 0) {
            slots[slot] = key;
            slots[slot + 1..slot + 4].copy_from_slice(&weights.map(|weight| weight as u8));
        }
    }
    let mut bytes = MAGIC_TRIPLE.to_vec();
    bytes.extend([bits, 0, 0, 0]);
    bytes.extend(slots);
    bytes
}

/// The class with the highest score among the first `classes`; the lower of equal ones.
#[must_use]
pub fn best(scores: &Scores, classes: usize) -> usize {
    let mut best = 0;
    for class in 1..classes.min(CLASSES_MAX) {
        if scores[class] > scores[best] {
            best = class;
        }
    }
    best
}

const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// A number for some bytes, the same on every machine.
#[must_use]
pub fn hashed(bytes: &[u8]) -> u32 {
    let mut hash = MIX ^ bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = (hash.rotate_left(23) ^ u64::from_le_bytes(word)).wrapping_mul(MIX);
    }
    (hash >> 32) as u32
}

/// A feature of one value; `template` tells which question the value answers.
#[inline]
#[must_use]
pub fn one(template: u32, a: u32) -> Feature {
    three(template, a, 0, 0)
}

/// A feature of two values.
#[inline]
#[must_use]
pub fn two(template: u32, a: u32, b: u32) -> Feature {
    three(template, a, b, 0)
}

/// A feature of three values.
#[inline]
#[must_use]
pub fn three(template: u32, a: u32, b: u32, c: u32) -> Feature {
    let first = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(MIX);
    let second = (u64::from(c) << 32 | u64::from(template)).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    let mixed = (first.rotate_left(29) ^ second).wrapping_mul(MIX);
    ((mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32) as u32
}
