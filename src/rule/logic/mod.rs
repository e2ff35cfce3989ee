//! In: conditions, criteria and supports. Out: whether any facts make them come out in a given way, and such facts.
//!
//! The search is exact: it goes through what can be on record of each fact that is used, one fact after the other, and
//! turns back as soon as the facts chosen so far rule out what is sought. It is bounded, and says so where it gives up.

mod domain;
mod formula;
mod possibilities;

pub use formula::Formula;
pub use possibilities::Possibilities;

use super::condition::Condition;
use super::rulebook::{Criterion, Support};
use crate::fact::{Fact, FactName, Kleene};
use domain::Candidate;

/// Partial choices that are looked at before a search gives up.
const MOST_STEPS: usize = 20_000;

/// The facts that some formulas use, and what can be on record of each.
#[derive(Debug, Default)]
pub struct Space {
    facts: Vec<UsedFact>,
}

/// One fact, what is asked of it, and what can be on record of it as far as that makes a difference.
#[derive(Debug)]
struct UsedFact {
    name: String,
    asked: Vec<Condition>,
    candidates: Vec<Candidate>,
}

/// What a search came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// Facts that show it; what is not named is silent.
    Witness(Vec<(String, Fact)>),
    /// There are none.
    Nothing,
    /// The search was given up.
    TooMany,
}

impl Found {
    /// Whether facts were found.
    pub fn is_witness(&self) -> bool {
        matches!(self, Self::Witness(_))
    }

    /// The facts in words; empty where there are none.
    pub fn in_words(&self) -> String {
        let Self::Witness(facts) = self else { return String::new() };
        if facts.is_empty() {
            return "nothing on record".to_owned();
        }
        facts.iter().map(|(name, fact)| super::words::fact_in_words(name, fact)).collect::<Vec<_>>().join(", ")
    }
}

/// What is chosen so far, by fact; none where it is still open.
pub struct Choice<'a> {
    space: &'a Space,
    chosen: Vec<Option<usize>>,
}

impl Choice<'_> {
    /// Everything that the formula can still come to.
    pub fn possibilities(&self, formula: &Formula) -> Possibilities {
        formula.possibilities(&|fact, asked| self.leaf(fact, asked))
    }

    fn leaf(&self, fact: usize, asked: usize) -> Possibilities {
        let used = &self.space.facts[fact];
        match self.chosen[fact] {
            Some(candidate) => Possibilities::of(used.candidates[candidate].truths[asked]),
            None => used
                .candidates
                .iter()
                .fold(Possibilities::NONE, |all, one| all.with(Possibilities::of(one.truths[asked]))),
        }
    }
}

impl Space {
    /// A condition as a formula over this space.
    pub fn condition(&mut self, condition: &Condition) -> Formula {
        match condition {
            Condition::All(parts) => Formula::All(parts.iter().map(|part| self.condition(part)).collect()),
            Condition::Any(parts) => Formula::AtLeast(1, parts.iter().map(|part| self.condition(part)).collect()),
            Condition::AtLeast(n, parts) => {
                Formula::AtLeast(*n, parts.iter().map(|part| self.condition(part)).collect())
            }
            Condition::Not(part) => Formula::Not(Box::new(self.condition(part))),
            Condition::Fact(name, _)
            | Condition::Recorded(name)
            | Condition::Without(name)
            | Condition::Unchallenged(name) => self.leaf(name.as_str(), condition),
        }
    }

    /// A criterion as a formula; it may come to not applicable.
    pub fn criterion(&mut self, criterion: &Criterion) -> Formula {
        let applies = criterion.applies_when.as_ref().map(|condition| Box::new(self.condition(condition)));
        let mut ways = vec![self.condition(&criterion.met)];
        ways.extend(criterion.unless.as_ref().map(|condition| self.condition(condition)));
        Formula::Criterion { applies, finding: Box::new(Formula::AtLeast(1, ways)) }
    }

    /// Something that can be true, false or open by itself, such as a criterion whose facts are of no interest.
    pub fn free(&mut self, name: &str) -> Formula {
        self.leaf(name, &Condition::Fact(FactName::of(name), Vec::new()))
    }

    /// What supports a request as a formula, given those of the criteria.
    pub fn support(support: &Support, criteria: &[Formula]) -> Formula {
        let several = |parts: &[Support]| parts.iter().map(|part| Self::support(part, criteria)).collect();
        match support {
            Support::Criterion(index) => criteria.get(*index).cloned().unwrap_or(Formula::All(Vec::new())),
            Support::All(parts) => Formula::All(several(parts)),
            Support::Any(parts) => Formula::AtLeast(1, several(parts)),
            Support::AtLeast(n, parts) => Formula::AtLeast(*n, several(parts)),
        }
    }

    fn leaf(&mut self, name: &str, condition: &Condition) -> Formula {
        let fact = self.facts.iter().position(|used| used.name == name).unwrap_or_else(|| {
            self.facts.push(UsedFact { name: name.to_owned(), asked: Vec::new(), candidates: Vec::new() });
            self.facts.len() - 1
        });
        let used = &mut self.facts[fact];
        let asked = used.asked.iter().position(|known| known == condition).unwrap_or_else(|| {
            used.asked.push(condition.clone());
            used.asked.len() - 1
        });
        Formula::Leaf { fact, asked }
    }

    /// Looks for facts over which `possible` holds to the end. `possible` may not be false where a further choice can
    /// still make it true.
    pub fn find(mut self, possible: impl Fn(&Choice) -> bool) -> Found {
        for used in &mut self.facts {
            used.candidates = domain::candidates(&used.name, &used.asked);
        }
        let mut choice = Choice { space: &self, chosen: vec![None; self.facts.len()] };
        let mut steps = 0;
        match search(&mut choice, 0, &possible, &mut steps) {
            Some(true) => Found::Witness(self.witness(&choice.chosen)),
            Some(false) => Found::Nothing,
            None => Found::TooMany,
        }
    }

    fn witness(&self, chosen: &[Option<usize>]) -> Vec<(String, Fact)> {
        let facts = self.facts.iter().zip(chosen).filter_map(|(used, &chosen)| {
            let fact = &used.candidates.get(chosen?)?.fact;
            (*fact != Fact::SILENT).then(|| (used.name.clone(), fact.clone()))
        });
        facts.collect()
    }
}

/// Chooses for the facts from `next` on; true where that succeeds, none where the search is given up.
fn search(choice: &mut Choice, next: usize, possible: &dyn Fn(&Choice) -> bool, steps: &mut usize) -> Option<bool> {
    *steps += 1;
    if *steps > MOST_STEPS {
        return None;
    }
    if !possible(choice) {
        return Some(false);
    }
    let Some(used) = choice.space.facts.get(next) else { return Some(true) };
    for candidate in 0..used.candidates.len() {
        choice.chosen[next] = Some(candidate);
        if search(choice, next + 1, possible, steps)? {
            return Some(true);
        }
    }
    choice.chosen[next] = None;
    Some(false)
}

/// What a criterion or a support comes to, as a set of one.
pub const MET: Possibilities = Possibilities::of(Kleene::True);
/// What a criterion comes to that the record contradicts.
pub const CONTRADICTED: Possibilities = Possibilities::of(Kleene::False);
/// What a criterion comes to that the record leaves open.
pub const UNDOCUMENTED: Possibilities = Possibilities::of(Kleene::Unknown);
/// What a criterion comes to that is not asked.
pub const NOT_APPLICABLE: Possibilities = Possibilities::NOT_APPLICABLE;
