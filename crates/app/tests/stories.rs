//! The examples, end to end: the program compares each folder, and the report must show what a careful desk editor
//! finds there (`expected/`).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// One thing that a report must show: its name in a list of what is missing, and whether it shows it.
type Check = (String, bool);

/// A kind of expectation: from a story's expectations and its report to checks.
type Kind = fn(&Value, &Value) -> Vec<Check>;

const KINDS: [(&str, Kind); 10] = [
    ("articles", articles),
    ("origins", origins),
    ("claims", claims),
    ("quotations", quotations),
    ("names", names),
    ("sources", sources),
    ("denials", denials),
    ("timeline", timeline),
    ("only_here", only_here),
    ("text", text),
];

fn run(arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn compared(story: &str) -> Vec<u8> {
    run(&["compare", "--format", "json", &format!("examples/{story}")])
}

fn report(story: &str) -> Value {
    serde_json::from_slice(&compared(story)).unwrap()
}

fn expected(story: &str) -> Value {
    let path: PathBuf =
        [env!("CARGO_MANIFEST_DIR"), "tests/expected", &format!("{story}.json")].iter().collect();
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// What the engine does not meet today: the check's name and the reason.
fn not_yet(expected: &Value) -> BTreeMap<String, String> {
    let group = |group: &Value| {
        let because = string(&group["because"]);
        list(&group["checks"]).iter().map(|check| (string(check), because.clone())).collect::<Vec<_>>()
    };
    list(&expected["not_yet"]).iter().flat_map(group).collect()
}

/// Every check of this kind holds, but for those that are listed as unmet, and those must still be unmet.
fn shows(story: &str, kind: &str) {
    let (expected, report) = (expected(story), report(story));
    let not_yet = not_yet(&expected);
    let (_, checks) = KINDS.iter().find(|(name, _)| *name == kind).unwrap();
    let wrong: Vec<String> = checks(&expected, &report)
        .into_iter()
        .filter_map(|(name, met)| match (met, not_yet.contains_key(&name)) {
            (false, false) => Some(format!("missing: {name}")),
            (true, true) => Some(format!("met now, take it off not_yet: {name}")),
            _ => None,
        })
        .collect();
    assert!(wrong.is_empty(), "{story}, {kind}:\n{}\n", wrong.join("\n"));
}

/// Every entry of `not_yet` names a check and gives a reason.
fn lists_only_checks(story: &str) {
    let (expected, report) = (expected(story), report(story));
    let known: Vec<Check> = KINDS.iter().flat_map(|(_, checks)| checks(&expected, &report)).collect();
    let unknown: Vec<(String, String)> = not_yet(&expected)
        .into_iter()
        .filter(|(name, because)| because.is_empty() || !known.iter().any(|(known, _)| known == name))
        .collect();
    assert!(unknown.is_empty(), "{story}: no such check, or no reason:\n{unknown:#?}");
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Small letters and straight quotation marks, so that typing does not matter.
fn plain(value: &Value) -> String {
    string(value).replace(['‘', '’'], "'").replace(['“', '”'], "\"").to_lowercase()
}

fn holds(whole: &Value, part: &Value) -> bool {
    !string(part).is_empty() && plain(whole).contains(&plain(part))
}

fn any_holds(wholes: &Value, part: &Value) -> bool {
    list(wholes).iter().any(|whole| holds(whole, part))
}

/// The article read from this file, or, of a file with many, the one with this id.
fn article<'a>(report: &'a Value, file: &Value) -> &'a Value {
    let is_it = |article: &&Value| {
        article["id"] == *file
            || Path::new(&string(&article["input"]))
                .file_name()
                .is_some_and(|name| name == string(file).as_str())
    };
    list(&report["articles"]).iter().find(is_it).unwrap()
}

fn is_in(span: &Value, report: &Value, file: &Value) -> bool {
    span["article"] == article(report, file)["id"]
}

/// The checks of the candidate that meets most of them; of nothing, when there is no candidate.
fn best<'a>(
    candidates: impl Iterator<Item = &'a Value>,
    checks: impl Fn(&Value) -> Vec<Check>,
) -> Vec<Check> {
    let met = |checks: &Vec<Check>| checks.iter().filter(|(_, met)| *met).count();
    candidates
        .map(&checks)
        .fold(checks(&Value::Null), |best, next| if met(&next) > met(&best) { next } else { best })
}

fn articles(expected: &Value, report: &Value) -> Vec<Check> {
    let checks = |wanted: &Value| {
        let found = article(report, &wanted["file"]);
        let name = format!("article {}", string(&wanted["file"]));
        vec![
            (format!("{name}: outlet"), found["outlet"] == wanted["outlet"]),
            (format!("{name}: published"), same_moment(&found["published"], &wanted["published"])),
            (format!("{name}: day"), found["dated"]["day"] == wanted["day"]),
        ]
    };
    list(&expected["articles"]).iter().flat_map(checks).collect()
}

/// Moments are equal however UTC is written.
fn same_moment(a: &Value, b: &Value) -> bool {
    string(a).replace("+00:00", "Z") == string(b).replace("+00:00", "Z")
}

fn origins(expected: &Value, report: &Value) -> Vec<Check> {
    let checks = |wanted: &Value| {
        let mut files: Vec<String> =
            list(&wanted["files"]).iter().map(|file| string(&article(report, file)["id"])).collect();
        files.sort();
        best(list(&report["stories"][0]["origins"]).iter(), |origin| {
            let mut found: Vec<String> = list(&origin["articles"]).iter().map(string).collect();
            found.sort();
            let name = format!("origin {}", string(&wanted["root"]));
            vec![
                (format!("{name}: articles"), found == files),
                (format!("{name}: kind"), found == files && origin["kind"] == wanted["kind"]),
                (format!("{name}: root"), found == files && holds(&origin["root"], &wanted["root"])),
            ]
        })
    };
    list(&expected["origins"]).iter().flat_map(checks).collect()
}

fn claims(expected: &Value, report: &Value) -> Vec<Check> {
    let checks = |wanted: &Value| {
        let candidates = list(&report["stories"][0]["claims"]).iter().filter(|claim| {
            claim["kind"] == wanted["kind"]
                && list(&wanted["about"]).iter().any(|word| holds(&claim["subject"], word))
        });
        best(candidates, |claim| claim_checks(wanted, claim, report))
    };
    list(&expected["claims"]).iter().flat_map(checks).collect()
}

fn claim_checks(wanted: &Value, claim: &Value, report: &Value) -> Vec<Check> {
    let name = format!("claim {}", string(&wanted["about"][0]));
    let readings =
        list(&wanted["readings"]).iter().flat_map(|reading| reading_checks(&name, reading, claim, report));
    let mut checks: Vec<Check> = readings.collect();
    // A verdict on other readings is no verdict on these.
    let right = checks.iter().any(|(_, met)| *met) && list(&wanted["status"]).contains(&claim["status"]);
    checks.push((format!("{name}: status"), right));
    checks
}

fn reading_checks(name: &str, wanted: &Value, claim: &Value, report: &Value) -> Vec<Check> {
    let same = |reading: &&Value| {
        reading["value"].as_f64() == wanted["value"].as_f64()
            && reading["value"].as_str() == wanted["value"].as_str()
            && reading["approximator"] == wanted["approximator"]
            && wanted.get("as_of").is_none_or(|as_of| reading["as_of"] == *as_of)
    };
    let spans: Vec<&Value> =
        list(&claim["readings"]).iter().filter(same).flat_map(|reading| list(&reading["spans"])).collect();
    let value = format!("{} {}", string(&wanted["approximator"]), wanted["value"]);
    list(&wanted["files"])
        .iter()
        .map(|file| {
            let met = spans.iter().any(|span| is_in(span, report, file));
            (format!("{name}: {} in {}", value.trim(), string(file)), met)
        })
        .collect()
}

fn quotations(expected: &Value, report: &Value) -> Vec<Check> {
    let checks = |wanted: &Value| {
        let candidates = list(&report["stories"][0]["quotes"]).iter().filter(|quote| {
            holds(&quote["canonical"], &wanted["words"])
                || list(&quote["variants"]).iter().any(|variant| holds(&variant["text"], &wanted["words"]))
        });
        best(candidates, |quote| quotation_checks(wanted, quote, report))
    };
    list(&expected["quotations"]).iter().flat_map(checks).collect()
}

fn quotation_checks(wanted: &Value, quote: &Value, report: &Value) -> Vec<Check> {
    let name = format!("quotation \"{}\"", string(&wanted["words"]));
    let variants = list(&quote["variants"]);
    let mut checks = vec![(format!("{name}: speaker"), quote["speaker"] == wanted["speaker"])];
    checks.extend(list(&wanted["files"]).iter().map(|file| {
        let met = variants.iter().any(|variant| is_in(&variant["span"], report, file));
        (format!("{name}: in {}", string(file)), met)
    }));
    checks.extend(list(&wanted["differs"]).iter().map(|op| {
        let met =
            variants.iter().flat_map(|variant| list(&variant["differs"])).any(|found| found["op"] == *op);
        (format!("{name}: {}", string(op)), met)
    }));
    checks.extend(list(&wanted["heard"]).iter().map(|heard| {
        (format!("{name}: heard through {}", string(heard)), any_holds(&quote["heard"], heard))
    }));
    checks
}

fn names(expected: &Value, report: &Value) -> Vec<Check> {
    let checks = |wanted: &Value| {
        let candidates =
            list(&report["stories"][0]["names"]).iter().filter(|name| has_form(name, &wanted["canonical"]));
        best(candidates, |found| name_checks(wanted, found))
    };
    list(&expected["names"]).iter().flat_map(checks).collect()
}

fn has_form(name: &Value, form: &Value) -> bool {
    list(&name["forms"]).iter().any(|found| found["text"] == *form)
}

fn name_checks(wanted: &Value, found: &Value) -> Vec<Check> {
    let name = format!("name {}", string(&wanted["canonical"]));
    let mut checks = vec![
        (format!("{name}: canonical"), found["canonical"] == wanted["canonical"]),
        (format!("{name}: kind"), found["kind"] == wanted["kind"]),
    ];
    let forms = list(&wanted["forms"]).iter();
    checks.extend(forms.map(|form| (format!("{name}: form {}", string(form)), has_form(found, form))));
    let roles = list(&wanted["roles"]).iter();
    checks.extend(
        roles.map(|role| (format!("{name}: role {}", string(role)), any_holds(&found["roles"], role))),
    );
    checks
}

fn sources(expected: &Value, report: &Value) -> Vec<Check> {
    let checks = |wanted: &Value| {
        let found = list(&report["stories"][0]["sources"])
            .iter()
            .filter(|source| holds(&source["name"], &wanted["name"]));
        best(found, |source| {
            let name = format!("source {}, {}", string(&wanted["name"]), string(&wanted["relation"]));
            let mut checks = vec![
                (format!("{name}: kind"), source["kind"] == wanted["kind"]),
                (format!("{name}: relation"), source["relation"] == wanted["relation"]),
            ];
            checks.extend(list(&wanted["files"]).iter().map(|file| {
                let met = list(&source["articles"]).contains(&article(report, file)["id"]);
                (format!("{name}: in {}", string(file)), met)
            }));
            checks
        })
    };
    list(&expected["sources"]).iter().flat_map(checks).collect()
}

fn denials(expected: &Value, report: &Value) -> Vec<Check> {
    let checks = |wanted: &Value| {
        let candidates = list(&report["stories"][0]["denials"]).iter().filter(|denial| {
            is_in(&denial["span"], report, &wanted["file"]) && holds(&denial["text"], &wanted["words"])
        });
        best(candidates, |denial| {
            let name = format!("denial \"{}\" in {}", string(&wanted["words"]), string(&wanted["file"]));
            vec![
                (format!("{name}: found"), !denial.is_null()),
                (format!("{name}: by"), !denial.is_null() && denial["by"] == wanted["by"]),
            ]
        })
    };
    list(&expected["denials"]).iter().flat_map(checks).collect()
}

fn timeline(expected: &Value, report: &Value) -> Vec<Check> {
    let check = |wanted: &Value| {
        let is_it = |entry: &Value| {
            let when = &entry["when"];
            begins(&when["start"], &wanted["start"])
                && begins(&when["end"], &wanted["end"])
                && stands(entry, wanted, report)
        };
        let name = format!("time {}: \"{}\"", string(&wanted["start"]), string(&wanted["words"]));
        (name, list(&report["stories"][0]["timeline"]).iter().any(is_it))
    };
    list(&expected["timeline"]).iter().map(check).collect()
}

/// Days stand for themselves; `2023-10` is any moment of that month.
fn begins(moment: &Value, wanted: &Value) -> bool {
    string(moment).starts_with(&string(wanted))
}

/// One of the spans holds the wanted words, in the wanted file.
fn stands(holder: &Value, wanted: &Value, report: &Value) -> bool {
    let is_it =
        |span: &Value| is_in(span, report, &wanted["file"]) && holds(&span["exact"], &wanted["words"]);
    list(&holder["spans"]).iter().any(is_it)
}

fn only_here(expected: &Value, report: &Value) -> Vec<Check> {
    let check = |wanted: &Value| {
        let is_it = |claim: &Value| {
            claim["status"] == "single"
                && list(&claim["readings"]).iter().any(|reading| stands(reading, wanted, report))
        };
        let name = format!("only in {}: \"{}\"", string(&wanted["file"]), string(&wanted["words"]));
        (name, list(&report["stories"][0]["claims"]).iter().any(is_it))
    };
    list(&expected["only_here"]).iter().map(check).collect()
}

fn text(expected: &Value, report: &Value) -> Vec<Check> {
    let printed =
        |words: &Value| list(&report["articles"]).iter().any(|article| holds(&article["text"], words));
    let removed = list(&expected["removed"])
        .iter()
        .map(|words| (format!("removed: {}", string(words)), !printed(words)));
    let kept =
        list(&expected["kept"]).iter().map(|words| (format!("kept: {}", string(words)), printed(words)));
    removed.chain(kept).collect()
}

/// All spans in a value, however deep.
fn spans(value: &Value) -> Vec<&Value> {
    match value {
        Value::Object(fields) if fields.contains_key("exact") => vec![value],
        Value::Object(fields) => fields.values().flat_map(spans).collect(),
        Value::Array(items) => items.iter().flat_map(spans).collect(),
        _ => Vec::new(),
    }
}

fn proves_every_word(story: &str) {
    let report = report(story);
    let texts: BTreeMap<String, Vec<char>> = list(&report["articles"])
        .iter()
        .map(|article| (string(&article["id"]), string(&article["text"]).chars().collect()))
        .collect();
    let is_true = |span: &Value| {
        let place = |field: &str| usize::try_from(span[field].as_u64().unwrap()).unwrap();
        let text = &texts[&string(&span["article"])];
        text.get(place("start")..place("end"))
            .is_some_and(|there| there.iter().copied().eq(string(&span["exact"]).chars()))
    };
    let spans = spans(&report);
    assert!(spans.len() > 100, "{}", spans.len());
    let wrong: Vec<&Value> = spans.into_iter().filter(|span| !is_true(span)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The words of a sentence that need proof: what holds a digit or a capital letter, and what is quoted.
fn to_prove(sentence: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
    let needs = |word: &String| word.chars().any(|letter| letter.is_ascii_digit() || letter.is_uppercase());
    let words = sentence.split_whitespace().map(bare).filter(needs);
    let quoted = sentence.split(['"', '“', '”']).skip(1).step_by(2).map(str::to_owned);
    words.chain(quoted).collect()
}

fn briefs(story: &str) {
    let report = report(story);
    let brief = list(&report["stories"][0]["brief"]);
    assert!((5..=8).contains(&brief.len()), "{} sentences", brief.len());
    for sentence in brief {
        let proof =
            list(&sentence["spans"]).iter().map(|span| string(&span["exact"])).collect::<Vec<_>>().join("\n");
        let sentence = string(&sentence["text"]);
        let missing: Vec<String> =
            to_prove(&sentence).into_iter().filter(|word| !proof.contains(word)).collect();
        assert!(missing.is_empty(), "{sentence}\nis not proved: {missing:?}");
    }
}

fn is_one_story(story: &str) {
    let report = report(story);
    let count = |value: &Value| list(value).len();
    assert_eq!((count(&report["stories"]), count(&report["apart"])), (1, 0));
    assert_eq!(count(&report["articles"]), count(&expected(story)["articles"]));
}

fn fits_the_schema(story: &str) {
    let schema: Value = serde_json::from_slice(&run(&["schema", "report"])).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let report = report(story);
    let wrong: Vec<String> =
        validator.iter_errors(&report).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn comes_out_the_same(story: &str) {
    assert!(compared(story) == compared(story), "two runs differ");
}

/// The tests of one story.
macro_rules! story {
    ($story:ident: $($kind:ident)*) => {
        mod $story {
            const STORY: &str = stringify!($story);
            $(#[test] fn $kind() { super::shows(STORY, stringify!($kind)); })*
            #[test] fn lists_only_checks() { super::lists_only_checks(STORY); }
            #[test] fn is_one_story() { super::is_one_story(STORY); }
            #[test] fn proves_every_word() { super::proves_every_word(STORY); }
            #[test] fn briefs() { super::briefs(STORY); }
            #[test] fn fits_the_schema() { super::fits_the_schema(STORY); }
            #[test] fn comes_out_the_same() { super::comes_out_the_same(STORY); }
        }
    };
}

story!(ferry: articles origins claims quotations names sources denials timeline only_here text);
story!(resignation: articles origins claims quotations names sources denials timeline only_here text);
story!(merger: articles origins claims quotations names sources denials timeline only_here text);
