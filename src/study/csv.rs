//! In: rows of cells. Out: lines of CSV that a spreadsheet opens as text, never as a formula.

/// One line of CSV with its line break.
pub fn line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory cannot fail, and neither can text stop being text.
    let _ = writer.write_record(cells.into_iter().map(harmless));
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
