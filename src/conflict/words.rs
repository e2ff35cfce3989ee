//! In: a passage, its drug names overwritten. Out: what `grammar/conflict.pest` finds in it. The parser is private here.

use crate::request::{Drugs, marked};
use crate::span::Span;
use pest::Parser as _;
use pest::iterators::Pair;
use std::collections::BTreeSet;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/conflict.pest"]
struct ConflictParser;

/// Longest passage that is read, in bytes; the same as the longest sentence.
const LONGEST: usize = 4096;

/// What a passage is read for, each by itself: the words of one answer may be part of another's.
const QUESTIONS: [Rule; 7] =
    [Rule::of_missing, Rule::of_things, Rule::of_doubt, Rule::of_manner, Rule::of_change, Rule::of_use, Rule::of_pain];

/// A passage with what was found in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    found: Vec<(Rule, Span)>,
}

impl Words {
    /// Reads a passage of running text.
    pub(super) fn of(text: &str, drugs: &Drugs) -> Self {
        let end = (0..=LONGEST.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let marked = marked(&text[..end], drugs);
        let read = |question: &Rule| ConflictParser::parse(*question, &marked).ok();
        let nodes = QUESTIONS.iter().filter_map(read).flatten().flat_map(Pair::into_inner);
        let all = nodes.flat_map(|node| std::iter::once(node.clone()).chain(node.into_inner().flatten()));
        let found = all.map(|node| (node.as_rule(), Span::new(node.as_span().start(), node.as_span().end())));
        Self { found: found.collect() }
    }

    /// Whether something of this rule was found.
    pub(super) fn has(&self, rule: Rule) -> bool {
        self.found.iter().any(|(found, _)| *found == rule)
    }

    /// Where something of one of these rules was found, in order.
    pub(super) fn all(&self, rules: &[Rule]) -> impl Iterator<Item = (Rule, Span)> {
        self.found.iter().copied().filter(|(found, _)| rules.contains(found))
    }

    /// What the passage speaks of, where one kind of claim holds several things.
    pub(super) fn aspects(&self) -> BTreeSet<Rule> {
        self.aspects_where(|_| true)
    }

    /// The same of those words that stand where `stands` says.
    pub(super) fn aspects_where(&self, stands: impl Fn(Span) -> bool) -> BTreeSet<Rule> {
        let outer: Vec<Span> = self.all(&[Rule::aspect]).map(|(_, span)| span).filter(|span| stands(*span)).collect();
        let inside = |span: &Span| outer.iter().any(|around| around.contains(*span));
        let found = self.found.iter().filter(|(_, span)| inside(span));
        found.map(|(rule, _)| *rule).collect()
    }

    /// Whether all that makes the passage speak of a certain time or state is a treatment that is being taken.
    pub(super) fn only_treated(&self) -> bool {
        self.has(Rule::treated) && !self.has(Rule::other_state) && !self.has(Rule::other_time)
    }
}
