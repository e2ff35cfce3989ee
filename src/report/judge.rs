//! In: a report that was only read, or its case file, and rulebooks. Out: the predictions of each item.

use super::case_file::{CaseFile, DisputedItem};
use crate::decision::{LetterItem, predict_letter};
use crate::fact::{Context, DailyTotals, Evidence, sheet};
use crate::letter::Form;
use crate::report::{Judgements, Report};
use crate::rule::{Clock, Edition, Program, Rulebook, Rulebooks, RulesError};
use jiff::civil::Date;

/// Rulebooks, and how the edition is chosen for each document.
#[derive(Debug, Clone)]
pub struct Judge {
    rulebooks: Rulebooks,
    choice: Choice,
}

/// How the edition is chosen.
#[derive(Debug, Clone)]
enum Choice {
    /// By the dates of the document.
    ByDocument,
    /// The same for all, by id.
    Edition(String),
    /// The same for all, by date.
    AsOf(Date),
}

/// The facts of every item of a document, gathered for one edition. Rulebooks that differ from it in nothing but their
/// criteria and parameters can judge them too.
#[derive(Debug, Clone)]
pub struct Brief<'a> {
    /// The rulebook that was chosen.
    pub rulebook: &'a Rulebook,
    /// Its edition, and why it was chosen.
    pub edition: Edition,
    summary: Vec<LetterItem>,
    /// None for a draft.
    findings: Option<Vec<LetterItem>>,
}

impl Judge {
    /// Chooses the edition by each document's own dates, or by `edition`, or by the date `as_of`.
    ///
    /// # Errors
    /// Where the rulebooks hold no edition of that id, or no edition at all.
    pub fn new(rulebooks: Rulebooks, edition: Option<&str>, as_of: Option<Date>) -> Result<Self, RulesError> {
        let choice = match (edition, as_of) {
            (Some(id), _) => Choice::Edition(rulebooks.edition(id)?.id.clone()),
            (None, Some(date)) => Choice::AsOf(date),
            (None, None) => Choice::ByDocument,
        };
        Ok(Self { rulebooks, choice })
    }

    /// The rulebooks that it judges by.
    pub fn rulebooks(&self) -> &Rulebooks {
        &self.rulebooks
    }

    /// The program with these rules, as outputs name it.
    pub const fn program(&self) -> Program {
        self.rulebooks.program()
    }

    /// The rulebook that every document is judged by, where the user chose one by its id.
    pub fn only(&self) -> Option<&Rulebook> {
        match &self.choice {
            Choice::Edition(id) => self.rulebooks.edition(id).ok(),
            Choice::ByDocument | Choice::AsOf(_) => None,
        }
    }

    /// The same choice among other rulebooks of the same editions.
    pub fn with(&self, rulebooks: Rulebooks) -> Self {
        Self { rulebooks, choice: self.choice.clone() }
    }

    /// Predicts every item on both kinds of evidence; of a draft, from the note alone. Reads no outcome.
    pub fn judge(&self, report: &mut Report) {
        report.program = self.program();
        let file = CaseFile::of(report);
        report.conflicts = report.conflicts(&file.subjects);
        report.completeness = report.completeness(self.as_of());
        let Some(brief) = self.brief(&file) else { return };
        report.judgements = brief.judge(brief.rulebook);
        report.edition = Some(brief.edition);
    }

    /// The date that the user chose, if any.
    const fn as_of(&self) -> Option<Date> {
        match self.choice {
            Choice::AsOf(date) => Some(date),
            Choice::ByDocument | Choice::Edition(_) => None,
        }
    }

    /// Chooses the rulebook of a document and gathers the facts of its items; none only where there is no edition.
    pub fn brief(&self, file: &CaseFile) -> Option<Brief<'_>> {
        let (rulebook, edition) = self.rulebook(file.clock())?;
        let requests: Vec<_> = file.items.iter().map(DisputedItem::asked_at_first).collect();
        let totals = DailyTotals::of(&rulebook.daily_amounts, &requests);
        let summary = items(file, &totals, Evidence::Summary);
        let findings = (file.form == Form::Letter).then(|| items(file, &totals, Evidence::Findings));
        Some(Brief { rulebook, edition, summary, findings })
    }

    /// The rulebook for a document with this clock, and why; none only where there is no edition at all.
    fn rulebook(&self, by_document: Option<Clock>) -> Option<(&Rulebook, Edition)> {
        match &self.choice {
            Choice::ByDocument => self.rulebooks.in_force(by_document),
            Choice::AsOf(date) => self.rulebooks.in_force(Some(Clock { date: *date, what: "the date that you chose" })),
            Choice::Edition(id) => {
                let rulebook = self.rulebooks.edition(id).ok()?;
                Some((rulebook, Edition { id: id.clone(), why: "your choice".to_owned() }))
            }
        }
    }
}

impl Brief<'_> {
    /// The judgements of each item by this rulebook, in the items' order.
    pub fn judge(&self, rulebook: &Rulebook) -> Vec<Judgements> {
        let mut findings = self.findings.as_ref().map(|items| predict_letter(rulebook, items).into_iter());
        let summary = predict_letter(rulebook, &self.summary);
        let both = summary
            .into_iter()
            .map(|summary| Judgements { summary, findings: findings.as_mut().and_then(Iterator::next) });
        both.collect()
    }
}

fn items(file: &CaseFile, daily_totals: &DailyTotals, evidence: Evidence) -> Vec<LetterItem> {
    let clock = file.clock().map(|clock| clock.date);
    let items = file.items.iter().map(|item| {
        let context = Context {
            evidence,
            item_text: &item.text,
            original: item.original.as_ref(),
            clock,
            injury: file.dates.injury,
            age: file.age,
            daily_totals,
            subjects: &file.subjects,
        };
        LetterItem { n: item.n, sheet: sheet(item.n, &item.request, &file.claims, &context) }
    });
    items.collect()
}
