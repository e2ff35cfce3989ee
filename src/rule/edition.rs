//! In: an edition's file, and the dates of a letter. Out: what holds for all its families; which edition is in force.

use super::families::Families;
use super::fault::{Fault, Place};
use super::raw::{RawAmount, RawEdition, RawFactor, RawPeriod, RawStep};
use super::rulebook::Rulebook;
use super::tree::Node;
use crate::fact::{DailyAmount, Factor, Step};
use crate::letter::Dates;
use indexmap::IndexMap;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// The edition that a letter is judged by, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Edition {
    /// Its id, such as `mtus-2009`.
    pub id: String,
    /// Why this one, as a clause for the user.
    pub why: String,
}

/// The date that an edition is chosen by: utilization review, else decision, else the latest date in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// The date.
    pub date: Date,
    /// What date it is, as a noun.
    pub what: &'static str,
}

/// The letter's clock; none where it gives no date at all. `latest_in_text` is the latest date that its text names.
pub fn clock(dates: &Dates, latest_in_text: Option<Date>) -> Option<Clock> {
    let dated = |date: Option<Date>, what| date.map(|date| Clock { date, what });
    dated(dates.ur_denial, "the date of utilization review")
        .or_else(|| dated(dates.decision, "the date of the decision"))
        .or_else(|| dated(latest_in_text, "the latest date in the text"))
}

/// The edition in force at `clock`. Where none is, or the letter has no date, the earliest or latest known one that is
/// nearest, and the reason says so.
pub fn choose<'a>(
    rulebooks: impl Iterator<Item = &'a Rulebook>,
    clock: Option<Clock>,
) -> Option<(&'a Rulebook, Edition)> {
    let mut known: Vec<&Rulebook> = rulebooks.collect();
    known.sort_by_key(|rulebook| (rulebook.from, rulebook.id.as_str()));
    let Some(clock) = clock else {
        let first = known.into_iter().next()?;
        return Some((
            first,
            edition(
                first,
                "the text gives no date, so the earliest edition is used; `--edition` or `--as-of` chooses another"
                    .to_owned(),
            ),
        ));
    };
    let in_force = known.iter().rev().find(|book| book.from <= clock.date && book.to.is_none_or(|to| clock.date <= to));
    if let Some(book) = in_force {
        return Some((book, edition(book, format!("in force on {}, {}", clock.date, clock.what))));
    }
    let before = known.iter().rev().find(|book| book.from <= clock.date).or(known.first()).copied()?;
    let why = format!("no edition known here was in force on {}, {}; this is the nearest", clock.date, clock.what);
    Some((before, edition(before, why)))
}

fn edition(rulebook: &Rulebook, why: String) -> Edition {
    Edition { id: rulebook.id.clone(), why }
}

/// Checks an edition's file; the families are added later. `folder` is the name of its folder.
pub fn check(raw: RawEdition, node: &Node, folder: &str, faults: &mut Vec<Fault>) -> Option<Rulebook> {
    let before = faults.len();
    let place = node.get("edition").map_or(&node.place, |node| &node.place).clone();
    let id = raw.edition.unwrap_or_default();
    if id != folder {
        let what = format!("the edition `{id}` stands in the folder `{folder}`");
        faults.push(Fault::new("edition-name", what, "Give both one name.", place.clone()));
    }
    if raw.title.is_none() {
        faults.push(Fault::new("missing-field", "`title` is missing", "Say which guideline this is.", place.clone()));
    }
    let period = raw.in_force.unwrap_or_default();
    let (from, to) = dates(&period, node, &place, faults);
    let daily_amounts = amounts(raw.daily_amounts, node, faults);
    if faults.len() > before {
        return None;
    }
    let title = raw.title.unwrap_or_default();
    let families = Families::default();
    Some(Rulebook { id, title, extends: raw.extends, from: from?, to, note: raw.note, daily_amounts, families, place })
}

fn dates(period: &RawPeriod, node: &Node, whole: &Place, faults: &mut Vec<Fault>) -> (Option<Date>, Option<Date>) {
    let node = node.get("in_force");
    let mut day = |text: Option<&str>, field: &str| {
        let date = text.and_then(|text| text.parse::<Date>().ok());
        if text.is_some() && date.is_none() {
            let place = node.and_then(|node| node.get(field)).map_or(whole, |node| &node.place).clone();
            faults.push(Fault::new("date", "this is no date", "Write it as 2009-07-18.", place));
        }
        date
    };
    let (from, to) = (day(period.from.as_deref(), "from"), day(period.to.as_deref(), "to"));
    if period.from.is_none() {
        let cure = "Write `in_force: {from: 2009-07-18, to: 2016-07-28}`.";
        faults.push(Fault::new("missing-field", "the first day in force is missing", cure, whole.clone()));
    }
    (from, to)
}

fn amounts(raw: IndexMap<String, RawAmount>, node: &Node, faults: &mut Vec<Fault>) -> IndexMap<String, DailyAmount> {
    let node = node.get("daily_amounts");
    let checked = raw.into_iter().filter_map(|(name, raw)| {
        let entry = node.and_then(|node| node.entry(&name))?;
        let complete = raw.unit.clone().zip(raw.days_supply.filter(|days| *days > 0.0));
        let Some((unit, days_supply)) = complete else {
            let cure = "Give `unit` and `days_supply`, the days that one fill is assumed to last.";
            faults.push(Fault::new("missing-field", "unit or days of supply are missing", cure, entry.place.clone()));
            return None;
        };
        let factors = raw.factors.into_iter().map(|(drug, factor)| (drug.to_ascii_lowercase(), checked_factor(factor)));
        let hourly = raw.hourly.iter().map(|drug| drug.to_ascii_lowercase()).collect();
        Some((name, DailyAmount { unit, days_supply, factors: factors.collect(), hourly }))
    });
    checked.collect()
}

fn checked_factor(raw: RawFactor) -> Factor {
    match raw {
        RawFactor::Flat(factor) => Factor::Flat(factor),
        RawFactor::Steps(steps) => {
            let step = |step: RawStep| step.factor.map(|factor| Step { up_to: step.up_to, factor });
            Factor::Steps(steps.into_iter().filter_map(step).collect())
        }
    }
}
