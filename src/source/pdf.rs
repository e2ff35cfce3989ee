//! In: the bytes of a PDF. Out: its words, page by page.

use super::{Limits, Note, text::Fault};

pub(super) fn extract(bytes: &[u8], _limits: &Limits) -> Result<(String, Vec<Note>), Fault> {
    let pages =
        pdf_extract::extract_text_from_mem_by_pages(bytes).map_err(|error| (error.to_string(), String::new()))?;
    Ok((pages.join("\n\u{c}"), Vec::new()))
}
