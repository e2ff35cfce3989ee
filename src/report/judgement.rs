//! In: a decision on one item. Out: [`Judgement`], the same as plain data that a reader needs: no rule types, no YAML.

use crate::letter::Outcome;
use crate::report::RulePlace;
use serde::Serialize;

/// What a judgement was allowed to read. Neither reads the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// The clinical case summary and the item's own text: what is known beforehand.
    Summary,
    /// These plus the reviewer's own statements about this patient in this item's rationale.
    Findings,
}

impl Evidence {
    /// Both, in the order in which they are shown.
    pub const ALL: [Self; 2] = [Self::Summary, Self::Findings];

    /// The contract's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Findings => "findings",
        }
    }
}

/// What is predicted for an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Expected {
    /// The denial would stand.
    Upheld,
    /// The request is supported.
    Overturned,
    /// No rule speaks of this treatment.
    NotCovered,
}

impl Expected {
    /// The outcome that is predicted; `None` where no rule covers the item.
    pub const fn outcome(self) -> Option<Outcome> {
        match self {
            Self::Upheld => Some(Outcome::Upheld),
            Self::Overturned => Some(Outcome::Overturned),
            Self::NotCovered => None,
        }
    }

    /// The contract's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::Overturned => "overturned",
            Self::NotCovered => "not_covered",
        }
    }
}

/// Why an outcome is predicted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Every required criterion is met.
    Met,
    /// A required criterion is contradicted by the record.
    Contradicted,
    /// A required criterion is not documented.
    Undocumented,
    /// No rule speaks of this treatment.
    NotCovered,
}

impl Basis {
    /// The contract's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Contradicted => "contradicted",
            Self::Undocumented => "undocumented",
            Self::NotCovered => "not_covered",
        }
    }
}

/// Whether a criterion holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    /// The record shows it.
    Met,
    /// The record shows the opposite.
    Contradicted,
    /// The record does not show it.
    Undocumented,
    /// It is not asked of this request.
    NotApplicable,
}

/// One criterion of a guideline, applied to one item.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// Its id, such as `opioid/drug-test`.
    pub id: String,
    /// What it asks, as a short sentence without a full stop.
    pub title: String,
    /// Whether it holds.
    pub truth: Truth,
    /// The claims that decided it, as indices into the reading's claims; empty where the record is silent.
    pub claims: Vec<usize>,
    /// Whether the prediction rests on it; the others are shown, but nothing hangs on them.
    pub decisive: bool,
    /// Section and page of the guideline.
    pub cite: String,
    /// What to document.
    pub help: String,
    /// Where the guideline can be read.
    pub url: Option<String>,
    /// Where the rule stands.
    pub rule: Option<RulePlace>,
}

/// What the rules say of one item on one kind of evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// What is predicted.
    pub expected: Expected,
    /// Why.
    pub basis: Basis,
    /// All criteria of the family, in the order of the rule file.
    pub criteria: Vec<Criterion>,
    /// The smallest sets of undocumented criteria that would change the prediction if documented.
    pub to_overturn: Vec<Vec<String>>,
}

/// The judgements of one item.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgements {
    /// From the summary alone.
    pub summary: Judgement,
    /// With the reviewer's findings; a draft has none.
    pub findings: Option<Judgement>,
}

impl Judgements {
    /// The judgement on this kind of evidence.
    pub fn by(&self, evidence: Evidence) -> Option<&Judgement> {
        match evidence {
            Evidence::Summary => Some(&self.summary),
            Evidence::Findings => self.findings.as_ref(),
        }
    }
}
