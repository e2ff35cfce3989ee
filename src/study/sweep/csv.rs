//! In: a [`Sweep`]. Out: CSV, one line for each item that flips at a combination of values.

use super::Sweep;
use crate::report::words;
use crate::study::csv::line;
use crate::study::evaluation::evidence_name;
use crate::study::{Turned, said};

/// The whole file.
pub fn sweep(sweep: &Sweep) -> String {
    let names = ["source", "item", "request", "family", "decided", "evidence", "as_the_rules_stand", "with_the_values"];
    let parameters = sweep.parameters.iter().map(|parameter| parameter.name.as_str());
    let head = line(parameters.chain(names));
    std::iter::once(head).chain(sweep.flips.iter().map(|(point, turned)| row(sweep, *point, turned))).collect()
}

fn row(sweep: &Sweep, point: usize, turned: &Turned) -> String {
    let values = sweep.points.get(point).map_or(&[][..], |point| &point.values);
    let values: Vec<String> = values.iter().map(ToString::to_string).collect();
    let n = turned.n.to_string();
    let cells = [
        turned.source.as_str(),
        &n,
        &turned.text,
        &turned.family,
        turned.outcome.map_or("", |outcome| words::outcome(Some(outcome))),
        evidence_name(turned.evidence),
        said::predicted(turned.from),
        said::predicted(turned.to),
    ];
    line(values.iter().map(String::as_str).chain(cells))
}
