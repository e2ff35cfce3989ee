//! In: what supports a request, and the truth of each criterion. Out: whether it is supported, and the smallest sets of
//! undocumented criteria that would make it so. Exact and complete: the formula has no negation, so sets only add up.

use crate::fact::Kleene;
use crate::rule::{Support, Truth};
use std::collections::BTreeSet;

/// A set of criteria, as places in the family.
type Set = BTreeSet<usize>;

/// Whether the criteria with these truths support the request. What does not apply drops out of `all` and counts for
/// nothing in `any`; where nothing applies, nothing supports.
pub fn support_of(support: &Support, truths: &[Truth]) -> Kleene {
    truth(support, truths).unwrap_or(Kleene::Unknown)
}

fn truth(support: &Support, truths: &[Truth]) -> Option<Kleene> {
    let (needed, parts) = match support {
        Support::Criterion(index) => return of_criterion(truths.get(*index).copied()),
        Support::All(parts) => (None, parts),
        Support::Any(parts) => (Some(1), parts),
        Support::AtLeast(n, parts) => (Some(*n), parts),
    };
    let applying: Vec<Kleene> = parts.iter().filter_map(|part| truth(part, truths)).collect();
    if applying.is_empty() {
        return None;
    }
    Some(Kleene::at_least(needed.unwrap_or(applying.len()), applying))
}

fn of_criterion(truth: Option<Truth>) -> Option<Kleene> {
    match truth {
        Some(Truth::Met) => Some(Kleene::True),
        Some(Truth::Contradicted) => Some(Kleene::False),
        Some(Truth::Undocumented) => Some(Kleene::Unknown),
        Some(Truth::NotApplicable) | None => None,
    }
}

/// Every set of undocumented criteria that supports the request if all of it is met, and of which no part does.
/// In order of size, then of place. The number of sets is bounded when a rule file is checked.
pub fn minimal_sets(support: &Support, truths: &[Truth]) -> Vec<Vec<usize>> {
    let mut sets: Vec<Vec<usize>> =
        sets(support, truths).unwrap_or_default().into_iter().map(|set| set.into_iter().collect()).collect();
    sets.sort_by(|one, two| one.len().cmp(&two.len()).then_with(|| one.cmp(two)));
    sets
}

/// The minimal sets of a part; none where nothing of it applies, and the empty set where it holds already.
fn sets(support: &Support, truths: &[Truth]) -> Option<Vec<Set>> {
    let (needed, parts) = match support {
        Support::Criterion(index) => {
            return match truths.get(*index)? {
                Truth::Met => Some(vec![Set::new()]),
                Truth::Undocumented => Some(vec![Set::from([*index])]),
                Truth::Contradicted => Some(Vec::new()),
                Truth::NotApplicable => None,
            };
        }
        Support::All(parts) => (None, parts),
        Support::Any(parts) => (Some(1), parts),
        Support::AtLeast(n, parts) => (Some(*n), parts),
    };
    let applying: Vec<Vec<Set>> = parts.iter().filter_map(|part| sets(part, truths)).collect();
    if applying.is_empty() {
        return None;
    }
    Some(choose(needed.unwrap_or(applying.len()), &applying))
}

/// The minimal sets that satisfy at least `n` of `parts`.
fn choose(n: usize, parts: &[Vec<Set>]) -> Vec<Set> {
    let mut reached: Vec<Vec<Set>> = vec![Vec::new(); n + 1];
    reached[0].push(Set::new());
    for part in parts {
        for count in (1..=n).rev() {
            let longer: Vec<Set> = reached[count - 1]
                .iter()
                .flat_map(|set| part.iter().map(move |more| set.union(more).copied().collect()))
                .collect();
            reached[count].extend(longer);
            reached[count] = minimal(std::mem::take(&mut reached[count]));
        }
    }
    reached.pop().unwrap_or_default()
}

fn minimal(mut sets: Vec<Set>) -> Vec<Set> {
    sets.sort_by_key(Set::len);
    let mut kept: Vec<Set> = Vec::new();
    for set in sets {
        if !kept.iter().any(|smaller| smaller.is_subset(&set)) {
            kept.push(set);
        }
    }
    kept
}
