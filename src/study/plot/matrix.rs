//! In: a table of decisions against predictions. Out: its figure: the more items of a row in a cell, the darker.

use super::{Caption, at, figure, table};
use crate::study::Confusion;
use maud::{Markup, html};

const CELL: (f64, f64) = (85.0, 56.0);
const LEFT: f64 = 112.0;
const TOP: f64 = 40.0;

/// The figure of a table.
pub fn matrix(caption: &Caption, counts: &Confusion) -> Markup {
    let columns = ["upheld", "overturned", "not covered"];
    let rows = [
        ("upheld", [counts.upheld_upheld, counts.upheld_overturned, counts.upheld_not_covered]),
        ("overturned", [counts.overturned_upheld, counts.overturned_overturned, counts.overturned_not_covered]),
    ];
    let drawing = html! {
        text.soft x=(LEFT) y="14" { "predicted" }
        @for (index, column) in columns.iter().enumerate() {
            text x=(at(left(index) + 6.0)) y="32" { (column) }
        }
        @for (index, (name, cells)) in rows.iter().enumerate() {
            text.soft x="0" y=(at(top(index) + 24.0)) { "decided" }
            text x="0" y=(at(top(index) + 40.0)) { (name) }
            @for (column, count) in cells.iter().enumerate() {
                (cell(column, index, *count, cells.iter().sum()))
            }
        }
    };
    let as_rows: Vec<Vec<String>> = rows
        .iter()
        .map(|(name, cells)| {
            std::iter::once(format!("decided {name}")).chain(cells.iter().map(ToString::to_string)).collect()
        })
        .collect();
    let head = ["", "predicted upheld", "predicted overturned", "not covered"];
    figure(caption, TOP + 2.0 * CELL.1 + 8.0, &drawing, &table("", &head, &as_rows))
}

fn left(column: usize) -> f64 {
    LEFT + column as f64 * (CELL.0 + 4.0)
}

fn top(row: usize) -> f64 {
    TOP + row as f64 * (CELL.1 + 4.0)
}

fn cell(column: usize, row: usize, count: u32, all: u32) -> Markup {
    let share = if all == 0 { 0.0 } else { f64::from(count) / f64::from(all) };
    // Pale enough for the number on it to be read in light and in dark.
    let opacity = format!("{:.2}", 0.45 * share);
    let colour = if column == row { "one" } else { "two" };
    html! {
        rect class=(format!("band {colour}")) x=(at(left(column))) y=(at(top(row))) width=(CELL.0) height=(CELL.1) fill-opacity=(opacity) {}
        rect.cell fill="none" x=(at(left(column))) y=(at(top(row))) width=(CELL.0) height=(CELL.1) {}
        text x=(at(left(column) + 6.0)) y=(at(top(row) + 24.0)) { (count) }
        text.soft x=(at(left(column) + 6.0)) y=(at(top(row) + 42.0)) { (format!("{:.0} %", 100.0 * share)) }
    }
}
