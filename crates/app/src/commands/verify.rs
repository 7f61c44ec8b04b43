//! `rashomon verify`: a text about a story, checked against the story's report.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};

use engine::article::{Article, ArticleId, Moment};
use engine::claims::{self, Account};
use engine::document;
use engine::formats::Place;
use engine::report::{self, Report};
use engine::verification;
use serde_json::Value;

use super::stage::Writer;
use crate::arguments::{StageForm, Verify};
use crate::articles::{self, Found};
use crate::inputs::Input;
use crate::trouble::{Failure, Tally, Trouble};
use crate::{shown, wire};

/// Writes what the accounts of the report say about each text.
pub(crate) fn run(verify: Verify) -> Result<Tally, Failure> {
    let mut tally = Tally::default();
    let (report, troubles) = match read_report(&verify.report) {
        Ok(read) => read,
        Err(trouble) => {
            tally.tell(&trouble);
            return Ok(tally);
        }
    };
    troubles.iter().for_each(|trouble| tally.tell(trouble));
    let accounts: Vec<Account> = report.articles.iter().map(account).collect();
    let last_day = report.articles.iter().filter_map(day).max_by_key(Moment::seconds);
    let form = verify.stage.form;
    let mut writer = Writer::open(&verify.stage)?;
    let read = move |article: Article| claims::find(document::read(dated(article, last_day)));
    articles::each(verify.stage.inputs, read, |found| match found {
        Found::Item(text) => {
            tally.done += 1;
            let findings = verification::verify(&text, &accounts);
            writer.item(&match form {
                StageForm::Text => shown::verification(&text, &accounts, &findings),
                StageForm::Lines | StageForm::List => {
                    wire::json(&wire::Verification::of(&text, &accounts, &findings))
                }
            })
        }
        Found::Trouble(trouble) => {
            tally.tell(&trouble);
            Ok(())
        }
        Found::Waiting => writer.output().flush(),
    })?;
    writer.end()?;
    Ok(tally)
}

/// The report in a file, and every place in it that does not hold the words it claims.
pub(super) fn read_report(input: &Input) -> Result<(Report, Vec<Trouble>), Trouble> {
    let (name, read) = match input {
        Input::Standard => ("-".to_owned(), standard_input()),
        Input::Path(path) => (path.display().to_string(), fs::read(path)),
    };
    let trouble = |message: String| Trouble { input: name.clone(), place: Place::Whole, message };
    let bytes = read.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => trouble("no such file or folder".to_owned()),
        _ => trouble(error.to_string().to_lowercase()),
    })?;
    let value: Value =
        serde_json::from_slice(&bytes).map_err(|error| trouble(format!("is no JSON: {error}")))?;
    let schema = value["schema"].as_str().unwrap_or("nothing");
    if schema != report::SCHEMA {
        return Err(trouble(format!("is no report: `schema` is {schema}, not {}", report::SCHEMA)));
    }
    let report: Report = serde_path_to_error::deserialize(&value).map_err(|error| {
        trouble(format!("does not match the schema at {}: {}", error.path(), error.inner()))
    })?;
    let texts = report.articles.iter().map(|article| (article.id.as_str(), article.text.as_str())).collect();
    let mut false_places = Vec::new();
    find_false_places(&value, &mut "report".to_owned(), &texts, &mut false_places);
    Ok((report, false_places.into_iter().map(trouble).collect()))
}

fn standard_input() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Says of every span whose words do not stand where it says that they do.
fn find_false_places(
    value: &Value,
    path: &mut String,
    texts: &BTreeMap<&str, &str>,
    found: &mut Vec<String>,
) {
    let length = path.len();
    match value {
        Value::Object(fields) => {
            if let Some(wrong) = false_place(value, texts) {
                found.push(format!("{path}: {wrong}"));
            }
            for (name, inner) in fields {
                path.push('.');
                path.push_str(name);
                find_false_places(inner, path, texts, found);
                path.truncate(length);
            }
        }
        Value::Array(items) => {
            for (at, inner) in items.iter().enumerate() {
                path.push_str(&format!("[{at}]"));
                find_false_places(inner, path, texts, found);
                path.truncate(length);
            }
        }
        _ => {}
    }
}

/// What is wrong with a span, if the value is one.
fn false_place(value: &Value, texts: &BTreeMap<&str, &str>) -> Option<String> {
    let exact = value.get("exact")?.as_str()?;
    let article = value.get("article")?.as_str()?;
    let number = |key: &str| usize::try_from(value.get(key)?.as_u64()?).ok();
    let (start, end) = (number("start")?, number("end")?);
    let Some(text) = texts.get(article) else {
        return Some(format!("there is no article `{article}`"));
    };
    let there: String = text.chars().skip(start).take(end.saturating_sub(start)).collect();
    (there != exact).then(|| format!("says “{exact}”, but the article has “{there}” there"))
}

/// The account of one of the report's articles.
fn account(article: &report::Article) -> Account {
    claims::find(document::read(Article {
        id: ArticleId(article.id.clone()),
        input: article.input.clone(),
        outlet: article.outlet.clone(),
        title: article.title.clone(),
        published: day(article),
        language: article.language.clone(),
        text: article.text.clone(),
        ..Article::default()
    }))
}

/// When an article of the report was printed, or may have been.
fn day(article: &report::Article) -> Option<Moment> {
    let inferred = article.dated.as_ref().and_then(|dated| dated.day.split('/').next());
    Moment::parse(article.published.as_deref().or(inferred)?)
}

/// A text that states no day is taken to be of the report's last.
fn dated(article: Article, last_day: Option<Moment>) -> Article {
    Article { published: article.published.or(last_day), ..article }
}
