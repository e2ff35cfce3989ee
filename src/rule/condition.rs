//! In: a checked condition and a fact sheet. Out: its truth, with the facts and claims that decided it.

use crate::fact::{FactName, FactSheet, FactValue, Kleene, Range, State, mentions};

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
    Fact(FactName, Vec<Test>),
    /// The record says so; silence is a no.
    Recorded(FactName),
    /// The record does not say so; silence is a yes.
    Without(FactName),
    /// Nobody says that the record lacks it or that it is not so; silence is a yes.
    Unchallenged(FactName),
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
    /// The facts that decided it, by name in the order of the alphabet.
    pub facts: Vec<FactName>,
    /// The claims behind these facts, in their order.
    pub claims: Vec<usize>,
}

impl Finding {
    /// What those of `conditions` rest on, whose truth over `sheet` is the one that all of it comes to.
    pub fn of<'a>(truth: Kleene, conditions: impl IntoIterator<Item = &'a Condition>, sheet: &FactSheet) -> Self {
        let mut facts = Vec::new();
        for condition in conditions.into_iter().filter(|condition| condition.truth(sheet) == truth) {
            condition.each_deciding(sheet, &mut |name| facts.push(name));
        }
        facts.sort_unstable_by_key(|name: &FactName| name.as_str());
        facts.dedup();
        let mut claims: Vec<usize> = facts.iter().flat_map(|name| sheet.of(*name).claims.iter().copied()).collect();
        claims.sort_unstable();
        claims.dedup();
        Self { truth, facts, claims }
    }
}

impl Condition {
    /// The truth over `sheet`, with what decided it. The order of parts makes no difference.
    pub fn holds(&self, sheet: &FactSheet) -> Finding {
        Finding::of(self.truth(sheet), [self], sheet)
    }

    /// The truth over `sheet`.
    pub fn truth(&self, sheet: &FactSheet) -> Kleene {
        let joined = |parts: &[Self], needed| Kleene::at_least(needed, parts.iter().map(|part| part.truth(sheet)));
        match self {
            Self::All(parts) => joined(parts, parts.len()),
            Self::Any(parts) => joined(parts, 1),
            Self::AtLeast(n, parts) => joined(parts, *n),
            Self::Not(part) => !part.truth(sheet),
            Self::Fact(name, tests) => {
                let fact = sheet.of(*name);
                tests.iter().fold(fact.truth(), |truth, test| truth.and(test.passes(fact.value.as_ref())))
            }
            Self::Recorded(name) => (sheet.of(*name).truth() == Kleene::True).into(),
            Self::Without(name) => (sheet.of(*name).truth() != Kleene::True).into(),
            Self::Unchallenged(name) => match sheet.of(*name).state {
                State::Documented | State::Silent => Kleene::True,
                State::Undocumented | State::Conflicting => Kleene::Unknown,
                State::Denied => Kleene::False,
            },
        }
    }

    /// Calls `see` with every fact name on which the truth over `sheet` rests: of parts that are joined, those count
    /// that come to the same as the whole.
    fn each_deciding(&self, sheet: &FactSheet, see: &mut dyn FnMut(FactName)) {
        match self {
            Self::All(parts) | Self::Any(parts) | Self::AtLeast(_, parts) => {
                let truth = self.truth(sheet);
                let deciding = parts.iter().filter(|part| part.truth(sheet) == truth);
                deciding.for_each(|part| part.each_deciding(sheet, see));
            }
            Self::Not(part) => part.each_deciding(sheet, see),
            Self::Fact(name, _) | Self::Recorded(name) | Self::Without(name) | Self::Unchallenged(name) => see(*name),
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
    pub fn each_fact(&self, see: &mut dyn FnMut(FactName)) {
        match self {
            Self::All(parts) | Self::Any(parts) | Self::AtLeast(_, parts) => {
                parts.iter().for_each(|part| part.each_fact(see));
            }
            Self::Not(part) => part.each_fact(see),
            Self::Fact(name, _) | Self::Recorded(name) | Self::Without(name) | Self::Unchallenged(name) => see(*name),
        }
    }
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
            (Self::Mentions(words), Some(FactValue::Text(text))) => mentions(text, words).into(),
            (Self::Mentions(words), Some(FactValue::Words(said))) => {
                said.iter().any(|text| mentions(text, words)).into()
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
