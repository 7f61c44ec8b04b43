//! `cargo xtask eval`: what the program scores on the evaluation data, against floors that only rise.
//!
//! Data and scorers lie beside the project (`../shared`), because most of the texts may be measured with but not
//! passed on. Without them the chore says so and is done. `docs/floors.json` holds the floors and a hash of the data
//! they were measured on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Map, Value, json};

use crate::ci;

/// Scorers that the gate runs, and the data that each reads.
const SCORERS: &[(&str, &[&str])] = &[
    ("quotes", &["ggt", "polnear"]),
    ("times", &["tempeval3", "meantime"]),
    ("quantities", &["cqe", "recognizers", "meantime"]),
    ("names", &["ieer", "wikigold", "gum-news"]),
    ("conflicts", &["gva", "gold"]),
    ("groups", &["groups"]),
    ("pages", &["pages"]),
    ("align", &["ecbplus-align"]),
    ("story", &["gold"]),
];

/// A new floor stands so much below what was measured, so that noise does not break the gate.
const SLACK: f64 = 0.005;

/// What the user asked for.
#[derive(Debug, Default)]
struct Asked {
    shared: Option<PathBuf>,
    is_pinning: bool,
    /// Why floors may be lowered.
    reason: Option<String>,
}

/// Scores, compares, and pins if asked to.
pub(crate) fn run(root: &Path, options: &[&str]) -> Result<String, String> {
    let asked = asked(options)?;
    let shared = asked.shared.clone().unwrap_or_else(|| beside(root));
    if !has_data(&shared) {
        return Ok(skipped(&shared));
    }
    let measured = measure(root, &shared)?;
    if asked.is_pinning {
        return pin(root, &shared, &measured, asked.reason.as_deref());
    }
    compare(root, &shared, &measured)
}

/// The comparison alone, for `cargo xtask ci`.
pub(crate) fn gate(root: &Path) -> Result<String, String> {
    let shared = beside(root);
    if !has_data(&shared) {
        return Ok(skipped(&shared));
    }
    let Some(pinned) = pinned(root) else {
        return Ok("skipped: docs/floors.json is not there".to_owned());
    };
    if pinned["data"] != json!(data_hash(&shared)) {
        return Ok("SKIPPED: the data are not those that docs/floors.json was measured on".to_owned());
    }
    let measured = measure(root, &shared)?;
    compare(root, &shared, &measured)
}

fn asked(options: &[&str]) -> Result<Asked, String> {
    let mut asked = Asked::default();
    let mut rest = options.iter();
    while let Some(&option) = rest.next() {
        let mut value =
            || rest.next().map(|&value| value.to_owned()).ok_or(format!("{option} needs a value"));
        match option {
            "--shared" => asked.shared = Some(PathBuf::from(value()?)),
            "--pin" => asked.is_pinning = true,
            "--lower" => asked.reason = Some(value()?),
            _ => return Err(format!("eval knows no {option}; it knows --shared DIR, --pin, --lower REASON")),
        }
    }
    Ok(asked)
}

/// `shared` in the project's parent folder, or in that of its main checkout.
fn beside(root: &Path) -> PathBuf {
    let parent = root.parent().unwrap_or(root);
    let near = parent.join("shared");
    let far = parent.parent().unwrap_or(parent).join("shared");
    if !has_data(&near) && has_data(&far) { far } else { near }
}

fn has_data(shared: &Path) -> bool {
    shared.join("eval/run_all.py").is_file() && shared.join("data").is_dir()
}

fn skipped(shared: &Path) -> String {
    format!("SKIPPED: no evaluation data in {}", shared.display())
}

/// Builds the program and runs the scorers: every metric by its key.
fn measure(root: &Path, shared: &Path) -> Result<Map<String, Value>, String> {
    let built = Command::new(env!("CARGO"))
        .args(["build", "--release", "--locked", "--quiet", "--package", "rashomon"])
        .current_dir(root)
        .status();
    if !built.is_ok_and(|status| status.success()) {
        return Err("the program does not build".to_owned());
    }
    let target = ci::target(root);
    let rows = target.join("eval.json");
    let only: Vec<&str> = SCORERS.iter().map(|(name, _)| *name).collect();
    // The scorers have floors of their own and fail below them; ours are compared here.
    let ran = Command::new("python3")
        .arg(shared.join("eval/run_all.py"))
        .arg("--bin")
        .arg(target.join("release/rashomon"))
        .arg("--data")
        .arg(shared.join("data"))
        .args(["--only", &only.join(",")])
        .arg("--json")
        .arg(&rows)
        .output()
        .map_err(|error| format!("python3: {error}"))?;
    let read = fs::read(&rows).map_err(|_| String::from_utf8_lossy(&ran.stderr).into_owned())?;
    let value: Value =
        serde_json::from_slice(&read).map_err(|error| format!("{}: {error}", rows.display()))?;
    let rows = value["rows"].as_array().cloned().unwrap_or_default();
    Ok(rows.iter().filter_map(metric).collect())
}

/// How the keys of scores end; others count or measure speed.
const SCORES: &[&str] =
    &[".f1", ".p", ".speaker", ".reference", ".body", ".acc", ".verbatim", ".title", ".date"];

/// A row's key and value, if more is better.
fn metric(row: &Value) -> Option<(String, Value)> {
    let is_share = row["better"] != "low" && row["value"].as_f64().is_some_and(|value| value <= 1.0);
    let key = row["key"].as_str()?;
    let is_score = SCORES.iter().any(|end| key.ends_with(end));
    (is_share && is_score).then(|| (key.to_owned(), row["value"].clone()))
}

fn floors_file(root: &Path) -> PathBuf {
    root.join("docs/floors.json")
}

fn pinned(root: &Path) -> Option<Value> {
    serde_json::from_slice(&fs::read(floors_file(root)).ok()?).ok()
}

fn compare(root: &Path, shared: &Path, measured: &Map<String, Value>) -> Result<String, String> {
    let pinned = pinned(root).ok_or("docs/floors.json is not there: `cargo xtask eval --pin` writes it")?;
    if pinned["data"] != json!(data_hash(shared)) {
        return Err("the data are not those that docs/floors.json was measured on: pin again".to_owned());
    }
    let floors = pinned["floors"].as_object().cloned().unwrap_or_default();
    let missed = missed(&floors, measured);
    if missed.is_empty() {
        return Ok(format!("{} scores at or above their floors", floors.len()));
    }
    Err(format!("{}\n{} of {} scores are below their floors", missed.join("\n"), missed.len(), floors.len()))
}

/// One line for each score that is below its floor or gone.
fn missed(floors: &Map<String, Value>, measured: &Map<String, Value>) -> Vec<String> {
    let said = |(key, floor): (&String, &Value)| {
        let floor = floor.as_f64()?;
        match measured.get(key).and_then(Value::as_f64) {
            Some(value) if value >= floor => None,
            Some(value) => Some(format!("{key}: {value:.4} is below {floor:.4}")),
            None => Some(format!("{key}: not measured, floor {floor:.4}")),
        }
    };
    floors.iter().filter_map(said).collect()
}

/// Writes the measured scores as floors. A floor falls only with a reason, which is written down, too.
fn pin(
    root: &Path,
    shared: &Path,
    measured: &Map<String, Value>,
    reason: Option<&str>,
) -> Result<String, String> {
    let before = pinned(root).unwrap_or_else(|| json!({}));
    let old = before["floors"].as_object().cloned().unwrap_or_default();
    let (floors, fallen) = raised(&old, measured, reason.is_some());
    if reason.is_none() && !fallen.is_empty() {
        return Err(format!("{}\nfloors fall only with --lower REASON", fallen.join("\n")));
    }
    let mut lowered = before["lowered"].as_array().cloned().unwrap_or_default();
    if let Some(reason) = reason.filter(|_| !fallen.is_empty()) {
        lowered.push(json!({ "reason": reason, "floors": fallen }));
    }
    let file = json!({ "data": data_hash(shared), "floors": floors, "lowered": lowered });
    let text = serde_json::to_string_pretty(&file).map_err(|error| error.to_string())?;
    let path = floors_file(root);
    fs::create_dir_all(root.join("docs")).map_err(|error| error.to_string())?;
    fs::write(&path, text + "\n").map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(format!("{} floors pinned, {} lowered", floors.len(), fallen.len()))
}

/// The new floors, and a line for each that the scores would not reach any more.
fn raised(
    old: &Map<String, Value>,
    measured: &Map<String, Value>,
    may_fall: bool,
) -> (Map<String, Value>, Vec<String>) {
    let mut floors = Map::new();
    let mut fallen = Vec::new();
    for (key, value) in measured {
        let value = value.as_f64().unwrap_or(0.0);
        let new = ((value - SLACK).max(0.0) * 1000.0).floor() / 1000.0;
        let floor = old.get(key).and_then(Value::as_f64).unwrap_or(0.0);
        if value < floor {
            fallen.push(format!("{key}: {floor:.3} to {new:.3}"));
        }
        let kept = if value < floor && may_fall { new } else { new.max(floor) };
        floors.insert(key.clone(), json!(kept));
    }
    floors.sort_keys();
    (floors, fallen)
}

/// A hash of the data and the scorers: FNV-1a over names and contents, in the order of the names.
fn data_hash(shared: &Path) -> String {
    let mut folders: Vec<&str> = SCORERS.iter().flat_map(|(_, folders)| folders.iter().copied()).collect();
    folders.sort_unstable();
    folders.dedup();
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in folders {
        collect(&shared.join("data").join(folder), &mut files);
    }
    collect(&shared.join("eval"), &mut files);
    files.retain(|file| !file.components().any(|part| part.as_os_str() == "__pycache__"));
    files.sort_unstable();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        let name = file.strip_prefix(shared).unwrap_or(&file).display().to_string();
        for byte in name.into_bytes().into_iter().chain(fs::read(&file).unwrap_or_default()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap()
    }

    #[test]
    fn a_score_below_its_floor_is_missed() {
        let floors = map(json!({ "a.f1": 0.5, "b.f1": 0.5, "c.f1": 0.5 }));
        let measured = map(json!({ "a.f1": 0.5, "b.f1": 0.49 }));
        let missed = missed(&floors, &measured);
        assert_eq!(missed.len(), 2);
        assert!(missed[0].starts_with("b.f1") && missed[1].starts_with("c.f1"));
    }

    #[test]
    fn floors_rise_and_fall_only_on_purpose() {
        let old = map(json!({ "a.f1": 0.5, "b.f1": 0.9 }));
        let measured = map(json!({ "a.f1": 0.8, "b.f1": 0.7 }));
        let (kept, fallen) = raised(&old, &measured, false);
        assert_eq!((kept["a.f1"].as_f64(), kept["b.f1"].as_f64()), (Some(0.795), Some(0.9)));
        assert_eq!(fallen, ["b.f1: 0.900 to 0.695"]);
        assert_eq!(raised(&old, &measured, true).0["b.f1"].as_f64(), Some(0.695));
    }

    #[test]
    fn options_are_understood() {
        assert_eq!(asked(&["--lower", "new data", "--pin"]).unwrap().reason.as_deref(), Some("new data"));
        assert!(asked(&["--lower"]).is_err() && asked(&["--raise"]).is_err());
    }
}
