//! How well copies are found: against pairs of articles that were labelled by hand.
//!
//! The labels name articles and places only; the articles lie beside the project.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::path::Path;

use engine::stories::copies::{Known, Sample};

/// The articles as the labels name them: a set, and a file of it.
const SETS: [(&str, &str); 3] = [
    ("stream", "stream/allsides.jsonl.gz"),
    ("gva", "groups/gva.jsonl"),
    ("wikinews", "groups/wikinews.jsonl"),
];

/// Reads all articles in order, as a stream would, then asks of each labelled pair whether one copies the other.
pub(crate) fn measure(labels: &Path, data: &Path) -> Result<String, String> {
    let mut known = Known::default();
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    for (set, file) in SETS {
        for line in text(&data.join(file))?.lines() {
            let article: serde_json::Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
            let id = article["id"].as_str().unwrap_or_default();
            numbers.insert(format!("{set}:{id}"), numbers.len() as u32);
            let text = article["text"].as_str().unwrap_or_default();
            known.note(Sample::of(article["outlet"].as_str(), article["title"].as_str(), text));
        }
    }
    let mut counts: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    let is_copy = |label: &str| matches!(label, "verbatim" | "edited");
    let mut mistaken = String::new();
    let labels = fs::read_to_string(labels).map_err(|error| format!("{}: {error}", labels.display()))?;
    for line in labels.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [left, _, right, _, label] = fields[..] else { return Err(format!("no label: {line}")) };
        let number = |id: &str| numbers.get(id).copied().ok_or(format!("no article {id}"));
        let found = known.is_copy(number(left)?, number(right)?);
        if found != is_copy(label) {
            let _ = writeln!(mistaken, "wrong: {left} {right} {label}");
        }
        let count = counts.entry(label).or_default();
        count.0 += u32::from(found);
        count.1 += 1;
    }
    let sum = |wanted: bool| {
        let of = counts.iter().filter(|&(label, _)| is_copy(label) == wanted).map(|(_, count)| count);
        of.fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1))
    };
    let ((right, copies), (wrong, _)) = (sum(true), sum(false));
    let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
    let said: Vec<String> = counts
        .iter()
        .map(|(label, (found, all))| format!("{label}: {found} of {all} called copies"))
        .collect();
    Ok(format!(
        "{mistaken}{}\nprecision {:.3}, recall {:.3}",
        said.join("\n"),
        share(right, right + wrong),
        share(right, copies)
    ))
}

fn text(file: &Path) -> Result<String, String> {
    let named = |error: std::io::Error| format!("{}: {error}", file.display());
    let bytes = fs::read(file).map_err(named)?;
    let mut text = String::new();
    if file.extension().is_some_and(|ending| ending == "gz") {
        flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_string(&mut text).map_err(named)?;
        return Ok(text);
    }
    String::from_utf8(bytes).map_err(|error| format!("{}: {error}", file.display()))
}
