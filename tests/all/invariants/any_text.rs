//! In: texts that are no letters. Out: proof that the whole pipeline takes any of them, and gives valid places.
#![allow(clippy::unwrap_used)]

use super::spans;
use crate::common::{document, judged};
use imrcheck::report::{Look, human, narrated};
use proptest::prelude::*;

/// Puts a text through every stage and every renderer.
fn whole_pipeline(text: &str) {
    let report = judged(document(text));
    spans::check(&report);
    let look = Look { width: 40, ..Look::default() };
    for shown in [human::extract(&report, look), human::check(&report, None, look), narrated::check(&report, None)] {
        assert!(!shown.contains('\u{1b}'), "an escape code got through: {shown:?}");
    }
}

/// The scaffold of a letter with one item.
fn letter(summary: &str, item: &str, rationale: &str) -> String {
    format!(
        "Decision Date: 04/05/2015\nCLINICAL CASE SUMMARY\nThe expert reviewer developed the following clinical case summary \
         based on a review of the case file, including all medical records:\n\n{summary}\n\nIMR ISSUES, DECISIONS AND RATIONALES\n\
         {item}: Upheld\n\nClaims Administrator guideline: MTUS.\n\nDecision rationale: {rationale}\n"
    )
}

/// Words that open phrases of the grammars, and characters that fool careless readers of text.
const PIECES: [&str; 40] = [
    "There is no documentation of",
    "functional improvement",
    "pain",
    "8/10",
    "Norco",
    "since at least",
    "September 2012",
    "was not",
    "denied",
    "failed",
    "six visits of",
    "physical therapy",
    "however",
    "MTUS recommends",
    "should",
    "is",
    "medically necessary",
    "urine drug screen",
    "consistent",
    "flare-up",
    "MRI",
    "showed",
    "radiculopathy",
    "returned to work",
    "on 1/13/15",
    "three of the four A's:",
    ",",
    ".",
    ";",
    "-",
    "\n",
    "\n\n",
    "\u{c}",
    "é",
    "“no”",
    "\u{a0}",
    "\u{200b}",
    "ﬁ",
    "99999999999999999999",
    "\u{202e}",
];

fn mix() -> impl Strategy<Value = String> {
    proptest::collection::vec((0..PIECES.len(), proptest::bool::weighted(0.8)), 0..40).prop_map(|pieces| {
        pieces
            .into_iter()
            .map(|(piece, spaced)| format!("{}{}", PIECES[piece], if spaced { " " } else { "" }))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_string(text in "\\PC{0,200}|(\\PC|\\s|[\\x00-\\x1f]){0,200}") {
        whole_pipeline(&text);
    }

    #[test]
    fn any_string_inside_a_letter(summary in "(\\PC|\\s){0,120}", item in "\\PC{0,60}", rationale in "(\\PC|\\s){0,120}") {
        whole_pipeline(&letter(&summary, &item, &rationale));
    }

    #[test]
    fn any_mix_of_the_words_that_grammars_know(summary in mix(), item in mix(), rationale in mix()) {
        whole_pipeline(&letter(&summary, &item, &rationale));
        whole_pipeline(&format!("{summary}\nRequest: {item}\n"));
    }
}

/// A sentence as long as a book, a word as long as a sentence, and deep brackets.
#[test]
fn shapes_without_end() {
    for shape in
        ["no documentation of ", "pain ", "x", "((((", "not ", "since 2012, ", "8/", "and ", "é", "Norco 10/325mg #60 "]
    {
        whole_pipeline(&letter(
            &shape.repeat(8_000 / shape.len()),
            "Norco 10/325mg #60",
            &shape.repeat(8_000 / shape.len()),
        ));
    }
}
