//! In: a [`Comparison`]. Out: one self-contained HTML page with its tables and plots.

use super::human::{MEASURES, line, measures, named, only_told, test};
use super::{Compared, Comparison, Differences, FlippedItem, Side};
use crate::report::html::{Page, page};
use crate::report::look::shorten;
use crate::report::{BOTH, Evidence, Predicted, words};
use crate::rule::Program;
use crate::rule::RuleChange;
use crate::study::evaluation::evidence_name;
use crate::study::plot::{self, Caption, Flow};
use crate::study::statistics::Bootstrap;
use crate::study::{Confusion, said};
use maud::{Markup, html};

/// Most flips of one group that a page shows.
const SHOWN: usize = 500;

/// The page.
pub fn compare(comparison: &Comparison, differences: &Differences, bootstrap: &Bootstrap, program: Program) -> String {
    let title = format!("What the change of rules does: {} letters, {} items", comparison.letters, comparison.items);
    let body = html! {
        @if comparison.partial { p.note { (words::PARTIAL) } }
        @if comparison.failed > 0 { p { "Documents that could not be read or hold no item: " (comparison.failed) "." } }
        @if comparison.without_outcome > 0 {
            p { (comparison.without_outcome) " items have no decision in their document: they can flip but count in no measure." }
        }
        @for warning in &differences.warnings { p.note { (warning) } }
        p { (words::TWO_KINDS) }
        h2 { "Letters by edition" }
        (editions(comparison))
        h2 { "What differs in the rules" }
        (rule_changes(&differences.rules))
        h2 { "Predictions before and after" }
        div.figures { @for evidence in BOTH { (flow(comparison.of(evidence), evidence)) } }
        h2 { "Agreement before and after, on the same items" }
        @for evidence in BOTH { (agreement(comparison.of(evidence), evidence, bootstrap)) }
        p.soft { (words::intervals_of_change(bootstrap.resamples, bootstrap.seed)) }
        h2 { "What flips, by the criterion responsible" }
        @for evidence in BOTH { (flips(comparison, evidence)) }
    };
    page(&Page { title, body, program })
}

fn editions(comparison: &Comparison) -> Markup {
    let rows =
        comparison.editions.iter().map(|((one, two), letters)| vec![one.clone(), two.clone(), letters.to_string()]);
    plot::table("", &["before", "after", "letters"], &rows.collect::<Vec<_>>())
}

fn rule_changes(rules: &[(RuleChange, Vec<String>)]) -> Markup {
    let (rules, told): (Vec<_>, Vec<_>) = rules.iter().partition(|(change, _)| change.can_change_predictions());
    html! {
        @if rules.is_empty() { p { "Nothing that a prediction depends on." } }
        @if !told.is_empty() { p.soft { (only_told(&told)) } }
        ul {
            @for (change, editions) in &rules {
                li {
                    (named(change)) " (" (editions.join(", ")) ")"
                    @if !change.fields.is_empty() {
                        ul { @for field in &change.fields {
                            li { (field.field) ": " (or_nothing(&field.before)) " → " (or_nothing(&field.after)) }
                        } }
                    }
                }
            }
        }
    }
}

fn or_nothing(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
}

const PREDICTIONS: [Predicted; 3] = [Predicted::Upheld, Predicted::Overturned, Predicted::NotCovered];

fn flow(compared: &Compared, evidence: Evidence) -> Markup {
    let place = |predicted| PREDICTIONS.iter().position(|one| *one == predicted).unwrap_or(0);
    let flow =
        |(&(from, to), &items): (&(Predicted, Predicted), &usize)| Flow { from: place(from), to: place(to), items };
    let flows: Vec<Flow> = compared.flows.iter().map(flow).collect();
    let caption = Caption {
        title: format!("{}: {} items flip", words::evidence(evidence, false), compared.flipped()),
        description: "Bands from the predictions before to those after; those that flip stand out.".to_owned(),
        id: format!("flow-{}", evidence_name(evidence)),
    };
    plot::flow(&caption, &PREDICTIONS.map(said::predicted), &flows)
}

fn agreement(compared: &Compared, evidence: Evidence, bootstrap: &Bootstrap) -> Markup {
    let rows: Vec<Vec<String>> = measures(compared, bootstrap).into_iter().map(Vec::from).collect();
    html! {
        h3 { (words::evidence(evidence, false)) }
        div.figures {
            @for (name, counts) in [("before", compared.table_before()), ("after", compared.table_after())] {
                (matrix(&counts, evidence, name))
            }
        }
        div.scroll tabindex="0" role="group" aria-label="Table" { (plot::table("", &MEASURES, &rows)) }
        p {
            (test(compared))
            @if compared.covered_once > 0 {
                " " (compared.covered_once) " items with a decision are covered by only one of the two and are left out."
            }
        }
    }
}

fn matrix(counts: &Confusion, evidence: Evidence, side: &str) -> Markup {
    let caption = Caption {
        title: format!("{}, {side}: decided against predicted", words::evidence(evidence, false)),
        description: format!("{} of {} predictions agree.", counts.agreeing(), counts.covered()),
        id: format!("matrix-{}-{side}", evidence_name(evidence)),
    };
    plot::matrix(&caption, counts)
}

fn flips(comparison: &Comparison, evidence: Evidence) -> Markup {
    let groups = comparison.groups(evidence);
    html! {
        h3 { (words::evidence(evidence, false)) }
        @if groups.is_empty() { p { "Nothing flips." } }
        @for (responsible, flips) in &groups {
            details {
                summary { (responsible) " (" (flips.len()) ")" }
                ul { @for flip in flips.iter().take(SHOWN) { li { (item(flip)) } } }
                @if flips.len() > SHOWN { p { "And " (flips.len() - SHOWN) " more: --format csv or json lists them all." } }
            }
        }
    }
}

fn item(flip: &FlippedItem) -> Markup {
    html! {
        (flip.item.source) ", item " (flip.item.n) ": " (shorten(&flip.item.text, 160)) ": "
        (said::predicted(flip.before.predicted)) " → " (said::predicted(flip.after.predicted))
        "; decided " (words::outcome(flip.item.outcome))
        (side("before", &flip.before))
        (side("after", &flip.after))
    }
}

fn side(name: &str, side: &Side) -> Markup {
    html! {
        p { (name) " (" (side.edition) ")" }
        ul { @for traced in &side.criteria { li { (line(traced)) } } }
    }
}
