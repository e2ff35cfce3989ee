//! In: a [`Sweep`]. Out: one line of JSON.

use super::{Parameter, Sweep};
use crate::report::Evidence;
use crate::rule::Program;
use crate::study::change::Change;
use crate::study::json::{Both, Measures, Movement, Resampling, movements};
use crate::study::statistics::Bootstrap;
use crate::study::{Counted, Effect, Turned};
use indexmap::IndexMap;
use serde::Serialize;

/// One line for `sweep`, without a line break.
pub fn sweep(sweep: &Sweep, bootstrap: &Bootstrap, program: Program) -> String {
    let whole = |evidence| Measures::with_intervals(sweep.counted.letters_by(evidence), bootstrap);
    let [summary, findings] =
        [Evidence::Summary, Evidence::Findings].map(|evidence| sweep.changes(evidence, bootstrap));
    let rows = sweep.points.iter().zip(summary.iter().zip(&findings));
    let rows = rows.map(|(point, (summary, findings))| Row {
        values: &point.values,
        evidence: Both {
            summary: on(point.of(Evidence::Summary), summary),
            findings: on(point.of(Evidence::Findings), findings),
        },
    });
    let flips = sweep
        .flips
        .iter()
        .filter_map(|(point, turned)| Some(FlipRow { values: &sweep.points.get(*point)?.values, turned }));
    crate::report::json::line(&Swept {
        schema: "imrcheck/sweep/v1",
        program,
        counted: &sweep.counted,
        resampling: Resampling::of(bootstrap),
        parameters: &sweep.parameters,
        parameters_of_no_letter: sweep.unused().map(|parameter| parameter.name.as_str()).collect(),
        base: Both { summary: whole(Evidence::Summary), findings: whole(Evidence::Findings) },
        points: rows.collect(),
        flips: flips.collect(),
    })
}

#[derive(Serialize)]
struct Swept<'a> {
    schema: &'static str,
    program: Program,
    #[serde(flatten)]
    counted: &'a Counted,
    resampling: Resampling,
    parameters: &'a [Parameter],
    parameters_of_no_letter: Vec<&'a str>,
    base: Both<Measures>,
    points: Vec<Row<'a>>,
    flips: Vec<FlipRow<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    values: &'a [f64],
    evidence: Both<OnEvidence>,
}

#[derive(Serialize)]
struct OnEvidence {
    to_overturned: usize,
    to_upheld: usize,
    changes: IndexMap<&'static str, Movement>,
}

#[derive(Serialize)]
struct FlipRow<'a> {
    values: &'a [f64],
    #[serde(flatten)]
    turned: &'a Turned,
}

fn on(effect: &Effect, changes: &[Change]) -> OnEvidence {
    OnEvidence { to_overturned: effect.to_overturned, to_upheld: effect.to_upheld, changes: movements(changes) }
}
