//! In: the verdict words of item headings. Out: [`Outcomes`], kept apart so that no stage before the report can see them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What happened, or is predicted to happen, to the denial of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The denial stands.
    Upheld,
    /// The request is supported; the denial falls.
    Overturned,
}

/// The actual outcome of each item in the letter's order. Only `report` and `study` take this type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcomes(pub Vec<Option<Outcome>>);
