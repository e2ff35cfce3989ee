//! In: requests one after the other. Out: those that are the same as an earlier one, and by what that is known.

use super::Row;
use super::row::Identity;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A request that is the same as an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duplicate {
    /// Its place in the pile, from 0.
    pub row: usize,
    /// The place of the earlier one.
    pub of: usize,
    /// By what it is known.
    pub why: Why,
}

/// By what two requests are known to be the same. Both ask for the same in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// One document asks for it twice.
    SameDocument,
    /// The documents have the same text.
    SameText,
    /// The documents have the same IMR case number.
    SameCase,
    /// The documents give the same date of injury and sex, and no other age.
    SamePatient,
}

impl Why {
    /// As a clause.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::SameDocument => "asked for twice in one document",
            Self::SameText => "the documents are the same",
            Self::SameCase => "same case number",
            Self::SamePatient => "same date of injury and sex, so perhaps the same patient",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Document(usize),
    Text([u8; 32]),
    Case(String),
    Patient(Date, &'static str),
}

/// The first request of each key.
#[derive(Debug, Default)]
pub(super) struct Seen(BTreeMap<(String, Key), usize>);

impl Seen {
    /// Notes a request with its place; gives the earlier one that is the same.
    pub fn add(&mut self, place: usize, row: &Row, earlier: &[Row]) -> Option<Duplicate> {
        let Identity { request, text, patient, age } = &row.identity;
        let keys = [
            Some((Key::Document(row.document), Why::SameDocument)),
            Some((Key::Text(*text), Why::SameText)),
            row.case_number.clone().map(|number| (Key::Case(number), Why::SameCase)),
            patient.map(|(injured, sex)| (Key::Patient(injured, sex), Why::SamePatient)),
        ];
        let mut found = None;
        for (key, why) in keys.into_iter().flatten() {
            let of = *self.0.entry((request.clone(), key)).or_insert(place);
            let other_age = earlier.get(of).and_then(|other| other.identity.age).zip(*age);
            let too_far = why == Why::SamePatient && other_age.is_some_and(|(one, two)| one.abs_diff(two) > 1);
            if of != place && !too_far {
                found = found.or(Some(Duplicate { row: place, of, why }));
            }
        }
        found
    }
}
