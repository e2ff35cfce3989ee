//! In: an [`Evaluation`]. Out: one self-contained HTML page with its tables and plots.

use super::group::basis_name;
use super::{Difference, Evaluation, Group, GroupRow};
use crate::report::html::{Page, page};
use crate::report::look::shorten;
use crate::report::{BOTH, Evidence, words};
use crate::rule::Program;
use crate::study::measure::estimates;
use crate::study::plot::{self, Caption, Dot, RangeRow};
use crate::study::statistics::{Bootstrap, wilson};
use crate::study::table::{estimate, number, out_of, with_interval};
use crate::study::{Confusion, said};
use maud::{Markup, html};

/// Most disagreements that a page lists on one kind of evidence.
const SHOWN: usize = 500;

/// The page.
pub fn evaluate(evaluation: &Evaluation, bootstrap: &Bootstrap, program: Program) -> String {
    let title = format!(
        "Agreement with the decisions: {} letters, {} items",
        evaluation.counted.letters, evaluation.counted.items
    );
    let body = html! {
        (left_out(evaluation))
        p { (words::TWO_KINDS) }
        h2 { "Decided against predicted" }
        div.figures { @for evidence in BOTH { (matrix(evaluation, evidence)) } }
        h2 { "Measures, with 95 % intervals" }
        div.scroll tabindex="0" role="group" aria-label="Table" { (measures(evaluation, bootstrap)) }
        p.soft { (words::baselines()) " " (words::intervals(bootstrap.resamples, bootstrap.seed)) }
        h2 { "By kind of treatment" }
        (families(&evaluation.groups(Group::Family)))
        h2 { "By edition and year" }
        @for (group, name) in [(Group::Edition, "Edition"), (Group::Year, "Year")] {
            h3 { (name) }
            div.scroll tabindex="0" role="group" aria-label="Table" { (group_table(&evaluation.groups(group), name)) }
        }
        h2 { "By what the prediction rests on: how often it came true" }
        div.scroll tabindex="0" role="group" aria-label="Table" { (calibration(evaluation)) }
        h2 { "Where predictions differ" }
        @for evidence in BOTH { (differences(evaluation, evidence)) }
    };
    page(&Page { title, body, program })
}

/// What no figure speaks of.
fn left_out(evaluation: &Evaluation) -> Markup {
    let table = evaluation.counted.by(Evidence::Summary);
    let counts = [
        (evaluation.counted.failed, "Documents that could not be read or hold no item"),
        (evaluation.counted.without_outcome, "Items without a decision in their document, which count nowhere below"),
        (table.items() - table.covered(), "Items that no rule covers, which count in coverage alone"),
        (evaluation.repeated, "Documents with the case number of an earlier one, which count once more"),
    ];
    html! {
        @if evaluation.counted.partial { p.note { (words::PARTIAL) } }
        @if counts.iter().any(|(count, _)| *count > 0) {
            ul { @for (count, what) in counts.iter().filter(|(count, _)| *count > 0) { li { (what) ": " (count) "." } } }
        }
    }
}

fn matrix(evaluation: &Evaluation, evidence: Evidence) -> Markup {
    let counts = evaluation.counted.by(evidence);
    let name = words::evidence(evidence, false);
    let caption = Caption {
        title: format!("{name}: decided against predicted"),
        description: format!(
            "Of the upheld items {} are predicted upheld and {} overturned; of the overturned items {} are predicted \
             upheld and {} overturned; {} items are not covered.",
            counts.upheld_upheld,
            counts.upheld_overturned,
            counts.overturned_upheld,
            counts.overturned_overturned,
            counts.upheld_not_covered + counts.overturned_not_covered
        ),
        id: format!("matrix-{}", if evidence == Evidence::Summary { "summary" } else { "findings" }),
    };
    plot::matrix(&caption, &counts)
}

fn measures(evaluation: &Evaluation, bootstrap: &Bootstrap) -> Markup {
    let tables = [
        &evaluation.counted.summary,
        &evaluation.counted.findings,
        &evaluation.always_upheld(),
        &evaluation.family_majority(),
    ]
    .map(|letters| estimates(letters, bootstrap));
    let rows: Vec<Vec<String>> = (0..tables[0].len())
        .map(|index| {
            let name = tables[0][index].measure.name.to_owned();
            std::iter::once(name).chain(tables.iter().map(|table| estimate(&table[index]))).collect()
        })
        .collect();
    plot::table("", &["", "case summary", "with findings", "always upheld", "family's majority"], &rows)
}

fn families(rows: &[GroupRow]) -> Markup {
    let dot = |table: &Confusion| Dot { value: table.agreement(), interval: wilson(table.agreeing(), table.covered()) };
    let drawn = rows.iter().map(|row| RangeRow {
        name: format!("{} ({})", row.name.replace('_', " "), row.summary.items()),
        dots: [dot(&row.summary), dot(&row.findings)],
        baseline: row.summary.always_upheld().agreement(),
    });
    let drawn: Vec<RangeRow> = drawn.collect();
    let caption = Caption {
        title: "Agreement by kind of treatment, with 95 % intervals; in brackets the number of items".to_owned(),
        description: "One row for each kind of treatment, the largest first: the share of predictions that agree from \
                      the case summary and with the reviewer's findings, and what always answering upheld would get \
                      right. The table below holds the same numbers."
            .to_owned(),
        id: "families".to_owned(),
    };
    html! {
        (plot::range(&caption, ["case summary", "with findings", "always upheld"], &drawn))
        div.scroll tabindex="0" role="group" aria-label="Table" { (group_table(rows, "Kind of treatment")) }
    }
}

fn group_table(rows: &[GroupRow], name: &str) -> Markup {
    let cells = rows.iter().map(|row| {
        let table = &row.summary;
        let overturned = table.overturned() + table.overturned_not_covered as usize;
        let of = |table: &Confusion| out_of(table.agreeing(), table.covered());
        vec![
            if name == "Edition" { row.name.clone() } else { row.name.replace('_', " ") },
            table.items().to_string(),
            overturned.to_string(),
            of(table),
            number(table.kappa()),
            of(&row.findings),
            number(row.findings.kappa()),
            of(&table.always_upheld()),
        ]
    });
    let head = [name, "items", "overturned", "summary agrees", "kappa", "findings agree", "kappa", "always upheld"];
    plot::table("", &head, &cells.collect::<Vec<_>>())
}

fn calibration(evaluation: &Evaluation) -> Markup {
    let rows = evaluation.calibration();
    let cells = rows.iter().map(|row| {
        vec![
            row.family.as_deref().unwrap_or("all kinds").replace('_', " "),
            words::evidence(row.evidence, false).to_owned(),
            said::predicted(row.predicted).to_owned(),
            basis_name(row.basis).to_owned(),
            out_of(row.came_true, row.items),
            with_interval(Some(row.came_true as f64 / row.items as f64), wilson(row.came_true, row.items)),
        ]
    });
    let head = ["Kind of treatment", "evidence", "predicted", "basis", "came true", "share (95 %)"];
    plot::table("", &head, &cells.collect::<Vec<_>>())
}

fn differences(evaluation: &Evaluation, evidence: Evidence) -> Markup {
    let these: Vec<&Difference> = evaluation.differences.iter().filter(|one| one.evidence == evidence).collect();
    html! {
        details {
            summary { (words::evidence(evidence, false)) ": " (these.len()) }
            @if these.len() > SHOWN {
                p { "The first " (SHOWN) "; --format csv or json lists them all." }
            }
            ul { @for one in these.iter().take(SHOWN) { li { (difference(one)) } } }
        }
    }
}

fn difference(difference: &Difference) -> Markup {
    let case = &difference.case;
    html! {
        (case.source) ", item " (case.n) ": " (shorten(&case.text, 160)) " — decided "
        (words::outcome(case.outcome))
        @if let Some(prediction) = case.by(difference.evidence) {
            ", predicted " (said::predicted(prediction.predicted))
            ul { @for decider in &prediction.decided_by { li { (said::decider(decider)) } } }
        }
    }
}
