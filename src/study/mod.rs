//! In: reports of many letters with their outcomes. Out: how the predictions agree with the decisions
//! ([`mod@evaluation`]); what a change of rules does ([`mod@comparison`]), each criterion ([`mod@ablation`]) and each value
//! of a parameter ([`mod@sweep`]); and against readings of the same letters by people, how well they were read
//! ([`mod@reference`]). A letter is read once, and judged by as many rulebooks as there are.

pub mod ablation;
mod case;
mod change;
pub mod comparison;
mod confusion;
mod counted;
mod csv;
mod effect;
pub mod evaluation;
pub mod human;
mod json;
pub mod kept;
mod letter;
pub mod measure;
pub mod pile;
mod plot;
pub mod reference;
pub mod rulebook;
mod said;
pub mod statistics;
pub mod sweep;
mod table;
mod turned;

pub use ablation::Ablation;
pub use case::{Case, Decider, Said};
pub use comparison::Comparison;
pub use confusion::Confusion;
pub use counted::Counted;
pub use effect::{Effect, Effects};
pub use evaluation::Evaluation;
pub use letter::StudyLetter;
pub use sweep::Sweep;
pub use turned::{ListedItem, Turned};
