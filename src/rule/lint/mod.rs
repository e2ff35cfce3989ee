//! In: checked rulebooks. Out: what is wrong with their logic or missing in them, each with its place and a witness.

mod criterion;
mod family;

use super::fault::Fault;
use super::{Rulebook, Rulebooks};
use std::collections::BTreeSet;

/// The treatment families that an edition is to cover: the contract, one name a line.
const FAMILIES: &str = include_str!("../../../rules/families.txt");

/// The names of the contract's treatment families.
pub fn families() -> impl Iterator<Item = &'static str> {
    FAMILIES.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Everything that is wrong with these editions, in order of place; what several editions share is said once.
pub fn lint(rulebooks: &Rulebooks) -> Vec<Fault> {
    let found: BTreeSet<Fault> = rulebooks.iter().flat_map(edition).collect();
    found.into_iter().collect()
}

fn edition(book: &Rulebook) -> Vec<Fault> {
    let mut found = uncovered(book);
    for family in book.families.values() {
        family::lint(family, &mut found);
        for criterion in &family.criteria {
            criterion::lint(criterion, &mut found);
        }
        criterion::pairs(&family.criteria, &mut found);
    }
    found
}

fn uncovered(book: &Rulebook) -> Vec<Fault> {
    let missing = families().filter(|name| !book.families.contains_key(name));
    let fault = |name: &str| {
        let what = format!("no file of `{}` covers the family `{name}`", book.id);
        let cure = format!("Write {name}.yaml beside this file, or extend an edition that has it.");
        Fault::new("uncovered-family", what, cure, book.place.clone())
    };
    missing.map(fault).collect()
}
