//! In: a report to which no rule was applied. Out: what was read: items and requests, sentences with voice, claims.

use super::heading::heading;
use super::marked::{self, Mark};
use crate::claim::{Claim, Section, Sentence};
use crate::report::excerpt::Lines;
use crate::report::{ItemView, Look, Report, words};
use crate::source::Prose;
use crate::span::Span;

/// The whole of one document.
pub fn extract(report: &Report, look: Look) -> String {
    let lines = Lines::new(&report.document.text);
    let mut out = heading(report, look);
    for view in report.items() {
        out.push('\n');
        out.push_str(&item(view, look));
    }
    out.push_str(&legend(report, look));
    let claims = claims_by_sentence(report);
    let mut section = None;
    for (index, sentence) in report.reading.sentences.iter().enumerate() {
        if section != Some(sentence.section) {
            section = Some(sentence.section);
            out.push_str(&section_heading(report, sentence.section, look));
        }
        out.push_str(&self::sentence(report, sentence, &claims[index], &lines, look));
        out.extend(claims[index].iter().map(|(number, claim)| self::claim(*number, claim, look)));
    }
    out
}

/// A claim and its number in the document, from 1, in the order in which JSON lists them.
type Numbered<'a> = (usize, &'a Claim);

fn claims_by_sentence(report: &Report) -> Vec<Vec<Numbered<'_>>> {
    let mut claims = vec![Vec::new(); report.reading.sentences.len()];
    for (index, claim) in report.reading.claims.iter().enumerate() {
        if let Some(sentence) = claims.get_mut(claim.sentence) {
            sentence.push((index + 1, claim));
        }
    }
    claims
}

/// How to read the marks, where there are sentences.
fn legend(report: &Report, look: Look) -> String {
    if report.reading.sentences.is_empty() {
        return String::new();
    }
    let words = "[1: words] marks the words of claim 1, which stands below its sentence. A bar | sets apart what says \
                 nothing of this patient: what a guideline says in general, the decision itself, and who did what in \
                 the dispute.";
    format!("\n{}", look.paragraph("", words))
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

/// Line number, who speaks, and the words as running text, with the claims marked.
fn sentence(report: &Report, sentence: &Sentence, claims: &[Numbered<'_>], lines: &Lines<'_>, look: Look) -> String {
    let text = Prose::new(&report.document.text, sentence.span).text;
    let marks: Vec<_> = claims.iter().filter_map(|&claim| mark(report, sentence, claim)).collect();
    marked::sentence(lines.at(sentence.span.start) + 1, sentence.voice, &text, &same_words(marks), look)
}

/// Where a claim's words stand in the running text of its sentence; `None` where they do not lie in it.
fn mark(report: &Report, sentence: &Sentence, (number, claim): Numbered<'_>) -> Option<Mark> {
    if !sentence.span.contains(claim.span) {
        return None;
    }
    let until = |end| Prose::new(&report.document.text, Span::new(sentence.span.start, end)).text.len();
    let end = until(claim.span.end);
    let start = end.checked_sub(Prose::new(&report.document.text, claim.span).text.len())?;
    Some(Mark { start, end, numbers: vec![number], stance: claim.stance })
}

/// Claims read from the same words share a mark.
fn same_words(marks: Vec<Mark>) -> Vec<Mark> {
    let mut joined: Vec<Mark> = Vec::new();
    for mark in marks {
        match joined.iter_mut().find(|other| (other.start, other.end) == (mark.start, mark.end)) {
            Some(other) => other.numbers.extend(mark.numbers),
            None => joined.push(mark),
        }
    }
    joined
}

fn claim(number: usize, claim: &Claim, look: Look) -> String {
    look.paragraph(&format!("{number:>19}  "), &words::claim(claim))
}
