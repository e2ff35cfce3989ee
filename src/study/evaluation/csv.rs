//! In: cases. Out: CSV, one line for each item, agreeing or not.

use super::group::basis_name;
use crate::report::{Evidence, words};
use crate::rule::Program;
use crate::study::csv::{PROGRAM, line};
use crate::study::{Case, said};

/// The line of names.
pub fn head() -> String {
    let names = ["source", "item", "request", "family", "edition", "year", "decided"];
    let of = ["predicted", "basis", "agrees", "decided_by", "words"];
    let both = ["summary", "findings"].map(|evidence| of.map(|name| format!("{evidence}_{name}")));
    line(names.into_iter().chain(both.as_flattened().iter().map(String::as_str)).chain([PROGRAM]))
}

/// The line of one item.
pub fn row(case: &Case, program: Program) -> String {
    let decided = case.outcome.map_or("", |outcome| words::outcome(Some(outcome)));
    let year = case.year.map(|year| year.to_string()).unwrap_or_default();
    let cells = [&case.source, &case.n.to_string(), &case.text, &case.family, &case.edition, &year, decided];
    let both = [Evidence::Summary, Evidence::Findings].map(|evidence| of_evidence(case, evidence));
    line(cells.into_iter().chain(both.as_flattened().iter().map(String::as_str)).chain([program.to_string().as_str()]))
}

fn of_evidence(case: &Case, evidence: Evidence) -> [String; 5] {
    let Some(prediction) = case.by(evidence) else { return Default::default() };
    let agrees = case.agrees(evidence).map(|agrees| if agrees { "yes" } else { "no" }).unwrap_or_default();
    let deciders = &prediction.decided_by;
    let ids: Vec<String> =
        deciders.iter().map(|decider| format!("{} {}", said::truth(decider.truth), decider.id)).collect();
    let quotes: Vec<&str> = deciders.iter().filter_map(|decider| decider.quote.as_deref()).collect();
    [
        said::predicted(prediction.predicted).to_owned(),
        basis_name(prediction.basis).to_owned(),
        agrees.to_owned(),
        ids.join("; "),
        quotes.join(" | "),
    ]
}
