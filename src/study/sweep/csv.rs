//! In: a [`Sweep`]. Out: CSV, one line for each item that flips at a combination of values.

use super::Sweep;
use crate::rule::Program;
use crate::study::csv::{PROGRAM, TURNED, line, turned};
use crate::study::{Turned, said};

/// The whole file.
pub fn sweep(sweep: &Sweep, program: Program) -> String {
    let parameters = sweep.parameters.iter().map(|parameter| parameter.name.as_str());
    let head = line(parameters.chain(TURNED).chain(["as_the_rules_stand", "with_the_values", PROGRAM]));
    std::iter::once(head).chain(sweep.flips.iter().map(|(point, flip)| row(sweep, *point, flip, program))).collect()
}

fn row(sweep: &Sweep, point: usize, flip: &Turned, program: Program) -> String {
    let values = sweep.points.get(point).map_or(&[][..], |point| &point.values).iter().map(ToString::to_string);
    let predicted = [flip.from, flip.to].map(|predicted| said::predicted(predicted).to_owned());
    line(values.chain(turned(&flip.item, flip.evidence)).chain(predicted).chain([program.to_string()]))
}
