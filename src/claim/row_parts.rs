//! In: a row of marks. Out: the parts that the row grammar makes of it, each read by pest where it can stand.
//!
//! At most marks none of the dozen alternatives of a part can stand, and at the others one or two. Read as a whole, the row
//! has pest try them all, deep into the row, at every mark.

use super::row::{Marks, Rule};
use crate::grammar::{self, Grammar, Prepared, work};
use pest::Parser;
use pest::iterators::Pair;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The row grammar's text, to work out which part can stand where.
const GRAMMAR: &str = include_str!("../../grammar/sentence.pest");

/// A part of a row.
pub(super) struct Part<'r> {
    /// Index of its first mark; the pair's own places count from there.
    pub at: usize,
    /// What was read.
    pub pair: Pair<'r, Rule>,
}

/// The alternatives of a rule of the row grammar that only chooses.
struct Choice {
    alternatives: Vec<Alternative>,
    first: grammar::Choice,
}

struct Alternative {
    rule: Rule,
    /// Whether it can stand at the start of the row only.
    at_start: bool,
    /// Whether it leaves no node of its own, so that nothing tells how far it reaches.
    silent: bool,
}

/// What a choice makes of a place in the row.
enum Read<'r> {
    /// This alternative stands there.
    Part(Pair<'r, Rule>),
    /// None does.
    Nothing,
    /// One may that nothing can be told of.
    Untold,
}

static ROWS: LazyLock<&'static Prepared> = LazyLock::new(|| Prepared::new(Grammar::of(GRAMMAR)));
static ASSERTED: LazyLock<Choice> = LazyLock::new(|| Choice::of("part"));
static VOICED: LazyLock<Choice> = LazyLock::new(|| Choice::of("voiced"));

/// What is asserted, from left to right.
pub(super) fn asserted(row: &str) -> Vec<Part<'_>> {
    island(row).unwrap_or_else(|| whole(Rule::assertions, row))
}

/// Who speaks, a clause each; none where the row does not consist of clauses.
pub(super) fn voiced(row: &str) -> Vec<Part<'_>> {
    clauses(row).unwrap_or_else(|| whole(Rule::voices, row))
}

/// The row read from its start by one rule.
fn whole(rule: Rule, row: &str) -> Vec<Part<'_>> {
    work::call();
    let parts = Marks::parse(rule, row).into_iter().flatten().flat_map(Pair::into_inner);
    parts.map(|pair| Part { at: 0, pair }).collect()
}

/// `part*`: where no other part stands, a mark is passed over.
fn island(row: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while at < row.len() {
        match ASSERTED.read(row, at) {
            Read::Part(pair) => {
                let from = at;
                at += pair.as_span().end().max(1);
                parts.push(Part { at: from, pair });
            }
            Read::Nothing => at += 1,
            Read::Untold => return None,
        }
    }
    Some(parts)
}

/// `voiced ~ (break_mark ~ voiced)*`
fn clauses(row: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut at = 0;
    loop {
        let Read::Part(pair) = VOICED.read(row, at) else { return None };
        let from = at;
        at += pair.as_span().end();
        parts.push(Part { at: from, pair });
        if at == row.len() {
            return Some(parts);
        }
        work::call();
        let border = Marks::parse(Rule::break_mark, row.get(at..)?).ok()?.next()?;
        at += border.as_span().end();
    }
}

impl Choice {
    fn of(rule: &str) -> Self {
        let grammar = ROWS.grammar();
        let mut names = grammar.alternatives(rule).unwrap_or_default();
        // What only passes a mark over is what happens where nothing else stands.
        names.retain(|name| *name != "passed");
        let rules: BTreeMap<String, Rule> = Rule::all_rules().iter().map(|rule| (format!("{rule:?}"), *rule)).collect();
        let alternative = |name: &&str| {
            Some(Alternative {
                rule: *rules.get(*name)?,
                at_start: grammar.is_at_start(name),
                silent: grammar.is_silent(name),
            })
        };
        let alternatives = names.iter().filter_map(alternative).collect();
        Self { alternatives, first: grammar::Choice::of(&ROWS, &names) }
    }

    /// The first alternative that stands at this place.
    fn read<'r>(&self, row: &'r str, at: usize) -> Read<'r> {
        let Some(rest) = row.get(at..) else { return Read::Untold };
        let first = self.first.at(rest, |index| at == 0 || !self.alternatives[index].at_start);
        let Some(alternative) = first.and_then(|(index, _)| self.alternatives.get(index)) else { return Read::Nothing };
        if alternative.silent {
            return Read::Untold;
        }
        work::call();
        let pair = Marks::parse(alternative.rule, rest).ok().and_then(|mut pairs| pairs.next());
        pair.map_or(Read::Untold, Read::Part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::phrase::{find, mark_letters};
    use crate::request::Drugs;

    fn told(parts: &[Part<'_>], of: impl Fn(Rule) -> bool) -> Vec<(Rule, usize, usize)> {
        let spans = parts.iter().flat_map(|part| {
            let all = std::iter::once(part.pair.clone()).chain(part.pair.clone().into_inner().flatten());
            let place = |pair: Pair<'_, Rule>| {
                (pair.as_rule(), part.at + pair.as_span().start(), part.at + pair.as_span().end())
            };
            all.map(place).collect::<Vec<_>>()
        });
        spans.filter(|(rule, ..)| of(*rule)).collect()
    }

    #[track_caller]
    fn same(row: &str) {
        let beside = |rule: Rule| !matches!(rule, Rule::EOI | Rule::break_mark);
        assert_eq!(told(&asserted(row), beside), told(&whole(Rule::assertions, row), beside), "{row}");
        assert_eq!(told(&voiced(row), beside), told(&whole(Rule::voices, row), beside), "{row}");
    }

    #[test]
    fn part_by_part_is_read_what_is_read_as_a_whole() {
        let drugs = Drugs::built_in();
        for sentence in crate::claim::grammar_tests::sentences() {
            same(&find(&sentence, &drugs).iter().map(|phrase| char::from(phrase.mark)).collect::<String>());
        }
    }

    /// Every two marks, before and behind some that go together with many.
    #[test]
    fn so_it_is_with_any_marks() {
        let marks: Vec<char> = mark_letters().collect();
        for one in &marks {
            for two in &marks {
                same(&format!("{one}{two}"));
                same(&format!("N{one}k{two}u"));
                same(&format!("e{one}h{two}^"));
                same(&format!("pt{one},{two}y-bfvG{one}"));
            }
        }
    }

    #[test]
    fn what_stands_at_the_start_only_says_so_at_its_head() {
        let inside = GRAMMAR.matches("SOI").count() - GRAMMAR.matches("{ SOI ~").count();
        assert_eq!(inside, 0, "a rule of the row grammar asks for the start of the row after its head");
    }
}
