//! In: a report. Out: its findings: one for each criterion that is contradicted or undocumented.

use super::advice::usefulness;
use crate::claim::{Claim, Kind, Stance};
use crate::letter::Form;
use crate::report::{CriterionResult, Evidence, Finding, ItemView, Label, Report, RulePlace, Severity, Truth};
use crate::rule::Confidence;

/// The findings of all items on the evidence that is explained, in the order of the items.
pub fn findings(report: &Report, evidence: Evidence) -> Vec<Finding> {
    report.items().flat_map(|view| findings_of_item(report, view, evidence)).collect()
}

/// The findings of one item: contradicted criteria first, since no further words mend those; then what the prediction
/// rests on, most useful first; then the rest.
pub fn findings_of_item(report: &Report, view: ItemView<'_>, evidence: Evidence) -> Vec<Finding> {
    let Some(judgement) = view.judgements.and_then(|judgements| judgements.by(evidence)) else { return Vec::new() };
    let criteria = judgement.criteria.iter();
    let mut findings: Vec<_> = criteria.filter_map(|criterion| finding(report, view, criterion, evidence)).collect();
    findings.sort_by_cached_key(|finding| (finding.severity, usefulness(judgement, &finding.code)));
    findings
}

fn finding(report: &Report, view: ItemView<'_>, criterion: &CriterionResult, evidence: Evidence) -> Option<Finding> {
    let (severity, prefix) = match criterion.truth {
        Truth::Contradicted => (Severity::Error, "Contradicted"),
        Truth::Undocumented => (Severity::Warning, "Not shown"),
        Truth::Met | Truth::NotApplicable => return None,
    };
    Some(Finding {
        item: view.item.n,
        code: criterion.id.clone(),
        severity: if criterion.required { severity } else { Severity::Advice },
        title: criterion.title.clone(),
        truth: criterion.truth,
        unclear: is_unclear(report, criterion),
        message: format!("{prefix}: {}", within_sentence(&criterion.title)),
        help: criterion.help.clone(),
        cite: cite(criterion),
        assumed: criterion.notes.clone(),
        silent: criterion.claims.is_empty(),
        labels: labels(report, view, criterion, evidence),
        rule: RulePlace { file: criterion.place.file.name.clone(), line: criterion.place.line() },
        settled: report.settles(view, &criterion.id).cloned(),
    })
}

/// Whether all that speaks against a point is that the request does not say what is asked for.
fn is_unclear(report: &Report, criterion: &CriterionResult) -> bool {
    let mut against = criterion.claims.iter().filter_map(|&index| report.reading.claims.get(index)).peekable();
    against.peek().is_some() && against.all(|claim| claim.kind == Kind::RequestUnclear)
}

/// The citation, with a warning where nobody has compared it with the guideline's text.
fn cite(criterion: &CriterionResult) -> String {
    match criterion.confidence {
        Confidence::Found | Confidence::Known => criterion.cite.clone(),
        Confidence::Unverified => format!("{} (page not yet verified)", criterion.cite),
    }
}

/// A title as it reads after a colon: its first letter small, unless its first word is an abbreviation such as MRI.
pub(super) fn within_sentence(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(letters).collect(),
        _ => title.to_owned(),
    }
}

/// The words that decided a criterion, or the item's heading where there are none.
fn labels(report: &Report, view: ItemView<'_>, criterion: &CriterionResult, evidence: Evidence) -> Vec<Label> {
    let mut claims: Vec<_> = criterion.claims.iter().filter_map(|&index| report.reading.claims.get(index)).collect();
    claims.sort_by_key(|claim| rank(criterion.truth, claim.stance));
    let claims = claims.into_iter();
    let labels: Vec<_> = claims.map(|claim| Label { span: claim.span, text: remark(criterion.truth, claim) }).collect();
    if !labels.is_empty() {
        return labels;
    }
    let text = match (report.letter.form, evidence) {
        _ if criterion.truth == Truth::Contradicted => "by what is asked for and the dates",
        (Form::Letter, Evidence::Summary) => "nothing that shows this was found in the case summary",
        _ => "nothing that shows this was found",
    };
    vec![Label { span: view.item.span, text: text.to_owned() }]
}

/// The words that tell most come first: of a contradicted criterion those that say that it is not so, of one that is
/// not shown those that say that the record lacks it.
fn rank(truth: Truth, stance: Stance) -> u8 {
    match (truth, stance) {
        (Truth::Contradicted, Stance::Denied) | (Truth::Undocumented, Stance::Undocumented) => 0,
        (Truth::Contradicted, Stance::Documented) => 1,
        _ => 2,
    }
}

fn remark(truth: Truth, claim: &Claim) -> String {
    let remark = match (truth, claim.stance) {
        (_, Stance::Undocumented) => "said not to be in the record",
        (Truth::Contradicted, _) => "this speaks against it",
        (_, Stance::Planned) => "planned only",
        (_, Stance::Documented | Stance::Denied) => "not enough to show it",
    };
    remark.to_owned()
}
