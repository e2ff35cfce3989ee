//! In: a report. Out: what its requests lack as requests for authorization, as sentences.

use crate::completeness::{Freshness, Point, RequestPoints};
use crate::report::Report;

/// What is known of one request; none for a letter, or where the treatment is not known.
pub fn points(report: &Report, item: usize) -> Option<&RequestPoints> {
    let all = report.completeness.as_ref()?;
    all.requests.iter().find(|one| one.item == item && !one.points.is_empty())
}

/// The titles of points as one list: "the drug by name, its strength".
pub fn titles<'a>(points: impl Iterator<Item = &'a Point>) -> String {
    points.map(|point| point.title.as_str()).collect::<Vec<_>>().join(", ")
}

/// One request, for reading aloud.
pub fn request(report: &Report, item: usize) -> String {
    let Some(points) = points(report, item) else { return String::new() };
    let given = titles(points.points(true));
    let given = if given.is_empty() { "nothing of what is asked".to_owned() } else { given };
    let mut out = format!("\nAs a request for authorization it gives {given}.\n");
    for point in points.points(false) {
        out.push_str(&format!("Not found: {}. {}\n", point.title, point.help));
    }
    out
}

/// The document, for reading aloud.
pub fn document(report: &Report) -> String {
    let Some(all) = &report.completeness else { return String::new() };
    let about = format!("Asked of requests since {} ({}). {}", all.in_force_since, all.cite, all.not_looked_at);
    let line = report.completeness.as_ref().map(|all| documentation(&all.documentation, None)).unwrap_or_default();
    format!("\n{}. {line} {about}\n", all.title)
}

/// How recent the documentation is; `line` is where the newest date stands.
pub fn documentation(fresh: &Freshness, line: Option<usize>) -> String {
    let place = line.map(|line| format!(" (line {line})")).unwrap_or_default();
    let (Some(newest), Some(last)) = (fresh.newest, fresh.good_until) else {
        return format!("No date of an examination or report was found. {}", fresh.help.clone().unwrap_or_default());
    };
    let until = format!("{days} days, to {last}", days = fresh.days);
    let mut out = format!("The newest examination or report is of {}{place}. ", newest.date);
    out.push_str(&match (fresh.requested, fresh.too_old) {
        (Some(day), Some(true)) => format!("A request of {day} is too late for it: it is good for {until}."),
        (Some(day), _) => format!("A request of {day} can rest on it: it is good for {until}."),
        (None, _) => format!("A request can rest on it for {until}."),
    });
    if let Some(help) = &fresh.help {
        out.push_str(&format!(" {help}"));
    }
    if fresh.before_the_rule {
        out.push_str(" This note is of a time before that was asked.");
    }
    out
}
