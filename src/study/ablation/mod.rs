//! In: letters and rulebooks. Out: [`Ablation`]: what each criterion does, by switching it off alone.

pub mod csv;
pub mod html;
pub mod human;
pub mod json;
mod off;

pub use off::{OfLetter, Off};

use super::change::{Change, Flip, changes};
use super::effect::{Effect, Effects};
use super::statistics::Bootstrap;
use super::{Counted, Turned};
use crate::report::{BOTH, Evidence};
use indexmap::IndexMap;

/// What each criterion does.
#[derive(Debug, Clone, Default)]
pub struct Ablation {
    /// The letters by the rules as they stand.
    pub counted: Counted,
    /// Each criterion of the rulebooks by id.
    pub criteria: IndexMap<String, CriterionEffect>,
    /// Every item that flips without a criterion, with its id, in the order of the documents.
    pub flips: Vec<(String, Turned)>,
}

/// What switching off one criterion does.
#[derive(Debug, Clone, Default)]
pub struct CriterionEffect {
    /// What it asks.
    pub title: String,
    /// Items that it is asked of: that it applies to, on any evidence.
    pub asked: usize,
    /// What flips without it.
    pub effects: Effects,
}

impl CriterionEffect {
    /// The effect on this kind of evidence.
    pub fn of(&self, evidence: Evidence) -> &Effect {
        self.effects.of(evidence)
    }

    /// Whether it decides more often against the reviewer than with them.
    fn mostly_wrong(&self, evidence: Evidence) -> bool {
        let effect = self.of(evidence);
        effect.right_after > effect.right_before
    }
}

impl Ablation {
    /// None judged yet; every criterion that `off` can switch off has a row.
    pub fn new(off: &Off) -> Self {
        let row = |(id, title): (&str, &str)| {
            (id.to_owned(), CriterionEffect { title: title.to_owned(), ..Default::default() })
        };
        Self { criteria: off.criteria().map(row).collect(), ..Self::default() }
    }

    /// Takes one more letter.
    pub fn add(&mut self, letter: OfLetter) {
        for id in letter.asked {
            if let Some(effect) = self.criteria.get_mut(&id) {
                effect.asked += 1;
            }
        }
        for (id, turned) in &letter.turned {
            if let Some(effect) = self.criteria.get_mut(id) {
                effect.effects.add(self.counted.letters, turned);
            }
        }
        self.flips.extend(letter.turned);
        self.counted.add(&letter.cases);
    }

    /// For each criterion, in the order of [`Ablation::criteria`]: each measure with and without it.
    pub fn changes(&self, evidence: Evidence, bootstrap: &Bootstrap) -> Vec<Vec<Change>> {
        let flips: Vec<&[Flip]> = self.criteria.values().map(|effect| effect.of(evidence).flips.as_slice()).collect();
        changes(self.counted.letters_by(evidence), &flips, bootstrap)
    }

    /// The ids of the criteria that no prediction hangs on alone, of those that are asked of some item.
    pub fn never_decisive(&self) -> Vec<&str> {
        let none = |effect: &CriterionEffect| BOTH.iter().all(|evidence| effect.of(*evidence).flipped() == 0);
        let rows = self.criteria.iter().filter(|(_, effect)| effect.asked > 0 && none(effect));
        rows.map(|(id, _)| id.as_str()).collect()
    }

    /// The ids of the criteria that are asked of no item here.
    pub fn never_asked(&self) -> Vec<&str> {
        self.criteria.iter().filter(|(_, effect)| effect.asked == 0).map(|(id, _)| id.as_str()).collect()
    }

    /// The ids of the criteria that decide more often against the reviewer than with them.
    pub fn mostly_wrong(&self, evidence: Evidence) -> Vec<&str> {
        let rows = self.criteria.iter().filter(|(_, effect)| effect.mostly_wrong(evidence));
        rows.map(|(id, _)| id.as_str()).collect()
    }
}
