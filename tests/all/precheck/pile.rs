//! In: piles of invented notes. Out: what a nurse sees of them: order, duplicates, gaps, spreadsheet, exit code.
#![allow(clippy::unwrap_used)]

use crate::common::without_hash;
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

/// A letter of two items, of which the reviewer misses something that the summary tells of the first.
const TWO_ITEMS: &str = "CLINICAL CASE SUMMARY\n\nThe applicant is a 51-year-old cook who uses Norco. A urine drug \
    screen was consistent.\n\nIMR ISSUES, DECISIONS AND RATIONALES\n\nThe Final Determination was based on decisions \
    for the disputed items/services set forth below:\n\nNorco 10/325mg #120: Upheld\n\nMAXIMUS guideline: Decision \
    based on MTUS.\n\nDecision rationale: There is no documentation of a urine drug screen.\n\nMRI of the right knee: \
    Upheld\n\nMAXIMUS guideline: Decision based on MTUS.\n\nDecision rationale: The request is not medically \
    necessary.\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn check(folder: &Path, options: &[&str]) -> (i32, String) {
    let (code, text, problems) = said(folder, options);
    assert!(problems.is_empty(), "{problems}");
    (code, text)
}

/// The exit code, what was printed, and the problems.
fn said(folder: &Path, options: &[&str]) -> (i32, String, String) {
    let done = Command::cargo_bin("imrcheck").unwrap().arg("check").arg(folder).args(options).output().unwrap();
    let problems = String::from_utf8_lossy(&done.stderr).into_owned();
    (done.status.code().unwrap(), String::from_utf8(done.stdout).unwrap(), problems)
}

fn lines_with<'a>(text: &'a str, word: &str) -> Vec<&'a str> {
    text.lines().filter(|line| line.contains(word)).collect()
}

/// Two columns of a spreadsheet, row by row.
fn rows_of(text: &str, columns: [&str; 2]) -> Vec<[String; 2]> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().unwrap().clone();
    let places = columns.map(|name| head.iter().position(|one| one == name).unwrap());
    reader.records().map(Result::unwrap).map(|row| places.map(|place| row[place].to_owned())).collect()
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

/// Between two notes a patient has one birthday at most; who is two years older is somebody else.
#[test]
fn the_same_patient_may_be_a_year_older() {
    let aged = |age: &str| AGAIN.replace("46-year-old", age);
    for (age, same) in [
        ("46-year-old", true),
        ("47-year-old", true),
        ("45-year-old", true),
        ("48-year-old", false),
        ("61-year-old", false),
    ] {
        let folder = folder(&[("a.txt", WEAK), ("b.txt", &aged(age))]);
        let (_, text) = check(folder.path(), &["--format", "csv"]);
        let found = rows_of(&text, ["file", "duplicate_of"]).iter().any(|row| row[1].ends_with("a.txt item 1"));
        assert_eq!(found, same, "{age}: {text}");
    }
}

/// An edition with rules for muscle relaxants alone.
const RELAXANTS: [(&str, &str); 2] = [
    ("edition.yaml", "edition: mine\ntitle: Mine\nin_force: {from: 2009-07-18}\n"),
    (
        "muscle_relaxant.yaml",
        "family: muscle_relaxant\ntitle: Relaxants\nsource: {document: A guideline}\ncriteria:\n  \
         - {id: muscle_relaxant/flare, title: A flare-up, page: \"1\", confidence: known, \
         met: {fact: acute_exacerbation}, help: Say so.}\nsupported_when: muscle_relaxant/flare\n",
    ),
];

#[test]
fn requests_that_no_rule_covers_are_counted() {
    let rules = tempfile::tempdir().unwrap();
    std::fs::create_dir(rules.path().join("mine")).unwrap();
    RELAXANTS.iter().for_each(|(name, text)| std::fs::write(rules.path().join("mine").join(name), text).unwrap());
    let folder = folder(&[("a.txt", STRONG), ("b.txt", WEAK), ("c.txt", OTHER)]);
    let options = ["--format", "narrated", "--rules", rules.path().to_str().unwrap()];
    let (_, text) = check(folder.path(), &options);
    assert!(text.contains("0 contradicted, 1 supported, 2 that no rule covers."), "{text}");
    let (_, text) = check(folder.path(), &["--format", "narrated"]);
    assert!(!text.contains("that no rule covers"), "where there is none, none is spoken of: {text}");
}

/// A letter is about requests that were made already: they are not measured as requests for authorization.
#[test]
fn no_letter_is_an_incomplete_request() {
    let incomplete = |note: &str| {
        let (_, text) = check(folder(&[("a.txt", note), ("b.txt", note)]).path(), &["--format", "narrated"]);
        text.contains("As a request for authorization")
    };
    assert_eq!([incomplete(WEAK), incomplete(TWO_ITEMS)], [true, false]);
}

#[test]
fn what_is_supported_is_green_and_the_rest_red() {
    let folder = folder(&[("a.txt", STRONG), ("b.txt", WEAK)]);
    let (_, text) = check(folder.path(), &["--color", "always"]);
    let colour = |file: &str| {
        let row = lines_with(&text, file)[0];
        row.split('\u{1b}').nth(1).map(|coded| coded[..4].to_owned())
    };
    assert_eq!([colour("a.txt:"), colour("b.txt:")], ["[32m", "[31m"].map(|code| Some(code.to_owned())), "{text:?}");
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
fn a_document_without_a_request_is_named_in_every_format() {
    let folder = folder(&[("a.txt", "Request: MRI of the left knee\n"), ("b.txt", "Pain 5/10. Return in 4 weeks.\n")]);
    for format in ["human", "narrated", "html"] {
        let (code, text, problems) = said(folder.path(), &["--format", format]);
        assert_eq!(code, 2, "{format}");
        assert!(problems.contains("b.txt"), "{format}: {problems}");
        let named = text.split("No request was found in").nth(1).unwrap();
        assert!(
            named.contains("b.txt") && !named.split("Points that").next().unwrap().contains("a.txt"),
            "{format}: {text}"
        );
    }
    let rows = rows_of(&said(folder.path(), &["--format", "csv"]).1, ["file", "basis"]);
    let found = |row: &[String; 2]| (row[0].ends_with("b.txt"), row[1] == "no_request_found");
    assert_eq!(rows.iter().map(found).collect::<Vec<_>>(), [(false, false), (true, true)]);
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

/// Of what is no drug of the table the words are compared, however they are set.
#[test]
fn the_same_words_set_otherwise_ask_for_the_same() {
    let with = |note: &str, request: &str| {
        note.replace("1. Norco 10/325mg #180", request).replace("1. Norco 10/325 mg, #180", request)
    };
    let (first, again, other) = (
        with(WEAK, "1. Physical therapy, 6 sessions"),
        with(AGAIN, "1. Physical Therapy - 6 sessions"),
        with(AGAIN, "1. Physical therapy, 8 sessions"),
    );
    let folder = folder(&[("a.txt", &first), ("b.txt", &again), ("c.txt", &other)]);
    let (_, text) = check(folder.path(), &["--format", "csv"]);
    let cells = rows_of(&text, ["file", "duplicate_of"]);
    let end = |words: &String| words.rsplit('/').next().unwrap_or_default().to_owned();
    let mut same: Vec<[String; 2]> = cells.iter().map(|row| [end(&row[0]), end(&row[1])]).collect();
    same.sort();
    let expected = [["a.txt", ""], ["b.txt", "a.txt item 1"], ["c.txt", ""]];
    assert_eq!(same, expected.map(|row| row.map(str::to_owned)), "{text}");
}

#[test]
fn a_long_name_keeps_its_end_and_points_that_find_no_room_are_counted() {
    let wide = WEAK.replace(
        "1. Norco 10/325mg #180",
        "1. Lumbar epidural steroid injection at L4-L5 and L5-S1\n2. Functional restoration program, 160 hours",
    );
    let name = "progress-note-of-the-second-of-march-2015.txt";
    let folder = folder(&[(name, &wide), ("b.txt", STRONG)]);
    let (_, text) = check(folder.path(), &[]);
    let row = lines_with(&text, "2015.txt:9")[0];
    let file = row.split_whitespace().next().unwrap();
    assert!(file.starts_with("...") && format!("{name}:9").ends_with(&file[3..]), "{row}");
    assert_eq!(file.len(), 25, "a quarter of the line: {text}");
    let fits = format!("{}.txt", "n".repeat(19));
    let (_, whole) = check(self::folder(&[(&fits, &wide), ("b.txt", STRONG)]).path(), &[]);
    assert!(whole.contains(&format!("\n{fits}:9 ")), "what fits is not cut: {whole}");
    assert!(row.ends_with(" radiculopathy +2"), "{text}");
    assert!(lines_with(&text, "2015.txt:10")[0].ends_with(" evaluation +3"), "{text}");
}

#[test]
fn a_contradiction_about_one_request_counts_for_it_alone() {
    let folder = folder(&[("a.txt", TWO_ITEMS)]);
    let (_, text) = check(folder.path(), &["--format", "csv"]);
    let cells = rows_of(&text, ["request", "contradictions"]);
    let counts = [["Norco 10/325mg #120", "1"], ["MRI of the right knee", "0"]];
    assert_eq!(cells, counts.map(|row| row.map(str::to_owned)), "{text}");
    let told = "Documents contradict themselves in 1 place.";
    let said = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").contains(told);
    assert!(said(&check(folder.path(), &["--format", "narrated"]).1));
}

/// A pile as people see it and as a page; named from within its folder, so that no line depends on where it lies.
#[test]
fn a_pile_on_record() {
    let both = WEAK.replace(
        "1. Norco 10/325mg #180",
        "1. Norco 10/325mg #180\n2. Physical therapy, 12 sessions\n3. MRI of the lumbar spine",
    );
    let folder = folder(&[("a.txt", &both), ("b.txt", OTHER), ("c.txt", STRONG), ("d.txt", WEAK)]);
    for format in ["human", "narrated", "csv", "html"] {
        let mut command = Command::cargo_bin("imrcheck").unwrap();
        let done = command.current_dir(folder.path()).args(["check", ".", "--format", format]).output().unwrap();
        let text = String::from_utf8(done.stdout).unwrap();
        let body = text.split_once("<main>").map_or(text.clone(), |(_, main)| main.replace("><", ">\n<"));
        insta::assert_snapshot!(format!("pile-{format}"), without_hash(&body));
    }
}

/// A file beside a document that settles these findings.
fn entries(findings: &[&str]) -> String {
    let entry = |finding: &&str| format!("  - finding: {finding}\n    reason: seen\n    date: 2015-03-04\n");
    format!("settled:\n{}", findings.iter().map(entry).collect::<String>())
}

/// First what can still be shown, then what the record speaks against, then what somebody settled, then what is supported.
#[test]
fn what_is_settled_comes_after_what_is_not() {
    let against = WEAK.replace("continues.", "continues. He has taken Flexeril daily since 2012.");
    let against = against.replace("Norco 10/325mg #180", "Flexeril 7.5mg #60");
    let settled = entries(&["opioid/adherence", "opioid/response"]);
    let folder = folder(&[
        ("a.txt", STRONG),
        ("b.txt", WEAK),
        ("b.txt.imrcheck.yaml", &settled),
        ("c.txt", &against),
        ("d.txt", OTHER),
    ]);
    let (_, text) = check(folder.path(), &[]);
    let rows: Vec<_> = text.lines().filter(|line| line.contains(".txt:")).map(|line| &line[..5]).collect();
    assert_eq!(rows, ["d.txt", "c.txt", "b.txt", "a.txt"], "{text}");
    let said = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("1 not shown, 1 contradicted, 1 supported, 1 settled beforehand."), "{text}");
    assert!(!said.contains("sidecar files"), "{text}");
}

#[test]
fn entries_that_settle_nothing_any_more_are_counted() {
    let folder = folder(&[("a.txt", STRONG), ("b.txt", WEAK)]);
    let stale = |findings: &[&str]| {
        std::fs::write(folder.path().join("b.txt.imrcheck.yaml"), entries(findings)).unwrap();
        let words = check(folder.path(), &[]).1.split_whitespace().collect::<Vec<_>>().join(" ");
        let end = words.find(" of sidecar files").unwrap();
        words[..end].rsplit(' ').nth(1).unwrap().to_owned()
    };
    assert_eq!(stale(&["imaging/failed-care"]), "1");
    assert_eq!(stale(&["imaging/failed-care", "imaging/red-flag"]), "2");
}

#[test]
fn one_entry_settles_and_two_entries_settle() {
    let folder = folder(&[("a.txt", STRONG), ("b.txt", WEAK)]);
    for (findings, told) in [
        (&["imaging/failed-care"][..], "1 entry of sidecar files settles nothing any more"),
        (&["imaging/failed-care", "imaging/red-flag"], "2 entries of sidecar files settle nothing any more"),
    ] {
        std::fs::write(folder.path().join("b.txt.imrcheck.yaml"), entries(findings)).unwrap();
        let said = check(folder.path(), &[]).1.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(told), "{told}: {said}");
    }
}
