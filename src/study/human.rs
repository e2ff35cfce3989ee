//! In: an [`Evaluation`]. Out: tables for people, at most 80 columns wide.

use super::interval::wilson;
use super::{Confusion, Difference, Evaluation};
use crate::letter::Outcome;
use crate::report::look::shorten;
use crate::report::{BOTH, Look, Truth, words};

/// The whole evaluation.
pub fn evaluate(evaluation: &Evaluation, look: Look) -> String {
    let mut out = format!("{}\n", look.line(true));
    let counts = format!("{} letters, {} items", evaluation.letters, evaluation.items);
    out.push_str(&format!("{}\n", look.bold(&format!("Agreement with the decisions: {counts}"))));
    out.push_str(&left_out(evaluation, look));
    out.push_str(&matrices(evaluation, look));
    out.push_str(&measures(evaluation, look));
    out.push_str(&families(evaluation, look));
    out.push_str(&differences(evaluation, look));
    out.push_str(&format!("\n{}\n", look.line(true)));
    out.push_str(&look.paragraph("", words::TWO_KINDS));
    out.push_str(&look.paragraph("", words::DISCLAIMER));
    out
}

/// What no figure below speaks of.
fn left_out(evaluation: &Evaluation, look: Look) -> String {
    let table = evaluation.summary;
    let not_covered = table.items() - table.covered();
    let lines = [
        (evaluation.failed, "Documents that could not be read or hold no item"),
        (evaluation.without_outcome, "Items without a decision in their document, which count nowhere below"),
        (not_covered, "Items that no rule covers, which count in coverage alone"),
    ];
    let lines = lines.into_iter().filter(|(count, _)| *count > 0);
    lines.map(|(count, what)| look.paragraph("  ", &format!("{what}: {count}."))).collect()
}

fn matrices(evaluation: &Evaluation, look: Look) -> String {
    let mut out = format!("\n{}\n", look.bold("Decided against predicted"));
    out.push_str("                               predicted      predicted    not\n");
    out.push_str("                               upheld         overturned   covered\n");
    for evidence in BOTH {
        let table = evaluation.by(evidence);
        out.push_str(&format!("  {}\n", words::evidence(evidence, false)));
        let upheld = [table.upheld_upheld, table.upheld_overturned, table.upheld_not_covered];
        let overturned = [table.overturned_upheld, table.overturned_overturned, table.overturned_not_covered];
        for (name, [stands, falls, neither]) in [("upheld", upheld), ("overturned", overturned)] {
            out.push_str(&format!("    decided {name:<14}{stands:>14}{falls:>16}{neither:>11}\n"));
        }
    }
    out
}

/// One measure: its name, its value, and its interval where there is one.
type Measure = (&'static str, fn(&Confusion) -> Option<f64>, fn(&Confusion) -> Option<(f64, f64)>);

const MEASURES: [Measure; 7] = [
    ("coverage", Confusion::coverage, |table| wilson(table.covered(), table.items())),
    ("agreement", Confusion::agreement, |table| wilson(table.agreeing(), table.covered())),
    ("balanced accuracy", Confusion::balanced_accuracy, |_| None),
    ("kappa", Confusion::kappa, |_| None),
    ("Matthews correlation", Confusion::mcc, |_| None),
    ("precision of overturned", Confusion::overturned_precision, |table| {
        wilson(table.overturned_overturned, table.predicted_overturned())
    }),
    ("recall of overturned", Confusion::overturned_recall, |table| {
        wilson(table.overturned_overturned, table.overturned())
    }),
];

fn measures(evaluation: &Evaluation, look: Look) -> String {
    let title = "Measures, with 95 % intervals (Wilson) for shares";
    let mut out = format!("\n{}\n", look.bold(title));
    out.push_str(&format!("  {:<24}{:<20}{:<20}{}\n", "", "case summary", "with findings", "always upheld"));
    let baseline = evaluation.summary.always_upheld();
    for (name, value, interval) in MEASURES {
        let cell = |table: &Confusion| with_interval(value(table), interval(table));
        let (summary, findings) = (cell(&evaluation.summary), cell(&evaluation.findings));
        out.push_str(&format!("  {name:<24}{summary:<20}{findings:<20}{}\n", number(value(&baseline))));
    }
    let all = evaluation.summary.all_always_upheld();
    if all.covered() > baseline.covered() {
        let (share, items) = (number(all.agreement()), all.covered());
        let note = format!("Always \"upheld\" is shown for the covered items; on all {items} it agrees in {share}.");
        out.push_str(&look.paragraph("  ", &note));
    }
    out
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.2}"))
}

fn with_interval(value: Option<f64>, interval: Option<(f64, f64)>) -> String {
    match interval {
        Some((low, high)) => format!("{} ({low:.2}-{high:.2})", number(value)),
        None => number(value),
    }
}

fn families(evaluation: &Evaluation, look: Look) -> String {
    let mut out = format!("\n{}\n", look.bold("By kind of treatment: predictions that agree"));
    out.push_str(&format!(
        "  {:<30}{:>6}{:>12}{:>9}{:>10}{:>8}\n",
        "", "items", "overturned", "summary", "findings", "upheld"
    ));
    let mut rows: Vec<_> = evaluation.families.iter().collect();
    rows.sort_by_key(|(name, row)| (std::cmp::Reverse(row.summary.items()), *name));
    for (name, row) in rows {
        let overturned = row.summary.overturned() + row.summary.overturned_not_covered;
        let [summary, findings] = BOTH.map(|evidence| covered_share(row.by(evidence)));
        let always = covered_share(&row.summary.always_upheld());
        let items = row.summary.items();
        let name = name.replace('_', " ");
        out.push_str(&format!("  {name:<30}{items:>6}{overturned:>12}{summary:>9}{findings:>10}{always:>8}\n"));
    }
    out.push_str("  (\"upheld\": what always answering \"upheld\" would get right)\n");
    out
}

fn covered_share(table: &Confusion) -> String {
    if table.covered() == 0 { "-".to_owned() } else { format!("{}/{}", table.agreeing(), table.covered()) }
}

fn differences(evaluation: &Evaluation, look: Look) -> String {
    let mut out = String::new();
    for evidence in BOTH {
        let these: Vec<_> = evaluation.differences.iter().filter(|one| one.evidence == evidence).collect();
        let title = format!("Where the prediction differs: {}", words::evidence(evidence, false).to_lowercase());
        out.push_str(&format!("\n{} ({})\n", look.bold(&title), these.len()));
        out.extend(these.into_iter().map(|one| difference(one, look)));
    }
    out
}

fn difference(difference: &Difference, look: Look) -> String {
    let case = &difference.case;
    let Some(said) = case.by(difference.evidence) else { return String::new() };
    let mut out = look.paragraph("  ", &format!("{}, item {}: {}", case.source, case.n, shorten(&case.text, 120)));
    let decided = if case.outcome == Some(Outcome::Overturned) { "overturned" } else { "upheld" };
    out.push_str(
        &look.paragraph("    ", &format!("decided {decided}, predicted: {}", words::predicted(said.predicted))),
    );
    for decider in &said.decided_by {
        let word = match decider.truth {
            Truth::Met => "met",
            Truth::Contradicted => "contradicted",
            Truth::Undocumented => "not shown",
            Truth::NotApplicable => "not asked",
        };
        let quote = decider.quote.as_ref().map(|quote| format!(" \"{}\"", shorten(quote, 90))).unwrap_or_default();
        out.push_str(&look.paragraph("      ", &format!("{word}: {}{quote}", decider.id)));
    }
    out
}
