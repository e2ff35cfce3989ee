//! In: the letters written for this project and `key.json`. Out: whether everything that the key tells is read.
#![allow(clippy::unwrap_used)]

use crate::common::{judged, letters, own_texts};
use imrcheck::letter::Form;
use imrcheck::report::Report;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a reader must find in a document.
#[derive(Debug, PartialEq, Deserialize)]
struct Found {
    case_number: Option<String>,
    dates: Dates,
    patient: Patient,
    items: Vec<Item>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Dates {
    injury: Option<String>,
    assigned: Option<String>,
    ur_denial: Option<String>,
    decision: Option<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Patient {
    age: Option<u32>,
    sex: Option<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Item {
    text: String,
    family: String,
    outcome: Option<String>,
    original_request: Option<String>,
}

/// The key of a document: its form, and what is to be found.
#[derive(Debug, Deserialize)]
struct Key {
    form: String,
    #[serde(flatten)]
    found: Found,
}

fn found(report: &Report) -> Found {
    let letter = &report.letter;
    let iso = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
    let dates = &letter.dates;
    let items = report.items().map(|view| Item {
        text: view.item.text.clone(),
        family: view.request.family.clone(),
        outcome: view.outcome.map(|outcome| format!("{outcome:?}").to_lowercase()),
        original_request: view.item.original_request.clone(),
    });
    Found {
        case_number: letter.case_number.clone(),
        dates: Dates {
            injury: iso(dates.injury),
            assigned: iso(dates.assigned),
            ur_denial: iso(dates.ur_denial),
            decision: iso(dates.decision),
        },
        patient: Patient { age: letter.patient.age, sex: letter.patient.sex.map(str::to_owned) },
        items: items.collect(),
    }
}

/// Documents that are known to be read otherwise than the key tells. One that is mended must leave this list.
const MISREAD: [&str; 0] = [];

/// What a document is read as otherwise than its key tells.
fn faults(report: &Report, key: &Key) -> Vec<String> {
    let mut faults = Vec::new();
    if (key.form == "draft") != (report.letter.form == Form::Draft) {
        faults.push(format!("read as {:?}, but it is {}", report.letter.form, key.form));
    }
    let found = found(report);
    if found != key.found {
        faults.push(format!("read\n{found:#?}\nwhere the key tells\n{:#?}", key.found));
    }
    faults.extend(report.letter.notes.iter().map(|note| note.message.clone()));
    faults
}

#[test]
fn every_document_is_read_as_its_key_tells() {
    let mut key: BTreeMap<String, Key> =
        serde_json::from_str(&std::fs::read_to_string(letters().join("key.json")).unwrap()).unwrap();
    let mut all = Vec::new();
    for document in own_texts() {
        let name = document.name.clone();
        let key = key.remove(&name).unwrap_or_else(|| panic!("key.json tells nothing of {name}"));
        let faults = faults(&judged(document), &key);
        if MISREAD.contains(&name.as_str()) == faults.is_empty() {
            let told = if faults.is_empty() {
                "is read rightly now: take it off the list".to_owned()
            } else {
                faults.join("\n")
            };
            all.push(format!("{name}: {told}"));
        }
    }
    assert!(key.is_empty(), "key.json tells of documents that are not there: {:?}", key.keys());
    assert!(all.is_empty(), "{}", all.join("\n"));
}
