//! Forms in PDFs: what was filled in stands in the text, and the requests of a filled form are found.
#![allow(clippy::unwrap_used)]

use crate::pdfs::{field, tick_box, with_dynamic_form, with_form};
use imrcheck::letter;
use imrcheck::source::{self, Document, Limits};
use lopdf::{Dictionary, Document as Pdf, Object, Stream, dictionary};

fn read_with(bytes: &[u8], limits: &Limits) -> Result<Document, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("form.pdf");
    std::fs::write(&path, bytes).unwrap();
    let mut all = source::open(&[path], limits).map(|input| input.read(limits).map_err(|error| error.to_string()));
    all.next().unwrap()
}

fn read(bytes: &[u8]) -> Document {
    read_with(bytes, &Limits::default()).unwrap()
}

fn requests(document: &Document) -> Vec<String> {
    letter::read(document).0.items.into_iter().map(|item| item.text).collect()
}

/// What stands below the page's own words.
fn filled(fields: Vec<Dictionary>) -> String {
    let text = read(&with_form(&["Printed words of this form"], |_| vec![fields])).text;
    text.split_once("form\n\n").map(|(_, filled)| filled.trim_end().to_owned()).unwrap_or_default()
}

/// Names of the columns of a table, as forms call them row by row.
const NAMES: [&[&str]; 4] = [
    &[
        "Diagnosis ",
        "ICDCode ",
        "ServiceGood Requested",
        "CPTHCPCS Code",
        "Other Information Frequency Duration Quantity etc",
    ],
    &[
        "Diagnosis RequiredRow",
        "ICDCode RequiredRow",
        "ServiceGood Requested RequiredRow",
        "CPTHCPCS Code If knownRow",
        "Other Information Frequency Duration Quantity etcRow",
    ],
    &["diagnosis_", "icd_code_", "service_requested_", "cpt_code_", "frequency_"],
    &["Text", "Text1", "Text2", "Text3", "Text4"],
];

const ROWS: [[&str; 5]; 3] = [
    ["Cervical radiculopathy", "M54.12", "Cervical epidural steroid injection C6-7", "62310", "1 injection"],
    ["Cervical radiculopathy", "M54.12", "Norco 10/325mg", "", "#90"],
    ["Myofascial pain", "M79.1", "Chiropractic treatment of the neck", "98941", "2x a week for 3 weeks"],
];

fn table(names: &[&str], rows: &[[&str; 5]]) -> Vec<Dictionary> {
    let mut fields = Vec::new();
    for number in 0..5_i64 {
        for (at, name) in (0..).zip(names) {
            let value = usize::try_from(number)
                .ok()
                .and_then(|row| rows.get(row))
                .map_or("", |row| row[usize::try_from(at).unwrap()]);
            fields.push(field(40 + 100 * at, 400 - 20 * number, &format!("{name}{}", number + 1), value));
        }
    }
    // The order in which a program keeps them says nothing.
    fields.reverse();
    fields
}

#[test]
fn a_form_filled_in_gives_its_requests() {
    for names in NAMES {
        let words = "REQUEST FOR AUTHORIZATION DWC Form RFA Service/Good Requested";
        let document = read(&with_form(&[words], |_| vec![table(names, &ROWS)]));
        assert_eq!(
            requests(&document),
            [
                "Cervical epidural steroid injection C6-7 1 injection",
                "Norco 10/325mg, quantity 90",
                "Chiropractic treatment of the neck 2x a week for 3 weeks"
            ],
            "{}",
            document.text
        );
    }
}

#[test]
fn a_form_with_one_request_gives_it() {
    let one = |names: &[&str]| {
        table(names, &ROWS[2..])
            .into_iter()
            .filter(|field| field.get(b"Rect").unwrap().as_array().unwrap()[1] == 400.into())
            .collect::<Vec<_>>()
    };
    for names in &NAMES[..3] {
        for fields in [table(names, &ROWS[2..]), one(names)] {
            let document = read(&with_form(&["REQUEST FOR AUTHORIZATION of treatment"], |_| vec![fields]));
            assert_eq!(
                requests(&document),
                ["Chiropractic treatment of the neck 2x a week for 3 weeks"],
                "{}",
                document.text
            );
        }
    }
}

#[test]
fn what_was_filled_in_stands_in_lines_with_its_names() {
    let fields = vec![
        field(300, 700, "Date of Injury", "3/2/2012"),
        field(40, 702, "Employee Name", "On file"),
        field(40, 650, "Comments", "First line\rSecond line"),
        field(40, 600, "Claim Number", ""),
        tick_box(40, 560, "Check Box1", "Resubmission", "Yes"),
        tick_box(200, 560, "Check Box2", "Expedited Review", "Off"),
    ];
    assert_eq!(
        filled(fields),
        "Employee Name: On file\tDate of Injury: 3/2/2012\nComments:\nFirst line\nSecond line\n\n[x] Resubmission"
    );
}

#[test]
fn values_come_from_the_field_above_and_in_every_kind() {
    let bytes = with_form(&["Printed words of this form"], |pdf: &mut Pdf| {
        let wide: Vec<u8> = [0xfe, 0xff].into_iter().chain("Größe".encode_utf16().flat_map(u16::to_be_bytes)).collect();
        let parent = pdf.add_object(dictionary! { "FT" => "Tx", "T" => Object::string_literal("Body Part"), "V" => Object::string_literal("left knee") });
        let long = pdf.add_object(Stream::new(Dictionary::new(), b"Words of a stream".to_vec()));
        let kid = |parent| {
            let mut kid = field(40, 700, "0", "");
            kid.remove(b"FT");
            kid.remove(b"V");
            kid.set("Parent", parent);
            kid
        };
        let mut choice = field(40, 600, "Side", "L");
        choice.set("FT", "Ch");
        choice.set("Opt", vec![Object::Array(vec![Object::string_literal("L"), Object::string_literal("left side")])]);
        let mut several = field(40, 580, "Days", "");
        several.set("FT", "Ch");
        several.set("V", vec![Object::string_literal("Monday"), Object::string_literal("Friday")]);
        let mut hidden = field(40, 560, "Hidden", "never shown");
        hidden.set("F", 2);
        let mut secret = field(40, 540, "Password", "never shown");
        secret.set("Ff", 1 << 13);
        let mut push = field(40, 520, "Print", "never shown");
        push.set("FT", "Btn");
        push.set("Ff", 1 << 16);
        let mut radio = tick_box(40, 500, "Priority", "", "Urgent");
        radio.set("Ff", 1 << 15);
        let mut wide_field = field(40, 660, "Note", "");
        wide_field.set("V", Object::String(wide, lopdf::StringFormat::Literal));
        let mut stream = field(40, 640, "Reason", "");
        stream.set("V", long);
        vec![vec![kid(parent), wide_field, stream, choice, several, hidden, secret, push, radio]]
    });
    let text = read(&bytes).text;
    let (_, filled) = text.split_once("form\n\n").unwrap();
    assert_eq!(
        filled.trim_end(),
        "Body Part: left knee\nNote: Größe\nReason: Words of a stream\nSide: left side\nDays: Monday, Friday\n[x] Priority: Urgent"
    );
}

#[test]
fn fields_stand_on_their_own_page() {
    let bytes = with_form(&["First printed page of this", "Second printed page of this"], |_| {
        vec![vec![field(40, 700, "Reason", "on the first")], vec![field(40, 700, "Reason", "on the second")]]
    });
    let document = read(&bytes);
    let pages: Vec<&str> = document.text.split('\u{c}').collect();
    assert!(pages[0].contains("Reason: on the first") && pages[1].contains("Reason: on the second"), "{pages:?}");
    let bytes = with_form(&[""], |_| vec![vec![field(40, 700, "Reason", "the page itself has no word")]]);
    assert_eq!(read(&bytes).text.trim(), "Reason: the page itself has no word");
}

#[test]
fn what_stands_on_the_page_already_is_not_doubled() {
    let fields = || vec![field(40, 700, "Reason", "Chronic knee pain"), field(40, 650, "Number", "4711")];
    let flattened = read(&with_form(&["Reason: Chronic knee pain Number: 4711"], |_| vec![fields()])).text;
    assert_eq!(flattened.matches("Chronic knee pain").count(), 1);
    assert_eq!(flattened.matches("4711").count(), 1);
    let partly = read(&with_form(&["Room 4711 of the clinic"], |_| vec![fields()])).text;
    assert!(partly.contains("Reason: Chronic knee pain\nNumber: 4711"), "{partly}");
    let row = "Cervical radiculopathy M54.12 Norco 10/325mg #90 Service/Good Requested";
    let text = read(&with_form(&[row], |_| vec![table(NAMES[0], &ROWS[1..2])])).text;
    assert_eq!(text.matches("Norco").count(), 1, "{text}");
}

#[test]
fn a_form_that_one_program_alone_shows_is_refused_or_noted() {
    let error =
        read_with(&with_dynamic_form("Please wait... your reader cannot show it"), &Limits::default()).unwrap_err();
    assert!(
        error.contains("form.pdf: the PDF is a form (XFA)") && error.contains("Open it in Adobe Reader"),
        "{error}"
    );
    let document = read(&with_dynamic_form(&"Words of a long letter with an empty form. ".repeat(40)));
    assert_eq!(document.notes[0].code, "form-not-read");
}

#[test]
fn endless_forms_are_refused_in_bounded_time() {
    let start = std::time::Instant::now();
    let many = with_form(&["Printed words of this form"], |_| {
        vec![(0..6000).map(|at| field(40, at, "Reason", "x")).collect()]
    });
    let shared = with_form(&["Printed words of this form"], |pdf: &mut Pdf| {
        let long = pdf.add_object(Stream::new(Dictionary::new(), vec![b'x'; 64 << 10]));
        let one = |at: i64| {
            let mut one = field(40, at, "Reason", "");
            one.set("V", long);
            one
        };
        vec![(0..100).map(one).collect()]
    });
    for bytes in [many, shared] {
        let error = read_with(&bytes, &Limits { expanded_bytes: 4 << 20, ..Limits::default() }).unwrap_err();
        assert!(error.contains("the PDF cannot be read safely: its form has more than"), "{error}");
    }
    let ring = with_form(&["Printed words of this form"], |pdf: &mut Pdf| {
        let (one, other) = (pdf.new_object_id(), pdf.new_object_id());
        pdf.objects.insert(one, dictionary! { "Parent" => other }.into());
        pdf.objects.insert(other, dictionary! { "Parent" => one }.into());
        let mut kid = field(40, 700, "Reason", "in a ring");
        kid.set("Parent", one);
        let mut endless = field(40, 600, "Size", "without a place");
        endless.set("Rect", vec![Object::Real(f32::NAN), Object::Real(f32::INFINITY), 1.into(), 2.into()]);
        vec![vec![kid, endless]]
    });
    let text = read(&ring).text;
    assert!(text.contains("Reason: in a ring"), "{text}");
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
