//! In: conditions, facts and supports. Out: them in words, as a person would say them.

use super::condition::{Bound, Condition, Test};
use super::example::Example;
use super::rulebook::{Criterion, Support};
use crate::fact::{Fact, FactValue, State};

/// A condition in words.
pub fn in_words(condition: &Condition) -> String {
    let join = |parts: &[Condition], word: &str| {
        let parts: Vec<String> = parts.iter().map(nested).collect();
        parts.join(word)
    };
    match condition {
        Condition::All(parts) => join(parts, " and "),
        Condition::Any(parts) => join(parts, " or "),
        Condition::AtLeast(n, parts) => format!("at least {n} of: {}", join(parts, "; ")),
        Condition::Not(part) => format!("not {}", nested(part)),
        Condition::Fact(name, tests) => {
            tests.iter().fold(spaced(name.as_str()), |text, test| format!("{text} {}", test_in_words(test)))
        }
        Condition::Recorded(name) => format!("{} on record", spaced(name.as_str())),
        Condition::Without(name) => format!("no {} on record", spaced(name.as_str())),
        Condition::Unchallenged(name) => format!("{} not said to be missing", spaced(name.as_str())),
    }
}

/// The same, in brackets where it would be misread beside other words.
fn nested(condition: &Condition) -> String {
    let words = in_words(condition);
    match condition {
        Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) if parts.len() > 1 => {
            format!("({words})")
        }
        _ => words,
    }
}

fn spaced(name: &str) -> String {
    name.replace('_', " ")
}

fn test_in_words(test: &Test) -> String {
    let bound = |Bound { number, parameter }: &Bound| match parameter {
        Some(name) => format!("{number} ({name})"),
        None => number.to_string(),
    };
    match test {
        Test::AtMost(number) => format!("at most {}", bound(number)),
        Test::AtLeast(number) => format!("at least {}", bound(number)),
        Test::Below(number) => format!("below {}", bound(number)),
        Test::Above(number) => format!("above {}", bound(number)),
        Test::Is(words) => format!("is {}", words.join(" or ").replace('_', " ")),
        Test::Mentions(words) => format!("mentions {}", words.join(", ")),
    }
}

/// What is on record of one fact, in words.
pub fn fact_in_words(name: &str, fact: &Fact) -> String {
    let state = match fact.state {
        State::Documented => "documented",
        State::Denied => "denied",
        State::Undocumented => "undocumented",
        State::Conflicting => "conflicting",
        State::Silent => "silent",
    };
    match &fact.value {
        None => format!("{name}: {state}"),
        Some(value) if fact.state == State::Documented => format!("{name}: {}", value_in_words(value)),
        Some(value) => format!("{name}: {state} ({})", value_in_words(value)),
    }
}

fn value_in_words(value: &FactValue) -> String {
    match value {
        FactValue::Range(range) => match range.high {
            Some(high) if high == range.low => high.to_string(),
            Some(high) => format!("[{}, {high}]", range.low),
            None => format!("[{}]", range.low),
        },
        FactValue::Words(words) => words.iter().cloned().collect::<Vec<_>>().join(" and "),
        FactValue::Text(text) => format!("\"{text}\""),
    }
}

/// Which criteria together support a request, by their ids.
pub fn support_in_words(support: &Support, criteria: &[Criterion]) -> String {
    let join = |parts: &[Support], word: &str| {
        let nested = |part: &Support| match part {
            Support::Criterion(_) => support_in_words(part, criteria),
            _ => format!("({})", support_in_words(part, criteria)),
        };
        parts.iter().map(nested).collect::<Vec<_>>().join(word)
    };
    match support {
        Support::Criterion(index) => criteria.get(*index).map(|criterion| criterion.id.clone()).unwrap_or_default(),
        Support::All(parts) => join(parts, " and "),
        Support::Any(parts) => join(parts, " or "),
        Support::AtLeast(n, parts) => format!("at least {n} of: {}", join(parts, "; ")),
    }
}

/// An example in words: what is asked for, what the record says, and facts given outright.
pub fn example_in_words(example: &Example) -> String {
    let request = example.request.as_ref().map(|request| format!("request \"{request}\""));
    let says = example.says.as_ref().map(|says| format!("\"{says}\""));
    let facts = example.given.iter().map(|(name, fact)| fact_in_words(name, fact));
    request.into_iter().chain(says).chain(facts).collect::<Vec<_>>().join("; ")
}
