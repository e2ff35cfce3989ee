//! In: a [`Report`]. Out: one line of JSON, in the shape that other programs rely on. Fields may be added, none renamed.

use crate::claim::{Claim, Explanation, Kind};
use crate::completeness::Completeness;
use crate::conflict::Conflict;
use crate::decision;
use crate::letter::{Dates, Form, Outcome, Patient};
use crate::report::advice::to_document;
use crate::report::{Basis, ConflictFinding, CriterionResult, Evidence, Finding, Predicted, Report, Stale, Truth};
use crate::report::{conflict_findings, findings};
use crate::request::Request;
use crate::rule::{Confidence, Edition, Program};
use crate::source::Note;
use crate::span::Span;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

/// One line for `extract`, without a line break.
pub fn extract(report: &Report) -> String {
    let letter = &report.letter;
    line(&Extract {
        schema: "imrcheck/extract/v1",
        program: report.program,
        source: &report.document.name,
        form: letter.form,
        case_number: letter.case_number.as_deref(),
        dates: &letter.dates,
        patient: &letter.patient,
        items: report.items().map(|view| read_item(view.item, view.request, view.outcome)).collect(),
        sentences: &report.reading.sentences,
        claims: &report.reading.claims,
        incomplete: letter.is_incomplete(),
        notes: &letter.notes,
    })
}

/// One line for `check`, without a line break.
pub fn check(report: &Report, asked: Option<Evidence>) -> String {
    let evidence = report.explained(asked);
    line(&Check {
        schema: "imrcheck/check/v1",
        program: report.program,
        source: &report.document.name,
        form: report.letter.form,
        case_number: report.letter.case_number.as_deref(),
        edition: report.edition.as_ref(),
        explained: evidence,
        items: report.items().map(|view| checked_item(report, view)).collect(),
        diagnostics: diagnostics(report, evidence),
        settled: report.settled(evidence),
        stale: report.stale(),
        conflicts: &report.conflicts,
        completeness: report.completeness.as_ref(),
        incomplete: report.letter.is_incomplete(),
        notes: &report.letter.notes,
    })
}

/// One line for `extract --why`, without a line break. `source` is nothing where the words stand in no document.
pub fn why(source: Option<&str>, words: &str, expected: Option<Kind>, explained: &[Explanation]) -> String {
    let sentences = explained
        .iter()
        .map(|explanation| WhySentence { explanation, why_not: expected.and_then(|kind| explanation.why_not(kind)) });
    line(&Why {
        schema: "imrcheck/why/v1",
        program: Program::builtin(),
        source,
        words,
        expected,
        sentences: sentences.collect(),
    })
}

/// The JSON Schema of a line of `extract`.
pub fn extract_schema() -> String {
    schema_of::<Extract<'static>>("imrcheck/extract/v1")
}

/// The JSON Schema of a line of `check`.
pub fn check_schema() -> String {
    schema_of::<Check<'static>>("imrcheck/check/v1")
}

/// A schema of what is printed. Fields may be added to it without a new version, so it forbids none.
fn schema_of<T: JsonSchema>(version: &str) -> String {
    let mut schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), version.into());
    if let Some(name) = schema.get_mut("properties").and_then(|properties| properties.get_mut("schema")) {
        *name = serde_json::json!({"const": version});
    }
    format!("{:#}\n", schema.to_value())
}

/// Types that hold only strings, numbers and lists cannot fail to become JSON.
pub(crate) fn line(value: &impl Serialize) -> String {
    crate::visible::escaped_json(serde_json::to_string(value).unwrap_or_default())
}

#[derive(Serialize)]
struct Why<'a> {
    schema: &'static str,
    program: Program,
    source: Option<&'a str>,
    words: &'a str,
    expected: Option<Kind>,
    sentences: Vec<WhySentence<'a>>,
}

#[derive(Serialize)]
struct WhySentence<'a> {
    #[serde(flatten)]
    explanation: &'a Explanation,
    why_not: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct Extract<'a> {
    schema: &'static str,
    program: Program,
    source: &'a str,
    form: Form,
    case_number: Option<&'a str>,
    dates: &'a Dates,
    patient: &'a Patient,
    items: Vec<ReadItem<'a>>,
    sentences: &'a [crate::claim::Sentence],
    claims: &'a [Claim],
    /// Whether a part of the document is known to be missing; the notes say which.
    incomplete: bool,
    notes: &'a [Note],
}

#[derive(Serialize, JsonSchema)]
struct ReadItem<'a> {
    n: usize,
    text: &'a str,
    span: Span,
    family: &'a str,
    outcome: Option<Outcome>,
    request: &'a Request,
    original_request: Option<&'a str>,
}

fn read_item<'a>(item: &'a crate::letter::Item, request: &'a Request, outcome: Option<Outcome>) -> ReadItem<'a> {
    ReadItem {
        n: item.n,
        text: &item.text,
        span: item.span,
        family: &request.family,
        outcome,
        request,
        original_request: item.original_request.as_deref(),
    }
}

#[derive(Serialize, JsonSchema)]
struct Check<'a> {
    schema: &'static str,
    program: Program,
    source: &'a str,
    form: Form,
    case_number: Option<&'a str>,
    edition: Option<&'a Edition>,
    explained: Evidence,
    items: Vec<CheckedItem<'a>>,
    diagnostics: Vec<Diagnosed>,
    conflicts: &'a [Conflict],
    completeness: Option<&'a Completeness>,
    settled: usize,
    stale: Vec<Stale>,
    /// Whether a part of the document is known to be missing; the notes say which.
    incomplete: bool,
    notes: &'a [Note],
}

/// A finding of a rule, or a contradiction: their fields have the same names.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum Diagnosed {
    Finding(Finding),
    Conflict(ConflictFinding),
}

fn diagnostics(report: &Report, evidence: Evidence) -> Vec<Diagnosed> {
    let findings = findings(report, evidence).into_iter().map(Diagnosed::Finding);
    findings.chain(conflict_findings(report).into_iter().map(Diagnosed::Conflict)).collect()
}

#[derive(Serialize, JsonSchema)]
struct CheckedItem<'a> {
    n: usize,
    text: &'a str,
    span: Span,
    family: &'a str,
    outcome: Option<Outcome>,
    predictions: Predictions<'a>,
    agreement: Agreement,
}

#[derive(Serialize, JsonSchema)]
struct Predictions<'a> {
    summary: Option<Predicting<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Predicting<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Agreement {
    summary: Option<bool>,
    findings: Option<bool>,
}

#[derive(Serialize, JsonSchema)]
struct Predicting<'a> {
    outcome: Predicted,
    basis: Basis,
    criteria: Vec<JudgedCriterion<'a>>,
    to_overturn: &'a [Vec<String>],
    to_document: Vec<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct JudgedCriterion<'a> {
    id: &'a str,
    title: &'a str,
    truth: Truth,
    required: bool,
    confidence: Confidence,
    assumed: &'a [String],
    claims: Vec<&'a Claim>,
    cite: &'a str,
    help: &'a str,
}

fn checked_item<'a>(report: &'a Report, view: crate::report::ItemView<'a>) -> CheckedItem<'a> {
    let by = |evidence| view.judgements.and_then(|judgements| judgements.by(evidence));
    CheckedItem {
        n: view.item.n,
        text: &view.item.text,
        span: view.item.span,
        family: &view.request.family,
        outcome: view.outcome,
        predictions: Predictions {
            summary: by(Evidence::Summary).map(|judgement| prediction(report, judgement)),
            findings: by(Evidence::Findings).map(|judgement| prediction(report, judgement)),
        },
        agreement: Agreement {
            summary: view.agreement(Evidence::Summary),
            findings: view.agreement(Evidence::Findings),
        },
    }
}

fn prediction<'a>(report: &'a Report, judgement: &'a decision::Prediction) -> Predicting<'a> {
    Predicting {
        outcome: judgement.outcome,
        basis: judgement.basis,
        criteria: judgement.criteria.iter().map(|criterion| judged(report, criterion)).collect(),
        to_overturn: &judgement.to_overturn,
        to_document: to_document(judgement).into_iter().map(|criterion| criterion.id.as_str()).collect(),
    }
}

fn judged<'a>(report: &'a Report, criterion: &'a CriterionResult) -> JudgedCriterion<'a> {
    JudgedCriterion {
        id: &criterion.id,
        title: &criterion.title,
        truth: criterion.truth,
        required: criterion.required,
        confidence: criterion.confidence,
        assumed: &criterion.notes,
        claims: criterion.claims.iter().filter_map(|&index| report.reading.claims.get(index)).collect(),
        cite: &criterion.cite,
        help: &criterion.help,
    }
}
