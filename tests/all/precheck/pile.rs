//! In: piles of invented notes. Out: what a nurse sees of them: order, duplicates, gaps, spreadsheet, exit code.
#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::path::Path;
use tempfile::TempDir;

/// A note with one request of which nothing is shown.
const WEAK: &str = "PROGRESS REPORT\nDate of exam: 3/2/2015\nDate of injury: 4/2/2009\n\nSUBJECTIVE\n\
    The patient is a 46 year old male. Low back pain continues.\n\nTREATMENT REQUESTED\n1. Norco 10/325mg #180\n";
/// The same patient, another note, the same request in other words.
const AGAIN: &str = "PROGRESS REPORT\nDate of exam: 4/6/2015\nDate of injury: 4/2/2009\n\nSUBJECTIVE\n\
    This 46-year-old male returns. No new complaints.\n\nTREATMENT REQUESTED\n1. Norco 10/325 mg, #180\n";
/// Another patient who asks for the same.
const OTHER: &str = "PROGRESS REPORT\nDate of exam: 4/6/2015\nDate of injury: 5/8/2011\n\nSUBJECTIVE\n\
    The patient is a 52 year old female. Low back pain continues.\n\nTREATMENT REQUESTED\n1. Norco 10/325mg #180\n";
/// A request that is supported.
const STRONG: &str = "PROGRESS REPORT\nDate of exam: 3/2/2015\nDate of injury: 2/20/2015\n\nSUBJECTIVE\n\
    The patient is a 30 year old female. She had an acute flare-up of her low back pain last week. Acetaminophen and \
    ibuprofen did not help.\n\nOBJECTIVE\nThere is muscle spasm.\n\nTREATMENT REQUESTED\n1. Flexeril 7.5mg #20\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn check(folder: &Path, options: &[&str]) -> (i32, String) {
    let done = Command::cargo_bin("imrcheck").unwrap().arg("check").arg(folder).args(options).output().unwrap();
    assert!(done.stderr.is_empty(), "{}", String::from_utf8_lossy(&done.stderr));
    (done.status.code().unwrap(), String::from_utf8(done.stdout).unwrap())
}

fn lines_with<'a>(text: &'a str, word: &str) -> Vec<&'a str> {
    text.lines().filter(|line| line.contains(word)).collect()
}

#[test]
fn a_folder_gives_one_line_for_each_request_and_what_needs_attention_first() {
    let folder = folder(&[("a.txt", STRONG), ("b.txt", WEAK), ("c.txt", OTHER)]);
    let (code, text) = check(folder.path(), &[]);
    assert_eq!(code, 1);
    assert!(text.contains("3 requests in 3 documents: 2 not shown, 0 contradicted, 1 supported."), "{text}");
    let rows: Vec<_> = text.lines().filter(|line| line.contains(".txt:")).map(|line| &line[..5]).collect();
    assert_eq!(rows, ["b.txt", "c.txt", "a.txt"], "{text}");
    assert!(lines_with(&text, "b.txt:9")[0].contains("not supported not shown    response, adherence"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    assert!(!text.contains("What is so can be documented"), "the table alone: {text}");
    let (_, whole) = check(folder.path(), &["--details"]);
    assert!(whole.contains("What is so can be documented") && whole.contains("3 requests in 3 documents"));
}

#[test]
fn the_same_request_for_the_same_patient_is_found_and_another_patients_is_not() {
    let folder = folder(&[("a.txt", WEAK), ("b.txt", OTHER), ("c.txt", AGAIN), ("d.txt", WEAK)]);
    let (_, text) = check(folder.path(), &[]);
    let listed: Vec<_> = text
        .split("Asked for more than once")
        .nth(1)
        .unwrap()
        .split("\n\n")
        .next()
        .unwrap()
        .split("  - ")
        .skip(1)
        .collect();
    assert_eq!(listed.len(), 2, "{text}");
    let plain = |words: &str| {
        words.split_whitespace().collect::<Vec<_>>().join(" ").replace(&format!("{}/", folder.path().display()), "")
    };
    assert_eq!(
        plain(listed[0]),
        "c.txt item 1: Norco 10/325 mg, #180, as a.txt item 1 (same date of injury and sex, so perhaps the same patient)."
    );
    assert_eq!(plain(listed[1]), "d.txt item 1: Norco 10/325mg #180, as a.txt item 1 (the documents are the same).");
}

#[test]
fn gaps_are_counted_by_kind_of_treatment() {
    let folder = folder(&[("a.txt", WEAK), ("b.txt", OTHER), ("c.txt", STRONG)]);
    let (_, text) = check(folder.path(), &[]);
    let gaps = text.split("Points that are missing most often").nth(1).unwrap();
    let counted = |id: &str| {
        let before = gaps.split(id).next().unwrap();
        let numbers = before.lines().rev().find(|line| line.contains(" of ")).unwrap();
        numbers.split_whitespace().filter_map(|word| word.parse().ok()).collect::<Vec<usize>>()
    };
    assert_eq!(counted("(opioid/response)"), [2, 0, 2], "{text}");
}

#[test]
fn a_spreadsheet_gets_cells_and_no_formulas() {
    let evil = WEAK.replace("1. Norco 10/325mg #180", "1. =HYPERLINK(\"http://example.org\") Norco 10/325mg #180");
    let folder = folder(&[("=cmd.txt", evil.as_str()), ("b.txt", STRONG)]);
    let (code, text) = check(folder.path(), &["--format", "csv"]);
    assert_eq!(code, 1);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap().get(0), Some("file"));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().flatten().all(|cell| !cell.trim_start().starts_with(['=', '+', '-', '@'])), "{text}");
    assert_eq!((&rows[0][6], &rows[1][6]), ("undocumented", "met"));
    assert_eq!(&rows[0][8], "opioid/response; opioid/adherence");
}

#[test]
fn the_user_says_when_the_exit_code_is_one() {
    let folder = folder(&[("b.txt", WEAK)]);
    for (when, code) in [
        ("denial", 1),
        ("not-shown", 1),
        ("contradicted", 0),
        ("no-rule", 0),
        ("never", 0),
        ("contradicted,not-shown", 1),
    ] {
        assert_eq!(check(folder.path(), &["--fail-on", when]).0, code, "{when}");
    }
}

#[test]
fn each_format_of_a_pile_has_all_documents() {
    let folder = folder(&[("a.txt", WEAK), ("b.txt", STRONG)]);
    for format in ["narrated", "html", "json", "csv", "human"] {
        let (_, text) = check(folder.path(), &["--format", format]);
        assert!(text.contains("a.txt") && text.contains("b.txt"), "{format}: {text}");
    }
}
