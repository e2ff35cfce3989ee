//! In: parts of a matched phrase. Out: [`Value`], the typed value of a claim. Time is kept as bounds, never as one date.

mod flat;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The typed value of a claim. Printed as the contract's flat object, such as `{"low":5,"high":8}`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Value {
    /// Since when or how long a treatment has been used.
    Duration {
        /// Start, or the latest day on which it can have begun.
        #[serde(skip_serializing_if = "Option::is_none")]
        since: Option<Moment>,
        /// At least this many days.
        #[serde(skip_serializing_if = "Option::is_none")]
        at_least_days: Option<u32>,
        /// At most this many days.
        #[serde(skip_serializing_if = "Option::is_none")]
        at_most_days: Option<u32>,
        /// Whether only a bound is known ("since at least …").
        open: bool,
    },
    /// How a treatment that was tried turned out: `improved`, `failed` or `not_stated`.
    Response {
        /// The contract's word.
        response: &'static str,
    },
    /// How many sessions, visits or injections.
    Count {
        /// Number of sessions.
        count: u32,
    },
    /// Pain on a scale of 0 to 10.
    Score {
        /// Lowest score given.
        low: f64,
        /// Highest score given.
        high: f64,
    },
    /// Pain before and after treatment, 0 to 10, or the fall in percent.
    Relief {
        /// Score without the treatment.
        #[serde(skip_serializing_if = "Option::is_none")]
        before: Option<f64>,
        /// Score with the treatment.
        #[serde(skip_serializing_if = "Option::is_none")]
        after: Option<f64>,
        /// Fall in percent.
        #[serde(skip_serializing_if = "Option::is_none")]
        percent: Option<f64>,
    },
    /// Work status: `full`, `modified`, `off` or `retired`.
    Work {
        /// The contract's word.
        status: &'static str,
    },
    /// Drug test result: `consistent`, `inconsistent` or `not_stated`.
    Test {
        /// The contract's word.
        result: &'static str,
    },
    /// Whether side effects are `present`, `absent` or `not_stated`.
    Effects {
        /// The contract's word.
        effects: &'static str,
    },
}

impl Value {
    /// Whether scores before and after show that pain did not fall: "8/10, was 6/10".
    pub(super) fn tells_no_relief(&self) -> bool {
        matches!(self, Self::Relief { before: Some(before), after: Some(after), .. } if after >= before)
    }
}

/// A date known to the day, the month or the year. Printed as an ISO prefix: `2012-09-30`, `2012-09`, `2012`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Calendar year.
    pub year: i16,
    /// Month, 1 to 12, where known.
    pub month: Option<i8>,
    /// Day of the month, where known.
    pub day: Option<i8>,
}

impl Moment {
    /// The last day that the moment can mean: of "September 2012", 2012-09-30.
    pub fn latest(self) -> Option<Date> {
        let month = self.month.unwrap_or(12);
        let first = Date::new(self.year, month, 1).ok()?;
        match self.day {
            Some(day) => Date::new(self.year, month, day).ok(),
            None => Some(first.last_of_month()),
        }
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

impl std::str::FromStr for Moment {
    type Err = &'static str;

    /// Reads an ISO prefix, as it is printed.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.splitn(3, '-').map(str::parse::<i16>);
        let year = parts.next().and_then(Result::ok).ok_or("no year")?;
        let mut small = || parts.next().transpose().map_err(|_| "no date");
        let (month, day) = (small()?, small()?);
        let byte = |part: Option<i16>| part.map(i8::try_from).transpose().map_err(|_| "no date");
        Ok(Self { year, month: byte(month)?, day: byte(day)? })
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Moment {
    fn schema_name() -> Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^-?[0-9]{4,}(-[0-9]{2}){0,2}$"})
    }
}

impl Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
