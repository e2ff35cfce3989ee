//! In: a family. Out: its mutants: one slip each, in a condition or in what supports a request.

use super::condition::{Bound, Condition, Test};
use super::rulebook::{Criterion, Family, Parameter, Support};
use crate::fact::FactName;
use indexmap::IndexMap;

/// One slip in a family, which an example or a case should notice.
#[derive(Debug, Clone)]
pub struct Mutant {
    /// What was changed, in words.
    pub what: String,
    /// What it makes of the family.
    pub change: Change,
}

/// What a slip changes.
#[derive(Debug, Clone)]
pub enum Change {
    /// The criterion with this index becomes this one.
    Criterion(usize, Box<Criterion>),
    /// What supports a request.
    Support(Support),
}

/// Every slip in a family: a comparison turned round or moved by its border, a threshold at either end of its range, a
/// part of `all` left out, `all` and `any` exchanged, an exception or a condition of application left out.
pub fn mutants(family: &Family) -> Vec<Mutant> {
    let mut found = Vec::new();
    for (index, criterion) in family.criteria.iter().enumerate() {
        let changed = of_criterion(criterion, &family.parameters);
        let mutant = |(what, criterion)| Mutant { what, change: Change::Criterion(index, Box::new(criterion)) };
        found.extend(changed.into_iter().map(mutant));
    }
    let named = |support: &Support| super::words::support_in_words(support, &family.criteria);
    let changed = of_support(&family.support, &named);
    found.extend(changed.into_iter().map(|(what, support)| Mutant { what, change: Change::Support(support) }));
    found
}

type Parameters = IndexMap<String, Parameter>;

fn of_criterion(criterion: &Criterion, parameters: &Parameters) -> Vec<(String, Criterion)> {
    let mut found = Vec::new();
    for (what, met) in of_condition(&criterion.met, parameters) {
        found.push((what, Criterion { met, ..criterion.clone() }));
    }
    if let Some(applies) = &criterion.applies_when {
        found.push(("applies_when left out".to_owned(), Criterion { applies_when: None, ..criterion.clone() }));
        for (what, changed) in of_condition(applies, parameters) {
            found.push((what, Criterion { applies_when: Some(changed), ..criterion.clone() }));
        }
    }
    if let Some(unless) = &criterion.unless {
        found.push(("unless left out".to_owned(), Criterion { unless: None, ..criterion.clone() }));
        for (what, changed) in of_condition(unless, parameters) {
            found.push((what, Criterion { unless: Some(changed), ..criterion.clone() }));
        }
    }
    found
}

fn of_condition(condition: &Condition, parameters: &Parameters) -> Vec<(String, Condition)> {
    let words = |condition| super::words::in_words(condition);
    match condition {
        Condition::All(parts) => {
            let mut found = inside(parts, parameters, Condition::All);
            if parts.len() > 1 {
                found.push((format!("`all` as `any`: {}", words(condition)), Condition::Any(parts.clone())));
                found.extend(without_one(parts).map(|(gone, rest)| (without(&words(gone)), Condition::All(rest))));
            }
            found
        }
        Condition::Any(parts) => {
            let mut found = inside(parts, parameters, Condition::Any);
            if parts.len() > 1 {
                found.push((format!("`any` as `all`: {}", words(condition)), Condition::All(parts.clone())));
            }
            found
        }
        Condition::AtLeast(n, parts) => {
            let mut found = inside(parts, parameters, |parts| Condition::AtLeast(*n, parts));
            for other in [n - 1, n + 1].into_iter().filter(|other| (1..=parts.len()).contains(other)) {
                found.push((format!("{other} of instead of {n} of"), Condition::AtLeast(other, parts.clone())));
            }
            found
        }
        Condition::Not(part) => {
            let negated = |(what, part)| (what, Condition::Not(Box::new(part)));
            of_condition(part, parameters).into_iter().map(negated).collect()
        }
        Condition::Fact(name, tests) => of_tests(*name, tests, parameters),
        Condition::Recorded(_) | Condition::Without(_) | Condition::Unchallenged(_) => Vec::new(),
    }
}

fn inside(
    parts: &[Condition],
    parameters: &Parameters,
    join: impl Fn(Vec<Condition>) -> Condition,
) -> Vec<(String, Condition)> {
    let mut found = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        for (what, changed) in of_condition(part, parameters) {
            let mut parts = parts.to_vec();
            parts[index] = changed;
            found.push((what, join(parts)));
        }
    }
    found
}

fn without_one<T: Clone>(parts: &[T]) -> impl Iterator<Item = (&T, Vec<T>)> {
    parts.iter().enumerate().map(|(index, gone)| {
        let mut rest = parts.to_vec();
        rest.remove(index);
        (gone, rest)
    })
}

fn without(part: &str) -> String {
    format!("left out: {part}")
}

fn of_tests(name: FactName, tests: &[Test], parameters: &Parameters) -> Vec<(String, Condition)> {
    let mut found = Vec::new();
    for (index, test) in tests.iter().enumerate() {
        for changed in of_test(test, parameters) {
            let mut tests = tests.to_vec();
            tests[index] = changed;
            let condition = Condition::Fact(name, tests);
            found.push((format!("asked as: {}", super::words::in_words(&condition)), condition));
        }
    }
    found
}

fn of_test(test: &Test, parameters: &Parameters) -> Vec<Test> {
    type Make = fn(Bound) -> Test;
    let (bound, same, turned, border): (_, Make, Make, Make) = match test {
        Test::AtMost(bound) => (bound, Test::AtMost, Test::Above, Test::Below),
        Test::AtLeast(bound) => (bound, Test::AtLeast, Test::Below, Test::Above),
        Test::Below(bound) => (bound, Test::Below, Test::AtLeast, Test::AtMost),
        Test::Above(bound) => (bound, Test::Above, Test::AtMost, Test::AtLeast),
        Test::Is(_) | Test::Mentions(_) => return Vec::new(),
    };
    let mut found = vec![turned(bound.clone()), border(bound.clone())];
    found.extend(other_numbers(bound, parameters).map(|number| same(Bound { number, ..bound.clone() })));
    found
}

/// Other values that a threshold could have: the ends of its range, else half and twice the number.
fn other_numbers(bound: &Bound, parameters: &Parameters) -> impl Iterator<Item = f64> {
    let number = bound.number;
    let range = bound.parameter.as_ref().and_then(|name| parameters.get(name)).map(|parameter| parameter.range);
    let (low, high) = range.unwrap_or(if number == 0.0 { (0.0, 1.0) } else { (number / 2.0, number * 2.0) });
    [low, high].into_iter().filter(move |other| *other != number)
}

fn of_support(support: &Support, named: &dyn Fn(&Support) -> String) -> Vec<(String, Support)> {
    let (parts, join): (_, fn(Vec<Support>) -> Support) = match support {
        Support::Criterion(_) => return Vec::new(),
        Support::All(parts) => (parts, Support::All),
        Support::Any(parts) => (parts, Support::Any),
        Support::AtLeast(n, parts) => return of_count(*n, parts),
    };
    let mut found = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        for (what, changed) in of_support(part, named) {
            let mut parts = parts.clone();
            parts[index] = changed;
            found.push((what, join(parts)));
        }
    }
    if let (Support::All(parts), true) = (support, parts.len() > 1) {
        found.push((format!("supported_when, `all` as `any`: {}", named(support)), Support::Any(parts.clone())));
        let fewer = without_one(parts);
        found.extend(
            fewer.map(|(gone, rest)| (format!("supported_when, {}", without(&named(gone))), Support::All(rest))),
        );
    } else if parts.len() > 1 {
        found.push((format!("supported_when, `any` as `all`: {}", named(support)), Support::All(parts.clone())));
    }
    found
}

fn of_count(n: usize, parts: &[Support]) -> Vec<(String, Support)> {
    let others = [n - 1, n + 1].into_iter().filter(|other| (1..=parts.len()).contains(other));
    others
        .map(|other| (format!("supported_when, {other} of instead of {n} of"), Support::AtLeast(other, parts.to_vec())))
        .collect()
}
