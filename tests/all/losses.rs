//! Documents of which a part is lost: each is marked incomplete, in every format, and says which part.
#![allow(clippy::unwrap_used)]

use crate::command_line::{LETTER, folder, imrcheck, path};
use crate::common::{document, judged, real_texts, shared};
use crate::pdfs::{self, Damage};
use imrcheck::report::Report;
use imrcheck::source::{Limits, Loaded};

const PAGES: [&str; 3] =
    ["First page of this long letter", "Second page of this long letter", "Third page of this long letter"];

fn read(bytes: Vec<u8>) -> Result<Report, imrcheck::error::Error> {
    let limits = Limits::default();
    Loaded::of_bytes("a.pdf", bytes, &limits)?.document(&limits).map(judged)
}

fn codes(report: &Report) -> Vec<&str> {
    report.letter.notes.iter().map(|note| note.code).collect()
}

fn second_page_is_named(damage: Damage) {
    let report = read(pdfs::damaged(PAGES, damage)).unwrap();
    assert!(report.letter.is_incomplete(), "{damage:?}: {:?}", codes(&report));
    assert_eq!(codes(&report)[0], "incomplete", "{damage:?}");
    let told =
        report.letter.notes.iter().any(|note| note.code.starts_with("page-") && note.message.contains("Page 2 "));
    assert!(told, "{damage:?}: {:?}", report.letter.notes);
    assert!(report.document.text.contains(PAGES[0]) && report.document.text.contains(PAGES[2]), "{damage:?}");
}

#[test]
fn a_page_whose_content_is_cut_off_is_named() {
    second_page_is_named(Damage::CutContent);
}

#[test]
fn a_page_whose_content_is_lost_is_named() {
    second_page_is_named(Damage::LostContent);
}

#[test]
fn a_page_of_whose_contents_one_is_lost_is_named() {
    second_page_is_named(Damage::LostPart);
}

#[test]
fn a_page_with_garbage_in_its_content_is_named() {
    second_page_is_named(Damage::Garbage);
}

#[test]
fn a_page_with_a_cut_drawing_is_named() {
    second_page_is_named(Damage::CutDrawing);
}

#[test]
fn a_page_with_a_cut_table_of_characters_is_named() {
    second_page_is_named(Damage::CutTable);
}

#[test]
fn pages_that_are_counted_and_not_there_are_told() {
    let report = read(pdfs::with_lost_pages(&PAGES, 5)).unwrap();
    assert!(codes(&report).contains(&"pages-missing") && report.letter.is_incomplete(), "{:?}", codes(&report));
    let whole = read(pdfs::with_pages(&PAGES)).unwrap();
    assert!(!whole.letter.is_incomplete(), "{:?}", codes(&whole));
}

/// Wherever a PDF is cut off, it is refused, or all its words are there, or it says that it is incomplete.
#[test]
fn a_pdf_cut_off_anywhere_loses_nothing_in_silence() {
    let bytes = pdfs::with_pages(&PAGES);
    let whole = read(bytes.clone()).unwrap().document.text;
    let mut read_in_part = 0;
    for end in (0..bytes.len()).step_by(17) {
        let Ok(report) = read(bytes[..end].to_vec()) else { continue };
        read_in_part += 1;
        let said = report.letter.is_incomplete() || report.document.text == whole;
        assert!(said, "cut at {end}: {:?}", report.document.text);
    }
    eprintln!("{read_in_part} parts were read");
}

/// No whole file is called damaged.
#[test]
fn real_pdfs_are_whole() {
    let Some(shared) = shared() else { return };
    let limits = Limits::default();
    let folder = shared.join("letters/2016-2017/pdf");
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        let loaded = Loaded::of_bytes("a.pdf", std::fs::read(&file).unwrap(), &limits).unwrap();
        let document = loaded.document(&limits).unwrap();
        assert!(
            !document.notes.iter().any(imrcheck::source::Note::is_of_loss),
            "{}: {:?}",
            file.display(),
            document.notes
        );
        count += 1;
    }
    assert!(count > 100, "{count}");
}

/// Of the first item only the heading is left, in what was the summary: the labels that would make it one are gone.
#[test]
fn a_letter_with_fewer_items_than_decisions_is_incomplete() {
    let labels = "Claims Administrator guideline: none.\n\nDecision rationale: It is not shown.\n\n";
    let letter = format!(
        "CLINICAL CASE SUMMARY\nThe knee hurts.\n\n1. MRI of the left knee: Upheld\n\n{labels}2. Knee brace: \
         Overturned\n\n{labels}"
    );
    let report = judged(document(&letter.replacen(labels, "", 1)));
    assert_eq!(codes(&report)[0], "incomplete", "{:?}", report.letter.notes);
    assert!(codes(&report).contains(&"items-missing"));
    let whole = judged(document(&letter));
    assert!(!whole.letter.is_incomplete(), "{:?}", whole.letter.notes);
    for real in real_texts() {
        let name = real.name.clone();
        assert!(!judged(real).letter.is_incomplete(), "{name}");
    }
}

#[test]
fn every_format_says_that_a_document_is_incomplete() {
    let text = "CLINICAL CASE SUMMARY The knee hurts. IMR ISSUES, DECISIONS AND RATIONALES The Final Determination";
    let files = folder(&[
        ("a.pdf", &pdfs::damaged([text, PAGES[1], PAGES[2]], Damage::CutContent)),
        ("b.txt", LETTER.as_bytes()),
    ]);
    let (one, all) = (path(&files, "a.pdf"), files.path().display().to_string());
    for (format, what) in [
        ("human", "This document is incomplete"),
        ("narrated", "This document is incomplete"),
        ("json", "\"incomplete\":true"),
        ("html", "This document is incomplete"),
    ] {
        let said = imrcheck(&["check", &one, "--format", format], b"");
        assert!(said.out.contains(what), "{format}: {}", said.out);
    }
    for (format, what) in [("human", "Incomplete: a part is missing"), ("html", "Incomplete documents")] {
        let said = imrcheck(&["check", &all, "--format", format], b"");
        assert!(said.out.contains(what), "{format}: {}", said.out);
    }
    let extracted = imrcheck(&["extract", &one, "--format", "json"], b"");
    assert!(extracted.out.contains("\"incomplete\":true"), "{}", extracted.out);
}
