//! A rule file that is wrong says so, with the place in that file, and says everything at once.

use super::{load, load_all};
use imrcheck::rule::Fault;

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
    met: {fact: objective_findings}
    help: Describe the laxity.
  - id: knee_brace/short
    title: Use is short
    page: \"13\"
    confidence: known
    met: {fact: treatment_duration, at_most: longest}
    help: Give both dates.
supported_when: {all: [knee_brace/unstable, knee_brace/short]}
";

fn faults(text: &str) -> Vec<Fault> {
    load("knee_brace", text).unwrap_err().0
}

/// Changes `from` to `to` in the good file and expects one fault: its code, the words it stands on, what it says.
fn check(from: &str, to: &str, code: &str, on: &str, says: &str) {
    let text = GOOD.replacen(from, to, 1);
    assert_ne!(text, GOOD, "{from} does not stand in the file");
    let faults = faults(&text);
    // A misspelt field is also a missing one, and a wrong id leaves the right one without a criterion.
    let follows = [
        ("unknown-field", "missing-field"),
        ("missing-field", "unknown-criterion"),
        ("duplicate-id", "unknown-criterion"),
        ("id-form", "unknown-criterion"),
    ];
    let others: Vec<&str> = faults.iter().map(|fault| fault.code).filter(|other| *other != code).collect();
    assert!(others.iter().all(|other| follows.contains(&(code, other))), "{faults:#?}");
    let fault = faults.iter().find(|fault| fault.code == code).unwrap();
    assert_eq!((fault.code, fault.place.text()), (code, on), "{fault:#?}");
    assert!(format!("{} {}", fault.what, fault.cure).contains(says), "{fault:#?}");
}

#[test]
fn the_good_file_is_good() {
    let rulebooks = load("knee_brace", GOOD).unwrap();
    let family = rulebooks.edition("test").unwrap().families.get("knee_brace").unwrap();
    assert_eq!(family.criteria[1].cite, "A guideline, Braces, p. 13");
    assert_eq!(family.criteria[1].place.to_string(), "test/knee_brace.yaml:13:9");
    assert_eq!(family.parameters["longest"].value, 21.0);
}

#[test]
fn each_fault_stands_at_its_place() {
    check("title: The", "titel: The", "unknown-field", "titel", "Did you mean `title`?");
    check(
        "objective_findings",
        "objectiv_findings",
        "unknown-fact",
        "objectiv_findings",
        "Did you mean `objective_findings`?",
    );
    check("at_most: longest", "at_most: longset", "unknown-parameter", "longset", "Did you mean `longest`?");
    check(
        "knee_brace/short]",
        "knee_brace/shirt]",
        "unknown-criterion",
        "knee_brace/shirt",
        "Did you mean `knee_brace/short`?",
    );
    check(
        "    title: Use is short\n",
        "    title: Use is short\n    title: Twice\n",
        "duplicate-key",
        "title",
        "second time",
    );
    check("    page: \"12\"\n", "", "missing-page", "knee_brace/unstable", "page");
    check("    help: Describe the laxity.\n", "", "missing-help", "knee_brace/unstable", "help");
}

#[test]
fn each_value_and_form_that_makes_no_sense_stands_at_its_place() {
    check("value: 21", "value: soon", "wrong-type", "soon", "a number");
    check("value: 21", "value: 90", "out-of-range", "90", "outside the range");
    check(
        "confidence: known\n    met: {fact: obj",
        "confidence: sure\n    met: {fact: obj",
        "confidence",
        "sure",
        "found, known",
    );
    check(
        "{fact: objective_findings}",
        "{fact: objective_findings, any: []}",
        "condition",
        "{fact: objective_findings, any: []}",
        "one of all",
    );
    check("id: knee_brace/short", "id: knee_brace/unstable", "duplicate-id", "knee_brace/unstable", "second time");
    check("id: knee_brace/short", "id: short", "id-form", "short", "knee_brace/");
    check("{all: [knee_brace/unstable, knee_brace/short]}", "{all: []}", "support", "{all: []}", "support");
    check("family: knee_brace", "family: brace", "family-name", "brace", "knee_brace");
    let follows = "title: Braces\nfollows: [knee_brase]\n";
    check("title: Braces\n", follows, "unknown-family", "knee_brase", "Did you mean `knee_brace`?");
    // Without an id the first line of a criterion stands for it.
    check("id: knee_brace/unstable\n    ", "", "missing-field", "title: The knee is unstable", "`id` is missing");
}

/// A criterion that another needs takes that fault along; both are said.
#[test]
fn a_missing_citation_is_said_at_each_criterion_that_needs_it() {
    let faults = faults(&GOOD.replace("source: {document: A guideline, section: Braces}\n", ""));
    let codes: Vec<_> = faults.iter().map(|fault| (fault.code, fault.place.text())).collect();
    assert_eq!(codes, [("missing-citation", "knee_brace/unstable"), ("missing-citation", "knee_brace/short")]);
}

#[test]
fn a_cut_off_line_is_a_fault_near_its_end() {
    let cut = &GOOD[..GOOD.find(" knee_brace/short]}").unwrap()];
    let faults = faults(cut);
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].code, "syntax");
    let line = faults[0].place.line();
    assert!((19..=20).contains(&line), "line {line}");
}

#[test]
fn what_is_no_yaml_is_pointed_at() {
    let faults = faults(&GOOD.replace("[1, 60], help", "[1, 60]], help"));
    assert_eq!((faults.len(), faults[0].code), (1, "syntax"));
    assert_eq!(faults[0].place.text().chars().count(), 1, "{:?}", faults[0].place.text());
}

#[test]
fn all_faults_of_all_files_come_at_once() {
    let bad = GOOD
        .replace("title: The", "titel: The")
        .replace("at_most: longest", "at_most: longset")
        .replace("objective_", "objectiv_");
    let edition = "edition: other\ntitle: A test\nin_force: {from: yesterday}\n";
    let files = [("test/edition.yaml", edition), ("test/knee_brace.yaml", &bad), ("test/second.yaml", "family: [")];
    let faults = load_all(&files).unwrap_err().0;
    let mut codes: Vec<&str> = faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes[0], "syntax", "what cannot be read comes first: others can follow from it");
    codes.sort_unstable();
    for code in ["date", "edition-name", "syntax", "unknown-fact", "unknown-field", "unknown-parameter"] {
        assert!(codes.contains(&code), "{code} is not among {codes:?}");
    }
}

#[test]
fn a_fault_renders_with_its_file_and_line() {
    let faults = load("knee_brace", &GOOD.replace("at_most: longest", "at_most: longset")).unwrap_err();
    let mut page = String::new();
    let handler = miette::GraphicalReportHandler::new_themed(miette::GraphicalTheme::unicode_nocolor());
    handler.render_report(&mut page, &faults).unwrap();
    for part in
        ["test/knee_brace.yaml:17:46", "rules::unknown-parameter", "Did you mean `longest`?", "at_most: longset"]
    {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
}

#[test]
fn in_words_a_fault_has_its_place_and_several_their_number() {
    let wrong = GOOD.replace("at_most: longest", "at_most: longset");
    let one = load("knee_brace", &wrong).unwrap_err();
    assert_eq!(one.0[0].to_string(), format!("test/knee_brace.yaml:17:46: {}", one.0[0].what));
    assert_eq!(one.to_string(), "the rules cannot be used: 1 fault");
    let two = load("knee_brace", &wrong.replace("    help: Describe the laxity.\n", "")).unwrap_err();
    assert_eq!(two.to_string(), "the rules cannot be used: 2 faults");
    let printed = format!("{two:?}");
    assert!(printed.contains("test/knee_brace.yaml") && !printed.contains("The knee is unstable"), "{printed}");
}

#[test]
fn an_edition_that_extends_another_changes_only_what_it_names() {
    let base = "edition: base\ntitle: Base\nin_force: {from: 2009-07-18, to: 2016-07-28}\n";
    let next = "edition: next\ntitle: Next\nextends: base\nin_force: {from: 2016-07-29}\n";
    let change = "source: {document: A new guideline}\nparameters: {longest: {value: 14}}\ncriteria:\n  - {id: knee_brace/short, page: \"7\"}\n";
    let files = [
        ("base/edition.yaml", base),
        ("base/knee_brace.yaml", GOOD),
        ("next/edition.yaml", next),
        ("next/knee_brace.yaml", change),
    ];
    let rulebooks = load_all(&files).unwrap();
    let cites = |id: &str| {
        let book = rulebooks.edition(id).unwrap();
        book.criteria().map(|criterion| criterion.cite.clone()).collect::<Vec<_>>()
    };
    assert_eq!(cites("base"), ["A guideline, Braces, p. 12", "A guideline, Braces, p. 13"]);
    assert_eq!(cites("next"), ["A guideline, Braces, p. 12", "A new guideline, Braces, p. 7"]);
    let next = rulebooks.edition("next").unwrap();
    assert_eq!(next.families.get("knee_brace").unwrap().parameters["longest"].value, 14.0);
    assert_eq!(next.criterion("knee_brace/short").unwrap().place.file.name, "next/knee_brace.yaml");
    assert_eq!(next.criterion("knee_brace/unstable").unwrap().place.file.name, "base/knee_brace.yaml");
}

#[test]
fn an_edition_changes_a_case_by_its_name_and_keeps_the_others() {
    let base = "edition: base\ntitle: Base\nin_force: {from: 2009-07-18, to: 2016-07-28}\n";
    let next = "edition: next\ntitle: Next\nextends: base\nin_force: {from: 2016-07-29}\n";
    let cases = "cases:\n  - {name: at once, facts: {treatment_duration: 5}, prediction: overturned}\n\
                 \x20 - {name: for a month, facts: {treatment_duration: 30}, prediction: upheld}\n";
    let change = "cases: [{name: for a month, prediction: overturned}]\n";
    let files = [
        ("base/edition.yaml", base),
        ("base/knee_brace.yaml", &format!("{GOOD}{cases}")),
        ("next/edition.yaml", next),
        ("next/knee_brace.yaml", change),
    ];
    let rulebooks = load_all(&files).unwrap();
    let cases = |id: &str| {
        let family = rulebooks.edition(id).unwrap().families.get("knee_brace").unwrap().clone();
        family.cases.iter().map(|case| (case.name.clone(), case.given.len(), case.supported)).collect::<Vec<_>>()
    };
    let case = |name: &str, supported| (name.to_owned(), 1, supported);
    assert_eq!(cases("base"), [case("at once", true), case("for a month", false)]);
    assert_eq!(cases("next"), [case("at once", true), case("for a month", true)]);
}

#[test]
fn a_misspelt_edition_is_answered_with_the_others_and_never_with_itself() {
    let base = "edition: base\ntitle: Base\nin_force: {from: 2009-07-18, to: 2016-07-28}\n";
    let basis = "edition: basis\ntitle: Basis\nextends: bass\nin_force: {from: 2016-07-29}\n";
    let faults = load_all(&[("base/edition.yaml", base), ("basis/edition.yaml", basis)]).unwrap_err().0;
    let fault = faults.iter().find(|fault| fault.code == "extends").unwrap();
    assert_eq!((fault.place.text(), fault.cure.as_str()), ("bass", "Did you mean `base`?"));
}

#[test]
fn an_edition_cannot_extend_itself_or_what_is_not_there() {
    for base in ["test", "nothing"] {
        let edition = format!("edition: test\ntitle: A test\nextends: {base}\nin_force: {{from: 2009-07-18}}\n");
        let faults = load_all(&[("test/edition.yaml", &edition)]).unwrap_err().0;
        assert_eq!((faults[0].code, faults[0].place.text()), ("extends", base));
    }
}

proptest::proptest! {
    /// Any bytes in a rule file are read without a panic, and every fault lies in the text.
    #[test]
    fn any_text_is_read(text in "[a-z:{}\\[\\]\"'#&*|>\\- \n\u{e9}]{0,80}") {
        let result = load("knee_brace", &text);
        for fault in result.err().into_iter().flat_map(|faults| faults.0) {
            let span = fault.place.span;
            proptest::prop_assert!(fault.place.file.text.get(span.start..span.end).is_some(), "{:?}", fault);
        }
    }
}

#[test]
fn deep_nesting_is_a_fault() {
    let deep = format!("family: {}", "[".repeat(200));
    assert!(faults(&deep).iter().any(|fault| fault.code == "too-deep"));
    // The file's own fields are the first of 48.
    let nested = |lists: usize| faults(&format!("family: {}{}", "[".repeat(lists), "]".repeat(lists)));
    let too_deep = |lists: usize| nested(lists).iter().any(|fault| fault.code == "too-deep");
    assert_eq!([too_deep(47), too_deep(48)], [false, true]);
}
