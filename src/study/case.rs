//! In: a letter of a study and the judgements of its items. Out: its [`Case`]s: one item each, with what was decided and
//! what was predicted, and nothing of the text but the item's own and the words that decided.

use super::{Confusion, StudyLetter};
use crate::claim::Claim;
use crate::letter::Outcome;
use crate::report::{Basis, CriterionResult, Evidence, Judgements, Predicted, Prediction, Truth, outcome_of};
use serde::Serialize;

/// One item of one letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The document, as the user named it.
    pub source: String,
    /// The item's number, from 1.
    pub n: usize,
    /// What is asked for.
    pub text: String,
    /// Its treatment family.
    pub family: String,
    /// The edition that it was judged by.
    pub edition: String,
    /// The year of the decision.
    pub year: Option<i16>,
    /// What the reviewer decided, where the document tells it.
    pub outcome: Option<Outcome>,
    /// The prediction on each kind of evidence.
    pub summary: Said,
    /// The same with the reviewer's findings; absent for a draft.
    pub findings: Option<Said>,
}

/// A prediction and what decided it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What is predicted.
    pub predicted: Predicted,
    /// Why.
    pub basis: Basis,
    /// The criteria that decided it, with whether each is contradicted or undocumented; where the request is
    /// supported, those that are met.
    pub decided_by: Vec<Decider>,
}

/// A criterion that decided a prediction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decider {
    /// The criterion's id.
    pub id: String,
    /// Whether it holds.
    pub truth: Truth,
    /// The first words of the document that bear on it; none where it is silent.
    pub quote: Option<String>,
}

impl Case {
    /// The cases of one letter, in the order of its items. Items without a judgement give none.
    pub fn of(letter: &StudyLetter, edition: &str, judgements: &[Judgements]) -> Vec<Self> {
        let items = letter.file.items.iter().zip(judgements).enumerate();
        let cases = items.map(|(index, (item, judgements))| Self {
            source: letter.source.clone(),
            n: item.n,
            text: item.text.clone(),
            family: item.request.family.clone(),
            edition: edition.to_owned(),
            year: letter.year(),
            outcome: letter.outcomes.get(index).copied().flatten(),
            summary: Said::of(&judgements.summary, &letter.file.claims),
            findings: judgements.findings.as_ref().map(|prediction| Said::of(prediction, &letter.file.claims)),
        });
        cases.collect()
    }

    /// The prediction on this kind of evidence.
    pub fn by(&self, evidence: Evidence) -> Option<&Said> {
        match evidence {
            Evidence::Summary => Some(&self.summary),
            Evidence::Findings => self.findings.as_ref(),
        }
    }

    /// Whether the prediction is the decision; `None` where either is absent.
    pub fn agrees(&self, evidence: Evidence) -> Option<bool> {
        Some(outcome_of(self.by(evidence)?.predicted)? == self.outcome?)
    }
}

impl Confusion {
    /// The table of the cases that have a decision.
    pub fn of_cases(cases: &[Case], evidence: Evidence) -> Self {
        let decided = cases.iter().filter_map(|case| Some((case.outcome?, case.by(evidence)?.predicted)));
        decided.map(|(decided, predicted)| Self::of(decided, predicted)).sum()
    }
}

impl Said {
    fn of(prediction: &Prediction, claims: &[Claim]) -> Self {
        let decides = |truth| match prediction.outcome {
            Predicted::Overturned => truth == Truth::Met,
            Predicted::Upheld => matches!(truth, Truth::Contradicted | Truth::Undocumented),
            Predicted::NotCovered => false,
        };
        let criteria = prediction.criteria.iter().filter(|criterion| criterion.required && decides(criterion.truth));
        let decided_by = criteria.map(|criterion| Decider::of(criterion, claims)).collect();
        Self { predicted: prediction.outcome, basis: prediction.basis, decided_by }
    }
}

impl Decider {
    /// The criterion with the first words that bear on it.
    pub fn of(criterion: &CriterionResult, claims: &[Claim]) -> Self {
        let quote = criterion.claims.first().and_then(|&index| Some(claims.get(index)?.quote.clone()));
        Self { id: criterion.id.clone(), truth: criterion.truth, quote }
    }
}
