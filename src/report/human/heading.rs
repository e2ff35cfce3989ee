//! In: a report. Out: the lines that open it: file, form, dates, rules, and what to know of the reading.

use crate::letter::Form;
use crate::report::words::dated;
use crate::report::{Look, Report};

/// The document's heading.
pub fn heading(report: &Report, look: Look) -> String {
    let mut out = format!("{}\n", look.line(true));
    out.push_str(&look.title("", report.name()));
    out.push_str(&look.paragraph("", &about(report)));
    if let Some(edition) = &report.edition {
        out.push_str(&look.paragraph("Rules: ", &format!("{} ({}).", edition.id, edition.why)));
    }
    for note in &report.letter.notes {
        out.push_str(&look.paragraph("Note: ", &note.message));
    }
    out
}

/// Form, case number, patient, dates and number of items as one sentence.
pub fn about(report: &Report) -> String {
    let letter = &report.letter;
    let form = match letter.form {
        Form::Letter => "IMR letter",
        Form::Draft => "Draft",
    };
    let patient = [letter.patient.age.map(|age| format!("{age}-year-old")), letter.patient.sex.map(str::to_owned)];
    let patient: Vec<_> = patient.into_iter().flatten().collect();
    let dates = [
        dated("injured", letter.dates.injury),
        dated("utilization review", letter.dates.ur_denial),
        dated("decided", letter.dates.decision),
    ];
    let items = match letter.items.len() {
        1 => "1 item".to_owned(),
        count => format!("{count} items"),
    };
    let mut parts = vec![letter.case_number.as_ref().map_or(form.to_owned(), |number| format!("{form} {number}"))];
    parts.extend((!patient.is_empty()).then(|| patient.join(" ")));
    parts.extend(dates.into_iter().flatten());
    parts.push(items);
    format!("{}.", parts.join(", "))
}
