//! In: numbers. Out: figures for a page: a drawing with its title and description, and the same numbers as a table.
//!
//! Drawings are 380 units wide, so that their letters stay readable on a telephone; colours come from the style sheet.

mod curve;
mod flow;
mod matrix;
mod range;

pub use curve::{Curve, Line, curve};
pub use flow::{Flow, flow};
pub use matrix::matrix;
pub use range::{Dot, RangeRow, range};

use maud::{Markup, html};

/// Width of every drawing, in its own units.
const WIDTH: f64 = 380.0;

/// What every figure has besides its drawing.
pub struct Caption {
    /// What it shows, in one sentence.
    pub title: String,
    /// What can be seen in it, for who cannot see it.
    pub description: String,
    /// A name that no other figure of the page has, made of letters and digits.
    pub id: String,
}

/// A figure: the drawing, its caption, and the same as a table.
fn figure(caption: &Caption, height: f64, drawing: &Markup, table: &Markup) -> Markup {
    let (title, description) = (format!("{}-title", caption.id), format!("{}-description", caption.id));
    html! {
        figure {
            svg viewBox=(format!("0 0 {WIDTH} {height:.0}")) role="img" aria-labelledby=(format!("{title} {description}")) {
                title id=(title) { (caption.title) }
                desc id=(description) { (caption.description) }
                (drawing)
            }
            figcaption { (caption.title) }
            details { summary { "The same as a table" } div.scroll tabindex="0" role="group" aria-label="Table" { (table) } }
        }
    }
}

/// A coordinate as it is written: a tenth of a unit is less than can be seen.
fn at(coordinate: f64) -> String {
    let rounded = format!("{coordinate:.1}");
    rounded.strip_suffix(".0").map_or(rounded.clone(), str::to_owned)
}

/// A table with a head; the first cell of a row names it.
pub fn table(caption: &str, head: &[&str], rows: &[Vec<String>]) -> Markup {
    html! {
        table {
            @if !caption.is_empty() { caption { (caption) } }
            thead { tr { @for name in head { th scope="col" { (name) } } } }
            tbody {
                @for row in rows {
                    tr {
                        @for (index, cell) in row.iter().enumerate() {
                            @if index == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                        }
                    }
                }
            }
        }
    }
}
