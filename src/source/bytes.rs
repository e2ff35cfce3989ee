//! In: an open file or standard input. Out: its [`Document`]: at most as many bytes as the limit, told apart by content.

use super::{Document, Limits, pdf, text};
use crate::error::Error;
use std::io::Read;
use std::path::Path;

/// How far into a file its PDF mark may stand: readers skip what a mailer or scanner put before it.
const MARK_WITHIN: usize = 1024;

/// Fetches a document's bytes from `reader`. `path` is its name in messages.
pub(super) fn load(path: &Path, reader: impl Read, limits: &Limits) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let most = u64::try_from(limits.document_bytes).unwrap_or(u64::MAX);
    reader.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| Error::unreadable(path, &error))?;
    if bytes.len() > limits.document_bytes {
        let what = format!("the document is larger than {}", megabytes(limits.document_bytes));
        return Err(Error::document(path, what, "Check that it is one letter, or split it."));
    }
    Ok(bytes)
}

/// Extracts the text of a document's bytes.
pub(super) fn document(path: &Path, bytes: Vec<u8>, limits: &Limits) -> Result<Document, Error> {
    let (text, notes) = decode(path, bytes, limits).map_err(|(what, cure)| Error::document(path, what, cure))?;
    Ok(Document { name: path.display().to_string(), text, notes })
}

fn decode(path: &Path, bytes: Vec<u8>, limits: &Limits) -> Result<(String, Vec<super::Note>), text::Fault> {
    let head = bytes.get(..MARK_WITHIN).unwrap_or(&bytes);
    if head.windows(5).any(|window| window == b"%PDF-") {
        return pdf::extract(bytes, limits);
    }
    if let Some(fault) = named_otherwise(path, &bytes) {
        return Err(fault);
    }
    text::decode(bytes)
}

/// Files whose name or first bytes promise something that is no text.
fn named_otherwise(path: &Path, bytes: &[u8]) -> Option<text::Fault> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    let (what, cure) = match extension.as_deref() {
        Some("pdf") if !bytes.is_empty() => (
            "the file is named .pdf but does not begin as a PDF does; it is cut off at the start or something else",
            "Get the PDF again, or, if it is plain text, name it .txt.",
        ),
        _ if bytes.starts_with(b"PK\x03\x04") => {
            ("this is a Word document or another packed file", "Save it as PDF or as plain text and give that file.")
        }
        _ => return None,
    };
    Some((what.to_owned(), cure.to_owned()))
}

/// A limit as the user reads it.
pub(super) fn megabytes(bytes: usize) -> String {
    if bytes >= 1 << 20 { format!("{} MB", bytes >> 20) } else { format!("{bytes} bytes") }
}
