//! In: the items of an evaluation. Out: their tables by treatment family, edition, year or basis, and how often a
//! prediction of one kind came true.

use super::{Evaluation, Row};
use crate::letter::Outcome;
use crate::report::{BOTH, Basis, Evidence, Predicted, outcome_of};
use crate::study::Confusion;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// By what items are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The treatment family.
    Family,
    /// The edition that they were judged by.
    Edition,
    /// The year of the decision.
    Year,
    /// On what the prediction rests; an item can be in different rows on the two kinds of evidence.
    Basis,
}

/// The items of one group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GroupRow {
    /// Its name, such as `opioid` or `2015`.
    pub name: String,
    /// On the summary alone.
    pub summary: Confusion,
    /// With the reviewer's findings.
    pub findings: Confusion,
}

/// The items of one family with one prediction on one basis, and how many of them were really decided so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calibration {
    /// The family; none for all together.
    pub family: Option<String>,
    /// On which evidence.
    pub evidence: Evidence,
    /// On what the predictions rest.
    pub basis: Basis,
    /// What is predicted.
    pub predicted: Predicted,
    /// How many items.
    pub items: usize,
    /// How many of them were decided so.
    pub came_true: usize,
}

impl GroupRow {
    /// The table on this kind of evidence.
    pub fn by(&self, evidence: Evidence) -> &Confusion {
        match evidence {
            Evidence::Summary => &self.summary,
            Evidence::Findings => &self.findings,
        }
    }
}

impl Evaluation {
    /// The items by group: families by size, the others by name.
    pub fn groups(&self, group: Group) -> Vec<GroupRow> {
        let mut rows: BTreeMap<String, GroupRow> = BTreeMap::new();
        for row in &self.rows {
            for evidence in BOTH {
                let Some((predicted, basis)) = row.by(evidence) else { continue };
                let name = self.group_name(row, group, basis);
                let entry = rows.entry(name).or_default();
                let table = if evidence == Evidence::Summary { &mut entry.summary } else { &mut entry.findings };
                table.count(row.decided, predicted);
            }
        }
        let mut rows: Vec<GroupRow> = rows.into_iter().map(|(name, row)| GroupRow { name, ..row }).collect();
        if group == Group::Family {
            rows.sort_by_key(|row| Reverse(row.summary.items()));
        }
        rows
    }

    fn group_name(&self, row: &Row, group: Group, basis: Basis) -> String {
        match group {
            Group::Family => self.name_of(row.family).to_owned(),
            Group::Edition => self.name_of(row.edition).to_owned(),
            Group::Year => row.year.map_or_else(|| "no date".to_owned(), |year| year.to_string()),
            Group::Basis => basis_name(basis).to_owned(),
        }
    }

    pub(super) fn name_of(&self, index: u16) -> &str {
        self.names.get_index(usize::from(index)).map_or("", String::as_str)
    }

    /// How often predictions came true: for all families together, then for each, by name. Items that no rule covers
    /// have no prediction and are not in it.
    pub fn calibration(&self) -> Vec<Calibration> {
        // Predicted, items, came true: a basis leads to one prediction.
        let mut counts = BTreeMap::<(Option<&str>, Evidence, Basis), (Predicted, usize, usize)>::new();
        for row in &self.rows {
            for evidence in BOTH {
                let Some((predicted, basis)) = row.by(evidence) else { continue };
                let Some(outcome) = outcome_of(predicted) else { continue };
                for family in [None, Some(self.name_of(row.family))] {
                    let count = counts.entry((family, evidence, basis)).or_insert((predicted, 0, 0));
                    count.1 += 1;
                    count.2 += usize::from(outcome == row.decided);
                }
            }
        }
        let made = counts.into_iter().map(|((family, evidence, basis), (predicted, items, came_true))| Calibration {
            family: family.map(str::to_owned),
            evidence,
            basis,
            predicted,
            items,
            came_true,
        });
        made.collect()
    }

    /// How many items of each family were decided which way, with the letter of each; for the baselines.
    pub(super) fn decided(&self) -> impl Iterator<Item = (u32, u16, Outcome)> {
        self.rows.iter().map(|row| (row.letter, row.family, row.decided))
    }
}

/// The name of a basis in tables and CSV.
pub fn basis_name(basis: Basis) -> &'static str {
    match basis {
        Basis::Met => "met",
        Basis::Contradicted => "contradicted",
        Basis::Undocumented => "undocumented",
        Basis::NotCovered => "not_covered",
    }
}

/// The name of a kind of evidence in tables and CSV.
pub fn evidence_name(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Summary => "summary",
        Evidence::Findings => "findings",
    }
}
