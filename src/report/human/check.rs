//! In: a judged report. Out: for each item the prediction, what is wrong and what to document, what is met.

use super::heading::heading;
use crate::letter::Form;
use crate::report::diagnostic::Shown;
use crate::report::excerpt::Lines;
use crate::report::findings::findings_of_item;
use crate::report::look::shorten;
use crate::report::{
    BOTH, CriterionResult, Evidence, ItemView, Look, Predicted, Prediction, Report, Tally, Truth, words,
};

/// The whole of one document. `asked` is the evidence whose criteria are explained, where the user chose one.
pub fn check(report: &Report, asked: Option<Evidence>, look: Look) -> String {
    let lines = Lines::new(&report.document.text);
    let mut out = heading(report, look);
    for view in report.items() {
        out.push('\n');
        out.push_str(&item(report, view, asked, &lines, look));
    }
    out.push_str(&document_total(report, look));
    out
}

fn item(report: &Report, view: ItemView<'_>, asked: Option<Evidence>, lines: &Lines<'_>, look: Look) -> String {
    let evidence = report.explained(asked);
    let draft = report.letter.form == Form::Draft;
    let mut out = format!("{}\n", look.line(false));
    let title = look.paragraph(&format!("Item {}: ", view.item.n), &view.item.text);
    out.extend(title.lines().map(|line| format!("{}\n", look.bold(line))));
    let Some(judgement) = view.judgements.and_then(|judgements| judgements.by(evidence)) else { return out };
    out.push_str(&look.paragraph("  ", &words::verdict(judgement)));
    out.push('\n');
    out.push_str(&table(view, draft, look));
    let name = file_name(&report.document.name);
    for finding in findings_of_item(report, view, evidence) {
        out.push('\n');
        out.push_str(&Shown::finding(&finding, name, lines, look).drawn(look));
        out.push_str(&also(&finding.labels, report, lines, look));
    }
    out.push_str(&met(report, judgement, lines, look));
    out.push_str(&change(judgement, look));
    out
}

/// Both kinds of evidence side by side, each with its agreement.
fn table(view: ItemView<'_>, draft: bool, look: Look) -> String {
    let mut out = String::new();
    if !draft {
        out.push_str(&format!("  {:<26}{:<20}IMR decided\n", "Judged from", "Predicted"));
    }
    for evidence in BOTH {
        let Some(judgement) = view.judgements.and_then(|judgements| judgements.by(evidence)) else { continue };
        let predicted = format!("{:<20}", words::predicted(judgement.outcome));
        let predicted = match judgement.outcome {
            Predicted::Upheld => look.bad(&predicted),
            Predicted::Overturned => look.good(&predicted),
            Predicted::NotCovered => predicted,
        };
        let decided = if draft { "" } else { words::outcome(view.outcome) };
        let agreement = if draft { "" } else { words::agreement(view.agreement(evidence)) };
        let row = format!("  {:<26}{predicted}{decided:<16}{agreement}", words::evidence(evidence, draft));
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out
}

/// Further words that bear on a finding, one line each.
fn also(labels: &[crate::report::Label], report: &Report, lines: &Lines<'_>, look: Look) -> String {
    let mut out = String::new();
    for label in labels.iter().skip(1) {
        out.push_str(&quoted("  also line", lines.at(label.span.start), label.span.of(&report.document.text), look));
    }
    out
}

fn quoted(lead: &str, line: usize, words: &str, look: Look) -> String {
    let lead = format!("{lead} {}: ", line + 1);
    let room = look.width.saturating_sub(lead.chars().count() + 2);
    format!("{lead}\"{}\"\n", shorten(words, room))
}

/// What is met, each with the words that show it.
fn met(report: &Report, judgement: &Prediction, lines: &Lines<'_>, look: Look) -> String {
    let met: Vec<_> = judgement.criteria.iter().filter(|criterion| criterion.truth == Truth::Met).collect();
    if met.is_empty() {
        return String::new();
    }
    let mut out = format!("\n  {}\n", look.bold("Met:"));
    for criterion in met {
        out.push_str(&look.paragraph("  + ", &criterion.title));
        out.push_str(&evidence_of(report, criterion, lines, look));
    }
    out
}

fn evidence_of(report: &Report, criterion: &CriterionResult, lines: &Lines<'_>, look: Look) -> String {
    let claims = criterion.claims.iter().filter_map(|&index| report.reading.claims.get(index));
    claims.take(3).map(|claim| quoted("      line", lines.at(claim.span.start), &claim.quote, look)).collect()
}

/// What would change the prediction.
fn change(judgement: &Prediction, look: Look) -> String {
    if judgement.to_overturn.is_empty() {
        return String::new();
    }
    let mut out =
        format!("\n  {}\n", look.bold("If it is true and can be documented, this would support the request:"));
    for set in &judgement.to_overturn {
        let titles: Vec<_> = set.iter().map(|id| title(judgement, id)).collect();
        out.push_str(&look.paragraph("  - ", &titles.join("; and ")));
    }
    out
}

fn title<'a>(judgement: &'a Prediction, id: &'a str) -> &'a str {
    judgement.criteria.iter().find(|criterion| criterion.id == id).map_or(id, |criterion| &criterion.title)
}

/// Agreement within one letter; nothing for a draft.
fn document_total(report: &Report, look: Look) -> String {
    let tally = Tally::of(report);
    let parts: Vec<_> = BOTH
        .into_iter()
        .filter(|&evidence| tally.count(evidence).compared > 0)
        .map(|evidence| {
            let count = tally.count(evidence);
            format!("{}: {} of {} agree", words::evidence(evidence, false), count.agree, count.compared)
        })
        .collect();
    if parts.is_empty() {
        return String::new();
    }
    format!("\n{}", look.paragraph("This letter: ", &format!("{}.", parts.join("; "))))
}

/// The last part of a path, which is what stands beside line numbers.
fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}
