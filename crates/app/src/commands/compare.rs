//! `rashomon compare`: anything with articles in it to one report.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use engine::article::{Article, ArticleId};
use engine::document::{self, Document};
use engine::formats::Place;
use engine::report::{self, Since};

use super::verify;
use crate::arguments::{self, Compare};
use crate::articles::{self, Found};
use crate::inputs::Input;
use crate::output::Output;
use crate::progress::Progress;
use crate::trouble::{Failure, Tally, Trouble};

/// Writes the report on all articles of the inputs.
pub(crate) fn run(compare: Compare) -> Result<Tally, Failure> {
    let mut documents: Vec<Document> = Vec::new();
    let mut tally = Tally::default();
    let mut progress = Progress::alone();
    let owners = owners(compare.owners.as_deref())?;
    let since = compare.since.as_ref().map(since).transpose()?;
    let read = move |article: Article| {
        let outlet = article.outlet.as_deref().map(str::to_lowercase);
        let owner = outlet.and_then(|outlet| owners.get(&outlet).cloned());
        document::read(Article { owner, ..article })
    };
    articles::each(compare.inputs, read, |found| {
        match found {
            Found::Item(document) => {
                progress.step();
                documents.push(document);
            }
            Found::Trouble(trouble) => progress.interrupt(|| tally.tell(&trouble)),
            Found::Waiting => {}
        }
        Ok(())
    })?;
    drop(progress);
    for trouble in part_ids(&mut documents) {
        tally.tell(&trouble);
    }
    tally.done = documents.len();
    if documents.is_empty() {
        tally.tell(&Trouble {
            input: "compare".to_owned(),
            place: Place::Whole,
            message: "no article to compare".to_owned(),
        });
        return Ok(tally);
    }
    let report = report::write(documents, since.as_ref());
    let shown = (compare.renderer.render)(&report, compare.look);
    let mut output = Output::open(compare.output.as_deref())?;
    output.write(&shown)?;
    output.finish()?;
    Ok(tally)
}

/// What was known before: before a moment, or to the report in a file.
fn since(asked: &arguments::Since) -> Result<Since, Failure> {
    let path = match asked {
        arguments::Since::Moment(moment) => return Ok(Since::Moment(*moment)),
        arguments::Since::Report(path) => path,
    };
    let name = path.display().to_string();
    let (earlier, _) = verify::read_report(&Input::Path(path.clone())).map_err(|trouble| {
        Failure::Arguments(format!(
            "--since {name}: neither a day (2031-03-04), nor a moment (2031-03-04T18:00Z), nor a report: {}",
            trouble.message
        ))
    })?;
    Ok(Since::report(&name, &earlier))
}

/// Who owns which outlet, by its name in small letters.
fn owners(file: Option<&Path>) -> Result<BTreeMap<String, String>, Failure> {
    let Some(file) = file else { return Ok(BTreeMap::new()) };
    let failed = |message: String| Failure::Input(file.display().to_string(), message);
    let text = fs::read_to_string(file).map_err(|error| failed(error.to_string()))?;
    let owned = |(number, line): (usize, &str)| {
        let told = line.split_once('\t').map(|(outlet, owner)| (outlet.trim(), owner.trim()));
        let (outlet, owner) = told
            .filter(|(outlet, owner)| !outlet.is_empty() && !owner.is_empty())
            .ok_or_else(|| failed(format!("line {}: is no outlet, tab, owner", number + 1)))?;
        Ok((outlet.to_lowercase(), owner.to_owned()))
    };
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(owned).collect()
}

/// Gives articles that claim the id of an earlier one an id of their own, and leaves out those that are the same
/// in every word: places in the report name articles by id.
fn part_ids(documents: &mut Vec<Document>) -> Vec<Trouble> {
    let mut troubles = Vec::new();
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<Document> = Vec::with_capacity(documents.len());
    for mut document in documents.drain(..) {
        let id = document.article.id.0.clone();
        let Some(&earlier) = first.get(&id) else {
            first.insert(id, kept.len());
            kept.push(document);
            continue;
        };
        let is_copy = kept[earlier].article.text == document.article.text;
        let message = if is_copy {
            format!("is the article `{id}` again, which is compared once")
        } else {
            let own = free_id(&id, &first);
            document.article.id = ArticleId(own.clone());
            format!("has the id `{id}` of an earlier article and is called `{own}`")
        };
        let input = document.article.input.clone();
        troubles.push(Trouble { input, place: Place::Whole, message });
        if !is_copy {
            first.insert(document.article.id.0.clone(), kept.len());
            kept.push(document);
        }
    }
    *documents = kept;
    troubles
}

/// The first of `id-2`, `id-3`, ... that is not taken.
fn free_id(id: &str, taken: &BTreeMap<String, usize>) -> String {
    let mut number = 2;
    while taken.contains_key(&format!("{id}-{number}")) {
        number += 1;
    }
    format!("{id}-{number}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::article::Article;

    #[test]
    fn ids_are_parted() {
        let of = |id: &str, text: &str| Document {
            article: Article { id: ArticleId(id.into()), text: text.into(), ..Article::default() },
            ..Document::default()
        };
        let mut documents = vec![of("a", "1"), of("a", "2"), of("a", "1"), of("a-2", "3"), of("a", "4")];
        let troubles = part_ids(&mut documents);
        let ids: Vec<&str> = documents.iter().map(|document| document.article.id.0.as_str()).collect();
        assert_eq!(ids, ["a", "a-2", "a-2-2", "a-3"]);
        assert_eq!(troubles.len(), 4);
    }
}
