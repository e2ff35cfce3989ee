//! In: a report that was only read, and rulebooks. Out: the same report with the predictions of each item.

use crate::claim::Claim;
use crate::decision::{LetterItem, Prediction, predict_letter};
use crate::fact::{Context, Evidence, Subject, sheet, subjects};
use crate::letter::{Form, Letter, latest_date};
use crate::report::build::resolve;
use crate::report::{Judgements, Report};
use crate::request::Request;
use crate::rule::{Clock, Edition, Rulebook, Rulebooks, RulesError, clock};
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

    /// Predicts every item on both kinds of evidence; of a draft, from the note alone. Reads no outcome.
    pub fn judge(&self, report: &mut Report) {
        let dates = &report.letter.dates;
        let clock = clock(dates, None).or_else(|| clock(dates, latest_date(&report.document.text)));
        let Some((rulebook, edition)) = self.rulebook(clock) else { return };
        let claims = &report.reading.claims;
        let subjects = &subjects(&report.reading, &report.document.text, resolve);
        let originals = report.letter.items.iter().map(|item| item.original_request.as_deref().map(resolve));
        let originals = &originals.collect::<Vec<_>>();
        let items = Items { letter: &report.letter, requests: &report.requests, originals, claims, subjects, clock };
        let summary = items.predict(rulebook, Evidence::Summary);
        let findings = (report.letter.form == Form::Letter).then(|| items.predict(rulebook, Evidence::Findings));
        let mut findings = findings.map(Vec::into_iter);
        let both = summary
            .into_iter()
            .map(|summary| Judgements { summary, findings: findings.as_mut().and_then(Iterator::next) });
        report.judgements = both.collect();
        report.edition = Some(edition);
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

/// What the predictions of one document are made from. It holds no outcome.
struct Items<'a> {
    letter: &'a Letter,
    requests: &'a [Request],
    /// What was asked for at first, where a part of it was granted.
    originals: &'a [Option<Request>],
    claims: &'a [Claim],
    /// What each claim is said of.
    subjects: &'a [Subject],
    clock: Option<Clock>,
}

impl Items<'_> {
    fn predict(&self, rulebook: &Rulebook, evidence: Evidence) -> Vec<Prediction> {
        let requests = self.requests.iter().zip(self.originals);
        let items = self.letter.items.iter().zip(requests).map(|(item, (request, original))| {
            let context = Context {
                evidence,
                item_text: &item.text,
                original: original.as_ref(),
                clock: self.clock.map(|clock| clock.date),
                injury: self.letter.dates.injury,
                age: self.letter.patient.age,
                daily_amounts: &rulebook.daily_amounts,
                subjects: self.subjects,
            };
            LetterItem { n: item.n, sheet: sheet(item.n, request, self.claims, &context) }
        });
        predict_letter(rulebook, &items.collect::<Vec<_>>())
    }
}
