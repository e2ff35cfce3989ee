//! In: a family and its trials. Out: which slips in the family no trial notices, each with facts that would.

use super::measure::Mutants;
use super::trial::{Expected, Trial};
use crate::rule::logic::{Found, MET, Space};
use crate::rule::{Family, Fault, Mutant, mutants};

/// Judges every trial that holds by every mutant.
pub fn notice(family: &Family, trials: &[Trial]) -> Mutants {
    let sound: Vec<&Trial> = trials.iter().filter(|trial| trial.failure(family).is_none()).collect();
    let mut found = Mutants::default();
    for mutant in mutants(family) {
        let noticed = sound.iter().any(|trial| concerns(trial, &mutant) && !trial.holds(&mutant.family));
        let difference = if noticed { None } else { Some(difference(family, &mutant)) };
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

/// Whether the trial can notice the mutant at all: an example judges one criterion only.
fn concerns(trial: &Trial, mutant: &Mutant) -> bool {
    match trial.expected {
        Expected::Truth(index, _) => mutant.criterion == Some(index),
        Expected::Supported(_) => true,
    }
}

/// Facts over which the family and the mutant differ.
fn difference(family: &Family, mutant: &Mutant) -> Found {
    let mut space = Space::default();
    if let Some(index) = mutant.criterion {
        let (one, two) = (space.criterion(&family.criteria[index]), space.criterion(&mutant.family.criteria[index]));
        return space.find(|choice| {
            let (one, two) = (choice.outcomes(&one), choice.outcomes(&two));
            one != two || !one.is_settled()
        });
    }
    let criteria: Vec<_> = family.criteria.iter().map(|criterion| space.criterion(criterion)).collect();
    let one = Space::support(&family.support, &criteria);
    let two = Space::support(&mutant.family.support, &criteria);
    space.find(|choice| {
        let (one, two) = (choice.outcomes(&one), choice.outcomes(&two));
        let (only_one, only_two) =
            (one.can_be(MET) && two.can_differ_from(MET), two.can_be(MET) && one.can_differ_from(MET));
        only_one || only_two
    })
}

fn unnoticed(family: &Family, mutant: &Mutant, facts: &Found) -> Fault {
    let criterion = mutant.criterion.and_then(|index| family.criteria.get(index));
    let (place, of) = criterion.map_or((&family.place, &family.name), |criterion| (&criterion.place, &criterion.id));
    let what = format!("no example or case of `{of}` notices this slip: {}", mutant.what);
    let cure = match facts {
        Found::Witness(_) => format!("Such facts would: {}.", facts.in_words()),
        _ => "It uses too many facts to say which would.".to_owned(),
    };
    Fault::new("unnoticed-slip", what, cure, place.clone())
}
