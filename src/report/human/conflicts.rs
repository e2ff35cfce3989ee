//! In: a report. Out: its contradictions, drawn with both places.

use super::check::file_name;
use crate::report::diagnostic::Shown;
use crate::report::excerpt::Lines;
use crate::report::{Look, Report, conflicts_of};

/// The contradictions of one item, or, where `item` is none, of the whole document, under a line of their own.
pub fn conflicts(report: &Report, item: Option<usize>, lines: &Lines<'_>, look: Look) -> String {
    let found = conflicts_of(report, item);
    let name = file_name(&report.document.name);
    let drawn = found.iter().map(|one| format!("\n{}", Shown::conflict(one, name, lines, look).drawn(look)));
    let line = if item.is_none() && !found.is_empty() { format!("\n{}", look.line(false)) } else { String::new() };
    drawn.fold(line, |out, one| out + &one)
}
