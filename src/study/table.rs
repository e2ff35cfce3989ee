//! In: rows of cells. Out: a table for people, at most 100 columns wide; and the numbers in its cells.

use super::change::Change;
use super::measure::Estimate;
use super::statistics::Interval;
use crate::report::Look;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, presets};

/// Widest line of a table, in columns.
pub const WIDTH: u16 = 100;

/// Widest name that is never broken, in columns.
const NAME: u16 = 46;

/// A table whose first column holds names, and whose others hold numbers or short words, indented by two.
pub fn table<const N: usize>(head: [&str; N], rows: impl IntoIterator<Item = [String; N]>, look: Look) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_width(width(look) - 2);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(head.map(str::to_owned));
    table.add_rows(rows.into_iter().map(|row| row.map(|cell| lines(&cell))));
    let widest = table.column_max_content_widths().first().copied().unwrap_or(0);
    for column in table.column_iter_mut() {
        let first = column.index == 0;
        column.set_padding((u16::from(!first), 1));
        if first && widest <= NAME {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
        column.set_cell_alignment(if first { CellAlignment::Left } else { CellAlignment::Right });
    }
    table.lines().map(|line| format!("  {}\n", line.trim_end())).collect()
}

/// Columns of a table: what there is room for, and no more than is easy to read.
fn width(look: Look) -> u16 {
    u16::try_from(look.columns).map_or(WIDTH, |columns| columns.min(WIDTH))
}

/// A cell as it is printed: without control characters other than line breaks.
fn lines(cell: &str) -> String {
    cell.lines().map(crate::report::look::clean).collect::<Vec<_>>().join("\n")
}

/// The id of a criterion on two lines: its kind of treatment, and what it asks.
pub fn on_two_lines(id: &str) -> String {
    id.split_once('/').map_or_else(|| id.to_owned(), |(family, rest)| format!("{family}/\n  {rest}"))
}

/// A change, and its interval on a second line.
pub fn change(change: &Change) -> String {
    match change.interval {
        Some(interval) => format!("{}\n{}", signed(change.difference()), signed_interval(Some(interval))),
        None => signed(change.difference()),
    }
}

/// A number with two places, or a dash where it is not defined.
pub fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.2}"))
}

/// A change with its sign and three places.
pub fn signed(value: Option<f64>) -> String {
    // Rounded first, so that no zero has a sign.
    let rounded = value.map(|value| (value * 1000.0).round() / 1000.0 + 0.0);
    rounded.map_or_else(|| "-".to_owned(), |value| format!("{value:+.3}"))
}

/// A number with its interval.
pub fn with_interval(value: Option<f64>, interval: Option<Interval>) -> String {
    match interval {
        Some((low, high)) => format!("{} ({low:.2} to {high:.2})", number(value)),
        None => number(value),
    }
}

/// The interval of a change.
pub fn signed_interval(interval: Option<Interval>) -> String {
    interval.map_or_else(|| "-".to_owned(), |(low, high)| format!("{} to {}", signed(Some(low)), signed(Some(high))))
}

/// An estimate with its interval.
pub fn estimate(estimate: &Estimate) -> String {
    with_interval(estimate.value, estimate.interval)
}

/// So many of so many; a dash of none.
pub fn out_of(part: usize, whole: usize) -> String {
    if whole == 0 { "-".to_owned() } else { format!("{part}/{whole}") }
}

/// A p-value with its sign, as it is read: not smaller than can be told apart from nothing.
pub fn p_value(value: f64) -> String {
    if value < 0.0001 { "< 0.0001".to_owned() } else { format!("= {value:.4}") }
}
