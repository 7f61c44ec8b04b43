//! The parts of the page that are about words: the brief, quotations, denials, names.

use maud::{Markup, html};

use super::super::phrases::{heard_through, is_word_for_word, otherwise, several};
use super::super::values;
use super::view::StoryView;
use super::wording;
use crate::report::{Claim, Denial, Form, Name, NameKind, Quotation, Reading, Sentence, Span, Variant};

/// Links to the words of the spans: the account's number, with a letter when it has several.
pub(super) fn citations<'a>(view: &StoryView, spans: impl IntoIterator<Item = &'a Span>) -> Markup {
    let mut seen: Vec<&Span> = Vec::new();
    for span in spans {
        if !seen.contains(&span) {
            seen.push(span);
        }
    }
    let letter = |at: usize| {
        let same = |other: &&&Span| other.article == seen[at].article;
        let (before, all) = (seen[..at].iter().filter(same).count(), seen.iter().filter(same).count());
        if all > 1 {
            char::from_u32(u32::from('a') + before as u32).filter(char::is_ascii_lowercase)
        } else {
            None
        }
    };
    html! {
        @if !seen.is_empty() {
            span.cites { @for (at, span) in seen.iter().enumerate() { " " (citation(view, span, letter(at))) } }
        }
    }
}

fn citation(view: &StoryView, span: &Span, letter: Option<char>) -> Markup {
    let Some(account) = view.account(&span.article).filter(|account| account.has_words(span)) else {
        return html! {};
    };
    let letter = letter.map(String::from).unwrap_or_default();
    let words = clipped(&span.exact, 160);
    html! {
        a.cite href={ "#" (account.words_anchor(span.start, span.end)) }
            title={ (account.label) ": “" (words) "”" }
            aria-label={ "Account " (account.number) (letter) ", " (account.label) } {
            (account.number) (letter)
        }
    }
}

/// The text up to so many characters, cut between words.
pub(super) fn clipped(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(most) {
        None => text,
        Some((end, _)) => {
            let cut = text[..end].rfind(' ').unwrap_or(end);
            format!("{}…", &text[..cut])
        }
    }
}

/// The story in a few cited sentences.
pub(super) fn brief(view: &StoryView) -> Markup {
    html! {
        @for sentence in &view.story.brief { (brief_sentence(view, sentence)) }
        p.hint { "Numbers lead to the very words in the account of that number." }
    }
}

fn brief_sentence(view: &StoryView, sentence: &Sentence) -> Markup {
    html! {
        p.sentence {
            (sentence.text) (some_citations(view, &sentence.spans))
            @if !sentence.according_to.is_empty() {
                " " span.according { "From: " (sentence.according_to.join(", ")) "." }
            }
            (others(view, sentence))
        }
    }
}

/// The figures and dates that other accounts have in place of the sentence's.
fn others(view: &StoryView, sentence: &Sentence) -> Markup {
    let others = otherwise(view.story, sentence);
    let others: Vec<(String, &Claim, &Reading)> = others
        .into_iter()
        .filter_map(|(claim, reading)| Some((values::shown(claim, reading)?, claim, reading)))
        .collect();
    html! {
        @if !others.is_empty() {
            span.others {
                "Others: "
                @for (at, (value, claim, reading)) in others.iter().enumerate() {
                    @if at > 0 { ", " }
                    a href={ "#" (view.anchor) "-" (claim.id) } { (value) }
                    (some_citations(view, &reading.spans))
                }
            }
        }
    }
}

/// Quotations that accounts of several origins print, those in different words first; then those of one origin.
pub(super) fn quotations(view: &StoryView) -> Markup {
    let spans = |quote: &Quotation| view.origins(quote.variants.iter().map(|variant| &variant.span));
    let (mut shared, single): (Vec<_>, Vec<_>) = view.story.quotes.iter().partition(|quote| spans(quote) > 1);
    shared.sort_by_key(|quote| (!is_varied(quote), std::cmp::Reverse(spans(quote))));
    html! {
        @for quote in &shared { (collated(view, quote)) }
        @if !single.is_empty() {
            h3 { "From one origin only" }
            ul.said-once { @for quote in &single { li { (said_once(view, quote)) } } }
        }
    }
}

/// Whether some account prints other words than the rest.
fn is_varied(quote: &Quotation) -> bool {
    quote.variants.iter().any(|variant| !is_word_for_word(quote, variant))
}

fn speaker(quote: &Quotation) -> Markup {
    html! {
        strong { (quote.speaker.as_deref().unwrap_or("Speaker not named")) }
        @if quote.denied { " denied" }
    }
}

fn collated(view: &StoryView, quote: &Quotation) -> Markup {
    let (same, varied): (Vec<_>, Vec<_>) =
        quote.variants.iter().partition(|variant| is_word_for_word(quote, variant));
    html! {
        figure.quotation id={ (view.anchor) "-" (quote.id) } {
            figcaption {
                (speaker(quote))
                ", printed " (several(quote.variants.len(), "time", "times"))
                @let heard = heard_through(quote);
                @if !heard.is_empty() { ", heard through " (heard) }
            }
            blockquote { p { (canonical(quote)) } }
            p.same {
                "So in "
                @for (at, variant) in same.iter().enumerate() { @if at > 0 { ", " } (printed_by(view, variant)) }
                "."
            }
            @if !varied.is_empty() { ol.variants { @for variant in varied { (variant_item(view, quote, variant)) } } }
        }
    }
}

fn printed_by(view: &StoryView, variant: &Variant) -> Markup {
    let label = view.account(&variant.span.article).map_or("unknown", |account| account.label.as_str());
    html! {
        (label)
        @if let Some(via) = &variant.via { " (" (via) ")" }
        (citations(view, [&variant.span]))
    }
}

/// The longest wording, in quotation marks where it is printed in them as a whole.
fn canonical(quote: &Quotation) -> Markup {
    let longest = quote.variants.iter().find(|variant| variant.text == quote.canonical);
    let direct = longest.is_none_or(|variant| variant.form == Form::Direct);
    html! { @if direct { "“" (quote.canonical) "”" } @else { (quote.canonical) } }
}

fn variant_item(view: &StoryView, quote: &Quotation, variant: &Variant) -> Markup {
    html! {
        li {
            span.who { (printed_by(view, variant)) }
            @if variant.form != Form::Direct { span.form { (form_words(variant.form)) } }
            @if variant.form == Form::Direct { q { (wording::shown(&quote.canonical, variant)) } }
            @else { span.wording { (wording::shown(&quote.canonical, variant)) } }
        }
    }
}

fn form_words(form: Form) -> &'static str {
    match form {
        Form::Direct => "quoted",
        Form::Mixed => "quoted in part",
        Form::Indirect => "reported",
    }
}

pub(super) fn said_once(view: &StoryView, quote: &Quotation) -> Markup {
    let form = quote.variants.first().map_or(Form::Direct, |variant| variant.form);
    html! {
        (speaker(quote)) ": " (canonical(quote))
        @if form == Form::Indirect { " " span.form { (form_words(form)) } }
        (citations(view, quote.variants.iter().map(|variant| &variant.span)))
    }
}

/// Who disputes what.
pub(super) fn denials(view: &StoryView) -> Markup {
    html! { ul.denials { @for denial in &view.story.denials { li { (denial_item(view, denial)) } } } }
}

fn denial_item(view: &StoryView, denial: &Denial) -> Markup {
    let disputed =
        denial.claim.as_ref().and_then(|id| view.story.claims.iter().find(|claim| claim.id == *id));
    html! {
        p {
            span.sign aria-hidden="true" { "✗ " }
            strong { (denial.by.as_deref().unwrap_or("Somebody not named")) } " disputes it: “" (denial.text) "”"
            (citations(view, [&denial.span]))
        }
        @if let Some(claim) = disputed { (disputed_claim(view, claim)) }
    }
}

fn disputed_claim(view: &StoryView, claim: &Claim) -> Markup {
    html! {
        p.against {
            "Against: " a href={ "#" (view.anchor) "-" (claim.id) } { (claim.subject) }
            (citations(view, claim.readings.iter().filter_map(|reading| reading.spans.first())))
        }
    }
}

/// Who and what the story is about, with every form that the accounts print.
pub(super) fn names(view: &StoryView) -> Markup {
    html! {
        @for (kind, title) in [
            (NameKind::Person, "People"),
            (NameKind::Organisation, "Organisations"),
            (NameKind::Place, "Places"),
            (NameKind::Other, "Other names"),
        ] {
            @let names: Vec<&Name> = view.story.names.iter().filter(|name| name.kind == kind).collect();
            @if !names.is_empty() {
                h3 { (title) }
                dl.names { @for name in names { (name_item(view, name)) } }
            }
        }
    }
}

fn name_item(view: &StoryView, name: &Name) -> Markup {
    html! {
        div {
            dt { (name.canonical) }
            @if !name.roles.is_empty() { dd.roles { (name.roles.join("; ")) } }
            @for form in &name.forms {
                dd { @if name.forms.len() > 1 { span.form-text { (form.text) } } (citations(view, first_places(view, &form.spans))) }
            }
        }
    }
}

/// The first place in each account, in order of the accounts.
fn first_places<'a>(view: &StoryView, spans: &'a [Span]) -> Vec<&'a Span> {
    let mut places: Vec<&Span> = Vec::new();
    for span in spans {
        if !places.iter().any(|place| place.article == span.article) {
            places.push(span);
        }
    }
    places.sort_by_key(|span| view.account(&span.article).map(|account| account.number));
    places
}

/// One citation for each account; of many accounts the first few, and how many more there are.
fn some_citations(view: &StoryView, spans: &[Span]) -> Markup {
    const MOST: usize = 10;
    let places = first_places(view, spans);
    let more = places.len().saturating_sub(MOST);
    html! {
        (citations(view, places.into_iter().take(MOST)))
        @if more > 0 { " " span.according { "and " (several(more, "more account", "more accounts")) } }
    }
}

#[cfg(test)]
mod tests {
    use super::clipped;

    #[test]
    fn long_words_are_clipped_between_words() {
        assert_eq!(clipped("one two three", 20), "one two three");
        assert_eq!(clipped("one two three", 9), "one two…");
        assert_eq!(clipped("ééééé", 3), "ééé…");
        assert_eq!(clipped("one\n\n two", 20), "one two");
    }
}
