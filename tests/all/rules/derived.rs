//! What follows from a request and from what was granted of it: doses, totals and courses; and numbers within bounds.

use super::edition_2009;
use super::facts::{facts_of, opioid, range};
use super::{about, claim, reading, request, resolve, with};
use imrcheck::claim::{Claim, Kind, Moment, Section, Stance, Value};
use imrcheck::fact::{Context, DailyTotals, Evidence, FactSheet, FactValue, Range, State, sheet as facts, subjects};
use imrcheck::request::{Drugs, Request};

const SUMMARY: Section = Section::Summary;

/// So many sessions that were had.
fn had(count: u32) -> Claim {
    with(claim(SUMMARY, Kind::PriorSessions, Stance::Documented), Value::Count { count })
}

/// The facts of what is left of a request after a part of it was granted.
fn of_part(part: &Request, original: Option<&Request>, claims: &[Claim]) -> FactSheet {
    let context = Context {
        evidence: Evidence::Summary,
        item_text: "",
        original,
        clock: None,
        injury: None,
        age: None,
        daily_totals: &DailyTotals::default(),
        subjects: &subjects(&reading(claims), "", resolve),
    };
    facts(1, part, claims, &context)
}

#[test]
fn duration_is_counted_to_the_letters_clock() {
    let since = Moment { year: 2014, month: Some(9), day: Some(24) };
    let duration =
        |since, at_least_days, at_most_days, open| Value::Duration { since, at_least_days, at_most_days, open };
    let taken = |value| with(claim(SUMMARY, Kind::TreatmentDuration, Stance::Documented), value);
    for (value, low, high) in [
        (duration(Some(since), None, None, false), 158.0, Some(158.0)),
        (duration(Some(since), None, None, true), 158.0, None),
        (duration(None, Some(150), None, false), 150.0, None),
        (duration(None, None, Some(14), false), 0.0, Some(14.0)),
    ] {
        let sheet = facts_of(&opioid(), &[taken(value)]);
        assert_eq!(range(sheet.get("treatment_duration")), Range { low, high });
    }
    let both = [taken(duration(Some(since), None, None, true)), taken(duration(None, Some(730), None, true))];
    assert_eq!(range(facts_of(&opioid(), &both).get("treatment_duration")), Range::at_least(730.0));
    let future = Moment { year: 2016, month: None, day: None };
    let sheet = facts_of(&opioid(), &[taken(duration(Some(future), None, None, true))]);
    assert_eq!(sheet.get("treatment_duration").value, None, "a start after the clock gives no duration");
}

#[test]
fn sessions_add_up() {
    let therapy = Request { sessions: Some(6), ..request("physical_therapy") };
    let had = |count| with(claim(SUMMARY, Kind::PriorSessions, Stance::Documented), Value::Count { count });
    let total = |claims: &[Claim]| range(facts_of(&therapy, claims).get("total_sessions"));
    assert_eq!(total(&[]), Range::exactly(6.0));
    assert_eq!(total(&[had(8)]), Range::exactly(14.0));
    assert_eq!(total(&[had(8), had(4)]), Range { low: 14.0, high: Some(18.0) }, "one course told twice, or two");
    assert_eq!(total(&[claim(SUMMARY, Kind::PriorSessions, Stance::Undocumented)]), Range::at_least(6.0));
    assert_eq!(total(&[about(had(8), "acupuncture")]), Range::exactly(6.0));
}

#[test]
fn the_daily_dose_uses_the_editions_table_and_says_what_it_assumes() {
    let sheet = facts_of(&opioid(), &[]);
    assert_eq!(range(sheet.get("daily_mme")), Range::exactly(40.0));
    assert_eq!(range(sheet.get("daily_acetaminophen_mg")), Range::exactly(1300.0));
    assert!(sheet.get("daily_mme").note.as_deref().unwrap().contains("30 days"));
    assert_eq!(range(sheet.get("total_quantity")), Range::exactly(240.0));
    let methadone = |quantity| Request {
        generic: Some("methadone".to_owned()),
        strength: Some("10mg".to_owned()),
        quantity: Some(quantity),
        ..request("opioid")
    };
    assert_eq!(range(facts_of(&methadone(60), &[]).get("daily_mme")), Range::exactly(80.0));
    assert_eq!(range(facts_of(&methadone(90), &[]).get("daily_mme")), Range::exactly(240.0));
    let unknown = Request { strength: None, ..opioid() };
    assert_eq!(facts_of(&unknown, &[]).get("daily_mme").state, State::Silent);
}

#[test]
fn the_granted_part_of_a_request_was_had_and_ranges_keep_both_ends() {
    let visits = |count| Request { sessions: Some(count), ..request("acupuncture") };
    let sheet = of_part(&visits(2), Some(&visits(8)), &[]);
    assert_eq!(range(sheet.get("total_sessions")), Range::exactly(8.0));
    assert_eq!(range(sheet.get("prior_sessions")), Range::exactly(6.0));
    let other = Request { sessions: Some(8), ..request("chiropractic") };
    assert_eq!(range(of_part(&visits(2), Some(&other), &[]).get("total_sessions")), Range::exactly(2.0));
    let some = Request { sessions_at_least: Some(4), ..visits(8) };
    assert_eq!(range(of_part(&some, None, &[]).get("total_sessions")), Range { low: 4.0, high: Some(8.0) });
    let pills = |count| Request { quantity: Some(count), ..opioid() };
    let sheet = of_part(&pills(27), Some(&pills(90)), &[]);
    assert_eq!(range(sheet.get("total_quantity")), Range::exactly(180.0));
    assert_eq!(range(sheet.get("quantity")), Range::exactly(27.0));
}

#[test]
fn no_earlier_sessions_are_none_and_not_an_open_number() {
    let therapy = Request { sessions: Some(6), ..request("physical_therapy") };
    let none = claim(SUMMARY, Kind::PriorSessions, Stance::Denied);
    let sheet = facts_of(&therapy, &[none]);
    assert_eq!(range(sheet.get("prior_sessions")), Range::exactly(0.0));
    assert_eq!(range(sheet.get("total_sessions")), Range::exactly(6.0));
    assert_eq!(sheet.get("total_sessions").claims, [0], "somebody says so");
}

#[test]
fn only_a_strength_in_milligrams_gives_an_amount_a_day() {
    let dose = |strength: &str| {
        let request = Request {
            generic: Some("morphine".to_owned()),
            strength: Some(strength.to_owned()),
            quantity: Some(60),
            ..request("opioid")
        };
        facts_of(&request, &[]).get("daily_mme").value.clone()
    };
    assert_eq!(dose("15mg"), Some(FactValue::Range(Range::exactly(30.0))));
    assert_eq!([dose("15mcg"), dose("15%"), dose("15mg/5ml")], [None, None, None]);
}

#[test]
fn bounds_of_one_number_are_joined_and_where_they_exclude_each_other_it_is_open() {
    let taken = |at_least_days, at_most_days| {
        let value = Value::Duration { since: None, at_least_days, at_most_days, open: false };
        with(claim(SUMMARY, Kind::TreatmentDuration, Stance::Documented), value)
    };
    for (at_least, at_most, expected) in [
        (30, 90, Range { low: 30.0, high: Some(90.0) }),
        (90, 90, Range::exactly(90.0)),
        (150, 14, Range::at_least(0.0)),
    ] {
        let sheet = facts_of(&opioid(), &[taken(Some(at_least), None), taken(None, Some(at_most))]);
        assert_eq!(range(sheet.get("treatment_duration")), expected, "at least {at_least}, at most {at_most}");
    }
}

#[test]
fn a_fill_lasts_as_many_days_as_the_request_says() {
    for (days_supply, mme, said) in [
        (None, 40.0, "taking one fill to last 30 days"),
        (Some(15), 80.0, "as one fill is to last 15 days"),
        (Some(60), 20.0, "as one fill is to last 60 days"),
        // No fill lasts no day.
        (Some(0), 40.0, "taking one fill to last 30 days"),
    ] {
        let sheet = facts_of(&Request { days_supply, ..opioid() }, &[]);
        let dose = sheet.get("daily_mme");
        assert_eq!(range(dose), Range::exactly(mme), "{days_supply:?}");
        assert!(dose.note.as_deref().unwrap().ends_with(said), "{days_supply:?}: {:?}", dose.note);
    }
}

/// The note and the amount of `fact` for the last of these requests, all of one document.
fn daily(fact: &str, requests: &[&str]) -> Option<(f64, String)> {
    let drugs = Drugs::built_in();
    let read: Vec<Request> = requests.iter().map(|text| imrcheck::request::read(text, &drugs)).collect();
    let totals = DailyTotals::of(&edition_2009().daily_amounts, &read.iter().collect::<Vec<_>>());
    let (_, total) = totals.with(read.last()?).find(|(name, _)| *name == fact)?;
    Some((range(total).low, total.note.clone()?))
}

#[test]
fn the_amount_a_day_is_that_of_all_requests_of_the_document() {
    let mme = |requests: &[&str]| daily("daily_mme", requests);
    let unit = "mg of oral morphine equivalent a day";
    let said = |amount: f64, rest: &str| Some((amount, format!("{amount} {unit}{rest}")));
    assert_eq!(
        mme(&["OxyContin 40mg #60", "Naproxen 550mg #60", "Norco 10/325mg #180"]),
        said(180.0, " from OxyContin 40mg and Norco 10/325mg, taking one fill to last 30 days")
    );
    assert_eq!(mme(&["Norco 10/325mg #180", "Naproxen 550mg #60"]), None, "no opioid has no part in it");
    assert_eq!(
        mme(&["Norco 10/325mg #60", "Norco 10/325mg #120", "Norco 10/325mg #90"]),
        said(40.0, ", taking one fill to last 30 days"),
        "the next fill is not taken beside this one"
    );
    assert_eq!(
        mme(&["Retrospective request for Percocet 10/325mg #120", "Norco 10/325mg #90"]),
        said(30.0, ", taking one fill to last 30 days"),
        "what was provided earlier is not taken beside it"
    );
    // 30 and 30 mg of methadone are 60, for which a milligram counts 10; by itself one of 30 counts 8.
    assert_eq!(
        mme(&["Methadone 10mg #90", "Methadone 5mg #180"]),
        said(600.0, " from Methadone 10mg and Methadone 5mg, taking one fill to last 30 days")
    );
    let many = ["Norco 10/325mg #30", "Norco 5/325mg #30", "MS Contin 15mg #30", "MS Contin 30mg #30"];
    let many = [&many[..], &["Percocet 10/325mg #30", "Percocet 5/325mg #30"]].concat();
    let (amount, note) = mme(&many).unwrap();
    assert_eq!(amount, 82.5);
    assert!(note.contains("MS Contin 15mg, MS Contin 30mg and 2 more, taking"), "{note}");
    assert_eq!(daily("daily_acetaminophen_mg", &many).unwrap().0, 1300.0);
}

#[test]
fn directions_a_name_that_tells_the_strength_and_patches_give_an_amount_a_day() {
    for (request, amount, said) in [
        ("Norco 10/325mg #60, 1 tablet three times a day", 30.0, "by the directions"),
        ("Norco 10/325mg #60, 1 tablet every 4 hours as needed", 20.0, "taking one fill to last 30 days"),
        ("Tylenol #3 #60", 9.0, "taking one fill to last 30 days"),
        ("Fentanyl patch 50mcg/hr #10", 120.0, "using one at a time"),
        ("Fentanyl patch 50mcg/hr", 120.0, "using one at a time"),
    ] {
        let (found, note) = daily("daily_mme", &[request]).unwrap_or_else(|| panic!("{request} gives no amount"));
        assert_eq!(found, amount, "{request}");
        assert!(note.ends_with(said), "{request}: {note}");
    }
    assert_eq!(daily("daily_mme", &["Fentanyl lozenge 400mcg #30"]), None, "there is no factor for it");
    let (amount, note) = daily("daily_mme", &["Fentanyl patch 25mcg/hr #10", "Norco 10/325mg #30"]).unwrap();
    assert_eq!(amount, 70.0);
    assert!(note.ends_with("by what is written of each, and 30 days a fill where nothing is"), "{note}");
}

#[test]
fn a_request_for_another_drug_or_for_less_is_not_the_whole_of_this_one() {
    let pills = |quantity, refills| Request { quantity: Some(quantity), refills: Some(refills), ..opioid() };
    let other_drug = Request { generic: Some("oxycodone".to_owned()), ..pills(90, 2) };
    let other_family = Request { family: "muscle_relaxant".to_owned(), ..pills(90, 2) };
    for (whole, total) in [
        (pills(90, 2), 270.0),
        (pills(60, 1), 120.0),
        (pills(30, 2), 120.0),
        (pills(90, 0), 120.0),
        (other_drug, 120.0),
        (other_family, 120.0),
    ] {
        let sheet = of_part(&pills(60, 1), Some(&whole), &[]);
        assert_eq!(range(sheet.get("total_quantity")), Range::exactly(total), "{whole:?}");
    }
}

#[test]
fn earlier_sessions_may_or_may_not_hold_those_that_were_granted() {
    let visits = |count| Request { sessions: Some(count), ..request("acupuncture") };
    let sheet = of_part(&visits(2), Some(&visits(8)), &[had(8)]);
    assert_eq!(range(sheet.get("prior_sessions")), Range { low: 8.0, high: Some(14.0) });
    assert_eq!(range(sheet.get("total_sessions")), Range { low: 10.0, high: Some(16.0) });
    let sheet = of_part(&visits(2), Some(&visits(8)), &[had(4)]);
    assert_eq!(range(sheet.get("prior_sessions")), Range { low: 6.0, high: Some(10.0) }, "six were granted for sure");
}

/// Where a count of sessions has no subject, its own words tell of which treatment they were.
#[test]
fn sessions_count_for_the_treatment_that_their_words_name() {
    let therapy = Request { sessions: Some(6), ..request("physical_therapy") };
    let state = |words: &str| {
        let said = Claim { quote: words.to_owned(), ..had(8) };
        facts_of(&therapy, &[said]).get("prior_sessions").state
    };
    assert_eq!(state("8 sessions of physical therapy"), State::Documented);
    assert_eq!(state("8 sessions"), State::Documented);
    assert_eq!(state("8 sessions of acupuncture"), State::Silent);
}
