//! In: nothing. Out: the names of all facts that a rule may ask for, each with its place in their list.

use crate::claim::Kind;
use indexmap::IndexSet;
use std::fmt::{self, Debug, Display, Formatter};
use std::sync::{LazyLock, PoisonError, RwLock};

/// The name of a fact, with its place in the list of all names: facts are found by their place, and not by letters.
#[derive(Clone, Copy)]
pub struct FactName {
    place: u32,
    name: &'static str,
}

/// All names that were asked for so far. Those of kinds stand first, in the order of the kinds, then what is planned of
/// each; what rule files add follows, and is kept as long as the program runs.
static NAMES: LazyLock<RwLock<IndexSet<&'static str>>> = LazyLock::new(|| {
    let names = static_names().map(|name| &*name.leak());
    RwLock::new(names.collect())
});

/// The names of [`static_names`], by place.
static STATIC: LazyLock<Vec<FactName>> = LazyLock::new(|| {
    let names = NAMES.read().unwrap_or_else(PoisonError::into_inner);
    (0..).zip(names.iter()).map(|(place, name)| FactName { place, name }).collect()
});

impl FactName {
    /// The name in these words; a new one where there was none.
    pub fn of(name: &str) -> Self {
        Self::known(name).unwrap_or_else(|| {
            let mut names = NAMES.write().unwrap_or_else(PoisonError::into_inner);
            let place = names.get_index_of(name).unwrap_or_else(|| names.insert_full(name.to_owned().leak()).0);
            Self { place: place as u32, name: names[place] }
        })
    }

    /// The name in these words, where anybody asked for it before.
    pub fn known(name: &str) -> Option<Self> {
        let names = NAMES.read().unwrap_or_else(PoisonError::into_inner);
        let (place, name) = names.get_full(name)?;
        Some(Self { place: place as u32, name })
    }

    /// What is said of a kind of claim.
    pub fn of_kind(kind: Kind) -> Self {
        STATIC[kind as usize]
    }

    /// What is planned of a kind of claim.
    pub fn planned(kind: Kind) -> Self {
        STATIC[Kind::ALL.len() + kind as usize]
    }

    /// What was tried of a treatment family.
    pub fn tried(family: &str) -> Self {
        Self::of(&format!("{TRIED}{family}"))
    }

    /// The name as rules write it.
    pub const fn as_str(self) -> &'static str {
        self.name
    }

    /// Its place in the list of all names.
    pub const fn place(self) -> usize {
        self.place as usize
    }
}

impl From<&str> for FactName {
    fn from(name: &str) -> Self {
        Self::of(name)
    }
}

impl PartialEq for FactName {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place
    }
}

impl Eq for FactName {}

impl Debug for FactName {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(self.name, to)
    }
}

impl Display for FactName {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self.name, to)
    }
}

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
