//! In: a [`Comparison`]. Out: CSV, one line for each item that flips on one kind of evidence.

use super::{Comparison, FlippedItem, Side};
use crate::report::words;
use crate::study::csv::line;
use crate::study::evaluation::{basis_name, evidence_name};
use crate::study::said;

/// The whole file.
pub fn compare(comparison: &Comparison) -> String {
    let head = [
        "source",
        "item",
        "request",
        "family",
        "decided",
        "evidence",
        "responsible",
        "before",
        "before_basis",
        "after",
        "after_basis",
        "before_edition",
        "after_edition",
        "before_words",
        "after_words",
    ];
    std::iter::once(line(head)).chain(comparison.flips.iter().map(row)).collect()
}

fn row(flip: &FlippedItem) -> String {
    let n = flip.n.to_string();
    let responsible = flip.responsible.join(" + ");
    let decided = flip.outcome.map_or("", |outcome| words::outcome(Some(outcome)));
    let (before, after) = (&flip.before, &flip.after);
    let quotes = [before, after].map(|side| quotes(flip, side));
    line([
        &flip.source,
        &n,
        &flip.text,
        &flip.family,
        decided,
        evidence_name(flip.evidence),
        &responsible,
        said::predicted(before.predicted),
        basis_name(before.basis),
        said::predicted(after.predicted),
        basis_name(after.basis),
        &before.edition,
        &after.edition,
        &quotes[0],
        &quotes[1],
    ])
}

fn quotes(flip: &FlippedItem, side: &Side) -> String {
    let responsible = side.criteria.iter().filter(|traced| flip.responsible.contains(&traced.id));
    responsible.flat_map(|traced| traced.words.iter().map(String::as_str)).collect::<Vec<_>>().join(" | ")
}
