//! In: a document. Out: its [`Report`]: every stage in its order, the outcomes joined to it only at the end.

use crate::claim::{self, Explanation, Reading, Section};
use crate::completeness::{self, Completeness};
use crate::conflict::{self, Conflict, Material};
use crate::error::Error;
use crate::fact::Subject;
use crate::letter::{self, Item, Letter, Outcomes};
use crate::report::{Report, Sidecar};
use crate::request::{self, Drugs, Request};
use crate::rule::Program;
use crate::source::{self, Document, Limits, Prose};
use crate::span::Span;
use jiff::civil::Date;
use std::path::Path;
use std::sync::LazyLock;

/// Even the worst text is read at more bytes a second than this. What is sure to end in its time is read on the thread that
/// asks, which knows what it read before; anything longer on one of its own.
const LEAST_BYTES_A_SECOND: u64 = 4096;

/// The drug table, read once.
static DRUGS: LazyLock<Drugs> = LazyLock::new(Drugs::built_in);

impl Report {
    /// What was read, without a judgement. `requests` are added to what the document itself asks for.
    pub fn read(document: Document, requests: &[String]) -> Self {
        let (letter, outcomes) = structure(&document, requests);
        let reading = claim::read(&document, &letter, &DRUGS, usize::MAX).unwrap_or_default();
        Self::of(document, letter, outcomes, reading)
    }

    /// The same of a document that holds no more than the limits allow.
    ///
    /// # Errors
    /// Names the limit that the document goes beyond, time among them, and the option that raises it.
    pub fn read_within(document: Document, requests: &[String], limits: &Limits) -> Result<Self, Error> {
        let in_sure_time = LEAST_BYTES_A_SECOND.saturating_mul(limits.document_time.as_secs());
        if document.text.len() as u64 <= in_sure_time {
            return Self::read_up_to(document, requests, limits);
        }
        let (name, requests, own) = (document.name.clone(), requests.to_vec(), *limits);
        source::in_time(&name, limits, move || Self::read_up_to(document, &requests, &own))?
    }

    fn read_up_to(document: Document, requests: &[String], limits: &Limits) -> Result<Self, Error> {
        let (letter, outcomes) = structure(&document, requests);
        let too_many = |most: usize, what: &str, option: &str| {
            let what = format!("the document has more than {most} {what}");
            let cure = format!("Check that it is one letter or note, split it, or raise the limit with {option}.");
            Err(Error::document(Path::new(&document.name), what, cure))
        };
        if letter.items.len() > limits.items {
            return too_many(limits.items, "requests or disputed items", "--max-items");
        }
        match claim::read(&document, &letter, &DRUGS, limits.sentences) {
            Some(reading) => Ok(Self::of(document, letter, outcomes, reading)),
            None => too_many(limits.sentences, "sentences", "--max-sentences"),
        }
    }

    fn of(document: Document, letter: Letter, outcomes: Outcomes, reading: Reading) -> Self {
        let requests = letter.items.iter().map(of_item).collect();
        Self {
            program: Program::builtin(),
            document,
            letter,
            outcomes,
            requests,
            reading,
            edition: None,
            judgements: Vec::new(),
            conflicts: Vec::new(),
            completeness: None,
            sidecar: Sidecar::default(),
        }
    }
}

fn structure(document: &Document, requests: &[String]) -> (Letter, Outcomes) {
    let (letter, outcomes) = letter::read(document);
    (letter::with_requests(letter, document, requests), outcomes)
}

impl Report {
    /// How those sentences were read in whose running text these words stand, in upper or lower case.
    pub fn explain(&self, words: &str) -> Vec<Explanation> {
        let wanted = running(words).to_lowercase();
        let holds = |sentence: &str| sentence.to_lowercase().contains(&wanted);
        claim::explain_where(&self.document, &self.letter, &DRUGS, &holds)
    }
}

/// How words that stand in no document are read: as of the case summary, and as of a rationale where that differs.
pub fn explain_words(words: &str) -> Vec<Explanation> {
    let prose = Prose::new(words, Span::new(0, words.len())).with_not_spelled_out();
    let summary = claim::explain(&prose, Section::Summary, &DRUGS);
    let rationale = claim::explain(&prose, Section::Rationale(1), &DRUGS);
    let mut all = Vec::new();
    for (summary, rationale) in summary.into_iter().zip(rationale) {
        let differs = summary.voice != rationale.voice || summary.claims != rationale.claims;
        all.push(summary);
        all.extend(differs.then_some(rationale));
    }
    all
}

/// Words as they would stand in running text.
fn running(words: &str) -> String {
    Prose::new(words, Span::new(0, words.len())).text
}

fn of_item(item: &Item) -> Request {
    request_of(&item.text, item.original_request.as_deref())
}

impl Report {
    /// What the document says against itself. `subjects` are what its claims are said of.
    pub(super) fn conflicts(&self, subjects: &[Subject]) -> Vec<Conflict> {
        let (document, letter, reading) = (&self.document, &self.letter, &self.reading);
        conflict::find(&Material { document, letter, requests: &self.requests, reading, subjects, drugs: &DRUGS })
    }

    /// What the requests of a draft lack as requests; `as_of` is the day on which they are made, where the user says it.
    pub(super) fn completeness(&self, as_of: Option<Date>) -> Option<Completeness> {
        completeness::of(&self.document, &self.letter, &self.requests, as_of, &DRUGS)
    }
}

/// What an item asks for; `original` is what was asked for at first, where a part of it was granted.
pub(super) fn request_of(text: &str, original: Option<&str>) -> Request {
    match original {
        Some(original) => request::read_part(text, original, &DRUGS),
        None => request::read(text, &DRUGS),
    }
}

/// What a claim is about, read as if it were requested.
pub(super) fn resolve(about: &str) -> Request {
    request::read(about, &DRUGS)
}
