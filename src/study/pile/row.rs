//! In: a judged report. Out: a [`Row`] for each request: what is predicted, why, and what is missing.

use crate::letter::{Form, Outcome};
use crate::report::advice::{against, principal_way, to_document};
use crate::report::{Basis, CriterionResult, Evidence, ItemView, Lines, Predicted, Report, completeness};
use crate::request::Request;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// One request of a pile.
#[derive(Debug, Clone)]
pub struct Row {
    /// The document's place in the pile, from 1.
    pub document: usize,
    /// Its own place in the pile, from 0.
    pub place: usize,
    /// The document, as the user named it.
    pub source: String,
    /// The IMR case number.
    pub case_number: Option<String>,
    /// The line of the request, from 1; none where it was named beside the document.
    pub line: Option<usize>,
    /// The item's number, from 1.
    pub n: usize,
    /// What is asked for.
    pub text: String,
    /// Its treatment family.
    pub family: String,
    /// The edition that it was judged by.
    pub edition: String,
    /// Whether the document is a draft.
    pub draft: bool,
    /// What is predicted.
    pub predicted: Predicted,
    /// Why.
    pub basis: Basis,
    /// The points of the principal way to support it that are not shown; where there is no way, all that are not shown.
    pub missing: Vec<Point>,
    /// All points that are not shown and that the prediction rests on, other ways included, most useful first.
    pub open: Vec<Point>,
    /// The points that the record speaks against and that the prediction rests on.
    pub against: Vec<Point>,
    /// What it lacks as a request for authorization, of a draft.
    pub lacking: Vec<String>,
    /// How many contradictions of the document are about it, or about the whole document.
    pub conflicts: usize,
    /// Whether all that the prediction rests on was settled beforehand.
    pub settled: bool,
    /// What the reviewer decided, where the document tells it.
    pub outcome: Option<Outcome>,
    /// Whether the prediction agrees with it.
    pub agrees: Option<bool>,
    /// By what the same request is known again.
    pub(super) identity: Identity,
}

/// A criterion in a list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// Its id.
    pub id: String,
    /// What it asks.
    pub title: String,
}

/// By what a request and its patient are known again.
#[derive(Debug, Clone)]
pub(super) struct Identity {
    /// What is asked for, without regard to how it is written.
    pub request: String,
    /// The text of the document.
    pub text: [u8; 32],
    /// Date of injury and sex.
    pub patient: Option<(Date, &'static str)>,
    /// Age in years.
    pub age: Option<u32>,
}

impl Row {
    /// The rows of a document, in the items' order.
    pub(super) fn of(report: &Report, evidence: Evidence) -> Vec<Self> {
        let lines = Lines::new(&report.document.text);
        let text = Sha256::digest(report.document.text.trim()).into();
        report.items().filter_map(|view| row(report, view, evidence, &lines, text)).collect()
    }
}

fn row(report: &Report, view: ItemView<'_>, evidence: Evidence, lines: &Lines<'_>, text: [u8; 32]) -> Option<Row> {
    let judgement = view.judgements?.by(evidence)?;
    let letter = &report.letter;
    let patient = letter.dates.injury.zip(letter.patient.sex);
    Some(Row {
        document: 0,
        place: 0,
        source: report.name().to_owned(),
        case_number: letter.case_number.clone(),
        line: (!view.item.span.is_empty()).then(|| lines.at(view.item.span.start) + 1),
        n: view.item.n,
        text: view.item.text.clone(),
        family: view.request.family.clone(),
        edition: report.edition.as_ref().map(|edition| edition.id.clone()).unwrap_or_default(),
        draft: letter.form == Form::Draft,
        predicted: judgement.outcome,
        basis: judgement.basis,
        missing: points(principal_way(judgement).into_iter()),
        open: points(to_document(judgement).into_iter()),
        against: points(against(judgement)),
        lacking: lacking(report, view.item.n),
        conflicts: report.conflicts.iter().filter(|one| one.item.is_none_or(|n| n == view.item.n)).count(),
        settled: report.is_settled(view, evidence),
        outcome: view.outcome,
        agrees: view.agreement(evidence),
        identity: Identity { request: plain(view.request, &view.item.text), text, patient, age: letter.patient.age },
    })
}

fn lacking(report: &Report, item: usize) -> Vec<String> {
    let points = completeness::points(report, item).into_iter().flat_map(|points| points.points(false));
    points.map(|point| point.id.clone()).collect()
}

fn points<'a>(criteria: impl Iterator<Item = &'a CriterionResult>) -> Vec<Point> {
    criteria.map(|one| Point { id: one.id.clone(), title: one.title.clone() }).collect()
}

/// What is asked for, without regard to how it is written. Only of a drug that the table knows is enough understood to
/// compare what was read; of all else the words themselves are compared.
fn plain(request: &Request, text: &str) -> String {
    let Some(generic) = request.generic.as_ref().filter(|_| request.ingredients.is_empty()) else {
        let words = text.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty());
        return words.collect::<Vec<_>>().join(" ").to_lowercase();
    };
    let number = |number: Option<u32>| number.map_or(String::new(), |number| number.to_string());
    let strength: Vec<_> = request.strength_parts.iter().map(f64::to_string).collect();
    let form = request.formulation.as_deref().unwrap_or_default();
    let parts = [&strength.join("/"), form, &number(request.quantity), &number(request.refills)];
    format!("{generic}|{}", parts.join("|")).to_lowercase()
}
