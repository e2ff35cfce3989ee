//! In: the grammar's text. Out: [`Openings`], which parts of a request can stand at the start of a text.
//!
//! Trying every part at every word costs a hundred times more than trying those that can stand there. Where that is, is
//! worked out from the grammar itself, so that nothing is written twice and no part can be missed.

use super::parser::Rule;
use crate::grammar::{Automaton, Grammar, Id, Prepared, bits, taken};
use std::collections::BTreeMap;

/// The lists of `part`: rules that only name other parts.
const LISTS: [Rule; 6] = [Rule::part, Rule::treatment, Rule::operation, Rule::course, Rule::single, Rule::fallback];

/// Which part stands where, in the grammar's order.
pub struct Openings {
    grammar: &'static Prepared,
    parts: Vec<(Option<Rule>, Rule)>,
    /// The place of each in the grammar.
    ids: Vec<Id>,
    automaton: Automaton,
}

impl Openings {
    /// Works out where each part of `grammar` can stand.
    pub fn of(grammar: &'static str) -> Self {
        let prepared = Prepared::new(Grammar::of(grammar));
        let grammar = prepared.grammar();
        let rules = Rule::all_rules().iter().map(|rule| (format!("{rule:?}"), *rule)).collect();
        let parts = parts(grammar, &rules, Rule::part, None);
        let names: Vec<String> = parts.iter().map(|(_, part)| format!("{part:?}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let ids: Vec<Id> = names.iter().map(|name| prepared.rule(name)).collect();
        debug_assert!(names.len() <= 192, "one bit a part");
        Self { grammar: prepared, parts, ids, automaton: Automaton::new(prepared, &names) }
    }

    /// All parts, in order.
    #[cfg(test)]
    pub fn all(&self) -> &[(Option<Rule>, Rule)] {
        &self.parts
    }

    /// The first part that stands where `text` starts, with the list that it stands in.
    pub fn at(&self, text: &str) -> Option<(Option<Rule>, Rule)> {
        let stands =
            |place: &usize| self.ids.get(*place).is_some_and(|id| taken(self.grammar, *id, text).length.is_some());
        bits(self.automaton.at(text).rules).find(stands).and_then(|place| self.parts.get(place).copied())
    }
}

/// The parts below a list, in its order, each with the innermost list that it stands in. `rules` are all by name.
fn parts(
    grammar: &Grammar<'_>,
    rules: &BTreeMap<String, Rule>,
    list: Rule,
    inside: Option<Rule>,
) -> Vec<(Option<Rule>, Rule)> {
    let below = grammar.names_in(&format!("{list:?}"));
    let below = below.iter().filter_map(|name| rules.get(*name).copied());
    below
        .flat_map(|rule| match LISTS.contains(&rule) {
            true => parts(grammar, rules, rule, Some(rule)),
            false => vec![(inside, rule)],
        })
        .collect()
}
