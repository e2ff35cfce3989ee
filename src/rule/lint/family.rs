//! In: a family. Out: parameters that nothing uses, and whether the family can support a request and reaches each one.

use crate::rule::fault::Fault;
use crate::rule::logic::{Found, MET, NOT_APPLICABLE, Space};
use crate::rule::rulebook::Family;

/// What is wrong with a family as a whole.
pub fn lint(family: &Family, found: &mut Vec<Fault>) {
    unused_parameters(family, found);
    support(family, found);
    if family.cases.is_empty() {
        let cure = "Give a case that is supported, with what turns it around under `not_with`.";
        found.push(Fault::new("missing-case", "the family has no case", cure, family.place.clone()));
    }
}

fn unused_parameters(family: &Family, found: &mut Vec<Fault>) {
    let used = |name: &str| family.criteria.iter().any(|criterion| criterion.compares_with(name));
    for (name, parameter) in family.parameters.iter().filter(|(name, _)| !used(name)) {
        let what = format!("nothing uses the parameter `{name}`");
        found.push(Fault::new("unused-parameter", what, "Compare with it, or delete it.", parameter.place.clone()));
    }
}

fn support(family: &Family, found: &mut Vec<Fault>) {
    let facts_for = |possibility| {
        let mut space = Space::default();
        let criteria: Vec<_> = family.criteria.iter().map(|criterion| space.criterion(criterion)).collect();
        let support = Space::support(&family.support, &criteria);
        space.find(|choice| choice.possibilities(&support).can_be(possibility))
    };
    let mut say = |code, what: &str, cure: String| found.push(Fault::new(code, what, cure, family.place.clone()));
    match facts_for(MET) {
        Found::Witness(_) => {}
        Found::Nothing => {
            let cure = "No facts meet these criteria together: look for two that exclude each other.";
            say("never-supported", "no record can support a request of this family", cure.to_owned());
        }
        Found::TooMany => {
            let cure = "Ask for less in one family; it was not found whether a request can be supported.";
            say("too-many-facts", "the family uses too many facts to be checked", cure.to_owned());
        }
    }
    let unreached = facts_for(NOT_APPLICABLE);
    if unreached.is_witness() {
        let cure = format!("Let a criterion apply to every request. Witness: {}.", unreached.in_words());
        say("unreached-items", "to some requests no criterion of `supported_when` applies", cure);
    }
}
