//! In: YAML values. Out: the raw types of rule files, as written and not yet checked. Private to this stage.

use indexmap::IndexMap;
use serde::Deserialize;

/// One treatment family of an edition.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawFamily {
    pub family: Option<String>,
    pub title: Option<String>,
    pub source: Option<RawSource>,
    pub note: Option<String>,
    pub follows: Option<Vec<String>>,
    pub parameters: IndexMap<String, RawParameter>,
    pub criteria: Vec<RawCriterion>,
    pub drop: Option<Vec<String>>,
    pub supported_when: Option<RawSupport>,
}

/// What the family's criteria cite.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawSource {
    pub document: Option<String>,
    pub section: Option<String>,
    pub pages: Option<String>,
}

/// A named number that conditions compare with.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawParameter {
    pub value: Option<f64>,
    pub unit: Option<String>,
    pub range: Option<Vec<f64>>,
    pub help: Option<String>,
    pub page: Option<String>,
    pub confidence: Option<String>,
}

/// One thing that the guideline asks.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawCriterion {
    pub id: Option<String>,
    pub title: Option<String>,
    pub page: Option<String>,
    pub cite: Option<String>,
    pub confidence: Option<String>,
    pub applies_when: Option<RawCondition>,
    pub met: Option<RawCondition>,
    pub unless: Option<RawCondition>,
    pub help: Option<String>,
    pub why: Option<String>,
    pub examples: RawExamples,
}

/// Sentences that show each truth value.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawExamples {
    pub met: Vec<String>,
    pub contradicted: Vec<String>,
    pub undocumented: Vec<String>,
}

/// A condition over facts. Exactly one of the first seven says what it is; the others refine `fact`, and `of` counts.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawCondition {
    pub all: Option<Vec<RawCondition>>,
    pub any: Option<Vec<RawCondition>>,
    pub not: Option<Box<RawCondition>>,
    pub of: Option<Vec<RawCondition>>,
    pub fact: Option<String>,
    pub recorded: Option<String>,
    pub without: Option<String>,
    pub unchallenged: Option<String>,
    pub at_most: Option<RawBound>,
    pub at_least: Option<RawBound>,
    pub below: Option<RawBound>,
    pub above: Option<RawBound>,
    pub is: Option<Vec<String>>,
    pub mentions: Option<Vec<String>>,
}

/// A number, or the name of a parameter.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum RawBound {
    Number(f64),
    Parameter(String),
}

/// Which criteria together support a request.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum RawSupport {
    Criterion(String),
    Group(RawGroup),
}

/// Criteria joined by all, any, or at least n of.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawGroup {
    pub all: Option<Vec<RawSupport>>,
    pub any: Option<Vec<RawSupport>>,
    pub at_least: Option<usize>,
    pub of: Option<Vec<RawSupport>>,
}

/// An edition: what holds for all its families.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawEdition {
    pub edition: Option<String>,
    pub title: Option<String>,
    pub extends: Option<String>,
    pub in_force: Option<RawPeriod>,
    pub note: Option<String>,
    pub daily_amounts: IndexMap<String, RawAmount>,
}

/// First and last day on which an edition is in force.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawPeriod {
    pub from: Option<String>,
    pub to: Option<String>,
}

/// How an amount a day follows from a request.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawAmount {
    pub unit: Option<String>,
    pub days_supply: Option<f64>,
    pub page: Option<String>,
    pub confidence: Option<String>,
    pub help: Option<String>,
    pub factors: IndexMap<String, RawFactor>,
}

/// What a milligram counts: a number, or steps.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum RawFactor {
    Flat(f64),
    Steps(Vec<RawStep>),
}

/// One step of a factor that rises with the dose.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawStep {
    pub up_to: Option<f64>,
    pub factor: Option<f64>,
}
