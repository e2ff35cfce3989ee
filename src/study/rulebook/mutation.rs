//! In: a family and its trials. Out: which slips in the family no trial notices, each with facts that would.

use super::measure::Mutants;
use super::trial::Trial;
use crate::rule::logic::{Found, MET, Space};
use crate::rule::{Change, Family, Fault, Mutant, Truth, mutants};

/// Judges every trial that holds by every mutant.
pub fn notice(family: &Family, trials: &[Trial]) -> Mutants {
    let sound = trials.iter().filter(|trial| trial.failure(family).is_none());
    let sound: Vec<(&Trial, Vec<Truth>)> = sound.map(|trial| (trial, trial.truths(family))).collect();
    let mut found = Mutants::default();
    for mutant in mutants(family) {
        let noticed = sound.iter().any(|(trial, truths)| trial.notices(&mutant.change, family, truths));
        let difference = if noticed { None } else { Some(difference(family, &mutant.change)) };
        match difference {
            Some(Found::Nothing) => found.without_effect += 1,
            Some(facts) => {
                found.all += 1;
                found.unnoticed.insert(unnoticed(family, &mutant, &facts));
            }
            None => found.all += 1,
        }
    }
    found
}

/// Facts over which the family and the mutant differ.
fn difference(family: &Family, change: &Change) -> Found {
    let mut space = Space::default();
    match change {
        Change::Criterion(index, changed) => {
            let (one, two) = (space.criterion(&family.criteria[*index]), space.criterion(changed));
            space.find(|choice| {
                let (one, two) = (choice.possibilities(&one), choice.possibilities(&two));
                one != two || !one.is_settled()
            })
        }
        Change::Support(changed) => {
            let criteria: Vec<_> = family.criteria.iter().map(|criterion| space.free(&criterion.id)).collect();
            let (one, two) = (Space::support(&family.support, &criteria), Space::support(changed, &criteria));
            space.find(|choice| {
                let (one, two) = (choice.possibilities(&one), choice.possibilities(&two));
                one.can_be(MET) && two.can_differ_from(MET) || two.can_be(MET) && one.can_differ_from(MET)
            })
        }
    }
}

fn unnoticed(family: &Family, mutant: &Mutant, facts: &Found) -> Fault {
    let criterion = match &mutant.change {
        Change::Criterion(index, _) => family.criteria.get(*index),
        Change::Support(_) => None,
    };
    let (place, of) = criterion.map_or((&family.place, &family.name), |criterion| (&criterion.place, &criterion.id));
    let what = format!("no example or case of `{of}` notices this slip: {}", mutant.what);
    let cure = match facts {
        Found::Witness(_) => format!("Such facts would: {}.", facts.in_words()),
        _ => "It uses too many facts to say which would.".to_owned(),
    };
    Fault::new("unnoticed-slip", what, cure, place.clone())
}
