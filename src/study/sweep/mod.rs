//! In: letters, rulebooks and values of their parameters. Out: [`Sweep`]: what each combination of values does.

pub mod csv;
mod grid;
pub mod html;
pub mod human;
pub mod json;

pub use grid::{Grid, OfLetter, Parameter};

use super::change::{Change, Flip, changes};
use super::effect::{Effect, Effects};
use super::statistics::Bootstrap;
use super::{Counted, Turned};
use crate::report::Evidence;
use std::collections::BTreeSet;

/// What each combination of values does.
#[derive(Debug, Clone, Default)]
pub struct Sweep {
    /// The letters by the rules as they stand.
    pub counted: Counted,
    /// The parameters, in the order in which they were named.
    pub parameters: Vec<Parameter>,
    /// Each combination of values, the last parameter changing fastest.
    pub points: Vec<Point>,
    /// The editions that judged letters.
    pub editions: BTreeSet<String>,
    /// Every item that flips, with the place of its point, in the order of the documents.
    pub flips: Vec<(usize, Turned)>,
}

/// One combination of values.
#[derive(Debug, Clone, Default)]
pub struct Point {
    /// The value of each parameter.
    pub values: Vec<f64>,
    /// What flips, compared with the rules as they stand.
    pub effects: Effects,
}

impl Point {
    /// The effect on this kind of evidence.
    pub fn of(&self, evidence: Evidence) -> &Effect {
        self.effects.of(evidence)
    }
}

impl Sweep {
    /// None judged yet.
    pub fn new(grid: &Grid) -> Self {
        let points = grid.points().map(|values| Point { values: values.to_vec(), ..Point::default() });
        Self { parameters: grid.parameters.clone(), points: points.collect(), ..Self::default() }
    }

    /// Takes one more letter.
    pub fn add(&mut self, letter: OfLetter) {
        for (place, turned) in &letter.turned {
            if let Some(point) = self.points.get_mut(*place) {
                point.effects.add(self.counted.letters, turned);
            }
        }
        self.flips.extend(letter.turned);
        self.editions.extend(letter.cases.iter().map(|case| case.edition.clone()));
        self.counted.add(&letter.cases);
    }

    /// The parameters that no letter was judged by: no edition that has them judged one.
    pub fn unused(&self) -> impl Iterator<Item = &Parameter> {
        let used = |parameter: &&Parameter| parameter.stands.iter().any(|(edition, _)| self.editions.contains(edition));
        self.parameters.iter().filter(move |parameter| !used(parameter))
    }

    /// For each point: each measure by the rules as they stand and with its values.
    pub fn changes(&self, evidence: Evidence, bootstrap: &Bootstrap) -> Vec<Vec<Change>> {
        let flips: Vec<&[Flip]> = self.points.iter().map(|point| point.of(evidence).flips.as_slice()).collect();
        changes(self.counted.letters_by(evidence), &flips, bootstrap)
    }
}
