//! In: claims and an item's request. Out: which fact of this item each claim speaks to.

use super::name::FactName;
use super::region;
use super::subject::{Subject, Treatment};
use crate::claim::{Claim, Kind, Stance};
use crate::request::Request;
use std::collections::BTreeSet;

/// Claims with their indices.
pub type Group<'a> = Vec<(usize, &'a Claim)>;

/// Kinds that speak of one treatment: said of another drug or therapy, they say nothing of the item's.
const OF_A_TREATMENT: [Kind; 14] = [
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
];

/// Kinds that mean nothing without their treatment: said of words that name none known here, they are not the item's.
const ONLY_NAMED: [Kind; 2] = [Kind::TreatmentTried, Kind::PriorStudy];

/// An item as claims are held against it.
pub struct Item<'a> {
    request: &'a Request,
    regions: BTreeSet<&'static str>,
    sides: BTreeSet<&'static str>,
}

impl<'a> Item<'a> {
    /// The item that asks for `request` in these words. Where they name no part of the body, what was asked for at
    /// first may.
    pub fn new(request: &'a Request, text: &str, original: Option<&Request>) -> Self {
        let of_original = || original.and_then(|original| original.body_part.as_deref()).unwrap_or_default();
        let named = region::named(text);
        let (regions, sides) = if named.is_empty() {
            (region::named(of_original()), region::sides(of_original()))
        } else {
            (named, region::sides(text))
        };
        Self { request, regions, sides }
    }

    /// Whether a claim of `kind`, said of `subject`, speaks of this item. What names neither another treatment nor
    /// another part of the body does.
    pub fn is_spoken_of(&self, kind: Kind, subject: &Subject) -> bool {
        self.shares_region(subject) && (!OF_A_TREATMENT.contains(&kind) || self.is_treatment(kind, &subject.treatment))
    }

    /// What is said of the right knee is not said of the left one.
    fn shares_region(&self, subject: &Subject) -> bool {
        let meet = |one: &BTreeSet<_>, two: &BTreeSet<_>| one.is_empty() || two.is_empty() || !one.is_disjoint(two);
        meet(&subject.regions, &self.regions) && meet(&subject.sides, &self.sides)
    }

    fn is_treatment(&self, kind: Kind, treatment: &Treatment) -> bool {
        match treatment {
            Treatment::Item => true,
            Treatment::Unknown => !ONLY_NAMED.contains(&kind),
            // "Studies" without a name may be any; they are no repeat of this one.
            Treatment::OneOf(families) => kind != Kind::PriorStudy && families.contains(self.request.family.as_str()),
            Treatment::Named { family, generic } => {
                *family == self.request.family && same_or_open(generic.as_deref(), self.request.generic.as_deref())
            }
        }
    }
}

/// Two drugs are the same unless both are named and differ in every ingredient.
fn same_or_open(one: Option<&str>, two: Option<&str>) -> bool {
    let (Some(one), Some(two)) = (one, two) else { return true };
    one.split('/').any(|ingredient| two.split('/').any(|other| ingredient.eq_ignore_ascii_case(other)))
}

/// The claims by the fact that they speak to, in no order. A treatment that was tried also speaks to `tried_` and its family, and
/// one that is not the item's own to `other_treatment_tried`.
pub fn by_fact<'a>(
    claims: impl Iterator<Item = (usize, &'a Claim)>,
    item: &Item,
    subjects: &[Subject],
) -> Vec<(FactName, Group<'a>)> {
    let mut facts: Vec<(FactName, Group)> = Vec::new();
    let mut add = |name: FactName, claim| match facts.iter_mut().find(|(known, _)| *known == name) {
        Some((_, group)) => group.push(claim),
        None => facts.push((name, vec![claim])),
    };
    let unnamed = Subject::default();
    for (index, claim) in claims {
        let subject = subjects.get(index).unwrap_or(&unnamed);
        let (kind, is_planned) = (claim.kind, claim.stance == Stance::Planned);
        let own = item.is_spoken_of(kind, subject);
        if own {
            let name = if is_planned { FactName::planned(kind) } else { FactName::of_kind(kind) };
            add(name, (index, claim));
        }
        let tells_of_care = matches!(kind, Kind::TreatmentTried | Kind::PriorSessions | Kind::TreatmentDuration);
        if tells_of_care && !is_planned && item.shares_region(subject) {
            if let Some(family) = family(subject, item, own) {
                add(FactName::tried(family), (index, claim));
            }
            if !own {
                add(FactName::of("other_treatment_tried"), (index, claim));
            }
        }
    }
    facts
}

fn family<'a>(subject: &'a Subject, item: &'a Item, own: bool) -> Option<&'a str> {
    match &subject.treatment {
        Treatment::Named { family, .. } => Some(family),
        Treatment::Item | Treatment::OneOf(_) if own => Some(&item.request.family),
        _ => None,
    }
}
