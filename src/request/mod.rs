//! In: the text of a disputed item and the drug table. Out: [`Request`], what is asked for: drug, dose, sessions, family.
//!
//! Which words name which treatment stands in `grammar/` and `rules/drugs.tsv`; the code here walks the tree.

mod dose;
mod drugs;
mod finish;

mod mark;
mod number;
mod openings;
mod parser;
mod parts;
mod walk;

pub use dose::{DailyDose, DoseBasis, MmeTable};
pub use drugs::{Drug, DrugFault, Drugs, FactorUnit, Factors, Route};
pub use parts::{Part, PartFound, marked, parts};

use schemars::JsonSchema;
use serde::Serialize;

/// What an item asks for, as far as its own text says. A field that the text leaves open is `None`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Request {
    /// Treatment family of the contract (`opioid`, `imaging`, …); `other` where none fits.
    pub family: String,
    /// The treatment as written, such as `Norco`.
    pub treatment: Option<String>,
    /// Generic name from the drug table, such as `hydrocodone/acetaminophen`.
    pub generic: Option<String>,
    /// Drug class from the drug table, such as `opioid_short_acting`.
    pub class: Option<String>,
    /// Status in the drug formulary in force since 2018, from the drug table.
    pub formulary: Option<String>,
    /// Strength as written, such as `7.5/325mg`.
    pub strength: Option<String>,
    /// The numbers of the strength in their order, such as `[7.5, 325]`.
    pub strength_parts: Vec<f64>,
    /// Dosage form as written, such as `ER` or `patch`.
    pub formulation: Option<String>,
    /// Units in one fill, or pieces of equipment.
    pub quantity: Option<u32>,
    /// Mass or volume of one package as written, such as `240 grams`.
    pub package: Option<String>,
    /// Refills beyond the first fill.
    pub refills: Option<u32>,
    /// Visits or sessions asked for; `2x6` is 12, and of a range the upper end counts.
    pub sessions: Option<u32>,
    /// The lower end of a range of visits or sessions; none where the text names one number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sessions_at_least: Option<u32>,
    /// How often, where the text says it.
    pub frequency: Option<Frequency>,
    /// For how many weeks the course or the rental is asked for.
    pub weeks: Option<u32>,
    /// Body part as written, with side and spinal levels.
    pub body_part: Option<String>,
    /// Units a day that the directions allow at most.
    pub daily_units: Option<f64>,
    /// Whether the drug is to be taken as needed.
    pub as_needed: bool,
    /// Days that one fill is to last, where the text says it.
    pub days_supply: Option<u32>,
    /// Days that one fill is assumed to last, where `daily_mme` rests on the assumption.
    pub assumed_days: Option<u32>,
    /// Daily dose of the first ingredient, in milligrams, and what it rests on.
    pub daily_dose: Option<DailyDose>,
    /// Milligrams of morphine equivalent a day. By the table of [`Request::mme_table`].
    pub daily_mme: Option<f64>,
    /// The conversion table that `daily_mme` was read from.
    pub mme_table: Option<MmeTable>,
    /// What the text itself leaves open, such as `quantity` or `specialist`.
    pub unspecified: Vec<String>,
    /// Whether it was provided before it was asked for.
    pub retrospective: bool,
    /// Date of service as written.
    pub date_of_service: Option<String>,
    /// Whether it serves an operation.
    pub ancillary: bool,
    /// Whether it is a drug that is put on the skin.
    pub topical: bool,
    /// What a compound is made of, in the order of the text.
    pub ingredients: Vec<Ingredient>,
    /// The conversion factors of the drug.
    #[serde(skip)]
    pub factors: Factors,
}

/// One drug of a compound.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Ingredient {
    /// Name as written.
    pub name: String,
    /// Generic name from the drug table.
    pub generic: String,
    /// Family that the drug has when it is taken by itself.
    pub family: String,
    /// Concentration in percent, where the text says it.
    pub percent: Option<f64>,
}

/// How often a course is given.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Frequency {
    /// How many times in one period; of a range the upper end.
    pub times: u32,
    /// The period.
    pub per: Period,
}

/// The period of a [`Frequency`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// A week.
    Week,
    /// A month.
    Month,
}

/// No more than this many bytes of an item's text are read; headings have a few hundred.
const LONGEST_ITEM: usize = 4096;

/// Reads a request from an item's text. Never fails: what is not understood is left open.
pub fn read(item_text: &str, drugs: &Drugs) -> Request {
    let length = (0..=LONGEST_ITEM.min(item_text.len())).rev().find(|at| item_text.is_char_boundary(*at)).unwrap_or(0);
    walk::read(&item_text[..length], drugs)
}

/// Reads the part of a request that is in dispute, and takes the region from the original request where only that
/// names it.
pub fn read_part(item_text: &str, original_request: &str, drugs: &Drugs) -> Request {
    let mut request = read(item_text, drugs);
    if request.body_part.is_none() {
        request.body_part = read(original_request, drugs).body_part;
    }
    request
}
