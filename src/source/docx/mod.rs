//! In: the bytes of a Word document (.docx). Out: its words, one line a paragraph, with the marks of its lists and its
//! tables as rows with tabs; or why it cannot be read. See docs/decisions/0021-word-documents-and-form-fields.md.

mod body;
mod control;
mod numbering;
mod package;
mod paragraph;
mod styles;
mod symbol;
mod table;
mod xml;

use super::text::Fault;
use super::{Limits, Note, apart, bytes::megabytes};
use body::{Body, Shown};
use numbering::Numbering;
use package::Package;
use styles::Styles;

/// What such a document is called.
const KIND: &str = "Word document";
/// A part with fewer letters than this is a page number or a name, and not missed.
const FEW_LETTERS: usize = 20;
/// A document with pictures and fewer letters than this may be a scan with a heading.
const LETTERS_OF_A_PAGE: usize = 200;

/// Reads the text of a Word document.
///
/// # Errors
/// Where the file is no Word document, is damaged, over a limit or hostile, or holds no text.
pub(super) fn extract(bytes: Vec<u8>, limits: &Limits) -> Result<(String, Vec<Note>), Fault> {
    apart::run(KIND, limits, move |limits| read(bytes, limits))
}

fn read(bytes: Vec<u8>, limits: &Limits) -> Result<(String, Vec<Note>), Fault> {
    let mut package = Package::open(bytes, limits)?;
    let main = package.main()?;
    let xml = package.part(&main)?.ok_or_else(|| package::damaged("the part with its text is missing"))?;
    let styles =
        first(&mut package, "styles")?.map_or_else(|| Ok(Styles::default()), |xml| Styles::read(&xml, limits))?;
    let lists = first(&mut package, "numbering")?;
    let lists = lists.map_or_else(|| Ok(Numbering::default()), |xml| Numbering::read(&xml, limits))?;
    let shown = Body::read(&xml, &styles, &lists, limits)?;
    drop(xml);
    if shown.text.len() > limits.document_bytes {
        let what = format!("the {KIND} holds more than {} of text", megabytes(limits.document_bytes));
        return Err((what, "Split it, or raise the limit with --max-bytes.".to_owned()));
    }
    let letters = letters(&shown.text);
    if letters == 0 {
        return Err(if shown.pictures { scan() } else { empty() });
    }
    let mut notes = Vec::new();
    notes.extend((shown.pictures && letters < LETTERS_OF_A_PAGE).then(picture_note));
    notes.extend(left_out(&mut package, &shown, &styles, limits));
    Ok((shown.text, notes))
}

fn first(package: &mut Package, kind: &str) -> Result<Option<String>, Fault> {
    package.named(kind).first().map_or(Ok(None), |name| package.part(name))
}

fn letters(text: &str) -> usize {
    text.chars().filter(|character| character.is_alphanumeric()).count()
}

fn scan() -> Fault {
    let cure = "Run text recognition (OCR) on it, or give the letter's text.";
    (format!("the {KIND} holds no text, only pictures, as of a scan"), cure.to_owned())
}

fn empty() -> Fault {
    let cure = "Check that it was saved, and give the letter's text or its PDF.";
    (format!("the {KIND} is empty"), cure.to_owned())
}

fn picture_note() -> Note {
    let message = "The document holds pictures and little text: what a picture shows is missing, and needs text \
                   recognition (OCR).";
    Note { code: "picture-without-text", message: message.to_owned() }
}

/// What holds text and is not read. What cannot be told is taken to hold some.
fn left_out(package: &mut Package, shown: &Shown, styles: &Styles, limits: &Limits) -> Option<Note> {
    const PARTS: [(&str, &str); 5] = [
        ("header", "headers"),
        ("footer", "footers"),
        ("footnotes", "footnotes"),
        ("endnotes", "endnotes"),
        ("comments", "comments"),
    ];
    let lists = Numbering::default();
    let mut names = Vec::new();
    for (kind, name) in PARTS {
        let parts = package.named(kind);
        let holds_text = |part: &String| match package.part(part) {
            Ok(Some(xml)) => {
                let read = Body::read(&xml, styles, &lists, limits);
                read.map_or(true, |shown| letters(&shown.text) >= FEW_LETTERS)
            }
            Ok(None) => false,
            Err(_) => true,
        };
        names.extend(parts.iter().any(holds_text).then_some(name));
    }
    names.extend(shown.embedded.then_some("embedded documents"));
    let (last, before) = names.split_last()?;
    let list = if before.is_empty() { (*last).to_owned() } else { format!("{} and {last}", before.join(", ")) };
    Some(Note { code: "parts-left-out", message: format!("The text of its {list} was not read.") })
}
