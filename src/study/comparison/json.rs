//! In: a [`Comparison`]. Out: one line of JSON.

use super::{Compared, Comparison, Correct, FlippedItem};
use crate::report::{Evidence, Predicted};
use crate::rule::{Program, RuleChange};
use crate::study::comparison::Differences;
use crate::study::json::{Both, Measures, Movement, Resampling, movements};
use crate::study::statistics::Bootstrap;
use indexmap::IndexMap;
use serde::Serialize;

/// One line for `compare`, without a line break.
pub fn compare(comparison: &Comparison, differences: &Differences, bootstrap: &Bootstrap, program: Program) -> String {
    let Differences { rules, warnings } = differences;
    let groups = |evidence| {
        let groups = comparison.groups(evidence).into_iter();
        groups.map(|(responsible, flips)| Group { responsible, flips: flips.len() }).collect()
    };
    crate::report::json::line(&Compare {
        schema: "imrcheck/compare/v1",
        program,
        partial: comparison.partial,
        letters: comparison.letters,
        failed: comparison.failed,
        items: comparison.items,
        without_outcome: comparison.without_outcome,
        resampling: Resampling::of(bootstrap),
        editions: comparison
            .editions
            .iter()
            .map(|((before, after), letters)| Editions { before, after, letters: *letters })
            .collect(),
        repeated: comparison.repeated,
        warnings,
        rule_changes: rules.iter().map(|(change, editions)| Change { change, editions }).collect(),
        evidence: Both {
            summary: evidence(&comparison.summary, bootstrap),
            findings: evidence(&comparison.findings, bootstrap),
        },
        responsible: Both { summary: groups(Evidence::Summary), findings: groups(Evidence::Findings) },
        flips: &comparison.flips,
    })
}

#[derive(Serialize)]
struct Compare<'a> {
    schema: &'static str,
    program: Program,
    partial: bool,
    letters: usize,
    failed: usize,
    items: usize,
    without_outcome: usize,
    resampling: Resampling,
    repeated: usize,
    warnings: &'a [String],
    editions: Vec<Editions<'a>>,
    rule_changes: Vec<Change<'a>>,
    evidence: Both<OnEvidence>,
    responsible: Both<Vec<Group>>,
    flips: &'a [FlippedItem],
}

#[derive(Serialize)]
struct Editions<'a> {
    before: &'a str,
    after: &'a str,
    letters: usize,
}

#[derive(Serialize)]
struct Change<'a> {
    #[serde(flatten)]
    change: &'a RuleChange,
    editions: &'a [String],
}

#[derive(Serialize)]
struct Group {
    responsible: String,
    flips: usize,
}

#[derive(Serialize)]
struct OnEvidence {
    flipped: usize,
    flows: Vec<FlowRow>,
    other_basis: usize,
    covered_once: usize,
    before: Measures,
    after: Measures,
    changes: IndexMap<&'static str, Movement>,
    mcnemar: Mcnemar,
}

#[derive(Serialize)]
struct FlowRow {
    from: Predicted,
    to: Predicted,
    items: usize,
}

#[derive(Serialize)]
struct Mcnemar {
    right_both: usize,
    right_before_only: usize,
    right_after_only: usize,
    right_neither: usize,
    p_value: f64,
    method: &'static str,
}

fn evidence(compared: &Compared, bootstrap: &Bootstrap) -> OnEvidence {
    let flow = |(&(from, to), &items)| FlowRow { from, to, items };
    OnEvidence {
        flipped: compared.flipped(),
        flows: compared.flows.iter().map(flow).collect(),
        other_basis: compared.other_basis,
        covered_once: compared.covered_once,
        before: Measures::of(&compared.table_before()),
        after: Measures::of(&compared.table_after()),
        changes: movements(&compared.measures(bootstrap)),
        mcnemar: test(compared.correct()),
    }
}

fn test(correct: Correct) -> Mcnemar {
    Mcnemar {
        right_both: correct.both,
        right_before_only: correct.only_before,
        right_after_only: correct.only_after,
        right_neither: correct.neither,
        p_value: correct.p_value(),
        method: "exact, two-sided, by item",
    }
}
