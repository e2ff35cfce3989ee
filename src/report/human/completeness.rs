//! In: a report. Out: under each request of a draft what it gives and lacks as a request; one paragraph for the document.

use crate::report::completeness::{documentation, points, titles};
use crate::report::excerpt::Lines;
use crate::report::{Look, Report};

/// What one request gives and lacks; nothing for a letter.
pub fn request(report: &Report, item: usize, look: Look) -> String {
    let Some(points) = points(report, item) else { return String::new() };
    let mut out = format!("\n{}", look.paragraph("  ", "As a request for authorization:"));
    let given = titles(points.points(true));
    if !given.is_empty() {
        out.push_str(&look.paragraph("  + given          ", &given));
    }
    for point in points.points(false) {
        out.push_str(&look.paragraph("  ! not found      ", &format!("{}. {}", point.title, point.help)));
    }
    out
}

/// How recent the documentation is, and since when all of this is asked; nothing for a letter.
pub fn document(report: &Report, lines: &Lines<'_>, look: Look) -> String {
    let Some(all) = &report.completeness else { return String::new() };
    let line = all.documentation.newest.map(|newest| lines.at(newest.span.start) + 1);
    let about = format!("Asked of requests since {} ({}). {}", all.in_force_since, all.cite, all.not_looked_at);
    let told = look.paragraph("  ", &documentation(&all.documentation, line));
    format!(
        "\n{}\n{}{told}{}",
        look.line(false),
        look.paragraph("", &format!("{}:", all.title)),
        look.paragraph("  ", &about)
    )
}
