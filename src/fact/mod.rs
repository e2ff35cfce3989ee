//! In: an item's request and the claims that speak of it. Out: a fact sheet: typed facts, each with its evidence.
//!
//! Claims combine as sets, so their order never matters. How conflicts are settled stands in
//! `docs/decisions/conflicting-claims.md`.

mod combine;
mod derive;
mod dose;
mod kleene;
mod name;
mod region;
mod scope;
mod sheet;
mod subject;
mod value;

pub use derive::{NO_INJURY_DATE, original};
pub use dose::{DailyAmount, DailyTotals, Factor, Step};
pub use kleene::Kleene;
pub use name::{FactName, OPERATION_SUPPORTED, Origin, REQUEST_FACTS, is_known, origin, static_names};
pub use region::{Regions, named as regions_named, sides as sides_named};
pub use scope::Item as ItemScope;
pub use sheet::FactSheet;
pub use subject::{Subject, Treatment, mentions, subjects};
pub use value::{FactValue, Range};

use crate::claim::{Claim, Section};
use crate::request::Request;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the record says of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is so.
    Documented,
    /// It is not so.
    Denied,
    /// Somebody says that the record does not show it, or not enough of it.
    Undocumented,
    /// The same voice says that it is so and that it is not.
    Conflicting,
    /// Nothing is said.
    Silent,
}

/// One fact about an item: what the record says, its value, and the claims that this rests on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    /// What the record says.
    pub state: State,
    /// Its value, where it has one.
    pub value: Option<FactValue>,
    /// Indices, in ascending order, into the claims that the sheet was made from.
    pub claims: Vec<usize>,
    /// What was assumed on the way, such as the days that a fill lasts; to be shown with the fact.
    pub note: Option<String>,
}

impl Fact {
    /// A fact of which nothing is said.
    pub const SILENT: Self = Self { state: State::Silent, value: None, claims: Vec::new(), note: None };

    /// A documented fact with this value, resting on the request and not on a claim.
    pub const fn of_request(value: FactValue) -> Self {
        Self { state: State::Documented, value: Some(value), claims: Vec::new(), note: None }
    }

    /// Documented is true, denied is false, all else is unknown: silence is not denial.
    pub const fn truth(&self) -> Kleene {
        match self.state {
            State::Documented => Kleene::True,
            State::Denied => Kleene::False,
            State::Undocumented | State::Conflicting | State::Silent => Kleene::Unknown,
        }
    }
}

/// Whose words may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// The clinical case summary and the item's own text.
    Summary,
    /// These, and what the reviewer says of this patient in this item's rationale.
    Findings,
}

impl Evidence {
    /// Whether claims of `section` may be used for item `item_n`.
    pub fn allows(self, section: Section, item_n: usize) -> bool {
        match section {
            Section::Summary => true,
            Section::Rationale(n) => self == Self::Findings && n == item_n,
        }
    }
}

/// What a fact sheet needs to know besides the request and the claims.
#[derive(Clone)]
pub struct Context<'a> {
    /// Whose words may be used.
    pub evidence: Evidence,
    /// The item's own text, as running text.
    pub item_text: &'a str,
    /// What was asked at first, where only a part of it is in dispute.
    pub original: Option<&'a Request>,
    /// The letter's clock: utilization review date, else decision date, else latest date in the text.
    pub clock: Option<Date>,
    /// Date of injury.
    pub injury: Option<Date>,
    /// Age in years.
    pub age: Option<u32>,
    /// What the requests of the document come to a day, as the edition computes it.
    pub daily_totals: &'a DailyTotals<'a>,
    /// What each claim is said of, from [`subjects`].
    pub subjects: &'a [Subject],
}

/// Gathers the facts about item `item_n` from its request and from those of `claims` that may be used and speak of it.
/// The indices in the facts are indices into `claims`.
pub fn sheet(item_n: usize, request: &Request, claims: &[Claim], context: &Context) -> FactSheet {
    let mut sheet = FactSheet::new(&request.family);
    derive::from_request(&mut sheet, request, context);
    let item = scope::Item::new(request, context.item_text, context.original);
    let allowed = claims.iter().enumerate().filter(|(_, claim)| context.evidence.allows(claim.section, item_n));
    for (name, group) in scope::by_fact(allowed, &item, context.subjects) {
        let fact = combine::fact(name.as_str(), &group, context.clock);
        sheet.set(name, fact);
    }
    derive::granted(&mut sheet, request, context);
    derive::from_facts(&mut sheet, request);
    sheet
}
