//! In: a row of marks. Out: which rules of the row grammar took which marks, for those who ask why.

use super::row::{Marks, Rule};
use pest::Parser;
use pest::iterators::Pair;

/// A rule of `grammar/sentence.pest` and the marks that it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Taken {
    /// The rule's name.
    pub rule: String,
    /// Index of its first phrase.
    pub start: usize,
    /// Index after its last phrase.
    pub end: usize,
}

/// The rules that say what is asserted, and how, from left to right.
pub(super) fn scopes(row: &str) -> Vec<Taken> {
    taken(Rule::assertions, row)
}

/// The rules that say who speaks, a clause each.
pub(super) fn voice_rules(row: &str) -> Vec<Taken> {
    taken(Rule::voices, row)
}

fn taken(rule: Rule, row: &str) -> Vec<Taken> {
    let parts = Marks::parse(rule, row).into_iter().flatten().flat_map(Pair::into_inner);
    parts
        .filter(|part| part.as_rule() != Rule::EOI)
        .map(|part| of(&part))
        .filter(|part| part.rule != "break_mark")
        .collect()
}

fn of(pair: &Pair<'_, Rule>) -> Taken {
    Taken { rule: format!("{:?}", pair.as_rule()), start: pair.as_span().start(), end: pair.as_span().end() }
}

/// The index of the phrase by which a clause's voice is told: the last of the fewest phrases from the clause's start in
/// which the same rule takes all.
pub(super) fn told_by(row: &str, clause: &Taken) -> Option<usize> {
    let prefixes = (clause.start + 1..=clause.end).filter_map(|end| Some((end, row.get(clause.start..end)?)));
    let mut told =
        prefixes.filter(|(_, prefix)| voice_rules(prefix).first().is_some_and(|first| first.rule == clause.rule));
    told.next().map(|(end, _)| end - 1)
}
