//! In: a report that was only read. Out: [`CaseFile`], what a judgement is made from: all that rules can ask, and no
//! outcome. It can be judged by any number of rulebooks, and kept.

use crate::claim::Claim;
use crate::fact::{self, Subject, subjects};
use crate::letter::{Dates, Form, latest_date};
use crate::report::Report;
use crate::report::build::{request_of, resolve};
use crate::request::Request;
use crate::rule::{Clock, clock};
use jiff::civil::Date;

/// What a judgement is made from.
#[derive(Debug, Clone)]
pub struct CaseFile {
    /// Letter or draft.
    pub form: Form,
    /// The dates of the header.
    pub dates: Dates,
    /// The latest date in the text, where the header gives none to choose the edition by.
    pub latest: Option<Date>,
    /// Age of the patient in years.
    pub age: Option<u32>,
    /// The disputed items in the document's order.
    pub items: Vec<DisputedItem>,
    /// What the document asserts.
    pub claims: Vec<Claim>,
    /// What each claim is said of.
    pub subjects: Vec<Subject>,
}

/// One item, without its outcome.
#[derive(Debug, Clone)]
pub struct DisputedItem {
    /// Place in the document, from 1.
    pub n: usize,
    /// What is asked for, as running text.
    pub text: String,
    /// The same as read.
    pub request: Request,
    /// What was asked for at first, as written, where a part of it was granted.
    pub original_text: Option<String>,
    /// The same as read.
    pub original: Option<Request>,
}

impl DisputedItem {
    /// The item of these words, read as those of a document are.
    pub fn read(n: usize, text: String, original_text: Option<String>) -> Self {
        let request = request_of(&text, original_text.as_deref());
        let original = original_text.as_deref().map(resolve);
        Self { n, text, request, original_text, original }
    }

    /// The whole request, of which a part may have been granted.
    pub fn asked_at_first(&self) -> &Request {
        fact::original(&self.request, self.original.as_ref()).unwrap_or(&self.request)
    }
}

impl CaseFile {
    /// The case file of a document. Its spans and indices are those of the report.
    pub fn of(report: &Report) -> Self {
        let letter = &report.letter;
        let text = &report.document.text;
        let undated = clock(&letter.dates, None).is_none();
        let items = letter.items.iter().zip(&report.requests).map(|(item, request)| DisputedItem {
            n: item.n,
            text: item.text.clone(),
            request: request.clone(),
            original_text: item.original_request.clone(),
            original: item.original_request.as_deref().map(resolve),
        });
        Self {
            form: letter.form,
            dates: letter.dates.clone(),
            latest: undated.then(|| latest_date(text)).flatten(),
            age: letter.patient.age,
            items: items.collect(),
            claims: report.reading.claims.clone(),
            subjects: subjects(&report.reading, text, resolve),
        }
    }

    /// The date that the edition is chosen by, and all times in the document are counted to.
    pub fn clock(&self) -> Option<Clock> {
        clock(&self.dates, self.latest)
    }
}
