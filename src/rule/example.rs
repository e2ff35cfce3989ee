//! In: nothing. Out: [`Example`] and [`Case`], the proofs that a rule file carries, as checked.

use super::fault::Place;
use crate::fact::Fact;
use indexmap::IndexMap;

/// Facts that an example or case gives outright, by name.
pub type Given = IndexMap<String, Fact>;

/// What shows one truth value of a criterion: a sentence, a request, facts, or these together.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// What the record says, to be read as a letter is.
    pub says: Option<String>,
    /// What is asked for, in the words of a request.
    pub request: Option<String>,
    /// Facts given outright.
    pub given: Given,
    /// Where it stands.
    pub place: Place,
}

/// Examples by the truth value that they show.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Examples {
    /// The criterion is met.
    pub met: Vec<Example>,
    /// The record contradicts it.
    pub contradicted: Vec<Example>,
    /// The record does not show it.
    pub undocumented: Vec<Example>,
    /// The guideline does not ask it of such a request.
    pub not_applicable: Vec<Example>,
}

/// A whole case: facts in, prediction out.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// What the case is, in a few words.
    pub name: String,
    /// What is asked for, in the words of a request.
    pub request: Option<String>,
    /// What is on record.
    pub given: Given,
    /// Whether the request is predicted to be supported.
    pub supported: bool,
    /// Changes to the facts, each of which alone leaves the prediction as it is.
    pub still_with: Vec<Variant>,
    /// Changes to the facts, each of which alone turns the prediction around.
    pub not_with: Vec<Variant>,
    /// Where its name stands.
    pub place: Place,
}

/// One change to the facts of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Facts that replace those of the case.
    pub given: Given,
    /// Where it stands.
    pub place: Place,
}
