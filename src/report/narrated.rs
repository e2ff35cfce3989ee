//! In: a judged report. Out: the same as sentences without drawings, for a screen reader.

use crate::letter::Form;
use crate::report::advice::{besides, in_brief};
use crate::report::diagnostic::Shown;
use crate::report::excerpt::Lines;
use crate::report::findings::findings_of_item;
use crate::report::human::rests_on_silence;
use crate::report::look::clean;
use crate::report::{
    BOTH, Evidence, ItemView, Look, Prediction, Report, Tally, Truth, completeness, conflicts_of, words,
};
use crate::rule::Program;

/// Lines are not cut: a screen reader has no margin.
const NO_MARGIN: Look = Look { width: 100_000, columns: 100_000, color: false, rich: false };

/// The whole of one document.
pub fn check(report: &Report, asked: Option<Evidence>) -> String {
    let lines = Lines::new(&report.document.text);
    let mut out = format!("Document {}.\n", clean(&report.document.name));
    if let Some(edition) = &report.edition {
        out.push_str(&format!("Rules: {}, {}.\n", edition.id, edition.why));
    }
    for note in &report.letter.notes {
        out.push_str(&format!("Note: {}\n", clean(&note.message)));
    }
    out.extend(report.stale().iter().map(|stale| format!("Note: {}\n", clean(&words::stale(stale)))));
    out.push_str(&taken(report));
    for view in report.items() {
        out.push('\n');
        out.push_str(&item(report, view, report.explained(asked), &lines));
    }
    out.push_str(&conflicts(report, None, &lines));
    out.push_str(&completeness::document(report));
    out
}

/// What was taken for the requests of a note, each with what it needs.
fn taken(report: &Report) -> String {
    if report.letter.form == Form::Letter || report.letter.items.is_empty() {
        return String::new();
    }
    let mut out = "\nTaken for requests. Name any other with --request.\n".to_owned();
    for view in report.items() {
        let brief = view.judgements.map(|judgements| in_brief(&judgements.summary, true)).unwrap_or_default();
        let (n, text, besides) = (view.item.n, clean(&view.item.text), besides(report, view.item.n));
        out.push_str(&format!("Request {n}: {text}. {brief}{besides}\n"));
    }
    out
}

/// The contradictions of an item, or of the whole document.
fn conflicts(report: &Report, item: Option<usize>, lines: &Lines<'_>) -> String {
    let found = conflicts_of(report, item).into_iter();
    found
        .map(|one| format!("\n{}", Shown::conflict(&one, &report.document.name, lines, NO_MARGIN).narrated()))
        .collect()
}

fn item(report: &Report, view: ItemView<'_>, evidence: Evidence, lines: &Lines<'_>) -> String {
    let draft = report.letter.form == Form::Draft;
    let mut out = format!("Item {}: {}.\n", view.item.n, clean(&view.item.text));
    if view.outcome.is_some() {
        out.push_str(&format!("IMR decided: {}.\n", words::outcome(view.outcome)));
    }
    for evidence in BOTH {
        let Some(judgement) = view.judgements.and_then(|judgements| judgements.by(evidence)) else { continue };
        out.push_str(&format!("{}: {}", words::evidence(evidence, draft), words::verdict(judgement, draft)));
        out.push_str(match view.agreement(evidence) {
            Some(true) => " This agrees with the decision.",
            Some(false) => " This differs from the decision.",
            None => "",
        });
        out.push('\n');
    }
    for finding in findings_of_item(report, view, evidence) {
        out.push('\n');
        if let Some(settled) = &finding.settled {
            out.push_str(&format!("Settled {}. {}.\n", clean(&words::settled(settled)), finding.message));
            continue;
        }
        out.push_str(&Shown::finding(&finding, &report.document.name, lines, NO_MARGIN).narrated());
    }
    let judgement = view.judgements.and_then(|judgements| judgements.by(evidence));
    out.push_str(&judgement.map(|judgement| met(report, judgement)).unwrap_or_default());
    out.push_str(&conflicts(report, Some(view.item.n), lines));
    out.push_str(&completeness::request(report, view.item.n));
    out
}

fn met(report: &Report, judgement: &Prediction) -> String {
    let mut out = String::new();
    for criterion in judgement.criteria.iter().filter(|criterion| criterion.truth == Truth::Met) {
        let quotes: Vec<_> = report.showing(criterion).map(|claim| format!("\"{}\"", clean(&claim.quote))).collect();
        if rests_on_silence(report, criterion) {
            out.push_str(&format!("\nNot opposed: {}. Nothing was found against it.\n", criterion.title));
            continue;
        }
        let by_request = || "By the request and the dates.".to_owned();
        let shown_by = if quotes.is_empty() { by_request() } else { quotes.join(", ") };
        out.push_str(&format!("\nMet: {}. {shown_by}\n", criterion.title));
    }
    out
}

/// The lines that close a run.
pub fn total(tally: Tally, program: Program) -> String {
    let mut out = String::from("\n");
    for evidence in BOTH {
        let count = tally.count(evidence);
        if count.compared > 0 {
            let name = words::evidence(evidence, false);
            let (agree, compared, upheld) = (count.agree, count.compared, count.upheld);
            out.push_str(&format!("{name}: {agree} of {compared} predictions agree with the decision. "));
            out.push_str(&format!("Always answering upheld: {upheld} of {compared}.\n"));
        }
    }
    format!("{out}{}\n{}\n{program}\n", words::TWO_KINDS, words::DISCLAIMER)
}
