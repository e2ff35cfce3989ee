//! In: texts of shapes that make careless readers quadratic, of two lengths. Out: proof that the time for all stages and
//! renderers grows with the text and no faster.
#![allow(clippy::unwrap_used)]

use crate::common::{document, judged_within};
use imrcheck::report::{Look, Report, human, json};
use imrcheck::source::Limits;
use std::time::{Duration, Instant};

/// A shape: what stands first, and its part of that number.
type Shape = (&'static str, &'static str, fn(usize) -> String);

const ISSUES: &str = "IMR ISSUES, DECISIONS AND RATIONALES\n";
const SUMMARY: &str = "CLINICAL CASE SUMMARY\nThe patient has pain.\nIMR ISSUES, DECISIONS AND RATIONALES\n\
    Urine drug test: Upheld\n\nClaims Administrator guideline: none.\n\nDecision rationale: ";

/// Shapes of which a document may hold as much as a document may hold.
const SHAPES: [Shape; 18] = [
    ("one line", "", |_| "The patient has pain and no relief and ".to_owned()),
    ("short lines", "", |_| "a\n".to_owned()),
    ("short lines with capitals", "", |_| "A\n".to_owned()),
    ("short paragraphs", "", |_| "A\n\n".to_owned()),
    ("no no no", "", |_| "no ".to_owned()),
    ("open brackets", "", |_| "(".to_owned()),
    ("brackets in words", "", |_| "pain (not [no {pain ".to_owned()),
    ("drugs in a line", "Medications: ", |_| "Norco 10/325mg #60, Flexeril 7.5mg #30, ".to_owned()),
    ("drugs on lines", "Medications:\n", |_| "- Norco 10/325mg #60\n".to_owned()),
    ("one request", "Request: ", |n| format!("Norco {n}mg and ")),
    ("dates in a line", "", |_| "1/13/15 ".to_owned()),
    ("dates on lines", "", |_| "1/13/15\n".to_owned()),
    ("cells", "Request:\n| Service | CPT |\n", |_| "| | |\n".to_owned()),
    ("columns", "", |_| "a  b\n".to_owned()),
    ("page numbers", "", |_| "12\n\u{c}".to_owned()),
    ("colons", "", |_| "x: ".to_owned()),
    ("verdicts", "", |_| ": Upheld ".to_owned()),
    ("labels without items", ISSUES, |_| "Decision rationale: no.\n".to_owned()),
];

/// Shapes of many items or sentences.
const MANY: [Shape; 8] = [
    ("plan prose", "Plan: ", |_| "I request an MRI of the left knee. Continue Norco 10/325mg #60. ".to_owned()),
    ("requests in prose", "", |n| format!("I am requesting authorization for an MRI of level {n}. ")),
    ("requests on lines", "Request:\n", |n| format!("{n}. MRI of level {n}\n")),
    ("pain severe and mild", "", |n| format!("Pain of the knee is {}/10. ", n % 10)),
    ("working and not", "", |n| if n.is_multiple_of(2) { "She is working. " } else { "She is off work. " }.to_owned()),
    ("items of a letter", ISSUES, |n| {
        format!("MRI of level {n}: Upheld\n\nClaims Administrator guideline: none.\n\nDecision rationale: No.\n\n")
    }),
    ("items of 2013", "", |n| {
        format!(
            "{}) MAXIMUS Federal Services, Inc. has determined the request for MRI {n} is not medically necessary and \
             appropriate.\n\n1) Regarding the request for MRI:\n",
            n % 90
        )
    }),
    ("missing", SUMMARY, |_| "There is no documentation of a urine drug screen. ".to_owned()),
];

/// A text of a shape, of at least so many bytes.
fn text((_, head, part): &Shape, bytes: usize) -> String {
    let mut text = (*head).to_owned();
    let mut n = 0;
    while text.len() < bytes {
        text.push_str(&part(n));
        n += 1;
    }
    text
}

/// A letter in which the reviewer misses again and again what the summary tells again and again.
fn missed_and_told(bytes: usize) -> String {
    let told = "A urine drug screen was consistent. ".repeat(bytes / 80);
    let missed = "There is no documentation of a urine drug screen. ".repeat(bytes / 100);
    format!("{}{missed}\n", SUMMARY.replace("The patient has pain.", &told))
}

/// How long it takes to do all that is done with a text.
fn time(text: String, limits: &Limits) -> Duration {
    let start = Instant::now();
    shown(&judged_within(document(&text), limits).unwrap());
    start.elapsed()
}

fn shown(report: &Report) {
    let look = Look::default();
    drop((human::check(report, None, look), human::extract(report, look), json::check(report, None)));
}

/// The shortest time that is measured, which other work on the machine does not drown.
const LEAST: Duration = Duration::from_millis(15);
/// How many times as long the longer text is.
const LONGER: u32 = 8;

/// How many bytes take long enough to be measured.
fn measurable(text: &dyn Fn(usize) -> String, limits: &Limits) -> usize {
    let sizes = std::iter::successors(Some(250), |bytes| Some(bytes * 2));
    sizes.take(12).find(|&bytes| time(text(bytes), limits) > LEAST).unwrap_or(1_000_000)
}

/// Eight times as much text may take eight times as long, not sixty-four times. Other work on the machine disturbs single
/// measurements, not all of them.
fn grows_evenly(name: &str, text: &dyn Fn(usize) -> String, limits: &Limits) -> bool {
    let bytes = measurable(text, limits);
    (0..3).any(|_| {
        let (short, long) = (time(text(bytes), limits), time(text(bytes * LONGER as usize), limits));
        println!("{name}: {bytes} bytes {short:?}, {LONGER} times as many {long:?}");
        long < short.max(LEAST) * LONGER * 3
    })
}

fn check(shapes: &[Shape], limits: &Limits) {
    let uneven = shapes.iter().filter(|shape| !grows_evenly(shape.0, &|bytes| text(shape, bytes), limits));
    let uneven: Vec<_> = uneven.map(|shape| shape.0).collect();
    assert!(uneven.is_empty(), "{uneven:?}");
}

#[test]
fn time_grows_with_the_text_in_all_stages() {
    check(&SHAPES, &Limits::default());
}

#[test]
fn time_grows_with_many_items_and_sentences_too() {
    let limits = Limits { items: 1_000_000, sentences: 10_000_000, ..Limits::default() };
    check(&MANY, &limits);
    assert!(grows_evenly("missed and told", &missed_and_told, &limits));
}
