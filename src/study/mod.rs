//! In: reports of many letters with their outcomes. Out: agreement, beside its baselines; and against readings of the
//! same letters by people, how well they were read ([`mod@reference`]).

mod case;
mod confusion;
mod evaluation;
pub mod human;
pub mod interval;
pub mod json;
pub mod reference;
pub mod rulebook;

pub use case::{Case, Decider, Said};
pub use confusion::Confusion;
pub use evaluation::{Difference, Evaluation, FamilyRow};
