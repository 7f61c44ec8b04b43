//! Any bytes become articles or complaints: cases, whole invented pages, and attacks.

use engine::article::Article;
use engine::formats::{self, Page, furniture};
use engine::languages::ENGLISH;
use proptest::prelude::*;

#[test]
fn furniture_cases() {
    let mut wrong = Vec::new();
    for case in include_str!("cases/furniture.txt").lines().filter(|line| !line.starts_with('#')) {
        let (expected, paragraph) = case.split_once(" | ").expect("a case has a rule and a paragraph");
        let found = furniture::rule(paragraph, &ENGLISH).unwrap_or("-");
        if found != expected {
            wrong.push(format!("{found} instead of {expected}: {paragraph}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// An article as a reader checks it: fields, body, what was cut and why.
fn shown(article: &Article) -> String {
    let option = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let moment = |value: &Option<engine::article::Moment>| {
        value.map_or_else(|| "-".to_owned(), |moment| moment.to_string())
    };
    let mut out = format!(
        "title: {}\noutlet: {}\nbyline: {}\nagency: {}\npublished: {}\nmodified: {}\nlanguage: {}\nurl: {}\n\n{}\n\n",
        option(&article.title),
        option(&article.outlet),
        article.byline.join("; "),
        option(&article.agency),
        moment(&article.published),
        moment(&article.modified),
        option(&article.language),
        option(&article.url),
        article.text,
    );
    for cut in &article.removed {
        out.push_str(&format!("cut as {}: {}\n", cut.rule, cut.text));
    }
    for (name, json) in &article.carried {
        out.push_str(&format!("{name}: {json}\n"));
    }
    for complaint in &article.complaints {
        out.push_str(&format!("complaint: {complaint}\n"));
    }
    out
}

fn read(name: &str, bytes: &[u8]) -> Article {
    let mut reading = formats::read(&Page::new(name, bytes));
    assert_eq!(reading.articles.len(), 1, "{:?}", reading.complaints);
    reading.articles.remove(0)
}

const MODERN: &str = include_str!("pages/modern.html");

#[test]
fn a_modern_page() {
    insta::assert_snapshot!(shown(&read("modern.html", MODERN.as_bytes())));
}

#[test]
fn an_old_page_in_latin_1() {
    let page = include_str!("pages/old.html");
    let bytes: Vec<u8> =
        page.chars().map(|c| u8::try_from(u32::from(c)).expect("the page is Latin-1")).collect();
    insta::assert_snapshot!(shown(&read("old.html", &bytes)));
}

#[test]
fn what_is_only_read_out_is_no_text() {
    let page = "<html><body><h1>Ferry sinks off the cape</h1><p>The owner <a href=/x>Skerrin Lines<span style='clip-path: inset(50%); width: 1px'>, opens new tab</span></a> \
        said on Monday that <span class='dropcap' aria-hidden='true'>n</span>obody was <span class='sr-only'>not</span>hurt.</p></body></html>";
    let article = read("a.html", page.as_bytes());
    assert_eq!(article.text, "The owner Skerrin Lines said on Monday that nobody was hurt.");
    let hidden: Vec<&str> =
        article.removed.iter().filter(|cut| cut.rule == "hidden").map(|cut| cut.text.as_str()).collect();
    assert_eq!(hidden, [", opens new tab", "not"]);
}

#[test]
fn a_paywall_stub() {
    insta::assert_snapshot!(shown(&read("stub.html", include_str!("pages/stub.html").as_bytes())));
}

#[test]
fn a_page_without_an_article_is_a_complaint() {
    for (name, bytes) in [
        ("empty", &b""[..]),
        ("blank", b" \n\t "),
        ("page", b"<html><head><title>x</title></head><body><nav><a href=/>Home</a></nav></body></html>"),
        ("image", b"\x89PNG\r\n\x1a\n\0\0\0"),
        ("number", b"\x00\x01\x02\x03\x04\x05\x06"),
        ("json", b"{\"title\": \"no text\"}"),
        ("array.json", b"[1, 2]"),
    ] {
        let reading = formats::read(&Page::new(name, bytes));
        assert!(reading.articles.is_empty(), "{name}");
        assert!(!reading.complaints.is_empty(), "{name}");
    }
}

/// The pages of these tests, for cutting and flipping.
fn seeds() -> Vec<Vec<u8>> {
    let feed = "<?xml version='1.0' encoding='utf-8'?><rss><channel><title>Post</title><item><title>A</title>\
        <content:encoded><![CDATA[<p>One &eacute; two.</p>]]></content:encoded><pubDate>Thu, 02 May 2024 10:00:00 GMT</pubDate></item></channel></rss>";
    let lines = "{\"text\": \"One \\ud83d two.\", \"published\": \"2024-05-02\"}\n{\"text\": \"Two.\"}\n";
    let plain =
        "date 2024-05-02 The ferry sank. pic.twitter.com/a — Ana (@ana) May 2, 2024\n\nRead Also: B\n";
    [MODERN, include_str!("pages/old.html"), include_str!("pages/stub.html"), feed, lines, plain]
        .iter()
        .map(|text| text.as_bytes().to_vec())
        .collect()
}

/// What every article must keep, whatever it was read from.
fn check(reading: &formats::Reading) {
    for article in &reading.articles {
        assert!(!article.id.0.is_empty());
        assert!(!article.text.contains("\n\n\n") && !article.text.contains('\0'));
        assert_eq!(article.text.trim(), article.text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_bytes_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        check(&formats::read(&Page::new("-", &bytes)));
    }

    #[test]
    fn cut_and_flipped_pages_do_no_harm(seed in 0_usize..6, cut in 0.0..1.0_f64, flips in proptest::collection::vec((0.0..1.0_f64, any::<u8>()), 0..8)) {
        let mut bytes = seeds().swap_remove(seed);
        let at = |share: f64, length: usize| (share * length as f64) as usize;
        for (place, byte) in flips {
            let index = at(place, bytes.len());
            bytes[index] = byte;
        }
        bytes.truncate(at(cut, bytes.len()));
        check(&formats::read(&Page::new("page.html", &bytes)));
    }

    #[test]
    fn random_tags_do_no_harm(html in "(<(p|div|li|table|tr|td|nav|h1|h2|a|article|svg|script|template|br)( (class|id)='(related|share|body|x)')?>|</(p|div|li|table|td|a|article|svg|script)>|[a-z ]{0,30}[.,]?|&[a-z]{1,4};?){0,60}") {
        check(&formats::read(&Page::new("page.html", html.as_bytes())));
    }
}

#[test]
fn ten_thousand_nested_tags_do_no_harm() {
    for tag in [
        "div",
        "p",
        "b",
        "a",
        "font",
        "table",
        "tr",
        "td",
        "ul",
        "li",
        "blockquote",
        "svg",
        "nav",
        "section",
        "x-y",
    ] {
        let open = format!("<{tag} class='related body'>").repeat(10_000);
        let html = format!(
            "<html><body>{open}<p>The ferry sank on Monday, and nobody was hurt, the harbour master said.</p>"
        );
        check(&formats::read(&Page::new("deep.html", html.as_bytes())));
    }
    let feed = format!("<rss><channel><item><description>{}", "<a>".repeat(10_000));
    check(&formats::read(&Page::new("-", feed.as_bytes())));
    let json = format!("{{\"text\": \"x\", \"more\": {}", "[".repeat(100_000));
    assert!(!formats::read(&Page::new("-", json.as_bytes())).complaints.is_empty());
}

#[test]
fn long_inputs_stay_linear() {
    let lines = "Related\n".repeat(50_000);
    check(&formats::read(&Page::new("a.txt", lines.as_bytes())));
    let one_line = "the ferry sank ".repeat(200_000);
    assert_eq!(read("a.txt", one_line.as_bytes()).text.len(), one_line.trim().len());
    let paragraphs =
        "<p class='related body'>The ferry sank on Monday, and nobody was hurt, they said.".repeat(10_000);
    check(&formats::read(&Page::new("a.html", paragraphs.as_bytes())));
    let headings = "<h1>Ferry</h1><time>May 2, 2024</time>".repeat(10_000);
    check(&formats::read(&Page::new("a.html", headings.as_bytes())));
}

#[test]
fn attacks_are_bounded() {
    let crowd: String = (0..200_000).map(|n| format!(" a{n}")).collect();
    let page = format!("<html><body><p{crowd}>The ferry sank on Monday, and nobody was hurt, they said.");
    assert_eq!(
        read("a.html", page.as_bytes()).text,
        "The ferry sank on Monday, and nobody was hurt, they said."
    );
    let many = "<p>a".repeat(300_000);
    let article = read("a.html", many.as_bytes());
    assert!(article.text.len() < 100_000);
    assert_eq!(article.complaints.len(), 2, "{:?}", article.complaints);
    let lines = read("a.txt", "a\n".repeat(1 << 20).as_bytes());
    assert_eq!(
        lines.complaints,
        ["the text has more than 20000 lines, which no article has, and was read only up to there"]
    );
    let long = read("a.txt", "the ferry sank ".repeat(1 << 20).as_bytes());
    assert_eq!(
        long.complaints,
        ["the text has more than 8 MB, which no article has, and was read only up to there"]
    );
    let mut entities = "<!ENTITY e0 'boom'>".to_owned();
    for n in 1..30 {
        entities.push_str(&format!("<!ENTITY e{n} '{}'>", format!("&e{};", n - 1).repeat(10)));
    }
    let feed = format!(
        "<?xml version='1.0'?><!DOCTYPE rss [{entities}]><rss><channel><item><title>A ferry sank</title>\
        <description>One &e29; two.</description></item></channel></rss>"
    );
    let article = read("feed.xml", feed.as_bytes());
    assert_eq!((article.title.as_deref(), article.text.as_str()), (Some("A ferry sank"), "One &e29; two."));
}

#[test]
fn reading_is_deterministic() {
    for seed in seeds() {
        let page = Page::new("page.html", &seed);
        assert_eq!(formats::read(&page), formats::read(&page));
    }
}
