//! A word cut into the pieces that the encoder knows.

use std::collections::BTreeMap;
use std::path::Path;

/// The pieces, by their letters.
pub(super) struct Pieces(BTreeMap<String, u32>);

/// What stands before and after every text.
pub(super) const START: u32 = 101;
/// What stands after every text.
pub(super) const END: u32 = 102;
/// What stands for letters that the encoder does not know.
const UNKNOWN: u32 = 100;

impl Pieces {
    /// Reads one piece a line.
    pub(super) fn read(path: &Path) -> Result<Pieces, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Pieces(text.lines().zip(0..).map(|(piece, id)| (piece.to_owned(), id)).collect()))
    }

    /// The pieces of a word in lower case, the longest first ones first, between the marks of a text.
    pub(super) fn of(&self, word: &str) -> Vec<u32> {
        let mut ids = vec![START];
        for part in word.split_inclusive('\'').flat_map(|part| match part.strip_suffix('\'') {
            Some(letters) => [letters, "'"],
            None => [part, ""],
        }) {
            self.cut(part, &mut ids);
        }
        ids.push(END);
        ids
    }

    fn cut(&self, word: &str, ids: &mut Vec<u32>) {
        let first = ids.len();
        let mut start = 0;
        while start < word.len() {
            let mark = if start == 0 { "" } else { "##" };
            let longest = (start + 1..=word.len())
                .rev()
                .filter(|&end| word.is_char_boundary(end))
                .find_map(|end| self.0.get(&format!("{mark}{}", &word[start..end])).map(|&id| (id, end)));
            let Some((id, end)) = longest else {
                ids.truncate(first);
                ids.push(UNKNOWN);
                return;
            };
            ids.push(id);
            start = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_into_the_longest_known_pieces() {
        let rows = ["step", "##ped", "##pe", "##d", "don", "'", "t"];
        let pieces = Pieces(rows.iter().zip(0..).map(|(piece, id)| ((*piece).to_owned(), id)).collect());
        assert_eq!(pieces.of("stepped"), [START, 0, 1, END]);
        assert_eq!(pieces.of("don't"), [START, 4, 5, 6, END]);
        assert_eq!(pieces.of("zoo"), [START, UNKNOWN, END]);
    }
}
