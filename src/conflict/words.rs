//! In: a passage, its drug names overwritten. Out: what `grammar/conflict.pest` finds in it. The parser is private here.

use crate::grammar::{Choice, Grammar, Prepared, work};
use crate::request::{Drugs, marked};
use crate::span::Span;
use pest::Parser as _;
use pest::iterators::Pair;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/conflict.pest"]
struct ConflictParser;

/// The grammar's text, to work out what can stand where.
const GRAMMAR: &str = include_str!("../../grammar/conflict.pest");

/// Longest passage that is read, in bytes; the same as the longest sentence.
const LONGEST: usize = 4096;

/// What a passage is read for, each by itself: the words of one answer may be part of another's.
const QUESTIONS: [Rule; 7] =
    [Rule::of_missing, Rule::of_things, Rule::of_doubt, Rule::of_manner, Rule::of_change, Rule::of_use, Rule::of_pain];

/// What may stand in the answer to a question: of each the rule, and whether it leaves no node.
struct Answer {
    alternatives: Vec<(Rule, bool)>,
    first: Choice,
}

/// Of each question.
static ANSWERS: LazyLock<[Answer; QUESTIONS.len()]> = LazyLock::new(|| {
    let grammar = Prepared::new(Grammar::of(GRAMMAR));
    let rules = Rule::all_rules().iter().map(|rule| (format!("{rule:?}"), *rule)).collect();
    QUESTIONS.map(|question| Answer::to(question, grammar, &rules))
});

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

impl Answer {
    /// `rules` are all by name.
    fn to(question: Rule, prepared: &'static Prepared, rules: &BTreeMap<String, Rule>) -> Self {
        let grammar = prepared.grammar();
        let mut names = grammar.names_in(&format!("{question:?}"));
        // What a word, or a sign, is passed over with.
        names.retain(|name| *name != "word");
        let alternatives =
            names.iter().filter_map(|name| Some((*rules.get(*name)?, grammar.is_silent(name)))).collect();
        Self { alternatives, first: Choice::of(prepared, &names) }
    }

    /// What stands in a passage, from left to right. Where no alternative stands, a word or a sign is passed over.
    fn read(&self, text: &str) -> Vec<(Rule, Span)> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let Some((place, length)) = self.first.at(rest, |_| true) else {
                let word = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
                at += if word > 0 { word } else { rest.chars().next().map_or(1, char::len_utf8) };
                continue;
            };
            let (rule, is_silent) = self.alternatives[place];
            if !is_silent {
                work::call();
                let nodes = ConflictParser::parse(rule, rest).ok().into_iter().flatten();
                found.extend(nodes.flat_map(with_parts).map(|node| (node.as_rule(), span(&node, at))));
            }
            at += length.max(1);
        }
        found
    }
}

/// A node and all that stands in it.
fn with_parts(node: Pair<'_, Rule>) -> impl Iterator<Item = Pair<'_, Rule>> {
    std::iter::once(node.clone()).chain(node.into_inner().flatten())
}

/// The bytes of a node in the passage, of which byte `base` is where it was read.
fn span(node: &Pair<'_, Rule>, base: usize) -> Span {
    Span::new(base + node.as_span().start(), base + node.as_span().end())
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
        self.found[place].get_or_init(|| ANSWERS[place].read(&self.text))
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Word by word is found what pest finds in the whole passage.
    #[test]
    fn word_by_word_is_found_what_is_found_in_the_whole() {
        let passages = [
            "no specific documentation of a recent urine drug screen, cures report or signed pain contract dated 3/4/2015",
            "he takes \u{1}\u{1}\u{1} 10 mg three times a day and declined to increase the dose; pain was 7/10 without it",
            "complains of severe low back pain, mild at rest, but denies persistent numbness before the injection in 2014",
            "possible radiculopathy, likely; reports 50% relief, on examination of the right knee no weakness \u{e9}t\u{e9}",
        ];
        let mut any = 0;
        for passage in passages {
            for (question, answer) in QUESTIONS.iter().zip(ANSWERS.iter()) {
                let whole = ConflictParser::parse(*question, passage).unwrap().flat_map(Pair::into_inner);
                let whole: Vec<_> = whole.flat_map(with_parts).map(|node| (node.as_rule(), span(&node, 0))).collect();
                let whole: Vec<_> = whole.into_iter().filter(|(rule, _)| *rule != Rule::EOI).collect();
                any += usize::from(!whole.is_empty());
                assert_eq!(answer.read(passage), whole, "{question:?} of {passage:?}");
            }
        }
        assert!(any > 12, "only {any} questions find anything");
    }
}
