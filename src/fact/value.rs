//! In: numbers and words from claims and requests. Out: [`FactValue`], kept as bounds where only bounds are known.

use serde::Serialize;
use std::collections::BTreeSet;

/// A number known to lie between two bounds, both included.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Range {
    /// Smallest value that it can have.
    pub low: f64,
    /// Largest value that it can have; none where only a lower bound is known.
    pub high: Option<f64>,
}

impl Range {
    /// A number known exactly.
    pub const fn exactly(number: f64) -> Self {
        Self { low: number, high: Some(number) }
    }

    /// A number with no upper bound.
    pub const fn at_least(low: f64) -> Self {
        Self { low, high: None }
    }

    /// The values that both ranges allow; where they exclude each other, everything that either allows,
    /// since the document contradicts itself and neither can be preferred.
    pub fn both(self, other: Self) -> Self {
        let low = self.low.max(other.low);
        let high = [self.high, other.high].into_iter().flatten().reduce(f64::min);
        if high.is_some_and(|high| high < low) { self.either(other) } else { Self { low, high } }
    }

    fn either(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.zip(other.high).map(|(one, two)| one.max(two)) }
    }

    /// The sum of two numbers that are each known within bounds.
    pub fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high.zip(other.high).map(|(one, two)| one + two) }
    }
}

/// What a fact is worth beyond its truth.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum FactValue {
    /// A number within bounds; the unit belongs to the fact's name.
    Range(Range),
    /// Words of a closed list, such as `consistent` and `not_stated`.
    Words(BTreeSet<String>),
    /// Words as written, such as the item's own text.
    Text(String),
}

impl FactValue {
    /// One word of a closed list.
    pub fn word(word: &str) -> Self {
        Self::Words(BTreeSet::from([word.to_owned()]))
    }
}
