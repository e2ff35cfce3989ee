//! In: a request for a drug. Out: its daily dose and morphine equivalent, with what they rest on.

use super::drugs::{Drug, FactorUnit, Factors, Route};
use super::{Request, number};
use schemars::JsonSchema;
use serde::Serialize;

/// Days that a fill is taken to last where the text does not say it. Always shown as `assumed_days`.
const ASSUMED_DAYS: u32 = 30;

/// The table of `daily_mme`, which is read before an edition is chosen. Rules ask [`Request::mme`] for their own.
const SHOWN_TABLE: MmeTable = MmeTable::Cdc2016;

/// A daily dose.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct DailyDose {
    /// Tablets, capsules or the like a day.
    pub units: f64,
    /// Milligrams a day of the first ingredient.
    pub milligrams: Option<f64>,
    /// What the dose rests on.
    pub basis: DoseBasis,
}

/// What a daily dose rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DoseBasis {
    /// The directions: so many units, so many times a day.
    Directions,
    /// The quantity and the days of supply, both stated.
    DaysSupply,
    /// The quantity, taken to last thirty days.
    AssumedDays,
}

/// An opioid conversion table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub enum MmeTable {
    /// Guideline of 2009.
    #[serde(rename = "mtus-2009")]
    Mtus2009,
    /// CDC, 2016.
    #[serde(rename = "cdc-2016")]
    Cdc2016,
    /// CDC, 2022.
    #[serde(rename = "cdc-2022")]
    Cdc2022,
}

impl Request {
    /// Milligrams of morphine equivalent a day by `table`; `None` where the dose or the factor is not known.
    ///
    /// A patch's factor is for micrograms an hour, and no milligrams are made of it here.
    pub fn mme(&self, table: MmeTable) -> Option<f64> {
        let Factors { mtus_2009, cdc_2016, cdc_2022, unit } = &self.factors;
        let factor = match table {
            MmeTable::Mtus2009 => mtus_2009,
            MmeTable::Cdc2016 => cdc_2016,
            MmeTable::Cdc2022 => cdc_2022,
        };
        let milligrams = self.daily_dose?.milligrams?;
        (*unit == FactorUnit::Milligrams).then_some(round((*factor)? * milligrams))
    }
}

/// Fills in the daily dose and the morphine equivalent of a drug that is swallowed; patches and injections have none.
pub fn fill(request: &mut Request, drug: &Drug) {
    if drug.route != Route::Any {
        return;
    }
    let Some((units, basis)) = units(request) else { return };
    let strength = drug.fixed_mg.or_else(|| milligrams(request));
    let milligrams = strength.map(|strength| round(strength * units));
    request.daily_dose = Some(DailyDose { units: round(units), milligrams, basis });
    request.factors = drug.factors.clone();
    request.daily_mme = request.mme(SHOWN_TABLE);
    request.mme_table = request.daily_mme.map(|_| SHOWN_TABLE);
    request.assumed_days = (basis == DoseBasis::AssumedDays).then_some(ASSUMED_DAYS);
}

fn units(request: &Request) -> Option<(f64, DoseBasis)> {
    if let (Some(units), false) = (request.daily_units, request.as_needed) {
        return Some((units, DoseBasis::Directions));
    }
    let fill = request.quantity.map(f64::from);
    match (fill, request.days_supply.filter(|days| *days > 0)) {
        (Some(fill), Some(days)) => Some((fill / f64::from(days), DoseBasis::DaysSupply)),
        (Some(fill), None) => Some((fill / f64::from(ASSUMED_DAYS), DoseBasis::AssumedDays)),
        (None, _) => Some((request.daily_units?, DoseBasis::Directions)),
    }
}

/// The strength of the first ingredient, if it is in milligrams of a solid form.
fn milligrams(request: &Request) -> Option<f64> {
    let text = request.strength.as_deref()?.to_ascii_lowercase();
    let solid = !["%", "mcg", "ml", "ug", "hr", "iu", "unit"].iter().any(|unit| text.contains(unit));
    solid.then(|| request.strength_parts.first().copied())?
}

fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// A fill of so many of a period of days.
pub fn days(count: f64, days_in_one: u32) -> Option<u32> {
    number::to_count(count * f64::from(days_in_one))
}
