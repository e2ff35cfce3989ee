//! In: a [`Sweep`]. Out: one self-contained HTML page with its tables and curves.

use super::Sweep;
use super::human::{HEAD, described, flip, flips_at, no_letter, rows, values};
use crate::report::html::{Page, page};
use crate::report::{BOTH, Evidence, words};
use crate::rule::Program;
use crate::study::ablation::human::as_they_stand;
use crate::study::change::Change;
use crate::study::evaluation::evidence_name;
use crate::study::plot::{self, Caption, Curve, Line};
use crate::study::statistics::Bootstrap;
use maud::{Markup, html};

/// The page.
pub fn sweep(sweep: &Sweep, bootstrap: &Bootstrap, program: Program) -> String {
    let title =
        format!("The rules with other numbers: {} letters, {} items", sweep.counted.letters, sweep.counted.items);
    let body = html! {
        @if sweep.counted.partial { p.note { (words::PARTIAL) } }
        ul { @for parameter in &sweep.parameters { li { (described(parameter)) } } }
        @for parameter in sweep.unused() { p.note { (no_letter(parameter)) } }
        p { (words::TWO_KINDS) }
        @for evidence in BOTH {
            @let changes = sweep.changes(evidence, bootstrap);
            @let cells: Vec<Vec<String>> = rows(sweep, evidence, &changes).into_iter().map(|row| row.to_vec()).collect();
            h2 { (words::evidence(evidence, false)) }
            p { (as_they_stand(&sweep.counted.by(evidence))) }
            (curves(sweep, evidence, &changes))
            div.scroll tabindex="0" role="group" aria-label="Table" { (plot::table("", &HEAD, &cells)) }
        }
        h2 { "What flips, compared with the rules as they stand" }
        @for (index, point) in sweep.points.iter().enumerate() { (flips_of(sweep, index, &point.values)) }
        p.soft { (words::intervals_of_change(bootstrap.resamples, bootstrap.seed)) }
    };
    page(&Page { title, body, program })
}

/// One pair of curves for each combination of the parameters but the first: what agrees, and what flips.
fn curves(sweep: &Sweep, evidence: Evidence, changes: &[Vec<Change>]) -> Markup {
    let Some((along, others)) = sweep.parameters.split_first() else { return Markup::default() };
    let each = sweep.points.len() / along.values.len().max(1);
    let always = sweep.counted.by(evidence).always_upheld().agreement();
    html! {
        @for rest in 0..each {
            @let places: Vec<usize> = (0..along.values.len()).map(|value| value * each + rest).collect();
            @let fixed: Vec<String> = others.iter().zip(&sweep.points[rest].values[1..])
                .map(|(parameter, value)| format!("{} = {value}", parameter.name)).collect();
            @let with = if fixed.is_empty() { String::new() } else { format!(", with {}", fixed.join(", ")) };
            @let along = Along { axis: &along.name, values: &along.values, with: &with, rest };
            div.figures {
                (agreement(changes, &places, always, evidence, &along))
                (flips(sweep, &places, evidence, &along))
            }
        }
    }
}

/// Most flips that a page lists at one combination.
const SHOWN: usize = 200;

fn flips_of(sweep: &Sweep, index: usize, at: &[f64]) -> Markup {
    let these = flips_at(sweep, index);
    html! {
        details {
            summary { (values(sweep, at, ", ")) " (" (these.len()) ")" }
            ul { @for turned in these.iter().take(SHOWN) { li { (flip(turned)) } } }
            @if these.len() > SHOWN { p { "And " (these.len() - SHOWN) " more: --format csv or json lists them all." } }
        }
    }
}

/// The level axis of a curve.
struct Along<'a> {
    axis: &'a str,
    values: &'a [f64],
    with: &'a str,
    rest: usize,
}

fn agreement(
    changes: &[Vec<Change>],
    places: &[usize],
    always: Option<f64>,
    evidence: Evidence,
    along: &Along,
) -> Markup {
    let line = |name: &str, key: &str| {
        let after = |place: &usize| changes.get(*place)?.iter().find(|change| change.measure.key == key)?.after;
        Line { name: name.to_owned(), points: places.iter().map(after).collect() }
    };
    let caption = Caption {
        title: format!("{}: agreement over {}{}", words::evidence(evidence, false), along.axis, along.with),
        description: "Agreement, balanced accuracy and kappa at each value; the table holds the numbers.".to_owned(),
        id: format!("agreement-{}-{}", evidence_name(evidence), along.rest),
    };
    let always = Line { name: "agreement of always upheld".to_owned(), points: vec![always; places.len()] };
    let lines = vec![
        line("agreement", "agreement"),
        line("balanced accuracy", "balanced_accuracy"),
        line("kappa", "kappa"),
        always,
    ];
    let lowest = lines.iter().flat_map(|line| &line.points).flatten().fold(0.0_f64, |low, value| low.min(*value));
    let range = (if lowest < 0.0 { -1.0 } else { 0.0 }, 1.0);
    plot::curve(&caption, &Curve { along: along.axis.to_owned(), values: along.values, lines, range })
}

fn flips(sweep: &Sweep, places: &[usize], evidence: Evidence, along: &Along) -> Markup {
    let effects = || places.iter().filter_map(|place| sweep.points.get(*place)).map(|point| point.of(evidence));
    let lines = vec![
        Line {
            name: "flip to overturned".to_owned(),
            points: effects().map(|one| Some(one.to_overturned as f64)).collect(),
        },
        Line { name: "flip to upheld".to_owned(), points: effects().map(|one| Some(one.to_upheld as f64)).collect() },
    ];
    let most = lines.iter().flat_map(|line| &line.points).flatten().fold(0.0_f64, |high, value| high.max(*value));
    let caption = Caption {
        title: format!("{}: items that flip over {}{}", words::evidence(evidence, false), along.axis, along.with),
        description: "How many items become supported and how many are supported no more, compared with the rules as \
                      they stand."
            .to_owned(),
        id: format!("flips-{}-{}", evidence_name(evidence), along.rest),
    };
    // Four steps of whole items.
    let top = (most / 4.0).ceil().max(1.0) * 4.0;
    plot::curve(&caption, &Curve { along: along.axis.to_owned(), values: along.values, lines, range: (0.0, top) })
}
