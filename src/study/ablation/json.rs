//! In: an [`Ablation`]. Out: one line of JSON.

use super::Ablation;
use crate::report::Evidence;
use crate::rule::Program;
use crate::study::change::Change;
use crate::study::json::{Both, Measures, Movement, Resampling, movements};
use crate::study::statistics::Bootstrap;
use crate::study::{Counted, Effect, Turned};
use indexmap::IndexMap;
use serde::Serialize;

/// One line for `ablate`, without a line break.
pub fn ablate(ablation: &Ablation, bootstrap: &Bootstrap, program: Program) -> String {
    let whole = |evidence| Measures::with_intervals(ablation.counted.letters_by(evidence), bootstrap);
    let [summary, findings] =
        [Evidence::Summary, Evidence::Findings].map(|evidence| ablation.changes(evidence, bootstrap));
    let rows = ablation.criteria.iter().zip(summary.iter().zip(&findings));
    let rows = rows.map(|((id, effect), (summary, findings))| Row {
        id,
        title: &effect.title,
        asked: effect.asked,
        evidence: Both {
            summary: on(effect.of(Evidence::Summary), summary),
            findings: on(effect.of(Evidence::Findings), findings),
        },
    });
    crate::report::json::line(&Ablate {
        schema: "imrcheck/ablate/v1",
        program,
        counted: &ablation.counted,
        resampling: Resampling::of(bootstrap),
        base: Both { summary: whole(Evidence::Summary), findings: whole(Evidence::Findings) },
        criteria: rows.collect(),
        never_decisive: ablation.never_decisive(),
        never_asked: ablation.never_asked(),
        mostly_against_the_reviewer: Both {
            summary: ablation.mostly_wrong(Evidence::Summary),
            findings: ablation.mostly_wrong(Evidence::Findings),
        },
        flips: ablation.flips.iter().map(|(criterion, turned)| FlipRow { criterion, turned }).collect(),
    })
}

#[derive(Serialize)]
struct Ablate<'a> {
    schema: &'static str,
    program: Program,
    #[serde(flatten)]
    counted: &'a Counted,
    resampling: Resampling,
    base: Both<Measures>,
    criteria: Vec<Row<'a>>,
    never_decisive: Vec<&'a str>,
    never_asked: Vec<&'a str>,
    mostly_against_the_reviewer: Both<Vec<&'a str>>,
    flips: Vec<FlipRow<'a>>,
}

#[derive(Serialize)]
struct FlipRow<'a> {
    criterion: &'a str,
    #[serde(flatten)]
    turned: &'a Turned,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    title: &'a str,
    asked: usize,
    evidence: Both<OnEvidence>,
}

#[derive(Serialize)]
struct OnEvidence {
    to_overturned: usize,
    to_upheld: usize,
    right_with: usize,
    right_without: usize,
    changes: IndexMap<&'static str, Movement>,
}

fn on(effect: &Effect, changes: &[Change]) -> OnEvidence {
    OnEvidence {
        to_overturned: effect.to_overturned,
        to_upheld: effect.to_upheld,
        right_with: effect.right_before,
        right_without: effect.right_after,
        changes: movements(changes),
    }
}
