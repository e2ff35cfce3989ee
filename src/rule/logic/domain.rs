//! In: a fact's name and what is asked of it. Out: what can be on record of it, as far as the answers differ.

use crate::fact::{Fact, FactSheet, FactValue, Kleene, Origin, Range, State, origin};
use crate::rule::condition::{Condition, Test};
use std::collections::BTreeSet;

/// Something that can be on record of a fact, and the answer to each question asked of it.
#[derive(Debug)]
pub struct Candidate {
    /// What is on record.
    pub fact: Fact,
    /// The answers, in the order of the questions.
    pub truths: Vec<Kleene>,
}

/// What can be on record of the fact `name`, one for each different set of answers. Silence comes first.
pub fn candidates(name: &str, asked: &[Condition]) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> = Vec::new();
    for fact in records(name, asked) {
        let truths = answers(name, &fact, asked);
        if kept.iter().all(|known| known.truths != truths) {
            kept.push(Candidate { fact, truths });
        }
    }
    kept
}

fn answers(name: &str, fact: &Fact, asked: &[Condition]) -> Vec<Kleene> {
    let mut sheet = FactSheet::new("");
    sheet.set(name, fact.clone());
    asked.iter().map(|condition| condition.truth(&sheet)).collect()
}

fn records(name: &str, asked: &[Condition]) -> Vec<Fact> {
    let exact = origin(name) != Origin::Said;
    let values = values(asked, exact);
    let with = |state: State, value: Option<FactValue>| Fact { state, value, ..Fact::SILENT };
    let mut records = match origin(name) {
        Origin::Always => Vec::new(),
        Origin::Flag => vec![with(State::Denied, None)],
        Origin::Given | Origin::Said => vec![Fact::SILENT],
    };
    if values.is_empty() {
        records.push(with(State::Documented, None));
    }
    records.extend(values.iter().cloned().map(|value| with(State::Documented, Some(value))));
    if origin(name) == Origin::Said {
        records.push(with(State::Documented, None));
        records.push(with(State::Denied, None));
        records.push(with(State::Undocumented, None));
        records.extend(values.into_iter().map(|value| with(State::Undocumented, Some(value))));
    }
    records
}

fn tests(asked: &[Condition]) -> impl Iterator<Item = &Test> {
    asked.iter().flat_map(|condition| match condition {
        Condition::Fact(_, tests) => &tests[..],
        _ => &[],
    })
}

fn values(asked: &[Condition], exact: bool) -> Vec<FactValue> {
    let mut values: Vec<FactValue> = ranges(asked, exact).into_iter().map(FactValue::Range).collect();
    let lists: Vec<&[String]> = tests(asked).filter_map(words).collect();
    if !lists.is_empty() {
        let all: BTreeSet<String> = lists.iter().flat_map(|words| words.iter()).map(|word| written(word)).collect();
        // Each word alone, any two of them, and a word that nobody asks for.
        values.push(FactValue::word("something else"));
        for (index, one) in all.iter().enumerate() {
            values.push(FactValue::word(one));
            values.extend(all.iter().skip(index + 1).map(|two| FactValue::Words([one.clone(), two.clone()].into())));
        }
    }
    values
}

fn words(test: &Test) -> Option<&[String]> {
    match test {
        Test::Is(words) | Test::Mentions(words) => Some(words),
        _ => None,
    }
}

/// A word as it may stand in a text: what a final `*` leaves open is left out.
fn written(word: &str) -> String {
    word.trim_end_matches('*').to_owned()
}

/// Each threshold, the numbers between and beyond them, and, where a number may be known within bounds only, bounds.
fn ranges(asked: &[Condition], exact: bool) -> Vec<Range> {
    let thresholds = tests(asked).filter_map(|test| match test {
        Test::AtMost(bound) | Test::AtLeast(bound) | Test::Below(bound) | Test::Above(bound) => Some(bound.number),
        Test::Is(_) | Test::Mentions(_) => None,
    });
    let mut thresholds: Vec<f64> = thresholds.collect();
    thresholds.sort_by(f64::total_cmp);
    thresholds.dedup();
    let (Some(&least), Some(&most)) = (thresholds.first(), thresholds.last()) else { return Vec::new() };
    let between = thresholds.windows(2).map(|pair| f64::midpoint(pair[0], pair[1]));
    let mut points: Vec<f64> = thresholds.iter().copied().chain(between).chain([most + 1.0]).collect();
    points.extend((least > 0.0).then_some(least / 2.0));
    points.sort_by(f64::total_cmp);
    let mut ranges: Vec<Range> = points.iter().map(|&point| Range::exactly(point)).collect();
    if !exact {
        ranges.extend(points.iter().map(|&point| Range::at_least(point)));
        let pairs =
            points.iter().enumerate().flat_map(|(index, low)| points[index + 1..].iter().map(move |high| (low, high)));
        ranges.extend(pairs.map(|(&low, &high)| Range { low, high: Some(high) }));
    }
    ranges
}
