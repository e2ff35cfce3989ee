//! In: decisions and predictions. Out: [`Confusion`], the two-by-two table and the measures made from it.
//!
//! The positive class is `overturned`. A measure whose denominator is zero is not defined and gives `None`, never 0.

use crate::letter::Outcome;
use crate::report::Predicted;

/// How many items were decided and predicted which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Confusion {
    /// Upheld, and predicted so.
    pub upheld_upheld: u32,
    /// Upheld, but predicted overturned.
    pub upheld_overturned: u32,
    /// Overturned, but predicted upheld.
    pub overturned_upheld: u32,
    /// Overturned, and predicted so.
    pub overturned_overturned: u32,
    /// Upheld, and no rule covers the item.
    pub upheld_not_covered: u32,
    /// Overturned, and no rule covers the item.
    pub overturned_not_covered: u32,
}

impl Confusion {
    /// The table of one item.
    pub fn of(decided: Outcome, predicted: Predicted) -> Self {
        let mut table = Self::default();
        table.count(decided, predicted);
        table
    }

    /// Counts one item.
    pub fn count(&mut self, decided: Outcome, predicted: Predicted) {
        let cell = match (decided, predicted) {
            (Outcome::Upheld, Predicted::Upheld) => &mut self.upheld_upheld,
            (Outcome::Upheld, Predicted::Overturned) => &mut self.upheld_overturned,
            (Outcome::Upheld, Predicted::NotCovered) => &mut self.upheld_not_covered,
            (Outcome::Overturned, Predicted::Upheld) => &mut self.overturned_upheld,
            (Outcome::Overturned, Predicted::Overturned) => &mut self.overturned_overturned,
            (Outcome::Overturned, Predicted::NotCovered) => &mut self.overturned_not_covered,
        };
        *cell += 1;
    }

    /// The covered items, had every one of them been predicted `upheld`: what to compare the measures with.
    pub fn always_upheld(&self) -> Self {
        Self {
            upheld_upheld: self.upheld_upheld + self.upheld_overturned,
            overturned_upheld: self.overturned_upheld + self.overturned_overturned,
            ..Self::default()
        }
    }

    /// Every count so many times over.
    pub fn times(self, times: u32) -> Self {
        self.with(Self::default(), |count, _| count.saturating_mul(times))
    }

    fn with(self, other: Self, join: impl Fn(u32, u32) -> u32) -> Self {
        Self {
            upheld_upheld: join(self.upheld_upheld, other.upheld_upheld),
            upheld_overturned: join(self.upheld_overturned, other.upheld_overturned),
            overturned_upheld: join(self.overturned_upheld, other.overturned_upheld),
            overturned_overturned: join(self.overturned_overturned, other.overturned_overturned),
            upheld_not_covered: join(self.upheld_not_covered, other.upheld_not_covered),
            overturned_not_covered: join(self.overturned_not_covered, other.overturned_not_covered),
        }
    }

    /// Items with a decision.
    pub fn items(&self) -> usize {
        self.covered() + whole(self.upheld_not_covered) + whole(self.overturned_not_covered)
    }

    /// Items with a decision and a prediction. All measures but [`Confusion::coverage`] speak of these.
    pub fn covered(&self) -> usize {
        whole(self.upheld_upheld + self.upheld_overturned + self.overturned_upheld + self.overturned_overturned)
    }

    /// Items whose prediction is the decision.
    pub fn agreeing(&self) -> usize {
        whole(self.upheld_upheld + self.overturned_overturned)
    }

    /// Items predicted overturned.
    pub fn predicted_overturned(&self) -> usize {
        whole(self.upheld_overturned + self.overturned_overturned)
    }

    /// Covered items that were overturned.
    pub fn overturned(&self) -> usize {
        whole(self.overturned_upheld + self.overturned_overturned)
    }

    /// Share of the items that a rule covers.
    pub fn coverage(&self) -> Option<f64> {
        share(self.covered(), self.items())
    }

    /// Share of the predictions that agree.
    pub fn agreement(&self) -> Option<f64> {
        share(self.agreeing(), self.covered())
    }

    /// Mean of the shares of upheld and of overturned items that are predicted so; 0.5 for any constant answer.
    pub fn balanced_accuracy(&self) -> Option<f64> {
        let upheld = share(whole(self.upheld_upheld), whole(self.upheld_upheld + self.upheld_overturned))?;
        Some((upheld + self.overturned_recall()?) / 2.0)
    }

    /// Of the items predicted overturned, the share that were.
    pub fn overturned_precision(&self) -> Option<f64> {
        share(whole(self.overturned_overturned), self.predicted_overturned())
    }

    /// Of the items that were overturned, the share predicted so.
    pub fn overturned_recall(&self) -> Option<f64> {
        share(whole(self.overturned_overturned), self.overturned())
    }

    /// Harmonic mean of precision and recall of overturned; 0 where none was predicted rightly.
    pub fn overturned_f1(&self) -> Option<f64> {
        let right = 2.0 * f64::from(self.overturned_overturned);
        ratio(right, (self.predicted_overturned() + self.overturned()) as f64)
    }

    /// Cohen's kappa: agreement beyond what the two totals give by chance.
    pub fn kappa(&self) -> Option<f64> {
        let [upheld, overturned, said_upheld, said_overturned, all] = self.totals();
        let chance = (upheld * said_upheld + overturned * said_overturned) / (all * all);
        ratio(self.agreement()? - chance, 1.0 - chance)
    }

    /// Matthews correlation coefficient, -1 to 1.
    pub fn mcc(&self) -> Option<f64> {
        let [upheld, overturned, said_upheld, said_overturned, _] = self.totals();
        let right = f64::from(self.overturned_overturned) * f64::from(self.upheld_upheld);
        let wrong = f64::from(self.upheld_overturned) * f64::from(self.overturned_upheld);
        ratio(right - wrong, (upheld * overturned).sqrt() * (said_upheld * said_overturned).sqrt())
    }

    /// Decided upheld, decided overturned, predicted upheld, predicted overturned, all.
    fn totals(&self) -> [f64; 5] {
        let (overturned, said) = (self.overturned(), self.predicted_overturned());
        let all = self.covered();
        [all - overturned, overturned, all - said, said, all].map(|count| count as f64)
    }
}

impl std::ops::Add for Confusion {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.with(other, u32::saturating_add)
    }
}

impl std::ops::Sub for Confusion {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.with(other, u32::saturating_sub)
    }
}

impl std::iter::Sum for Confusion {
    fn sum<I: Iterator<Item = Self>>(tables: I) -> Self {
        tables.fold(Self::default(), std::ops::Add::add)
    }
}

fn whole(count: u32) -> usize {
    count as usize
}

fn share(part: usize, whole: usize) -> Option<f64> {
    ratio(part as f64, whole as f64)
}

fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole != 0.0).then(|| part / whole)
}
