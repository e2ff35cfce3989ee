//! In: tables of letters and the items that flip between two ways of judging them. Out: each measure before and after,
//! with the change and its 95 % interval.

use super::Confusion;
use super::measure::{Measure, drawn_sum, of_change};
use super::statistics::{Bootstrap, Interval, percentile};
use crate::letter::Outcome;
use crate::report::Predicted;

/// One item whose prediction changes; for the measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flip {
    /// The place of its letter among the letters of the study.
    pub letter: usize,
    /// What was decided.
    pub decided: Outcome,
    /// The prediction before.
    pub from: Predicted,
    /// The prediction after.
    pub to: Predicted,
}

/// A measure before and after.
#[derive(Clone, Copy)]
pub struct Change {
    /// What is measured.
    pub measure: Measure,
    /// Its value before; `None` where it is not defined.
    pub before: Option<f64>,
    /// Its value after.
    pub after: Option<f64>,
    /// The 95 % interval of the difference, resampled by letter.
    pub interval: Option<Interval>,
}

impl Change {
    /// After less before.
    pub fn difference(&self) -> Option<f64> {
        Some(self.after? - self.before?)
    }
}

/// What the flips of each variant do to every measure. `base` holds the table of each letter; letters are resampled
/// once for all variants, so that their intervals can be compared.
pub fn changes(base: &[Confusion], variants: &[&[Flip]], bootstrap: &Bootstrap) -> Vec<Vec<Change>> {
    let drawn = bootstrap.each(base.len(), |drawn| {
        let sum = drawn_sum(base, drawn);
        let of = |flips: &&[Flip]| flipped(sum, flips, |letter| drawn.get(letter).copied().unwrap_or(0));
        (sum, variants.iter().map(of).collect::<Vec<_>>())
    });
    let sum: Confusion = base.iter().copied().sum();
    let of_variant = |(index, flips): (usize, &&[Flip])| {
        let after = flipped(sum, flips, |_| 1);
        let one = |measure: Measure| {
            let value = measure.value;
            let difference =
                |(before, after): &(Confusion, Vec<Confusion>)| Some(value(&after[index])? - value(before)?);
            let interval = if flips.is_empty() { None } else { percentile(drawn.iter().map(difference)) };
            Change { measure, before: value(&sum), after: value(&after), interval }
        };
        of_change().map(one).collect()
    };
    variants.iter().enumerate().map(of_variant).collect()
}

/// The table after the flips, where each letter counts so many times.
fn flipped(base: Confusion, flips: &[Flip], times: impl Fn(usize) -> u32) -> Confusion {
    flips.iter().fold(base, |table, flip| {
        let times = times(flip.letter);
        let of = |predicted| Confusion::of(flip.decided, predicted).times(times);
        table - of(flip.from) + of(flip.to)
    })
}
