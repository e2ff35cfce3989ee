//! In: an [`Evaluation`]. Out: one line of JSON. A measure that is not defined is `null`.

use super::{Difference, Evaluation, Group};
use crate::report::{Basis, Evidence, Predicted};
use crate::rule::Program;
use crate::study::json::{Both, Measures, Resampling};
use crate::study::statistics::{Bootstrap, Interval, wilson};
use crate::study::{Confusion, Decider};
use serde::Serialize;

/// One line for `evaluate`, without a line break.
pub fn evaluate(evaluation: &Evaluation, bootstrap: &Bootstrap, program: Program) -> String {
    let whole = |letters: &[Confusion]| Measures::with_intervals(letters, bootstrap);
    crate::report::json::line(&Evaluate {
        schema: "imrcheck/evaluate/v1",
        program,
        partial: evaluation.counted.partial,
        letters: evaluation.counted.letters,
        failed: evaluation.counted.failed,
        repeated: evaluation.repeated,
        items: evaluation.counted.items,
        without_outcome: evaluation.counted.without_outcome,
        resampling: Resampling::of(bootstrap),
        evidence: Both { summary: whole(&evaluation.counted.summary), findings: whole(&evaluation.counted.findings) },
        baselines: Baselines {
            always_upheld: whole(&evaluation.always_upheld()),
            family_majority: whole(&evaluation.family_majority()),
        },
        families: family_rows(evaluation),
        editions: rows(evaluation, Group::Edition),
        years: rows(evaluation, Group::Year),
        bases: rows(evaluation, Group::Basis),
        calibration: calibration(evaluation),
        disagreements: evaluation.differences.iter().map(disagreement).collect(),
    })
}

#[derive(Serialize)]
struct Evaluate<'a> {
    schema: &'static str,
    program: Program,
    partial: bool,
    letters: usize,
    failed: usize,
    repeated: usize,
    items: usize,
    without_outcome: usize,
    resampling: Resampling,
    evidence: Both<Measures>,
    baselines: Baselines,
    families: Vec<FamilyRow>,
    editions: Vec<Row>,
    years: Vec<Row>,
    bases: Vec<Row>,
    calibration: Vec<Calibration>,
    disagreements: Vec<Disagreement<'a>>,
}

#[derive(Serialize)]
struct Baselines {
    always_upheld: Measures,
    family_majority: Measures,
}

#[derive(Serialize)]
struct FamilyRow {
    family: String,
    items: usize,
    overturned: usize,
    evidence: Both<Measures>,
}

/// The items of an edition, a year or a basis.
#[derive(Serialize)]
struct Row {
    name: String,
    evidence: Both<Measures>,
}

/// By name, so that two evaluations can be laid side by side.
fn family_rows(evaluation: &Evaluation) -> Vec<FamilyRow> {
    let mut rows = evaluation.groups(Group::Family);
    rows.sort_by(|one, two| one.name.cmp(&two.name));
    let rows = rows.into_iter().map(|row| FamilyRow {
        items: row.summary.items(),
        overturned: row.summary.overturned() + row.summary.overturned_not_covered as usize,
        evidence: Both { summary: Measures::of(&row.summary), findings: Measures::of(&row.findings) },
        family: row.name,
    });
    rows.collect()
}

fn rows(evaluation: &Evaluation, group: Group) -> Vec<Row> {
    let rows = evaluation.groups(group).into_iter().map(|row| Row {
        evidence: Both { summary: Measures::of(&row.summary), findings: Measures::of(&row.findings) },
        name: row.name,
    });
    rows.collect()
}

#[derive(Serialize)]
struct Calibration {
    family: Option<String>,
    evidence: Evidence,
    basis: Basis,
    predicted: Predicted,
    items: usize,
    came_true: usize,
    interval: Option<Interval>,
}

fn calibration(evaluation: &Evaluation) -> Vec<Calibration> {
    let rows = evaluation.calibration().into_iter().map(|row| Calibration {
        interval: wilson(row.came_true, row.items),
        family: row.family,
        evidence: row.evidence,
        basis: row.basis,
        predicted: row.predicted,
        items: row.items,
        came_true: row.came_true,
    });
    rows.collect()
}

#[derive(Serialize)]
struct Disagreement<'a> {
    source: &'a str,
    n: usize,
    text: &'a str,
    family: &'a str,
    edition: &'a str,
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
        edition: &case.edition,
        evidence: difference.evidence,
        outcome: case.outcome,
        predicted: said.map(|said| said.predicted),
        basis: said.map(|said| said.basis),
        decided_by: said.map_or(&[], |said| &said.decided_by),
    }
}
