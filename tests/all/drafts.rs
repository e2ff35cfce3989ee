//! Drafts: notes with their requests in every usual shape, and requests named beside a note.
#![allow(clippy::unwrap_used)]

mod table;

use imrcheck::letter::{self, Form, Letter};
use imrcheck::source::{Document, Prose};

fn document(text: &str) -> Document {
    Document { name: "invented.txt".to_owned(), text: text.to_owned(), notes: Vec::new() }
}

fn texts(letter: &Letter) -> Vec<&str> {
    letter.items.iter().map(|item| &*item.text).collect()
}

#[test]
fn drafts_give_their_requests() {
    let cases: [(&str, &[&str]); 9] = [
        ("Pain is worse.\nRequest: Norco 10/325mg #60\n", &["Norco 10/325mg #60"]),
        (
            "Requests:\n1. MRI of the left knee\n2) Physical therapy 2x6\n\nSigned",
            &["MRI of the left knee", "Physical therapy 2x6"],
        ),
        (
            "Requests:\n- MRI of the\n  left knee\n- TENS unit\n\nReturn in 4 weeks.\n",
            &["MRI of the left knee", "TENS unit"],
        ),
        (
            "Requests for authorization for acupuncture 6 visits and MRI of neck and hand.",
            &["acupuncture 6 visits", "MRI of neck and hand"],
        ),
        ("Treatment requested: Naproxen 550mg #60; urine drug screen", &["Naproxen 550mg #60", "urine drug screen"]),
        (
            "Plan:\n- Return in 4 weeks\n- Physical therapy 2x6 for the knee\nWork status: off",
            &["Physical therapy 2x6 for the knee"],
        ),
        ("Plan:\n1. MRI of the knee\nRequest: TENS unit\n", &["TENS unit"]),
        ("Request for authorization of a walker\n", &["a walker"]),
        ("He requests a letter. The request was denied.\n", &[]),
    ];
    for (source, requests) in cases {
        let (letter, outcomes) = letter::read(&document(source));
        assert_eq!(letter.form, Form::Draft);
        assert_eq!(texts(&letter), requests, "{source}");
        assert!(outcomes.0.is_empty());
        assert!(letter.items.iter().enumerate().all(|(at, item)| item.n == at + 1));
        assert!(letter.items.iter().all(|item| Prose::new(source, item.span).text == item.text));
        assert_eq!(letter.summary.unwrap().of(source), source.trim());
    }
}

#[test]
fn requests_named_beside_a_note_become_items() {
    let note = document("Knee pain since May. Wants a walker.");
    let (letter, _) = letter::read(&note);
    let letter = letter::with_requests(letter, &note, &["a walker".to_owned(), "TENS unit".to_owned(), " ".to_owned()]);
    assert_eq!(texts(&letter), ["a walker", "TENS unit"]);
    assert_eq!(letter.items[0].span.of(&note.text), "a walker");
    assert!(letter.items[1].span.is_empty());
    assert!(letter.notes.is_empty());
}

#[test]
fn notes_of_many_shapes_give_their_requests() {
    let misread = table::CASES.iter().filter_map(|(source, requests)| {
        let (letter, _) = letter::read(&document(source));
        let found = texts(&letter);
        (found != *requests).then(|| format!("{source}\nread {found:?}\nis   {requests:?}"))
    });
    let misread: Vec<_> = misread.collect();
    assert!(misread.is_empty(), "{}", misread.join("\n\n"));
}

#[test]
fn a_request_named_beside_a_letter_is_noted() {
    let source = "Dates of injury and of decision\n\nHOW THE IMR FINAL DETERMINATION WAS MADE\n\nCLINICAL CASE SUMMARY\n\nKnee pain.\n";
    let note = document(source);
    let (letter, _) = letter::read(&note);
    assert_eq!(letter.form, Form::Letter);
    let letter = letter::with_requests(letter, &note, &["TENS unit".to_owned()]);
    assert_eq!(texts(&letter), ["TENS unit"]);
    let added = letter.notes.iter().find(|note| note.code == "request-added").unwrap();
    assert!(added.message.contains("TENS unit"), "{}", added.message);
}

/// Without it an injury of decades ago is taken for one of which nothing is known.
#[test]
fn the_date_of_injury_is_read_from_a_label_or_a_sentence() {
    let injury = |text: &str| {
        let note = format!("PR-2\n{text}\nRequest: MRI of the left knee\n");
        letter::read(&document(&note)).0.dates.injury.map(|date| date.to_string())
    };
    for told in [
        "Date of injury: 3/28/1994",
        "He sustained an industrial injury on 3/28/1994 when a pallet fell.",
        "She suffered a work-related injury to the low back and left knee on or about\nMarch 28, 1994.",
        "The patient was injured at work on 03/28/1994 while lifting.",
        "This is a follow-up of the industrial injury of 3/28/1994.",
        "The injury occurred on 3/28/1994.",
        "Injury date: 3/28/1994",
        "|DOI|03/28/1994|",
        "Low back pain since the industrial injury 3/28/1994.",
    ] {
        assert_eq!(injury(told).as_deref(), Some("1994-03-28"), "{told}");
    }
    for told in [
        "He sustained an industrial injury while lifting. Seen on 3/28/1994.",
        "She sustained a prior injury on 3/28/1994.",
        "He was injured in 1994 and was seen on 3/28/1995.",
        "The surgery took place on 3/28/1994.",
    ] {
        assert_eq!(injury(told), None, "{told}");
    }
}

#[test]
fn age_and_sex_are_read_as_physicians_shorten_them() {
    let patient = |text: &str| {
        let note = format!("PR-2 of 3/2/2015\n{text}\nRequest: MRI of the left knee\n");
        let patient = letter::read(&document(&note)).0.patient;
        (patient.age, patient.sex)
    };
    for told in ["49 y/o F", "49 yo RHD F with neck pain", "49F with neck pain", "49 / F", "49 year old left-handed F"]
    {
        assert_eq!(patient(told), (Some(49), Some("female")), "{told}");
    }
    for told in ["Temp 98 F", "Motrin 49 F/U", "49 Fahrenheit"] {
        assert_eq!(patient(told), (None, None), "{told}");
    }
}

#[test]
fn a_day_that_lies_ahead_chooses_no_rules() {
    for ahead in [
        "RTW 8/1/2016 on light duty.",
        "Follow up 8/1/2016.",
        "F/U: 8/1/2016",
        "Next appt 8/1/2016",
        "Off work until 8/1/2016.",
    ] {
        let note = format!("Seen on 5/6/2014.\n{ahead}\nRequest: MRI of the left knee\n");
        assert_eq!(letter::latest_date(&note).map(|date| date.to_string()).as_deref(), Some("2014-05-06"), "{ahead}");
    }
}
