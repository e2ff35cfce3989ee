//! In: a report. Out: its contradictions as findings with the words that people read, each with both places.

use crate::claim::Section;
use crate::conflict::{Code, Conflict, Place};
use crate::letter::Outcome;
use crate::report::{Label, Report, Severity, words};
use schemars::JsonSchema;
use serde::Serialize;

/// Said of what a reviewer missed. It names a ground of appeal and does not say that there is one.
const APPEAL: &str = "Compare both places. If the record shows what the reviewer says it does not, this may be a ground \
                      for appeal: a plainly erroneous finding of fact, as a matter of ordinary knowledge and not of expert \
                      opinion (Labor Code 4610.6(h)(5); see Bowen v. County of San Bernardino, 2019). An appeal goes to \
                      the Workers' Compensation Appeals Board within 30 days of the mailing of the decision. A lawyer \
                      judges whether it has merit; the summary is an extract of the record, and can itself be wrong.";

/// The same of a request that was granted.
const GRANTED: &str = "Compare both places. The request was granted, so the decision does not rest on it.";

/// A contradiction as JSON lists it among the diagnostics: the fields are those of a finding, with nothing where a finding
/// has its rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ConflictFinding {
    /// The number of the item, from 1; none where it is about the whole note.
    pub item: Option<usize>,
    /// What kind of contradiction it is, such as `conflict/strength`.
    pub code: String,
    /// Always a warning: nobody can tell from the text which of both is so.
    pub severity: Severity,
    /// What contradicts what, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// The law that it may matter for; none in a note.
    pub cite: Option<&'static str>,
    /// Both places, the one that is held against the others first.
    pub labels: Vec<Label>,
}

/// The contradictions of one item, or, where `item` is none, of the whole document.
pub fn conflicts_of(report: &Report, item: Option<usize>) -> Vec<ConflictFinding> {
    report.conflicts.iter().filter(|conflict| conflict.item == item).map(|conflict| told(report, conflict)).collect()
}

/// All of them, in the report's order.
pub fn conflict_findings(report: &Report) -> Vec<ConflictFinding> {
    report.conflicts.iter().map(|conflict| told(report, conflict)).collect()
}

fn told(report: &Report, conflict: &Conflict) -> ConflictFinding {
    let (first, second) = remarks(conflict.code);
    let label = |place: &Place, text: &str| Label { span: place.span, text: text.to_owned() };
    let second = conflict.second.iter().map(|place| label(place, second));
    ConflictFinding {
        item: conflict.item,
        code: format!("conflict/{}", conflict.code.name()),
        severity: Severity::Warning,
        message: message(conflict),
        help: help(report, conflict),
        cite: (conflict.first.section != Section::Summary).then_some("Labor Code 4610.6(h)(5)"),
        labels: std::iter::once(label(&conflict.first, first)).chain(second).collect(),
    }
}

fn message(conflict: &Conflict) -> String {
    let kind = conflict.kind.map(words::kind).unwrap_or_default();
    match conflict.code {
        Code::MissingButDocumented => format!("Said not to be documented, but the case summary tells of it: {kind}"),
        Code::Strength => "Requested in another strength than the note says is taken".to_owned(),
        Code::Release => "Requested in another release form than the note says is taken".to_owned(),
        Code::Severity => "The same pain is called severe and mild".to_owned(),
        Code::BothWays => format!("The note says two things of this: {kind}"),
        Code::Side => "Requested for one side, but the note speaks only of the other".to_owned(),
    }
}

/// What stands beside the first place, and beside the others.
const fn remarks(code: Code) -> (&'static str, &'static str) {
    match code {
        Code::MissingButDocumented => ("the reviewer: not documented", "the case summary tells of it"),
        Code::Strength | Code::Release => ("this is requested", "this is taken"),
        Code::Severity => ("severe here", "mild here"),
        Code::BothWays => ("this is said here", "and this here"),
        Code::Side => ("this side is requested", "the other side"),
    }
}

fn help(report: &Report, conflict: &Conflict) -> String {
    let words = match conflict.code {
        Code::MissingButDocumented => {
            let outcome = conflict.item.and_then(|n| report.outcomes.0.get(n.checked_sub(1)?).copied().flatten());
            if outcome == Some(Outcome::Overturned) { GRANTED } else { APPEAL }
        }
        Code::Strength | Code::Release => {
            "If the dose is to change, say so and why. Otherwise correct the place that is wrong."
        }
        Code::Severity => "Say when, with what and in which part of the body the pain is severe, and when it is mild.",
        Code::BothWays => "Say which is so, or of which time or treatment each is said.",
        Code::Side => "Correct the side, or record the findings of the side that is to be treated.",
    };
    words.to_owned()
}
