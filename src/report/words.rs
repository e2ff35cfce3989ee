//! In: the terms of the program. Out: the words that a physician or nurse would use.

use crate::claim::{Claim, Moment, Value, Voice};
use crate::letter::Outcome;
use crate::report::{Basis, Evidence, Predicted, Prediction, Truth};
use jiff::civil::Date;

/// Said once in every run.
pub const DISCLAIMER: &str = "This is decision support, not medical or legal advice. It shows what a document says \
                              and what the guideline asks; the decision is a clinician's.";

/// How the two kinds of evidence differ, said once in every run that judges letters.
pub const TWO_KINDS: &str = "Each item is judged twice. \"Case summary only\" uses the clinical case summary and the \
                             request itself: what is known before the review. \"With reviewer's findings\" adds what \
                             the reviewer states about this patient under the item. Neither looks at the decision.";

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

/// The prediction and its reason as one sentence.
pub fn verdict(prediction: &Prediction) -> String {
    let of = |truth| prediction.criteria.iter().filter(|one| one.truth == truth && one.required).count();
    let (contradicted, open) = (of(Truth::Contradicted), of(Truth::Undocumented));
    match prediction.basis {
        Basis::NotCovered => "No prediction: no rule covers this treatment.".to_owned(),
        Basis::Met => "The request is supported: what the guideline requires is documented.".to_owned(),
        Basis::Contradicted => {
            let what = points(contradicted, "contradicts");
            format!("The denial is expected to stand: the record {what} that the guideline requires.")
        }
        Basis::Undocumented => {
            let least = prediction.to_overturn.first().map_or(open, Vec::len);
            let enough = match (least, open) {
                (_, 0 | 1) => String::new(),
                (least, open) if least == open => ", and all of them are needed".to_owned(),
                (least, _) => format!(", of which {least} could be enough"),
            };
            let what = points(open, "does not show");
            format!("The denial is expected to stand: the record {what} that the guideline asks for{enough}.")
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

/// A claim in a few words: kind, stance, value, subject.
pub fn claim(claim: &Claim) -> String {
    let stance = match claim.stance {
        crate::claim::Stance::Documented => "documented",
        crate::claim::Stance::Denied => "denied",
        crate::claim::Stance::Undocumented => "said to be missing",
        crate::claim::Stance::Planned => "planned",
    };
    let mut words = format!("{}: {stance}", claim.kind.name().replace('_', " "));
    if let Some(about) = &claim.about {
        words.push_str(&format!(", about {about}"));
    }
    if let Some(value) = &claim.value {
        let value = self::value(value);
        let stated = (!value.is_empty()).then(|| format!(", {value}"));
        words.push_str(&stated.unwrap_or_default());
    }
    words
}

fn value(value: &Value) -> String {
    match value {
        Value::Duration { since, at_least_days, at_most_days, open } => {
            duration(*since, *at_least_days, *at_most_days, *open)
        }
        Value::Response { response } => stated(response),
        Value::Count { count } => format!("{count} sessions"),
        Value::Score { low, high } if low == high => format!("{low}/10"),
        Value::Score { low, high } => format!("{low}-{high}/10"),
        Value::Relief { before, after, percent } => relief(*before, *after, *percent),
        Value::Work { status } => status.replace('_', " "),
        Value::Test { result } => stated(result),
        Value::Effects { effects } => stated(effects),
    }
}

/// A word of the contract for reading; nothing where the document does not say it.
fn stated(word: &str) -> String {
    if word == "not_stated" { String::new() } else { word.replace('_', " ") }
}

fn duration(since: Option<Moment>, least: Option<u32>, most: Option<u32>, open: bool) -> String {
    let mut parts = Vec::new();
    if let Some(since) = since {
        parts.push(if open { format!("since {since} or earlier") } else { format!("since {since}") });
    }
    if let Some(days) = least {
        parts.push(format!("at least {days} days"));
    }
    if let Some(days) = most {
        parts.push(format!("at most {days} days"));
    }
    parts.join(", ")
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
