//! Texts that no outlet prints: read without a panic, and every token, name, time, quantity and quotation fits.

use engine::article::Article;
use engine::document::{self, Document};

fn read(text: &str) -> Document {
    let document = document::read(Article { text: text.to_owned(), ..Article::default() });
    let tokens = document.grammar.spans.iter().copied();
    let found = tokens
        .chain(document.names.iter().map(|name| name.span))
        .chain(document.times.iter().map(|time| time.span))
        .chain(document.quantities.iter().map(|quantity| quantity.span))
        .chain(document.quotes.iter().map(|quote| quote.span))
        .chain(document.sources.iter().map(|source| source.span));
    for span in found {
        assert!(text.get(span.range()).is_some(), "{span:?} does not fit {text:?}");
    }
    document
}

#[test]
fn strange_texts_are_read() {
    let texts = [
        "",
        " \t\r\n\n\n \u{a0}\u{2003}\u{feff}",
        ".,;:!?-–—…()[]{}/\\",
        "\"\"\"''''“”‘’„«»‹›",
        "“‘\"'“ said said “” he ’",
        "\0\0 said \0Ann\0 Bell\0, \"\0\"",
        "אמרה השרה ביום שני: \"שלוש מאות איש\". \u{202e}said Ann Bell\u{202c}",
        "👩‍👩‍👧‍👦 said 🇳🇴 on 👍🏽 Monday, 3️⃣ people",
        "e\u{301}\u{301}\u{301} A\u{30a}nn Be\u{308}ll sai\u{300}d \u{301}\u{301}",
        "\u{301}",
        "$ € £ % $$$ $-%- ½¾ ٣٠٠ ３００",
        "'s 's 's Bell's's's",
    ];
    for text in texts {
        read(text);
        read(&format!("“{text}”, Ann Bell said on Monday.\n\n{text} 300 people {text}"));
    }
}

#[test]
fn a_text_that_breaks_off_after_a_word_that_leads_on() {
    for text in [
        "A lin# Clock e",
        "He saw the Ministry of",
        "She spoke to Ana de",
        "The Bank for",
        "Ana Bell -",
        "Bell &",
    ] {
        for text in [text.to_owned(), format!("# Numbers of two accounts or more. {text}")] {
            let article = Article { text, language: Some("en".to_owned()), ..Article::default() };
            assert!(!document::read(article).grammar.spans.is_empty());
        }
    }
}

#[test]
fn a_row_of_magnitudes_is_no_number() {
    assert!(read(&"hundred ".repeat(40)).quantities.is_empty());
    assert!(read(&format!("He has 3 {}", "million ".repeat(40))).quantities.is_empty());
    assert_eq!(read("The ferry carried three hundred people.").quantities.len(), 1);
}

#[test]
fn a_sentence_ends_even_without_a_stop() {
    let sentences = read(&"ten towns ".repeat(900)).grammar.sentences;
    assert!(sentences.len() > 1);
    assert!(sentences.iter().all(|sentence| sentence.end - sentence.start <= 500));
}
