//! In: rulebooks. Out: where a family or a criterion differs between two of them, or between an edition and the one that
//! it extends.

use super::words::{in_words, support_in_words};
use super::{Criterion, Family, Rulebook, Rulebooks};
use serde::Serialize;

/// One thing that an edition changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What is changed, such as `title` or `longest_days`.
    pub field: String,
    /// As it was; empty where it is new.
    pub before: String,
    /// As it is; empty where it is gone.
    pub after: String,
}

/// The family that an edition changes; none where it is the edition's own.
fn base<'a>(rulebooks: &'a Rulebooks, book: &Rulebook, family: &Family) -> Option<&'a Family> {
    Some(rulebooks.edition(book.extends.as_ref()?).ok()?.families.get(&family.name)?)
}

/// Whether the edition says anything of this family that the one it extends does not.
pub fn changed(rulebooks: &Rulebooks, book: &Rulebook, family: &Family) -> bool {
    let Some(base) = base(rulebooks, book, family) else { return true };
    base.cases != family.cases
        || base.support != family.support
        || base.parameters != family.parameters
        || base.criteria.len() != family.criteria.len()
        || base.criteria.iter().zip(&family.criteria).any(|(one, two)| {
            (&one.applies_when, &one.met, &one.unless, &one.examples)
                != (&two.applies_when, &two.met, &two.unless, &two.examples)
                || one.place != two.place
        })
}

/// What an edition changes in a family, criterion by criterion; none where it is the edition's own or unchanged.
/// The first part of a pair is the id of a criterion, or empty for the family as a whole.
pub fn differences(rulebooks: &Rulebooks, book: &Rulebook, family: &Family) -> Vec<(String, Vec<Difference>)> {
    base(rulebooks, book, family).map_or_else(Vec::new, |base| between(base, family))
}

/// The same for any two versions of a family.
pub fn between(before: &Family, family: &Family) -> Vec<(String, Vec<Difference>)> {
    let mut found = vec![(String::new(), of_family(before, family))];
    let base = before;
    for criterion in &family.criteria {
        let before = base.criteria.iter().find(|known| known.id == criterion.id);
        found.push((criterion.id.clone(), of_criterion(before, Some(criterion))));
    }
    let gone = base.criteria.iter().filter(|old| family.criteria.iter().all(|new| new.id != old.id));
    found.extend(gone.map(|old| (old.id.clone(), of_criterion(Some(old), None))));
    found.retain(|(_, differences)| !differences.is_empty());
    found
}

fn of_family(before: &Family, after: &Family) -> Vec<Difference> {
    let mut found = Vec::new();
    add(&mut found, "title", &before.title, &after.title);
    add(&mut found, "note", before.note.as_deref().unwrap_or_default(), after.note.as_deref().unwrap_or_default());
    let value = |family: &Family, name: &str| {
        family
            .parameters
            .get(name)
            .map(|parameter| format!("{} {}", parameter.value, parameter.unit))
            .unwrap_or_default()
    };
    let gone = before.parameters.keys().filter(|name| !after.parameters.contains_key(*name));
    for name in after.parameters.keys().chain(gone) {
        add(&mut found, name, &value(before, name), &value(after, name));
    }
    add(&mut found, "follows", &before.follows.join(", "), &after.follows.join(", "));
    let support = |family: &Family| support_in_words(&family.support, &family.criteria);
    add(&mut found, "supported when", &support(before), &support(after));
    found
}

fn of_criterion(before: Option<&Criterion>, after: Option<&Criterion>) -> Vec<Difference> {
    type InWords = fn(&Criterion) -> String;
    let fields: [(&str, InWords); 8] = [
        ("asks", |criterion| criterion.title.clone()),
        ("applies when", |criterion| criterion.applies_when.as_ref().map(in_words).unwrap_or_default()),
        ("met when", |criterion| in_words(&criterion.met)),
        ("unless", |criterion| criterion.unless.as_ref().map(in_words).unwrap_or_default()),
        ("why", |criterion| criterion.why.clone().unwrap_or_default()),
        ("document", |criterion| criterion.help.clone()),
        ("source", |criterion| criterion.cite.clone()),
        ("how sure", |criterion| criterion.confidence.in_words().to_owned()),
    ];
    let mut found = Vec::new();
    for (field, text) in fields {
        add(&mut found, field, &before.map(text).unwrap_or_default(), &after.map(text).unwrap_or_default());
    }
    found
}

fn add(found: &mut Vec<Difference>, field: &str, before: &str, after: &str) {
    if before != after {
        found.push(Difference { field: field.to_owned(), before: before.to_owned(), after: after.to_owned() });
    }
}
