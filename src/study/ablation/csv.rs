//! In: an [`Ablation`]. Out: CSV, one line for each item that flips without a criterion.

use super::Ablation;
use crate::report::words;
use crate::study::csv::line;
use crate::study::evaluation::evidence_name;
use crate::study::{Turned, said};

/// The whole file.
pub fn ablate(ablation: &Ablation) -> String {
    let head = ["criterion", "source", "item", "request", "family", "decided", "evidence", "with", "without"];
    std::iter::once(line(head)).chain(ablation.flips.iter().map(row)).collect()
}

fn row((criterion, turned): &(String, Turned)) -> String {
    let n = turned.n.to_string();
    line([
        criterion.as_str(),
        &turned.source,
        &n,
        &turned.text,
        &turned.family,
        turned.outcome.map_or("", |outcome| words::outcome(Some(outcome))),
        evidence_name(turned.evidence),
        said::predicted(turned.from),
        said::predicted(turned.to),
    ])
}
