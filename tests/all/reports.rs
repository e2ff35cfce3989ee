//! Golden files of each stage and of what the user sees.

#![allow(clippy::unwrap_used)]

use crate::common::PROGRAM;
use imrcheck::claim::{Claim, Kind, Reading, Section, Sentence, Stance, Voice};
use imrcheck::letter::{Dates, Form, Item, Letter, Outcome, Outcomes, Patient};
use imrcheck::report::{
    Basis, CriterionResult, Evidence, Judgements, Look, Predicted, Prediction, Report, Sidecar, Tally, Truth, human,
    json, narrated,
};
use imrcheck::request::Request;
use imrcheck::rule::{Confidence, Edition, Place, SourceFile};
use imrcheck::source::Document;
use imrcheck::span::Span;
use std::sync::Arc;

/// An invented letter, double-spaced, with lines wider than a page and a bullet that is no ASCII.
const TEXT: &str = "CLINICAL CASE SUMMARY

The applicant is a 51-year-old cook with chronic low back pain who has used Norco since March 2012. \u{2022} She cooks

for her family again since the drug was started.

Norco 10/325mg #120 with 1 refill: Upheld

Decision rationale: In this case, after a long account of the many visits of the year before last, which are of no use here, there is no documentation of any random urine

drug screen or of a pain agreement. Pain rose from 5/10 to 8/10 with the drug.

Home health aide: Overturned
";

fn place(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn claim(section: Section, kind: Kind, stance: Stance, words: &str, sentence: usize) -> Claim {
    let quote = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Claim { section, kind, stance, about: None, value: None, span: place(words), quote, sentence }
}

fn criterion(id: &str, title: &str, truth: Truth, claims: &[usize]) -> CriterionResult {
    let rules = "criteria:\n  - id: here\n".to_owned();
    let file = Arc::new(SourceFile { name: "invented/opioid.yaml".to_owned(), text: rules });
    CriterionResult {
        id: format!("opioid/{id}"),
        title: title.to_owned(),
        truth,
        claims: claims.to_vec(),
        facts: Vec::new(),
        notes: Vec::new(),
        confidence: Confidence::Known,
        required: true,
        place: Place::new(&file, 18, 22),
        cite: "Invented guideline, Opioids, page 78".to_owned(),
        help: "Give the date and the result of the last drug test.".to_owned(),
    }
}

fn judgement(outcome: Predicted, basis: Basis, criteria: Vec<CriterionResult>) -> Prediction {
    let open = criteria.iter().filter(|one| one.truth == Truth::Undocumented).map(|one| one.id.clone()).collect();
    let to_overturn = if basis == Basis::Undocumented { vec![open] } else { Vec::new() };
    Prediction { outcome, basis, criteria, to_overturn }
}

fn item(n: usize, text: &str, heading: &str) -> Item {
    let span = place(heading);
    Item { n, text: text.to_owned(), span, original_request: None, granted: None, guideline: None, rationale: None }
}

fn reading() -> Reading {
    let (summary, rationale) = (Section::Summary, Section::Rationale(1));
    let sentence = |section, words| Sentence { section, voice: Voice::Patient, span: place(words) };
    Reading {
        sentences: vec![
            sentence(summary, "She cooks\n\nfor her family again since the drug was started."),
            sentence(rationale, "Pain rose from 5/10 to 8/10 with the drug."),
        ],
        claims: vec![
            claim(summary, Kind::FunctionalImprovement, Stance::Documented, "cooks\n\nfor her family again", 0),
            claim(
                rationale,
                Kind::DrugTest,
                Stance::Undocumented,
                "no documentation of any random urine\n\ndrug screen",
                1,
            ),
            claim(rationale, Kind::PainRelief, Stance::Denied, "Pain rose from 5/10 to 8/10 with the drug", 1),
        ],
    }
}

fn opioid() -> Judgements {
    let title = "Function has improved with the drug";
    let function = || criterion("functional-improvement", title, Truth::Met, &[0]);
    let drug_test = |claims: &[usize]| criterion("drug-test", "A drug test is documented", Truth::Undocumented, claims);
    let relief = |truth, claims: &[usize]| criterion("pain-relief", "Pain is less with the drug", truth, claims);
    Judgements {
        summary: judgement(
            Predicted::Upheld,
            Basis::Undocumented,
            vec![function(), drug_test(&[]), relief(Truth::Undocumented, &[])],
        ),
        findings: Some(judgement(
            Predicted::Upheld,
            Basis::Contradicted,
            vec![function(), drug_test(&[1]), relief(Truth::Contradicted, &[2])],
        )),
    }
}

fn report() -> Report {
    let none = || judgement(Predicted::NotCovered, Basis::NotCovered, Vec::new());
    let request = |family: &str| Request { family: family.to_owned(), ..Request::default() };
    Report {
        program: PROGRAM,
        document: Document { name: "letters/invented.txt".to_owned(), text: TEXT.to_owned(), notes: Vec::new() },
        letter: Letter {
            form: Form::Letter,
            case_number: None,
            dates: Dates::default(),
            patient: Patient { age: Some(51), sex: Some("female") },
            summary: Some(place("The applicant is a 51-year-old cook")),
            items: vec![
                item(1, "Norco 10/325mg #120 with 1 refill", "Norco 10/325mg #120 with 1 refill"),
                item(2, "Home health aide", "Home health aide"),
            ],
            asked: Vec::new(),
            blocks: Vec::new(),
            notes: Vec::new(),
        },
        outcomes: Outcomes(vec![Some(Outcome::Upheld), Some(Outcome::Overturned)]),
        requests: vec![request("opioid"), request("home_health")],
        reading: reading(),
        edition: Some(Edition { id: "mtus-2009".to_owned(), why: "in force on 2014-02-03".to_owned() }),
        judgements: vec![opioid(), Judgements { summary: none(), findings: Some(none()) }],
        conflicts: Vec::new(),
        completeness: None,
        sidecar: Sidecar::default(),
    }
}

#[test]
fn check_for_people() {
    insta::assert_snapshot!(human::check(&report(), None, Look::default()));
}

#[test]
fn check_for_people_on_a_terminal() {
    let look = Look { rich: true, color: true, ..Look::default() };
    let text = human::check(&report(), None, look);
    assert!(text.contains('\u{1b}') && text.contains('─'));
}

#[test]
fn check_blind() {
    insta::assert_snapshot!(human::check(&report(), Some(Evidence::Summary), Look::default()));
}

#[test]
fn check_read_aloud() {
    insta::assert_snapshot!(narrated::check(&report(), None) + &narrated::total(Tally::of(&report()), PROGRAM));
}

#[test]
fn extract_for_people() {
    insta::assert_snapshot!(human::extract(&report(), Look::default()));
}

#[test]
fn total_beside_always_upheld() {
    insta::assert_snapshot!(human::total(Tally::of(&report()), PROGRAM, Look::default()));
}

#[test]
fn no_line_is_wider_than_the_page() {
    for asked in [None, Some(Evidence::Summary)] {
        let text = human::check(&report(), asked, Look::default()) + &human::extract(&report(), Look::default());
        let wide: Vec<_> = text.lines().filter(|line| line.chars().count() > 80).collect();
        assert!(wide.is_empty(), "{wide:#?}");
    }
}

#[test]
fn escape_codes_of_a_document_do_not_reach_the_terminal() {
    let mut report = report();
    report.letter.items[0].text = "Norco \u{1b}[31mred\u{7} \u{202e}turned".to_owned();
    report.document.text = report.document.text.replace("Pain rose", "\u{1b}[5m rose");
    let text = human::check(&report, None, Look::default()) + &narrated::check(&report, None);
    assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text}");
}

#[test]
fn a_place_that_is_not_in_the_text_is_not_shown() {
    let mut report = report();
    let bullet = TEXT.find('\u{2022}').unwrap();
    for span in [Span::new(bullet + 1, bullet + 8), Span::new(9_000, 9_100), Span::new(8, 4), Span::new(3, 3)] {
        report.reading.claims[2].span = span;
        let text = human::check(&report, None, Look::default());
        assert!(text.contains("opioid/pain-relief") && !text.contains("Failed to read"), "{text}");
    }
}

#[test]
fn json_of_check_has_the_fields_of_the_contract() {
    let line = json::check(&report(), None);
    assert!(!line.contains('\n'));
    let value: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(value["schema"], "imrcheck/check/v1");
    assert_eq!(value["source"], "letters/invented.txt");
    assert_eq!(value["edition"]["id"], "mtus-2009");
    let item = &value["items"][0];
    assert_eq!((&item["n"], &item["family"], &item["outcome"]), (&1.into(), &"opioid".into(), &"upheld".into()));
    assert_eq!(item["predictions"]["summary"]["basis"], "undocumented");
    let to_overturn = &item["predictions"]["summary"]["to_overturn"];
    assert_eq!(*to_overturn, serde_json::json!([["opioid/drug-test", "opioid/pain-relief"]]));
    let criterion = &item["predictions"]["findings"]["criteria"][1];
    assert_eq!((&criterion["id"], &criterion["truth"]), (&"opioid/drug-test".into(), &"undocumented".into()));
    assert_eq!(criterion["claims"][0]["quote"], "no documentation of any random urine drug screen");
    assert_eq!(item["agreement"], serde_json::json!({"summary": true, "findings": true}));
    assert_eq!(value["items"][1]["predictions"]["findings"]["outcome"], "not_covered");
    assert_eq!(value["items"][1]["agreement"]["findings"], serde_json::Value::Null);
    let diagnostics = value["diagnostics"].as_array().unwrap();
    assert_eq!(diagnostics.len(), 2);
    assert_eq!(diagnostics[0]["rule"], serde_json::json!({"file": "invented/opioid.yaml", "line": 2}));
}

#[test]
fn json_of_extract_has_the_fields_of_the_contract() {
    let value: serde_json::Value = serde_json::from_str(&json::extract(&report())).unwrap();
    assert_eq!(value["schema"], "imrcheck/extract/v1");
    assert_eq!((&value["form"], &value["patient"]["sex"]), (&"letter".into(), &"female".into()));
    for field in ["injury", "assigned", "ur_denial", "decision"] {
        assert!(value["dates"].as_object().unwrap().contains_key(field), "{field}");
    }
    assert_eq!(value["items"][1]["outcome"], "overturned");
    assert_eq!(value["sentences"][1]["section"], "rationale:1");
    assert_eq!(value["claims"][1]["stance"], "undocumented");
    let (start, end) = (&value["claims"][1]["span"]["start"], &value["claims"][1]["span"]["end"]);
    let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
    assert_eq!(&TEXT[start..end], "no documentation of any random urine\n\ndrug screen");
}
