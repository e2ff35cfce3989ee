//! In: rows of cells. Out: lines of CSV that a spreadsheet opens as text, never as a formula.

use super::ListedItem;
use super::evaluation::evidence_name;
use crate::report::{Evidence, words};

/// The names of the cells of [`turned`].
pub const TURNED: [&str; 6] = ["source", "item", "request", "family", "decided", "evidence"];

/// The cells that name an item that flips: all but its predictions.
pub fn turned(item: &ListedItem, evidence: Evidence) -> [String; 6] {
    let decided = item.outcome.map_or("", |outcome| words::outcome(Some(outcome)));
    let (n, evidence) = (item.n.to_string(), evidence_name(evidence).to_owned());
    [item.source.clone(), n, item.text.clone(), item.family.clone(), decided.to_owned(), evidence]
}

/// The name of the last cell of every line: what made it.
pub const PROGRAM: &str = "program";

/// One line of CSV with its line break.
pub fn line<C: AsRef<str>>(cells: impl IntoIterator<Item = C>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory cannot fail, and neither can text stop being text.
    let _ = writer.write_record(cells.into_iter().map(|cell| harmless(cell.as_ref())));
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula: an apostrophe goes before what would make it one, and control
/// characters are spaces. See <https://owasp.org/www-community/attacks/CSV_Injection>.
pub fn harmless(cell: &str) -> String {
    let cell = crate::report::look::clean(cell);
    let number = cell.parse::<f64>().is_ok();
    let starts = cell.trim_start().starts_with(['=', '+', '-', '@', '|', '%']);
    if starts && !number { format!("'{cell}") } else { cell }
}
