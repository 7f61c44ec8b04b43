//! How rare each word is in the news: the table that `engine::words::rarity` reads.
//!
//! Only counts leave the articles: for each stem, in how many of them it stands.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use engine::words::{RAREST, Stems, Term, each_word};

/// Stems in fewer articles than this are left out.
const ARTICLES_MIN: u32 = 3;

/// Reads gzipped article JSON Lines and writes the table.
pub(crate) fn train(articles: &Path, table: &Path) -> Result<String, String> {
    let named = |error: std::io::Error| format!("{}: {error}", articles.display());
    let file = std::fs::File::open(articles).map_err(named)?;
    let lines: Box<dyn Read> = if articles.extension().is_some_and(|ending| ending == "gz") {
        Box::new(flate2::read::MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let stems = Stems::default();
    let (mut counts, mut total) = (BTreeMap::<Term, u32>::new(), 0_u32);
    for line in BufReader::new(lines).lines() {
        let article: serde_json::Value =
            serde_json::from_str(&line.map_err(named)?).map_err(|error| error.to_string())?;
        let mut seen = std::collections::BTreeSet::new();
        each_word(article["text"].as_str().unwrap_or(""), |word, _| {
            seen.insert(stems.term(word));
        });
        for term in seen {
            *counts.entry(term).or_default() += 1;
        }
        total += 1;
    }
    counts.retain(|_, count| *count >= ARTICLES_MIN);
    let keys = counts.keys().flat_map(|term| term.0.to_le_bytes());
    let rarities = counts.values().map(|&count| sixteenths(total, count));
    std::fs::write(table, keys.chain(rarities).collect::<Vec<u8>>()).map_err(|error| error.to_string())?;
    Ok(format!("{} stems of {total} articles", counts.len()))
}

fn sixteenths(total: u32, count: u32) -> u8 {
    let rarity = libm::logf(total as f32 / count as f32).min(RAREST);
    (rarity * 16.0).round() as u8
}
