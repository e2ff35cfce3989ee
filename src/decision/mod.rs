//! In: the truth of each criterion. Out: a prediction, its basis, and what would change it.
//!
//! The actual outcome of an item is not reachable from here.

mod alternatives;
mod letter;

pub use alternatives::{minimal_sets, support_of};
pub use letter::{LetterItem, predict_letter};

use crate::fact::{FactSheet, Kleene};
use crate::rule::{CriterionResult, Rulebook, Truth};
use schemars::JsonSchema;
use serde::Serialize;

/// What is predicted to happen to the denial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Predicted {
    /// The denial would stand.
    Upheld,
    /// The request is supported.
    Overturned,
    /// No family file covers the request.
    NotCovered,
}

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// What supports a request is met.
    Met,
    /// The record contradicts what would support it.
    Contradicted,
    /// The record does not show what would support it.
    Undocumented,
    /// No family file covers the request.
    NotCovered,
}

/// What the rules say of one item.
#[derive(Debug, Clone, Serialize)]
pub struct Prediction {
    /// What is predicted.
    pub outcome: Predicted,
    /// Why.
    pub basis: Basis,
    /// Every criterion of the item's family.
    pub criteria: Vec<CriterionResult>,
    /// Each set of undocumented criteria that would change the outcome if all of it were documented, and of which no
    /// part would do; smallest first. Empty where none can.
    pub to_overturn: Vec<Vec<String>>,
}

impl Prediction {
    const NOT_COVERED: Self = Self {
        outcome: Predicted::NotCovered,
        basis: Basis::NotCovered,
        criteria: Vec::new(),
        to_overturn: Vec::new(),
    };
}

/// Predicts one item from its fact sheet. Of the criteria that are not met, those stay required on which this prediction
/// rests: a contradicted one where no way is left, an undocumented one where it belongs to a way that is open.
/// An ancillary needs the prediction of its operation: see [`predict_letter`].
pub fn predict(rulebook: &Rulebook, sheet: &FactSheet) -> Prediction {
    let Some(family) = rulebook.families.get(&sheet.family) else { return Prediction::NOT_COVERED };
    let criteria = family.judge(sheet);
    let truths: Vec<Truth> = criteria.iter().map(|result| result.truth).collect();
    let (outcome, basis) = match support_of(&family.support, &truths) {
        Kleene::True => (Predicted::Overturned, Basis::Met),
        Kleene::False => (Predicted::Upheld, Basis::Contradicted),
        Kleene::Unknown => (Predicted::Upheld, Basis::Undocumented),
    };
    let to_overturn = match basis {
        Basis::Undocumented => minimal_sets(&family.support, &truths),
        _ => Vec::new(),
    };
    let mut criteria = criteria;
    for (index, criterion) in criteria.iter_mut().enumerate() {
        criterion.required &= match (basis, criterion.truth) {
            (Basis::Contradicted, truth) => matches!(truth, Truth::Contradicted | Truth::Met),
            (_, Truth::Contradicted) => false,
            (_, Truth::Undocumented) => to_overturn.iter().any(|set| set.contains(&index)),
            _ => true,
        };
    }
    let ids = |set: &Vec<usize>| set.iter().map(|&index| criteria[index].id.clone()).collect();
    let to_overturn = to_overturn.iter().map(ids).collect();
    Prediction { outcome, basis, criteria, to_overturn }
}
