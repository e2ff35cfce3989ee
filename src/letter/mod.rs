//! In: a [`Document`]. Out: its form, header, sections and items, and, apart from them, the outcomes.

mod dated;
mod draft;
mod grammar;
mod header;
mod heading;
mod latest;
mod lines;
mod marks;
mod notes;
mod outcome;
mod parts;
mod patient;

pub use dated::{Dated, Occasion, dated};
pub use latest::latest_date;
pub use outcome::{Outcome, Outcomes};

use crate::source::{Document, Note};
use crate::span::Span;
use jiff::civil::Date;
use marks::Mark;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What kind of document was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// An IMR final determination letter.
    Letter,
    /// A note with a list of requests, before any review.
    Draft,
}

/// A document's structure. It holds no outcome: those are returned beside it by [`read`].
#[derive(Debug, Clone)]
pub struct Letter {
    /// What kind of document this is.
    pub form: Form,
    /// The IMR case number, where the header gives one.
    pub case_number: Option<String>,
    /// The dates that the header gives.
    pub dates: Dates,
    /// What the summary says of the patient.
    pub patient: Patient,
    /// Bytes of the clinical case summary (of a draft: the whole note).
    pub summary: Option<Span>,
    /// The disputed items in the letter's order.
    pub items: Vec<Item>,
    /// Bytes of the requests that a draft itself makes; those that the user names beside it are not among them.
    pub asked: Vec<Span>,
    /// Of a draft, the parts of the note that are read each by itself: paragraphs, entries of lists, labelled lines.
    pub blocks: Vec<Span>,
    /// What the user should know about how this document was read.
    pub notes: Vec<Note>,
}

impl Letter {
    /// Whether a part of the document is known to be missing, so that its silence shows nothing.
    pub fn is_incomplete(&self) -> bool {
        self.notes.iter().any(Note::is_of_loss)
    }
}

/// The dates of a letter's header; the clock for everything in it. Never today's date.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dates {
    /// Date of injury.
    pub injury: Option<Date>,
    /// Date on which the review was assigned.
    pub assigned: Option<Date>,
    /// Date of the utilization review denial.
    pub ur_denial: Option<Date>,
    /// Date of the IMR decision.
    pub decision: Option<Date>,
}

/// What the summary says of the patient.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Patient {
    /// Age in years.
    pub age: Option<u32>,
    /// `male` or `female`, as written.
    pub sex: Option<&'static str>,
}

/// One disputed item, without its outcome.
#[derive(Debug, Clone)]
pub struct Item {
    /// Place in the letter, from 1.
    pub n: usize,
    /// What is in dispute, as running text, without verdict words.
    pub text: String,
    /// Bytes of the heading that `text` was read from.
    pub span: Span,
    /// What was asked at first, where the heading says that the request was modified.
    pub original_request: Option<String>,
    /// What utilization review granted of the original request, where the heading tells it.
    pub granted: Option<String>,
    /// Bytes of the guideline line that the reviewer cites ("MAXIMUS guideline: …").
    pub guideline: Option<Span>,
    /// Bytes of the reviewer's rationale for this item.
    pub rationale: Option<Span>,
}

/// Reads the structure of a document. Never fails: what is not understood becomes a note.
pub fn read(document: &Document) -> (Letter, Outcomes) {
    let marks = marks::find(&document.text);
    if marks.iter().any(|mark| mark.kind.is_of_letter()) {
        return letter(document, &marks);
    }
    (draft::read(document), Outcomes::default())
}

/// Adds requests that the user named beside the document (`--request`). The bytes of each are those of the same words in
/// the text, or the text's end where it does not hold them.
pub fn with_requests(mut letter: Letter, document: &Document, requests: &[String]) -> Letter {
    for request in requests.iter().map(|request| request.trim()).filter(|request| !request.is_empty()) {
        draft::add(&mut letter, document, request);
    }
    letter
}

fn letter(document: &Document, marks: &[Mark]) -> (Letter, Outcomes) {
    let text = &document.text;
    let header_end = marks.iter().find(|mark| mark.kind.ends_header()).map_or(text.len(), |mark| mark.span.start);
    let header = header::read(&text[..header_end]);
    let parts = parts::read(text, marks);
    let mut notes = document.notes.clone();
    notes.extend(header.unclear.then(notes::header_unclear));
    notes.extend(parts.summary.is_none().then(notes::without_summary));
    notes.extend(parts.items.is_empty().then(notes::without_item));
    let untold = parts.items.iter().zip(&parts.outcomes).filter(|(_, outcome)| outcome.is_none());
    notes.extend(untold.map(|(item, _)| notes::without_outcome(item.n, &item.text)));
    let missing = parts.decisions > parts.items.len();
    notes.extend(missing.then(|| notes::items_missing(parts.decisions, parts.items.len())));
    let silent = parts.items.iter().filter(|item| item.rationale.is_none());
    notes.extend(silent.map(|item| notes::without_rationale(item.n, &item.text)));
    notes::mark_incomplete(&mut notes);
    let summary = parts.summary.map_or("", |span| span.of(text));
    // Letters without a table of dates tell that of the injury in a sentence.
    let injury = header.dates.injury.or_else(|| draft::injury(summary));
    let dates = Dates { injury, ..header.dates };
    let letter = Letter {
        form: Form::Letter,
        patient: patient::read(summary, &dates),
        case_number: header.case_number,
        dates,
        summary: parts.summary,
        items: parts.items,
        asked: Vec::new(),
        blocks: Vec::new(),
        notes,
    };
    (letter, Outcomes(parts.outcomes))
}
