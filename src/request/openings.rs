//! In: the grammar's text. Out: [`Openings`], which parts of a request can start with which letters.
//!
//! Trying every part at every word costs a hundred times more than trying those whose first letters stand there.
//! The letters are worked out from the grammar itself, so that nothing is written twice and no part can be missed.

use super::parser::Rule;
use crate::grammar::{LENGTH, Rules};
use std::collections::BTreeMap;

/// The lists of `part`: rules that only name other parts.
const LISTS: [Rule; 6] = [Rule::part, Rule::treatment, Rule::operation, Rule::course, Rule::single, Rule::fallback];

/// Which parts can start with which letters, in the grammar's order.
pub struct Openings {
    parts: Vec<(Option<Rule>, Rule)>,
    /// Openings of up to [`LENGTH`] bytes, each with the parts that have it; bit `n` is part `n`.
    by_opening: BTreeMap<Vec<u8>, u128>,
    /// Parts that may start with anything.
    anywhere: u128,
}

impl Openings {
    /// Works out the openings of each part of `grammar`.
    pub fn of(grammar: &str) -> Self {
        let mut rules = Rules::of(grammar);
        let mut openings = Self { parts: parts(&rules, Rule::part, None), by_opening: BTreeMap::new(), anywhere: 0 };
        debug_assert!(openings.parts.len() <= 128, "one bit a part");
        for (index, (_, part)) in openings.parts.iter().enumerate() {
            let first = rules.first_of(&format!("{part:?}"));
            let bit = 1 << index;
            if first.anything || first.may_be_empty {
                openings.anywhere |= bit;
            }
            for opening in &first.openings {
                *openings.by_opening.entry(opening.clone()).or_default() |= bit;
            }
        }
        openings
    }

    /// All parts, in order.
    #[cfg(test)]
    pub fn all(&self) -> &[(Option<Rule>, Rule)] {
        &self.parts
    }

    /// The parts that can start where `text` starts, each with the list that it stands in.
    pub fn at(&self, text: &str) -> impl Iterator<Item = (Option<Rule>, Rule)> {
        let bytes = text.as_bytes();
        let openings = (1..=LENGTH.min(bytes.len())).filter_map(|length| self.by_opening.get(&bytes[..length]));
        let mut mask = openings.fold(self.anywhere, |mask, parts| mask | parts);
        std::iter::from_fn(move || {
            let index = mask.trailing_zeros() as usize;
            mask &= mask.wrapping_sub(1);
            self.parts.get(index).copied()
        })
    }
}

/// The parts below a list, in its order, each with the innermost list that it stands in.
fn parts(rules: &Rules, list: Rule, inside: Option<Rule>) -> Vec<(Option<Rule>, Rule)> {
    let below = rules.names_in(&format!("{list:?}"));
    let rule_of = |name: &&str| Rule::all_rules().iter().copied().find(|rule| format!("{rule:?}") == **name);
    below
        .iter()
        .filter_map(rule_of)
        .flat_map(|rule| if LISTS.contains(&rule) { parts(rules, rule, Some(rule)) } else { vec![(inside, rule)] })
        .collect()
}
