//! Claims become facts: evidence, scope, conflict, bounds, and no effect of order.

use super::{about, claim, edition_2009, reading, request, resolve, sheet, with};
use imrcheck::claim::{Claim, Kind, Reading, Section, Sentence, Stance, Value, Voice};
use imrcheck::fact::{
    Context, DailyTotals, Evidence, Fact, FactName, FactSheet, FactValue, Kleene, Origin, Range, State, Subject,
    Treatment, origin, sheet as facts, subjects,
};
use imrcheck::request::Request;
use imrcheck::span::Span;
use proptest::prelude::*;

const SUMMARY: Section = Section::Summary;
const FINDING: Section = Section::Rationale(1);

/// The facts of a request for Norco by the oldest edition.
pub fn facts_of(request: &Request, claims: &[Claim]) -> FactSheet {
    sheet(edition_2009(), request, "Norco 10/325mg #120", claims)
}

/// Norco, four a day for a month, with a refill.
pub fn opioid() -> Request {
    Request {
        generic: Some("hydrocodone/acetaminophen".to_owned()),
        strength: Some("10/325mg".to_owned()),
        quantity: Some(120),
        refills: Some(1),
        ..request("opioid")
    }
}

/// The bounds of a fact that is a number.
pub fn range(fact: &Fact) -> Range {
    match &fact.value {
        Some(FactValue::Range(range)) => *range,
        other => panic!("no range but {other:?}"),
    }
}

#[test]
fn each_stance_gives_its_state() {
    for (stance, state, truth) in [
        (Stance::Documented, State::Documented, Kleene::True),
        (Stance::Denied, State::Denied, Kleene::False),
        (Stance::Undocumented, State::Undocumented, Kleene::Unknown),
    ] {
        let sheet = facts_of(&opioid(), &[claim(SUMMARY, Kind::OpioidAgreement, stance)]);
        let fact = sheet.get("opioid_agreement");
        assert_eq!((fact.state, fact.truth(), &fact.claims[..]), (state, truth, &[0][..]));
    }
    assert_eq!(facts_of(&opioid(), &[]).get("opioid_agreement").state, State::Silent);
    let planned = facts_of(&opioid(), &[claim(SUMMARY, Kind::WeaningPlan, Stance::Planned)]);
    assert_eq!(planned.get("planned_weaning_plan").state, State::Documented);
    assert_eq!(planned.get("weaning_plan").state, State::Silent);
}

#[test]
fn a_claim_about_another_treatment_does_not_speak_of_the_item() {
    let improved = claim(SUMMARY, Kind::FunctionalImprovement, Stance::Documented);
    for (subject, state) in [
        ("Norco", State::Documented),
        ("opioids", State::Documented),
        ("this regimen", State::Documented),
        ("physical therapy", State::Silent),
        ("OxyContin", State::Silent),
    ] {
        let sheet = facts_of(&opioid(), &[about(improved.clone(), subject)]);
        assert_eq!(sheet.get("functional_improvement").state, state, "{subject}");
    }
    let condition = about(claim(SUMMARY, Kind::Radiculopathy, Stance::Documented), "physical therapy");
    assert_eq!(facts_of(&opioid(), &[condition]).get("radiculopathy").state, State::Documented);
}

#[test]
fn what_was_tried_is_kept_by_family() {
    let tried = with(claim(SUMMARY, Kind::TreatmentTried, Stance::Documented), Value::Response { response: "failed" });
    let sheet = facts_of(&opioid(), &[about(tried, "physical therapy")]);
    assert_eq!(sheet.get("treatment_tried").state, State::Silent);
    assert_eq!(sheet.get("tried_physical_therapy").value, Some(FactValue::word("failed")));
    assert_eq!(sheet.get("other_treatment_tried").state, State::Documented);
}

#[test]
fn only_the_evidence_asked_for_is_used() {
    let claims = [
        claim(SUMMARY, Kind::DrugTest, Stance::Documented),
        claim(FINDING, Kind::DrugTest, Stance::Undocumented),
        claim(Section::Rationale(2), Kind::SideEffects, Stance::Documented),
    ];
    let findings = facts_of(&opioid(), &claims);
    assert_eq!(findings.get("drug_test").state, State::Undocumented, "the reviewer's finding is the later word");
    assert_eq!(findings.get("side_effects").state, State::Silent, "another item's rationale is never read");
    let subjects = imrcheck::fact::subjects(&reading(&claims), "", resolve);
    let context = Context {
        evidence: Evidence::Summary,
        item_text: "",
        original: None,
        clock: None,
        injury: None,
        age: None,
        daily_totals: &DailyTotals::default(),
        subjects: &subjects,
    };
    assert_eq!(facts(1, &opioid(), &claims, &context).get("drug_test").state, State::Documented);
}

#[test]
fn one_voice_that_says_both() {
    use Stance::{Denied, Documented, Undocumented};
    for (kind, stances, state) in [
        (Kind::NeurologicalDeficit, [Documented, Denied], State::Documented),
        (Kind::PainRelief, [Documented, Denied], State::Conflicting),
        (Kind::RiskAssessment, [Documented, Undocumented], State::Undocumented),
        (Kind::ExceedsLimit, [Documented, Denied], State::Documented),
        (Kind::RedFlag, [Denied, Undocumented], State::Denied),
    ] {
        let claims: Vec<Claim> = stances.map(|stance| claim(FINDING, kind, stance)).into();
        assert_eq!(facts_of(&opioid(), &claims).get(kind.name()).state, state, "{} {stances:?}", kind.name());
    }
}

#[test]
fn functional_improvement_of_9792_20_needs_both_halves() {
    let state = |stances: &[(Kind, Stance)]| {
        let claims: Vec<Claim> = stances.iter().map(|&(kind, stance)| claim(SUMMARY, kind, stance)).collect();
        facts_of(&opioid(), &claims).get("functional_improvement_9792_20").state
    };
    use Stance::{Denied, Documented};
    assert_eq!(state(&[]), State::Silent);
    assert_eq!(state(&[(Kind::DailyActivities, Documented)]), State::Undocumented);
    assert_eq!(state(&[(Kind::DailyActivities, Documented), (Kind::WeaningPlan, Documented)]), State::Documented);
    assert_eq!(state(&[(Kind::DailyActivities, Denied), (Kind::FunctionalImprovement, Denied)]), State::Denied);
}

proptest! {
    /// The facts are those of the set of claims: any order gives the same, but for the numbers of the claims.
    #[test]
    fn the_order_of_claims_makes_no_difference(seed in prop::collection::vec((0..42_usize, 0..4_usize, 0..2_usize, 0..5_usize), 0..14), turn in 0..14_usize) {
        let claims: Vec<Claim> = seed.iter().map(|&(kind, stance, section, subject)| made(kind, stance, section, subject)).collect();
        let mut turned = claims.clone();
        turned.reverse();
        let places = turn % turned.len().max(1);
        turned.rotate_left(places);
        let (one, two) = (facts_of(&opioid(), &claims), facts_of(&opioid(), &turned));
        let names: Vec<&str> = one.by_name().into_keys().collect();
        prop_assert_eq!(&names, &two.by_name().into_keys().collect::<Vec<_>>());
        for name in names {
            let (one, two) = (one.get(name), two.get(name));
            prop_assert_eq!((one.state, &one.value), (two.state, &two.value), "{}", name);
            let quotes = |fact: &Fact, claims: &[Claim]| {
                let mut quotes: Vec<String> = fact.claims.iter().map(|&index| format!("{:?}", claims[index])).collect();
                quotes.sort();
                quotes
            };
            prop_assert_eq!(quotes(one, &claims), quotes(two, &turned));
        }
    }
}

fn made(kind: usize, stance: usize, section: usize, subject: usize) -> Claim {
    let stance = [Stance::Documented, Stance::Denied, Stance::Undocumented, Stance::Planned][stance];
    let mut claim = claim([SUMMARY, FINDING][section], Kind::ALL[kind], stance);
    claim.about = [None, Some("Norco"), Some("OxyContin"), Some("physical therapy"), Some("the regimen")][subject]
        .map(str::to_owned);
    claim.value = match claim.kind {
        Kind::PriorSessions => Some(Value::Count { count: u32::try_from(subject).unwrap() + 1 }),
        Kind::PainScore => Some(Value::Score { low: subject as f64, high: subject as f64 + 2.0 }),
        Kind::TreatmentTried => Some(Value::Response { response: ["failed", "improved"][section] }),
        Kind::TreatmentDuration => Some(Value::Duration {
            since: None,
            at_least_days: Some(30 * (subject as u32)),
            at_most_days: (subject > 2).then_some(90),
            open: false,
        }),
        _ => None,
    };
    claim
}

#[test]
fn vague_words_point_at_items_of_their_kind() {
    let improved = claim(SUMMARY, Kind::FunctionalImprovement, Stance::Documented);
    let of = |family: &str, words: &str| {
        let sheet = sheet(edition_2009(), &request(family), "", &[about(improved.clone(), words)]);
        sheet.get("functional_improvement").state
    };
    for (words, drug, therapy) in [
        ("this treatment", State::Documented, State::Documented),
        ("her current medications", State::Documented, State::Silent),
        ("current medications", State::Documented, State::Silent),
        ("prior sessions", State::Silent, State::Documented),
        ("these therapy visits", State::Silent, State::Documented),
        ("injections", State::Silent, State::Silent),
    ] {
        assert_eq!((of("opioid", words), of("physical_therapy", words)), (drug, therapy), "{words}");
    }
    let tried = about(claim(SUMMARY, Kind::TreatmentTried, Stance::Documented), "medications");
    let sheet = sheet(edition_2009(), &request("acupuncture"), "", std::slice::from_ref(&tried));
    assert_eq!(sheet.get("treatment_tried").state, State::Silent);
    assert_eq!(sheet.get("other_treatment_tried").state, State::Documented);
    assert_eq!(sheet.get("tried_acupuncture").state, State::Silent, "acupuncture is no medication");
    let sheet = super::sheet(edition_2009(), &request("opioid"), "", &[tried]);
    assert_eq!(sheet.get("tried_opioid").state, State::Documented, "an opioid is one");
    assert_eq!(sheet.get("other_treatment_tried").state, State::Silent);
}

/// The facts of an item that asks for `item_text`, from claims with the words given of a summary of these sentences.
fn facts_in(item_text: &str, sentences: &[&str], found: &[(Kind, &str)]) -> FactSheet {
    let text = sentences.join(" ");
    let span_of = |words: &str| {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let sentence = |words: &&str| Sentence { section: SUMMARY, voice: Voice::Patient, span: span_of(words) };
    let claims = found.iter().map(|&(kind, words)| Claim {
        span: span_of(words),
        quote: words.to_owned(),
        sentence: sentences.iter().position(|sentence| sentence.contains(words)).unwrap(),
        ..claim(SUMMARY, kind, Stance::Documented)
    });
    let reading = Reading { sentences: sentences.iter().map(sentence).collect(), claims: claims.collect() };
    let context = Context {
        evidence: Evidence::Summary,
        item_text,
        original: None,
        clock: None,
        injury: None,
        age: None,
        daily_totals: &DailyTotals::default(),
        subjects: &imrcheck::fact::subjects(&reading, &text, resolve),
    };
    facts(1, &request("imaging"), &reading.claims, &context)
}

#[test]
fn a_finding_speaks_of_the_part_of_the_body_that_it_was_found_at() {
    let exam = [
        "Examination of the right wrist revealed swelling.",
        "There was a fracture.",
        "Grip was 4/5; the neck was sore.",
    ];
    let red_flag = |item: &str| facts_in(item, &exam, &[(Kind::RedFlag, "fracture")]).get("red_flag").state;
    assert_eq!(red_flag("MRI of the right wrist"), State::Documented, "of the examination that it belongs to");
    assert_eq!(red_flag("MRI of the left shoulder"), State::Silent);
    assert_eq!(red_flag("MRI"), State::Documented, "an item that names no region is open");
    let plain = ["The knee was hurt.", "There was a fracture."];
    let state = facts_in("MRI of the left shoulder", &plain, &[(Kind::RedFlag, "fracture")]).get("red_flag").state;
    assert_eq!(state, State::Documented, "what names no region speaks of every item");
    let weak = |item: &str| {
        facts_in(item, &exam, &[(Kind::NeurologicalDeficit, "Grip was 4/5")]).get("neurological_deficit").state
    };
    assert_eq!(weak("MRI of the cervical spine"), State::Documented, "nerve signs run along the limb");
    assert_eq!(weak("MRI of the lumbar spine"), State::Silent);
}

#[test]
fn the_longest_name_of_a_region_counts() {
    let exam = ["The cervical spine was tender."];
    let tender =
        |item: &str| facts_in(item, &exam, &[(Kind::ObjectiveFindings, "tender")]).get("objective_findings").state;
    assert_eq!(tender("MRI of the cervical spine"), State::Documented);
    assert_eq!(tender("MRI of the lumbar spine"), State::Silent);
    let back = ["He went back to work and is weak."];
    let state =
        facts_in("MRI of the knee", &back, &[(Kind::ObjectiveFindings, "weak")]).get("objective_findings").state;
    assert_eq!(state, State::Documented, "to go back is no part of the body");
}

#[test]
fn what_is_found_on_one_side_is_not_found_on_the_other() {
    let shown = |item: &str, sentence: &str| {
        facts_in(item, &[sentence], &[(Kind::ImagingConfirmation, "tear")]).get("imaging_confirmation").state
    };
    let right = "The MRI of the right shoulder showed a tear.";
    assert_eq!(shown("Right shoulder arthroscopy", right), State::Documented);
    assert_eq!(shown("Left shoulder arthroscopy", right), State::Silent);
    assert_eq!(shown("Shoulder arthroscopy", right), State::Documented, "an item that names no side is open");
    assert_eq!(shown("Bilateral shoulder arthroscopy", right), State::Documented);
    for open in [
        "The MRI of the shoulder showed a tear.",
        "The right-handed man's shoulder has a tear.",
        "He left work; the left and the right shoulder have a tear.",
        "The shoulder has a tear, for which right now nothing is done.",
    ] {
        assert_eq!(shown("Left shoulder arthroscopy", open), State::Documented, "{open}");
    }
}

#[test]
fn care_of_one_part_of_the_body_is_no_care_of_another() {
    let cared = |item: &str, sentence: &str| {
        facts_in(item, &[sentence], &[(Kind::ConservativeCare, "Therapy")]).get("conservative_care").state
    };
    let wrist = "Therapy for the right wrist did not help the patient with neck pain.";
    assert_eq!(cared("MRI of the wrist", wrist), State::Documented);
    assert_eq!(cared("MRI of the cervical spine", wrist), State::Silent);
    assert_eq!(cared("MRI of the left wrist", wrist), State::Silent);
    assert_eq!(cared("MRI of the cervical spine", "Therapy did not help the wrist."), State::Documented);
    assert_eq!(
        cared("MRI of the cervical spine", "Therapy failed, for which reason the wrist is splinted."),
        State::Documented
    );
}

#[test]
fn no_side_effects_are_side_effects_looked_for() {
    let none = claim(SUMMARY, Kind::SideEffects, Stance::Denied);
    assert_eq!(facts_of(&opioid(), &[none]).get("side_effects").state, State::Documented);
}

#[test]
fn what_imaging_shows_keeps_its_words() {
    let sheet = facts_of(&opioid(), &[claim(SUMMARY, Kind::ImagingConfirmation, Stance::Documented)]);
    assert_eq!(sheet.get("imaging_confirmation").value, Some(FactValue::word("imaging_confirmation")));
}

/// What can be on record of a fact decides what a rule's logic is searched over.
#[test]
fn where_each_fact_comes_from() {
    for (name, from) in [
        ("request_text", Origin::Always),
        ("refills", Origin::Always),
        ("request_topical", Origin::Flag),
        ("request_ancillary", Origin::Flag),
        ("request_retrospective", Origin::Flag),
        ("quantity", Origin::Given),
        ("daily_mme", Origin::Given),
        ("total_sessions", Origin::Said),
        ("drug_test", Origin::Said),
        ("planned_drug_test", Origin::Said),
        ("tried_acupuncture", Origin::Said),
        ("opioid/response", Origin::Said),
    ] {
        assert_eq!(origin(name), from, "{name}");
    }
}

/// What a claim is said of is kept between runs; what was written with another table of words is none and is read anew.
#[test]
fn a_subject_that_was_kept_is_the_same_again() {
    let claims = [
        about(claim(SUMMARY, Kind::PainRelief, Stance::Documented), "this medication"),
        about(claim(SUMMARY, Kind::PainRelief, Stance::Documented), "Norco"),
        claim(SUMMARY, Kind::PainRelief, Stance::Documented),
    ];
    let mut found = subjects(&reading(&claims), "", resolve);
    found[2].regions = imrcheck::fact::regions_named("the right knee and the neck");
    assert!(matches!(&found[0].treatment, Treatment::OneOf(families) if families.contains("opioid")));
    assert_eq!(found[2].regions.len(), 2);
    let kept = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Subject>>(&kept).unwrap(), found);
    assert!(kept.contains("\"opioid\"") && kept.contains("\"knee\""), "{kept}");
    for word in ["\"opioid\"", "\"knee\""] {
        assert!(serde_json::from_str::<Vec<Subject>>(&kept.replacen(word, "\"nothing\"", 1)).is_err(), "{word}");
    }
}

#[test]
fn a_kind_has_the_place_of_its_name() {
    for kind in Kind::ALL {
        assert_eq!(FactName::of_kind(kind), FactName::of(kind.name()));
        assert_eq!(FactName::planned(kind), FactName::of(&format!("planned_{}", kind.name())));
    }
}

#[test]
fn a_fact_that_is_set_again_takes_the_place_of_the_one_before() {
    let mut sheet = FactSheet::new("opioid");
    assert_eq!(*sheet.get("drug_test"), Fact::SILENT);
    for state in [State::Denied, State::Documented] {
        sheet.set("drug_test", Fact { state, ..Fact::SILENT });
        sheet.set("tried_nsaid", Fact { state, ..Fact::SILENT });
        assert_eq!(sheet.get("drug_test").state, state);
    }
    assert_eq!(sheet.by_name().into_keys().collect::<Vec<_>>(), ["drug_test", "tried_nsaid"]);
    assert_eq!(*sheet.get("tried_naproxen"), Fact::SILENT, "a name that nobody asked for before");
}
