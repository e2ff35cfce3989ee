//! In: an [`Evaluation`]. Out: one line of JSON. A measure that is not defined is `null`.

use super::interval::wilson;
use super::{Confusion, Decider, Difference, Evaluation};
use crate::report::{Basis, Evidence, Predicted};
use serde::Serialize;

/// One line for `evaluate`, without a line break.
pub fn evaluate(evaluation: &Evaluation) -> String {
    crate::report::json::line(&Evaluate {
        schema: "imrcheck/evaluate/v1",
        letters: evaluation.letters,
        failed: evaluation.failed,
        items: evaluation.items,
        without_outcome: evaluation.without_outcome,
        evidence: Both { summary: measures(&evaluation.summary), findings: measures(&evaluation.findings) },
        baselines: Baselines { always_upheld: measures(&evaluation.summary.all_always_upheld()) },
        families: families(evaluation),
        disagreements: evaluation.differences.iter().map(disagreement).collect(),
    })
}

#[derive(Serialize)]
struct Evaluate<'a> {
    schema: &'static str,
    letters: usize,
    failed: usize,
    items: usize,
    without_outcome: usize,
    evidence: Both,
    baselines: Baselines,
    families: Vec<Family<'a>>,
    disagreements: Vec<Disagreement<'a>>,
}

#[derive(Serialize)]
struct Both {
    summary: Measures,
    findings: Measures,
}

#[derive(Serialize)]
struct Baselines {
    always_upheld: Measures,
}

#[derive(Serialize)]
struct Family<'a> {
    family: &'a str,
    items: usize,
    overturned: usize,
    evidence: Both,
}

#[derive(Serialize)]
struct Measures {
    items: usize,
    covered: usize,
    coverage: Option<f64>,
    upheld: Row,
    overturned: Row,
    agreement: Option<f64>,
    always_upheld_agreement: Option<f64>,
    balanced_accuracy: Option<f64>,
    kappa: Option<f64>,
    mcc: Option<f64>,
    overturned_precision: Option<f64>,
    overturned_recall: Option<f64>,
    intervals: Intervals,
}

#[derive(Serialize)]
struct Row {
    predicted_upheld: usize,
    predicted_overturned: usize,
    not_covered: usize,
}

/// 95 % intervals, lowest and highest.
#[derive(Serialize)]
struct Intervals {
    method: &'static str,
    coverage: Option<(f64, f64)>,
    agreement: Option<(f64, f64)>,
    overturned_precision: Option<(f64, f64)>,
    overturned_recall: Option<(f64, f64)>,
}

fn measures(table: &Confusion) -> Measures {
    let right = table.overturned_overturned;
    Measures {
        items: table.items(),
        covered: table.covered(),
        coverage: table.coverage(),
        upheld: Row {
            predicted_upheld: table.upheld_upheld,
            predicted_overturned: table.upheld_overturned,
            not_covered: table.upheld_not_covered,
        },
        overturned: Row {
            predicted_upheld: table.overturned_upheld,
            predicted_overturned: table.overturned_overturned,
            not_covered: table.overturned_not_covered,
        },
        agreement: table.agreement(),
        always_upheld_agreement: table.always_upheld().agreement(),
        balanced_accuracy: table.balanced_accuracy(),
        kappa: table.kappa(),
        mcc: table.mcc(),
        overturned_precision: table.overturned_precision(),
        overturned_recall: table.overturned_recall(),
        intervals: Intervals {
            method: "wilson-95",
            coverage: wilson(table.covered(), table.items()),
            agreement: wilson(table.agreeing(), table.covered()),
            overturned_precision: wilson(right, table.predicted_overturned()),
            overturned_recall: wilson(right, table.overturned()),
        },
    }
}

fn families(evaluation: &Evaluation) -> Vec<Family<'_>> {
    let rows = evaluation.families.iter().map(|(family, row)| Family {
        family,
        items: row.summary.items(),
        overturned: row.summary.overturned() + row.summary.overturned_not_covered,
        evidence: Both { summary: measures(&row.summary), findings: measures(&row.findings) },
    });
    rows.collect()
}

#[derive(Serialize)]
struct Disagreement<'a> {
    source: &'a str,
    n: usize,
    text: &'a str,
    family: &'a str,
    evidence: Evidence,
    outcome: Option<crate::letter::Outcome>,
    predicted: Option<Predicted>,
    basis: Option<Basis>,
    decided_by: &'a [Decider],
}

fn disagreement(difference: &Difference) -> Disagreement<'_> {
    let case = &difference.case;
    let said = case.by(difference.evidence);
    Disagreement {
        source: &case.source,
        n: case.n,
        text: &case.text,
        family: &case.family,
        evidence: difference.evidence,
        outcome: case.outcome,
        predicted: said.map(|said| said.predicted),
        basis: said.map(|said| said.basis),
        decided_by: said.map_or(&[], |said| &said.decided_by),
    }
}
