//! In: claims and an item's request. Out: which fact of this item each claim speaks to.

use super::name::{PLANNED, TRIED};
use crate::claim::{Claim, Kind, Stance};
use crate::request::Request;
use std::collections::BTreeMap;

/// Claims with their indices.
pub type Group<'a> = Vec<(usize, &'a Claim)>;

/// Kinds that speak of one treatment: said of another drug or therapy, they say nothing of the item's.
const OF_A_TREATMENT: [Kind; 15] = [
    Kind::TreatmentDuration,
    Kind::TreatmentTried,
    Kind::PriorSessions,
    Kind::PriorStudy,
    Kind::FunctionalImprovement,
    Kind::DailyActivities,
    Kind::PainRelief,
    Kind::SideEffects,
    Kind::WeaningPlan,
    Kind::TreatmentGoals,
    Kind::RequestUnclear,
    Kind::Rationale,
    Kind::ExceedsLimit,
    Kind::DuplicateRequest,
    Kind::Intolerance,
];

/// Kinds that only the treatment asked for itself can carry: a claim that names none is about the patient's care at large.
const ONLY_NAMED: [Kind; 1] = [Kind::TreatmentTried];

/// Whether a claim of `kind`, said of `about`, speaks of `item`. What names no known treatment speaks of the item.
pub fn speaks_of(kind: Kind, about: Option<&Request>, item: &Request) -> bool {
    if !OF_A_TREATMENT.contains(&kind) {
        return true;
    }
    let Some(about) = about else { return true };
    if names_none(about) {
        return !ONLY_NAMED.contains(&kind) || about.treatment.is_none();
    }
    about.family == item.family && same_or_open(about.generic.as_deref(), item.generic.as_deref())
}

fn names_none(about: &Request) -> bool {
    about.family == "other"
}

/// Two drugs are the same unless both are named and differ in every ingredient.
fn same_or_open(one: Option<&str>, two: Option<&str>) -> bool {
    let (Some(one), Some(two)) = (one, two) else { return true };
    one.split('/').any(|ingredient| two.split('/').any(|other| ingredient.eq_ignore_ascii_case(other)))
}

/// The claims by the fact that they speak to. A treatment that was tried also speaks to `tried_` and its family, and
/// one that is not the item's own to `other_treatment_tried`.
pub fn by_fact<'a>(
    claims: impl Iterator<Item = (usize, &'a Claim)>,
    item: &Request,
    resolve: fn(&str) -> Request,
) -> BTreeMap<String, Group<'a>> {
    let mut facts: BTreeMap<String, Group> = BTreeMap::new();
    for (index, claim) in claims {
        let about = claim.about.as_deref().map(resolve);
        for name in facts_of(claim, about.as_ref(), item) {
            facts.entry(name).or_default().push((index, claim));
        }
    }
    facts
}

fn facts_of(claim: &Claim, about: Option<&Request>, item: &Request) -> Vec<String> {
    let mut names = Vec::new();
    let own = speaks_of(claim.kind, about, item);
    if own {
        let prefix = if claim.stance == Stance::Planned { PLANNED } else { "" };
        names.push(format!("{prefix}{}", claim.kind.name()));
    }
    if matches!(claim.kind, Kind::TreatmentTried | Kind::PriorSessions) && claim.stance != Stance::Planned {
        let named = about.filter(|about| !names_none(about)).map(|about| about.family.as_str());
        let family = named.or(own.then_some(item.family.as_str()));
        names.extend(family.map(|family| format!("{TRIED}{family}")));
        if !own {
            names.push("other_treatment_tried".to_owned());
        }
    }
    names
}
