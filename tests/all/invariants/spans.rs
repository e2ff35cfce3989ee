//! In: what is printed as JSON. Out: proof that every place in it lies in the text, and that every quote stands there.
#![allow(clippy::unwrap_used)]

use crate::common::{judged, own_texts, real_texts};
use imrcheck::report::{Report, json};
use imrcheck::source::{Document, Prose};
use imrcheck::span::Span;
use rayon::prelude::*;
use serde_json::Value;

fn span(value: &Value) -> Option<Span> {
    let offset = |field: &str| value.get(field)?.as_u64()?.try_into().ok();
    Some(Span::new(offset("start")?, offset("end")?))
}

/// Walks through `value`, and tells how many places and quotes it holds.
fn walk(value: &Value, text: &str, name: &str) -> (usize, usize) {
    let inner: Vec<&Value> = match value {
        Value::Array(values) => values.iter().collect(),
        Value::Object(fields) => fields.values().collect(),
        _ => return (0, 0),
    };
    let mut counts = (0, 0);
    if let Some(place) = span(value) {
        assert!(
            place.start <= place.end && text.get(place.start..place.end).is_some(),
            "{name}: {place:?} is no place"
        );
        counts.0 += 1;
    }
    if let (Some(quote), Some(place)) = (value["quote"].as_str(), span(&value["span"])) {
        assert_eq!(Prose::new(text, place).text, quote, "{name}: {place:?}");
        assert!(!place.is_empty(), "{name}: {value}");
        counts.1 += 1;
    }
    inner.into_iter().map(|value| walk(value, text, name)).fold(counts, |a, b| (a.0 + b.0, a.1 + b.1))
}

/// Checks both JSON outputs of a document.
pub fn check(report: &Report) -> (usize, usize) {
    let both = [json::extract(report), json::check(report, None)];
    let counts = both.map(|line| {
        let value: Value = serde_json::from_str(&line).unwrap();
        walk(&value, &report.document.text, &report.document.name)
    });
    let least = report.letter.items.len() + report.reading.sentences.len() + report.reading.claims.len();
    assert!(
        counts[0].0 >= least && counts[0].1 >= report.reading.claims.len(),
        "{}: places are missing",
        report.document.name
    );
    (counts[0].0 + counts[1].0, counts[0].1 + counts[1].1)
}

/// Of letters: every item, sentence and claim has words.
fn check_letter(document: Document) -> (usize, usize) {
    let report = judged(document);
    let text = &report.document.text;
    let read = &report.reading;
    let spans = read.sentences.iter().map(|one| one.span).chain(report.letter.items.iter().map(|item| item.span));
    for place in spans {
        assert!(!place.of(text).trim().is_empty(), "{}: {place:?} is empty", report.document.name);
    }
    for claim in &read.claims {
        let sentence = &read.sentences[claim.sentence];
        assert!(
            sentence.span.contains(claim.span) && sentence.section == claim.section,
            "{}: {claim:?}",
            report.document.name
        );
    }
    check(&report)
}

#[test]
fn every_place_in_the_output_lies_in_the_text_and_every_quote_stands_there() {
    let counts = own_texts().into_iter().map(check_letter).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    assert!(counts.0 > 500 && counts.1 > 100, "{counts:?}");
}

#[test]
fn in_real_letters_too() {
    let counts = real_texts().into_par_iter().map(check_letter).reduce(|| (0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    println!("real letters: {} places, {} quotes", counts.0, counts.1);
}
