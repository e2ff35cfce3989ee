//! In: the bytes of a PDF. Out: its words, page by page, with notes on pages that gave none; or why it cannot be read.
//!
//! The libraries underneath may panic, recurse or loop on a hostile file. What can be measured beforehand is refused by
//! [`guard`](super::guard); the rest runs on a thread of its own, with a stack and a time of its own.

use super::guard::Page;
use super::text::Fault;
use super::{Limits, Note, apart, damage, form, guard};
use lopdf::{Document, Error, Object};
use pdf_extract::{PlainTextOutput, output_doc_page};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What such a document is called.
const KIND: &str = "PDF";
/// A page with fewer letters than this counts as one without text: a stamp or a page number, not a letter's page.
const FEW_LETTERS: usize = 20;

/// Reads the text of a PDF. Pages are parted by a line break and a form feed.
///
/// # Errors
/// Where a password is needed, the file is damaged, over a limit or hostile, or no page holds text.
pub(super) fn extract(bytes: Vec<u8>, limits: &Limits) -> Result<(String, Vec<Note>), Fault> {
    apart::run(KIND, limits, move |limits| read(&bytes, limits))
}

fn read(bytes: &[u8], limits: &Limits) -> Result<(String, Vec<Note>), Fault> {
    guard::packed_objects(bytes, limits)?;
    let document = open(bytes)?;
    let counted = damage::pages_counted(&document);
    let (document, known) = guard::document(document, limits)?;
    let mut texts = Vec::with_capacity(known.len());
    for (number, _) in (1..).zip(&known) {
        texts.push(catch_unwind(AssertUnwindSafe(|| page(&document, number))).unwrap_or(None));
    }
    let pages: Vec<_> = document.page_iter().take(known.len()).collect();
    let notes = form::fill(&document, &pages, &mut texts, limits)?;
    let (text, mut all) = report(&texts, &known)?;
    all.extend(counted.and_then(|counted| lost(counted, known.len())));
    all.extend(notes);
    Ok((text, all))
}

fn open(bytes: &[u8]) -> Result<Document, Fault> {
    let mut document = Document::load_mem(bytes).map_err(|error| fault(&error))?;
    if document.is_encrypted() {
        // Letters are published encrypted with an empty password and flagged against copying, as every reader ignores.
        document.decrypt("").map_err(|error| fault(&error))?;
    }
    Ok(document)
}

fn fault(error: &Error) -> Fault {
    match error {
        Error::InvalidPassword | Error::Decryption(_) | Error::UnsupportedSecurityHandler(_) => (
            "the PDF is locked with a password".to_owned(),
            "Open it with the password, print it to a new PDF without one, and give that file.".to_owned(),
        ),
        _ => damaged("its structure"),
    }
}

fn damaged(what: &str) -> Fault {
    apart::damaged(KIND, &format!("{what} cannot be read"))
}

/// The words of one page; nothing where the page cannot be read.
fn page(document: &Document, number: u32) -> Option<String> {
    let mut text = String::new();
    let mut output = PlainTextOutput::new(&mut text);
    output_doc_page(document, &mut output, number).ok()?;
    Some(text)
}

fn report(texts: &[Option<String>], known: &[Page]) -> Result<(String, Vec<Note>), Fault> {
    let pages: Vec<&str> = texts.iter().map(|text| text.as_deref().unwrap_or("")).collect();
    let is_silent = |page: &str| page.chars().filter(|c| c.is_alphanumeric()).take(FEW_LETTERS).count() < FEW_LETTERS;
    if !pages.iter().any(|page| page.contains(char::is_alphanumeric)) {
        return Err(if texts.iter().all(Option::is_none) { damaged("the text of its pages") } else { scan() });
    }
    let numbered = || (1..).zip(texts.iter().zip(known));
    let unread: Vec<usize> = numbered().filter(|(_, (text, _))| text.is_none()).map(|(number, _)| number).collect();
    let partly = numbered().filter(|(_, (text, page))| text.is_some() && !page.whole);
    let partly: Vec<usize> = partly.map(|(number, _)| number).collect();
    let silent = numbered().filter(|(_, (text, page))| page.drawn && text.as_deref().is_some_and(is_silent));
    let silent: Vec<usize> = silent.map(|(number, _)| number).collect();
    let mut notes = Vec::new();
    notes.extend(note(Note::PAGE_UNREADABLE, &unread, "could not be read; what stands there is missing."));
    let what = "could not be read whole: the file is damaged, and words may be missing.";
    notes.extend(note(Note::PAGE_INCOMPLETE, &partly, what));
    notes.extend(note(
        "page-without-text",
        &silent,
        "gave no text: a picture or a scan, which needs text recognition (OCR).",
    ));
    Ok((pages.join("\n\u{c}"), notes))
}

fn scan() -> Fault {
    let cure = "Run text recognition (OCR) on it, or give the letter's text.";
    ("the PDF holds no text: its pages are blank or pictures, as of a scan".to_owned(), cure.to_owned())
}

fn note(code: &'static str, pages: &[usize], what: &str) -> Option<Note> {
    let list: Vec<String> = pages.iter().map(usize::to_string).collect();
    let word = if pages.len() == 1 { "Page" } else { "Pages" };
    (!pages.is_empty()).then(|| Note { code, message: format!("{word} {} {what}", list.join(", ")) })
}

/// The note that fewer pages were found than there should be.
fn lost(counted: usize, found: usize) -> Option<Note> {
    let message = format!("The PDF should have {counted} pages, and {found} could be found.");
    (found < counted).then_some(Note { code: Note::PAGES_MISSING, message })
}

/// The names under `key` of a dictionary or of what it refers to.
pub(super) fn entry<'a>(document: &'a Document, dictionary: &'a lopdf::Dictionary, key: &[u8]) -> Option<&'a Object> {
    dictionary.get_deref(key, document).ok()
}
