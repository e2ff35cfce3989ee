//! Word documents: what is shown of them as text, the requests of notes in them, and what is refused.
#![allow(clippy::unwrap_used)]

mod hostile;
pub mod made;
mod shown;

use imrcheck::letter;
use imrcheck::source::{self, Document, Limits};
use made::{heading, li, note, p, r, table};
use std::path::Path;

fn read_with(path: &Path, limits: &Limits) -> Vec<Result<Document, String>> {
    let inputs = source::open(&[path.to_owned()], limits);
    inputs.map(|input| input.read(limits).map_err(|error| error.to_string())).collect()
}

/// What reading a file of this name and content gives.
fn read(name: &str, bytes: &[u8]) -> Result<Document, String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    read_with(&folder.path().join(name), &Limits::default()).remove(0)
}

/// The text of a document with lists and styles.
fn text(xml: &str) -> String {
    read("note.docx", &note(xml)).unwrap().text
}

/// The requests that the reader of notes finds in it.
fn requests(xml: &str) -> Vec<String> {
    let document = read("note.docx", &note(xml)).unwrap();
    let (letter, _) = letter::read(&document);
    letter.items.into_iter().map(|item| item.text).collect()
}

#[test]
fn a_numbered_list_gives_its_requests() {
    let xml = [
        p("PROGRESS NOTE"),
        p("She has had low back pain since 3/2/2012."),
        heading("Treatment Requested"),
        li(1, 0, "MRI of the left knee"),
        li(1, 0, "Physical therapy 2x6 for the knee"),
        li(1, 0, "Norco 10/325mg #60"),
        heading("Work status"),
        p("Modified duty."),
    ];
    assert_eq!(
        requests(&xml.concat()),
        ["MRI of the left knee", "Physical therapy 2x6 for the knee", "Norco 10/325mg #60"]
    );
}

#[test]
fn a_bulleted_list_and_a_plan_with_two_levels_give_their_requests() {
    let xml = [p("Request:"), li(2, 0, "TENS unit"), li(2, 0, "Acupuncture 6 visits"), p(""), p("Return in 4 weeks.")];
    assert_eq!(requests(&xml.concat()), ["TENS unit", "Acupuncture 6 visits"]);
    let xml = [
        heading("Plan:"),
        li(1, 0, "Refill Tramadol 50 mg #60."),
        li(1, 0, "MRI of the left knee."),
        li(1, 0, "Work status: off"),
    ];
    assert_eq!(requests(&xml.concat()), ["Tramadol 50 mg #60", "MRI of the left knee"]);
    let xml = [p("Request:"), li(4, 0, "Medications:"), li(4, 1, "Norco 10/325mg #60"), li(4, 1, "Naproxen 550mg #60")];
    assert_eq!(requests(&xml.concat()), ["Norco 10/325mg #60", "Naproxen 550mg #60"]);
    let xml = [
        p("I am requesting authorization for the following:"),
        li(1, 0, "Chiropractic treatment"),
        li(1, 1, "2 times a week for 3 weeks"),
        li(1, 0, "Acupuncture 6 visits"),
    ];
    assert_eq!(requests(&xml.concat()), ["Chiropractic treatment 2 times a week for 3 weeks", "Acupuncture 6 visits"]);
}

#[test]
fn a_table_gives_its_requests() {
    let rows: [&[&str]; 4] = [
        &[
            "Diagnosis\n(Required)",
            "ICD-Code",
            "Service/Good Requested",
            "CPT/HCPCS Code",
            "Other Information: (Frequency, Duration, Quantity, etc.)",
        ],
        &["Cervical radiculopathy", "M54.12", "Norco 10/325mg", "", "#90"],
        &["Cervical radiculopathy", "M54.12", "Cervical epidural\nsteroid injection C6-7", "62310", "1 injection"],
        &["Myofascial pain", "M79.1", "Chiropractic treatment of the neck", "98941", "2x a week\nfor 3 weeks"],
    ];
    let xml = [p("REQUEST FOR AUTHORIZATION"), table(&rows), p("The worker is a 36 year old man.")].concat();
    assert_eq!(
        requests(&xml),
        [
            "Norco 10/325mg, quantity 90",
            "Cervical epidural steroid injection C6-7 1 injection",
            "Chiropractic treatment of the neck 2x a week for 3 weeks",
        ]
    );
}

#[test]
fn a_table_with_a_counted_first_column_and_merged_cells_gives_its_requests() {
    let cell = |properties: &str, inside: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let rows = [
        row(&[
            cell("", &p("No.")),
            cell("", &p("Requested treatment")),
            cell("<w:gridSpan w:val=\"2\"/>", &p("Code")),
            cell("", &p("Qty")),
        ]),
        row(&[
            cell("", &li(1, 0, "")),
            cell("", &p("Knee brace, hinged")),
            cell("", &p("L1832")),
            cell("", &p("")),
            cell("", &p("2")),
        ]),
        row(&[
            cell("", &li(1, 0, "")),
            cell("", &p("Aquatic therapy")),
            cell("", &p("97113")),
            cell("", &p("")),
            cell("", &p("8")),
        ]),
    ];
    let xml = format!("<w:tbl>{}</w:tbl>", rows.concat());
    assert_eq!(
        text(&xml),
        "No.\tRequested treatment\tCode\t\tQty\n1.\tKnee brace, hinged\tL1832\t\t2\n2.\tAquatic therapy\t97113\t\t8\n"
    );
    assert_eq!(requests(&xml), ["Knee brace, hinged, quantity 2", "Aquatic therapy, quantity 8"]);
}

#[test]
fn ticked_boxes_tell_what_is_asked_for() {
    let control = |on: u8, words: &str| {
        format!(
            "<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"{on}\"/></w14:checkbox></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>{}</w:p>",
            r(if on == 1 { "☒" } else { "☐" }),
            r(words)
        )
    };
    let xml = [
        p("Treatment requested:"),
        control(1, " MRI of the left knee"),
        control(0, "TENS unit"),
        control(1, "Acupuncture 6 visits"),
    ];
    assert_eq!(
        text(&xml.concat()),
        "Treatment requested:\n[x] MRI of the left knee\n[ ] TENS unit\n[x] Acupuncture 6 visits"
    );
    assert_eq!(requests(&xml.concat()), ["MRI of the left knee", "Acupuncture 6 visits"]);
}
