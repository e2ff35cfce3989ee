//! In: every document. Out: proof that its SARIF holds by the official schema, and holds no word of the document.
#![allow(clippy::unwrap_used)]

use crate::common::{PROGRAM, judged, own_texts, real_texts};
use imrcheck::report::{findings, sarif};
use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;

/// The official schema, as it lies in the source of the package that is generated from it.
fn official() -> jsonschema::Validator {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    // Packages of other systems need not be at hand.
    let host = Command::new("rustc").args(["--print", "host-tuple"]).output().unwrap();
    let host = String::from_utf8(host.stdout).unwrap();
    let asked = ["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", host.trim()];
    let asked = asked.into_iter().chain(["--manifest-path", manifest]);
    let said = Command::new(cargo).args(asked).output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let all: Value = serde_json::from_slice(&said.stdout).unwrap();
    let package = all["packages"].as_array().unwrap().iter().find(|package| package["name"] == "serde-sarif").unwrap();
    let folder = PathBuf::from(package["manifest_path"].as_str().unwrap());
    let text = std::fs::read_to_string(folder.with_file_name("src").join("schema.json")).unwrap();
    let mut schema: Value = serde_json::from_str(&text).unwrap();
    // One pattern in it is no regular expression: it has a bracket that nothing opens.
    for part in ["run", "toolComponent"] {
        let pattern = &mut schema["definitions"][part]["properties"]["language"]["pattern"];
        *pattern = pattern.as_str().unwrap().replace("}]?$", "}$").into();
    }
    assert!(schema["$id"].as_str().unwrap().contains("sarif-schema-2.1.0"));
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn the_log_of_every_document_holds_by_the_official_schema() {
    let schema = official();
    let mut results = 0;
    for document in own_texts().into_iter().chain(real_texts()) {
        let report = judged(document);
        for with_text in [false, true] {
            let log: Value =
                serde_json::from_str(&sarif::log(&[sarif::results(&report, None, with_text)], PROGRAM)).unwrap();
            let faults: Vec<String> = schema.iter_errors(&log).map(|error| error.to_string()).collect();
            assert!(faults.is_empty(), "{}: {faults:?}", report.document.name);
            let listed = log["runs"][0]["results"].as_array().unwrap();
            let expected = findings(&report, report.explained(None)).len() + report.conflicts.len();
            assert_eq!(listed.len(), expected, "{}", report.document.name);
            results += listed.len();
            for result in listed {
                let rule = &log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
                assert_eq!(rule["id"], result["ruleId"]);
            }
        }
    }
    assert!(results > 100, "{results}");
}

#[test]
fn no_word_of_the_document_is_in_the_log_unless_asked() {
    let text = "PROGRESS REPORT\n\nSUBJECTIVE\nThe zebrafinch keeper has had no urine drug screen, said Quillfeather.\n\n\
        TREATMENT REQUESTED\n1. Norco 10/325mg #180 Quillfeather\n";
    let report = judged(crate::common::document(text));
    let log = sarif::log(&[sarif::results(&report, None, false)], PROGRAM);
    for word in ["zebrafinch", "Quillfeather", "Norco", "#180", "urine drug screen,"] {
        assert!(!log.contains(word), "{word}: {log}");
    }
    assert!(sarif::log(&[sarif::results(&report, None, true)], PROGRAM).contains("Quillfeather"));
}

#[test]
fn a_region_is_where_the_words_stand() {
    let text = "NOTE\n\nThe patiént has no documentation of a urine drug screen.\n\nREQUEST\n1. Norco 10/325mg #180\n";
    let report = judged(crate::common::document(text));
    let log: Value = serde_json::from_str(&sarif::log(&[sarif::results(&report, None, true)], PROGRAM)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let places =
        log["runs"][0]["results"].as_array().unwrap().iter().flat_map(|result| result["locations"].as_array().unwrap());
    for place in places {
        let region = &place["physicalLocation"]["region"];
        let at = |name: &str| region[name].as_u64().unwrap() as usize;
        assert_eq!(at("startLine"), at("endLine"));
        let line: Vec<char> = lines[at("startLine") - 1].chars().collect();
        let words: String = line[at("startColumn") - 1..at("endColumn") - 1].iter().collect();
        assert_eq!(region["snippet"]["text"], words.as_str());
    }
}
