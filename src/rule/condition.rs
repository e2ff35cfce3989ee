//! In: a checked condition and a fact sheet. Out: its truth, with the facts and claims that decided it.

use crate::fact::{FactSheet, FactValue, Kleene, Range, State, stands_in};
use std::collections::BTreeSet;

/// A condition over facts, with every name resolved.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Every one holds.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// At least this many hold.
    AtLeast(usize, Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// The record says so, and its value passes every test.
    Fact(String, Vec<Test>),
    /// The record says so; silence is a no.
    Recorded(String),
    /// The record does not say so; silence is a yes.
    Without(String),
    /// Nobody says that the record lacks it or that it is not so; silence is a yes.
    Unchallenged(String),
}

/// What the value of a fact must be.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// A number not over the bound.
    AtMost(Bound),
    /// A number not under the bound.
    AtLeast(Bound),
    /// A number under the bound.
    Below(Bound),
    /// A number over the bound.
    Above(Bound),
    /// One of these words.
    Is(Vec<String>),
    /// Words that hold one of these words or phrases, whatever the case.
    Mentions(Vec<String>),
}

/// A number to compare with, and the parameter that it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The number, in the fact's unit.
    pub number: f64,
    /// The parameter's name, where it is not written out.
    pub parameter: Option<String>,
}

/// The truth of a condition and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its truth.
    pub truth: Kleene,
    /// The facts that decided it.
    pub facts: BTreeSet<String>,
    /// The claims behind these facts.
    pub claims: BTreeSet<usize>,
}

impl Finding {
    fn new(truth: Kleene) -> Self {
        Self { truth, facts: BTreeSet::new(), claims: BTreeSet::new() }
    }

    /// `truth`, resting on those of `parts` that have one of `deciding`.
    fn resting_on(truth: Kleene, parts: Vec<Self>, deciding: &[Kleene]) -> Self {
        let mut whole = Self::new(truth);
        for part in parts.into_iter().filter(|part| deciding.contains(&part.truth)) {
            whole.facts.extend(part.facts);
            whole.claims.extend(part.claims);
        }
        whole
    }

    /// Holds where either holds.
    pub fn or(self, other: Self) -> Self {
        let truth = self.truth.or(other.truth);
        Self::resting_on(truth, vec![self, other], &[truth])
    }
}

impl std::ops::Not for Finding {
    type Output = Self;

    fn not(self) -> Self {
        Self { truth: !self.truth, ..self }
    }
}

impl Condition {
    /// The truth over `sheet`, with what decided it. The order of parts makes no difference.
    pub fn holds(&self, sheet: &FactSheet) -> Finding {
        match self {
            Self::All(parts) => joined(parts, sheet, parts.len()),
            Self::Any(parts) => joined(parts, sheet, 1),
            Self::AtLeast(n, parts) => joined(parts, sheet, *n),
            Self::Not(part) => !part.holds(sheet),
            Self::Fact(name, tests) => of_fact(name, sheet, |truth, value| {
                tests.iter().fold(truth, |truth, test| truth.and(test.passes(value)))
            }),
            Self::Recorded(name) => of_fact(name, sheet, |truth, _| Kleene::from(truth == Kleene::True)),
            Self::Without(name) => of_fact(name, sheet, |truth, _| Kleene::from(truth != Kleene::True)),
            Self::Unchallenged(name) => unchallenged(name, sheet),
        }
    }

    /// Whether a comparison in it is with the parameter of this name.
    pub fn compares_with(&self, parameter: &str) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) | Self::AtLeast(_, parts) => {
                parts.iter().any(|part| part.compares_with(parameter))
            }
            Self::Not(part) => part.compares_with(parameter),
            Self::Fact(_, tests) => tests.iter().any(|test| test.parameter() == Some(parameter)),
            Self::Recorded(_) | Self::Without(_) | Self::Unchallenged(_) => false,
        }
    }

    /// Calls `see` with every fact name in the condition.
    pub fn each_fact<'a>(&'a self, see: &mut dyn FnMut(&'a str)) {
        match self {
            Self::All(parts) | Self::Any(parts) | Self::AtLeast(_, parts) => {
                parts.iter().for_each(|part| part.each_fact(see));
            }
            Self::Not(part) => part.each_fact(see),
            Self::Fact(name, _) | Self::Recorded(name) | Self::Without(name) | Self::Unchallenged(name) => see(name),
        }
    }
}

fn joined(parts: &[Condition], sheet: &FactSheet, needed: usize) -> Finding {
    let findings: Vec<Finding> = parts.iter().map(|part| part.holds(sheet)).collect();
    let truth = Kleene::at_least(needed, findings.iter().map(|finding| finding.truth));
    Finding::resting_on(truth, findings, &[truth])
}

fn of_fact(name: &str, sheet: &FactSheet, judge: impl Fn(Kleene, Option<&FactValue>) -> Kleene) -> Finding {
    let fact = sheet.get(name);
    let truth = judge(fact.truth(), fact.value.as_ref());
    Finding { truth, facts: BTreeSet::from([name.to_owned()]), claims: fact.claims.iter().copied().collect() }
}

fn unchallenged(name: &str, sheet: &FactSheet) -> Finding {
    let state = sheet.get(name).state;
    of_fact(name, sheet, |_, _| match state {
        State::Documented | State::Silent => Kleene::True,
        State::Undocumented | State::Conflicting => Kleene::Unknown,
        State::Denied => Kleene::False,
    })
}

impl Test {
    /// The parameter that it compares with.
    pub fn parameter(&self) -> Option<&str> {
        match self {
            Self::AtMost(bound) | Self::AtLeast(bound) | Self::Below(bound) | Self::Above(bound) => {
                bound.parameter.as_deref()
            }
            Self::Is(_) | Self::Mentions(_) => None,
        }
    }

    fn passes(&self, value: Option<&FactValue>) -> Kleene {
        match (self, value) {
            (_, None) => Kleene::Unknown,
            (Self::AtMost(bound), Some(FactValue::Range(range))) => at_most(*range, bound.number),
            (Self::AtLeast(bound), Some(FactValue::Range(range))) => !below(*range, bound.number),
            (Self::Below(bound), Some(FactValue::Range(range))) => below(*range, bound.number),
            (Self::Above(bound), Some(FactValue::Range(range))) => !at_most(*range, bound.number),
            (Self::Is(words), Some(FactValue::Words(said))) => words.iter().any(|word| said.contains(word)).into(),
            (Self::Is(words), Some(FactValue::Text(text))) => {
                words.iter().any(|word| word.eq_ignore_ascii_case(text)).into()
            }
            (Self::Mentions(words), Some(FactValue::Text(text))) => {
                words.iter().any(|word| stands_in(text, word)).into()
            }
            (Self::Mentions(words), Some(FactValue::Words(said))) => {
                words.iter().any(|word| said.iter().any(|text| stands_in(text, word))).into()
            }
            _ => Kleene::Unknown,
        }
    }
}

fn at_most(range: Range, bound: f64) -> Kleene {
    match range.high {
        Some(high) if high <= bound => Kleene::True,
        _ if range.low > bound => Kleene::False,
        _ => Kleene::Unknown,
    }
}

fn below(range: Range, bound: f64) -> Kleene {
    match range.high {
        Some(high) if high < bound => Kleene::True,
        _ if range.low >= bound => Kleene::False,
        _ => Kleene::Unknown,
    }
}
