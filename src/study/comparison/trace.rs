//! In: a prediction and the claims of its letter. Out: [`Traced`]: each criterion with its truth, the words that it rests
//! on, and its place in the rule file.

use crate::claim::Claim;
use crate::report::{CriterionResult, Prediction, Truth};
use serde::Serialize;

/// One criterion of a prediction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Traced {
    /// Its id.
    pub id: String,
    /// What it asks.
    pub title: String,
    /// Whether it holds.
    pub truth: Truth,
    /// Whether the prediction rests on it.
    pub required: bool,
    /// The words of the letter that decided it.
    pub words: Vec<String>,
    /// The facts that decided it.
    pub facts: Vec<&'static str>,
    /// The rule file and line.
    pub rule: String,
    /// The guideline's section and page.
    pub cite: String,
}

/// Every criterion of a prediction, in the rule file's order.
pub fn trace(prediction: &Prediction, claims: &[Claim]) -> Vec<Traced> {
    prediction.criteria.iter().map(|criterion| one(criterion, claims)).collect()
}

fn one(criterion: &CriterionResult, claims: &[Claim]) -> Traced {
    let words = criterion.claims.iter().filter_map(|&index| Some(claims.get(index)?.quote.clone()));
    Traced {
        id: criterion.id.clone(),
        title: criterion.title.clone(),
        truth: criterion.truth,
        required: criterion.required,
        words: words.collect(),
        facts: criterion.facts.clone(),
        rule: format!("{}:{}", criterion.place.file.name, criterion.place.line()),
        cite: criterion.cite.clone(),
    }
}
