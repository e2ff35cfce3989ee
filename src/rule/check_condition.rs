//! In: a condition as written and its place. Out: the checked condition, with every name resolved, or faults.

use super::check::Checker;
use super::condition::{Bound, Condition, Test};
use super::fault::Place;
use super::raw::{RawBound, RawCondition};
use super::rulebook::Parameter;
use super::suggest::did_you_mean;
use super::tree::Node;
use crate::fact::{self, FactName};
use indexmap::IndexMap;

/// The fields that may stand beside each field that says what a condition is.
const FORMS: [(&str, &[&str]); 8] = [
    ("all", &[]),
    ("any", &[]),
    ("of", &["at_least"]),
    ("not", &[]),
    ("fact", &["at_most", "at_least", "below", "above", "is", "mentions"]),
    ("recorded", &[]),
    ("without", &[]),
    ("unchallenged", &[]),
];

type Parameters = IndexMap<String, Parameter>;

impl Checker<'_> {
    /// Checks a condition.
    pub(super) fn condition(&mut self, raw: RawCondition, node: &Node, parameters: &Parameters) -> Option<Condition> {
        let form = FORMS.iter().find(|(form, _)| node.get(form).is_some());
        let fits = |key: &str| form.is_some_and(|(form, beside)| key == *form || beside.contains(&key));
        if form.is_none() || !node.entries().iter().all(|entry| fits(&entry.key)) {
            let cure = "Write one of all, any, not, at_least with of, fact, recorded, without, unchallenged.";
            self.fault("condition", "this is not one condition", cure, &node.place);
            return None;
        }
        if let Some(parts) = raw.all {
            return self.conditions(parts, node.get("all")?, parameters).map(Condition::All);
        }
        if let Some(parts) = raw.any {
            return self.conditions(parts, node.get("any")?, parameters).map(Condition::Any);
        }
        if let Some(parts) = raw.of {
            let parts = self.conditions(parts, node.get("of")?, parameters)?;
            let n = self.at_least(raw.at_least.as_ref(), parts.len(), &node.place)?;
            return Some(Condition::AtLeast(n, parts));
        }
        if let Some(part) = raw.not {
            return self.condition(*part, node.get("not")?, parameters).map(|part| Condition::Not(Box::new(part)));
        }
        self.of_fact(&raw, node, parameters)
    }

    fn conditions(&mut self, raws: Vec<RawCondition>, list: &Node, parameters: &Parameters) -> Option<Vec<Condition>> {
        if raws.is_empty() {
            self.fault("empty-condition", "this joins nothing", "Name the conditions that it joins.", &list.place);
        }
        // Every part is checked before any is given up, so that all faults come at once.
        let checked: Vec<Option<Condition>> =
            raws.into_iter().zip(list.items()).map(|(raw, node)| self.condition(raw, node, parameters)).collect();
        checked.into_iter().collect()
    }

    fn at_least(&mut self, n: Option<&RawBound>, of: usize, place: &Place) -> Option<usize> {
        match n {
            Some(RawBound::Number(n)) => self.count(*n, of, place),
            _ => {
                self.fault("count", "`of` needs `at_least` with a number", format!("Write 1 to {of}."), place);
                None
            }
        }
    }

    pub(super) fn count(&mut self, n: f64, of: usize, place: &Place) -> Option<usize> {
        let whole = (1..=of).find(|&count| count as f64 == n);
        if whole.is_none() {
            self.fault("count", format!("at least {n} of {of} makes no sense"), format!("Write 1 to {of}."), place);
        }
        whole
    }

    fn of_fact(&mut self, raw: &RawCondition, node: &Node, parameters: &Parameters) -> Option<Condition> {
        if let Some(name) = &raw.fact {
            let tests = self.tests(raw, node, parameters);
            let known = self.known(name, node, "fact");
            return tests.filter(|_| known).map(|tests| Condition::Fact(FactName::of(name), tests));
        }
        let (name, field, form): (_, _, fn(FactName) -> Condition) = match raw {
            RawCondition { recorded: Some(name), .. } => (name, "recorded", Condition::Recorded),
            RawCondition { without: Some(name), .. } => (name, "without", Condition::Without),
            RawCondition { unchallenged: Some(name), .. } => (name, "unchallenged", Condition::Unchallenged),
            _ => return None,
        };
        self.known(name, node, field).then(|| form(FactName::of(name)))
    }

    fn known(&mut self, name: &str, node: &Node, field: &str) -> bool {
        let place = node.get(field).map_or(&node.place, |node| &node.place).clone();
        self.is_fact(name, &place)
    }

    /// Whether there is such a fact; a fault where there is none.
    pub(super) fn is_fact(&mut self, name: &str, place: &Place) -> bool {
        let families = || self.around.families.iter().map(String::as_str);
        let amounts = || self.around.amounts.iter().map(String::as_str);
        let known = fact::is_known(name, families(), amounts());
        if !known {
            let names: Vec<String> = fact::static_names().chain(families().map(|f| format!("tried_{f}"))).collect();
            let cure = did_you_mean(name, names.iter().map(String::as_str).chain(amounts()));
            self.fault("unknown-fact", format!("there is no fact `{name}`"), cure, place);
        }
        known
    }

    fn tests(&mut self, raw: &RawCondition, node: &Node, parameters: &Parameters) -> Option<Vec<Test>> {
        let bounds =
            [(&raw.at_most, "at_most"), (&raw.at_least, "at_least"), (&raw.below, "below"), (&raw.above, "above")];
        let mut tests = Vec::new();
        for (bound, field) in bounds {
            let Some(bound) = bound else { continue };
            let place = node.get(field).map_or(&node.place, |node| &node.place);
            let bound = self.bound(bound, place, parameters)?;
            tests.push(match field {
                "at_most" => Test::AtMost(bound),
                "at_least" => Test::AtLeast(bound),
                "below" => Test::Below(bound),
                _ => Test::Above(bound),
            });
        }
        tests.extend(raw.is.clone().map(Test::Is));
        tests.extend(raw.mentions.clone().map(Test::Mentions));
        Some(tests)
    }

    fn bound(&mut self, raw: &RawBound, place: &Place, parameters: &Parameters) -> Option<Bound> {
        match raw {
            RawBound::Number(number) => Some(Bound { number: *number, parameter: None }),
            RawBound::Parameter(name) => {
                let found =
                    parameters.get(name).map(|known| Bound { number: known.value, parameter: Some(name.clone()) });
                if found.is_none() {
                    let cure = did_you_mean(name, parameters.keys().map(String::as_str));
                    self.fault(
                        "unknown-parameter",
                        format!("there is no parameter `{name}` in this file"),
                        cure,
                        place,
                    );
                }
                found
            }
        }
    }
}
