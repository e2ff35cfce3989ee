//! In: two rulebooks. Out: [`RuleChange`]s: what was added, removed or changed from the one to the other.

use super::compare::{Difference, between};
use super::rulebook::{Family, Rulebook};
use serde::Serialize;

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// An amount a day that the edition computes from requests.
    DailyAmount,
    /// A treatment family as a whole, such as which of its criteria support a request.
    Family,
    /// A named number.
    Parameter,
    /// A criterion.
    Criterion,
}

/// How.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is another.
    Changed,
}

/// One thing that differs between two rulebooks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleChange {
    /// What it is.
    pub subject: Subject,
    /// Its name: a family, `family.parameter`, or the id of a criterion.
    pub name: String,
    /// Added, removed or changed.
    pub how: How,
    /// Of what is changed, each field as it was and as it is.
    pub fields: Vec<Difference>,
}

impl RuleChange {
    /// Whether a prediction can be another by it; else only what is said of the rule differs.
    pub fn can_change_predictions(&self) -> bool {
        const TOLD: [&str; 7] = ["title", "note", "asks", "why", "document", "source", "how sure"];
        self.how != How::Changed
            || self.fields.is_empty()
            || self.fields.iter().any(|field| !TOLD.contains(&field.field.as_str()))
    }
}

/// Every change from one rulebook to another, by family.
pub fn changes(before: &Rulebook, after: &Rulebook) -> Vec<RuleChange> {
    let mut found = daily_amounts(before, after);
    for (name, family) in after.families.iter() {
        match before.families.get(name) {
            None => found.push(whole(Subject::Family, name, How::Added)),
            Some(old) => found.extend(of_family(old, family)),
        }
    }
    let gone = before.families.keys().filter(|name| !after.families.contains_key(name));
    found.extend(gone.map(|name| whole(Subject::Family, name, How::Removed)));
    found
}

fn whole(subject: Subject, name: &str, how: How) -> RuleChange {
    RuleChange { subject, name: name.to_owned(), how, fields: Vec::new() }
}

fn of_family(before: &Family, after: &Family) -> Vec<RuleChange> {
    let mut found = Vec::new();
    let of_whole = between(before, after).into_iter().filter(|(id, _)| id.is_empty());
    // A criterion that differs in nothing but the value of a parameter is not a change of its own.
    let of_criteria = between(&with_values_of(before, after), after).into_iter().filter(|(id, _)| !id.is_empty());
    for (id, differences) in of_whole.chain(of_criteria) {
        if !id.is_empty() {
            let has = |family: &Family| family.criteria.iter().any(|criterion| criterion.id == id);
            found.push(change(Subject::Criterion, &id, has(before), has(after), differences));
            continue;
        }
        let of_parameter =
            |one: &Difference| [before, after].iter().any(|family| family.parameters.contains_key(&one.field));
        let (parameters, others): (Vec<_>, Vec<_>) = differences.into_iter().partition(of_parameter);
        for one in parameters {
            let name = format!("{}.{}", after.name, one.field);
            let (was, is) = (!one.before.is_empty(), !one.after.is_empty());
            found.push(change(Subject::Parameter, &name, was, is, vec![one]));
        }
        if !others.is_empty() {
            found.push(change(Subject::Family, &after.name, true, true, others));
        }
    }
    found
}

/// The family with the other's values of the parameters that both have.
fn with_values_of(family: &Family, other: &Family) -> Family {
    let mut family = family.clone();
    for (name, parameter) in &other.parameters {
        family.set(name, parameter.value);
    }
    family
}

fn change(subject: Subject, name: &str, was: bool, is: bool, fields: Vec<Difference>) -> RuleChange {
    match (was, is) {
        (false, _) => whole(subject, name, How::Added),
        (_, false) => whole(subject, name, How::Removed),
        _ => RuleChange { fields, ..whole(subject, name, How::Changed) },
    }
}

fn daily_amounts(before: &Rulebook, after: &Rulebook) -> Vec<RuleChange> {
    let gone = before.daily_amounts.keys().filter(|name| !after.daily_amounts.contains_key(*name));
    let names = after.daily_amounts.keys().chain(gone);
    let changed = names.filter_map(|name| {
        let (was, is) = (before.daily_amounts.get(name), after.daily_amounts.get(name));
        (was != is).then(|| change(Subject::DailyAmount, name, was.is_some(), is.is_some(), Vec::new()))
    });
    changed.collect()
}
