//! In: counts. Out: intervals and tests: [`wilson()`], [`Bootstrap`], [`mcnemar()`].

mod bootstrap;
mod mcnemar;
mod wilson;

pub use bootstrap::{Bootstrap, percentile};
pub use mcnemar::mcnemar;
pub use wilson::wilson;

/// Lowest and highest value of a 95 % interval.
pub type Interval = (f64, f64);
