//! In: a [`Comparison`]. Out: tables for people, at most 100 columns wide.

use super::{Compared, Comparison, Differences, FlippedItem, Traced};
use crate::report::look::shorten;
use crate::report::{BOTH, Evidence, Look, Truth, words};
use crate::rule::{How, RuleChange, Subject};
use crate::study::change::Change;
use crate::study::said;
use crate::study::statistics::Bootstrap;
use crate::study::table::{number, p_value, signed, signed_interval, table};

/// Most flips of one group that are shown; all of them are in the other formats.
const SHOWN: usize = 100;

/// The whole comparison.
pub fn compare(comparison: &Comparison, differences: &Differences, bootstrap: &Bootstrap, look: Look) -> String {
    let mut out = format!("{}\n", look.line(true));
    let counts = format!("{} letters, {} items", comparison.letters, comparison.items);
    out.push_str(&format!("{}\n", look.bold(&format!("What the change of rules does: {counts}"))));
    out.push_str(&left_out(comparison, look));
    out.extend(differences.warnings.iter().map(|warning| look.paragraph("  ! ", warning)));
    out.push_str(&editions(comparison, look));
    out.push_str(&rule_changes(&differences.rules, look));
    out.push_str(&flows(comparison, look));
    for evidence in BOTH {
        out.push_str(&agreement(comparison.of(evidence), evidence, bootstrap, look));
    }
    out.push_str(&look.paragraph("  ", &words::intervals_of_change(bootstrap.resamples, bootstrap.seed)));
    for evidence in BOTH {
        out.push_str(&flips(comparison, evidence, look));
    }
    out
}

fn left_out(comparison: &Comparison, look: Look) -> String {
    let mut out = String::new();
    if comparison.partial {
        out.push_str(&look.paragraph("  ", words::PARTIAL));
    }
    let lines = [
        (comparison.failed, "Documents that could not be read or hold no item"),
        (comparison.repeated, "Documents with the case number of an earlier one, which count once more"),
        (
            comparison.without_outcome,
            "Items without a decision in their document, which can flip but count in no measure",
        ),
    ];
    let lines = lines.into_iter().filter(|(count, _)| *count > 0);
    out.extend(lines.map(|(count, what)| look.paragraph("  ", &format!("{what}: {count}."))));
    out
}

fn editions(comparison: &Comparison, look: Look) -> String {
    let rows = comparison.editions.iter().map(|((one, two), letters)| [one.clone(), two.clone(), letters.to_string()]);
    format!("\n{}\n{}", look.bold("Letters by edition"), table(["before", "after", "letters"], rows, look))
}

fn rule_changes(rules: &[(RuleChange, Vec<String>)], look: Look) -> String {
    let (rules, told): (Vec<_>, Vec<_>) = rules.iter().partition(|(change, _)| change.can_change_predictions());
    let mut out = format!("\n{} ({})\n", look.bold("What differs in the rules"), rules.len());
    for (change, editions) in &rules {
        out.push_str(&look.paragraph("  ", &format!("{} ({})", named(change), editions.join(", "))));
        for field in &change.fields {
            let shown = |text: &str| if text.is_empty() { "nothing".to_owned() } else { shorten(text, 1000) };
            let line = format!("{}: {} -> {}", field.field, shown(&field.before), shown(&field.after));
            out.push_str(&look.paragraph("      ", &line));
        }
    }
    if rules.is_empty() {
        out.push_str("  nothing that a prediction depends on\n");
    }
    if !told.is_empty() {
        out.push_str(&look.paragraph("  ", &only_told(&told)));
    }
    out
}

/// The changes of which only title, help, reason or source differ.
pub fn only_told(changes: &[&(RuleChange, Vec<String>)]) -> String {
    let names: Vec<&str> = changes.iter().map(|(change, _)| change.name.as_str()).collect();
    format!("Only title, help, reason or source differ in {}: {}.", names.len(), names.join(", "))
}

/// A change in words.
pub fn named(change: &RuleChange) -> String {
    let subject = match change.subject {
        Subject::DailyAmount => "daily amount",
        Subject::Family => "kind of treatment",
        Subject::Parameter => "number",
        Subject::Criterion => "criterion",
    };
    let how = match change.how {
        How::Added => "added",
        How::Removed => "removed",
        How::Changed => "changed",
    };
    format!("{how}: {subject} {}", change.name)
}

fn flows(comparison: &Comparison, look: Look) -> String {
    let mut rows = Vec::new();
    for evidence in BOTH {
        let compared = comparison.of(evidence);
        for ((from, to), items) in &compared.flows {
            let mark = if from == to { "" } else { "flips" };
            let name = format!("{}: {}", words::evidence(evidence, false), said::predicted(*from));
            rows.push([name, said::predicted(*to).to_owned(), items.to_string(), mark.to_owned()]);
        }
    }
    let mut out = format!(
        "\n{}\n{}",
        look.bold("Predictions before and after"),
        table(["before", "after", "items", ""], rows, look)
    );
    for evidence in BOTH {
        let compared = comparison.of(evidence);
        if compared.other_basis > 0 {
            let name = words::evidence(evidence, false);
            let line = format!("{name}: {} more keep their prediction for another reason.", compared.other_basis);
            out.push_str(&look.paragraph("  ", &line));
        }
    }
    out
}

/// The names of the columns of [`measures`].
pub const MEASURES: [&str; 6] = ["", "before", "after", "change", "95 % interval", "always upheld"];

/// Each measure before and after, beside that of always upheld.
pub fn measures(compared: &Compared, bootstrap: &Bootstrap) -> Vec<[String; 6]> {
    let always = compared.table_before().always_upheld();
    let row = |change: Change| {
        [
            change.measure.name.to_owned(),
            number(change.before),
            number(change.after),
            signed(change.difference()),
            signed_interval(change.interval),
            number((change.measure.value)(&always)),
        ]
    };
    compared.measures(bootstrap).into_iter().map(row).collect()
}

/// How many items are right on which side, and the test of that.
pub fn test(compared: &Compared) -> String {
    let correct = compared.correct();
    format!(
        "Right on both {}, only before {}, only after {}, on neither {}. Exact McNemar test: p {}. It takes items as \
         independent of each other, which those of one letter are not.",
        correct.both,
        correct.only_before,
        correct.only_after,
        correct.neither,
        p_value(correct.p_value())
    )
}

fn agreement(compared: &Compared, evidence: Evidence, bootstrap: &Bootstrap, look: Look) -> String {
    let always = compared.table_before().always_upheld();
    let rows = measures(compared, bootstrap);
    let name = words::evidence(evidence, false);
    let title = look.bold(&format!("{name}: agreement on the same {} items", always.covered()));
    let mut out = format!("\n{title}\n{}", table(MEASURES, rows, look));
    out.push_str(&look.paragraph("  ", &test(compared)));
    if compared.covered_once > 0 {
        let line = format!(
            "{} items with a decision are covered by only one of the two and are left out.",
            compared.covered_once
        );
        out.push_str(&look.paragraph("  ", &line));
    }
    out
}

fn flips(comparison: &Comparison, evidence: Evidence, look: Look) -> String {
    let groups = comparison.groups(evidence);
    let count: usize = groups.iter().map(|(_, flips)| flips.len()).sum();
    let title =
        format!("What flips, by the criterion responsible: {}", words::evidence(evidence, false).to_lowercase());
    let mut out = format!("\n{} ({count})\n", look.bold(&title));
    for (responsible, flips) in groups {
        out.push_str(&look.paragraph("  ", &format!("{responsible} ({})", flips.len())));
        out.extend(flips.iter().take(SHOWN).map(|flip| item(flip, look)));
        if flips.len() > SHOWN {
            let rest = format!("and {} more; --format csv or json lists them all", flips.len() - SHOWN);
            out.push_str(&look.paragraph("    ", &rest));
        }
    }
    out
}

fn item(flip: &FlippedItem, look: Look) -> String {
    let mut out = look
        .paragraph("    ", &format!("{}, item {}: {}", flip.item.source, flip.item.n, shorten(&flip.item.text, 120)));
    let (before, after) = (said::predicted(flip.before.predicted), said::predicted(flip.after.predicted));
    let decided = words::outcome(flip.item.outcome);
    out.push_str(&look.paragraph("      ", &format!("{before} -> {after}; decided {decided}")));
    for (name, side) in [("before", &flip.before), ("after", &flip.after)] {
        for traced in side.criteria.iter().filter(|traced| shown(traced, flip)) {
            out.push_str(&look.paragraph("        ", &format!("{name}: {}", line(traced))));
        }
    }
    out
}

/// The criteria responsible, and those on which the prediction rests.
fn shown(traced: &Traced, flip: &FlippedItem) -> bool {
    flip.responsible.contains(&traced.id)
        || (traced.required && !matches!(traced.truth, Truth::Met | Truth::NotApplicable))
}

/// A criterion with the words that it rests on and its place.
pub fn line(traced: &Traced) -> String {
    let words = traced.words.iter().take(2).map(|words| format!(" \"{}\"", shorten(words, 90))).collect::<String>();
    let from = match traced.words.is_empty() && !traced.facts.is_empty() {
        true => format!(" (from {})", traced.facts.join(", ").replace('_', " ")),
        false => String::new(),
    };
    format!("{}: {}{words}{from} [{}]", said::truth(traced.truth), traced.id, traced.rule)
}
