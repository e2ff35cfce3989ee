//! In: YAML values. Out: the raw types of rule files, as written and not yet checked. Private to this stage.
//!
//! What is said here of types and fields is what editors show while a rule is written: see [`super::schema`].

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

/// What one edition of the guideline asks of one treatment family. Where the edition extends another, only what it
/// changes.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Family")]
pub struct RawFamily {
    /// The name of the treatment family, which is also the name of the file.
    pub family: Option<String>,
    /// What the family is, in a few words.
    pub title: Option<String>,
    /// What the page numbers of this file belong to.
    pub source: Option<RawSource>,
    /// What a reader should know, such as where reviewers and guideline differ.
    pub note: Option<String>,
    /// Families whose items in the same letter these items serve. Gives the fact `operation_supported`.
    pub follows: Option<Vec<String>>,
    /// Named numbers that the conditions of this file compare with.
    pub parameters: IndexMap<String, RawParameter>,
    /// What the guideline asks, one by one. Their order has no effect.
    pub criteria: Vec<RawCriterion>,
    /// Ids of criteria of the extended edition that this one does not ask.
    pub drop: Option<Vec<String>>,
    /// Which criteria together support a request.
    pub supported_when: Option<RawSupport>,
    /// Whole cases that prove the rules: facts in, prediction out.
    pub cases: Vec<RawCase>,
}

/// The text that page numbers belong to.
#[derive(Debug, Default, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Source")]
pub struct RawSource {
    /// The guideline, as one cites it.
    pub document: Option<String>,
    /// Its section or chapter.
    pub section: Option<String>,
    /// The pages of the section.
    pub pages: Option<String>,
}

/// A named number that conditions compare with.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Parameter")]
pub struct RawParameter {
    /// The number.
    pub value: Option<f64>,
    /// Its unit, such as days or sessions.
    pub unit: Option<String>,
    /// Lowest and highest value that make sense, as `[low, high]`.
    pub range: Option<Vec<f64>>,
    /// What the number is, in a sentence.
    pub help: Option<String>,
    /// The page that gives it.
    pub page: Option<String>,
    /// How sure it is: found, known or unverified.
    pub confidence: Option<RawConfidence>,
}

/// How sure something is: `found` was read in the guideline or in a text that repeats it, `known` is well known and was
/// not compared with the text, `unverified` is to be checked.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(rename = "Confidence", extend("enum" = ["found", "known", "unverified"]))]
pub struct RawConfidence(pub String);

/// One thing that the guideline asks.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Criterion")]
pub struct RawCriterion {
    /// `family/what-it-asks`. It is also the code of the diagnostic.
    pub id: Option<String>,
    /// What is asked, as a plain statement in a few words.
    pub title: Option<String>,
    /// Page of the guideline, or its section where it has no pages.
    pub page: Option<String>,
    /// A citation of its own, where the family's source is not the one.
    pub cite: Option<String>,
    /// How sure it is that the guideline asks this on this page: found, known or unverified.
    pub confidence: Option<RawConfidence>,
    /// To which requests it applies; to all where this is left out.
    pub applies_when: Option<RawCondition>,
    /// When it is met.
    pub met: Option<RawCondition>,
    /// An exception: a condition that will do as well.
    pub unless: Option<RawCondition>,
    /// What to document, if it is true.
    pub help: Option<String>,
    /// The reason, where it needs saying.
    pub why: Option<String>,
    /// Invented sentences, requests or facts that show each truth value.
    pub examples: RawExamples,
}

/// Examples by the truth value that they show.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Examples")]
pub struct RawExamples {
    /// These show that it is so.
    pub met: Vec<RawExample>,
    /// These show that it is not so.
    pub contradicted: Vec<RawExample>,
    /// These leave it open.
    pub undocumented: Vec<RawExample>,
    /// Of such requests it is not asked.
    pub not_applicable: Vec<RawExample>,
}

/// A sentence as a record or a reviewer would write it, or a request, facts and a sentence together.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Example")]
pub enum RawExample {
    /// What the record says.
    Sentence(String),
    /// A request, facts and a sentence together.
    Parts(RawExampleParts),
}

/// A request, facts and a sentence that together show a truth value.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "ExampleParts")]
pub struct RawExampleParts {
    /// What the record says.
    pub says: Option<String>,
    /// What is asked for, in the words of a request.
    pub request: Option<String>,
    /// Facts given outright, by name.
    pub facts: IndexMap<String, RawGiven>,
}

/// What is on record of a fact: documented, denied, undocumented (said to be missing), silent; or a number or word,
/// which is then documented; or `[low]` or `[low, high]` for a number that is known within bounds only.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Given")]
pub enum RawGiven {
    /// A number.
    Number(f64),
    /// A state, or a word.
    Word(String),
    /// The lowest and, where it is known, the highest value.
    Bounds(Vec<f64>),
}

/// A whole case: facts in, prediction out.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Case")]
pub struct RawCase {
    /// What the case is, in a few words.
    pub name: Option<String>,
    /// What is asked for, in the words of a request.
    pub request: Option<String>,
    /// What is on record, by fact. What is not named is silent.
    pub facts: IndexMap<String, RawGiven>,
    /// What is predicted: upheld (the denial stands) or overturned (the request is supported).
    pub prediction: Option<RawPrediction>,
    /// Changes to the facts, each of which alone leaves the prediction as it is.
    pub still_with: Vec<IndexMap<String, RawGiven>>,
    /// Changes to the facts, each of which alone turns the prediction around.
    pub not_with: Vec<IndexMap<String, RawGiven>>,
}

/// `upheld` (the denial stands) or `overturned` (the request is supported).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(rename = "Prediction", extend("enum" = ["upheld", "overturned"]))]
pub struct RawPrediction(pub String);

/// A condition over facts. Exactly one of all, any, not, of, fact, recorded, without and unchallenged says what it is;
/// `at_least` counts beside `of`, and the other fields refine `fact`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Condition")]
pub struct RawCondition {
    /// Holds where each of these holds.
    pub all: Option<Vec<RawCondition>>,
    /// Holds where one of these holds.
    pub any: Option<Vec<RawCondition>>,
    /// Holds where this fails.
    pub not: Option<Box<RawCondition>>,
    /// Holds where `at_least` this many of these hold.
    pub of: Option<Vec<RawCondition>>,
    /// Holds where the record documents the fact, fails where it denies it, and is open where it is silent.
    pub fact: Option<String>,
    /// Holds where the fact is documented; fails else, also where the record is silent.
    pub recorded: Option<String>,
    /// Holds where the fact is not documented, also where the record is silent. For faults.
    pub without: Option<String>,
    /// Holds where the fact is documented or the record is silent; open where it is said to be undocumented.
    pub unchallenged: Option<String>,
    /// The number is not over this one.
    pub at_most: Option<RawBound>,
    /// The number is not under this one. Beside `of`, how many must hold.
    pub at_least: Option<RawBound>,
    /// The number is under this one.
    pub below: Option<RawBound>,
    /// The number is over this one.
    pub above: Option<RawBound>,
    /// The value is one of these words.
    pub is: Option<Vec<String>>,
    /// The words as written hold one of these; a final `*` lets the last word go on.
    pub mentions: Option<Vec<String>>,
}

/// A number, or the name of a parameter of this file.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Bound")]
pub enum RawBound {
    /// A number in the fact's unit.
    Number(f64),
    /// The name of a parameter of this file.
    Parameter(String),
}

/// Which criteria together support a request: an id, or criteria joined by all, any, or at least n of.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Support")]
pub enum RawSupport {
    /// The id of a criterion.
    Criterion(String),
    /// Criteria joined.
    Group(RawGroup),
}

/// Criteria joined by all, any, or at least n of. A criterion that does not apply drops out.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "SupportGroup")]
pub struct RawGroup {
    /// Each is needed.
    pub all: Option<Vec<RawSupport>>,
    /// One is enough.
    pub any: Option<Vec<RawSupport>>,
    /// How many of `of` are needed.
    pub at_least: Option<usize>,
    /// Of these as many as `at_least` says are needed.
    pub of: Option<Vec<RawSupport>>,
}

/// An edition of the guideline: what holds for all its families.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Edition")]
pub struct RawEdition {
    /// The edition's id, which is also the name of its folder.
    pub edition: Option<String>,
    /// Which guideline this is.
    pub title: Option<String>,
    /// The edition that this one changes. What is not named here is asked as there.
    pub extends: Option<String>,
    /// From which day and, where it is no longer, to which day it is in force.
    pub in_force: Option<RawPeriod>,
    /// What a reader should know of it.
    pub note: Option<String>,
    /// Amounts a day that follow from a drug request, by the name of the fact that they give.
    pub daily_amounts: IndexMap<String, RawAmount>,
}

/// First and last day on which an edition is in force.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Period")]
pub struct RawPeriod {
    /// The first day, such as 2009-07-18.
    pub from: Option<String>,
    /// The last day, where there is one.
    pub to: Option<String>,
}

/// How an amount a day follows from a request.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "DailyAmount")]
pub struct RawAmount {
    /// The unit of the amount.
    pub unit: Option<String>,
    /// How many days one fill is assumed to last, where the request does not say it.
    pub days_supply: Option<f64>,
    /// The page of the conversion table.
    pub page: Option<String>,
    /// How sure the table is: found, known or unverified.
    pub confidence: Option<RawConfidence>,
    /// What is assumed.
    pub help: Option<String>,
    /// What a milligram of each ingredient counts; of an hourly one, a microgram an hour.
    pub factors: IndexMap<String, RawFactor>,
    /// Ingredients whose strength is in micrograms an hour, such as those of a patch; one is taken to be used at a time.
    pub hourly: Vec<String>,
}

/// What a milligram counts: a number, or steps.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Factor")]
pub enum RawFactor {
    /// The same at every dose.
    Flat(f64),
    /// By the ingredient's daily dose, in ascending order.
    Steps(Vec<RawStep>),
}

/// One step of a factor that rises with the dose.
#[derive(Debug, Default, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Step")]
pub struct RawStep {
    /// Highest daily dose in milligrams for which the step holds; left out in the last.
    pub up_to: Option<f64>,
    /// What a milligram counts.
    pub factor: Option<f64>,
}
