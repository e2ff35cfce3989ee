//! In: the text of a pest grammar. Out: which of its rules can match at the start of a text.
//!
//! `request` and `claim` try a rule only where it can match. Where that is, is worked out from the grammar itself, so that
//! nothing is written twice and nothing can be missed.

mod ahead;
mod automaton;
mod builder;
mod mixing;
mod sets;
mod state;
#[cfg(test)]
mod tests;
mod text;
mod version;
pub mod work;

pub use ahead::Ahead;
pub use automaton::{Automaton, Gaps, Rules, Walked};
pub use mixing::Mixing;
pub use text::Grammar;
pub use version::{READ_BY, version};
