//! In: a criterion and fact sheets. Out: its clauses, and on which of them its truth rests over a sheet.

use super::condition::Condition;
use super::rulebook::Criterion;
use crate::fact::{FactSheet, Kleene};

/// One clause of a criterion: what it asks of one fact, in one place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clause<'a> {
    /// The field that it stands in: `applies_when`, `met` or `unless`.
    pub field: &'static str,
    /// What it asks.
    pub condition: &'a Condition,
}

/// Every clause of a criterion, in the order in which [`reached`] counts them.
pub fn clauses(criterion: &Criterion) -> Vec<Clause<'_>> {
    let mut found = Vec::new();
    for (field, condition) in fields(criterion) {
        leaves(condition, &mut |condition| found.push(Clause { field, condition }));
    }
    found
}

fn fields(criterion: &Criterion) -> impl Iterator<Item = (&'static str, &Condition)> {
    let Criterion { applies_when, met, unless, .. } = criterion;
    let optional = [("applies_when", applies_when.as_ref()), ("met", Some(met)), ("unless", unless.as_ref())];
    optional.into_iter().filter_map(|(field, condition)| Some((field, condition?)))
}

fn leaves<'a>(condition: &'a Condition, see: &mut impl FnMut(&'a Condition)) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
            parts.iter().for_each(|part| leaves(part, see));
        }
        Condition::Not(part) => leaves(part, see),
        leaf => see(leaf),
    }
}

/// For each clause, whether the criterion's truth over `sheet` rests on it.
pub fn reached(criterion: &Criterion, sheet: &FactSheet) -> Vec<bool> {
    let applies = criterion.applies_when.as_ref().map(|condition| rests(condition, sheet));
    let met = rests(&criterion.met, sheet);
    let unless = criterion.unless.as_ref().map(|condition| rests(condition, sheet));
    let finding = unless.as_ref().map_or(met.truth, |unless| met.truth.or(unless.truth));
    let applying = applies.as_ref().map_or(Kleene::True, |applies| applies.truth);
    let whole = finding.or(!applying);
    let judged = applying != Kleene::False;
    let mut reached = Vec::new();
    if let Some(applies) = applies {
        // A criterion that applies owes its truth to that as well.
        reached.extend(applies.marks);
    }
    for part in [Some(met), unless].into_iter().flatten() {
        let decides = judged && part.truth == whole;
        reached.extend(part.marks.into_iter().map(|mark| mark && decides));
    }
    reached
}

/// A condition's truth, and for each of its clauses whether the truth rests on it.
struct Rests {
    truth: Kleene,
    marks: Vec<bool>,
}

fn rests(condition: &Condition, sheet: &FactSheet) -> Rests {
    match condition {
        Condition::All(parts) => joined(parts, sheet, parts.len()),
        Condition::Any(parts) => joined(parts, sheet, 1),
        Condition::AtLeast(n, parts) => joined(parts, sheet, *n),
        Condition::Not(part) => {
            let part = rests(part, sheet);
            Rests { truth: !part.truth, marks: part.marks }
        }
        leaf => Rests { truth: leaf.truth(sheet), marks: vec![true] },
    }
}

fn joined(parts: &[Condition], sheet: &FactSheet, needed: usize) -> Rests {
    let parts: Vec<Rests> = parts.iter().map(|part| rests(part, sheet)).collect();
    let truth = Kleene::at_least(needed, parts.iter().map(|part| part.truth));
    let marks = parts.into_iter().flat_map(|part| {
        let decides = part.truth == truth;
        part.marks.into_iter().map(move |mark| mark && decides)
    });
    Rests { truth, marks: marks.collect() }
}
