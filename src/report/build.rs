//! In: a document. Out: its [`Report`]: every stage in its order, the outcomes joined to it only at the end.

use crate::letter::{self, Item, Letter};
use crate::report::Report;
use crate::source::Document;
use crate::span::Span;
use crate::{claim, request};

impl Report {
    /// What was read, without a judgement. `requests` are added to what the document itself asks for.
    pub fn read(document: Document, requests: &[String]) -> Self {
        let (mut letter, outcomes) = letter::read(&document);
        add_requests(&mut letter, requests, document.text.len());
        let reading = claim::read(&document, &letter);
        let requests = letter.items.iter().map(|item| request::read(&item.text)).collect();
        Self { document, letter, outcomes, requests, reading, edition: None, judgements: Vec::new() }
    }
}

/// A request that the user typed stands nowhere in the document, so its place is empty, at the end.
fn add_requests(letter: &mut Letter, requests: &[String], end: usize) {
    for text in requests {
        letter.items.push(Item {
            n: letter.items.len() + 1,
            text: text.clone(),
            span: Span::new(end, end),
            original_request: None,
            granted: None,
            guideline: None,
            rationale: None,
        });
    }
}
