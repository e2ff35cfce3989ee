//! In: one prediction. Out: its points in a compact list, each with what shows it, and what would change the prediction.

use crate::fact::{NO_INJURY_DATE, REQUEST_FACTS};
use crate::report::excerpt::Lines;
use crate::report::look::shorten;
use crate::report::{CriterionResult, Look, Prediction, Report, Truth};

/// Most quotes under one point, and most ways to support a request, that are listed; JSON has them all.
const MOST_QUOTES: usize = 3;
const MOST_WAYS: usize = 6;

/// All points that the guideline asks of this request: those that speak against it first, those that are met last.
pub fn points(report: &Report, prediction: &Prediction, lines: &Lines<'_>, look: Look) -> String {
    let mut criteria: Vec<_> = prediction.criteria.iter().filter(|one| one.truth != Truth::NotApplicable).collect();
    criteria.sort_by_key(|criterion| rank(criterion));
    let listed = criteria.into_iter().map(|criterion| {
        let word = if rests_on_silence(report, criterion) { "~ not opposed" } else { word(criterion) };
        let mut out = look.paragraph(&format!("  {word:<17}"), &criterion.title);
        out.push_str(&match criterion.truth {
            Truth::Met => shown_by(report, criterion, lines, look),
            _ => assumed(criterion, look).concat(),
        });
        out
    });
    listed.collect()
}

/// Contradicted, not shown, the same where nothing hangs on it, met.
pub fn rank(criterion: &CriterionResult) -> u8 {
    match (criterion.truth, criterion.required) {
        (Truth::Contradicted, true) => 0,
        (Truth::Undocumented, true) => 1,
        (Truth::Contradicted | Truth::Undocumented, false) => 2,
        (Truth::Met | Truth::NotApplicable, _) => 3,
    }
}

fn word(criterion: &CriterionResult) -> &'static str {
    match (criterion.truth, criterion.required) {
        (Truth::Contradicted, true) => "x contradicted",
        (Truth::Undocumented, true) => "! not shown",
        (Truth::Contradicted, false) => "> contradicted",
        (Truth::Undocumented, false) => "> not shown",
        (Truth::Met, _) => "+ met",
        (Truth::NotApplicable, _) => "  not asked",
    }
}

/// Whether a point holds only because nobody objected: no words show it, and nothing in the request does. Nor do dates
/// where that of the injury is not known.
pub fn rests_on_silence(report: &Report, criterion: &CriterionResult) -> bool {
    let undated = criterion.notes.iter().any(|note| note == NO_INJURY_DATE);
    let is_known = |fact: &str| REQUEST_FACTS.contains(&fact) && !(undated && fact == "days_since_injury");
    criterion.truth == Truth::Met
        && report.showing(criterion).next().is_none()
        && criterion.notes.iter().all(|note| note == NO_INJURY_DATE)
        && !criterion.facts.iter().any(|fact| is_known(fact))
}

/// The words that show a point, or why it holds without any.
fn shown_by(report: &Report, criterion: &CriterionResult, lines: &Lines<'_>, look: Look) -> String {
    let claims = report.showing(criterion);
    let lead = format!("{:19}line", "");
    let mut quotes: Vec<_> =
        claims.map(|claim| quoted(&lead, lines.at(claim.span.start), &claim.quote, look)).collect();
    quotes.dedup();
    quotes.truncate(MOST_QUOTES);
    quotes.extend(assumed(criterion, look));
    if quotes.is_empty() {
        let why = if rests_on_silence(report, criterion) {
            "nothing was found against it"
        } else {
            "by the request and the dates"
        };
        quotes.push(look.paragraph(&format!("{:19}", ""), why));
    }
    quotes.concat()
}

/// What was computed or taken to be so on the way.
fn assumed(criterion: &CriterionResult, look: Look) -> Vec<String> {
    criterion.notes.iter().map(|note| look.paragraph(&format!("{:19}", ""), note)).collect()
}

/// Words of the document with their line.
pub fn quoted(lead: &str, line: usize, words: &str, look: Look) -> String {
    let lead = format!("{lead} {}: ", line + 1);
    let room = look.width.saturating_sub(lead.chars().count() + 2);
    format!("{lead}\"{}\"\n", shorten(words, room))
}

/// What would change the prediction.
pub fn ways(prediction: &Prediction, look: Look) -> String {
    let Some(first) = prediction.to_overturn.first() else { return String::new() };
    let lead = match (prediction.to_overturn.len(), first.len()) {
        (1, 1) => "If this is so and is documented, the request would be supported:",
        (1, _) => "If all of this is so and is documented, the request would be supported:",
        _ => "If any one of these is so and is documented, the request would be supported:",
    };
    let mut out = format!("\n{}", look.paragraph("  ", lead));
    for set in prediction.to_overturn.iter().take(MOST_WAYS) {
        for (index, id) in set.iter().enumerate() {
            let mark = if index == 0 { "  - " } else { "    and: " };
            out.push_str(&look.paragraph(mark, title(prediction, id)));
        }
    }
    if let Some(more @ 1..) = prediction.to_overturn.len().checked_sub(MOST_WAYS) {
        out.push_str(&look.paragraph("  - ", &format!("or in one of {more} more ways")));
    }
    out
}

fn title<'a>(prediction: &'a Prediction, id: &'a str) -> &'a str {
    prediction.criteria.iter().find(|criterion| criterion.id == id).map_or(id, |criterion| &criterion.title)
}
