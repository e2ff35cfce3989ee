//! In: a family. Out: [`Measured`]: what holds of its examples and cases, what they reach and what they notice.

use super::mutation;
use super::trial::{Expected, Trial, trials};
use crate::rule::{Family, Fault, Place, Rulebook, clauses, in_words, reached};
use std::collections::BTreeSet;

/// The share of slips that examples and cases must notice.
pub const SCORE_NEEDED: f64 = 0.9;

/// What the tests of some rules came to. What several editions share is counted once.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    /// Places of the criteria.
    pub criteria: BTreeSet<Place>,
    /// Places of the examples.
    pub examples: BTreeSet<Place>,
    /// Places of the cases and of their changes.
    pub cases: BTreeSet<Place>,
    /// Examples and cases that do not hold.
    pub failures: BTreeSet<Fault>,
    /// Clauses of conditions.
    pub clauses: Clauses,
    /// Slips.
    pub mutants: Mutants,
}

/// Which clauses some example or case reaches: its criterion's truth rests on the clause there.
#[derive(Debug, Clone, Default)]
pub struct Clauses {
    /// How many there are.
    pub all: usize,
    /// Those that nothing reaches.
    pub unreached: BTreeSet<Fault>,
}

/// Which slips some example or case notices.
#[derive(Debug, Clone, Default)]
pub struct Mutants {
    /// How many slips would make a difference.
    pub all: usize,
    /// Slips that change nothing, whatever is on record: they count nowhere.
    pub without_effect: usize,
    /// Slips that nothing notices, each with facts that would.
    pub unnoticed: BTreeSet<Fault>,
}

impl Mutants {
    /// The share of slips that is noticed; none where there are no slips.
    pub fn score(&self) -> Option<f64> {
        (self.all > 0).then(|| (self.all - self.unnoticed.len()) as f64 / self.all as f64)
    }
}

impl Measured {
    /// Both together.
    pub fn with(mut self, other: Self) -> Self {
        self.criteria.extend(other.criteria);
        self.examples.extend(other.examples);
        self.cases.extend(other.cases);
        self.failures.extend(other.failures);
        self.clauses.all += other.clauses.all;
        self.clauses.unreached.extend(other.clauses.unreached);
        self.mutants.all += other.mutants.all;
        self.mutants.without_effect += other.mutants.without_effect;
        self.mutants.unnoticed.extend(other.mutants.unnoticed);
        self
    }

    /// Whether everything holds: examples, cases, coverage and mutation score.
    pub fn holds(&self) -> bool {
        let noticed = self.mutants.score().is_none_or(|score| score >= SCORE_NEEDED);
        self.failures.is_empty() && self.clauses.unreached.is_empty() && noticed
    }
}

/// Tests one family of an edition; its clauses and slips only where it is `changed` from the edition before.
pub fn family(book: &Rulebook, family: &Family, changed: bool) -> Measured {
    let trials = trials(book, family);
    let places = |of_example: bool| {
        let wanted = trials.iter().filter(|trial| matches!(trial.expected, Expected::Truth(..)) == of_example);
        wanted.map(|trial| trial.place.clone()).collect()
    };
    let mut measured = Measured {
        criteria: family.criteria.iter().map(|criterion| criterion.place.clone()).collect(),
        examples: places(true),
        cases: places(false),
        failures: trials.iter().filter_map(|trial| trial.failure(family)).collect(),
        ..Measured::default()
    };
    if changed {
        measured.clauses = coverage(family, &trials);
        measured.mutants = mutation::notice(family, &trials);
    }
    measured
}

fn coverage(family: &Family, trials: &[Trial]) -> Clauses {
    let mut found = Clauses::default();
    for (index, criterion) in family.criteria.iter().enumerate() {
        let clauses = clauses(criterion);
        let mut marks = vec![false; clauses.len()];
        let own = trials.iter().filter(|trial| match trial.expected {
            Expected::Truth(of, _) => of == index,
            Expected::Supported(_) => true,
        });
        for trial in own {
            marks.iter_mut().zip(reached(criterion, &trial.sheet)).for_each(|(mark, reached)| *mark |= reached);
        }
        found.all += clauses.len();
        for (clause, _) in clauses.iter().zip(&marks).filter(|(_, mark)| !**mark) {
            let asked = in_words(clause.condition);
            let what = format!("no example or case of `{}` reaches `{}`: {asked}", criterion.id, clause.field);
            let cure = "Give an example or a case in which this decides.";
            found.unreached.insert(Fault::new("unreached-clause", what, cure, criterion.place.clone()));
        }
    }
    found
}
