//! In: the text of a pest grammar. Out: which of its rules match at the start of a text, and how far.
//!
//! The stages that read documents have pest read a rule only where it stands. Where that is, is worked out from the grammar
//! itself, so that nothing is written twice and nothing can be missed.

mod automaton;
mod builder;
mod choice;
mod matcher;
mod mixing;
mod prepared;
mod rules;
mod sets;
mod state;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod text;
mod version;
pub mod work;

pub use automaton::Automaton;
pub use choice::Choice;
pub use matcher::{Taken, taken};
pub use mixing::Mixing;
pub use prepared::Prepared;
pub use rules::{Rules, bits, has, put};
pub use text::{Grammar, Id};
pub use version::{READ_BY, version};
