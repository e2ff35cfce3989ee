//! In: a report. Out: what is wrong besides the guideline's points: contradictions with both places, and what a request
//! lacks as a request for authorization.

use crate::report::completeness::{documentation, points};
use crate::report::look::shorten;
use crate::report::{Lines, Report, conflicts_of};
use maud::{Markup, html};

/// Longest passage that is quoted, in characters.
const LONGEST: usize = 200;

/// The contradictions of an item, or, where `item` is none, of the whole document.
pub fn conflicts(report: &Report, item: Option<usize>, lines: &Lines<'_>) -> Markup {
    let found = conflicts_of(report, item);
    html! {
        @if !found.is_empty() {
            h3 { "Statements that contradict each other" }
            @for one in &found {
                div.note {
                    p { strong { (one.message) } " " small.soft { (one.code) } }
                    ul { @for label in &one.labels { li {
                        "line " (lines.at(label.span.start) + 1) " (" (label.text) "): "
                        q { (shorten(label.span.of(&report.document.text), LONGEST)) }
                    } } }
                    p { (one.help) }
                }
            }
        }
    }
}

/// What a request gives and lacks; nothing for a letter.
pub fn request(report: &Report, item: usize) -> Markup {
    html! {
        @if let Some(points) = points(report, item) {
            h3 { "As a request for authorization" }
            ul {
                @for point in points.points(true) { li { "given: " (point.title) } }
                @for point in points.points(false) { li { strong { "not found: " (point.title) } ". " (point.help) } }
            }
        }
    }
}

/// How recent the documentation is; nothing for a letter.
pub fn document(report: &Report, lines: &Lines<'_>) -> Markup {
    html! {
        @if let Some(all) = &report.completeness {
            @let line = all.documentation.newest.map(|newest| lines.at(newest.span.start) + 1);
            h2 { (all.title) }
            p { (documentation(&all.documentation, line)) }
            p.soft { "Asked of requests since " (all.in_force_since) " (" (all.cite) "). " (all.not_looked_at) }
        }
    }
}
