//! In: an [`Ablation`]. Out: CSV, one line for each item that flips without a criterion.

use super::Ablation;
use crate::rule::Program;
use crate::study::csv::{PROGRAM, TURNED, line, turned};
use crate::study::{Turned, said};

/// The whole file.
pub fn ablate(ablation: &Ablation, program: Program) -> String {
    let head = ["criterion"].into_iter().chain(TURNED).chain(["with", "without", PROGRAM]);
    std::iter::once(line(head)).chain(ablation.flips.iter().map(|flip| row(flip, program))).collect()
}

fn row((criterion, flip): &(String, Turned), program: Program) -> String {
    let predicted = [flip.from, flip.to].map(|predicted| said::predicted(predicted).to_owned());
    line(
        [criterion.clone()]
            .into_iter()
            .chain(turned(&flip.item, flip.evidence))
            .chain(predicted)
            .chain([program.to_string()]),
    )
}
