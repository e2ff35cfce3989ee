//! Contradictions: invented letters and notes, and exactly what is told of each. More than half hold none: each of these
//! looks like one.

#![allow(clippy::unwrap_used)]

use crate::common::{document, judged, own_texts, texts};
use imrcheck::report::{Look, Report, conflict_findings, human, json, narrated};

/// The contradictions of a report: code, kind, the words that stand first, and those that contradict them.
fn told(report: &Report) -> Vec<String> {
    let text =
        |span: imrcheck::span::Span| span.of(&report.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let all = report.conflicts.iter().map(|one| {
        let kind = one.kind.map(|kind| format!(" {}", kind.name())).unwrap_or_default();
        let second: Vec<String> = one.second.iter().map(|place| text(place.span)).collect();
        format!("{}{kind}: {} / {}", one.code.name(), text(one.first.span), second.join(" / "))
    });
    all.collect()
}

fn letter(item: &str, summary: &str, rationale: &str) -> Report {
    judged(document(&format!(
        "CLINICAL CASE SUMMARY\n\nThe injured worker is a 45-year-old female with an injury on 3/4/2012. {summary}\n\n\
         IMR ISSUES, DECISIONS AND RATIONALES\n\nThe Final Determination was based on decisions for the disputed \
         items/services set forth below:\n\n{item}: Upheld\n\nMAXIMUS guideline: Decision based on MTUS.\n\n\
         Decision rationale: {rationale}\n"
    )))
}

fn note(body: &str) -> Report {
    judged(document(&format!("PROGRESS NOTE 5/6/2026\n\n{body}\n")))
}

/// What a reviewer misses, and what the summary tells: item, summary, rationale, and what is told.
const LETTERS: [(&str, &str, &str, &[&str]); 27] = [
    (
        "Norco 10/325mg #120",
        "Norco reduces her pain from 8/10 to 4/10. An opioid agreement was signed in March 2014.",
        "There is no documentation of pain relief or of a pain contract.",
        &[
            "missing-but-documented pain_relief: pain relief / reduces her pain from 8/10 to 4/10",
            "missing-but-documented opioid_agreement: a pain contract / An opioid agreement",
        ],
    ),
    (
        "Norco 10/325mg #120",
        "With Norco she walks farther. Norco has improved her function.",
        "There is no documentation of functional improvement with Norco.",
        &[
            "missing-but-documented functional_improvement: functional improvement / walks farther / improved her function",
        ],
    ),
    ("Norco 10/325mg #120", "Norco has improved her function.", "There is no objective functional improvement.", &[]),
    ("Norco 10/325mg #120", "She says that Norco helps.", "There is no documentation of pain relief of 30%.", &[]),
    ("Norco 10/325mg #120", "Naproxen reduces her pain from 8/10 to 4/10.", "Pain relief is not documented.", &[]),
    (
        "Norco 10/325mg #120",
        "A urine drug screen of 2/3/2014 was consistent.",
        "The records do not contain a urine drug screen.",
        &["missing-but-documented drug_test: urine drug screen / A urine drug screen of 2/3/2014 was consistent"],
    ),
    (
        "Norco 10/325mg #120",
        "A urine drug screen in 2011 was consistent.",
        "There is no recent urine drug screen.",
        &[],
    ),
    ("Norco 10/325mg #120", "A urine drug screen was requested.", "There is no urine drug screen in the record.", &[]),
    (
        "Norco 10/325mg #120",
        "CURES was reviewed and showed no other prescribers.",
        "There is no documentation of a CURES report.",
        &["missing-but-documented pdmp_check: CURES report / CURES"],
    ),
    (
        "Norco 10/325mg #120",
        "She is on modified duty. Pain is 6/10.",
        "Work status and pain scores are not documented.",
        &[
            "missing-but-documented work_status: Work status / modified duty",
            "missing-but-documented pain_score: pain scores / 6/10",
        ],
    ),
    ("Norco 10/325mg #120", "She is on modified duty.", "No change in work status is documented.", &[]),
    (
        "Flexeril 7.5mg #60",
        "Examination of the low back showed paraspinal spasm.",
        "There is no documentation of muscle spasm.",
        &["missing-but-documented muscle_spasm: muscle spasm / paraspinal spasm"],
    ),
    ("Flexeril 7.5mg #60", "Examination showed paraspinal spasm.", "No acute muscle spasm is documented.", &[]),
    ("Flexeril 7.5mg #60", "There is lumbar spasm. The neck shows no spasm.", "Muscle spasm is not documented.", &[]),
    (
        "MRI of the left knee",
        "X-rays of the left knee on 1/2/2014 showed mild narrowing.",
        "Plain radiographs of the left knee are not documented.",
        &["missing-but-documented prior_study: Plain radiographs of the left knee / X-rays of the left knee"],
    ),
    ("MRI of the left knee", "X-rays of the right knee were normal.", "Plain radiographs are not documented.", &[]),
    ("MRI of the left knee", "MRI of the left knee showed a tear.", "Plain radiographs are not documented.", &[]),
    (
        "Physical therapy 8 visits for the lumbar spine",
        "She completed 12 visits of physical therapy for the lumbar spine.",
        "The number of physical therapy visits is not documented.",
        &[
            "missing-but-documented prior_sessions: The number of physical therapy visits / 12 visits of physical therapy",
        ],
    ),
    (
        "Physical therapy 8 visits for the lumbar spine",
        "She completed 12 visits of physical therapy for the left shoulder.",
        "The number of physical therapy visits is not documented.",
        &[],
    ),
    (
        "Prilosec 20mg #30",
        "She takes naproxen and has gastritis.",
        "There is no documentation of gastrointestinal symptoms.",
        &["missing-but-documented gastrointestinal_risk: gastrointestinal symptoms / gastritis"],
    ),
    ("Prilosec 20mg #30", "She denies heartburn.", "There is no documentation of gastrointestinal symptoms.", &[]),
    (
        "Ambien 10mg #30",
        "She reports insomnia.",
        "Insomnia is not documented.",
        &["missing-but-documented psychological_symptoms: Insomnia / insomnia"],
    ),
    ("Ambien 10mg #30", "She is depressed.", "Insomnia is not documented.", &[]),
    ("Ambien 10mg #30", "Possible insomnia.", "Insomnia is not documented.", &[]),
    (
        "Lumbar epidural steroid injection at L5",
        "Physical therapy and naproxen were tried and failed.",
        "Failure of conservative treatment is not documented.",
        &[],
    ),
    (
        "EMG of the left upper extremity",
        "Examination showed decreased sensation in the left thumb.",
        "There is no documentation of neurological deficits.",
        &["missing-but-documented neurological_deficit: neurological deficits / sensation"],
    ),
    (
        "EMG of the left upper extremity",
        "Examination showed decreased sensation in the left foot.",
        "There is no documentation of neurological deficits.",
        &[],
    ),
];

#[test]
fn a_reviewer_is_held_against_the_summary_only_where_both_speak_of_the_same() {
    let mut faults = Vec::new();
    for (item, summary, rationale, expected) in LETTERS {
        let report = letter(item, summary, rationale);
        assert_eq!(report.letter.items.len(), 1, "{item}");
        let found = told(&report);
        faults.extend((found != expected).then(|| format!("{summary} {rationale}\n  {found:?}\n  {expected:?}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let silent = LETTERS.iter().filter(|(.., expected)| expected.is_empty()).count();
    assert!(silent * 2 >= LETTERS.len(), "at least half of the letters hold no contradiction");
}

/// What a note says against itself: its words, and what is told.
const NOTES: [(&str, &[&str]); 35] = [
    (
        "HISTORY: He takes Norco 10/325 three times a day.\n\nPLAN: Refill Norco 7.5/325 #90.",
        &["strength: Norco 7.5/325 #90 / Norco 10/325"],
    ),
    ("HISTORY: He takes Norco 10/325.\n\nPLAN: We will reduce Norco. Refill Norco 7.5/325 #90.", &[]),
    ("HISTORY: He takes Norco 10/325.\n\nPLAN: Wean to Norco 5/325 #90.", &[]),
    ("HISTORY: He takes gabapentin 900 mg a day.\n\nRequest:\n1. Gabapentin 300 mg #90", &[]),
    ("HISTORY: He takes tramadol 100 mg twice daily.\n\nRequest:\n1. Tramadol 50 mg #120", &[]),
    (
        "Current medications: Percocet 5/325 tid, Soma 350 mg at night.\n\nRequest:\n1. Percocet 10/325 #90",
        &["strength: Percocet 10/325 #90 / Percocet 5/325"],
    ),
    (
        "Current medications: Percocet 5/325 tid, Soma 350 mg.\n\nRequest:\n1. Percocet 5/325 #90\n2. Soma 350mg #30",
        &[],
    ),
    (
        "MEDICATIONS\n1. Lyrica 75 mg bid\n2. Percocet 10/325 tid\n\nRECOMMENDATIONS\n1. Percocet 7.5/325 #90",
        &["strength: Percocet 7.5/325 #90 / Percocet 10/325"],
    ),
    ("He was taking Norco 10/325 last year. He takes Norco 5/325 now.\n\nRequest:\n1. Norco 5/325 #60", &[]),
    ("He was on Norco 10/325 in 2012.\n\nRequest:\n1. Norco 5/325 #60", &[]),
    ("He takes Norco 10/325. Norco was decreased from 10/325 to 7.5/325.\n\nRequest:\n1. Norco 7.5/325 #60", &[]),
    (
        "He takes Ambien 10 mg at night.\n\nRequest:\n1. Ambien CR 12.5mg #30",
        &["release: Ambien CR 12.5mg #30 / Ambien 10 mg"],
    ),
    ("He takes tramadol 50 mg. Start a trial of tramadol ER.\n\nRequest:\n1. Tramadol ER 150mg #30", &[]),
    (
        "She complains of constant severe low back pain. Pain is mild today.\n\nRequest:\n1. Norco 5/325 #60",
        &["severity: severe low back pain / Pain is mild"],
    ),
    (
        "Her low back pain is 9/10 today. She says that the pain is mild.\n\nRequest:\n1. Norco 5/325 #60",
        &["severity: 9/10 / pain is mild"],
    ),
    (
        "Low back pain is 9/10 without medication. With medication the pain is mild.\n\nRequest:\n1. Norco 5/325 #60",
        &[],
    ),
    ("Low back pain is severe with activity. At rest the pain is mild.\n\nRequest:\n1. Norco 5/325 #60", &[]),
    ("Severe low back pain. Mild neck pain.\n\nRequest:\n1. Norco 5/325 #60", &[]),
    ("Pain 2-8/10. Pain is mild.\n\nRequest:\n1. Norco 5/325 #60", &[]),
    ("Pain was 9/10 before surgery. Now the pain is mild.\n\nRequest:\n1. Norco 5/325 #60", &[]),
    ("Mild to severe knee pain. Moderate to severe shoulder pain.\n\nRequest:\n1. Norco 5/325 #60", &[]),
    ("No side effects from Norco. Naproxen gave her heartburn.\n\nRequest:\n1. Norco 5/325 #60", &[]),
    (
        "Work status: full duty. He is off work.\n\nRequest:\n1. Norco 5/325 #60",
        &["both-ways work_status: full duty / off work"],
    ),
    ("He was working full duty until the injury. Work status: modified duty.\n\nRequest:\n1. Norco 5/325 #60", &[]),
    (
        "No aberrant behavior. She asked for early refills.\n\nRequest:\n1. Norco 5/325 #60",
        &["both-ways aberrant_behavior: aberrant behavior / early refills"],
    ),
    ("12 visits of physical therapy. No physical therapy this year.\n\nRequest:\n1. Physical therapy 8 visits", &[]),
    (
        "There is lumbar paraspinal spasm. The lumbar spine shows no spasm.\n\nRequest:\n1. Flexeril 5 mg #30",
        &["both-ways muscle_spasm: lumbar paraspinal spasm / spasm"],
    ),
    ("Marked lumbar spasm. No spasm of the neck.\n\nRequest:\n1. Flexeril 5 mg #30", &[]),
    ("Marked spasm of the right low back. No spasm of the left low back.\n\nRequest:\n1. Flexeril 5 mg #30", &[]),
    ("Left knee aches. Left knee: crepitus. Right ACL tear.\n\nRequest:\n1. Right knee arthroscopy", &[]),
    (
        "Exam: Right knee effusion. Right knee flexion 90 degrees.\n\nRequest:\n1. MRI of the left knee",
        &["side: MRI of the left knee / Right knee / Right knee"],
    ),
    ("Exam: Right knee effusion. Right knee stiff. Left knee tender.\n\nRequest:\n1. MRI of the left knee", &[]),
    ("Exam: Right knee effusion.\n\nRequest:\n1. MRI of the left knee", &[]),
    (
        "Pain down the right leg. Right foot numb.\n\nRequest:\n1. Left L5 transforaminal epidural steroid injection",
        &[],
    ),
    ("Right shoulder stiff. Right shoulder weak. Both shoulders ache.\n\nRequest:\n1. MRI of the left shoulder", &[]),
];

#[test]
fn a_note_is_held_against_itself_only_where_both_speak_of_the_same_time_and_place() {
    let told = NOTES.into_iter().map(|(body, expected)| (body, told(&note(body)), expected));
    let faults = told.filter(|(_, found, expected)| found != expected);
    let faults: Vec<String> =
        faults.map(|(body, found, expected)| format!("{body}\n  {found:?}\n  {expected:?}")).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let silent = NOTES.iter().filter(|(_, expected)| expected.is_empty()).count();
    assert!(silent * 2 >= NOTES.len(), "at least half of the notes hold no contradiction");
}

/// Of the documents written for the project, one is meant to contradict itself, and it does so twice.
#[test]
fn the_drafts_written_for_the_project_contradict_themselves_where_they_are_meant_to() {
    let drafts = texts(&crate::common::letters().join("drafts"));
    let found: Vec<(String, Vec<String>)> = drafts
        .into_iter()
        .map(|draft| (draft.name.clone(), told(&judged(draft))))
        .filter(|(_, found)| !found.is_empty())
        .collect();
    let expected =
        ["strength: Norco 7.5/325 #120 / Norco 10/325".to_owned(), "severity: severe neck pain / mild pain".to_owned()];
    assert_eq!(found, [("contradictory-dose.txt".to_owned(), expected.to_vec())]);
}

/// Both places are drawn, read aloud and printed as JSON; an appeal is never promised.
#[test]
fn both_places_are_shown_in_every_form() {
    let report = letter("Ambien 10mg #30", "She reports insomnia.", "Insomnia is not documented.");
    let finding = conflict_findings(&report).remove(0);
    assert_eq!(finding.labels.len(), 2);
    let (drawn, aloud) = (human::check(&report, None, Look::default()), narrated::check(&report, None));
    for shown in [&drawn, &aloud] {
        for words in ["conflict/missing-but-documented", "not documented", "the case summary tells of it"] {
            assert!(shown.contains(words), "{words} in {shown}");
        }
        assert!(shown.contains("may be a ground") && shown.contains("4610.6(h)(5)"), "{shown}");
    }
    let value: serde_json::Value = serde_json::from_str(&json::check(&report, None)).unwrap();
    assert_eq!(value["conflicts"][0]["code"], "missing-but-documented");
    let diagnostics = value["diagnostics"].as_array().unwrap();
    assert!(diagnostics.iter().any(|one| one["code"] == "conflict/missing-but-documented" && one["item"] == 1));
}

/// A request that was granted is no ground for an appeal.
#[test]
fn no_appeal_is_spoken_of_where_the_request_was_granted() {
    let report = letter("Ambien 10mg #30", "She reports insomnia.", "Insomnia is not documented.");
    let text = report.document.text.replace("Upheld", "Overturned");
    let granted = judged(document(&text));
    assert_eq!(told(&granted), told(&report), "the outcome changes no contradiction");
    assert!(!conflict_findings(&granted)[0].help.contains("ground"), "{:?}", conflict_findings(&granted));
}

#[test]
fn letters_have_no_completeness_and_notes_no_appeal() {
    for report in own_texts().into_iter().map(judged) {
        let is_letter = report.letter.form == imrcheck::letter::Form::Letter;
        assert_eq!(
            report.completeness.is_none(),
            is_letter || report.letter.items.is_empty(),
            "{}",
            report.document.name
        );
        let appeals = conflict_findings(&report).iter().any(|finding| finding.cite.is_some());
        assert!(is_letter || !appeals, "{}", report.document.name);
    }
}
