//! In: a rulebook. Out: the same rulebook with one criterion switched off, or with another value for a parameter, as
//! studies need them. Families that do not differ are shared.

use super::Rulebooks;
use super::condition::{Bound, Condition, Test};
use super::rulebook::{Criterion, Family, Rulebook};
use super::suggest::did_you_mean;

/// Why a parameter cannot be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingFault {
    /// What is wrong, as a clause.
    pub what: String,
    /// What to do, as a sentence.
    pub cure: String,
}

impl Rulebook {
    /// The rulebook in which the criterion of this id applies to no request, so that no prediction rests on it.
    /// The same rulebook where it has none of that id.
    pub fn without(&self, id: &str) -> Self {
        let mut book = self.clone();
        let holds = |family: &Family| family.criteria.iter().any(|criterion| criterion.id == id);
        book.families.change(holds, |family| {
            for criterion in family.criteria.iter_mut().filter(|criterion| criterion.id == id) {
                // At least one of no conditions: never.
                criterion.applies_when = Some(Condition::Any(Vec::new()));
            }
        });
        book
    }
}

impl Family {
    /// Gives a parameter this value, wherever a criterion compares with it. Nothing where it has none of that name.
    pub(super) fn set(&mut self, parameter: &str, value: f64) {
        let Some(known) = self.parameters.get_mut(parameter) else { return };
        known.value = value;
        self.criteria.iter_mut().for_each(|criterion| criterion.set(parameter, value));
    }
}

impl Rulebooks {
    /// Sets a parameter in every edition whose family has it. `name` is `family.parameter`.
    ///
    /// # Errors
    /// Where no edition has it, or where the value lies outside of the range that the rules give for it.
    pub fn set(&mut self, name: &str, value: f64) -> Result<(), SettingFault> {
        let known = self.parameters();
        let Some((family, parameter)) = name.split_once('.').filter(|_| known.iter().any(|known| known == name)) else {
            let what = format!("no rule has a parameter `{name}`");
            return Err(SettingFault { what, cure: nearest_parameter(name, &known) });
        };
        for book in self.editions.values() {
            let Some(known) = book.families.get(family).and_then(|family| family.parameters.get(parameter)) else {
                continue;
            };
            let (low, high) = known.range;
            if !(low..=high).contains(&value) {
                let what = format!("{name} cannot be {value}");
                let cure = format!("The rules of {} allow {low} to {high} {}.", book.id, known.unit);
                return Err(SettingFault { what, cure });
            }
        }
        let has = |known: &Family| known.name == family && known.parameters.contains_key(parameter);
        for book in self.editions.values_mut() {
            book.families.change(has, |family| family.set(parameter, value));
        }
        Ok(())
    }

    /// The names of all parameters, as `family.parameter`, in alphabetical order.
    pub fn parameters(&self) -> Vec<String> {
        let families = self.iter().flat_map(|book| book.families.values());
        let names = families
            .flat_map(|family| family.parameters.keys().map(|parameter| format!("{}.{parameter}", family.name)));
        let mut names: Vec<String> = names.collect();
        names.sort();
        names.dedup();
        names
    }
}

/// The parameter that may be meant; those of the family alone where that exists.
fn nearest_parameter(name: &str, known: &[String]) -> String {
    let family = name.split('.').next().unwrap_or_default();
    let of_family: Vec<&str> =
        known.iter().map(String::as_str).filter(|known| known.split('.').next() == Some(family)).collect();
    let same: Vec<&str> =
        known.iter().map(String::as_str).filter(|known| known.split('.').nth(1) == Some(family)).collect();
    match of_family.is_empty() {
        true if !same.is_empty() => format!("Did you mean `{}`?", same.join("` or `")),
        true => did_you_mean(name, known.iter().map(String::as_str)),
        false => did_you_mean(name, of_family.into_iter()),
    }
}

impl Criterion {
    fn set(&mut self, parameter: &str, value: f64) {
        let conditions = [self.applies_when.as_mut(), Some(&mut self.met), self.unless.as_mut()];
        conditions.into_iter().flatten().for_each(|condition| condition.set(parameter, value));
    }
}

impl Condition {
    /// Puts `value` wherever the parameter is compared with.
    fn set(&mut self, parameter: &str, value: f64) {
        match self {
            Self::All(parts) | Self::Any(parts) | Self::AtLeast(_, parts) => {
                parts.iter_mut().for_each(|part| part.set(parameter, value));
            }
            Self::Not(part) => part.set(parameter, value),
            Self::Fact(_, tests) => {
                let bounds = tests.iter_mut().filter_map(Test::bound_mut);
                bounds.filter(|bound| bound.parameter.as_deref() == Some(parameter)).for_each(|bound| {
                    bound.number = value;
                });
            }
            Self::Recorded(_) | Self::Without(_) | Self::Unchallenged(_) => {}
        }
    }
}

impl Test {
    fn bound_mut(&mut self) -> Option<&mut Bound> {
        match self {
            Self::AtMost(bound) | Self::AtLeast(bound) | Self::Below(bound) | Self::Above(bound) => Some(bound),
            Self::Is(_) | Self::Mentions(_) => None,
        }
    }
}
