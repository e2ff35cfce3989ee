//! In: cases. Out: [`Evaluation`]: agreement on both kinds of evidence, per family, and where it fails and why.

use super::{Case, Confusion, Said};
use crate::letter::Outcome;
use crate::report::{BOTH, Evidence, outcome_of};
use std::collections::BTreeMap;

/// Agreement over many letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// Documents that were read.
    pub letters: usize,
    /// Documents that could not be read.
    pub failed: usize,
    /// Items of all kinds.
    pub items: usize,
    /// Items whose document tells no decision; they count nowhere else.
    pub without_outcome: usize,
    /// On the summary alone.
    pub summary: Confusion,
    /// With the reviewer's findings.
    pub findings: Confusion,
    /// The same for each family, by name.
    pub families: BTreeMap<String, FamilyRow>,
    /// Predictions that differ from the decision, in the order of the documents.
    pub differences: Vec<Difference>,
}

/// One family.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FamilyRow {
    /// On the summary alone.
    pub summary: Confusion,
    /// With the reviewer's findings.
    pub findings: Confusion,
}

/// One prediction that differs from the decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The item.
    pub case: Case,
    /// On which evidence.
    pub evidence: Evidence,
}

impl Evaluation {
    /// Takes the cases of one more document.
    pub fn add(&mut self, cases: Vec<Case>) {
        self.letters += 1;
        for case in cases {
            self.items += 1;
            self.add_case(&case);
        }
    }

    fn add_case(&mut self, case: &Case) {
        let Some(decided) = case.outcome else {
            self.without_outcome += 1;
            return;
        };
        for evidence in BOTH {
            let Some(said) = case.by(evidence) else { continue };
            let row = self.families.entry(case.family.clone()).or_default();
            row.by_mut(evidence).count(decided, said.predicted);
            match evidence {
                Evidence::Summary => self.summary.count(decided, said.predicted),
                Evidence::Findings => self.findings.count(decided, said.predicted),
            }
            if differs(said, decided) {
                self.differences.push(Difference { case: case.clone(), evidence });
            }
        }
    }

    /// The table on this kind of evidence.
    pub fn by(&self, evidence: Evidence) -> &Confusion {
        match evidence {
            Evidence::Summary => &self.summary,
            Evidence::Findings => &self.findings,
        }
    }
}

impl FamilyRow {
    /// The table on this kind of evidence.
    pub fn by(&self, evidence: Evidence) -> &Confusion {
        match evidence {
            Evidence::Summary => &self.summary,
            Evidence::Findings => &self.findings,
        }
    }

    fn by_mut(&mut self, evidence: Evidence) -> &mut Confusion {
        match evidence {
            Evidence::Summary => &mut self.summary,
            Evidence::Findings => &mut self.findings,
        }
    }
}

fn differs(said: &Said, decided: Outcome) -> bool {
    outcome_of(said.predicted).is_some_and(|predicted| predicted != decided)
}
