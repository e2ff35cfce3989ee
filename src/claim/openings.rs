//! In: the word grammar's own text. Out: [`Openings`], which phrases can begin with which letters.

use crate::grammar::{LENGTH, Rules};
use std::collections::BTreeMap;

/// Up to 192 phrases, a bit for each.
pub type Phrases = [u64; 3];

/// Which phrases can begin with which letters, by their place in the list.
pub struct Openings {
    by_opening: BTreeMap<Vec<u8>, Phrases>,
}

impl Openings {
    /// Works out the openings of the rules named.
    ///
    /// # Errors
    /// The name of a rule that could open with anything: it would be tried at every word.
    pub fn new(grammar: &str, rules: &[&str]) -> Result<Self, String> {
        let mut first = Rules::of(grammar);
        let mut openings = Self { by_opening: BTreeMap::new() };
        for (index, name) in rules.iter().enumerate() {
            let opens = first.first_of(name);
            if opens.anything || opens.may_be_empty {
                return Err(format!("rule {name} can open with anything"));
            }
            for opening in &opens.openings {
                openings.by_opening.entry(opening.clone()).or_default()[index / 64] |= 1 << (index % 64);
            }
        }
        Ok(openings)
    }

    /// The phrases that can begin at the start of `text`.
    pub fn at(&self, text: &[u8]) -> Phrases {
        let openings = (1..=LENGTH.min(text.len())).filter_map(|length| self.by_opening.get(&text[..length]));
        openings.fold([0; 3], |all, phrases| [all[0] | phrases[0], all[1] | phrases[1], all[2] | phrases[2]])
    }
}
