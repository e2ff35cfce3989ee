//! In: every letter. Out: proof that before there is an outcome the predictions are those that the letter gets.
#![allow(clippy::unwrap_used)]

use crate::common::{judged, own_texts, real_texts};
use imrcheck::letter::Form;
use imrcheck::report::{Judge, Predicted, Report};
use imrcheck::rule::{Rulebooks, clock};
use imrcheck::source::Document;
use rayon::prelude::*;

fn letters() -> Vec<Report> {
    let documents: Vec<Document> = own_texts().into_iter().chain(real_texts()).collect();
    documents.into_par_iter().map(judged).filter(|report| report.letter.form == Form::Letter).collect()
}

fn summary(report: &Report) -> Vec<(String, Predicted)> {
    let of = |view: imrcheck::report::ItemView| (view.item.text.clone(), view.judgements.unwrap().summary.outcome);
    report.items().map(of).collect()
}

/// The letter without the words that tell an outcome: after the colon of an item's heading, and alone on a line.
fn without_outcomes(text: &str) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let end = line.trim_end();
        let told = ["Upheld", "Overturned", "UPHELD", "OVERTURNED"].iter().find_map(|word| end.strip_suffix(word));
        match told {
            Some(before) => out.push_str(&format!("{}\n", before.trim_end_matches([' ', ':']))),
            None => out.push_str(line),
        }
    }
    out
}

#[test]
fn a_letter_without_its_outcomes_is_predicted_as_before() {
    let letters = letters();
    assert!(letters.len() >= 15);
    let again: Vec<Report> = letters
        .par_iter()
        .map(|letter| {
            let text = without_outcomes(&letter.document.text);
            judged(Document { text, ..letter.document.clone() })
        })
        .collect();
    for (letter, again) in letters.iter().zip(&again) {
        assert_eq!(summary(again), summary(letter), "{}", letter.document.name);
    }
    // The form of 2013 says its decision in a sentence.
    let told = again.iter().filter(|again| again.outcomes.0.iter().any(Option::is_some)).count();
    assert!(told <= 1, "{told} letters still tell an outcome");
}

/// What a physician has before the review: the case summary as a note, and what is asked for.
fn as_draft(letter: &Report) -> Option<Report> {
    let dates = &letter.letter.dates;
    let summary = letter.letter.summary?.of(&letter.document.text);
    let clock = clock(dates, imrcheck::letter::latest_date(&letter.document.text))?.date;
    let injury = dates.injury.map(|date| format!("Date of injury: {}\n", date.strftime("%m/%d/%Y")));
    let text = format!("Date of report: {}\n{}\n{summary}\n", clock.strftime("%m/%d/%Y"), injury.unwrap_or_default());
    let requests: Vec<String> = letter.items().map(|view| view.item.text.clone()).collect();
    let mut draft = Report::read(Document { text, ..letter.document.clone() }, &requests);
    Judge::new(Rulebooks::builtin().unwrap(), None, Some(clock)).unwrap().judge(&mut draft);
    Some(draft)
}

#[test]
fn the_same_words_as_a_draft_are_predicted_as_the_case_summary_is() {
    let (mut compared, mut differing) = (0, Vec::new());
    for letter in letters() {
        let Some(draft) = as_draft(&letter) else { continue };
        assert_eq!(draft.letter.form, Form::Draft, "{}", letter.document.name);
        let drafted = summary(&draft);
        for (view, (text, outcome)) in letter.items().zip(summary(&letter)) {
            // Of a request that utilization review cut down, a note before the review knows only what was asked.
            if view.item.original_request.is_some() || view.item.granted.is_some() {
                continue;
            }
            let found = drafted.iter().find(|(other, _)| *other == text);
            compared += 1;
            if found.map(|(_, outcome)| *outcome) != Some(outcome) {
                differing.push(format!("{} item {}: {text}: {found:?}", letter.document.name, view.item.n));
            }
        }
    }
    eprintln!("{compared} items compared");
    assert!(differing.is_empty(), "{} of {compared}: {differing:#?}", differing.len());
}
