//! In: the terms of the program. Out: the words that a physician or nurse would use.

use crate::claim::{Claim, Kind, Moment, Stance, Value, Voice};
use crate::letter::Outcome;
use crate::report::{Basis, Evidence, Finding, Predicted, Prediction, Settled, Severity, Stale, Truth};
use jiff::civil::Date;

/// Said once in every run.
pub const DISCLAIMER: &str = "This is decision support, not medical or legal advice. It shows what a document says \
                              and what the guideline asks; the decision is a clinician's.";

/// How the two kinds of evidence differ, said once in every run that judges letters.
pub const TWO_KINDS: &str = "Each item is judged twice. \"Case summary only\" uses the clinical case summary and the \
                             request itself: what is known before the review. \"With reviewer's findings\" adds what \
                             the reviewer states about this patient under the item. Neither looks at the \
                             decision on the item.";

/// Said where the user interrupted a run.
pub const PARTIAL: &str = "PARTIAL: the run was interrupted. Only the documents read until then are counted.";

/// What the baselines are.
pub fn baselines() -> &'static str {
    "Always upheld and the family's majority read nothing: the first answers \"upheld\" every time, the second as most \
     items of the same family in the other letters were decided. They answer for every item with a decision."
}

/// How intervals were made.
pub fn intervals(resamples: usize, seed: u64) -> String {
    format!(
        "Intervals of shares (coverage, agreement, precision, recall) are Wilson's, by item; of the others, percentiles \
         of {resamples} resamples by letter (seed {seed})."
    )
}

/// How intervals of changes were made.
pub fn intervals_of_change(resamples: usize, seed: u64) -> String {
    format!("Intervals are percentiles of {resamples} resamples by letter (seed {seed}), each judged both ways.")
}

/// What it means that a criterion is off.
pub const SWITCHED_OFF: &str = "A criterion that is off is asked of no request. It is decisive for an item whose \
                                prediction is another without it. \"Right with\" and \"right without\" count, of these \
                                items, which of the two predictions the reviewer decided.";

/// When, why and by whom a finding was settled.
pub fn settled(settled: &Settled) -> String {
    let by = settled.by.as_ref().map(|who| format!(" by {who}")).unwrap_or_default();
    format!("{}{by}: {}", settled.date, settled.reason)
}

/// That an entry settles nothing any more.
pub fn stale(stale: &Stale) -> String {
    let Settled { finding, date, .. } = &stale.entry;
    format!("\"{finding}\", settled on {date}, is stale: {}. Look at it again, and take it out of the file.", stale.why)
}

pub const fn predicted(predicted: Predicted) -> &'static str {
    match predicted {
        Predicted::Upheld => "denial stands",
        Predicted::Overturned => "request supported",
        Predicted::NotCovered => "no rule for this",
    }
}

pub const fn outcome(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        Some(Outcome::Upheld) => "upheld",
        Some(Outcome::Overturned) => "overturned",
        None => "not stated",
    }
}

pub const fn agreement(agreement: Option<bool>) -> &'static str {
    match agreement {
        Some(true) => "agrees",
        Some(false) => "DIFFERS",
        None => "-",
    }
}

pub const fn evidence(evidence: Evidence, draft: bool) -> &'static str {
    match evidence {
        Evidence::Summary if draft => "The note itself",
        Evidence::Summary => "Case summary only",
        Evidence::Findings => "With reviewer's findings",
    }
}

/// That a request is not supported. In a draft nothing has been denied yet.
pub const fn stands(draft: bool) -> &'static str {
    if draft { "Not supported as written" } else { "The denial is expected to stand" }
}

/// Said of a point that the record contradicts.
pub const NOT_MENDED: &str = "More words will not mend this: the record speaks against it. Correct the record only \
                              where it is wrong.";

/// Said of a point that the record contradicts where the prediction does not hang on it: a normal finding is no fault.
pub const NOT_DECISIVE: &str = "The record says that it is not so. The prediction does not hang on it.";

/// Said of a point that is contradicted because the request is said to be unclear.
pub const UNCLEAR: &str = "The request is said to be unclear: name in it what is missing.";

/// What is said of a contradicted point.
pub const fn on_contradicted(finding: &Finding) -> &'static str {
    match (finding.unclear, finding.severity) {
        (true, _) => UNCLEAR,
        (false, Severity::Advice) => NOT_DECISIVE,
        (false, _) => NOT_MENDED,
    }
}

/// The prediction and its reason as one sentence. In a draft nothing has been denied yet.
pub fn verdict(prediction: &Prediction, draft: bool) -> String {
    let stands = stands(draft);
    let of = |truth| prediction.criteria.iter().filter(|one| one.truth == truth && one.required).count();
    let (contradicted, open) = (of(Truth::Contradicted), of(Truth::Undocumented));
    match prediction.basis {
        Basis::NotCovered => "No prediction: no rule covers this treatment.".to_owned(),
        Basis::Met => "The request is supported: what the guideline requires is documented.".to_owned(),
        Basis::Contradicted => {
            let what = points(contradicted, "speaks against");
            format!("{stands}: the record {what} by which the guideline would support it.")
        }
        Basis::Undocumented => {
            let least = prediction.to_overturn.first().map_or(open, Vec::len);
            let enough = match (least, open) {
                (_, 0 | 1) => String::new(),
                (least, open) if least == open => ", and all of them are needed".to_owned(),
                (least, _) => format!(", of which {least} could be enough"),
            };
            let what = points(open, "does not show");
            format!("{stands}: the record {what} that the guideline asks for{enough}.")
        }
    }
}

fn points(count: usize, verb: &str) -> String {
    match count {
        0 => format!("{verb} what"),
        1 => format!("{verb} 1 point"),
        _ => format!("{verb} {count} points"),
    }
}

pub const fn voice(voice: Voice) -> &'static str {
    match voice {
        Voice::Patient => "patient",
        Voice::Recital => "guideline",
        Voice::Verdict => "verdict",
        Voice::Procedure => "procedure",
    }
}

/// A claim in a few words: kind, stance, subject, value.
pub fn claim(claim: &Claim) -> String {
    statement(claim.kind, claim.stance, claim.about.as_deref(), claim.value.as_ref())
}

/// The same of its parts.
pub fn statement(kind: Kind, asserted: Stance, about: Option<&str>, value: Option<&Value>) -> String {
    let mut words = format!("{}: {}", self::kind(kind), stance(asserted));
    let value = value.map(self::value).filter(|value| !value.is_empty());
    words.extend(value.map(|value| format!(", {value}")));
    words.extend(about.map(|about| format!(", about \"{about}\"")));
    words
}

pub const fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Documented => "documented",
        Stance::Denied => "denied",
        Stance::Undocumented => "said to be missing",
        Stance::Planned => "planned",
    }
}

/// A kind of claim for reading: its name, or plainer words where a nurse would not say it so.
pub fn kind(kind: Kind) -> String {
    let words = match kind {
        Kind::TreatmentDuration => "time on the treatment",
        Kind::TreatmentTried => "treatment used",
        Kind::PriorSessions => "sessions had before",
        Kind::ConservativeCare => "conservative care tried and failed",
        Kind::FirstLineFailure => "first-line treatment tried and failed",
        Kind::Intolerance => "does not tolerate the first choice",
        Kind::HomeExercise => "home exercise programme",
        Kind::PriorStudy => "earlier study",
        Kind::DailyActivities => "activities of daily living better",
        Kind::SymptomWorsening => "symptoms worse",
        Kind::RiskAssessment => "risk of misuse assessed",
        Kind::AberrantBehavior => "aberrant drug behavior",
        Kind::PdmpCheck => "prescription monitoring (CURES) checked",
        Kind::ImagingConfirmation => "study shows the condition",
        Kind::GastrointestinalRisk => "risk of stomach trouble",
        Kind::RequestUnclear => "request unclear",
        Kind::Rationale => "reason for the request",
        Kind::ExceedsLimit => "over a limit",
        Kind::DuplicateRequest => "asked for or done already",
        Kind::PrimaryProcedure => "the procedure that this serves",
        Kind::OtherRequirement => "another thing that the request needs",
        _ => return kind.name().replace('_', " "),
    };
    words.to_owned()
}

/// A value for reading; nothing where the document does not state one.
pub fn value(value: &Value) -> String {
    match value {
        Value::Duration { since, at_least_days, at_most_days, open } => {
            duration(*since, *at_least_days, *at_most_days, *open)
        }
        Value::Response { response } => stated(response),
        Value::Count { count: 1 } => "1 session".to_owned(),
        Value::Count { count } => format!("{count} sessions"),
        Value::Score { low, high } if low == high => format!("{low}/10"),
        Value::Score { low, high } => format!("{low}-{high}/10"),
        Value::Relief { before, after, percent } => relief(*before, *after, *percent),
        Value::Work { status } => work(status),
        Value::Test { result } => stated(result),
        Value::Effects { effects } => stated(effects),
    }
}

fn work(status: &str) -> String {
    match status {
        "full" => "full duty".to_owned(),
        "modified" => "modified duty".to_owned(),
        "off" => "off work".to_owned(),
        other => stated(other),
    }
}

/// A word of the contract for reading; nothing where the document does not say it.
fn stated(word: &str) -> String {
    if word == "not_stated" { String::new() } else { word.replace('_', " ") }
}

fn duration(since: Option<Moment>, least: Option<u32>, most: Option<u32>, open: bool) -> String {
    let mut parts = Vec::new();
    if let Some(since) = since {
        let or_earlier = if open { " or earlier" } else { "" };
        parts.push(format!("since {}{or_earlier}", moment(since)));
    }
    match (least, most) {
        (Some(least), Some(most)) if least == most => parts.push(format!("for {}", days(least))),
        (least, most) => {
            parts.extend(least.map(|count| format!("at least {}", days(count))));
            parts.extend(most.map(|count| format!("at most {}", days(count))));
        }
    }
    parts.join(", ")
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date as far as it is known: `September 12, 2012`, `September 2012`, `2012`.
fn moment(moment: Moment) -> String {
    let month = moment.month.and_then(|month| MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?));
    match (month, moment.day) {
        (Some(month), Some(day)) => format!("{month} {day}, {}", moment.year),
        (Some(month), None) => format!("{month} {}", moment.year),
        (None, _) => moment.year.to_string(),
    }
}

/// Days in the largest unit that they fill: a year is read as 365 days, a month as 30, a week as 7.
fn days(count: u32) -> String {
    let units = [(365, "year"), (30, "month"), (7, "week"), (1, "day")];
    let (length, unit) =
        units.into_iter().find(|(length, _)| count >= *length && count.is_multiple_of(*length)).unwrap_or((1, "day"));
    let many = count / length;
    format!("{many} {unit}{}", if many == 1 { "" } else { "s" })
}

fn relief(before: Option<f64>, after: Option<f64>, percent: Option<f64>) -> String {
    let mut parts = Vec::new();
    if let Some(before) = before {
        parts.push(format!("before {before}/10"));
    }
    if let Some(after) = after {
        parts.push(format!("after {after}/10"));
    }
    if let Some(percent) = percent {
        parts.push(format!("{percent} % less"));
    }
    parts.join(", ")
}

/// A date with what happened on it, where it is known.
pub fn dated(what: &str, date: Option<Date>) -> Option<String> {
    date.map(|date| format!("{what} {date}"))
}
