//! `cargo xtask tidy`: what the compiler does not prove. The same checks run as a test.
//!
//! - A module of the engine uses only modules that stand before it in `lib.rs`.
//! - No file of the engine touches the outside world.
//! - Every path that a document names exists.
//! - Every source file says first what it is.

use std::fmt;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::source;

/// Where something is not tidy, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    file: String,
    line: usize,
    what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// A tracked file: its path from the project's folder, with slashes, and its text.
struct File {
    path: String,
    text: String,
}

/// Checks the project in this folder.
pub(crate) fn run(root: &Path) -> Result<String, String> {
    let files = tracked(root)?;
    let faults = check(root, &files);
    if faults.is_empty() {
        return Ok(format!("tidy: {} files", files.len()));
    }
    let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
    Err(format!("{}\n{} places are not tidy", said.join("\n"), faults.len()))
}

fn check(root: &Path, files: &[File]) -> Vec<Fault> {
    let library = files.iter().find(|file| file.path == "crates/engine/src/lib.rs");
    let order = library.map_or_else(Vec::new, |file| modules(&file.text));
    let mut faults = Vec::new();
    for file in files {
        if let Some(inside) = file.path.strip_prefix("crates/engine/src/") {
            faults.extend(out_of_order(inside, &file.text, &order));
            faults.extend(impure(inside, &file.text));
        }
        if file.path.ends_with(".rs") && !file.text.starts_with("//!") {
            faults.push(Fault {
                file: file.path.clone(),
                line: 1,
                what: "does not say what it is".to_owned(),
            });
        }
        if file.path.ends_with(".md") {
            faults.extend(dead_paths(root, &file.path, &file.text));
        }
    }
    faults
}

/// The source files and documents that git knows or would take.
fn tracked(root: &Path) -> Result<Vec<File>, String> {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "*.rs", "*.md"])
        .current_dir(root)
        .output()
        .map_err(|error| format!("git ls-files: {error}"))?;
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let read = |path: &str| {
        let text = fs::read_to_string(root.join(path)).ok()?;
        Some(File { path: path.to_owned(), text })
    };
    let files: Vec<File> = listed.split('\0').filter(|path| !path.is_empty()).filter_map(read).collect();
    if files.is_empty() { Err("no files: is this a git checkout?".to_owned()) } else { Ok(files) }
}

/// The modules that a `lib.rs` names, in its order.
fn modules(library: &str) -> Vec<String> {
    let named = |line: &str| {
        let name = line.strip_prefix("pub mod ").or_else(|| line.strip_prefix("mod "))?;
        Some(name.strip_suffix(';')?.to_owned())
    };
    library.lines().filter_map(named).collect()
}

/// Uses of modules that stand later than the file's own. `inside` is the path below the engine's `src`.
fn out_of_order(inside: &str, text: &str, order: &[String]) -> Vec<Fault> {
    let parts: Vec<&str> = inside.trim_end_matches(".rs").split('/').collect();
    let Some(own) = order.iter().position(|name| name == parts[0]) else { return Vec::new() };
    let code = source::code(text);
    let mut faults = Vec::new();
    for used in source::paths(source::without_tests(&code), &["crate", "super"]) {
        let steps = used.first.split("::").filter(|&step| step == "super").count();
        if steps != 0 && steps != parts.len() {
            continue;
        }
        if order.iter().position(|name| *name == used.second).is_some_and(|at| at > own) {
            let what = format!("`{}` stands before `{}` in lib.rs and may not use it", parts[0], used.second);
            faults.push(Fault { file: format!("crates/engine/src/{inside}"), line: used.line, what });
        }
    }
    faults
}

/// Modules of the standard library that see the world.
const WORLD: &[&str] = &["fs", "net", "env", "time", "process", "thread", "io", "os"];
/// Words that do.
const WORLDLY: &[&str] = &[
    "println!",
    "print!",
    "eprintln!",
    "eprint!",
    "dbg!",
    "SystemTime",
    "thread_rng",
    "getrandom",
    "RandomState",
    "thread_local!",
    "static mut ",
];

/// Uses of the outside world in a file of the engine.
fn impure(inside: &str, text: &str) -> Vec<Fault> {
    let code = source::code(text);
    let file = format!("crates/engine/src/{inside}");
    let modules =
        source::paths(&code, &["std"]).into_iter().filter(|path| WORLD.contains(&path.second.as_str()));
    let mut faults: Vec<Fault> = modules
        .map(|path| Fault {
            file: file.clone(),
            line: path.line,
            what: format!("the engine may not use std::{}", path.second),
        })
        .collect();
    for (at, line) in code.lines().enumerate() {
        let worldly = WORLDLY.iter().filter(|word| has_word(line, word));
        faults.extend(worldly.map(|word| Fault {
            file: file.clone(),
            line: at + 1,
            what: format!("the engine may not use {word}"),
        }));
    }
    faults
}

/// Whether `word` stands in the line, and not as the end of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// Folders that a path in a document may begin with.
const FOLDERS: &[&str] = &["crates/", "xtask/", "docs/", "examples/", "fuzz/", "web/", ".ci/", ".cargo/"];

/// Paths in backticks, and targets of links, that do not exist.
fn dead_paths(root: &Path, document: &str, text: &str) -> Vec<Fault> {
    let folder = Path::new(document).parent().unwrap_or(Path::new(""));
    let mut faults = Vec::new();
    let mut is_fenced = false;
    for (at, line) in text.lines().enumerate() {
        is_fenced ^= line.trim_start().starts_with("```");
        if is_fenced {
            continue;
        }
        let quoted = line.split('`').skip(1).step_by(2).filter(|path| is_path(path));
        let quoted = quoted.filter(|path| !root.join(path).exists());
        let linked = links(line).filter(|target| !root.join(folder).join(target).exists());
        faults.extend(quoted.chain(linked).map(|path| Fault {
            file: document.to_owned(),
            line: at + 1,
            what: format!("names `{path}`, which does not exist"),
        }));
    }
    faults
}

/// Whether words in backticks are a path into the project: one of its folders, and nothing to fill in.
fn is_path(text: &str) -> bool {
    FOLDERS.iter().any(|folder| text.starts_with(folder))
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c))
}

/// The targets of a line's links that are files, without their `#section`.
fn links(line: &str) -> impl Iterator<Item = &str> {
    let targets = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let is_file = |target: &&str| !target.is_empty() && !target.contains(':') && !target.contains(' ');
    targets.map(|target| target.split('#').next().unwrap_or("")).filter(is_file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_is_tidy() {
        if let Err(said) = run(&crate::root()) {
            panic!("{said}");
        }
    }

    fn order() -> Vec<String> {
        modules("//! Docs.\n\npub mod text;\nmod article;\npub mod render;\n")
    }

    fn lines(faults: Vec<Fault>) -> Vec<usize> {
        faults.into_iter().map(|fault| fault.line).collect()
    }

    #[test]
    fn modules_are_in_the_order_of_the_library() {
        assert_eq!(order(), ["text", "article", "render"]);
    }

    #[test]
    fn a_later_module_is_noticed_however_it_is_named() {
        let of = |inside, text| lines(out_of_order(inside, text, &order()));
        assert_eq!(of("text.rs", "use crate::article::Article;"), [1]);
        assert_eq!(of("article.rs", "use crate::text;\nuse crate::{text::Span, render};"), [2]);
        assert_eq!(of("article.rs", "fn f() {\n    super::render::f();\n}"), [2]);
        assert_eq!(of("article/inner.rs", "use super::super::render;"), [1]);
        assert_eq!(of("article/inner.rs", "use super::render;\nuse crate::text;"), [0; 0]);
        assert_eq!(of("render.rs", "use crate::{article, text};"), [0; 0]);
        assert_eq!(
            of("text.rs", "//! See [`crate::render`].\n#[cfg(test)]\nmod tests { use crate::render; }"),
            [0; 0]
        );
    }

    #[test]
    fn the_world_is_noticed() {
        let of = |text| lines(impure("text.rs", text));
        assert_eq!(of("use std::fs;"), [1]);
        assert_eq!(of("use std::{\n    fmt,\n    io,\n};"), [1]);
        assert_eq!(of("\nprintln!(\"x\");\nlet now = std::time::Instant::now();"), [3, 2]);
        assert_eq!(of("// println!\nlet s = \"std::fs\"; my_println!();\nuse std::fmt;"), [0; 0]);
    }

    #[test]
    fn dead_paths_are_noticed() {
        let text = "See `xtask/src/tidy.rs` and `crates/nowhere.rs`.\n[a](README.md) [b](GONE.md#x) [c](https://x.org)\n\
                    ```text\n`crates/fenced.rs`\n```\n`crates/engine/data/<language>`";
        assert_eq!(lines(dead_paths(&crate::root(), "README.md", text)), [1, 2]);
    }
}
