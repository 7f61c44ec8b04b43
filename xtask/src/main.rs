//! Chores of the project.

mod browser;
mod frequencies;
mod train;

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    let done = match given[..] {
        ["train", "frequencies", articles] => frequencies::train(
            std::path::Path::new(articles),
            std::path::Path::new("crates/engine/data/english.frequencies"),
        ),
        ["train", "classes", articles] => train::classes(std::path::Path::new(articles)),
        ["train", "grammar", treebank] => train::grammar(std::path::Path::new(treebank)),
        ["browser", program] => browser::check(std::path::Path::new(program), &browser::STORIES),
        ["photograph", page, folder] => {
            browser::photograph(std::path::Path::new(page), std::path::Path::new(folder))
        }
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
