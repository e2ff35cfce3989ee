//! In: the items whose prediction is another by other rules. Out: [`Effect`], what that does on one kind of evidence.

use super::change::Flip;
use super::{Confusion, Turned};
use crate::report::{Evidence, Predicted};

/// What other rules do on both kinds of evidence.
#[derive(Debug, Clone, Default)]
pub struct Effects {
    /// On the summary alone.
    pub summary: Effect,
    /// With the reviewer's findings.
    pub findings: Effect,
}

/// The predictions that flip on one kind of evidence.
#[derive(Debug, Clone, Default)]
pub struct Effect {
    /// Items that become supported.
    pub to_overturned: usize,
    /// Items that are supported no more.
    pub to_upheld: usize,
    /// Of the items that flip and have a decision, those where the prediction by the rules as they stand is right.
    pub right_before: usize,
    /// And those where the prediction by the other rules is right.
    pub right_after: usize,
    /// The items that flip and have a decision.
    pub flips: Vec<Flip>,
}

impl Effects {
    /// The effect on this kind of evidence.
    pub fn of(&self, evidence: Evidence) -> &Effect {
        match evidence {
            Evidence::Summary => &self.summary,
            Evidence::Findings => &self.findings,
        }
    }

    /// Counts an item of the letter with this place among the letters.
    pub fn add(&mut self, letter: usize, turned: &Turned) {
        match turned.evidence {
            Evidence::Summary => self.summary.add(letter, turned),
            Evidence::Findings => self.findings.add(letter, turned),
        }
    }
}

impl Effect {
    /// Items whose prediction is another.
    pub fn flipped(&self) -> usize {
        self.to_overturned + self.to_upheld
    }

    fn add(&mut self, letter: usize, turned: &Turned) {
        match turned.to {
            Predicted::Overturned => self.to_overturned += 1,
            _ => self.to_upheld += 1,
        }
        let Some(decided) = turned.item.outcome else { return };
        let right = Confusion::of(decided, turned.from).agreeing() == 1;
        self.right_before += usize::from(right);
        self.right_after += usize::from(!right);
        self.flips.push(Flip { letter, decided, from: turned.from, to: turned.to });
    }
}
