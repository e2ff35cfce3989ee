//! imrcheck reads medical-necessity documents of California workers' compensation (Independent Medical Review
//! letters and physicians' drafts), extracts what they assert, judges each disputed item by rules that encode the
//! Medical Treatment Utilization Schedule (MTUS), and reports what is met, contradicted and missing.
//!
//! The modules are the stages that a document passes, in this order. Each knows only the stages before it.
//!
//! ```text
//! bytes ─source→ Document ─letter→ sections, items ─claim→ sentences, claims ─fact→ FactSheet per item
//!       ─conflict, completeness→ what a document says against itself, what a request lacks
//!       ─rule→ criteria ─decision→ Prediction ─report→ human · json · html · sarif   many letters ─study→ agreement
//! ```
//!
//! Decision support, not medical or legal advice.

// The parsers that pest derives name it.
extern crate alloc;

pub mod span;

pub mod visible;

pub mod kept;

pub mod grammar;

pub mod lexicon;

pub mod source;

pub mod letter;

pub mod request;

pub mod claim;

pub mod fact;

pub mod conflict;

pub mod completeness;

pub mod rule;

pub mod decision;

pub mod report;

pub mod study;

#[cfg(feature = "cli")]
pub mod cli;

pub mod error;
