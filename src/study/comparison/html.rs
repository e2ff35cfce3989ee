//! In: a [`Comparison`]. Out: one self-contained HTML page with its tables and plots.

use super::human::{line, named, only_told};
use super::{Compared, Comparison, FlippedItem, Side};
use crate::report::html::{Page, page};
use crate::report::look::shorten;
use crate::report::{BOTH, Evidence, Predicted, words};
use crate::rule::RuleChange;
use crate::study::evaluation::evidence_name;
use crate::study::plot::{self, Caption, Flow};
use crate::study::statistics::Bootstrap;
use crate::study::table::{number, p_value, signed, signed_interval};
use crate::study::{Confusion, said};
use maud::{Markup, html};

/// Most flips of one group that a page shows.
const SHOWN: usize = 500;

/// The page.
pub fn compare(comparison: &Comparison, rules: &[(RuleChange, Vec<String>)], bootstrap: &Bootstrap) -> String {
    let title = format!("What the change of rules does: {} letters, {} items", comparison.letters, comparison.items);
    let body = html! {
        @if comparison.partial { p.note { (words::PARTIAL) } }
        @if comparison.failed > 0 { p { "Documents that could not be read or hold no item: " (comparison.failed) "." } }
        @if comparison.without_outcome > 0 {
            p { (comparison.without_outcome) " items have no decision in their document: they can flip but count in no measure." }
        }
        p { (words::TWO_KINDS) }
        h2 { "What differs in the rules" }
        (rule_changes(rules))
        h2 { "Predictions before and after" }
        div.figures { @for evidence in BOTH { (flow(comparison.of(evidence), evidence)) } }
        h2 { "Agreement before and after, on the same items" }
        @for evidence in BOTH { (agreement(comparison.of(evidence), evidence, bootstrap)) }
        p.soft { (words::intervals_of_change(bootstrap.resamples, bootstrap.seed)) }
        h2 { "What flips, by the criterion responsible" }
        @for evidence in BOTH { (flips(comparison, evidence)) }
    };
    page(&Page { title, body })
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
    let always = compared.table_before().always_upheld();
    let rows = compared.measures(bootstrap).into_iter().map(|change| {
        vec![
            change.measure.name.to_owned(),
            number(change.before),
            number(change.after),
            signed(change.difference()),
            signed_interval(change.interval),
            number((change.measure.value)(&always)),
        ]
    });
    let head = ["", "before", "after", "change", "95 % interval", "always upheld"];
    let correct = compared.correct();
    html! {
        h3 { (words::evidence(evidence, false)) }
        div.figures {
            @for (name, counts) in [("before", compared.table_before()), ("after", compared.table_after())] {
                (matrix(&counts, evidence, name))
            }
        }
        div.scroll tabindex="0" role="group" aria-label="Table" { (plot::table("", &head, &rows.collect::<Vec<_>>())) }
        p {
            "Right on both " (correct.both) ", only before " (correct.only_before) ", only after " (correct.only_after)
            ", on neither " (correct.neither) ". Exact McNemar test: p = " (p_value(correct.p_value()))
            ". It takes items as independent of each other, which those of one letter are not."
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
        (flip.source) ", item " (flip.n) ": " (shorten(&flip.text, 160)) ": "
        (said::predicted(flip.before.predicted)) " → " (said::predicted(flip.after.predicted))
        "; decided " (words::outcome(flip.outcome))
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
