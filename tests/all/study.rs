//! Statistics against reference values, and evaluations counted by hand.

#![allow(clippy::unwrap_used)]

use imrcheck::letter::Outcome;
use imrcheck::report::{BOTH, Basis, Evidence, Look, Predicted, Truth};
use imrcheck::study::interval::wilson;
use imrcheck::study::{Case, Confusion, Decider, Evaluation, Said, human, json};

fn near(value: Option<f64>, expected: f64) {
    let value = value.unwrap();
    assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
}

fn table(overturned: [usize; 2], upheld: [usize; 2]) -> Confusion {
    Confusion {
        overturned_overturned: overturned[0],
        overturned_upheld: overturned[1],
        upheld_overturned: upheld[0],
        upheld_upheld: upheld[1],
        ..Confusion::default()
    }
}

#[test]
fn kappa_of_the_textbook_example() {
    // 20 and 15 agree, 5 and 10 differ: observed 0.7, by chance 0.5.
    near(table([20, 5], [10, 15]).kappa(), 0.4);
}

#[test]
fn matthews_correlation_of_the_textbook_example() {
    // (6*3 - 1*2) / sqrt(7*8*4*5)
    near(table([6, 2], [1, 3]).mcc(), 16.0 / 1120f64.sqrt());
}

#[test]
fn shares() {
    let table = table([6, 2], [1, 3]);
    near(table.agreement(), 0.75);
    near(table.balanced_accuracy(), (0.75 + 0.75) / 2.0);
    near(table.overturned_precision(), 6.0 / 7.0);
    near(table.overturned_recall(), 0.75);
}

#[test]
fn always_upheld_says_nothing() {
    let always = table([3, 18], [4, 226]).always_upheld();
    near(always.agreement(), 230.0 / 251.0);
    near(always.balanced_accuracy(), 0.5);
    near(always.kappa(), 0.0);
    near(always.overturned_recall(), 0.0);
    assert_eq!((always.mcc(), always.overturned_precision()), (None, None));
}

#[test]
fn what_is_not_defined_is_not_a_number() {
    let empty = Confusion::default();
    let measures = [empty.agreement(), empty.kappa(), empty.mcc(), empty.coverage(), empty.balanced_accuracy()];
    assert_eq!(measures, [None; 5]);
    assert_eq!(wilson(0, 0), None);
}

#[test]
fn wilson_intervals() {
    // Closed form evaluated with 50 digits: (p + z²/2n ± z√(p(1-p)/n + z²/4n²)) / (1 + z²/n).
    for (part, whole, low, high) in WILSON {
        let interval = wilson(part, whole).unwrap();
        near(Some(interval.0), low);
        near(Some(interval.1), high);
    }
}

/// Part, whole, lowest, highest.
const WILSON: [(usize, usize, f64, f64); 5] = [
    (9, 10, 0.595849973205, 0.982123786905),
    (1, 10, 0.017876213095, 0.404150026795),
    (0, 21, 0.000000000000, 0.154639018925),
    (230, 251, 0.875489601379, 0.944628133652),
    (101, 101, 0.963359353600, 1.000000000000),
];

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
        outcome,
        summary: said(summary),
        findings: Some(said(findings)),
    }
}

fn evaluation() -> Evaluation {
    let (upheld, overturned) = (Some(Outcome::Upheld), Some(Outcome::Overturned));
    let mut evaluation = Evaluation::default();
    evaluation.add(vec![
        case("opioid", upheld, Predicted::Upheld, Predicted::Upheld),
        case("opioid", overturned, Predicted::Upheld, Predicted::Overturned),
    ]);
    evaluation.add(vec![
        case("imaging", upheld, Predicted::Overturned, Predicted::Upheld),
        case("imaging", None, Predicted::Upheld, Predicted::Upheld),
        case("home_health", upheld, Predicted::NotCovered, Predicted::NotCovered),
    ]);
    evaluation
}

#[test]
fn every_item_is_counted_somewhere() {
    let evaluation = evaluation();
    assert_eq!((evaluation.letters, evaluation.items, evaluation.without_outcome), (2, 5, 1));
    for evidence in BOTH {
        let table = evaluation.by(evidence);
        assert_eq!((table.items(), table.covered()), (4, 3));
    }
    assert_eq!((evaluation.summary.agreeing(), evaluation.findings.agreeing()), (1, 3));
}

#[test]
fn differences_say_what_decided() {
    let evaluation = evaluation();
    let differ: Vec<_> = evaluation.differences.iter().map(|one| (one.evidence, one.case.family.as_str())).collect();
    assert_eq!(differ, [(Evidence::Summary, "opioid"), (Evidence::Summary, "imaging")]);
    let text = human::evaluate(&evaluation, Look::default());
    assert!(text.contains("not shown: opioid/drug-test \"no drug test\""), "{text}");
}

#[test]
fn evaluation_for_people() {
    let text = human::evaluate(&evaluation(), Look::default());
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn evaluation_for_programs() {
    let value: serde_json::Value = serde_json::from_str(&json::evaluate(&evaluation())).unwrap();
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
