//! In: a drug request and an edition's conversion table. Out: an amount a day, with the assumption that it rests on.

use super::value::{FactValue, Range};
use super::{Fact, State};
use crate::request::Request;
use indexmap::IndexMap;

/// How an edition computes an amount a day from a request: each ingredient's milligrams a day times its factor.
#[derive(Debug, Clone, PartialEq)]
pub struct DailyAmount {
    /// Unit of the result, such as `mg of oral morphine equivalent a day`.
    pub unit: String,
    /// Days that one fill is assumed to last; requests do not say it.
    pub days_supply: f64,
    /// Factor by ingredient.
    pub factors: IndexMap<String, Factor>,
}

/// What a milligram of an ingredient counts.
#[derive(Debug, Clone, PartialEq)]
pub enum Factor {
    /// The same at every dose.
    Flat(f64),
    /// By the ingredient's daily dose, in ascending order.
    Steps(Vec<Step>),
}

/// One step of a factor that rises with the dose.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Largest daily dose in milligrams for which the step holds; none for the last.
    pub up_to: Option<f64>,
    /// What a milligram counts.
    pub factor: f64,
}

impl Factor {
    fn at(&self, daily_milligrams: f64) -> Option<f64> {
        match self {
            Self::Flat(factor) => Some(*factor),
            Self::Steps(steps) => {
                let fits = |step: &&Step| step.up_to.is_none_or(|limit| daily_milligrams <= limit);
                steps.iter().find(fits).map(|step| step.factor)
            }
        }
    }
}

impl DailyAmount {
    /// The amount a day of `request`, where its drug, strength and quantity are known and an ingredient is in the table.
    pub fn of(&self, request: &Request) -> Option<Fact> {
        let told = request.days_supply.filter(|days| *days > 0);
        let days = told.map_or(self.days_supply, f64::from);
        let units_a_day = f64::from(request.quantity?) / days;
        let strengths = milligrams(request.strength.as_deref()?);
        let ingredients = request.generic.as_deref()?.split('/');
        let amounts: Vec<f64> = ingredients
            .zip(strengths)
            .filter_map(|(ingredient, strength)| {
                let daily = units_a_day * strength;
                Some(daily * self.factor(ingredient)?.at(daily)?)
            })
            .collect();
        if amounts.is_empty() {
            return None;
        }
        let amount: f64 = amounts.iter().sum();
        let value = Some(FactValue::Range(Range::exactly(amount)));
        let assumed = if told.is_none() { "taking one fill to last" } else { "as one fill is to last" };
        let note = Some(format!("{} {}, {assumed} {days} days", (amount * 10.0).round() / 10.0, self.unit));
        Some(Fact { state: State::Documented, value, claims: Vec::new(), note })
    }

    /// The factor of an ingredient, whatever its release form (`oxycodone ER` is `oxycodone`).
    fn factor(&self, ingredient: &str) -> Option<&Factor> {
        let name = ingredient.trim().to_ascii_lowercase();
        self.factors.get(&name).or_else(|| self.factors.get(name.split_whitespace().next()?))
    }
}

/// The numbers of a strength in their order: `10/325mg` and `7.5-325 mg` alike; micrograms and percents are none.
fn milligrams(strength: &str) -> Vec<f64> {
    let lower = strength.to_ascii_lowercase();
    if lower.contains('%') || lower.contains("mcg") || lower.contains("ml") {
        return Vec::new();
    }
    lower.split(|c: char| !(c.is_ascii_digit() || c == '.')).filter_map(|part| part.parse().ok()).collect()
}
