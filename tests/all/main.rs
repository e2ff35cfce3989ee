//! The one integration binary: each module tests one stage or one promise.

mod claims;
mod command_line;
mod common;
mod completeness;
mod conflicts;
mod docs;
mod docx;
mod drafts;
mod forms;
mod golden;
mod hidden;
mod hostile;
mod invariants;
mod letters;
mod letters_key;
mod losses;
mod nothing_lost;
mod pdfs;
mod precheck;
mod reference;
mod reports;
mod requests;
mod rules;
mod source;
mod study;
mod why;
