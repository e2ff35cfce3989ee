//! In: a [`Comparison`]. Out: CSV, one line for each item that flips on one kind of evidence.

use super::{Comparison, FlippedItem, Side};
use crate::rule::Program;
use crate::study::csv::{PROGRAM, TURNED, line, turned};
use crate::study::evaluation::basis_name;
use crate::study::said;

/// The whole file.
pub fn compare(comparison: &Comparison, program: Program) -> String {
    let of = ["", "_basis", "_edition", "_words"];
    let sides = ["before", "after"].map(|side| of.map(|name| format!("{side}{name}")));
    let names = TURNED.into_iter().chain(["responsible"]).map(str::to_owned);
    let head = line(names.chain(sides.into_iter().flatten()).chain([PROGRAM.to_owned()]));
    std::iter::once(head).chain(comparison.flips.iter().map(|flip| row(flip, program))).collect()
}

fn row(flip: &FlippedItem, program: Program) -> String {
    let sides = [&flip.before, &flip.after].map(|side| of_side(flip, side));
    let named = turned(&flip.item, flip.evidence).into_iter().chain([flip.responsible.join(" + ")]);
    line(named.chain(sides.into_iter().flatten()).chain([program.to_string()]))
}

fn of_side(flip: &FlippedItem, side: &Side) -> [String; 4] {
    let responsible = side.criteria.iter().filter(|traced| flip.responsible.contains(&traced.id));
    let words: Vec<&str> = responsible.flat_map(|traced| traced.words.iter().map(String::as_str)).collect();
    [
        said::predicted(side.predicted).to_owned(),
        basis_name(side.basis).to_owned(),
        side.edition.clone(),
        words.join(" | "),
    ]
}
