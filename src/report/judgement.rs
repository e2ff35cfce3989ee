//! In: the predictions of one item. Out: [`Judgements`], both of them side by side, under the names that renderers use.

pub use crate::decision::{Basis, Predicted, Prediction};
pub use crate::fact::Evidence;
pub use crate::rule::{CriterionResult, Truth};

use crate::letter::Outcome;

/// Both kinds of evidence, in the order in which they are shown.
pub const BOTH: [Evidence; 2] = [Evidence::Summary, Evidence::Findings];

/// The predictions of one item.
#[derive(Debug, Clone)]
pub struct Judgements {
    /// From the summary alone.
    pub summary: Prediction,
    /// With the reviewer's findings; a draft has none.
    pub findings: Option<Prediction>,
}

impl Judgements {
    /// The prediction on this kind of evidence.
    pub fn by(&self, evidence: Evidence) -> Option<&Prediction> {
        match evidence {
            Evidence::Summary => Some(&self.summary),
            Evidence::Findings => self.findings.as_ref(),
        }
    }
}

/// The outcome that is predicted; `None` where no rule covers the item.
pub const fn outcome_of(predicted: Predicted) -> Option<Outcome> {
    match predicted {
        Predicted::Upheld => Some(Outcome::Upheld),
        Predicted::Overturned => Some(Outcome::Overturned),
        Predicted::NotCovered => None,
    }
}
