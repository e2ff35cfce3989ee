//! Evaluations counted by hand.

#![allow(clippy::unwrap_used)]

use crate::common::PROGRAM;
use imrcheck::letter::Outcome;
use imrcheck::report::{BOTH, Basis, Evidence, Look, Predicted, Truth};
use imrcheck::study::evaluation::{Group, html, human, json};
use imrcheck::study::statistics::Bootstrap;
use imrcheck::study::{Case, Confusion, Decider, Evaluation, Said};

/// Enough for a test.
const FEW: Bootstrap = Bootstrap { resamples: 100, seed: 1 };

fn near(value: Option<f64>, expected: f64) {
    let value = value.unwrap();
    assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
}

fn said(predicted: Predicted) -> Said {
    let basis = match predicted {
        Predicted::Upheld => Basis::Undocumented,
        Predicted::Overturned => Basis::Met,
        Predicted::NotCovered => Basis::NotCovered,
    };
    let (id, quote) = ("opioid/drug-test".to_owned(), Some("no drug test".to_owned()));
    let decider = Decider { id, truth: Truth::Undocumented, quote };
    Said { predicted, basis, decided_by: vec![decider] }
}

fn case(family: &str, outcome: Option<Outcome>, summary: Predicted, findings: Predicted) -> Case {
    Case {
        source: "letters/a.txt".to_owned(),
        n: 1,
        text: "Norco 10/325mg #120".to_owned(),
        family: family.to_owned(),
        edition: "mtus-2009".to_owned(),
        year: Some(2015),
        outcome,
        summary: said(summary),
        findings: Some(said(findings)),
    }
}

fn evaluation() -> Evaluation {
    let (upheld, overturned) = (Some(Outcome::Upheld), Some(Outcome::Overturned));
    let mut evaluation = Evaluation::default();
    evaluation.add(
        Some("CM99-0000001"),
        &[
            case("opioid", upheld, Predicted::Upheld, Predicted::Upheld),
            case("opioid", overturned, Predicted::Upheld, Predicted::Overturned),
        ],
    );
    evaluation.add(
        Some("CM99-0000001"),
        &[
            case("imaging", upheld, Predicted::Overturned, Predicted::Upheld),
            case("imaging", None, Predicted::Upheld, Predicted::Upheld),
            case("home_health", upheld, Predicted::NotCovered, Predicted::NotCovered),
        ],
    );
    evaluation
}

#[test]
fn every_item_is_counted_somewhere() {
    let evaluation = evaluation();
    assert_eq!((evaluation.counted.letters, evaluation.counted.items, evaluation.counted.without_outcome), (2, 5, 1));
    assert_eq!(evaluation.repeated, 1, "both documents have one case number");
    for evidence in BOTH {
        let table = evaluation.counted.by(evidence);
        assert_eq!((table.items(), table.covered()), (4, 3));
    }
    assert_eq!(
        (evaluation.counted.by(Evidence::Summary).agreeing(), evaluation.counted.by(Evidence::Findings).agreeing()),
        (1, 3)
    );
}

#[test]
fn differences_say_what_decided() {
    let evaluation = evaluation();
    let differ: Vec<_> = evaluation.differences.iter().map(|one| (one.evidence, one.case.family.as_str())).collect();
    assert_eq!(differ, [(Evidence::Summary, "opioid"), (Evidence::Summary, "imaging")]);
    let text = human::evaluate(&evaluation, &FEW, Look::default());
    assert!(text.contains("not shown: opioid/drug-test \"no drug test\""), "{text}");
}

#[test]
fn evaluation_for_people() {
    let text = human::evaluate(&evaluation(), &FEW, Look::default());
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn evaluation_for_programs() {
    let value: serde_json::Value = serde_json::from_str(&json::evaluate(&evaluation(), &FEW, PROGRAM)).unwrap();
    assert_eq!((&value["schema"], &value["letters"]), (&"imrcheck/evaluate/v1".into(), &2.into()));
    let summary = &value["evidence"]["summary"];
    assert_eq!(summary["covered"], 3);
    assert_eq!(
        (&summary["upheld"]["predicted_upheld"], &summary["upheld"]["predicted_overturned"]),
        (&1.into(), &1.into())
    );
    assert_eq!(summary["overturned"]["predicted_upheld"], 1);
    for field in ["agreement", "balanced_accuracy", "kappa", "mcc", "overturned_precision", "overturned_recall"] {
        assert!(summary.as_object().unwrap().contains_key(field), "{field}");
    }
    assert_eq!(value["evidence"]["findings"]["agreement"], 1.0);
    near(value["baselines"]["always_upheld"]["agreement"].as_f64(), 3.0 / 4.0);
    near(summary["always_upheld_agreement"].as_f64(), 2.0 / 3.0);
    assert_eq!(value["families"][0]["family"], "home_health");
}

#[test]
fn groups_and_calibration() {
    let evaluation = evaluation();
    let families: Vec<_> =
        evaluation.groups(Group::Family).iter().map(|row| (row.name.clone(), row.summary.items())).collect();
    assert_eq!(families, [("opioid".to_owned(), 2), ("home_health".to_owned(), 1), ("imaging".to_owned(), 1)]);
    let met = evaluation.calibration();
    let met: Vec<_> = met
        .iter()
        .filter(|row| row.family.is_none() && row.basis == Basis::Met)
        .map(|row| (row.evidence, row.items, row.came_true))
        .collect();
    assert_eq!(met, [(Evidence::Summary, 1, 0), (Evidence::Findings, 1, 1)]);
    assert_eq!(evaluation.groups(Group::Year)[0].name, "2015");
}

#[test]
fn a_family_s_majority_is_that_of_the_other_letters() {
    let case = |outcome| case("opioid", Some(outcome), Predicted::Upheld, Predicted::Upheld);
    let mut evaluation = Evaluation::default();
    for outcome in [Outcome::Overturned, Outcome::Overturned, Outcome::Upheld] {
        evaluation.add(None, &[case(outcome)]);
    }
    let table: Confusion = evaluation.family_majority().into_iter().sum();
    // For each overturned letter the other two are even, so `upheld` is said; for the upheld one both are overturned.
    assert_eq!((table.overturned_upheld, table.upheld_overturned, table.agreeing()), (2, 1, 0));
}

#[test]
fn the_page_stands_alone_and_escapes_what_letters_say() {
    let mut evaluation = evaluation();
    evaluation.add(
        None,
        &[Case {
            source: "<script>alert(1)</script>".to_owned(),
            ..case("opioid", Some(Outcome::Overturned), Predicted::Upheld, Predicted::Upheld)
        }],
    );
    let page = html::evaluate(&evaluation, &FEW, PROGRAM);
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;alert(1)"), "not escaped");
    for outside in ["http://", "https://", " src=", "@import", "url("] {
        assert!(!page.contains(outside), "the page asks for {outside}");
    }
    let count = |what: &str| page.matches(what).count();
    assert_eq!(count("<svg"), 3);
    assert_eq!((count("<svg"), count("<svg")), (count("<desc"), count("The same as a table")));
}

#[test]
fn the_page_says_what_no_figure_speaks_of() {
    let page = html::evaluate(&evaluation(), &FEW, PROGRAM);
    for (what, count) in [
        ("Items without a decision in their document, which count nowhere below", 1),
        ("Items that no rule covers, which count in coverage alone", 1),
        ("Documents with the case number of an earlier one, which count once more", 1),
    ] {
        assert!(page.contains(&format!("<li>{what}: {count}.</li>")), "{what}");
    }
    assert!(!page.contains("Documents that could not be read"), "what did not happen is not said");
    assert!(page.contains("<summary>Case summary only: 2</summary>"), "differences on the summary");
    assert!(page.contains("<summary>With reviewer's findings: 0</summary>"), "differences with the findings");
}

#[test]
fn an_overturned_item_that_no_rule_covers_is_an_overturned_one_of_its_kind() {
    let mut evaluation = evaluation();
    let overturned = case("home_health", Some(Outcome::Overturned), Predicted::NotCovered, Predicted::NotCovered);
    evaluation.add(None, &[overturned]);
    let page = html::evaluate(&evaluation, &FEW, PROGRAM);
    assert!(page.contains("<th scope=\"row\">home health</th><td>2</td><td>1</td>"), "two items, one overturned");
}
