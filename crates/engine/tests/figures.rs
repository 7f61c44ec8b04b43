//! Numbers of two accounts against a case file: which are set beside each other, and what is said of them.

mod told;

use engine::claims::Account;
use engine::comparison::{Claim, Kind, Story, compare};
use proptest::prelude::*;
use told::{account, origins};

/// The claims of some accounts; those of one outlet have one origin.
fn of_accounts(accounts: &[Account]) -> Vec<Claim> {
    compare(&Story::new(accounts, &origins(accounts))).claims
}

/// A claim about numbers as the case file writes it: status, rule, and each reading's words, account by account.
fn shown(accounts: &[Account], claim: &Claim) -> String {
    let words = |place: &engine::comparison::Place| {
        let article = &accounts[place.account].document.article;
        format!("{}: {}", article.outlet.as_deref().unwrap_or(""), place.span.of(&article.text))
    };
    let readings: Vec<String> = claim
        .readings
        .iter()
        .map(|reading| reading.places.iter().map(words).collect::<Vec<_>>().join(", "))
        .collect();
    let status = format!("{:?}", claim.verdict.status).to_lowercase();
    format!("{status} {} | {}", claim.verdict.rule, readings.join(" / "))
}

/// Cases are parted by blank lines: accounts, then indented the claims that hold two accounts, in any order.
#[test]
fn numbers_are_set_beside_each_other() {
    let file = include_str!("cases/figures.txt").replace('\r', "");
    let mut failures = Vec::new();
    let mut cases = 0;
    for case in file.split("\n\n") {
        let lines = || case.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        let accounts: Vec<Account> = lines().filter(|line| !line.starts_with(' ')).map(account).collect();
        if accounts.is_empty() {
            continue;
        }
        cases += 1;
        let mut expected: Vec<String> =
            lines().filter_map(|line| line.strip_prefix("    ")).map(str::to_owned).collect();
        let mut found: Vec<String> = of_accounts(&accounts)
            .iter()
            .filter(|claim| claim.kind == Kind::Quantity)
            .filter(|claim| claim.readings.iter().map(|reading| reading.places.len()).sum::<usize>() > 1)
            .map(|claim| shown(&accounts, claim))
            .collect();
        expected.sort();
        found.sort();
        if expected != found {
            failures.push(format!("{case}\n  expected {expected:#?}\n  found    {found:#?}"));
        }
    }
    assert!(cases >= 40, "the case file is read");
    assert!(failures.is_empty(), "{} of {cases} cases fail:\n{}", failures.len(), failures.join("\n"));
}

proptest! {
    #[test]
    fn random_accounts_give_readings_in_bounds(
        a in "(Two|Four|12|both|a mother and|men|people|were|killed|shot|, |\\. |42-year-old|Ann Vale|died|é| ){0,40}",
        b in "(Two|Five|13|others|her two sons|people|hurt|including the gunman|, |\\. |aged 42|Ann Vale|dead|–| ){0,40}",
    ) {
        let accounts = [account(&format!("A 2020-01-01: {a}")), account(&format!("B: {b}"))];
        for claim in of_accounts(&accounts) {
            for place in claim.readings.iter().flat_map(|reading| &reading.places) {
                prop_assert!(accounts[place.account].document.article.text.get(place.span.range()).is_some());
            }
        }
    }
}

/// The rules of the claims of accounts, each an outlet and a text.
fn rules(lines: &[&str]) -> Vec<&'static str> {
    let accounts: Vec<Account> = lines.iter().map(|line| account(line)).collect();
    of_accounts(&accounts).into_iter().map(|claim| claim.verdict.rule).collect()
}

#[test]
fn one_wording_and_two_bodies_that_are_named_for_it() {
    let words = "The bridge to the island stays closed until every bolt of it has been seen by an engineer,";
    let line =
        |outlet: &str, body: &str| format!("{outlet}: “{words}” {body} said in a statement on Tuesday.");
    let council = line("Herald", "the Skerrin Council");
    let other = line("Courier", "the Skerrin Commission");
    assert!(rules(&[&council, &other]).contains(&"other-speaker"));
    assert!(!rules(&[&council, &line("Courier", "the Skerrin Council")]).contains(&"other-speaker"));
    assert!(!rules(&[&council, &line("Courier", "the council")]).contains(&"other-speaker"));
}
