//! In: an open file or standard input. Out: its [`Document`]: at most as many bytes as the limit, told apart by content.

use super::text::Fault;
use super::{Document, Limits, Note, docx, kind, pdf, text};
use crate::error::Error;
use std::io::Read;
use std::path::Path;

/// Fetches a document's bytes from `reader`. `path` is its name in messages.
pub(super) fn load(path: &Path, reader: impl Read, limits: &Limits) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let most = u64::try_from(limits.document_bytes).unwrap_or(u64::MAX);
    reader.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| Error::unreadable(path, &error))?;
    within(path, &bytes, limits)?;
    Ok(bytes)
}

/// Refuses a document that is larger than the limit.
pub(super) fn within(path: &Path, bytes: &[u8], limits: &Limits) -> Result<(), Error> {
    if bytes.len() <= limits.document_bytes {
        return Ok(());
    }
    let what = format!("the document is larger than {}", megabytes(limits.document_bytes));
    let cure = "Check that it is one letter, split it, or raise the limit with --max-bytes.";
    Err(Error::document(path, what, cure))
}

/// Extracts the text of a document's bytes.
pub(super) fn document(path: &Path, bytes: Vec<u8>, limits: &Limits) -> Result<Document, Error> {
    let (text, notes) = decode(path, bytes, limits).map_err(|(what, cure)| Error::document(path, what, cure))?;
    Ok(Document { name: path.display().to_string(), text, notes })
}

/// What a file holds decides how it is read, whatever its name says.
fn decode(path: &Path, bytes: Vec<u8>, limits: &Limits) -> Result<(String, Vec<Note>), Fault> {
    if kind::is_zip(&bytes) {
        return docx::extract(bytes, limits);
    }
    if kind::is_pdf(&bytes) {
        return pdf::extract(bytes, limits);
    }
    if let Some(fault) = kind::refused(path, &bytes) {
        return Err(fault);
    }
    let (text, mut notes) = text::decode(bytes)?;
    let ending = kind::ending(path);
    if ending.starts_with("doc") {
        let message = format!("The file is named .{ending} but holds plain text, and was read as that.");
        notes.push(Note { code: "named-otherwise", message });
    }
    Ok((text, notes))
}

/// A limit as the user reads it.
pub(super) fn megabytes(bytes: usize) -> String {
    if bytes >= 1 << 20 { format!("{} MB", bytes >> 20) } else { format!("{bytes} bytes") }
}
