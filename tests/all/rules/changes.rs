//! In: two versions of a rule file. Out: what was added, removed or changed between them, and whether predictions can be
//! others by it.

use super::load_all;
use imrcheck::rule::{How, Rulebooks, Subject, changes, differences};

const EDITION: &str = "\
edition: test
title: A test
in_force: {from: 2009-07-18}
daily_amounts:
  daily_x: {unit: mg a day, days_supply: 30, factors: {codeine: 1}}
";

const FAMILY: &str = "\
family: thing
title: Things
source: {document: A guideline}
parameters:
  longest: {value: 21, unit: days, range: [14, 60], help: Longest use., confidence: known}
criteria:
  - {id: thing/a, title: A, page: \"1\", confidence: known, met: {fact: red_flag}, help: Say so.}
  - id: thing/b
    title: B
    page: \"1\"
    confidence: known
    met: {fact: treatment_duration, at_most: longest}
    help: Say how long.
supported_when: {any: [thing/a, thing/b]}
";

fn rules(edition: &str, family: &str) -> Rulebooks {
    let second = family.replace("thing", "second");
    let files = [("test/edition.yaml", edition), ("test/second.yaml", &second), ("test/thing.yaml", family)];
    load_all(&files).unwrap_or_else(|faults| panic!("{:?}", miette::Report::new(faults)))
}

/// What changes when `from` becomes `to` in the family of things alone, as subject, name, how and fields.
fn changed(from: &str, to: &str) -> Vec<(Subject, String, How, Vec<String>)> {
    assert!(FAMILY.contains(from), "{from} does not stand in the file");
    let second = FAMILY.replace("thing", "second");
    let new = FAMILY.replacen(from, to, 1);
    let after = [("test/edition.yaml", EDITION), ("test/second.yaml", &second), ("test/thing.yaml", &new)];
    told(&rules(EDITION, FAMILY), &load_all(&after).unwrap())
}

fn told(before: &Rulebooks, after: &Rulebooks) -> Vec<(Subject, String, How, Vec<String>)> {
    let (before, after) = (before.edition("test").unwrap(), after.edition("test").unwrap());
    let all = changes(before, after).into_iter();
    all.map(|one| (one.subject, one.name, one.how, one.fields.into_iter().map(|field| field.field).collect())).collect()
}

fn one(subject: Subject, name: &str, how: How, fields: &[&str]) -> (Subject, String, How, Vec<String>) {
    (subject, name.to_owned(), how, fields.iter().map(|&field| field.to_owned()).collect())
}

#[test]
fn nothing_changed_is_no_change() {
    assert_eq!(told(&rules(EDITION, FAMILY), &rules(EDITION, FAMILY)), []);
}

#[test]
fn a_number_that_changes_is_one_change_and_its_criterion_none() {
    let found = changed("value: 21", "value: 28");
    assert_eq!(found, [one(Subject::Parameter, "thing.longest", How::Changed, &["longest"])]);
}

#[test]
fn a_criterion_is_changed_added_or_removed() {
    let support = one(Subject::Family, "thing", How::Changed, &["supported when"]);
    let met = changed("{fact: red_flag}", "{recorded: red_flag}");
    assert_eq!(met, [one(Subject::Criterion, "thing/a", How::Changed, &["met when"])]);
    let c = "  - {id: thing/c, title: C, page: \"1\", confidence: known, met: {fact: drug_test}, help: Say so.}\n";
    let added = changed("supported_when: {any: [", &format!("{c}supported_when: {{any: [thing/c, "));
    assert_eq!(added, [support.clone(), one(Subject::Criterion, "thing/c", How::Added, &[])]);
    let back = told(
        &rules(
            EDITION,
            &FAMILY.replacen("supported_when: {any: [", &format!("{c}supported_when: {{any: [thing/c, "), 1),
        ),
        &rules(EDITION, FAMILY),
    );
    let gone: Vec<_> = back.into_iter().filter(|(_, name, ..)| name.starts_with("thing")).collect();
    assert_eq!(gone, [support, one(Subject::Criterion, "thing/c", How::Removed, &[])]);
}

#[test]
fn a_parameter_a_family_and_a_daily_amount_are_added_or_removed() {
    let more = FAMILY.replace(
        "criteria:",
        "  most: {value: 6, unit: visits, range: [1, 9], help: Most., confidence: known}\ncriteria:",
    );
    let more = more.replace("at_most: longest}", "at_most: longest}\n    unless: {fact: sessions, at_most: most}");
    let (few, many) = (rules(EDITION, FAMILY), rules(EDITION, &more));
    let named = |list: Vec<(Subject, String, How, Vec<String>)>| {
        list.into_iter()
            .filter(|(_, name, ..)| name == "thing.most")
            .map(|(subject, _, how, _)| (subject, how))
            .collect::<Vec<_>>()
    };
    assert_eq!(named(told(&few, &many)), [(Subject::Parameter, How::Added)]);
    assert_eq!(named(told(&many, &few)), [(Subject::Parameter, How::Removed)]);

    let alone = load_all(&[("test/edition.yaml", EDITION), ("test/thing.yaml", FAMILY)]).unwrap();
    assert_eq!(told(&alone, &few), [one(Subject::Family, "second", How::Added, &[])]);
    assert_eq!(told(&few, &alone), [one(Subject::Family, "second", How::Removed, &[])]);

    let amount = |from: &str, to: &str| rules(&EDITION.replace(from, to), FAMILY);
    let renamed = amount("daily_x", "daily_y");
    assert_eq!(
        told(&few, &renamed),
        [
            one(Subject::DailyAmount, "daily_y", How::Added, &[]),
            one(Subject::DailyAmount, "daily_x", How::Removed, &[])
        ]
    );
    let other = amount("codeine: 1", "codeine: 2");
    assert_eq!(told(&few, &other), [one(Subject::DailyAmount, "daily_x", How::Changed, &[])]);
}

#[test]
fn a_fill_that_lasts_no_day_is_no_amount_a_day() {
    let edition = EDITION.replace("days_supply: 30", "days_supply: 0");
    let faults = load_all(&[("test/edition.yaml", &edition), ("test/thing.yaml", FAMILY)]).unwrap_err().0;
    let told: Vec<_> = faults.iter().map(|fault| (fault.code, fault.place.text())).collect();
    assert_eq!(told, [("missing-field", "daily_x")]);
}

#[test]
fn what_is_only_told_changes_no_prediction() {
    let can = |from: &str, to: &str| {
        let (before, after) = (rules(EDITION, FAMILY), rules(EDITION, &FAMILY.replacen(from, to, 1)));
        let found = changes(before.edition("test").unwrap(), after.edition("test").unwrap());
        assert!(!found.is_empty(), "{to}");
        found.iter().any(imrcheck::rule::RuleChange::can_change_predictions)
    };
    assert!(!can("help: Say so.", "help: Say it."));
    assert!(!can("title: Things", "title: A thing"));
    assert!(!can("page: \"1\"", "page: \"2\""));
    assert!(can("value: 21", "value: 28"));
    assert!(can("{fact: red_flag}", "{recorded: red_flag}"));
    assert!(can("{any: [", "{all: ["));
}

#[test]
fn an_edition_differs_from_the_one_that_it_extends_only_where_it_says_so() {
    let next = "edition: next\ntitle: Next\nextends: test\nin_force: {from: 2016-07-29}\n";
    let with = |change: &str| {
        let files = [
            ("next/edition.yaml", next),
            ("next/thing.yaml", change),
            ("test/edition.yaml", EDITION),
            ("test/second.yaml", &FAMILY.replace("thing", "second")),
            ("test/thing.yaml", FAMILY),
        ];
        let rulebooks = load_all(&files).unwrap_or_else(|faults| panic!("{:?}", miette::Report::new(faults)));
        let book = rulebooks.edition("next").unwrap();
        let of = |family: &str| {
            let family = book.families.get(family).unwrap();
            let found = differences(&rulebooks, book, family).into_iter();
            let fields = found.flat_map(|(id, list)| list.into_iter().map(move |one| format!("{id} {}", one.field)));
            (imrcheck::rule::changed(&rulebooks, book, family), fields.collect::<Vec<_>>())
        };
        assert_eq!(of("second"), (false, Vec::new()));
        of("thing")
    };
    let said = |field: &str| vec![field.to_owned()];
    assert_eq!(
        with("parameters: {longest: {value: 28}}\n"),
        (true, vec![" longest".to_owned(), "thing/b met when".to_owned()])
    );
    assert_eq!(with("criteria: [{id: thing/a, met: {fact: drug_test}}]\n"), (true, said("thing/a met when")));
    assert_eq!(with("supported_when: thing/a\n"), (true, said(" supported when")));
    // What is said anew of a criterion is a change of it, although it is asked as before.
    assert_eq!(with("criteria: [{id: thing/a, help: Say it.}]\n"), (true, said("thing/a document")));
    let case = "cases: [{name: a, facts: {red_flag: documented}, prediction: overturned}]\n";
    assert_eq!(with(case), (true, Vec::new()), "a case proves what is asked and changes nothing of it");
    // A title judges nothing: clauses and slips need not be counted again for it.
    assert_eq!(with("title: Other things\n"), (false, said(" title")));
}

#[test]
fn a_parameter_is_set_in_its_own_family_alone() {
    let mut rulebooks = rules(EDITION, FAMILY);
    rulebooks.set("thing.longest", 28.0).unwrap();
    let book = rulebooks.edition("test").unwrap();
    let value = |family: &str| book.families.get(family).unwrap().parameters["longest"].value;
    assert_eq!((value("thing"), value("second")), (28.0, 21.0));
    assert_eq!(rulebooks.parameters(), ["second.longest", "thing.longest"]);
}
