//! In: the text of a pest grammar. Out: which of its rules can match at the start of a text.
//!
//! `request` and `claim` try a rule only where it can match. Where that is, is worked out from the grammar itself, so that
//! nothing is written twice and nothing can be missed.

mod automaton;
mod sets;
#[cfg(test)]
mod tests;
mod text;
mod version;

pub use automaton::{Automaton, Gaps, Rules};
pub use text::Grammar;
pub use version::{READ_BY, version};
