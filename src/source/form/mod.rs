//! In: a loaded PDF and the text of its pages. Out: the same with what was filled into its form, page by page: such words
//! stand in the fields and not on the page. See docs/decisions/0021-word-documents-and-form-fields.md.

mod field;
mod layout;
mod name;

use super::guard;
use super::pdf::entry;
use super::text::Fault;
use super::{Limits, Note};
use field::Field;
use lopdf::{Document, Object, ObjectId};

/// Most fields of a document: the longest forms have some thousand.
const MOST_FIELDS: usize = 5000;
/// A page with fewer letters than this says no more than that a form belongs here.
const NOTICE: usize = 600;

/// Adds to each page's text what is filled in on it. `texts` are those of the pages in their order; nothing for a page
/// that could not be read.
///
/// # Errors
/// Where the form can be shown by one program only, or has more fields than the limit.
pub(super) fn fill(
    document: &Document,
    pages: &[ObjectId],
    texts: &mut [Option<String>],
    limits: &Limits,
) -> Result<Vec<Note>, Fault> {
    let mut left = limits.expanded_bytes;
    let mut seen = 0;
    for (page, text) in pages.iter().zip(texts.iter_mut()) {
        let fields = on_page(document, *page, &mut left, MOST_FIELDS - seen).ok_or_else(|| too_large(limits))?;
        seen += fields.len();
        let lines = layout::lines(fields, text.as_deref().unwrap_or_default());
        if !lines.is_empty() {
            let text = text.get_or_insert_default();
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
            text.push_str(&lines.join("\n"));
            text.push('\n');
        }
    }
    if seen == 0 && has_dynamic_form(document) { without_fields(texts) } else { Ok(Vec::new()) }
}

/// The fields of a page; nothing where they take more than the limit.
fn on_page(document: &Document, page: ObjectId, left: &mut usize, most: usize) -> Option<Vec<Field>> {
    let page = document.get_dictionary(page).ok();
    let list = page.and_then(|page| entry(document, page, b"Annots")).and_then(|list| list.as_array().ok());
    let mut fields = Vec::new();
    for one in list.into_iter().flatten() {
        let widget = document.dereference(one).ok().and_then(|(_, object)| object.as_dict().ok());
        let Some(field) = widget.and_then(|widget| Field::read(document, widget, *left)) else { continue };
        *left = left.checked_sub(field.size())?;
        fields.push(field);
        if fields.len() > most {
            return None;
        }
    }
    Some(fields)
}

fn too_large(limits: &Limits) -> Fault {
    let (what, _) = guard::hostile(&format!("its form has more than {MOST_FIELDS} fields, or too much stands in them"));
    let (_, cure) = guard::too_large(limits);
    (what, cure)
}

/// Whether there is a form (XFA) that a program of its own lays out, and that other programs do not show.
fn has_dynamic_form(document: &Document) -> bool {
    let form = document.catalog().ok().and_then(|catalog| entry(document, catalog, b"AcroForm"));
    form.and_then(|form| form.as_dict().ok()).is_some_and(|form| form.has(b"XFA"))
}

fn without_fields(texts: &[Option<String>]) -> Result<Vec<Note>, Fault> {
    let letters = texts.iter().flatten().flat_map(|text| text.chars()).filter(|one| one.is_alphanumeric()).count();
    if letters < NOTICE {
        let what = "the PDF is a form (XFA) whose words only Adobe's own programs show";
        let cure = "Open it in Adobe Reader, print it to a new PDF, and give that file.";
        return Err((what.to_owned(), cure.to_owned()));
    }
    let message = "The PDF holds a form (XFA) that only Adobe's own programs show; what was filled in may be missing. \
                   Print it to a new PDF from Adobe Reader to have it read.";
    Ok(vec![Note { code: "form-not-read", message: message.to_owned() }])
}

/// The number that an object stands for.
fn number(object: &Object) -> Option<f32> {
    object.as_float().ok().filter(|number| number.is_finite())
}
