//! Chores of the project.

mod frequencies;

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    let done = match given[..] {
        ["train", "frequencies", articles] => frequencies::train(
            std::path::Path::new(articles),
            std::path::Path::new("crates/engine/data/english.frequencies"),
        ),
        _ => Err("usage: cargo xtask train frequencies ARTICLES.jsonl.gz".to_owned()),
    };
    match done {
        Ok(said) => println!("{said}"),
        Err(said) => {
            eprintln!("{said}");
            std::process::exit(2);
        }
    }
}
