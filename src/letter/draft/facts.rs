//! In: a note, or the summary of a letter. Out: what its labels or sentences tell: age, sex and the date of injury.

use super::parser::{Node, Rule, nodes};
use crate::letter::{Dates, Patient, grammar, header, patient};
use jiff::civil::Date;

/// How far into a note labels are looked for, in bytes.
const WITHIN: usize = 4000;

/// The patient, by a sentence or by labels, and the dates.
pub(super) fn read(text: &str) -> (Patient, Dates) {
    let (mut patient, mut dates) = (patient::of_note(text), Dates::default());
    for node in nodes(Rule::facts, grammar::window(text, 0, WITHIN)) {
        match node.as_rule() {
            Rule::said_age => {
                patient.age = patient.age.or_else(|| age(&node));
            }
            Rule::said_sex => {
                let female = node.into_inner().any(|sex| sex.as_rule() == Rule::female);
                patient.sex = patient.sex.or(Some(if female { "female" } else { "male" }));
            }
            Rule::said_date => dates.injury = dates.injury.or_else(|| date(&node)),
            _ => {}
        }
    }
    (patient, dates)
}

/// The date of injury that a case summary tells in a sentence.
pub(super) fn injury(text: &str) -> Option<Date> {
    let mut told =
        nodes(Rule::facts, grammar::window(text, 0, WITHIN)).filter(|node| node.as_rule() == Rule::said_date);
    told.find_map(|node| date(&node))
}

fn date(node: &Node<'_>) -> Option<Date> {
    grammar::parse(grammar::Rule::date, node.as_str()).and_then(|day| header::date(&day))
}

fn age(node: &Node<'_>) -> Option<u32> {
    let written = node.clone().into_inner().next()?;
    written.as_str().parse().ok().filter(|age| (1..=120).contains(age))
}
