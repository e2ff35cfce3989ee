//! In: judged reports of many documents. Out: [`Pile`]: each request on a line, what needs attention first, those asked
//! for twice, and which points are missing most often.

pub mod csv;
mod duplicate;
mod gap;
pub mod html;
pub mod human;
mod row;

pub use duplicate::{Duplicate, Why};
pub use gap::Gap;
pub use row::{Point, Row};

use crate::report::{Basis, Evidence, Report};
use duplicate::Seen;
use std::cmp::Reverse;

/// Many requests.
#[derive(Debug, Default)]
pub struct Pile {
    /// In the order in which they were read.
    pub rows: Vec<Row>,
    /// Documents that were read.
    pub documents: usize,
    /// Those of them in which nothing was asked for, as far as was seen.
    pub unasked: Vec<String>,
    /// Those of which a part is known to be missing.
    pub incomplete: Vec<String>,
    /// Contradictions within documents.
    pub conflicts: usize,
    /// Findings that somebody settled beforehand.
    pub settled: usize,
    /// Entries of sidecar files that settle nothing any more.
    pub stale: usize,
    /// The requests that are the same as an earlier one.
    pub duplicates: Vec<Duplicate>,
    seen: Seen,
}

/// What a pile keeps of one document.
#[derive(Debug, Default)]
pub struct Sheet {
    source: String,
    incomplete: bool,
    rows: Vec<Row>,
    conflicts: usize,
    settled: usize,
    stale: usize,
}

impl Sheet {
    /// The requests of a document, judged by the evidence that is explained.
    pub fn of(report: &Report, asked: Option<Evidence>) -> Self {
        let evidence = report.explained(asked);
        Self {
            source: report.name().to_owned(),
            incomplete: report.letter.is_incomplete(),
            rows: Row::of(report, evidence),
            conflicts: report.conflicts.len(),
            settled: report.settled(evidence),
            stale: report.stale().len(),
        }
    }
}

impl Pile {
    /// Adds the requests of a document.
    pub fn add(&mut self, sheet: Sheet) {
        self.documents += 1;
        self.conflicts += sheet.conflicts;
        self.settled += sheet.settled;
        self.stale += sheet.stale;
        self.incomplete.extend(sheet.incomplete.then(|| sheet.source.clone()));
        if sheet.rows.is_empty() {
            self.unasked.push(sheet.source);
        }
        for mut row in sheet.rows {
            (row.document, row.place) = (self.documents, self.rows.len());
            self.duplicates.extend(self.seen.add(self.rows.len(), &row, &self.rows));
            self.rows.push(row);
        }
    }

    /// The requests by what needs attention: first what is not shown, the most open points first; then what the record
    /// speaks against; then what no rule covers; then what is settled; then what is supported. Else in the order read.
    pub fn by_attention(&self) -> Vec<&Row> {
        let mut rows: Vec<_> = self.rows.iter().collect();
        rows.sort_by_key(|row| (urgency(row), Reverse(row.missing.len())));
        rows
    }

    /// How many requests have this basis and are not settled.
    pub fn count(&self, basis: Basis) -> usize {
        self.rows.iter().filter(|row| row.basis == basis && !row.settled).count()
    }

    /// The points that predictions rest on and that are missing, the most frequent first.
    pub fn gaps(&self) -> Vec<Gap> {
        gap::gaps(&self.rows)
    }

    /// Of what an item is a duplicate.
    pub fn duplicate_of(&self, row: &Row) -> Option<(&Row, Why)> {
        let found = self.duplicates.binary_search_by_key(&row.place, |one| one.row).ok()?;
        let one = self.duplicates.get(found)?;
        Some((self.rows.get(one.of)?, one.why))
    }
}

fn urgency(row: &Row) -> u8 {
    match row.basis {
        Basis::Met => 4,
        _ if row.settled => 3,
        Basis::Undocumented => 0,
        Basis::Contradicted => 1,
        Basis::NotCovered => 2,
    }
}
