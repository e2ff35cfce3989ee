//! In: the contract's flat object, as a value is printed. Out: the value again, told apart by the fields that it has.

use super::{Moment, Value};
use serde::Deserialize;

/// Every word that a value can have.
const WORDS: [&str; 11] = [
    "improved",
    "failed",
    "not_stated",
    "full",
    "modified",
    "off",
    "retired",
    "consistent",
    "inconsistent",
    "present",
    "absent",
];

/// The fields of all values.
#[derive(Debug, Deserialize)]
struct Flat {
    since: Option<Moment>,
    at_least_days: Option<u32>,
    at_most_days: Option<u32>,
    open: Option<bool>,
    response: Option<String>,
    count: Option<u32>,
    low: Option<f64>,
    high: Option<f64>,
    before: Option<f64>,
    after: Option<f64>,
    percent: Option<f64>,
    status: Option<String>,
    result: Option<String>,
    effects: Option<String>,
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_from(Flat::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

impl TryFrom<Flat> for Value {
    type Error = &'static str;

    fn try_from(flat: Flat) -> Result<Self, Self::Error> {
        let Flat { since, at_least_days, at_most_days, before, after, percent, .. } = flat;
        if let Some(open) = flat.open {
            return Ok(Self::Duration { since, at_least_days, at_most_days, open });
        }
        if let (Some(low), Some(high)) = (flat.low, flat.high) {
            return Ok(Self::Score { low, high });
        }
        match (flat.count, flat.response, flat.status, flat.result, flat.effects) {
            (Some(count), ..) => Ok(Self::Count { count }),
            (_, Some(response), ..) => Ok(Self::Response { response: word(&response)? }),
            (_, _, Some(status), ..) => Ok(Self::Work { status: word(&status)? }),
            (_, _, _, Some(result), _) => Ok(Self::Test { result: word(&result)? }),
            (.., Some(effects)) => Ok(Self::Effects { effects: word(&effects)? }),
            _ => Ok(Self::Relief { before, after, percent }),
        }
    }
}

fn word(text: &str) -> Result<&'static str, &'static str> {
    WORDS.into_iter().find(|word| *word == text).ok_or("a word that no value has")
}
