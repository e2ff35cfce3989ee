//! In: a report to which no rule was applied. Out: what was read: items and requests, sentences with voice, claims.

use super::heading::heading;
use crate::claim::{Claim, Section, Sentence};
use crate::report::excerpt::Lines;
use crate::report::{ItemView, Look, Report, words};
use crate::source::Prose;

/// The whole of one document.
pub fn extract(report: &Report, look: Look) -> String {
    let lines = Lines::new(&report.document.text);
    let mut out = heading(report, look);
    for view in report.items() {
        out.push('\n');
        out.push_str(&item(view, look));
    }
    let claims = claims_by_sentence(report);
    let mut section = None;
    for (index, sentence) in report.reading.sentences.iter().enumerate() {
        if section != Some(sentence.section) {
            section = Some(sentence.section);
            out.push_str(&section_heading(report, sentence.section, look));
        }
        out.push_str(&self::sentence(report, sentence, &lines, look));
        out.extend(claims[index].iter().map(|claim| self::claim(claim, look)));
    }
    out
}

fn claims_by_sentence(report: &Report) -> Vec<Vec<&Claim>> {
    let mut claims = vec![Vec::new(); report.reading.sentences.len()];
    for claim in &report.reading.claims {
        if let Some(sentence) = claims.get_mut(claim.sentence) {
            sentence.push(claim);
        }
    }
    claims
}

fn item(view: ItemView<'_>, look: Look) -> String {
    let mut out = look.title(&format!("Item {}: ", view.item.n), &view.item.text);
    let request = view.request;
    let rows = [
        ("kind of treatment", Some(request.family.replace('_', " "))),
        ("treatment", request.treatment.clone()),
        ("generic name", request.generic.clone()),
        ("drug class", request.class.as_ref().map(|class| class.replace('_', " "))),
        ("strength", request.strength.clone()),
        ("quantity", request.quantity.map(|count| count.to_string())),
        ("refills", request.refills.map(|count| count.to_string())),
        ("sessions", request.sessions.map(|count| count.to_string())),
        ("body part", request.body_part.clone()),
        ("morphine equivalent", request.daily_mme.map(|dose| format!("{dose} mg a day, if one fill lasts 30 days"))),
        ("asked for at first", view.item.original_request.clone()),
        ("IMR decided", view.outcome.map(|outcome| words::outcome(Some(outcome)).to_owned())),
    ];
    for (name, value) in rows.into_iter().filter_map(|(name, value)| value.map(|value| (name, value))) {
        out.push_str(&look.paragraph(&format!("  {name:<20} "), &value));
    }
    out
}

fn section_heading(report: &Report, section: Section, look: Look) -> String {
    let draft = report.letter.form == crate::letter::Form::Draft;
    let title = match section {
        Section::Summary if draft => "The note".to_owned(),
        Section::Summary => "Clinical case summary".to_owned(),
        Section::Rationale(n) => format!("Reviewer's rationale for item {n}"),
    };
    format!("\n{}\n{}\n", look.line(false), look.bold(&title))
}

/// Line number, who speaks, and the words as running text.
fn sentence(report: &Report, sentence: &Sentence, lines: &Lines<'_>, look: Look) -> String {
    let line = lines.at(sentence.span.start) + 1;
    let words = Prose::new(&report.document.text, sentence.span).text;
    look.paragraph(&format!("{line:>5} {:<10} ", words::voice(sentence.voice)), &words)
}

fn claim(claim: &Claim, look: Look) -> String {
    look.paragraph("                 > ", &words::claim(claim))
}
