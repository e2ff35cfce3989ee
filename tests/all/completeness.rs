//! What a request lacks as a request for authorization, and until when a note is recent enough for one.

#![allow(clippy::unwrap_used)]

use crate::common::{document, judged};
use imrcheck::completeness::{Completeness, Requirements};
use imrcheck::report::{Judge, Look, Report, human, json, narrated};
use imrcheck::rule::Rulebooks;
use std::collections::BTreeSet;
use std::path::Path;

fn checked(text: &str) -> Completeness {
    judged(document(text)).completeness.unwrap()
}

/// A request, and which points it lacks.
const REQUESTS: [(&str, &[&str]); 18] = [
    ("Norco 10/325mg #90, one tablet TID", &[]),
    ("Norco 10/325mg #90", &["use"]),
    ("Norco #90 for 30 days", &["strength"]),
    ("Norco 10/325mg q6h prn", &["quantity"]),
    ("Norco 10/325 1-2 tabs po q6h prn #120", &[]),
    ("Lidoderm 5% patches #30, apply one patch daily", &[]),
    ("Physical therapy", &["region", "course"]),
    ("Physical therapy 2x6 for the lumbar spine", &[]),
    ("Physical therapy twice a week for 6 weeks, right shoulder", &[]),
    ("Physical therapy 12 visits for the shoulder", &["side"]),
    ("Acupuncture twice a week for the neck", &["course"]),
    ("Psychotherapy 8 sessions", &[]),
    ("MRI", &["region"]),
    ("MRI of the knee", &["side"]),
    ("MRI of the left knee", &[]),
    ("MRI of the lumbar spine", &[]),
    ("Left medial branch block at L4-5", &[]),
    ("TENS unit", &["supply"]),
];

#[test]
fn each_request_tells_what_it_gives_and_lacks() {
    for (request, lacks) in REQUESTS {
        let text = format!("PROGRESS NOTE 5/6/2026\n\nBack pain.\n\nRequest:\n1. {request}\n");
        let all = checked(&text);
        let points = &all.requests[0];
        assert!(!points.points.is_empty(), "{request}");
        let missing: Vec<&str> = points.points(false).map(|point| point.id.as_str()).collect();
        assert_eq!(missing, lacks, "{request}");
        for point in points.points(true) {
            let span = point.span.unwrap();
            assert!(request.contains(span.of(&text)) && !span.is_empty(), "{request}: {point:?}");
        }
    }
}

/// The newest examination, the day of the request, and whether it is too old.
type Expected = (Option<&'static str>, Option<&'static str>, Option<bool>);

/// The dates of a note: its words, the newest examination, the day of the request, and whether it is too old.
const DATES: [(&str, Expected); 12] = [
    ("PROGRESS NOTE 5/6/2026", (Some("2026-05-06"), None, None)),
    ("Date of exam: 5/6/2026   Date of injury: 6/1/2026", (Some("2026-05-06"), None, None)),
    ("Follow-up visit 5/6/2026\nRFA date: 6/5/2026", (Some("2026-05-06"), Some("2026-06-05"), Some(false))),
    ("Follow-up visit 5/6/2026\nRFA date: 6/6/2026", (Some("2026-05-06"), Some("2026-06-06"), Some(true))),
    ("Date of request: 6/6/2026", (None, Some("2026-06-06"), None)),
    ("Requesting Physician Signature: on file     Date: 6/6/2026", (None, Some("2026-06-06"), None)),
    ("Patient seen May 6, 2026. The MRI report of 5/20/2026 is normal.", (Some("2026-05-06"), None, None)),
    ("Seen on 5/6/2026. Next visit 6/3/2026.", (Some("2026-05-06"), None, None)),
    ("Date of visit: 4/1/2026\nDate of visit: 5/6/2026", (Some("2026-05-06"), None, None)),
    ("Last visit 4/1/2026. UDS 5/20/2026 consistent.", (None, None, None)),
    ("May 6, 2026\n\nDear Doctor:", (Some("2026-05-06"), None, None)),
    ("No date at all.", (None, None, None)),
];

#[test]
fn the_newest_examination_tells_until_when_a_request_can_rest_on_it() {
    for (head, (newest, requested, too_old)) in DATES {
        let fresh = checked(&format!("{head}\n\nRequest:\n1. Norco 10/325mg #90\n")).documentation;
        assert_eq!(fresh.newest.map(|one| one.date.to_string()).as_deref(), newest, "{head}");
        assert_eq!(fresh.requested.map(|day| day.to_string()).as_deref(), requested, "{head}");
        assert_eq!(fresh.too_old, too_old, "{head}");
        let until = newest.map(|_| "2026-06-05".to_owned());
        assert_eq!(fresh.good_until.map(|day| day.to_string()), until, "{head}");
    }
}

#[test]
fn the_day_that_the_user_gives_is_the_day_of_the_request() {
    let text = "PROGRESS NOTE 5/6/2026\n\nBack pain.\n\nRequest:\n1. Norco 10/325mg #90\n";
    for (day, too_old) in [("2026-06-05", false), ("2026-06-06", true)] {
        let judge = Judge::new(Rulebooks::builtin().unwrap(), None, Some(day.parse().unwrap())).unwrap();
        let mut report = Report::read(document(text), &[]);
        judge.judge(&mut report);
        assert_eq!(report.completeness.unwrap().documentation.too_old, Some(too_old), "{day}");
    }
}

#[test]
fn a_note_of_before_the_rule_says_so_once() {
    let old = judged(document("PROGRESS NOTE 5/6/2016\n\nRequest:\n1. Norco 10/325mg #90\n2. MRI\n"));
    let new = judged(document("PROGRESS NOTE 5/6/2026\n\nRequest:\n1. Norco 10/325mg #90\n2. MRI\n"));
    let count = |report: &Report| human::check(report, None, Look::default()).matches("a time before").count();
    assert_eq!((count(&old), count(&new)), (1, 0));
    assert!(narrated::check(&new, None).contains("Not found: the part of the body."));
    let value: serde_json::Value = serde_json::from_str(&json::check(&new, None)).unwrap();
    assert_eq!(value["completeness"]["requests"][1]["points"][1]["given"], false);
    assert_eq!(value["completeness"]["documentation"]["good_until"], "2026-06-05");
}

/// The file can be read, and each family is of one kind; what fits nowhere is asked nothing.
#[test]
fn every_family_is_of_one_kind_at_most() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(project.join("rules/request-for-authorization.yaml")).unwrap();
    let asked = Requirements::read(&text).unwrap();
    assert_eq!(&asked, Requirements::built_in());
    let families = std::fs::read_to_string(project.join("rules/families.txt")).unwrap();
    let known: BTreeSet<&str> = families.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    let listed: Vec<&str> = asked.kinds.iter().flat_map(|kind| kind.families.iter().map(String::as_str)).collect();
    let once: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(once.len(), listed.len(), "a family is listed twice");
    let left: Vec<&&str> = known.difference(&once).collect();
    assert_eq!(left, [&"other"]);
    assert!(once.is_subset(&known), "{:?}", once.difference(&known));
    assert!(asked.kinds.iter().flat_map(|kind| &kind.points).all(|point| !point.help.is_empty()));
}
