//! In: nothing. Out: the names of all facts that a rule may ask for.

use crate::claim::Kind;

/// Facts that come from the request, the letter's header, or other facts.
pub const REQUEST_FACTS: [&str; 23] = [
    "request_text",
    "request_family",
    "request_class",
    "request_generic",
    "request_treatment",
    "request_strength",
    "request_body_part",
    "request_formulation",
    "request_formulary",
    "request_unspecified",
    "request_retrospective",
    "request_ancillary",
    "request_topical",
    "quantity",
    "refills",
    "total_quantity",
    "sessions",
    "total_sessions",
    "days_since_injury",
    "patient_age",
    "other_treatment_tried",
    "functional_improvement_9792_20",
    OPERATION_SUPPORTED,
];

/// Whether the operation that an ancillary serves is supported, as far as it was judged before.
pub const OPERATION_SUPPORTED: &str = "operation_supported";

/// What can be on record of a fact, by where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Somebody says it, denies it or misses it; a number may be known within bounds only.
    Said,
    /// The request or the header gives it exactly, or is silent.
    Given,
    /// It is always known.
    Always,
    /// It is known to be so or not to be so.
    Flag,
}

/// Where the fact of that name comes from.
pub fn origin(name: &str) -> Origin {
    match name {
        "request_text" | "request_family" | "request_unspecified" | "refills" => Origin::Always,
        "request_retrospective" | "request_ancillary" | "request_topical" => Origin::Flag,
        "total_sessions" | "other_treatment_tried" | "functional_improvement_9792_20" | OPERATION_SUPPORTED => {
            Origin::Said
        }
        _ if REQUEST_FACTS.contains(&name) => Origin::Given,
        _ if name.starts_with(TRIED) || is_static(name) => Origin::Said,
        // A criterion's id, which stands for a criterion where its facts are of no interest.
        _ if name.contains('/') => Origin::Said,
        // What an edition computes from a request.
        _ => Origin::Given,
    }
}

/// Prefix of facts on what is intended: `planned_` and the name of a kind.
pub const PLANNED: &str = "planned_";

/// Prefix of facts on what was tried: `tried_` and the name of a treatment family.
pub const TRIED: &str = "tried_";

/// The fact names that do not depend on the rulebook.
pub fn static_names() -> impl Iterator<Item = String> {
    let kinds = Kind::ALL.into_iter().map(|kind| kind.name().to_owned());
    let planned = Kind::ALL.into_iter().map(|kind| format!("{PLANNED}{}", kind.name()));
    kinds.chain(planned).chain(REQUEST_FACTS.into_iter().map(str::to_owned))
}

/// Whether the name is one of [`static_names`]. Every condition of every rule asks, so no list is made for it.
fn is_static(name: &str) -> bool {
    let kind = name.strip_prefix(PLANNED).unwrap_or(name);
    Kind::from_name(kind).is_some() || Kind::from_name(name).is_some() || REQUEST_FACTS.contains(&name)
}

/// Whether a rule may ask for `name`, given the rulebook's treatment families and daily amounts.
pub fn is_known<'a>(
    name: &str,
    mut families: impl Iterator<Item = &'a str>,
    mut amounts: impl Iterator<Item = &'a str>,
) -> bool {
    is_static(name)
        || name.strip_prefix(TRIED).is_some_and(|family| families.any(|known| known == family))
        || amounts.any(|known| known == name)
}
