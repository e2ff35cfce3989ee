//! In: a judged report. Out: what was taken for a request; then for each item the prediction, its points and what is wrong.

use super::completeness;
use super::conflicts::conflicts;
use super::heading::heading;
use super::points::{points, quoted, ways};
use crate::letter::Form;
use crate::report::advice::{besides, in_brief};
use crate::report::diagnostic::{Shown, guidance};
use crate::report::excerpt::Lines;
use crate::report::findings::findings_of_item;
use crate::report::{
    BOTH, Count, Evidence, Finding, ItemView, Label, Look, Predicted, Report, Severity, Stale, Tally, Truth, words,
};

/// Most further places that are listed under a diagnostic; JSON has them all.
const MOST_FURTHER: usize = 4;

/// The whole of one document. `asked` is the evidence whose criteria are explained, where the user chose one.
pub fn check(report: &Report, asked: Option<Evidence>, look: Look) -> String {
    let lines = Lines::new(&report.document.text);
    let mut out = heading(report, look);
    out.push_str(&stale(report, look));
    out.push_str(&taken(report, &lines, look));
    for view in report.items() {
        out.push('\n');
        out.push_str(&item(report, view, asked, &lines, look));
    }
    out.push_str(&conflicts(report, None, &lines, look));
    out.push_str(&completeness::document(report, &lines, look));
    out.push_str(&document_total(report, look));
    out
}

/// What was taken for the requests of a note, before anything is said of them: a line that is none can be taken for one,
/// and one that is can be missed. A letter numbers its items itself.
fn taken(report: &Report, lines: &Lines<'_>, look: Look) -> String {
    if report.letter.form == Form::Letter || report.letter.items.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{}", look.paragraph("", "Taken for requests (name any other with --request):"));
    for view in report.items() {
        let item = view.item;
        let place = match item.span.is_empty() {
            true => "named".to_owned(),
            false => format!("line {}", lines.at(item.span.start) + 1),
        };
        let lead = format!("  {}. {place:<9} ", item.n);
        out.push_str(&look.title(&lead, &item.text));
        if let Some(judgements) = view.judgements {
            let brief = format!("{}{}", in_brief(&judgements.summary, true), besides(report, item.n));
            out.push_str(&look.paragraph(&" ".repeat(lead.chars().count()), &brief));
        }
    }
    out
}

fn item(report: &Report, view: ItemView<'_>, asked: Option<Evidence>, lines: &Lines<'_>, look: Look) -> String {
    let evidence = report.explained(asked);
    let mut out = format!("{}\n", look.line(false));
    let title = look.title(&format!("Item {}: ", view.item.n), &view.item.text);
    out.push_str(&title);
    let Some(judgement) = view.judgements.and_then(|judgements| judgements.by(evidence)) else { return out };
    out.push_str(&look.paragraph("  ", &words::verdict(judgement, report.letter.form == Form::Draft)));
    if report.letter.form == Form::Letter {
        out.push_str(&table(view, look));
    }
    if !judgement.criteria.is_empty() {
        out.push_str(&format!("\n{}", points(report, judgement, lines, look)));
    }
    out.push_str(&ways(judgement, look));
    let name = file_name(&report.document.name);
    let findings = findings_of_item(report, view, evidence);
    let (settled, open): (Vec<_>, Vec<_>) = findings.into_iter().partition(|finding| finding.settled.is_some());
    let (silent, told): (Vec<_>, Vec<_>) = open.into_iter().partition(|finding| finding.silent);
    for finding in told {
        out.push('\n');
        out.push_str(&Shown::finding(&finding, name, lines, look).drawn(look));
        out.push_str(&also(&finding.labels, report, lines, look));
    }
    out.push_str(&without_words(&silent, look));
    out.push_str(&list_of_settled(&settled, look));
    out.push_str(&conflicts(report, Some(view.item.n), lines, look));
    out.push_str(&completeness::request(report, view.item.n, look));
    out
}

/// What somebody settled beforehand, with the reason.
fn list_of_settled(findings: &[Finding], look: Look) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{}", look.paragraph("  ", "Settled beforehand (the prediction does not know of it):"));
    for (finding, settled) in findings.iter().filter_map(|finding| Some((finding, finding.settled.as_ref()?))) {
        out.push_str(&look.paragraph("  s ", &format!("{} ({})", finding.title, finding.code)));
        out.push_str(&look.paragraph("    ", &words::settled(settled)));
    }
    out
}

/// Entries of the sidecar file that settle nothing any more.
fn stale(report: &Report, look: Look) -> String {
    let stale = report.stale();
    let one = |stale: &Stale| look.paragraph("Note: ", &words::stale(stale));
    stale.iter().map(one).collect()
}

/// The findings of which the document has no word to point at: there is nothing to draw.
fn without_words(findings: &[Finding], look: Look) -> String {
    let mut out = String::new();
    for (truth, lead) in [
        (Truth::Contradicted, "Against the request, by what is asked for and the dates:"),
        (Truth::Undocumented, "Nothing that shows these was found. What is so can be documented:"),
    ] {
        let mut listed = findings.iter().filter(|finding| finding.truth == truth).peekable();
        if listed.peek().is_none() {
            continue;
        }
        out.push_str(&format!("\n{}", look.paragraph("  ", lead)));
        for finding in listed {
            let mark = match (finding.severity, finding.truth) {
                (Severity::Advice, _) => '>',
                (_, Truth::Contradicted) => 'x',
                _ => '!',
            };
            out.push_str(&look.paragraph(&format!("  {mark} "), &format!("{} ({})", finding.title, finding.code)));
            for line in guidance(finding) {
                out.push_str(&look.paragraph("    ", &line));
            }
        }
    }
    out
}

/// Both kinds of evidence side by side, each with its agreement. A draft has one kind and no decision.
fn table(view: ItemView<'_>, look: Look) -> String {
    let mut out = format!("\n  {:<26}{:<20}IMR decided\n", "Judged from", "Predicted");
    for evidence in BOTH {
        let Some(judgement) = view.judgements.and_then(|judgements| judgements.by(evidence)) else { continue };
        let predicted = format!("{:<20}", words::predicted(judgement.outcome));
        let predicted = match judgement.outcome {
            Predicted::Upheld => look.bad(&predicted),
            Predicted::Overturned => look.good(&predicted),
            Predicted::NotCovered => predicted,
        };
        let (decided, agreement) = (words::outcome(view.outcome), words::agreement(view.agreement(evidence)));
        out.push_str(&format!("  {:<26}{predicted}{decided:<16}{agreement}\n", words::evidence(evidence, false)));
    }
    out
}

/// Further words that bear on a finding, one line each.
fn also(labels: &[Label], report: &Report, lines: &Lines<'_>, look: Look) -> String {
    let words = |label: &Label| label.span.of(&report.document.text).to_owned();
    let further = labels.iter().skip(1).take(MOST_FURTHER);
    let mut out: String =
        further.map(|label| quoted("  also line", lines.at(label.span.start), &words(label), look)).collect();
    if let Some(more @ 1..) = labels.len().checked_sub(1 + MOST_FURTHER) {
        out.push_str(&format!("  and in {more} more places\n"));
    }
    out
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
    let Count { upheld, compared, .. } = tally.summary;
    let always = format!("always \"upheld\" would agree on {upheld} of {compared}");
    format!("\n{}", look.paragraph("This letter: ", &format!("{}; {always}.", parts.join("; "))))
}

/// The last part of a path, which is what stands beside line numbers.
pub(super) fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}
