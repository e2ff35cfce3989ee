//! In: a document. Out: its [`Report`]: every stage in its order, the outcomes joined to it only at the end.

use crate::claim;
use crate::letter::{self, Item};
use crate::report::Report;
use crate::request::{self, Drugs, Request};
use crate::source::Document;
use std::sync::LazyLock;

/// The drug table, read once.
static DRUGS: LazyLock<Drugs> = LazyLock::new(Drugs::built_in);

impl Report {
    /// What was read, without a judgement. `requests` are added to what the document itself asks for.
    pub fn read(document: Document, requests: &[String]) -> Self {
        let (letter, outcomes) = letter::read(&document);
        let letter = letter::with_requests(letter, &document, requests);
        let reading = claim::read(&document, &letter, &DRUGS);
        let requests = letter.items.iter().map(of_item).collect();
        Self { document, letter, outcomes, requests, reading, edition: None, judgements: Vec::new() }
    }
}

fn of_item(item: &Item) -> Request {
    match &item.original_request {
        Some(original) => request::read_part(&item.text, original, &DRUGS),
        None => request::read(&item.text, &DRUGS),
    }
}

/// What a claim is about, read as if it were requested.
pub(super) fn resolve(about: &str) -> Request {
    request::read(about, &DRUGS)
}
