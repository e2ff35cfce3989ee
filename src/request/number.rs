//! In: a `number` or `range` of the grammar. Out: its value. "eight (8)" is 8; of "2-3" the upper end counts.

use super::parser::Rule;
use pest::iterators::Pair;

/// Value of a pair that holds a number, spelled or in digits; of a range the upper end; `None` where it holds none.
pub fn value(pair: &Pair<Rule>) -> Option<f64> {
    let numbers = numbers(pair);
    numbers.into_iter().reduce(f64::max)
}

/// The lower end of a range, or the number itself.
pub fn least(pair: &Pair<Rule>) -> Option<f64> {
    numbers(pair).into_iter().reduce(f64::min)
}

/// Each number below a pair, in order; a number's own repetition in brackets is left out.
pub fn numbers(pair: &Pair<Rule>) -> Vec<f64> {
    let inside = std::iter::once(pair.clone()).chain(pair.clone().into_inner().flatten());
    let mut skip_to = 0;
    let mut found = Vec::new();
    for part in inside {
        let span = part.as_span();
        if span.start() < skip_to {
            continue;
        }
        match part.as_rule() {
            Rule::number => {
                found.extend(part.into_inner().next().and_then(|first| leaf(&first)));
                skip_to = span.end();
            }
            Rule::digits | Rule::once | Rule::twice => found.extend(leaf(&part)),
            _ => {}
        }
    }
    found
}

/// Rounded to a count, where it is one.
pub fn count(pair: &Pair<Rule>) -> Option<u32> {
    value(pair).and_then(to_count)
}

/// A count that fits, of a value that is not negative.
pub fn to_count(value: f64) -> Option<u32> {
    (value.fract() == 0.0 && (0.0..=1e9).contains(&value)).then_some(value as u32)
}

fn leaf(pair: &Pair<Rule>) -> Option<f64> {
    match pair.as_rule() {
        Rule::digits => pair.as_str().replace(',', "").parse().ok(),
        Rule::once => Some(1.0),
        Rule::twice => Some(2.0),
        Rule::spelled => pair.clone().into_inner().next().and_then(|word| leaf(&word)),
        // The grammar's rules n1 … n90 bear their value in their name.
        named => format!("{named:?}").strip_prefix('n').and_then(|digits| digits.parse().ok()),
    }
}
