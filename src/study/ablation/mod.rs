//! In: letters and rulebooks. Out: [`Ablation`]: what each criterion does, by switching it off alone.

pub mod csv;
pub mod html;
pub mod human;
pub mod json;
mod off;

pub use off::{OfLetter, Off};

use super::change::{Change, Flip, changes};
use super::statistics::Bootstrap;
use super::{Confusion, Turned};
use crate::report::{BOTH, Evidence, Predicted};
use indexmap::IndexMap;

/// What each criterion does.
#[derive(Debug, Clone, Default)]
pub struct Ablation {
    /// Documents that were read.
    pub letters: usize,
    /// Documents that could not be read.
    pub failed: usize,
    /// Whether the work was interrupted, so that some documents are missing.
    pub partial: bool,
    /// Items of all kinds.
    pub items: usize,
    /// Items whose document tells no decision: they can flip, and count in no measure.
    pub without_outcome: usize,
    /// The table of each letter by the rules as they stand, on the summary alone.
    pub summary: Vec<Confusion>,
    /// The same with the reviewer's findings.
    pub findings: Vec<Confusion>,
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
    /// On the summary alone.
    pub summary: Effect,
    /// With the reviewer's findings.
    pub findings: Effect,
}

/// The predictions that flip on one kind of evidence when the criterion is off.
#[derive(Debug, Clone, Default)]
pub struct Effect {
    /// Items that become supported.
    pub to_overturned: usize,
    /// Items that are supported no more.
    pub to_upheld: usize,
    /// Of the items that flip and have a decision, those where the prediction *with* the criterion is right.
    pub right_with: usize,
    /// And those where it is right *without*: there the criterion decides against the reviewer.
    pub right_without: usize,
    flips: Vec<Flip>,
}

impl Effect {
    /// Items whose prediction hangs on the criterion alone.
    pub fn decisive(&self) -> usize {
        self.to_overturned + self.to_upheld
    }

    /// Whether it decides more often against the reviewer than with them.
    pub fn mostly_wrong(&self) -> bool {
        self.right_without > self.right_with
    }

    fn add(&mut self, letter: usize, turned: &Turned) {
        match turned.to {
            Predicted::Overturned => self.to_overturned += 1,
            _ => self.to_upheld += 1,
        }
        let Some(decided) = turned.outcome else { return };
        let flip = Flip { letter, decided, from: turned.from, to: turned.to };
        let right = Confusion::of(decided, turned.from).agreeing() == 1;
        self.right_with += usize::from(right);
        self.right_without += usize::from(!right);
        self.flips.push(flip);
    }
}

impl CriterionEffect {
    /// The effect on this kind of evidence.
    pub fn of(&self, evidence: Evidence) -> &Effect {
        match evidence {
            Evidence::Summary => &self.summary,
            Evidence::Findings => &self.findings,
        }
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
        self.items += letter.cases.len();
        self.without_outcome += letter.cases.iter().filter(|case| case.outcome.is_none()).count();
        self.summary.push(Confusion::of_cases(&letter.cases, Evidence::Summary));
        self.findings.push(Confusion::of_cases(&letter.cases, Evidence::Findings));
        for id in letter.asked {
            if let Some(effect) = self.criteria.get_mut(&id) {
                effect.asked += 1;
            }
        }
        for (id, turned) in letter.turned {
            if let Some(effect) = self.criteria.get_mut(&id) {
                let effect =
                    if turned.evidence == Evidence::Summary { &mut effect.summary } else { &mut effect.findings };
                effect.add(self.letters, &turned);
            }
            self.flips.push((id, turned));
        }
        self.letters += 1;
    }

    /// The table of each letter by the rules as they stand.
    pub fn base(&self, evidence: Evidence) -> &[Confusion] {
        match evidence {
            Evidence::Summary => &self.summary,
            Evidence::Findings => &self.findings,
        }
    }

    /// For each criterion, in the order of [`Ablation::criteria`]: each measure with and without it.
    pub fn changes(&self, evidence: Evidence, bootstrap: &Bootstrap) -> Vec<Vec<Change>> {
        let flips: Vec<Vec<Flip>> = self.criteria.values().map(|effect| effect.of(evidence).flips.clone()).collect();
        changes(self.base(evidence), &flips, bootstrap)
    }

    /// The ids of the criteria that no prediction hangs on alone, of those that are asked of some item.
    pub fn never_decisive(&self) -> Vec<&str> {
        let none = |effect: &CriterionEffect| BOTH.iter().all(|evidence| effect.of(*evidence).decisive() == 0);
        let rows = self.criteria.iter().filter(|(_, effect)| effect.asked > 0 && none(effect));
        rows.map(|(id, _)| id.as_str()).collect()
    }

    /// The ids of the criteria that are asked of no item here.
    pub fn never_asked(&self) -> Vec<&str> {
        self.criteria.iter().filter(|(_, effect)| effect.asked == 0).map(|(id, _)| id.as_str()).collect()
    }

    /// The ids of the criteria that decide more often against the reviewer than with them.
    pub fn mostly_wrong(&self, evidence: Evidence) -> Vec<&str> {
        let rows = self.criteria.iter().filter(|(_, effect)| effect.of(evidence).mostly_wrong());
        rows.map(|(id, _)| id.as_str()).collect()
    }
}
