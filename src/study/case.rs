//! In: a report. Out: its [`Case`]s: one item each, with what was decided and what was predicted, and nothing of the text
//! but the item's own.

use crate::letter::Outcome;
use crate::report::{Basis, Evidence, Predicted, Prediction, Report, Truth};
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
    /// The cases of one report, in the order of its items. Items without a judgement give none.
    pub fn of(report: &Report) -> Vec<Self> {
        let cases = report.items().filter_map(|view| {
            let judgements = view.judgements?;
            Some(Self {
                source: report.document.name.clone(),
                n: view.item.n,
                text: view.item.text.clone(),
                family: view.request.family.clone(),
                outcome: view.outcome,
                summary: Said::of(report, &judgements.summary),
                findings: judgements.findings.as_ref().map(|prediction| Said::of(report, prediction)),
            })
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
}

impl Said {
    fn of(report: &Report, judgement: &Prediction) -> Self {
        let decides = |truth| match judgement.outcome {
            Predicted::Overturned => truth == Truth::Met,
            Predicted::Upheld => matches!(truth, Truth::Contradicted | Truth::Undocumented),
            Predicted::NotCovered => false,
        };
        let criteria = judgement.criteria.iter().filter(|criterion| criterion.required && decides(criterion.truth));
        let decided_by = criteria.map(|criterion| Decider {
            id: criterion.id.clone(),
            truth: criterion.truth,
            quote: criterion.claims.first().and_then(|&index| Some(report.reading.claims.get(index)?.quote.clone())),
        });
        Self { predicted: judgement.outcome, basis: judgement.basis, decided_by: decided_by.collect() }
    }
}
