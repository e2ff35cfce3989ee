//! The rules check themselves: lint, examples and cases, coverage, slips; what is made from them is up to date.

use super::{load, load_all};
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
    let blue = failures(&changed("There is no documentation of objective findings.", "The sky was blue."));
    assert_eq!(codes(&blue), ["missing"], "{blue:#?}");
    assert!(blue[0].what.contains("nothing in this is read as what `knee_brace/unstable` asks"), "{blue:#?}");
    assert!(blue[0].cure.starts_with("No claim is read in it."), "{blue:#?}");
    let spasm = failures(&changed("There is no documentation of objective findings.", "There is muscle spasm."));
    assert!(spasm[0].cure.starts_with("It is read as: ") && spasm[0].cure.contains("muscle_spasm documented"));
    let missing = failures(&changed("treatment_duration: 10}", "treatment_duration: 100}"));
    assert!(codes(&missing).contains(&"missing"), "{missing:#?}");
    let case = missing.iter().find(|fault| fault.what.contains("is not supported, but should be")).unwrap();
    assert_eq!(case.cure, "knee_brace/short is contradicted.");
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
    let said = study::test(&unreached, false, imrcheck::report::Look::default());
    assert!(said.contains("2 of 3\n"), "{said}");
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

#[test]
fn lint_and_test_say_in_words_what_they_found() {
    let look = imrcheck::report::Look::default();
    let one = linted(&changed("at_most: longest", "at_most: 30"));
    assert_eq!(study::lint(&[], look).trim(), "Nothing is wrong with these rules.");
    let said = study::lint(&one[..1], look);
    assert!(said.contains("rules::unused-parameter") && said.trim_end().ends_with("1 finding."), "{said}");
    let twice = study::lint(&[one[0].clone(), one[0].clone()], look);
    assert!(twice.trim_end().ends_with("2 findings."), "{twice}");

    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let good = words(&study::test(&study::measure(&rules(GOOD)), true, look));
    for figure in [
        "criteria 2",
        "examples 7",
        "cases 3",
        "noisy, missing, wrong 0, 0, 0",
        "clauses reached 3 of 3",
        "The rules pass their tests.",
    ] {
        assert!(good.contains(figure), "{figure}: {good}");
    }
    let wrong = words(&study::test(&study::measure(&changed("value: 21", "value: 20")), false, look));
    assert!(
        wrong.contains("noisy, missing, wrong 0, 0, 1") && wrong.contains("The rules fail their tests."),
        "{wrong}"
    );
}

#[test]
fn slips_are_shown_where_too_few_are_noticed_or_where_they_are_asked_for() {
    let look = imrcheck::report::Look::default();
    let measured = study::measure(&changed("{treatment_duration: 21}", "{treatment_duration: 5}"));
    let (all, unnoticed) = (measured.mutants.all, measured.mutants.unnoticed.len());
    assert!(unnoticed > 0);
    let shown = |details: bool| study::test(&measured, details, look).matches("rules::unnoticed-slip").count();
    let enough = measured.mutants.score().unwrap() >= 0.9;
    assert_eq!((shown(true), shown(false)), (unnoticed, if enough { 0 } else { unnoticed }));
    let text = study::test(&measured, false, look);
    assert!(text.contains(&format!("{} of {all} (", all - unnoticed)), "{text}");
    assert_eq!(measured.mutants.score(), Some((all - unnoticed) as f64 / all as f64));
    assert_eq!(study::Measured::default().mutants.score(), None);
    let family = rules(GOOD).edition("test").unwrap().families.get("knee_brace").unwrap().clone();
    assert_eq!(imrcheck::rule::mutants(&family).len(), all + measured.mutants.without_effect, "each slip counts once");
}

#[test]
fn a_parameter_without_its_family_is_answered_with_the_whole_name() {
    let mut rulebooks = Rulebooks::builtin().unwrap();
    let mut cure = |name: &str| rulebooks.set(name, 50.0).unwrap_err().cure;
    assert_eq!(cure("max_daily_mme"), "Did you mean `opioid.max_daily_mme`?");
    assert_eq!(cure("opioid.max_daily_mem"), "Did you mean `opioid.max_daily_mme`?");
    assert_eq!(cure("moon_travel"), "Look it up in docs/writing-rules.md.");
}

#[test]
fn nine_of_ten_slips_are_enough() {
    let faults = linted(&changed("at_most: longest", "at_most: 30"));
    let slip = |n: usize| Fault { what: n.to_string(), ..faults[0].clone() };
    let holds = |unnoticed: usize| {
        let mutants = study::Mutants { all: 10, without_effect: 0, unnoticed: (0..unnoticed).map(slip).collect() };
        study::Measured { mutants, ..study::Measured::default() }.holds()
    };
    assert_eq!([holds(0), holds(1), holds(2)], [true, true, false]);
    let shown = |unnoticed: usize| {
        let mutants = study::Mutants { all: 10, without_effect: 0, unnoticed: (0..unnoticed).map(slip).collect() };
        let measured = study::Measured { mutants, ..study::Measured::default() };
        study::test(&measured, false, imrcheck::report::Look::default()).matches("rules::").count()
    };
    assert_eq!([shown(1), shown(2)], [0, 2], "slips are shown where they make the tests fail");
    let failed = study::Measured { failures: [slip(0)].into(), ..study::Measured::default() };
    let clauses = study::Clauses { all: 1, unreached: [slip(0)].into() };
    let unreached = study::Measured { clauses, ..study::Measured::default() };
    assert!(!failed.holds() && !unreached.holds(), "neither makes up for the other");
}

/// Without a case nothing notices a slip in what supports a request; each is told with facts that would show it.
#[test]
fn a_slip_is_told_with_facts_that_would_show_it() {
    let (without_cases, _) = GOOD.split_once("cases:").unwrap();
    let measured = study::measure(&rules(without_cases));
    let of_support = measured.mutants.unnoticed.iter().filter(|fault| fault.what.contains("supported_when"));
    let cures: Vec<&str> = of_support.map(|fault| fault.cure.as_str()).collect();
    assert_eq!(cures.len(), 3, "{measured:#?}");
    assert!(cures.iter().all(|cure| cure.starts_with("Such facts would: knee_brace/")), "{cures:?}");
    let number = study::measure(&changed("{treatment_duration: 21}", "{treatment_duration: 5}"));
    let border = number.mutants.unnoticed.iter().find(|fault| fault.what.contains("below 21")).unwrap();
    assert_eq!(border.cure, "Such facts would: treatment_duration: 21.");
}

/// A case that stays supported whatever slips notices nothing; one that must not be supported does.
#[test]
fn a_case_notices_a_slip_that_turns_it_round() {
    let of_support = |rulebooks: &Rulebooks| {
        let unnoticed = study::measure(rulebooks).mutants.unnoticed;
        unnoticed.iter().filter(|fault| fault.what.contains("supported_when")).count()
    };
    let variants = "    not_with: [{objective_findings: undocumented}, {treatment_duration: 40}]\n";
    assert_eq!(of_support(&rules(GOOD)), 0);
    assert_eq!(of_support(&changed(variants, "")), 3);
    let one = "    not_with: [{treatment_duration: 40}]\n";
    assert_eq!(of_support(&changed(variants, one)), 1, "the findings left out");
}

#[test]
fn a_slip_that_no_record_can_show_is_counted_by_itself() {
    let same =
        changed("{any: [{fact: objective_findings}, {fact: red_flag}]}", "{any: [{fact: red_flag}, {fact: red_flag}]}");
    let measured = study::measure(&same);
    assert_eq!(measured.mutants.without_effect, 1, "`any` as `all` of one and the same");
    let text = study::test(&measured, false, imrcheck::report::Look::default());
    assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains("slips without effect 1"), "{text}");
}

/// An edition's own example fails as such; one that it takes over is told with the edition in which it fails.
#[test]
fn an_example_that_fails_in_a_later_edition_names_it() {
    let base = "edition: base\ntitle: Base\nin_force: {from: 2009-07-18, to: 2016-07-28}\n";
    let next = "edition: next\ntitle: Next\nextends: base\nin_force: {from: 2016-07-29}\n";
    let failures = |good: &str, change: &str| {
        let files = [
            ("base/edition.yaml", base),
            ("base/knee_brace.yaml", good),
            ("next/edition.yaml", next),
            ("next/knee_brace.yaml", change),
        ];
        let found = study::measure(&load_all(&files).unwrap()).failures;
        found.into_iter().map(|fault| fault.what).collect::<Vec<_>>()
    };
    let wrong = "wrong: `knee_brace/short` is contradicted by this, not met";
    let shorter = "parameters: {longest: {value: 14}}\n";
    assert_eq!(failures(GOOD, shorter), [format!("{wrong}, in `next`, which extends this edition")]);
    let own = GOOD.replace("value: 21", "value: 20");
    assert_eq!(failures(&own, "parameters: {longest: {value: 21}}\n"), [wrong]);
}

/// What an example says of time is counted to the last day of its edition, or to the first where no end is known.
#[test]
fn examples_are_dated_by_their_edition() {
    let dated = |end: &str, since: &str| {
        let edition = format!("edition: test\ntitle: A test\nin_force: {{from: 2009-07-18{end}}}\n");
        let example = format!("met: [She has taken Flexeril since {since}.]");
        let text = GOOD.replace("knee_brace", "muscle_relaxant");
        let text = text.replace("met: [{facts: {treatment_duration: 21}}]", &example);
        let files = [("test/edition.yaml", edition.as_str()), ("test/muscle_relaxant.yaml", text.as_str())];
        study::measure(&load_all(&files).unwrap()).failures.into_iter().map(|fault| fault.code).collect::<Vec<_>>()
    };
    assert_eq!(dated("", "7/10/2009"), Vec::<&str>::new());
    assert_eq!(dated("", "6/10/2009"), ["wrong"]);
    assert_eq!(dated(", to: 2016-07-28", "7/10/2016"), Vec::<&str>::new());
    assert_eq!(dated(", to: 2016-07-28", "6/10/2016"), ["wrong"]);
}
