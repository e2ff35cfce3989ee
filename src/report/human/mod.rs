//! In: a [`Report`](crate::report::Report). Out: text for people, at a fixed width: one file per command.

mod check;
mod extract;
mod heading;
mod points;
mod total;

pub use check::check;
pub use extract::extract;
pub use total::total;
