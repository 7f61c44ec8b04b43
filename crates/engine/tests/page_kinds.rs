//! Kinds of pages beside the plain article: live blogs, pages of several articles or of one article's part, AMP, galleries, bodies
//! in scripts, pages cut off. All pages are invented.

use engine::article::Article;
use engine::formats::{self, Page};

fn read(html: &str) -> Article {
    let mut articles = read_all(html);
    assert_eq!(articles.len(), 1);
    articles.remove(0)
}

fn read_all(html: &str) -> Vec<Article> {
    let page =
        Page { url: Some("https://post.example/news/ferry"), ..Page::new("page.html", html.as_bytes()) };
    formats::read(&page).articles
}

/// Sentences that make a paragraph of running text, different for each number.
fn prose(number: usize) -> String {
    format!(
        "The harbour master said on Monday, in answer to question {number}, that the ferry had left the quay late, with two hundred people on board."
    )
}

fn paragraphs(numbers: std::ops::Range<usize>) -> String {
    numbers.map(|number| format!("<p>{}</p>", prose(number))).collect()
}

fn entries(article: &Article) -> Vec<serde_json::Value> {
    let field = article.carried.iter().find(|(name, _)| name == "entries");
    field.map(|(_, text)| serde_json::from_str(text).expect("what is carried is JSON")).unwrap_or_default()
}

/// The words of the text between an entry's places.
fn words(article: &Article, entry: &serde_json::Value) -> String {
    let place = |name: &str| entry[name].as_u64().expect("a place is a number") as usize;
    article.text.chars().skip(place("start")).take(place("end") - place("start")).collect()
}

#[test]
fn entries_of_a_live_blog_have_their_times() {
    let entry = |number: usize| {
        format!(
            "<div class='live-post'><time datetime='2024-05-02T1{number}:00:00Z'>1{number}:00</time><h3>Entry — number {number}</h3>{}</div>",
            paragraphs(number..number + 1)
        )
    };
    let list: String = (0..4).map(entry).collect();
    let article = read(&format!(
        "<html><body><main><h1>Ferry sinks: live updates from the quay</h1>{}<div class='feed'>{list}</div></main></body></html>",
        paragraphs(7..9)
    ));
    let entries = entries(&article);
    assert_eq!(entries.len(), 4);
    assert_eq!(
        (&entries[2]["published"], &entries[2]["title"]),
        (&"2024-05-02T12:00:00Z".into(), &"Entry — number 2".into())
    );
    assert!(words(&article, &entries[2]).ends_with(&prose(2)));
    assert!(
        words(&article, &entries[3]).contains(&prose(3)) && !words(&article, &entries[3]).contains(&prose(2))
    );
}

#[test]
fn entries_of_structured_data_are_found_in_the_text() {
    let update = |number: usize| {
        format!(
            "{{\"@type\":\"BlogPosting\",\"headline\":\"News {number}\",\"datePublished\":\"2024-05-02T1{number}:00:00Z\",\"articleBody\":\"{}\"}}",
            prose(number)
        )
    };
    let updates: Vec<String> = (0..3).map(update).collect();
    let list: String =
        (0..3).map(|number| format!("<h3>News {number}</h3>{}", paragraphs(number..number + 1))).collect();
    let article = read(&format!(
        "<html><head><script type='application/ld+json'>{{\"@type\":\"LiveBlogPosting\",\"headline\":\"Ferry sinks\",\"liveBlogUpdate\":[{}]}}</script></head>\
        <body><h1>Ferry sinks: live updates</h1>{list}</body></html>",
        updates.join(",")
    ));
    let entries = entries(&article);
    assert_eq!(entries.len(), 3);
    assert_eq!(words(&article, &entries[1]), format!("News 1\n\n{}", prose(1)));
}

#[test]
fn several_whole_articles_are_read_apart() {
    let one = |name: &str, from: usize| {
        format!(
            "<article><h1><a href='/{from}'>{name} at the northern quay</a></h1><p>By Ana Reyes</p><time datetime='2024-05-{from}'>{from} May 2024</time>{}</article>",
            paragraphs(from..from + 5)
        )
    };
    let page = format!(
        "<html lang=en><head><meta property='og:title' content='Ferry sinks at the northern quay'></head><body><main>{}{}{}</main></body></html>",
        one("Ferry sinks", 10),
        one("Crane falls", 20),
        one("Bridge opens", 30)
    );
    let articles = read_all(&page);
    let texts: Vec<(usize, bool)> = articles
        .iter()
        .zip([14, 24, 34])
        .map(|(article, last)| {
            (article.text.split("\n\n").count(), article.text.contains(&format!("question {last},")))
        })
        .collect();
    assert_eq!(texts, [(5, true); 3]);
    assert_eq!(articles[0].complaints, Vec::<String>::new());
    let second = &articles[1];
    assert_eq!(second.title.as_deref(), Some("Crane falls at the northern quay"));
    assert_eq!(
        (second.input.as_str(), second.url.as_deref()),
        ("page.html#2", Some("https://post.example/20"))
    );
    assert_eq!(second.published.map(|moment| moment.to_string()).as_deref(), Some("2024-05-20"));
    assert_eq!(second.byline, ["Ana Reyes"]);
    assert_eq!(second.complaints, ["stands on the page of another article"]);
}

#[test]
fn what_is_around_an_article_is_no_other_one() {
    let own = format!(
        "<article><h1>Ferry sinks at the northern quay</h1><p class=byline>By Ana Reyes | 10 May 2024</p>{}</article>",
        paragraphs(10..15)
    );
    let page = format!(
        "<html lang=en><body><article><h1>The Harbour Blog</h1>{own}</article><title>Ferry sinks at the northern quay</title></body></html>"
    );
    let article = read(&page);
    assert_eq!(article.title.as_deref(), Some("Ferry sinks at the northern quay"));
    assert_eq!((article.byline.as_slice(), &article.complaints), (&["Ana Reyes".to_owned()][..], &vec![]));
}

#[test]
fn a_day_is_told_to_the_minute_where_the_page_has_it() {
    let published = |time: &str| {
        let head = "<meta property='article:published_time' content='2024-05-10'>";
        let html = format!(
            "<html><head>{head}</head><body><h1>Ferry sinks</h1><time datetime='{time}'>x</time>{}</body></html>",
            paragraphs(0..4)
        );
        read(&html).published.map(|moment| moment.to_string())
    };
    assert_eq!(published("2024-05-10T08:15:00+02:00").as_deref(), Some("2024-05-10T08:15:00+02:00"));
    assert_eq!(published("2024-05-11T08:15:00+02:00").as_deref(), Some("2024-05-10"));
}

#[test]
fn articles_that_the_data_list_whole_are_read_apart() {
    let item = |name: &str, from: usize| {
        let text = (from..from + 8).map(prose).collect::<Vec<_>>().join("\\n\\n");
        format!(
            "{{\"@type\":\"NewsArticle\",\"headline\":\"{name} at the northern quay\",\"articleBody\":\"{text}\"}}"
        )
    };
    let page = |items: &str| {
        format!(
            "<html><head><script type='application/ld+json'>{{\"@type\":\"ItemList\",\"itemListElement\":[{items}]}}</script></head>\
            <body><h1>Ferry sinks at the northern quay</h1>{}</body></html>",
            paragraphs(10..18)
        )
    };
    let two = format!("{},{}", item("Ferry sinks", 10), item("Crane falls", 20));
    let titles =
        |html: &str| read_all(html).into_iter().filter_map(|article| article.title).collect::<Vec<_>>();
    assert_eq!(titles(&page(&two)), ["Ferry sinks at the northern quay", "Crane falls at the northern quay"]);
    let others = format!("{},{}", item("Bridge opens", 30), item("Crane falls", 20));
    assert_eq!(read_all(&page(&others)).len(), 1);
}

#[test]
fn other_pages_of_an_article_are_told() {
    let head = "<link rel=canonical href='https://post.example/news/ferry/2/'><link rel=prev href='/news/ferry/'><link rel=next href='/news/ferry/3/'>";
    let article = read(&format!(
        "<html><head>{head}</head><body><h1>Ferry sinks</h1>{}</body></html>",
        paragraphs(0..4)
    ));
    assert_eq!(
        article.complaints,
        [
            "the article begins on another page: https://post.example/news/ferry/",
            "the article continues on another page: https://post.example/news/ferry/3/"
        ]
    );
    let other = "<link rel=next href='/news/crane-falls/'>";
    let article = read(&format!(
        "<html><head>{other}</head><body><h1>Ferry sinks</h1>{}</body></html>",
        paragraphs(0..4)
    ));
    assert_eq!(article.complaints, Vec::<String>::new());
}

#[test]
fn a_later_page_that_calls_the_first_one_canonical_is_told_apart() {
    let head = "<link rel=canonical href='https://post.example/ferry'><link rel=prev href='/ferry'>";
    let html =
        format!("<html><head>{head}</head><body><h1>Ferry sinks</h1>{}</body></html>", paragraphs(0..4));
    let page = Page { url: Some("https://post.example/ferry?page=2"), ..Page::new("-", html.as_bytes()) };
    let article = formats::read(&page).articles.remove(0);
    assert_eq!(article.complaints, ["the article begins on another page: https://post.example/ferry"]);
    assert!(formats::paging::is_part(&article));
}

#[test]
fn amp_pages_lose_their_furniture() {
    let article = read(&format!(
        "<html amp><body><amp-sidebar><ul><li>A menu that nobody asked for, with a sentence in it, too.</li></ul></amp-sidebar>\
        <amp-consent><div><p>We and our partners store and read data on your device, for which we need your consent today.</p></div></amp-consent>\
        <article><h1>Ferry sinks</h1>{}<section subscriptions-section='content-not-granted'><p>To read all of our stories you need to choose one of our offers.</p></section>\
        <amp-social-share>Share it with everybody whom you know, at once.</amp-social-share></article></body></html>",
        paragraphs(0..6)
    ));
    assert_eq!(article.text, (0..6).map(prose).collect::<Vec<_>>().join("\n\n"));
    let cuts: Vec<&str> = article.removed.iter().map(|cut| cut.rule.as_str()).collect();
    assert!(cuts.contains(&"subscription offer"), "{cuts:?}");
}

#[test]
fn a_gallery_keeps_its_captions_apart() {
    let picture =
        |number: usize| format!("<figure><img src=x><figcaption>{}</figcaption></figure>", prose(number));
    let pictures: String = (0..8).map(picture).collect();
    let article = read(&format!(
        "<html><body><article><h1>The ferry in pictures</h1><p>These are the pictures of the day on the quay, all of them ours.</p>{pictures}</article></body></html>"
    ));
    assert_eq!(article.text, "These are the pictures of the day on the quay, all of them ours.");
    assert_eq!(article.removed.iter().filter(|cut| cut.rule == "caption").count(), 8);
    assert_eq!(
        article.complaints,
        ["a gallery: most of the page's words are the captions of 8 pictures, which are cut"]
    );
}

#[test]
fn a_body_that_stands_only_in_a_script_is_read() {
    let blocks: Vec<String> =
        (0..6).map(|number| format!("{{\"type\":\"paragraph\",\"text\":\"{}\"}}", prose(number))).collect();
    let other: Vec<String> =
        (50..70).map(|number| format!("{{\"type\":\"paragraph\",\"text\":\"{}\"}}", prose(number))).collect();
    let page = |title: &str| {
        format!(
            "<html><head><title>Ferry sinks at the northern quay</title></head><body><div id=app></div><script id='__NEXT_DATA__' type='application/json'>\
            {{\"props\":{{\"story\":{{\"headline\":\"{title}\",\"blocks\":[{}]}},\"relatedStories\":[{{\"blocks\":[{}]}}]}}}}</script></body></html>",
            blocks.join(","),
            other.join(",")
        )
    };
    let article = read(&page("Ferry sinks at the northern quay"));
    assert_eq!(article.text, (0..6).map(prose).collect::<Vec<_>>().join("\n\n"));
    assert_eq!(
        article.complaints,
        ["the text was taken from the page's data: the page itself shows less of it"]
    );
    let unknown = page("Crane falls");
    let reading = formats::read(&Page::new("page.html", unknown.as_bytes()));
    assert!(reading.articles.is_empty(), "the data of another article is not taken");
}

#[test]
fn a_page_that_is_cut_off_is_told() {
    let page = format!("<html><body><div><h1>Ferry sinks</h1>{}<p>And then the <a hre", paragraphs(0..4));
    assert_eq!(read(&page).complaints, ["the page is cut off: its end is missing"]);
    let head = "<html><head><title>Ferry sinks</title><meta name=descr";
    let reading = formats::read(&Page::new("page.html", head.as_bytes()));
    assert_eq!(reading.complaints[0].message, "is cut off before any article text");
}

#[test]
fn what_a_button_leaves_open_hides_nothing() {
    let article = read(&format!(
        "<html><body><header><button><div><span>Menu<div></button></header><article><h1>Ferry sinks</h1>{}</article></body></html>",
        paragraphs(0..3)
    ));
    assert_eq!(article.text.split("\n\n").count(), 3);
}

#[test]
fn parts_that_a_server_sent_late_are_shown() {
    let article = read(&format!(
        "<html><body><main><h1>Ferry sinks</h1><template id='B:0'></template></main><div hidden id='S:0'>{}</div><div hidden id='note'><p>{}</p></div></body></html>",
        paragraphs(0..6),
        prose(9)
    ));
    assert_eq!(article.text.split("\n\n").count(), 6);
}

#[test]
fn the_paragraph_that_sums_up_is_kept() {
    let page = |between: &str| {
        let head = "<meta property='og:description' content='Harbour master says the alarm came too late'>";
        let article = read(&format!(
            "<html><head>{head}</head><body><article><header><h1>Ferry sinks at the quay</h1>{between}</header><div class='story-body'>{}</div></article></body></html>",
            paragraphs(0..5)
        ));
        article.text.split("\n\n").next().expect("a text has a paragraph").to_owned()
    };
    let told = "Harbour master says the alarm came too late";
    assert_eq!(page(&format!("<div><div>{told}</div></div>")), told);
    assert_eq!(
        page("<h2 class='sub-headline'>The alarm came late and nobody heard it</h2>"),
        "The alarm came late and nobody heard it"
    );
    assert_eq!(page("<div>A label of the page that nobody wrote for this</div>"), prose(0));
    assert_eq!(page("<div class='byline'>By Ana Reyes, who has written about ferries</div>"), prose(0));
}
