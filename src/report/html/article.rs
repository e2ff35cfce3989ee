//! In: a judged report. Out: the part of a page that shows one document: at a glance, item by item, and its text.

use super::checklist::Checklists;
use super::{anchor, besides, text};
use crate::letter::Form;
use crate::report::advice::in_brief;
use crate::report::human::about;
use crate::report::{Evidence, Lines, Report, words};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The part of one document. `document` is its number in the page, from 1.
pub fn article(report: &Report, asked: Option<Evidence>, document: usize) -> Markup {
    let marks = text::marks(&report.reading.claims);
    let numbers = text::numbers(&marks);
    let lines = Lines::new(&report.document.text);
    let lists = Checklists { report, evidence: report.explained(asked), marks: &numbers, lines: &lines, document };
    html! {
        p { (about(report)) }
        @if let Some(edition) = &report.edition { p { "Rules: " (edition.id) " (" (edition.why) ")." } }
        @for stale in report.stale() { p.note { "Note: " (words::stale(&stale)) } }
        @for note in &report.letter.notes { p.note { "Note: " (note.message) } }
        (at_a_glance(report, lists.evidence, document))
        @for view in report.items() { (lists.item(view)) }
        @if report.conflicts.iter().any(|conflict| conflict.item.is_none()) {
            h2 { "Of the whole document" }
            (besides::conflicts(report, None, &lines))
        }
        (besides::document(report, &lines))
        h2 id=(anchor(document, "text", 0)) { "The document, as read" }
        p.soft {
            "Each underlined passage was read as a statement; its number leads to the list below. A passage that is not \
             underlined was not understood as one, or is about somebody or something else."
        }
        (text::text(report, &marks, document))
        h2 { "What was read" }
        (text::readings(report, &marks, &lines, &bears(report, &lists), document))
    }
}

/// Each item with its prediction and what it needs.
fn at_a_glance(report: &Report, evidence: Evidence, document: usize) -> Markup {
    let draft = report.letter.form == Form::Draft;
    html! {
        h2 { @if draft { "Taken for requests" } @else { "At a glance" } }
        @if draft { p.soft { "Name any other with --request." } }
        @if report.letter.items.is_empty() { p { "No request was found." } }
        ol { @for view in report.items() { li value=(view.item.n) {
            a href=(format!("#{}", anchor(document, "item", view.item.n))) { (view.item.text) }
            @if let Some(judgement) = view.judgements.and_then(|judgements| judgements.by(evidence)) {
                ": " (in_brief(judgement, draft)) (crate::report::advice::besides(report, view.item.n))
            }
            @if !draft { " IMR decided: " (words::outcome(view.outcome)) "." }
        } } }
    }
}

/// The points that each claim bears on: where they stand in the page, and their name.
fn bears(report: &Report, lists: &Checklists<'_>) -> BTreeMap<usize, Vec<(String, String)>> {
    let mut bears: BTreeMap<usize, Vec<(String, String)>> = BTreeMap::new();
    for view in report.items() {
        let Some(judgement) = view.judgements.and_then(|judgements| judgements.by(lists.evidence)) else { continue };
        for criterion in judgement.criteria.iter().filter(|one| one.truth != crate::report::Truth::NotApplicable) {
            for &claim in &criterion.claims {
                let name = format!("item {}, {}", view.item.n, criterion.id);
                bears.entry(claim).or_default().push((lists.point(view, &criterion.id), name));
            }
        }
    }
    bears
}
