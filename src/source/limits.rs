//! In: nothing. Out: [`Limits`], how much of a document is read before it is refused.

use std::time::Duration;

/// How large a document may be. Beyond a limit a document is refused with an error that names the limit; the others go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest document, in bytes of the file or of one JSON Lines record.
    pub document_bytes: usize,
    /// Most pages of a PDF.
    pub pages: usize,
    /// Most bytes that a document may hold once unpacked: the streams of a PDF, repeated drawings counted as often as they
    /// are drawn, or the parts of a Word document.
    pub expanded_bytes: usize,
    /// Most drawings of a PDF, groups of its pages, or elements of a Word document within each other.
    pub nesting: usize,
    /// Longest time that it may take to extract the text of a PDF or Word document, and then to read any document.
    pub document_time: Duration,
    /// Most requests, or disputed items, of a document.
    pub items: usize,
    /// Most sentences of a note, or of a letter's case summary and rationales.
    pub sentences: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document_bytes: 16 << 20,
            pages: 500,
            expanded_bytes: 32 << 20,
            nesting: 256,
            document_time: Duration::from_secs(30),
            items: 500,
            sentences: 50_000,
        }
    }
}
