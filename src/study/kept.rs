//! In: a letter of a study. Out: one line of text that holds all of it but its name, and the letter back from it.
//!
//! Requests are not kept: they are read again from the items' words, which takes no time and cannot come apart from them.

use super::StudyLetter;
use crate::claim::Claim;
use crate::fact::Subject;
use crate::letter::{Dates, Form, Outcome};
use crate::report::{CaseFile, DisputedItem};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Kept {
    case_number: Option<String>,
    form: Form,
    dates: Dates,
    latest: Option<Date>,
    age: Option<u32>,
    items: Vec<Item>,
    claims: Vec<Claim>,
    subjects: Vec<Subject>,
}

#[derive(Serialize, Deserialize)]
struct Item {
    n: usize,
    text: String,
    original: Option<String>,
    outcome: Option<Outcome>,
}

/// The letter as one line, without a line break.
pub fn to_line(letter: &StudyLetter) -> String {
    let file = &letter.file;
    let item = |(item, outcome): (&DisputedItem, &Option<Outcome>)| Item {
        n: item.n,
        text: item.text.clone(),
        original: item.original_text.clone(),
        outcome: *outcome,
    };
    crate::report::json::line(&Kept {
        case_number: letter.case_number.clone(),
        form: file.form,
        dates: file.dates.clone(),
        latest: file.latest,
        age: file.age,
        items: file.items.iter().zip(&letter.outcomes).map(item).collect(),
        claims: file.claims.clone(),
        subjects: file.subjects.clone(),
    })
}

/// The letter of such a line; `None` where it is none.
pub fn from_line(source: String, line: &[u8]) -> Option<StudyLetter> {
    let kept: Kept = serde_json::from_slice(line).ok()?;
    let outcomes = kept.items.iter().map(|item| item.outcome).collect();
    let items = kept.items.into_iter().map(|item| DisputedItem::read(item.n, item.text, item.original));
    let file = CaseFile {
        form: kept.form,
        dates: kept.dates,
        latest: kept.latest,
        age: kept.age,
        items: items.collect(),
        claims: kept.claims,
        subjects: kept.subjects,
    };
    Some(StudyLetter { source, case_number: kept.case_number, file, outcomes })
}
