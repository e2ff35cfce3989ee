//! In: the project's own source. Out: proof that the walls stand: stages in order, outcomes apart, no clock, no network,
//! no hash order, and nothing of a guideline outside of the rules.
#![allow(clippy::unwrap_used)]

use super::rust_text::{SourceText, sources};
use std::collections::BTreeSet;
use std::path::Path;

fn project(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The words of code or prose: runs of letters, digits and underscores.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|one: char| !one.is_alphanumeric() && one != '_').filter(|word| !word.is_empty())
}

fn check(faults: Vec<String>) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// What makes output depend on when, where or in which order something runs, or lets a letter's text out.
#[test]
fn nothing_asks_for_the_time_the_network_or_a_hash_order() {
    const FORBIDDEN: [(&str, &str); 17] = [
        ("SystemTime", "a clock"),
        ("Instant", "a clock"),
        ("Zoned", "a clock"),
        ("Timestamp", "a clock"),
        ("Local", "a clock"),
        ("chrono", "a clock"),
        ("HashMap", "hash order: use BTreeMap or IndexMap"),
        ("HashSet", "hash order: use BTreeSet or IndexSet"),
        ("RandomState", "hash order"),
        ("rand", "chance"),
        ("TcpStream", "the network"),
        ("UdpSocket", "the network"),
        ("ToSocketAddrs", "the network"),
        ("reqwest", "the network"),
        ("ureq", "the network"),
        ("unsafe", "unsafe code"),
        ("setlocale", "the locale"),
    ];
    let faults = sources().into_iter().flat_map(|source| {
        let known: BTreeSet<&str> = words(&source.code).collect();
        let found = FORBIDDEN.iter().filter(|(word, _)| known.contains(word));
        found.map(|(word, what)| format!("{}: {word} brings in {what}", source.path)).collect::<Vec<_>>()
    });
    check(faults.collect());
}

/// Only `source` and `cli` read and write; rulebooks come from folders too.
#[test]
fn only_source_rule_and_cli_touch_files() {
    let touches = |source: &SourceText| {
        source.code.contains("std::fs") || source.code.contains("std::io::stdin") || source.code.contains("println!")
    };
    let faults =
        sources().into_iter().filter(|source| touches(source) && !["source", "rule", "cli"].contains(&source.stage()));
    check(faults.map(|source| format!("{} reads or writes", source.path)).collect());
}

#[test]
fn only_letter_report_and_study_name_the_outcomes() {
    let (mut faults, mut named) = (Vec::new(), BTreeSet::new());
    for source in sources() {
        let names = words(&source.code).any(|word| word == "Outcomes" || word == "Outcome");
        if names && !["letter", "report", "study"].contains(&source.stage()) {
            faults.push(format!("{} names the outcomes", source.path));
        }
        named.extend(names.then(|| source.stage().to_owned()));
    }
    check(faults);
    assert_eq!(named.len(), 3, "{named:?}");
}

/// The stages in the order in which `lib.rs` lists them.
fn stages() -> Vec<String> {
    let library = project("src/lib.rs");
    let stages: Vec<String> = library
        .lines()
        .filter_map(|line| Some(line.strip_prefix("pub mod ")?.trim_end_matches(';').to_owned()))
        .collect();
    for (before, after) in [
        ("source", "letter"),
        ("letter", "claim"),
        ("claim", "fact"),
        ("fact", "conflict"),
        ("conflict", "completeness"),
        ("completeness", "rule"),
        ("rule", "decision"),
        ("decision", "report"),
    ] {
        let place = |name: &str| stages.iter().position(|stage| stage == name).unwrap();
        assert!(place(before) < place(after), "{before} stands before {after}");
    }
    stages
}

/// The modules of the crate that a file names: after `crate::`, one or several in braces.
fn named(code: &str) -> Vec<&str> {
    let after = code.split("crate::").skip(1);
    after
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(list) => list.split(';').next().unwrap().split(',').filter_map(|one| words(one).next()).collect(),
            None => words(rest).take(1).collect::<Vec<_>>(),
        })
        .collect()
}

#[test]
fn each_stage_knows_only_the_stages_before_it() {
    assert_eq!(named("use crate::{letter, rule::Edition}; crate::claim::Kind"), ["letter", "rule", "claim"]);
    let stages = stages();
    let (mut faults, mut seen) = (Vec::new(), 0);
    for source in sources().iter().filter(|source| source.path.contains('/')) {
        let place = |name: &str| {
            stages
                .iter()
                .position(|stage| stage == name)
                .unwrap_or_else(|| panic!("{}: {name} is no stage", source.path))
        };
        let own = place(source.stage());
        for name in named(&source.code).into_iter().filter(|name| *name != "error") {
            seen += 1;
            if place(name) > own {
                faults.push(format!("{} names {name}, which comes after it", source.path));
            }
        }
        if source.code.contains(
            &"super::".repeat(source.path.matches('/').count() + usize::from(!source.path.ends_with("mod.rs"))),
        ) {
            faults.push(format!("{} leaves its stage through super::", source.path));
        }
    }
    assert!(seen > 80, "only {seen} names were found");
    check(faults);
}

/// Names of drugs, of their ingredients and classes, and of families: what only grammar and rules may name.
fn treatments() -> BTreeSet<String> {
    let rows = project("rules/drugs.tsv");
    let rows = rows.lines().filter(|row| !row.starts_with('#') && !row.trim().is_empty());
    let drugs = rows.flat_map(|row| row.split('\t').take(2).map(str::to_lowercase).collect::<Vec<_>>());
    let names = drugs.flat_map(|name| words(&name).map(str::to_owned).collect::<Vec<_>>());
    let mut names: BTreeSet<String> =
        names.filter(|name| name.len() > 4 && name.bytes().all(|byte| byte.is_ascii_lowercase())).collect();
    names.extend(
        ["opioid", "opioids", "narcotic", "benzodiazepine", "acupuncture", "chiropractic", "psychotherapy", "morphine"]
            .map(str::to_owned),
    );
    assert!(names.len() > 200 && names.contains("norco") && names.contains("gabapentin"));
    names
}

/// Words of the drug table that name no treatment by themselves; morphine as the unit "morphine equivalent".
const EVERYDAY: [&str; 2] = ["generic", "medical"];

#[test]
fn no_treatment_is_named_in_the_code() {
    let treatments = treatments();
    let faults = sources().into_iter().flat_map(|source| {
        let literals = source
            .literals
            .iter()
            .filter(|literal| !literal.ends_with(".yaml") && !literal.ends_with(".pest"))
            .map(|literal| literal.to_lowercase().replace("morphine equivalent", ""));
        let found = literals.flat_map(|literal| words(&literal).map(str::to_owned).collect::<Vec<_>>());
        let found: BTreeSet<String> =
            found.filter(|word| treatments.contains(word) && !EVERYDAY.contains(&word.as_str())).collect();
        found.into_iter().map(|word| format!("{} names {word}", source.path)).collect::<Vec<_>>()
    });
    check(faults.collect());
}

#[test]
fn no_page_of_a_guideline_is_named_in_the_code() {
    let cites = |literal: &str| {
        let words: Vec<&str> = words(literal).collect();
        let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        words
            .windows(2)
            .any(|pair| ["p", "pg", "page", "pages", "Page", "Pages"].contains(&pair[0]) && is_number(pair[1]))
    };
    assert!(cites("Opioids, page 78") && !cites("page {number}"));
    let faults = sources().into_iter().flat_map(|source| {
        let found = source.literals.iter().filter(|literal| cites(literal));
        found.map(|literal| format!("{} names a page: {literal:?}", source.path)).collect::<Vec<_>>()
    });
    check(faults.collect());
}
