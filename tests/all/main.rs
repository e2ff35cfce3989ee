//! The one integration binary: each module tests one stage or one promise.

mod claims;
mod command_line;
mod common;
mod drafts;
mod invariants;
mod letters;
mod pdfs;
mod reference;
mod reports;
mod requests;
mod rules;
mod source;
mod study;
mod why;
