//! In: a drug request, those beside it and an edition's conversion table. Out: the total a day, with what it rests on.

use super::value::{FactValue, Range};
use super::{Fact, State};
use crate::request::Request;
use indexmap::IndexMap;

/// How an edition computes an amount a day from requests: each ingredient's milligrams a day times its factor.
#[derive(Debug, Clone, PartialEq)]
pub struct DailyAmount {
    /// Unit of the result, such as `mg of oral morphine equivalent a day`.
    pub unit: String,
    /// Days that one fill is assumed to last; requests do not say it.
    pub days_supply: f64,
    /// Factor by ingredient.
    pub factors: IndexMap<String, Factor>,
    /// Ingredients whose strength is in micrograms an hour, all day long.
    pub hourly: Vec<String>,
}

/// What a milligram of an ingredient counts; of an hourly one, a microgram an hour.
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

/// Drugs that a note names; of more it tells how many.
const MOST_NAMES: usize = 4;

/// What one request brings a day, and how that is known.
#[derive(Clone)]
struct Intake<'a> {
    request: &'a Request,
    basis: Basis,
    /// Each counted ingredient with its milligrams a day; of an hourly one, the micrograms an hour.
    ingredients: Vec<(String, f64)>,
}

/// How many units a day are taken to be used.
#[derive(Clone, Copy, PartialEq)]
enum Basis {
    /// As the directions say.
    Directions,
    /// The request says how many days one fill is to last.
    Told(u32),
    /// It does not, and the edition's number of days is assumed.
    Assumed,
    /// An hourly one works until the next takes its place.
    OneAtATime,
}

/// The amounts a day that all requests of one document come to: limits on a dose are for the total.
#[derive(Debug, Default)]
pub struct DailyTotals<'a> {
    amounts: Vec<DailyTotal<'a>>,
}

#[derive(Debug)]
struct DailyTotal<'a> {
    name: &'a str,
    amount: &'a DailyAmount,
    /// Of what is asked for, and of what was provided before it was asked for.
    prospective: Option<Fact>,
    retrospective: Option<Fact>,
}

impl<'a> DailyTotals<'a> {
    /// The totals of `requests`, all of one document, each as asked at first.
    pub fn of(amounts: &'a IndexMap<String, DailyAmount>, requests: &[&Request]) -> Self {
        let total = |(name, amount): (&'a String, &'a DailyAmount)| {
            let of = |provided| amount.total(requests.iter().copied().filter(|one| one.retrospective == provided));
            DailyTotal { name, amount, prospective: of(false), retrospective: of(true) }
        };
        Self { amounts: amounts.iter().map(total).collect() }
    }

    /// The totals that `request` is a part of, by the name of the fact.
    pub fn with<'b>(&'b self, request: &'b Request) -> impl Iterator<Item = (&'a str, &'b Fact)> {
        self.amounts.iter().filter_map(|one| {
            one.amount.intake(request)?;
            let total = if request.retrospective { &one.retrospective } else { &one.prospective };
            Some((one.name, total.as_ref()?))
        })
    }
}

impl DailyAmount {
    /// What `requests` come to a day, as far as drug, strength and use are known and an ingredient is in the table.
    fn total<'a>(&self, requests: impl Iterator<Item = &'a Request>) -> Option<Fact> {
        let mut intakes: IndexMap<String, Intake> = IndexMap::new();
        for intake in requests.filter_map(|request| self.intake(request)) {
            // The next fill of a drug is not taken beside this one.
            let known = intakes.entry(intake.drug()).or_insert_with(|| intake.clone());
            if known.amount() < intake.amount() {
                *known = intake;
            }
        }
        let mut milligrams: IndexMap<&str, f64> = IndexMap::new();
        for (ingredient, amount) in intakes.values().flat_map(|intake| &intake.ingredients) {
            *milligrams.entry(ingredient).or_default() += amount;
        }
        let counted = |(name, milligrams): (&&str, &f64)| Some(milligrams * self.factors.get(*name)?.at(*milligrams)?);
        let amount: f64 = milligrams.iter().filter_map(counted).sum();
        let basis = self.basis(intakes.values())?;
        let value = Some(FactValue::Range(Range::exactly(amount)));
        let note = Some(format!("{} {}{basis}", (amount * 10.0).round() / 10.0, self.unit));
        Some(Fact { state: State::Documented, value, claims: Vec::new(), note })
    }

    /// What `request` brings a day of the ingredients in the table; none where it is not known or there is none.
    fn intake<'a>(&self, request: &'a Request) -> Option<Intake<'a>> {
        let names: Vec<_> = request.generic.as_deref()?.split('/').map(|name| self.in_table(name)).collect();
        let is_hourly = names.iter().flatten().any(|name| self.hourly.iter().any(|hourly| hourly == name));
        let (units, basis) = if is_hourly { (1.0, Basis::OneAtATime) } else { self.units(request)? };
        let strengths = match request.strength.as_deref() {
            Some(strength) if is_hourly => micrograms(strength),
            Some(strength) => milligrams(strength),
            None => told_by_the_name(request).into_iter().collect(),
        };
        let ingredients: Vec<_> =
            names.iter().zip(strengths).filter_map(|(name, one)| Some(((*name)?.to_owned(), units * one))).collect();
        (!ingredients.is_empty()).then_some(Intake { request, basis, ingredients })
    }

    /// Units a day. Directions to take it as needed tell the most, not the usual.
    fn units(&self, request: &Request) -> Option<(f64, Basis)> {
        if let (Some(units), false) = (request.daily_units, request.as_needed) {
            return Some((units, Basis::Directions));
        }
        let quantity = f64::from(request.quantity?);
        Some(match request.days_supply.filter(|days| *days > 0) {
            Some(days) => (quantity / f64::from(days), Basis::Told(days)),
            None => (quantity / self.days_supply, Basis::Assumed),
        })
    }

    /// The name of an ingredient in the table, whatever its release form (`oxycodone ER` is `oxycodone`).
    fn in_table(&self, ingredient: &str) -> Option<&str> {
        let name = ingredient.trim().to_ascii_lowercase();
        let found = self.factors.get_key_value(&name);
        let (name, _) = found.or_else(|| self.factors.get_key_value(name.split_whitespace().next()?))?;
        Some(name)
    }

    /// The drugs where there are several, and what is assumed of how long a fill lasts.
    fn basis<'a, 'b: 'a>(&self, mut intakes: impl ExactSizeIterator<Item = &'a Intake<'b>> + Clone) -> Option<String> {
        let names: Vec<String> = intakes.clone().take(MOST_NAMES).map(|intake| name(intake.request)).collect();
        let more = intakes.len() - names.len();
        let first = intakes.next()?.basis;
        let basis = match first {
            _ if intakes.any(|intake| intake.basis != first) => {
                format!("by what is written of each, and {} days a fill where nothing is", self.days_supply)
            }
            Basis::Directions => "by the directions".to_owned(),
            Basis::Told(days) => format!("as one fill is to last {days} days"),
            Basis::Assumed => format!("taking one fill to last {} days", self.days_supply),
            Basis::OneAtATime => "using one at a time".to_owned(),
        };
        Some(match names.split_last() {
            Some((_, [])) | None => format!(", {basis}"),
            Some((last, names)) if more == 0 => format!(" from {} and {last}, {basis}", names.join(", ")),
            Some(_) => format!(" from {} and {more} more, {basis}", names.join(", ")),
        })
    }
}

impl Intake<'_> {
    fn amount(&self) -> f64 {
        self.ingredients.first().map_or(0.0, |(_, amount)| *amount)
    }

    /// What tells one drug and strength from another.
    fn drug(&self) -> String {
        format!("{:?} {:?}", self.request.generic, self.request.strength_parts)
    }
}

/// The drug as the request writes it, with its strength.
fn name(request: &Request) -> String {
    let drug = request.treatment.as_deref().or(request.generic.as_deref());
    drug.into_iter().chain(request.strength.as_deref()).collect::<Vec<_>>().join(" ")
}

/// The milligrams of one unit, where it is the drug's name and not a strength that tells them.
fn told_by_the_name(request: &Request) -> Option<f64> {
    let dose = request.daily_dose.filter(|dose| dose.units > 0.0)?;
    Some(dose.milligrams? / dose.units)
}

/// The numbers of a strength in their order: `10/325mg` and `7.5-325 mg` alike; micrograms and percents are none.
fn milligrams(strength: &str) -> Vec<f64> {
    let lower = strength.to_ascii_lowercase();
    if lower.contains('%') || lower.contains("mcg") || lower.contains("ml") {
        return Vec::new();
    }
    numbers(&lower)
}

/// The micrograms given an hour: the first number of `50mcg/hr` or `12 mcg/hour`.
fn micrograms(strength: &str) -> Vec<f64> {
    let lower = strength.to_ascii_lowercase();
    let is_rate = lower.contains("mcg") || lower.contains("ug");
    let rate = numbers(&lower).into_iter().next();
    rate.filter(|_| is_rate).into_iter().collect()
}

fn numbers(text: &str) -> Vec<f64> {
    text.split(|c: char| !(c.is_ascii_digit() || c == '.')).filter_map(|part| part.parse().ok()).collect()
}
