//! The program as a person uses it: what it does with good input, with bad input, and what it says.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A folder of one test, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("rashomon-{}-{test}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn rashomon(arguments: &[&str]) -> Output {
    fed(arguments, b"")
}

/// Runs the program with this standard input.
fn fed(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // The program may end without having read everything.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn written(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    written(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

const GOOD: &str = "The ferry Halvorsen sank off Skarn on Tuesday, and eleven people died, police said.\n\nDivers \
searched the strait until dawn.\n";

/// Reads a bad input beside a good one: the bad one is named with `complaint` in one line, the good one comes out.
fn check(test: &str, name: &str, bytes: impl AsRef<[u8]>, complaint: &str) {
    let folder = Folder::new(test);
    let (bad, good) = (folder.file(name, bytes), folder.file("good.txt", GOOD));
    let output = rashomon(&["extract", &bad, &good]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.starts_with(&format!("rashomon: {bad}")), "{said}");
    assert!(said.contains(complaint), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    let read = lines(&output);
    assert!(read.last().unwrap()["text"].as_str().unwrap().starts_with("The ferry Halvorsen"));

    let alone = rashomon(&["extract", &bad]);
    assert_eq!(alone.status.code(), Some(if alone.stdout.is_empty() { 2 } else { 1 }));
}

#[test]
fn an_empty_file() {
    check("empty", "empty.html", "", ": is empty");
    check("blank", "blank.txt", " \n\n\t", ": is empty");
}

#[test]
fn a_binary_file() {
    let bytes: Vec<u8> = (0..20_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    check(
        "binary",
        "image.html",
        [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &bytes].concat(),
        ": is no text",
    );
    check("binary-plain", "noise.txt", bytes, ": is no text");
}

#[test]
fn a_line_that_is_no_object() {
    check("array", "a.jsonl", "[1, 2]\n", ":1: is no JSON object but an array");
    check("string", "a.jsonl", "{\"text\": \"One.\"}\n\"two\"\n", ":2: is no JSON object but a text");
    check("broken", "a.jsonl", "{\"text\": \"One.\"}\n\n{\"text\": \"Two.\n", ":3: is no JSON");
}

#[test]
fn an_article_without_text() {
    check("no-text", "a.jsonl", "{\"title\": \"x\"}\n", ":1: has no `text`");
    check("text-number", "a.jsonl", "{\"text\": 7}\n", ":1: `text` is a number, not a text");
}

#[test]
fn a_date_that_is_none() {
    let line = "{\"text\": \"One.\", \"published\": \"2031-02-30\"}\n";
    check("date", "a.jsonl", line, ":1: `published` is no date");
}

#[test]
fn a_line_of_fifty_megabytes() {
    let line = vec![b'a'; 50 << 20];
    check("long-page", "long.txt", &line, ": the page is longer than 32 MB");
    let rest = [&line, b"\n[1]\n{\"text\": \"Last.\"}\n".as_slice()].concat();
    let folder = Folder::new("long-line");
    let output = rashomon(&["extract", &folder.file("long.jsonl", rest)]);
    let said = said(&output);
    assert!(said.contains("long.jsonl:1: the line is longer than 32 MB"), "{said}");
    assert!(said.contains("long.jsonl:2: is no JSON object"), "{said}");
    assert_eq!(lines(&output)[0]["text"], "Last.");
}

#[test]
fn half_a_surrogate_pair() {
    let folder = Folder::new("surrogate");
    let output = rashomon(&["extract", &folder.file("a.jsonl", "{\"text\": \"A \\ud83d ferry.\"}\n")]);
    assert_eq!(lines(&output)[0]["text"], "A \u{fffd} ferry.");
    assert!(said(&output).contains("a.jsonl:1: "), "{}", said(&output));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn nul_bytes() {
    let folder = Folder::new("nul");
    let text = "The ferry\0 sank off Skarn, and eleven people died, police said on Tuesday.";
    let output = rashomon(&["extract", &folder.file("nul.txt", text), &folder.file("good.txt", GOOD)]);
    let read = lines(&output);
    assert!(read.iter().all(|article| !article["text"].as_str().unwrap().contains('\0')));
    assert!(read.len() == 2 || said(&output).contains("nul.txt"), "{}", said(&output));
}

#[test]
fn other_encodings() {
    let folder = Folder::new("encodings");
    let text =
        "Die Fähre sank vor Skarn, sagte die Polizei. „Wir sahen das Licht zu spät“, sagte der Kapitän.";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin1: Vec<u8> = "The café at Skarn was full, the owner, Señor Núñez, said. It was a déjà vu."
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let wrong = "<html><head><meta charset=\"utf-8\"><title>Caf\u{e9}</title></head><body><article><p>The \
                 caf\u{e9} at Skarn was full, the owner said on Tuesday evening, and nobody left early.</p>\
                 <p>It stayed open until the morning, when the caf\u{e9} ran out of coffee at last.</p></article></body></html>";
    let wrong: Vec<u8> = wrong.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let output = rashomon(&[
        "extract",
        &folder.file("utf16.txt", [b"\xff\xfe".as_slice(), &utf16].concat()),
        &folder.file("latin1.txt", latin1),
        &folder.file("wrong.html", wrong),
    ]);
    let texts: Vec<String> =
        lines(&output).iter().map(|article| article["text"].as_str().unwrap().to_owned()).collect();
    assert!(texts[0].starts_with("Die Fähre"), "{texts:?}");
    assert!(texts[1].contains("Señor Núñez"), "{texts:?}");
    assert!(texts[2].contains("café at Skarn"), "{texts:?}");
}

#[test]
fn a_gigabyte_is_refused_without_being_read() {
    let folder = Folder::new("gigabyte");
    let large = |name: &str| {
        let path = folder.file(name, "");
        fs::OpenOptions::new().write(true).open(&path).unwrap().set_len((1 << 30) + (1 << 26)).unwrap();
        path
    };
    let (page, line) = (large("page.html"), large("lines.jsonl"));
    let output = rashomon(&["extract", &page, &line, &folder.file("good.txt", GOOD)]);
    assert_eq!((output.status.code(), lines(&output).len()), (Some(1), 1));
    let said = said(&output);
    assert!(said.contains("page.html: the page is longer than 32 MB, which no article is"), "{said}");
    assert!(said.contains("lines.jsonl:1: the line is longer than 32 MB, which no article is"), "{said}");
}

#[test]
fn a_compressed_bomb_is_refused() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(b"<html><body><p>").unwrap();
    (0..40).for_each(|_| encoder.write_all(&vec![b'a'; 1 << 20]).unwrap());
    let bomb = encoder.finish().unwrap();
    assert!(bomb.len() < 1 << 20);
    check("bomb", "bomb.html.gz", bomb, ": the page is longer than 32 MB, which no article is");
}

#[test]
fn the_pages_of_an_article_are_joined() {
    let folder = Folder::new("pages");
    let page = |number: u32, links: &str| {
        let text: String = (0..5)
            .map(|at| format!("<p>Page {number}, paragraph {at}: {}</p>", GOOD.replace('\n', " ")))
            .collect();
        let html = format!(
            "<html lang=en><head><title>Ferry sinks</title><link rel=canonical href='https://post.example/ferry/{number}'>{links}</head>\
            <body><article><h1>Ferry Halvorsen sinks off Skarn</h1>{text}</article></body></html>"
        );
        folder.file(&format!("{number}.html"), html)
    };
    let first = page(1, "<link rel=next href='/ferry/2'>");
    let second = page(2, "<link rel=prev href='/ferry/1'>");
    let output = rashomon(&["extract", &second, &folder.file("good.txt", GOOD), &first]);
    let read = lines(&output);
    assert_eq!((output.status.code(), said(&output).as_str(), read.len()), (Some(0), "", 2));
    let text = read[1]["text"].as_str().unwrap();
    assert!(text.starts_with("Page 1, paragraph 0") && text.contains("Page 2, paragraph 4"), "{text}");
    assert_eq!(read[1]["pages"]["joined"].as_array().unwrap().len(), 2);
    let alone = rashomon(&["extract", &first]);
    let told = "the article continues on another page: https://post.example/ferry/2";
    assert!(said(&alone).contains(told), "{}", said(&alone));
    assert_eq!(lines(&alone)[0]["complaints"], serde_json::json!([told]));
}

#[test]
fn a_page_cut_in_the_middle_of_a_tag() {
    let folder = Folder::new("cut");
    let page = "<html><head><title>Ferry sinks</title></head><body><article><p>The ferry Halvorsen sank off Skarn on \
                Tuesday, and eleven people died, police said.</p><p>Divers searched the strait until dawn, the harbour \
                office said in a statement.</p><p cla";
    let output = rashomon(&["extract", &folder.file("cut.html", page)]);
    assert!(lines(&output)[0]["text"].as_str().unwrap().contains("Divers searched"), "{}", said(&output));
}

#[test]
fn ten_thousand_nested_tags() {
    let folder = Folder::new("nested");
    let deep = format!("<html><body>{}<p>{GOOD}</p>", "<div><b>".repeat(10_000));
    let output = rashomon(&["extract", &folder.file("deep.html", deep), &folder.file("good.txt", GOOD)]);
    let read = lines(&output);
    assert!(read.last().unwrap()["text"].as_str().unwrap().starts_with("The ferry"));
    assert!(read.len() == 2 || said(&output).contains("deep.html"), "{}", said(&output));
}

#[test]
fn a_missing_file() {
    let folder = Folder::new("missing");
    let good = folder.file("good.txt", GOOD);
    let output = rashomon(&["extract", "no/such/file.html", &good]);
    assert_eq!(said(&output), "rashomon: no/such/file.html: no such file or folder\n");
    assert_eq!((output.status.code(), lines(&output).len()), (Some(1), 1));
    assert_eq!(rashomon(&["extract", "no/such/file.html"]).status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("permission");
    let closed = folder.0.join("a-closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    folder.file("good.txt", GOOD);
    let is_almighty = fs::read_dir(&closed).is_ok();
    let output = rashomon(&["extract", &folder.0.display().to_string()]);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(lines(&output).len(), 1);
    // The administrator may read everything: then the folder is just empty.
    if is_almighty {
        assert_eq!(said(&output), "");
    } else {
        let expected = format!("rashomon: {}: no permission to read it\n", closed.display());
        assert_eq!((said(&output), output.status.code()), (expected, Some(1)));
    }
}

#[test]
fn ids_that_are_given_twice() {
    let folder = Folder::new("ids");
    let line = |text: &str| format!("{{\"id\": \"x\", \"text\": \"{text}\"}}\n");
    let input = [line("The ferry sank."), line("The ferry went down."), line("The ferry sank.")].concat();
    let output = rashomon(&["compare", &folder.file("a.jsonl", input)]);
    let report = &lines(&output)[0];
    let ids: Vec<&str> = report["articles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|article| article["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["x", "x-2"]);
    let said = said(&output);
    assert_eq!(said.lines().count(), 2, "{said}");
    assert!(said.lines().all(|line| line.contains("a.jsonl: ") && line.contains("`x`")), "{said}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn messages_cannot_move_the_cursor() {
    let output = rashomon(&["extract", "no\u{1b}[2Jsuch\nfile"]);
    assert_eq!(said(&output), "rashomon: no\u{fffd}[2Jsuch\u{fffd}file: no such file or folder\n");
}

#[test]
fn folders_are_walked_in_the_order_of_their_names() {
    let folder = Folder::new("walk");
    fs::create_dir_all(folder.0.join("b/deep")).unwrap();
    for (name, text) in
        [("c.txt", "Three."), ("a.txt", "One."), ("b/deep/x.txt", "Two."), (".hidden", "Zero.")]
    {
        folder.file(name, text);
    }
    let output = rashomon(&["extract", &folder.0.display().to_string()]);
    let texts: Vec<Value> = lines(&output).into_iter().map(|article| article["text"].clone()).collect();
    assert_eq!(texts, ["One.", "Two.", "Three."]);
}

#[test]
fn output_begins_before_the_input_ends() {
    use std::io::{BufRead, BufReader};
    for command in ["extract", "read", "group"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rashomon"))
            .arg(command)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
        for id in ["a", "b"] {
            writeln!(stdin, "{{\"id\": \"{id}\", \"text\": \"The ferry sank off Skarn.\"}}").unwrap();
            stdin.flush().unwrap();
            let answer: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
            assert_eq!(answer["id"], id, "{command}");
        }
        drop(stdin);
        assert!(child.wait().unwrap().success());
    }
}

#[test]
fn a_broken_pipe_is_success() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .arg("read")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let line = "{\"text\": \"The ferry sank off Skarn.\"}\n".repeat(5000);
    // The program stops reading when nobody reads it.
    let _ = stdin.write_all(line.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), said(&output)), (Some(0), String::new()));
}

#[test]
fn what_extract_writes_read_reads() {
    let folder = Folder::new("pipe");
    let extracted = rashomon(&["extract", &folder.file("good.txt", GOOD)]);
    let read = fed(&["read"], &extracted.stdout);
    let document = &lines(&read)[0];
    assert_eq!(document["schema"], "rashomon/document/1");
    assert_eq!(document["id"], lines(&extracted)[0]["id"]);
    assert_eq!(document["sentences"].as_array().unwrap().len(), 2);
}

#[test]
fn places_are_counted_in_code_points() {
    let text = "“Äh”, said Mira Oduya 🚢 on Tuesday. “We saw 14 boats,” she said.";
    let line = serde_json::json!({ "text": text, "published": "2031-03-04" }).to_string();
    let document = &lines(&fed(&["read"], line.as_bytes()))[0];
    let letters: Vec<char> = text.chars().collect();
    let words = |place: &Value| -> String {
        let at = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
        letters[at("start")..at("end")].iter().collect()
    };
    let quotes: Vec<String> = document["quotes"].as_array().unwrap().iter().map(words).collect();
    assert!(quotes.iter().any(|quote| quote.starts_with("We saw 14 boats")), "{quotes:?}");
    let times: Vec<String> = document["times"].as_array().unwrap().iter().map(words).collect();
    assert!(times.contains(&"Tuesday".to_owned()), "{times:?}");
}

#[test]
fn a_complaint_is_told_once() {
    let line = "{\"text\": \"One.\", \"published\": \"soon\"}\n";
    let extracted = fed(&["extract"], line.as_bytes());
    assert_eq!(said(&extracted), "rashomon: -:1: `published` is no date: soon\n");
    let read = fed(&["read"], &extracted.stdout);
    assert_eq!((said(&read), read.status.code()), (String::new(), Some(0)));
}

#[test]
fn unknown_fields_are_carried_through() {
    let line = "{\"text\": \"The ferry sank.\", \"section\": {\"name\": \"sea\"}, \"rank\": 3}\n";
    let article = &lines(&fed(&["extract"], line.as_bytes()))[0];
    assert_eq!((&article["section"]["name"], &article["rank"]), (&Value::from("sea"), &Value::from(3)));
}

#[test]
fn a_list_is_one_json_value() {
    let output = fed(&["read", "--format", "json"], b"{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n");
    let list: Value = serde_json::from_str(&written(&output)).unwrap();
    assert_eq!(list.as_array().unwrap().len(), 2);
    let none = rashomon(&["read", "--format", "json"]);
    assert_eq!(written(&none), "[]\n");
}

#[test]
fn a_report_that_does_not_match_the_schema() {
    let folder = Folder::new("schema");
    let text = folder.file("text.txt", GOOD);
    let report = written(&rashomon(&["compare", &examples("ferry")]));
    let mut value: Value = serde_json::from_str(&report).unwrap();
    value["stories"][0]["claims"][0]["status"] = Value::from("certain");
    let cases = [
        ("text.json", "no JSON at all".to_owned(), "is no JSON"),
        ("other.json", "{\"schema\": \"other/1\"}".to_owned(), "is no report: `schema` is other/1"),
        ("enum.json", value.to_string(), "does not match the schema at stories[0].claims[0].status"),
        (
            "field.json",
            report.replacen("\"readings\":", "\"reedings\":", 1),
            "claims[0]: missing field `readings`",
        ),
    ];
    for (name, json, complaint) in cases {
        let path = folder.file(name, json);
        let output = rashomon(&["verify", &path, &text]);
        let said = said(&output);
        assert!(said.starts_with(&format!("rashomon: {path}: ")) && said.contains(complaint), "{said}");
        assert_eq!((output.status.code(), said.lines().count()), (Some(2), 1), "{said}");
    }
    let output = rashomon(&["verify", "no/report.json", &text]);
    assert_eq!(said(&output), "rashomon: no/report.json: no such file or folder\n");
}

#[test]
fn a_place_that_does_not_hold_its_words_is_told() {
    let folder = Folder::new("places");
    let mut report = lines(&rashomon(&["compare", &examples("ferry")])).remove(0);
    report["stories"][0]["claims"][0]["readings"][0]["spans"][0]["exact"] = Value::from("something else");
    let path = folder.file("report.json", report.to_string());
    let output = rashomon(&["verify", &path, &folder.file("text.txt", GOOD)]);
    let said = said(&output);
    assert!(
        said.contains("report.stories[0].claims[0].readings[0].spans[0]: says “something else”"),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_text_is_verified() {
    let folder = Folder::new("verify");
    let report = folder.file("report.json", rashomon(&["compare", &examples("ferry")]).stdout);
    let text = folder.file(
        "text.txt",
        "The vineyard of Ottoline Grusch burned on Friday. “Nobody warned us of any fire,” she said.",
    );
    let output = rashomon(&["verify", &report, &text]);
    let found = &lines(&output)[0];
    assert_eq!((output.status.code(), &found["schema"]), (Some(0), &Value::from("rashomon/verification/1")));
    assert!(found["unsupported"].as_u64().unwrap() >= 2, "{found}");
    let unsupported = |kind: &str| {
        let findings = found["findings"].as_array().unwrap();
        findings.iter().any(|finding| finding["kind"] == kind && finding["status"] == "unsupported")
    };
    assert!(unsupported("name") && unsupported("quotation"), "{found}");
    let piped = fed(&["verify", "-", &text], &fs::read(&report).unwrap());
    assert_eq!(written(&piped), written(&output));
    assert_eq!(fed(&["verify", "-"], b"").status.code(), Some(2));
    let shown = written(&rashomon(&["verify", &report, &text, "--format", "text"]));
    assert!(shown.contains("in no account") && shown.contains("Ottoline Grusch"), "{shown}");
    validate("verification", &lines(&output));
}

fn examples(story: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(story).display().to_string()
}

/// What is written validates against the published schema, and against a closed one that allows no other field.
fn validate(name: &str, values: &[Value]) {
    let schema: Value = serde_json::from_str(&written(&rashomon(&["schema", name]))).unwrap();
    let mut closed = schema.clone();
    if name != "article" {
        close(&mut closed);
    }
    let (open, closed) =
        (jsonschema::validator_for(&schema).unwrap(), jsonschema::validator_for(&closed).unwrap());
    assert!(!values.is_empty());
    for value in values {
        for validator in [&open, &closed] {
            let wrong: Vec<String> = validator
                .iter_errors(value)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert_eq!(wrong, Vec::<String>::new(), "{name}");
        }
    }
}

/// Forbids fields that a schema does not name.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if fields.contains_key("properties") {
                fields.insert("unevaluatedProperties".to_owned(), Value::Bool(false));
            }
            fields.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

#[test]
fn everything_written_keeps_its_schema() {
    for story in ["ferry", "merger", "resignation"] {
        let articles = rashomon(&["extract", &examples(story)]);
        validate("article", &lines(&articles));
        validate("document", &lines(&fed(&["read"], &articles.stdout)));
        validate("placement", &lines(&fed(&["group", "--final"], &articles.stdout)));
        validate("report", &lines(&rashomon(&["compare", &examples(story)])));
    }
}

#[test]
fn every_place_in_a_report_holds_its_words() {
    fn spans<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
        match value {
            Value::Object(fields) if fields.contains_key("exact") => found.push(value),
            Value::Object(fields) => fields.values().for_each(|value| spans(value, found)),
            Value::Array(items) => items.iter().for_each(|value| spans(value, found)),
            _ => {}
        }
    }
    for story in ["ferry", "merger", "resignation"] {
        let report = &lines(&rashomon(&["compare", &examples(story)]))[0];
        let texts: Vec<(&str, Vec<char>)> = report["articles"]
            .as_array()
            .unwrap()
            .iter()
            .map(|article| {
                (article["id"].as_str().unwrap(), article["text"].as_str().unwrap().chars().collect())
            })
            .collect();
        let mut found = Vec::new();
        spans(report, &mut found);
        assert!(found.len() > 20, "{story}: {}", found.len());
        for span in found {
            let text = &texts.iter().find(|(id, _)| span["article"] == *id).unwrap().1;
            let at = |key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
            let words: String = text[at("start")..at("end")].iter().collect();
            assert_eq!(span["exact"], words, "{story}");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in ["json", "text", "md", "csv", "collatex", "tei"] {
        let run = || rashomon(&["compare", "--format", format, &examples("ferry")]).stdout;
        assert_eq!(run(), run(), "{format}");
    }
}

#[test]
fn a_file_ending_chooses_the_format() {
    let folder = Folder::new("ending");
    for (name, begins) in [
        ("a.md", "# "),
        ("a.json", "{\n"),
        ("a.csv", "story,"),
        ("a.jsonl", "{\"schema\""),
        ("a.xml", "<?xml"),
    ] {
        let path = folder.0.join(name).display().to_string();
        let output = rashomon(&["compare", "-o", &path, &examples("ferry")]);
        assert_eq!(written(&output), "");
        assert!(fs::read_to_string(&path).unwrap().starts_with(begins), "{name}");
    }
    let output = rashomon(&["compare", "-o", "story.exe", &examples("ferry")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("story.exe: its ending means no format"), "{}", said(&output));
}

/// What is marked as new in a report.
fn news(report: &Value, kind: &str) -> Vec<String> {
    let stories = report["stories"].as_array().unwrap().iter();
    let items = stories.flat_map(|story| story[kind].as_array().unwrap());
    let new = items.filter(|item| item["new"] == true);
    new.map(|item| item[if kind == "claims" { "subject" } else { "canonical" }].to_string()).collect()
}

#[test]
fn what_is_new_since_a_moment_or_an_earlier_report() {
    let folder = Folder::new("since");
    let line = |id: &str, day: &str, text: &str| {
        format!("{}\n", serde_json::json!({ "id": id, "published": day, "text": text }))
    };
    let arrest =
        format!("{GOOD}\n“I saw no light,” said the captain, Mira Oduya, whom guards arrested at a bakery.");
    let first = folder.file("first.jsonl", line("a", "2031-03-03", GOOD));
    let second = folder.file("second.jsonl", line("b", "2031-03-05", &arrest));
    let earlier = folder.file("earlier.json", rashomon(&["compare", "--format", "json", &first]).stdout);
    for since in ["2031-03-05", "2031-03-04T18:00Z", &earlier] {
        let report = &lines(&rashomon(&["compare", "--since", since, &first, &second]))[0];
        validate("report", std::slice::from_ref(report));
        assert_eq!(report["since"]["articles"], serde_json::json!(["b"]), "{since}");
        let (claims, quotes) = (news(report, "claims"), news(report, "quotes"));
        assert!(claims.iter().any(|claim| claim.contains("arrested")), "{since}: {claims:?}");
        assert!(!claims.iter().any(|claim| claim.contains("sank")), "{since}: {claims:?}");
        assert_eq!(quotes.len(), 1, "{since}: {quotes:?}");
    }
    let report = &lines(&rashomon(&["compare", "--since", "2031-03-06", &first, &second]))[0];
    assert!(news(report, "claims").is_empty());
    let output = rashomon(&["compare", "--since", "Tuesday", &first, &second]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("neither a day"), "{}", said(&output));
}

#[test]
fn arguments_that_are_wrong_and_output_that_cannot_be_written() {
    assert_eq!(rashomon(&["compare", "--format", "pdf"]).status.code(), Some(2));
    assert_eq!(rashomon(&["conclude"]).status.code(), Some(2));
    assert_eq!(rashomon(&[]).status.code(), Some(2));
    let output = fed(&["read", "-o", "no/such/folder/a.jsonl"], b"{\"text\": \"One.\"}");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("no/such/folder/a.jsonl"), "{}", said(&output));
}

#[test]
fn help_fits_eighty_columns() {
    for command in ["", "compare", "extract", "read", "group", "verify", "schema", "completions", "man"] {
        let arguments: Vec<&str> = [command, "-h"].into_iter().filter(|word| !word.is_empty()).collect();
        let output =
            Command::new(env!("CARGO_BIN_EXE_rashomon")).args(arguments).env("COLUMNS", "80").output();
        let output = output.unwrap();
        assert_eq!(output.status.code(), Some(0), "{command}");
        for line in written(&output).lines() {
            assert!(line.chars().count() <= 80, "{command}: {line}");
        }
    }
}

#[test]
fn completions_and_the_manual_know_the_commands() {
    for arguments in [["completions", "bash"].as_slice(), &["completions", "fish"], &["man"]] {
        let output = written(&rashomon(arguments));
        assert!(output.contains("compare") && output.contains("extract"), "{arguments:?}");
    }
}

#[test]
fn the_version_changed_last_comes_last() {
    let report = &lines(&rashomon(&["compare", &examples("ferry")]))[0];
    let input = |id: &Value| {
        let article = report["articles"].as_array().unwrap().iter().find(|article| article["id"] == *id);
        article.unwrap()["input"].as_str().unwrap().to_owned()
    };
    let told: Vec<String> = report["stories"][0]["articles"].as_array().unwrap().iter().map(input).collect();
    let place = |name: &str| told.iter().position(|input| input.contains(name)).unwrap();
    assert!(place("courier-wednesday") < place("courier-thursday"), "{told:?}");
}

#[test]
fn an_empty_file_is_told_whatever_its_name() {
    let folder = Folder::new("empty");
    for name in ["a.txt", "a.html", "a.jsonl", "a.json", "a.xml"] {
        let path = folder.file(name, "");
        let output = rashomon(&["extract", &path]);
        assert_eq!((output.status.code(), said(&output)), (Some(2), format!("rashomon: {path}: is empty\n")));
    }
}

#[test]
fn a_file_takes_its_name_when_it_is_whole() {
    let folder = Folder::new("whole");
    let _ = folder.file("a.json", r#"{"text": "The ferry sank off Skarn."}"#);
    let out = folder.0.join("out.jsonl").display().to_string();
    let path = folder.0.display().to_string();
    for _ in 0..2 {
        // What is being written is not read as an article of the folder.
        let output = rashomon(&["extract", &path, "-o", &out]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
    assert_eq!(fs::read_to_string(&out).unwrap().lines().count(), 2);
    let before = fs::read_to_string(&out).unwrap();
    assert_eq!(
        rashomon(&["compare", "no/such/file", "-o", &folder.file("r.json", "kept")]).status.code(),
        Some(2)
    );
    assert_eq!(fs::read_to_string(folder.0.join("r.json")).unwrap(), "kept");
    assert_eq!(fs::read_to_string(&out).unwrap(), before);
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 3);
}
