//! In: nothing. Out: [`Finding`], one thing that a user should know, as plain data that any renderer can use.

use crate::report::Settled;
use crate::rule::Truth;
use crate::span::Span;
use schemars::JsonSchema;
use serde::Serialize;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The record contradicts what the guideline asks.
    Error,
    /// The record does not show what the guideline asks.
    Warning,
    /// Worth knowing; nothing hangs on it.
    Advice,
}

/// A place in the document with a remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Label {
    /// The bytes that it marks.
    pub span: Span,
    /// What is to be said of them.
    pub text: String,
}

/// Where a rule stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RulePlace {
    /// The rule file, as the rulebook names it.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
}

/// One thing that a user should know about an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Finding {
    /// The number of the item, from 1.
    pub item: usize,
    /// The rule's id.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// What the criterion asks.
    pub title: String,
    /// What came of the criterion: contradicted or undocumented.
    pub truth: Truth,
    /// Whether it is contradicted only because the request is said to be unclear, which more words do mend.
    pub unclear: bool,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to document.
    pub help: String,
    /// Section and page of the guideline.
    pub cite: String,
    /// What was assumed on the way, such as the days that a fill lasts.
    pub assumed: Vec<String>,
    /// Whether the document says nothing on it.
    pub silent: bool,
    /// The words that decided it, or the item where the record is silent. The first is the one to show.
    pub labels: Vec<Label>,
    /// Where the rule stands.
    pub rule: RulePlace,
    /// Who settled it, when and why, where somebody did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settled>,
}
