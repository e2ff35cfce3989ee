//! In: a [`Report`](crate::report::Report). Out: text for people, at a fixed width: one file per command.

mod check;
mod completeness;
mod conflicts;
mod extract;
mod heading;
mod marked;
mod points;
mod total;
mod why;

pub use check::check;
pub use extract::extract;
pub(super) use heading::about;
pub(super) use points::{rank, rests_on_silence};
pub use total::total;
pub use why::why;
