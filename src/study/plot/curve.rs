//! In: values of a parameter, and a figure's value at each. Out: its figure: one line with marks for each series.

use super::{Caption, WIDTH, at, figure, table};
use crate::study::table::number;
use maud::{Markup, html};

/// What is drawn over the values of one parameter.
pub struct Curve<'a> {
    /// The parameter, with its unit.
    pub along: String,
    /// Its values, in ascending order.
    pub values: &'a [f64],
    /// The lines.
    pub lines: Vec<Line>,
    /// Lowest and highest value of the upright axis.
    pub range: (f64, f64),
}

/// One line.
pub struct Line {
    /// What it is.
    pub name: String,
    /// Its value at each value of the parameter, where it is defined.
    pub points: Vec<Option<f64>>,
}

const LEFT: f64 = 40.0;
const TOP: f64 = 12.0;
const HEIGHT: f64 = 170.0;
const COLOURS: [&str; 3] = ["one", "two", "three"];

/// The figure.
pub fn curve(caption: &Caption, curve: &Curve) -> Markup {
    let (bottom, legend) = (TOP + HEIGHT, TOP + HEIGHT + 44.0);
    let height = legend + 18.0 * curve.lines.len() as f64;
    let drawing = html! {
        @for step in 0..=4 {
            @let value = curve.range.0 + (curve.range.1 - curve.range.0) * f64::from(step) / 4.0;
            line.axis x1=(LEFT) x2=(WIDTH) y1=(at(y(curve, value))) y2=(at(y(curve, value))) {}
            text.soft x=(LEFT - 6.0) y=(at(y(curve, value) + 4.0)) text-anchor="end" { (label(value)) }
        }
        @for value in curve.values {
            text.soft x=(at(x(curve, *value))) y=(at(bottom + 16.0)) text-anchor="middle" { (value) }
        }
        text.soft x=(at((LEFT + WIDTH) / 2.0)) y=(at(bottom + 32.0)) text-anchor="middle" { (curve.along) }
        @for (index, line) in curve.lines.iter().enumerate() {
            (one(curve, line, index))
            @let level = at(legend + 18.0 * index as f64);
            line class=(format!("line {}", line_style(index))) x1="0" x2="20" y1=(level) y2=(level) {}
            (mark(index, 10.0, legend + 18.0 * index as f64))
            text x="28" y=(at(legend + 4.0 + 18.0 * index as f64)) { (line.name) }
        }
    };
    let names: Vec<&str> =
        std::iter::once(curve.along.as_str()).chain(curve.lines.iter().map(|line| line.name.as_str())).collect();
    let row = |(index, value): (usize, &f64)| {
        let cells = curve.lines.iter().map(|line| cell(line.points.get(index).copied().flatten()));
        std::iter::once(value.to_string()).chain(cells).collect::<Vec<String>>()
    };
    let rows: Vec<Vec<String>> = curve.values.iter().enumerate().map(row).collect();
    figure(caption, height, &drawing, &table("", &names, &rows))
}

/// Counts are whole; shares have two places.
fn cell(value: Option<f64>) -> String {
    value
        .filter(|value| value.fract() == 0.0 && *value > 1.0)
        .map_or_else(|| number(value), |value| format!("{value:.0}"))
}

fn label(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

fn x(curve: &Curve, value: f64) -> f64 {
    let (first, last) = (curve.values[0], curve.values[curve.values.len() - 1]);
    let share = if last > first { (value - first) / (last - first) } else { 0.5 };
    LEFT + 14.0 + share * (WIDTH - LEFT - 32.0)
}

fn y(curve: &Curve, value: f64) -> f64 {
    let (low, high) = curve.range;
    TOP + HEIGHT * (1.0 - (value - low) / (high - low))
}

fn one(curve: &Curve, line: &Line, index: usize) -> Markup {
    let points: Vec<(f64, f64)> = curve
        .values
        .iter()
        .zip(&line.points)
        .filter_map(|(value, point)| Some((x(curve, *value), y(curve, (*point)?))))
        .collect();
    let path: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", at(*x), at(*y))).collect();
    let colour = line_style(index);
    html! {
        polyline class=(format!("line {colour}")) points=(path.join(" ")) {}
        @for (x, y) in points { (mark(index, x, y)) }
    }
}

/// The fourth line and those after it are broken.
fn line_style(index: usize) -> String {
    let colour = COLOURS[index.min(COLOURS.len() - 1)];
    if index < COLOURS.len() { colour.to_owned() } else { format!("{colour} dashed") }
}

/// Lines are told apart by the shape of their marks too; a broken one has none.
fn mark(index: usize, x: f64, y: f64) -> Markup {
    let colour = COLOURS[index.min(COLOURS.len() - 1)];
    match index {
        3.. => html! {},
        0 => html! { circle class=(colour) cx=(at(x)) cy=(at(y)) r="4" {} },
        1 => html! { rect class=(colour) x=(at(x - 4.0)) y=(at(y - 4.0)) width="8" height="8" {} },
        _ => html! {
            polygon class=(colour)
                points=(format!("{},{} {},{} {},{}", at(x), at(y - 5.0), at(x - 5.0), at(y + 4.0), at(x + 5.0), at(y + 4.0))) {}
        },
    }
}
