//! In: a note that is no letter. Out: its requests as items, and the whole note as summary.

mod blocks;
mod facts;
mod found;
mod line;
mod parser;
mod reader;
mod sentence;
mod table;

use super::lines::trimmed;
use super::{Form, Item, Letter, notes};
use crate::source::Document;
use crate::span::Span;
use jiff::civil::Date;

/// Reads a draft.
pub(super) fn read(document: &Document) -> Letter {
    let text = &document.text;
    let whole = Span::new(0, text.len());
    let (patient, dates) = facts::read(text);
    let mut letter = Letter {
        form: Form::Draft,
        case_number: None,
        patient,
        dates,
        summary: Some(trimmed(text, whole)),
        items: Vec::new(),
        asked: Vec::new(),
        blocks: blocks::blocks(text, whole),
        notes: document.notes.clone(),
    };
    for found in reader::requests(text, whole) {
        letter.asked.push(found.span());
        push(&mut letter, found.text(text), found.span());
    }
    if letter.items.is_empty() {
        letter.notes.push(notes::neither_letter_nor_draft());
    }
    notes::mark_incomplete(&mut letter.notes);
    letter
}

/// The date of injury that a letter's summary tells in a sentence.
pub(super) fn injury(summary: &str) -> Option<Date> {
    facts::injury(summary)
}

/// Adds a request that the user named.
pub(super) fn add(letter: &mut Letter, document: &Document, request: &str) {
    let end = document.text.len();
    let span = document.text.find(request).map_or(Span::new(end, end), |at| Span::new(at, at + request.len()));
    letter.notes.retain(|note| note.code != notes::NO_REQUEST);
    push(letter, request.to_owned(), span);
    if letter.form == Form::Letter {
        letter.notes.push(notes::request_added(letter.items.len(), request));
    }
}

fn push(letter: &mut Letter, text: String, span: Span) {
    let n = letter.items.len() + 1;
    letter.items.push(Item { n, text, span, original_request: None, granted: None, guideline: None, rationale: None });
}

/// The entries of a bare list, such as what follows "Issue at dispute:".
pub(super) fn list(text: &str, range: Span) -> Vec<Span> {
    reader::list(text, range).iter().map(found::Found::span).collect()
}
