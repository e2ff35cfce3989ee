//! Comparisons of rules: which criteria are responsible for a flip, what an analyst is told of the editions, and what
//! people see of what is left out.

#![allow(clippy::unwrap_used)]

use super::rule_change::{LETTERS, RULES, changed, imrcheck};
use imrcheck::report::{Basis, Evidence, Look, Predicted};
use imrcheck::study::comparison::{Differences, FlippedItem, Side, human};
use imrcheck::study::statistics::Bootstrap;
use imrcheck::study::{Comparison, ListedItem};
use serde_json::{Value, json};
use tempfile::TempDir;

const FEW: Bootstrap = Bootstrap { resamples: 100, seed: 1 };

/// What a study says, one word after the other.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn compare(base: &str, with: &str, letters: &str) -> Value {
    let options = ["--format", "json", "--resamples", "100", letters];
    let (code, out, err) = imrcheck(&[&["compare", "--base", base, "--with", with], &options[..]].concat());
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

/// The letters with this word, so many times over, in a file of their own.
fn letters(words: &[&str], times: usize) -> (TempDir, String) {
    let all = std::fs::read_to_string(LETTERS).unwrap();
    let some: Vec<&str> = all.lines().filter(|line| words.iter().any(|word| line.contains(word))).collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letters.jsonl");
    std::fs::write(&path, vec![some.join("\n"); times].join("\n")).unwrap();
    let path = path.display().to_string();
    (folder, path)
}

/// Rules for muscle relaxants alone: criteria with what each asks, and what supports a request.
fn relaxants(criteria: &[(&str, &str)], support: &str) -> TempDir {
    let criterion = |(name, met): &(&str, &str)| {
        format!(
            "  - {{id: muscle_relaxant/{name}, title: T, page: \"1\", confidence: known, met: {met}, help: Say so.}}\n"
        )
    };
    let criteria: String = criteria.iter().map(criterion).collect();
    let head = "family: muscle_relaxant\ntitle: Relaxants\nsource: {document: A guideline}\ncriteria:\n";
    let edition = "edition: mine\ntitle: Mine\nin_force: {from: 2009-07-18}\n";
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("mine");
    std::fs::create_dir(&own).unwrap();
    std::fs::write(own.join("edition.yaml"), edition).unwrap();
    std::fs::write(own.join("muscle_relaxant.yaml"), format!("{head}{criteria}supported_when: {support}\n")).unwrap();
    folder
}

/// The criteria responsible for the flip of the one item of a letter, on the summary.
fn responsible(before: &TempDir, after: &TempDir, letter: &str) -> Value {
    let value = compare(before.path().to_str().unwrap(), after.path().to_str().unwrap(), LETTERS);
    let flips = value["flips"].as_array().unwrap().iter();
    let mut own = flips.filter(|flip| flip["source"] == letter && flip["evidence"] == "summary");
    own.next().unwrap_or_else(|| panic!("{letter} does not flip: {value}"))["responsible"].clone()
}

/// Two limits on the course are raised at once, and only both together flip the item: had either stayed, it would not
/// have. A third criterion that is met no more had no part in it, for the flare-up stands beside it.
#[test]
fn a_criterion_without_which_an_item_would_not_flip_is_responsible() {
    let rules = |weeks: &str, days: &str, long: &str| {
        let asks = |bound: &str| format!("{{fact: treatment_duration, {bound}}}");
        let (weeks, days, long) = (asks(weeks), asks(days), asks(long));
        let criteria =
            [("weeks", &*weeks), ("days", &*days), ("long", &*long), ("flare", "{fact: acute_exacerbation}")];
        let either = "{any: [muscle_relaxant/long, muscle_relaxant/flare]}";
        relaxants(&criteria, &format!("{{all: [muscle_relaxant/weeks, muscle_relaxant/days, {either}]}}"))
    };
    let before = rules("at_most: 21", "at_most: 28", "at_least: 1");
    let after = rules("at_most: 42", "at_most: 42", "at_least: 60");
    let found = responsible(&before, &after, "relaxant-35-days");
    assert_eq!(found, json!(["muscle_relaxant/weeks", "muscle_relaxant/days"]));
}

#[test]
fn a_criterion_that_only_one_side_has_can_be_responsible() {
    let weeks = ("weeks", "{fact: treatment_duration, at_most: 42}");
    let one = relaxants(&[weeks], "muscle_relaxant/weeks");
    let both = "{all: [muscle_relaxant/weeks, muscle_relaxant/test]}";
    let two = relaxants(&[weeks, ("test", "{fact: drug_test}")], both);
    for (before, after) in [(&one, &two), (&two, &one)] {
        assert_eq!(responsible(before, after, "relaxant-35-days"), json!(["muscle_relaxant/test"]));
    }
}

/// Who names an edition compares that one alone, whatever others the folder has.
#[test]
fn an_edition_and_a_folder_that_judges_by_it_are_compared_without_a_warning() {
    let folder = changed();
    let with = folder.path().to_str().unwrap();
    for (base, with) in [("mtus-2009", with), (with, "mtus-2009")] {
        let value = compare(base, with, LETTERS);
        assert_eq!(value["warnings"], json!([]), "{base}");
        let editions: Vec<&Value> =
            value["rule_changes"].as_array().unwrap().iter().map(|change| &change["editions"]).collect();
        assert_eq!(editions, [&json!(["mtus-2009"]); 3], "{base}");
    }
}

#[test]
fn an_edition_judges_letters_on_its_own_side() {
    let mine = relaxants(&[("flare", "{fact: acute_exacerbation}")], "muscle_relaxant/flare");
    let mine = mine.path().to_str().unwrap();
    let unused = |side: &str| {
        ["mtus-2016", "mtus-acoem"].map(|id| format!("The edition `{id}` of {side} judges none of these letters."))
    };
    assert_eq!(compare(mine, RULES, LETTERS)["warnings"], json!(unused("--with")));
    assert_eq!(compare(RULES, mine, LETTERS)["warnings"], json!(unused("--base")));
}

#[test]
fn a_letter_of_the_same_case_is_told_of_each_time() {
    let (_folder, path) = letters(&["relaxant-30-days", "relaxant-35-days"], 3);
    let value = compare("mtus-2009", "mtus-acoem", &path);
    assert_eq!((&value["letters"], &value["repeated"]), (&json!(6), &json!(4)));
    assert_eq!(compare("mtus-2009", "mtus-acoem", LETTERS)["repeated"], 0);
}

/// Where the course may be as long as it likes, two years of a relaxant are contradicted no more; what else is missing
/// still is.
#[test]
fn an_item_that_stays_upheld_for_another_reason_is_counted() {
    let folder = changed();
    let file = folder.path().join("mtus-2009/muscle_relaxant.yaml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("    - muscle_relaxant/short-course\n", "")).unwrap();
    let (_letters, path) = letters(&["opioid-and-relaxant"], 1);
    let value = compare("mtus-2009", folder.path().to_str().unwrap(), &path);
    for evidence in ["summary", "findings"] {
        let found = &value["evidence"][evidence];
        assert_eq!((&found["flipped"], &found["other_basis"]), (&json!(0), &json!(1)), "{evidence}");
    }
}

#[test]
fn a_difference_that_chance_hardly_makes_is_not_said_to_be_impossible() {
    let folder = changed();
    let (_letters, path) = letters(&["opioid-60-mme-denied"], 20);
    let arguments = ["compare", "--base", "mtus-2009", "--with", folder.path().to_str().unwrap(), "--resamples", "100"];
    let (code, out, err) = imrcheck(&[&arguments[..], &[path.as_str()]].concat());
    assert_eq!(code, 0, "{err}");
    let test = "only before 0, only after 20, on neither 0. Exact McNemar test: p < 0.0001.";
    assert!(words(&out).contains(test), "{out}");
}

fn flip(n: usize, evidence: Evidence, responsible: &str) -> FlippedItem {
    let (source, text, family) = ("a.txt".to_owned(), "Norco 10/325mg #120".to_owned(), "opioid".to_owned());
    let edition = "mtus-2009".to_owned();
    let before = Side { edition, predicted: Predicted::Upheld, basis: Basis::Undocumented, criteria: Vec::new() };
    let after = Side { predicted: Predicted::Overturned, basis: Basis::Met, ..before.clone() };
    let item = ListedItem { source, n, text, family, outcome: None };
    FlippedItem { item, evidence, responsible: vec![responsible.to_owned()], before, after }
}

fn people_see(comparison: &Comparison) -> String {
    words(&human::compare(comparison, &Differences::default(), &FEW, Look::default()))
}

#[test]
fn flips_are_grouped_on_the_evidence_on_which_they_flip() {
    let mut comparison = Comparison::default();
    comparison.flips = vec![
        flip(1, Evidence::Summary, "opioid/response"),
        flip(2, Evidence::Findings, "opioid/adherence"),
        flip(3, Evidence::Findings, "opioid/adherence"),
    ];
    let groups = |evidence| {
        let groups = comparison.groups(evidence).into_iter();
        groups.map(|(name, flips)| (name, flips.iter().map(|flip| flip.item.n).collect())).collect::<Vec<_>>()
    };
    assert_eq!(groups(Evidence::Summary), [("opioid/response".to_owned(), vec![1])]);
    assert_eq!(groups(Evidence::Findings), [("opioid/adherence".to_owned(), vec![2, 3])]);
}

#[test]
fn what_counts_nowhere_is_said_and_nothing_is_said_of_nothing() {
    let mut comparison = Comparison::default();
    let said = [
        "PARTIAL",
        "Documents that could not be read or hold no item: 2.",
        "Documents with the case number of an earlier one, which count once more: 3.",
        "Items without a decision in their document, which can flip but count in no measure: 4.",
        "Case summary only: 5 more keep their prediction for another reason.",
        "6 items with a decision are covered by only one of the two and are left out.",
    ];
    let nothing = people_see(&comparison);
    for words in ["PARTIAL", "Documents", "Items without", "more keep", "covered by only one"] {
        assert!(!nothing.contains(words), "{words}: {nothing}");
    }
    (comparison.partial, comparison.failed, comparison.repeated, comparison.without_outcome) = (true, 2, 3, 4);
    (comparison.summary.other_basis, comparison.findings.covered_once) = (5, 6);
    let text = people_see(&comparison);
    for words in said {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn a_hundred_flips_of_one_criterion_are_all_shown() {
    let shown = |count: usize| {
        let mut comparison = Comparison::default();
        comparison.flips = (1..=count).map(|n| flip(n, Evidence::Summary, "opioid/response")).collect();
        let text = people_see(&comparison);
        let rest = text.split_once(" more; --format csv or json lists them all");
        (text.matches("a.txt, item ").count(), rest.map(|(before, _)| before.rsplit(' ').next().unwrap().to_owned()))
    };
    assert_eq!(shown(100), (100, None));
    assert_eq!(shown(101), (100, Some("1".to_owned())));
}
