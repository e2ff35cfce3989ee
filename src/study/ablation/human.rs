//! In: an [`Ablation`]. Out: tables for people, at most 100 columns wide.

use super::{Ablation, CriterionEffect};
use crate::report::{BOTH, Evidence, Look, words};
use crate::study::Confusion;
use crate::study::change::Change;
use crate::study::statistics::Bootstrap;
use crate::study::table::{change, number, on_two_lines, table};

/// The whole ablation.
pub fn ablate(ablation: &Ablation, bootstrap: &Bootstrap, look: Look) -> String {
    let mut out = format!("{}\n", look.line(true));
    let counts = format!("{} letters, {} items", ablation.counted.letters, ablation.counted.items);
    out.push_str(&format!("{}\n", look.bold(&format!("Each criterion switched off in turn: {counts}"))));
    if ablation.counted.partial {
        out.push_str(&look.paragraph("  ", words::PARTIAL));
    }
    out.push_str(&look.paragraph("  ", words::SWITCHED_OFF));
    for evidence in BOTH {
        out.push_str(&on(ablation, evidence, bootstrap, look));
    }
    out.push_str(&look.paragraph("  ", &words::intervals_of_change(bootstrap.resamples, bootstrap.seed)));
    let lists = [
        (
            "Decide more often against the reviewer than with them, from the summary",
            ablation.mostly_wrong(Evidence::Summary),
        ),
        ("The same with the reviewer's findings", ablation.mostly_wrong(Evidence::Findings)),
        ("Asked of items, and never decisive by themselves", ablation.never_decisive()),
        ("Asked of no item of these letters", ablation.never_asked()),
    ];
    for (title, ids) in lists {
        let names = if ids.is_empty() { "none".to_owned() } else { ids.join(", ") };
        out.push_str(&format!("\n{} ({})\n{}", look.bold(title), ids.len(), look.paragraph("  ", &names)));
    }
    out
}

fn on(ablation: &Ablation, evidence: Evidence, bootstrap: &Bootstrap, look: Look) -> String {
    let name = words::evidence(evidence, false);
    let mut out = format!("\n{}\n", look.bold(&format!("{name}: criteria on which predictions hang alone")));
    out.push_str(&look.paragraph("  ", &as_they_stand(&ablation.counted.by(evidence))));
    let rows = decisive(ablation, evidence, bootstrap);
    let flips = rows.iter().map(|(id, row, _)| {
        let [asked, to_overturned, to_upheld, right_with, right_without] = counts(row, evidence);
        [on_two_lines(id), asked, to_overturned, to_upheld, right_with, right_without]
    });
    let head = ["without", "asked of", "flip to overturned", "flip to upheld", "right with", "right without"];
    out.push_str(&table(head, flips, look));
    out.push('\n');
    let measures = rows.iter().map(|(id, _, changes)| {
        let of = |key: &str| changes.iter().find(|change| change.measure.key == key).map(change).unwrap_or_default();
        [on_two_lines(id), of("agreement"), of("balanced_accuracy"), of("kappa")]
    });
    let head = ["without", "change of agreement", "of balanced accuracy", "of Cohen's kappa"];
    out.push_str(&table(head, measures, look));
    out
}

/// The measures with every criterion on, beside those of always upheld.
pub fn as_they_stand(base: &Confusion) -> String {
    let always = base.always_upheld();
    format!(
        "As the rules stand: agreement {} (always upheld {}), balanced accuracy {} ({}), kappa {} ({}), on {} items.",
        number(base.agreement()),
        number(always.agreement()),
        number(base.balanced_accuracy()),
        number(always.balanced_accuracy()),
        number(base.kappa()),
        number(always.kappa()),
        base.covered()
    )
}

/// A criterion, what switching it off does, and the measures with and without it.
pub type Row<'a> = (&'a str, &'a CriterionEffect, Vec<Change>);

/// The criteria that are decisive, the most decisive first.
pub fn decisive<'a>(ablation: &'a Ablation, evidence: Evidence, bootstrap: &Bootstrap) -> Vec<Row<'a>> {
    let rows = ablation.criteria.iter().zip(ablation.changes(evidence, bootstrap));
    let rows = rows.filter(|((_, effect), _)| effect.of(evidence).flipped() > 0);
    let mut rows: Vec<Row> = rows.map(|((id, effect), changes)| (id.as_str(), effect, changes)).collect();
    rows.sort_by_key(|(_, effect, _)| std::cmp::Reverse(effect.of(evidence).flipped()));
    rows
}

/// Asked of, flip to overturned, flip to upheld, right with, right without.
pub fn counts(row: &CriterionEffect, evidence: Evidence) -> [String; 5] {
    let effect = row.of(evidence);
    let counts = [row.asked, effect.to_overturned, effect.to_upheld, effect.right_before, effect.right_after];
    counts.map(|count| count.to_string())
}
