//! In: the cases of letters, one letter after the other. Out: [`Counted`]: how many letters and items there are, and the
//! table of each letter by the rules as they stand.

use super::{Case, Confusion};
use crate::report::Evidence;
use serde::Serialize;

/// The letters of a study and what was predicted for them.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Counted {
    /// Whether the work was interrupted, so that some documents are missing.
    pub partial: bool,
    /// Documents that were read.
    pub letters: usize,
    /// Documents that could not be read, or hold no item.
    pub failed: usize,
    /// Items of all kinds.
    pub items: usize,
    /// Items whose document tells no decision: they count in no measure.
    pub without_outcome: usize,
    /// The table of each letter, on the summary alone.
    #[serde(skip)]
    pub summary: Vec<Confusion>,
    /// The same with the reviewer's findings.
    #[serde(skip)]
    pub findings: Vec<Confusion>,
}

impl Counted {
    /// Takes the cases of one more letter.
    pub fn add(&mut self, cases: &[Case]) {
        self.letters += 1;
        self.items += cases.len();
        self.without_outcome += cases.iter().filter(|case| case.outcome.is_none()).count();
        self.summary.push(Confusion::of_cases(cases, Evidence::Summary));
        self.findings.push(Confusion::of_cases(cases, Evidence::Findings));
    }

    /// The table of each letter on this kind of evidence.
    pub fn letters_by(&self, evidence: Evidence) -> &[Confusion] {
        match evidence {
            Evidence::Summary => &self.summary,
            Evidence::Findings => &self.findings,
        }
    }

    /// The table of all letters on this kind of evidence.
    pub fn by(&self, evidence: Evidence) -> Confusion {
        self.letters_by(evidence).iter().copied().sum()
    }
}
