//! In: the text of a pest grammar. Out: with which letters each of its rules may start.
//!
//! `request` and `claim` try a rule only where its first letters stand. The letters are worked out from the grammar itself, so
//! that nothing is written twice and nothing can be missed.

mod first;
mod version;

pub use first::{First, LENGTH, Rules};
pub use version::{READ_BY, version};
