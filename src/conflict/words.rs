//! In: a passage, its drug names overwritten. Out: what `grammar/conflict.pest` finds in it. The parser is private here.

use crate::request::{Drugs, marked};
use crate::span::Span;
use pest::Parser as _;
use pest::iterators::Pair;
use std::cell::OnceCell;
use std::collections::BTreeSet;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/conflict.pest"]
struct ConflictParser;

/// Longest passage that is read, in bytes; the same as the longest sentence.
const LONGEST: usize = 4096;

/// What a passage is read for, each by itself: the words of one answer may be part of another's.
const QUESTIONS: [Rule; 7] =
    [Rule::of_missing, Rule::of_things, Rule::of_doubt, Rule::of_manner, Rule::of_change, Rule::of_use, Rule::of_pain];

/// A passage with what was found in it. Each question is put to it when its answer is first asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    text: String,
    found: [OnceCell<Vec<(Rule, Span)>>; QUESTIONS.len()],
}

/// The question in whose answer a rule can stand.
const fn question(rule: Rule) -> Rule {
    match rule {
        Rule::beyond => Rule::of_missing,
        Rule::doubt => Rule::of_doubt,
        Rule::complaint | Rule::examined => Rule::of_manner,
        Rule::declined | Rule::change | Rule::dosing => Rule::of_change,
        Rule::takes | Rule::other_use | Rule::daily_total => Rule::of_use,
        Rule::severe | Rule::mild | Rule::persistent | Rule::negated => Rule::of_pain,
        Rule::state | Rule::treated | Rule::other_time | Rule::other_state => Rule::of_pain,
        _ => Rule::of_things,
    }
}

impl Words {
    /// A passage of running text.
    pub(super) fn of(text: &str, drugs: &Drugs) -> Self {
        let end = (0..=LONGEST.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        Self { text: marked(&text[..end], drugs), found: Default::default() }
    }

    /// The answer to a question, in the order of the text.
    fn answer(&self, question: Rule) -> &[(Rule, Span)] {
        let Some(place) = QUESTIONS.iter().position(|one| *one == question) else { return &[] };
        self.found[place].get_or_init(|| {
            let nodes =
                ConflictParser::parse(question, &self.text).ok().into_iter().flatten().flat_map(Pair::into_inner);
            let all = nodes.flat_map(|node| std::iter::once(node.clone()).chain(node.into_inner().flatten()));
            all.map(|node| (node.as_rule(), Span::new(node.as_span().start(), node.as_span().end()))).collect()
        })
    }

    /// Whether something of this rule was found.
    pub(super) fn has(&self, rule: Rule) -> bool {
        self.answer(question(rule)).iter().any(|(found, _)| *found == rule)
    }

    /// Where something of one of these rules, which are of one question, was found, in order.
    pub(super) fn all(&self, rules: &[Rule]) -> impl Iterator<Item = (Rule, Span)> {
        debug_assert!(
            rules.windows(2).all(|two| question(two[0]) == question(two[1])),
            "{rules:?} are of two questions"
        );
        let answer = rules.first().map_or(&[][..], |rule| self.answer(question(*rule)));
        answer.iter().copied().filter(|(found, _)| rules.contains(found))
    }

    /// What the passage speaks of, where one kind of claim holds several things.
    pub(super) fn aspects(&self) -> BTreeSet<Rule> {
        self.aspects_where(|_| true)
    }

    /// The same of those words that stand where `stands` says.
    pub(super) fn aspects_where(&self, stands: impl Fn(Span) -> bool) -> BTreeSet<Rule> {
        let outer: Vec<Span> = self.all(&[Rule::aspect]).map(|(_, span)| span).filter(|span| stands(*span)).collect();
        let inside = |span: &Span| outer.iter().any(|around| around.contains(*span));
        let found = self.answer(Rule::of_things).iter().filter(|(_, span)| inside(span));
        found.map(|(rule, _)| *rule).collect()
    }

    /// Whether all that makes the passage speak of a certain time or state is a treatment that is being taken.
    pub(super) fn only_treated(&self) -> bool {
        self.has(Rule::treated) && !self.has(Rule::other_state) && !self.has(Rule::other_time)
    }
}
