//! In: a [`Pile`]. Out: CSV for a spreadsheet: one line for each request, what needs attention first, and one for each
//! document without any.

use super::{Pile, Point, Row};
use crate::report::{Predicted, words};
use crate::rule::Program;
use crate::study::csv::{PROGRAM, line};
use crate::study::evaluation::basis_name;

const HEAD: [&str; 22] = [
    "file",
    "line",
    "item",
    "request",
    "family",
    "predicted",
    "basis",
    "missing",
    "missing_points",
    "against",
    "against_points",
    "all_points_not_shown",
    "request_lacks",
    "contradictions",
    "settled",
    "duplicate_of",
    "duplicate_because",
    "decided",
    "edition",
    "case_number",
    "incomplete",
    PROGRAM,
];

/// The column of the basis.
const BASIS: usize = 6;

/// The whole file.
pub fn pile(pile: &Pile, program: Program) -> String {
    let rows = pile.by_attention().into_iter().map(|row| line(cells(pile, row, program)));
    let unasked = pile.unasked.iter().map(|source| line(unasked(source, program)));
    std::iter::once(line(HEAD)).chain(rows).chain(unasked).collect()
}

/// A document in which no request was found: a spreadsheet that did not name it would lose it.
fn unasked(source: &str, program: Program) -> [String; 22] {
    let mut cells: [String; 22] = Default::default();
    cells[0] = source.to_owned();
    cells[BASIS] = "no_request_found".to_owned();
    cells[HEAD.len() - 1] = program.to_string();
    cells
}

fn cells(pile: &Pile, row: &Row, program: Program) -> [String; 22] {
    let number = |number: Option<usize>| number.map_or(String::new(), |number| number.to_string());
    let duplicate = pile.duplicate_of(row);
    [
        row.source.clone(),
        number(row.line),
        row.n.to_string(),
        row.text.clone(),
        row.family.clone(),
        predicted(row.predicted).to_owned(),
        basis_name(row.basis).to_owned(),
        row.missing.len().to_string(),
        ids(&row.missing),
        row.against.len().to_string(),
        ids(&row.against),
        ids(&row.open),
        row.lacking.join("; "),
        row.conflicts.to_string(),
        if row.settled { "yes" } else { "" }.to_owned(),
        duplicate.map_or(String::new(), |(of, _)| format!("{} item {}", of.source, of.n)),
        duplicate.map_or(String::new(), |(_, why)| why.in_words().to_owned()),
        row.outcome.map_or("", |outcome| words::outcome(Some(outcome))).to_owned(),
        row.edition.clone(),
        row.case_number.clone().unwrap_or_default(),
        if pile.incomplete.contains(&row.source) { "yes" } else { "" }.to_owned(),
        program.to_string(),
    ]
}

fn ids(points: &[Point]) -> String {
    points.iter().map(|point| point.id.as_str()).collect::<Vec<_>>().join("; ")
}

/// The name of the contract.
const fn predicted(predicted: Predicted) -> &'static str {
    match predicted {
        Predicted::Upheld => "upheld",
        Predicted::Overturned => "overturned",
        Predicted::NotCovered => "not_covered",
    }
}
