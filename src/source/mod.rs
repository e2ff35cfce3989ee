//! In: paths and bytes. Out: [`Document`]s, the text of each with a way back to its bytes.

mod apart;
mod bytes;
mod columns;
mod damage;
mod docx;
mod form;
mod furniture;
mod guard;
mod inflate;
mod input;
mod jsonl;
mod kind;
mod limits;
mod packed;
mod pdf;
pub mod prose;
mod text;

pub use apart::in_time;
pub use input::{Fingerprint, Input, Inputs, Loaded, holds_many, is_known, open, size};
pub use limits::Limits;
pub use prose::Prose;

/// One document's text as extracted, before anything is known of its form.
#[derive(Debug, Clone)]
pub struct Document {
    /// The path as the user named it, or `-`, or the record's name in a JSON Lines file.
    pub name: String,
    /// The text as extracted. All spans are byte ranges into it.
    pub text: String,
    /// What the reader should know of the extraction, such as pages that yielded no text.
    pub notes: Vec<Note>,
}

impl Note {
    pub(crate) const PAGE_UNREADABLE: &str = "page-unreadable";
    pub(crate) const PAGE_INCOMPLETE: &str = "page-incomplete";
    pub(crate) const PAGES_MISSING: &str = "pages-missing";
    pub(crate) const ITEMS_MISSING: &str = "items-missing";

    /// Whether a part of the document is known to be missing.
    pub fn is_of_loss(&self) -> bool {
        [Self::PAGE_UNREADABLE, Self::PAGE_INCOMPLETE, Self::PAGES_MISSING, Self::ITEMS_MISSING].contains(&self.code)
    }
}

/// Something a user should know about how a document was read; never a judgement.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Note {
    /// A short stable name, such as `page-without-text`.
    pub code: &'static str,
    /// One sentence for the user.
    pub message: String,
}
