//! In: a report that was only read. Out: [`StudyLetter`]: its case file, and beside it, never in it, the decisions. Read
//! once, it is judged by as many rulebooks as a study asks for.

use crate::letter::Outcome;
use crate::report::{CaseFile, Report};

/// One document of a study.
#[derive(Debug, Clone)]
pub struct StudyLetter {
    /// The document, as the user named it.
    pub source: String,
    /// The IMR case number, by which a letter given twice is noticed.
    pub case_number: Option<String>,
    /// What it is judged by.
    pub file: CaseFile,
    /// What the reviewer decided of each item, where the document tells it; as many as there are items.
    pub outcomes: Vec<Option<Outcome>>,
}

impl StudyLetter {
    /// What a study needs of a document.
    pub fn of(report: &Report) -> Self {
        Self {
            source: report.document.name.clone(),
            case_number: report.letter.case_number.clone(),
            file: CaseFile::of(report),
            outcomes: report.items().map(|view| view.outcome).collect(),
        }
    }

    /// The year of the decision, else of the assignment or the denial, where the header tells one of them.
    pub fn year(&self) -> Option<i16> {
        let dates = &self.file.dates;
        dates.decision.or(dates.assigned).or(dates.ur_denial).map(|date| date.year())
    }
}
