//! In: the JSON of every document. Out: proof that it holds by the published schema, and that this is the program's own.
//!
//! After a change of what is printed, `UPDATE_SCHEMAS=1 cargo test --test all schemas` writes the schemas again. Only a
//! field that is added may change them; all else is a new version.
#![allow(clippy::unwrap_used)]

use crate::common::{judged, own_texts, real_texts};
use imrcheck::report::json;
use serde_json::Value;
use std::path::Path;

fn published() -> [(&'static str, String); 2] {
    [("check-v1.json", json::check_schema()), ("extract-v1.json", json::extract_schema())]
}

#[test]
fn the_published_schemas_are_those_of_the_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas");
    for (name, schema) in published() {
        let path = folder.join(name);
        if std::env::var_os("UPDATE_SCHEMAS").is_some() {
            std::fs::write(&path, &schema).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), schema, "{name}");
    }
}

#[test]
fn what_is_printed_of_every_document_holds_by_them() {
    let [check, extract] = published().map(|(_, schema)| {
        let schema: Value = serde_json::from_str(&schema).unwrap();
        jsonschema::validator_for(&schema).unwrap()
    });
    let mut documents = 0;
    for document in own_texts().into_iter().chain(real_texts()) {
        let report = judged(document);
        documents += 1;
        for (schema, line) in [(&check, json::check(&report, None)), (&extract, json::extract(&report))] {
            let value: Value = serde_json::from_str(&line).unwrap();
            let faults: Vec<String> =
                schema.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(faults.is_empty(), "{}: {faults:?}", report.document.name);
        }
    }
    assert!(documents > 20);
}

#[test]
fn the_schemas_notice_what_is_not_so() {
    let report = judged(own_texts().remove(0));
    let schema: Value = serde_json::from_str(&json::check_schema()).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let line: Value = serde_json::from_str(&json::check(&report, None)).unwrap();
    let spoil: [fn(&mut Value); 4] = [
        |line| line["schema"] = "imrcheck/check/v2".into(),
        |line| line["items"][0]["predictions"]["summary"]["outcome"] = "perhaps".into(),
        |line| line["items"][0]["span"]["start"] = (-1).into(),
        |line| drop(line.as_object_mut().unwrap().remove("items")),
    ];
    for change in spoil {
        let mut spoiled = line.clone();
        change(&mut spoiled);
        assert!(!schema.is_valid(&spoiled), "{spoiled}");
    }
}
