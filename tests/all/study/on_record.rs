//! In: the letters of `rule-change.jsonl`. Out: every format of every study, as on record:
//! tables, rows for programs, and the figures point by point.

#![allow(clippy::unwrap_used)]

use super::rule_change::{LETTERS, RULES, changed, imrcheck};
use crate::common::without_hash;
use serde_json::Value;

/// The studies on record, by name. Compared are the rules with `changed` ones, and with another edition.
fn studies(with: &str) -> [(&'static str, Vec<&str>); 5] {
    let sweep =
        ["sweep", "--set", "opioid.max_daily_mme=50,60,120", "--set", "muscle_relaxant.short_course_days=21,42"];
    [
        ("evaluate", vec!["evaluate"]),
        ("compare", vec!["compare", "--base", RULES, "--with", with]),
        ("editions", vec!["compare", "--base", "mtus-2009", "--with", "mtus-acoem"]),
        ("ablate", vec!["ablate"]),
        ("sweep", sweep.to_vec()),
    ]
}

/// What a study says, without where this checkout and the changed rules lie.
fn said(arguments: &[&str], format: &str, with: &str) -> String {
    let (code, out, err) = imrcheck(&[arguments, &["--format", format, "--resamples", "100", LETTERS]].concat());
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
    without_hash(&out).replace(with, "CHANGED").replace(concat!(env!("CARGO_MANIFEST_DIR"), "/"), "")
}

/// A page without its style sheet, an element on each line.
fn body(page: &str) -> String {
    let (_, main) = page.split_once("<main>").unwrap();
    main.replace("><", ">\n<")
}

#[test]
fn tables_and_rows_of_every_study() {
    let folder = changed();
    let with = folder.path().to_str().unwrap();
    for (name, arguments) in studies(with) {
        // Lines of the changed rules break where their path is long; that of the temporary folder differs.
        if name != "compare" {
            insta::assert_snapshot!(format!("{name}-human"), said(&arguments, "human", with));
        }
        insta::assert_snapshot!(format!("{name}-csv"), said(&arguments, "csv", with));
    }
}

#[test]
fn pages_of_every_study_with_their_figures() {
    let folder = changed();
    let with = folder.path().to_str().unwrap();
    for (name, arguments) in studies(with) {
        insta::assert_snapshot!(format!("{name}-html"), body(&said(&arguments, "html", with)));
    }
}

#[test]
fn what_programs_read_of_every_study() {
    let folder = changed();
    let with = folder.path().to_str().unwrap();
    for (name, arguments) in studies(with) {
        let mut value: Value = serde_json::from_str(&said(&arguments, "json", with)).unwrap();
        // Of hundreds of criteria those without which nothing flips say nothing.
        if let Some(criteria) = value["criteria"].as_array_mut() {
            let flips =
                |row: &Value| ["to_overturned", "to_upheld"].iter().any(|to| row["evidence"]["summary"][to] != 0);
            criteria.retain(flips);
        }
        // Of the criteria of an item that flips those that are not responsible are many and the same.
        for flip in value["flips"].as_array_mut().into_iter().flatten() {
            let responsible = flip["responsible"].clone();
            for side in ["before", "after"] {
                if let Some(criteria) = flip[side]["criteria"].as_array_mut() {
                    criteria.retain(|one| responsible.as_array().is_some_and(|ids| ids.contains(&one["id"])));
                }
            }
        }
        insta::assert_snapshot!(format!("{name}-json"), serde_json::to_string_pretty(&value).unwrap());
    }
}

/// Twenty flips at one value are all shown; of more it is said how many are left out.
#[test]
fn a_list_that_is_cut_says_how_many_it_leaves_out() {
    let letters = std::fs::read_to_string(LETTERS).unwrap();
    let short = letters.lines().find(|line| line.contains("relaxant-30-days")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letters.jsonl");
    let left_out = |times: usize| {
        std::fs::write(&path, vec![short; times].join("\n")).unwrap();
        let set = ["sweep", "--set", "muscle_relaxant.short_course_days=42", "--resamples", "100"];
        let (code, out, err) = imrcheck(&[&set[..], &[path.to_str().unwrap()]].concat());
        assert_eq!((code, err.as_str()), (0, ""));
        let line = out.lines().find(|line| line.contains("more; --format"));
        line.map(|line| line.trim().to_owned())
    };
    // Each letter flips on both kinds of evidence.
    assert_eq!(left_out(10), None);
    assert_eq!(left_out(11).as_deref(), Some("and 2 more; --format csv or json lists them all"));
}

#[test]
fn an_item_without_a_decision_is_counted_and_counts_in_no_measure() {
    let letters = std::fs::read_to_string(LETTERS).unwrap();
    let mut lines: Vec<String> = letters.lines().map(str::to_owned).collect();
    lines[0] = lines[0].replace(": Upheld", ": ").replace(": Overturned", ": ");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letters.jsonl");
    std::fs::write(&path, lines.join("\n")).unwrap();
    let set = "muscle_relaxant.short_course_days=42";
    for study in
        [&["compare", "--base", "mtus-2009", "--with", "mtus-acoem"][..], &["ablate"], &["sweep", "--set", set]]
    {
        let options = ["--format", "json", "--resamples", "100", path.to_str().unwrap()];
        let (code, out, err) = imrcheck(&[study, &options].concat());
        assert_eq!((code, err.as_str()), (0, ""), "{study:?}");
        let value: Value = serde_json::from_str(&out).unwrap();
        assert_eq!((&value["items"], &value["without_outcome"]), (&8.into(), &1.into()), "{study:?}");
    }
}
