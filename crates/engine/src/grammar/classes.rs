//! Word classes: which words the news uses alike.
//!
//! A table made from unlabelled news: each frequent word form has one of some hundred classes, each class one of a few
//! dozen groups. The bytes are little-endian: `RGC1`, two bytes with the number of classes, two with the bits of the
//! table; the group of each class, a byte each; then the slots, two bytes of key and two of class and one. An empty slot is
//! four zeros.

use super::model::hashed;

/// A table of word classes, read where it lies.
#[derive(Clone, Copy, Debug)]
pub struct Classes<'m> {
    groups: &'m [u8],
    slots: &'m [u8],
    bits: u32,
}

/// What a table says of a word. All zero for a word that it does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class {
    /// The class, from 1.
    pub class: u16,
    /// The group of the class, from 1.
    pub group: u8,
}

const MAGIC: &[u8; 4] = b"RGC1";

impl<'m> Classes<'m> {
    /// Reads a table's head; `None` if the bytes are no table.
    #[must_use]
    pub fn new(bytes: &'m [u8]) -> Option<Classes<'m>> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let count = usize::from(u16::from_le_bytes([*rest.first()?, *rest.get(1)?]));
        let bits = u32::from(*rest.get(2)?);
        let groups = rest.get(4..4 + count)?;
        let slots = rest.get(4 + count..)?;
        (bits <= 24 && slots.len() == 4 << bits).then_some(Classes { groups, slots, bits })
    }

    /// The class of a word form, by its [`hashed`] number.
    #[must_use]
    pub fn of(&self, word: u32) -> Class {
        let mask = (1_usize << self.bits) - 1;
        let (mut slot, key) = (word as usize & mask, (word >> 16) as u16);
        while let Some(&[a, b, c, d]) = self.slots.get(4 * slot..4 * slot + 4) {
            let class = u16::from_le_bytes([c, d]);
            if class == 0 {
                break;
            }
            if u16::from_le_bytes([a, b]) == key {
                let group = self.groups.get(usize::from(class) - 1).map_or(0, |&group| group + 1);
                return Class { class, group };
            }
            slot = (slot + 1) & mask;
        }
        Class::default()
    }
}

/// The bytes of a table: the group of each class, and each word with its class, both counted from 0.
#[must_use]
pub fn write(groups: &[u8], words: &[(String, u16)]) -> Vec<u8> {
    let bits = (words.len() * 4 / 3).max(2).next_power_of_two().trailing_zeros();
    let mask = (1_usize << bits) - 1;
    let mut slots = vec![(0_u16, 0_u16); 1 << bits];
    for (word, class) in words {
        let hash = hashed(word.as_bytes());
        let mut slot = hash as usize & mask;
        while slots[slot].1 != 0 {
            slot = (slot + 1) & mask;
        }
        slots[slot] = ((hash >> 16) as u16, class + 1);
    }
    let mut bytes = MAGIC.to_vec();
    bytes.extend((groups.len() as u16).to_le_bytes());
    bytes.extend([bits as u8, 0]);
    bytes.extend(groups);
    bytes.extend(slots.iter().flat_map(|(key, class)| [key.to_le_bytes(), class.to_le_bytes()].concat()));
    bytes
}
