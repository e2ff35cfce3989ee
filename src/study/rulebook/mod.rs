//! In: rulebooks. Out: whether their own examples and cases hold, which clauses these reach, and which slips they notice.

mod measure;
mod mutation;
mod pages;
mod read;
mod report;
mod trial;

pub use measure::{Clauses, Measured, Mutants, SCORE_NEEDED};
pub use pages::{Page, pages};
pub use report::{lint, test};

use crate::rule::{Rulebooks, changed};
use rayon::prelude::*;

/// Tests every edition. Examples and cases are judged in each edition that has them; clauses and slips are counted where
/// a family is new or changed.
pub fn measure(rulebooks: &Rulebooks) -> Measured {
    let pairs: Vec<_> =
        rulebooks.iter().flat_map(|book| book.families.values().map(move |family| (book, family.as_ref()))).collect();
    let one = |(book, family)| measure::family(book, family, changed(rulebooks, book, family));
    let all: Vec<Measured> = pairs.into_par_iter().map(one).collect();
    all.into_iter().fold(Measured::default(), Measured::with)
}
