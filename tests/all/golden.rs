//! In: the documents written for this project. Out: what each stage makes of each, beside its golden file in `tests/golden`.
//!
//! `INSTA_UPDATE=always cargo test --test all golden` writes them anew; `git diff tests/golden` then shows what changed.
#![allow(clippy::unwrap_used)]

use crate::common::{PROGRAM, judged, own_texts};
use imrcheck::report::{Look, Report, Tally, human, json};
use imrcheck::source::Prose;
use imrcheck::span::Span;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::LazyLock;

static REPORTS: LazyLock<Vec<Report>> =
    LazyLock::new(|| own_texts().into_iter().map(|text| Report { program: PROGRAM, ..judged(text) }).collect());

/// The name of a document's golden files.
fn stem(report: &Report) -> String {
    report.document.name.trim_end_matches(".txt").replace('/', "-")
}

/// Compares what `stage` shows of every document with its golden file, and tells of all that differ.
fn check(stage: &str, show: impl Fn(&Report) -> String) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!("../golden/{stage}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let differs = REPORTS.iter().map(|report| (stem(report), show(report))).filter(|(stem, shown)| {
        let compared = || settings.bind(|| insta::assert_snapshot!(stem.as_str(), shown));
        catch_unwind(AssertUnwindSafe(compared)).is_err()
    });
    let differs: Vec<String> = differs.map(|(stem, _)| stem).collect();
    assert!(differs.is_empty(), "{stage} differs: {differs:?}");
    assert_eq!(on_disk(stage), REPORTS.iter().map(stem).collect(), "each golden file of {stage} has its document");
}

/// The documents of which `stage` has a golden file. One whose document is gone would be compared with nothing.
fn on_disk(stage: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(stage);
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let files = files.filter(|file| file.extension().is_some_and(|extension| extension == "snap"));
    files.map(|file| file.file_stem().unwrap().to_string_lossy().into_owned()).collect()
}

/// The first and last words of a passage, so that the border of a section shows without its whole text.
fn ends(report: &Report, span: Option<Span>) -> String {
    let Some(span) = span else { return "none".to_owned() };
    let text = Prose::new(&report.document.text, span).text;
    let words: Vec<&str> = text.split(' ').collect();
    match words.len() {
        0..=16 => text,
        count => format!("{} [{} words] {}", words[..8].join(" "), count - 16, words[count - 8..].join(" ")),
    }
}

fn structure(report: &Report) -> String {
    let letter = &report.letter;
    let date = |date: Option<jiff::civil::Date>| date.map_or("none".to_owned(), |date| date.to_string());
    let dates = &letter.dates;
    let mut out =
        format!("form: {:?}\ncase number: {}\n", letter.form, letter.case_number.as_deref().unwrap_or("none"));
    for (label, day) in [
        ("injury", dates.injury),
        ("assigned", dates.assigned),
        ("denial", dates.ur_denial),
        ("decision", dates.decision),
    ] {
        writeln!(out, "{label}: {}", date(day)).unwrap();
    }
    writeln!(out, "patient: {:?}\nsummary: {}", letter.patient, ends(report, letter.summary)).unwrap();
    for view in report.items() {
        let item = view.item;
        writeln!(out, "\n{}. {}\n   outcome: {:?}", item.n, item.text, view.outcome).unwrap();
        for (label, text) in [("asked at first", &item.original_request), ("granted", &item.granted)] {
            if let Some(text) = text {
                writeln!(out, "   {label}: {text}").unwrap();
            }
        }
        writeln!(out, "   guideline: {}\n   rationale: {}", ends(report, item.guideline), ends(report, item.rationale))
            .unwrap();
    }
    letter.notes.iter().for_each(|note| writeln!(out, "\nnote {}: {}", note.code, note.message).unwrap());
    out
}

/// What each item asks for; fields that are open are left out.
fn requests(report: &Report) -> String {
    let mut out = String::new();
    for view in report.items() {
        writeln!(out, "{}. {}", view.item.n, view.item.text).unwrap();
        let request = serde_json::to_value(view.request).unwrap();
        let open = ["null", "false", "[]"];
        let said = request.as_object().unwrap().iter().filter(|(_, value)| !open.contains(&value.to_string().as_str()));
        said.for_each(|(field, value)| writeln!(out, "   {field}: {value}").unwrap());
    }
    out
}

/// Every sentence with its voice, and under it its claims.
fn claims(report: &Report) -> String {
    let mut out = String::new();
    let mut section = None;
    for (index, sentence) in report.reading.sentences.iter().enumerate() {
        if section.replace(sentence.section) != Some(sentence.section) {
            writeln!(out, "{}{}", if index > 0 { "\n" } else { "" }, sentence.section).unwrap();
        }
        let voice = format!("{:?}", sentence.voice).to_lowercase();
        writeln!(out, "{voice:>9} | {}", Prose::new(&report.document.text, sentence.span).text).unwrap();
        for claim in report.reading.claims.iter().filter(|claim| claim.sentence == index) {
            write!(out, "          - {} {}", claim.kind.name(), claim.stance.name()).unwrap();
            claim.about.iter().for_each(|about| write!(out, " about {about}").unwrap());
            claim.value.iter().for_each(|value| write!(out, " {}", serde_json::to_string(value).unwrap()).unwrap());
            writeln!(out, ": {:?}", claim.quote).unwrap();
        }
    }
    out
}

#[test]
fn structure_of_each_document() {
    check("structure", structure);
}

#[test]
fn requests_of_each_document() {
    check("requests", requests);
}

#[test]
fn claims_of_each_document() {
    check("claims", claims);
}

#[test]
fn check_of_each_document_for_people() {
    check("check", |report| {
        let look = Look::default();
        human::check(report, None, look) + &human::total(Tally::of(report), PROGRAM, look)
    });
}

#[test]
fn check_of_each_document_for_programs() {
    check("check-json", |report| {
        let value: serde_json::Value = serde_json::from_str(&json::check(report, None)).unwrap();
        serde_json::to_string_pretty(&value).unwrap()
    });
}
