//! In: reports of many letters with their outcomes. Out: agreement, beside its baselines.

mod case;
mod confusion;
mod evaluation;
pub mod human;
pub mod interval;
pub mod json;
pub mod rulebook;

pub use case::{Case, Decider, Said};
pub use confusion::Confusion;
pub use evaluation::{Difference, Evaluation, FamilyRow};
