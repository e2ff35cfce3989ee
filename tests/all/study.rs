//! The studies: statistics against reference values, evaluations and changes of rules counted by hand, many letters.

mod comparison;
mod evaluation;
mod figures;
mod many;
mod on_record;
mod rule_change;
mod statistics;
