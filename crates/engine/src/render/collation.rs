//! The collated quotations for those who edit texts: as CollateX's JSON, and as TEI with an apparatus (`<app>`).
//!
//! Witnesses are accounts. Only words in quotation marks are set side by side; an account that reports an utterance in
//! its own words is no witness to its wording.

use serde_json::{Value, json};

use super::phrases::{self, one_line};
use super::{Look, Renderer};
use crate::report::{Form, Quotation, Report};
use crate::words::in_common;

/// The JSON that CollateX prints (its Python edition, `output="json"`): `witnesses`, and a `table` with a row for each
/// witness, whose cells are lists of tokens (`t` as printed, `n` as compared) or `null`; one such object a quotation.
pub(super) static COLLATEX: Renderer = Renderer {
    name: "collatex",
    extensions: &[],
    summary: "quotations word by word, as CollateX's JSON tables",
    render: collatex,
};

/// TEI P5, parallel segmentation: for each quotation the text, with `<app>` where accounts print other words.
pub(super) static TEI: Renderer = Renderer {
    name: "tei",
    extensions: &["xml"],
    summary: "quotations word by word, as TEI with an apparatus",
    render: tei,
};

/// A quotation that two accounts print or more, as a table: a row for each witness, a column for each place.
struct Table<'r> {
    quote: &'r Quotation,
    /// The ids of the accounts, in the order of the variants.
    witnesses: Vec<&'r str>,
    /// Columns of cells, one cell a witness; a cell holds the words that it prints there, none or more.
    columns: Vec<Vec<Vec<&'r str>>>,
}

/// An account is compared so far, in words.
const WORDS_MAX: usize = 600;

fn tables(report: &Report) -> impl Iterator<Item = Table<'_>> {
    report.stories.iter().flat_map(|story| &story.quotes).filter_map(table)
}

fn table(quote: &Quotation) -> Option<Table<'_>> {
    let texts = texts(quote);
    let base = texts.iter().max_by_key(|(_, words)| words.len()).map(|(_, words)| words.clone())?;
    if texts.len() < 2 || base.is_empty() {
        return None;
    }
    // Each word of the longest text is a column, and so is each gap before it and the one behind the last.
    let mut columns = vec![vec![Vec::new(); texts.len()]; base.len() * 2 + 1];
    for (row, (_, words)) in texts.iter().enumerate() {
        let mut gap = 0;
        let mut pairs = in_common(&keys(&base), &keys(words)).into_iter().peekable();
        for (at, word) in words.iter().enumerate() {
            if let Some((place, _)) = pairs.next_if(|pair| pair.1 == at) {
                columns[place * 2 + 1][row].push(*word);
                gap = place + 1;
            } else {
                columns[gap * 2][row].push(*word);
            }
        }
    }
    columns.retain(|column| column.iter().any(|cell| !cell.is_empty()));
    let witnesses = texts.into_iter().map(|(witness, _)| witness).collect();
    Some(Table { quote, witnesses, columns: facing(columns) })
}

/// What each account prints of a quotation in quotation marks: its pieces one behind the other, each once.
fn texts(quote: &Quotation) -> Vec<(&str, Vec<&str>)> {
    let mut texts: Vec<(&str, Vec<&str>)> = Vec::new();
    for variant in quote.variants.iter().filter(|variant| variant.form != Form::Indirect) {
        let words = words(&variant.text);
        let witness = variant.span.article.as_str();
        match texts.iter_mut().find(|text| text.0 == witness) {
            Some((_, printed)) if in_common(&keys(printed), &keys(&words)).len() == words.len() => {}
            Some((_, printed)) => {
                printed.extend(words);
                printed.truncate(WORDS_MAX);
            }
            None => texts.push((witness, words)),
        }
    }
    texts
}

/// The words of a text; a sign that stands alone belongs to the word before it.
fn words(text: &str) -> Vec<&str> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    for word in text.split_whitespace() {
        let start = from + text[from..].find(word).unwrap_or(0);
        from = start + word.len();
        match found.last_mut() {
            Some(last) if key(word).is_empty() => last.1 = from,
            _ => found.push((start, from)),
        }
    }
    found.into_iter().take(WORDS_MAX).map(|(start, end)| &text[start..end]).collect()
}

/// Columns that the same witnesses lack are one, and so are columns of which each witness has one at most: other words
/// for the same place face each other.
fn facing(columns: Vec<Vec<Vec<&str>>>) -> Vec<Vec<Vec<&str>>> {
    let alike = |a: &[Vec<&str>], b: &[Vec<&str>]| {
        let mut cells = a.iter().zip(b);
        a.iter().any(Vec::is_empty) && cells.all(|(a, b)| a.is_empty() == b.is_empty())
    };
    let apart = |a: &[Vec<&str>], b: &[Vec<&str>]| a.iter().zip(b).all(|(a, b)| a.is_empty() || b.is_empty());
    run_together(run_together(columns, alike), apart)
}

/// Columns, each put together with the one before it where the two belong together.
fn run_together<'r>(
    columns: Vec<Vec<Vec<&'r str>>>,
    belong: impl Fn(&[Vec<&'r str>], &[Vec<&'r str>]) -> bool,
) -> Vec<Vec<Vec<&'r str>>> {
    let mut found: Vec<Vec<Vec<&str>>> = Vec::new();
    for column in columns {
        match found.last_mut() {
            Some(last) if belong(last, &column) => {
                last.iter_mut().zip(column).for_each(|(cell, words)| cell.extend(words));
            }
            _ => found.push(column),
        }
    }
    found
}

/// A word as it is compared: letters and digits alone, lower case.
fn key(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn keys(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| key(word)).collect()
}

fn collatex(report: &Report, _look: Look) -> String {
    let shown: Vec<String> = tables(report).map(|table| compared(&table).to_string()).collect();
    if shown.is_empty() {
        return "[]\n".to_owned();
    }
    format!("[\n{}\n]\n", shown.join(",\n"))
}

fn compared(table: &Table<'_>) -> Value {
    let token = |word: &&str| json!({"t": format!("{} ", one_line(word)), "n": key(word)});
    let cell = |words: &Vec<&str>| match &words[..] {
        [] => Value::Null,
        words => words.iter().map(token).collect(),
    };
    let row = |at: usize| table.columns.iter().map(|column| cell(&column[at])).collect::<Value>();
    json!({
        "quotation": one_line(&table.quote.id),
        "speaker": table.quote.speaker.as_deref().map(one_line),
        "witnesses": table.witnesses.iter().map(|id| one_line(id)).collect::<Vec<_>>(),
        "table": (0..table.witnesses.len()).map(row).collect::<Value>(),
    })
}

fn tei(report: &Report, _look: Look) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n<teiHeader>\n<fileDesc>\
         <titleStmt><title>Collated quotations</title></titleStmt><publicationStmt><p>Made by Rashomon.</p>\
         </publicationStmt><sourceDesc>",
    );
    if report.articles.is_empty() {
        out.push_str("<p>No accounts.</p>");
    } else {
        out.push_str("<listWit>\n");
        for (at, article) in report.articles.iter().enumerate() {
            let (id, label) = (escaped(&article.id), escaped(phrases::label(article)));
            out.push_str(&format!("<witness xml:id=\"w{}\" n=\"{id}\">{label}</witness>\n", at + 1));
        }
        out.push_str("</listWit>");
    }
    out.push_str(
        "</sourceDesc></fileDesc>\n<encodingDesc><variantEncoding method=\"parallel-segmentation\" \
         location=\"internal\"/></encodingDesc>\n</teiHeader>\n<text><body><div>\n",
    );
    let mut is_empty = true;
    for table in tables(report) {
        is_empty = false;
        out.push_str(&cited(report, &table));
    }
    out.push_str(if is_empty { "<p/>\n" } else { "" });
    out.push_str("</div></body></text>\n</TEI>\n");
    out
}

/// A quotation with its apparatus and its speaker.
fn cited(report: &Report, table: &Table<'_>) -> String {
    let witnesses: Vec<String> = table
        .witnesses
        .iter()
        .map(|witness| {
            let at = report.articles.iter().position(|article| article.id == *witness);
            at.map_or_else(String::new, |at| format!("#w{}", at + 1))
        })
        .collect();
    let places: Vec<String> = table.columns.iter().map(|column| place(&witnesses, column)).collect();
    let speaker = table.quote.speaker.as_deref().map(escaped);
    let speaker = speaker.map_or_else(String::new, |name| format!("<bibl><author>{name}</author></bibl>"));
    let id = escaped(&table.quote.id);
    format!("<cit n=\"{id}\"><quote>{}</quote>{speaker}</cit>\n", places.join(" "))
}

/// One place of a text: plain words where all witnesses agree, else an apparatus entry with a reading for each wording.
fn place(witnesses: &[String], column: &[Vec<&str>]) -> String {
    let mut readings: Vec<(String, Vec<&str>)> = Vec::new();
    for (cell, witness) in column.iter().zip(witnesses) {
        let words = cell.join(" ");
        match readings.iter_mut().find(|reading| reading.0 == words) {
            Some(reading) => reading.1.push(witness),
            None => readings.push((words, vec![witness])),
        }
    }
    if let [(words, _)] = &readings[..] {
        return escaped(words);
    }
    let shown = |(words, witnesses): &(String, Vec<&str>)| {
        format!("<rdg wit=\"{}\">{}</rdg>", witnesses.join(" "), escaped(words))
    };
    format!("<app>{}</app>", readings.iter().map(shown).collect::<String>())
}

/// A text as XML holds it, on one line: no markup, and no character that XML does not know.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Article, Generator, Span, Story, Variant};

    /// A report of one quotation: its variants, each in the account of this number.
    fn report(texts: &[(u32, &str)]) -> Report {
        let id = |at: u32| format!("account {at} & \"co\"");
        let variant = |&(at, text): &(u32, &str)| Variant {
            form: Form::Direct,
            text: text.to_owned(),
            span: Span { article: id(at), start: 0, end: 1, exact: text.to_owned() },
            cue: None,
            speaker_span: None,
            via: None,
            differs: Vec::new(),
        };
        let quote = Quotation {
            id: "q1".to_owned(),
            speaker: Some("Ann \"Bo\" Lee".to_owned()),
            canonical: texts[0].1.to_owned(),
            variants: texts.iter().map(variant).collect(),
            heard: Vec::new(),
            denied: false,
            new: false,
        };
        Report {
            schema: String::new(),
            generator: Generator { name: String::new(), version: String::new() },
            articles: (0..3).map(|at| Article { id: id(at), ..Article::default() }).collect(),
            stories: vec![Story { quotes: vec![quote], ..Story::default() }],
            apart: Vec::new(),
            since: None,
        }
    }

    /// The table of CollateX's JSON, cells as text; an empty cell is `-`.
    fn rows(texts: &[(u32, &str)]) -> Vec<String> {
        let read: Value =
            serde_json::from_str(&collatex(&report(texts), Look::default())).expect("it is JSON");
        let cell = |cell: &Value| match cell.as_array() {
            Some(tokens) => tokens.iter().filter_map(|token| token["t"].as_str()).collect::<String>(),
            None => "- ".to_owned(),
        };
        let row = |row: &Value| {
            row.as_array().expect("a row").iter().map(cell).map(|cell| format!("[{}]", cell.trim())).collect()
        };
        read[0]["table"].as_array().expect("a table").iter().map(row).collect()
    }

    /// The body of the TEI document, read back by an XML parser: text, and readings as `{w1:light|w2:dim beacon}`.
    fn read_back(texts: &[(u32, &str)]) -> String {
        let shown = tei(&report(texts), Look::default());
        let document = roxmltree::Document::parse(&shown).expect("it is well-formed");
        let quote =
            document.descendants().find(|node| node.has_tag_name(("http://www.tei-c.org/ns/1.0", "quote")));
        let ids: Vec<String> = document
            .descendants()
            .filter_map(|node| node.attribute(("http://www.w3.org/XML/1998/namespace", "id")))
            .map(|id| format!("#{id}"))
            .collect();
        let reading = |node: roxmltree::Node<'_, '_>| {
            let witnesses = node.attribute("wit").expect("a reading has witnesses");
            assert!(witnesses.split(' ').all(|witness| ids.iter().any(|id| id == witness)), "{witnesses}");
            format!("{}:{}", witnesses.replace('#', ""), node.text().unwrap_or(""))
        };
        let part = |node: roxmltree::Node<'_, '_>| match node.text() {
            Some(text) if node.is_text() => text.to_owned(),
            _ => format!(
                "{{{}}}",
                node.children().filter(|child| child.is_element()).map(reading).collect::<Vec<_>>().join("|")
            ),
        };
        quote.expect("a quotation").children().map(part).collect()
    }

    #[test]
    fn witnesses_are_rows_and_other_words_face_each_other() {
        let found = rows(&[(0, "we saw the light & ran"), (1, "We saw the dim beacon & ran")]);
        assert_eq!(found, ["[we][saw][the][light &][ran]", "[We][saw][the][dim beacon &][ran]"]);
    }

    #[test]
    fn a_word_that_one_leaves_out_is_an_empty_cell() {
        let found = rows(&[(0, "with deep regret, I go"), (1, "with regret, I go")]);
        assert_eq!(found, ["[with][deep][regret,][I][go]", "[with][-][regret,][I][go]"]);
    }

    #[test]
    fn pieces_of_one_account_are_one_witness() {
        let found = rows(&[(0, "We saw no light,"), (0, "and we ran"), (1, "We saw no light, and we ran")]);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0], found[1]);
        let again = rows(&[(0, "We saw no light"), (0, "no light"), (1, "We saw no light")]);
        assert_eq!(again[0], again[1]);
    }

    #[test]
    fn other_words_are_an_apparatus_entry() {
        let found =
            read_back(&[(0, "we saw & lit ran"), (1, "we saw & <b>dark ran"), (2, "we saw & lit ran")]);
        assert_eq!(found, "we saw & {w1 w3:lit|w2:<b>dark} ran");
    }

    #[test]
    fn what_xml_does_not_know_is_replaced() {
        let found = read_back(&[(0, "one \u{fffe}two\u{1} three"), (1, "one four\u{0}\u{ffff} three")]);
        assert_eq!(found, "one {w1:\u{fffd}two\u{fffd}|w2:four\u{fffd}\u{fffd}} three");
    }

    #[test]
    fn one_witness_is_no_collation() {
        assert_eq!(collatex(&report(&[(0, "alone")]), Look::default()), "[]\n");
        let shown = tei(&report(&[(0, "alone")]), Look::default());
        assert!(
            roxmltree::Document::parse(&shown)
                .is_ok_and(|document| !shown.contains("<cit") && document.root().has_children())
        );
    }
}
