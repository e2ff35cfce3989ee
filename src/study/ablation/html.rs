//! In: an [`Ablation`]. Out: one self-contained HTML page with its tables.

use super::Ablation;
use super::human::{as_they_stand, counts, decisive};
use crate::report::html::{Page, page};
use crate::report::{BOTH, Evidence, words};
use crate::rule::Program;
use crate::study::plot;
use crate::study::statistics::Bootstrap;
use crate::study::table::change;
use maud::{Markup, html};

/// The page.
pub fn ablate(ablation: &Ablation, bootstrap: &Bootstrap, program: Program) -> String {
    let title = format!(
        "Each criterion switched off in turn: {} letters, {} items",
        ablation.counted.letters, ablation.counted.items
    );
    let body = html! {
        @if ablation.counted.partial { p.note { (words::PARTIAL) } }
        p { (words::SWITCHED_OFF) }
        p { (words::TWO_KINDS) }
        @for evidence in BOTH {
            h2 { (words::evidence(evidence, false)) ": criteria on which predictions hang alone" }
            p { (as_they_stand(&ablation.counted.by(evidence))) }
            div.scroll tabindex="0" role="group" aria-label="Table" { (effects(ablation, evidence, bootstrap)) }
            (list("Criteria that decide more often against the reviewer than with them", &ablation.mostly_wrong(evidence)))
        }
        p.soft { (words::intervals_of_change(bootstrap.resamples, bootstrap.seed)) }
        h2 { "Criteria on which no prediction hangs alone" }
        (list("Asked of items, and never decisive by themselves", &ablation.never_decisive()))
        (list("Asked of no item of these letters", &ablation.never_asked()))
    };
    page(&Page { title, body, program })
}

fn effects(ablation: &Ablation, evidence: Evidence, bootstrap: &Bootstrap) -> Markup {
    let rows = decisive(ablation, evidence, bootstrap);
    let names = ["without", "asked of", "flip to overturned", "flip to upheld", "right with", "right without"];
    let measures = rows.first().map(|(_, _, changes)| changes.iter().map(|change| change.measure.name));
    let head: Vec<&str> = names.into_iter().chain(measures.into_iter().flatten()).collect();
    let cells = rows.iter().map(|(id, row, changes)| {
        let counts = counts(row, evidence).into_iter();
        let changes = changes.iter().map(change);
        std::iter::once((*id).to_owned()).chain(counts).chain(changes).collect::<Vec<String>>()
    });
    plot::table(
        "From the seventh column on: the change of each measure, with its 95 % interval",
        &head,
        &cells.collect::<Vec<_>>(),
    )
}

fn list(title: &str, ids: &[&str]) -> Markup {
    html! {
        details {
            summary { (title) " (" (ids.len()) ")" }
            ul { @for id in ids { li { (id) } } }
        }
    }
}
