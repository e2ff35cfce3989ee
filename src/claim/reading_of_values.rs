//! In: the parts of a matched phrase. Out: its typed value: time bounds, counts, scores, results.

use super::phrase::Rule;
use super::{Moment, Value};
use pest::iterators::Pair;

type Part<'i> = Pair<'i, Rule>;

/// The value that a phrase's parts give, if they give one.
pub(super) fn value(parts: &[Part<'_>]) -> Option<Value> {
    let has = |rule: Rule| parts.iter().any(|part| part.as_rule() == rule);
    let find = |rule: Rule| parts.iter().find(|part| part.as_rule() == rule);
    if has(Rule::time_mark) {
        return duration(parts);
    }
    if let Some(low) = find(Rule::low_score).and_then(number) {
        let high = find(Rule::high_score).and_then(number).unwrap_or(low);
        return (low <= 10.0 && high <= 10.0).then(|| Value::Score { low: low.min(high), high: high.max(low) });
    }
    if has(Rule::percent_fall) || has(Rule::before) || has(Rule::after) {
        let percent = find(Rule::percent_fall).and_then(number);
        let (before, after) = (find(Rule::before).and_then(single), find(Rule::after).and_then(single));
        return (before.or(after).or(percent).is_some()).then_some(Value::Relief { before, after, percent });
    }
    word(parts)
}

/// Values that are one word of the contract.
fn word(parts: &[Part<'_>]) -> Option<Value> {
    let has = |rule: Rule| parts.iter().any(|part| part.as_rule() == rule);
    let drug_test = has(Rule::drug_test).then(|| {
        let result = if has(Rule::inconsistent) {
            "inconsistent"
        } else if has(Rule::consistent) {
            "consistent"
        } else {
            "not_stated"
        };
        Value::Test { result }
    });
    let work = [(Rule::off, "off"), (Rule::modified, "modified"), (Rule::retired, "retired"), (Rule::full, "full")];
    let work = work.into_iter().find(|&(rule, _)| has(rule)).map(|(_, status)| Value::Work { status });
    let effects = has(Rule::side_effects).then(|| {
        let effects = if has(Rule::present) {
            "present"
        } else if has(Rule::absent) {
            "absent"
        } else {
            "not_stated"
        };
        Value::Effects { effects }
    });
    drug_test.or(work).or(effects)
}

fn duration(parts: &[Part<'_>]) -> Option<Value> {
    let has = |rule: Rule| parts.iter().any(|part| part.as_rule() == rule);
    let find = |rule: Rule| parts.iter().find(|part| part.as_rule() == rule);
    if let Some(date) = find(Rule::date) {
        return moment(date).map(|since| Value::Duration {
            since: Some(since),
            at_least_days: None,
            at_most_days: None,
            open: has(Rule::opened),
        });
    }
    let days = find(Rule::period).filter(|_| !has(Rule::nearly)).and_then(period_days)?;
    let (at_least_days, at_most_days) = if has(Rule::at_most) { (None, Some(days)) } else { (Some(days), None) };
    Some(Value::Duration { since: None, at_least_days, at_most_days, open: has(Rule::at_least) })
}

/// A month counts as 30 days and a year as 365; "several" means at least three, of years two (a reading that is open to doubt),
/// a unit alone one of it, in the plural two.
fn period_days(period: &Part<'_>) -> Option<u32> {
    let parts: Vec<Part<'_>> = period.clone().into_inner().collect();
    let unit = parts.last()?;
    let measured_in = unit.clone().into_inner().next()?.as_rule();
    let count = parts.first().filter(|part| part.as_rule() == Rule::amount);
    let vague = count.and_then(|count| count.clone().into_inner().next()).map(|inner| inner.as_rule());
    let count = match (vague, count) {
        (Some(Rule::many), _) if measured_in == Rule::years => 2,
        (Some(Rule::many), _) => 3,
        (Some(Rule::few), _) => 2,
        (Some(Rule::article), _) => 1,
        (_, Some(count)) => amount(count)?,
        (_, None) if unit.as_str().ends_with('s') => 2,
        (_, None) => 1,
    };
    let days = match measured_in {
        Rule::days => 1,
        Rule::weeks => 7,
        Rule::months => 30,
        _ => 365,
    };
    count.checked_mul(days)
}

/// A whole number in digits or words, the first in the part.
fn amount(part: &Part<'_>) -> Option<u32> {
    let written = |inner: &Part<'_>| matches!(inner.as_rule(), Rule::digits | Rule::spelled);
    let number = std::iter::once(part.clone()).chain(part.clone().into_inner().flatten()).find(written)?.as_str();
    whole_number(number)
}

/// A whole number in digits or words.
pub(super) fn whole_number(written: &str) -> Option<u32> {
    written.parse().ok().or_else(|| spelled(written))
}

fn spelled(word: &str) -> Option<u32> {
    const TO_TWENTY: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const MORE: [(&str, u32); 12] = [
        ("half a dozen", 6),
        ("thirty-one", 31),
        ("fifty", 50),
        ("sixty", 60),
        ("twenty-four", 24),
        ("thirty", 30),
        ("thirty-six", 36),
        ("forty", 40),
        ("a dozen", 12),
        ("one dozen", 12),
        ("two dozen", 24),
        ("three dozen", 36),
    ];
    let counted = TO_TWENTY.iter().zip(0..).find(|(name, _)| **name == word).map(|(_, number)| number);
    counted.or_else(|| MORE.iter().find(|(name, _)| *name == word).map(|&(_, number)| number))
}

fn number(part: &Part<'_>) -> Option<f64> {
    part.as_str().parse().ok().or_else(|| spelled(part.as_str()).map(f64::from))
}

/// The number of a part that holds one; a range such as "8-9" has no single number.
fn single(part: &Part<'_>) -> Option<f64> {
    let mut numbers = part.clone().into_inner();
    let first = numbers.next()?;
    numbers.next().is_none().then(|| number(&first))?
}

/// A date in any of the letters' notations. Two-digit years from 40 on are of the twentieth century.
fn moment(date: &Part<'_>) -> Option<Moment> {
    let (mut year, mut month, mut day) = (None, None, None);
    for part in date.clone().into_inner().flatten() {
        match part.as_rule() {
            Rule::year | Rule::year_number => year = part.as_str().parse::<i16>().ok().map(century),
            Rule::month_number => month = part.as_str().parse().ok(),
            Rule::month_name => month = month_of(part.as_str()),
            Rule::day => day = part.as_str().parse().ok(),
            _ => {}
        }
    }
    let valid =
        month.is_none_or(|month: i8| (1..=12).contains(&month)) && day.is_none_or(|day: i8| (1..=31).contains(&day));
    valid.then_some(Moment { year: year?, month, day })
}

fn century(year: i16) -> i16 {
    match year {
        0..40 => 2000 + year,
        40..100 => 1900 + year,
        _ => year,
    }
}

fn month_of(name: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    MONTHS.iter().zip(1..).find(|(month, _)| name.starts_with(**month)).map(|(_, number)| number)
}
