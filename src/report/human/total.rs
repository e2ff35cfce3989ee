//! In: a [`Tally`]. Out: the lines that close a run: agreement beside "always upheld", and how to read it all.

use crate::report::{BOTH, Look, Tally, words};
use crate::rule::Program;

/// The total of a run. Agreement is left out where no document gave a decision to compare with.
pub fn total(tally: Tally, program: Program, look: Look) -> String {
    let mut out = format!("\n{}\n", look.line(true));
    if BOTH.into_iter().any(|evidence| tally.count(evidence).compared > 0) {
        out.push_str(&agreement(tally, look));
        out.push('\n');
        out.push_str(&look.paragraph("", words::TWO_KINDS));
    }
    out.push_str(&look.paragraph("", words::DISCLAIMER));
    out.push_str(&look.paragraph("", &program.to_string()));
    out
}

fn agreement(tally: Tally, look: Look) -> String {
    let many = |count: usize, noun| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let (items, documents) = (many(tally.items, "item"), many(tally.documents, "document"));
    let heading = format!("Agreement with the decisions: {items} in {documents}");
    let mut out = format!("{}\n", look.bold(&heading));
    for evidence in BOTH {
        let count = tally.count(evidence);
        out.push_str(&row(words::evidence(evidence, false), count.agree, count.compared));
    }
    out.push_str(&row("Always \"upheld\"", tally.summary.upheld, tally.summary.compared));
    let left = tally.summary.not_covered;
    if left > 0 {
        out.push_str(&look.paragraph("", &format!("No rule covers {left} more of the items; none is guessed.")));
    }
    out
}

fn row(name: &str, part: usize, whole: usize) -> String {
    let share = if whole == 0 { String::from("-") } else { format!("{:.0} %", 100.0 * part as f64 / whole as f64) };
    format!("  {name:<26}{part:>5} of {whole:<5}{share:>6}\n")
}
