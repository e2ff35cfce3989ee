//! In: two predictions of one item, with the families that made them. Out: the criteria responsible for the difference.
//!
//! A criterion is responsible where it alone makes the difference: where giving it the other side's truth changes the
//! prediction to the other side's. Where no single one does, all that differ are, together; where none differs, it is
//! what the family asks to be met.

use crate::decision::support_of;
use crate::fact::Kleene;
use crate::report::{Predicted, Prediction, Truth};
use crate::rule::Family;

/// The ids of the criteria responsible, in the order of the rule files; or what else is responsible.
pub fn responsible(
    family: &str,
    (before, after): (Option<&Family>, Option<&Family>),
    (one, two): (&Prediction, &Prediction),
) -> Vec<String> {
    let (Some(before), Some(after)) = (before, after) else {
        let what = if after.is_some() { "no rule before" } else { "no rule after" };
        return vec![format!("{family}: {what}")];
    };
    let (was, is) = (|id: &str| truth(before, one, id), |id: &str| truth(after, two, id));
    let differing: Vec<&str> = ids(one, two).filter(|id| was(id) != is(id)).collect();
    let alone = differing.iter().filter(|id| {
        let forwards = outcome(before, one, id, is(id)) == two.outcome;
        let backwards = outcome(after, two, id, was(id)) == one.outcome;
        forwards || backwards
    });
    let alone: Vec<String> = alone.map(|id| (*id).to_owned()).collect();
    match (alone.is_empty(), differing.is_empty()) {
        (false, _) => alone,
        (true, false) => differing.into_iter().map(str::to_owned).collect(),
        (true, true) => vec![format!("{family}: what supports a request")],
    }
}

/// The ids of both predictions, those of the first first.
fn ids<'a>(one: &'a Prediction, two: &'a Prediction) -> impl Iterator<Item = &'a str> {
    let known = |id: &str| one.criteria.iter().any(|criterion| criterion.id == id);
    let new = two.criteria.iter().filter(move |criterion| !known(&criterion.id));
    one.criteria.iter().chain(new).map(|criterion| criterion.id.as_str())
}

/// What counts of a criterion: one that a rulebook does not have, or that supports nothing in it, is not asked by it.
fn truth(family: &Family, prediction: &Prediction, id: &str) -> Truth {
    let place = family.criteria.iter().position(|criterion| criterion.id == id);
    let counts = place.is_some_and(|place| family.support.names(place));
    let found = prediction.criteria.iter().find(|criterion| counts && criterion.id == id);
    found.map_or(Truth::NotApplicable, |criterion| criterion.truth)
}

/// What the family would predict if the criterion had this truth and all others what they have.
fn outcome(family: &Family, prediction: &Prediction, id: &str, truth: Truth) -> Predicted {
    let truths = prediction.criteria.iter().map(|one| if one.id == id { truth } else { one.truth });
    match support_of(&family.support, &truths.collect::<Vec<_>>()) {
        Kleene::True => Predicted::Overturned,
        Kleene::False | Kleene::Unknown => Predicted::Upheld,
    }
}
