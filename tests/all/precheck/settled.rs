//! In: documents with a file beside them. Out: what is settled, what is stale, and that the document stays as it is.
#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::path::{Path, PathBuf};

const NOTE: &str = "PROGRESS REPORT\nDate of exam: 3/2/2015\n\nSUBJECTIVE\nThe patient is a 46 year old male. Low back \
    pain continues.\n\nTREATMENT REQUESTED\n1. Norco 10/325mg #180\n2. Soma 350mg #90\n";

struct Said {
    code: i32,
    out: String,
    err: String,
}

fn imrcheck(arguments: &[&str], document: &Path) -> Said {
    let (command, options) = arguments.split_first().unwrap();
    let done = Command::cargo_bin("imrcheck").unwrap().arg(command).arg(document).args(options).output().unwrap();
    // Where lines are broken is no matter here.
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    Said { code: done.status.code().unwrap(), out: text(done.stdout), err: text(done.stderr) }
}

fn note() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("note.txt");
    std::fs::write(&path, NOTE).unwrap();
    (folder, path)
}

fn settle(finding: &str, item: &str, document: &Path) -> Said {
    let options = [
        "--finding",
        finding,
        "--item",
        item,
        "--date",
        "2015-03-04",
        "--reason",
        "test of 2/3 in the file",
        "--by",
        "J. R.",
    ];
    imrcheck(&[&["settle"], &options[..]].concat(), document)
}

#[test]
fn a_settled_finding_is_listed_and_no_longer_counts() {
    let (_folder, note) = note();
    let before = imrcheck(&["check"], &note);
    assert!(!before.out.contains("Settled beforehand") && before.code == 1);
    for finding in ["opioid/adherence", "opioid/response"] {
        let said = settle(finding, "1", &note);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.err);
    }
    let after = imrcheck(&["check", "--format", "json"], &note);
    let json: serde_json::Value = serde_json::from_str(&after.out).unwrap();
    assert_eq!((json["settled"].as_u64(), json["stale"].as_array().unwrap().len()), (Some(2), 0));
    // The prediction is the document's alone.
    assert_eq!(json["items"][0]["predictions"]["summary"]["outcome"], "upheld");
    let text = imrcheck(&["check"], &note);
    assert!(text.out.contains("2015-03-04 by J. R.: test of 2/3 in the file"), "{}", text.out);
    assert_eq!(text.code, 1, "item 2 is still open");
    assert_eq!(std::fs::read_to_string(&note).unwrap(), NOTE, "the document is never edited");
    let pile = imrcheck(&["check"], note.parent().unwrap());
    assert!(
        pile.out.contains("1 settled beforehand") && pile.out.contains("Settled beforehand: 2 findings"),
        "{}",
        pile.out
    );
}

#[test]
fn where_all_is_settled_the_exit_code_is_zero() {
    let (_folder, note) = note();
    for (finding, item) in [
        ("opioid/adherence", "1"),
        ("opioid/response", "1"),
        ("muscle_relaxant/acute-exacerbation", "2"),
        ("muscle_relaxant/second-line", "2"),
        ("muscle_relaxant/benefit", "2"),
    ] {
        let said = settle(finding, item, &note);
        assert_eq!(said.code, if said.err.is_empty() { 0 } else { 2 }, "{}", said.err);
    }
    assert_eq!(imrcheck(&["check"], &note).code, 0, "{}", imrcheck(&["check"], &note).out);
}

#[test]
fn an_entry_is_stale_once_the_request_or_the_record_is_another() {
    let (_folder, note) = note();
    assert_eq!(settle("opioid/adherence", "1", &note).code, 0);
    std::fs::write(&note, NOTE.replace("Norco 10/325mg #180", "Norco 10/325mg #60")).unwrap();
    let said = imrcheck(&["check"], &note);
    assert!(said.out.contains("is stale: no item asks for this any more"), "{}", said.out);
    let shown = NOTE.replace("continues.", "continues. A urine drug test on 2/3/2015 was consistent.");
    std::fs::write(&note, shown).unwrap();
    let said = imrcheck(&["check"], &note);
    assert!(said.out.contains("is stale: the document no longer leaves it open"), "{}", said.out);
}

#[test]
fn what_is_no_finding_cannot_be_settled() {
    let (_folder, note) = note();
    let said = settle("opioid/adherense", "1", &note);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("Did you mean `opioid/adherence`?"), "{}", said.err);
    assert!(!note.with_file_name("note.txt.imrcheck.yaml").exists());
}

#[test]
fn a_file_with_a_fault_is_named_and_the_document_is_judged_without_it() {
    let (_folder, note) = note();
    let beside = note.with_file_name("note.txt.imrcheck.yaml");
    for (text, what) in [
        ("settled:\n  - finding: opioid/adherence\n    reason: seen\n", "date"),
        ("settled:\n  - finding: opioid/adherence\n    reason: \"  \"\n    date: 2015-03-04\n", "reason"),
        ("settled:\n  - findng: opioid/adherence\n", "findng"),
        ("settled: [", "line"),
    ] {
        std::fs::write(&beside, text).unwrap();
        let said = imrcheck(&["check"], &note);
        assert_eq!(said.code, 2);
        assert!(said.err.replace([' ', '|'], "").contains("note.txt.imrcheck.yaml"), "{}", said.err);
        assert!(said.err.contains(what), "{what}: {}", said.err);
        assert!(said.out.contains("Not supported as written"), "{}", said.out);
    }
}

#[test]
fn a_file_named_without_the_documents_ending_is_read_too() {
    let (_folder, note) = note();
    let text = "settled:\n  - finding: opioid/adherence\n    reason: seen\n    date: 2015-03-04\n";
    std::fs::write(note.with_file_name("note.imrcheck.yaml"), text).unwrap();
    assert!(imrcheck(&["check"], &note).out.contains("2015-03-04: seen"));
}
