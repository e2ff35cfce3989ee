//! From criteria to predictions: what would change them, ancillaries, and no effect of order.

use super::{claim, load, load_all, outcome, predicted, request, sheet, with};
use imrcheck::claim::{Claim, Kind, Section, Stance, Value};
use imrcheck::decision::{Basis, LetterItem, Predicted, minimal_sets, predict_letter, support_of};
use imrcheck::fact::Kleene;
use imrcheck::request::Request;
use imrcheck::rule::{Support, Truth};
use proptest::prelude::*;

fn support(depth: u32) -> impl Strategy<Value = Support> {
    let leaf = (0..7_usize).prop_map(Support::Criterion);
    leaf.prop_recursive(depth, 24, 4, |inner| {
        let parts = prop::collection::vec(inner, 1..4);
        (parts, 0..3_usize, 1..4_usize).prop_map(|(parts, form, n)| match form {
            0 => Support::All(parts),
            1 => Support::Any(parts),
            _ => Support::AtLeast(n.min(parts.len()), parts),
        })
    })
}

fn truths() -> impl Strategy<Value = Vec<Truth>> {
    let one = prop_oneof![
        2 => Just(Truth::Undocumented), 1 => Just(Truth::Met), 1 => Just(Truth::Contradicted), 1 => Just(Truth::NotApplicable)
    ];
    prop::collection::vec(one, 7)
}

/// Every set of undocumented criteria is tried; the minimal ones that support are the answer.
fn brute_force(support: &Support, truths: &[Truth]) -> Vec<Vec<usize>> {
    let open: Vec<usize> = (0..truths.len()).filter(|&i| truths[i] == Truth::Undocumented).collect();
    let works = |mask: usize| {
        let mut tried = truths.to_vec();
        open.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1).for_each(|(_, &i)| tried[i] = Truth::Met);
        support_of(support, &tried) == Kleene::True
    };
    let minimal =
        |mask: usize| works(mask) && (0..open.len()).all(|bit| mask >> bit & 1 == 0 || !works(mask & !(1 << bit)));
    let set = |mask: usize| open.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1).map(|(_, &i)| i).collect();
    let mut sets: Vec<Vec<usize>> = (0..1 << open.len()).filter(|&mask| minimal(mask)).map(set).collect();
    sets.sort_by(|one: &Vec<usize>, two| one.len().cmp(&two.len()).then_with(|| one.cmp(two)));
    sets
}

fn turned(support: &Support) -> Support {
    let all = |parts: &[Support]| parts.iter().rev().map(turned).collect();
    match support {
        Support::Criterion(index) => Support::Criterion(*index),
        Support::All(parts) => Support::All(all(parts)),
        Support::Any(parts) => Support::Any(all(parts)),
        Support::AtLeast(n, parts) => Support::AtLeast(*n, all(parts)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn what_would_change_the_outcome_is_exact_and_complete(support in support(3), truths in truths()) {
        prop_assert_eq!(minimal_sets(&support, &truths), brute_force(&support, &truths));
    }

    #[test]
    fn the_order_of_criteria_makes_no_difference(support in support(3), truths in truths()) {
        let turned = turned(&support);
        prop_assert_eq!(support_of(&support, &truths), support_of(&turned, &truths));
        prop_assert_eq!(minimal_sets(&support, &truths), minimal_sets(&turned, &truths));
    }

    /// Documenting more never turns a supported request into one that is not.
    #[test]
    fn documenting_more_never_harms(support in support(3), truths in truths(), which in 0..7_usize) {
        let mut more = truths.clone();
        if more[which] == Truth::Undocumented {
            more[which] = Truth::Met;
        }
        prop_assert!(support_of(&support, &more) >= support_of(&support, &truths));
    }
}

const FINDING: Section = Section::Rationale(1);

fn found(kind: Kind, stance: Stance) -> Claim {
    claim(FINDING, kind, stance)
}

#[test]
fn an_item_that_no_family_covers_is_not_covered() {
    let prediction = predicted(&request("moon_travel"), "A flight to the moon", &[]);
    assert_eq!((prediction.outcome, prediction.basis), (Predicted::NotCovered, Basis::NotCovered));
    assert!(prediction.to_overturn.is_empty());
}

#[test]
fn silence_upholds_and_is_not_denial() {
    let prediction = predicted(&request("muscle_relaxant"), "Flexeril 10mg #30", &[]);
    assert_eq!((prediction.outcome, prediction.basis), (Predicted::Upheld, Basis::Undocumented));
    assert_eq!(prediction.to_overturn[0], ["muscle_relaxant/acute-exacerbation", "muscle_relaxant/second-line"]);
}

#[test]
fn a_therapy_that_helped_and_is_explained_is_supported() {
    let therapy = Request { sessions: Some(12), ..request("psychotherapy") };
    let improved = with(found(Kind::TreatmentTried, Stance::Documented), Value::Response { response: "improved" });
    let claims = [
        found(Kind::PsychologicalSymptoms, Stance::Documented),
        super::about(improved, "cognitive behavioral therapy"),
        found(Kind::Rationale, Stance::Documented),
    ];
    assert_eq!(outcome(&therapy, "Psychotherapy 12 sessions", &claims), Predicted::Overturned);
    assert_eq!(outcome(&therapy, "Psychotherapy 12 sessions", &claims[1..]), Predicted::Upheld);
    assert_eq!(outcome(&therapy, "Psychotherapy 12 sessions", &claims[..1]), Predicted::Upheld);
}

#[test]
fn a_reviewer_who_misses_function_leaves_the_opioid_undocumented() {
    let claims = [
        found(Kind::PainRelief, Stance::Documented),
        found(Kind::FunctionalImprovement, Stance::Undocumented),
        found(Kind::DrugTest, Stance::Documented),
    ];
    let prediction = predicted(&request("opioid"), "Norco 10/325mg #120", &claims);
    assert_eq!(prediction.basis, Basis::Undocumented);
    let response = prediction.criteria.iter().find(|result| result.id == "opioid/response").unwrap();
    assert_eq!(
        (response.truth, &response.claims[..]),
        (Truth::Undocumented, &[1][..]),
        "it rests on the sentence about function"
    );
}

const ANCILLARY: &str = "\
family: service
title: Services of an operation
source: {document: A guideline}
follows: [operation]
criteria:
  - {id: service/operation, title: The operation is supported, page: \"1\", confidence: known, met: {fact: operation_supported}, help: See there.}
supported_when: service/operation
";
const OPERATION: &str = "\
family: operation
title: Operations
source: {document: A guideline}
criteria:
  - {id: operation/red-flag, title: Red flag, page: \"1\", confidence: known, met: {fact: red_flag}, help: Say so.}
supported_when: operation/red-flag
";

#[test]
fn an_ancillary_follows_the_operation_of_its_letter() {
    let edition = "edition: test\ntitle: A test\nin_force: {from: 2009-07-18}\n";
    let files = [("test/edition.yaml", edition), ("test/service.yaml", ANCILLARY), ("test/operation.yaml", OPERATION)];
    let rulebooks = load_all(&files).unwrap();
    let book = rulebooks.edition("test").unwrap();
    let item = |n, family: &str, claims: &[Claim]| LetterItem { n, sheet: sheet(book, &request(family), "", claims) };
    let outcomes = |claims: &[Claim]| {
        let items = [item(1, "service", &[]), item(2, "operation", claims)];
        predict_letter(book, &items).iter().map(|p| (p.outcome, p.basis)).collect::<Vec<_>>()
    };
    use Basis::{Contradicted, Met, Undocumented};
    use Predicted::{Overturned, Upheld};
    assert_eq!(outcomes(&[found(Kind::RedFlag, Stance::Documented)]), [(Overturned, Met); 2]);
    assert_eq!(outcomes(&[found(Kind::RedFlag, Stance::Denied)]), [(Upheld, Contradicted); 2]);
    assert_eq!(outcomes(&[]), [(Upheld, Undocumented); 2]);
    assert_eq!(predict_letter(book, &[item(1, "service", &[])])[0].basis, Undocumented, "no operation in the letter");
}

#[test]
fn a_criterion_that_does_not_apply_drops_out() {
    let text = "\
family: thing
title: Things
source: {document: A guideline}
criteria:
  - {id: thing/a, title: A, page: \"1\", confidence: known, met: {fact: red_flag}, help: Say so.}
  - id: thing/b
    title: B
    page: \"1\"
    confidence: known
    applies_when: {recorded: treatment_duration}
    met: {fact: pain_relief}
    help: Say so.
supported_when: {all: [thing/a, thing/b]}
";
    let rulebooks = load("thing", text).unwrap();
    let book = rulebooks.edition("test").unwrap();
    let judge = |claims: &[Claim]| {
        let item = LetterItem { n: 1, sheet: sheet(book, &request("thing"), "", claims) };
        predict_letter(book, &[item]).remove(0)
    };
    let first = judge(&[found(Kind::RedFlag, Stance::Documented)]);
    assert_eq!((first.outcome, first.criteria[1].truth), (Predicted::Overturned, Truth::NotApplicable));
    let second = judge(&[found(Kind::RedFlag, Stance::Documented), found(Kind::TreatmentDuration, Stance::Documented)]);
    assert_eq!((second.outcome, second.criteria[1].truth), (Predicted::Upheld, Truth::Undocumented));
    assert_eq!(second.to_overturn, [["thing/b"]]);
}
