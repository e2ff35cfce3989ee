//! In: what was not understood of a document. Out: the notes that tell the user.

use crate::source::Note;

/// Code of the note that a text is neither a letter nor a draft.
pub(super) const NO_REQUEST: &str = "no-request";

pub(super) fn without_outcome(n: usize, text: &str) -> Note {
    let message = format!("Item {n} (\"{}\") has no outcome that could be read.", shortened(text));
    Note { code: "item-without-outcome", message }
}

pub(super) fn without_rationale(n: usize, text: &str) -> Note {
    let message = format!("Item {n} (\"{}\") has no rationale that could be read.", shortened(text));
    Note { code: "item-without-rationale", message }
}

pub(super) fn without_summary() -> Note {
    let message = "The letter has no clinical case summary that could be read.".to_owned();
    Note { code: "letter-without-summary", message }
}

pub(super) fn without_item() -> Note {
    let message =
        "This is a letter, but no disputed item was found in it: it may be cut off, or of a form that is not known.";
    Note { code: "letter-without-item", message: message.to_owned() }
}

pub(super) fn items_missing(decisions: usize, items: usize) -> Note {
    let message = format!(
        "{decisions} lines of the letter give a decision, and {items} {} could be read: at least one item is missing here.",
        if items == 1 { "item" } else { "items" }
    );
    Note { code: Note::ITEMS_MISSING, message }
}

/// Opens the notes of a document of which a part is known to be missing.
pub(super) fn mark_incomplete(notes: &mut Vec<Note>) {
    if notes.iter().any(Note::is_of_loss) {
        let message = "This document is incomplete: see the next lines. What is lost counts as not said, so compare with \
                       the original before you rely on it.";
        notes.insert(0, Note { code: "incomplete", message: message.to_owned() });
    }
}

pub(super) fn header_unclear() -> Note {
    let message = "The header's dates could not be matched to their labels and were left out.".to_owned();
    Note { code: "header-unclear", message }
}

pub(super) fn neither_letter_nor_draft() -> Note {
    let message = "This is no Independent Medical Review letter, and no list of requests was found in it. \
                   Name each request with --request, or put them under a line \"Request:\".";
    Note { code: NO_REQUEST, message: message.to_owned() }
}

pub(super) fn request_added(n: usize, request: &str) -> Note {
    let message = format!(
        "Item {n} (\"{}\") was added with --request: the letter does not list it, and decides nothing about it.",
        shortened(request)
    );
    Note { code: "request-added", message }
}

/// The first words of an item, enough to know it by.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
