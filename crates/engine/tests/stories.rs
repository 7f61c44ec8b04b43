//! Streams of invented articles: bad input, what a person decides, and going on from a state.

use std::collections::BTreeMap;

use engine::article::{Article, ArticleId, Moment};
use engine::stories::{Constraint, Constraints, Placement, Settings, StateError, StoryId, Stream};
use proptest::prelude::*;

/// What happened, and words that only its reports have.
const EVENTS: [(&str, &str); 6] = [
    (
        "Ferry Halvard sinks off Skerrin Sound",
        "The ferry Halvard sank in Skerrin Sound at dawn, the coastguard of Orrey said, and divers under Captain Marsali Drever searched the wreck for passengers from Kirkness.",
    ),
    (
        "Tansy Mills sold to Nordhaven",
        "Nordhaven Bakeries will buy the flour miller Tansy Mills, its chairwoman Ingrid Solheim told shareholders in Brennholm, and close the silo at Ravnsund.",
    ),
    (
        "Tarn valley dam bursts",
        "The Estmere dam above the Tarn valley burst after a week of rain, engineer Pavel Orlo said, and sluice crews from Lindqvist's office opened the spillway.",
    ),
    (
        "Comet Adeyemi seen over Quill",
        "Astronomers at the Quill observatory photographed comet Adeyemi, whose green tail, Professor Noor Bakshi said, will be seen with binoculars until the solstice.",
    ),
    (
        "Ferry Solvang sinks in Brae Firth",
        "The ferry Solvang sank in Brae Firth at dusk, the harbour office of Lunna said, and a trawler under skipper Ewan Flett took its crew to Vidlin.",
    ),
    (
        "Goalkeeper Tamsin Roe signs for Marlow",
        "Marlow Rovers signed goalkeeper Tamsin Roe from Port Ellis for a club record, manager Hugo Brandt said, days before the cup tie against Aldham.",
    ),
];

fn article(number: usize, event: usize, day: u8, extra: &str) -> Article {
    let (title, text) = EVENTS[event % EVENTS.len()];
    Article {
        id: ArticleId(format!("a{number}")),
        title: Some(title.to_owned()),
        text: format!("{extra} {text} {extra}"),
        published: Moment::parse(&format!("2024-03-{:02}", day % 28 + 1)),
        ..Article::default()
    }
}

fn placed(articles: &[Article]) -> (Vec<Placement>, Stream) {
    let mut stream = Stream::new(Settings::default());
    let placements = articles.iter().map(|article| stream.place(article)).collect();
    (placements, stream)
}

fn stories(stream: &Stream) -> BTreeMap<String, u32> {
    stream.placed().map(|(id, story)| (id.0.clone(), story.0)).collect()
}

fn ids(names: &[&str]) -> Vec<ArticleId> {
    names.iter().map(|name| ArticleId((*name).to_owned())).collect()
}

#[test]
fn one_event_is_one_story_and_look_alikes_are_two() {
    // The second ferry sinks four days after the first.
    let day = |event: usize| if event == 4 { 7 } else { 3 };
    let articles: Vec<Article> =
        (0..18).map(|at| article(at, at % 6, day(at % 6), &format!("Reporter {at} writes."))).collect();
    let (placements, stream) = placed(&articles);
    let stories = stories(&stream);
    assert_eq!(stories["a1"], stories["a7"]);
    assert_eq!(stories["a3"], stories["a15"]);
    assert_ne!(stories["a0"], stories["a4"]);
    let why = placements[7].why.join("; ");
    assert!(
        why.contains("shares the names")
            && why.contains("Nordhaven")
            && why.contains("printed within its days"),
        "{why}"
    );
    assert!(placements[0].new && placements[0].why.is_empty() && !placements[7].new);
}

#[test]
fn what_is_missing_or_wrong_does_no_harm() {
    let bare = |text: &str| Article { text: text.to_owned(), ..Article::default() };
    let dated = |published: &str| Article { published: Moment::parse(published), ..article(1, 0, 1, "") };
    let odd = [
        bare(""),
        bare("\u{0}\u{feff}"),
        bare("Wort für Wort steht hier ein Bericht über die Fähre Halvard im Sund von Skerrin."),
        bare("フェリーが沈没した。"),
        dated("1970-01-01"),
        dated("9999-12-31"),
        dated("0001-01-01"),
        Article { title: Some(String::new()), ..article(2, 0, 1, "") },
        bare(&"word ".repeat(10_000)),
    ];
    let mut all: Vec<Article> = (0..12).map(|at| article(100 + at, at, at as u8, "")).collect();
    all.extend(odd.clone());
    all.extend((0..12).map(|at| article(200 + at, at, 11 - at as u8, "")));
    let (placements, stream) = placed(&all);
    assert_eq!(placements.len(), all.len());
    let story = stories(&stream);
    assert_eq!(story["a101"], story["a201"], "a date in the year 9999 put a story to sleep");
    let empty = &placements[12];
    assert!(empty.new && empty.duplicate_of.is_none() && empty.score == 0.0);
}

#[test]
fn an_article_that_comes_late_finds_its_story() {
    let mut articles: Vec<Article> = (0..10).map(|at| article(at, 1, 1, "First.")).collect();
    articles.extend((0..40).map(|at| article(100 + at, 3, 26, "Later.")));
    articles.push(article(500, 1, 2, "Late."));
    let (_, stream) = placed(&articles);
    let stories = stories(&stream);
    assert_eq!(stories["a500"], stories["a0"]);
    assert_ne!(stories["a500"], stories["a100"]);
}

#[test]
fn a_hundred_thousand_copies_are_one_story() {
    let mut stream = Stream::new(Settings::default());
    let mut one = article(0, 0, 1, "");
    one.text.truncate(90);
    for number in 0..100_000 {
        one.id = ArticleId(format!("c{number}"));
        let placement = stream.place(&one);
        assert_eq!(placement.story, StoryId(1));
        assert_eq!(placement.duplicate_of.is_some(), number > 0);
    }
    assert!(stream.settle().is_empty());
}

#[test]
fn who_is_pinned_to_a_story_to_come_joins_it_when_it_begins() {
    let mut stream = Stream::new(Settings::default());
    let pin = Constraint::Pin(ArticleId("a0".to_owned()), StoryId(3));
    stream.constrain(Constraints::new(vec![pin]).unwrap());
    let placements: Vec<Placement> = (0..4).map(|at| stream.place(&article(at, at, 1, ""))).collect();
    assert_eq!(placements[0].story, StoryId(1));
    assert_eq!(placements[2].story, StoryId(3));
    assert_eq!(placements[2].changes.len(), 1, "the move is told");
    assert_eq!(stories(&stream)["a0"], stories(&stream)["a2"]);
}

#[test]
fn a_state_that_is_not_ours_is_refused() {
    let articles: Vec<Article> = (0..9).map(|at| article(at, at, 1, "")).collect();
    let bytes = placed(&articles).1.save();
    let error = |bytes: &[u8]| Stream::restore(Settings::default(), bytes).unwrap_err();
    for length in (1..bytes.len()).step_by(bytes.len() / 60) {
        assert_eq!(error(&bytes[..length]), StateError::Cut, "{length} of {}", bytes.len());
    }
    assert_eq!(error(b""), StateError::Foreign);
    assert_eq!(error(b"{\"id\": \"a1\", \"text\": \"an article and no state at all\"}"), StateError::Foreign);
    let mut other = bytes.clone();
    other[21] = b'7';
    assert_eq!(error(&other), StateError::Version);
    let mut damaged = bytes.clone();
    damaged[bytes.len() / 2] ^= 1;
    assert_eq!(error(&damaged), StateError::Damaged);
    assert_eq!(error(&[&bytes[..], b"more"].concat()), StateError::Damaged);
}

#[test]
fn decisions_about_articles_that_are_there_are_told_as_changes() {
    let articles: Vec<Article> = (0..12).map(|at| article(at, at % 2, 1, "")).collect();
    let (_, mut stream) = placed(&articles);
    assert_eq!(stories(&stream).values().max(), Some(&2));
    let rules = vec![
        Constraint::Split(ids(&["a0"]), ids(&["a2", "a4"])),
        Constraint::Merge(ids(&["a5", "a8"])),
        Constraint::Exclude(ids(&["a7"]).remove(0), StoryId(2)),
    ];
    let changes = stream.constrain(Constraints::new(rules).unwrap());
    assert!(!changes.is_empty());
    let restored = Stream::restore(Settings::default(), &stream.save()).unwrap();
    for stream in [stream, restored] {
        let stories = stories(&stream);
        assert_ne!(stories["a0"], stories["a2"]);
        assert_ne!(stories["a0"], stories["a4"]);
        assert_eq!(stories["a5"], stories["a8"]);
        assert_ne!(stories["a7"], 2);
        assert_eq!(stream.constraints().rules().len(), 3);
    }
}

#[test]
fn a_story_that_was_left_to_make_room_is_still_that_story() {
    let articles: Vec<Article> =
        [1, 0, 1, 0, 0, 0, 0].iter().enumerate().map(|(at, &event)| article(at, event, 0, "")).collect();
    let pin = Constraint::Pin(ids(&["a6"]).remove(0), StoryId(2));
    let split = Constraint::Split(ids(&["a6"]), ids(&["a1"]));
    let (_, mut stream) = placed(&articles[..3]);
    stream.constrain(Constraints::new(vec![pin.clone(), split.clone()]).unwrap());
    for article in &articles[3..] {
        stream.place(article);
    }
    stream.settle();
    assert!(is_kept(&stream, &pin) && is_kept(&stream, &split), "{:?}", stories(&stream));
}

/// Whether every decision is kept, after all changes.
fn is_kept(stream: &Stream, rule: &Constraint) -> bool {
    let stories = stories(stream);
    let of = |id: &ArticleId| stories.get(&id.0).copied();
    match rule {
        Constraint::Merge(all) => {
            let homes: Vec<u32> = all.iter().filter_map(of).collect();
            homes.windows(2).all(|pair| pair[0] == pair[1])
        }
        Constraint::Split(left, right) => left
            .iter()
            .flat_map(|a| right.iter().map(move |b| (a, b)))
            .all(|(a, b)| of(a).is_none() || of(a) != of(b)),
        // A story that is not there yet begins without those who are to be in it.
        Constraint::Pin(article, story) => {
            of(article).is_none()
                || stories.values().all(|&given| given < story.0)
                || of(article) == Some(stream.now(*story).0)
        }
        Constraint::Exclude(article, story) => of(article) != Some(stream.now(*story).0),
    }
}

fn rule() -> impl Strategy<Value = Constraint> {
    let id = || (0..24_usize).prop_map(|number| ArticleId(format!("a{number}")));
    let story = || (1..6_u32).prop_map(StoryId);
    prop_oneof![
        proptest::collection::vec(id(), 1..4).prop_map(Constraint::Merge),
        (proptest::collection::vec(id(), 1..3), proptest::collection::vec(id(), 1..3))
            .prop_map(|(left, right)| Constraint::Split(left, right)),
        (id(), story()).prop_map(|(id, story)| Constraint::Exclude(id, story)),
        (id(), story()).prop_map(|(id, story)| Constraint::Pin(id, story)),
    ]
}

fn stream_of(kinds: &[(usize, u8, u8)]) -> Vec<Article> {
    const EXTRA: [&str; 4] =
        ["", "Reporters heard it first.", "Nothing else is known yet.", "On 4 March 2024 it rained."];
    let made = |(at, &(event, day, extra)): (usize, &(usize, u8, u8))| {
        article(at, event, day, EXTRA[extra as usize % EXTRA.len()])
    };
    kinds.iter().enumerate().map(made).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_replay_gives_the_same(kinds in proptest::collection::vec((0..6_usize, 0..28_u8, 0..4_u8), 1..40)) {
        let articles = stream_of(&kinds);
        let (first, one) = placed(&articles);
        let (second, other) = placed(&articles);
        prop_assert_eq!(first, second);
        prop_assert_eq!(one.save(), other.save());
    }

    #[test]
    fn the_order_of_ties_does_not_matter(
        kinds in proptest::collection::vec((0..6_usize, 0..4_u8), 2..30),
        order in proptest::collection::vec(any::<u32>(), 30),
    ) {
        let kinds: Vec<(usize, u8, u8)> = kinds.into_iter().map(|(event, extra)| (event, 3, extra)).collect();
        let articles = stream_of(&kinds);
        let mut shuffled: Vec<(u32, Article)> = order.into_iter().zip(articles.clone()).collect();
        shuffled.sort_by_key(|&(place, _)| place);
        let together = |articles: &[Article]| {
            let (_, mut stream) = placed(articles);
            stream.settle();
            let mut all: BTreeMap<u32, Vec<String>> = BTreeMap::new();
            for (id, story) in stories(&stream) {
                all.entry(story).or_default().push(id);
            }
            let mut all: Vec<Vec<String>> = all.into_values().collect();
            all.sort();
            all
        };
        let shuffled: Vec<Article> = shuffled.into_iter().map(|(_, article)| article).collect();
        prop_assert_eq!(together(&articles), together(&shuffled));
    }

    #[test]
    fn a_restored_stream_goes_on_as_if_it_had_not_stopped(
        kinds in proptest::collection::vec((0..6_usize, 0..28_u8, 0..4_u8), 2..40),
        cut in 0.0..1.0,
    ) {
        let articles = stream_of(&kinds);
        let cut = (articles.len() as f64 * cut) as usize;
        let (whole, end) = placed(&articles);
        let (mut parts, half) = placed(&articles[..cut]);
        let mut half = Stream::restore(Settings::default(), &half.save()).unwrap();
        parts.extend(articles[cut..].iter().map(|article| half.place(article)));
        prop_assert_eq!(whole, parts);
        prop_assert_eq!(end.save(), half.save());
    }

    #[test]
    fn a_decision_is_never_broken(
        kinds in proptest::collection::vec((0..6_usize, 0..28_u8, 0..4_u8), 4..30),
        rules in proptest::collection::vec(rule(), 1..5),
        late in any::<bool>(),
    ) {
        let articles = stream_of(&kinds);
        let Ok(constraints) = Constraints::new(rules.clone()) else { return Ok(()) };
        let mut stream = Stream::new(Settings::default());
        let begin = if late { articles.len() / 2 } else { 0 };
        for (at, article) in articles.iter().enumerate() {
            if at == begin {
                stream.constrain(constraints.clone());
            }
            stream.place(article);
            for rule in rules.iter().filter(|_| at >= begin) {
                prop_assert!(is_kept(&stream, rule), "after {at}: {rule:?}");
            }
        }
        stream.settle();
        for rule in &rules {
            prop_assert!(is_kept(&stream, rule), "after all: {rule:?}");
        }
    }

    #[test]
    fn a_pin_to_a_story_that_is_there_holds(
        kinds in proptest::collection::vec((0..6_usize, 0..28_u8, 0..4_u8), 6..30),
        pinned in 3..6_usize,
    ) {
        let articles = stream_of(&kinds);
        let pin = Constraint::Pin(ArticleId(format!("a{pinned}")), StoryId(1));
        let mut stream = Stream::new(Settings::default());
        stream.constrain(Constraints::new(vec![pin]).unwrap());
        for article in &articles {
            stream.place(article);
        }
        stream.settle();
        prop_assert_eq!(stories(&stream)[&format!("a{pinned}")], stream.now(StoryId(1)).0);
    }

    #[test]
    fn any_text_is_placed(texts in proptest::collection::vec("\\PC{0,80}", 1..12)) {
        let articles: Vec<Article> =
            texts.into_iter().map(|text| Article { title: Some(text.clone()), text, ..Article::default() }).collect();
        let (placements, mut stream) = placed(&articles);
        prop_assert_eq!(placements.len(), articles.len());
        stream.settle();
        for placement in placements {
            prop_assert!((0.0..=1.0).contains(&placement.score));
        }
    }
}
