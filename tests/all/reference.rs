//! Reading against reference readings: an invented letter and a reference that differs from it on purpose, counted by
//! hand.

#![allow(clippy::unwrap_used)]

use crate::common::{PROGRAM, letters, shared, without_hash};
use assert_cmd::Command;
use imrcheck::report::Look;
use imrcheck::study::reference::{Hits, ReferenceEvaluation, Share, human};
use serde_json::{Value, json};
use std::path::Path;

struct Said {
    code: i32,
    out: String,
    err: String,
}

fn evaluate(paths: &[&Path], readings: &Path, more: &[&str]) -> Said {
    let mut command = Command::cargo_bin("imrcheck").unwrap();
    command.arg("evaluate").args(paths).arg("--reference").arg(readings).args(more);
    let done = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Said { code: done.status.code().unwrap(), out: text(&done.stdout), err: text(&done.stderr) }
}

fn invented(more: &[&str]) -> Said {
    let folder = letters().join("reference");
    evaluate(&[&folder.join("knee-and-norco.txt")], &folder.join("readings"), more)
}

fn invented_json() -> Value {
    let said = invented(&["--format", "json"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    serde_json::from_str(&said.out).unwrap()
}

fn near(value: &Value, expected: f64) {
    let value = value.as_f64().unwrap();
    assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
}

#[test]
fn claims_are_counted_by_section_kind_and_stance() {
    let value = invented_json();
    assert_eq!((&value["schema"], &value["letters"]), (&json!("imrcheck/reference/v1"), &json!(1)));
    let claims = &value["claims"];
    assert_eq!((&claims["reference"], &claims["read"], &claims["right"]), (&json!(6), &json!(6), &json!(4)));
    near(&claims["precision"], 4.0 / 6.0);
    near(&claims["recall"], 4.0 / 6.0);
    near(&claims["f1"], 8.0 / 12.0);
    // The pain score is of a kind that no reference has.
    near(&value["claims_of_known_kinds"]["f1"], 8.0 / 11.0);
}

#[test]
fn each_kind_has_its_row() {
    let value = invented_json();
    let row = |name: &str| {
        let row = value["kinds"].as_array().unwrap().iter().find(|row| row["kind"] == name).unwrap();
        [&row["reference"], &row["read"], &row["right"]].map(|count| count.as_u64().unwrap())
    };
    assert_eq!(row("functional_improvement"), [1, 1, 1], "said twice in a section, counted once");
    assert_eq!(row("opioid_agreement"), [1, 1, 0]);
    assert_eq!(row("pain_score"), [0, 1, 0]);
    assert_eq!(row("objective_findings"), [1, 0, 0]);
    assert_eq!(value["kinds"].as_array().unwrap().len(), 7);
}

#[test]
fn every_miss_and_every_false_claim_has_its_sentence() {
    let value = invented_json();
    let listed = |name: &str| -> Vec<(String, String, String)> {
        let faults = value[name].as_array().unwrap().iter();
        let word = |fault: &Value, field: &str| fault[field].as_str().unwrap().to_owned();
        faults.map(|fault| (word(fault, "section"), word(fault, "kind"), word(fault, "stance"))).collect()
    };
    let fault = |section: &str, kind: &str, stance: &str| (section.to_owned(), kind.to_owned(), stance.to_owned());
    let missed =
        [fault("summary", "objective_findings", "documented"), fault("rationale:1", "opioid_agreement", "denied")];
    let made_up =
        [fault("summary", "pain_score", "documented"), fault("rationale:1", "opioid_agreement", "undocumented")];
    assert_eq!((listed("missed"), listed("made_up")), (missed.to_vec(), made_up.to_vec()));
    assert_eq!(value["missed"][1]["instead"], json!(["undocumented"]));
    assert_eq!(value["missed"][1]["sentence"], "There is no documentation of an opioid agreement.");
    assert_eq!(value["made_up"][0]["sentence"], "His pain is rated at 7/10.");
    assert_eq!(
        (&value["made_up"][0]["voice"], &value["made_up"][0]["letter"]),
        (&json!("procedure"), &json!("knee-and-norco"))
    );
}

#[test]
fn families_and_fields_are_compared_item_by_item() {
    let value = invented_json();
    assert_eq!((&value["family"]["right"], &value["family"]["of"]), (&json!(1), &json!(3)));
    assert_eq!((&value["request"]["right"], &value["request"]["of"]), (&json!(7), &json!(9)));
    let quantity = &value["request"]["fields"]["quantity"];
    assert_eq!(
        (&quantity["right"], &quantity["of"]),
        (&json!(0), &json!(2)),
        "an item that is not there has no right field"
    );
    let wrong = &value["wrong_fields"][0];
    assert_eq!((&wrong["field"], &wrong["reference"], &wrong["read"]), (&json!("quantity"), &json!(60), &json!(90)));
}

#[test]
fn voices_are_compared_in_the_place_of_the_sentence() {
    let voice = &invented_json()["voice"];
    assert_eq!((&voice["right"], &voice["of"], &voice["not_found"]), (&json!(9), &json!(11), &json!(1)));
    assert_eq!(voice["read_as"]["procedure"], json!({"patient": 1, "recital": 0, "verdict": 0, "procedure": 1}));
    assert_eq!(voice["read_as"]["patient"]["patient"], 5);
}

#[test]
fn claims_from_recital_and_procedure_are_a_share_of_all() {
    let others = &invented_json()["claims_from_recital_or_procedure"];
    assert_eq!((&others["claims"], &others["of"]), (&json!(1), &json!(6)));
}

#[test]
fn people_see_the_same_within_the_page() {
    let said = invented(&[]);
    assert!(said.out.lines().all(|line| line.chars().count() <= 80), "{}", said.out);
    let row = |name: &str| {
        let line =
            said.out.lines().find(|line| line.trim_start().starts_with(name)).unwrap_or_else(|| panic!("{name}"));
        line.split_whitespace().last().unwrap().to_owned()
    };
    assert_eq!(
        [row("claims: F1"), row("of kinds that"), row("family "), row("voice of")],
        ["0.667", "0.727", "0.333", "0.818"]
    );
    for words in [
        "(read as undocumented)",
        "(the reference has denied)",
        "(in a procedure sentence)",
        "quantity: 60, read as 90",
    ] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
}

#[test]
fn people_see_what_is_on_record() {
    insta::assert_snapshot!(without_hash(&invented(&[]).out).replace(concat!(env!("CARGO_MANIFEST_DIR"), "/"), ""));
}

#[test]
fn letters_on_one_side_only_are_named() {
    let folder = letters();
    let letter = folder.join("reference/knee-and-norco.txt");
    let other = folder.join("ornate-reviewer.txt");
    let said = evaluate(&[&letter, &other, &letter], &folder.join("reference/readings"), &["--format", "json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let value: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(value["not_given"], json!(["not-given"]));
    assert_eq!(value["without_reference"], json!([other.display().to_string()]));
    assert_eq!(value["repeated"], json!([letter.display().to_string()]));
    assert_eq!(value["letters"], 1);
}

#[test]
fn a_bad_reference_names_its_place_and_does_not_stop_the_others() {
    let shipped = letters().join("reference");
    let folder = tempfile::tempdir().unwrap();
    let good = std::fs::read_to_string(shipped.join("readings/knee-and-norco.json")).unwrap();
    let cases = [
        ("a.json", "{\n \"letter\": \"a\",\n \"items\": [}".to_owned(), "line 3, column"),
        ("b.json", good.replace("\"red_flag\"", "\"red_flags\""), "claims[6].kind: `red_flags` is no kind of claim"),
        ("c.json", good.replace("\"denied\"", "\"refused\""), "claims[5].stance"),
        ("d.json", good.replace("\"verdict\"", "\"judge\""), "sentences.rationale:1[3].voice"),
        ("e.json", good.replace("\"section\": \"rationale:2\"", "\"section\": \"rationale:0\""), "claims[6].section"),
        ("f.json", good.replace("\"s\": 0", "\"s\": 9"), "claims[6].s"),
        ("g.json", good.clone(), ""),
        ("h.json", good.clone(), "a file before it is of the same letter"),
    ];
    for (name, text, _) in &cases {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let said = evaluate(&[&shipped.join("knee-and-norco.txt")], folder.path(), &["--format", "json"]);
    assert_eq!(said.code, 2);
    let value: Value = serde_json::from_str(&said.out).unwrap();
    // One for each bad file; the wrong voice stands in two sections.
    assert_eq!((&value["claims"]["right"], &value["failed"]), (&json!(4), &json!(8)));
    // Long messages are wrapped between words.
    let err: String = said.err.split_whitespace().filter(|word| *word != "|").collect::<Vec<_>>().join(" ");
    for (name, _, place) in cases {
        assert!(err.contains(place) && (place.is_empty() || err.contains(name)), "{name}, {place}: {err}");
    }
    assert!(err.contains("Did you mean `red_flag`?"), "{err}");
}

#[test]
fn nothing_to_compare_is_not_done() {
    let folder = letters();
    let empty = tempfile::tempdir().unwrap();
    for readings in [empty.path(), Path::new("/no/such/folder")] {
        let said = evaluate(&[&folder.join("reference/knee-and-norco.txt")], readings, &[]);
        assert_eq!((said.code, said.out.as_str()), (2, ""));
        assert!(said.err.contains("help:"), "{}", said.err);
    }
    let said = evaluate(&[&folder.join("ornate-reviewer.txt")], &folder.join("reference/readings"), &[]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    // Long messages are wrapped between words.
    assert!(said.err.contains("none of the letters") && said.err.contains("help:"), "{}", said.err);
}

#[test]
fn rules_have_no_part_in_it() {
    let said = invented(&["--edition", "mtus-2009"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("--reference"), "{}", said.err);
}

/// A letter whose summary is so many visits and, after them, a pain score; and a reading that holds the last sentence
/// alone. Whether that was found.
fn found_behind(visits: usize) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let last = "His pain was rated at seven of ten.";
    let summary = format!("{}{last}", "The visit was on a Monday. ".repeat(visits));
    let letter = folder.path().join("visits.txt");
    let rest = "IMR ISSUES, DECISIONS AND RATIONALES\n\nThe Final Determination was based on decisions for the disputed \
        items/services set forth below:\n\nNorco 10/325mg #90: Upheld\n\nMAXIMUS guideline: Decision based on MTUS.\n\n\
        Decision rationale: The request is not medically necessary.\n";
    std::fs::write(&letter, format!("CLINICAL CASE SUMMARY\n\n{summary}\n\n{rest}")).unwrap();
    let readings = folder.path().join("readings");
    std::fs::create_dir(&readings).unwrap();
    let reading = json!({
        "letter": "visits", "items": [], "claims": [],
        "sentences": {"summary": [{"voice": "patient", "text": last}]},
    });
    std::fs::write(readings.join("visits.json"), reading.to_string()).unwrap();
    let said = evaluate(&[&letter], &readings, &["--format", "json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let value: Value = serde_json::from_str(&said.out).unwrap();
    let voice = &value["voice"];
    let found = (&voice["right"], &voice["of"], &voice["not_found"]);
    assert!([(&json!(1), &json!(1), &json!(0)), (&json!(0), &json!(1), &json!(1))].contains(&found), "{voice}");
    voice["not_found"] == 0
}

/// A reading may leave sentences out. One is looked for up to 4096 letters ahead, of which a visit has 20.
#[test]
fn a_sentence_is_found_behind_others_and_not_at_any_distance() {
    assert_eq!([0, 1, 204, 206].map(found_behind), [true, true, true, false]);
}

#[test]
fn of_nothing_there_is_no_share() {
    assert_eq!((Share::default().share(), Hits::default().f1()), (None, None));
    let none = Share { part: 0, whole: 4 };
    let missed = Hits { reference: 2, ..Hits::default() };
    assert_eq!((none.share(), missed.f1()), (Some(0.0), Some(0.0)), "nothing right is a share");
}

#[test]
fn people_see_what_could_not_be_used_where_there_is_such() {
    let see = |evaluation: &ReferenceEvaluation| human::evaluate(evaluation, PROGRAM, Look::default());
    let plain = see(&ReferenceEvaluation::default());
    assert!(!plain.contains("could not be used") && !plain.contains("not found in the text"), "{plain}");
    let failed = see(&ReferenceEvaluation { failed: 2, ..ReferenceEvaluation::default() });
    assert!(failed.contains("could not be used, each told of as an error (2)"), "{failed}");
    assert!(invented(&[]).out.contains("not found in the text: 1"));
}

#[test]
fn every_sentence_of_the_real_references_is_found() {
    let Some(shared) = shared() else { return };
    let [early, late] = ["letters/2014-2015", "letters/2016-2017/text"].map(|folder| shared.join(folder));
    let said = evaluate(&[&early, &late], &shared.join("letters/reference"), &["--format", "json"]);
    let value: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((&value["letters"], &value["not_given"]), (&json!(31), &json!([])));
    assert_eq!(value["voice"]["not_found"], 0);
}
