//! In: an [`Evaluation`]. Out: tables for people, at most 100 columns wide.

use super::group::basis_name;
use super::{Difference, Evaluation, Group, GroupRow};
use crate::letter::Outcome;
use crate::report::look::shorten;
use crate::report::{BOTH, Evidence, Look, words};
use crate::study::measure::{Estimate, estimates};
use crate::study::statistics::{Bootstrap, wilson};
use crate::study::table::{estimate, number, out_of, table, with_interval};
use crate::study::{Confusion, said};

/// Most disagreements that are shown on one kind of evidence; all of them are in the other formats.
const SHOWN: usize = 100;

/// The whole evaluation.
pub fn evaluate(evaluation: &Evaluation, bootstrap: &Bootstrap, look: Look) -> String {
    let mut out = format!("{}\n", look.line(true));
    let counts = format!("{} letters, {} items", evaluation.counted.letters, evaluation.counted.items);
    out.push_str(&format!("{}\n", look.bold(&format!("Agreement with the decisions: {counts}"))));
    out.push_str(&left_out(evaluation, look));
    out.push_str(&matrices(evaluation, look));
    out.push_str(&measures(evaluation, bootstrap, look));
    out.push_str(&groups(evaluation, look));
    out.push_str(&calibration(evaluation, look));
    out.push_str(&differences(evaluation, look));
    out
}

/// What no figure below speaks of.
fn left_out(evaluation: &Evaluation, look: Look) -> String {
    let table = evaluation.counted.by(Evidence::Summary);
    let mut out = String::new();
    if evaluation.counted.partial {
        out.push_str(&look.paragraph("  ", words::PARTIAL));
    }
    let lines = [
        (evaluation.counted.failed, "Documents that could not be read or hold no item"),
        (evaluation.counted.without_outcome, "Items without a decision in their document, which count nowhere below"),
        (table.items() - table.covered(), "Items that no rule covers, which count in coverage alone"),
        (evaluation.repeated, "Documents with the case number of an earlier one, which count once more"),
    ];
    let lines = lines.into_iter().filter(|(count, _)| *count > 0);
    out.extend(lines.map(|(count, what)| look.paragraph("  ", &format!("{what}: {count}."))));
    out
}

fn matrices(evaluation: &Evaluation, look: Look) -> String {
    let mut rows = Vec::new();
    for evidence in BOTH {
        let table = evaluation.counted.by(evidence);
        rows.push([words::evidence(evidence, false).to_owned(), String::new(), String::new(), String::new()]);
        let upheld = [table.upheld_upheld, table.upheld_overturned, table.upheld_not_covered];
        let overturned = [table.overturned_upheld, table.overturned_overturned, table.overturned_not_covered];
        for (name, counts) in [("  decided upheld", upheld), ("  decided overturned", overturned)] {
            let [stands, falls, neither] = counts.map(|count| count.to_string());
            rows.push([name.to_owned(), stands, falls, neither]);
        }
    }
    let title = look.bold("Decided against predicted");
    format!("\n{title}\n{}", table(["", "predicted upheld", "predicted overturned", "not covered"], rows, look))
}

fn measures(evaluation: &Evaluation, bootstrap: &Bootstrap, look: Look) -> String {
    let of = |letters: &[Confusion]| estimates(letters, bootstrap);
    let (summary, findings) = (of(&evaluation.counted.summary), of(&evaluation.counted.findings));
    let baseline = |letters: &[Confusion]| letters.iter().copied().sum::<Confusion>();
    let (always, majority) = (baseline(&evaluation.always_upheld()), baseline(&evaluation.family_majority()));
    let row = |(one, two): (&Estimate, &Estimate)| {
        let measure = one.measure;
        let [always, majority] = [always, majority].map(|table| number((measure.value)(&table)));
        [measure.name.to_owned(), estimate(one), estimate(two), always, majority]
    };
    let head = ["", "case summary", "with findings", "always upheld", "family's majority"];
    let title = look.bold("Measures, with 95 % intervals");
    let mut out = format!("\n{title}\n{}", table(head, summary.iter().zip(&findings).map(row), look));
    let note = format!("{} {}", words::baselines(), words::intervals(bootstrap.resamples, bootstrap.seed));
    out.push_str(&look.paragraph("  ", &note));
    out
}

fn groups(evaluation: &Evaluation, look: Look) -> String {
    let groups = [
        (Group::Family, "By kind of treatment: predictions that agree"),
        (Group::Edition, "By edition of the guideline"),
        (Group::Year, "By year of the decision"),
    ];
    groups.into_iter().map(|(group, title)| group_table(&evaluation.groups(group), group, title, look)).collect()
}

fn group_table(rows: &[GroupRow], group: Group, title: &str, look: Look) -> String {
    let rows = rows.iter().map(|row| {
        let [summary, findings] = BOTH.map(|evidence| agreeing(row.by(evidence)));
        let [summary_kappa, findings_kappa] = BOTH.map(|evidence| number(row.by(evidence).kappa()));
        let always = row.summary.always_upheld();
        let overturned = row.summary.overturned() + row.summary.overturned_not_covered as usize;
        let name = if group == Group::Edition { row.name.clone() } else { row.name.replace('_', " ") };
        let items = row.summary.items();
        let baseline = agreeing(&always);
        [name, items.to_string(), overturned.to_string(), summary, summary_kappa, findings, findings_kappa, baseline]
    });
    let head = ["", "items", "overturned", "summary", "kappa", "findings", "kappa", "always upheld"];
    format!("\n{}\n{}", look.bold(title), table(head, rows, look))
}

fn agreeing(table: &Confusion) -> String {
    out_of(table.agreeing(), table.covered())
}

fn calibration(evaluation: &Evaluation, look: Look) -> String {
    let rows = evaluation.calibration();
    let rows = rows.iter().map(|row| {
        let share = row.came_true as f64 / row.items as f64;
        let family = row.family.as_deref().unwrap_or("all kinds").replace('_', " ");
        let evidence = if row.evidence == Evidence::Summary { "summary" } else { "findings" };
        [
            format!("{family}, {evidence}"),
            format!("{}: {}", basis_name(row.basis), said::predicted(row.predicted)),
            out_of(row.came_true, row.items),
            with_interval(Some(share), wilson(row.came_true, row.items)),
        ]
    });
    let head = ["", "basis and prediction", "came true", "share (95 %)"];
    let title = look.bold("By what the prediction rests on: how often it came true");
    format!("\n{title}\n{}", table(head, rows, look))
}

fn differences(evaluation: &Evaluation, look: Look) -> String {
    let mut out = String::new();
    for evidence in BOTH {
        let these: Vec<_> = evaluation.differences.iter().filter(|one| one.evidence == evidence).collect();
        let title = format!("Where the prediction differs: {}", words::evidence(evidence, false).to_lowercase());
        out.push_str(&format!("\n{} ({})\n", look.bold(&title), these.len()));
        out.extend(these.iter().take(SHOWN).map(|one| difference(one, look)));
        if these.len() > SHOWN {
            let rest = format!("and {} more; --format csv or json lists them all", these.len() - SHOWN);
            out.push_str(&look.paragraph("  ", &rest));
        }
    }
    out
}

fn difference(difference: &Difference, look: Look) -> String {
    let case = &difference.case;
    let Some(prediction) = case.by(difference.evidence) else { return String::new() };
    let mut out = look.paragraph("  ", &format!("{}, item {}: {}", case.source, case.n, shorten(&case.text, 120)));
    let decided = if case.outcome == Some(Outcome::Overturned) { "overturned" } else { "upheld" };
    let predicted = words::predicted(prediction.predicted);
    out.push_str(&look.paragraph("    ", &format!("decided {decided}, predicted: {predicted}")));
    let deciders = prediction.decided_by.iter().map(|decider| look.paragraph("      ", &said::decider(decider)));
    out.extend(deciders);
    out
}
