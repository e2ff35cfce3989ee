//! In: some rules of a grammar, in order, and a text. Out: the first of them that matches at its start.

use super::matcher::taken;
use super::prepared::{Follows, Lists, Prepared};
use super::sets::class_of_byte;
use super::text::Id;

/// Rules of which the first that matches is wanted.
pub struct Choice {
    grammar: &'static Prepared,
    /// Each rule; none twice.
    rules: Vec<Id>,
    lists: Lists,
}

impl Choice {
    /// A choice among the rules named.
    ///
    /// # Panics
    ///
    /// Where a rule is not in the grammar.
    pub fn of(grammar: &'static Prepared, rules: &[&str]) -> Self {
        let rules: Vec<Id> = rules.iter().map(|name| grammar.rule(name)).collect();
        Self { grammar, lists: Lists::of(grammar, &rules), rules }
    }

    /// The place of the first rule that matches at the start of `text`, of those that `may` stand there, and the bytes
    /// that it takes.
    pub fn at(&self, text: &str, may: impl Fn(usize) -> bool) -> Option<(usize, usize)> {
        let rules = match text.as_bytes().first() {
            Some(&letter) => self.lists.at(self.grammar, &self.rules, Follows::Letter(class_of_byte(letter))),
            None => &self.rules,
        };
        let place = |id: &Id| self.rules.iter().position(|rule| rule == id).filter(|&place| may(place));
        rules.iter().find_map(|id| taken(self.grammar, *id, text).length.and_then(|length| Some((place(id)?, length))))
    }
}
