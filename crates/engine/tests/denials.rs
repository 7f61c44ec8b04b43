//! Denials of two accounts against a case file: who denies, by which word, and what.

mod told;

use engine::comparison::{Denial, Place, Story, compare};
use told::{account, origins};

/// A denial as the case file writes it: who, the word, the words of the claim.
fn shown(story: &Story<'_>, claims: &[engine::comparison::Claim], denial: &Denial) -> String {
    let cue = denial.cue.map(|span| story.words(Place { account: denial.place.account, span }));
    let first = |claim: usize| story.words(claims[claim].readings[0].places[0]);
    let against = denial.claim.map_or("-", first);
    format!("{} | {} | {against}", denial.by.as_deref().unwrap_or("-"), cue.unwrap_or("-"))
}

#[test]
fn denials_are_found_and_tied_to_what_they_deny() {
    let file = include_str!("cases/denials.txt").replace('\r', "");
    let mut failures = Vec::new();
    let mut cases = 0;
    for case in file.split("\n\n") {
        let lines = || case.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        let accounts: Vec<_> = lines().filter(|line| !line.starts_with(' ')).map(account).collect();
        if accounts.is_empty() {
            continue;
        }
        cases += 1;
        let expected: Vec<String> =
            lines().filter_map(|line| line.strip_prefix("    ")).map(str::to_owned).collect();
        let origins = origins(&accounts);
        let story = Story::new(&accounts, &origins);
        let comparison = compare(&story);
        let found: Vec<String> =
            comparison.denials.iter().map(|denial| shown(&story, &comparison.claims, denial)).collect();
        if expected != found {
            failures.push(format!("{case}\n  expected {expected:#?}\n  found    {found:#?}"));
        }
    }
    assert!(cases >= 8, "the case file is read");
    assert!(failures.is_empty(), "{} of {cases} cases fail:\n{}", failures.len(), failures.join("\n"));
}
