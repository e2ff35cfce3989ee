//! In: the decisions of an evaluation. Out: what answers that read nothing would get right, letter by letter.

use super::Evaluation;
use crate::letter::Outcome;
use crate::report::Predicted;
use crate::study::Confusion;
use std::collections::BTreeMap;

/// Upheld and overturned items.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    upheld: usize,
    overturned: usize,
}

impl Evaluation {
    /// Every item with a decision, had it been predicted `upheld`; a table for each letter.
    pub fn always_upheld(&self) -> Vec<Confusion> {
        self.baseline(|_, _| Predicted::Upheld)
    }

    /// Every item with a decision, had it been predicted as most items of its family in the *other* letters were
    /// decided; where these are as many or none, as most items of all families there; else `upheld`.
    pub fn family_majority(&self) -> Vec<Confusion> {
        let (mut families, mut all) = (BTreeMap::<u16, Counts>::new(), Counts::default());
        let mut own: BTreeMap<(u32, u16), Counts> = BTreeMap::new();
        let mut own_all: BTreeMap<u32, Counts> = BTreeMap::new();
        for (letter, family, decided) in self.decided() {
            families.entry(family).or_default().count(decided);
            own.entry((letter, family)).or_default().count(decided);
            own_all.entry(letter).or_default().count(decided);
            all.count(decided);
        }
        self.baseline(|letter, family| {
            let of_family = families.get(&family).copied().unwrap_or_default();
            let others = of_family.less(own.get(&(letter, family)).copied().unwrap_or_default());
            let everywhere = all.less(own_all.get(&letter).copied().unwrap_or_default());
            others.majority().or_else(|| everywhere.majority()).unwrap_or(Predicted::Upheld)
        })
    }

    fn baseline(&self, answer: impl Fn(u32, u16) -> Predicted) -> Vec<Confusion> {
        let mut letters = vec![Confusion::default(); self.counted.letters];
        for (letter, family, decided) in self.decided() {
            if let Some(table) = letters.get_mut(letter as usize) {
                table.count(decided, answer(letter, family));
            }
        }
        letters
    }
}

impl Counts {
    fn count(&mut self, decided: Outcome) {
        match decided {
            Outcome::Upheld => self.upheld += 1,
            Outcome::Overturned => self.overturned += 1,
        }
    }

    fn less(self, other: Self) -> Self {
        Self { upheld: self.upheld - other.upheld, overturned: self.overturned - other.overturned }
    }

    fn majority(self) -> Option<Predicted> {
        match self.upheld.cmp(&self.overturned) {
            std::cmp::Ordering::Greater => Some(Predicted::Upheld),
            std::cmp::Ordering::Less => Some(Predicted::Overturned),
            std::cmp::Ordering::Equal => None,
        }
    }
}
