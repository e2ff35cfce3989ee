//! Documents with more items or sentences than are allowed: refused before they are read, with the option that allows more.

use crate::common::{document, judged_within};
use imrcheck::source::Limits;

fn refused(text: &str, limits: &Limits) -> Option<String> {
    judged_within(document(text), limits).err().map(|error| error.to_string())
}

#[test]
fn a_document_is_read_up_to_its_limit_and_refused_beyond() {
    let note = |items: usize| {
        let items: String = (1..=items).map(|n| format!("{n}. MRI of level {n}\n")).collect();
        format!("Request:\n{items}")
    };
    let limits = Limits { items: 7, sentences: 30, ..Limits::default() };
    assert_eq!(refused(&note(7), &limits), None);
    let error = refused(&note(8), &limits).unwrap_or_default();
    let expected = "invented.txt: the document has more than 7 requests or disputed items. Check that it is one letter or \
                    note, split it, or raise the limit with --max-items.";
    assert_eq!(error, expected);
    assert_eq!(refused(&"The knee hurts. ".repeat(30), &limits), None);
    let error = refused(&"The knee hurts. ".repeat(31), &limits).unwrap_or_default();
    assert!(error.contains("more than 30 sentences. ") && error.ends_with("with --max-sentences."), "{error}");
}

/// Of a letter only what is read counts: the case summary and the rationales.
#[test]
fn what_a_letter_tells_elsewhere_does_not_count() {
    let before = "The documents were reviewed. ".repeat(50);
    let letter = format!(
        "{before}\nCLINICAL CASE SUMMARY\nThe knee hurts. It swells.\nIMR ISSUES, DECISIONS AND RATIONALES\nMRI: Upheld\n\n\
         Claims Administrator guideline: none.\n\nDecision rationale: It is not shown.\n"
    );
    assert_eq!(refused(&letter, &Limits { sentences: 3, ..Limits::default() }), None);
    assert!(refused(&letter, &Limits { sentences: 2, ..Limits::default() }).is_some());
}

/// A letter has some ten items, and 500 pages hold some ten thousand sentences.
#[test]
fn the_usual_limits_leave_room_for_the_longest_letters() {
    let usual = Limits::default();
    assert!(usual.items >= 100 && usual.sentences >= 20_000, "{usual:?}");
}
