//! In: letters, rulebooks and values of their parameters. Out: [`Sweep`]: what each combination of values does.

pub mod csv;
mod grid;
pub mod html;
pub mod human;
pub mod json;

pub use grid::{Grid, OfLetter, Parameter};

use super::change::{Change, Flip, changes};
use super::statistics::Bootstrap;
use super::{Confusion, Turned};
use crate::report::{Evidence, Predicted};

/// What each combination of values does.
#[derive(Debug, Clone, Default)]
pub struct Sweep {
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
    /// The parameters, in the order in which they were named.
    pub parameters: Vec<Parameter>,
    /// Each combination of values, the last parameter changing fastest.
    pub points: Vec<Point>,
    /// Every item that flips, with the place of its point, in the order of the documents.
    pub flips: Vec<(usize, Turned)>,
}

/// One combination of values.
#[derive(Debug, Clone, Default)]
pub struct Point {
    /// The value of each parameter.
    pub values: Vec<f64>,
    /// What flips on the summary alone, compared with the rules as they stand.
    pub summary: Effect,
    /// The same with the reviewer's findings.
    pub findings: Effect,
}

/// The predictions that flip on one kind of evidence.
#[derive(Debug, Clone, Default)]
pub struct Effect {
    /// Items that become supported.
    pub to_overturned: usize,
    /// Items that are supported no more.
    pub to_upheld: usize,
    flips: Vec<Flip>,
}

impl Point {
    /// The effect on this kind of evidence.
    pub fn of(&self, evidence: Evidence) -> &Effect {
        match evidence {
            Evidence::Summary => &self.summary,
            Evidence::Findings => &self.findings,
        }
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
        self.items += letter.cases.len();
        self.without_outcome += letter.cases.iter().filter(|case| case.outcome.is_none()).count();
        self.summary.push(Confusion::of_cases(&letter.cases, Evidence::Summary));
        self.findings.push(Confusion::of_cases(&letter.cases, Evidence::Findings));
        for (point, turned) in &letter.turned {
            self.turn(*point, turned);
        }
        self.flips.extend(letter.turned);
        self.letters += 1;
    }

    fn turn(&mut self, point: usize, turned: &Turned) {
        let letter = self.letters;
        let Some(point) = self.points.get_mut(point) else { return };
        let effect = if turned.evidence == Evidence::Summary { &mut point.summary } else { &mut point.findings };
        match turned.to {
            Predicted::Overturned => effect.to_overturned += 1,
            _ => effect.to_upheld += 1,
        }
        if let Some(decided) = turned.outcome {
            effect.flips.push(Flip { letter, decided, from: turned.from, to: turned.to });
        }
    }

    /// The table of each letter by the rules as they stand.
    pub fn base(&self, evidence: Evidence) -> &[Confusion] {
        match evidence {
            Evidence::Summary => &self.summary,
            Evidence::Findings => &self.findings,
        }
    }

    /// For each point: each measure by the rules as they stand and with its values.
    pub fn changes(&self, evidence: Evidence, bootstrap: &Bootstrap) -> Vec<Vec<Change>> {
        let flips: Vec<Vec<Flip>> = self.points.iter().map(|point| point.of(evidence).flips.clone()).collect();
        changes(self.base(evidence), &flips, bootstrap)
    }
}
