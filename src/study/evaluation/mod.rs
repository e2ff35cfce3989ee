//! In: cases. Out: [`Evaluation`]: agreement on both kinds of evidence, in all and by group, beside its baselines, and
//! where it fails and why.

mod baseline;
pub mod csv;
mod group;
pub mod html;
pub mod human;
pub mod json;

pub use group::{Calibration, Group, GroupRow, basis_name, evidence_name};

use super::{Case, Counted};
use crate::letter::Outcome;
use crate::report::{BOTH, Basis, Evidence, Predicted};
use indexmap::IndexSet;
use std::collections::BTreeSet;

/// Agreement over many letters.
#[derive(Debug, Clone, Default)]
pub struct Evaluation {
    /// The letters and their tables.
    pub counted: Counted,
    /// Documents with the case number of one before them. They count like the others.
    pub repeated: usize,
    /// Predictions that differ from the decision, in the order of the documents.
    pub differences: Vec<Difference>,
    /// Every item with a decision.
    rows: Vec<Row>,
    names: IndexSet<String>,
    case_numbers: BTreeSet<String>,
}

/// One item with a decision, as small as can be: a study of many letters holds them all.
#[derive(Debug, Clone, Copy)]
struct Row {
    letter: u32,
    family: u16,
    edition: u16,
    year: Option<i16>,
    decided: Outcome,
    summary: (Predicted, Basis),
    findings: Option<(Predicted, Basis)>,
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
    /// Takes the cases of one more document, with its IMR case number.
    pub fn add(&mut self, case_number: Option<&str>, cases: &[Case]) {
        let again = case_number.is_some_and(|number| !self.case_numbers.insert(number.to_owned()));
        self.repeated += usize::from(again);
        for case in cases {
            if let Some(decided) = case.outcome {
                self.add_case(case, decided);
            }
        }
        self.counted.add(cases);
    }

    fn add_case(&mut self, case: &Case, decided: Outcome) {
        for evidence in BOTH {
            if case.agrees(evidence) == Some(false) {
                self.differences.push(Difference { case: case.clone(), evidence });
            }
        }
        let row = Row {
            letter: u32::try_from(self.counted.letters).unwrap_or(u32::MAX),
            family: self.name(&case.family),
            edition: self.name(&case.edition),
            year: case.year,
            decided,
            summary: (case.summary.predicted, case.summary.basis),
            findings: case.findings.as_ref().map(|said| (said.predicted, said.basis)),
        };
        self.rows.push(row);
    }

    /// The number that stands for a name of which there are few.
    fn name(&mut self, name: &str) -> u16 {
        let index = self.names.get_index_of(name).unwrap_or_else(|| self.names.insert_full(name.to_owned()).0);
        u16::try_from(index).unwrap_or(u16::MAX)
    }
}

impl Row {
    fn by(&self, evidence: Evidence) -> Option<(Predicted, Basis)> {
        match evidence {
            Evidence::Summary => Some(self.summary),
            Evidence::Findings => self.findings,
        }
    }
}
