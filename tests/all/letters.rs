//! Structure: forms, headers, items, outcomes. All letters here are invented; the last tests read real ones.
#![allow(clippy::unwrap_used)]

use crate::common::shared;
use imrcheck::letter::{self, Form, Letter, Outcome, Outcomes};
use imrcheck::source::{self, Document, Limits, Prose};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

const CREDENTIALS: &str = "HOW THE IMR FINAL DETERMINATION WAS MADE\n\
    MAXIMUS Federal Services sent the complete case file to an expert reviewer.\n\n";
const LEAD: &str = "CLINICAL CASE SUMMARY\n\
    The expert reviewer developed the following clinical case summary based on a review of the\n\
    case file, including all medical records:\n\n";
const SUMMARY: &str = "The injured worker is a 41 year old female who fell from a ladder.\n\n";
const ISSUES: &str = "IMR ISSUES, DECISIONS AND RATIONALES\n\
    The Final Determination was based on decisions for the disputed items/services set forth below:\n\n";
const REASONS: &str = "Claims Administrator guideline: Decision based on MTUS.\n\n\
    MAXIMUS guideline: Decision based on MTUS Page(s): 12.\n\n\
    Decision rationale: The record is silent. Therefore, the request is not medically necessary.\n";

fn document(text: &str) -> Document {
    Document { name: "invented.txt".to_owned(), text: text.to_owned(), notes: Vec::new() }
}

fn read(text: &str) -> (Letter, Outcomes) {
    letter::read(&document(text))
}

/// A letter with one item of this heading, and one before it.
fn with_heading(heading: &str) -> String {
    format!("{CREDENTIALS}{LEAD}{SUMMARY}{ISSUES}Walker: Overturned\n\n{REASONS}\n{heading}\n\n{REASONS}")
}

fn texts(letter: &Letter) -> Vec<&str> {
    letter.items.iter().map(|item| &*item.text).collect()
}

/// Headings as they stand in letters, with what is in dispute and whether the denial was upheld.
const HEADINGS: [(&str, &str, Outcome); 15] = [
    ("Ketorolac 10mg #20: Upheld", "Ketorolac 10mg #20", Outcome::Upheld),
    ("Ketorolac 10mg #20:  Overturned", "Ketorolac 10mg #20", Outcome::Overturned),
    ("ONE PRESCRIPTION OF KETOROLAC:  UPHELD", "ONE PRESCRIPTION OF KETOROLAC", Outcome::Upheld),
    ("Associated surgical service: Sling: Upheld", "Associated surgical service: Sling", Outcome::Upheld),
    ("Retrospective gel, DOS:\n2/3/2015:\nUpheld", "Retrospective gel, DOS: 2/3/2015", Outcome::Upheld),
    (
        "Hand therapy, twice a week\nfor four weeks,\nright: Upheld",
        "Hand therapy, twice a week for four weeks, right",
        Outcome::Upheld,
    ),
    ("Possible biceps tenodesis: Upheld", "Possible biceps tenodesis", Outcome::Upheld),
    ("Repeat urinalysis is: Overturned", "Repeat urinalysis", Outcome::Overturned),
    ("2) Bone scan of the foot: Upheld", "Bone scan of the foot", Outcome::Upheld),
    ("1 walker, 12 visits: Upheld", "1 walker, 12 visits", Outcome::Upheld),
    (
        "Long-acting anti-\ninflammatory, day supply: 30: Upheld",
        "Long-acting anti-inflammatory, day supply: 30",
        Outcome::Upheld,
    ),
    ("A walker of which the\n\u{c}size is open: Upheld", "A walker of which the size is open", Outcome::Upheld),
    (
        "Zinc paste #60 was the original request. Zinc paste #20 was authorized by the Claims\n\
         Administrator. The remaining IMR eligible portion of the\noriginal request, Zinc\npaste #40 is:\nUpheld",
        "Zinc paste #40",
        Outcome::Upheld,
    ),
    (
        "Day hospital was the original request. The Claims Administrator authorized\n\
         an intake only, leaving the original request\nIMR eligible. The original request, day hospital\nis: Overturned",
        "day hospital",
        Outcome::Overturned,
    ),
    (
        "Day hospital was the original\nrequest. Ten days was authorized by the Claims\n\
         Administrator. The remaining IMR eligible portion, with meals: the long\nstay and its many\n words, is: Upheld",
        "with meals: the long stay and its many words",
        Outcome::Upheld,
    ),
];

#[test]
fn headings_give_the_disputed_item_without_its_verdict() {
    for (heading, text, outcome) in HEADINGS {
        for break_before in ["\n", "", "\u{c}"] {
            let source =
                with_heading(heading).replacen(&format!("\n{heading}"), &format!("{break_before}{heading}"), 1);
            let (letter, outcomes) = read(&source);
            assert_eq!(texts(&letter), ["Walker", text], "{source}");
            assert_eq!(outcomes.0, [Some(Outcome::Overturned), Some(outcome)], "{heading}");
            let span = letter.items[1].span;
            assert_eq!(Prose::new(&source, span).text, text, "the span of {heading}");
            assert!(letter.notes.is_empty(), "{:?}", letter.notes);
        }
    }
}

#[test]
fn a_modified_request_tells_what_was_asked_and_granted() {
    let (letter, _) = read(&with_heading(HEADINGS[12].0));
    assert_eq!(letter.items[1].original_request.as_deref(), Some("Zinc paste #60"));
    assert_eq!(letter.items[1].granted.as_deref(), Some("Zinc paste #20"));
    let (letter, _) = read(&with_heading(HEADINGS[13].0));
    assert_eq!(letter.items[1].original_request.as_deref(), Some("Day hospital"));
    assert_eq!(letter.items[1].granted.as_deref(), Some("an intake only"));
}

#[test]
fn sections_end_where_the_next_begins() {
    let source = with_heading("Cane: Upheld");
    let (letter, _) = read(&source);
    assert_eq!(letter.summary.unwrap().of(&source), SUMMARY.trim());
    for item in &letter.items {
        assert_eq!(item.guideline.unwrap().of(&source), "MAXIMUS guideline: Decision based on MTUS Page(s): 12.");
        let rationale = item.rationale.unwrap().of(&source);
        assert_eq!(rationale, "The record is silent. Therefore, the request is not medically necessary.");
    }
}

/// Every way in which letters differ in layout and nothing else.
#[test]
fn layout_changes_nothing() {
    let plain = with_heading("Zinc paste\n5%, 30 grams: Upheld");
    let layouts = [
        plain.replace('\n', "\n\n"),
        plain.replace('\n', " \n \n"),
        plain.replace('\n', "\r\n"),
        plain.replace("\n\n", "\n"),
        plain.replace("\n\n", "\n\u{c}"),
        plain.replace("\nDecision rationale", "Decision rationale"),
        plain.replace("CLINICAL", "            CLINICAL"),
        plain.to_uppercase(),
        plain.replace('\n', " "),
    ];
    let (reference, outcomes) = read(&plain);
    let words = |source: &str, letter: &Letter| {
        let spans = letter.items.iter().flat_map(|item| [Some(item.span), item.guideline, item.rationale]);
        let all = spans.chain([letter.summary]).flatten();
        all.map(|span| Prose::new(source, span).text.to_lowercase()).collect::<Vec<_>>()
    };
    for layout in layouts {
        let (letter, read_outcomes) = read(&layout);
        assert_eq!(words(&layout, &letter), words(&plain, &reference), "{layout}");
        assert_eq!(read_outcomes, outcomes);
    }
}

const HEADERS: [&str; 4] = [
    "Case Number: CM99-9999999\nDate Assigned: 02/03/2015 Date of Injury: 07/08/2011\n\
     Decision Date: 04/05/2015 UR Denial Date: 01/02/2015\nPriority: Standard Application 01/20/2015\nReceived:\n",
    "Case Number:  CM99-9999999 \nDate Assigned:  02/03/2015  Date of Injury:   07/08/2011 \n\
     Decision Date:  04/05/2015  UR Denial Date:   01/02/2015 \nPriority:   Standard  Application \nReceived:   01/20/2015 \n",
    "Case Number:\nDate Assigned:\nDate of Injury:\nDecision Date:\nUR Denial Date:\nPriority:\nApplication Received:\n\
     CM99-9999999\n02/03/2015\n07/08/2011\n04/05/2015\n01/02/2015\nStandard\n01/20/2015\n",
    "IMR Case Number: CM99-9999999\nDate of Injury: July 8, 2011\nDate Assigned: 2/3/15\nDecision Date: April 5, 2015\n\
     UR Denial Date: 1-2-2015\n",
];

#[test]
fn the_header_table_is_read_in_any_order_of_cells() {
    for header in HEADERS {
        let (letter, _) = read(&format!("{header}\n{}", with_heading("Cane: Upheld")));
        assert_eq!(letter.case_number.as_deref(), Some("CM99-9999999"), "{header}");
        let dates = [letter.dates.assigned, letter.dates.injury, letter.dates.decision, letter.dates.ur_denial];
        let written = dates.map(|date| date.map(|date| date.to_string()).unwrap_or_default());
        assert_eq!(written, ["2015-02-03", "2011-07-08", "2015-04-05", "2015-01-02"], "{header}");
    }
}

#[test]
fn an_empty_cell_shifts_no_date() {
    let header =
        "Date Assigned: Date of Injury: 07/08/2011\nDecision Date: 04/05/2015 UR Denial Date:\nPriority: Standard\n";
    let (letter, _) = read(&format!("{header}\n{}", with_heading("Cane: Upheld")));
    assert_eq!(letter.dates.assigned, None);
    assert_eq!(letter.dates.injury.unwrap().to_string(), "2011-07-08");
    assert_eq!(letter.dates.decision.unwrap().to_string(), "2015-04-05");
    assert_eq!(letter.dates.ur_denial, None);
}

#[test]
fn the_patient_is_read_as_described() {
    let cases = [
        ("The injured worker is a 67 year old male, who fell.", Some(67), Some("male")),
        ("The patient is a 48-year-old right-hand-dominant female.", Some(48), Some("female")),
        ("This case involves a now 47-\nyear-old man with a claim.", Some(47), Some("male")),
        ("The injured worker is a(n) 46 year old woman.", Some(46), Some("female")),
        ("This 73 year-old patient fell on 3/4/2001.", Some(73), None),
        ("The claimant, 52 y/o F, fell. She is a 52 y/o female.", Some(52), Some("female")),
        ("The patient is 39 years old. He fell.", Some(39), None),
        ("The worker has a 20 year old injury and is a 44 year old male.", Some(44), Some("male")),
        ("The worker took 20 mg for 3 years. A 2 year history is given.", None, None),
        ("The patient (DOB: 3/9/1960) fell.", Some(55), None),
    ];
    for (summary, age, sex) in cases {
        let (letter, _) = read(&format!(
            "Decision Date: 04/05/2015\n{CREDENTIALS}{LEAD}{summary}\n\n{ISSUES}Cane: Upheld\n\n{REASONS}"
        ));
        assert_eq!((letter.patient.age, letter.patient.sex), (age, sex), "{summary}");
    }
}

#[test]
fn what_is_missing_is_noted_and_the_rest_is_read() {
    let codes = |source: &str| {
        let (letter, outcomes) = read(source);
        assert_eq!(letter.items.len(), outcomes.0.len());
        letter.notes.iter().map(|note| note.code).collect::<Vec<_>>()
    };
    let whole = with_heading("Cane: Upheld");
    assert!(codes(&whole).is_empty());
    assert_eq!(codes(&whole.replace("Cane: Upheld", "Cane")), ["item-without-outcome"]);
    assert_eq!(codes(&format!("{LEAD}{SUMMARY}{ISSUES}Cane: Upheld\n")), ["item-without-rationale"]);
    assert_eq!(codes(&format!("{ISSUES}Cane: Upheld\n\n{REASONS}")), ["letter-without-summary"]);
    assert_eq!(codes(&format!("{CREDENTIALS}{LEAD}{SUMMARY}{ISSUES}")), ["letter-without-item"]);
    assert_eq!(codes("A poem about the sea, with no request in it."), ["no-request"]);
}

#[test]
fn verdict_words_elsewhere_make_no_item() {
    let source = with_heading("Cane: Upheld")
        .replace("The record is silent.", "An earlier denial was upheld. The finding: upheld by all.");
    assert_eq!(texts(&read(&source).0), ["Walker", "Cane"]);
}

#[test]
fn the_form_of_2013_prints_each_item_twice() {
    let told = "1) MAXIMUS Federal Services, Inc. has determined the request for a 10 day\nfoot clinic stay is notmedically necessary and appropriate.\n\n\
                2) MAXIMUS Federal Services, Inc. has determined the request for foot cream is medically\nnecessary and appropriate.\n\n";
    let source = format!(
        "Notice of Independent Medical Review Determination\nDated: 4/5/2013\n\nIMR Case Number: CM99-9999999 Date of Injury: 7/8/2011\n\n{told}\
         INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE\nAn application for Independent Medical Review was filed on 3/3/2013 disputing the\n\
         Utilization Review Denial dated 2/1/2013.\n{told}\
         Case Summary:\nDisclaimer: The following case summary was taken directly from the utilization review\ndenial/modification dated February 1, 2013.\n\
         The patient is a 44 year-old female with foot pain.\n\nDocuments Reviewed for Determination:\n- notes\n\n\
         1) Regarding the request for a 10 day foot clinic stay:\n\nThe Claims Administrator based its decision on nothing.\n\
         The Expert Reviewer based his/her decision on the MTUS.\n\nRationale for the Decision:\nThe stay is long.\n\n\
         2) Regarding the request for foot cream:\n\nThe Expert Reviewer found no guideline.\n\nRationale for the Decision:\nThe cream helped.\n\nSincerely,\nA. Reviewer\n"
    );
    let (letter, outcomes) = read(&source);
    assert_eq!(texts(&letter), ["a 10 day foot clinic stay", "foot cream"]);
    assert_eq!(outcomes.0, [Some(Outcome::Upheld), Some(Outcome::Overturned)]);
    assert_eq!(letter.summary.unwrap().of(&source), "The patient is a 44 year-old female with foot pain.");
    let rationales: Vec<_> = letter.items.iter().map(|item| item.rationale.unwrap().of(&source)).collect();
    assert_eq!(rationales, ["The stay is long.", "The cream helped."]);
    assert_eq!(letter.dates.decision.unwrap().to_string(), "2013-04-05");
    assert_eq!(letter.dates.ur_denial.unwrap().to_string(), "2013-02-01");
}

#[test]
fn headings_of_early_2014_tell_the_verdict_in_a_sentence() {
    let part = |heading: &str| {
        format!(
            "{heading}\n\nThe Claims Administrator based its decision on the ODG.\n\nThe Physician Reviewer based his/her decision on the MTUS.\n\n\
             The Physician Reviewer's decision rationale: The foot hurts. Thus it is so.\n\n"
        )
    };
    let source = format!(
        "{LEAD}{SUMMARY}IMR DECISION(S) AND RATIONALE(S)\nThe Final Determination was based on decisions for the disputed items/services set forth below.\n\n{}{}",
        part("1. Foot cream is not medically necessary and appropriate."),
        part("2. TWELVE VISITS TO THE FOOT\nCLINIC ARE MEDICALLY NECESSARY AND APPROPRIATE.")
    );
    let (letter, outcomes) = read(&source);
    assert_eq!(texts(&letter), ["Foot cream", "TWELVE VISITS TO THE FOOT CLINIC"]);
    assert_eq!(outcomes.0, [Some(Outcome::Upheld), Some(Outcome::Overturned)]);
    assert!(letter.items.iter().all(|item| item.rationale.unwrap().of(&source) == "The foot hurts. Thus it is so."));
}

#[test]
fn the_form_with_an_issue_at_dispute_is_read() {
    let source = "MEDICAL PROFESSIONAL REVIEW\n\nISSUE AT DISPUTE:\n1. Foot cream 5%\n2. Foot clinic, ten visits\n\nCASE SUMMARY:\nThe patient is a 50 year old man.\n\n\
        RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE IS/WAS NOT MEDICALLY NECESSARY:\nThe foot is well.\n";
    let (letter, outcomes) = read(source);
    assert_eq!(texts(&letter), ["Foot cream 5%", "Foot clinic, ten visits"]);
    assert_eq!(outcomes.0, [Some(Outcome::Upheld); 2]);
    assert_eq!(letter.patient.age, Some(50));
}

fn lies_in(letter: &Letter, text: &str) {
    let spans = letter.items.iter().flat_map(|item| [Some(item.span), item.guideline, item.rationale]);
    for span in spans.chain([letter.summary]).flatten() {
        assert!(span.start <= span.end && text.get(span.start..span.end).is_some(), "{span:?}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic_and_spans_lie_in_it(text in "\\PC*|(\\PC|\\s){0,300}") {
        lies_in(&read(&text).0, &text);
    }

    /// Texts made of a letter's own pieces in any order, where the structure code has most to do.
    #[test]
    fn any_mix_of_headings_is_read(pieces in proptest::collection::vec(0..14_usize, 0..25), cut in 0..40_usize) {
        let known = [
            CREDENTIALS, LEAD, SUMMARY, ISSUES, REASONS, "Cane: Upheld", ":\nOVERTURNED", "\n\n", "\n\u{c}", "é\u{a0}“", "Request: x and MRI\n",
            "1) MAXIMUS Federal Services, Inc. has determined the request for é is notmedically necessary", "Regarding the request for", "Issue at dispute: 1. é",
        ];
        let text: String = pieces.iter().map(|&piece| known[piece]).collect();
        let text: String = text.chars().skip(cut).collect();
        let (letter, outcomes) = read(&text);
        lies_in(&letter, &text);
        if letter.form == Form::Letter {
            prop_assert_eq!(letter.items.len(), outcomes.0.len());
        }
    }
}

/// Reads the real letters of a folder and compares their outcomes with the key made independently of the project.
fn real(folder: &str, key: &BTreeMap<String, Vec<Outcome>>) -> Vec<(Document, Letter)> {
    let limits = Limits::default();
    let read = source::open(&[shared().unwrap().join(folder)], &limits).map(|input| {
        let document = input.read(&limits).unwrap();
        let (letter, outcomes) = letter::read(&document);
        let stem = Path::new(&document.name).file_stem().unwrap().to_string_lossy().into_owned();
        assert_eq!(outcomes.0, key[&stem].iter().copied().map(Some).collect::<Vec<_>>(), "{stem}");
        assert!(letter.notes.is_empty() && letter.patient.age.is_some(), "{stem}: {:?}", letter.notes);
        lies_in(&letter, &document.text);
        (document, letter)
    });
    read.collect()
}

#[test]
fn real_letters_give_all_items_and_outcomes_from_text_and_pdf_alike() {
    let Some(shared) = shared() else { return };
    let key: BTreeMap<String, Vec<Outcome>> =
        serde_json::from_str(&std::fs::read_to_string(shared.join("letters/outcomes.json")).unwrap()).unwrap();
    let early = real("letters/2014-2015", &key);
    assert_eq!(early.iter().map(|(_, letter)| letter.items.len()).sum::<usize>(), 10);
    let (pdf, text) = (real("letters/2016-2017/pdf", &key), real("letters/2016-2017/text", &key));
    assert_eq!(pdf.len(), 101);
    assert_eq!(pdf.iter().map(|(_, letter)| letter.items.len()).sum::<usize>(), 251);
    for ((pdf, from_pdf), (text, from_text)) in pdf.iter().zip(&text) {
        let words = |document: &Document, span: Option<imrcheck::span::Span>| {
            span.map(|span| Prose::new(&document.text, span).text)
        };
        assert_eq!(texts(from_pdf), texts(from_text));
        assert_eq!(words(pdf, from_pdf.summary), words(text, from_text.summary));
        assert_eq!((&from_pdf.dates, &from_pdf.case_number), (&from_text.dates, &from_text.case_number));
        for (a, b) in from_pdf.items.iter().zip(&from_text.items) {
            assert_eq!(words(pdf, a.rationale), words(text, b.rationale), "{}", text.name);
            assert_eq!(words(pdf, a.guideline), words(text, b.guideline), "{}", text.name);
        }
    }
}

/// Shapes that make careless readers quadratic: eight times as much text may cost eight times as much, not sixty-four times.
#[test]
fn time_grows_with_the_text_and_no_faster() {
    let shapes = [
        ":",
        "\n",
        ": Upheld\n",
        "x: Upheld\nClaims Administrator guideline:\n",
        "CLINICAL CASE SUMMARY\n",
        "1) ",
        ". ",
        "7 ",
        "(((",
        "MAXIMUS Federal Services, Inc. has determined the request for ",
        "Regarding the request for\n",
        "Decision rationale:\n",
        ":          ",
        "Request: a; b and MRI, ",
        "Request: x\n",
        "- MRI\n",
        "anti-\n",
        "é\u{a0}",
        "12\n\u{c}",
        "Issue at dispute: 1. x\n",
    ];
    for shape in shapes {
        let time = |bytes: usize| {
            let text = shape.repeat(bytes / shape.len());
            let start = Instant::now();
            let (letter, _) = read(&text);
            let prose = Prose::new(&text, imrcheck::span::Span::new(0, text.len()));
            assert!(letter.items.len() <= text.len() && prose.text.len() <= text.len() * 2);
            start.elapsed()
        };
        // Other work on the machine disturbs single measurements, not all of them.
        let grows_evenly = (0..8).any(|_| time(40_000) < time(5_000) * 24 + Duration::from_millis(5));
        assert!(grows_evenly, "{shape:?}");
    }
}
