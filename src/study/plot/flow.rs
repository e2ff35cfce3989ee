//! In: how many items went from which prediction to which. Out: a figure: bands from before to after.

use super::{Caption, at, figure, table};
use maud::{Markup, html};

/// Items that went one way; at least one.
pub struct Flow {
    /// Place of the prediction before, among the names.
    pub from: usize,
    /// Place of the prediction after, among the names.
    pub to: usize,
    /// How many items.
    pub items: usize,
}

const HEIGHT: f64 = 220.0;
const TOP: f64 = 24.0;
const GAP: f64 = 10.0;
const LEFT: f64 = 92.0;
const RIGHT: f64 = 280.0;
const BAR: f64 = 8.0;

/// The figure; `names` are the predictions.
pub fn flow(caption: &Caption, names: &[&str], flows: &[Flow]) -> Markup {
    let all: usize = flows.iter().map(|flow| flow.items).sum();
    let scale = (HEIGHT - GAP * names.len() as f64) / all.max(1) as f64;
    let sums = |side: fn(&Flow) -> usize| -> Vec<usize> {
        (0..names.len()).map(|at| flows.iter().filter(|flow| side(flow) == at).map(|flow| flow.items).sum()).collect()
    };
    let (before, after) = (sums(|flow| flow.from), sums(|flow| flow.to));
    let (mut left, mut right) = (starts(&before, scale), starts(&after, scale));
    let drawing = html! {
        text.soft x=(at(LEFT)) y="14" text-anchor="end" { "before" }
        text.soft x=(at(RIGHT)) y="14" { "after" }
        @for (x, sums, starts, anchor, shift) in
            [(LEFT, &before, left.clone(), "end", -6.0), (RIGHT - BAR, &after, right.clone(), "start", BAR + 6.0)] {
            @for ((name, items), y) in names.iter().zip(sums).zip(&starts) {
                @if *items > 0 {
                    rect.three x=(at(x)) y=(at(*y)) width=(BAR) height=(at(thick(*items, scale))) {}
                    text x=(at(x + shift)) y=(at(y + 11.0)) text-anchor=(anchor) { (name) }
                    text.soft x=(at(x + shift)) y=(at(y + 25.0)) text-anchor=(anchor) { (items) }
                }
            }
        }
        @for flow in flows {
            (band(flow, &mut left, &mut right, scale))
        }
    };
    let rows: Vec<Vec<String>> = flows
        .iter()
        .map(|flow| vec![names[flow.from].to_owned(), names[flow.to].to_owned(), flow.items.to_string()])
        .collect();
    let bottom = [&left, &right].into_iter().flatten().fold(TOP, |bottom, y| bottom.max(*y));
    figure(caption, bottom + 18.0, &drawing, &table("", &["before", "after", "items"], &rows))
}

/// Where the bar of each prediction begins.
fn starts(sums: &[usize], scale: f64) -> Vec<f64> {
    let mut y = TOP;
    let mut starts = Vec::new();
    for items in sums {
        starts.push(y);
        y += thick(*items, scale) + if *items > 0 { GAP + 14.0 } else { 0.0 };
    }
    starts
}

/// A single item among thousands is still to be seen.
fn thick(items: usize, scale: f64) -> f64 {
    if items == 0 { 0.0 } else { (items as f64 * scale).max(2.0) }
}

fn band(flow: &Flow, left: &mut [f64], right: &mut [f64], scale: f64) -> Markup {
    let height = thick(flow.items, scale);
    let (y1, y2) = (left[flow.from], right[flow.to]);
    left[flow.from] += height;
    right[flow.to] += height;
    let (x1, x2) = (LEFT + BAR, RIGHT - BAR);
    let middle = f64::midpoint(x1, x2);
    let path = format!(
        "M{} {} C{m} {} {m} {} {} {} L{} {} C{m} {} {m} {} {} {} Z",
        at(x1),
        at(y1),
        at(y1),
        at(y2),
        at(x2),
        at(y2),
        at(x2),
        at(y2 + height),
        at(y2 + height),
        at(y1 + height),
        at(x1),
        at(y1 + height),
        m = at(middle)
    );
    let (colour, opacity) = if flow.from == flow.to { ("three", "0.25") } else { ("two", "0.7") };
    html! { path class=(format!("band {colour}")) fill-opacity=(opacity) d=(path) {} }
}
