//! The rules check themselves: lint, examples and cases, coverage, slips; what is made from them is up to date.

use super::load;
use imrcheck::rule::{Fault, Rulebooks, lint, schema};
use imrcheck::study::rulebook as study;
use std::path::{Path, PathBuf};

const GOOD: &str = "\
family: knee_brace
title: Braces
source: {document: A guideline, section: Braces}
parameters:
  longest: {value: 21, unit: days, range: [1, 60], help: Longest use., confidence: known}
criteria:
  - id: knee_brace/unstable
    title: The knee is unstable
    page: \"12\"
    confidence: known
    met: {any: [{fact: objective_findings}, {fact: red_flag}]}
    help: Describe the laxity.
    examples:
      met: [{facts: {objective_findings: documented}}, {facts: {red_flag: documented}}]
      contradicted: [{facts: {objective_findings: denied, red_flag: denied}}]
      undocumented: [There is no documentation of objective findings.]
  - id: knee_brace/short
    title: Use is short
    page: \"13\"
    confidence: known
    met: {fact: treatment_duration, at_most: longest}
    help: Give both dates.
    examples:
      met: [{facts: {treatment_duration: 21}}]
      contradicted: [{facts: {treatment_duration: 22}}]
      undocumented: [{facts: {treatment_duration: undocumented}}]
supported_when: {all: [knee_brace/unstable, knee_brace/short]}
cases:
  - name: a brace after an injury
    facts: {objective_findings: documented, treatment_duration: 10}
    prediction: overturned
    not_with: [{objective_findings: undocumented}, {treatment_duration: 40}]
";

fn rules(text: &str) -> Rulebooks {
    load("knee_brace", text).unwrap_or_else(|faults| panic!("{:?}", miette::Report::new(faults)))
}

fn changed(from: &str, to: &str) -> Rulebooks {
    assert!(GOOD.contains(from), "{from} does not stand in the file");
    rules(&GOOD.replacen(from, to, 1))
}

/// What lint finds in one family; a whole edition would have the other families as well.
fn linted(rulebooks: &Rulebooks) -> Vec<Fault> {
    lint::lint(rulebooks).into_iter().filter(|fault| fault.code != "uncovered-family").collect()
}

fn codes(faults: &[Fault]) -> Vec<&str> {
    faults.iter().map(|fault| fault.code).collect()
}

#[test]
fn a_family_in_order_is_found_in_order() {
    assert_eq!(linted(&rules(GOOD)), []);
    let measured = study::measure(&rules(GOOD));
    assert!(measured.holds(), "{measured:#?}");
    assert_eq!((measured.criteria.len(), measured.clauses.all), (2, 3));
}

#[test]
fn lint_names_the_fault_its_place_and_a_witness() {
    for (from, to, code, on, says) in [
        ("at_most: longest", "at_most: 30", "unused-parameter", "21", "nothing uses"),
        (
            "{fact: red_flag}]}",
            "{not: {fact: objective_findings}}]}",
            "never-contradicted",
            "knee_brace/unstable",
            "Witness",
        ),
        (
            "{any: [{fact: objective_findings}, {fact: red_flag}]}",
            "{all: [{fact: red_flag}, {without: red_flag}]}",
            "never-met",
            "knee_brace/unstable",
            "Witness",
        ),
        (
            "{fact: treatment_duration, at_most: longest}",
            "{any: [{fact: red_flag}, {fact: objective_findings}]}",
            "same-criterion",
            "knee_brace/short",
            "knee_brace/unstable",
        ),
        (
            "{fact: treatment_duration, at_most: longest}",
            "{all: [{fact: red_flag}, {fact: muscle_spasm}]}",
            "implied-criterion",
            "knee_brace/unstable",
            "knee_brace/short",
        ),
        (
            "      undocumented: [There is no documentation of objective findings.]\n",
            "",
            "missing-example",
            "knee_brace/unstable",
            "Witness",
        ),
        (
            "{fact: treatment_duration, at_most: longest}",
            "{all: [{without: objective_findings}, {without: red_flag}]}",
            "never-supported",
            "knee_brace",
            "no record can support",
        ),
    ] {
        let faults = linted(&changed(from, to));
        let fault = faults.iter().find(|fault| fault.code == code);
        let fault = fault.unwrap_or_else(|| panic!("{code} is not among {faults:#?}"));
        assert!(fault.place.text().contains(on), "{code} stands on {:?}", fault.place.text());
        assert!(format!("{} {}", fault.what, fault.cure).contains(says), "{code}: {} {}", fault.what, fault.cure);
    }
    let without_cases = GOOD.split("cases:").next().unwrap();
    assert!(codes(&linted(&rules(without_cases))).contains(&"missing-case"));
}

#[test]
fn a_wrong_example_or_case_is_told_of() {
    let failures = |rulebooks: &Rulebooks| study::measure(rulebooks).failures.into_iter().collect::<Vec<_>>();
    let threshold = failures(&changed("value: 21", "value: 20"));
    assert_eq!(codes(&threshold), ["wrong"], "{threshold:#?}");
    let noisy = failures(&changed("{treatment_duration: 40}]", "{treatment_duration: 20}]"));
    assert_eq!(codes(&noisy), ["noisy"], "{noisy:#?}");
    let missing = failures(&changed("treatment_duration: 10}", "treatment_duration: 100}"));
    assert!(codes(&missing).contains(&"missing"), "{missing:#?}");
}

#[test]
fn what_no_example_reaches_or_notices_is_told_of() {
    // Only examples that are met by the findings are left: nothing rests on the red flag.
    let left_out = [
        ", {facts: {red_flag: documented}}",
        "      contradicted: [{facts: {objective_findings: denied, red_flag: denied}}]\n",
        "      undocumented: [There is no documentation of objective findings.]\n",
        "{objective_findings: undocumented}, ",
    ];
    let unreached = left_out.iter().fold(GOOD.to_owned(), |text, part| {
        assert!(text.contains(part), "{part}");
        text.replacen(part, "", 1)
    });
    let unreached = study::measure(&rules(&unreached));
    assert_eq!(unreached.clauses.unreached.len(), 1, "{unreached:#?}");
    assert!(!unreached.holds());
    let unnoticed = study::measure(&changed("{treatment_duration: 21}", "{treatment_duration: 5}"));
    assert!(!unnoticed.mutants.unnoticed.is_empty(), "a threshold that no example stands on");
}

#[test]
fn the_rules_in_the_program_are_in_order() {
    let rulebooks = Rulebooks::builtin().unwrap();
    assert_eq!(lint::lint(&rulebooks), []);
    let measured = study::measure(&rulebooks);
    assert!(measured.holds(), "failures {:#?}, unreached {:#?}", measured.failures, measured.clauses.unreached);
    assert!(measured.mutants.all > 1000, "{}", measured.mutants.all);
}

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn the_pages_are_those_of_the_rules() {
    let pages = study::pages(&Rulebooks::builtin().unwrap());
    for page in &pages {
        let on_disk = std::fs::read_to_string(project("docs/rules").join(&page.name)).unwrap_or_default();
        assert!(
            on_disk == page.text,
            "docs/rules/{} is older than the rules: imrcheck rules pages docs/rules",
            page.name
        );
    }
    assert_eq!(std::fs::read_dir(project("docs/rules")).unwrap().count(), pages.len(), "pages without a family");
}

#[test]
fn the_schema_is_that_of_the_types_and_every_rule_file_names_it() {
    let on_disk = std::fs::read_to_string(project("rules/schema.json")).unwrap();
    assert!(on_disk == schema(), "rules/schema.json is old: imrcheck rules schema --output rules/schema.json");
    for (name, text) in imrcheck::rule::BUILTIN_FILES {
        assert!(text.starts_with("# yaml-language-server: $schema=../schema.json\n"), "{name} has no modeline");
    }
}
