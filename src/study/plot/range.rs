//! In: shares with their intervals. Out: a figure with a dot and a whisker for each, from 0 to 1.

use super::{Caption, WIDTH, at, figure, table};
use crate::study::statistics::Interval;
use crate::study::table::with_interval;
use maud::{Markup, html};

/// One line of the figure.
pub struct RangeRow {
    /// Its name.
    pub name: String,
    /// A dot for each kind of evidence.
    pub dots: [Dot; 2],
    /// What a baseline gets, drawn as a stroke.
    pub baseline: Option<f64>,
}

/// A share with its interval.
#[derive(Clone, Copy)]
pub struct Dot {
    /// The share.
    pub value: Option<f64>,
    /// Its interval.
    pub interval: Option<Interval>,
}

const LEFT: f64 = 6.0;
const ROW: f64 = 42.0;
const TOP: f64 = 40.0;

/// The figure. `names` are what the two dots and the stroke stand for.
pub fn range(caption: &Caption, names: [&str; 3], rows: &[RangeRow]) -> Markup {
    let height = TOP + rows.len() as f64 * ROW + 22.0;
    let drawing = html! {
        (legend(names))
        @for step in 0..=4 {
            @let share = f64::from(step) / 4.0;
            line.axis x1=(at(x(share))) x2=(at(x(share))) y1=(at(TOP - 8.0)) y2=(at(height - 20.0)) {}
            text.soft x=(at(x(share))) y=(at(height - 6.0)) text-anchor=(anchor(step)) { (format!("{:.0} %", 100.0 * share)) }
        }
        @for (index, row) in rows.iter().enumerate() { (one(row, TOP + index as f64 * ROW)) }
    };
    let cells = |row: &RangeRow| {
        let baseline = with_interval(row.baseline, None);
        let dots = row.dots.iter().map(|dot| with_interval(dot.value, dot.interval));
        std::iter::once(row.name.clone()).chain(dots).chain([baseline]).collect::<Vec<String>>()
    };
    let cells: Vec<Vec<String>> = rows.iter().map(cells).collect();
    figure(caption, height, &drawing, &table("", &["", names[0], names[1], names[2]], &cells))
}

fn x(share: f64) -> f64 {
    LEFT + share * (WIDTH - 2.0 * LEFT - 8.0)
}

fn anchor(step: i32) -> &'static str {
    match step {
        0 => "start",
        4 => "end",
        _ => "middle",
    }
}

fn legend(names: [&str; 3]) -> Markup {
    html! {
        circle.one cx="10" cy="14" r="4" {}
        text x="20" y="18" { (names[0]) }
        rect.two x="131" y="10" width="8" height="8" {}
        text x="145" y="18" { (names[1]) }
        line.three stroke-width="3" x1="262" x2="262" y1="8" y2="20" {}
        text x="270" y="18" { (names[2]) }
    }
}

fn one(row: &RangeRow, top: f64) -> Markup {
    let [one, two] = [top + 20.0, top + 31.0];
    html! {
        text x=(LEFT) y=(at(top + 11.0)) { (row.name) }
        @if let Some(share) = row.baseline {
            line.three stroke-width="3" x1=(at(x(share))) x2=(at(x(share))) y1=(at(one - 5.0)) y2=(at(two + 5.0)) {}
        }
        @for (dot, y, colour) in [(row.dots[0], one, "one"), (row.dots[1], two, "two")] {
            @if let Some((low, high)) = dot.interval {
                line class=(colour) stroke-width="2" x1=(at(x(low))) x2=(at(x(high))) y1=(at(y)) y2=(at(y)) {}
            }
            @if let Some(share) = dot.value {
                @if colour == "one" { circle.one cx=(at(x(share))) cy=(at(y)) r="4" {} }
                @else { rect.two x=(at(x(share) - 4.0)) y=(at(y - 4.0)) width="8" height="8" {} }
            }
        }
    }
}
